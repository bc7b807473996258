//! Intervals of a share and of a difference of shares, for any number of answers, whole or not. It knows no scale.

use crate::numerics::interval::Interval;

/// The Wilson score interval of `share` among `answers` > 0, which need not be whole: under weights it is the effective
/// number. (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n). Source: Wilson, J. Am. Stat. Assoc. 22 (1927) 209–212;
/// with effective numbers, Korn and Graubard, Survey Methodology 24 (1998) 193–201, do the same for other intervals.
/// At a share of 0 or 1 that end is exactly so.
pub(super) fn wilson(share: f64, answers: f64, z: f64) -> Interval {
    let z2 = z * z;
    let centre = 2.0 * answers * share + z2;
    let reach = z * (z2 + 4.0 * answers * share * (1.0 - share)).sqrt();
    let scale = 2.0 * (answers + z2);
    let lower = if share <= 0.0 { 0.0 } else { ((centre - reach) / scale).clamp(0.0, share) };
    let upper = if share >= 1.0 { 1.0 } else { ((centre + reach) / scale).clamp(share, 1.0) };
    Interval { lower, upper }
}

/// The variance p̃(1 − p̃) of one answer at the centre p̃ = (np + z²/2)/(n + z²) of the Wilson interval. Never 0.
pub(super) fn centre_variance(share: f64, answers: f64, z: f64) -> f64 {
    let centre = (answers * share + z * z / 2.0) / (answers + z * z);
    centre * (1.0 - centre)
}

/// The interval of `first` − `second` by their own intervals: with l, u the limits of each, d − √((p₁ − l₁)² + (u₂ −
/// p₂)²) and d + √((u₁ − p₁)² + (p₂ − l₂)²). With Wilson limits of shares this is method 10 of Newcombe, Statistics in
/// Medicine 17 (1998) 873–890; with limits of any two independent estimates it is that of Zou and Donner, Statistics in
/// Medicine 27 (2008) 1693–1702.
pub(super) fn difference_interval(first: (f64, Interval), second: (f64, Interval)) -> Interval {
    let ((p1, at1), (p2, at2)) = (first, second);
    let difference = p1 - p2;
    Interval {
        lower: difference - (p1 - at1.lower).hypot(at2.upper - p2),
        upper: difference + (at1.upper - p1).hypot(p2 - at2.lower),
    }
}

/// The z statistic of `first` − `second`, each a share and its number of answers, with the pooled share p for both:
/// d / √(p(1 − p)(1/n₁ + 1/n₂)). 0 when all answers of both are alike.
pub(super) fn pooled_z(first: (f64, f64), second: (f64, f64)) -> f64 {
    let ((p1, n1), (p2, n2)) = (first, second);
    let pooled = (p1 * n1 + p2 * n2) / (n1 + n2);
    let variance = pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n2);
    if p1 == p2 || variance <= 0.0 { 0.0 } else { (p1 - p2) / variance.sqrt() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::numerics::interval;

    #[test]
    fn whole_numbers_give_the_interval_of_counts() {
        let z = interval::normal_z(0.9).unwrap();
        for total in [1_u64, 2, 29, 1000] {
            for part in [0, 1, total / 3, total] {
                let known = interval::wilson(part, total, 0.9).unwrap();
                let own = wilson(part as f64 / total as f64, total as f64, z);
                assert!((own.lower - known.lower).abs() < 1e-14 && (own.upper - known.upper).abs() < 1e-14);
            }
        }
    }

    #[test]
    fn equal_shares_have_no_z() {
        assert_eq!(pooled_z((0.0, 5.0), (0.0, 9.0)), 0.0);
        assert_eq!(pooled_z((1.0, 5.0), (1.0, 9.0)), 0.0);
        assert!(pooled_z((1.0, 5.0), (0.0, 5.0)) > 3.0);
    }
}
