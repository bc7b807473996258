//! One group against the rest within strata: units are compared with others of the same age, product, or set of other
//! component lots only.

use super::rate_test::RateTest;
use crate::models::lot_signals::group::MOST_FAILURES;
use crate::numerics::binomial_sum::{Binomial, ShiftedSum, ln_upper_tail};
use crate::numerics::bracketed_root::bracketed_root;
use crate::numerics::incomplete_beta::Share;
use crate::numerics::interval::Interval;

/// One stratum: the group and the rest of it. Exposures are finite and not negative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stratum {
    /// Failures of the group.
    pub failures: u64,
    /// Exposure of the group.
    pub exposure: f64,
    /// Failures of the rest.
    pub rest_failures: u64,
    /// Exposure of the rest.
    pub rest_exposure: f64,
}

/// The strata that say something: both sides are exposed, and something failed. `None` without any, or with more than
/// [`MOST_FAILURES`] in all.
fn informative(strata: &[Stratum]) -> Option<Vec<Stratum>> {
    let failures = strata
        .iter()
        .fold(0_u64, |sum, stratum| sum.saturating_add(stratum.failures).saturating_add(stratum.rest_failures));
    let says = |stratum: &&Stratum| {
        stratum.exposure > 0.0 && stratum.rest_exposure > 0.0 && stratum.failures + stratum.rest_failures > 0
    };
    let strata: Vec<Stratum> =
        if failures > MOST_FAILURES { Vec::new() } else { strata.iter().filter(says).copied().collect() };
    (!strata.is_empty()).then_some(strata)
}

/// Stratified comparison of two Poisson rates, for a higher rate of the group, with the logarithm of its p-value.
///
/// Given the failures of each stratum, those of the group are a sum of binomial counts; p = P(N ≥ n) of that sum (exact
/// up to 512 failures, see [`ln_upper_tail`]). The ratio is that of Mantel and Haenszel for person-time,
/// Σ a e₂/e ÷ Σ b e₁/e (Rothman and Greenland, Modern Epidemiology, 2nd ed. 1998, chapter 15), and the interval holds
/// the common ratios that neither tail of the conditional distribution rejects. Strata that say nothing are left out,
/// also of the expected failures, Σ b e₁/e₂.
///
/// `None` when no stratum says anything, with more than [`MOST_FAILURES`], or unless 0 < `confidence` < 1.
pub fn within_strata(strata: &[Stratum], confidence: f64) -> Option<(RateTest, f64)> {
    let strata = informative(strata)?;
    if !(confidence > 0.0 && confidence < 1.0) {
        return None;
    }
    let (mut of_group, mut of_rest, mut expected) = (0.0, 0.0, 0.0);
    for stratum in &strata {
        let share = Share::of(stratum.exposure, stratum.rest_exposure);
        of_group += stratum.failures as f64 * share.y;
        of_rest += stratum.rest_failures as f64 * share.x;
        expected += stratum.rest_failures as f64 * (stratum.exposure / stratum.rest_exposure);
    }
    let ln_p = ln_tail(&strata, 1.0);
    let ratio = if of_rest == 0.0 { f64::INFINITY } else { of_group / of_rest };
    let interval = interval(&strata, (1.0 - confidence) / 2.0);
    Some((RateTest { expected, ratio, interval, p_value: ln_p.exp() }, ln_p))
}

/// The logarithm of the p-value of [`within_strata`] alone, which takes a fraction of the time. `None` when no stratum
/// says anything.
pub fn ln_p_within_strata(strata: &[Stratum]) -> Option<f64> {
    let strata = informative(strata)?;
    Some(ln_tail(&strata, 1.0))
}

/// ln P(N ≥ n) when the group has `ratio` times the rate of the rest.
fn ln_tail(strata: &[Stratum], ratio: f64) -> f64 {
    let parts: Vec<Binomial> = strata.iter().map(|stratum| part(stratum, ratio)).collect();
    ln_upper_tail(&parts, strata.iter().map(|stratum| stratum.failures).sum())
}

/// ln P(N ≤ n), as the upper tail of the failures of the rest.
fn ln_lower_tail(strata: &[Stratum], ratio: f64) -> f64 {
    let turned = |stratum: &Stratum| Binomial { share: part(stratum, ratio).share.turned(), ..part(stratum, ratio) };
    let parts: Vec<Binomial> = strata.iter().map(turned).collect();
    ln_upper_tail(&parts, strata.iter().map(|stratum| stratum.rest_failures).sum())
}

fn part(stratum: &Stratum, ratio: f64) -> Binomial {
    let trials = stratum.failures + stratum.rest_failures;
    Binomial { trials, share: Share::of(ratio * stratum.exposure, stratum.rest_exposure) }
}

