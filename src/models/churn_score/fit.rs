//! The whole fit: check the sample, choose the penalty, fit on everybody, return to the units of the features.

use super::error::{Outcome, ScoreError};
use super::likelihood::Rows;
use super::newton::{Optimum, minimise};
use super::penalty::{Trial, best, trials};
use super::sample::{Sample, Standardised, WIDTH};

/// Customers of the rarer outcome that each parameter needs. Source: Peduzzi et al., J. Clinical Epidemiology 49
/// (1996) 1373-1379.
pub const EVENTS_PER_PARAMETER: usize = 10;

/// One feature in the score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coefficient {
    /// β: log-odds of being lost per unit of the feature. 0 for a feature that never varied.
    pub value: f64,
    /// Its standard error, in the same unit. It is that of the shrunk estimate, which is biased towards 0: good for
    /// comparing sizes, not for a test. `None` for a feature that never varied.
    pub standard_error: Option<f64>,
    /// Mean of the feature in the backtest window.
    pub mean: f64,
    /// Its standard deviation (divisor n).
    pub scale: f64,
}

impl Coefficient {
    /// The part of the feature in the score of a customer with the value `x`, in log-odds: β (x − mean).
    pub fn part(&self, x: f64) -> f64 {
        self.value * (x - self.mean)
    }
}

/// A fitted churn score.
#[derive(Clone, Debug, PartialEq)]
pub struct ChurnScore {
    /// Log-odds of being lost for a customer with mean features.
    pub intercept: f64,
    /// Its standard error.
    pub intercept_standard_error: f64,
    /// One entry a feature, in the order of the sample.
    pub coefficients: Vec<Coefficient>,
    /// The penalty λ that was chosen.
    pub penalty: f64,
    /// The log-loss of every penalty that was tried.
    pub trials: Vec<Trial>,
    /// Customers in the sample.
    pub customers: usize,
    /// Customers who were lost.
    pub lost: usize,
}

/// Fits the score: the parameters that minimise the negative log-likelihood plus λ/2 times the sum of squared
/// standardised slopes, with λ from [`PENALTIES`](super::PENALTIES) by cross-validated log-loss. The same sample in the
/// same order with the same `seed`, which deals out the folds, gives the same bytes.
///
/// Refuses with [`ScoreError::TooFew`] when lost or kept customers are fewer than [`EVENTS_PER_PARAMETER`] times the
/// parameters (intercept and features that vary).
pub fn fit(sample: Sample<'_>, seed: u64) -> Result<ChurnScore, ScoreError> {
    let data = Standardised::new(sample)?;
    let lost = data.lost.iter().filter(|lost| **lost).count();
    enough(lost, data.lost.len() - lost, data.parameters())?;
    let trials = trials(&data, seed).ok_or(ScoreError::NotConverged)?;
    let penalty = best(&trials).ok_or(ScoreError::NotConverged)?;
    let optimum = minimise(&data, Rows::All, penalty, &[0.0; WIDTH]).ok_or(ScoreError::NotConverged)?;
    Ok(score(&data, &optimum, penalty, trials, lost))
}

fn enough(lost: usize, kept: usize, parameters: usize) -> Result<(), ScoreError> {
    let needed = EVENTS_PER_PARAMETER * parameters;
    let (outcome, customers) = if lost <= kept { (Outcome::Lost, lost) } else { (Outcome::Kept, kept) };
    if customers < needed { Err(ScoreError::TooFew { outcome, customers, needed, parameters }) } else { Ok(()) }
}

/// The optimum in the units of the features.
pub(super) fn score(
    data: &Standardised,
    optimum: &Optimum,
    penalty: f64,
    trials: Vec<Trial>,
    lost: usize,
) -> ChurnScore {
    let Optimum { parameters, variances } = optimum;
    let slopes = parameters[1..].iter().zip(&variances[1..]).zip(&data.moments);
    let coefficient = |((slope, variance), moments): ((&f64, &f64), &super::sample::Moments)| {
        let varies = moments.scale > 0.0;
        Coefficient {
            value: if varies { slope / moments.scale } else { 0.0 },
            standard_error: varies.then(|| variance.sqrt() / moments.scale),
            mean: moments.mean,
            scale: moments.scale,
        }
    };
    ChurnScore {
        intercept: parameters[0],
        intercept_standard_error: variances[0].sqrt(),
        coefficients: slopes.map(coefficient).collect(),
        penalty,
        trials,
        customers: data.lost.len(),
        lost,
    }
}
