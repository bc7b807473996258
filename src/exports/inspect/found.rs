//! What was found in a file.

use std::collections::BTreeMap;

use serde::Serialize;

use super::tally::Kind;
use crate::exports::chunk::Irregular;
use crate::exports::columns::Recognised;

/// Everything that was found in one file.
#[derive(Clone, Debug, Serialize)]
pub struct Inspection {
    /// As the user named it.
    pub path: String,
    /// Bytes as they came out of the packing.
    pub bytes: u64,
    /// `plain`, `gzip` or `zstd`.
    pub packing: &'static str,
    /// `text` or `parquet`.
    pub format: &'static str,
    /// How the text is cut; none for Parquet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub structure: Option<StructureFound>,
    /// All records, the header and what stands before and below the table among them.
    pub records: u64,
    /// Rows of the table.
    pub rows: u64,
    /// The canonical table that the headers fit best, where any does.
    pub table: Option<&'static str>,
    /// The columns.
    pub columns: Vec<ColumnFound>,
    /// The first rows; personal cells masked.
    pub sample: Vec<Vec<String>>,
    /// Records that are no rows of the table.
    pub irregular: Irregularities,
    /// Records that were repaired, by what was done.
    pub repaired: BTreeMap<&'static str, u64>,
    /// The first of them.
    pub repairs: Vec<RepairFound>,
    /// What an analysis would object to, in words.
    pub problems: Vec<String>,
}

/// How text is cut.
#[derive(Clone, Debug, Serialize)]
pub struct StructureFound {
    /// Encoding.
    pub encoding: String,
    /// What settled the encoding, in words.
    pub encoding_reason: String,
    /// Characters that are no text in the encoding and were replaced.
    pub replaced_characters: u64,
    /// Delimiter.
    pub delimiter: String,
    /// Whether blanks follow the delimiter.
    pub spaced: bool,
    /// What surrounds cells.
    pub quote: Option<String>,
    /// `doubled` or `backslash`.
    pub escape: &'static str,
    /// Records before the table.
    pub preamble_records: u64,
    /// Records that hold the names of the columns.
    pub header_records: u64,
    /// Cells of the header, where they are not those of the records below it; an analysis refuses such a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_cells: Option<u64>,
}

/// A column.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnFound {
    /// Header in the file, or `#1`, `#2` … where it has none.
    pub header: String,
    /// The canonical column it is taken for.
    pub column: Option<&'static str>,
    /// How it was recognised.
    pub by: Option<Recognised>,
    /// The type of a column that holds no single values, or none that can be read; its cells are as good as empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unreadable: Option<String>,
    /// What its cells look like.
    pub kind: Kind,
    /// Cells that hold something.
    pub filled: u64,
    /// Cells that hold nothing.
    pub empty: u64,
    /// Filled cells that do not look like the others.
    pub unlike: u64,
    /// What the dates say about the order of day and month.
    pub day_orders: DayOrders,
    /// What its numbers say about the decimal mark.
    pub decimal_marks: DecimalMarks,
    /// Cells by the currency they name: of a column of amounts, or of currencies.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub currencies: BTreeMap<String, u64>,
    /// Cells in the shape that a spreadsheet gives to long numbers, such as 1.23457E+11.
    pub scientific: u64,
}

/// Dates by the orders of day and month that they fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DayOrders {
    /// Only with the day first.
    pub day_first: u64,
    /// Only with the month first.
    pub month_first: u64,
    /// Both ways, with another day each.
    pub either: u64,
}

/// Numbers with a point or a comma by the decimal marks that they fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DecimalMarks {
    /// Only with a decimal point.
    pub point: u64,
    /// Only with a decimal comma.
    pub comma: u64,
    /// With a point before the last three digits, which parts decimals or groups thousands.
    pub either: u64,
}

/// Records that are no rows of the table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Irregularities {
    /// Too few or too many cells.
    pub ragged: u64,
    /// Notes and totals below the table.
    pub footer: u64,
    /// Rows of a second table.
    pub other_table: u64,
    /// The header once more.
    pub repeated_header: u64,
}

impl Irregularities {
    pub(super) fn add(&mut self, why: Irregular) {
        *match why {
            Irregular::Ragged(_) => &mut self.ragged,
            Irregular::Footer => &mut self.footer,
            Irregular::OtherTable => &mut self.other_table,
            Irregular::RepeatedHeader => &mut self.repeated_header,
        } += 1;
    }

    pub(super) fn merge(&mut self, other: &Irregularities) {
        self.ragged += other.ragged;
        self.footer += other.footer;
        self.other_table += other.other_table;
        self.repeated_header += other.repeated_header;
    }
}

/// A record that was repaired.
#[derive(Clone, Debug, Serialize)]
pub struct RepairFound {
    /// Record number, from 1.
    pub record: u64,
    /// The byte of the unpacked file at which it starts.
    pub byte_offset: u64,
    /// What was done.
    pub repair: &'static str,
    /// Its text as it stands in the file; masked unless asked otherwise.
    pub raw: String,
}
