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
    let first = Block::Notes(vec![words.get(labels::NOTE_FIRST)]);
    let blocks = vec![Block::Table(thresholds(story)), notes, Block::Table(rules(story)), first];
    Section {
        id: "method".into(),
        title: words.get(labels::SECTION_METHOD),
        lead: words.get(labels::SECTION_METHOD_LEAD),
        blocks,
    }
}

/// A row a score, best first; a column of ranges and one of customers for each dimension.
fn thresholds(story: &Story<'_>) -> Table {
    let words = &story.words;
    let assessment = &story.findings.assessment;
    let count = |dimension: usize, score: u8| {
        assessment.scores.iter().flatten().filter(|scores| scores[dimension] == score).count() as u64
    };
    let mut columns = vec![Column::new(words.get(labels::COLUMN_SCORE), Kind::Text)];
    for dimension in 0..assessment.scales.len() {
        columns.push(Column::new(words.score_dimension(dimension, story.settings), Kind::Number));
        columns.push(Column::new(words.get(labels::COLUMN_CUSTOMERS), Kind::Number));
    }
    let scales: Vec<_> = assessment.scales.iter().map(|scale| scale.thresholds()).collect();
    let rows = (1..=story.settings.bins)
        .rev()
        .map(|score| {
            let mut cells = vec![Cell::new(score.to_string()).strong()];
            for (dimension, thresholds) in scales.iter().enumerate() {
                let range = thresholds.iter().find(|threshold| threshold.score == score);
                let range = range.filter(|threshold| threshold.lower < threshold.upper);
                cells.push(Cell::new(range.map_or_else(
                    || number::MISSING.to_string(),
                    |threshold| format!("{} – {}", shortest(threshold.lower), shortest(threshold.upper)),
                )));
                cells.push(Cell::new(words.count(count(dimension, score))));
            }
            cells
        })
        .collect();
    Table { caption: words.get(labels::CAPTION_THRESHOLDS), columns, rows, total: None }
}

/// A cut point with as many of two decimals as it has.
fn shortest(value: f64) -> String {
    let places = (0..2).find(|places| (value * 10f64.powi(*places)).fract().abs() < 1e-9).unwrap_or(2);
    number::decimal(value, usize::try_from(places).unwrap_or(2))
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
        .zip(&story.findings.totals)
        .filter(|(segment, group)| segment.cells.is_some() || group.customers > 0)
        .map(|(segment, _)| {
            let missing = || number::MISSING.to_string();
            let spans = segment.cells.map_or_else(
                || [missing(), missing(), missing()],
                |cells| [span(cells.r), span(cells.f), span(cells.m)],
            );
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
