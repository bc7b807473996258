//! The trend of events: what lies between each and the one before, with its control limits.

use crate::commands::speaker::Speaker;
use crate::exports::cast::format_date;
use crate::labels::{Label, Text, satisfaction_report::alarms as labels};
use crate::models::early_warning::{ChartPoint, Side, Standing};
use crate::report::chart::{Estimate, Mark, Panel, Series, Trend};
use crate::report::{Cell, Chart, Column, Importance, Kind, Picture, Table, number};

use super::Unit;
use super::course::Course;
use super::trends::band;
use super::watch::Watched;

/// Events that are drawn: more are a smear.
const DRAWN: usize = 120;

/// The chart of the events of all customers; `None` without an event that has one before it.
pub(super) fn chart(speaker: &Speaker, watched: &Watched, course: &Course, left_out: usize) -> Option<Chart> {
    let all = course.events.len();
    let drawn: Vec<usize> = (all.saturating_sub(DRAWN)..all).collect();
    if drawn.is_empty() {
        return None;
    }
    let title = labels::TREND_TITLE_OF
        .text()
        .and("metric", watched.metric.name.clone())
        .and("statistic", course.statistic().label().text())
        .render(speaker.lang);
    let point = |event: &usize| course.chart.points.get(*event).and_then(Option::as_ref);
    let day = |event: &usize| course.events.get(*event).map_or_else(String::new, |own| format_date(own.day));
    let since = |event: &usize| course.events.get(*event).map(|own| own.since);
    let line = |label: Label, points| Series { name: speaker.get(label), mark: Mark::Line, points };
    let value = |event: &usize| since(event).map(|value| Estimate { value, interval: None });
    let values = line(labels::SERIES_VALUE, drawn.iter().map(value).collect());
    let limits: Vec<Option<Estimate>> =
        drawn.iter().map(|event| point(event).map(|own| band(own, |own| own))).collect();
    let limits = limits.iter().any(Option::is_some).then(|| line(labels::SERIES_LIMITS, limits));
    let panel = Panel { title: String::new(), series: [values].into_iter().chain(limits).collect() };
    let text = |value: f64| course.statistic().text(Unit::Count, value);
    let cell =
        |event: &usize| {
            let value = since(event).map_or_else(|| number::MISSING.to_string(), text);
            Cell::new(point(event).map_or(value.clone(), |own| {
                format!("{value} ({}–{})", text(own.limits.lower), text(own.limits.upper))
            }))
        };
    let columns = vec![
        Column::new(speaker.get(labels::COLUMN_EVENT), Kind::Text).importance(Importance::Essential),
        Column::new(watched.segment.text().render(speaker.lang), Kind::Number).importance(Importance::Essential),
    ];
    let table = Table {
        caption: labels::CAPTION_TREND.with(&[("title", &title)]).render(speaker.lang),
        columns,
        rows: drawn.iter().map(|event| vec![Cell::new(day(event)), cell(event)]).collect(),
        total: None,
    };
    let newest = (0..all).rev().find(|event| point(event).is_none_or(|own| own.standing == Standing::Complete));
    let takeaway = newest.map_or(labels::TAKEAWAY_EVENT_NONE.text(), |event| {
        takeaway(&day(&event), since(&event).map_or_else(String::new, text), point(&event), text)
    });
    let positions = drawn.iter().map(day).collect();
    Some(Chart {
        title,
        takeaway: takeaway.render(speaker.lang),
        note: Some(note(speaker, course, drawn.len(), left_out)),
        picture: Picture::Trend(Trend {
            unit: number::Unit::Plain,
            positions,
            panels: vec![panel],
            references: Vec::new(),
        }),
        table,
    })
}

fn takeaway(day: &str, value: String, point: Option<&ChartPoint>, text: impl Fn(f64) -> String) -> Text {
    let Some(point) = point else { return labels::TAKEAWAY_NO_LIMITS.with(&[("period", &day), ("value", &value)]) };
    let label = match point.beyond_limits() {
        None => labels::TAKEAWAY_INSIDE,
        Some(Side::High) => labels::TAKEAWAY_ABOVE,
        Some(Side::Low) => labels::TAKEAWAY_BELOW,
    };
    let (lower, upper) = (text(point.limits.lower), text(point.limits.upper));
    label.with(&[("period", &day), ("value", &value), ("lower", &lower), ("upper", &upper)])
}

/// The chart, what its limits rest on, and how many events and segments are not drawn.
fn note(speaker: &Speaker, course: &Course, drawn: usize, left_out: usize) -> String {
    let mut notes: Vec<Text> = Vec::new();
    let newest = course.chart.phases.last().and_then(|phase| phase.ok()).map(|phase| phase.first);
    let points = course.chart.points.iter().enumerate();
    let own = points.filter(|(_, point)| point.as_ref().is_some_and(|point| point.in_baseline));
    let own: Vec<usize> =
        own.map(|(event, _)| event).filter(|event| newest.is_some_and(|newest| *event >= newest)).collect();
    let day = |event: &usize| course.events.get(*event).map_or_else(String::new, |own| format_date(own.day));
    notes.push(match (own.first(), own.last()) {
        (Some(first), Some(last)) => labels::NOTE_EVENTS
            .with(&[("n", &own.len()), ("first", &day(first)), ("last", &day(last))])
            .and("chart", course.chart.kind.label().text()),
        _ => labels::NOTE_NO_BASIS.text(),
    });
    let all = course.events.len();
    notes.extend((drawn < all).then(|| labels::NOTE_NEWEST_EVENTS.with(&[("shown", &drawn), ("all", &all)])));
    notes.extend((left_out > 0).then(|| labels::NOTE_LEFT_OUT.with(&[("n", &left_out)])));
    let told: Vec<String> = notes.iter().map(|note| note.render(speaker.lang)).collect();
    told.join(labels::BETWEEN_SENTENCES.get(speaker.lang))
}
