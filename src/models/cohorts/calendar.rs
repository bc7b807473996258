//! Calendar months of a span of days. It knows no customers.

use chrono::{Datelike, Months, NaiveDate};
use std::fmt;

/// A calendar month. Its text form is `1997-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// Year of the Gregorian calendar.
    pub year: i32,
    /// 1 for January to 12.
    pub month: u32,
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year, self.month)
    }
}

/// The months that a span of days touches, numbered from 0.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    /// The months in order.
    pub(super) months: Vec<Month>,
    /// First day of each month, and of the one after the last.
    pub(super) starts: Vec<i32>,
    /// Number of the month of each day from the first one on: a look-up a purchase instead of a division by calendar.
    numbers: Vec<u32>,
    first_day: i32,
}

impl Calendar {
    /// The months from that of `first_day` to that of `last_day`, days since 1970-01-01; `None` when the last day
    /// comes first or a day lies beyond the calendar.
    pub(super) fn spanning(first_day: i32, last_day: i32) -> Option<Calendar> {
        if last_day < first_day {
            return None;
        }
        let mut start = NaiveDate::from_epoch_days(first_day)?.with_day(1)?;
        let (mut months, mut starts, mut numbers) = (Vec::new(), vec![start.to_epoch_days()], Vec::new());
        for number in 0_u32.. {
            months.push(Month { year: start.year(), month: start.month() });
            start = start.checked_add_months(Months::new(1))?;
            starts.push(start.to_epoch_days());
            let covered = start.to_epoch_days().min(last_day.saturating_add(1));
            numbers.resize(covered.abs_diff(first_day) as usize, number);
            if start.to_epoch_days() > last_day {
                break;
            }
        }
        Some(Calendar { months, starts, numbers, first_day })
    }

    /// Number of the month that a day of the span lies in. A day outside counts as the nearest day inside.
    pub(super) fn number(&self, day: i32) -> usize {
        let place = day.max(self.first_day).abs_diff(self.first_day) as usize;
        self.numbers.get(place).or(self.numbers.last()).map_or(0, |number| *number as usize)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> i32 {
        NaiveDate::from_ymd_opt(year, month, day).unwrap().to_epoch_days()
    }

    #[test]
    fn every_day_lies_in_its_own_month() {
        let (first, last) = (day(1999, 11, 17), day(2001, 3, 2));
        let calendar = Calendar::spanning(first, last).unwrap();
        assert_eq!(calendar.months.len(), 17);
        for at in first..=last {
            let date = NaiveDate::from_epoch_days(at).unwrap();
            let number = calendar.number(at);
            assert_eq!(calendar.months[number], Month { year: date.year(), month: date.month() });
            assert!(calendar.starts[number] <= at && at < calendar.starts[number + 1]);
        }
        assert_eq!((calendar.number(i32::MIN), calendar.number(i32::MAX)), (0, 16));
        assert_eq!(calendar.starts[3..5], [day(2000, 2, 1), day(2000, 3, 1)]);
        assert_eq!(calendar.months[2].to_string(), "2000-01");
    }

    #[test]
    fn the_shortest_and_the_impossible_span() {
        let one = Calendar::spanning(day(2024, 2, 29), day(2024, 2, 29)).unwrap();
        assert_eq!((one.months.len(), one.number(0)), (1, 0));
        assert!(Calendar::spanning(5, 4).is_none());
        assert!(Calendar::spanning(i32::MIN, 0).is_none() && Calendar::spanning(i32::MAX, i32::MAX).is_none());
    }
}
