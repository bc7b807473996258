//! Which patterns on a chart are a signal.
//!
//! `chart_rule` and `rule` name the rules and the sets of them, `windows` holds the rules that look at a few points at a time,
//! `anhoej` the runs of a whole phase, `signals` applies them to a chart.

mod anhoej;
mod chart_rule;
mod rule;
#[cfg(test)]
mod rule_tests;
mod signals;
mod windows;

pub use anhoej::{RunsAnalysis, runs_analysis};
pub use chart_rule::ChartRule;
pub use rule::Rule;
pub use signals::{Signal, chart_signals};
