//! The section of the report on complaints.

use crate::commands::speaker::Speaker;
use crate::labels::satisfaction_report::{self as shared, complaints as labels};
use crate::models::complaint_cases::SlaCounts;
use crate::report::{Block, Cell, Column, Importance, Kind as Holds, Section, Table, number};

use super::super::span::Span;
use super::breakdown::Kind;
use super::tables::{in_time, may_show};
use super::tallies::{ClockFigures, Hours};
use super::words::CLOCKS;
use super::{Complaints, notes, pareto, parts, rates, tested};

/// Seconds of an hour.
const HOUR: f64 = 3600.0;

/// The section; nothing without complaints.
pub(super) fn section(own: &Complaints, speaker: &Speaker, span: &Span) -> Option<Section> {
    own.breakdown.everyone(None)?;
    let mut blocks: Vec<Block> = rates::table(own, speaker, span).into_iter().collect();
    blocks.extend([Block::Table(clocks(own, speaker)), Block::Notes(vec![speaker.get(labels::NOTE_MEDIAN)])]);
    blocks.extend(tested::table(own, speaker));
    blocks.extend([Kind::Severity, Kind::Category].into_iter().filter_map(|kind| parts::table(own, speaker, kind)));
    blocks.extend(pareto::chart(own, speaker, span));
    blocks.extend(parts::table(own, speaker, Kind::Owner));
    blocks.push(Block::Notes(notes::all(own, speaker)));
    Some(Section {
        id: "complaints".into(),
        title: speaker.get(labels::SECTION),
        lead: speaker.get(labels::SECTION_LEAD),
        blocks,
    })
}

/// One row a clock, over all periods and customers.
fn clocks(own: &Complaints, speaker: &Speaker) -> Table {
    let column = |label, kind| Column::new(speaker.get(label), kind);
    let mut columns = vec![
        column(labels::COLUMN_CLOCK, Holds::Text).importance(Importance::Essential),
        column(labels::COLUMN_STOPPED, Holds::Number),
        column(labels::COLUMN_RUNNING, Holds::Number),
        column(labels::COLUMN_MEDIAN, Holds::Number)
            .meaning(speaker.get(labels::MEANING_MEDIAN))
            .importance(Importance::Essential),
        column(labels::COLUMN_NINETY, Holds::Number).meaning(speaker.get(labels::MEANING_NINETY)),
    ];
    let judged = own.allowed.iter().any(Option::is_some);
    if judged {
        columns.push(
            column(labels::COLUMN_IN_TIME, Holds::Share)
                .meaning(speaker.get(labels::MEANING_IN_TIME))
                .importance(Importance::Essential),
        );
        columns.push(column(labels::COLUMN_NOT_DUE, Holds::Number).importance(Importance::Extra));
        columns.push(column(labels::COLUMN_OVERRUN, Holds::Number).importance(Importance::Extra));
    }
    let whole = own.breakdown.everyone(None);
    let clocks = whole.map(|part| part.group.clocks).unwrap_or_default();
    let outcomes = whole.is_some_and(|part| part.seen.outcomes);
    let due = whole.map_or([false; 3], |part| part.seen.due);
    let withheld = || Cell::suppressed(speaker.get(shared::WITHHELD));
    let count = |n: u64| if outcomes { Cell::new(speaker.count(n)) } else { withheld() };
    let rows = CLOCKS.iter().zip(&clocks).zip(due).map(|((name, clock), due)| {
        let mut row = vec![
            Cell::new(speaker.get(*name)).strong(),
            count(clock.stopped),
            count(clock.running),
            hidden_or(speaker, clock, |clock| with_limits(clock.median)),
            hidden_or(speaker, clock, |clock| hours(clock.ninety.value)),
        ];
        if judged {
            let sla = clock.sla.filter(|_| may_show(clock));
            row.push(if due || sla.is_none() { share_in_time(speaker, clock) } else { withheld() });
            // Those not yet due are the rest of all.
            let not_due = |sla: SlaCounts| if due { count(sla.not_yet_due) } else { withheld() };
            row.push(sla.map_or_else(|| Cell::new(missing()), not_due));
            row.push(Cell::new(hours(
                sla.filter(|_| due).and_then(|sla| sla.mean_overrun()).map(|seconds| seconds / HOUR),
            )));
        }
        row
    });
    Table { caption: speaker.get(labels::CAPTION_CLOCKS), rows: rows.collect(), columns, total: None }
}

/// Of a clock that too few cases have, only that.
pub(super) fn hidden_or(speaker: &Speaker, clock: &ClockFigures, text: impl Fn(&ClockFigures) -> String) -> Cell {
    match (clock.stopped + clock.running, may_show(clock)) {
        (0, _) => Cell::new(missing()),
        (_, false) => Cell::suppressed(speaker.get(shared::HIDDEN)),
        (_, true) => Cell::new(text(clock)),
    }
}

/// The share in time of a clock, with its interval.
pub(super) fn share_in_time(speaker: &Speaker, clock: &ClockFigures) -> Cell {
    let share = in_time(clock);
    let text = |_: &ClockFigures| {
        share.as_ref().map_or_else(missing, |share| {
            let interval = number::percent_interval(share.interval.lower, share.interval.upper);
            format!("{} ({interval})", number::percent(share.value))
        })
    };
    hidden_or(speaker, clock, text)
}

fn with_limits(hours: Hours) -> String {
    let Some(value) = hours.value else { return missing() };
    let limit = |limit: Option<f64>| limit.map_or_else(|| "…".to_string(), |limit| number::decimal(limit, 1));
    format!("{} ({}–{})", number::decimal(value, 1), limit(hours.lower), limit(hours.upper))
}

/// Hours, or the sign of a figure that does not exist.
pub(super) fn hours(value: Option<f64>) -> String {
    value.map_or_else(missing, |value| number::decimal(value, 1))
}

/// The sign of a figure that does not exist.
pub(super) fn missing() -> String {
    number::MISSING.to_string()
}
