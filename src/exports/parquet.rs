//! Reads Parquet files slice by slice, only the columns asked for, into rows that can be cast; the others of a row only
//! where it is set aside or may be blank.
//!
//! A column of any sensible type is understood: integer ids become text, decimals stay exact, dictionaries are looked
//! up, zoned timestamps keep their zone. A panic of the decoder on a damaged file becomes an ordinary error.

use std::cell::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use polars::prelude::{
    ArrowDataType, Column, DataFrame, FileMetadata, ParallelStrategy, ParquetReader, PolarsResult, SerReader, Series,
};

use super::cell::{Cell, Zone};
use super::cells::Cells;
use super::chunk::{Irregular, Rows};
use super::expand_limit::FREE;
use super::pump::{Give, words_of};
use super::source::{Source, too_packed, unreadable};
use crate::error::{Error, Problem};
use crate::labels::{Label, Text};

const DAMAGED: Label = Label::new("is not a readable Parquet file: {why}", "不是可读的 Parquet 文件：{why}");
const STOPPED: Label = Label::new("the decoder stopped", "解码中止");
const NESTED: Label = Label::new(
    "column `{header}` has the type {dtype}, which cannot be read as single values",
    "列 `{header}` 的类型为 {dtype}，无法读作单值",
);
const NESTED_HINT: Label =
    Label::new("export the column as text or numbers, or leave it out", "请将该列导出为文本或数值，或不导出该列");

const FOOTER: Label = Label::new(
    "is not a readable Parquet file: what its footer promises does not fit its size",
    "不是可读的 Parquet 文件：文件尾的声明与文件大小不符",
);
const LOST_ROWS: Label = Label::new(
    "the file promises {wanted} rows where {found} can be read",
    "文件声明有 {wanted} 行，实际只能读出 {found} 行",
);
const LARGE_GROUP: Label = Label::new(
    "has row groups of {size} MB, which do not fit into the {memory} MB that huike may take",
    "的行组达 {size} MB，超出 huike 可用的 {memory} MB 内存",
);
const LARGE_GROUP_HINT: Label = Label::new(
    "give it more with --max-memory, use fewer --threads, or export with smaller row groups",
    "请用 --max-memory 增加内存、用 --threads 减少线程，或以较小的行组导出",
);

/// Rows decoded at once, so that memory does not depend on how the file was cut.
pub const SLICE: usize = 262_144;

/// Rows worked on at once: few enough that what is made of them lies where memory is fast, and is not fresh memory each
/// time, which the system has to clear.
const PART: usize = 32_768;

/// Rows that a file may hold whatever its size: a column of one value takes next to no room.
const FREE_ROWS: u64 = 10_000_000;

/// The columns of a file that are looked at, by place.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    /// Those that are cast.
    pub(super) cast: Vec<usize>,
    /// Those that are only told of rows that are set aside.
    pub(super) told: Vec<usize>,
    /// Those that cannot be read and are as good as empty.
    pub(super) unreadable: Vec<usize>,
}

/// An opened Parquet file.
pub struct ParquetFile<'a> {
    source: &'a Source,
    metadata: Arc<FileMetadata>,
    /// The same but for the row groups.
    without_groups: Box<FileMetadata>,
    headers: Vec<String>,
    /// The types of the columns as the file has them.
    types: Vec<ArrowDataType>,
    /// Bytes on disk.
    size: u64,
}

