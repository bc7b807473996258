//! Reads delimited text: finds encoding, dialect and headers of a file, then hands out its records batch by batch.
//!
//! Records are split by the `csv` crate. Text is decoded as it streams; the whole file is never in memory.

use std::io::Read;

use csv::StringRecord;
use serde::Serialize;

use super::cell::Cell;
use super::cells::Cells;
use super::chunk::Rows;
use super::dialect::{self, CollapseBlanks, Delimiter, Dialect, GivenDialect, Header, SampleEnd};
use super::encoding::{self, DecodeReader, Encoding, Survey, SurveyError};
use super::json_lines::{self, JsonLines};
use super::line_limit::LineLimit;
use super::pump::Give;
use super::source::{Source, unreadable};
use crate::error::{Error, Kind, Problem};
use crate::labels::{Label, Text};
use crate::tables::Table;

const EMPTY: Label = Label::new("the file is empty", "文件为空");
const BROKEN: Label = Label::new("record {record} cannot be read: {why}", "第 {record} 条记录无法读取：{why}");

const OTHER_JSON: Label = Label::new(
    "is JSON, but not one object a line (NDJSON); save it as NDJSON or CSV",
    "是 JSON，但不是每行一个对象（NDJSON）；请另存为 NDJSON 或 CSV",
);
const OPEN_QUOTE: Label = Label::new(
    "record {record} has a quote that is not closed in its cell; the rows after it would be lost inside",
    "第 {record} 条记录有引号未在单元格内闭合，其后的行会被吞入该单元格",
);
const OPEN_QUOTE_HINT: Label = Label::new(
    "double the quote inside the cell (\"\") or remove it, and export again",
    "请将单元格内的引号写成两个（\"\"）或删去，再重新导出",
);

/// Bytes of the start of a file from which its dialect is told.
const SAMPLE: u64 = 256 * 1024;
/// Records from which the width of a table without a header is told.
const FIRST_RECORDS: usize = 100;
/// Records cast at once.
const BATCH: usize = 16_384;

/// What the user said about text files.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TextOptions {
    /// `--encoding`.
    #[serde(skip)]
    pub encoding: Option<Encoding>,
    /// `--delimiter`, `--no-header`.
    #[serde(skip)]
    pub dialect: GivenDialect,
}

/// A text file whose structure was found.
pub struct TextFile<'a> {
    source: &'a Source,
    /// Encoding, size and hash.
    pub survey: Survey,
    /// Delimiter, quote, header.
    pub dialect: Dialect,
    /// Headers, or `#1`, `#2` … where the file has none.
    pub headers: Vec<String>,
    shape: Shape,
}

/// What the decoded text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Delimited,
    JsonLines,
}

