//! Properties of the fit, and input that tries to break it.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::numerics::logistic::logistic;

/// Features uniform in 0..10, outcomes from the given slopes.
fn simulated(customers: usize, intercept: f64, slopes: &[f64]) -> (Vec<Vec<f64>>, Vec<bool>) {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let columns: Vec<Vec<f64>> =
        slopes.iter().map(|_| (0..customers).map(|_| random.random::<f64>() * 10.0).collect()).collect();
    let log_odds = |row: usize| intercept + columns.iter().zip(slopes).map(|(x, slope)| x[row] * slope).sum::<f64>();
    let lost = (0..customers).map(|row| random.random::<f64>() < logistic(log_odds(row))).collect();
    (columns, lost)
}

fn fitted(columns: &[Vec<f64>], lost: &[bool]) -> Result<ChurnScore, ScoreError> {
    let features: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    fit(Sample { features: &features, lost }, 7)
}

#[test]
fn finds_the_slopes_it_was_simulated_with() {
    let slopes = [0.5, -0.3, 0.0];
    let (columns, lost) = simulated(20_000, -1.0, &slopes);
    let score = fitted(&columns, &lost).unwrap();
    for (got, want) in score.coefficients.iter().zip(slopes) {
        assert!((got.value - want).abs() < 4.0 * got.standard_error.unwrap(), "{got:?} instead of {want}");
        assert!(got.standard_error.unwrap() < 0.01);
    }
    // The intercept is free, so that the mean probability is the base rate.
    let features: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let sum: f64 = score.probabilities(&features).unwrap().iter().sum();
    assert!((sum - score.lost as f64).abs() < 1e-3);
    assert_eq!(score.trials.iter().map(|trial| trial.penalty).collect::<Vec<_>>(), PENALTIES);
}

#[test]
fn contributions_add_up_and_come_by_size() {
    let (columns, lost) = simulated(2_000, 0.0, &[0.4, -0.1, -0.4]);
    let score = fitted(&columns, &lost).unwrap();
    for row in 0..200 {
        let features: Vec<f64> = columns.iter().map(|column| column[row]).collect();
        let assessment = score.assess(&features).unwrap();
        assert!(assessment.contributions.is_sorted_by(|a, b| a.log_odds.abs() >= b.log_odds.abs()));
        let sum: f64 = assessment.contributions.iter().map(|part| part.log_odds).sum();
        assert!((logistic(sum + score.intercept) - assessment.probability).abs() < 1e-12);
        for part in assessment.contributions {
            let own = score.coefficients[part.feature];
            assert_eq!(part.log_odds, own.value * (features[part.feature] - own.mean));
        }
    }
    let means: Vec<f64> = score.coefficients.iter().map(|own| own.mean).collect();
    let average = score.assess(&means).unwrap();
    assert_eq!(average.contributions.iter().map(|part| part.feature).collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!(average.probability, logistic(score.intercept));
}

#[test]
fn the_level_can_come_from_elsewhere() {
    let (columns, lost) = simulated(5_000, -1.0, &[0.5, -0.3]);
    let score = fitted(&columns, &lost).unwrap();
    let features: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    for level in [1e-6, 0.2, 0.9, 1.0 - 1e-6] {
        let moved = score.at_level(&features, level).unwrap();
        let mean = moved.probabilities(&features).unwrap().iter().sum::<f64>() / 5_000.0;
        assert!((mean / level - 1.0).abs() < 1e-9, "{mean} for {level}");
        assert_eq!(moved.coefficients, score.coefficients);
    }
    for bad in [0.0, 1.0, -0.1, f64::NAN] {
        assert_eq!(score.at_level(&features, bad), None);
    }
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let (columns, lost) = simulated(15_000, -1.0, &[0.2, 0.1]);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| fitted(&columns, &lost).unwrap())
    };
    let one = on(1);
    for threads in [2, 3, 7] {
        assert_eq!(on(threads), one);
    }
}

#[test]
fn units_do_not_matter() {
    let (columns, lost) = simulated(1_000, -1.0, &[0.3]);
    let changed: Vec<f64> = columns[0].iter().map(|x| 1e6 * x - 5e7).collect();
    let (plain, scaled) = (fitted(&columns, &lost).unwrap(), fitted(&[changed], &lost).unwrap());
    assert_eq!(plain.penalty, scaled.penalty);
    assert!((plain.coefficients[0].value / (1e6 * scaled.coefficients[0].value) - 1.0).abs() < 1e-6);
}

