//! Gamma-Poisson shrinkage (empirical Bayes): a lot with few failures says little about itself, so that its rate is
//! drawn towards those of all lots. [`fit()`] estimates how rates differ between lots, by maximum likelihood, as a
//! mixture of two gamma distributions (DuMouchel's MGPS) or, where data do not support that, as one; [`Prior::score`]
//! then gives EBGM, EB05, EB95 and the posterior mean.
//!
//! Exposures are expected failures (see [`pooled_expectation`](super::pooled_expectation)), so that 1 is the ordinary
//! rate. A fit that data do not support comes back as a [`ShrinkageError`], never as parameters.
//!
//! Sums run in parallel over fixed chunks and are added in order: the same groups give the same bytes on any number of
//! threads.

mod density;
mod error;
mod fit;
mod likelihood;
mod prior;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::print_stderr)]
mod reference_tests;
mod score;
mod search;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod simulated_tests;

pub use error::{ShrinkageError, Toward};
pub use fit::{Fit, LEAST_GROUPS, fit, fit_one_gamma, fit_two_gammas};
pub use likelihood::{ZeroCounts, log_likelihood};
pub use prior::{Gamma, Mixture, Prior};
pub use score::Score;
