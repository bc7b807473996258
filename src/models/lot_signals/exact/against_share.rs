//! Binomial: failed units against a known share, each unit failing at most once.

use super::alternative::{Alternative, p_value};
use super::rate_test::RateTest;
use crate::models::lot_signals::group::MOST_FAILURES;
use crate::numerics::deviance::ln_binomial;
use crate::numerics::incomplete_beta::{Share, beta_quantile, beta_tails};
use crate::numerics::interval::Interval;

/// N ~ Binomial(`units`, `share`): exact p-value, the ratio of the observed share to the known one and the interval of
/// Clopper and Pearson for it.
///
/// `None` unless 0 < `share` < 1, 0 < `confidence` < 1, and there are units, no more than [`MOST_FAILURES`],
/// and no more failures than units.
pub fn against_share(
    failures: u64,
    units: u64,
    share: f64,
    alternative: Alternative,
    confidence: f64,
) -> Option<RateTest> {
    if !(share > 0.0 && share < 1.0) || units == 0 {
        return None;
    }
    let limits = clopper_pearson(failures, units, confidence)?;
    let of = Share { x: share, y: 1.0 - share };
    let expected = units as f64 * share;
    let p_value = p_value(
        alternative,
        failures,
        expected,
        units,
        |k| ln_binomial(k as f64, (units - k) as f64, of.x, of.y),
        |k| beta_tails(k as f64, (units - k + 1) as f64, of),
    );
    let interval = Interval { lower: limits.lower.x / share, upper: limits.upper.x / share };
    Some(RateTest { expected, ratio: failures as f64 / expected, interval, p_value })
}

/// Limits of a share with their rests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareLimits {
    /// Lower limit.
    pub lower: Share,
    /// Upper limit.
    pub upper: Share,
}

/// Exact limits of the share behind `failures` of `units`: quantiles of Beta(n, m + 1) and Beta(n + 1, m) with
/// m = units − failures. Source: Clopper and Pearson, Biometrika 26 (1934) 404-413.
///
/// `None` without units or with more than [`MOST_FAILURES`], with more failures than units, or unless 0 < `confidence`
/// < 1.
pub fn clopper_pearson(failures: u64, units: u64, confidence: f64) -> Option<ShareLimits> {
    let sound = units.checked_sub(failures)?;
    if units == 0 || units > MOST_FAILURES || !(confidence > 0.0 && confidence < 1.0) {
        return None;
    }
    let tail = (1.0 - confidence) / 2.0;
    let (n, m) = (failures as f64, sound as f64);
    let lower = if failures == 0 { Share { x: 0.0, y: 1.0 } } else { beta_quantile(n, m + 1.0, tail) };
    // By symmetry, so that a limit near 1 keeps its distance from it.
    let upper = if sound == 0 { Share { x: 1.0, y: 0.0 } } else { beta_quantile(m, n + 1.0, tail).turned() };
    Some(ShareLimits { lower, upper })
}
