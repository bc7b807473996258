//! Two Poisson rates: one group against the rest of them, given how many failures there are in all.

use super::against_share::clopper_pearson;
use super::alternative::{Alternative, p_value};
use super::rate_test::RateTest;
use crate::models::lot_signals::group::{Group, MOST_FAILURES};
use crate::numerics::deviance::ln_binomial;
use crate::numerics::incomplete_beta::{Share, beta_tails};
use crate::numerics::interval::Interval;

/// Exact comparison of two rates. With equal rates n1 ~ Binomial(n1 + n2, e1/(e1 + e2)); a Clopper-Pearson limit z of
/// that share is the limit z/(1 − z) · e2/e1 of the ratio of the rates. The p-value and the interval are those of R's
/// `poisson.test` for two samples. Source: Przyborowski and Wilenski, Biometrika 31 (1940) 313-323.
///
/// `None` when either has no positive, finite exposure, when there is no failure at all or more than
/// [`MOST_FAILURES`], or unless
/// 0 < `confidence` < 1.
pub fn against_rest(group: Group, rest: Group, alternative: Alternative, confidence: f64) -> Option<RateTest> {
    let (all, share) = given_all(group, rest)?;
    let limits = clopper_pearson(group.failures, all, confidence)?;
    let p_value = p_value(
        alternative,
        group.failures,
        all as f64 * share.x,
        all,
        |k| ln_binomial(k as f64, (all - k) as f64, share.x, share.y),
        |k| beta_tails(k as f64, (all - k + 1) as f64, share),
    );
    let odds = |of: Share| of.x / of.y * (rest.exposure / group.exposure);
    let expected = rest.failures as f64 * (group.exposure / rest.exposure);
    Some(RateTest {
        expected,
        ratio: if rest.failures == 0 { f64::INFINITY } else { group.failures as f64 / expected },
        interval: Interval { lower: odds(limits.lower), upper: odds(limits.upper) },
        p_value,
    })
}

/// ln P(N ≥ n1) of the same comparison: finite for any evidence, so that the strongest groups can still be ranked.
/// `None` as for [`against_rest`].
pub fn ln_p_against_rest(group: Group, rest: Group) -> Option<f64> {
    let (all, share) = given_all(group, rest)?;
    let n = group.failures;
    Some(if n == 0 { 0.0 } else { beta_tails(n as f64, (all - n + 1) as f64, share).ln_lower })
}

fn given_all(group: Group, rest: Group) -> Option<(u64, Share)> {
    let usable = |group: Group| group.is_exposed() && group.exposure.is_finite();
    let all = group.failures.checked_add(rest.failures)?;
    (usable(group) && usable(rest) && all > 0 && all <= MOST_FAILURES)
        .then(|| (all, Share::of(group.exposure, rest.exposure)))
}
