//! A hash of the cells of a row beyond the required ones, as they were understood, so that `¥865.68` and `865.68` are
//! the same line.

use polars::prelude::{AnyValue, Column as Series};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::column::Days;
use super::rows::{Reading, Rows};
use crate::exports::columns::Found;
use crate::tables::Role;

/// Takes the values of a cast column into the hashes.
pub(super) fn add_column(hashes: &mut [u64], column: &Series) {
    if let Ok(texts) = column.str() {
        hashes.iter_mut().zip(texts.iter()).for_each(|(hash, text)| *hash = mix(*hash, text.map(str::as_bytes)));
        return;
    }
    for (row, hash) in hashes.iter_mut().enumerate() {
        let bytes = match column.get(row) {
            Ok(AnyValue::Int64(number)) => Some(number),
            Ok(AnyValue::Int32(day)) => Some(i64::from(day)),
            Ok(AnyValue::Boolean(yes)) => Some(i64::from(yes)),
            _ => None,
        };
        *hash = mix(*hash, bytes.map(i64::to_le_bytes).as_ref().map(|bytes| &bytes[..]));
    }
}

/// Takes in a column that is in no field. A cell that its role cannot take counts as the text it is.
pub(super) fn add_cells(hashes: &mut [u64], found: &Found, rows: &impl Rows, reading: &Reading) {
    let role = found.column.role;
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
        *hash = match number {
            Some(number) => mix(*hash, Some(&number.to_le_bytes())),
            None => mix(*hash, cell.text().as_ref().map(|text| text.as_bytes())),
        };
    }
}

fn mix(hash: u64, bytes: Option<&[u8]>) -> u64 {
    match bytes {
        Some(bytes) => xxh3_64_with_seed(bytes, hash ^ 1),
        None => xxh3_64_with_seed(&[], hash),
    }
}
