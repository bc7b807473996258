//! Reads delimited text: finds encoding, dialect and headers of a file, then hands out its text block by block, each of
//! whole records. Text is decoded as it streams; the whole file is never in memory.

mod pieces;

use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use pieces::Text;

use super::cell::Cell;
use super::cells::Cells;
use super::chunk::{Irregular, Rows};
use super::dialect::{self, Delimiter, Dialect, GivenDialect, Header, SampleEnd};
use super::encoding::{self, Encoding, EncodingErrors, Survey, SurveyError};
use super::expand_limit::Packed;
use super::json_lines::{self, JsonLines};
use super::pump::Give;
use super::records::{self, Place, Ragged, Records, cut, whole_records};
use super::source::{Source, unreadable};
use crate::error::{Error, Kind, Problem};
use crate::labels::Label;

const EMPTY: Label = Label::new("the file is empty", "文件为空");
const ALL_SKIPPED: Label =
    Label::new("--skip-rows {n} leaves nothing of the file", "--skip-rows {n} 跳过了文件的全部内容");
const ALL_SKIPPED_HINT: Label = Label::new(
    "give the number of records before the header, or leave --skip-rows out; huike inspect {file} shows where the header is",
    "请填写表头之前的记录数，或去掉 --skip-rows；huike inspect {file} 可显示表头位置",
);
const OTHER_JSON: Label = Label::new(
    "is JSON, but not one object a line (NDJSON); save it as NDJSON or CSV",
    "是 JSON，但不是每行一个对象（NDJSON）；请另存为 NDJSON 或 CSV",
);
const LONG_RECORD: Label = Label::new(
    "holds a record of more than {most} MB behind byte {offset}, which can be no row of a table",
    "在第 {offset} 字节之后有一条超过 {most} MB 的记录，不可能是表格的一行",
);
const CHANGED: Label = Label::new(
    "changed while it was read: it had {before} bytes and now has {now}",
    "读取期间发生了变化：原为 {before} 字节，现为 {now} 字节",
);
const CHANGED_HINT: Label =
    Label::new("wait until the export is complete, or read a copy", "请等导出完成，或读取其副本");
const FEWER_NAMES: Label = Label::new(
    "the header names {names:column|columns}, the records below hold {cells:cell|cells}, so that cells would stand under the names of others: the header lacks a delimiter, or delimiters inside amounts or texts are not quoted",
    "表头有 {names} 列，下方记录有 {cells} 个单元格，单元格会错位到其他列名之下：表头可能缺少分隔符，或金额、文字中的分隔符未加引号",
);
const MORE_NAMES: Label = Label::new(
    "the header names {names:column|columns}, the records below hold {cells:cell|cells}, so that cells would stand under the names of others: the records lack a column, or a delimiter inside a name is not quoted",
    "表头有 {names} 列，下方记录只有 {cells} 个单元格，单元格会错位到其他列名之下：记录可能缺少一列，或列名中的分隔符未加引号",
);
const MISFIT_HINT: Label = Label::new(
    "huike inspect {file} shows how both are cut; where the header is another record, give --skip-rows or --header-rows, where cells are parted by another sign, --delimiter; otherwise correct the header, or export again with cells in quotes",
    "huike inspect {file} 可查看二者的切分；若表头在其他记录，请用 --skip-rows 或 --header-rows 指定，若分隔符不对，请用 --delimiter；否则请改正表头，或重新导出并给单元格加引号",
);

/// Bytes of the start of a file from which its dialect is told.
const SAMPLE: usize = 256 * 1024;
/// Bytes of a block: enough work for one thread at a time, and little memory for all of them. More than the sample.
const BLOCK: usize = 1 << 20;
/// What a block leaves for the last one, so that a footer and rows above it come together.
const TAIL: usize = 64 * 1024;
/// The longest record, in bytes.
const LONGEST: usize = 128 << 20;
/// A record is in memory as bytes, as text and as cells; so many of them have to fit into what the run may take.
const COPIES: usize = 8;

