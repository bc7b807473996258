//! Events one after the other, on a chart of what lies between them: the t chart of days, the g chart of days or orders.
//!
//! Each event is judged by itself; an alarm is told in the period of the event that raised it. More events are less
//! between them: where many events are bad, little between them is.

use std::collections::{BTreeMap, BTreeSet};

use crate::models::early_warning::{
    Alarm, Baseline, Chart, ChartError, ChartPoint, ChartRule, ChartSettings, DetectorError, Judgement, NoLimits,
    Observation, Phase, Rule, SeriesRun, Side, Signal, Standing, chart_signals, control_chart, judge,
};

use super::super::figures::{Between, Event, Series};
use super::Span;
use super::detectors::{Fired, along_chart};
use super::reading::{Reading, Statistic};

/// Events on their chart.
#[derive(Clone, Debug)]
pub(super) struct Course {
    pub(super) between: Between,
    pub(super) events: Vec<Event>,
    /// The place of the period of each event.
    places: Vec<usize>,
    pub(super) chart: Chart,
    /// What the detectors along the chart read at each event.
    along: BTreeMap<Rule, Fired>,
    /// The newest event of a period that a rule fired at.
    fired: BTreeMap<(Rule, usize), usize>,
}

impl Course {
    /// Puts events on a chart by these settings, whose phases are told in periods.
    ///
    /// # Errors
    /// See [`ChartError`].
    pub(super) fn new(
        series: &Series,
        between: Between,
        events: Vec<Event>,
        span: &Span,
        settings: &ChartSettings,
    ) -> Result<Course, ChartError> {
        // Of periods that are hidden, or of which nothing is known, no event may be told.
        let known = |day: i32| {
            let at = span.place(day)?;
            series.figures.get(at).filter(|own| own.value.is_some() && !own.shown.is_hidden()).map(|_| at)
        };
        let placed = events.into_iter().filter_map(|own| Some((known(own.before).and(known(own.day))?, own)));
        let (places, events): (Vec<usize>, Vec<Event>) = placed.unzip();
        let observe = |(at, own): (&usize, &Event)| Observation {
            standing: span.standing(*at),
            ..Observation::new(own.since, 1.0)
        };
        let observations: Vec<Observation> = places.iter().zip(&events).map(observe).collect();
        let settings = ChartSettings { phases: phases(&settings.phases, &places), ..settings.clone() };
        let chart = control_chart(&observations, &settings)?;
        Ok(Course { between, events, places, chart, along: BTreeMap::new(), fired: BTreeMap::new() })
    }

    /// Judges every event, and tells what was found by period. `anew` are the first full periods of new phases, which count
    /// as judged.
    ///
    /// # Errors
    /// See [`DetectorError`].
    pub(super) fn judge(
        &mut self,
        series: &Series,
        bad: Side,
        (rules, detectors): (&[ChartRule], &[Rule]),
        (first_period, anew): (i64, &[usize]),
    ) -> Result<Judgement, DetectorError> {
        let mut signals = chart_signals(&self.chart, rules);
        let mut judged: BTreeMap<Rule, Vec<bool>> = self.chart.judged(rules).collect();
        for rule in detectors {
            let fired = along_chart(*rule, &self.chart, bad)?;
            signals.extend(&fired.signals);
            judged.insert(*rule, fired.judged.clone());
            self.along.insert(*rule, fired);
        }
        let standing = |point: &Option<ChartPoint>| point.map_or(Standing::Missing, |point| point.standing);
        let standings: Vec<Standing> = self.chart.points.iter().map(standing).collect();
        let found = judge(&SeriesRun {
            metric: &series.metric.id,
            segment: &series.segment.id(),
            first_period: 0,
            standings: &standings,
            bad_side: bad,
            scores: &self.chart.scores(),
            judged,
            signals: &signals,
        });
        Ok(self.by_period(found, first_period, anew))
    }