impl<'a> TextFile<'a> {
    /// Reads the whole file once for its encoding, and its start for the dialect.
    pub fn open(source: &'a Source, table: &Table, options: &TextOptions) -> Result<TextFile<'a>, Problem> {
        let survey = encoding::survey(&mut || source.open().map(|bytes| bytes as Box<dyn Read>), options.encoding)
            .map_err(|error| undecodable(source, &error))?;
        let mut start = Vec::new();
        decoded(source, survey.encoding)?
            .take(SAMPLE)
            .read_to_end(&mut start)
            .map_err(|why| unreadable(&source.name, &why))?;
        // The cut may fall inside a character; the rest of it is not needed.
        let mut sample = String::from_utf8_lossy(&start).into_owned();
        if (start.len() as u64) == SAMPLE && sample.ends_with('\u{fffd}') {
            sample.pop();
        }
        if sample.trim().is_empty() {
            return Err(Problem::at(&source.name, EMPTY.text()));
        }
        let end = if (start.len() as u64) < SAMPLE { SampleEnd::WholeFile } else { SampleEnd::Cut };
        if json_lines::is_other_json(&sample) {
            return Err(Problem::at(&source.name, OTHER_JSON.text()));
        }
        let shape = if json_lines::looks_like(&sample) { Shape::JsonLines } else { Shape::Delimited };
        let given = match shape {
            Shape::JsonLines => {
                GivenDialect { delimiter: Some(Delimiter::Comma), header: Some(Header::Row), ..GivenDialect::default() }
            }
            Shape::Delimited => options.dialect,
        };
        let mut dialect = dialect::detect(&sample, end, given, &|header| table.knows(header));
        // Without a header nothing tells a line before the table from a short row of it.
        if shape == Shape::JsonLines || dialect.header == Header::None {
            dialect.preamble_records = 0;
        }
        let mut file = TextFile { source, survey, dialect, headers: Vec::new(), shape };
        file.headers = file.read_headers()?;
        Ok(file)
    }

    fn read_headers(&self) -> Result<Vec<String>, Problem> {
        let mut reader = self.reader()?;
        let mut record = StringRecord::new();
        for _ in 0..=self.dialect.preamble_records {
            reader.read_record(&mut record).map_err(|error| self.broken(1, &error))?;
        }
        if self.dialect.header == Header::None {
            // The widest of the first records: a short first row is a row, not the shape of the table.
            let mut width = record.len();
            for _ in 0..FIRST_RECORDS {
                if !reader.read_record(&mut record).map_err(|error| self.broken(1, &error))? {
                    break;
                }
                width = width.max(record.len());
            }
            return Ok((1..=width).map(|number| format!("#{number}")).collect());
        }
        Ok(record.iter().map(|header| header.trim().to_string()).collect())
    }

    fn reader(&self) -> Result<csv::Reader<Box<dyn Read + Send>>, Problem> {
        let bytes = decoded(self.source, self.survey.encoding)?;
        let mut builder = self.dialect.records();
        builder.buffer_capacity(1 << 18);
        Ok(match (self.shape, self.dialect.delimiter) {
            (Shape::JsonLines, _) => builder.from_reader(Box::new(JsonLines::new(bytes))),
            (_, Delimiter::Blanks) => builder.from_reader(Box::new(CollapseBlanks::new(bytes))),
            _ => builder.from_reader(bytes),
        })
    }

    fn broken(&self, record: u64, error: &csv::Error) -> Problem {
        Problem::at(&self.source.name, BROKEN.with(&[("record", &record)]).and("why", Text::verbatim(error)))
    }

    /// Gives every batch of records, in order.
    pub(super) fn batches(&self, give: Give<'_, TextRows>) -> Result<(), Error> {
        let unusable = |problem| Error::new(Kind::Input, problem);
        let mut reader = self.reader().map_err(unusable)?;
        let mut skip = self.dialect.preamble_records + usize::from(self.dialect.header == Header::Row);
        let mut record = StringRecord::new();
        let mut batch = TextRows::new(self.headers.len());
        loop {
            let more = reader
                .read_record(&mut record)
                .map_err(|error| unusable(self.broken(reader.position().record() + 1, &error)))?;
            if !more {
                break;
            }
            if skip > 0 {
                skip -= 1;
                continue;
            }
            if self.shape == Shape::Delimited && swallows_lines(&record, self.headers.len(), self.dialect.delimiter) {
                let what = OPEN_QUOTE.with(&[("record", &record.position().map_or(0, |at| at.record() + 1))]);
                return Err(unusable(Problem::at(&self.source.name, what).hint(OPEN_QUOTE_HINT.text())));
            }
            batch.records.push((0, std::mem::take(&mut record)));
            batch.used += 1;
            if batch.used == BATCH && !give(std::mem::replace(&mut batch, TextRows::new(self.headers.len()))) {
                return Ok(());
            }
        }
        if batch.used > 0 {
            give(batch);
        }
        Ok(())
    }
}

/// Whether a cell holds line breaks and behind one of them a whole row of the table: then a quote was opened where none
/// belongs, or never closed, and rows would be lost inside a cell.
fn swallows_lines(record: &StringRecord, width: usize, delimiter: Delimiter) -> bool {
    let row = |line: &str| line.bytes().filter(|byte| *byte == delimiter.byte()).count() + 1 >= width;
    // Nearly every record is done with after one look at its whole text.
    width > 2 && record.as_slice().contains('\n') && record.iter().any(|cell| cell.split('\n').skip(1).any(row))
}

fn undecodable(source: &Source, error: &SurveyError) -> Problem {
    let problem = Problem::at(&source.name, error.text());
    match error.hint() {
        Some(hint) => problem.hint(hint),
        None => problem,
    }
}

fn decoded(source: &Source, encoding: Encoding) -> Result<Box<dyn Read + Send>, Problem> {
    let bytes = source.open().map_err(|why| unreadable(&source.name, &why))?;
    Ok(Box::new(LineLimit::new(DecodeReader::new(bytes, encoding))))
}

/// A batch of records.
pub struct TextRows {
    width: usize,
    used: usize,
    records: Vec<(u64, StringRecord)>,
}

impl TextRows {
    fn new(width: usize) -> TextRows {
        TextRows { width, used: 0, records: Vec::new() }
    }
}

impl Rows for TextRows {
    fn height(&self) -> usize {
        self.used
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        self.records[row].1.get(column).map_or(Cell::Missing, Cell::Text)
    }

    fn raw(&self, row: usize) -> Vec<String> {
        self.records[row].1.iter().map(str::to_string).collect()
    }

    fn blank(&self, row: usize) -> bool {
        let record = &self.records[row].1;
        // Most records say so with their first cell.
        record.iter().all(|cell| cell.trim().is_empty())
    }

    fn ragged(&self) -> Vec<(usize, usize)> {
        let widths = self.records[..self.used].iter().map(|(_, record)| record.len()).enumerate();
        widths.filter(|(_, cells)| *cells != self.width).collect()
    }

    fn typed(&self, _column: usize) -> Option<&Cells> {
        None
    }
}
