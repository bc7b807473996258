//! The date in a cell: the forms exports use, year first, day or month first, or with the name of the month.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};
use chrono_tz::Tz;

use super::calendar::{Era, day_of, iso_parts, within};
use super::clock::{Clock, parse_clock};
use super::{DateError, DateOrder};
use crate::exports::cast::width::fold;

/// Days between the placeholders 1970-01-01 and 2099-12-31, to which there is nothing to object.
pub const UNDOUBTED_DAYS: RangeInclusive<i32> = 1..=47_480;

/// Reads the cells of one column of dates.
///
/// A time with a zone offset (`2026-06-30T23:30:00Z`) is a moment: with a zone its day is the day in that zone,
/// without one the day that the cell itself shows. A time without an offset is taken to be local already.
#[derive(Clone, Copy, Debug, Default)]
pub struct DateParser {
    pub(super) zone: Option<Tz>,
    pub(super) era: Era,
}

/// The time on the clock that shows the day of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeOfDay {
    /// Seconds after midnight.
    pub second: i32,
    /// Seconds by which that clock is ahead of UTC, where the cell tells.
    pub offset: Option<i32>,
}

/// A date whose order of day and month may still be open. Days count from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateReading {
    /// One day. `order` is the only order of day and month that the cell fits, where it has one.
    Settled {
        /// The day.
        day: i32,
        /// The order that the cell shows; `None` when it says nothing about the order.
        order: Option<DateOrder>,
    },
    /// Two days, such as `01/02/2026`.
    Either {
        /// The day when the day comes first.
        day_first: i32,
        /// The day when the month comes first.
        month_first: i32,
    },
}

impl DateReading {
    /// The day in a column of this order, or, with `None`, in a column whose order nobody knows.
    ///
    /// # Errors
    /// [`DateError::WrongOrder`] when the cell fits only the other order, [`DateError::UnknownOrder`] when it needs an
    /// order and there is none.
    pub fn settle(self, column: impl Into<Option<DateOrder>>) -> Result<i32, DateError> {
        match (self, column.into()) {
            (DateReading::Settled { order: Some(order), .. }, Some(column)) if order != column => {
                Err(DateError::WrongOrder)
            }
            (DateReading::Settled { day, .. }, _)
            | (DateReading::Either { day_first: day, .. }, Some(DateOrder::DayFirst))
            | (DateReading::Either { month_first: day, .. }, Some(DateOrder::MonthFirst)) => Ok(day),
            (DateReading::Either { .. }, None) => Err(DateError::UnknownOrder),
        }
    }
}

