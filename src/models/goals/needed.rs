//! How many answers it takes to tell a difference. It judges no goal.

use crate::numerics::interval::normal_z;

/// What a test is to be able to do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Test {
    /// Confidence of the two-sided interval, between 0 and 1.
    pub confidence: f64,
    /// Probability of telling a difference that is there, at least 0.5 and below 1.
    pub power: f64,
}

impl Test {
    /// Confidence 0.95 and power 0.8.
    pub const USUAL: Test = Test { confidence: 0.95, power: 0.8 };

    /// (z₁₋α⸝₂ + z_power)².
    fn factor(self) -> Option<f64> {
        // The quantile of the power is the two-sided one of 2 × power − 1.
        let power = if self.power == 0.5 { 0.0 } else { normal_z(2.0 * self.power - 1.0)? };
        Some((normal_z(self.confidence)? + power).powi(2))
    }
}

/// Answers needed in each of two periods to see a difference `difference` between them, where one answer has the
/// variance `variance`: 2 (z₁₋α⸝₂ + z_power)² v / d², rounded up. Source: the usual normal approximation for two
/// means, as in Lachin, Controlled Clinical Trials 2 (1981) 93–113. `None` where no number is enough or an argument
/// makes no sense.
pub fn answers_a_period(variance: f64, difference: f64, test: Test) -> Option<u64> {
    rounded_up(2.0 * test.factor()?, variance, difference)
}

/// Answers needed to tell a value from a fixed target that it differs from by `difference`: half of
/// [`answers_a_period`], as the target has no error. `None` as there.
pub fn answers_against_target(variance: f64, difference: f64, test: Test) -> Option<u64> {
    rounded_up(test.factor()?, variance, difference)
}

fn rounded_up(factor: f64, variance: f64, difference: f64) -> Option<u64> {
    // The root first: the square of a tiny difference would be 0.
    let ratio = variance.sqrt() / difference.abs();
    let answers = (factor * ratio * ratio).ceil();
    (variance >= 0.0 && answers.is_finite() && answers < u64::MAX as f64).then_some((answers as u64).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Five points of NPS, variance of an answer 0.6, power 0.8, α 0.05: 3,767.5, so 3,768 answers a period.
    #[test]
    fn five_points_of_nps() {
        assert_eq!(answers_a_period(0.6, 0.05, Test::USUAL), Some(3_768));
        assert_eq!(answers_against_target(0.6, -0.05, Test::USUAL), Some(1_884));
        let exact = 2.0 * Test::USUAL.factor().unwrap_or_default() * 0.6 / 0.05_f64.powi(2);
        assert!((exact - 3_767.5).abs() < 0.05, "{exact}");
    }

    #[test]
    fn no_number_is_enough_to_see_no_difference() {
        assert_eq!((answers_a_period(0.6, 0.0, Test::USUAL), answers_a_period(0.0, 0.0, Test::USUAL)), (None, None));
        assert_eq!(answers_a_period(1e308, 1e-308, Test::USUAL), None);
        assert_eq!(
            (answers_a_period(-1.0, 1.0, Test::USUAL), answers_a_period(f64::NAN, 1.0, Test::USUAL)),
            (None, None)
        );
        assert_eq!(
            (answers_a_period(0.0, 1.0, Test::USUAL), answers_a_period(1.0, 1e308, Test::USUAL)),
            (Some(1), Some(1))
        );
        for power in [0.4, 1.0, f64::NAN] {
            assert_eq!(answers_a_period(0.6, 0.05, Test { power, ..Test::USUAL }), None);
        }
        assert_eq!(answers_against_target(1.0, 0.1, Test { power: 0.5, ..Test::USUAL }), Some(385));
        assert_eq!(answers_against_target(1.0, 0.1, Test { confidence: 95.0, ..Test::USUAL }), None);
    }
}