impl<'a> ParquetFile<'a> {
    /// Reads the footer.
    pub fn open(source: &'a Source) -> Result<ParquetFile<'a>, Problem> {
        let opened = guarded(source, || {
            let mut reader = ParquetReader::new(source.file()?);
            let schema = reader.schema()?;
            let columns = schema.iter_values().map(|column| (column.name.to_string(), column.dtype.clone()));
            Ok((reader.get_metadata()?.clone(), columns.unzip()))
        })?;
        let (headers, types) = opened.1;
        let size = source.file().and_then(|file| file.metadata()).map_err(|why| unreadable(&source.name, &why))?.len();
        let without_groups = Box::new(FileMetadata { row_groups: Vec::new(), ..FileMetadata::clone(&opened.0) });
        let file = ParquetFile { source, metadata: opened.0, without_groups, headers, types, size };
        file.check_footer()?;
        Ok(file)
    }

    /// Compares what the footer promises with the size of the file, before anything is allocated for it.
    fn check_footer(&self) -> Result<(), Problem> {
        let (size, most) = (self.size.max(1), self.source.max_expand());
        let (mut rows, mut packed, mut unpacked) = (0u64, 0u64, 0u64);
        for group in &self.metadata.row_groups {
            rows = rows.saturating_add(group.num_rows() as u64);
            for column in group.parquet_columns() {
                packed = packed.saturating_add(column.compressed_size().max(0) as u64);
                unpacked = unpacked.saturating_add(column.uncompressed_size().max(0) as u64);
            }
        }
        if rows != self.metadata.num_rows as u64 || packed > size {
            return Err(Problem::at(&self.source.name, FOOTER.text()));
        }
        let expands = |promised: u64, free: u64| promised > free && promised / most.max(1) > size;
        if expands(rows, FREE_ROWS) || expands(unpacked, FREE) {
            return Err(too_packed(&self.source.name, most));
        }
        Ok(())
    }

    /// Refuses columns of which one row group alone would not fit into `memory` bytes, for each of `threads`.
    pub(super) fn check_memory(&self, columns: &Wanted, memory: usize, threads: usize) -> Result<(), Problem> {
        let indices = columns.cast.iter().chain(&columns.told);
        let names: Vec<&str> = indices.map(|index| self.headers[*index].as_str()).collect();
        let wanted =
            |path: &[polars::prelude::PlSmallStr]| path.first().is_some_and(|name| names.contains(&name.as_str()));
        let mut largest = 0u64;
        for group in &self.metadata.row_groups {
            let columns = group.parquet_columns().iter().filter(|column| wanted(&column.descriptor().path_in_schema));
            largest = largest.max(columns.map(|column| column.uncompressed_size().max(0) as u64).sum());
        }
        if largest.saturating_mul(threads as u64) > memory as u64 {
            let what = LARGE_GROUP.with(&[("size", &(largest >> 20)), ("memory", &(memory >> 20))]);
            return Err(Problem::at(&self.source.name, what).hint(LARGE_GROUP_HINT.text()));
        }
        Ok(())
    }

    /// Column names.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// Rows in the file.
    pub fn rows(&self) -> usize {
        self.metadata.num_rows
    }

    /// Gives the slices to read, in order: first row and length. None goes across a row group, so that no group is
    /// decoded for a few rows.
    pub(super) fn each_slice(&self, give: Give<'_, (usize, usize)>) -> Result<(), Error> {
        self.slices().all(give);
        Ok(())
    }

    fn slices(&self) -> impl Iterator<Item = (usize, usize)> {
        let mut end = 0;
        self.metadata.row_groups.iter().flat_map(move |group| {
            let first = end;
            end += group.num_rows();
            let end = end;
            (first..end).step_by(SLICE).map(move |start| (start, SLICE.min(end - start)))
        })
    }

    /// The columns that hold no single values, or none that can be read, and their types. Bytes are read for it, since
    /// they may be text.
    ///
    /// # Errors
    /// A problem where these cannot be decoded.
    pub(super) fn unreadable(&self) -> Result<Vec<(usize, String)>, Problem> {
        let mut found = Vec::new();
        for (index, of) in self.types.iter().enumerate() {
            let of_column = match unreadable_type(of) {
                None if is_bytes(of) => self.unreadable_bytes(index)?,
                of_column => of_column,
            };
            found.extend(of_column.map(|name| (index, name)));
        }
        Ok(found)
    }

    fn unreadable_bytes(&self, index: usize) -> Result<Option<String>, Problem> {
        for slice in self.slices() {
            let frame = self.frame(slice, &[index])?;
            if let Err(name) = self.cells(&frame, index)? {
                return Ok(Some(name));
            }
        }
        Ok(None)
    }

    /// The metadata of the row group that holds row `start`, as those of a file of its own, and the row on which the
    /// group begins. Given all groups, the reader would look into each one before the slice as well.
    fn group_of(&self, start: usize) -> (Arc<FileMetadata>, usize) {
        let mut first = 0;
        for group in &self.metadata.row_groups {
            if start < first + group.num_rows() {
                let (row_groups, num_rows) = (vec![group.clone()], group.num_rows());
                return (
                    Arc::new(FileMetadata { row_groups, num_rows, ..FileMetadata::clone(&self.without_groups) }),
                    first,
                );
            }
            first += group.num_rows();
        }
        (self.metadata.clone(), 0)
    }

    /// The rows of one slice.
    pub(super) fn read<'f>(&'f self, slice: (usize, usize), wanted: &'f Wanted) -> Result<ParquetRows<'f>, Problem> {
        let columns = self.decode(slice, &wanted.cast)?;
        Ok(ParquetRows { file: self, slice, wanted, columns, others: OnceCell::new() })
    }

    /// Decodes the columns at `indices` of one slice.
    fn decode(&self, slice: (usize, usize), indices: &[usize]) -> Result<Vec<Option<Cells>>, Problem> {
        let nested = |index: usize, dtype: String| {
            let what = NESTED.with(&[("header", &self.headers[index]), ("dtype", &dtype)]);
            Problem::at(&self.source.name, what).hint(NESTED_HINT.text())
        };
        if let Some((index, name)) = indices.iter().find_map(|at| Some((*at, unreadable_type(&self.types[*at])?))) {
            return Err(nested(index, name));
        }
        let frame = self.frame(slice, indices)?;
        let mut columns: Vec<Option<Cells>> = self.headers.iter().map(|_| None).collect();
        for index in indices {
            columns[*index] = Some(self.cells(&frame, *index)?.map_err(|name| nested(*index, name))?);
        }
        Ok(columns)
    }

    /// The columns at `indices` of one slice, as the decoder gives them.
    fn frame(&self, slice: (usize, usize), indices: &[usize]) -> Result<DataFrame, Problem> {
        let (metadata, first) = self.group_of(slice.0);
        let frame = guarded(self.source, || {
            let mut reader = ParquetReader::new(self.source.file()?);
            reader.set_metadata(metadata);
            reader
                .read_parallel(ParallelStrategy::None)
                .with_projection(Some(indices.to_vec()))
                .with_slice(Some((slice.0 - first, slice.1)))
                .set_rechunk(true)
                .finish()
        })?;
        // A damaged page can end one column early, which leaves the frame as high as its first one.
        let heights = frame.columns().iter().map(Column::len).chain([frame.height()]);
        if let Some(found) = heights.into_iter().find(|height| *height != slice.1) {
            let what = LOST_ROWS.with(&[("found", &found), ("wanted", &slice.1)]);
            return Err(Problem::at(&self.source.name, what));
        }
        Ok(frame)
    }

    /// Refuses text that a dictionary makes out of next to nothing: what is written once may stand in every row.
    fn check_text(&self, column: &Series) -> Result<(), Problem> {
        let (bytes, most) = (guarded(self.source, || Cells::text_bytes(column))?, self.source.max_expand());
        if bytes > FREE && bytes / most.max(1) > self.size {
            return Err(too_packed(&self.source.name, most));
        }
        Ok(())
    }

    /// The cells of a decoded column, or its type where it cannot be read.
    fn cells(&self, frame: &DataFrame, index: usize) -> Result<Result<Cells, String>, Problem> {
        let header = &self.headers[index];
        let column = guarded(self.source, || Ok(frame.column(header)?.as_materialized_series().clone()))?;
        self.check_text(&column)?;
        guarded(self.source, || Cells::new(&column))
    }
}

/// The type of a column that holds no single values, or values for which the decoder has no type.
fn unreadable_type(of: &ArrowDataType) -> Option<String> {
    let name = match of {
        ArrowDataType::Struct(_) => "struct",
        ArrowDataType::Map(..) => "map",
        ArrowDataType::List(_) | ArrowDataType::LargeList(_) | ArrowDataType::FixedSizeList(..) => "list",
        ArrowDataType::Time32(_) | ArrowDataType::Time64(_) => "time",
        ArrowDataType::Duration(_) | ArrowDataType::Interval(_) => "duration",
        ArrowDataType::Float16 => "half float",
        ArrowDataType::Timestamp(_, Some(zone)) if Zone::parse(zone).is_none() => {
            return Some(format!("timestamp in {zone}"));
        }
        ArrowDataType::Dictionary(_, values, _) => return unreadable_type(values),
        _ => return None,
    };
    Some(name.to_string())
}

/// Whether the cells of a column are bytes, which may be text.
fn is_bytes(of: &ArrowDataType) -> bool {
    use ArrowDataType::{Binary, BinaryView, FixedSizeBinary, LargeBinary};
    matches!(of, Binary | LargeBinary | BinaryView | FixedSizeBinary(_))
}

/// Runs the decoder so that whatever it does ends in a value or a problem with the file's name.
fn guarded<T>(source: &Source, work: impl FnOnce() -> PolarsResult<T>) -> Result<T, Problem> {
    let problem = |why: Text| Problem::at(&source.name, DAMAGED.text().and("why", why));
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(problem(Text::verbatim(error))),
        Err(panic) => Err(problem(words_of(&*panic).map_or_else(|| STOPPED.text(), Text::verbatim))),
    }
}

