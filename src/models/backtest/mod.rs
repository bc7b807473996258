//! How good a churn score is, measured on a holdout: customers scored at an as-of date, and what they did in the
//! horizon after it. [`rank`] asks whether churners are ordered above the others, [`probability`] whether the stated
//! probabilities come true, [`counts`] how far forecasts of purchases miss, and [`baselines`] is what a score has to
//! beat: the time since the last purchase, and the customer's own past rate. [`verdict`] says which of the two wins.
//!
//! Everything works on slices with one entry for each customer, in one order; a higher score means more likely to
//! churn. What cannot be measured, such as a ranking without churners, is a [`BacktestError`], never NaN. Nothing here
//! reads dates, fits a model or chooses who is eligible.

pub mod baselines;
pub mod counts;
mod difference;
mod error;
mod holdout;
pub mod probability;
pub mod rank;
pub mod verdict;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod property_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::print_stderr)]
mod reference_tests;

pub use difference::{CONFIDENCE, Difference, SIGNIFICANCE};
pub use error::BacktestError;
pub use holdout::Outcome;
