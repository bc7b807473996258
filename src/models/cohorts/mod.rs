//! Customers by calendar month: who stays after the first purchase, and how many of the active ones fall silent.
//! Nothing here forecasts.
//!
//! | file | its job |
//! |---|---|
//! | `calendar` | calendar months of a span of days |
//! | `retention` | [`retention`]: cohorts of the first-purchase month, and the curve over all of them |
//! | `monthly_churn` | [`monthly_churn`]: churn rate by month, with control limits |
//! | `p_prime` | the control chart for proportions behind it |

mod calendar;
mod monthly_churn;
mod p_prime;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::print_stderr)]
mod reference_tests;
mod retention;

pub use calendar::Month;
pub use monthly_churn::{ChurnMonth, MonthlyChurn, Signal, monthly_churn};
pub use p_prime::{Chart, FEWEST_RANGES, NoChart};
pub use retention::{Cell, Cohort, Observation, PooledMonth, Retention, retention};
