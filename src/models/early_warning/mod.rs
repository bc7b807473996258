//! Early warning: is a series of months or weeks out of its ordinary range, on the bad side, and is that news?
//!
//! - `series`: what is judged: observations, their standing, the bad side of a metric.
//! - `chart`: control charts with a frozen baseline and phases.
//! - `rules`: which patterns on a chart are a signal; [`ChartRule::DEFAULT`] is the set to raise alarms by.
//! - `detectors`: EWMA, CUSUM, EARS, Farrington and plain thresholds.
//! - `alarms`: from signals to alarms with a level, and what changed since the run before.
//! - `error`: why there is no answer.
//!
//! A signal is an invitation to look for a cause, never its proof.

mod alarms;
mod chart;
mod detectors;
mod error;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod reference_tests;
mod rules;
mod series;
#[cfg(test)]
mod simulation_tests;

pub use alarms::{
    Alarm, AlarmKey, Change, Direction, Episode, Judgement, Level, SeriesRun, SeriesState, Transition, Transitions,
    judge, transitions,
};
pub use chart::{
    Baseline, Chart, ChartKind, ChartPoint, ChartSettings, FEWEST_POINTS, Measure, Phase, PhaseFigures, Spread,
    control_chart,
};
pub use detectors::{
    Cusum, CusumPoint, EarsMethod, EarsPoint, EarsSettings, Ewma, EwmaLimits, EwmaPoint, Farrington, FarringtonPoint,
    LevelThresholds, Reference, RelativeThreshold, Trend, cusum, ears, ewma, farrington, fixed_threshold,
    relative_threshold,
};
pub use error::{ChartError, DetectorError, NoLimits};
pub use rules::{ChartRule, Rule, RunsAnalysis, Signal, chart_signals, runs_analysis};
pub use series::{Observation, Side, Sides, Standing};
