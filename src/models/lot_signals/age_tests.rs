//! Comparison at equal age: by hand, on simulated lives, and on input that contradicts itself.

use proptest::prelude::*;

use super::age::{AgeAdjusted, LAST_MONTH, MonthlyLife, Strata, StratumOfLot, add_up};
use crate::models::lot_signals::exact::within_strata;
use crate::models::lot_signals::group::{Group, GroupError, MOST_FAILURES};

/// Each of `lots` lots against all others.
fn age_adjusted(cells: &[StratumOfLot], lots: u32) -> Result<Vec<AgeAdjusted>, GroupError> {
    let strata = Strata::of(cells.iter().copied())?;
    Ok((0..lots).map(|lot| strata.compare(&of_lot(cells, lot))).collect())
}

fn months_in_service(lives: &[MonthlyLife]) -> Vec<StratumOfLot> {
    let (mut lives, mut cells) = (lives.to_vec(), Vec::new());
    super::age::months_in_service(&mut lives, &mut cells);
    cells
}

fn of_lot(cells: &[StratumOfLot], lot: u32) -> Vec<StratumOfLot> {
    cells.iter().filter(|cell| cell.lot == lot).copied().collect()
}

fn cell(lot: u32, stratum: u32, failures: u64, exposure: f64) -> StratumOfLot {
    StratumOfLot { lot, stratum, counted: Group { failures, exposure } }
}

/// By hand: ten units, two fail in month 1, three still work in month 1, five in month 3.
#[test]
fn unit_months_by_hand() {
    let life = |month, failed, working| MonthlyLife { lot: 4, month, failed, working };
    let got = months_in_service(&[life(3, 0, 5), life(1, 2, 0), life(1, 0, 3)]);
    assert_eq!(got, [cell(4, 0, 0, 10.0), cell(4, 1, 2, 7.5), cell(4, 2, 0, 5.0), cell(4, 3, 0, 2.5)]);
    assert_eq!(months_in_service(&[life(u32::MAX, 1, 0)]).len(), LAST_MONTH as usize + 1);
    assert!(months_in_service(&[]).is_empty());
}

/// Lives of two lots given as one make the same cells as both, added up.
#[test]
fn lives_of_several_lots_add_up() {
    let life = |lot, month, failed, working| MonthlyLife { lot, month, failed, working };
    let (one, other) = ([life(0, 3, 0, 5), life(0, 1, 2, 3)], [life(0, 5, 1, 0), life(0, 3, 1, 4), life(0, 3, 0, 7)]);
    let mut both = [&one[..], &other].concat();
    add_up(&mut both);
    assert_eq!(both, [life(0, 1, 2, 3), life(0, 3, 1, 16), life(0, 5, 1, 0)]);
    let apart = [months_in_service(&one), months_in_service(&other)].concat();
    assert_eq!(Strata::of(months_in_service(&both)), Strata::of(apart));
}

/// By hand: lot 0 is young, lot 1 old, lot 2 reaches both months.
#[test]
fn expectations_by_hand() {
    let cells =
        [cell(0, 0, 4, 100.0), cell(1, 1, 9, 100.0), cell(2, 0, 2, 100.0), cell(2, 1, 3, 50.0), cell(1, 2, 7, 9.0)];
    let got = age_adjusted(&cells, 3).unwrap();
    assert_eq!((got[0].failures, got[0].expected), (4, 2.0));
    assert_eq!((got[1].failures, got[1].expected, got[1].failures_alone, got[1].exposure_alone), (9, 6.0, 7, 9.0));
    assert_eq!((got[2].failures, got[2].expected), (5, 4.0 + 4.5));
    assert_eq!((got[0].pooled, got[1].pooled, got[2].pooled), (3.0, 15.0, 7.0));
    let strata = Strata::of(cells).unwrap().of_part(&of_lot(&cells, 1));
    assert_eq!(strata.len(), 2);
    let (test, _) = within_strata(&strata, 0.95).unwrap();
    assert_eq!((test.expected, test.ratio), (6.0, 1.5));
}

