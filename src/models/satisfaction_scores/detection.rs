//! How many answers show a difference, and which difference given answers can show. It tests nothing.

use super::error::DetectionError;
use crate::numerics::student_t::upper_z;

/// How sure a test between two periods is to be, and how often it is to find a real difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detection {
    /// z₁₋α⸝₂ + z of the power.
    reach: f64,
}

impl Detection {
    /// A two-sided test at `significance` that finds the difference with probability `power`; 0.05 and 0.8 are usual.
    ///
    /// # Errors
    /// [`DetectionError::Probability`] and [`DetectionError::Power`].
    pub fn new(significance: f64, power: f64) -> Result<Detection, DetectionError> {
        let inside = |probability: f64| probability > 0.0 && probability < 1.0;
        if !inside(significance) || !inside(power) {
            return Err(DetectionError::Probability);
        }
        if power <= significance {
            return Err(DetectionError::Power);
        }
        Ok(Detection { reach: upper_z(significance / 2.0) + upper_z(1.0 - power) })
    }

    /// Answers needed in each of two periods to see `difference`, either way, when one answer has `variance`:
    /// 2 (z₁₋α⸝₂ + z_power)² v/d², rounded up. Both in the unit of [`Score::value`](super::Score::value), so that five
    /// NPS points are 0.05. Under weights, multiply by the design effect. Source: the normal approximation of Fleiss,
    /// Levin and Paik, Statistical Methods for Rates and Proportions (2003), section 4.2, with one variance for both.
    ///
    /// # Errors
    /// [`DetectionError::Difference`], [`DetectionError::Variance`], [`DetectionError::OutOfReach`].
    pub fn answers_needed(&self, difference: f64, variance: f64) -> Result<u64, DetectionError> {
        if !difference.is_finite() || difference == 0.0 {
            return Err(DetectionError::Difference);
        }
        let spread = positive(variance).ok_or(DetectionError::Variance)?.sqrt();
        let needed = 2.0 * (self.reach * (spread / difference)).powi(2);
        // 2⁵³: beyond, one answer more makes no difference to the number.
        if needed <= 9_007_199_254_740_992.0 {
            Ok(needed.ceil().max(1.0) as u64)
        } else {
            Err(DetectionError::OutOfReach)
        }
    }

    /// The smallest difference between two periods that their effective numbers of answers can show, when one answer
    /// has `variance`: (z₁₋α⸝₂ + z_power) √(v/n₁ + v/n₂).
    ///
    /// # Errors
    /// [`DetectionError::Variance`], [`DetectionError::Answers`].
    pub fn smallest_difference(&self, before: f64, after: f64, variance: f64) -> Result<f64, DetectionError> {
        let variance = positive(variance).ok_or(DetectionError::Variance)?;
        let (Some(before), Some(after)) = (positive(before), positive(after)) else {
            return Err(DetectionError::Answers);
        };
        let difference = self.reach * variance.sqrt() * (1.0 / before + 1.0 / after).sqrt();
        if difference.is_finite() { Ok(difference) } else { Err(DetectionError::Answers) }
    }
}

fn positive(value: f64) -> Option<f64> {
    (value.is_finite() && value > 0.0).then_some(value)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Reference: five NPS points, variance 0.6: 3,767.5 answers a period.
    #[test]
    fn five_points() {
        let usual = Detection::new(0.05, 0.8).unwrap();
        assert_eq!(usual.answers_needed(0.05, 0.6), Ok(3768));
        assert_eq!(usual.answers_needed(-0.05, 0.6), Ok(3768));
        let unrounded = 2.0 * usual.reach.powi(2) * 0.6 / 0.0025;
        assert!((unrounded - 3767.5).abs() < 0.05);
    }

    #[test]
    fn the_two_questions_undo_each_other() {
        let usual = Detection::new(0.05, 0.8).unwrap();
        for n in [2.0, 30.0, 1e4, 1e12] {
            let difference = usual.smallest_difference(n, n, 0.7).unwrap();
            let back = usual.answers_needed(difference * (1.0 + 1e-15), 0.7).unwrap() as f64;
            assert!((back - n).abs() <= 1.0, "{n} {back}");
            let uneven = usual.smallest_difference(n, 3.0 * n, 0.7).unwrap();
            assert!(uneven < difference);
        }
    }

    #[test]
    fn what_cannot_be_worked_out() {
        for (significance, power) in [(0.0, 0.8), (0.05, 1.0), (f64::NAN, 0.8), (0.05, f64::NAN)] {
            assert_eq!(Detection::new(significance, power), Err(DetectionError::Probability));
        }
        assert_eq!(Detection::new(0.2, 0.1), Err(DetectionError::Power));
        let usual = Detection::new(0.05, 0.8).unwrap();
        for bad in [0.0, f64::NAN, f64::INFINITY] {
            assert_eq!(usual.answers_needed(bad, 0.6), Err(DetectionError::Difference));
            assert_eq!(usual.answers_needed(0.1, bad), Err(DetectionError::Variance));
            assert_eq!(usual.smallest_difference(bad, 10.0, 0.6), Err(DetectionError::Answers));
        }
        assert_eq!(usual.answers_needed(1e-300, 0.6), Err(DetectionError::OutOfReach));
        assert_eq!(usual.answers_needed(1e-9, 1e308), Err(DetectionError::OutOfReach));
        assert_eq!(usual.answers_needed(1e308, 0.6), Ok(1));
        assert_eq!(usual.smallest_difference(1e-320, 1e-320, 1e308), Err(DetectionError::Answers));
    }
}
