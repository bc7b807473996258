//! The mean of answers on a scale with its interval, also where all answers are alike. It compares nothing.

use super::method::Method;
use super::scale::Scale;
use super::share::wilson;
use super::tally::Fraction;
use crate::numerics::interval::Interval;
use crate::numerics::student_t::{upper_quantile, upper_z};

/// Below so many degrees of freedom, as when one answer carries nearly all of the weight, the t interval is wider than
/// any scale, and the scale is the interval.
const LEAST_FREEDOM: f64 = 0.1;

/// Answers between two points with less variance are alike: they have four decimals, and the rest is rounding.
const ALIKE: f64 = 1e-14;

/// What a mean and its interval are computed from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MeanSample {
    scale: Scale,
    /// Weighted mean.
    pub(super) mean: f64,
    /// Variance of one answer, with the divisor n − 1; 0 exactly when all answers are alike.
    spread: f64,
    /// Effective number of answers.
    pub(super) answers: f64,
}

impl MeanSample {
    /// From the share of each answer, the lowest first, what answers between points have above theirs as shares of all
    /// answers (empty where all are whole), and the effective number of answers, at least 1.
    pub(super) fn new(scale: Scale, shares: &[f64], fractions: &[Fraction], answers: f64) -> MeanSample {
        let fraction = |place: usize| fractions.get(place).copied().unwrap_or_default();
        let places = || shares.iter().enumerate().map(|(at, share)| (at as f64, *share, fraction(at)));
        let lowest = f64::from(scale.lowest());
        let mut given = places().filter(|(_, share, _)| *share > 0.0);
        if let (Some((only, share, above)), None) = (given.next(), given.next()) {
            let above = Fraction { sum: above.sum / share, squares: above.squares / share };
            if above.squares - above.sum * above.sum < ALIKE {
                return MeanSample { scale, mean: lowest + only + above.sum, spread: 0.0, answers };
            }
        }
        let mean: f64 = places().map(|(place, share, above)| place * share + above.sum).sum();
        let squares = |(place, share, above): (f64, f64, Fraction)| {
            let away = place - mean;
            away * away * share + 2.0 * away * above.sum + above.squares
        };
        let variance: f64 = places().map(squares).sum::<f64>().max(0.0);
        let spread = variance * answers / (answers - 1.0).max(f64::MIN_POSITIVE);
        MeanSample { scale, mean: lowest + mean, spread, answers }
    }

    /// Whether the t distribution applies: answers differ, and more than one of them counts.
    pub(super) fn has_spread(&self) -> bool {
        self.spread > 0.0 && self.freedom() >= LEAST_FREEDOM
    }

    /// Degrees of freedom.
    pub(super) fn freedom(&self) -> f64 {
        self.answers - 1.0
    }

    /// Squared standard error of the mean.
    pub(super) fn squared_error(&self) -> f64 {
        self.spread / self.answers
    }

    /// How the interval is had.
    pub(super) fn method(&self) -> Method {
        if self.has_spread() { Method::StudentT } else { Method::ScaleBound }
    }

    /// The interval that leaves out a probability of `tail` on each side; inside the scale, and never of zero width.
    ///
    /// Where answers differ, mean ± t s/√n with n − 1 degrees of freedom. Where all n answers are x, the sample holds
    /// no spread, but the population may: the share that answers otherwise has the upper Wilson limit
    /// u = z²/(n + z²) for 0 of n, and at worst these answer at the end of the scale. So the mean lies between
    /// x − u (x − lowest) and x + u (highest − x). The bound is conservative. It is the rule of three (Hanley and
    /// Lippman-Hand, J. Am. Med. Assoc. 249 (1983) 1743–1745) with Wilson's limit, put to a mean. Where one answer
    /// carries nearly all weight and another differs, the interval is the scale.
    pub(super) fn interval(&self, tail: f64) -> Interval {
        let (lowest, highest) = (f64::from(self.scale.lowest()), f64::from(self.scale.highest()));
        if self.has_spread() {
            let reach = upper_quantile(tail, self.freedom()) * self.squared_error().sqrt();
            return Interval { lower: (self.mean - reach).max(lowest), upper: (self.mean + reach).min(highest) };
        }
        if self.spread > 0.0 {
            return Interval { lower: lowest, upper: highest };
        }
        let otherwise = wilson(0.0, self.answers, upper_z(tail)).upper;
        let limit = |end: f64| self.mean + otherwise * (end - self.mean);
        Interval { lower: limit(lowest), upper: limit(highest) }
    }