/// The parts of a date as they are written.
enum Parts {
    YearMonthDay(i32, u32, u32),
    /// Day and month in either order, then the year.
    Pair(u32, u32, i32),
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl DateParser {
    /// A parser for events, in this zone (`--timezone`).
    pub fn new(zone: Option<Tz>) -> DateParser {
        DateParser { zone, era: Era::Events }
    }

    /// Reads a cell. The rules, where it could be read in two ways or in none:
    ///
    /// | cell | answer |
    /// |---|---|
    /// | `01/02/2026` `01-02-2026` | two days, until the whole column decides |
    /// | `01.02.2026` | the day first: no locale writes the month first with dots |
    /// | `30/06/26` | refused: the century would be a guess |
    /// | `2020-W53-5` | the day of the ISO week, which may lie in the next year |
    /// | `46203` `46203.5` `1782835200` | refused here: only a whole column of numbers can be serials or Unix time |
    /// | `20260630` | year, month, day; with the day first no month would be left |
    /// | 1900-01-00, 1970-01-01, 9999-12-31 … | refused: placeholders; 1900-02-29 exists in spreadsheets only |
    /// | a local time in the gap or the overlap of a change of clocks | its day, which no change of an hour moves |
    /// | `2026-06-30T23:30:00Z` | a moment: its day in the zone of the parser |
    /// | `上午12:30` | half past midnight, as Windows writes it; `晚上12:30` is refused |
    /// | `24:00`, an abbreviated zone such as `CST` | refused |
    ///
    /// # Errors
    /// [`DateError`] when the cell is empty, no date, or a date that no customer can have.
    pub fn read(&self, text: &str) -> Result<DateReading, DateError> {
        // The usual cell first: a bare day, then one with a time.
        if let Some((year, month, day)) = iso_parts(text) {
            return Ok(DateReading::Settled { day: day_of(year, month, day, self.era)?, order: None });
        }
        if let Some((year, month, day, rest)) = iso_start(text) {
            return Ok(DateReading::Settled { day: self.day(year, month, day, parse_clock(rest)?)?, order: None });
        }
        let text = fold(text);
        if text.is_empty() {
            return Err(DateError::Empty);
        }
        let (parts, rest) = parse_parts(&text)?;
        let clock = parse_clock(rest)?;
        let settled = |day, order| Ok(DateReading::Settled { day, order });
        match parts {
            Parts::YearMonthDay(year, month, day) => settled(self.day(year, month, day, clock)?, None),
            Parts::Pair(first, second, year) if first == second => settled(self.day(year, first, first, clock)?, None),
            Parts::Pair(day, month, year) if day > 12 => {
                settled(self.day(year, month, day, clock)?, Some(DateOrder::DayFirst))
            }
            Parts::Pair(month, day, year) if day > 12 => {
                settled(self.day(year, month, day, clock)?, Some(DateOrder::MonthFirst))
            }
            Parts::Pair(first, second, year) => Ok(DateReading::Either {
                day_first: self.day(year, second, first, clock)?,
                month_first: self.day(year, first, second, clock)?,
            }),
        }
    }

    /// The time of day that a cell tells, in the zone of the day that [`read`](Self::read) gives. `order` is that of the
    /// column. `None` where the cell tells no time of day, or is no date; a leap second is the last second of its day.
    pub fn time(&self, text: &str, order: Option<DateOrder>) -> Option<TimeOfDay> {
        if let Some((year, month, day, rest)) = iso_start(text) {
            return self.time_on(year, month, day, parse_clock(rest).ok()??);
        }
        let text = fold(text);
        let (parts, rest) = parse_parts(&text).ok()?;
        let clock = parse_clock(rest).ok()?.or_else(|| compact_clock(&text))?;
        match parts {
            Parts::YearMonthDay(year, month, day) => self.time_on(year, month, day, clock),
            Parts::Pair(first, second, year) if first > 12 || order == Some(DateOrder::DayFirst) => {
                self.time_on(year, second, first, clock)
            }
            Parts::Pair(first, second, year) => self.time_on(year, first, second, clock),
        }
    }

    fn time_on(&self, year: i32, month: u32, day: u32, clock: Clock) -> Option<TimeOfDay> {
        let seconds = clock.seconds.min(86_399);
        match (clock.offset, self.zone) {
            (Some(offset), Some(_)) => {
                let day = day_of(year, month, day, self.era).ok()?;
                self.time_at(i64::from(day) * 86_400 + seconds - offset)
            }
            (offset, _) => {
                let offset = offset.map(i32::try_from).transpose().ok()?;
                Some(TimeOfDay { second: i32::try_from(seconds).ok()?, offset })
            }
        }
    }

    /// Checks a day that a typed column already holds.
    ///
    /// # Errors
    /// [`DateError`] for a placeholder or a day outside the era.
    pub fn check(&self, day: i32) -> Result<i32, DateError> {
        if UNDOUBTED_DAYS.contains(&day) {
            return Ok(day);
        }
        let date = NaiveDate::from_epoch_days(day).ok_or(DateError::OutOfRange)?;
        day_of(date.year(), date.month(), date.day(), self.era)
    }

    /// The zone whose midnight parts the days of moments.
    pub fn timezone(&self) -> Option<Tz> {
        self.zone
    }

    fn day(&self, year: i32, month: u32, day: u32, clock: Option<Clock>) -> Result<i32, DateError> {
        let day = day_of(year, month, day, self.era)?;
        match (clock, self.zone) {
            (Some(Clock { seconds, offset: Some(offset) }), Some(_)) => {
                let moment = i64::from(day) * 86_400 + seconds.min(86_399) - offset;
                within(self.day_at(moment).ok_or(DateError::OutOfRange)?, self.era)
            }
            _ => Ok(day),
        }
    }
}

/// The usual cell of an export: `YYYY-MM-DD`, perhaps with a time, all in ASCII.
fn iso_start(text: &str) -> Option<(i32, u32, u32, &str)> {
    let (date, rest) = text.split_at_checked(10)?;
    let (year, month, day) = iso_parts(date)?;
    let ends = rest.is_ascii() && !rest.starts_with(|c: char| c.is_ascii_digit());
    ends.then_some((year, month, day, rest))
}

/// The date at the start of a folded cell, and the text behind it.
fn parse_parts(text: &str) -> Result<(Parts, &str), DateError> {
    let (digits, rest) = split_digits(text);
    match digits.len() {
        0 => month_name_first(text),
        1 | 2 => short_number_first(digits, rest),
        4 => year_first(digits, rest),
        8 | 14 if !rest.starts_with(['.', ',', '-', '/']) => compact(digits, rest),
        _ if rest.is_empty() || (rest.starts_with('.') && split_digits(&rest[1..]).1.is_empty()) => {
            Err(DateError::BareNumber)
        }
        _ => Err(DateError::NotADate),
    }
}

/// `20260630` and `20260630235959`.
fn compact<'a>(digits: &'a str, rest: &'a str) -> Result<(Parts, &'a str), DateError> {
    let (date, time) = digits.split_at(8);
    let pairs = [(0, 23), (2, 59), (4, 60)].iter().map(|(at, limit)| (time.get(*at..at + 2), limit));
    for (pair, limit) in pairs {
        if pair.map_or(Ok(0), number)? > *limit {
            return Err(DateError::BadTime);
        }
    }
    let (year, month, day) = (number(&date[..4])?, number(&date[4..6])?, number(&date[6..])?);
    Ok((Parts::YearMonthDay(year as i32, month, day), rest))
}

