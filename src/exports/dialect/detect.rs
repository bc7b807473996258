//! The dialect of a sample, step by step: delimiter and quote, width, columns, preamble, header, second table.

use super::candidate::{self, Candidate};
use super::column::Column;
use super::form::{Delimiter, Dialect, GivenDialect, Header};
use super::{aligned, header, preamble, second_table};
use crate::exports::records::{Place, Ragged, Records, Repair, RepairKind, cut};

/// Records before the table that can be asked for: more than a block holds, and few enough to count on from.
const MOST_BEFORE: usize = 1 << 30;
/// Records from which the columns are learnt.
const LEARNT: usize = 1000;

/// Whether the sample ends where the file ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleEnd {
    /// The sample is the whole file.
    WholeFile,
    /// The file goes on, so the last record may be cut.
    Cut,
}

/// Detects the dialect of a sample from the start of a file (some 256 KiB are enough). `given` wins; `is_known_header`
/// says whether a trimmed cell is the name of a column that the program knows.
///
/// A sample without a constant width above one is a table of one column. An empty sample has a header of no columns.
pub fn detect(sample: &str, end: SampleEnd, given: &GivenDialect, is_known_header: &dyn Fn(&str) -> bool) -> Dialect {
    let sample = &Sample { text: sample, end };
    let best = match given.delimiter {
        Some(delimiter @ (Delimiter::Space | Delimiter::Blanks)) => aligned::of(sample, delimiter, given),
        Some(delimiter) => candidate::best(sample, &[delimiter], given),
        None => {
            // In a tie the later candidate wins: the comma is also the decimal mark of half the world.
            let signs = [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Pipe, Delimiter::Tab];
            let best = candidate::best(sample, &signs, given);
            aligned::instead_of(&best, sample, given).unwrap_or(best)
        }
    };
    let Candidate { mut dialect, width, .. } = best;
    dialect.columns = learn(&sample.records(&dialect), width);
    dialect.width = width;
    let rows = sample.records(&dialect);
    let (before, rows_of_names) = match (given.preamble_records, given.header) {
        (Some(records), header) => (records.min(MOST_BEFORE), header),
        (None, header) => {
            let found = preamble::count(&rows, &dialect, is_known_header);
            (found.min(rows.len()), header)
        }
    };
    dialect.preamble_records = before;
    let table = rows.get(before..).unwrap_or_default();
    dialect.header = rows_of_names.unwrap_or_else(|| header::judge(table, is_known_header));
    if dialect.header == Header::None && given.header.is_none() && given.preamble_records.is_none() {
        take_back_header(sample, &mut dialect);
    }
    if dialect.header == Header::None && given.preamble_records.is_none() {
        // Without a header nothing tells a line before the table from a short row of it.
        dialect.preamble_records = 0;
    }
    let names = dialect.preamble_records.saturating_add(dialect.header.rows());
    dialect.unnamed = unnamed(rows.get(dialect.preamble_records..names).unwrap_or_default(), &dialect);
    dialect.table_records =
        second_table::start(&rows, names, &dialect, is_known_header).and_then(|row| u64::try_from(row).ok());
    dialect
}

/// The start of a file.
pub(super) struct Sample<'t> {
    pub(super) text: &'t str,
    pub(super) end: SampleEnd,
}

impl<'t> Sample<'t> {
    /// The records as they stand there, unrepaired. The last one of a sample that was cut may be cut too and is left out.
    pub(super) fn records(&self, dialect: &Dialect) -> Vec<Vec<String>> {
        let plain = Dialect { preamble_records: 0, header: Header::None, table_records: None, ..dialect.clone() };
        let records = cut(self.text, &plain, Ragged::Error, Place::First);
        let cells = |row: usize| records.record(row).map(str::to_string).collect();
        (0..self.whole(&records)).map(cells).collect()
    }

    fn whole(&self, records: &Records<'t>) -> usize {
        match self.end {
            SampleEnd::Cut if records.height() > 1 => records.height() - 1,
            _ => records.height(),
        }
    }
}

/// What the columns look like in the records of the right width. The first of these may hold their names.
fn learn(rows: &[Vec<String>], width: usize) -> Vec<Column> {
    let fitting: Vec<&Vec<String>> = rows.iter().filter(|row| row.len() == width).take(LEARNT).collect();
    let fitting = fitting.get(1..).filter(|rest| !rest.is_empty()).unwrap_or(&fitting);
    let cells = |column: usize| fitting.iter().filter_map(move |row| row.get(column)).map(String::as_str);
    (0..width).map(|column| Column::learn(cells(column))).collect()
}

/// The columns at the end that the header has no name for, where nothing stands in them.
fn unnamed(header: &[Vec<String>], dialect: &Dialect) -> usize {
    let Some(names) = header.iter().map(Vec::len).max() else { return 0 };
    let beyond = dialect.columns.get(names..).unwrap_or_default();
    if beyond.iter().all(Column::is_empty) { beyond.len() } else { 0 }
}

/// Takes the last record of the preamble as the header of a table without one, where it is delimited by another sign
/// than the records below and has about as many cells.
fn take_back_header(sample: &Sample<'_>, dialect: &mut Dialect) {
    let Some(before) = dialect.preamble_records.checked_sub(1) else { return };
    let trial = Dialect { preamble_records: before, header: Header::Row, ..dialect.clone() };
    let records = cut(sample.text, &trial, Ragged::Pad, Place::First);
    let redelimited = |repair: &Repair| repair.row == before && repair.kind == RepairKind::Redelimited;
    // Names of two words are one more piece; a sentence has many.
    let pieces = records.raw(before).split([' ', ',', ';', '|', '\t']).count();
    if pieces * 3 <= dialect.width * 4 && records.repairs().iter().any(redelimited) {
        *dialect = trial;
    }
}

#[cfg(test)]
mod tests;
