//! Lots in the order in which they are picked. It knows no order line.

use std::collections::{BTreeMap, BTreeSet};

use super::limits;
use super::pool::{Allocation, Content, Pool, Scope};
use super::record::Record;

/// Something that can be picked: a lot, or a receipt without one.
struct Batch {
    /// Affected part of it.
    share: f64,
    free: i64,
}

/// Lots waiting to be picked, each with what later recorded issues leave of it.
pub(super) struct Queue {
    batches: Vec<Batch>,
    /// Positions of batches with something free: as they are ranked, so they are picked.
    waiting: BTreeSet<usize>,
    /// What becomes free in each window.
    rises: BTreeMap<usize, Vec<(usize, i64)>>,
}

impl Queue {
    /// The queue of an allocation; `None` for a random mix, which has none.
    pub(super) fn new(pool: &Pool<'_>, scope: &Scope<'_>, record: &Record, allocation: Allocation) -> Option<Queue> {
        let expiry = |lot: u32| match allocation {
            Allocation::Fefo => scope.expires_on.get(lot as usize).copied().flatten(),
            Allocation::Bounds | Allocation::Fifo => None,
        };
        if allocation == Allocation::Bounds {
            return None;
        }
        // Rank, affected share, and what becomes free when.
        let mut ranked = Vec::new();
        for lot in &record.lots {
            let expires = expiry(lot.lot);
            let rank = (expires.is_none(), expires, lot.received, Some(lot.lot));
            ranked.push((rank, f64::from(u8::from(lot.affected)), limits::of_lot(lot)));
        }
        for receipt in pool.receipts {
            if let Content::Unknown(units) = receipt.content {
                let expected = units.expected.unwrap_or((units.min as f64 + units.max as f64) / 2.0);
                let share = if receipt.quantity > 0 { expected / receipt.quantity as f64 } else { 0.0 };
                let window = record.window_from(receipt.day);
                ranked.push(((true, None, receipt.day, None), share, vec![(window, receipt.quantity)]));
            }
        }
        ranked.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut queue = Queue { batches: Vec::new(), waiting: BTreeSet::new(), rises: BTreeMap::new() };
        for (at, (_, share, limits)) in ranked.into_iter().enumerate() {
            queue.batches.push(Batch { share, free: 0 });
            let mut before = 0;
            for (window, limit) in limits {
                queue.rises.entry(window as usize).or_default().push((at, limit - before));
                before = limit;
            }
        }
        Some(queue)
    }

    /// Picks `wanted` in a window, which come in ascending order: affected units, and what could not be picked.
    pub(super) fn pick(&mut self, window: usize, mut wanted: i64) -> (f64, i64) {
        for (at, rise) in self.rises.remove(&window).unwrap_or_default() {
            self.batches[at].free += rise;
            if self.batches[at].free > 0 {
                self.waiting.insert(at);
            }
        }
        let mut affected = 0.0;
        while wanted > 0 {
            let Some(at) = self.waiting.first().copied() else { break };
            let batch = &mut self.batches[at];
            let taken = batch.free.min(wanted);
            batch.free -= taken;
            wanted -= taken;
            affected += batch.share * taken as f64;
            if batch.free == 0 {
                self.waiting.remove(&at);
            }
        }
        (affected, wanted)
    }
}
