//! One exporter a format. Each writes a whole table to a stream and knows nothing of files.

mod csv;
mod ndjson;
mod parquet;

use std::io::{self, Write};
use std::str::FromStr;

pub use csv::{CellStyle, CsvLines, without_guard};

use rayon::prelude::*;

use super::table::{Reader, ResultTable};
use crate::error::Error;

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

    /// Writes `table` to `out`; gives the number of cells that a spreadsheet would run as formulas.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn write(self, table: &ResultTable<'_>, out: &mut dyn Write, style: CellStyle) -> io::Result<u64> {
        match self {
            Format::Csv => csv::write(table, out, style),
            Format::Parquet => parquet::write(table, out).map(|()| 0),
            Format::Ndjson => ndjson::write(table, out).map(|()| 0),
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Format, String> {
        Format::ALL.iter().find(|(known, _)| *known == name).map(|(_, format)| *format).ok_or_else(|| name.to_string())
    }
}

/// Rows made and written as text at a time.
const BATCH: usize = 8_192;

/// Writes the rows of a table as lines, each by the readers of all columns: several batches are made side by side while
/// those before them are written.
fn write_lines(
    table: &ResultTable<'_>,
    out: &mut dyn Write,
    line: impl Fn(&[Reader<'_>], usize, &mut Vec<u8>) + Sync,
) -> io::Result<()> {
    let text = |range: &std::ops::Range<usize>| -> Result<Vec<u8>, Error> {
        let batch = table.batch(range.clone())?;
        let readers = table.readers(&batch)?;
        let mut text = Vec::with_capacity(range.len() * 16 * readers.len());
        for row in 0..batch.height() {
            line(&readers, row, &mut text);
        }
        Ok(text)
    };
    let mut made: Vec<Result<Vec<u8>, Error>> = Vec::new();
    for ranges in table.ranges(BATCH).chunks(2 * rayon::current_num_threads()) {
        let mut next = Vec::new();
        let written = rayon::in_place_scope(|scope| {
            scope.spawn(|_| next = ranges.par_iter().map(text).collect());
            write_all(std::mem::take(&mut made), out)
        });
        written?;
        made = next;
    }
    write_all(made, out)?;
    out.flush()
}

fn write_all(texts: Vec<Result<Vec<u8>, Error>>, out: &mut dyn Write) -> io::Result<()> {
    texts.into_iter().try_for_each(|text| out.write_all(&text.map_err(io::Error::other)?))
}
