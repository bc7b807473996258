//! The fit against published and hand-checked figures.

use super::fit::{ChurnScore, score};
use super::likelihood::{Rows, loss};
use super::newton::minimise;
use super::sample::{Sample, Standardised, WIDTH};

/// The fit at a given penalty, and its loss.
fn fitted(features: &[&[f64]], lost: &[bool], penalty: f64) -> (ChurnScore, f64) {
    let data = Standardised::new(Sample { features, lost }).unwrap();
    let optimum = minimise(&data, Rows::All, penalty, &[0.0; WIDTH]).unwrap();
    let loss = loss(&data, &optimum.parameters, Rows::All);
    (score(&data, &optimum, penalty, Vec::new(), lost.iter().filter(|lost| **lost).count()), loss)
}

/// Dalal, Fowlkes and Hoadley, J. Am. Stat. Assoc. 84 (1989) 945-957: thermal distress of the O-rings on 23 shuttle
/// flights by temperature (F). Maximum likelihood: 15.0429 − 0.2322 t, slope error 0.1082, deviance 20.315.
#[test]
fn space_shuttle() {
    let temperature = [
        66.0, 70.0, 69.0, 68.0, 67.0, 72.0, 73.0, 70.0, 57.0, 63.0, 70.0, 78.0, 67.0, 53.0, 67.0, 75.0, 70.0, 81.0,
        76.0, 79.0, 75.0, 76.0, 58.0,
    ];
    let distress = [1, 8, 9, 10, 13, 20, 22];
    let lost: Vec<bool> = (0..23).map(|flight| distress.contains(&flight)).collect();
    let (score, loss) = fitted(&[&temperature], &lost, 0.0);
    let slope = score.coefficients[0];
    assert_eq!((slope.value * 1e4).round(), -2322.0);
    assert_eq!((slope.standard_error.unwrap() * 1e4).round(), 1082.0);
    assert_eq!(((score.intercept - slope.value * slope.mean) * 1e4).round(), 150_429.0);
    assert_eq!((2.0 * loss * 1e3).round(), 20_315.0);
}

/// A two by two table by hand: of 50 customers with the feature 30 are lost, of 100 without 20. The slope is the log
/// of the odds ratio, (30/20)/(20/80) = 6, and its variance is 1/30 + 1/20 + 1/20 + 1/80.
#[test]
fn two_by_two_by_hand() {
    let feature: Vec<f64> = (0..150).map(|i| f64::from(u8::from(i < 50))).collect();
    let lost: Vec<bool> = (0..150).map(|i| i < 30 || (50..70).contains(&i)).collect();
    let (score, _) = fitted(&[&feature], &lost, 0.0);
    let slope = score.coefficients[0];
    assert!((slope.value - 6.0_f64.ln()).abs() < 1e-9);
    let variance: f64 = 1.0 / 30.0 + 1.0 / 20.0 + 1.0 / 20.0 + 1.0 / 80.0;
    assert!((slope.standard_error.unwrap() - variance.sqrt()).abs() < 1e-5);
    assert!((score.assess(&[1.0]).unwrap().probability - 0.6).abs() < 1e-9);
    assert!((score.assess(&[0.0]).unwrap().probability - 0.2).abs() < 1e-9);
}

/// With a penalty the optimum satisfies, in one standardised feature of ±1 and equal groups, intercept 0 and
/// n (σ(s) − share) + λ s = 0. With share 0.8, s = 1 and n = 100: λ = 100 (0.8 − σ(1)), by hand 6.894142.
#[test]
fn penalised_by_hand() {
    let feature: Vec<f64> = (0..100).map(|i| if i < 50 { 3.0 } else { 1.0 }).collect();
    let lost: Vec<bool> = (0..100).map(|i| !(40..90).contains(&i)).collect();
    let (score, _) = fitted(&[&feature], &lost, 6.894142136999513);
    assert!((score.coefficients[0].value - 1.0).abs() < 1e-9);
    assert!(score.intercept.abs() < 1e-9);
    assert_eq!((score.coefficients[0].mean, score.coefficients[0].scale), (2.0, 1.0));
    // Information 100 σ(1)(1 − σ(1)) = 19.661193 for both; the slope's error is √19.661193/(19.661193 + 6.894142).
    assert!((score.coefficients[0].standard_error.unwrap() - 19.661193_f64.sqrt() / 26.555335).abs() < 1e-7);
    assert!((score.intercept_standard_error - 19.661193_f64.sqrt().recip()).abs() < 1e-7);
}
