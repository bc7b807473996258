//! How many members each group would need. It plans for the normal distribution: a few more are needed when the answer
//! is below thirty or so.

use crate::numerics::interval::normal_z;

/// The members that every group needs for a difference of `smallest` to be seen with probability `power` by a test at
/// the level 1 − `confidence`: (z₁₋α⸝₂ + z_power)² v / d², rounded up, with v = `variance`, that of the estimate if every
/// group had one member, and d = `smallest`. For two independent means v is twice the variance of an answer, for the
/// difference in differences of four groups it is the sum of four.
///
/// `None` when `variance` is not finite and at least 0, `smallest` is not above 0, `confidence` does not lie between 0
/// and 1 or `power` between 0.5 and 1, or the number is beyond any count.
pub fn needed_per_group(variance: f64, smallest: f64, confidence: f64, power: f64) -> Option<u64> {
    let usable = variance.is_finite() && variance >= 0.0 && smallest.is_finite() && smallest > 0.0;
    let reach = reach(confidence, power).filter(|_| usable)?;
    // In this order neither tiny nor huge differences overflow before they must.
    let needed = (reach * (variance.sqrt() / smallest)).powi(2).ceil();
    (needed < 9e15).then_some(needed.max(1.0) as u64)
}

/// z₁₋α⸝₂ + z_power: how many standard errors an effect must be away from 0 to be seen with that power.
pub(super) fn reach(confidence: f64, power: f64) -> Option<f64> {
    Some(normal_z(confidence)? + normal_z(2.0 * power - 1.0)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// satisfaction.md, section 2.11: +5 points of net promoter score, v 0.6 an answer, power 0.8: 3,767.5.
    #[test]
    fn five_points_of_net_promoter_score() {
        assert_eq!(needed_per_group(2.0 * 0.6, 0.05, 0.95, 0.8), Some(3_768));
        // In units of a thousandth: the unrounded figure.
        let finer = needed_per_group(2.0 * 0.6 * 1_000.0, 0.05, 0.95, 0.8).unwrap_or(0) as f64 / 1_000.0;
        assert!((finer - 3_767.5).abs() < 0.06, "{finer}");
        assert_eq!(needed_per_group(4.0 * 0.6, 0.05, 0.95, 0.8), Some(7_535));
    }

    #[test]
    fn edges() {
        assert_eq!(needed_per_group(0.0, 0.05, 0.95, 0.8), Some(1));
        for (variance, smallest, confidence, power) in [
            (1.0, 0.0, 0.95, 0.8),
            (1.0, -1.0, 0.95, 0.8),
            (1.0, f64::NAN, 0.95, 0.8),
            (-1.0, 1.0, 0.95, 0.8),
            (f64::INFINITY, 1.0, 0.95, 0.8),
            (1.0, 1.0, 1.0, 0.8),
            (1.0, 1.0, 0.95, 0.5),
            (1.0, 1.0, 0.95, 1.0),
            (1.0, 1e-12, 0.95, 0.8),
            (1e308, 1e-308, 0.95, 0.8),
        ] {
            assert_eq!(needed_per_group(variance, smallest, confidence, power), None, "{variance} {smallest}");
        }
    }
}
