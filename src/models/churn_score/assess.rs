//! The score of a customer and what it is made of. It fits nothing.

use rayon::prelude::*;

use super::fit::ChurnScore;
use crate::numerics::logistic::logistic;

/// Customers whose probabilities are added up at a time, whatever the number of threads.
const CHUNK: usize = 4096;
/// Newton's steps to a level; five are usual.
const LEVEL_STEPS: usize = 100;

/// The part of one feature in a customer's score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution {
    /// The feature, from 0.
    pub feature: usize,
    /// β (x − mean), in log-odds: above 0 it makes being lost likelier than for a customer with the mean of that
    /// feature.
    pub log_odds: f64,
}

/// The score of one customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// Probability of buying nothing over the horizon.
    pub probability: f64,
    /// One entry a feature, the largest in absolute value first, in feature order among equals. They add up to the
    /// log-odds of the probability, less the intercept. Take the first three for a customer's reasons.
    pub contributions: Vec<Contribution>,
}

impl ChurnScore {
    /// Scores one customer. `None` when the number of features differs from that of the fit or a value is so large
    /// that its contribution is not finite.
    pub fn assess(&self, features: &[f64]) -> Option<Assessment> {
        if features.len() != self.coefficients.len() {
            return None;
        }
        let parts = self.coefficients.iter().zip(features).enumerate();
        let mut contributions: Vec<Contribution> =
            parts.map(|(feature, (own, x))| Contribution { feature, log_odds: own.part(*x) }).collect();
        let probability = logistic(self.log_odds(contributions.iter().map(|part| part.log_odds))?);
        contributions.sort_by(|a, b| b.log_odds.abs().total_cmp(&a.log_odds.abs()).then(a.feature.cmp(&b.feature)));
        Some(Assessment { probability, contributions })
    }

    /// The probability of every customer, for columns as in [`Sample`](super::Sample). `None` as in
    /// [`ChurnScore::assess`] for any of them, or when the columns differ in length.
    pub fn probabilities(&self, columns: &[&[f64]]) -> Option<Vec<f64>> {
        Some(self.all_log_odds(columns)?.into_par_iter().map(logistic).collect())
    }

    /// The same score with the intercept at which these customers have the mean probability `level`.
    ///
    /// How many customers are lost differs from one window to the next, with the season for one. The window of the fit
    /// tells who is likelier to be lost than others; the level may have to come from elsewhere. `None` as in
    /// [`ChurnScore::probabilities`], and unless 0 < `level` < 1.
    pub fn at_level(&self, columns: &[&[f64]], level: f64) -> Option<ChurnScore> {
        let log_odds = self.all_log_odds(columns).filter(|_| 0.0 < level && level < 1.0)?;
        let wanted = level * log_odds.len() as f64;
        let mut shift = 0.0;
        for _ in 0..LEVEL_STEPS {
            let chunk = |chunk: &[f64]| {
                chunk.iter().fold((0.0, 0.0), |(sum, slope), own| {
                    let p = logistic(own + shift);
                    (sum + p, slope + p * (1.0 - p))
                })
            };
            let parts: Vec<(f64, f64)> = log_odds.par_chunks(CHUNK).map(chunk).collect();
            let (sum, slope) = parts.into_iter().fold((0.0, 0.0), |all, own| (all.0 + own.0, all.1 + own.1));
            // Newton's steps, kept short where nearly everybody is certain.
            let step = ((wanted - sum) / slope).clamp(-2.0, 2.0);
            if !step.is_finite() {
                return None;
            }
            shift += step;
            if step.abs() < 1e-10 {
                return Some(ChurnScore { intercept: self.intercept + shift, ..self.clone() });
            }
        }
        None
    }

    fn all_log_odds(&self, columns: &[&[f64]]) -> Option<Vec<f64>> {
        let customers = columns.first()?.len();
        if columns.len() != self.coefficients.len() || columns.iter().any(|column| column.len() != customers) {
            return None;
        }
        let of = |row: usize| {
            let parts = self.coefficients.iter().zip(columns).map(|(own, column)| own.part(column[row]));
            self.log_odds(parts)
        };
        (0..customers).into_par_iter().map(of).collect()
    }

    /// Adds up contributions in feature order; `None` unless the sum is a finite number.
    fn log_odds(&self, parts: impl Iterator<Item = f64>) -> Option<f64> {
        let sum = self.intercept + parts.sum::<f64>();
        sum.is_finite().then_some(sum)
    }
}
