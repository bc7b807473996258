//! Coming back, read from the gaps between purchases. Nothing here forecasts a single customer.
//!
//! | file | its job |
//! |---|---|
//! | `kaplan_meier` | survival with censored observations, in whole days |
//! | `curve` | [`return_curve`]: how long customers stay away, and how many still come back after a silence |
//! | `horizon` | [`horizon`]: how long a silence has to last before it counts as churn |
//! | `repeat` | [`repeat_curve`]: the second purchase, by week after the first |

mod curve;
mod horizon;
mod kaplan_meier;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::print_stderr)]
mod reference_tests;
mod repeat;

pub use curve::{ReturnCurve, ReturnStep, return_curve};
pub use horizon::{DEFAULT_THRESHOLD, HalfCause, Horizon, horizon};
pub use repeat::{RepeatCurve, RepeatWeek, repeat_curve};
