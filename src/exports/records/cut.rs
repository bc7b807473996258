//! Cuts blocks of text into records.

use super::block::{Place, Ragged, Records, Repair, Role, Row};
use super::extent::Reading;
use super::footer;
use super::repair::{Outcome, reread};
use super::scan::Scanner;
use super::span::Span;
use crate::exports::dialect::{Dialect, Escape};

/// The most bytes of a block; what goes beyond is not read. Callers cut much smaller ones.
pub const BLOCK: usize = 1 << 30;
/// The byte order mark in UTF-8.
const MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

/// The length in bytes of the longest start of `text` that is made of whole records. The caller hands that start to
/// [`cut`] and puts the rest before the next block; at the end of the file the rest is the last block.
///
/// 0 where not even the first record is known to be whole: more text is needed.
pub fn whole_records(text: &str, dialect: &Dialect) -> usize {
    let text = within_limit(text);
    let scanner = Scanner::new(text, dialect);
    if memchr::memchr(scanner.quote, text.as_bytes()).is_none() {
        return memchr::memrchr2(b'\n', b'\r', text.as_bytes()).map_or(0, |end| end + 1);
    }
    let (mut from, mut cells) = (0, Vec::new());
    while from < text.len() {
        cells.clear();
        let extent = scanner.extent(behind_mark(text, from), &mut cells);
        if extent.undecided {
            break;
        }
        from = extent.next;
    }
    from
}

/// Cuts a block that is made of whole records. Blank lines are no records.
///
/// Where the dialect has a second table, every block but the first belongs to that table.
pub fn cut<'t>(block: &'t str, dialect: &Dialect, policy: Ragged, place: Place) -> Records<'t> {
    let block = within_limit(block);
    let scanner = Scanner::new(block, dialect);
    let estimate = block.len() / (8 * dialect.width.max(1)) + 1;
    let other = match dialect.table_records {
        None => usize::MAX,
        Some(records) if place.is_first() => usize::try_from(records).unwrap_or(usize::MAX),
        Some(_) => 0,
    };
    // A block has fewer records than bytes, whatever number of them is to be left out.
    let preamble = if place.is_first() { dialect.preamble_records.min(BLOCK) } else { 0 };
    let header = if place.is_first() { preamble + dialect.header.rows() } else { 0 };
    let mut records = Records {
        block,
        spare: String::new(),
        cells: Vec::with_capacity(estimate * dialect.width),
        rows: Vec::with_capacity(estimate),
        repairs: Vec::new(),
        ragged: Vec::new(),
        before: [preamble, header],
        footer: usize::MAX,
        other,
    };
    let mut from = 0;
    while from < block.len() {
        from = behind_mark(block, from);
        let before = records.cells.len();
        let extent = scanner.extent(from, &mut records.cells);
        let again = match extent.reading {
            Reading::Cells => false,
            Reading::Blank => {
                records.cells.truncate(before);
                from = extent.next;
                continue;
            }
            Reading::BareQuotes => looks_torn(records.cells.get(before..).unwrap_or_default(), block, scanner.quote),
            Reading::Unread => true,
        };
        if again {
            records.cells.truncate(before);
            records.reread(&scanner, from, extent.end, policy);
        }
        if dialect.unnamed > 0 && policy != Ragged::Pad {
            records.check_unnamed(before, dialect);
        }
        records.resolve(before, dialect.escape, scanner.quote);
        records.rows.push(Row { cells: records.cells.len() as u32, start: from as u32, end: extent.end as u32 });
        from = extent.next;
    }
    if place.is_last() {
        footer::mark(&mut records, dialect);
    }
    records
}

/// The byte behind the byte order marks at `from`: files that were joined have one where each of them begins.
fn behind_mark(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    from + MARK.len() * rest.chunks_exact(MARK.len()).take_while(|bytes| *bytes == MARK).count()
}

/// Whether bare cells look like a quoted one that was cut: one has a quote inside, and a later one ends with a quote.
fn looks_torn(cells: &[Span], text: &str, quote: u8) -> bool {
    let quote_at =
        |cell: &Span| memchr::memchr(quote, cell.of(text).as_bytes()).map(|at| (at, cell.end() - cell.start()));
    let torn = cells.iter().position(|cell| quote_at(cell).is_some_and(|(at, length)| at > 0 && at + 1 < length));
    torn.is_some_and(|torn| {
        cells.iter().skip(torn + 1).any(|cell| quote_at(cell).is_some_and(|(at, length)| at > 0 && at + 1 == length))
    })
}

/// The start of the text that a block may hold.
fn within_limit(text: &str) -> &str {
    (BLOCK - 3..=BLOCK).rev().find_map(|end| text.get(..end)).unwrap_or(text)
}

impl Records<'_> {
    /// Reads a record that is not as it should be, and notes what became of it.
    fn reread(&mut self, scanner: &Scanner<'_, '_>, from: usize, end: usize, policy: Ragged) {
        let row = self.rows.len();
        let role = self.role(row);
        let record = scanner.over(self.block.get(..end).unwrap_or_default());
        match reread(&record, from, role, policy, &mut self.cells) {
            Outcome::Regular => {}
            Outcome::Repaired(kind) => self.repairs.push(Repair { row, kind, offset: from }),
            Outcome::Ragged => self.ragged.push(row),
        }
    }

    /// Marks the record just read where something stands in a cell that has no name: its cells may be shifted.
    fn check_unnamed(&mut self, before: usize, dialect: &Dialect) {
        let row = self.rows.len();
        let cells = self.cells.get(before..).unwrap_or_default();
        let named = dialect.width.saturating_sub(dialect.unnamed);
        let filled = |cell: &Span| !cell.of(self.block).trim().is_empty();
        let of_table = self.role(row) == Role::Data && cells.len() == dialect.width;
        if of_table && cells.iter().skip(named).any(filled) && self.ragged.last() != Some(&row) {
            if self.repairs.last().is_some_and(|repair| repair.row == row) {
                self.repairs.pop();
            }
            self.ragged.push(row);
        }
    }

    /// Resolves the escaped quotes, and backslashes, of the cells of the record just read.
    fn resolve(&mut self, before: usize, escape: Escape, quote: u8) {
        for cell in self.cells.get_mut(before..).unwrap_or_default() {
            if !cell.is_marked() {
                continue;
            }
            let start = self.spare.len();
            let escaping = match escape {
                Escape::Doubled => char::from(quote),
                Escape::Backslash => '\\',
            };
            let mut rest = cell.of(self.block).chars().peekable();
            while let Some(sign) = rest.next() {
                let escaped = |next: &char| *next == char::from(quote) || *next == escaping;
                let escapes = sign == escaping && rest.peek().is_some_and(escaped);
                self.spare.push(if escapes { rest.next().unwrap_or(sign) } else { sign });
            }
            *cell = Span::marked(start, self.spare.len());
        }
    }
}

#[cfg(test)]
mod tests;
