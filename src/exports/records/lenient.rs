//! A record whose inner quotes are not escaped, or with a quote that stands for itself: a quoted cell goes on to the
//! first quote before a delimiter or the end of a line.

use memchr::{memchr, memchr3};

use super::scan::Scanner;
use super::span::Span;
use crate::exports::dialect::Escape;

/// A record read so, and where quotes stood where RFC 4180 has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lenient {
    /// Where the content of the record ends.
    pub(super) end: usize,
    /// Bare quotes inside quoted cells.
    pub(super) inner: bool,
    /// Quotes inside bare cells, apart from one taken as text on purpose.
    pub(super) bare: bool,
}

impl Scanner<'_, '_> {
    /// The first quote from `from` on that can close a cell: the last of an odd run before a delimiter, a line break or
    /// the end. Says whether other bare quotes, and whether escaped ones, come before it.
    pub(super) fn closing(&self, from: usize) -> Option<Closing> {
        let bytes = self.bytes();
        let (mut at, mut inner, mut escaped) = (from, false, false);
        loop {
            at += memchr(self.quote, bytes.get(at..)?)?;
            if self.dialect.escape == Escape::Backslash {
                if self.is_escaped(from, at) {
                    (at, escaped) = (at + 1, true);
                    continue;
                }
                if self.ends_cell(bytes.get(at + 1)) {
                    escaped |= self.has_backslash(from, at);
                    return Some(Closing { at, inner, escaped });
                }
                (at, inner) = (at + 1, true);
                continue;
            }
            let run = bytes.get(at..)?.iter().take_while(|byte| **byte == self.quote).count();
            escaped |= run > 1;
            if run % 2 == 1 {
                if self.ends_cell(bytes.get(at + run)) {
                    return Some(Closing { at: at + run - 1, inner, escaped });
                }
                inner = true;
            } else if inner && self.ends_cell(bytes.get(at + run)) {
                // Where inner quotes are not escaped, one of two at the end of a cell belongs to it.
                return Some(Closing { at: at + run - 1, inner, escaped: false });
            }
            at += run;
        }
    }

    /// Reads the record at `from` up to a line break or the end of the text, with the quote at `stray` as text. `None`
    /// where a quoted cell does not close.
    pub(super) fn lenient(&self, from: usize, stray: Option<usize>, cells: &mut Vec<Span>) -> Option<Lenient> {
        let bytes = self.bytes();
        let mut read = Lenient::default();
        let mut start = from;
        loop {
            start = self.behind_spacing(start);
            let quoted = bytes.get(start) == Some(&self.quote);
            let end = if quoted && stray == Some(start) && bytes.get(start + 1) == Some(&self.quote) {
                // A stray quote before a quoted cell: it takes the place of the quote that opens the cell.
                let closing = self.closing(start + 2)?;
                read.inner |= closing.inner | closing.escaped;
                cells.push(Span::plain(start + 1, closing.at));
                closing.at + 1
            } else if quoted && stray != Some(start) {
                let closing = self.closing(start + 1)?;
                read.inner |= closing.inner;
                cells.push(closing.cell(start + 1));
                closing.at + 1
            } else {
                let rest = bytes.get(start..)?;
                let end = start + memchr3(self.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
                let own = start + usize::from(stray == Some(start));
                read.bare |= memchr(self.quote, bytes.get(own..end)?).is_some();
                cells.push(Span::plain(start, end));
                end
            };
            match bytes.get(end) {
                Some(byte) if *byte == self.delimiter => start = end + 1,
                _ => return Some(Lenient { end, ..read }),
            }
        }
    }
}

impl Scanner<'_, '_> {
    /// Cuts the record that fills the text from `from` on at every delimiter, quotes being text.
    pub(super) fn bare(&self, from: usize, cells: &mut Vec<Span>) {
        let rest = self.bytes().get(from..).unwrap_or_default();
        let mut start = from;
        for at in memchr::memchr_iter(self.delimiter, rest).map(|at| from + at).chain([from + rest.len()]) {
            cells.push(Span::plain(self.behind_spacing(start).min(at), at));
            start = at + 1;
        }
    }
}

/// A quote that can close a cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Closing {
    pub(super) at: usize,
    /// Whether bare quotes come before it.
    pub(super) inner: bool,
    /// Whether escaped quotes come before it.
    pub(super) escaped: bool,
}

impl Closing {
    /// The cell from `start` to this quote.
    pub(super) fn cell(self, start: usize) -> Span {
        if self.escaped { Span::marked(start, self.at) } else { Span::plain(start, self.at) }
    }
}
