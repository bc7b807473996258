//! Repeat purchases of customers who leave without saying so ("buy till you die"). A customer buys at random with a
//! personal rate until leaving, unseen; rates and dropout differ between customers by known distributions. From each
//! customer's number of repeat purchases, time of the last one and age since the first, [`fit`] estimates one of the
//! three classical models, and [`Model`] then says how likely a customer is to be silent over a stated horizon.
//! [`fit_spend`] estimates what a purchase is worth (Gamma-Gamma).
//!
//! The churn probability is [`Forecast::no_purchase`], never one minus [`Forecast::alive`]. Estimates that data cannot
//! support come back as a [`FitError`], not as parameters.
//!
//! Time has any unit; parameters and horizons share it. Sums run in parallel over fixed chunks and are added in order,
//! so that the same customers give the same bytes on any number of threads.

mod beta_geometric;
mod cells;
mod error;
mod estimate;
mod fit;
mod forecast;
mod interval;
mod model;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::print_stderr)]
mod nasty_tests;
mod pareto;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod property_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::print_stderr)]
mod reference_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::print_stderr)]
mod simulated_tests;
mod spend;
mod tracking;

pub use cells::{Cells, History};
pub use error::{FitError, HistoryError, Toward};
pub use fit::{Fit, fit};
pub use forecast::Forecast;
pub use interval::ForecastInterval;
pub use model::{Family, Model};
pub use spend::{Spend, SpendCells, SpendFit, SpendModel, TOLERATED_CORRELATION, fit_spend};
