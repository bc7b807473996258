//! The check values of the recall reference, and pools worked out by hand.

use super::*;

const SCOPE: Scope<'_> = Scope { affected: &[true, false, true, false], expires_on: &[Some(90), Some(50), None, None] };

fn receipt(day: i32, lot: u32, units: i64) -> Receipt {
    Receipt { day: Some(day), quantity: units * ONE_UNIT, content: Content::Lot(lot), customer: None }
}

fn hidden(day: i32, units: i64) -> Issue {
    Issue { day: Some(day), quantity: units * ONE_UNIT, lot: None, moved_lot: None, customer: None }
}

fn recorded(day: i32, lot: u32, units: i64) -> Issue {
    Issue { lot: Some(lot), ..hidden(day, units) }
}

fn pool<'a>(receipts: &'a [Receipt], issues: &'a [Issue]) -> Pool<'a> {
    Pool { receipts, issues, stock: StockRecord::Kept, measure: Measure::Counted }
}

fn judge(receipts: &[Receipt], issues: &[Issue], allocation: Allocation) -> PoolUnits {
    affected_units(&pool(receipts, issues), &SCOPE, allocation).unwrap()
}

/// Minimum and maximum in units.
fn ends(units: Units) -> (i64, i64) {
    (units.min / ONE_UNIT, units.max / ONE_UNIT)
}

fn expected(units: Units) -> f64 {
    units.expected.unwrap() / ONE_UNIT as f64
}

/// (A, B, q) gives (min, max, P, expected); computed with scipy.
#[test]
fn check_values() {
    let rows = [
        ((3, 5, 6), (1, 3), 1.0, 2.25),
        ((2, 8, 3), (0, 2), 0.533_333, 0.6),
        ((10, 30, 4), (0, 4), 0.700_131, 1.0),
        ((1, 99, 1), (0, 1), 0.01, 0.01),
        ((4, 0, 2), (2, 2), 1.0, 2.0),
        ((0, 10, 3), (0, 0), 0.0, 0.0),
    ];
    for ((a, b, q), bounds, probability, estimate) in rows {
        let found = judge(&[receipt(1, 0, a), receipt(1, 1, b)], &[hidden(2, q)], Allocation::Bounds);
        let line = found.lines[0];
        assert_eq!((ends(line.units), ends(found.total), found.basis), (bounds, bounds, Basis::WholeRecord));
        assert!((line.probability.unwrap() - probability).abs() < 5e-7, "{a} {b} {q}: {line:?}");
        assert!((expected(line.units) - estimate).abs() < 1e-9, "{a} {b} {q}: {line:?}");
    }
}

#[test]
fn classes_of_a_day_at_the_shop() {
    let receipts = [receipt(1, 0, 3), receipt(1, 1, 5)];
    let issues = [recorded(1, 0, 1), recorded(2, 1, 1), hidden(3, 5), hidden(4, 1), hidden(5, 1)];
    let found = judge(&receipts, &issues, Allocation::Bounds);
    let classes: Vec<Class> = found.lines.iter().map(|line| line.class(0.5)).collect();
    assert_eq!(classes, [Class::Confirmed, Class::Excluded, Class::Certain, Class::Possible, Class::Conflict]);
    assert_eq!((ends(found.lines[2].units), ends(found.lines[3].units)), ((1, 2), (0, 1)));
    assert_eq!((found.shortfall, ends(found.total)), (ONE_UNIT, (3, 4)), "all that was there, and one more or not");
    let fine = judge(&receipts, &issues[..3], Allocation::Bounds);
    assert_eq!((fine.shortfall, ends(fine.total)), (0, (2, 3)));
    let lines = judge(&receipts, &[hidden(3, 1), hidden(3, 4)], Allocation::Bounds).lines;
    assert_eq!((lines[0].class(0.3), lines[0].class(0.4)), (Class::Probable, Class::Possible), "P = 3/8");
    assert_eq!((ends(lines[0].units), ends(lines[1].units)), ((0, 1), (0, 3)));
}

/// One unit cannot be in two lines: each may have all 2 affected units, together they have no more.
#[test]
fn totals_are_narrower_than_sums() {
    let found =
        judge(&[receipt(1, 0, 2), receipt(1, 1, 8)], &[hidden(2, 3), hidden(3, 3), hidden(4, 3)], Allocation::Bounds);
    assert!(found.lines.iter().all(|line| ends(line.units) == (0, 2)));
    assert_eq!((ends(found.total), expected(found.total)), ((1, 2), 1.8));
}

/// What is sold with its lot later was still there: the hidden line had none of it.
#[test]
fn later_records_speak_too() {
    let receipts = [receipt(1, 0, 4), receipt(1, 1, 4)];
    let found = judge(&receipts, &[hidden(2, 4), recorded(3, 0, 4)], Allocation::Bounds);
    assert_eq!((ends(found.lines[0].units), found.lines[0].class(0.5)), ((0, 0), Class::Excluded));
    let counted = judge(&receipts, &[hidden(2, 4), recorded(i32::MAX, 1, 4)], Allocation::Bounds);
    assert_eq!(ends(counted.lines[0].units), (4, 4), "on hand at the end: all 4 others");
}

