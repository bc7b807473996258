//! The difference of two figures measured on the same customers, and whether it may be chance.

use statrs::function::erf::erfc;

use crate::numerics::interval::{Interval, normal_z};

/// Confidence of every interval of a backtest.
pub const CONFIDENCE: f64 = 0.95;

/// A difference is called significant when its p-value is below this.
pub const SIGNIFICANCE: f64 = 0.05;

/// First minus second, on the same customers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// First minus second.
    pub difference: f64,
    /// Standard error of the difference, which allows for both figures coming from the same customers.
    pub standard_error: f64,
    /// Two-sided p-value of the normal test that the difference is 0. `None` when a difference has no spread at all, so
    /// that the data hold nothing to test it with.
    pub p_value: Option<f64>,
}

impl Difference {
    pub(super) fn new(difference: f64, standard_error: f64) -> Difference {
        let p_value = if standard_error > 0.0 {
            Some(erfc((difference / standard_error).abs() / std::f64::consts::SQRT_2))
        } else {
            (difference == 0.0).then_some(1.0)
        };
        Difference { difference, standard_error, p_value }
    }

    /// Normal interval of the difference with [`CONFIDENCE`].
    pub fn interval(&self) -> Interval {
        let reach = normal_z(CONFIDENCE).unwrap_or(0.0) * self.standard_error;
        Interval { lower: self.difference - reach, upper: self.difference + reach }
    }

    /// Whether the p-value is below [`SIGNIFICANCE`]; never without one.
    pub fn is_significant(&self) -> bool {
        self.p_value.is_some_and(|p| p < SIGNIFICANCE)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_quantile_is_the_border() {
        let at = |z: f64| Difference::new(-0.02 * z, 0.02);
        assert!((at(1.959_963_984_540_054).p_value.unwrap() - 0.05).abs() < 1e-10);
        assert!(at(1.96).is_significant() && !at(1.9599).is_significant());
        assert!(at(1.96).interval().upper < 0.0 && at(1.9599).interval().upper > 0.0);
        assert_eq!(at(1e6).p_value, Some(0.0));
    }

    #[test]
    fn no_spread_is_no_proof() {
        assert_eq!(Difference::new(0.0, 0.0).p_value, Some(1.0));
        let untested = Difference::new(0.3, 0.0);
        assert_eq!(untested.p_value, None);
        assert!(!untested.is_significant());
    }
}