/// The time in `20260630235959`.
fn compact_clock(text: &str) -> Option<Clock> {
    let (digits, _) = split_digits(text);
    let (_, time) = digits.split_at_checked(8).filter(|_| digits.len() == 14)?;
    let pair = |at: usize| time.get(at..at + 2).and_then(|pair| pair.parse::<i64>().ok());
    Some(Clock { seconds: pair(0)? * 3600 + pair(2)? * 60 + pair(4)?, offset: None })
}

/// `2026-06-30`, `2026/6/30`, `2026.6.30`, `2026年6月30日`, `2026-Jun-30`, `2026-W27-2`.
fn year_first<'a>(year: &str, rest: &'a str) -> Result<(Parts, &'a str), DateError> {
    let year = number(year)? as i32;
    let rest = if rest.trim_start().starts_with('年') { rest.trim_start() } else { rest };
    let (separator, rest) = match rest.chars().next() {
        None => return Err(DateError::Incomplete),
        Some(c @ ('-' | '/' | '.' | '年')) => (c, rest[c.len_utf8()..].trim_start()),
        Some(_) => return Err(DateError::NotADate),
    };
    if let Some(week) = rest.strip_prefix(['W', 'w']).filter(|_| separator == '-') {
        return week_and_day(year, week);
    }
    let (month, rest) = match split_digits(rest) {
        ("", _) if separator == '-' => split_month_name(rest).ok_or(DateError::NotADate)?,
        ("", "") if separator == '年' => return Err(DateError::Incomplete),
        (digits, rest) => (short_number(digits)?, rest),
    };
    let between = if separator == '年' { '月' } else { separator };
    let rest = rest.trim_start();
    if rest.is_empty() || rest == "月" {
        return Err(DateError::Incomplete);
    }
    let (day, rest) = split_digits(rest.strip_prefix(between).ok_or(DateError::NotADate)?.trim_start());
    let rest = if separator == '年' { rest.trim_start().trim_start_matches(['日', '号', '號']) } else { rest };
    Ok((Parts::YearMonthDay(year, month, short_number(day)?), rest))
}

