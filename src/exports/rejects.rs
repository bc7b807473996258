//! Rows that cannot be used are set aside here, never dropped: what, where and why, and the raw record.
//!
//! They are spooled to a private temporary file, so that a million bad rows need no memory, and handed over at the
//! end as two tables: `rejects.csv`, one row a bad cell, and `rejected_<table>.csv`, the raw records under their own
//! header, to be corrected and read again.

use std::fs::File;
use std::io::{self, Seek, Write};

use crate::error::{Error, Kind, Problem};
use crate::labels::{Label, Lang, Text};
use crate::tables::Privacy;

use super::chunk::Field;
use super::encoding::ByteOrderMark;
use super::masking::{Values, is_astray, mask, mask_words};
use super::repaired::RepairedRecord;

const MISSING: Label = Label::new("the cell is empty", "单元格为空");
const RAGGED_CODE: &str = "ragged";
const RAGGED: Label = Label::new("the record does not have as many cells as the header", "记录的单元格数与表头不符");

const OTHER_TABLE_CODE: &str = "other_table";
const OTHER_TABLE: Label =
    Label::new("the record belongs to a second table in the same file", "记录属于同一文件中的另一张表");

/// One bad cell, or one bad record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Canonical column.
    pub column: String,
    /// Header in the file.
    pub header: String,
    /// Reason code.
    pub reason: &'static str,
    /// The reason in words.
    pub label: Label,
    /// The place of the column in the file, where it is there.
    pub index: Option<usize>,
    /// The raw cell.
    pub value: String,
    /// Whether the cell is masked.
    pub privacy: Privacy,
    /// Whether the cell looks personal where none should be, so that no cell of its record need stand under its header.
    pub astray: bool,
}

impl Fault {
    /// A required cell that is empty.
    pub fn missing(field: &Field) -> Fault {
        Fault::bad(field, "missing", MISSING, String::new())
    }

    /// A cell that its role cannot take.
    pub fn bad(field: &Field, reason: &'static str, label: Label, value: String) -> Fault {
        let (column, header) = (field.name.clone(), field.header.clone());
        let astray = is_astray(field.role, &value);
        let privacy = if astray { Privacy::Personal } else { field.privacy };
        Fault { column, header, reason, label, index: field.index, value, privacy, astray }
    }

    /// A record with too few or too many cells.
    pub fn ragged(cells: usize) -> Fault {
        Fault::record(RAGGED_CODE, RAGGED, cells.to_string())
    }

    /// A record of another table below the one that is read.
    pub fn other_table() -> Fault {
        Fault::record(OTHER_TABLE_CODE, OTHER_TABLE, String::new())
    }

    fn record(reason: &'static str, label: Label, value: String) -> Fault {
        let (column, header) = (String::new(), String::new());
        Fault { column, header, reason, label, index: None, value, privacy: Privacy::Open, astray: false }
    }
}

/// A row that was set aside.
#[derive(Clone, Debug)]
pub struct RejectedRow {
    /// Record number in its file, from 1, the header included.
    pub record: u64,
    /// All cells as they stand.
    pub raw: Vec<String>,
    /// At least one.
    pub faults: Vec<Fault>,
}

impl RejectedRow {
    /// Adds a fault. What it tells of a cell that reads as empty, such as `NaN`, is shown in the row as well.
    pub(super) fn add(&mut self, fault: Fault) {
        if let Some(cell) = fault.index.and_then(|index| self.raw.get_mut(index))
            && cell.is_empty()
        {
            cell.clone_from(&fault.value);
        }
        self.faults.push(fault);
    }
}

/// An example for messages.
#[derive(Clone, Debug)]
pub struct Example {
    /// File.
    pub file: String,
    /// Record number.
    pub record: u64,
    /// What is wrong with which cell; the value already masked where it must be.
    pub fault: Fault,
}

/// All rows set aside in a run.
pub struct Rejects {
    values: Values,
    lang: Lang,
    mark: ByteOrderMark,
    rows: u64,
    examples: Vec<Example>,
    list: Option<csv::Writer<File>>,
    raw: Vec<RawTable>,
    repairs: Option<csv::Writer<File>>,
    repair_examples: Vec<(String, RepairedRecord)>,
}

/// The raw records of one header.
struct RawTable {
    table: &'static str,
    headers: Vec<String>,
    rows: csv::Writer<File>,
}

const EXAMPLES: usize = 20;

impl Rejects {
    /// None yet. `mark` says whether the raw records are written with a byte order mark.
    pub fn new(values: Values, lang: Lang, mark: ByteOrderMark) -> Rejects {
        Rejects {
            values,
            lang,
            mark,
            rows: 0,
            examples: Vec::new(),
            list: None,
            raw: Vec::new(),
            repairs: None,
            repair_examples: Vec::new(),
        }
    }

    /// Rows set aside so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The first of them.
    pub fn examples(&self) -> &[Example] {
        &self.examples
    }

    /// Sets rows of one file aside. `personal` holds the places of personal columns.
    pub fn add(
        &mut self,
        table: &'static str,
        file: &str,
        headers: &[String],
        personal: &[usize],
        rows: impl IntoIterator<Item = RejectedRow>,
    ) -> Result<(), Error> {
        for row in rows {
            self.rows += 1;
            self.add_row(table, file, headers, personal, row).map_err(|why| no_room(&why))?;
        }
        Ok(())
    }

    /// Notes a record that was repaired.
    pub fn repaired(&mut self, table: &str, file: &str, repair: &RepairedRecord) -> Result<(), Error> {
        self.add_repair(table, file, repair).map_err(|why| no_room(&why))
    }

