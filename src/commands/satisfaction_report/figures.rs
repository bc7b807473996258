//! The figures that all parts of the report share: a metric of a segment, period by period. Every table, chart, alarm and
//! goal is made from these, so that the same number stands everywhere.

use crate::labels::{Lang, Text, satisfaction_report as labels};
use crate::models::early_warning::{Measure, Observation, Side, Standing};
use crate::models::satisfaction_scores::{CellSize, Change, Method};
use crate::models::share::Share;
use crate::models::wording::Wording;
use crate::numerics::interval::Interval;
use crate::numerics::q_value::q_values;
use crate::report::number;

use super::span::Span;

/// How a figure is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Points from −100 to 100.
    Points,
    /// Percent, 0 to 100.
    Percent,
    /// The answers themselves.
    Answer,
    /// For every 1,000.
    PerThousand,
    /// A number of things.
    Count,
    /// Days.
    Days,
}

impl Unit {
    /// The name in data files.
    pub(super) fn id(self) -> &'static str {
        match self {
            Unit::Points => "points",
            Unit::Percent => "percent",
            Unit::Answer => "answer",
            Unit::PerThousand => "per_1000",
            Unit::Count => "count",
            Unit::Days => "days",
        }
    }

    /// What numerator by denominator is multiplied by for print.
    pub(super) fn factor(self) -> f64 {
        match self {
            Unit::Points | Unit::Percent => 100.0,
            Unit::PerThousand => 1_000.0,
            Unit::Answer | Unit::Count | Unit::Days => 1.0,
        }
    }

    /// A figure, cut to what is possible: limits of charts may lie beyond.
    pub(super) fn possible(self, value: f64) -> f64 {
        match self {
            Unit::Points => value.clamp(-100.0, 100.0),
            Unit::Percent => value.clamp(0.0, 100.0),
            Unit::PerThousand | Unit::Count | Unit::Days => value.max(0.0),
            Unit::Answer => value,
        }
    }

    /// A figure with so many digits as people read, and its sign of percent.
    pub(super) fn text(self, value: f64) -> String {
        match self {
            Unit::Points => number::decimal(value, 1),
            Unit::Percent => format!("{}%", number::decimal(value, 1)),
            Unit::Answer | Unit::PerThousand => number::decimal(value, 2),
            Unit::Count | Unit::Days => number::decimal(value, 0),
        }
    }

    /// A difference of two figures: without the sign of percent, which would make a share of it.
    pub(super) fn difference(self, value: f64, lang: Lang) -> String {
        let text = match self {
            Unit::Percent => number::decimal(value, 1),
            _ => self.text(value),
        };
        match self {
            Unit::Percent => labels::IN_PERCENTAGE_POINTS.with(&[("n", &text)]).render(lang),
            Unit::Points => labels::IN_POINTS.with(&[("n", &text)]).render(lang),
            _ => text,
        }
    }

    /// A figure or the sign of a missing one.
    pub(super) fn text_of(self, value: Option<f64>) -> String {
        value.map_or_else(|| number::MISSING.to_string(), |value| self.text(value))
    }
}

/// What is measured.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Metric {
    /// The name in data files, goals and `--fail-on`.
    pub(super) id: String,
    /// The name in words.
    pub(super) name: Text,
    /// How its figures are read.
    pub(super) unit: Unit,
    /// The side that is bad news, if one is.
    pub(super) bad: Option<Side>,
    /// What its control chart is; `None` where it cannot be watched.
    pub(super) measure: Option<Measure>,
    /// Whether it moves with another metric that is watched: only a rule that names it watches it too.
    pub(super) beside: bool,
    /// What lies between one of its events and the next, where it counts events.
    pub(super) between: Option<Between>,
}

/// What lies between an event and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    /// Days.
    Days,
    /// Orders.
    Orders,
}

