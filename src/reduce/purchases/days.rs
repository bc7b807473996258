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

/// The purchases of all customers by day.
#[derive(Clone, Debug)]
pub struct Purchases {
    /// Customer ids, sorted.
    pub customers: Vec<String>,
    /// The days of all customers, in the parts in which they were summed.
    pub(super) parts: Vec<Vec<CustomerDay>>,
    /// Where the days of each customer lie.
    pub(super) places: Vec<Place>,
    /// Category, channel and store, where the orders have them.
    pub mixes: Vec<Mix>,
    /// Lines that equal an earlier line in all cells.
    pub duplicates: Tally,
    /// Whether orders were counted by id.
    pub order_ids: bool,
}

/// A run of days in one part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) part: u32,
    pub(super) start: u32,
    pub(super) days: u32,
}

impl Purchases {
    /// The days of one customer, sorted.
    pub fn days_of(&self, customer: usize) -> &[CustomerDay] {
        let Place { part, start, days } = self.places[customer];
        &self.parts[part as usize][start as usize..(start + days) as usize]
    }

    /// The days of all customers, in no order that means anything.
    fn days(&self) -> impl Iterator<Item = &CustomerDay> {
        self.parts.iter().flatten()
    }

    /// The newest day with a line, where there is one.
    pub fn newest_day(&self) -> Option<i32> {
        self.days().map(|day| day.day).max()
    }

    /// The newest day and the newest before it, to notice a lone date far in the future.
    pub fn newest_two(&self) -> Option<(i32, i32)> {
        let newest = self.newest_day()?;
        let before = self.days().map(|day| day.day).filter(|day| *day < newest).max()?;
        Some((newest, before))
    }

    /// Rows and amount, for the ledger.
    pub fn tally(&self) -> Tally {
        self.days().fold(Tally::default(), |sum, day| Tally {
            rows: sum.rows + u64::from(day.lines),
            amount: sum.amount + i128::from(day.net),
        })
    }
}

#[cfg(test)]
impl Purchases {
    /// Purchases of customers given with their days, both sorted, for tests of what builds on them.
    pub(crate) fn of(customers: &[(&str, &[CustomerDay])]) -> Purchases {
        let places = (0u32..).zip(customers).map(|(part, (_, days))| Place { part, start: 0, days: days.len() as u32 });
        Purchases {
            customers: customers.iter().map(|(id, _)| (*id).to_string()).collect(),
            places: places.collect(),
            parts: customers.iter().map(|(_, days)| days.to_vec()).collect(),
            mixes: Vec::new(),
            duplicates: Tally::default(),
            order_ids: false,
        }
    }
}
