//! Days of the history, and the shop's clock: time that runs faster on busy days. Knows nothing of customers.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate};

/// Monday to Sunday, relative to the mean day.
const WEEKDAYS: [f64; 7] = [0.85, 0.85, 0.9, 0.95, 1.1, 1.25, 1.1];
/// January to December, relative to the mean month.
const MONTHS: [f64; 12] = [1.05, 0.75, 0.95, 0.95, 1.0, 1.1, 0.9, 0.9, 0.95, 1.0, 1.3, 1.15];

/// The days of the history, numbered from 0; a negative day lies before it.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    from: NaiveDate,
    /// Shop-clock reading at the start of each day and at the end of the last, in days.
    clock: Vec<f64>,
}

impl Calendar {
    /// The calendar from `from` to `to`, both included. On the shop's clock the whole history is as long as on the wall.
    pub(super) fn new(from: NaiveDate, to: NaiveDate) -> Calendar {
        let weights: Vec<f64> = from
            .iter_days()
            .take_while(|date| *date <= to)
            .map(|date| WEEKDAYS[date.weekday().num_days_from_monday() as usize] * MONTHS[date.month0() as usize])
            .collect();
        let scale = weights.len() as f64 / weights.iter().sum::<f64>();
        let mut clock = vec![0.0];
        clock.extend(weights.iter().scan(0.0, |sum, weight| {
            *sum += weight * scale;
            Some(*sum)
        }));
        Calendar { from, clock }
    }

    /// Number of days.
    pub(super) fn days(&self) -> i32 {
        self.clock.len() as i32 - 1
    }

    /// The last day.
    pub(super) fn last(&self) -> i32 {
        self.days() - 1
    }

    /// The day on which the shop's clock reads `reading`; none after the history.
    pub(super) fn day_at(&self, reading: f64) -> Option<i32> {
        let day = self.clock.partition_point(|start| *start <= reading) as i32 - 1;
        (day < self.days()).then_some(day)
    }

    /// What the shop's clock reads at the start of `day`.
    pub(super) fn clock_at(&self, day: i32) -> f64 {
        self.clock.get(day.max(0) as usize).or(self.clock.last()).copied().unwrap_or(0.0)
    }

    /// The date of `day`.
    pub(super) fn date(&self, day: i32) -> NaiveDate {
        let distance = Days::new(u64::from(day.unsigned_abs()));
        let date = if day < 0 { self.from.checked_sub_days(distance) } else { self.from.checked_add_days(distance) };
        date.unwrap_or(self.from)
    }

    /// The last calendar month that lies wholly in the history.
    pub(super) fn last_full_month(&self) -> RangeInclusive<i32> {
        let after = self.date(self.days());
        let end = self.days() - after.day0() as i32 - 1;
        end - self.date(end).day0() as i32..=end
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn two_years() -> Calendar {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        Calendar::new(day(2024, 7, 1), day(2026, 6, 30))
    }

    #[test]
    fn the_shop_clock_is_as_long_as_the_history_and_never_stands_still() {
        let calendar = two_years();
        assert_eq!(calendar.days(), 730);
        assert!((calendar.clock_at(730) - 730.0).abs() < 1e-9);
        assert!(calendar.clock.windows(2).all(|pair| pair[1] > pair[0]));
        assert_eq!(calendar.day_at(0.0), Some(0));
        assert_eq!(calendar.day_at(729.99), Some(729));
        assert_eq!(calendar.day_at(730.1), None);
        assert_eq!(calendar.day_at(f64::INFINITY), None);
        assert_eq!((0..730).find(|day| calendar.day_at(calendar.clock_at(*day)) != Some(*day)), None);
    }

    #[test]
    fn dates_before_the_history_and_the_last_full_month() {
        let calendar = two_years();
        assert_eq!(calendar.date(-1).to_string(), "2024-06-30");
        assert_eq!(calendar.date(calendar.last()).to_string(), "2026-06-30");
        assert_eq!(calendar.last_full_month(), 700..=729);
        let short = Calendar::new(calendar.date(0), calendar.date(728));
        assert_eq!(short.date(*short.last_full_month().start()).to_string(), "2026-05-01");
        assert_eq!(short.date(*short.last_full_month().end()).to_string(), "2026-05-31");
    }
}
