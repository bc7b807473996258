//! Notes and totals below the table: the last rows of a file whose cells are nearly all empty.

use super::block::{Records, Role};
use crate::exports::dialect::{Dialect, Kind, Look};

/// Rows at the end that can be a footer.
const ROWS: usize = 8;

/// How a total or a note begins, in lower case.
const WORDS: [&str; 18] = [
    "total",
    "grand total",
    "subtotal",
    "sub-total",
    "sum",
    "note",
    "source",
    "end of",
    "合计",
    "合計",
    "总计",
    "總計",
    "小计",
    "小計",
    "总和",
    "备注",
    "注：",
    "说明",
];

/// Marks the rows of the footer, if there is one. They are neither ragged nor repaired any more.
pub(super) fn mark(records: &mut Records<'_>, dialect: &Dialect) {
    if dialect.width < 2 {
        return;
    }
    let height = records.height().min(records.other);
    let first = height.saturating_sub(ROWS).max(records.before[1] + 1);
    let below = (first..height).rev().take_while(|row| is_footer(records, *row, dialect)).count();
    if below == 0 {
        return;
    }
    records.footer = height - below;
    let footer = records.footer;
    records.ragged.retain(|row| *row < footer || *row >= height);
    records.repairs.retain(|repair| repair.row < footer || repair.row >= height);
}

fn is_footer(records: &Records<'_>, row: usize, dialect: &Dialect) -> bool {
    let mut filled = records.record(row).enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    let Some((column, cell)) = filled.next() else { return false };
    let more = filled.count();
    let words = cell.trim().to_lowercase();
    let named = WORDS.iter().any(|word| words.starts_with(word));
    let foreign = dialect.columns.get(column).is_some_and(|column| {
        column.kind == Kind::Value && !cell.chars().any(char::is_numeric) && column.surprise(Look::of(cell)) > 3.0
    });
    let lone = more == 0 && records.role(row) == Role::Data;
    let cut_off = records.ragged(row).is_some() || records.repairs.iter().any(|repair| repair.row == row);
    (named && (more + 1) * 2 <= dialect.width) || (lone && dialect.width > 2 && (foreign || cut_off))
}
