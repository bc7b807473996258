//! Maximum likelihood for the three models. The search itself is in `estimate`.

use super::cells::Cells;
use super::error::FitError;
use super::estimate::{Problem, estimate};
use super::model::{Family, Model};

/// Starts are followed on this many cells at most.
const THINNED: usize = 16_384;

/// Multiples of the typical sizes: slow and fast buyers, with slow and fast dropout.
const STARTS: [[f64; 4]; 4] = [[1.0, 1.0, 1.0, 1.0], [0.2, 0.3, 0.5, 1.0], [3.0, 3.0, 0.3, 3.0], [0.5, 0.1, 3.0, 3.0]];

/// A model estimated from data, with what is known about its uncertainty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// The model at its maximum likelihood.
    pub model: Model,
    /// Log-likelihood at the maximum, without constants that depend on the data only.
    pub log_likelihood: f64,
    /// Covariance of the logarithms of the parameters, the inverse of the observed information.
    pub covariance: [[f64; 4]; 4],
    /// Largest derivative of the log-likelihood by the logarithm of a parameter, in absolute value: near 0.
    pub gradient: f64,
    /// Iterations on all the data, from the best of the starts.
    pub iterations: usize,
}

impl Fit {
    /// Standard errors of the parameters by the delta method: those of the logarithms times the parameters.
    pub fn standard_errors(&self) -> [f64; 4] {
        let mut errors = self.model.parameters();
        errors.iter_mut().enumerate().for_each(|(i, error)| *error *= self.covariance[i][i].sqrt());
        errors
    }
}

/// Fits a model by maximum likelihood from several starts. An error means that the data do not support the model; the
/// customers can then be judged by the time since their last purchase only.
pub fn fit(family: Family, cells: &Cells) -> Result<Fit, FitError> {
    if cells.is_empty() {
        return Err(FitError::NoCustomers);
    }
    let oldest = cells.ages.last().copied().unwrap_or(0.0);
    if oldest <= 0.0 {
        return Err(FitError::NoTime);
    }
    if cells.repeat_purchases.last() == Some(&0) {
        return Err(FitError::NoRepeatPurchases);
    }
    let thinned = (cells.len() > THINNED).then(|| cells.thinned(THINNED));
    let found = estimate(&Problem {
        all: |at: &[f64; 4]| family.log_likelihood(cells, at),
        thinned: thinned.as_ref().map(|thinned| move |at: &[f64; 4]| family.log_likelihood(thinned, at)),
        symbols: family.symbols(),
        typical: family.typical(oldest),
        starts: &STARTS,
    })?;
    let model = Model::new(family, found.parameters).ok_or(FitError::NotConverged { iterations: found.iterations })?;
    Ok(Fit {
        model,
        log_likelihood: found.log_likelihood,
        covariance: found.covariance,
        gradient: found.gradient,
        iterations: found.iterations,
    })
}
