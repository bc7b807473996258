//! Parquet: money as decimals, days as dates, everything else as it is.

use std::io::{self, Write};

use polars::prelude::{
    Column, DataFrame, DataType, Int128Chunked, IntoColumn, IntoSeries, ParquetCompression, ParquetWriter,
    PolarsResult, StatisticsOptions,
};

use super::super::table::Kind;
use super::ResultTable;

/// Rows of a row group. It is fixed, so that the bytes do not depend on the machine.
const ROW_GROUP: usize = 262_144;

pub(super) fn write(table: &ResultTable<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut failure = None;
    let written = write_groups(table, Sink { out, failure: &mut failure });
    match failure {
        Some(failure) => Err(failure),
        None => written,
    }
}

fn write_groups(table: &ResultTable<'_>, sink: Sink<'_>) -> io::Result<()> {
    let none = typed(table, &table.batch(0..0).map_err(io::Error::other)?).map_err(io::Error::other)?;
    let mut writer = ParquetWriter::new(sink)
        .with_compression(ParquetCompression::Zstd(None))
        .with_statistics(StatisticsOptions::default())
        .with_row_group_size(Some(ROW_GROUP))
        .set_parallel(false)
        .batched(none.schema())
        .map_err(io::Error::other)?;
    for range in table.ranges(ROW_GROUP) {
        let batch = table.batch(range).map_err(io::Error::other)?;
        let mut batch = typed(table, &batch).map_err(io::Error::other)?;
        batch.rechunk_mut();
        writer.write_batch(&batch).map_err(io::Error::other)?;
    }
    writer.finish().map(drop).map_err(io::Error::other)
}

/// The rows with the types that a Parquet file gives money and days.
fn typed(table: &ResultTable<'_>, rows: &DataFrame) -> PolarsResult<DataFrame> {
    let column = |((_, kind), column): (&(String, Kind), &Column)| match kind {
        Kind::Money => {
            let divisor = 10i128.pow(u32::from(4 - table.decimals));
            let digits = column.i128()?.iter().map(|amount| amount.map(|amount| amount / divisor));
            let mut digits: Int128Chunked = digits.collect();
            digits.rename(column.name().clone());
            Ok(digits.into_decimal_unchecked(38, usize::from(table.decimals)).into_series().into_column())
        }
        Kind::Day => column.cast(&DataType::Date),
        _ => Ok(column.clone()),
    };
    let columns: PolarsResult<Vec<Column>> = table.columns.iter().zip(rows.columns()).map(column).collect();
    DataFrame::new(rows.height(), columns?)
}

/// Keeps the first error of the stream, which polars would turn into words.
struct Sink<'a> {
    out: &'a mut dyn Write,
    failure: &'a mut Option<io::Error>,
}

impl Sink<'_> {
    fn keep<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|error| {
            let kind = error.kind();
            self.failure.get_or_insert(error);
            kind.into()
        })
    }
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.out.write(bytes);
        self.keep(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.out.flush();
        self.keep(result)
    }
}
