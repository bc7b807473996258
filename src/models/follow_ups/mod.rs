//! Follow-ups (回访): which are due for which customers, what became of them, and how many are done, in time and reached.
//!
//! | file | its job |
//! |---|---|
//! | `follow_up` | [`FollowUp`]: what is recorded of one, and [`State`]: how it stands at an as-of day |
//! | `balance` | [`Balance`]: planned = done + missed + cancelled + not yet due |
//! | `measures` | [`measure`]: completion, on-time and reach rates of a period, in all and by group |
//! | `plan` | [`FollowUpPlan`]: which customer types are followed up when, and the due list |
//! | `plan_file` | from a TOML text to a plan |
//! | `error` | why there is no answer |
//!
//! Days are numbers of days since 1970-01-01. The as-of day counts in full: what was due on it is due.

mod balance;
mod error;
mod follow_up;
mod measures;
mod plan;
mod plan_file;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod property_tests;

pub use balance::Balance;
pub use error::FollowUpError;
pub use follow_up::{FollowUp, Mark, State};
pub use measures::{Measures, Period, measure, measure_by_group};
pub use plan::{DueList, FollowUpPlan, PlanRule, PlannedFollowUp};
