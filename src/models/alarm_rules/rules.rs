//! Rules by metric. It reads no file and judges nothing.

use super::response::{Response, Stage};
use crate::models::early_warning::{ChartKind, ChartRule, Level, LevelThresholds, Rule};

/// The name that stands for every metric.
pub const ANY_METRIC: &str = "*";

/// What a change is measured against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Against {
    /// So many complete periods before, together.
    Preceding(usize),
    /// The same period of the year before.
    YearBefore,
    /// This figure, in the printed unit of the metric.
    Value(f64),
}

/// A change for the worse that raises an alarm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RelativeChange {
    /// What it is measured against.
    pub against: Against,
    /// Shares of the reference: 0.2 for a fifth worse.
    pub thresholds: LevelThresholds,
}

/// How the segments of a metric are watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segments {
    /// By every rule and detector, as all customers together.
    ByAll,
    /// By rules that judge a period by its own figure.
    ByFigure,
    /// Not at all.
    Unwatched,
}

/// How a metric is watched.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricRule {
    /// The metric, or [`ANY_METRIC`].
    pub metric: String,
    /// Whether and how its segments are watched.
    pub segments: Segments,
    /// The control chart; `None` for the usual one of the metric.
    pub chart: Option<ChartKind>,
    /// Rules on the chart, each once.
    pub rules: Vec<ChartRule>,
    /// Detectors beside the chart, each once.
    pub detectors: Vec<Rule>,
    /// Figures from which on a level is reached, in the printed unit of the metric, on its bad side.
    pub thresholds: LevelThresholds,
    /// A change that raises an alarm.
    pub change: Option<RelativeChange>,
    /// Whether outlying moving ranges are left out of the limits.
    pub screening: bool,
    /// Who looks after the metric.
    pub owner: Option<String>,
}

impl MetricRule {
    /// Whether it names its metric, instead of standing for every one.
    pub fn names_its_metric(&self) -> bool {
        self.metric != ANY_METRIC
    }
}

/// All rules and responses.
#[derive(Clone, Debug, PartialEq)]
pub struct AlarmRules {
    /// Rules, in the order of the file.
    pub rules: Vec<MetricRule>,
    /// Responses, in the order of the file.
    pub responses: Vec<Response>,
}

impl AlarmRules {
    /// The rule of a metric: the last one that names it, else the last one for every metric.
    pub fn of(&self, metric: &str) -> Option<&MetricRule> {
        let last = |name: &str| self.rules.iter().rev().find(|rule| rule.metric == name);
        last(metric).or_else(|| last(ANY_METRIC))
    }

    /// What is to be done when `metric` alarms at `level`, stage by stage. Where a stage has responses of the metric
    /// itself, those for every metric are left out.
    pub fn responses(&self, level: Level, metric: &str) -> Vec<&Response> {
        let of_stage = |stage: Stage| {
            let at = move |own: &&Response| own.level == level && own.stage == stage;
            let own: Vec<&Response> =
                self.responses.iter().filter(at).filter(|own| own.metric.as_deref() == Some(metric)).collect();
            match own.is_empty() {
                true => self.responses.iter().filter(at).filter(|own| own.metric.is_none()).collect(),
                false => own,
            }
        };
        Stage::ALL.into_iter().flat_map(of_stage).collect()
    }

    /// The metrics that rules and responses name, each once.
    pub fn metrics(&self) -> Vec<&str> {
        let rules = self.rules.iter().map(|rule| rule.metric.as_str()).filter(|name| *name != ANY_METRIC);
        let mut named: Vec<&str> = rules.chain(self.responses.iter().filter_map(|own| own.metric.as_deref())).collect();
        named.sort_unstable();
        named.dedup();
        named
    }
}