    /// The variance of one answer, for planning; never 0. Where all answers are alike it is that of the population
    /// behind the farther limit of the interval: a share u at the end of the scale, the rest at x. Where one answer
    /// carries nearly all weight it is at most that of two answers, one at each end.
    pub(super) fn answer_variance(&self, tail: f64) -> f64 {
        if self.spread > 0.0 {
            return self.spread.min(self.scale.range().powi(2) / 2.0);
        }
        let (lowest, highest) = (f64::from(self.scale.lowest()), f64::from(self.scale.highest()));
        let otherwise = wilson(0.0, self.answers, upper_z(tail)).upper;
        let reach = (self.mean - lowest).max(highest - self.mean);
        otherwise * (1.0 - otherwise) * reach * reach
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn five() -> Scale {
        Scale::new(1, 5).unwrap()
    }

    /// 1, 2, 4, 5: mean 3, variance 10/3, t of 3 degrees of freedom 3.182446.
    #[test]
    fn by_hand() {
        let sample = MeanSample::new(five(), &[0.25, 0.25, 0.0, 0.25, 0.25], &[], 4.0);
        assert!((sample.mean - 3.0).abs() < 1e-15 && (sample.spread - 10.0 / 3.0).abs() < 1e-14);
        let wide = sample.interval(0.025);
        assert_eq!((wide.lower, wide.upper), (1.0, 5.0));
        let narrow = sample.interval(0.25);
        let t = 0.764_892_328_404;
        assert!((narrow.upper - 3.0 - t * (10.0 / 12.0_f64).sqrt()).abs() < 1e-9);
        assert_eq!(sample.method(), Method::StudentT);
    }

    /// 0 of 20 has the upper Wilson limit 0.1611: with 20 answers of 4 the mean lies within 4 − 3 × 0.1611 and
    /// 4 + 0.1611.
    #[test]
    fn answers_all_alike_leave_room() {
        let shares = [0.0, 0.0, 0.0, 1.0, 0.0];
        let alike = |answers: f64| MeanSample::new(five(), &shares, &[], answers);
        let at = alike(20.0).interval(0.025);
        assert!((at.lower - (4.0 - 3.0 * 0.1611)).abs() < 2e-4 && (at.upper - 4.1611).abs() < 1e-4);
        assert_eq!(alike(20.0).method(), Method::ScaleBound);
        let mut width = f64::INFINITY;
        for answers in [1.0, 2.0, 30.0, 1e6, 1e12] {
            let at = alike(answers).interval(0.025);
            assert!(1.0 <= at.lower && at.lower < 4.0 && 4.0 < at.upper && at.upper <= 5.0);
            assert!(at.upper - at.lower < width);
            assert!(alike(answers).answer_variance(0.025) > 0.0);
            width = at.upper - at.lower;
        }
    }

    #[test]
    fn one_answer_with_all_the_weight_tells_nothing() {
        let sample = MeanSample::new(five(), &[1e-9, 0.0, 0.0, 0.0, 1.0 - 1e-9], &[], 1.0);
        let at = sample.interval(0.025);
        assert_eq!((at.lower, at.upper, sample.method()), (1.0, 5.0, Method::ScaleBound));
        assert!(sample.answer_variance(0.025).is_finite());
    }

    /// 3.5, 3.5, 4, 4.25: mean 3.8125, squares 0.3125² × 2 + 0.1875² + 0.4375² = 0.421875, over 3.
    #[test]
    fn answers_between_points() {
        let above = |sum: f64, squares: f64| Fraction { sum: sum / 4.0, squares: squares / 4.0 };
        let none = Fraction::default();
        let fractions = [none, none, above(1.0, 0.5), above(0.25, 0.0625), none];
        let sample = MeanSample::new(five(), &[0.0, 0.0, 0.5, 0.5, 0.0], &fractions, 4.0);
        assert!((sample.mean - 3.8125).abs() < 1e-15 && (sample.spread - 0.421_875 / 3.0).abs() < 1e-15);
        let alike = [none, none, Fraction { sum: 0.7, squares: 0.7 * 0.7 }, none, none];
        let sample = MeanSample::new(five(), &[0.0, 0.0, 1.0, 0.0, 0.0], &alike, 30.0);
        assert_eq!((sample.mean, sample.method()), (3.7, Method::ScaleBound));
    }
}
