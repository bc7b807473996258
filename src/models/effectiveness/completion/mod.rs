//! How completion went so far, and when it will reach its target.
//!
//! Model: a share π of the units will ever be completed, and each of these with the same chance on every day after its
//! notification: P(completed within t days) = π (1 − e^(−λt)), the mixture cure model with exponential times (Boag, J. R.
//! Stat. Soc. B 11 (1949) 15-53; Berkson and Gage, J. Am. Stat. Assoc. 47 (1952) 501-515). π and λ by maximum likelihood
//! with units not yet completed as censored. Daily counts that scatter more than chance (customers bring all their units
//! at once) widen the intervals by their Pearson dispersion (McCullagh and Nelder 1989, 4.5).
//!
//! The forecast starts from what is completed now. Its interval holds every day at which the target agrees with the data
//! and with what chance may still do: a profile predictive likelihood (Butler, J. R. Stat. Soc. B 48 (1986) 1-38) with the
//! future count taken as normal. It knows nothing of reminders to come: a second wave of notices is new data.

mod error;
mod fit;
mod forecast;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod forecast_tests;
mod likelihood;
mod progress;

pub use error::CompletionError;
pub use fit::CompletionFit;
pub use forecast::Forecast;
pub use progress::{Completed, CurvePoint, LONGEST_DAYS, Notified, Progress, completion_curve};