/// `27-2`, the week and the weekday of ISO 8601, Monday being 1.
fn week_and_day(year: i32, text: &str) -> Result<(Parts, &str), DateError> {
    let (week, rest) = split_digits(text);
    if week.len() == 2 && rest.is_empty() {
        return Err(DateError::Incomplete);
    }
    let (day, rest) = split_digits(rest.strip_prefix('-').ok_or(DateError::NotADate)?);
    if (week.len(), day.len()) != (2, 1) {
        return Err(DateError::NotADate);
    }
    let weekday = match number(day)? {
        day @ 1..=7 => Weekday::try_from(day as u8 - 1).map_err(|_| DateError::Impossible)?,
        _ => return Err(DateError::Impossible),
    };
    let date = NaiveDate::from_isoywd_opt(year, number(week)?, weekday).ok_or(DateError::Impossible)?;
    Ok((Parts::YearMonthDay(date.year(), date.month(), date.day()), rest))
}

/// `30/06/2026`, `06-30-2026`, `30.06.2026`, `30-Jun-2026`, `30 June 2026`.
fn short_number_first<'a>(first: &str, rest: &'a str) -> Result<(Parts, &'a str), DateError> {
    let first = short_number(first)?;
    let Some(separator) = rest.chars().next() else { return Err(DateError::BareNumber) };
    if separator == '年' {
        return Err(DateError::TwoDigitYear);
    }
    let rest = ["st", "nd", "rd", "th"].iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(rest);
    let body = rest.strip_prefix(['/', '-', '.', ' ']).unwrap_or(rest);
    if let Some((month, rest)) = split_month_name(body) {
        let (year, rest) = full_year(rest.trim_start_matches(['.', ',', '-', '/', ' ']))?;
        return Ok((Parts::YearMonthDay(year, month, first), rest));
    }
    if !matches!(separator, '/' | '-' | '.') {
        return Err(DateError::NotADate);
    }
    let (second, rest) = split_digits(body);
    if separator == '.' && !second.is_empty() && rest.is_empty() {
        return Err(DateError::BareNumber);
    }
    let second = short_number(second)?;
    let (year, rest) = full_year(rest.strip_prefix(separator).ok_or(DateError::NotADate)?)?;
    match separator {
        '.' => Ok((Parts::YearMonthDay(year, second, first), rest)),
        _ => Ok((Parts::Pair(first, second, year), rest)),
    }
}

/// `Jun 30, 2026`, `June 30th 2026`.
fn month_name_first(text: &str) -> Result<(Parts, &str), DateError> {
    let (month, rest) = split_month_name(text).ok_or(DateError::NotADate)?;
    let (day, rest) = split_digits(rest.trim_start_matches(['.', ' ', '-']));
    let rest = ["st", "nd", "rd", "th"].iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(rest);
    let (year, rest) = full_year(rest.trim_start_matches([',', ' ', '-']))?;
    Ok((Parts::YearMonthDay(year, month, short_number(day)?), rest))
}

fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len()))
}

/// The number of the month whose English name, whole or its first three letters, starts the text.
fn split_month_name(text: &str) -> Option<(u32, &str)> {
    let (word, rest) = text.split_at(text.bytes().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(text.len()));
    let word = word.to_ascii_lowercase();
    let index = MONTHS
        .iter()
        .position(|name| word == *name || word == name[..3] || (word == "sept" && *name == "september"))?;
    Some((index as u32 + 1, rest))
}

fn full_year(text: &str) -> Result<(i32, &str), DateError> {
    let (digits, rest) = split_digits(text);
    match digits.len() {
        4 => Ok((number(digits)? as i32, rest)),
        2 => Err(DateError::TwoDigitYear),
        _ => Err(DateError::NotADate),
    }
}

fn short_number(digits: &str) -> Result<u32, DateError> {
    if (1..=2).contains(&digits.len()) { number(digits) } else { Err(DateError::NotADate) }
}

fn number(digits: &str) -> Result<u32, DateError> {
    digits.parse().map_err(|_| DateError::NotADate)
}

#[cfg(test)]
mod tests;
