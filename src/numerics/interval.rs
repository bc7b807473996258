//! Confidence intervals for a proportion. It does not test hypotheses.

use statrs::distribution::{ContinuousCDF, Normal};

/// A two-sided confidence interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// Lower limit.
    pub lower: f64,
    /// Upper limit.
    pub upper: f64,
}

/// The Wilson score interval for `successes` out of `total`, without continuity correction: the roots p of
/// |p̂ − p| = z √(p(1 − p)/n). Source: Wilson, J. Am. Stat. Assoc. 22 (1927) 209–212; method 3 of Newcombe,
/// Statistics in Medicine 17 (1998) 857–872. It stays inside 0..=1 and is sensible at 0 and at `total` successes.
///
/// `None` when `total` is 0, `successes` exceeds it, or `confidence` is not strictly between 0 and 1.
pub fn wilson(successes: u64, total: u64, confidence: f64) -> Option<Interval> {
    if total == 0 || successes > total {
        return None;
    }
    let z2 = normal_z(confidence)?.powi(2);
    let (s, n) = (successes as f64, total as f64);
    let centre = 2.0 * s + z2;
    let reach = (z2 * (z2 + 4.0 * s * (n - s) / n)).sqrt();
    let scale = 2.0 * (n + z2);
    // At the two ends the limit is exactly 0 or 1; the formula only comes near it.
    let lower = if successes == 0 { 0.0 } else { (centre - reach) / scale };
    let upper = if successes == total { 1.0 } else { (centre + reach) / scale };
    Some(Interval { lower, upper })
}

/// The two-sided standard normal quantile of a confidence: 0.95 gives 1.959964. `None` unless 0 < confidence < 1.
pub fn normal_z(confidence: f64) -> Option<f64> {
    (confidence > 0.0 && confidence < 1.0).then(|| -Normal::standard().inverse_cdf((1.0 - confidence) / 2.0))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn rounded(successes: u64, total: u64) -> (f64, f64) {
        let at = wilson(successes, total, 0.95).unwrap();
        ((at.lower * 1e4).round() / 1e4, (at.upper * 1e4).round() / 1e4)
    }

    /// Newcombe 1998, Table I, method 3 (score, no continuity correction), 95 %.
    #[test]
    fn newcombe_table_1() {
        assert_eq!(rounded(81, 263), (0.2553, 0.3662));
        assert_eq!(rounded(15, 148), (0.0624, 0.1605));
        assert_eq!(rounded(0, 20), (0.0, 0.1611));
        assert_eq!(rounded(1, 29), (0.0061, 0.1718));
    }

    #[test]
    fn mirrors_and_shrinks() {
        for total in 1..60_u64 {
            for successes in 0..=total {
                let at = wilson(successes, total, 0.9).unwrap();
                let mirror = wilson(total - successes, total, 0.9).unwrap();
                assert!((at.lower - (1.0 - mirror.upper)).abs() < 1e-12);
                let p = successes as f64 / total as f64;
                assert!(0.0 <= at.lower && at.lower <= p && p <= at.upper && at.upper <= 1.0);
                let tenfold = wilson(10 * successes, 10 * total, 0.9).unwrap();
                assert!(tenfold.upper - tenfold.lower < at.upper - at.lower);
            }
        }
    }

    #[test]
    fn refuses_what_has_no_interval() {
        assert_eq!(wilson(0, 0, 0.95), None);
        assert_eq!(wilson(3, 2, 0.95), None);
        for confidence in [0.0, 1.0, -0.5, 95.0, f64::NAN] {
            assert_eq!(wilson(1, 2, confidence), None);
        }
        assert!(wilson(u64::MAX, u64::MAX, 0.95).unwrap().lower > 0.999);
    }
}
