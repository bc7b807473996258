//! What a rule held against its bound: the figure of the metric, or a statistic made from it, on one scale with its limits.

use crate::labels::{Label, satisfaction_report::alarms as labels};
use crate::models::early_warning::{Chart, ChartKind, ChartRule, Rule, Side};
use crate::report::number;

use super::Unit;

/// What is plotted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Statistic {
    /// The figure of the metric.
    Figure,
    /// The distance of the figure from the one before.
    MovingRange,
    /// Days since the event before.
    DaysBetween,
    /// Orders since the event before.
    OrdersBetween,
    /// The exponentially weighted moving average of distances from the centre line.
    Ewma,
    /// The cumulated sum of distances from the centre line.
    Cusum,
    /// The sum of three excesses of EARS C3.
    Excess,
}

impl Statistic {
    /// The name in data files.
    pub(super) fn id(self) -> &'static str {
        match self {
            Statistic::Figure => "figure",
            Statistic::MovingRange => "moving_range",
            Statistic::DaysBetween => "days_between",
            Statistic::OrdersBetween => "orders_between",
            Statistic::Ewma => "ewma",
            Statistic::Cusum => "cusum",
            Statistic::Excess => "ears_c3",
        }
    }

    /// In words.
    pub(super) fn label(self) -> Label {
        match self {
            Statistic::Figure => labels::STATISTIC_FIGURE,
            Statistic::MovingRange => labels::STATISTIC_MOVING_RANGE,
            Statistic::DaysBetween => labels::STATISTIC_DAYS_BETWEEN,
            Statistic::OrdersBetween => labels::STATISTIC_ORDERS_BETWEEN,
            Statistic::Ewma => labels::STATISTIC_EWMA,
            Statistic::Cusum => labels::STATISTIC_CUSUM,
            Statistic::Excess => labels::STATISTIC_EXCESS,
        }
    }

    /// Whether it is read in the unit of the metric.
    fn is_figure(self) -> bool {
        matches!(self, Statistic::Figure | Statistic::MovingRange)
    }

    /// What the statistic is multiplied by for print.
    fn factor(self, unit: Unit) -> f64 {
        if self.is_figure() { unit.factor() } else { 1.0 }
    }

    /// The name of its unit in data files: that of the metric, a number of days or orders, or standard deviations.
    pub(super) fn unit_id(self, unit: Unit) -> &'static str {
        match self {
            Statistic::Figure | Statistic::MovingRange => unit.id(),
            Statistic::DaysBetween => "days",
            Statistic::OrdersBetween => "orders",
            Statistic::Ewma | Statistic::Cusum | Statistic::Excess => "sd",
        }
    }

    /// A value with so many digits as people read.
    pub(super) fn text(self, unit: Unit, value: f64) -> String {
        match self {
            Statistic::Figure | Statistic::MovingRange => unit.text(value),
            Statistic::OrdersBetween => number::decimal(value, 0),
            _ => number::decimal(value, 2),
        }
    }
}

/// A statistic with its limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    pub(super) statistic: Statistic,
    /// `None` where it is beyond all bounds, as any excess over a baseline without variation is.
    pub(super) plotted: Option<f64>,
    pub(super) centre: Option<f64>,
    pub(super) lower: Option<f64>,
    pub(super) upper: Option<f64>,
    /// The line that it lies beyond; `None` for rules about the course of several points.
    pub(super) bound: Option<f64>,
}

impl Reading {
    /// A statistic without limits.
    pub(super) fn of(statistic: Statistic, plotted: Option<f64>) -> Reading {
        Reading { statistic, plotted, centre: None, lower: None, upper: None, bound: None }
    }

    /// A point of a control chart, as a rule on it reads it.
    pub(super) fn on_chart(
        chart: &Chart,
        at: usize,
        rule: Rule,
        side: Option<Side>,
        statistic: Statistic,
    ) -> Option<Reading> {
        let point = chart.points.get(at)?.as_ref()?;
        let (lower, upper) = (point.limits.lower, point.limits.upper);
        let line = |sds: f64| side.map(|side| point.line(chart.kind, if side == Side::High { sds } else { -sds }));
        let bound = match rule {
            Rule::Chart(ChartRule::BeyondLimits) => side.map(|side| if side == Side::High { upper } else { lower }),
            Rule::Chart(ChartRule::TwoInARowBeyondTwo | ChartRule::TwoOfThreeBeyondTwo) => line(2.0),
            Rule::Chart(ChartRule::FourOfFiveBeyondOne) => line(1.0),
            Rule::Chart(ChartRule::EightOnOneSide | ChartRule::LongestRun) => Some(point.centre),
            _ => None,
        };
        Some(Reading {
            centre: Some(point.centre),
            lower: Some(lower),
            upper: Some(upper),
            bound,
            ..Reading::of(statistic, Some(point.value))
        })
    }

    /// The same, multiplied for print.
    pub(super) fn printed(self, unit: Unit) -> Reading {
        let factor = self.statistic.factor(unit);
        let own = |value: Option<f64>| value.map(|value| value * factor);
        Reading {
            plotted: own(self.plotted),
            centre: own(self.centre),
            lower: own(self.lower),
            upper: own(self.upper),
            bound: own(self.bound),
            ..self
        }
    }
}

/// What a chart of the figures plots.
pub(super) fn plotted_on(kind: ChartKind) -> Statistic {
    if kind == ChartKind::MovingRange { Statistic::MovingRange } else { Statistic::Figure }
}