/// Decoded rows.
pub(super) struct ParquetRows<'f> {
    file: &'f ParquetFile<'f>,
    slice: (usize, usize),
    wanted: &'f Wanted,
    columns: Vec<Option<Cells>>,
    /// The columns that are told, once one of them is asked for.
    others: OnceCell<Vec<Option<Cells>>>,
}

impl ParquetRows<'_> {
    /// The same rows, some at a time.
    pub(super) fn parts(&self) -> impl Iterator<Item = PartOfRows<'_>> {
        let height = self.slice.1;
        (0..height).step_by(PART).map(move |start| {
            let height = PART.min(height - start);
            let columns = self.columns.iter().map(|cells| cells.as_ref().map(|cells| cells.slice(start, height)));
            let unread = self.file.headers.iter().map(|_| OnceCell::new()).collect();
            PartOfRows { whole: self, start, height, columns: columns.collect(), unread }
        })
    }
}

/// Some of the rows that were decoded together.
pub(super) struct PartOfRows<'r> {
    whole: &'r ParquetRows<'r>,
    /// The first of them among those.
    start: usize,
    height: usize,
    columns: Vec<Option<Cells>>,
    /// The columns that are neither cast nor told, once a row is set aside or may be blank.
    unread: Vec<OnceCell<Option<Cells>>>,
}

