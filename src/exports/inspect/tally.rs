//! What the cells of one column look like.

use std::collections::BTreeMap;

use serde::Serialize;

use super::found::{DayOrders, DecimalMarks};
use crate::exports::cast::{
    Currency, DateError, DateOrder, DateParser, DateReading, DecimalMark, Money, identifier, parse_boolean, parse_money,
};

/// What nearly all cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// No cell holds anything.
    Empty,
    /// Digits that may be an id: they begin with a zero or are more than fifteen.
    Digits,
    /// Whole numbers.
    Integer,
    /// Amounts or other decimal numbers.
    Number,
    /// Dates, with or without a time.
    Date,
    /// Yes or no.
    Boolean,
    /// Anything else.
    Text,
}

/// Counts of what cells look like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) filled: u64,
    pub(super) empty: u64,
    digits: u64,
    integers: u64,
    numbers: u64,
    dates: u64,
    booleans: u64,
    pub(super) orders: DayOrders,
    pub(super) marks: DecimalMarks,
    pub(super) currencies: BTreeMap<Currency, u64>,
    pub(super) scientific: u64,
}

impl Tally {
    pub(super) fn add(&mut self, cell: &str) {
        let cell = cell.trim();
        if cell.is_empty() {
            self.empty += 1;
            return;
        }
        self.filled += 1;
        let bytes = cell.as_bytes();
        if bytes.contains(&b'+') {
            self.scientific += u64::from(identifier(cell).is_some_and(|id| id.looks_scientific));
        }
        let all_digits = bytes.iter().all(u8::is_ascii_digit);
        if all_digits && (bytes.len() > 15 || (bytes.len() > 1 && bytes[0] == b'0')) {
            self.digits += 1;
        } else if all_digits && is_compact_date(cell) {
            self.dates += 1;
            self.integers += 1;
        } else if all_digits
            || bytes.strip_prefix(b"-").is_some_and(|rest| !rest.is_empty() && rest.iter().all(u8::is_ascii_digit))
        {
            self.integers += 1;
        } else if let Some((money, mark)) = amount(cell) {
            self.numbers += 1;
            match (mark, parts_thousands(cell)) {
                (DecimalMark::Comma, _) => self.marks.comma += 1,
                (DecimalMark::Point, Some(true)) => self.marks.either += 1,
                (DecimalMark::Point, Some(false)) => self.marks.point += 1,
                (DecimalMark::Point, None) => {}
            }
            if let Some(currency) = money.currency {
                *self.currencies.entry(currency).or_default() += 1;
            }
        } else if is_date(cell) {
            self.dates += 1;
            match DateParser::default().read(cell) {
                Ok(DateReading::Settled { order: Some(DateOrder::DayFirst), .. }) => self.orders.day_first += 1,
                Ok(DateReading::Settled { order: Some(DateOrder::MonthFirst), .. }) => self.orders.month_first += 1,
                Ok(DateReading::Either { .. }) => self.orders.either += 1,
                _ => {}
            }
        } else if parse_boolean(cell).is_ok() {
            self.booleans += 1;
        }
    }

    /// Counts a cell of a column of currencies, besides [`Tally::add`].
    pub(super) fn add_currency(&mut self, cell: &str) {
        if let Some(currency) = Currency::parse(cell) {
            *self.currencies.entry(currency).or_default() += 1;
        }
    }

    pub(super) fn merge(&mut self, other: &Tally) {
        self.scientific += other.scientific;
        for (currency, cells) in &other.currencies {
            *self.currencies.entry(*currency).or_default() += cells;
        }
        self.filled += other.filled;
        self.empty += other.empty;
        self.digits += other.digits;
        self.integers += other.integers;
        self.numbers += other.numbers;
        self.dates += other.dates;
        self.booleans += other.booleans;
        self.orders.day_first += other.orders.day_first;
        self.orders.month_first += other.orders.month_first;
        self.orders.either += other.orders.either;
        self.marks.point += other.marks.point;
        self.marks.comma += other.marks.comma;
        self.marks.either += other.marks.either;
    }