/// First in first out takes lot 1 (day 1) before lot 0 (day 2); by expiry lot 1 (day 50) before lot 0 (day 90) before 2.
#[test]
fn allocations_estimate_within_the_same_bounds() {
    let receipts = [receipt(2, 0, 4), receipt(1, 1, 4), receipt(1, 2, 4)];
    let issues = [hidden(3, 6), hidden(4, 3)];
    let estimates = |allocation| {
        let found = judge(&receipts, &issues, allocation);
        assert_eq!((ends(found.lines[0].units), ends(found.lines[1].units)), ((2, 6), (0, 3)));
        [expected(found.lines[0].units), expected(found.lines[1].units)]
    };
    assert_eq!(estimates(Allocation::Fifo), [2.0, 3.0], "4 of lot 1 and 2 of lot 2; 2 of lot 2 and 1 of lot 0");
    assert_eq!(estimates(Allocation::Fefo), [2.0, 3.0]);
    assert_eq!(estimates(Allocation::Bounds), [4.0, 2.0]);
    let reserved = [hidden(3, 2), recorded(4, 1, 4)];
    let found = judge(&receipts, &reserved, Allocation::Fifo);
    assert_eq!(expected(found.lines[0].units), 2.0, "lot 1 is needed later");
}

#[test]
fn contradictions() {
    let receipts = [receipt(1, 0, 2), receipt(1, 1, 8)];
    let issues = [
        Issue { moved_lot: Some(1), ..recorded(2, 0, 1) },
        recorded(2, 3, 1),
        recorded(2, 0, 3),
        Issue { moved_lot: Some(0), ..hidden(2, 1) },
        hidden(2, 1),
    ];
    let found = judge(&receipts, &issues, Allocation::Bounds);
    let reasons: Vec<Reason> = found.lines.iter().map(|line| line.reason).collect();
    let short = [Reason::LotNotInStock, Reason::LotNotInStock, Reason::Stock];
    assert_eq!(reasons, [Reason::LotContradictsMove, short[0], short[1], Reason::LotNotInStock, short[2]]);
    assert_eq!(ends(found.lines[0].units), (0, 1));
    let found = judge(&receipts, &issues[3..], Allocation::Bounds);
    assert_eq!(found.lines[0].class(0.5), Class::Confirmed, "the stock move knows the lot");
    // Of 5 and 5 units 8 were sold hidden, at least 3 of lot 0; and then all 5 of lot 0 again.
    let receipts = [receipt(1, 0, 5), receipt(1, 1, 5), receipt(2, 3, 5)];
    let found = judge(&receipts, &[hidden(1, 8), recorded(2, 0, 5)], Allocation::Bounds);
    assert_eq!((found.basis, ends(found.lines[0].units)), (Basis::EarlierRecord, (3, 5)));
    assert_eq!(ends(found.total), (8, 10));
    let empty = judge(&[receipt(1, 0, 2), receipt(1, 1, 2)], &[hidden(1, 4), recorded(2, 0, 2)], Allocation::Bounds);
    assert_eq!((empty.lines[1].reason, empty.shortfall), (Reason::NegativeStock, 2 * ONE_UNIT));
}

#[test]
fn missing_days_receipts_and_lots() {
    let undated = Issue { day: None, ..hidden(0, 3) };
    let receipts = [Receipt { day: None, ..receipt(0, 0, 2) }, receipt(9, 1, 2)];
    let found = judge(&receipts, &[undated, hidden(1, 1)], Allocation::Bounds);
    assert_eq!((ends(found.lines[0].units), found.lines[0].reason), ((1, 2), Reason::StockOfAllDays));
    assert_eq!((ends(found.lines[1].units), expected(found.lines[0].units)), ((1, 1), 1.5));
    let more = judge(&receipts, &[Issue { day: None, ..hidden(0, 5) }], Allocation::Bounds);
    assert_eq!((more.lines[0].class(0.5), ends(more.total)), (Class::Conflict, (0, 5)));

    let absent = Pool { stock: StockRecord::Absent, ..pool(&receipts, &[]) };
    let issues = [hidden(1, 3), recorded(1, 0, 7)];
    let found = affected_units(&Pool { issues: &issues, ..absent }, &SCOPE, Allocation::Fifo).unwrap();
    assert_eq!((ends(found.lines[0].units), found.lines[0].class(0.0)), ((0, 3), Class::Possible));
    assert_eq!((found.lines[1].class(0.5), ends(found.total), found.total.expected), (Class::Confirmed, (7, 10), None));

    // 4 units came without a lot, 1 to 3 of them affected; lot 0 later turns out to be 2 of them.
    let unknown = Content::Unknown(Units { min: ONE_UNIT, max: 3 * ONE_UNIT, expected: None });
    let receipts = [Receipt { content: unknown, ..receipt(1, 0, 4) }, receipt(1, 1, 1)];
    // All else that came is of lot 1, so that no more of them are estimated than the bounds ask for.
    let found = judge(&receipts, &[hidden(2, 5)], Allocation::Fifo);
    assert_eq!((ends(found.lines[0].units), expected(found.lines[0].units)), ((1, 3), 1.0));
    let found = judge(&receipts, &[recorded(1, 0, 2), hidden(2, 2)], Allocation::Fifo);
    assert_eq!((found.lines[0].class(0.5), found.lines[1].class(1.1)), (Class::Confirmed, Class::Possible));
}

