//! A hash of the cells of a row beyond the required ones, as they were understood, so that `¥865.68` and `865.68` are
//! the same line. A cell that holds nothing counts as one that is not there, and the order of columns means nothing: a
//! line is the same in a file with an empty column as in one without it.

use polars::prelude::{AnyValue, Column as Series};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::column::{Days, each_cell};
use super::rows::{Field, Reading, Rows};
use crate::exports::cell::Cell;
use crate::exports::cells::Cells;
use crate::exports::columns::Found;
use crate::tables::Role;

/// Takes the values of a cast column into the hashes.
pub(super) fn add_column(hashes: &mut [u64], column: &Series) {
    let seed = seed(column.name());
    if let Ok(texts) = column.str() {
        for (hash, text) in hashes.iter_mut().zip(texts.iter()) {
            mix(hash, seed, text.map(str::as_bytes));
        }
        return;
    }
    for (row, hash) in hashes.iter_mut().enumerate() {
        let number = match column.get(row) {
            Ok(AnyValue::Int64(number)) => Some(number),
            Ok(AnyValue::Int32(day)) => Some(i64::from(day)),
            Ok(AnyValue::Boolean(yes)) => Some(i64::from(yes)),
            _ => None,
        };
        mix(hash, seed, number.map(i64::to_le_bytes).as_ref().map(|bytes| &bytes[..]));
    }
}

/// Takes in a column that is in no field. A cell that its role cannot take counts as the text it is.
pub(super) fn add_cells(hashes: &mut [u64], found: &Found, rows: &impl Rows, reading: &Reading) {
    let role = found.column.role;
    let seed = seed(found.column.name);
    let days = matches!(role, Role::Day | Role::EndDay | Role::BirthDay).then(|| Days::new(role, found.index, reading));
    for (row, hash) in hashes.iter_mut().enumerate() {
        let cell = rows.cell(row, found.index);
        let number = match (role, &days) {
            (Role::Money | Role::Quantity | Role::Count, _) => {
                cell.money(reading.decimal).ok().flatten().map(|number| number.amount)
            }
            (_, Some(days)) => days.day(cell).ok().flatten().map(i64::from),
            (_, None) => None,
        };
        match number {
            Some(number) => mix(hash, seed, Some(&number.to_le_bytes())),
            None => mix(hash, seed, cell.text().as_ref().map(|text| text.as_bytes())),
        }
    }
}

/// Takes in the times of day of a column of days, to the second; midnight is the day itself. A time with a zone offset
/// counts as its moment, so that two ways to write it are the same.
pub(super) fn add_times(hashes: &mut Option<Vec<u64>>, field: &Field, rows: &impl Rows, reading: &Reading) {
    let Some(index) = field.index else { return };
    if matches!(rows.typed(index), Some(Cells::Day(_))) {
        return;
    }
    let (seed, days) = (seed(&field.name), Days::new(field.role, index, reading));
    let in_zone = reading.dates.timezone().is_some();
    each_cell(rows, index, |row, cell| {
        if is_bare_day(&cell) {
            return;
        }
        let Some(time) = days.time(cell) else { return };
        let second = time.second - time.offset.filter(|_| !in_zone).unwrap_or(0);
        if second != 0 {
            let hashes = hashes.get_or_insert_with(|| vec![0; rows.height()]);
            mix(&mut hashes[row], seed, Some(&second.to_le_bytes()));
        }
    });
}

/// Whether a cell is `2026-06-30`, as most are, which need no closer look.
fn is_bare_day(cell: &Cell<'_>) -> bool {
    matches!(cell, Cell::Text(text) if text.len() == 10 && text.as_bytes()[4] == b'-')
}

/// What tells the cells of one column from those of another.
fn seed(name: &str) -> u64 {
    xxh3_64(name.as_bytes())
}

fn mix(hash: &mut u64, seed: u64, bytes: Option<&[u8]>) {
    if let Some(bytes) = bytes {
        *hash = hash.wrapping_add(xxh3_64_with_seed(bytes, seed));
    }
}