impl PartOfRows<'_> {
    /// A column that nothing is made of, or one told that could not be read with the others; nothing where it cannot be
    /// read at all, which is no fault of the row.
    fn unread(&self, index: usize) -> Option<&Cells> {
        let ParquetRows { file, slice, wanted, .. } = self.whole;
        if wanted.unreadable.contains(&index) {
            return None;
        }
        let read = || file.decode((slice.0 + self.start, self.height), &[index]).ok()?.get_mut(index)?.take();
        self.unread.get(index)?.get_or_init(read).as_ref()
    }

    /// All cells of a row.
    fn cells(&self, row: usize) -> impl Iterator<Item = Cell<'_>> {
        let ParquetRows { file, slice, wanted, others, .. } = self.whole;
        // What is wrong with a column that nothing is made of is no fault of the row.
        let others = others.get_or_init(|| file.decode(*slice, &wanted.told).unwrap_or_default());
        (0..file.headers.len()).map(move |index| match (self.columns.get(index), others.get(index)) {
            (Some(Some(cells)), _) => cells.get(row),
            (_, Some(Some(cells))) => cells.get(self.start + row),
            _ => self.unread(index).map_or(Cell::Missing, |cells| cells.get(row)),
        })
    }
}

impl Rows for PartOfRows<'_> {
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
        self.cells(row).map(|cell| cell.text().unwrap_or_default().into_owned()).collect()
    }

    fn blank(&self, row: usize) -> bool {
        let is_blank = |cell: Cell<'_>| match cell {
            Cell::Missing => true,
            Cell::Text(text) => text.trim().is_empty(),
            _ => false,
        };
        self.cells(row).all(is_blank)
    }

    fn irregular(&self) -> Vec<(usize, Irregular)> {
        Vec::new()
    }

    fn repaired(&self) -> Vec<usize> {
        Vec::new()
    }

    fn typed(&self, column: usize) -> Option<&Cells> {
        self.columns.get(column)?.as_ref()
    }
}
