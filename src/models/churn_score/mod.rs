//! The combined churn score: a ridge logistic regression of "lost over the horizon" on the log-odds of the
//! repeat-purchase model and on warning signals, fitted on a backtest window.
//!
//! [`fit`] refuses when the window has too few customers of either outcome for the number of parameters; the score is
//! then the probability of the model alone, and the caller says so with the text of the [`ScoreError`]. A
//! [`ChurnScore`] explains each probability by the contributions β (x − mean) of its features; these are statistical
//! contributions, not the customer's reasons.
//!
//! Sums run in parallel over fixed chunks and are added in order, so that the same customers in the same order give the
//! same bytes on any number of threads.

mod assess;
mod error;
mod fit;
mod likelihood;
mod log_odds;
mod newton;
mod penalty;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod property_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod reference_tests;
mod sample;

pub use assess::{Assessment, Contribution};
pub use error::{Outcome, ScoreError};
pub use fit::{ChurnScore, Coefficient, EVENTS_PER_PARAMETER, fit};
pub use log_odds::log_odds;
pub use penalty::{CROSS_VALIDATED, FOLDS, PENALTIES, Trial};
pub use sample::{MOST_FEATURES, Sample};
