//! The expected count, its upper bound, and whether the present count lies above.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::fit::{Fit, fit};
use super::weights::{anscombe_residuals, weights};
use crate::models::early_warning::detectors::{check_counts, require};
use crate::models::early_warning::error::DetectorError;
use crate::numerics::cholesky::{dot, times};
use crate::numerics::interval::normal_z;

/// A trend needs at least so many years.
const FEWEST_YEARS_FOR_TREND: usize = 3;

/// A trend is kept below this p-value.
const TREND_P: f64 = 0.05;

/// The choices about Farrington's method.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Farrington {
    /// Periods after which the season returns: 52 for weeks, 12 for months.
    pub periods_per_year: usize,
    /// Years of reference, b.
    pub years: usize,
    /// Periods on each side of the same period of an earlier year, w.
    pub half_window: usize,
    /// Two-sided: the bound lies at the quantile 1 − α/2.
    pub alpha: f64,
    /// Whether a trend may be fitted.
    pub trend: bool,
    /// Residual above which a reference count loses weight: 1, or 2.58 (Noufaily et al., Statistics in Medicine 32
    /// (2013) 1206–1222). `None` for no reweighting.
    pub reweight_above: Option<f64>,
    /// Fewest cases in the last [`recent`](Farrington::recent) periods for an alarm.
    pub fewest_cases: f64,
    /// Periods in which these cases are counted, the present one included.
    pub recent: usize,
}

impl Default for Farrington {
    fn default() -> Farrington {
        Farrington {
            periods_per_year: 52,
            years: 5,
            half_window: 3,
            alpha: 0.05,
            trend: true,
            reweight_above: Some(1.0),
            fewest_cases: 5.0,
            recent: 4,
        }
    }
}

/// A trend that was kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    /// Change of ln μ a period.
    pub per_period: f64,
    /// p-value of the t test of no trend.
    pub p_value: f64,
}

/// One judged count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FarringtonPoint {
    /// Expected count μ.
    pub expected: f64,
    /// The count above which it alarms.
    pub bound: f64,
    /// Over-dispersion φ, at least 1.
    pub dispersion: f64,
    /// The trend, if one was kept.
    pub trend: Option<Trend>,
    /// Reference counts used.
    pub references: usize,
    /// Whether the last periods have too few cases for any alarm.
    pub too_few_cases: bool,
    /// Whether it alarms.
    pub alarm: bool,
}

/// Judges the count at `at` by the counts of ± w periods around the same period of each of the last b years. The season
/// enters through these windows alone.
///
/// A quasi-Poisson model ln μ = α + β t is fitted, φ = max(1, dispersion); references with large Anscombe residuals lose
/// weight and it is fitted again. The trend is kept only if its p-value is below 0.05, b ≥ 3, and the prediction does not
/// exceed the largest reference count; else a constant is fitted. With τ = φ + var(μ)/μ the bound is
/// (μ^(2/3) + z_(1−α/2) √(4/9 μ^(1/3) τ))^(3/2). Source: Farrington et al., J. R. Stat. Soc. A 159 (1996) 547–563.
///
/// # Errors
/// See [`DetectorError`]; among others a history that is too short and references without a case.
pub fn farrington(counts: &[f64], at: usize, settings: &Farrington) -> Result<FarringtonPoint, DetectorError> {
    check(settings)?;
    check_counts(counts)?;
    let present =
        *counts.get(at).ok_or(DetectorError::TooShort { points: counts.len(), needed: at.saturating_add(1) })?;
    let needed = settings.years.saturating_mul(settings.periods_per_year).saturating_add(settings.half_window);
    let too_short = DetectorError::TooShort { points: at, needed };
    if at < needed {
        return Err(too_short);
    }
    let mut references: Vec<(f64, f64)> = Vec::new();
    for year in (1..=settings.years).rev() {
        let middle = at - year * settings.periods_per_year;
        let window = middle - settings.half_window..=middle + settings.half_window;
        // Time is counted back from the present period, in years, so that the prediction lies at 0.
        let time = |index: usize| (index as f64 - at as f64) / settings.periods_per_year as f64;
        references.extend(window.filter_map(|index| Some((time(index), *counts.get(index)?))));
    }
    let known: Vec<f64> = references.iter().map(|(_, count)| *count).collect();
    if known.iter().all(|count| *count == 0.0) {
        return Err(DetectorError::NoCases);
    }
    let largest = known.iter().copied().fold(0.0, f64::max);
    let rows: Vec<[f64; 2]> = references.iter().map(|(time, _)| [1.0, *time]).collect();
    let with_trend = (settings.trend && settings.years >= FEWEST_YEARS_FOR_TREND)
        .then(|| reweighted(&rows, &known, settings.reweight_above))
        .flatten()
        .and_then(|fit| {
            let prediction = Prediction::at_present(&fit, settings.periods_per_year);
            let kept = prediction.trend.is_some_and(|trend| trend.p_value < TREND_P) && prediction.mean <= largest;
            kept.then_some(prediction)
        });
    let Prediction { mean, variance, dispersion, trend } = match with_trend {
        Some(prediction) => prediction,
        None => {
            let constant = vec![[1.0]; known.len()];
            let fit = reweighted(&constant, &known, settings.reweight_above).ok_or(DetectorError::NotFitted)?;
            Prediction { trend: None, ..Prediction::at_present(&fit, settings.periods_per_year) }
        }
    };
    let tau = dispersion + variance / mean;
    let z = normal_z(1.0 - settings.alpha).ok_or(DetectorError::Setting { name: "alpha" })?;
    let bound = (mean.powf(2.0 / 3.0) + z * (4.0 / 9.0 * mean.cbrt() * tau).sqrt()).powf(1.5);
    if !(mean.is_finite() && bound.is_finite()) {
        return Err(DetectorError::TooLarge);
    }
    let recent = counts.get((at + 1).saturating_sub(settings.recent)..=at).unwrap_or_default();
    let too_few_cases = recent.iter().sum::<f64>() < settings.fewest_cases;
    let alarm = present > bound && !too_few_cases;
    Ok(FarringtonPoint { expected: mean, bound, dispersion, trend, references: known.len(), too_few_cases, alarm })
}

