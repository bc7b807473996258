//! The records of a block: their cells, their places, and what was repaired. It cuts nothing.

use super::span::Span;

/// Where a block lies in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The block is the whole text.
    Whole,
    /// It is the first of several. It has to reach at least as far as the sample from which the dialect was told.
    First,
    /// It has blocks before and behind it.
    Middle,
    /// It is the last of several.
    Last,
}

impl Place {
    pub(super) fn is_first(self) -> bool {
        matches!(self, Place::Whole | Place::First)
    }

    pub(super) fn is_last(self) -> bool {
        matches!(self, Place::Whole | Place::Last)
    }
}

/// What happens to records of another width than the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ragged {
    /// Only certain repairs are made; the rest is marked. For analyses.
    Reject,
    /// Every record is given the width of the table, as the kinds of the columns suggest. For looking at a file.
    Pad,
    /// Nothing is repaired.
    Error,
}

/// What a record is to its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A title or a note before the table.
    Preamble,
    /// The names of the columns, or a part of them.
    Header,
    /// A row of the table.
    Data,
    /// A note or a total below the table.
    Footer,
    /// A part of another table below the first one.
    OtherTable,
}

/// What was done to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RepairKind {
    /// Missing cells were added, empty.
    Padded,
    /// Surplus empty cells were removed.
    Truncated,
    /// A quote that opens or closes no cell was taken as text.
    Unquoted,
    /// The record is delimited by another sign than its neighbours and was cut at that sign.
    Redelimited,
    /// Cells were joined at a delimiter that belongs to the text.
    Joined,
    /// The missing delimiter beside a quoted cell was added.
    Split,
}

impl RepairKind {
    /// The name in `repairs.csv` and the manifest.
    pub fn name(self) -> &'static str {
        match self {
            RepairKind::Padded => "padded",
            RepairKind::Truncated => "truncated",
            RepairKind::Unquoted => "unquoted",
            RepairKind::Redelimited => "redelimited",
            RepairKind::Joined => "joined",
            RepairKind::Split => "split",
        }
    }
}

/// A record that was repaired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The row in its block.
    pub row: usize,
    /// What was done.
    pub kind: RepairKind,
    /// The byte at which the record starts in its block.
    pub offset: usize,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// One behind its last cell.
    pub(super) cells: u32,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// The records of a block, in order.
#[derive(Debug)]
pub struct Records<'t> {
    pub(super) block: &'t str,
    /// The text of cells whose escapes were resolved.
    pub(super) spare: String,
    pub(super) cells: Vec<Span>,
    pub(super) rows: Vec<Row>,
    pub(super) repairs: Vec<Repair>,
    /// Rows that are not of the width of the table, in order.
    pub(super) ragged: Vec<usize>,
    /// Rows at the start that are preamble, and those that are preamble or header.
    pub(super) before: [usize; 2],
    /// The first row of the footer and of another table.
    pub(super) footer: usize,
    pub(super) other: usize,
}

impl<'t> Records<'t> {
    /// The number of records, preamble, header and footer among them.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// The number of cells of a record; 0 where there is no such row.
    pub fn width(&self, row: usize) -> usize {
        self.range(row).len()
    }

    /// A cell; `None` where the record has no such cell.
    pub fn cell(&self, row: usize, column: usize) -> Option<&str> {
        let range = self.range(row);
        self.cells.get(range).and_then(|cells| cells.get(column)).map(|cell| self.text(*cell))
    }

    /// The number of cells of every record, where they all have the same.
    pub fn stride(&self) -> Option<usize> {
        let first = self.width(0);
        let same = || self.rows.iter().zip(1..).all(|(row, count): (&Row, usize)| row.cells as usize == count * first);
        (first > 0 && self.cells.len() == self.rows.len() * first && same()).then_some(first)
    }

    /// A cell of a block whose records all have `stride` cells.
    pub fn cell_at(&self, row: usize, column: usize, stride: usize) -> Option<&str> {
        if column >= stride {
            return None;
        }
        self.cells.get(row * stride + column).map(|cell| self.text(*cell))
    }

    /// The cells of a record; none where there is no such row.
    pub fn record(&self, row: usize) -> impl ExactSizeIterator<Item = &str> + DoubleEndedIterator {
        self.cells.get(self.range(row)).unwrap_or_default().iter().map(|cell| self.text(*cell))
    }

    /// The byte of the block at which a record starts.
    pub fn offset(&self, row: usize) -> usize {
        self.rows.get(row).map_or(self.block.len(), |row| row.start as usize)
    }

    /// The text of the block before a record.
    pub fn before(&self, row: usize) -> &'t str {
        self.block.get(..self.offset(row)).unwrap_or_default()
    }

    /// The text of a record as it stands in the block, without its line end.
    pub fn raw(&self, row: usize) -> &'t str {
        self.rows.get(row).and_then(|row| self.block.get(row.start as usize..row.end as usize)).unwrap_or_default()
    }

    /// What a record is to its file.
    pub fn role(&self, row: usize) -> Role {
        match row {
            row if row < self.before[0] => Role::Preamble,
            row if row < self.before[1] => Role::Header,
            row if row >= self.other => Role::OtherTable,
            row if row >= self.footer => Role::Footer,
            _ => Role::Data,
        }
    }

    /// The rows of the table: behind the header and before the footer.
    pub fn table(&self) -> std::ops::Range<usize> {
        let end = self.footer.min(self.other).min(self.height());
        self.before[1].min(end)..end
    }

    /// The rows that are not of the width of the table and were not repaired, in order.
    pub fn ragged_rows(&self) -> &[usize] {
        &self.ragged
    }

    /// The number of cells of a record that is not of the width of the table and was not repaired.
    pub fn ragged(&self, row: usize) -> Option<usize> {
        self.ragged.binary_search(&row).ok().map(|_| self.width(row))
    }

    /// The records that were repaired, in order.
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    fn range(&self, row: usize) -> std::ops::Range<usize> {
        let end = |row: usize| self.rows.get(row).map_or(0, |row| row.cells as usize);
        let start = row.checked_sub(1).map_or(0, end);
        start..end(row).max(start)
    }

    fn text(&self, cell: Span) -> &str {
        cell.of(if cell.is_marked() { &self.spare } else { self.block })
    }
}
