//! What must hold for any answers, and inputs at the edge.

use proptest::prelude::*;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;

/// Answers 0 to 10 on `drivers` questions and an outcome that follows the first ones, with some answers missing.
fn answers(drivers: usize, respondents: usize, missing: f64, seed: u64) -> (Vec<Option<f64>>, Vec<Vec<Option<f64>>>) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut outcome = Vec::new();
    let mut columns = vec![Vec::new(); drivers];
    for _ in 0..respondents {
        let mood: f64 = random.random_range(0.0..4.0);
        let row: Vec<f64> = (0..drivers).map(|_| (mood + random.random_range(0.0..6.0_f64)).round()).collect();
        let sum: f64 = row.iter().enumerate().map(|(at, value)| value / (at + 1) as f64).sum();
        outcome.push((!random.random_bool(missing)).then_some((sum + random.random_range(0.0..3.0_f64)).round()));
        for (column, value) in columns.iter_mut().zip(row) {
            column.push((!random.random_bool(missing)).then_some(value));
        }
    }
    (outcome, columns)
}

fn analyse(outcome: &[Option<f64>], columns: &[Vec<Option<f64>>], resamples: u32) -> Result<KeyDrivers, DriversError> {
    let drivers: Vec<&[Option<f64>]> = columns.iter().map(Vec::as_slice).collect();
    key_drivers(outcome, &drivers, &Options { resamples, ..Options::default() })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn shares_and_weights_add_up_and_order_does_not_matter(drivers in 1..8_usize, seed in any::<u64>()) {
        let (outcome, mut columns) = answers(drivers, 60, 0.02, seed);
        let found = analyse(&outcome, &columns, 0).unwrap();
        for sum in [
            found.drivers.iter().map(|own| own.share).sum::<f64>(),
            found.drivers.iter().map(|own| own.relative_weight).sum(),
            found.drivers.iter().map(|own| own.coefficient * own.correlation).sum(),
        ] {
            prop_assert!((sum - found.r_squared).abs() < 1e-10);
        }
        prop_assert!(found.drivers.iter().all(|own| own.share >= 0.0 && own.variance_inflation >= 1.0 - 1e-12));
        columns.reverse();
        let turned = analyse(&outcome, &columns, 0).unwrap();
        for (own, other) in found.drivers.iter().zip(turned.drivers.iter().rev()) {
            prop_assert!((own.share - other.share).abs() < 1e-10);
            prop_assert!((own.relative_weight - other.relative_weight).abs() < 1e-10);
        }
    }

    #[test]
    fn units_do_not_matter_and_a_turned_driver_only_turns(
        seed in any::<u64>(), scale in prop::sample::select(vec![1e-300, 1e-3, 1e6, 1e300]),
    ) {
        let (outcome, mut columns) = answers(4, 50, 0.05, seed);
        let found = analyse(&outcome, &columns, 0).unwrap();
        columns[1].iter_mut().for_each(|answer| *answer = answer.map(|value| -scale * value));
        let turned = analyse(&outcome, &columns, 0).unwrap();
        for (own, other) in found.drivers.iter().zip(&turned.drivers) {
            prop_assert!((own.share - other.share).abs() < 1e-9);
        }
        prop_assert!((found.drivers[1].coefficient + turned.drivers[1].coefficient).abs() < 1e-9);
        prop_assert_eq!(found.answers, turned.answers);
    }

    #[test]
    fn any_answers_give_figures_or_a_reason(
        raw in prop::collection::vec(
            prop::collection::vec(prop::option::of(prop::sample::select(
                vec![0.0, 1.0, 2.0, -3.0, 1e308, -1e308, 1e-308, f64::MIN_POSITIVE, 5.0])), 8), 1..5),
    ) {
        if let Ok(found) = analyse(&raw[0], &raw[1..], 5) {
            prop_assert!((0.0..=1.0).contains(&found.r_squared) && (0.0..=1.0).contains(&found.p_value));
            let figures = |own: &KeyDriver| {
                [own.mean, own.share, own.relative_weight, own.correlation, own.coefficient, own.variance_inflation]
            };
            prop_assert!(found.drivers.iter().flat_map(figures).all(f64::is_finite), "{:?}", found);
        }
    }
}

