//! Mean and spread of each kind of chart from a baseline. The formulas stand at [`PhaseFigures`](super::PhaseFigures).

use super::kind::ChartKind;
use super::model::{Plotted, scaled};
use super::settings::{ChartSettings, Spread};
use super::spread::{D2, D4, MeanRange, mean, mean_range, moving_ranges, standard_deviation};
use crate::models::early_warning::error::NoLimits;
use crate::numerics::quantile::median;

/// What a baseline says, in the scale of the chart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Estimate {
    pub(super) mean: f64,
    /// Standard deviation of a point with denominator 1.
    pub(super) unit_sd: f64,
    pub(super) sigma_z: Option<f64>,
    pub(super) range: Option<MeanRange>,
    /// On the g chart, whose centre line it is.
    pub(super) median: Option<f64>,
}

/// Mean and spread from a baseline of at least one point, two where ranges are needed.
pub(super) fn estimate(settings: &ChartSettings, baseline: &[Plotted]) -> Result<Estimate, NoLimits> {
    let values: Vec<f64> = baseline.iter().map(|point| scaled(settings.kind, point.value)).collect();
    let average = mean(&values).ok_or(NoLimits::NoVariation)?;
    let plain = |mean, unit_sd| Estimate { mean, unit_sd, sigma_z: None, range: None, median: None };
    let mean_of = |ranges: &[f64]| mean_range(ranges, settings.screening).ok_or(NoLimits::NoVariation);
    Ok(match settings.kind {
        ChartKind::P | ChartKind::U => {
            let pooled = pooled(baseline);
            plain(pooled, chance(settings.kind, pooled)?)
        }
        ChartKind::PPrime | ChartKind::UPrime => prime(settings, baseline)?,
        ChartKind::C => plain(average, average.sqrt()),
        ChartKind::I | ChartKind::T => {
            let range = mean_of(&moving_ranges(&values, lag(settings)))?;
            Estimate { range: Some(range), ..plain(average, range.mean / D2) }
        }
        ChartKind::IPrime => {
            let range = mean_of(&normalised_ranges(baseline, lag(settings)))?;
            Estimate { range: Some(range), ..plain(pooled(baseline), range.mean) }
        }
        ChartKind::MovingRange => {
            let range = mean_of(&values)?;
            Estimate { range: Some(range), ..plain(range.mean, range.mean * (D4 - 1.0) / 3.0) }
        }
        ChartKind::G => {
            let mut sorted = values;
            sorted.sort_unstable_by(f64::total_cmp);
            Estimate { median: median(&sorted), ..plain(average, (average * (average + 1.0)).sqrt()) }
        }
    })
}

/// The p′ and u′ charts: chance times σ_z.
fn prime(settings: &ChartSettings, baseline: &[Plotted]) -> Result<Estimate, NoLimits> {
    let mean = pooled(baseline);
    let chance = chance(settings.kind, mean)?;
    let z: Vec<f64> = baseline.iter().map(|point| (point.value - mean) / (chance / point.denominator.sqrt())).collect();
    let (sigma_z, range) = match settings.spread {
        Spread::StandardDeviation => (standard_deviation(&z).ok_or(NoLimits::NoVariation)?, None),
        Spread::MovingRange { lag } => {
            let range = mean_range(&moving_ranges(&z, lag), settings.screening).ok_or(NoLimits::NoVariation)?;
            (range.mean / D2, Some(range))
        }
    };
    let wider = if settings.at_least_poisson { sigma_z.max(1.0) } else { sigma_z };
    Ok(Estimate { mean, unit_sd: chance * wider, sigma_z: Some(sigma_z), range, median: None })
}

/// Standard deviation of one unit by chance alone. Without any, z would be 0 by 0.
fn chance(kind: ChartKind, mean: f64) -> Result<f64, NoLimits> {
    let binomial = matches!(kind, ChartKind::P | ChartKind::PPrime);
    let chance = (mean * if binomial { 1.0 - mean } else { 1.0 }).sqrt();
    match chance {
        0.0 => Err(NoLimits::NoVariation),
        _ if chance.is_finite() => Ok(chance),
        _ => Err(NoLimits::TooLarge),
    }
}

/// The I′ chart: distances of neighbours as standard deviations of one unit.
fn normalised_ranges(baseline: &[Plotted], lag: usize) -> Vec<f64> {
    let range = |(before, after): (&Plotted, &Plotted)| {
        let reach = (1.0 / before.denominator + 1.0 / after.denominator).sqrt();
        std::f64::consts::FRAC_PI_2.sqrt() * (after.value - before.value).abs() / reach
    };
    baseline.iter().zip(baseline.iter().skip(lag)).map(range).collect()
}

fn pooled(baseline: &[Plotted]) -> f64 {
    let sum = |part: fn(&Plotted) -> f64| baseline.iter().map(part).sum::<f64>();
    sum(|point| point.numerator) / sum(|point| point.denominator)
}

fn lag(settings: &ChartSettings) -> usize {
    match settings.spread {
        Spread::MovingRange { lag } => lag,
        Spread::StandardDeviation => 1,
    }
}
