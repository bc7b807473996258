//! What raises an alarm, and who answers it how, as a person writes it down.
//!
//! - `rules`: rules by metric, and which of them holds for a series.
//! - `response`: what is to be done at which level.
//! - `file`: both from a TOML text, with every problem told at once.
//!
//! Nothing here judges a figure: that is the work of [`early_warning`](super::early_warning).

mod file;
mod response;
mod rules;

pub use response::{Response, Stage, TimeUnit, Within};
pub use rules::{ANY_METRIC, Against, AlarmRules, MetricRule, RelativeChange, Segments};
