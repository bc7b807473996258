//! Calendar months as numbers.

use chrono::{Datelike, NaiveDate};

/// Months since January 1970 of a day since 1970-01-01; 0 for what lies before.
pub fn month_of(day: i32) -> u16 {
    let date = NaiveDate::from_epoch_days(day);
    let month = date.map_or(0, |date| (date.year() - 1970) * 12 + date.month0() as i32);
    u16::try_from(month.max(0)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_change_with_the_calendar() {
        assert_eq!([0, 30, 31, 58, 59, 365].map(month_of), [0, 0, 1, 1, 2, 12]);
        assert_eq!((month_of(-1), month_of(i32::MIN), month_of(i32::MAX)), (0, 0, 0));
    }
}
