//! Parquet: money as decimals, days as dates, everything else as it is.

use std::io::{self, Write};

use polars::prelude::{Column, DataType, IntoColumn, IntoSeries, ParquetCompression, ParquetWriter, StatisticsOptions};

use super::super::table::Kind;
use super::ResultTable;

pub(super) fn write(table: &ResultTable, out: &mut dyn Write) -> io::Result<()> {
    let mut frame = table.frame.clone();
    let columns: Result<Vec<Column>, _> = table
        .kinds
        .iter()
        .zip(table.frame.columns())
        .map(|(kind, column)| match kind {
            Kind::Money => {
                let divisor = 10i128.pow(u32::from(4 - table.decimals));
                let digits = column.i128()?.iter().map(|amount| amount.map(|amount| amount / divisor));
                let mut digits: polars::prelude::Int128Chunked = digits.collect();
                digits.rename(column.name().clone());
                Ok(digits.into_decimal_unchecked(38, usize::from(table.decimals)).into_series().into_column())
            }
            Kind::Day => column.cast(&DataType::Date),
            _ => Ok(column.clone()),
        })
        .collect();
    let columns: Vec<Column> = columns.map_err(|error: polars::prelude::PolarsError| io::Error::other(error))?;
    if !columns.is_empty() {
        frame = polars::prelude::DataFrame::new_infer_height(columns).map_err(io::Error::other)?;
    }
    // One thread and a fixed row-group size, so that the bytes do not depend on the machine.
    let mut failure = None;
    let written = ParquetWriter::new(Sink { out, failure: &mut failure })
        .with_compression(ParquetCompression::Zstd(None))
        .with_statistics(StatisticsOptions::default())
        .with_row_group_size(Some(262_144))
        .set_parallel(false)
        .finish(&mut frame);
    match (failure, written) {
        (Some(failure), _) => Err(failure),
        (None, written) => written.map(drop).map_err(io::Error::other),
    }
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