/// What the user said about text files.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TextOptions {
    /// `--encoding`.
    #[serde(skip)]
    pub encoding: Option<Encoding>,
    /// `--encoding-errors`.
    #[serde(skip)]
    pub encoding_errors: EncodingErrors,
    /// `--delimiter`, `--quote`, `--escape`, `--skip-rows`, `--header-rows`, `--no-header`.
    #[serde(skip)]
    pub dialect: GivenDialect,
    /// Bytes of memory that the run may take.
    #[serde(skip)]
    pub memory: Option<usize>,
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
    /// Records that the user wants skipped.
    skipped: usize,
    /// The longest record, in bytes.
    longest: usize,
    /// The cells of the header, where they are not those of the records and what is missing is not empty.
    pub misfit: Option<usize>,
    /// Memory of blocks that are done with: what is taken anew has to be cleared anew.
    spare: Mutex<Vec<String>>,
}

/// What the decoded text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Delimited,
    JsonLines,
}

/// Some whole records of a file.
pub struct Block {
    /// Their text.
    pub text: String,
    /// Where it lies in the file.
    pub place: Place,
}

impl<'a> TextFile<'a> {
    /// Reads the whole file once for its encoding, and its start for the dialect. `is_known_header` says whether a cell
    /// is the name of a column that is looked for.
    ///
    /// # Errors
    /// A problem where the file cannot be read or decoded, or is JSON of another form than NDJSON.
    pub fn open(
        source: &'a Source,
        is_known_header: &dyn Fn(&str) -> bool,
        options: &TextOptions,
    ) -> Result<TextFile<'a>, Problem> {
        let mut open = || source.open().map(|bytes| bytes as Box<dyn Read>);
        let survey = encoding::survey_with(&mut open, options.encoding, options.encoding_errors)
            .map_err(|error| undecodable(source, &error))?;
        let (sample, end) = sample(source, &survey)?;
        if json_lines::is_other_json(&sample) {
            return Err(Problem::at(&source.name, OTHER_JSON.text()));
        }
        let (shape, dialect) = if json_lines::looks_like(&sample) {
            let dialect = Dialect { header: Header::Row, ..Dialect::plain(Delimiter::Comma, 0) };
            (Shape::JsonLines, dialect)
        } else {
            (Shape::Delimited, dialect::detect(&sample, end, &options.dialect, is_known_header))
        };
        let mut file = TextFile {
            source,
            survey,
            dialect,
            headers: Vec::new(),
            shape,
            skipped: options.dialect.preamble_records.unwrap_or_default(),
            longest: LONGEST.min(options.memory.map_or(LONGEST, |memory| memory / COPIES)),
            misfit: None,
            spare: Mutex::default(),
        };
        (file.headers, file.misfit) = file.read_headers()?;
        if file.shape == Shape::JsonLines {
            file.dialect.width = file.headers.len();
        }
        Ok(file)
    }

    /// Records of the text that the file does not have: the header that is made of the keys of NDJSON.
    pub(super) fn made_up(&self) -> u64 {
        u64::from(self.shape == Shape::JsonLines)
    }

    /// Whether the file holds no record at all.
    pub fn is_empty(&self) -> bool {
        self.headers.is_empty()
    }

    /// A problem where the file is empty.
    pub fn expect_records(self) -> Result<TextFile<'a>, Problem> {
        let name = &self.source.name;
        match (self.is_empty(), self.skipped) {
            (false, _) => Ok(self),
            (true, n @ 1..) if self.survey.bytes > 0 => {
                let hint = ALL_SKIPPED_HINT.with(&[("file", name)]);
                Err(Problem::at(name, ALL_SKIPPED.with(&[("n", &n)])).hint(hint))
            }
            (true, _) => Err(Problem::at(name, EMPTY.text())),
        }
    }

    /// A problem where the header has not as many cells as the records: nobody can tell which name is that of which
    /// cell. Names or cells at the end may be missing where nothing else stands there.
    ///
    /// # Errors
    /// That problem, to be told before the cells are used.
    pub fn check_header(&self) -> Result<(), Problem> {
        let Some(names) = self.misfit else { return Ok(()) };
        let cells = self.dialect.width;
        let label = if names < cells { FEWER_NAMES } else { MORE_NAMES };
        let what = label.with(&[("names", &names), ("cells", &cells)]);
        Err(Problem::at(&self.source.name, what).hint(MISFIT_HINT.with(&[("file", &self.source.name)])))
    }

    /// The cells of the header in the first records of the file, where they do not fit those of the records below.
    fn misfit(&self, head: &str) -> Option<usize> {
        if head.len() >= SAMPLE {
            // The dialect was told without a record below the header, and so knows nothing of their cells.
            return None;
        }
        let width = self.dialect.width;
        let records = cut(head, &self.dialect, Ragged::Reject, Place::First);
        let names = |row: usize| match records.record(row).rposition(|name| !name.trim().is_empty()) {
            Some(last) if records.width(row) > width => width.max(last + 1),
            _ => records.width(row),
        };
        let rows = (0..records.height()).filter(|row| records.role(*row) == records::Role::Header);
        let names = rows.map(names).max()?;
        let missing_is_empty = names < width && width - names <= self.dialect.unnamed;
        (width > 0 && names != width && !missing_is_empty).then_some(names)
    }

    fn read_headers(&self) -> Result<(Vec<String>, Option<usize>), Problem> {
        let (mut headers, mut misfit) = (Vec::new(), None);
        let read = self.blocks(&mut |block| {
            let records = cut(&block.text, &self.dialect, Ragged::Pad, block.place);
            let named = records::header(&records).unwrap_or_default();
            misfit = self.misfit(records.before(records.table().start));
            headers = match self.dialect.header {
                Header::None => {
                    let widest = records.table().map(|row| records.width(row)).max().unwrap_or_default();
                    let width = if self.dialect.width > 0 { self.dialect.width.min(widest) } else { widest };
                    (1..=width).map(|number| format!("#{number}")).collect()
                }
                _ => named,
            };
            false
        });
        read.map_err(|mut error| error.problems.swap_remove(0))?;
        Ok((headers, misfit))
    }

    /// The text, and how many bytes of the file have been read for it.
    fn decoded(&self) -> Result<(Box<dyn Read + Send>, Arc<AtomicU64>), Problem> {
        let bytes = self.source.open().map_err(|why| unreadable(&self.source.name, &why))?;
        let (bytes, read) = Packed::new(bytes);
        let text = self.survey.decode(bytes);
        Ok(match self.shape {
            Shape::JsonLines => (Box::new(JsonLines::new(text)), read),
            Shape::Delimited => (Box::new(text), read),
        })
    }

    /// A problem where the file does not have the bytes it was surveyed with: rows would be missing or in excess.
    fn expect_bytes(&self, now: u64) -> Result<(), Problem> {
        let before = self.survey.bytes;
        if now == before {
            return Ok(());
        }
        let what = CHANGED.with(&[("before", &before), ("now", &now)]);
        Err(Problem::at(&self.source.name, what).hint(CHANGED_HINT.text()))
    }

    /// Gives the text block by block, in order, each made of whole records.
    ///
    /// # Errors
    /// Kind `Input`, where the file cannot be read to its end or holds a record longer than any row.
    pub fn blocks(&self, give: Give<'_, Block>) -> Result<(), Error> {
        let unusable = |problem| Error::new(Kind::Input, problem);
        let (mut decoded, read) = self.decoded().map_err(unusable)?;
        let (mut text, mut given, mut wanted) = (Text::default(), 0u64, BLOCK);
        loop {
            let more =
                text.fill(&mut decoded, wanted + TAIL).map_err(|why| unusable(unreadable(&self.source.name, &why)))?;
            if !more {
                self.expect_bytes(read.load(Ordering::Relaxed)).map_err(unusable)?;
            }
            let (start, length) = (text.start(wanted), text.valid.len());
            let whole = if more { whole_records(start, &self.dialect) } else { length };
            if whole == 0 && more {
                if length > self.longest {
                    let what = LONG_RECORD.with(&[("offset", &given), ("most", &(self.longest >> 20))]);
                    return Err(unusable(Problem::at(&self.source.name, what)));
                }
                wanted *= 2;
                continue;
            }
            let mut rest = self.spare().pop().unwrap_or_default();
            rest.push_str(&text.valid[whole..]);
            text.valid.truncate(whole);
            let place = match (given == 0, more) {
                (true, false) => Place::Whole,
                (true, true) => Place::First,
                (false, true) => Place::Middle,
                (false, false) => Place::Last,
            };
            given += whole as u64;
            if !give(Block { text: std::mem::replace(&mut text.valid, rest), place }) || !more {
                return Ok(());
            }
            wanted = BLOCK;
        }
    }

    /// Takes back a block that is done with, so that its memory serves another one.
    pub(super) fn take_back(&self, block: Block) {
        let mut text = block.text;
        if text.capacity() <= 2 * BLOCK {
            text.clear();
            self.spare().push(text);
        }
    }

    fn spare(&self) -> MutexGuard<'_, Vec<String>> {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The rows of a block. What was repaired is in their records.
    pub fn rows<'t>(&'t self, block: &'t Block, policy: Ragged) -> TextRows<'t> {
        let records = cut(&block.text, &self.dialect, policy, block.place);
        let first = records.table().start;
        let header: &[String] = if self.dialect.header == Header::Row { &self.headers } else { &[] };
        TextRows { first, height: records.height() - first, stride: records.stride(), header, records }
    }

    /// The bytes that `text` takes in the file.
    pub fn bytes_of(&self, text: &str) -> u64 {
        self.survey.encoding.length_of(text)
    }

    /// The byte of the file at which its text starts.
    pub fn text_start(&self) -> u64 {
        self.survey.encoding.mark_length()
    }
}

