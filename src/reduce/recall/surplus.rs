//! What was shipped of the lots of a product to one customer beyond what its order lines hold.

use std::collections::BTreeMap;

/// The part of a lot that no order line explains, in 1/10000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Surplus {
    /// Whatever the lines stand for.
    pub(super) sure: i64,
    /// More of it, where the lines stand for other shipments.
    pub(super) unsure: i64,
    /// A lot of which order lines hold more than was shipped: they may stand for this one.
    pub(super) ordered_lot: Option<u32>,
}

/// The surplus of each lot. A line of a lot explains shipments of that lot; a line without one explains those of any. Lines of
/// a lot beyond its own shipments contradict the shipments of others, as far as they go.
pub(super) fn surplus(lines: &BTreeMap<Option<u32>, i64>, shipped: &BTreeMap<u32, i64>) -> BTreeMap<u32, Surplus> {
    let of_lot = |lot: u32| lines.get(&Some(lot)).copied().unwrap_or_default();
    let open = lines.get(&None).copied().unwrap_or_default();
    let beyond = |(lot, quantity): (&u32, &i64)| (*lot, quantity.saturating_sub(of_lot(*lot)));
    let beyond: BTreeMap<u32, i64> = shipped.iter().map(beyond).filter(|(_, quantity)| *quantity > 0).collect();
    let total = beyond.values().fold(0_i64, |sum, quantity| sum.saturating_add(*quantity)).saturating_sub(open);
    let unshipped = |(lot, quantity): (&Option<u32>, &i64)| {
        let left = quantity - shipped.get(&(*lot)?).copied().unwrap_or_default().max(0);
        Some(((*lot)?, left)).filter(|(_, left)| *left > 0)
    };
    let unshipped: BTreeMap<u32, i64> = lines.iter().filter_map(unshipped).collect();
    let spare = unshipped.values().fold(open, |sum, left| sum.saturating_add(*left));
    let of = |(lot, quantity): (u32, i64)| {
        let most = quantity.min(total.max(0));
        let sure = quantity.saturating_sub(spare).max(0);
        let ordered_lot = unshipped.keys().next().copied();
        (lot, Surplus { sure, unsure: most - sure, ordered_lot })
    };
    beyond.into_iter().map(of).filter(|(_, own)| own.sure + own.unsure > 0).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(lines: &[(Option<u32>, i64)], shipped: &[(u32, i64)]) -> Vec<(u32, i64, i64, Option<u32>)> {
        let found = surplus(&lines.iter().copied().collect(), &shipped.iter().copied().collect());
        found.into_iter().map(|(lot, own)| (lot, own.sure, own.unsure, own.ordered_lot)).collect()
    }

    #[test]
    fn lines_explain_as_much_as_they_hold() {
        assert_eq!(found(&[(Some(1), 1)], &[(1, 10)]), [(1, 9, 0, None)]);
        assert_eq!(found(&[(Some(1), 10)], &[(1, 10)]), []);
        assert_eq!(found(&[(Some(1), 1), (None, 4)], &[(1, 10)]), [(1, 5, 0, None)]);
        assert_eq!(found(&[(None, 10)], &[(1, 6), (2, 4)]), []);
        assert_eq!(found(&[(None, 2)], &[(1, 5), (2, 5)]), [(1, 3, 2, None), (2, 3, 2, None)]);
        assert_eq!(found(&[(Some(2), 2)], &[(1, 2)]), [(1, 0, 2, Some(2))]);
        assert_eq!(found(&[(Some(2), 1)], &[(1, 3)]), [(1, 2, 1, Some(2))]);
        assert_eq!(found(&[(Some(2), 2)], &[(1, 3), (2, 2)]), [(1, 3, 0, None)], "all of lot 2 was shipped");
        assert_eq!(found(&[(Some(1), 1)], &[(1, -2)]), []);
    }

    proptest! {
        /// Units that are shipped, each written as a line with its lot, without it, or not at all.
        #[test]
        fn what_no_line_tells_lies_between(units in prop::collection::vec((0..3_u32, 0..3_u8), 0..12)) {
            let (mut lines, mut shipped, mut missing) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
            for (lot, written) in units {
                *shipped.entry(lot).or_default() += 1;
                match written {
                    0 => *lines.entry(Some(lot)).or_default() += 1,
                    1 => *lines.entry(None).or_default() += 1,
                    _ => *missing.entry(lot).or_insert(0_i64) += 1,
                }
            }
            let found = surplus(&lines, &shipped);
            for lot in shipped.keys() {
                let truth = missing.get(lot).copied().unwrap_or_default();
                let own = found.get(lot).copied().unwrap_or_default();
                prop_assert!(own.sure <= truth && truth <= own.sure + own.unsure, "{} {:?}", truth, own);
                prop_assert_eq!(own.ordered_lot, None);
            }
        }
    }
}
