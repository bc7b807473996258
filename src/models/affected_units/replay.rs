//! The estimate: hidden issues replayed day by day. It bounds nothing, and keeps within the bounds it is given.

use super::corridor::Corridor;
use super::pool::{Allocation, Pool, Scope};
use super::queue::Queue;
use super::record::{Record, Window};
use super::returned::Hands;

/// The hidden issues of one window, as estimated.
#[derive(Clone, Copy, Debug)]
pub(super) struct Estimate {
    /// Affected units in the stock before them.
    pub(super) affected: f64,
    /// Affected units among them.
    pub(super) taken: f64,
    /// Affected units of what came without a lot, as far as recorded issues have not shown to be of which lot it was.
    pub(super) unknown: f64,
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
    let mut hands = Hands::new(pool, scope.affected, record);
    let (mut so_far, mut unknown, mut came) = (0.0, 0.0, 0);
    let mut estimates = Vec::with_capacity(record.windows.len());
    for (at, window) in record.windows.iter().enumerate() {
        let stock = window.stock as f64;
        while let Some((receipt, units, quantity, expected)) = hands.next(at) {
            let (min, max) = (units.min as f64, units.max as f64);
            let middle = (min + max) / 2.0 / quantity.max(1) as f64;
            let like_all = || quantity as f64 * share_of_all(window, unknown, came).unwrap_or(middle);
            let expected = expected.unwrap_or_else(like_all).min(max).max(min);
            (unknown, came) = (unknown + expected, came + quantity);
            if let Some(queue) = &mut queue {
                queue.learn(receipt, expected / quantity.max(1) as f64);
            }
        }
        unknown *= window.unexplained;
        let affected = (window.affected as f64 + unknown - so_far).clamp(0.0, stock);
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
        hands.hand_out(at, if window.hidden > 0 { taken / hidden } else { 0.0 });
        estimates.push(Estimate { affected, taken, unknown });
    }
    estimates
}

/// Affected part of all that came and did not leave with its lot recorded, by which something is estimated of which nobody
/// knows who had it. `unknown` of `came` units without a lot were affected. Nothing where nothing came.
fn share_of_all(window: &Window, unknown: f64, came: i64) -> Option<f64> {
    let all = window.affected + window.others + came;
    (all > 0).then(|| ((window.affected as f64 + unknown) / all as f64).clamp(0.0, 1.0))
}
