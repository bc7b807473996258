//! Thresholds and rules: how every score came about.

use crate::labels::segment as labels;
use crate::models::rfm::rules::Span;
use crate::models::rfm::score::Scoring;
use crate::report::{Block, Cell, Column, Kind, Section, Table, number};

use super::Story;

pub(super) fn section(story: &Story<'_>) -> Section {
    let words = &story.words;
    let scoring = match story.settings.scoring[0] {
        Scoring::Quantile => labels::NOTE_QUANTILE,
        Scoring::Ntile => labels::NOTE_NTILE,
        Scoring::Cuts(_) => labels::NOTE_CUTS,
    };
    let notes = Block::Notes(vec![words.get(scoring), words.get(labels::NOTE_PURCHASE)]);
    let blocks = vec![Block::Table(thresholds(story)), notes, Block::Table(rules(story))];
    Section {
        id: "method".into(),
        title: words.get(labels::SECTION_METHOD),
        lead: words.get(labels::SECTION_METHOD_LEAD),
        blocks,
    }
}

fn thresholds(story: &Story<'_>) -> Table {
    let words = &story.words;
    let assessment = &story.findings.assessment;
    let plain = |value: f64| {
        let places = if value.fract() == 0.0 {
            0
        } else if (value * 10.0).fract().abs() < 1e-9 {
            1
        } else {
            2
        };
        number::decimal(value, places)
    };
    let mut rows = Vec::new();
    for (dimension, scale) in assessment.scales.iter().enumerate() {
        for threshold in scale.thresholds() {
            let count =
                assessment.scores.iter().flatten().filter(|scores| scores[dimension] == threshold.score).count();
            rows.push(vec![
                Cell::new(words.score_dimension(dimension, story.settings)),
                Cell::new(threshold.score.to_string()).strong(),
                Cell::new(plain(threshold.lower)),
                Cell::new(plain(threshold.upper)),
                Cell::new(words.count(count as u64)),
            ]);
        }
    }
    Table {
        caption: words.get(labels::CAPTION_THRESHOLDS),
        columns: vec![
            Column::new(words.get(labels::COLUMN_DIMENSION), Kind::Text),
            Column::new(words.get(labels::COLUMN_SCORE), Kind::Number),
            Column::new(words.get(labels::COLUMN_FROM_VALUE), Kind::Number),
            Column::new(words.get(labels::COLUMN_BELOW), Kind::Number),
            Column::new(words.get(labels::COLUMN_CUSTOMERS), Kind::Number),
        ],
        rows,
        total: None,
    }
}

fn rules(story: &Story<'_>) -> Table {
    let words = &story.words;
    let span =
        |span: Span| if span.low == span.high { span.low.to_string() } else { format!("{}–{}", span.low, span.high) };
    let rows = story
        .findings
        .assessment
        .segments
        .iter()
        .map(|segment| {
            let spans = segment
                .cells
                .map_or([const { String::new() }; 3], |cells| [span(cells.r), span(cells.f), span(cells.m)]);
            std::iter::once(Cell::new(words.name(segment)).strong()).chain(spans.map(Cell::new)).collect()
        })
        .collect();
    let header = |name: &str| Column::new(name, Kind::Number);
    Table {
        caption: labels::CAPTION_RULES.with(&[("bins", &story.findings.rule_bins)]).render(words.lang),
        columns: vec![
            Column::new(words.get(labels::COLUMN_SEGMENT), Kind::Text),
            header("R"),
            header("F"),
            header("M"),
        ],
        rows,
        total: None,
    }
}
