//! Published figures first: the shock absorbers of the weibulltools package (after Meeker and Escobar 1998), which lie
//! outside of the project, in the folder that `HUIKE_REFERENCE_DATA` names; without it that test says that it was
//! skipped. Then properties and nasty input.

use proptest::prelude::*;

use super::*;
use crate::numerics::hessian::hessian;

fn life(age: f64, failed: u64, working: u64) -> Life {
    Life { lot: 0, age, failed, working }
}

fn near(got: f64, want: f64, error: f64) {
    assert!((got - want).abs() <= error, "{got} instead of {want}");
}

/// weibulltools' own test prints mu = ln scale, sigma = 1/shape and the log-likelihood; shape and scale were computed
/// again by an independent program.
#[test]
fn shock_absorbers() {
    let Ok(folder) = std::env::var("HUIKE_REFERENCE_DATA") else {
        eprintln!("skipped: HUIKE_REFERENCE_DATA is not set");
        return;
    };
    let file = std::fs::read_to_string(std::path::Path::new(&folder).join("weibulltools/shock.csv")).unwrap();
    let row = |line: &str| {
        let fields: Vec<&str> = line.split(',').collect();
        let failed = u64::from(fields[2] == "1.0");
        life(fields[0].parse().unwrap(), failed, 1 - failed)
    };
    let lives: Vec<Life> = file.lines().skip(1).map(row).collect();
    let fit = fit_weibull(&lives).unwrap();
    assert_eq!((fit.units, fit.failures), (38, 11));
    near(fit.weibull.scale.ln(), 10.2298631, 5e-7);
    // The package stops its search early: its sigma is off in the seventh digit.
    near(1.0 / fit.weibull.shape, 0.3164092, 1e-6);
    near(fit.log_likelihood, -123.9954, 5e-5);
    near(fit.weibull.shape, 3.160470, 5e-6);
    near(fit.weibull.scale, 27_718.7, 0.05);

    // The information against differences of the gradient, and B10 against the definition.
    let gradient = |at: &[f64; 2]| {
        let (scale, shape) = (at[0].exp(), at[1].exp());
        let mut sum = [0.0; 2];
        for life in &lives {
            let z = shape * (life.age / scale).ln();
            let (failed, hazard) = (life.failed as f64, z.exp());
            sum[0] += shape * (failed - hazard);
            sum[1] += -failed * (1.0 + z) + hazard * z;
        }
        sum
    };
    let information = hessian(gradient, &[fit.weibull.scale.ln(), fit.weibull.shape.ln()], 1e-4);
    let covariance = crate::numerics::cholesky::inverse(&information).unwrap();
    for (got, want) in fit.covariance.as_flattened().iter().zip(covariance.as_flattened()) {
        near(*got, *want, 1e-6);
    }
    let b10 = fit.b10(0.95).unwrap();
    near(b10.age, 27_718.7 * (-(0.9_f64.ln())).powf(1.0 / 3.160_470), 0.1);
    assert!(b10.interval.lower < b10.age && b10.age < b10.interval.upper && b10.interval.lower > 6_700.0);
}

/// A twice as old lot of the exponential kind expects twice the failures; the sums agree.
#[test]
fn lots_are_compared_at_their_age() {
    let exponential = Weibull { shape: 1.0, scale: 100.0 };
    let of = |lot, age, failed, working| Life { lot, age, failed, working };
    let lives = [of(0, 10.0, 1, 99), of(1, 20.0, 2, 98), of(2, 20.0, 8, 92)];
    let got = expected_failures(&lives, 3, &exponential).unwrap();
    near(got[0].expected.unwrap(), 1_000.0 * 10.0 / 4_000.0, 1e-12);
    near(got[1].expected.unwrap(), 2_000.0 * 9.0 / 3_000.0, 1e-12);
    near(got[2].expected.unwrap(), 2_000.0 * 3.0 / 3_000.0, 1e-12);
    near(got.iter().map(|lot| lot.pooled).sum(), 11.0, 1e-12);
    let alone = expected_failures(&lives[..1], 1, &exponential).unwrap();
    assert_eq!((alone[0].expected, alone[0].failures), (None, 1));
}

proptest! {
    /// Weibull lives at even probabilities, censored or not, give back their parameters; the unit of age does not
    /// matter; and counts may be split.
    #[test]
    fn parameters_come_back(shape in 0.4..6.0_f64, scale in 0.1..1e5_f64, kept in 0.3..1.0_f64) {
        let n = 2_000;
        let age = |i: u32| scale * (-(1.0 - (f64::from(i) + 0.5) / f64::from(n)).ln()).powf(1.0 / shape);
        let failed = (f64::from(n) * kept) as u32;
        let mut lives: Vec<Life> = (0..failed).map(|i| life(age(i), 1, 0)).collect();
        lives.push(life(age(failed.saturating_sub(1)), 0, u64::from(n - failed)));
        let fit = fit_weibull(&lives).unwrap();
        prop_assert!((fit.weibull.shape / shape - 1.0).abs() < 0.01, "{:?}", fit);
        prop_assert!((fit.weibull.scale / scale - 1.0).abs() < 0.02, "{:?}", fit);
        let turned: Vec<Life> = lives.iter().rev().map(|l| life(l.age * 30.0, 2 * l.failed, 2 * l.working)).collect();
        let other = fit_weibull(&turned).unwrap();
        prop_assert!((other.weibull.shape / fit.weibull.shape - 1.0).abs() < 1e-9);
        prop_assert!((other.weibull.scale / fit.weibull.scale / 30.0 - 1.0).abs() < 1e-9);
        prop_assert!((other.standard_errors[0] * 2.0_f64.sqrt() / fit.standard_errors[0] - 1.0).abs() < 1e-6);
        let got = expected_failures(&lives, 1, &fit.weibull).unwrap();
        prop_assert!((got[0].pooled - f64::from(failed)).abs() < 1e-6 * f64::from(n));
    }
}

#[test]
fn refuses_what_has_no_maximum() {
    assert_eq!(fit_weibull(&[]), Err(WeibullError::TooFewFailures { failures: 0 }));
    assert_eq!(fit_weibull(&[life(3.0, 1, 50)]), Err(WeibullError::TooFewFailures { failures: 1 }));
    assert_eq!(fit_weibull(&[life(3.0, 9, 0), life(2.0, 0, 4)]), Err(WeibullError::NoSpread));
    for age in [-1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(fit_weibull(&[life(1.0, 1, 0), life(age, 0, 1)]), Err(WeibullError::Age { position: 1 }));
    }
    assert_eq!(fit_weibull(&[life(0.0, 1, 0)]), Err(WeibullError::Age { position: 0 }));
    let unborn = [life(0.0, 0, 1_000_000), life(1.0, 3, 5), life(2.0, 4, 5)];
    assert_eq!(fit_weibull(&unborn).unwrap().weibull, fit_weibull(&unborn[1..]).unwrap().weibull);
    let apart = [life(1e-300, 5, 0), life(1e300, 5, 1_000_000_000)];
    assert_eq!(fit_weibull(&apart), Err(WeibullError::Shape));
    let huge = [life(10.0, 400_000_000, 0), life(11.0, 500_000_000, 1_000_000_000)];
    assert!(fit_weibull(&huge).unwrap().log_likelihood.is_finite());
    assert_eq!(fit_weibull(&[life(1.0, 1, 0), life(1.0 + 1e-12, 1, 0)]), Err(WeibullError::Shape));
}
