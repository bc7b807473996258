//! Rows of any format before they are cast, and how they are to be understood.

use super::currencies::CurrencyRule;
use crate::exports::cast::{DateOrder, DateParser, DecimalMark};
use crate::exports::cell::{Cell, Serials};
use crate::exports::cells::Cells;
use crate::exports::dates::DateColumn;
use crate::tables::{Privacy, Role};

/// Rows of a file before they are cast.
pub trait Rows {
    /// How many there are.
    fn height(&self) -> usize;
    /// The cell of a row, both counted from 0.
    fn cell(&self, row: usize, column: usize) -> Cell<'_>;
    /// All cells of a row as text, for `rejects.csv`.
    fn raw(&self, row: usize) -> Vec<String>;
    /// Whether no cell of the row holds anything.
    fn blank(&self, row: usize) -> bool;
    /// The rows that are no rows of the table, or none that can be read as such, and why.
    fn irregular(&self) -> Vec<(usize, Irregular)>;
    /// The rows that had to be repaired to be read.
    fn repaired(&self) -> Vec<usize>;
    /// A column whose cells are typed already.
    fn typed(&self, column: usize) -> Option<&Cells>;
}

/// Why a row is not read as a row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Irregular {
    /// It has that many cells, which is not the number of the header.
    Ragged(usize),
    /// It is a note or a total below the table.
    Footer,
    /// It belongs to another table below the first one.
    OtherTable,
    /// It is the header once more.
    RepeatedHeader,
}

/// How the cells of a file are to be understood.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Decimal mark of amounts.
    pub decimal: DecimalMark,
    /// Dates.
    pub dates: DateParser,
    /// Day and month order that the user named.
    pub date_order: Option<DateOrder>,
    /// What the date columns turned out to be.
    pub date_columns: Vec<DateColumn>,
    /// Rows after this day are excluded.
    pub last_day: Option<i32>,
    /// In which currencies rows may be: in that asked for alone, or in any, and in two at once.
    pub currency: CurrencyRule,
    /// Whether the files tell the currencies of their amounts, so that a row without one is not of that currency.
    pub currencies_told: bool,
}

impl Reading {
    /// The order of day and month in a column, and whether its bare numbers are spreadsheet days.
    pub(super) fn dates_of(&self, index: usize) -> (Option<DateOrder>, Serials) {
        let column = self.date_columns.iter().find(|column| column.index == index);
        column.map_or((self.date_order, Serials::Refused), |column| (column.order, column.serials))
    }
}

/// One column of the chunk to be made.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name in the chunk.
    pub name: String,
    /// Role by which it is cast.
    pub role: Role,
    /// Place in the file; none for an amount worked out from quantity and unit price.
    pub index: Option<usize>,
    /// Header in the file.
    pub header: String,
    /// What it means to the ledger.
    pub part: Part,
    /// Whether a row without it is set aside.
    pub required: bool,
    /// Whether a cell that its role cannot take counts as empty and leaves the row as it is.
    pub tolerated: bool,
    /// Whether its cells are masked in messages.
    pub privacy: Privacy,
}

/// What a column means to the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The amount that is summed up.
    Amount,
    /// The currency of the amount.
    Currency,
    /// Neither.
    Other,
}

/// What each column of days gets beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clocks {
    /// Nothing: days are enough.
    None,
    /// `…_second`, the time of day.
    Seconds,
    /// `…_second`, and `…_offset`, by how much that clock is ahead of UTC.
    WithOffsets,
}

/// Whether duplicate lines are to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Adds the column `rest`.
    Hashed,
    /// Not needed.
    Left,
}
