//! Where a record ends. It decides by quotes, widths and kinds of columns, never by the policy for ragged records, so
//! that every reader of a text finds the same records.

use super::scan::{Form, Scanner};
use super::span::Span;
use crate::exports::dialect::{Delimiter, Kind, Look, Spacing};

/// Bytes and lines that a cell with bare quotes inside may go on for.
const AHEAD: usize = 16 << 10;
const LINES: usize = 32;
/// Quotes of a line tried as stray ones.
pub(super) const STRAYS: usize = 12;

/// A record as a stretch of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// Where its content ends.
    pub(super) end: usize,
    /// Where the next line starts.
    pub(super) next: usize,
    /// Whether more text could have changed where it ends.
    pub(super) undecided: bool,
    /// What its cells are worth.
    pub(super) reading: Reading,
}

/// What is known of the cells of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// They were read and are well-formed.
    Cells,
    /// They were read, with quotes inside bare cells.
    BareQuotes,
    /// They have to be read again, within the record.
    Unread,
    /// The line is blank and no record.
    Blank,
}

impl Scanner<'_, '_> {
    /// Finds the record at `from`. Its cells are pushed where the reading says so.
    pub(super) fn extent(&self, from: usize, cells: &mut Vec<Span>) -> Extent {
        let before = cells.len();
        let scan = self.scan(from, cells);
        let width = cells.len() - before;
        let right = self.dialect.width == 0 || width == self.dialect.width;
        let found = |reading| Extent { end: scan.end, next: scan.next, undecided: scan.undecided, reading };
        match scan.form {
            Form::Plain if right && width > 1 => found(Reading::Cells),
            Form::BareQuotes if right => found(Reading::BareQuotes),
            Form::Plain | Form::BareQuotes if self.is_blank(from, scan.end) => found(Reading::Blank),
            Form::Plain if right => found(Reading::Cells),
            Form::Plain | Form::BareQuotes => {
                cells.truncate(before);
                found(Reading::Unread)
            }
            Form::Lines => {
                let swallows = self.swallows(from, right);
                if right && !swallows {
                    return found(Reading::Cells);
                }
                cells.truncate(before);
                let (end, next) = if swallows { self.line(from) } else { (scan.end, scan.next) };
                Extent { end, next, ..found(Reading::Unread) }
            }
            Form::Broken => {
                cells.truncate(before);
                self.broken(from, scan.undecided)
            }
        }
    }

    /// Whether the text between two places holds blanks only, which separate nothing here.
    pub(super) fn is_blank(&self, from: usize, end: usize) -> bool {
        let line = self.bytes().get(from..end).unwrap_or_default();
        let separates = matches!(self.delimiter, b' ' | b'\t') && self.dialect.delimiter != Delimiter::Blanks;
        line.is_empty() || (!separates && line.iter().all(|byte| matches!(byte, b' ' | b'\t')))
    }

    /// Whether a well-formed record on several lines holds rows of the table in a cell. Where its width is right, there
    /// has to be more than other right widths to say so.
    fn swallows(&self, from: usize, right: bool) -> bool {
        if self.dialect.width < 2 || (right && self.dialect.columns.is_empty()) {
            return false;
        }
        let (end, next) = self.line(from);
        let (mut first, mut second) = (Vec::new(), Vec::new());
        let first_fits = self.stray_reading(from, end, &mut first).is_some();
        let below = self.scan(next, &mut second);
        let second_fits = matches!(below.form, Form::Plain | Form::BareQuotes) && second.len() == self.dialect.width;
        if right {
            first_fits && second_fits && self.has_the_kinds(&first) && self.has_the_kinds(&second)
        } else {
            first_fits || second_fits
        }
    }

    /// Whether a value stands in each filled cell of a column of values, and in one at least.
    pub(super) fn has_the_kinds(&self, cells: &[Span]) -> bool {
        let of_values = || {
            let pairs = cells.iter().zip(&self.dialect.columns);
            pairs.filter(|(_, column)| column.kind == Kind::Value).map(|(cell, column)| (cell.of(self.text), column))
        };
        of_values().any(|(cell, _)| !cell.trim().is_empty())
            && of_values().all(|(cell, column)| cell.trim().is_empty() || column.surprise(Look::of(cell)) < 5.0)
    }

    /// Reads one line with one of its quotes as text so that it has the right width and no other fault. Gives the place
    /// of that quote; the cells are those pushed.
    pub(super) fn stray_reading(&self, from: usize, end: usize, cells: &mut Vec<Span>) -> Option<usize> {
        let line = self.over(self.text.get(..end)?);
        let opens = |at: &usize| {
            let mut before = line.bytes().get(from..*at).unwrap_or_default().iter();
            let before = match self.spacing {
                Spacing::None => before.next_back(),
                Spacing::Blank => before.rfind(|byte| **byte != b' '),
            };
            before.is_none_or(|byte| *byte == self.delimiter)
        };
        let quotes = memchr::memchr_iter(self.quote, line.bytes().get(from..)?).map(|at| from + at);
        quotes.filter(opens).take(STRAYS).find(|stray| {
            cells.clear();
            let read = line.lenient(from, Some(*stray), cells);
            cells.len() == self.dialect.width && read.is_some_and(|read| !read.inner && !read.bare)
        })
    }

    /// The extent of a record with a quoted cell that does not close as it should.
    fn broken(&self, from: usize, undecided: bool) -> Extent {
        let (end, next) = self.line(from);
        let line = |undecided| Extent { end, next, undecided: undecided || next == end, reading: Reading::Unread };
        let mut cells = Vec::new();
        let local = self.over(self.text.get(..end).unwrap_or_default());
        if local.lenient(from, None, &mut cells).is_some() || self.stray_reading(from, end, &mut cells).is_some() {
            return line(undecided);
        }
        // The cell with the fault may go on below, if what stands there is no row of its own.
        cells.clear();
        let below = self.scan(next, &mut cells);
        let window = self.window(next);
        let undecided = undecided || below.undecided || window.is_none();
        if below.form != Form::Broken && cells.len() == self.dialect.width {
            return line(undecided);
        }
        cells.clear();
        let limit = window.unwrap_or(self.text.len());
        match self.over(self.text.get(..limit).unwrap_or(self.text)).lenient(from, None, &mut cells) {
            Some(read) if cells.len() == self.dialect.width => Extent {
                end: read.end,
                next: self.behind_break(read.end),
                undecided: undecided || read.end == self.text.len(),
                reading: Reading::Unread,
            },
            _ => line(undecided),
        }
    }

    /// Where the lines end that a faulty cell may reach into, from `next` on; `None` where the text ends before.
    fn window(&self, next: usize) -> Option<usize> {
        let rest = self.bytes().get(next..)?;
        let near = rest.get(..AHEAD).unwrap_or(rest);
        match memchr::memchr2_iter(b'\n', b'\r', near).nth(LINES - 1) {
            Some(at) => Some(next + at),
            None if rest.len() > AHEAD => Some(next + memchr::memrchr2(b'\n', b'\r', near).unwrap_or(0)),
            None => None,
        }
    }
}
