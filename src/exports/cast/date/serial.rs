//! Numbers that stand for days: spreadsheet serials and Unix time. Whether a column holds them is for the caller to
//! decide, by all of its values.

use chrono::DateTime;

use super::calendar::within;
use super::{DateError, DateParser, Era};
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

impl DateParser {
    /// Reads Unix time in seconds (9 or 10 digits) or milliseconds (12 or 13 digits) as a day in the zone of the
    /// parser, or in UTC without one.
    ///
    /// # Errors
    /// [`DateError::NotADate`] when it is no such number, otherwise as [`DateParser::read`].
    pub fn read_epoch(&self, text: &str) -> Result<i32, DateError> {
        let text = fold(text);
        let number: i64 = match text.parse() {
            Ok(number) if text.bytes().all(|byte| byte.is_ascii_digit()) => number,
            _ if text.is_empty() => return Err(DateError::Empty),
            _ => return Err(DateError::NotADate),
        };
        let seconds = match text.len() {
            9 | 10 => number,
            12 | 13 => number / 1000,
            _ if number == 0 => return Err(DateError::Placeholder),
            _ => return Err(DateError::NotADate),
        };
        within(self.day_at(seconds).ok_or(DateError::OutOfRange)?, self.era)
    }

    /// The day of a moment (seconds since 1970-01-01 UTC) in the zone of the parser, or in UTC.
    pub(super) fn day_at(&self, seconds: i64) -> Option<i32> {
        let moment = DateTime::from_timestamp(seconds, 0)?;
        let date = self.zone.map_or(moment.date_naive(), |zone| moment.with_timezone(&zone).date_naive());
        Some(date.to_epoch_days())
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
    fn unix_time_falls_on_the_day_of_the_zone() {
        // 2026-06-30T16:00:00Z is midnight in Shanghai.
        let utc = DateParser::default();
        let shanghai = DateParser::new(Some(chrono_tz::Asia::Shanghai));
        assert_eq!(utc.read_epoch("1782835200"), parse_iso_date("2026-06-30"));
        assert_eq!(shanghai.read_epoch("1782835200"), parse_iso_date("2026-07-01"));
        assert_eq!(shanghai.read_epoch("1782835199999"), parse_iso_date("2026-06-30"));
        for text in ["-1782835200", "1.7828352E+09", "1782835200.5", "17828352000"] {
            assert_eq!(utc.read_epoch(text), Err(DateError::NotADate), "{text}");
        }
        assert_eq!(utc.read_epoch("9999999999"), Err(DateError::OutOfRange));
        assert_eq!(excel_serial("1782835200"), Err(DateError::OutOfRange));
        assert_eq!(utc.read_epoch("0"), Err(DateError::Placeholder));
        assert_eq!(utc.read_epoch("20260630"), Err(DateError::NotADate));
    }

    proptest! {
        #[test]
        fn any_text_ends_in_a_day_or_a_fault(text in "\\PC{0,14}", digits in "[0-9.]{0,20}") {
            for text in [&text, &digits] {
                let _ = excel_serial(text);
                let _ = DateParser::default().read_epoch(text);
            }
        }
    }
}
