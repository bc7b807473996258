//! What the reduction gives: the days of every customer, and what was spent on each value of a mix.

use crate::exports::ledger::Tally;

/// What is done with a line that equals an earlier one in all its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duplicates {
    /// Counted, and used all the same.
    Kept,
    /// Counted and excluded.
    Dropped,
}

/// All lines of one customer on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomerDay {
    /// Days since 1970-01-01.
    pub day: i32,
    /// Sum of all amounts, in 1/10000.
    pub net: i64,
    /// Sum of the negative amounts alone, zero or below.
    pub returned: i64,
    /// Order lines.
    pub lines: u32,
    /// Orders first seen on this day: distinct order ids, or lines where there are no ids; returns are no orders.
    pub orders: u32,
    /// Units sold, in 1/10000: the quantities of all lines that are no returns. `None` where one of them tells none, or
    /// quantities were not read.
    pub units: Option<i64>,
}

impl CustomerDay {
    /// Whether the customer bought something that day and did not, on the same day, give as much back. A free order
    /// counts; a day on which returns cancel the sales does not.
    pub fn is_purchase(&self) -> bool {
        self.net > 0 || (self.net == 0 && self.returned == 0)
    }
}

/// What a customer spent on one value of a mix, such as one category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MixCell {
    /// Place of the customer among [`Purchases::customers`].
    pub customer: u32,
    /// Place of the value among [`Mix::values`].
    pub value: u32,
    /// Sum of amounts, in 1/10000.
    pub net: i64,
    /// Order lines.
    pub lines: u32,
    /// Orders with the value: distinct order ids, or lines where there are no ids; returns are no orders.
    pub orders: u32,
}

/// How customers spread over the values of one order column.
#[derive(Clone, Debug)]
pub struct Mix {
    /// The order column.
    pub name: &'static str,
    /// Its values.
    pub values: Vec<String>,
    /// One cell per customer and value, sorted by both.
    pub cells: Vec<MixCell>,
}

/// The purchases of all customers: of the days of each one whatever the caller made of them.
#[derive(Clone, Debug)]
pub struct Purchases<T> {
    /// Customer ids, sorted.
    pub customers: Vec<String>,
    /// What was made of the days of each customer, in the order of `customers`.
    pub made: Vec<T>,
    /// Category, channel and store, where the orders have them.
    pub mixes: Vec<Mix>,
    /// Lines that equal an earlier line in all cells.
    pub duplicates: Tally,
    /// Lines that were summed up, and their amount, for the ledger.
    pub used: Tally,
    /// Whether orders were counted by id.
    pub order_ids: bool,
}