fn check(settings: &Farrington) -> Result<(), DetectorError> {
    require(settings.years > 0, "years")?;
    require(settings.periods_per_year > 0, "periods_per_year")?;
    // Windows of neighbouring years must not overlap, nor reach the present.
    require(settings.half_window.saturating_mul(2) < settings.periods_per_year, "half_window")?;
    require(settings.alpha > 0.0 && settings.alpha < 1.0, "alpha")?;
    require(settings.reweight_above.is_none_or(|threshold| threshold >= 0.0), "reweight_above")?;
    require(settings.fewest_cases.is_finite(), "fewest_cases")?;
    require(settings.recent > 0, "recent")
}

/// Fits, takes weight off large residuals, and fits again.
fn reweighted<const N: usize>(rows: &[[f64; N]], counts: &[f64], above: Option<f64>) -> Option<Fit<N>> {
    let first = fit(rows, counts, &vec![1.0; counts.len()])?;
    let Some(threshold) = above else { return Some(first) };
    let residuals = anscombe_residuals(counts, &first.means, &first.leverages, first.dispersion.max(1.0));
    fit(rows, counts, &weights(&residuals, threshold))
}

/// What a fit says of the present period, at time 0.
struct Prediction {
    mean: f64,
    variance: f64,
    dispersion: f64,
    trend: Option<Trend>,
}

impl Prediction {
    /// The first column of the design is constant, a second one is the time in years.
    fn at_present<const N: usize>(fit: &Fit<N>, periods_per_year: usize) -> Prediction {
        let mut row = [0.0; N];
        row.iter_mut().take(1).for_each(|constant| *constant = 1.0);
        let mean = dot(&row, &fit.coefficients).exp();
        let dispersion = fit.dispersion.max(1.0);
        let of_linear = dot(&row, &times(&fit.unscaled_covariance, &row));
        let slope = fit.coefficients.get(1).zip(fit.unscaled_covariance.get(1).and_then(|row| row.get(1)));
        let trend = slope.map(|(slope, unscaled)| {
            // The test uses the dispersion as it is, even below 1.
            let t = slope / (unscaled * fit.dispersion).sqrt();
            let free = fit.means.len().saturating_sub(N) as f64;
            let tail = StudentsT::new(0.0, 1.0, free).map(|distribution| distribution.sf(t.abs()));
            let p_value = if t.is_finite() { 2.0 * tail.unwrap_or(0.5) } else { f64::from(u8::from(*slope == 0.0)) };
            Trend { per_period: slope / periods_per_year as f64, p_value: p_value.min(1.0) }
        });
        Prediction { mean, variance: mean * mean * of_linear * dispersion, dispersion, trend }
    }
}
