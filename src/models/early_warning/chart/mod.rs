//! Control charts: the centre line, the limits and the distance of each point, from the baseline of its phase.
//!
//! `kind` says which charts there are, `settings` what can be chosen, `spread` reckons moving ranges, `estimate`
//! holds the formulas of each chart, `model` places points by them, `control_chart` goes through a series.

mod control_chart;
#[cfg(test)]
mod control_chart_tests;
mod estimate;
mod kind;
mod model;
mod settings;
mod spread;

pub use control_chart::{Chart, ChartPoint, control_chart};
pub use kind::{ChartKind, Measure};
pub use model::PhaseFigures;
pub use settings::{Baseline, ChartSettings, FEWEST_POINTS, Phase, Spread};