    /// What was found event by event, as what was found period by period.
    fn by_period(&mut self, found: Judgement, first_period: i64, anew: &[usize]) -> Judgement {
        let place = |event: i64| usize::try_from(event).ok().and_then(|event| self.places.get(event).copied());
        let period = |place: usize| first_period.saturating_add(i64::try_from(place).unwrap_or(i64::MAX));
        let judged = found.judged.iter().map(|(rule, events)| {
            let places: BTreeSet<usize> =
                events.iter().filter_map(|own| place(*own)).chain(anew.iter().copied()).collect();
            (*rule, places.into_iter().map(period).collect())
        });
        let judged = judged.collect();
        let mut fired = BTreeMap::new();
        let mut alarms: BTreeMap<(i64, Rule), Alarm> = BTreeMap::new();
        for own in found.alarms {
            let (Some(at), Ok(event)) = (place(own.period), usize::try_from(own.period)) else { continue };
            fired.insert((own.key.rule, at), event);
            let before = alarms.get(&(period(at), own.key.rule)).map(|before| before.level);
            let level = before.map_or(own.level, |before| before.max(own.level));
            alarms.insert((period(at), own.key.rule), Alarm { period: period(at), level, ..own });
        }
        let mut improvements: BTreeMap<(usize, Rule), Signal> = BTreeMap::new();
        for own in found.improvements {
            let places = self.places.get(own.first).zip(self.places.get(own.at));
            if let Some((first, at)) = places {
                improvements.insert((*at, own.rule), Signal { first: *first, at: *at, ..own });
            }
        }
        self.fired = fired;
        Judgement {
            judged,
            alarms: alarms.into_values().collect(),
            improvements: improvements.into_values().collect(),
            ..found
        }
    }

    /// What is plotted.
    pub(super) fn statistic(&self) -> Statistic {
        match self.between {
            Between::Days => Statistic::DaysBetween,
            Between::Orders => Statistic::OrdersBetween,
        }
    }

    /// What a rule read in a period: at the newest event that it fired at, else at the one with the least between.
    pub(super) fn reading(&self, at: usize, rule: Rule, side: Option<Side>) -> Option<Reading> {
        let of_period = || (0..self.places.len()).filter(|event| self.places.get(*event) == Some(&at));
        let since = |event: &usize| self.events.get(*event).map_or(f64::INFINITY, |own| own.since);
        let least = || of_period().min_by(|one, other| since(one).total_cmp(&since(other)));
        let event = self.fired.get(&(rule, at)).copied().or_else(least)?;
        match self.along.get(&rule) {
            Some(fired) => *fired.readings.get(event)?,
            None => Reading::on_chart(&self.chart, event, rule, side, self.statistic()),
        }
    }

    /// How far the event with the least between it and the one before lies below the centre in a period, in standard
    /// deviations.
    pub(super) fn furthest(&self, at: usize) -> f64 {
        let own = self.places.iter().zip(self.chart.scores()).filter(|(place, _)| **place == at);
        own.filter_map(|(_, score)| score).fold(0.0, |furthest: f64, score| furthest.max(-score))
    }

    /// Why the newest phase has no limits, if it has none.
    pub(super) fn without_limits(&self) -> Option<NoLimits> {
        self.chart.phases.last()?.err()
    }
}

/// Phases and baselines of periods, as those of the events in them. A phase without an event is none.
fn phases(periods: &[Phase], places: &[usize]) -> Vec<Phase> {
    let event = |place: usize| places.partition_point(|own| *own < place);
    let mut found: Vec<Phase> = Vec::new();
    for phase in periods {
        let first = event(phase.first);
        let baseline = match &phase.baseline {
            Baseline::Range(range) => {
                let (start, end) = (event(*range.start()), event(range.end().saturating_add(1)));
                if start < end { Baseline::Range(start..=end - 1) } else { Baseline::First(0) }
            }
            _ => Baseline::First(0),
        };
        found.pop_if(|before| before.first == first);
        if first == 0 || first < places.len() {
            found.push(Phase { first, baseline });
        }
    }
    found
}