#[test]
fn what_is_refused() {
    let (outcome, columns) = answers(16, 300, 0.0, 1);
    assert_eq!(analyse(&outcome, &columns, 0), Err(DriversError::TooManyDrivers { drivers: 16 }));
    assert_eq!(analyse(&[], &[], 0), Err(DriversError::NoDrivers { left_out: Vec::new() }));
    assert_eq!(analyse(&[Some(1.0)], &[vec![]], 0), Err(DriversError::Lengths { driver: 0 }));
    let nan = analyse(&[Some(1.0), Some(f64::NAN)], &[vec![None; 2]], 0);
    assert_eq!(nan, Err(DriversError::NotANumber { driver: None, respondent: 1 }));
    let infinite = analyse(&[Some(1.0)], &[vec![Some(f64::INFINITY)]], 0);
    assert_eq!(infinite, Err(DriversError::NotANumber { driver: Some(0), respondent: 0 }));
    let none = Options { confidence: 1.0, ..Options::default() };
    assert_eq!(key_drivers(&[], &[], &none), Err(DriversError::Confidence));
    let (_, columns) = answers(2, 40, 0.0, 2);
    assert_eq!(analyse(&[Some(8.0); 40], &columns, 0), Err(DriversError::ConstantOutcome));
    let mut gaps = columns.clone();
    gaps[1][1..].fill(None);
    let few = DriversError::TooFewAnswers { complete: 1, needed: 30, most_missing: Some(1) };
    assert_eq!(analyse(&columns[0], &gaps, 0), Err(few));
    let empty = analyse(&columns[0], &[vec![None; 40]], 0);
    let left_out = vec![LeftOut { driver: 0, reason: Reason::NoAnswers }];
    assert_eq!(empty, Err(DriversError::NoDrivers { left_out }));
}

#[test]
fn a_repeated_driver_is_named_and_the_rest_goes_on() {
    let (outcome, mut columns) = answers(3, 80, 0.0, 3);
    let plain = analyse(&outcome, &columns, 50).unwrap();
    columns.push(columns[1].iter().map(|answer| answer.map(|value| 100.0 - 20.0 * value)).collect());
    columns.push(vec![Some(5.0); 80]);
    let found = analyse(&outcome, &columns, 50).unwrap();
    assert_eq!(found.drivers, plain.drivers);
    let left_out: Vec<usize> = found.left_out.iter().map(|left| left.driver).collect();
    assert_eq!(left_out, [4, 3]);
}

/// A driver that nearly repeats another: both variance inflation factors say so, and nothing breaks.
#[test]
fn nearly_the_same_question_twice() {
    let (outcome, mut columns) = answers(2, 200, 0.0, 4);
    let mut near = columns[0].clone();
    near[0] = near[0].map(|value| value + 1.0);
    columns.push(near);
    let found = analyse(&outcome, &columns, 100).unwrap();
    assert!(found.drivers[0].is_entangled() && found.drivers[2].is_entangled() && !found.drivers[1].is_entangled());
    assert!((found.drivers[0].share - found.drivers[2].share).abs() < 0.02);
}

#[test]
fn verdicts() {
    let (outcome, columns) = answers(3, 400, 0.0, 5);
    let found = analyse(&outcome, &columns, 300).unwrap();
    assert_eq!(found.verdict, Verdict::Explained { leader: Some(0) });
    assert!(found.drivers[0].stability.unwrap().above_mean > 0.99);
    let (unrelated, _) = answers(3, 400, 0.0, 6);
    assert_eq!(analyse(&unrelated, &columns, 50).unwrap().verdict, Verdict::NothingExplained);
    assert_eq!(analyse(&outcome, &columns, 0).unwrap().verdict, Verdict::Explained { leader: None });
    let short: Vec<Vec<Option<f64>>> = columns.iter().map(|column| column[..29].to_vec()).collect();
    let few = analyse(&outcome[..29], &short, 0).unwrap();
    assert_eq!(few.verdict, Verdict::TooFewAnswers { answers: 29, needed: 30 });
}

/// The intervals of the shares cover those of a large sample of the same people about as often as they claim.
#[test]
fn intervals_cover_about_as_often_as_they_claim() {
    let (outcome, columns) = answers(3, 40_000, 0.0, 7);
    let truth = analyse(&outcome, &columns, 0).unwrap();
    let covered = (0..100)
        .filter(|seed| {
            let (outcome, columns) = answers(3, 150, 0.0, 1_000 + seed);
            let found = analyse(&outcome, &columns, 200).unwrap();
            let interval = found.drivers[1].stability.unwrap().share;
            (interval.lower..interval.upper).contains(&truth.drivers[1].share)
        })
        .count();
    assert!(covered >= 88, "{covered}");
}