/// What a customer brings back without its lot is what she had: of the first lot where it is picked first, and as much of it
/// as of all she had where it is picked at random.
#[test]
fn what_comes_back_without_a_lot_is_like_what_its_customer_had() {
    let receipts = [
        receipt(1, 0, 3),
        receipt(2, 1, 3),
        Receipt {
            day: Some(4),
            quantity: 3 * ONE_UNIT,
            content: Content::Unknown(Units::up_to(3 * ONE_UNIT)),
            customer: Some(7),
        },
    ];
    let sold = |day, customer| Issue { customer: Some(customer), ..hidden(day, 3) };
    let issues = [sold(3, 7), sold(5, 8), sold(6, 9)];
    let of = |allocation| {
        judge(&receipts, &issues, allocation).lines.iter().map(|line| expected(line.units)).collect::<Vec<f64>>()
    };
    assert_eq!(of(Allocation::Fifo), [3.0, 0.0, 3.0]);
    assert_eq!(of(Allocation::Bounds), [1.5, 1.5, 1.5]);
    // Nobody knows who had it: it is taken to be like all that came.
    let nobody = receipts.map(|receipt| Receipt { customer: None, ..receipt });
    assert_eq!(expected(judge(&nobody, &issues, Allocation::Fifo).lines[2].units), 1.5);
    // A fourth of what she had is of the first lot, told by the line.
    let told = [recorded(3, 0, 1), recorded(3, 1, 3)].map(|issue| Issue { customer: Some(7), ..issue });
    let receipts = [receipt(1, 0, 1), receipts[1], receipts[2]];
    let found = judge(&receipts, &[told[0], told[1], hidden(5, 2)], Allocation::Bounds);
    assert_eq!(expected(found.lines[2].units), 0.5);
}

#[test]
fn kilograms_have_no_probability() {
    let receipts = [receipt(1, 0, 1), receipt(1, 1, 1)];
    let issues = [Issue { quantity: 12_345, ..hidden(2, 0) }, hidden(3, 0)];
    let found =
        affected_units(&Pool { measure: Measure::Measured, ..pool(&receipts, &issues) }, &SCOPE, Allocation::Bounds)
            .unwrap();
    assert_eq!((found.lines[0].units.min, found.lines[0].units.max), (2_345, 10_000));
    assert_eq!((found.lines[0].probability, found.lines[0].class(0.0)), (None, Class::Certain));
    assert_eq!(found.lines[1].class(0.0), Class::Excluded, "nothing was sold");
    let counted = judge(&receipts, &issues, Allocation::Bounds);
    assert_eq!((counted.lines[0].probability, counted.lines[0].class(0.0)), (None, Class::Possible));
}

#[test]
fn refuses_what_cannot_be_counted() {
    let error = |receipts: &[Receipt], issues: &[Issue]| {
        affected_units(&pool(receipts, issues), &SCOPE, Allocation::Bounds).err()
    };
    assert_eq!(error(&[receipt(1, 0, -1)], &[]), Some(PoolError::Receipt { position: 0 }));
    assert_eq!(error(&[], &[hidden(1, 1), hidden(1, -1)]), Some(PoolError::Issue { position: 1 }));
    assert_eq!(error(&[receipt(1, 4, 1)], &[]), Some(PoolError::UnknownLot { lot: 4 }));
    assert_eq!(error(&[], &[recorded(1, 9, 1)]), Some(PoolError::UnknownLot { lot: 9 }));
    let huge = Receipt { quantity: i64::MAX / 3, ..receipt(1, 0, 0) };
    assert_eq!(error(&[huge], &[]), Some(PoolError::TooLarge));
    for (min, max) in [(-1, 0), (2, 1), (0, 2)] {
        let content = Content::Unknown(Units { min, max, expected: None });
        let receipt = Receipt { day: None, quantity: 1, content, customer: None };
        assert_eq!(error(&[receipt], &[]), Some(PoolError::Receipt { position: 0 }));
    }
    let nothing = judge(&[], &[], Allocation::Fefo);
    assert_eq!((nothing.lines.len(), nothing.total), (0, Units::exactly(0)));
}
