//! The difference of two means, also where a sample has no spread. It knows no period.

use super::mean::MeanSample;
use super::method::Method;
use super::share::difference_interval;
use crate::numerics::interval::Interval;
use crate::numerics::student_t::{upper_quantile, upper_tail};

/// Smallest tail that is looked at: a p-value is never below twice this.
const SMALLEST_TAIL: f64 = 1e-300;

/// The interval of `after` − `before` that leaves out `tail` on each side, the two-sided p-value of no difference, and
/// how they are had.
///
/// Where both samples have spread, Welch's t-test: with e = s²/n of each, d/√(e₁ + e₂) has (e₁ + e₂)²/(e₁²/(n₁ − 1) +
/// e₂²/(n₂ − 1)) degrees of freedom. Source: Welch, Biometrika 34 (1947) 28–35. A sample without spread would count
/// there as known without error. So then the two intervals of [`MeanSample::interval`] are combined, and p is the
/// probability outside of the widest such interval that leaves out 0.
pub(super) fn change_of_means(before: &MeanSample, after: &MeanSample, tail: f64) -> (Interval, f64, Method) {
    let difference = after.mean - before.mean;
    if !(before.has_spread() && after.has_spread()) {
        return (combined(before, after, tail), combined_p_value(before, after), Method::SquareAndAdd);
    }
    let (later, earlier) = (after.squared_error(), before.squared_error());
    let error = (later + earlier).sqrt();
    let freedom = (later + earlier).powi(2) / (later.powi(2) / after.freedom() + earlier.powi(2) / before.freedom());
    let reach = upper_quantile(tail, freedom) * error;
    let p_value = (2.0 * upper_tail((difference / error).abs(), freedom)).min(1.0);
    (Interval { lower: difference - reach, upper: difference + reach }, p_value, Method::Welch)
}

fn combined(before: &MeanSample, after: &MeanSample, tail: f64) -> Interval {
    difference_interval((after.mean, after.interval(tail)), (before.mean, before.interval(tail)))
}

/// By bisection of the logarithm of the tail: the intervals widen as the tail shrinks.
fn combined_p_value(before: &MeanSample, after: &MeanSample) -> f64 {
    let difference = after.mean - before.mean;
    let holds_zero = |tail: f64| {
        let at = combined(before, after, tail);
        at.lower <= 0.0 && 0.0 <= at.upper
    };
    if difference == 0.0 {
        return 1.0;
    }
    let (mut small, mut large) = (SMALLEST_TAIL.ln(), 0.5_f64.ln());
    for _ in 0..60 {
        let middle = 0.5 * (small + large);
        if holds_zero(middle.exp()) { small = middle } else { large = middle }
    }
    (2.0 * (0.5 * (small + large)).exp()).min(1.0)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::models::satisfaction_scores::Scale;

    fn five(shares: [f64; 5], answers: f64) -> MeanSample {
        MeanSample::new(Scale::new(1, 5).unwrap(), &shares, &[], answers)
    }

    const ALL_ONE: [f64; 5] = [1.0, 0.0, 0.0, 0.0, 0.0];
    const ALL_FIVE: [f64; 5] = [0.0, 0.0, 0.0, 0.0, 1.0];
    const MIXED: [f64; 5] = [0.25, 0.25, 0.0, 0.25, 0.25];

    #[test]
    fn no_spread_is_neither_certainty_nor_silence() {
        let (at, p, method) = change_of_means(&five(ALL_FIVE, 12.0), &five(MIXED, 12.0), 0.025);
        assert_eq!(method, Method::SquareAndAdd);
        assert!(at.upper < 0.0 && 1e-6 < p && p < 0.05, "{at:?} {p}");
        let (at, p, _) = change_of_means(&five(ALL_FIVE, 1.0), &five(ALL_ONE, 1.0), 0.025);
        assert!(at.lower < -4.0 + 1e-12 && at.upper > 0.0 && p > 0.05, "{at:?} {p}");
        let (at, p, _) = change_of_means(&five(ALL_FIVE, 30.0), &five(ALL_FIVE, 30.0), 0.025);
        assert!(at.lower < 0.0 && at.upper > 0.0 && p == 1.0);
    }

    /// The p-value is that of the interval which ends at 0.
    #[test]
    fn p_and_interval_of_samples_without_spread_agree() {
        for (before, after) in [(ALL_FIVE, MIXED), (MIXED, ALL_ONE), (ALL_ONE, ALL_FIVE)] {
            for answers in [1.0_f64, 2.0, 7.0, 40.0, 1e6] {
                let (before, after) = (five(before, answers.max(2.0)), five(after, answers));
                let (_, p, _) = change_of_means(&before, &after, 0.025);
                for confidence_left in [0.2, 0.05, 0.001] {
                    let at = combined(&before, &after, confidence_left / 2.0);
                    let outside = at.upper < 0.0 || 0.0 < at.lower;
                    if (p / confidence_left - 1.0).abs() > 1e-6 && !(before.has_spread() && after.has_spread()) {
                        assert_eq!(p < confidence_left, outside, "{p} {at:?}");
                    }
                }
            }
        }
    }
}
