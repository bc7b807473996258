//! A record as RFC 4180 has it, cut in one pass over its bytes. It repairs nothing.

use memchr::{memchr2, memchr3};

use super::span::Span;
use crate::exports::dialect::{Delimiter, Dialect, Escape, Spacing, ends_at_gaps};

/// Bytes that a quoted cell may go on for behind its first line.
const AHEAD: usize = 1 << 20;
/// Lines that a quoted cell may go on for.
const LINES: usize = 1000;

/// Cells of a record that may go on for several lines, or twice the width of the table if that is more. Beyond it quotes
/// of many records were taken for those of one, and each of these would be read to the end of the text again.
const SPANNING: usize = 64;

/// What a byte means outside quotes.
const CELL: u8 = 0;
const DELIMITER: u8 = 1;
const LINE_END: u8 = 2;
const QUOTE: u8 = 3;

/// How a record was found to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// On one line, every quote where it belongs.
    Plain,
    /// On one line, with quotes inside bare cells.
    BareQuotes,
    /// On several lines, every quote where it belongs.
    Lines,
    /// A quoted cell does not close as it should.
    Broken,
}

/// One pass over a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan {
    pub(super) form: Form,
    /// Where the content of the record ends; of a broken one, where reading stopped.
    pub(super) end: usize,
    /// Where the next line starts.
    pub(super) next: usize,
    /// Whether more text could have changed the outcome.
    pub(super) undecided: bool,
}

/// Cuts the records of one text in one dialect.
pub(super) struct Scanner<'t, 'd> {
    pub(super) text: &'t str,
    pub(super) dialect: &'d Dialect,
    pub(super) delimiter: u8,
    /// The quote, or a byte that UTF-8 does not have.
    pub(super) quote: u8,
    pub(super) spacing: Spacing,
    meaning: [u8; 256],
}

impl<'t, 'd> Scanner<'t, 'd> {
    pub(super) fn new(text: &'t str, dialect: &'d Dialect) -> Scanner<'t, 'd> {
        let (delimiter, quote) = (dialect.delimiter.byte(), dialect.quote.unwrap_or(0xff));
        let mut meaning = [CELL; 256];
        meaning[usize::from(quote)] = QUOTE;
        meaning[usize::from(delimiter)] = DELIMITER;
        meaning[usize::from(b'\n')] = LINE_END;
        meaning[usize::from(b'\r')] = LINE_END;
        Scanner { text, dialect, delimiter, quote, spacing: dialect.spacing, meaning }
    }