    /// What at least nine in ten of the filled cells are, and how many are not.
    pub(super) fn kind(&self) -> (Kind, u64) {
        if self.filled == 0 {
            return (Kind::Empty, 0);
        }
        let most = |count: u64| count * 10 >= self.filled * 9;
        let candidates = [
            (Kind::Date, self.dates),
            // Some of the digits of an id are ordinary numbers.
            (Kind::Digits, if self.digits > 0 { self.digits + self.integers } else { 0 }),
            // A few decimals among them make all of them decimals.
            (Kind::Integer, if self.numbers == 0 { self.integers } else { 0 }),
            (Kind::Number, self.numbers + self.integers),
            (Kind::Boolean, self.booleans),
        ];
        let found = candidates.into_iter().find(|(_, count)| most(*count));
        found.map_or((Kind::Text, 0), |(kind, count)| (kind, self.filled - count))
    }
}

/// The amount in a cell, with the decimal mark by which it is one.
fn amount(cell: &str) -> Option<(Money, DecimalMark)> {
    let read = |mark| parse_money(cell, mark).ok().map(|money| (money, mark));
    read(DecimalMark::Point).or_else(|| read(DecimalMark::Comma))
}

/// Whether the point of a number may part its thousands, as in `2.270`; nothing where it has no point.
fn parts_thousands(number: &str) -> Option<bool> {
    let (whole, decimals) = number.split_once('.')?;
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let leading = whole.trim_start_matches(|sign: char| !sign.is_ascii_digit()).starts_with('0');
    Some(digits(decimals) == 3 && (1..=3).contains(&digits(whole)) && !leading && !whole.contains(','))
}

fn is_date(cell: &str) -> bool {
    !matches!(
        DateParser::default().read(cell),
        Err(DateError::Empty | DateError::NotADate | DateError::Incomplete | DateError::TwoDigitYear)
    ) && cell.bytes().any(|byte| byte.is_ascii_digit())
        && parse_money(cell, DecimalMark::Point).is_err()
}

/// Eight digits that are a day of the last or this century.
fn is_compact_date(cell: &str) -> bool {
    cell.len() == 8 && (cell.starts_with("19") || cell.starts_with("20")) && DateParser::default().read(cell).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(cells: &[&str]) -> (Kind, u64) {
        let mut tally = Tally::default();
        cells.iter().for_each(|cell| tally.add(cell));
        tally.kind()
    }

    #[test]
    fn days_and_months_are_counted_by_what_they_say_of_their_order() {
        let mut tally = Tally::default();
        ["03/04/2026", "14/04/2026", "04/25/2026", "2026-01-02", "05/05/2026"].iter().for_each(|cell| tally.add(cell));
        assert_eq!(tally.orders, DayOrders { day_first: 1, month_first: 1, either: 1 });
    }

    #[test]
    fn numbers_are_counted_by_the_decimal_marks_that_they_fit() {
        let mut tally = Tally::default();
        let cells =
            ["2.270", "¥12.500", "1.234.567", "5,50", "12.50", "0.250", "1,234.567", "1234.567", "1,234", "950"];
        cells.iter().for_each(|cell| tally.add(cell));
        assert_eq!(tally.marks, DecimalMarks { point: 4, comma: 2, either: 2 });
    }

    #[test]
    fn columns_are_what_nearly_all_their_cells_are() {
        assert_eq!(kind(&["", " "]), (Kind::Empty, 0));
        assert_eq!(kind(&["00123", "4711", "0815"]), (Kind::Digits, 0));
        assert_eq!(kind(&["1", "-2", ""]), (Kind::Integer, 0));
        assert_eq!(kind(&["1", "¥2.50", "1,234.00"]), (Kind::Number, 0));
        assert_eq!(kind(&["1", "2", "3", "4", "5", "6", "7", "8", "9", "2.5"]), (Kind::Number, 0));
        assert_eq!(kind(&["2026-06-30", "2026年6月30日", "30.06.2026"]), (Kind::Date, 0));
        assert_eq!(kind(&["20260630", "20251231"]), (Kind::Date, 0));
        assert_eq!(kind(&["是", "否"]), (Kind::Boolean, 0));
        assert_eq!(kind(&["tea", "2026-06-30"]), (Kind::Text, 0));
        let mut cells = vec!["5"; 19];
        cells.push("five");
        assert_eq!(kind(&cells), (Kind::Integer, 1));
    }
}