fn interval(strata: &[Stratum], tail: f64) -> Interval {
    let (failures, rest) = strata
        .iter()
        .fold((0, 0), |(failures, rest), stratum| (failures + stratum.failures, rest + stratum.rest_failures));
    let parts: Vec<Binomial> = strata.iter().map(|stratum| part(stratum, 1.0)).collect();
    let sum = ShiftedSum::of(&parts, failures);
    let at_least = |ln: f64| sum.as_ref().map_or_else(|| ln_tail(strata, ln.exp()), |sum| sum.ln_at_least(ln));
    let at_most = |ln: f64| sum.as_ref().map_or_else(|| ln_lower_tail(strata, ln.exp()), |sum| sum.ln_at_most(ln));
    // The limits mostly lie about two standard deviations from where the mean is what was seen.
    let (start, step) = sum.as_ref().map_or((0.0, 1.0), |sum| (sum.centre(), 4.0 * sum.deviation()));
    let limit = |function: &dyn Fn(f64) -> f64| bracketed_root(start, step, function).exp();
    let lower = if failures == 0 { 0.0 } else { limit(&|ln| at_least(ln) - tail.ln()) };
    let upper = if rest == 0 { f64::INFINITY } else { limit(&|ln| tail.ln() - at_most(ln)) };
    Interval { lower, upper }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::models::lot_signals::exact::{Alternative, against_rest};
    use crate::models::lot_signals::group::Group;

    fn stratum(failures: u64, exposure: f64, rest_failures: u64, rest_exposure: f64) -> Stratum {
        Stratum { failures, exposure, rest_failures, rest_exposure }
    }

    /// One stratum is the unstratified test; strata that say nothing change nothing.
    #[test]
    fn one_stratum_is_the_plain_test() {
        let (group, rest) = (Group { failures: 11, exposure: 800.0 }, Group { failures: 21, exposure: 3011.0 });
        let plain = against_rest(group, rest, Alternative::Higher, 0.95).unwrap();
        let silent = [stratum(3, 5.0, 0, 0.0), stratum(0, 9.0, 0, 9.0), stratum(0, 0.0, 7, 70.0)];
        let (got, ln_p) = within_strata(&[&[stratum(11, 800.0, 21, 3011.0)], &silent[..]].concat(), 0.95).unwrap();
        assert_eq!(ln_p_within_strata(&[stratum(11, 800.0, 21, 3011.0)]), Some(ln_p));
        assert!((got.p_value / plain.p_value - 1.0).abs() < 1e-12 && (ln_p.exp() - got.p_value).abs() < 1e-15);
        for (got, want) in [
            (got.ratio, plain.ratio),
            (got.expected, plain.expected),
            (got.interval.lower, plain.interval.lower),
            (got.interval.upper, plain.interval.upper),
        ] {
            assert!((got / want - 1.0).abs() < 1e-8, "{got} {want}");
        }
    }

    /// The crude rates differ, those at equal age do not: all units of the group are old, and old units fail more.
    #[test]
    fn age_explains_a_crude_difference() {
        let strata = [stratum(1, 100.0, 9, 900.0), stratum(90, 900.0, 10, 100.0)];
        let crude = Group { failures: 91, exposure: 1_000.0 };
        let rest = Group { failures: 19, exposure: 1_000.0 };
        assert!(against_rest(crude, rest, Alternative::Higher, 0.95).unwrap().p_value < 1e-10);
        let (got, _) = within_strata(&strata, 0.95).unwrap();
        assert!((got.ratio - 1.0).abs() < 1e-12 && (got.expected - 91.0).abs() < 1e-12);
        assert!(got.p_value > 0.4 && got.interval.lower < 1.0 && got.interval.upper > 1.0, "{got:?}");
    }

    #[test]
    fn the_ends() {
        let (none, _) = within_strata(&[stratum(0, 5.0, 4, 5.0), stratum(0, 1.0, 1, 5.0)], 0.95).unwrap();
        assert!(none.p_value == 1.0 && none.interval.lower == 0.0 && none.interval.upper.is_finite());
        let (only, _) = within_strata(&[stratum(4, 5.0, 0, 5.0), stratum(1, 1.0, 0, 5.0)], 0.95).unwrap();
        assert!(only.ratio == f64::INFINITY && only.interval.upper == f64::INFINITY && only.expected == 0.0);
        assert!((only.p_value - 1.0 / 96.0).abs() < 1e-12);
        assert_eq!((within_strata(&[], 0.95), ln_p_within_strata(&[])), (None, None));
        assert_eq!(within_strata(&[stratum(1, 1.0, 1, 1.0)], 1.0), None);
        assert_eq!(within_strata(&[stratum(u64::MAX, 1.0, 1, 1.0)], 0.95), None);
        let huge = within_strata(&[stratum(1, 1e300, 1, 1e-300), stratum(1, 1e9, 900_000, 1e9)], 0.95).unwrap();
        assert!(huge.0.p_value <= 1.0 && !huge.0.ratio.is_nan());
    }
}
