//! From whom units came back whose return names a serial number and no customer: from whoever was sold it, where that is one.

use std::collections::{BTreeMap, BTreeSet};

use crate::models::recall_progress::Recovery;
use crate::models::serial_ranges::serials_of;

/// An affected unit that was sold: its serial numbers, as they stand in a cell, to whom, and its lot.
pub(super) struct SoldSerials<'a> {
    pub(super) cell: &'a str,
    /// Under whom the buyer is told; nothing where the sale names none.
    pub(super) buyer: Option<&'a str>,
    pub(super) lot: Option<&'a str>,
}

/// Under whom the buyer is told, and the lot.
type Sale<'a> = (Option<&'a str>, Option<&'a str>);

/// Gives every recovery of a known serial number that names no customer the only one who was sold it, and its lot where the
/// return names none. A number sold to several stays nobody's.
pub(super) fn find<'a>(recoveries: &mut [Recovery<'a>], sold: impl Iterator<Item = SoldSerials<'a>>) {
    let nameless = |one: &Recovery<'a>| one.serial.filter(|_| one.customer.is_none());
    let wanted: BTreeSet<&str> = recoveries.iter().filter_map(nameless).collect();
    if wanted.is_empty() {
        return;
    }
    let mut known: BTreeMap<&str, BTreeSet<Sale<'a>>> = BTreeMap::new();
    for own in sold {
        for serial in serials_of(own.cell).filter(|serial| wanted.contains(serial)) {
            known.entry(serial).or_default().insert((own.buyer, own.lot));
        }
    }
    for one in recoveries.iter_mut() {
        let Some(sales) = nameless(one).and_then(|serial| known.get(serial)) else { continue };
        one.customer = only(sales.iter().map(|(buyer, _)| *buyer));
        one.lot = one.lot.or_else(|| only(sales.iter().map(|(_, lot)| *lot)));
    }
}

/// What is the same in all of them.
fn only<'a>(mut all: impl Iterator<Item = Option<&'a str>>) -> Option<&'a str> {
    let first = all.next()?;
    first.filter(|_| all.all(|other| other == first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::recall_progress::Disposition;

    #[test]
    fn a_serial_number_sold_to_one_customer_is_hers() {
        let sold = [("S1, S2", Some("A"), Some("L1")), ("S3", Some("A"), Some("L1")), ("S3", Some("B"), Some("L1"))];
        let sold = sold.map(|(cell, buyer, lot)| SoldSerials { cell, buyer, lot });
        let mut back = [Some("S2"), Some("S3"), Some("S9"), None].map(|serial| Recovery {
            customer: None,
            day: 0,
            disposition: Disposition::Returned,
            lot: None,
            serial,
            quantity: 10_000,
        });
        find(&mut back, sold.into_iter());
        let found = back.map(|one| (one.customer, one.lot));
        assert_eq!(found, [(Some("A"), Some("L1")), (None, Some("L1")), (None, None), (None, None)]);
    }
}