/// Wear-out: a young lot with an ordinary hazard has a low raw rate, and yet just the failures expected.
#[test]
fn a_young_lot_is_not_good_because_it_is_young() {
    let hazard = |month: u32| 0.001 * f64::from(month + 1);
    let lives = |lot: u32, months: u32, factor: f64| {
        let mut cells = Vec::new();
        for month in 0..months {
            let failed = (10_000.0 * hazard(month) * factor).round() as u64;
            cells.push(cell(lot, month, failed, 10_000.0));
        }
        cells
    };
    let cells = [lives(0, 24, 1.0), lives(1, 24, 1.0), lives(2, 6, 1.0), lives(3, 6, 2.0)].concat();
    let got = age_adjusted(&cells, 4).unwrap();
    let raw = |lot: usize| got[lot].failures as f64 / if lot < 2 { 240_000.0 } else { 60_000.0 };
    assert!(raw(3) < raw(0), "the bad young lot looks better than the old ones by its raw rate");
    assert!((got[0].failures as f64 / got[0].expected - 1.0).abs() < 0.05);
    assert!(got[3].failures as f64 / got[3].expected > 1.9 && got[2].expected > got[2].failures as f64 * 0.99);
}

proptest! {
    /// Order and splitting of cells do not matter; pooled expectations add up to all failures.
    #[test]
    fn order_does_not_matter(raw in prop::collection::vec((0..6_u32, 0..5_u32, 0..9_u64, 0..40_u32), 0..60)) {
        let of = |(lot, stratum, n, e): &(u32, u32, u64, u32)| cell(*lot, *stratum, *n, f64::from(*e));
        let cells: Vec<StratumOfLot> = raw.iter().map(of).collect();
        let got = age_adjusted(&cells, 6).unwrap();
        let mut turned: Vec<StratumOfLot> = cells.iter().rev().copied().collect();
        turned.extend(cells.iter().map(|c| cell(c.lot, c.stratum, 0, 0.0)));
        prop_assert_eq!(&got, &age_adjusted(&turned, 6).unwrap());
        let exposed = |stratum| cells.iter().any(|c| c.stratum == stratum && c.counted.exposure > 0.0);
        let failures: u64 = cells.iter().filter(|c| exposed(c.stratum)).map(|c| c.counted.failures).sum();
        let pooled: f64 = got.iter().map(|lot| lot.pooled).sum();
        prop_assert!((pooled - failures as f64).abs() < 1e-9 * (1.0 + failures as f64));
        for (lot, result) in got.iter().enumerate() {
            let all: u64 = cells.iter().filter(|c| c.lot == lot as u32).map(|c| c.counted.failures).sum();
            prop_assert_eq!(result.failures + result.failures_alone, all);
            prop_assert!(result.expected >= 0.0 && result.expected.is_finite());
        }
    }
}

#[test]
fn refuses_what_cannot_be_counted() {
    for bad in [-1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(age_adjusted(&[cell(0, 0, 0, bad)], 1), Err(GroupError::Exposure { position: 0 }));
    }
    let many = [cell(0, 0, MOST_FAILURES, 1.0), cell(0, 1, 1, 1.0)];
    assert_eq!(age_adjusted(&many, 1), Err(GroupError::TooManyFailures { position: 1 }));
    assert!(age_adjusted(&[], 0).unwrap().is_empty());
    assert_eq!(age_adjusted(&[cell(9, 0, 1, 1.0)], 1).unwrap()[0].failures, 0);
    assert_eq!(age_adjusted(&[cell(0, u32::MAX, 1, 1.0)], 1).unwrap()[0].failures_alone, 1);
    assert!(Strata::of([cell(0, 0, 1, 1.0)]).unwrap().of_part(&[]).is_empty());
}