    /// The same scanner over another text.
    pub(super) fn over<'u>(&self, text: &'u str) -> Scanner<'u, 'd> {
        Scanner { text, ..*self }
    }

    /// The same scanner for records in another delimiter.
    pub(super) fn delimited_by(&self, delimiter: u8) -> Scanner<'t, 'd> {
        let mut other = Scanner { delimiter, spacing: Spacing::None, ..*self };
        other.meaning[usize::from(self.delimiter)] = CELL;
        other.meaning[usize::from(delimiter)] = DELIMITER;
        other
    }

    pub(super) fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    /// Where the line that starts at `from` ends, and where the next one starts.
    pub(super) fn line(&self, from: usize) -> (usize, usize) {
        let rest = self.bytes().get(from..).unwrap_or_default();
        let end = from + memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        (end, self.behind_break(end))
    }

    /// Where the line behind the line break at `end` starts.
    pub(super) fn behind_break(&self, end: usize) -> usize {
        match self.bytes().get(end..) {
            Some([b'\r', b'\n', ..]) => end + 2,
            Some([_, ..]) => end + 1,
            _ => end,
        }
    }

    /// The first byte at or behind `from` that does not only space cells.
    pub(super) fn behind_spacing(&self, from: usize) -> usize {
        match self.spacing {
            Spacing::None => from,
            Spacing::Blank => {
                let rest = self.bytes().get(from..).unwrap_or_default();
                from + rest.iter().take_while(|byte| **byte == b' ').count()
            }
        }
    }

    /// Whether a cell may end in front of this byte.
    pub(super) fn ends_cell(&self, byte: Option<&u8>) -> bool {
        byte.is_none_or(|byte| matches!(self.meaning[usize::from(*byte)], DELIMITER | LINE_END))
    }

    /// Reads the record at `from` and pushes its cells. Of a broken record the cells in front of the fault are pushed.
    pub(super) fn scan(&self, from: usize, cells: &mut Vec<Span>) -> Scan {
        if self.dialect.delimiter == Delimiter::Blanks {
            return self.scan_words(from, cells);
        }
        let bytes = self.bytes();
        let most = SPANNING.max(self.dialect.width.saturating_mul(2));
        let (mut form, mut spanning) = (Form::Plain, 0);
        let mut start = from;
        loop {
            start = self.behind_spacing(start);
            let end = if bytes.get(start) == Some(&self.quote) {
                match self.scan_quoted(start + 1) {
                    Ok(quoted) => {
                        cells.push(quoted.cell);
                        if quoted.lines > 0 {
                            (form, spanning) = (Form::Lines, spanning + 1);
                        }
                        if spanning > most {
                            return Scan { form: Form::Broken, end: start, next: start, undecided: false };
                        }
                        quoted.end + 1
                    }
                    Err(undecided) => return Scan { form: Form::Broken, end: start, next: start, undecided },
                }
            } else {
                let mut end = start;
                loop {
                    let rest = bytes.get(end..).unwrap_or_default();
                    let Some(step) = rest.iter().position(|byte| self.meaning[usize::from(*byte)] != CELL) else {
                        end = bytes.len();
                        break;
                    };
                    end += step;
                    if bytes[end] != self.quote {
                        break;
                    }
                    if form == Form::Plain {
                        form = Form::BareQuotes;
                    }
                    end += 1;
                }
                cells.push(Span::plain(start, end));
                end
            };
            match bytes.get(end) {
                Some(byte) if *byte == self.delimiter => start = end + 1,
                Some(_) => return Scan { form, end, next: self.behind_break(end), undecided: false },
                None => return Scan { form, end, next: end, undecided: true },
            }
        }
    }

    /// Reads the cell behind the quote before `from`; of one that does not close as it should, whether more text could
    /// have changed that.
    fn scan_quoted(&self, from: usize) -> Result<Quoted, bool> {
        let bytes = self.bytes();
        let (mut at, mut lines, mut limit, mut escaped) = (from, 0, usize::MAX, false);
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let Some(step) = memchr3(self.quote, b'\n', b'\r', rest) else { return Err(true) };
            at += step;
            if at > limit || lines > LINES {
                return Err(false);
            }
            if bytes[at] != self.quote {
                lines += 1;
                if limit == usize::MAX {
                    limit = at + AHEAD;
                }
                at = self.behind_break(at);
                continue;
            }
            let next = bytes.get(at + 1);
            if self.is_escaped(from, at) {
                (at, escaped) = (at + 1, true);
            } else if self.ends_cell(next) {
                let escaped = escaped || self.has_backslash(from, at);
                let cell = if escaped { Span::marked(from, at) } else { Span::plain(from, at) };
                return Ok(Quoted { cell, end: at, lines });
            } else if next == Some(&self.quote) && self.dialect.escape == Escape::Doubled {
                (at, escaped) = (at + 2, true);
            } else {
                return Err(false);
            }
        }
    }

    /// Whether a backslash escapes the quote at `at` of the quoted cell whose content starts at `from`: of two in a row
    /// the first escapes the second, and the quote behind them closes the cell.
    pub(super) fn is_escaped(&self, from: usize, at: usize) -> bool {
        if self.dialect.escape != Escape::Backslash {
            return false;
        }
        let before = self.bytes().get(from..at).unwrap_or_default();
        before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
    }

    /// Whether the content of a quoted cell holds a backslash that may escape another.
    pub(super) fn has_backslash(&self, from: usize, end: usize) -> bool {
        self.dialect.escape == Escape::Backslash
            && memchr::memchr(b'\\', self.bytes().get(from..end).unwrap_or_default()).is_some()
    }

    /// The cells between the gaps of the table. A line that is not aligned makes one cell.
    fn cut_at_gaps(&self, from: usize, end: usize, cells: &mut Vec<Span>) {
        let line = self.text.get(from..end).unwrap_or_default();
        let ends = ends_at_gaps(line, &self.dialect.gaps).unwrap_or_default();
        let mut start = 0;
        for end in ends.into_iter().chain([line.len()]) {
            let cell = line.get(start..end).unwrap_or_default();
            let own = from + start + (cell.len() - cell.trim_start_matches(' ').len());
            cells.push(Span::plain(own, own + cell.trim_matches(' ').len()));
            start = end;
        }
    }

    /// Words between runs of blanks.
    fn scan_words(&self, from: usize, cells: &mut Vec<Span>) -> Scan {
        let (end, next) = self.line(from);
        if !self.dialect.gaps.is_empty() {
            if !self.is_blank(from, end) {
                self.cut_at_gaps(from, end, cells);
            }
            return Scan { form: Form::Plain, end, next, undecided: next == end };
        }
        let mut at = from;
        for word in self.bytes().get(from..end).unwrap_or_default().split(|byte| matches!(byte, b' ' | b'\t')) {
            if !word.is_empty() {
                cells.push(Span::plain(at, at + word.len()));
            }
            at += word.len() + 1;
        }
        Scan { form: Form::Plain, end, next, undecided: next == end }
    }
}

struct Quoted {
    cell: Span,
    /// The closing quote.
    end: usize,
    /// Line breaks inside.
    lines: usize,
}