/// An event and what lies between it and the one before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Event {
    /// Days since 1970-01-01.
    pub(super) day: i32,
    /// The day of the event before.
    pub(super) before: i32,
    /// Days or orders from the one to the other.
    pub(super) since: f64,
}

/// Days after a period in which what is late is still made up for.
pub(super) const RIPE: u32 = 30;
/// Metrics that rise for a while after their period is over.
const RIPENING: [&str; 2] = ["follow_up_completion", "reopened"];

/// Metrics that customers are asked for, by the beginning of their ids: only their rows come in for a while after a period.
const ASKED: [&str; 4] = ["nps", "csat", "ces", "mean"];

impl Metric {
    /// The span as this metric sees it: nobody waits for the answer of somebody who complains or buys.
    pub(super) fn span(&self, span: &Span) -> Span {
        let begins =
            |with: &str| self.id.strip_prefix(with).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'));
        if ASKED.into_iter().any(begins) { *span } else { span.prompt() }
    }

    /// The span as it is judged: what is late is still made up for, so that shares that rise for a while after their
    /// period are provisional for so long.
    pub(super) fn judged_span(&self, span: &Span) -> Span {
        match RIPENING.contains(&self.id.as_str()) {
            true => Span { lag: RIPE, ..*span },
            false => self.span(span),
        }
    }
}

/// Customers whose figures are told apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Segment {
    /// All.
    Everyone,
    /// Those with this value of an attribute.
    With {
        /// The attribute.
        dimension: String,
        /// Its value.
        value: String,
        /// The value for people, where they have another word for it.
        name: Option<Wording>,
    },
}

impl Segment {
    /// The name in data files, goals and the alarm state: `all` or `region=East`.
    pub(super) fn id(&self) -> String {
        match self {
            Segment::Everyone => "all".to_string(),
            Segment::With { dimension, value, .. } => format!("{dimension}={value}"),
        }
    }

    /// The name in words.
    pub(super) fn text(&self) -> Text {
        match self {
            Segment::Everyone => labels::EVERYONE.text(),
            Segment::With { name: Some(name), .. } => Text::of_both(&name.en, &name.zh),
            Segment::With { value, .. } => Text::verbatim(value),
        }
    }
}

/// Whether a figure may be shown, and how firmly it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// There is nothing to measure: no answers, no cases.
    #[default]
    Empty,
    /// Hidden: it rests on too few customers.
    Suppressed,
    /// Hidden, so that another hidden one cannot be had by subtraction.
    Complementary,
    /// Shown, and flagged as resting on few.
    Few,
    /// Shown.
    Enough,
}

impl Shown {
    /// The name in data files.
    pub(super) fn id(self) -> &'static str {
        match self {
            Shown::Empty => "empty",
            Shown::Suppressed => "suppressed",
            Shown::Complementary => "suppressed_complementary",
            Shown::Few => "few",
            Shown::Enough => "enough",
        }
    }

    /// What the number of answers or cases alone that a figure rests on allows.
    pub(super) fn of(n: u64) -> Shown {
        match CellSize::of(n) {
            CellSize::Empty => Shown::Empty,
            CellSize::Suppressed => Shown::Suppressed,
            CellSize::Few => Shown::Few,
            CellSize::Enough => Shown::Enough,
        }
    }

    /// Whether the figure is kept back.
    pub(super) fn is_hidden(self) -> bool {
        matches!(self, Shown::Suppressed | Shown::Complementary)
    }
}

/// The change against the period before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ChangeFigure {
    /// Later less earlier, as printed.
    pub(super) value: f64,
    /// Its interval; `None` of numbers in periods of different lengths, which differ without any change.
    pub(super) interval: Option<Interval>,
    /// Two-sided.
    pub(super) p_value: f64,
    /// Over all segments and periods of the metric.
    pub(super) q_value: Option<f64>,
    /// The test, as data files name it.
    pub(super) method: &'static str,
}

