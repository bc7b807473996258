//! Tables of the report with a row for each severity, category or owner.

use crate::commands::speaker::Speaker;
use crate::labels::satisfaction_report::{self as shared, complaints as labels};
use crate::models::complaint_cases::OwnerRow;
use crate::models::satisfaction_scores::SUPPRESSED_BELOW;
use crate::models::share::Share;
use crate::report::{Block, Cell, Column, Importance, Kind as Holds, Table, number};
use crate::settings::satisfaction_report::CONFIDENCE;

use super::Complaints;
use super::breakdown::{Kind, Part};
use super::report::{hidden_or, hours, missing, share_in_time};

/// Rows that are told by name.
const MOST: usize = 15;

/// The table of a kind; nothing where complaints tell only one value, or none.
pub(super) fn table(own: &Complaints, speaker: &Speaker, kind: Kind) -> Option<Block> {
    let mut parts: Vec<&Part> = own.breakdown.of(kind).collect();
    if parts.iter().filter(|part| part.name.is_some()).count() < 2 {
        return None;
    }
    // Those without a value stand last, and severities in the order of their names.
    let cases = |part: &Part| part.group.counts.assigned;
    if kind != Kind::Severity {
        parts.sort_by_key(|part| (part.name.is_none(), std::cmp::Reverse(cases(part))));
    }
    let big = |part: &Part| cases(part) >= SUPPRESSED_BELOW;
    let (mut told, mut rest): (Vec<&Part>, Vec<&Part>) = parts.into_iter().partition(|part| big(part));
    rest.extend(told.drain(MOST.min(told.len())..));
    let mut rows: Vec<Vec<Cell>> = told.into_iter().map(|part| row(own, speaker, kind, part)).collect();
    rows.extend(others(own, speaker, kind, &rest));
    let (caption, header) = match kind {
        Kind::Severity => (labels::CAPTION_SEVERITIES, labels::COLUMN_SEVERITY),
        Kind::Owner => (labels::CAPTION_OWNERS, labels::COLUMN_OWNER),
        _ => (labels::CAPTION_CATEGORIES, labels::COLUMN_CATEGORY),
    };
    let column = |label, kind| Column::new(speaker.get(label), kind);
    let mut columns = vec![
        column(header, Holds::Text).importance(Importance::Essential),
        column(labels::COLUMN_CASES, Holds::Number).importance(Importance::Essential),
        column(labels::COLUMN_OPEN, Holds::Number),
        column(labels::COLUMN_RESPONSE, Holds::Number),
        column(labels::COLUMN_RESOLUTION, Holds::Number),
    ];
    columns.extend(has_limit(own).then(|| column(labels::COLUMN_RESOLVED_IN_TIME, Holds::Share)));
    if kind == Kind::Owner {
        columns.push(column(labels::COLUMN_OVERDUE, Holds::Share).importance(Importance::Extra));
        columns.push(column(labels::COLUMN_REOPENED, Holds::Share).importance(Importance::Extra));
    }
    Some(Block::Table(Table { caption: speaker.get(caption), columns, rows, total: None }))
}

/// Whether a time is allowed for the resolution.
fn has_limit(own: &Complaints) -> bool {
    own.allowed.get(1).is_some_and(Option::is_some)
}

fn row(own: &Complaints, speaker: &Speaker, kind: Kind, part: &Part) -> Vec<Cell> {
    let name = part.name.clone().unwrap_or_else(|| speaker.get(labels::NONE_GIVEN));
    let group = &part.group;
    let [response, resolution, _] = &group.clocks;
    let mut row = vec![
        Cell::new(name).strong(),
        Cell::new(speaker.count(group.counts.assigned)),
        match part.seen.outcomes {
            true => Cell::new(speaker.count(group.counts.open)),
            false => Cell::suppressed(speaker.get(shared::WITHHELD)),
        },
        hidden_or(speaker, response, |clock| hours(clock.median.value)),
        hidden_or(speaker, resolution, |clock| hours(clock.median.value)),
    ];
    let [_, resolutions, _] = part.seen.due;
    row.extend(has_limit(own).then(|| match resolutions {
        true => share_in_time(speaker, resolution),
        false => Cell::suppressed(speaker.get(shared::WITHHELD)),
    }));
    row.extend(rates(own, kind, &group.counts, [part.seen.outcomes, part.seen.reopened]));
    row
}

/// All that are too small or too many to be told, in one row.
fn others(own: &Complaints, speaker: &Speaker, kind: Kind, rest: &[&Part]) -> Option<Vec<Cell>> {
    let all = rest.iter().map(|part| part.group.counts).reduce(|one, other| OwnerRow {
        assigned: one.assigned + other.assigned,
        closed: one.closed + other.closed,
        open: one.open + other.open,
        overdue: one.overdue + other.overdue,
        reopened: one.reopened + other.reopened,
        resolved_once: one.resolved_once + other.resolved_once,
    })?;
    let seen = rest.iter().all(|part| part.seen.outcomes);
    let reopened = rest.iter().all(|part| part.seen.reopened);
    let number = |n: u64, seen: bool| match all.assigned < SUPPRESSED_BELOW || !seen {
        true => Cell::suppressed(speaker.get(shared::HIDDEN)),
        false => Cell::new(speaker.count(n)),
    };
    let mut row = vec![Cell::new(speaker.get(labels::OTHERS)), number(all.assigned, true), number(all.open, seen)];
    row.extend((0..2 + usize::from(has_limit(own))).map(|_| Cell::new(missing())));
    row.extend(rates(own, kind, &all, [seen, reopened]));
    Some(row)
}

/// What the table of owners tells beside: overdue of open, reopened of resolved.
fn rates(own: &Complaints, kind: Kind, counts: &OwnerRow, [overdue, reopened]: [bool; 2]) -> Vec<Cell> {
    let told = |share: Option<Share>, seen: bool| {
        let share = share.filter(|share| seen && share.total >= SUPPRESSED_BELOW);
        Cell::new(share.map_or_else(missing, |share| number::percent(share.value)))
    };
    let judged = own.allowed.iter().any(Option::is_some);
    match kind {
        Kind::Owner => {
            vec![
                told(counts.overdue_share(CONFIDENCE).filter(|_| judged), overdue),
                told(counts.reopened_share(CONFIDENCE).filter(|_| own.recorded.reopenings), reopened),
            ]
        }
        _ => Vec::new(),
    }
}
