//! One series: its chart, what fired on it, and the alarms that follow.

use std::collections::BTreeMap;

use crate::labels::{Text, satisfaction_report::alarms as labels};
use crate::models::alarm_rules::{Against, MetricRule, RelativeChange, Segments};
use crate::models::early_warning::{
    Chart, ChartKind, ChartPoint, ChartRule, ChartSettings, FEWEST_POINTS, Judgement, Level, LevelThresholds, NoLimits,
    Observation, Reference, RelativeThreshold, Rule, SeriesRun, Side, Signal, Standing, chart_signals, control_chart,
    fixed_threshold, judge, relative_threshold,
};
use crate::models::periods::Length;

use super::baseline::{phases, places};
use super::course::Course;
use super::detectors::{Fired, along_chart, of_counts};
use super::reading::{Reading, Statistic, plotted_on};
use super::segments;
use super::{Event, EventsOf, Metric, Segment, Series, Span};

/// A series that is watched, and what was found.
#[derive(Clone, Debug)]
pub(super) struct Watched {
    pub(super) metric: Metric,
    pub(super) segment: Segment,
    /// The side that is bad.
    pub(super) bad: Side,
    /// Who looks after the metric.
    pub(super) owner: Option<String>,
    pub(super) observations: Vec<Observation>,
    /// `None` where the figures cannot be charted, or what lies between events is instead.
    pub(super) chart: Option<Chart>,
    /// The events, where the chart is one of what lies between them.
    pub(super) course: Option<Course>,
    /// Thresholds in the printed unit.
    thresholds: LevelThresholds,
    /// Shares of the reference that a change may not exceed.
    changes: LevelThresholds,
    /// What the rules beside the chart held against their bounds, by period.
    readings: BTreeMap<Rule, Vec<Option<Reading>>>,
    pub(super) judgement: Judgement,
    /// What could not be judged, and why.
    pub(super) problems: Vec<Text>,
}

/// What all series share.
#[derive(Clone, Copy)]
pub(super) struct Plan<'a> {
    pub(super) span: &'a Span,
    /// Full periods of a baseline, where the user says.
    pub(super) baseline: Option<usize>,
    /// Where new phases begin.
    pub(super) starts: &'a [usize],
    /// Where events come from.
    pub(super) events: &'a EventsOf<'a>,
}

/// Everything that fired on a series, rule by rule.
#[derive(Default)]
struct Found {
    signals: Vec<Signal>,
    judged: BTreeMap<Rule, Vec<bool>>,
    readings: BTreeMap<Rule, Vec<Option<Reading>>>,
    problems: Vec<Text>,
}

/// Watches a series by a rule; `None` where it is not one to watch.
pub(super) fn watch(series: &Series, rule: &MetricRule, plan: Plan<'_>) -> Option<Watched> {
    let (measure, bad) = (series.metric.measure?, series.metric.bad?);
    let everyone = series.segment == Segment::Everyone;
    if (!everyone && rule.segments == Segments::Unwatched) || (series.metric.beside && !rule.names_its_metric()) {
        return None;
    }
    let span = series.metric.judged_span(plan.span);
    let observations = series.observations(|at| span.standing(at));
    let settings = ChartSettings {
        phases: phases(plan.baseline, plan.starts, &observations),
        screening: rule.screening,
        fewest_points: plan.baseline.map_or(FEWEST_POINTS, |asked| asked.min(FEWEST_POINTS)),
        ..ChartSettings::new(rule.chart.unwrap_or_else(|| ChartKind::default_for(measure)))
    };
    let mut found = Found::default();
    let (rules, detectors) = segments::counting(rule, everyone);
    let by_events = matches!(settings.kind, ChartKind::T | ChartKind::G);
    let course = by_events.then(|| found.course(series, &settings, plan, bad, (&rules, &detectors))).flatten();
    let chart = match (by_events, control_chart(&observations, &settings)) {
        (true, _) => None,
        (false, Ok(chart)) => Some(chart),
        (false, Err(why)) => {
            found.problems.push(why.text());
            None
        }
    };
    if let Some(chart) = &chart {
        found.signals.extend(chart_signals(chart, &rules));
        found.judged.extend(chart.judged(&rules));
    }
    for detector in detectors {
        found.detector(detector, chart.as_ref(), &observations, bad, plan.span.length);
    }
    found.begin_anew(plan.starts, &observations);
    let factor = series.metric.unit.factor();
    found.thresholds(&observations, bad, &rule.thresholds, factor);
    if let Some(change) = &rule.change {
        found.change(&observations, bad, change, factor, plan.span.length);
    }
    let scores = chart.as_ref().map(Chart::scores).unwrap_or_default();
    let standings: Vec<Standing> = observations.iter().map(|own| own.standing).collect();
    let mut judgement = judge(&SeriesRun {
        metric: &series.metric.id,
        segment: &series.segment.id(),
        first_period: plan.span.first,
        standings: &standings,
        bad_side: bad,
        scores: &scores,
        judged: found.judged,
        signals: &found.signals,
    });
    let (course, of_events) = course.unzip();
    if let Some(own) = of_events {
        judgement.judged.extend(own.judged);
        judgement.alarms.extend(own.alarms);
        judgement.alarms.sort_by_key(|alarm| (alarm.period, alarm.key.rule));
        judgement.improvements.extend(own.improvements);
    }
    if !everyone {
        judgement.improvements.clear();
    }
    Some(Watched {
        metric: series.metric.clone(),
        segment: series.segment.clone(),
        bad,
        owner: rule.owner.clone(),
        observations,
        chart,
        course,
        thresholds: rule.thresholds,
        changes: rule.change.map(|change| change.thresholds).unwrap_or_default(),
        readings: found.readings,
        judgement,
        problems: found.problems,
    })
}

