//! A whole text as one table of raw text. It invents no names and casts nothing.

use super::block::{Place, Ragged, Records, Role};
use super::cut::cut;
use crate::exports::dialect::Dialect;

/// The first table of a text: every cell as the text it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CleanTable {
    /// The names of the columns; `None` where the file has none.
    pub header: Option<Vec<String>>,
    /// The rows, each of the width of the table unless it could not be repaired.
    pub rows: Vec<Vec<String>>,
}

/// The first table of `text` without what stands before and below it.
pub fn clean(text: &str, dialect: &Dialect) -> CleanTable {
    let records = cut(text, dialect, Ragged::Pad, Place::Whole);
    let rows = records.table().map(|row| records.record(row).map(str::to_string).collect()).collect();
    CleanTable { header: header(&records), rows }
}

/// The names of the columns, where there are any. Of several rows of names those of a column are joined by one space.
pub fn header(records: &Records<'_>) -> Option<Vec<String>> {
    let mut header: Option<Vec<String>> = None;
    for row in (0..records.table().start).filter(|row| records.role(*row) == Role::Header) {
        let names = header.get_or_insert_default();
        for (column, name) in records.record(row).enumerate() {
            match names.get_mut(column) {
                Some(known) if known.is_empty() => known.push_str(name),
                Some(_) if name.is_empty() => {}
                Some(known) => {
                    known.push(' ');
                    known.push_str(name);
                }
                None => names.push(name.to_string()),
            }
        }
    }
    header
}
