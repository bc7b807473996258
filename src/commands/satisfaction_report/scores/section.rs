//! The section of the report on scores by segment.

use std::collections::BTreeMap;

use crate::commands::speaker::Speaker;
use crate::labels::satisfaction_report::{self as shared, scores as labels};
use crate::report::chart::{Dot, Dots, Estimate, Reference};
use crate::report::number::Unit as Axis;
use crate::report::{Block, Cell, Chart, Column, Importance, Kind, Picture, Section, Table};

use super::super::figures::{Figure, Segment, Series, Unit};
use super::super::span::Span;
use super::super::words;
use super::questions::Origin;
use super::{Pooled, Scores};

impl Scores {
    /// Scores by segment in the last full period, all periods of everyone, and how they were had.
    pub(in super::super) fn section(&self, speaker: &Speaker, span: &Span) -> Option<Section> {
        let at = span.shown_first()?;
        let (mut blocks, mut has_segments) = (Vec::new(), false);
        for pooled in &self.pools {
            let own: Vec<&Series> = self.series.iter().filter(|series| series.metric.id == pooled.pool.id).collect();
            let Some(everyone) = own.iter().find(|series| series.segment == Segment::Everyone) else { continue };
            if own.len() > 1 {
                has_segments = true;
                blocks.push(Block::Chart(Box::new(by_segment(speaker, everyone, &own, at, span))));
            }
            let summary = labels::ALL_PERIODS.text().and("name", pooled.pool.name.clone()).render(speaker.lang);
            blocks.push(Block::Details { summary, blocks: vec![Block::Table(periods(speaker, everyone, span))] });
        }
        blocks.push(Block::Notes(self.notes(speaker)));
        let (title, lead) = match has_segments {
            true => (labels::SECTION, labels::SECTION_LEAD.with(&[("period", &span.name(at))])),
            false => (labels::SECTION_EVERYONE, labels::SECTION_EVERYONE_LEAD.text()),
        };
        let (title, lead) = (speaker.get(title), lead.render(speaker.lang));
        Some(Section { id: "scores".into(), title, lead, blocks })
    }

    /// The scale of each score, and where it comes from.
    pub(in super::super) fn scale_notes(&self, speaker: &Speaker) -> Vec<String> {
        self.pools.iter().map(|pooled| scale_note(speaker, pooled)).collect()
    }

    fn notes(&self, speaker: &Speaker) -> Vec<String> {
        let mut notes = self.scale_notes(speaker);
        for pooled in &self.pools {
            let everyone = self.headline().find(|series| series.metric.id == pooled.pool.id);
            notes.extend(everyone.and_then(|series| weight_note(speaker, pooled, series)));
        }
        notes.push(speaker.get(labels::NOTE_HIDDEN));
        notes
    }
}

fn scale_note(speaker: &Speaker, pooled: &Pooled) -> String {
    let scale = pooled.pool.scale;
    let mut origins: BTreeMap<Origin, usize> = BTreeMap::new();
    pooled.pool.origins.iter().for_each(|origin| *origins.entry(*origin).or_default() += 1);
    let told = origins.iter().map(|(origin, n)| match origins.len() {
        1 => speaker.get(origin.label()),
        _ => labels::SCALE_OF_SOME.with(&[("n", n)]).and("origin", origin.label().text()).render(speaker.lang),
    });
    let origin = words::list(speaker, &told.collect::<Vec<String>>());
    labels::NOTE_SCALE
        .with(&[
            ("lowest", &scale.lowest()),
            ("highest", &scale.highest()),
            ("questions", &pooled.pool.questions.len()),
            ("origin", &origin),
        ])
        .and("name", pooled.pool.name.clone())
        .render(speaker.lang)
}