impl Found {
    fn add(&mut self, rule: Rule, fired: Fired) {
        self.signals.extend(fired.signals);
        self.judged.insert(rule, fired.judged);
        self.readings.insert(rule, fired.readings);
    }

    /// The events of a series on their chart, and what was found of them, period by period.
    fn course(
        &mut self,
        series: &Series,
        settings: &ChartSettings,
        plan: Plan<'_>,
        bad: Side,
        (rules, detectors): (&[ChartRule], &[Rule]),
    ) -> Option<(Course, Judgement)> {
        let between = series.metric.between?;
        let span = series.metric.judged_span(plan.span);
        let mut events = (plan.events)(&series.segment, between, settings.kind == ChartKind::G);
        // As of the figures of periods, nothing is told of those that are hidden.
        let figure = |event: &Event| series.figures.get(span.place(event.day)?);
        events.retain(|event| figure(event).is_none_or(|own| !own.shown.is_hidden()));
        let mut course = match Course::new(series, between, events, &span, settings) {
            Ok(course) => course,
            Err(why) => {
                self.problems.push(why.text());
                return None;
            }
        };
        self.problems.extend(course.without_limits().map(|why| match why {
            NoLimits::TooFewPoints { points, needed } => {
                labels::FEW_EVENTS.with(&[("points", &points), ("needed", &needed)])
            }
            other => other.text(),
        }));
        let full = |at: &usize| span.standing(*at) == Standing::Complete;
        let anew: Vec<usize> = plan.starts.iter().filter_map(|start| (*start..span.count).find(full)).collect();
        let along: Vec<Rule> =
            detectors.iter().filter(|own| matches!(own, Rule::Ewma | Rule::Cusum)).copied().collect();
        // Many events are bad: little lies between them.
        match course.judge(series, bad.opposite(), (rules, &along), (plan.span.first, &anew)) {
            Ok(judgement) => Some((course, judgement)),
            Err(why) => {
                self.problems.push(why.text());
                None
            }
        }
    }

    /// The first full period of a new phase counts as judged by everything that looks at limits, even where the phase has
    /// none yet: the user has said that the service changed, and an alarm against the limits before does not stand for
    /// it.
    fn begin_anew(&mut self, starts: &[usize], observations: &[Observation]) {
        let complete = places(observations);
        let first_of = |start: &usize| complete.iter().find(|at| *at >= start).copied();
        for at in starts.iter().filter_map(first_of) {
            for (rule, judged) in &mut self.judged {
                let by_limits = matches!(rule, Rule::Chart(_) | Rule::Ewma | Rule::Cusum);
                if let Some(own) = judged.get_mut(at).filter(|_| by_limits) {
                    *own = true;
                }
            }
        }
    }

    /// EARS and Farrington alarm when counts are high, so that they are no use where low is bad.
    fn detector(&mut self, rule: Rule, chart: Option<&Chart>, observations: &[Observation], bad: Side, length: Length) {
        let fired = match (rule, chart) {
            (Rule::Ewma | Rule::Cusum, Some(chart)) => along_chart(rule, chart, bad),
            (Rule::Ewma | Rule::Cusum, None) => return,
            _ if bad == Side::Low => return,
            _ => of_counts(rule, observations, length),
        };
        match fired {
            Ok(fired) => self.add(rule, fired),
            Err(why) => self.problems.push(why.text()),
        }
    }

