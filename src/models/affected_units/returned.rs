//! What comes without a lot, estimated as what its customer had, by the replay, when it came back. It bounds nothing.

use std::cmp::Ordering;

use hashbrown::{HashMap, HashSet};

use super::class::Reason;
use super::pool::{Content, Pool, Receipt, Units};
use super::record::{Place, Record};

/// Units with a customer.
#[derive(Clone, Copy, Default)]
struct Held {
    quantity: f64,
    /// Affected ones, as estimated.
    affected: f64,
}

/// An issue to a customer who brings something back.
struct Handed {
    window: u32,
    customer: u32,
    quantity: i64,
    /// Whether it is affected; `None` for a hidden issue.
    affected: Option<bool>,
}

/// What customers hold as the replay goes on. Of those who bring nothing back nothing is kept.
pub(super) struct Hands<'a> {
    held: HashMap<u32, Held>,
    /// Issues by window.
    handed: std::vec::IntoIter<Handed>,
    /// Returns, and all else that came without a lot, by window; with their place in the pool.
    came: std::vec::IntoIter<(u32, usize, &'a Receipt)>,
    affected: &'a [bool],
}

impl<'a> Hands<'a> {
    /// Empty hands; `affected` tells it of each lot.
    pub(super) fn new(pool: &Pool<'a>, affected: &'a [bool], record: &Record) -> Hands<'a> {
        let is_back = |receipt: &Receipt| receipt.customer.is_some() || matches!(receipt.content, Content::Unknown(_));
        let back = pool.receipts.iter().enumerate().filter(|(_, receipt)| is_back(receipt));
        let mut came: Vec<(u32, usize, &Receipt)> =
            back.map(|(at, receipt)| (record.window_from(receipt.day), at, receipt)).collect();
        // By content, so that sums do not depend on the order of rows.
        came.sort_by(|a, b| (a.0, a.2).partial_cmp(&(b.0, b.2)).unwrap_or(Ordering::Equal));
        let bringing: HashSet<u32> = came.iter().filter_map(|(_, _, receipt)| receipt.customer).collect();
        let mut handed = Vec::new();
        let issues = if bringing.is_empty() { &[] } else { pool.issues };
        for (issue, place) in issues.iter().zip(&record.places) {
            let Some(customer) = issue.customer.filter(|customer| bringing.contains(customer)) else { continue };
            let (window, affected) = match *place {
                Place::Hidden(window) => (window, None),
                Place::Settled(Reason::LotInScope) => (record.window_from(issue.day), Some(true)),
                Place::Settled(Reason::LotOutOfScope) => (record.window_from(issue.day), Some(false)),
                Place::Settled(_) => continue,
            };
            handed.push(Handed { window, customer, quantity: issue.quantity, affected });
        }
        handed.sort_unstable_by_key(|one| (one.window, one.customer, one.affected, one.quantity));
        let (handed, came) = (handed.into_iter(), came.into_iter());
        Hands { held: HashMap::new(), handed, came, affected }
    }

    /// The next thing that came without a lot in a window: its place in the pool, its bounds and quantity, and its affected
    /// units as estimated, where its customer is known to have had any.
    pub(super) fn next(&mut self, window: usize) -> Option<(usize, Units, i64, Option<f64>)> {
        loop {
            let (_, at, receipt) = self.came.as_slice().first().filter(|(came, ..)| *came as usize == window)?;
            let (at, receipt) = (*at, *receipt);
            self.came.next();
            let held = receipt.customer.and_then(|customer| self.held.get_mut(&customer));
            match receipt.content {
                Content::Lot(lot) => {
                    let affected = self.affected.get(lot as usize).copied().unwrap_or_default();
                    held.into_iter().for_each(|held| held.give_back(receipt.quantity, affected));
                }
                Content::Unknown(units) => {
                    let expected = held.filter(|held| held.quantity > 0.0).map(|held| held.give_any(receipt.quantity));
                    return Some((at, units, receipt.quantity, units.expected.or(expected)));
                }
            }
        }
    }

    /// The issues of a window; `share` of the hidden ones is affected.
    pub(super) fn hand_out(&mut self, window: usize, share: f64) {
        while let Some(one) = self.handed.as_slice().first().filter(|one| one.window as usize <= window) {
            let held = self.held.entry(one.customer).or_default();
            let quantity = one.quantity as f64;
            held.quantity += quantity;
            held.affected += quantity * one.affected.map_or(share, |affected| f64::from(u8::from(affected)));
            self.handed.next();
        }
    }
}

impl Held {
    /// Gives back some of a lot.
    fn give_back(&mut self, quantity: i64, affected: bool) {
        let quantity = (quantity as f64).min(self.quantity);
        self.quantity -= quantity;
        self.affected = (self.affected - if affected { quantity } else { 0.0 }).clamp(0.0, self.quantity);
    }

    /// Gives back some of any lot: the affected units among them, as many as of all that is there. What was never there is
    /// taken to be like it.
    fn give_any(&mut self, quantity: i64) -> f64 {
        let share = self.affected / self.quantity;
        let given = (quantity as f64).min(self.quantity);
        self.quantity -= given;
        self.affected = share * self.quantity;
        share * quantity as f64
    }
}
