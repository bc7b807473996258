//! Farrington's method: a count against the same weeks of earlier years.
//!
//! `fit` fits the quasi-Poisson model, `weights` takes weight off earlier outbreaks, `bound` puts them together.

mod bound;
#[cfg(test)]
mod bound_tests;
mod fit;
mod weights;

pub use bound::{Farrington, FarringtonPoint, Trend, farrington};