/// What the weights cost, where there are any.
fn weight_note(speaker: &Speaker, pooled: &Pooled, series: &Series) -> Option<String> {
    let whole = &series.whole;
    let (n_eff, unweighted) = (whole.n_eff?, whole.unweighted?);
    let unit = series.metric.unit;
    let deff = crate::report::number::decimal(whole.n as f64 / n_eff, 2);
    let n_eff = speaker.count(n_eff as u64);
    let label = if pooled.weighting.raked.is_some() { labels::NOTE_RAKED } else { labels::NOTE_WEIGHTED };
    let holes: [(&'static str, &dyn std::fmt::Display); 6] = [
        ("n", &speaker.count(whole.n)),
        ("n_eff", &n_eff),
        ("deff", &deff),
        ("value", &unit.text_of(whole.value)),
        ("unweighted", &unit.text(unweighted)),
        ("sweeps", &pooled.weighting.raked.as_ref().map_or(0, |raked| raked.sweeps)),
    ];
    Some(label.with(&holes).and("name", pooled.pool.name.clone()).render(speaker.lang))
}

/// The unit of an axis for figures of this unit.
fn axis(unit: Unit) -> Axis {
    match unit {
        Unit::Percent => Axis::Share,
        _ => Axis::Plain,
    }
}

/// What a figure is divided by where the axis multiplies it for print.
fn divisor(unit: Unit) -> f64 {
    if unit == Unit::Percent { 100.0 } else { 1.0 }
}

fn by_segment(speaker: &Speaker, everyone: &Series, all: &[&Series], at: usize, span: &Span) -> Chart {
    let unit = everyone.metric.unit;
    let divisor = divisor(unit);
    let mut heading = None;
    let rows = all.iter().filter_map(|series| {
        let figure = series.figures.get(at)?;
        let dimension = match &series.segment {
            Segment::Everyone => None,
            Segment::With { dimension, .. } => Some(dimension.clone()),
        };
        let group = dimension.clone().filter(|_| heading != dimension);
        heading = dimension;
        let shown = figure.shown();
        let estimate = shown.and_then(|figure| figure.value).map(|value| Estimate {
            value: value / divisor,
            interval: figure.interval.map(|limits| [limits.lower / divisor, limits.upper / divisor]),
        });
        let (value, _) = words::value_and_interval(speaker, series, figure);
        Some(Dot { group, name: series.segment.text().render(speaker.lang), estimate, text: value.text, open: false })
    });
    let rows: Vec<Dot> = rows.collect();
    let whole = everyone.figures.get(at).and_then(Figure::shown).and_then(|figure| figure.value);
    let reference = whole.map(|value| Reference { value: value / divisor, label: speaker.get(shared::EVERYONE) });
    let name = everyone.metric.name.render(speaker.lang);
    Chart {
        title: labels::CHART_SEGMENTS.with(&[("name", &name), ("period", &span.name(at))]).render(speaker.lang),
        takeaway: takeaway(speaker, everyone, all, at),
        note: None,
        picture: Picture::Dots(Dots { unit: axis(unit), reference, rows }),
        table: segments_table(speaker, all, at, span),
    }
}

/// Which segments lie clearly apart from the score of everyone: those whose interval leaves it out.
fn takeaway(speaker: &Speaker, everyone: &Series, all: &[&Series], at: usize) -> String {
    let whole = everyone.figures.get(at).and_then(Figure::shown).and_then(|figure| figure.value);
    let apart = |above: bool| {
        let far = all.iter().filter(|series| {
            let interval = series.figures.get(at).and_then(Figure::shown).and_then(|figure| figure.interval);
            whole.zip(interval).is_some_and(|(whole, own)| if above { own.lower > whole } else { own.upper < whole })
        });
        far.map(|series| series.segment.text().render(speaker.lang)).collect::<Vec<String>>()
    };
    let (above, below) = (apart(true), apart(false));
    let lists = [words::list(speaker, &above), words::list(speaker, &below)];
    let label = match (above.is_empty(), below.is_empty()) {
        (true, true) => labels::NONE_APART,
        (false, true) => labels::SOME_ABOVE,
        (true, false) => labels::SOME_BELOW,
        (false, false) => labels::SOME_APART,
    };
    label.with(&[("above", &lists[0]), ("below", &lists[1])]).render(speaker.lang)
}

fn segments_table(speaker: &Speaker, all: &[&Series], at: usize, span: &Span) -> Table {
    let rows = all.iter().filter_map(|series| {
        let figure = series.figures.get(at)?;
        let mut cells = vec![Cell::new(series.segment.text().render(speaker.lang))];
        cells.extend(cells_of(speaker, series, figure));
        Some(cells)
    });
    let caption = labels::CAPTION_SEGMENTS.with(&[("period", &span.name(at))]).render(speaker.lang);
    let first = Column::new(speaker.get(labels::COLUMN_SEGMENT), Kind::Text).importance(Importance::Essential);
    Table { caption, columns: columns(speaker, first), rows: rows.collect(), total: None }
}

fn periods(speaker: &Speaker, series: &Series, span: &Span) -> Table {
    let rows = series.figures.iter().enumerate().map(|(at, figure)| {
        let mut cells = vec![Cell::new(span.name(at))];
        cells.extend(cells_of(speaker, series, figure));
        cells
    });
    let first = Column::new(speaker.get(labels::COLUMN_PERIOD), Kind::Text).importance(Importance::Essential);
    let caption = series.metric.name.render(speaker.lang);
    Table { caption, columns: columns(speaker, first), rows: rows.collect(), total: None }
}

fn columns(speaker: &Speaker, first: Column) -> Vec<Column> {
    let column = |label, kind| Column::new(speaker.get(label), kind);
    vec![
        first,
        column(shared::COLUMN_VALUE, Kind::Number).importance(Importance::Essential),
        column(shared::COLUMN_INTERVAL, Kind::Number),
        column(shared::COLUMN_N, Kind::Number),
        column(shared::COLUMN_CHANGE, Kind::Delta).meaning(speaker.get(shared::MEANING_CHANGE)),
    ]
}

fn cells_of(speaker: &Speaker, series: &Series, figure: &Figure) -> Vec<Cell> {
    let (value, interval) = words::value_and_interval(speaker, series, figure);
    let n = match figure.shown() {
        Some(shown) => speaker.count(shown.n),
        None => crate::report::number::MISSING.to_string(),
    };
    vec![value, interval, Cell::new(n), words::change(speaker, series, figure.change)]
}
