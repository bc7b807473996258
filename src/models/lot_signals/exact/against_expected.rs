//! Poisson: failures against a known expectation. The uncertainty of the expectation itself is not counted; where that
//! matters, [`against_rest`](super::against_rest()) is the test.

use super::alternative::{Alternative, p_value};
use super::rate_test::RateTest;
use crate::numerics::deviance::ln_poisson;
use crate::numerics::incomplete_gamma::{gamma_quantile, gamma_tails};
use crate::numerics::interval::Interval;

/// N ~ Poisson(`expected`): exact p-value, ratio N/E and Garwood's interval of it.
///
/// `None` unless `expected` is positive and finite and 0 < `confidence` < 1.
pub fn against_expected(failures: u64, expected: f64, alternative: Alternative, confidence: f64) -> Option<RateTest> {
    if !(expected > 0.0 && expected.is_finite()) {
        return None;
    }
    let limits = garwood(failures, confidence)?;
    // Beyond this count nothing is left, also of the largest expectations.
    let most = (u64::MAX >> 1).max(failures);
    let p_value = p_value(
        alternative,
        failures,
        expected,
        most,
        |k| ln_poisson(k as f64, expected),
        |k| gamma_tails(k as f64, expected),
    );
    Some(RateTest {
        expected,
        ratio: failures as f64 / expected,
        interval: Interval { lower: limits.lower / expected, upper: limits.upper / expected },
        p_value,
    })
}

/// Exact limits of the mean of a Poisson count: quantiles of Gamma(n, 1) and Gamma(n + 1, 1), which are halves of
/// chi-square quantiles. Source: Garwood, Biometrika 28 (1936) 437-442. `None` unless 0 < `confidence` < 1.
pub fn garwood(failures: u64, confidence: f64) -> Option<Interval> {
    if !(confidence > 0.0 && confidence < 1.0) {
        return None;
    }
    let tail = (1.0 - confidence) / 2.0;
    let n = failures as f64;
    let lower = if failures == 0 { 0.0 } else { gamma_quantile(n, tail) };
    // A rest below the smallest distance of floats from 1 would ask for an infinite limit.
    Some(Interval { lower, upper: gamma_quantile(n + 1.0, (1.0 - tail).min(1.0 - f64::EPSILON)) })
}
