//! Warning signals: each compares the recent behaviour of one customer with the customer's own past and says how
//! surprising the change is (p-value) and how large (size). A signal is `None` where the data cannot say anything.
//!
//! Signals are tests, not forecasts and not reasons. Many customers times several signals are many tests:
//! [`discoveries`](crate::numerics::q_value::discoveries) controls the share of false alarms among all alarms, and [`evaluate`] says what an alarm was worth in a
//! backtest.
//!
//! No randomness and no threads whose number could matter: the same input gives the same bytes.

mod count;
mod evaluation;
mod gap_prior;
mod kind;
mod level;
mod overdue;
mod rank_sum;
mod season;
mod signal;
mod untied;

pub use count::{Count, falling_count, rising_count};
pub use evaluation::{Backtest, Evaluation, EvaluationError, Proportion, evaluate};
pub use gap_prior::{GapPrior, LEAST_REPEAT_CUSTOMERS};
pub use kind::SignalKind;
pub use level::{LevelSize, falling_level};
pub use overdue::overdue;
pub use season::{LEAST_SEASON_PURCHASES, NoSeason, Season};
pub use signal::Signal;
