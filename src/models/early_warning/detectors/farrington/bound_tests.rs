//! Farrington's bound on weeks made for it.

use super::bound::*;
use crate::models::early_warning::error::DetectorError;

fn weeks(years: usize, count: impl Fn(usize) -> f64) -> Vec<f64> {
    (0..years * 52 + 4).map(count).collect()
}

/// Counts 8 and 12 in turn: constant, dispersion below 1 so φ = 1, no residual above 1. 35 references with 17 or 18
/// of each; μ their mean, τ = 1 + 1/35.
#[test]
fn a_quiet_series_by_hand() {
    let counts = weeks(5, |week| if week % 2 == 0 { 8.0 } else { 12.0 });
    let found = farrington(&counts, 263, &Farrington::default()).unwrap();
    let references: Vec<f64> =
        (1..=5).flat_map(|year| (260 - year * 52..=266 - year * 52).map(|at| counts[at])).collect();
    let mean = references.iter().sum::<f64>() / 35.0;
    let reach = 1.959_963_984_540_054 * (4.0 / 9.0 * mean.cbrt() * (1.0 + 1.0 / 35.0)).sqrt();
    assert!((found.expected - mean).abs() < 1e-9);
    assert!((found.bound - (mean.powf(2.0 / 3.0) + reach).powf(1.5)).abs() < 1e-9);
    assert_eq!((found.dispersion, found.trend, found.references), (1.0, None, 35));
    assert!(!found.alarm && !found.too_few_cases);
}

/// A steady fall by a fifth a year is kept as a trend; a rise beyond all that was seen is not.
#[test]
fn trends() {
    let falling = weeks(5, |week| (1000.0 * (-0.2 * week as f64 / 52.0).exp()).round());
    let found = farrington(&falling, 263, &Farrington::default()).unwrap();
    let trend = found.trend.unwrap();
    assert!((trend.per_period * 52.0 + 0.2).abs() < 1e-3 && trend.p_value < 1e-6, "{found:?}");
    assert!((found.expected - falling[263]).abs() < 2.0);
    let rising = weeks(5, |week| 100.0 + week as f64);
    assert_eq!(farrington(&rising, 263, &Farrington::default()).unwrap().trend, None);
    let without = farrington(&falling, 263, &Farrington { trend: false, ..Farrington::default() }).unwrap();
    assert!(without.trend.is_none() && without.expected > found.expected);
}

/// An outbreak a year ago raises the bound less when it loses weight.
#[test]
fn an_earlier_outbreak_loses_weight() {
    let counts = weeks(5, |week| if (208..=212).contains(&week) { 90.0 } else { 10.0 + (week % 3) as f64 });
    let constant = Farrington { trend: false, ..Farrington::default() };
    let with = farrington(&counts, 263, &constant).unwrap();
    let without = farrington(&counts, 263, &Farrington { reweight_above: None, ..constant }).unwrap();
    assert!(with.expected < without.expected && with.bound < without.bound && with.dispersion < without.dispersion);
}

#[test]
fn few_cases_do_not_alarm() {
    let mut counts = weeks(5, |week| f64::from(u8::from(week % 26 == 0)));
    counts[263] = 3.0;
    let found = farrington(&counts, 263, &Farrington::default()).unwrap();
    assert!(3.0 > found.bound && found.too_few_cases && !found.alarm);
    counts[262] = 2.0;
    assert!(farrington(&counts, 263, &Farrington::default()).unwrap().alarm);
}

#[test]
fn what_is_refused() {
    let fine = Farrington::default();
    let refused = |settings: Farrington, name| {
        assert_eq!(farrington(&[1.0; 300], 299, &settings), Err(DetectorError::Setting { name }));
    };
    refused(Farrington { years: 0, ..fine }, "years");
    refused(Farrington { half_window: 26, ..fine }, "half_window");
    refused(Farrington { alpha: 1.0, ..fine }, "alpha");
    refused(Farrington { recent: 0, ..fine }, "recent");
    assert_eq!(farrington(&[0.0; 300], 299, &fine), Err(DetectorError::NoCases));
    assert_eq!(farrington(&[1.0; 300], 262, &fine), Err(DetectorError::TooShort { points: 262, needed: 263 }));
    assert_eq!(farrington(&[1.0; 3], 9, &fine), Err(DetectorError::TooShort { points: 3, needed: 10 }));
    assert!(farrington(&[1e308; 300], 299, &fine).is_err());
    assert!(farrington(&[1.0; 300], usize::MAX, &fine).is_err());
}
