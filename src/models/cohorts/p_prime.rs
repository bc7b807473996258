//! The p′ control chart: limits for a series of proportions that vary more than chance alone. It knows no customers.

use crate::labels::{Label, Text};
use crate::models::early_warning::{ChartKind, ChartSettings, NoLimits, Observation, Spread, control_chart};
use crate::numerics::interval::Interval;

/// Fewest moving ranges for limits. With 8 the estimated spread is still off by a third either way.
pub const FEWEST_RANGES: usize = 8;

/// A proportion: `count` out of `total`, with 0 < `total`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Proportion {
    pub(super) count: u64,
    pub(super) total: u64,
}

/// What the limits of a p′ chart rest on.
///
/// With the centre P, sᵢ = √(P(1 − P)/nᵢ) and zᵢ = (pᵢ − P)/sᵢ for pᵢ out of nᵢ, the spread is
/// σ_z = mean |zᵢ − zᵢ₋ₗ| / 1.128, and the limits are P ± 3 sᵢ max(1, σ_z), kept inside 0..=1. With the lag l = 1 and
/// σ_z above 1 this is the p′ chart of Laney, Quality Engineering 14 (2002) 531–537, and that of R's qicharts2. It
/// differs in two points:
///
/// - Where neighbouring values are counted over overlapping days, their difference is too small, and Laney's limits
///   raise alarms without a cause. The lag is the distance at which these days no longer overlap.
/// - Laney lets limits be narrower than chance allows when σ_z falls below 1; here they never are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chart {
    /// Centre line: the sum of the counts by the sum of the totals.
    pub centre: f64,
    /// σ_z, the spread of the months as a multiple of what chance alone would give; above 1 = over-dispersion.
    pub sigma_z: f64,
    /// How many months apart the values of a moving range lie.
    pub lag: usize,
    /// Number of moving ranges that σ_z is the mean of.
    pub ranges: usize,
}

/// Why there are no limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoChart {
    /// There are fewer than [`FEWEST_RANGES`] moving ranges.
    TooFewMonths {
        /// Months there are.
        months: usize,
        /// Months needed.
        needed: usize,
    },
    /// The proportion is 0, or 1, throughout.
    NoVariation,
}

const TOO_FEW_MONTHS: Label = Label::new(
    "control limits need {needed} months, and there are {months}",
    "计算控制限需要 {needed} 个月，现只有 {months} 个月",
);
const NO_VARIATION: Label = Label::new(
    "no control limits: the rate is 0 % throughout, or 100 % throughout",
    "无控制限：各月比率全为 0% 或全为 100%",
);

impl NoChart {
    /// The reason as a sentence.
    pub fn text(&self) -> Text {
        match self {
            NoChart::TooFewMonths { months, needed } => TOO_FEW_MONTHS.with(&[("months", months), ("needed", needed)]),
            NoChart::NoVariation => NO_VARIATION.text(),
        }
    }
}

/// The chart of proportions in order of time, and the limits of each of them: the formula stands at [`Chart`].
///
/// # Errors
/// See [`NoChart`].
pub(super) fn p_prime(points: &[Proportion], lag: usize) -> Result<(Chart, Vec<Interval>), NoChart> {
    let settings = ChartSettings {
        spread: Spread::MovingRange { lag },
        fewest_points: lag.saturating_add(FEWEST_RANGES),
        ..ChartSettings::new(ChartKind::PPrime)
    };
    let observation = |point: &Proportion| Observation::new(point.count as f64, point.total as f64);
    let observations: Vec<Observation> = points.iter().map(observation).collect();
    // It refuses nothing but totals of 0, of which there are none.
    let charted = control_chart(&observations, &settings).map_err(|_| NoChart::NoVariation)?;
    let figures = match charted.phases.first() {
        Some(Ok(figures)) => figures,
        Some(Err(NoLimits::TooFewPoints { points, needed })) => {
            return Err(NoChart::TooFewMonths { months: *points, needed: *needed });
        }
        _ => return Err(NoChart::NoVariation),
    };
    let limits = charted.points.iter().flatten().map(|point| point.limits).collect();
    let sigma_z = figures.sigma_z.unwrap_or(1.0);
    Ok((Chart { centre: figures.centre, sigma_z, lag, ranges: figures.ranges }, limits))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn points(counts: &[u64], total: u64) -> Vec<Proportion> {
        counts.iter().map(|count| Proportion { count: *count, total }).collect()
    }

    #[test]
    fn a_small_chart_by_hand() {
        // P = 0.5, s = 0.05, z = ±2: nine ranges of 4, σ_z = 4 / 1.128, reach 3 × 0.05 × 3.546.
        let (chart, limits) = p_prime(&points(&[40, 60, 40, 60, 40, 60, 40, 60, 40, 60], 100), 1).unwrap();
        assert_eq!((chart.centre, chart.ranges), (0.5, 9));
        assert!((chart.sigma_z - 4.0 / 1.128).abs() < 1e-12);
        assert_eq!(limits[0], Interval { lower: 0.0, upper: 1.0 });
        // Two apart, the values are equal: only chance is left.
        let (chart, limits) = p_prime(&points(&[40, 60, 40, 60, 40, 60, 40, 60, 40, 60], 100), 2).unwrap();
        assert_eq!((chart.sigma_z, chart.ranges), (0.0, 8));
        assert!((limits[0].lower - 0.35).abs() < 1e-12 && (limits[9].upper - 0.65).abs() < 1e-12);
    }

    #[test]
    fn small_totals_have_wide_limits() {
        let mut series = points(&[50, 52, 48, 51, 50, 49, 50, 53, 47, 50], 500);
        series[4] = Proportion { count: 1, total: 10 };
        let (_, limits) = p_prime(&series, 1).unwrap();
        assert!(limits[4].upper - limits[4].lower > 2.0 * (limits[3].upper - limits[3].lower));
        assert!(limits.iter().all(|at| 0.0 <= at.lower && at.lower < at.upper && at.upper <= 1.0));
    }

    #[test]
    fn what_has_no_limits() {
        let few = NoChart::TooFewMonths { months: 10, needed: 11 };
        assert_eq!(p_prime(&points(&[1; 10], 9), 3).unwrap_err(), few);
        assert_eq!(p_prime(&[], usize::MAX).unwrap_err(), NoChart::TooFewMonths { months: 0, needed: usize::MAX });
        assert_eq!(p_prime(&points(&[0; 10], 9), 1).unwrap_err(), NoChart::NoVariation);
        assert_eq!(p_prime(&points(&[9; 10], 9), 1).unwrap_err(), NoChart::NoVariation);
    }
}
