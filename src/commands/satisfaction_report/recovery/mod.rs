//! Recovery: before and after a recall or another crisis.

mod compare;
mod words;

use crate::commands::speaker::Speaker;
use crate::error::Error;
use crate::report::Section;
use crate::settings::satisfaction_report::{Event, SatisfactionSettings};

use super::figures::{Metric, Segment, Series};
use super::span::Span;
use compare::{CannotTell, Comparison, MOST_BEFORE, compare};

/// What was found.
pub(super) struct Recovery {
    /// In order of time.
    events: Vec<Compared>,
}

/// An event and what became of every metric.
struct Compared {
    event: Event,
    /// One a metric that has a bad side; `None` where the event lies in no period of the report.
    metrics: Option<Vec<MetricCompared>>,
    /// The other events in the periods that are compared.
    others: Vec<Event>,
}

/// A metric before and after an event.
struct MetricCompared {
    metric: Metric,
    found: Result<Comparison, CannotTell>,
}

/// Compares the periods before and after each event.
pub(super) fn find(settings: &SatisfactionSettings, span: &Span, series: &[&Series]) -> Result<Recovery, Error> {
    let events = &settings.events;
    let compared = events.iter().map(|event| compared(event, events, &settings.phases, span, series));
    Ok(Recovery { events: compared.collect() })
}

fn compared(event: &Event, events: &[Event], phases: &[i32], span: &Span, series: &[&Series]) -> Compared {
    let Some(at) = span.place(event.day) else {
        return Compared { event: event.clone(), metrics: None, others: Vec::new() };
    };
    // Before a change that was made on purpose, other figures were ordinary.
    let phase = phases.iter().filter(|day| **day <= event.day).filter_map(|day| span.place(*day)).max();
    let first = at.saturating_sub(MOST_BEFORE).max(phase.filter(|phase| *phase < at).unwrap_or_default());
    let everyone = series.iter().filter(|own| own.segment == Segment::Everyone && !own.metric.beside);
    let metrics = everyone.filter_map(|own| {
        let (bad, measure) = (own.metric.bad?, own.metric.measure?);
        let span = own.metric.judged_span(span);
        let observations = own.observations(|at| span.standing(at));
        Some(MetricCompared { metric: own.metric.clone(), found: compare(&observations, first..at, bad, measure) })
    });
    let is_other = |other: &&Event| *other != event && span.place(other.day).is_some_and(|place| place >= first);
    Compared {
        event: event.clone(),
        metrics: Some(metrics.collect()),
        others: events.iter().filter(is_other).cloned().collect(),
    }
}

impl Recovery {
    /// What was found, in a sentence or two.
    pub(super) fn sentences(&self, speaker: &Speaker) -> Vec<String> {
        words::sentences(self, speaker)
    }

    /// The section of the report.
    pub(super) fn section(&self, speaker: &Speaker, span: &Span) -> Option<Section> {
        words::section(self, speaker, span)
    }
}
