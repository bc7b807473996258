//! Log-likelihood of the two priors over cells, with gradients. It does not search for the maximum.

use rayon::prelude::*;

use super::density::Density;
use super::prior::{Gamma, Mixture, Prior};
use crate::models::lot_signals::cells::{CHUNK, Cell, Cells};
use crate::numerics::logistic::{logistic, softplus};
use crate::numerics::rising::rising;

/// Whether groups without a failure are among the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZeroCounts {
    /// They are, as where every lot sold is known: the ordinary likelihood.
    Kept,
    /// They were dropped, as in spontaneous reports: each component is truncated by itself, f(N)/(1 − f(0)), which is
    /// what openEBGM does. Truncating the mixture instead gives another likelihood and another optimum.
    Dropped,
}

/// Log-likelihood of a prior, including the factorials of the counts.
pub fn log_likelihood(cells: &Cells, prior: &Prior, zeros: ZeroCounts) -> f64 {
    let without = match prior {
        Prior::OneGamma(gamma) => one_gamma(cells, gamma, zeros).0,
        Prior::TwoGammas(mixture) => two_gammas(cells, mixture, zeros).0,
    };
    without - ln_factorials(cells)
}

/// Σ ln N!, which depends on the data only.
pub(super) fn ln_factorials(cells: &Cells) -> f64 {
    let factorials = rising(1.0, cells.failures.iter().copied());
    cells.cells.iter().map(|cell| cell.weight * factorials[cell.failures as usize].ln).sum()
}

/// Log-likelihood without factorials and its gradient by the logarithms of shape and mean.
pub(super) fn one_gamma(cells: &Cells, gamma: &Gamma, zeros: ZeroCounts) -> (f64, [f64; 2]) {
    let density = Density::new(*gamma, &cells.failures, zeros);
    let [value, by_shape, by_mean] = sum(cells, |cell, n| {
        let term = density.term(cell.failures as usize, n, cell.exposure);
        [term.ln, term.by_shape, term.by_mean]
    });
    (value, [by_shape, by_mean])
}

/// The same for the mixture: by the logarithms of shape and mean of the first and of the second component, and the
/// logit of the share.
pub(super) fn two_gammas(cells: &Cells, mixture: &Mixture, zeros: ZeroCounts) -> (f64, [f64; 5]) {
    let Mixture { first, second, share } = *mixture;
    let (first, second) = (Density::new(first, &cells.failures, zeros), Density::new(second, &cells.failures, zeros));
    let (ln_odds, ln_rest) = (share.ln() - (-share).ln_1p(), (-share).ln_1p());
    let [value, rest @ ..] = sum(cells, |cell, n| {
        let one = first.term(cell.failures as usize, n, cell.exposure);
        let two = second.term(cell.failures as usize, n, cell.exposure);
        let (gain, belongs) = softplus(ln_odds + one.ln - two.ln);
        let not = 1.0 - belongs;
        let value = ln_rest + two.ln + gain;
        [value, belongs * one.by_shape, belongs * one.by_mean, not * two.by_shape, not * two.by_mean, belongs - share]
    });
    (value, rest)
}

/// Number of failures that each component accounts for: Σ Q N and Σ (1 − Q) N.
pub(super) fn failures_accounted_for(cells: &Cells, mixture: &Mixture) -> [f64; 2] {
    let Mixture { first, second, share } = *mixture;
    let kept = ZeroCounts::Kept;
    let (first, second) = (Density::new(first, &cells.failures, kept), Density::new(second, &cells.failures, kept));
    let ln_odds = share.ln() - (-share).ln_1p();
    sum(cells, |cell, n| {
        let at = cell.failures as usize;
        let belongs = logistic(ln_odds + first.term(at, n, cell.exposure).ln - second.term(at, n, cell.exposure).ln);
        [belongs * n, (1.0 - belongs) * n]
    })
}

/// Weighted sums over all cells, in parallel over chunks that are added in order.
fn sum<const N: usize>(cells: &Cells, of_cell: impl Fn(&Cell, f64) -> [f64; N] + Sync) -> [f64; N] {
    let add = |sum: [f64; N], part: [f64; N], weight: f64| std::array::from_fn(|i| sum[i] + weight * part[i]);
    let chunk = |chunk: &[Cell]| {
        let part = |cell: &Cell| of_cell(cell, cells.failures[cell.failures as usize] as f64);
        chunk.iter().fold([0.0; N], |sum, cell| add(sum, part(cell), cell.weight))
    };
    let parts: Vec<[f64; N]> = cells.cells.par_chunks(CHUNK).map(chunk).collect();
    parts.into_iter().fold([0.0; N], |sum, part| add(sum, part, 1.0))
}
