//! One output table in its dialect: headers, words, dates, amounts, bytes. Knows no column by name.

use std::fmt::Write as _;
use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};

use super::calendar::Calendar;
use super::columns::Columns;
use super::error::DemoError;
use super::settings::Dialect;
use crate::labels::Label;

/// Opens the file of a given name for writing.
pub(super) type Open<'open> = dyn FnMut(&str) -> io::Result<Box<dyn Write>> + 'open;

/// In the Chinese dialect one row in this many shows its amounts with sign and separators.
const DECORATED: u64 = 3;

/// A table being written.
pub(super) struct Table {
    file: &'static str,
    dialect: Dialect,
    calendar: Calendar,
    out: csv::Writer<Box<dyn Write>>,
    rows: u64,
    cell: String,
    /// Words in the bytes of the dialect; encoding Chinese anew for every row would take most of the time.
    encoded: hashbrown::HashMap<&'static str, Vec<u8>>,
    failure: Option<csv::Error>,
}

impl Table {
    /// Opens the file and writes the header row.
    pub(super) fn open(
        columns: &Columns,
        dialect: Dialect,
        calendar: &Calendar,
        open: &mut Open<'_>,
    ) -> Result<Table, DemoError> {
        let file = columns.file;
        let out = open(file).map_err(|source| DemoError::Write { file, source })?;
        let end = match dialect {
            Dialect::En => csv::Terminator::Any(b'\n'),
            Dialect::Zh => csv::Terminator::CRLF,
        };
        let out = csv::WriterBuilder::new().terminator(end).buffer_capacity(1 << 16).from_writer(out);
        let cell = String::new();
        let (calendar, encoded) = (calendar.clone(), hashbrown::HashMap::new());
        let mut table = Table { file, dialect, calendar, out, rows: 0, cell, encoded, failure: None };
        columns.headers.iter().fold(&mut table, |table, header| table.word(*header)).end()?;
        table.rows = 0;
        Ok(table)
    }

    /// Writes one cell of text. A failure is kept until the row ends.
    pub(super) fn text(&mut self, text: &str) -> &mut Table {
        let written = match self.dialect {
            Dialect::Zh if !text.is_ascii() => self.out.write_field(encoding_rs::GB18030.encode(text).0),
            _ => self.out.write_field(text),
        };
        self.keep(written)
    }

    /// Writes one cell with a text that comes again and again.
    pub(super) fn known(&mut self, text: &'static str) -> &mut Table {
        if self.dialect == Dialect::En || text.is_ascii() {
            return self.text(text);
        }
        let bytes = self.encoded.entry(text).or_insert_with(|| encoding_rs::GB18030.encode(text).0.into_owned());
        let written = self.out.write_field(bytes);
        self.keep(written)
    }

    /// Writes a word in the language of the dialect.
    pub(super) fn word(&mut self, word: Label) -> &mut Table {
        self.known(word.get(self.dialect.lang()))
    }

    /// Writes an empty cell.
    pub(super) fn empty(&mut self) -> &mut Table {
        self.text("")
    }

    /// Writes text, or an empty cell.
    pub(super) fn maybe(&mut self, text: Option<&str>) -> &mut Table {
        self.text(text.unwrap_or_default())
    }

    /// Writes a whole number.
    pub(super) fn number(&mut self, number: i64) -> &mut Table {
        self.formatted(|cell, _| write!(cell, "{number}"))
    }

    /// Writes a number of thousandths with three decimals.
    pub(super) fn thousandths(&mut self, number: u64) -> &mut Table {
        self.formatted(|cell, _| write!(cell, "{}.{:03}", number / 1_000, number % 1_000))
    }

    /// Writes a day of the history, or an empty cell.
    pub(super) fn day(&mut self, day: Option<i32>) -> &mut Table {
        match day.map(|day| self.calendar.date(day)) {
            Some(date) => self.formatted(|cell, dialect| write_date(cell, date, dialect)),
            None => self.empty(),
        }
    }

    /// Writes a moment, given in minutes from the start of the history, or an empty cell.
    pub(super) fn moment(&mut self, minutes: Option<i64>) -> &mut Table {
        let Some(minutes) = minutes else { return self.empty() };
        let date = self.calendar.date(minutes.div_euclid(1_440) as i32);
        let minute = minutes.rem_euclid(1_440);
        self.formatted(|cell, dialect| {
            write_date(cell, date, dialect)?;
            write!(cell, " {:02}:{:02}:00", minute / 60, minute % 60)
        })
    }

    /// Writes an amount of cents.
    pub(super) fn money(&mut self, cents: i64) -> &mut Table {
        let decorated = self.dialect == Dialect::Zh && cents >= 0 && self.rows.is_multiple_of(DECORATED);
        self.formatted(|cell, _| if decorated { write_yuan(cell, cents) } else { write_plain(cell, cents) })
    }

    /// Ends the row.
    pub(super) fn end(&mut self) -> Result<(), DemoError> {
        self.rows += 1;
        let ended = match self.failure.take() {
            Some(failure) => Err(failure),
            None => self.out.write_record(None::<&[u8]>),
        };
        ended.map_err(|failure| DemoError::Write { file: self.file, source: failure.into() })
    }

    /// Hands everything to the file, and tells its name and its number of rows without the header.
    pub(super) fn close(mut self) -> Result<(&'static str, u64), DemoError> {
        self.out.flush().map_err(|source| DemoError::Write { file: self.file, source })?;
        Ok((self.file, self.rows))
    }

    fn keep(&mut self, written: csv::Result<()>) -> &mut Table {
        if let Err(failure) = written {
            self.failure.get_or_insert(failure);
        }
        self
    }

    fn formatted(&mut self, write: impl FnOnce(&mut String, Dialect) -> std::fmt::Result) -> &mut Table {
        let mut cell = std::mem::take(&mut self.cell);
        cell.clear();
        // Writing to a string cannot fail.
        let _ = write(&mut cell, self.dialect);
        self.text(&cell);
        self.cell = cell;
        self
    }
}

fn write_date(cell: &mut String, date: NaiveDate, dialect: Dialect) -> std::fmt::Result {
    match dialect {
        Dialect::En => write!(cell, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day()),
        Dialect::Zh => write!(cell, "{}/{}/{}", date.year(), date.month(), date.day()),
    }
}

fn write_plain(cell: &mut String, cents: i64) -> std::fmt::Result {
    let sign = if cents < 0 { "-" } else { "" };
    write!(cell, "{sign}{}.{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
}

fn write_yuan(cell: &mut String, cents: i64) -> std::fmt::Result {
    let yuan = (cents / 100).to_string();
    cell.push('¥');
    for (place, digit) in yuan.char_indices() {
        if place > 0 && (yuan.len() - place).is_multiple_of(3) {
            cell.push(',');
        }
        cell.push(digit);
    }
    write!(cell, ".{:02}", cents % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_to_the_cent() {
        let both = |cents| {
            let (mut plain, mut yuan) = (String::new(), String::new());
            assert!(write_plain(&mut plain, cents).is_ok() && write_yuan(&mut yuan, cents).is_ok());
            (plain, yuan)
        };
        assert_eq!(both(129_900), ("1299.00".to_string(), "¥1,299.00".to_string()));
        assert_eq!(both(123_456_705), ("1234567.05".to_string(), "¥1,234,567.05".to_string()));
        assert_eq!(both(7), ("0.07".to_string(), "¥0.07".to_string()));
        assert_eq!(both(-5_900).0, "-59.00");
        assert_eq!(both(-5).0, "-0.05");
    }
}