#[test]
fn noise_is_shrunk_and_separation_stays_finite() {
    let (columns, lost) = simulated(200, 0.0, &[0.0, 0.0]);
    assert!(fitted(&columns, &lost).unwrap().penalty >= 10.0);
    let x: Vec<f64> = (0..400).map(f64::from).collect();
    let separated: Vec<bool> = x.iter().map(|x| *x > 150.0).collect();
    let score = fitted(&[x.clone(), x], &separated).unwrap();
    assert!(score.coefficients.iter().all(|own| own.value.is_finite() && own.value > 0.0));
    // Twice the same feature shares its weight evenly.
    assert!((score.coefficients[0].value - score.coefficients[1].value).abs() < 1e-9);
}

#[test]
fn refuses_too_few_of_either_outcome() {
    let x: Vec<f64> = (0..100).map(|i| f64::from(i * 37 % 101)).collect();
    let constant = vec![4.0; 100];
    let with_lost =
        |count: usize| fitted(&[x.clone(), constant.clone()], &(0..100).map(|i| i < count).collect::<Vec<_>>());
    // Two parameters, as the constant needs none.
    let refused = |outcome| Err(ScoreError::TooFew { outcome, customers: 19, needed: 20, parameters: 2 });
    assert_eq!(with_lost(19), refused(Outcome::Lost));
    assert_eq!(with_lost(81), refused(Outcome::Kept));
    let score = with_lost(20).unwrap();
    assert_eq!((score.coefficients[1].value, score.coefficients[1].standard_error), (0.0, None));
    assert_eq!(score.assess(&[1.0, 1e300]).unwrap().contributions[1].log_odds, 0.0);
}

#[test]
fn refuses_broken_samples() {
    let (columns, lost) = simulated(300, 0.0, &[0.3, 0.1]);
    for bad in [f64::NAN, f64::INFINITY, f64::MAX] {
        let mut broken = columns.clone();
        broken[1][5] = bad;
        assert_eq!(fitted(&broken, &lost), Err(ScoreError::NotFinite { feature: 1 }));
    }
    assert_eq!(fitted(&[], &lost), Err(ScoreError::NothingVaries));
    assert_eq!(fitted(&[vec![1.0; 300]], &lost), Err(ScoreError::NothingVaries));
    assert_eq!(fitted(&[], &[]), Err(ScoreError::NothingVaries));
    assert_eq!(fitted(&[vec![f64::NAN; 300]], &lost), Err(ScoreError::NotFinite { feature: 0 }));
    assert_eq!(fitted(&[columns[0].clone(), vec![1.0]], &lost), Err(ScoreError::Lengths { feature: 1 }));
    assert_eq!(fitted(&vec![columns[0].clone(); 16], &lost), Err(ScoreError::TooManyFeatures { features: 16 }));
    assert!(fitted(&vec![columns[0].clone(); 13], &lost).is_err_and(|e| matches!(e, ScoreError::TooFew { .. })));
    let score = fitted(&columns, &lost).unwrap();
    assert_eq!(score.assess(&[1.0]), None);
    assert_eq!(score.assess(&[1.0, f64::NAN]), None);
    assert_eq!(score.probabilities(&[&[1.0], &[1.0, 2.0]]), None);
    assert_eq!(score.probabilities(&[]), None);
}

/// Features over many orders of magnitude, copies, near copies, rare flags and outcomes that follow one value.
#[test]
fn settles_on_nasty_features() {
    let mut random = ChaCha8Rng::seed_from_u64(9);
    for round in 0..60_i32 {
        let mut draw = || (random.random::<f64>() - 0.5) * f64::from(2 * round);
        let wild: Vec<f64> = (0..300).map(|_| draw().exp()).collect();
        let near: Vec<f64> = wild.iter().map(|x| x * (1.0 + 1e-9 * draw())).collect();
        let rare: Vec<f64> = (0..300).map(|row| f64::from(u8::from(row == 7))).collect();
        let far: Vec<f64> = (0..300).map(|_| 1e9 + draw()).collect();
        let lost: Vec<bool> = wild.iter().map(|x| *x > 0.7 || draw() > 0.8 * f64::from(round)).collect();
        match fitted(&[wild.clone(), near, rare, far, wild.clone()], &lost) {
            Ok(score) => {
                assert!(score.intercept.is_finite() && score.intercept_standard_error.is_finite());
                assert!(score.coefficients.iter().all(|own| own.value.is_finite()));
                assert!(score.coefficients.iter().flat_map(|own| own.standard_error).all(f64::is_finite));
            }
            Err(error) => assert!(matches!(error, ScoreError::TooFew { .. }), "round {round}: {error:?}"),
        }
    }
}
