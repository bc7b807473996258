//! One series: its chart, what fired on it, and the alarms that follow.

use std::collections::BTreeMap;

use crate::labels::Text;
use crate::models::alarm_rules::{Against, MetricRule, RelativeChange};
use crate::models::early_warning::{
    Chart, ChartKind, ChartSettings, FEWEST_POINTS, Judgement, LevelThresholds, NoLimits, Observation, Reference,
    RelativeThreshold, Rule, SeriesRun, Side, Signal, Standing, chart_signals, control_chart, fixed_threshold, judge,
    relative_threshold,
};
use crate::models::periods::Length;

use super::baseline::{phases, places};
use super::detectors::{Fired, along_chart, of_counts};
use super::segments;
use super::{Metric, Segment, Series, Span};

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
    /// `None` where the figures cannot be charted.
    pub(super) chart: Option<Chart>,
    /// Thresholds in the printed unit.
    pub(super) thresholds: LevelThresholds,
    pub(super) judgement: Judgement,
    /// What could not be judged, and why.
    pub(super) problems: Vec<Text>,
}

/// What all series share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan<'a> {
    pub(super) span: &'a Span,
    /// Full periods of a baseline, where the user says.
    pub(super) baseline: Option<usize>,
    /// Where new phases begin.
    pub(super) starts: &'a [usize],
}

/// Everything that fired on a series, rule by rule.
#[derive(Default)]
struct Found {
    signals: Vec<Signal>,
    judged: BTreeMap<Rule, Vec<bool>>,
    problems: Vec<Text>,
}

/// Watches a series by a rule; `None` where it is not one to watch.
pub(super) fn watch(series: &Series, rule: &MetricRule, plan: Plan<'_>) -> Option<Watched> {
    let (measure, bad) = (series.metric.measure?, series.metric.bad?);
    let everyone = series.segment == Segment::Everyone;
    if !everyone && !rule.segments {
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
    let chart = match control_chart(&observations, &settings) {
        Ok(chart) => Some(chart),
        Err(why) => {
            found.problems.push(why.text());
            None
        }
    };
    let (rules, detectors) = match everyone {
        true => (rule.rules.clone(), rule.detectors.clone()),
        false => segments::of_segment(rule),
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
        thresholds: rule.thresholds,
        judgement,
        problems: found.problems,
    })
}

impl Found {
    fn add(&mut self, rule: Rule, fired: Fired) {
        self.signals.extend(fired.signals);
        self.judged.insert(rule, fired.judged);
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
            (Rule::Ewma | Rule::Cusum, Some(chart)) => along_chart(rule, chart),
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
                self.add(Rule::FixedThreshold, Fired { signals, judged });
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
            Ok((signals, judged)) => self.add(Rule::RelativeThreshold, Fired { signals, judged }),
            Err(why) => self.problems.push(why.text()),
        }
    }
}

impl Watched {
    /// Whether it is the series of all customers.
    pub(super) fn is_everyone(&self) -> bool {
        self.segment == Segment::Everyone
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
