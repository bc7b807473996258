//! From signals to alarms, and from alarms to news.
//!
//! `level` names level and direction, `judge` makes alarms of the signals of one series, `episodes` joins those of
//! neighbouring periods, `transitions` compares them with what an earlier run knew, `change` names what became of them.

mod change;
mod episodes;
mod judge;
#[cfg(test)]
mod judge_tests;
mod level;
#[cfg(test)]
mod transition_tests;
mod transitions;

pub use change::Change;
pub use episodes::Episode;
pub use judge::{Alarm, AlarmKey, Judgement, SeriesRun, judge};
pub use level::{Direction, Level};
pub use transitions::{SeriesState, Transition, Transitions, transitions};
