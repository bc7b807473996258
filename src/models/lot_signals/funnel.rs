//! Limits of a funnel plot: how far counts stray by chance alone, by exposure. It draws nothing and raises no signal.

use crate::numerics::incomplete_beta::{Share, beta_tails};
use crate::numerics::incomplete_gamma::gamma_tails;
use crate::numerics::quantile::quantile_type7;

use super::group::{Group, MOST_FAILURES};

/// Limits of the number of failures at one exposure. A count below the lower or above the upper one lies outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The α/2 quantile: the smallest n with P(N ≤ n) ≥ α/2.
    pub lower: u64,
    /// The 1 − α/2 quantile.
    pub upper: u64,
}

/// The two pairs of limits that funnel plots show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FunnelLimits {
    /// 95 %.
    pub inner: Limits,
    /// 99.8 %.
    pub outer: Limits,
}

const INNER: f64 = 0.025;
const OUTER: f64 = 0.001;

/// Exact Poisson limits for `expected` failures; divide by `expected` for limits of the ratio. `None` unless it is
/// positive and at most 1e15.
pub fn poisson_limits(expected: f64) -> Option<FunnelLimits> {
    if !(expected > 0.0 && expected <= 1e15) {
        return None;
    }
    // P(N ≤ n) is the upper tail of Gamma(n + 1, 1).
    let at_most = |n: u64| {
        let tails = gamma_tails(n as f64 + 1.0, expected);
        (tails.upper(), tails.lower())
    };
    Some(funnel(expected, expected.sqrt(), u64::MAX >> 1, at_most))
}

/// Exact binomial limits for `units` that each fail at most once, with a known `share`. `None` without units, with more
/// than [`MOST_FAILURES`], or unless 0 < `share` < 1.
pub fn binomial_limits(units: u64, share: f64) -> Option<FunnelLimits> {
    if units == 0 || units > MOST_FAILURES || !(share > 0.0 && share < 1.0) {
        return None;
    }
    let of = Share { x: share, y: 1.0 - share };
    let at_most = |n: u64| {
        if n >= units {
            return (1.0, 0.0);
        }
        let tails = beta_tails(n as f64 + 1.0, (units - n) as f64, of);
        (tails.upper(), tails.lower())
    };
    let expected = units as f64 * share;
    Some(funnel(expected, (expected * of.y).sqrt(), units, at_most))
}

/// `at_most` gives P(N ≤ n) and P(N > n).
fn funnel(mean: f64, deviation: f64, most: u64, at_most: impl Fn(u64) -> (f64, f64)) -> FunnelLimits {
    let limits = |tail: f64| Limits {
        lower: first(mean, deviation, most, |n| at_most(n).0 >= tail),
        upper: first(mean, deviation, most, |n| at_most(n).1 <= tail),
    };
    FunnelLimits { inner: limits(INNER), outer: limits(OUTER) }
}

/// The first count of 0..=`most` with a property that holds for all after it, sought from the mean outwards.
fn first(mean: f64, deviation: f64, most: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let step = deviation as u64 + 1;
    let mut low = (mean as u64).min(most);
    let mut high = low;
    while low > 0 && holds(low) {
        high = low;
        low = low.saturating_sub(step);
    }
    while high < most && !holds(high) {
        low = high;
        high = high.saturating_add(step).min(most);
    }
    if holds(low) {
        return low;
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if holds(middle) { high = middle } else { low = middle }
    }
    high
}

