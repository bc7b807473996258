//! Returns by hand, and customers whose every unit is known.

use proptest::prelude::*;

use super::*;

fn sold(customer: u32, day: i32, lot: Option<u32>, quantity: i64, min: i64, max: i64) -> Sold {
    let units = Units { min, max, expected: Some((min + max) as f64 / 2.0) };
    Sold { customer, product: 0, day: Some(day), quantity, lot, units }
}

/// Even lots are affected.
fn back(customer: u32, day: i32, lot: Option<u32>, quantity: i64) -> Returned {
    let affected = lot.is_some_and(|lot| lot.is_multiple_of(2));
    Returned { customer, product: 0, day: Some(day), quantity, lot, affected }
}

fn held(sales: &[Sold], returns: &[Returned]) -> (i64, i64) {
    let units = net_of_returns(sales, returns).unwrap().holdings[0].held;
    (units.min, units.max)
}

#[test]
fn netted_by_customer_and_lot_and_still_to_be_told() {
    let sales = [sold(1, 1, Some(0), 3, 3, 3), sold(1, 1, Some(1), 2, 0, 0), sold(2, 9, Some(0), 2, 2, 2)];
    let netting = net_of_returns(&sales, &[back(1, 5, Some(0), 3)]).unwrap();
    let first = netting.holdings[0];
    assert_eq!((first.sold, first.returned, first.reached, first.held), (5, 3, Units::exactly(3), Units::exactly(0)));
    assert_eq!(netting.holdings[1].held, Units::exactly(2), "what came back was sold again");
    assert_eq!(netting.findings, []);
}

/// A hidden sale of 4, 1 to 3 of them affected.
#[test]
fn returns_of_hidden_sales_narrow_them() {
    let sales = [sold(1, 1, None, 4, 1, 3)];
    assert_eq!(held(&sales, &[]), (1, 3));
    assert_eq!(held(&sales, &[back(1, 2, Some(0), 2)]), (0, 1), "two affected ones are back");
    assert_eq!(held(&sales, &[back(1, 2, Some(1), 2)]), (1, 2), "two others are back");
    assert_eq!(held(&sales, &[back(1, 2, None, 2)]), (0, 2), "any two are back");
    assert_eq!(held(&sales, &[back(1, 2, None, 4)]), (0, 0));
}

#[test]
fn odd_returns_are_reported_and_not_netted() {
    use ReturnFinding::*;
    let sales = [sold(1, 5, Some(0), 2, 2, 2), sold(1, 5, Some(1), 1, 0, 0), sold(2, 1, Some(0), 1, 1, 1)];
    let findings = |returns: &[Returned]| {
        let netting = net_of_returns(&sales, returns).unwrap();
        (netting.findings, netting.holdings[0].held)
    };
    assert_eq!(findings(&[back(1, 4, Some(0), 1)]), (vec![(0, BeforeSale, 1)], Units::exactly(2)));
    assert_eq!(findings(&[back(1, 6, Some(2), 1)]), (vec![(0, OtherLot, 1)], Units::exactly(2)));
    assert_eq!(findings(&[back(1, 6, Some(0), 3)]).0, [(0, OtherLot, 1)]);
    assert_eq!(findings(&[back(2, 6, Some(0), 3)]), (vec![(0, AboveSold, 2)], Units::exactly(2)));
    let (found, units) = findings(&[back(1, 7, None, 5), back(3, 1, Some(0), 1)]);
    assert_eq!(found, [(0, WithoutLot, 5), (0, AboveSold, 2), (1, AboveSold, 1)]);
    assert_eq!((units.min, units.max), (0, 0));
    for finding in [WithoutLot, BeforeSale, OtherLot, AboveSold] {
        assert!(!finding.text().render(crate::labels::Lang::Zh).is_empty());
    }
}

/// What a lot surely holds, and the rest, which a return without a lot may have taken.
#[test]
fn what_is_surely_left_of_a_lot_is_told_where_something_came_back() {
    let sales = [sold(1, 1, Some(0), 5, 5, 5), sold(1, 1, Some(2), 3, 3, 3), sold(2, 1, Some(0), 4, 4, 4)];
    let sure = |returns: &[Returned]| net_of_returns(&sales, returns).unwrap().sure;
    assert_eq!(sure(&[]), []);
    assert_eq!(sure(&[back(1, 2, Some(0), 2)]), [(0, 0, 3), (0, 2, 3)]);
    assert_eq!(sure(&[back(1, 2, None, 3)]), [(0, 0, 2)]);
    assert_eq!(held(&sales, &[back(1, 2, None, 3)]), (5, 5), "3 of them of any lot");
}

