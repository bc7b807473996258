//! When an event happened: a moment to order events by, and a day on the calendar of the place. It knows no clock.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

use super::fields::Fields;
use crate::exports::epcis::problem::{Finding, excerpt};

/// Seconds since 1970-01-01T00:00:00Z and nanoseconds.
pub(crate) type Moment = (i64, u32);

/// Days from the first of January of the year 1 to that of 1970, both in the Gregorian calendar, plus one.
const EPOCH: i32 = 719_163;

/// Days since 1970-01-01.
pub(super) fn days(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - EPOCH
}

/// Moment and local day from `eventTime` and `eventTimeZoneOffset`.
pub(super) fn read(fields: &mut Fields<'_>) -> Option<(Moment, i32)> {
    let Some(written) = fields.value("eventTime") else {
        fields.findings.push(Finding::Missing { field: "eventTime" });
        return None;
    };
    let written = fields.text_of(written, "eventTime")?;
    let Ok(time) = DateTime::parse_from_rfc3339(written) else {
        fields.findings.push(Finding::EventTime { found: excerpt(written) });
        return None;
    };
    let zone = zone(fields).unwrap_or(*time.offset());
    Some(((time.timestamp(), time.timestamp_subsec_nanos()), days(time.with_timezone(&zone).date_naive())))
}

fn zone(fields: &mut Fields<'_>) -> Option<FixedOffset> {
    let written = fields.value("eventTimeZoneOffset");
    let zone = written.and_then(|value| value.as_str()).and_then(offset);
    if zone.is_none() {
        let found = written.map(|value| excerpt(value.as_str().unwrap_or(&value.to_string())));
        fields.findings.push(Finding::ZoneOffset { found });
    }
    zone
}

/// `+02:00`, at most 14 hours (XML Schema, time zone).
fn offset(text: &str) -> Option<FixedOffset> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    let two_digits = |text: &str| {
        let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<i32>().ok().filter(|_| digits)
    };
    let minutes = two_digits(hours)? * 60 + two_digits(minutes).filter(|minutes| *minutes < 60)?;
    FixedOffset::east_opt(sign * minutes * 60).filter(|_| minutes <= 14 * 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn day(time: &str, zone: &str) -> (Option<i32>, usize) {
        let event = json!({"eventTime": time, "eventTimeZoneOffset": zone});
        let mut fields = Fields::new(event.as_object().unwrap());
        (read(&mut fields).map(|(_, day)| day), fields.findings.len())
    }

    #[test]
    fn the_day_is_that_of_the_place() {
        assert_eq!(day("1970-01-01T00:00:00Z", "+00:00"), (Some(0), 0));
        assert_eq!(day("1970-01-01T23:30:00Z", "+01:00"), (Some(1), 0));
        assert_eq!(day("1970-01-01T03:30:00+02:00", "-06:00"), (Some(-1), 0));
        assert_eq!(day("2000-03-01T00:00:00.123456789Z", "+14:00"), (Some(11_017), 0));
    }

    #[test]
    fn without_a_readable_zone_the_time_has_its_own() {
        for zone in ["", "Z", "+2:00", "+02", "+14:01", "+01:60", "−01:00", "+ 1:00"] {
            assert_eq!(day("1970-01-01T23:30:00-02:00", zone), (Some(0), 1), "{zone}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for time in ["", "22-07-2026", "2026-07-22", "2026-07-22T10:00:00", "2026-02-30T10:00:00Z", "now"] {
            assert_eq!(day(time, "+01:00"), (None, 1), "{time}");
        }
        for extreme in ["0000-01-01T00:00:00+14:00", "9999-12-31T23:59:60-14:00"] {
            assert!(day(extreme, "+14:00").0.is_some(), "{extreme}");
        }
    }
}
