//! Lots in the order in which they are picked. It knows no order line.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use super::limits;
use super::pool::{Allocation, Content, Pool, Scope};
use super::record::Record;

/// Something that can be picked: a lot, or a receipt without one.
struct Batch {
    /// Affected part of it; of a receipt without a lot only known once it came.
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
    /// Position of each receipt without a lot, by its place in the pool.
    receipts: HashMap<usize, usize>,
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
        // Rank, place in the pool of a receipt without a lot, affected share, and what becomes free when.
        let mut ranked = Vec::new();
        for lot in &record.lots {
            let expires = expiry(lot.lot);
            let rank = ((expires.is_none(), expires, lot.received, Some(lot.lot)), (None, 0));
            ranked.push((rank, None, f64::from(u8::from(lot.affected)), limits::of_lot(lot)));
        }
        for (at, receipt) in pool.receipts.iter().enumerate() {
            if let Content::Unknown(_) = receipt.content {
                // Receipts of one day by their content, so that the order of rows does not matter.
                let rank = ((true, None, receipt.day, None), (receipt.customer, receipt.quantity));
                let window = record.window_from(receipt.day);
                ranked.push((rank, Some(at), 0.0, vec![(window, receipt.quantity)]));
            }
        }
        ranked.sort_by_key(|(rank, ..)| *rank);
        let mut queue =
            Queue { batches: Vec::new(), waiting: BTreeSet::new(), rises: BTreeMap::new(), receipts: HashMap::new() };
        for (at, (_, receipt, share, limits)) in ranked.into_iter().enumerate() {
            queue.receipts.extend(receipt.map(|receipt| (receipt, at)));
            queue.batches.push(Batch { share, free: 0 });
            let mut before = 0;
            for (window, limit) in limits {
                queue.rises.entry(window as usize).or_default().push((at, limit - before));
                before = limit;
            }
        }
        Some(queue)
    }

    /// A receipt without a lot has come; `share` of it is affected.
    pub(super) fn learn(&mut self, receipt: usize, share: f64) {
        if let Some(at) = self.receipts.get(&receipt) {
            self.batches[*at].share = share;
        }
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
