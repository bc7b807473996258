//! The estimate: hidden issues replayed day by day. It bounds nothing, and keeps within the bounds it is given.

use super::corridor::Corridor;
use super::pool::{Allocation, Pool, Scope};
use super::queue::Queue;
use super::record::Record;

/// The hidden issues of one window, as estimated.
#[derive(Clone, Copy, Debug)]
pub(super) struct Estimate {
    /// Affected units in the stock before them.
    pub(super) affected: f64,
    /// Affected units among them.
    pub(super) taken: f64,
}

/// Estimates for all windows. A random mix takes q A / (A + B) from the stock as it was left by the estimates before. Where
/// the whole record sets limits, the estimate of all issues so far is kept within them, so that an estimate that was too
/// high is made good by the next.
pub(super) fn replay(
    pool: &Pool<'_>,
    scope: &Scope<'_>,
    record: &Record,
    corridor: Option<&Corridor>,
    allocation: Allocation,
) -> Vec<Estimate> {
    let mut queue = Queue::new(pool, scope, record, allocation);
    let mut so_far = 0.0;
    let mut estimates = Vec::with_capacity(record.windows.len());
    for (at, window) in record.windows.iter().enumerate() {
        let stock = window.stock as f64;
        let affected = (window.affected as f64 + window.unknown_expected - so_far).clamp(0.0, stock);
        let share = if window.stock > 0 { affected / stock } else { 0.0 };
        let hidden = window.hidden as f64;
        let taken = match &mut queue {
            None => hidden * share,
            Some(queue) => {
                let (picked, rest) = queue.pick(at, window.hidden);
                picked + rest as f64 * share
            }
        };
        let (low, high) = match corridor {
            Some(corridor) => {
                let (low, high) = corridor.up_to(at);
                ((low as f64 - so_far).max(0.0), (high as f64 - so_far).min(hidden))
            }
            None => {
                let (low, high) = record.earlier_bounds(at);
                (low as f64, high as f64)
            }
        };
        // Rounding may part two equal limits by a hair.
        let taken = taken.min(high).max(low);
        so_far += taken;
        estimates.push(Estimate { affected, taken });
    }
    estimates
}
