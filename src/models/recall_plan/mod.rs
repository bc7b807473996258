//! What has to be done in a recall, by whom and by when: an editable table of rules, and the plan that it gives for one
//! class, one start and one situation. It supports a process; it certifies nothing, and it knows no clock.

mod calendar;
mod condition;
mod file;
mod phase;
mod plan;
#[cfg(test)]
mod plan_tests;
mod rules;
mod span;

pub use calendar::{Calendar, Moment};
pub use condition::Condition;
pub use phase::Phase;
pub use plan::{Task, plan};
pub use rules::{Rule, Rules};
pub use span::Span;