    fn thresholds(&mut self, observations: &[Observation], bad: Side, printed: &LevelThresholds, factor: f64) {
        if *printed == LevelThresholds::default() {
            return;
        }
        let own = |threshold: Option<f64>| threshold.map(|threshold| threshold / factor);
        let (notice, warning, crisis) = (own(printed.notice), own(printed.warning), own(printed.crisis));
        match fixed_threshold(observations, bad, &LevelThresholds { notice, warning, crisis }) {
            Ok(signals) => {
                let judged = observations.iter().map(|own| own.standing == Standing::Complete).collect();
                let reading = |own: &Observation| Some(Reading::of(Statistic::Figure, Some(own.value())));
                let readings = observations.iter().map(reading).collect();
                self.add(Rule::FixedThreshold, Fired { signals, judged, readings });
            }
            Err(why) => self.problems.push(why.text()),
        }
    }

    fn change(
        &mut self,
        observations: &[Observation],
        bad: Side,
        change: &RelativeChange,
        factor: f64,
        length: Length,
    ) {
        let reference = match change.against {
            Against::Preceding(periods) => Reference::Preceding(periods),
            Against::YearBefore => Reference::PeriodsBefore(match length {
                Length::Week => 52,
                Length::Month => 12,
                Length::Quarter => 4,
            }),
            Against::Value(value) => Reference::Value(value / factor),
        };
        match relative_threshold(observations, bad, &RelativeThreshold { reference, thresholds: change.thresholds }) {
            Ok((signals, references)) => {
                let judged = references.iter().map(Option::is_some).collect();
                let read = |(own, reference): (&Observation, Option<f64>)| {
                    let reading = Reading::of(Statistic::Figure, Some(own.value()));
                    reference.map(|_| Reading { centre: reference, ..reading })
                };
                let readings = observations.iter().zip(references).map(read).collect();
                self.add(Rule::RelativeThreshold, Fired { signals, judged, readings });
            }
            Err(why) => self.problems.push(why.text()),
        }
    }
}

impl Watched {
    /// Whether it is the series of all customers.
    pub(super) fn is_everyone(&self) -> bool {
        self.segment == Segment::Everyone
    }

    /// What a rule read in a period, in the scale that it is printed in.
    pub(super) fn reading(&self, at: usize, rule: Rule, side: Option<Side>, level: Level) -> Option<Reading> {
        let beside = || *self.readings.get(&rule)?.get(at)?;
        let own = match (rule, &self.course, &self.chart) {
            (Rule::Chart(_) | Rule::Ewma | Rule::Cusum, Some(course), _) => course.reading(at, rule, side),
            (Rule::Chart(_), None, Some(chart)) => Reading::on_chart(chart, at, rule, side, plotted_on(chart.kind)),
            _ => beside(),
        };
        let printed = own?.printed(self.metric.unit);
        let threshold = match rule {
            Rule::FixedThreshold => self.thresholds.of(level),
            Rule::RelativeThreshold => {
                let share = self.changes.of(level).map(|share| if self.bad == Side::High { share } else { -share });
                share.zip(printed.centre).map(|(share, reference)| reference * (1.0 + share))
            }
            _ => return Some(printed),
        };
        Some(match self.bad {
            Side::High => Reading { upper: threshold, bound: threshold, ..printed },
            Side::Low => Reading { lower: threshold, bound: threshold, ..printed },
        })
    }

    /// Whether any rule judges it.
    pub(super) fn is_judged(&self) -> bool {
        !self.judgement.judged.is_empty()
    }

    /// How many standard deviations out on the bad side the chart shows a period.
    pub(super) fn out(&self, at: usize) -> f64 {
        match (&self.course, &self.chart) {
            (Some(course), _) => course.furthest(at),
            (None, Some(chart)) => {
                let point = chart.points.get(at).and_then(Option::as_ref);
                let score = point.filter(|own| own.standing == Standing::Complete).map_or(0.0, |own| own.score);
                if self.bad == Side::High { score } else { -score }
            }
            (None, None) => 0.0,
        }
    }

    /// The point of the chart of a period.
    pub(super) fn point(&self, at: usize) -> Option<&ChartPoint> {
        self.chart.as_ref()?.points.get(at)?.as_ref()
    }

    /// The figure that is drawn of a period: its own, or what the chart plots in its place.
    pub(super) fn drawn(&self, at: usize) -> Option<f64> {
        let own = self.observations.get(at).filter(|own| own.standing != Standing::Missing)?;
        match self.chart.as_ref().map(|chart| chart.kind) {
            Some(ChartKind::MovingRange) => self.point(at).map(|point| point.value),
            _ => Some(own.value()),
        }
    }

    /// Why the newest phase has no limits, if it has none.
    pub(super) fn without_limits(&self) -> Option<NoLimits> {
        self.chart.as_ref()?.phases.last()?.err()
    }

    /// The baseline points of the newest phase.
    pub(super) fn baseline_points(&self) -> Option<usize> {
        let phase = self.chart.as_ref()?.phases.last()?.ok()?;
        Some(phase.baseline_points)
    }
}
