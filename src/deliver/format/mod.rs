//! One exporter a format. Each writes a whole table to a stream and knows nothing of files.

mod csv;
mod ndjson;
mod parquet;

use std::io::{self, Write};
use std::str::FromStr;

use super::table::ResultTable;

/// The formats of data files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// RFC 4180, UTF-8, LF.
    #[default]
    Csv,
    /// Apache Parquet.
    Parquet,
    /// One JSON object a line.
    Ndjson,
}

impl Format {
    /// All formats, for help and errors.
    pub const ALL: [(&'static str, Format); 3] =
        [("csv", Format::Csv), ("parquet", Format::Parquet), ("ndjson", Format::Ndjson)];

    /// The file name extension.
    pub fn extension(self) -> &'static str {
        Format::ALL.iter().find(|(_, format)| *format == self).map_or("csv", |(name, _)| name)
    }

    /// Writes `table` to `out`.
    pub fn write(self, table: &ResultTable, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Format::Csv => csv::write(table, out),
            Format::Parquet => parquet::write(table, out),
            Format::Ndjson => ndjson::write(table, out),
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Format, String> {
        Format::ALL.iter().find(|(known, _)| *known == name).map(|(_, format)| *format).ok_or_else(|| name.to_string())
    }
}
