//! Numbers that stand for days: spreadsheet serials. Whether a column holds them is for the caller to decide, by all of
//! its values.

use chrono::{DateTime, Timelike};

use super::{DateError, DateParser, Era, TimeOfDay};
use crate::exports::cast::width::fold;

/// The serial of 1970-01-01 in the 1900 date system of Excel and WPS.
const UNIX_SERIAL: i32 = 25_569;

/// The serials of 1955-01-01 and 2100-12-31.
const PLAUSIBLE: std::ops::RangeInclusive<i32> = 20_090..=73_415;

/// Reads a spreadsheet serial such as `46203` or `46203.5` (noon); its fraction, the time of day, is dropped.
///
/// Serials count from 1899-12-30, which makes up for the 29 February 1900 that spreadsheets invented; the serials
/// before it, 60 for that day among them, are far out of the plausible range. Workbooks in the 1904 date system of old Macs are not recognised.
///
/// # Errors
/// [`DateError::NotADate`] when it is no plain number, [`DateError::OutOfRange`] outside 1955 to 2100.
pub fn excel_serial(text: &str) -> Result<i32, DateError> {
    let text = fold(text);
    let (days, fraction) = text.split_once('.').unwrap_or((&text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    if !digits(days) || !digits(fraction) {
        return Err(DateError::NotADate);
    }
    match days.parse() {
        Ok(serial) if PLAUSIBLE.contains(&serial) => Ok(serial - UNIX_SERIAL),
        _ => Err(DateError::OutOfRange),
    }
}

/// The time of day in a spreadsheet serial, in seconds after midnight; `None` where it has no fraction, or it is 0: then
/// the cell is a day.
pub fn excel_second(text: &str) -> Option<i32> {
    let text = fold(text);
    let (_, fraction) = text.split_once('.')?;
    let part: f64 = format!("0.{fraction}").parse().ok()?;
    // What rounds up to midnight still belongs to the day of the serial.
    (part > 0.0).then(|| ((part * 86_400.0).round() as i32).min(86_399))
}

impl DateParser {
    /// The day of a moment (seconds since 1970-01-01 UTC) in the zone of the parser, or in UTC.
    pub(super) fn day_at(&self, seconds: i64) -> Option<i32> {
        let moment = DateTime::from_timestamp(seconds, 0)?;
        let date = self.zone.map_or(moment.date_naive(), |zone| moment.with_timezone(&zone).date_naive());
        Some(date.to_epoch_days())
    }

    /// The time of day of a moment in the zone of the parser, or in UTC.
    pub(super) fn time_at(&self, seconds: i64) -> Option<TimeOfDay> {
        let moment = DateTime::from_timestamp(seconds, 0)?;
        let local = self.zone.map_or(moment.naive_utc(), |zone| moment.with_timezone(&zone).naive_local());
        Some(TimeOfDay {
            second: i32::try_from(local.time().num_seconds_from_midnight()).ok()?,
            offset: i32::try_from(local.and_utc().timestamp() - seconds).ok(),
        })
    }

    /// A parser for a column of this era.
    pub fn with_era(self, era: Era) -> DateParser {
        DateParser { era, ..self }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::parse_iso_date;
    use super::*;

    #[test]
    fn serials_of_spreadsheets() {
        // Microsoft's own example of the 1900 system: 39448 is 1 January 2008.
        assert_eq!(excel_serial("39448"), parse_iso_date("2008-01-01"));
        assert_eq!(excel_serial("46203"), parse_iso_date("2026-06-30"));
        assert_eq!(excel_serial("46203.99999"), parse_iso_date("2026-06-30"));
        assert_eq!(excel_serial("20090"), parse_iso_date("1955-01-01"));
        assert_eq!(excel_serial("73415"), parse_iso_date("2100-12-31"));
        for text in ["20089", "73416", "1", "60", "99999999999999"] {
            assert_eq!(excel_serial(text), Err(DateError::OutOfRange), "{text}");
        }
        for text in ["-46203", "46203.", "4.6e4", "46,203", "2026-06-30", "x"] {
            assert_eq!(excel_serial(text), Err(DateError::NotADate), "{text}");
        }
    }

    #[test]
    fn the_fraction_of_a_serial_is_a_time_of_day() {
        let seconds = ["46203.5", "46203.25", "46203.999999", "46203.0", "46203", "46203.x"].map(excel_second);
        assert_eq!(seconds, [Some(43_200), Some(21_600), Some(86_399), None, None, None]);
    }

    proptest! {
        #[test]
        fn any_text_ends_in_a_day_or_a_fault(text in "\\PC{0,14}", digits in "[0-9.]{0,20}") {
            for text in [&text, &digits] {
                let _ = excel_serial(text);
            }
        }
    }
}