    /// The first records that were repaired.
    pub fn repair_examples(&self) -> &[(String, RepairedRecord)] {
        &self.repair_examples
    }

    fn add_repair(&mut self, table: &str, file: &str, repair: &RepairedRecord) -> io::Result<()> {
        let raw = match self.values {
            Values::Shown => repair.raw.clone(),
            // What stands in a damaged record need not stand under its header: all of it is masked.
            Values::Masked => mask_words(&repair.raw),
        };
        let list = match &mut self.repairs {
            Some(list) => list,
            None => {
                let mut list = csv::Writer::from_writer(tempfile::tempfile()?);
                list.write_record(["table", "file", "record", "byte_offset", "repair", "raw_record"])?;
                self.repairs.insert(list)
            }
        };
        let (record, offset) = (repair.record.to_string(), repair.offset.to_string());
        list.write_record([table, file, &record, &offset, repair.kind.name(), &raw])?;
        if self.repair_examples.len() < EXAMPLES {
            self.repair_examples.push((file.to_string(), RepairedRecord { raw, ..repair.clone() }));
        }
        Ok(())
    }

    fn add_row(
        &mut self,
        table: &'static str,
        file: &str,
        headers: &[String],
        personal: &[usize],
        row: RejectedRow,
    ) -> io::Result<()> {
        let record = row.record.to_string();
        // In a ragged or shifted record no cell need stand under its header.
        let everything: Vec<usize> = (0..row.raw.len()).collect();
        let is_shifted = |fault: &Fault| fault.astray || [RAGGED_CODE, OTHER_TABLE_CODE].contains(&fault.reason);
        let shifted = row.faults.iter().any(is_shifted);
        let shown = self.raw_record(&row.raw, if shifted { &everything } else { personal })?;
        for mut fault in row.faults {
            if self.values == Values::Masked && fault.privacy == Privacy::Personal {
                fault.value = mask(&fault.value);
            }
            let list = match &mut self.list {
                Some(list) => list,
                None => {
                    let mut list = csv::Writer::from_writer(tempfile::tempfile()?);
                    list.write_record([
                        "table",
                        "file",
                        "record",
                        "column",
                        "header",
                        "reason",
                        "message",
                        "value",
                        "raw_record",
                    ])?;
                    self.list.insert(list)
                }
            };
            let message = fault.label.get(self.lang);
            let (column, header, value) = (&fault.column, &fault.header, &fault.value);
            list.write_record([table, file, &record, column, header, fault.reason, message, value, &shown])?;
            if self.examples.len() < EXAMPLES {
                self.examples.push(Example { file: file.to_string(), record: row.record, fault });
            }
        }
        let known = self.raw.iter().position(|raw| raw.table == table && raw.headers == headers);
        let at = match known {
            Some(at) => at,
            None => {
                let rows = csv::WriterBuilder::new().flexible(true).from_writer(tempfile::tempfile()?);
                self.raw.push(RawTable { table, headers: headers.to_vec(), rows });
                self.raw.len() - 1
            }
        };
        self.raw[at].rows.write_record(&row.raw)?;
        Ok(())
    }

    fn raw_record(&self, raw: &[String], personal: &[usize]) -> io::Result<String> {
        let cells = raw.iter().enumerate().map(|(index, cell)| {
            if self.values == Values::Masked && personal.contains(&index) { mask(cell) } else { cell.clone() }
        });
        let mut line =
            csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
        line.write_record(cells)?;
        let bytes = line.into_inner().map_err(|error| error.into_error())?;
        Ok(String::from_utf8_lossy(&bytes).trim_end_matches('\n').to_string())
    }

    /// The files to write: name and contents, nothing when no row was set aside.
    pub fn into_files(self) -> io::Result<Vec<(String, File)>> {
        let mut files = Vec::new();
        if let Some(list) = self.list {
            files.push(("rejects.csv".to_string(), rewound(list)?));
        }
        if let Some(repairs) = self.repairs {
            files.push(("repairs.csv".to_string(), rewound(repairs)?));
        }
        let mut count: Vec<&str> = Vec::new();
        for raw in self.raw {
            count.push(raw.table);
            let number = count.iter().filter(|table| **table == raw.table).count();
            let suffix = if number == 1 { String::new() } else { format!("_{number}") };
            let mut file = tempfile::tempfile()?;
            if self.mark == ByteOrderMark::Present {
                // It is UTF-8 whatever the file was, and has to say so beside one whose encoding was named.
                file.write_all("\u{feff}".as_bytes())?;
            }
            if !raw.headers.iter().all(|header| header.starts_with('#')) {
                let mut writer = csv::Writer::from_writer(&mut file);
                writer.write_record(&raw.headers)?;
                writer.flush()?;
            }
            io::copy(&mut rewound(raw.rows)?, &mut file)?;
            file.rewind()?;
            files.push((format!("rejected_{}{suffix}.csv", raw.table), file));
        }
        Ok(files)
    }
}

/// The error for a temporary folder that cannot take the rows set aside.
pub fn no_room(why: &io::Error) -> Error {
    let what = NO_ROOM.text().and("why", Text::verbatim(why));
    Error::new(Kind::Output, Problem::at(std::env::temp_dir().display(), what))
}

const NO_ROOM: Label = Label::new(
    "the temporary folder cannot take what has to be kept aside: {why}",
    "临时文件夹无法存放需要暂存的内容：{why}",
);

fn rewound(writer: csv::Writer<File>) -> io::Result<File> {
    let mut file = writer.into_inner().map_err(|error| error.into_error())?;
    file.rewind()?;
    Ok(file)
}
