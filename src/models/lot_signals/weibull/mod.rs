//! Lifetimes of units with right censoring: the Weibull distribution by maximum likelihood, and from it the failures
//! that a lot should have had by now, given the ages of its units and the lives of all other lots.
//!
//! Ages have any one unit. Without failure dates use [`Strata`](super::Strata), which needs no
//! distribution.

mod error;
mod expected;
mod fit;
mod life;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::print_stderr)]
mod reference_tests;

pub use error::WeibullError;
pub use expected::{LotExpectation, expected_failures};
pub use fit::{AgeQuantile, Weibull, WeibullFit, fit_weibull};
pub use life::Life;