/// One figure, in the unit of its metric.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Figure {
    /// `None` where there is nothing to measure.
    pub(super) value: Option<f64>,
    /// Its interval of 95 %.
    pub(super) interval: Option<Interval>,
    /// Answers or cases it rests on.
    pub(super) n: u64,
    /// Effective number of answers, where there are weights.
    pub(super) n_eff: Option<f64>,
    /// The figure if every answer counted alike, where there are weights.
    pub(super) unweighted: Option<f64>,
    /// How the interval is had, as data files name it.
    pub(super) method: Option<&'static str>,
    /// Variance of one answer, before it is multiplied for print, where it is known.
    pub(super) answer_variance: Option<f64>,
    /// Whether it may be shown.
    pub(super) shown: Shown,
    /// Numerator and denominator, before they are multiplied for print: what control charts are made from. `None` where
    /// there is nothing to judge.
    pub(super) counted: Option<(f64, f64)>,
    /// Against the period before.
    pub(super) change: Option<ChangeFigure>,
}

/// A metric of a segment: one figure for each period, and one for all of them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Series {
    pub(super) metric: Metric,
    pub(super) segment: Segment,
    /// All periods together.
    pub(super) whole: Figure,
    /// One a period of the span.
    pub(super) figures: Vec<Figure>,
}

impl ChangeFigure {
    /// A change of scores, still without its q-value.
    pub(super) fn of(change: &Change) -> ChangeFigure {
        let printed = change.printed();
        ChangeFigure {
            value: printed.value,
            interval: Some(printed.interval),
            p_value: change.p_value,
            q_value: None,
            method: change.method.id(),
        }
    }
}

impl Figure {
    /// A share in percent, with its Wilson interval.
    pub(super) fn of_share(share: Share, shown: Shown) -> Figure {
        let factor = Unit::Percent.factor();
        let Interval { lower, upper } = share.interval;
        Figure {
            value: Some(share.value * factor),
            interval: Some(Interval { lower: lower * factor, upper: upper * factor }),
            n: share.total,
            method: Some(Method::Wilson.id()),
            shown,
            counted: Some((share.count as f64, share.total as f64)),
            ..Figure::default()
        }
    }

    /// The same with nothing in it that a reader must not see.
    pub(super) fn shown(&self) -> Option<&Figure> {
        (!self.shown.is_hidden()).then_some(self)
    }
}

impl Series {
    /// The figures as control charts take them. Hidden ones are left out, so that no limit tells of them.
    pub(super) fn observations(&self, standing: impl Fn(usize) -> Standing) -> Vec<Observation> {
        let observe = |(at, figure): (usize, &Figure)| match figure.counted.filter(|_| !figure.shown.is_hidden()) {
            Some((numerator, denominator)) if denominator > 0.0 => {
                Observation { numerator, denominator, standing: standing(at) }
            }
            _ => Observation { numerator: 0.0, denominator: 1.0, standing: Standing::Missing },
        };
        self.figures.iter().enumerate().map(observe).collect()
    }
}

/// Sets the q-values of all changes of a metric, all periods together: those of everyone are one family of tests, those of
/// the segments another, so that what is said of everyone does not depend on how many segments are shown beside. Changes
/// that nobody sees are not counted among the tests.
pub(super) fn set_q_values(series: &mut [Series]) {
    for everyone in [true, false] {
        let own = |series: &&mut Series| (series.segment == Segment::Everyone) == everyone;
        let figures = series.iter_mut().filter(own).flat_map(|own| &mut own.figures);
        let mut changes: Vec<&mut ChangeFigure> =
            figures.filter(|figure| !figure.shown.is_hidden()).filter_map(|figure| figure.change.as_mut()).collect();
        let p_values: Vec<Option<f64>> = changes.iter().map(|change| Some(change.p_value)).collect();
        let found = q_values(&p_values).unwrap_or_default();
        changes.iter_mut().zip(found).for_each(|(change, q_value)| change.q_value = q_value);
    }
}
