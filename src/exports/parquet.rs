//! Reads Parquet files slice by slice, only the columns asked for, into rows that can be cast.
//!
//! A column of any sensible type is understood: integer ids become text, decimals stay exact, dictionaries are looked
//! up, zoned timestamps keep their zone. A panic of the decoder on a damaged file becomes an ordinary error.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use polars::prelude::{DataFrame, ParallelStrategy, ParquetReader, PolarsResult, SerReader};

use super::cell::Cell;
use super::cells::Cells;
use super::chunk::Rows;
use super::source::Source;
use crate::error::Problem;
use crate::labels::{Label, Text};

const DAMAGED: Label = Label::new("is not a readable Parquet file: {why}", "不是可读的 Parquet 文件：{why}");
const NESTED: Label = Label::new(
    "column `{header}` has the type {dtype}, which holds no single values",
    "列 `{header}` 的类型为 {dtype}，不是单值",
);

/// Rows decoded at once, so that memory does not depend on how the file was cut.
pub const SLICE: usize = 262_144;

/// An opened Parquet file.
pub struct ParquetFile<'a> {
    source: &'a Source,
    metadata: Arc<polars::prelude::FileMetadata>,
    headers: Vec<String>,
}

impl<'a> ParquetFile<'a> {
    /// Reads the footer.
    pub fn open(source: &'a Source) -> Result<ParquetFile<'a>, Problem> {
        let opened = guarded(source, || {
            let mut reader = ParquetReader::new(source.file()?);
            let headers = reader.schema()?.iter_names().map(|name| name.to_string()).collect();
            Ok((reader.get_metadata()?.clone(), headers))
        })?;
        Ok(ParquetFile { source, metadata: opened.0, headers: opened.1 })
    }

    /// Column names.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// Rows in the file.
    pub fn rows(&self) -> usize {
        self.metadata.num_rows
    }

    /// Where to cut: first row and length, never across a row group, so that no group is decoded for a few rows.
    pub fn slices(&self) -> Vec<(usize, usize)> {
        let mut slices = Vec::new();
        let mut start = 0;
        for group in &self.metadata.row_groups {
            let end = start + group.num_rows();
            while start < end {
                let rows = SLICE.min(end - start);
                slices.push((start, rows));
                start += rows;
            }
        }
        slices
    }

    /// Decodes the columns at `indices` of one slice.
    pub fn read(&self, slice: (usize, usize), indices: &[usize]) -> Result<ParquetRows, Problem> {
        let frame = guarded(self.source, || {
            let mut reader = ParquetReader::new(self.source.file()?);
            reader.set_metadata(self.metadata.clone());
            reader
                .read_parallel(ParallelStrategy::None)
                .with_projection(Some(indices.to_vec()))
                .with_slice(Some(slice))
                .set_rechunk(true)
                .finish()
        })?;
        self.typed(&frame, indices)
    }

    fn typed(&self, frame: &DataFrame, indices: &[usize]) -> Result<ParquetRows, Problem> {
        let headers = &self.headers;
        let mut columns: Vec<Option<Cells>> = (0..headers.len()).map(|_| None).collect();
        for index in indices {
            let cells = guarded(self.source, || Cells::new(frame, &headers[*index]))?;
            let cells = cells.map_err(|dtype| {
                Problem::at(&self.source.name, NESTED.with(&[("header", &headers[*index]), ("dtype", &dtype)]))
            })?;
            columns[*index] = Some(cells);
        }
        Ok(ParquetRows { columns, height: frame.height() })
    }
}

/// Runs the decoder so that whatever it does ends in a value or a problem with the file's name.
fn guarded<T>(source: &Source, work: impl FnOnce() -> PolarsResult<T>) -> Result<T, Problem> {
    let problem = |why: String| Problem::at(&source.name, DAMAGED.text().and("why", Text::verbatim(why)));
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(problem(error.to_string())),
        Err(panic) => {
            let words = panic.downcast_ref::<String>().cloned();
            let words = words.or_else(|| panic.downcast_ref::<&str>().map(|words| (*words).to_string()));
            Err(problem(words.unwrap_or_else(|| "the decoder stopped".to_string())))
        }
    }
}

/// Decoded rows.
pub struct ParquetRows {
    columns: Vec<Option<Cells>>,
    height: usize,
}

impl Rows for ParquetRows {
    fn height(&self) -> usize {
        self.height
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        match self.columns.get(column) {
            Some(Some(cells)) => cells.get(row),
            _ => Cell::Missing,
        }
    }

    fn raw(&self, row: usize) -> Vec<String> {
        let text = |index| self.cell(row, index).text().unwrap_or_default().into_owned();
        (0..self.columns.len()).map(text).collect()
    }

    fn blank(&self, row: usize) -> bool {
        self.columns.iter().flatten().all(|cells| match cells.get(row) {
            Cell::Missing => true,
            Cell::Text(text) => text.trim().is_empty(),
            _ => false,
        })
    }

    fn ragged(&self) -> Vec<(usize, usize)> {
        Vec::new()
    }

    fn typed(&self, column: usize) -> Option<&Cells> {
        self.columns.get(column)?.as_ref()
    }
}
