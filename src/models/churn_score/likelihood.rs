//! Log-loss of the logistic model with its gradient and information, summed over customers. It does not search.

use rayon::prelude::*;

use super::sample::{Standardised, WIDTH};
use crate::numerics::cholesky::Matrix;
use crate::numerics::logistic::softplus;

/// Rows summed by one task. Fixed, so that the order of additions does not depend on the number of threads.
const CHUNK: usize = 4096;

/// Intercept, then one parameter a feature; the rest stays 0.
pub(super) type Parameters = [f64; WIDTH];

/// Which customers are summed; folds are given one number a customer.
#[derive(Clone, Copy)]
pub(super) enum Rows<'a> {
    All,
    Outside { folds: &'a [u8], fold: u8 },
    Inside { folds: &'a [u8], fold: u8 },
}

impl Rows<'_> {
    fn includes(self, row: usize) -> bool {
        match self {
            Rows::All => true,
            Rows::Outside { folds, fold } => folds[row] != fold,
            Rows::Inside { folds, fold } => folds[row] == fold,
        }
    }
}

/// Sums over customers at one set of parameters.
#[derive(Clone)]
pub(super) struct Sums {
    /// Negative log-likelihood.
    pub(super) loss: f64,
    /// Its gradient.
    pub(super) gradient: Parameters,
    /// Its matrix of second derivatives, the Fisher information; lower triangle.
    pub(super) information: Matrix<WIDTH>,
}

/// Loss, gradient and information.
pub(super) fn sums(data: &Standardised, parameters: &Parameters, rows: Rows<'_>) -> Sums {
    let nothing = || Sums { loss: 0.0, gradient: [0.0; WIDTH], information: [[0.0; WIDTH]; WIDTH] };
    let used = data.features + 1;
    let parts: Vec<Sums> = chunks(data)
        .map(|(first_row, values, lost)| {
            let mut part = nothing();
            let mut design = [0.0; WIDTH];
            design[0] = 1.0;
            for (offset, (values, lost)) in values.chunks_exact(data.features).zip(lost).enumerate() {
                if !rows.includes(first_row + offset) {
                    continue;
                }
                design[1..used].copy_from_slice(values);
                let (loss, probability) = loss_and_probability(values, *lost, parameters);
                part.loss += loss;
                let residual = probability - f64::from(u8::from(*lost));
                let weight = probability * (1.0 - probability);
                for (j, x) in design[..used].iter().enumerate() {
                    part.gradient[j] += residual * x;
                    let weighted = weight * x;
                    for (sum, other) in part.information[j][..=j].iter_mut().zip(&design) {
                        *sum += weighted * other;
                    }
                }
            }
            part
        })
        .collect();
    parts.into_iter().fold(nothing(), |mut total, part| {
        total.loss += part.loss;
        for j in 0..used {
            total.gradient[j] += part.gradient[j];
            for k in 0..=j {
                total.information[j][k] += part.information[j][k];
            }
        }
        total
    })
}

/// The loss alone.
pub(super) fn loss(data: &Standardised, parameters: &Parameters, rows: Rows<'_>) -> f64 {
    let parts: Vec<f64> = chunks(data)
        .map(|(first_row, values, lost)| {
            let customers = values.chunks_exact(data.features).zip(lost).enumerate();
            let included = customers.filter(|(offset, _)| rows.includes(first_row + offset));
            included.map(|(_, (values, lost))| loss_and_probability(values, *lost, parameters).0).sum()
        })
        .collect();
    parts.iter().sum()
}

/// Chunks of rows with the number of their first row.
fn chunks(data: &Standardised) -> impl IndexedParallelIterator<Item = (usize, &[f64], &[bool])> {
    let values = data.values.par_chunks(CHUNK * data.features);
    values.zip(data.lost.par_chunks(CHUNK)).enumerate().map(|(chunk, (values, lost))| (chunk * CHUNK, values, lost))
}

/// −ln of the probability of what happened, and the probability of being lost.
fn loss_and_probability(values: &[f64], lost: bool, parameters: &Parameters) -> (f64, f64) {
    let [intercept, slopes @ ..] = parameters;
    let log_odds = intercept + values.iter().zip(slopes).map(|(x, slope)| x * slope).sum::<f64>();
    let (rest, probability) = softplus(log_odds);
    (if lost { rest - log_odds } else { rest }, probability)
}
