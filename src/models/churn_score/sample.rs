//! The customers of the backtest window and their features, checked and standardised. It fits nothing.

use rayon::prelude::*;

use super::error::ScoreError;

/// At most so many features. The matrices have this fixed size and one more for the intercept.
pub const MOST_FEATURES: usize = 15;

/// Parameters at most: the intercept first, then the features.
pub(super) const WIDTH: usize = MOST_FEATURES + 1;

/// The customers of the backtest window, in a fixed order, for example by id.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// One column a feature, each with one value a customer; everything as known on the as-of day. The first is
    /// usually the [`log_odds`](super::log_odds()) of the model's churn probability. Missing values must be filled
    /// before, for example with "no alarm".
    pub features: &'a [&'a [f64]],
    /// Whether the customer then bought nothing over the horizon.
    pub lost: &'a [bool],
}

/// Mean and scale of one feature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Moments {
    pub(super) mean: f64,
    /// Standard deviation; 0 exactly when the feature never varies.
    pub(super) scale: f64,
}

/// The features with mean 0 and standard deviation 1; a feature that never varies is 0.
pub(super) struct Standardised {
    pub(super) features: usize,
    pub(super) moments: Vec<Moments>,
    /// Row by row, [`Standardised::features`] values each.
    pub(super) values: Vec<f64>,
    pub(super) lost: Vec<bool>,
}

impl Standardised {
    pub(super) fn new(sample: Sample<'_>) -> Result<Standardised, ScoreError> {
        let Sample { features, lost } = sample;
        if features.len() > MOST_FEATURES {
            return Err(ScoreError::TooManyFeatures { features: features.len() });
        }
        if let Some(feature) = features.iter().position(|column| column.len() != lost.len()) {
            return Err(ScoreError::Lengths { feature });
        }
        let found: Vec<Option<Moments>> = features.par_iter().map(|column| Moments::of(column)).collect();
        let moment = |(feature, moments): (usize, Option<Moments>)| moments.ok_or(ScoreError::NotFinite { feature });
        let moments: Vec<Moments> = found.into_iter().enumerate().map(moment).collect::<Result<_, _>>()?;
        if !moments.iter().any(|moments| moments.scale > 0.0) {
            return Err(ScoreError::NothingVaries);
        }
        let mut values = vec![0.0; lost.len() * features.len()];
        values.par_chunks_mut(features.len()).enumerate().for_each(|(row, values)| {
            for ((value, column), moments) in values.iter_mut().zip(features).zip(&moments) {
                *value = moments.standardise(column[row]);
            }
        });
        Ok(Standardised { features: features.len(), moments, values, lost: lost.to_vec() })
    }

    /// Some of the customers, in the order of `rows`.
    pub(super) fn subset(&self, rows: impl Iterator<Item = usize>) -> Standardised {
        let mut part = Standardised {
            features: self.features,
            moments: self.moments.clone(),
            values: Vec::new(),
            lost: Vec::new(),
        };
        for row in rows {
            part.values.extend_from_slice(&self.values[row * self.features..][..self.features]);
            part.lost.push(self.lost[row]);
        }
        part
    }

    /// Number of parameters to estimate: the intercept and the features that vary.
    pub(super) fn parameters(&self) -> usize {
        1 + self.moments.iter().filter(|moments| moments.scale > 0.0).count()
    }
}

impl Moments {
    /// `None` when a value, the mean or the scale is not finite, or the scale vanishes although values differ.
    fn of(column: &[f64]) -> Option<Moments> {
        let count = column.len() as f64;
        let first = *column.first().unwrap_or(&0.0);
        if column.iter().all(|value| *value == first) {
            return first.is_finite().then_some(Moments { mean: first, scale: 0.0 });
        }
        let mean = column.iter().sum::<f64>() / count;
        let scale = (column.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count).sqrt();
        (mean.is_finite() && scale.is_finite() && scale > 0.0).then_some(Moments { mean, scale })
    }

    pub(super) fn standardise(&self, value: f64) -> f64 {
        if self.scale > 0.0 { (value - self.mean) / self.scale } else { 0.0 }
    }
}
