//! Which lots (or products, component lots, suppliers, production weeks, stores) look faulty: failures against what
//! was exposed.
//!
//! The way of a lot: its failures and units make a [`Group`]; [`exact`] tests it against the rest, and
//! [`q_values`](crate::numerics::q_value::q_values) over all lots controls false alarms; [`shrinkage`] says how large
//! its rate is once chance is taken off (EBGM, EB05, EB95); [`SignalRule`] wants both, the q-value and EB05. Younger
//! lots had less time to fail: [`Strata`] and [`weibull`] give the failures expected at equal age.
//! [`components`] tells causes from parts that were only fitted together with them.
//!
//! Two kinds of expectation are kept apart. Tests compare a lot with all *others*, so that it does not dilute its own
//! evidence. Shrinkage and funnel limits take the expectation *pooled* over all lots, which stays positive when one
//! lot alone has failures, and adds up.
//!
//! What data cannot support is an error or `None`, never a number. The same input gives the same bytes on any number
//! of threads.

mod age;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod age_tests;
mod cells;
pub mod components;
mod disproportionality;
pub mod exact;
mod funnel;
mod group;
pub mod shrinkage;
mod signal;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod signal_tests;
pub mod weibull;
pub mod words;
mod zero_failure;

pub use age::{AgeAdjusted, LAST_MONTH, MonthlyLife, Strata, StratumOfLot, add_up, months_in_service};
pub use cells::Cells;
pub use disproportionality::{Disproportionality, Reports};
pub use funnel::{FunnelLimits, Limits, binomial_limits, overdispersion, poisson_limits};
pub use group::{Group, GroupError, MOST_FAILURES, pooled_expectation, total};
pub use signal::{Part, SignalRule, Verdict};
pub use zero_failure::zero_failure_size;