/// Overdispersion φ: the mean of z² with z = (N − E)/√E over groups with a positive expectation, after winsorising,
/// that is setting the extreme 100 `q` % of z at either end to the `q` and 1 − `q` quantiles. About 1 when lots differ
/// by chance only; larger φ widens limits by √φ. Source: Spiegelhalter, Statistics in Medicine 24 (2005) 1185-1202,
/// appendix A.3.
///
/// `None` without such groups or unless 0 ≤ `q` < 0.5.
pub fn overdispersion(expected: &[Group], q: f64) -> Option<f64> {
    if !(0.0..0.5).contains(&q) {
        return None;
    }
    let z = |group: &Group| (group.failures as f64 - group.exposure) / group.exposure.sqrt();
    let mut scores: Vec<f64> =
        expected.iter().filter(|group| group.is_exposed()).map(z).filter(|z| z.is_finite()).collect();
    scores.sort_unstable_by(f64::total_cmp);
    let (low, high) = (quantile_type7(&scores, q)?, quantile_type7(&scores, 1.0 - q)?);
    Some(scores.iter().map(|z| z.clamp(low, high).powi(2)).sum::<f64>() / scores.len() as f64)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::numerics::deviance::{ln_binomial, ln_poisson};

    /// Poisson(10): quantiles 4 and 17 at 2.5 %, 2 and 21 at 0.1 %, by tables of the distribution; Binomial(10, 1/2):
    /// 11/1024 = 1.07 % and 56/1024 = 5.5 % at most 1 and 2; 1/1024 < 0.1 %.
    #[test]
    fn by_tables() {
        let poisson = poisson_limits(10.0).unwrap();
        assert_eq!(poisson.inner, Limits { lower: 4, upper: 17 });
        assert_eq!(poisson.outer, Limits { lower: 2, upper: 21 });
        let binomial = binomial_limits(10, 0.5).unwrap();
        assert_eq!(binomial.inner, Limits { lower: 2, upper: 8 });
        assert_eq!(binomial.outer, Limits { lower: 1, upper: 9 });
    }

    /// Against plain sums, so that the level is kept: at most 2.5 % and 0.1 % lie outside either limit.
    #[test]
    fn limits_are_quantiles() {
        for expected in [0.01, 0.3, 1.0, 4.7, 33.3, 250.0] {
            let density: Vec<f64> = (0..500).map(|k| ln_poisson(f64::from(k), expected).exp()).collect();
            let quantile = |p: f64| {
                let mut sum = 0.0;
                density
                    .iter()
                    .position(|d| {
                        sum += d;
                        sum >= p
                    })
                    .unwrap() as u64
            };
            let got = poisson_limits(expected).unwrap();
            assert_eq!((got.inner.lower, got.inner.upper), (quantile(0.025), quantile(0.975)), "{expected}");
            assert_eq!((got.outer.lower, got.outer.upper), (quantile(0.001), quantile(0.999)), "{expected}");
        }
        for (units, share) in [(1_u64, 0.02), (7, 0.4), (400, 0.02), (90, 0.99)] {
            let density = |k: u64| ln_binomial(k as f64, (units - k) as f64, share, 1.0 - share).exp();
            let at_most = |n: u64| (0..=n).map(density).sum::<f64>() + 1e-12;
            let got = binomial_limits(units, share).unwrap().outer;
            assert!(at_most(got.lower) >= 0.001 && (got.lower == 0 || at_most(got.lower - 1) < 0.001));
            assert!(at_most(got.upper) >= 0.999 && (got.upper == 0 || at_most(got.upper - 1) < 0.999));
        }
    }

    #[test]
    fn the_funnel_narrows() {
        let ratios: Vec<f64> =
            [1e1, 1e3, 1e5, 1e7, 1e9].iter().map(|e| poisson_limits(*e).unwrap().outer.upper as f64 / e).collect();
        assert!(ratios.is_sorted_by(|a, b| a > b) && ratios[4] < 1.0001);
        assert_eq!(poisson_limits(1e-9).unwrap().outer, Limits { lower: 0, upper: 0 });
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(poisson_limits(bad), None);
            assert_eq!(binomial_limits(10, bad), None);
        }
        assert_eq!(binomial_limits(0, 0.1), None);
    }

    /// Winsorising sets extremes to the quantiles, it does not drop them: z = −2, −1, 0, 1, 8 at 25 % gives
    /// −1, −1, 0, 1, 1, whose mean square is 0.8; dropping would give 2/3.
    #[test]
    fn extremes_are_set_not_dropped() {
        let groups: Vec<Group> =
            [2_u64, 3, 4, 5, 12].iter().map(|n| Group { failures: n * 4, exposure: 16.0 }).collect();
        assert!((overdispersion(&groups, 0.25).unwrap() - 0.8).abs() < 1e-12);
        assert!((overdispersion(&groups, 0.0).unwrap() - 14.0).abs() < 1e-12);
        assert_eq!(overdispersion(&[], 0.1), None);
        assert_eq!(overdispersion(&[Group { failures: 1, exposure: 0.0 }], 0.1), None);
        assert_eq!(overdispersion(&groups, 0.5), None);
    }
}
