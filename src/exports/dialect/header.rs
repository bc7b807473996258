//! Whether the first record of a table is its header: by known names, then by contrast with the records below.

use csv::StringRecord;

use super::Header;
use crate::exports::cast::{DateError, DateParser, DecimalMark, parse_money};

/// Records compared with the first one.
const BELOW: usize = 200;

/// Judges the first record of `table`. A record of texts above texts counts as a header, since most exports have one,
/// unless one of its cells is blank or appears again below it.
pub(super) fn judge(table: &[StringRecord], is_known_header: &dyn Fn(&str) -> bool) -> Header {
    let Some((first, below)) = table.split_first() else { return Header::Row };
    if has_known_names(first, is_known_header) {
        return Header::Row;
    }
    let below = &below[..below.len().min(BELOW)];
    let (mut contrasts, mut likenesses) = (0, 0);
    for (column, cell) in first.iter().enumerate() {
        let cells = || below.iter().filter_map(|record| record.get(column)).filter(|cell| !cell.trim().is_empty());
        let (filled, values) = (cells().count(), cells().filter(|cell| is_value(cell)).count());
        match (filled > 0 && values * 5 >= filled * 4, is_value(cell)) {
            (true, false) if !cell.trim().is_empty() => contrasts += 1,
            (_, true) => likenesses += 1,
            _ => {}
        }
    }
    let looks_like_data =
        || first.iter().any(|cell| cell.trim().is_empty()) || below.iter().any(|record| record == first);
    match contrasts.cmp(&likenesses) {
        std::cmp::Ordering::Greater => Header::Row,
        std::cmp::Ordering::Less => Header::None,
        std::cmp::Ordering::Equal if likenesses > 0 || looks_like_data() => Header::None,
        std::cmp::Ordering::Equal => Header::Row,
    }
}

/// Whether at least half of the filled cells of a record, or two of them beside no value, are known names.
pub(super) fn has_known_names(record: &StringRecord, is_known_header: &dyn Fn(&str) -> bool) -> bool {
    let filled = || record.iter().map(str::trim).filter(|cell| !cell.is_empty());
    let known = filled().filter(|cell| is_known_header(cell)).count();
    known > 0 && (known * 2 >= filled().count() || (known >= 2 && !filled().any(is_value)))
}

/// Whether a cell is an amount, a number or a date: what a header is not.
fn is_value(cell: &str) -> bool {
    parse_money(cell, DecimalMark::Point).is_ok()
        || parse_money(cell, DecimalMark::Comma).is_ok()
        || !matches!(
            DateParser::default().read(cell),
            Err(DateError::Empty | DateError::NotADate | DateError::Incomplete | DateError::TwoDigitYear)
        )
}
