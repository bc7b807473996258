//! Lots by a hash of their names in shards of their own: threads seldom wait for each other, and the table of a shard fits
//! where memory is fast.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;
use rayon::prelude::*;

use super::unit_log::UnitLog;
use crate::reduce::intern::{Interner, Key, heads};

/// Stands for no product.
pub(super) const NO_PRODUCT: u32 = u32::MAX;

/// How many shards there are, as a power of two.
const BITS: u32 = 6;
/// How many shards there are.
pub(super) const SHARDS: usize = 1 << BITS;

/// The shard of a name, by bits of its hash that a table of fewer than 2^24 places leaves alone.
pub(super) fn shard_of(key: Key) -> usize {
    (key.hash() >> 24) as usize % SHARDS
}

/// The number of a lot among all: that within its shard, then the shard. Nothing where there are too many.
pub(super) fn number(shard: usize, code: u32) -> Option<u32> {
    (code < 1 << (32 - BITS)).then_some(code << BITS | shard as u32)
}

/// One purchase of somebody who complained, of something that the complaint may be about; or of anybody, of a serial number
/// that a complaint names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Purchase {
    /// Place of the customer among those who complained, or [`ANYBODY`](super::serial_sales::ANYBODY).
    pub(super) customer: u32,
    pub(super) day: i32,
    /// The lot (or lot and store) by its number among all.
    pub(super) lot: u32,
    /// The product by its number, or [`NO_PRODUCT`].
    pub(super) product: u32,
    pub(super) serial: Option<Box<str>>,
}

/// Units that came back.
#[derive(Clone, Debug)]
pub(super) struct Returned {
    pub(super) lot: u32,
    pub(super) day: i32,
    pub(super) units: i64,
    /// The customer by a hash of its id.
    pub(super) customer: Option<u64>,
}

/// What is gathered of the lots of one shard. Lots go by their numbers within it, but for those of purchases.
#[derive(Default)]
pub(super) struct Shard {
    pub(super) lots: Interner,
    /// Product of each lot, and the products of lots with more than one.
    pub(super) product_of: Vec<u32>,
    pub(super) clashes: BTreeMap<u32, BTreeSet<u32>>,
    pub(super) log: UnitLog,
    pub(super) purchases: Vec<Purchase>,
    pub(super) returned: Vec<Returned>,
    /// The first day on which each customer bought of each lot, where returns count as failures.
    pub(super) first_sales: HashMap<(u64, u32), i32>,
}

impl Shard {
    pub(super) fn know_product(&mut self, lot: u32, product: u32) {
        match &mut self.product_of[lot as usize] {
            _ if product == NO_PRODUCT => {}
            known if *known == NO_PRODUCT => *known = product,
            known if *known != product => self.clashes.entry(lot).or_default().extend([*known, product]),
            _ => {}
        }
    }

    /// The day on which a customer first bought of a lot.
    pub(super) fn first_sale(&self, returned: &Returned) -> Option<i32> {
        self.first_sales.get(&(returned.customer?, returned.lot)).copied()
    }
}

/// The names of the lots of all shards.
pub(super) struct LotNames {
    shards: Vec<Interner>,
    /// Lots of each shard that were bought or made.
    known: Vec<usize>,
}

impl LotNames {
    pub(super) fn of(shards: Vec<Interner>) -> LotNames {
        let known = shards.iter().map(Interner::len).collect();
        LotNames { shards, known }
    }

    /// How many lots there are.
    pub(super) fn len(&self) -> usize {
        self.shards.iter().map(Interner::len).sum()
    }

    /// Whether a lot was neither bought nor made, but named by a complaint.
    pub(super) fn is_unknown(&self, lot: u32) -> bool {
        let (shard, code) = parted(lot);
        code as usize >= self.known[shard]
    }

    /// The number of a lot, known or not; nothing where there are more than can be numbered.
    pub(super) fn code(&mut self, name: &str) -> Option<u32> {
        let shard = shard_of(Key::of(name));
        number(shard, self.shards[shard].code(name)?)
    }

    /// The name of a lot.
    pub(super) fn text(&self, lot: u32) -> String {
        let (shard, code) = parted(lot);
        self.shards[shard].text(code)
    }

    /// The numbers of all lots in the order of their names.
    pub(super) fn order(&self) -> Vec<u32> {
        let head = &heads(self.shards.iter().flat_map(Interner::starts));
        let numbered = self.shards.iter().zip(0u32..).flat_map(|(shard, own)| {
            shard.starts().zip(0u32..).map(move |(start, code)| (head(start), code << BITS | own))
        });
        let mut keyed: Vec<(u64, u32)> = Vec::with_capacity(self.len());
        keyed.extend(numbered);
        keyed.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.compare(a.1, b.1)));
        keyed.into_iter().map(|(_, lot)| lot).collect()
    }

    fn compare(&self, one: u32, other: u32) -> std::cmp::Ordering {
        let ((shard, code), (other_shard, other_code)) = (parted(one), parted(other));
        self.shards[shard].compare(code, &self.shards[other_shard], other_code)
    }
}

/// The shard of a lot, and its number within it.
pub(super) fn parted(lot: u32) -> (usize, u32) {
    (lot as usize % SHARDS, lot >> BITS)
}

/// The place of each lot, by its number, in an order of all of them.
pub(super) fn places(order: &[u32]) -> Vec<u32> {
    let mut places = vec![0; order.iter().max().map_or(0, |most| *most as usize + 1)];
    for (at, lot) in (0u32..).zip(order) {
        places[*lot as usize] = at;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lots_of_all_shards_sort_by_name() {
        let mut names = LotNames::of((0..SHARDS).map(|_| Interner::default()).collect());
        let texts: Vec<String> = (0..500).map(|n| format!("LOT-{:03}-OF-THE-NORTHERN-PLANT", n * 7919 % 500)).collect();
        let codes: Vec<u32> = texts.iter().filter_map(|text| names.code(text)).collect();
        let order: Vec<String> = names.order().into_iter().map(|lot| names.text(lot)).collect();
        let mut sorted = texts.clone();
        sorted.sort_unstable();
        assert_eq!((order, names.len()), (sorted, 500));
        assert!(codes.iter().zip(&texts).all(|(code, text)| names.text(*code) == *text && names.is_unknown(*code)));
        let places = places(&names.order());
        assert_eq!(places[codes[0] as usize], 0);
        assert_eq!((number(63, 1 << 26), number(63, (1 << 26) - 1)), (None, Some(u32::MAX)));
    }
}