fn sample(source: &Source, survey: &Survey) -> Result<(String, SampleEnd), Problem> {
    let mut start = Text::default();
    let unreadable = |why: io::Error| unreadable(&source.name, &why);
    let mut text = survey.decode(source.open().map_err(unreadable)?);
    let more = start.fill(&mut text, SAMPLE).map_err(unreadable)?;
    let end = if more { SampleEnd::Cut } else { SampleEnd::WholeFile };
    Ok((start.valid, end))
}

fn undecodable(source: &Source, error: &SurveyError) -> Problem {
    let problem = match error {
        SurveyError::Io(why) => unreadable(&source.name, why),
        error => Problem::at(&source.name, error.text()),
    };
    match error.hint() {
        Some(hint) => problem.hint(hint),
        None => problem,
    }
}

/// The rows of a block behind its header.
pub struct TextRows<'t> {
    /// All records of the block, the preamble and the header among them.
    pub records: Records<'t>,
    first: usize,
    height: usize,
    stride: Option<usize>,
    /// The names of the columns, where one record holds them.
    header: &'t [String],
}

impl TextRows<'_> {
    /// Whether a record is the header once more, word for word.
    fn is_header(&self, row: usize) -> bool {
        // Nearly every record is told by its first cell.
        let Some(first) = self.header.first() else { return false };
        self.cell_of(row, 0) == Some(first) && self.records.record(row).eq(self.header.iter().map(String::as_str))
    }

    /// The cell of a record of the block.
    fn cell_of(&self, record: usize, column: usize) -> Option<&str> {
        match self.stride {
            Some(stride) => self.records.cell_at(record, column, stride),
            None => self.records.cell(record, column),
        }
    }

    /// Records of the block before the first row.
    pub fn first(&self) -> usize {
        self.first
    }
}

