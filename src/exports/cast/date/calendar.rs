//! Days since 1970-01-01 and the calendar: which days exist, which are placeholders, which are plausible.

use chrono::{Datelike, NaiveDate};

use super::DateError;

/// Which years are plausible in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Era {
    /// Things that customers do: 1950 to 2100.
    #[default]
    Events,
    /// Dates of birth: 1900 to 2100.
    Births,
}

impl Era {
    fn contains(self, year: i32) -> bool {
        match self {
            Era::Events => (1950..=2100).contains(&year),
            Era::Births => (1900..=2100).contains(&year),
        }
    }
}

/// The day of a date in a cell.
pub(super) fn day_of(year: i32, month: u32, day: u32, era: Era) -> Result<i32, DateError> {
    match (year, month, day) {
        // Somebody was born on 1970-01-01; nothing else that day is believed. The day before is the same moment, the
        // start of Unix time, west of Greenwich.
        (1970, 1, 1) | (1969, 12, 31) if era == Era::Births => {}
        (0, 0, 0) | (1900, 1, 0 | 1) | (1970, 1, 1) | (1, 1, 1) | (1899, 12, 30 | 31) => {
            return Err(DateError::Placeholder);
        }
        (1969 | 2099 | 9999, 12, 31) => return Err(DateError::Placeholder),
        _ => {}
    }
    let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::Impossible)?;
    if era.contains(year) { Ok(date.to_epoch_days()) } else { Err(DateError::OutOfRange) }
}

/// The day itself when its year is plausible.
pub(super) fn within(day: i32, era: Era) -> Result<i32, DateError> {
    let date = NaiveDate::from_epoch_days(day).ok_or(DateError::OutOfRange)?;
    if era.contains(date.year()) { Ok(day) } else { Err(DateError::OutOfRange) }
}

/// A day as `YYYY-MM-DD`. Days beyond the calendar (some 262,000 years) are clamped to its last day.
pub fn format_date(day: i32) -> String {
    let farthest = if day < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
    let date = NaiveDate::from_epoch_days(day).unwrap_or(farthest);
    let (year, month, day) = (date.year(), date.month(), date.day());
    if !(0..10_000).contains(&year) {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    // Millions of cells are written, so the usual ones go without the machinery of format strings.
    let mut text = String::with_capacity(10);
    for (number, unit) in [(year as u32, 1000), (month, 10), (day, 10)] {
        if !text.is_empty() {
            text.push('-');
        }
        let mut unit = unit;
        while unit > 0 {
            text.push(char::from(b'0' + (number / unit % 10) as u8));
            unit /= 10;
        }
    }
    text
}

/// Reads exactly `YYYY-MM-DD`, the form of every flag that takes a date. No placeholder rules and no range beyond the
/// years 1 to 9999.
///
/// # Errors
/// [`DateError::NotADate`] for another form, [`DateError::Impossible`] for a day that does not exist.
pub fn parse_iso_date(text: &str) -> Result<i32, DateError> {
    let (year, month, day) = iso_parts(text).ok_or(DateError::NotADate)?;
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) if year > 0 => Ok(date.to_epoch_days()),
        _ => Err(DateError::Impossible),
    }
}

/// Year, month and day of exactly `YYYY-MM-DD`; the usual cell, so it is read without a detour.
pub(super) fn iso_parts(text: &str) -> Option<(i32, u32, u32)> {
    let [a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
    };
    Some((number(&[*a, *b, *c, *d])? as i32, number(&[*e, *f])?, number(&[*g, *h])?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn days_count_from_1970() {
        // 2026-06-30 is serial 46203 in spreadsheets, whose day 25569 is 1970-01-01.
        assert_eq!(parse_iso_date("2026-06-30"), Ok(46_203 - 25_569));
        assert_eq!(parse_iso_date("1970-01-01"), Ok(0));
        assert_eq!(parse_iso_date("2024-02-29"), Ok(19_782));
        assert_eq!(parse_iso_date("2023-02-29"), Err(DateError::Impossible));
        assert_eq!(parse_iso_date("0000-01-01"), Err(DateError::Impossible));
        for text in ["2026-6-30", "20260630", " 2026-06-30", "2026-06-30 ", "2026/06/30", "", "２026-06-3"] {
            assert_eq!(parse_iso_date(text), Err(DateError::NotADate), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_day_comes_back(day in -700_000_i32..2_900_000) {
            prop_assert_eq!(parse_iso_date(&format_date(day)), Ok(day));
        }

        #[test]
        fn any_day_and_any_text_are_answered(day: i32, text in "\\PC{0,12}") {
            prop_assert!(!format_date(day).is_empty());
            let _ = parse_iso_date(&text);
        }
    }
}
