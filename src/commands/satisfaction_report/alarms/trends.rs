//! Trends with their control limits: one chart a metric, all customers first, then segments.

use crate::commands::speaker::Speaker;
use crate::labels::{Label, Text, satisfaction_report::alarms as labels};
use crate::models::early_warning::{ChartPoint, Side, Standing};
use crate::report::chart::{Estimate, Mark, Panel, Series, Trend};
use crate::report::{Cell, Chart, Column, Importance, Kind, Picture, Table, number};

use super::baseline::places;
use super::reading::{Statistic, plotted_on};
use super::watch::Watched;
use super::words::periods;
use super::{Alarms, Span, Unit, event_trend};

/// Segments beside all customers.
const SEGMENTS: usize = 8;
/// Fewest figures that make a line.
const FEWEST_FIGURES: usize = 2;

impl Alarms {
    /// Trends with their control limits, one chart a metric, with small multiples by segment.
    pub(in crate::commands::satisfaction_report) fn trends(&self, speaker: &Speaker, span: &Span) -> Vec<Chart> {
        let mut metrics: Vec<&str> = Vec::new();
        for own in &self.watched {
            if !metrics.contains(&own.metric.id.as_str()) {
                metrics.push(&own.metric.id);
            }
        }
        metrics.iter().filter_map(|metric| self.chart(speaker, span, metric)).collect()
    }

    /// The chart of one metric; `None` where there is no line to draw.
    fn chart(&self, speaker: &Speaker, span: &Span, metric: &str) -> Option<Chart> {
        let alarms = |own: &Watched| {
            self.standing().any(|alarm| alarm.key.metric == metric && alarm.key.segment == own.judgement.segment)
        };
        let drawn = |own: &&Watched| {
            let figures = own.observations.iter().filter(|own| own.standing != Standing::Missing).count();
            own.metric.id == metric && figures >= FEWEST_FIGURES
        };
        let mut all: Vec<&Watched> = self.watched.iter().filter(drawn).collect();
        // Where there is room for some only, those that alarm are among them.
        all.sort_by_key(|own| (!own.is_everyone(), !alarms(own)));
        let left_out = all.len().saturating_sub(SEGMENTS + 1);
        all.truncate(SEGMENTS + 1);
        let first = *all.first()?;
        if let Some(course) = &first.course {
            return event_trend::chart(speaker, first, course, all.len() + left_out - 1);
        }
        let alone = all.len() == 1 && first.is_everyone();
        let panels = all.iter().map(|own| panel(speaker, own, alone)).collect();
        let positions: Vec<String> = (0..span.count).map(|at| span.name(at)).collect();
        let unit = first.metric.unit;
        let metric = first.metric.name.clone();
        let title = match unit_text(unit) {
            Some(unit) => labels::TREND_TITLE.text().and("metric", metric).and("unit", unit),
            None => metric,
        };
        Some(Chart {
            title: title.render(speaker.lang),
            takeaway: takeaway(span, first).render(speaker.lang),
            note: Some(note(speaker, span, first, left_out)),
            picture: Picture::Trend(Trend { unit: number::Unit::Plain, positions, panels, references: Vec::new() }),
            table: table(speaker, span, &all, title.render(speaker.lang)),
        })
    }
}

/// The unit of the values, where the name of the metric does not say it.
fn unit_text(unit: Unit) -> Option<Text> {
    let label = match unit {
        Unit::Points => labels::UNIT_POINTS,
        Unit::Percent => labels::UNIT_PERCENT,
        Unit::Answer => labels::UNIT_ANSWER,
        Unit::PerThousand => return None,
        Unit::Count | Unit::Days => labels::UNIT_COUNT,
    };
    Some(label.text())
}

fn panel(speaker: &Speaker, watched: &Watched, alone: bool) -> Panel {
    let unit = watched.metric.unit;
    let factor = unit.factor();
    let value = |at: usize| watched.drawn(at).map(|own| Estimate { value: own * factor, interval: None });
    let limits = |point: &ChartPoint| band(point, |own| unit.possible(own * factor));
    let line = |label: Label, points| Series { name: speaker.get(label), mark: Mark::Line, points };
    let values = line(labels::SERIES_VALUE, (0..watched.observations.len()).map(value).collect());
    let charted = watched.chart.as_ref().filter(|chart| chart.points.iter().any(Option::is_some));
    let expected = charted.map(|chart| {
        let points = chart.points.iter().map(|point| point.as_ref().map(limits)).collect();
        line(labels::SERIES_LIMITS, points)
    });
    let title = if alone { String::new() } else { watched.segment.text().render(speaker.lang) };
    Panel { title, series: [values].into_iter().chain(expected).collect() }
}