#[test]
fn refuses_what_cannot_be() {
    let error = |sale: Sold| net_of_returns(&[sale], &[]).err();
    assert_eq!(error(sold(1, 1, None, 1, 0, 2)), Some(PoolError::Issue { position: 0 }));
    assert_eq!(error(sold(1, 1, None, 2, 2, 1)), Some(PoolError::Issue { position: 0 }));
    assert_eq!(error(sold(1, 1, Some(0), 2, 1, 1)), Some(PoolError::Issue { position: 0 }), "a lot is all or nothing");
    assert_eq!(error(sold(1, 1, None, i64::MAX, 0, 0)), Some(PoolError::TooLarge));
    assert_eq!(net_of_returns(&[], &[back(1, 1, None, -1)]).err(), Some(PoolError::Issue { position: 0 }));
    let netting = net_of_returns(&[], &[]).unwrap();
    assert!(netting.holdings.is_empty() && netting.findings.is_empty());
}

/// What one customer does: buys units of some lots, or brings back the n-th unit held.
#[derive(Clone, Debug)]
enum Act {
    Buy { lots: Vec<u32>, hidden: bool },
    Return { at: usize, hidden: bool },
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let buy =
        (prop::collection::vec(0..4_u32, 1..4), any::<bool>()).prop_map(|(lots, hidden)| Act::Buy { lots, hidden });
    let back = (any::<usize>(), any::<bool>()).prop_map(|(at, hidden)| Act::Return { at, hidden });
    prop::collection::vec(prop_oneof![buy, back], 1..14)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_is_really_held_lies_within_the_bounds(acts in acts(), slack in 0..2_i64, turn in 0..9_usize) {
        let (mut sales, mut returns, mut units) = (Vec::new(), Vec::new(), Vec::new());
        for (day, act) in acts.into_iter().enumerate() {
            match act {
                Act::Buy { lots, hidden: true } => {
                    let truth = lots.iter().filter(|lot| lot.is_multiple_of(2)).count() as i64;
                    let quantity = lots.len() as i64;
                    let (min, max) = ((truth - slack).max(0), (truth + slack).min(quantity));
                    sales.push(sold(1, day as i32, None, quantity, min, max));
                    units.extend(lots);
                }
                Act::Buy { lots, hidden: false } => {
                    for lot in &lots {
                        let affected = i64::from(lot.is_multiple_of(2));
                        sales.push(sold(1, day as i32, Some(*lot), 1, affected, affected));
                    }
                    units.extend(lots);
                }
                Act::Return { at, hidden } if !units.is_empty() => {
                    let lot = units.swap_remove(at % units.len());
                    returns.push(back(1, day as i32, (!hidden).then_some(lot), 1));
                }
                Act::Return { .. } => {}
            }
        }
        let netting = net_of_returns(&sales, &returns).unwrap();
        let Some(holding) = netting.holdings.first() else { return Ok(()) };
        let truth = units.iter().filter(|lot| lot.is_multiple_of(2)).count() as i64;
        let Units { min, max, expected } = holding.held;
        prop_assert!(min <= truth && truth <= max, "{} {:?}", truth, holding);
        prop_assert!(min as f64 <= expected.unwrap() && expected.unwrap() <= max as f64);
        let sure = netting.sure.iter().map(|(_, _, quantity)| quantity).sum::<i64>();
        prop_assert!(sure <= min, "{} {:?}", sure, holding);
        prop_assert_eq!(holding.sold - holding.returned, units.len() as i64);
        prop_assert!(netting.findings.iter().all(|finding| finding.1 == ReturnFinding::WithoutLot));
        sales.reverse();
        let turn = turn % sales.len();
        sales.rotate_left(turn);
        let again = net_of_returns(&sales, &returns).unwrap();
        prop_assert_eq!(&again.holdings, &netting.holdings);
    }
}
