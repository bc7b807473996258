//! From the time on a wall clock to an instant and back, through changes of the clock. It knows no hours.

use chrono::{DateTime, LocalResult, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

/// No change of the clock so far skipped more than a day (Samoa skipped 2011-12-30).
const LONGEST_SKIP: TimeDelta = TimeDelta::hours(26);

/// The instant of a local time, in seconds since 1970-01-01T00:00:00Z. A local time that the clock shows twice, in
/// autumn, is the first one. A local time that the clock skips, in spring, is the instant of the change. So a later
/// local time is never an earlier instant. `None` near the ends of the calendar.
pub fn instant_of(zone: Tz, local: NaiveDateTime) -> Option<i64> {
    if zone == Tz::UTC {
        // The usual case, and millions of times are looked up.
        return Some(local.and_utc().timestamp());
    }
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) => Some(at.timestamp()),
        LocalResult::Ambiguous(one, other) => Some(one.timestamp().min(other.timestamp())),
        LocalResult::None => change_before(zone, local),
    }
}

/// The local time of an instant; `None` beyond the calendar.
pub fn local_time_of(zone: Tz, instant: i64) -> Option<NaiveDateTime> {
    let utc = DateTime::from_timestamp(instant, 0)?.naive_utc();
    let offset = chrono::Offset::fix(&zone.offset_from_utc_datetime(&utc));
    utc.checked_add_offset(offset)
}

/// The first instant at which the clock shows `local`, which it skips, or later.
fn change_before(zone: Tz, local: NaiveDateTime) -> Option<i64> {
    let mut before = local.checked_sub_signed(LONGEST_SKIP)?.and_utc().timestamp();
    let mut after = local.checked_add_signed(LONGEST_SKIP)?.and_utc().timestamp();
    while before + 1 < after {
        let middle = before + (after - before) / 2;
        if local_time_of(zone, middle)? < local { before = middle } else { after = middle }
    }
    Some(after)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use chrono_tz::{America, Asia, Europe, Pacific};

    fn at(zone: Tz, local: &str) -> String {
        let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
        let instant = instant_of(zone, local).unwrap();
        DateTime::from_timestamp(instant, 0).unwrap().format("%Y-%m-%d %H:%M").to_string()
    }

    /// Berlin went from 02:00 to 03:00 on 2025-03-30 and from 03:00 back to 02:00 on 2025-10-26, both at 01:00 UTC.
    #[test]
    fn skipped_and_repeated_times() {
        let berlin = |local| at(Europe::Berlin, local);
        assert_eq!(["2025-03-30 01:59", "2025-03-30 03:01"].map(berlin), ["2025-03-30 00:59", "2025-03-30 01:01"]);
        for skipped in ["2025-03-30 02:00", "2025-03-30 02:17", "2025-03-30 03:00"] {
            assert_eq!(berlin(skipped), "2025-03-30 01:00");
        }
        assert_eq!(["2025-10-26 02:30", "2025-10-26 03:00"].map(berlin), ["2025-10-26 00:30", "2025-10-26 02:00"]);
        assert_eq!(at(Asia::Shanghai, "2025-10-01 08:00"), "2025-10-01 00:00");
        // Midnight itself was skipped in São Paulo, and a whole day in Samoa.
        assert_eq!(at(America::Sao_Paulo, "2018-11-04 00:00"), "2018-11-04 03:00");
        assert_eq!(at(Pacific::Apia, "2011-12-30 12:00"), "2011-12-30 10:00");
    }

    #[test]
    fn there_and_back() {
        for (zone, instant) in [(Asia::Shanghai, 1_700_000_000), (America::New_York, 0), (Asia::Kathmandu, -86_400)] {
            assert_eq!(instant_of(zone, local_time_of(zone, instant).unwrap()), Some(instant));
        }
        assert_eq!((local_time_of(Tz::UTC, i64::MAX), local_time_of(Tz::UTC, i64::MIN)), (None, None));
        assert_eq!(instant_of(Tz::UTC, NaiveDateTime::MAX), Some(NaiveDateTime::MAX.and_utc().timestamp()));
        instant_of(Europe::Berlin, NaiveDateTime::MIN);
    }
}