/// The centre line and the limits of a point, as they are drawn.
pub(super) fn band(point: &ChartPoint, printed: impl Fn(f64) -> f64) -> Estimate {
    let [centre, lower, upper] = [point.centre, point.limits.lower, point.limits.upper].map(printed);
    Estimate { value: centre, interval: Some([lower, upper]) }
}

/// Where the newest full period lies.
fn takeaway(span: &Span, watched: &Watched) -> Text {
    let unit = watched.metric.unit;
    let Some(at) = places(&watched.observations).last().copied() else { return labels::TAKEAWAY_NONE.text() };
    let Some(drawn) = watched.drawn(at) else { return labels::TAKEAWAY_NONE.text() };
    let (period, value) = (span.name(at), unit.text(drawn * unit.factor()));
    let Some(point) = watched.point(at) else {
        return labels::TAKEAWAY_NO_LIMITS.with(&[("period", &period), ("value", &value)]);
    };
    let label = match point.beyond_limits() {
        None => labels::TAKEAWAY_INSIDE,
        Some(Side::High) => labels::TAKEAWAY_ABOVE,
        Some(Side::Low) => labels::TAKEAWAY_BELOW,
    };
    let [lower, upper] =
        [point.limits.lower, point.limits.upper].map(|limit| unit.text(unit.possible(limit * unit.factor())));
    label.with(&[("period", &period), ("value", &value), ("lower", &lower), ("upper", &upper)])
}

/// The chart, what its limits rest on, which periods are provisional, and how many segments are left out.
fn note(speaker: &Speaker, span: &Span, watched: &Watched, left_out: usize) -> String {
    let mut notes: Vec<Text> = Vec::new();
    if let Some(chart) = &watched.chart {
        let of_baseline: Vec<usize> = (0..chart.points.len())
            .filter(|at| chart.points.get(*at).and_then(Option::as_ref).is_some_and(|point| point.in_baseline))
            .collect();
        let newest = chart.phases.last().and_then(|phase| phase.ok()).map_or(0, |phase| phase.first);
        let of_newest: Vec<usize> = of_baseline.into_iter().filter(|at| *at >= newest).collect();
        let basis = match (of_newest.first(), of_newest.last()) {
            (Some(first), Some(last)) => labels::NOTE_BASIS.with(&[
                ("n", &of_newest.len()),
                ("first", &span.name(*first)),
                ("last", &span.name(*last)),
            ]),
            _ => labels::NOTE_NO_BASIS.text(),
        };
        notes.push(basis.and("chart", chart.kind.label().text()));
        let plotted = plotted_on(chart.kind);
        if plotted != Statistic::Figure {
            notes.push(labels::NOTE_PLOTTED.text().and("statistic", plotted.label().text()));
        }
    }
    let own = watched.metric.judged_span(span);
    let provisional: Vec<usize> = (0..span.count).filter(|at| own.standing(*at) == Standing::Provisional).collect();
    if !provisional.is_empty() {
        notes.push(labels::NOTE_PROVISIONAL.with(&[("periods", &periods(speaker, span, &provisional))]));
    }
    if left_out > 0 {
        notes.push(labels::NOTE_LEFT_OUT.with(&[("n", &left_out)]));
    }
    let told: Vec<String> = notes.iter().map(|note| note.render(speaker.lang)).collect();
    told.join(labels::BETWEEN_SENTENCES.get(speaker.lang))
}

/// All numbers of the picture: a row a period, a column a panel.
fn table(speaker: &Speaker, span: &Span, all: &[&Watched], caption: String) -> Table {
    let period = Column::new(speaker.get(labels::COLUMN_PERIOD), Kind::Text).importance(Importance::Essential);
    let column = |own: &&Watched| {
        let column = Column::new(own.segment.text().render(speaker.lang), Kind::Number);
        if own.is_everyone() { column.importance(Importance::Essential) } else { column }
    };
    let cell = |own: &&Watched, at: usize| {
        let unit = own.metric.unit;
        let Some(drawn) = own.drawn(at) else { return Cell::new(number::MISSING) };
        let value = unit.text(drawn * unit.factor());
        Cell::new(own.point(at).map_or(value.clone(), |point| {
            let [lower, upper] =
                [point.limits.lower, point.limits.upper].map(|limit| unit.text(unit.possible(limit * unit.factor())));
            format!("{value} ({lower}–{upper})")
        }))
    };
    let row = |at: usize| [Cell::new(span.name(at))].into_iter().chain(all.iter().map(|own| cell(own, at))).collect();
    Table {
        caption: labels::CAPTION_TREND.with(&[("title", &caption)]).render(speaker.lang),
        columns: [period].into_iter().chain(all.iter().map(column)).collect(),
        rows: (0..span.count).map(row).collect(),
        total: None,
    }
}
