//! The table of the report on how often customers complain: by orders, by customers, by units.

use crate::commands::speaker::Speaker;
use crate::labels::satisfaction_report::{self as shared, complaints as labels};
use crate::report::{Block, Cell, Column, Importance, Kind, Table};

use super::super::figures::{Segment, Series, Shown, Unit};
use super::super::span::Span;
use super::super::words::{change, value_and_interval};
use super::Complaints;

/// The rates of all customers in the last full period; nothing without orders.
pub(super) fn table(own: &Complaints, speaker: &Speaker, span: &Span) -> Option<Block> {
    let at = span.last_full()?;
    let is_rate = |series: &&Series| series.metric.unit == Unit::PerThousand && series.segment == Segment::Everyone;
    let rows = own.series.iter().filter(is_rate).filter_map(|series| {
        let figure = series.figures.get(at).filter(|figure| figure.shown != Shown::Empty)?;
        let (value, interval) = value_and_interval(speaker, series, figure);
        let change = change(speaker, series, figure.shown().and_then(|own| own.change));
        Some(vec![Cell::new(series.metric.name.render(speaker.lang)).strong(), value, interval, change])
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let column = |label, kind| Column::new(speaker.get(label), kind);
    let columns = vec![
        column(shared::COLUMN_METRIC, Kind::Text).importance(Importance::Essential),
        column(shared::COLUMN_VALUE, Kind::Number).importance(Importance::Essential),
        column(shared::COLUMN_INTERVAL, Kind::Number).meaning(speaker.get(shared::MEANING_INTERVAL)),
        column(shared::COLUMN_CHANGE, Kind::Delta).meaning(speaker.get(shared::MEANING_CHANGE)),
    ];
    let caption = labels::CAPTION_RATES.with(&[("period", &span.name(at))]).render(speaker.lang);
    (!rows.is_empty()).then_some(Block::Table(Table { caption, columns, rows, total: None }))
}
