//! Goals with a measure, a target and a date (SMART), and whether they are met.
//!
//! | file | its job |
//! |---|---|
//! | `goal` | [`Goal`]: metric, segment, baseline, target, date and direction |
//! | `file` | [`Goals`]: goals from a TOML text |
//! | `verdict` | [`judge`]: met, not met, cannot tell, on track, behind or provisional |
//! | `needed` | how many answers it takes to tell |
//! | `wording` | verdicts in words |
//!
//! Days are numbers of days since 1970-01-01. Values, targets and intervals of a metric are all in one unit.

mod file;
mod goal;
mod needed;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod property_tests;
mod verdict;
mod wording;

pub use file::{Goals, MetricRange};
pub use goal::{Direction, Goal};
pub use needed::{Test, answers_a_period, answers_against_target};
pub use verdict::{CannotTell, Measured, Provisional, Verdict, judge};
