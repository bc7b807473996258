//! The combined score: the model's churn probability, the gap and the warning signals, weighed by what customers did a
//! horizon later.

use rayon::prelude::*;

use crate::models::backtest::Outcome;
use crate::models::churn_score::{ChurnScore, Sample, ScoreError, fit, log_odds};
use crate::models::signals::SignalKind;
use crate::numerics::logistic::logistic;

use super::standing::Standing;

/// A p-value below 1e-6 tells no more than one of 1e-6.
const STRONGEST: f64 = 6.0;

/// What goes into the combined score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feature {
    /// Log-odds of the churn probability by the model.
    Model,
    /// Logarithm of the days since the last purchase.
    Gap,
    /// −log10 of the p-value of a signal; 0 where there is nothing to test.
    Signal(SignalKind),
}

impl Feature {
    /// All features that the data can give, in the order of the columns.
    pub(super) fn all(kinds: &[SignalKind]) -> Vec<Feature> {
        [Feature::Model, Feature::Gap].into_iter().chain(kinds.iter().copied().map(Feature::Signal)).collect()
    }

    /// Stable name, for data files.
    pub(super) fn id(self) -> &'static str {
        match self {
            Feature::Model => "model",
            Feature::Gap => "gap",
            Feature::Signal(kind) => kind.id(),
        }
    }
}

/// The features of all customers as they stood on a day, one column each; nothing where there is no model.
pub(super) fn features(standing: &Standing<'_>) -> Option<Vec<Vec<f64>>> {
    let forecasts = standing.forecasts.as_ref()?;
    let by_model = forecasts.par_iter().map(|forecast| log_odds(forecast.no_purchase)).collect::<Option<Vec<f64>>>()?;
    let mut columns = vec![by_model, standing.observed.gaps.par_iter().map(|gap| gap.ln_1p()).collect()];
    let (width, p_values) = (standing.tests.kinds.len(), standing.p_values());
    let strength = |p_value: Option<f64>| p_value.map_or(0.0, |p| (-p.log10()).clamp(0.0, STRONGEST));
    let signal = |place: usize| p_values.par_chunks(width).map(|own| strength(own[place])).collect();
    columns.extend((0..width).map(signal));
    Some(columns)
}

/// Fits a score to what customers did in the horizon after the day.
pub(super) fn learn(features: &[Vec<f64>], outcomes: &[Outcome], seed: u64) -> Result<ChurnScore, ScoreError> {
    let lost: Vec<bool> = outcomes.iter().map(|outcome| *outcome == Outcome::Churned).collect();
    fit(Sample { features: &slices(features), lost: &lost }, seed)
}

/// The score for customers whose churn probabilities by the model are as in the first column of `features`. Who is
/// likelier to churn than others is as learnt, but how many will is what the model says of them: the level of churn
/// differs between horizons, and the season of the last one must not pass for that of the next.
pub(super) fn for_customers(score: &ChurnScore, features: &[Vec<f64>]) -> Option<ChurnScore> {
    let by_model = features.first()?;
    let level = by_model.iter().map(|log_odds| logistic(*log_odds)).sum::<f64>() / by_model.len() as f64;
    score.at_level(&slices(features), level)
}

/// The churn probabilities of all customers by a score.
pub(super) fn probabilities(score: &ChurnScore, features: &[Vec<f64>]) -> Option<Vec<f64>> {
    score.probabilities(&slices(features))
}

fn slices(columns: &[Vec<f64>]) -> Vec<&[f64]> {
    columns.iter().map(Vec::as_slice).collect()
}
