//! What a phase rests on, and where its points lie on the chart.

use super::estimate::estimate;
use super::kind::ChartKind;
use super::settings::{ChartSettings, Spread};
use crate::models::early_warning::error::NoLimits;
use crate::numerics::interval::Interval;

/// Exponent that makes Weibull-like times between events nearly normal.
const T_EXPONENT: f64 = 3.6;

/// One plotted figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plotted {
    pub(super) value: f64,
    pub(super) numerator: f64,
    pub(super) denominator: f64,
}

/// What the limits of a phase rest on.
///
/// With yᵢ the figure and nᵢ the denominator of point i, the limits are centre ± 3 sdᵢ:
///
/// - p: P = Σ counts / Σ n, sdᵢ = √(P(1 − P)/nᵢ), inside 0..=1. u: U likewise, sdᵢ = √(U/nᵢ). c: sd = √C. u and c do not
///   go below 0.
/// - p′, u′: zᵢ = (yᵢ − centre)/sdᵢ, σ_z = mean |zᵢ − zᵢ₋₁| / 1.128, and sdᵢ is multiplied by σ_z. Laney, Quality
///   Engineering 14 (2002) 531–537.
/// - I: sd = mean |yᵢ − yᵢ₋₁| / 1.128. Its moving range chart: upper limit 3.267 × the mean range.
/// - I′: sⱼ = √(π/2) |yⱼ − yⱼ₋₁| / √(1/nⱼ₋₁ + 1/nⱼ), sdᵢ = mean s / √nᵢ, centre Σ y n / Σ n. Taylor, Normalized
///   Individuals Control Chart (variation.com).
/// - T: the I chart of y^(1/3.6), its centre and limits raised to 3.6 again.
/// - G: with the mean m, m ± 3 √(m(m + 1)), not below 0; the centre line is the median.
///
/// Neighbours are neighbours in the baseline: an excluded or missing point between them is passed over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PhaseFigures {
    /// The first point of the phase.
    pub first: usize,
    /// One past its last point.
    pub end: usize,
    /// Baseline points that count.
    pub baseline_points: usize,
    /// Centre line.
    pub centre: f64,
    /// Spread of p′ and u′ as a multiple of what chance alone would give, before it is raised to 1; `None` on the
    /// other charts.
    pub sigma_z: Option<f64>,
    /// Mean moving range on the I, T (in the transformed scale) and moving range charts.
    pub mean_moving_range: Option<f64>,
    /// Moving ranges used; 0 where none are.
    pub ranges: usize,
    /// Moving ranges dropped by screening.
    pub screened_ranges: usize,
    /// Standard deviation of a point with denominator 1, in the scale of the chart.
    pub unit_sd: f64,
}

/// The figures of a phase and what is needed to place its points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Model {
    pub(super) figures: PhaseFigures,
    kind: ChartKind,
    /// Mean in the scale of the chart: on G it is not the centre line, on T it is transformed.
    mean: f64,
}

/// Learns a phase from its baseline.
pub(super) fn learn(
    settings: &ChartSettings,
    baseline: &[Plotted],
    (first, end): (usize, usize),
) -> Result<Model, NoLimits> {
    let kind = settings.kind;
    let needed = settings.fewest_points.max(fewest(settings));
    if baseline.len() < needed {
        return Err(NoLimits::TooFewPoints { points: baseline.len(), needed });
    }
    let learnt = estimate(settings, baseline)?;
    let centre = match learnt.median {
        Some(median) => median,
        None => unscaled(kind, learnt.mean),
    };
    if ![centre, learnt.mean, learnt.unit_sd].iter().all(|figure| figure.is_finite()) {
        return Err(NoLimits::TooLarge);
    }
    if learnt.unit_sd <= 0.0 {
        return Err(NoLimits::NoVariation);
    }
    let figures = PhaseFigures {
        first,
        end,
        baseline_points: baseline.len(),
        centre,
        sigma_z: learnt.sigma_z,
        mean_moving_range: learnt
            .range
            .map(|range| range.mean)
            .filter(|_| matches!(kind, ChartKind::I | ChartKind::T | ChartKind::MovingRange)),
        ranges: learnt.range.map_or(0, |range| range.used),
        screened_ranges: learnt.range.map_or(0, |range| range.screened),
        unit_sd: learnt.unit_sd,
    };
    Ok(Model { figures, kind, mean: learnt.mean })
}

impl Model {
    /// Standard deviation of a point in the scale of the chart.
    pub(super) fn sd(&self, denominator: f64) -> f64 {
        match self.kind {
            ChartKind::P | ChartKind::PPrime | ChartKind::U | ChartKind::UPrime | ChartKind::IPrime => {
                self.figures.unit_sd / denominator.sqrt()
            }
            _ => self.figures.unit_sd,
        }
    }

    /// How many standard deviations a point lies above the mean, in the scale of the chart.
    pub(super) fn score(&self, point: Plotted) -> f64 {
        (scaled(self.kind, point.value) - self.mean) / self.sd(point.denominator)
    }

    /// The limits at 3 standard deviations, kept where figures can be.
    pub(super) fn limits(&self, denominator: f64) -> Interval {
        let reach = 3.0 * self.sd(denominator);
        let (mut lower, mut upper) = (self.mean - reach, self.mean + reach);
        if !matches!(self.kind, ChartKind::I | ChartKind::IPrime) {
            lower = lower.max(0.0);
        }
        if matches!(self.kind, ChartKind::P | ChartKind::PPrime) {
            upper = upper.min(1.0);
        }
        Interval { lower: unscaled(self.kind, lower), upper: unscaled(self.kind, upper) }
    }
}

/// Fewest points the formulas can do with.
fn fewest(settings: &ChartSettings) -> usize {
    match (settings.kind, settings.spread) {
        (ChartKind::P | ChartKind::U | ChartKind::C | ChartKind::G | ChartKind::MovingRange, _) => 1,
        (_, Spread::MovingRange { lag }) => lag.saturating_add(1),
        (_, Spread::StandardDeviation) => 2,
    }
}

pub(super) fn scaled(kind: ChartKind, value: f64) -> f64 {
    if kind == ChartKind::T { value.powf(1.0 / T_EXPONENT) } else { value }
}

pub(super) fn unscaled(kind: ChartKind, value: f64) -> f64 {
    if kind == ChartKind::T { value.powf(T_EXPONENT) } else { value }
}
