//! Calendar periods: weeks, months and quarters, numbered so that neighbours differ by one. It knows no figure.

use chrono::{Datelike, NaiveDate};

/// Monday, 1969-12-29, in days since 1970-01-01: the first day of the week of that day.
const FIRST_MONDAY: i32 = -3;

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Monday to Sunday (ISO 8601).
    Week,
    /// A calendar month.
    Month,
    /// January to March, and so on.
    Quarter,
}

impl Length {
    /// Every length, from the shortest on.
    pub const ALL: [Length; 3] = [Length::Week, Length::Month, Length::Quarter];

    /// The name on the command line and in data files.
    pub fn id(self) -> &'static str {
        match self {
            Length::Week => "week",
            Length::Month => "month",
            Length::Quarter => "quarter",
        }
    }

    /// The number of the period that holds `day`, in days since 1970-01-01. The period of 1970-01-01 is number 0. Days
    /// beyond the calendar (some 262,000 years) belong to no period of their own and count as 1970-01-01.
    pub fn of(self, day: i32) -> i64 {
        match self {
            Length::Week => i64::from((day - FIRST_MONDAY).div_euclid(7)),
            Length::Month => months(day),
            Length::Quarter => months(day).div_euclid(3),
        }
    }

    /// The first day of a period.
    pub fn first_day(self, period: i64) -> i32 {
        match self {
            Length::Week => i32::try_from(period * 7 + i64::from(FIRST_MONDAY)).unwrap_or_default(),
            Length::Month => first_of_month(period),
            Length::Quarter => first_of_month(period * 3),
        }
    }

    /// The last day of a period.
    pub fn last_day(self, period: i64) -> i32 {
        self.first_day(period + 1) - 1
    }

    /// The name of a period: `2026-W12`, `2026-03`, `2026-Q1`. Names of one length sort in order of time.
    pub fn name(self, period: i64) -> String {
        let first = NaiveDate::from_epoch_days(self.first_day(period)).unwrap_or_default();
        match self {
            Length::Week => {
                let week = first.iso_week();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Length::Month => format!("{:04}-{:02}", first.year(), first.month()),
            Length::Quarter => format!("{:04}-Q{}", first.year(), first.month0() / 3 + 1),
        }
    }
}

fn months(day: i32) -> i64 {
    let date = NaiveDate::from_epoch_days(day).unwrap_or_default();
    (i64::from(date.year()) - 1970) * 12 + i64::from(date.month0())
}

fn first_of_month(months: i64) -> i32 {
    let year = i32::try_from(1970 + months.div_euclid(12)).unwrap_or_default();
    let month = u32::try_from(months.rem_euclid(12) + 1).unwrap_or(1);
    NaiveDate::from_ymd_opt(year, month, 1).map_or(0, |date| date.to_epoch_days())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> i32 {
        text.parse::<NaiveDate>().unwrap().to_epoch_days()
    }

    #[test]
    fn periods_go_by_their_usual_names() {
        for (length, on, name) in [
            (Length::Month, "2026-03-31", "2026-03"),
            (Length::Quarter, "2026-03-31", "2026-Q1"),
            (Length::Quarter, "1969-12-31", "1969-Q4"),
            (Length::Week, "1970-01-01", "1970-W01"),
            // ISO 8601: the week of the first Thursday.
            (Length::Week, "2021-01-03", "2020-W53"),
            (Length::Week, "2021-01-04", "2021-W01"),
        ] {
            assert_eq!(length.name(length.of(day(on))), name, "{on}");
        }
        assert_eq!((Length::Month.of(0), Length::Quarter.of(0), Length::Week.of(0)), (0, 0, 0));
        assert_eq!(Length::Month.last_day(Length::Month.of(day("2024-02-10"))), day("2024-02-29"));
    }

    proptest! {
        #[test]
        fn every_day_lies_in_its_period_and_in_no_other(day in -700_000..2_900_000) {
            for length in Length::ALL {
                let period = length.of(day);
                prop_assert!((length.first_day(period)..=length.last_day(period)).contains(&day));
                prop_assert_eq!(length.of(length.first_day(period) - 1), period - 1);
                prop_assert_eq!(length.of(length.last_day(period) + 1), period + 1);
            }
        }
    }
}