impl Rows for TextRows<'_> {
    fn height(&self) -> usize {
        self.height
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        self.cell_of(self.first + row, column).map_or(Cell::Missing, Cell::Text)
    }

    fn raw(&self, row: usize) -> Vec<String> {
        self.records.record(self.first + row).map(str::to_string).collect()
    }

    fn blank(&self, row: usize) -> bool {
        self.records.record(self.first + row).all(|cell| cell.trim().is_empty())
    }

    fn irregular(&self) -> Vec<(usize, Irregular)> {
        let table = self.records.table();
        let ragged = self.records.ragged_rows().iter().filter(|row| table.contains(row));
        let ragged = ragged.map(|row| (*row - self.first, Irregular::Ragged(self.records.width(*row))));
        let below = (table.end..self.records.height()).map(|row| {
            let why = match self.records.role(row) {
                records::Role::Footer => Irregular::Footer,
                _ => Irregular::OtherTable,
            };
            (row - self.first, why)
        });
        let again = table.clone().filter(|row| self.is_header(*row));
        let again = again.map(|row| (row - self.first, Irregular::RepeatedHeader));
        ragged.chain(below).chain(again).collect()
    }

    fn repaired(&self) -> Vec<usize> {
        self.records.repairs().iter().filter_map(|repair| repair.row.checked_sub(self.first)).collect()
    }

    fn typed(&self, _column: usize) -> Option<&Cells> {
        None
    }
}
