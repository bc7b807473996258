//! How much hidden issues can have taken of each lot, at most. It knows no order line.

use super::record::{LotRecord, Record};

/// What all hidden issues up to a day can have taken, at most.
#[derive(Clone, Debug)]
pub(super) struct Limits {
    /// Of affected units, by window.
    pub(super) affected: Vec<i64>,
    /// Of all others.
    pub(super) others: Vec<i64>,
}

/// What hidden issues can have taken of one lot up to a window: no more than the least of what was received and not
/// issued with the lot recorded, then or at any time after. Windows at which it rises, and to what.
pub(super) fn of_lot(record: &LotRecord) -> Vec<(u32, i64)> {
    let mut limits = record.balances.clone();
    for at in (1..limits.len()).rev() {
        limits[at - 1].1 = limits[at - 1].1.min(limits[at].1);
    }
    limits
}

/// The same of all lots together. What was received without a lot, before or after, may be of any lot that a recorded
/// issue needs: all of it is added, its affected part at most on the one side and the rest at most on the other. What was
/// there at the time is a limit of its own.
pub(super) fn of_all(record: &Record) -> Limits {
    let mut limits = Limits { affected: vec![0; record.windows.len()], others: vec![0; record.windows.len()] };
    for lot in &record.lots {
        let rises = if lot.affected { &mut limits.affected } else { &mut limits.others };
        let mut before = 0;
        for (window, limit) in of_lot(lot) {
            rises[window as usize] += limit - before;
            before = limit;
        }
    }
    let end = record.windows.last().copied().unwrap_or_default();
    let (mut affected, mut others) = (0, 0);
    for (at, window) in record.windows.iter().enumerate() {
        affected += limits.affected[at];
        others += limits.others[at];
        limits.affected[at] = (affected + end.unknown_max).min(window.affected + window.unknown_max);
        let there = window.others + window.unknown - window.unknown_min;
        limits.others[at] = (others + end.unknown - end.unknown_min).min(there);
    }
    limits
}
