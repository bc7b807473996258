//! Business time between instants, and the instant at which a time allowed runs out. It knows no case.

use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use super::error::CalendarError;
use super::local_time::{instant_of, local_time_of};
use super::special_days::{SpecialDay, SpecialDayKind, SpecialDays};
use super::weekly_hours::{WeeklyHours, is_weekend};
use super::window::Window;

/// Most days that a calendar can have: 400 years.
pub const MOST_DAYS: u32 = 146_097;

/// From year 1 to year 9999, in days since 1970-01-01.
const KNOWN_DAYS: RangeInclusive<i32> = -719_162..=2_932_896;

/// The business hours of a span of days, laid out in one zone. With n windows in the span it takes O(n) memory, and
/// each question O(log n) time.
///
/// Hours are those of the clock on the wall, and the time counted is the time that passes: a window from 00:00 to 24:00
/// has 23 hours on the day on which the clock is put forward and 25 on the day on which it is put back. An end of a
/// window that the clock shows twice is the first one, and one that it skips is the instant of the change.
#[derive(Clone, Debug)]
pub struct BusinessCalendar {
    zone: Tz,
    hours: WeeklyHours,
    changed: Vec<SpecialDay>,
    /// First instant of the first day, and the instant at which the last day is over.
    span: RangeInclusive<i64>,
    open: Vec<Opening>,
}

/// A stretch of business time between two instants.
#[derive(Clone, Copy, Debug)]
struct Opening {
    start: i64,
    end: i64,
    /// Business seconds of the calendar before `start`.
    before: u64,
}

impl Opening {
    /// Business seconds of the calendar up to the end.
    fn through(&self) -> u64 {
        self.before + self.start.abs_diff(self.end)
    }
}

impl BusinessCalendar {
    /// Lays out the days of `days`, both ends included, in days since 1970-01-01. A holiday has no hours; a make-up
    /// working day has the make-up hours on a weekend and where its weekday has none, else those of its weekday.
    ///
    /// # Errors
    /// See [`CalendarError`].
    pub fn new(
        hours: WeeklyHours,
        special_days: &SpecialDays,
        zone: Tz,
        days: RangeInclusive<i32>,
    ) -> Result<BusinessCalendar, CalendarError> {
        let (first, last) = (*days.start(), *days.end());
        if last < first {
            return Err(CalendarError::NoDays);
        }
        if first.abs_diff(last) >= MOST_DAYS {
            return Err(CalendarError::TooManyDays);
        }
        if !KNOWN_DAYS.contains(&first) || !KNOWN_DAYS.contains(&last) {
            return Err(CalendarError::BeyondCalendar);
        }
        let at = |day: i32, minute: u16| instant_of(zone, minute_of(day, minute)?).ok_or(CalendarError::BeyondCalendar);
        let mut open: Vec<Opening> = Vec::new();
        let mut changed = Vec::new();
        for day in days {
            let special = special_days.on(day);
            let windows = windows_on(&hours, special, day);
            changed.extend(special.filter(|_| windows != hours.on(day)).cloned());
            for window in windows {
                let (start, end) = (at(day, window.start())?, at(day, window.end())?);
                // Empty where the clock skipped the whole window.
                if start < end {
                    extend(&mut open, start, end);
                }
            }
        }
        let span = at(first, 0)?..=at(last, Window::ALL_DAY.end())?;
        Ok(BusinessCalendar { zone, hours, changed, span, open })
    }

    /// Business seconds from `from` to `to`. `None` where `to` comes first or an instant lies outside the calendar.
    pub fn seconds_between(&self, from: i64, to: i64) -> Option<u64> {
        self.position(to)?.checked_sub(self.position(from)?).filter(|_| from <= to)
    }

    /// Business minutes from `from` to `to`: a sixtieth of [`seconds_between`](Self::seconds_between).
    pub fn minutes_between(&self, from: i64, to: i64) -> Option<f64> {
        self.seconds_between(from, to).map(|seconds| seconds as f64 / 60.0)
    }

    /// The first instant at which `allowed` business seconds have passed since `start`: `start` itself for 0. A time
    /// that is up when a window closes is due at its close, not at the next opening. `None` where that lies after the
    /// last day of the calendar, or `start` outside it.
    pub fn due(&self, start: i64, allowed: u64) -> Option<i64> {
        let target = self.position(start)?.checked_add(allowed)?;
        if allowed == 0 {
            return Some(start);
        }
        let at = self.open.partition_point(|opening| opening.through() < target);
        self.open.get(at).and_then(|opening| opening.start.checked_add_unsigned(target - opening.before))
    }

    /// The first instant at which at most `left` business seconds of `allowed` are left: `start` itself where `left` is
    /// not less than `allowed`. `None` as for [`due`](Self::due).
    pub fn warned(&self, start: i64, allowed: u64, left: u64) -> Option<i64> {
        self.due(start, allowed.saturating_sub(left))
    }

    /// Whether an instant lies in business hours; the end of a window no longer does. `None` outside the calendar.
    pub fn is_open(&self, instant: i64) -> Option<bool> {
        self.position(instant)?;
        let after = self.open.partition_point(|opening| opening.start <= instant);
        Some(after.checked_sub(1).and_then(|at| self.open.get(at)).is_some_and(|opening| instant < opening.end))
    }

    /// The instant of a local time in the zone of the calendar; see [`instant_of`].
    pub fn instant(&self, local: NaiveDateTime) -> Option<i64> {
        instant_of(self.zone, local)
    }

    /// The instant at which a day is over, in days since 1970-01-01: the as-of instant of an as-of day.
    pub fn end_of(&self, day: i32) -> Option<i64> {
        instant_of(self.zone, minute_of(day, Window::ALL_DAY.end()).ok()?)
    }

    /// The local time of an instant in the zone of the calendar.
    pub fn local_time(&self, instant: i64) -> Option<NaiveDateTime> {
        local_time_of(self.zone, instant)
    }

    /// The time zone.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The weekly hours.
    pub fn hours(&self) -> &WeeklyHours {
        &self.hours
    }

    /// The special days within the calendar that changed something, in order: not a holiday on a day that is closed
    /// anyway, nor a working day that is open anyway.
    pub fn special_days_applied(&self) -> &[SpecialDay] {
        &self.changed
    }

    /// Business seconds of the calendar before an instant; `None` outside the calendar.
    fn position(&self, instant: i64) -> Option<u64> {
        if !self.span.contains(&instant) {
            return None;
        }
        let after = self.open.partition_point(|opening| opening.start <= instant);
        let opening = after.checked_sub(1).and_then(|at| self.open.get(at));
        Some(opening.map_or(0, |opening| opening.before + opening.start.abs_diff(instant.min(opening.end))))
    }
}

fn windows_on<'a>(hours: &'a WeeklyHours, special: Option<&SpecialDay>, day: i32) -> &'a [Window] {
    match special.map(|special| special.kind) {
        Some(SpecialDayKind::Holiday) => &[],
        Some(SpecialDayKind::Workday) if is_weekend(day) || hours.on(day).is_empty() => hours.make_up(),
        _ => hours.on(day),
    }
}

/// Adds a stretch that starts no earlier than the last one ends.
fn extend(open: &mut Vec<Opening>, start: i64, end: i64) {
    match open.last_mut().filter(|last| last.end == start) {
        Some(last) => last.end = end,
        None => {
            let before = open.last().map_or(0, Opening::through);
            open.push(Opening { start, end, before });
        }
    }
}

fn minute_of(day: i32, minute: u16) -> Result<NaiveDateTime, CalendarError> {
    let midnight = NaiveDate::from_epoch_days(day).map(|date| date.and_time(NaiveTime::MIN));
    let at = midnight.and_then(|at| at.checked_add_signed(TimeDelta::minutes(i64::from(minute))));
    at.ok_or(CalendarError::BeyondCalendar)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const HOUR: i64 = 3600;

    fn calendar(hours: WeeklyHours, zone: Tz, days: RangeInclusive<i32>) -> BusinessCalendar {
        BusinessCalendar::new(hours, &SpecialDays::default(), zone, days).unwrap()
    }

    /// China's National Day of 2025: closed from Wednesday, 1 October, to Wednesday, 8 October; Sunday, 28 September,
    /// and Saturday, 11 October, are worked. 2025-09-26 is day 20,357.
    #[test]
    fn national_day_with_its_make_up_days() {
        let holidays = ["01", "02", "03", "04", "05", "06", "07", "08"].map(|day| format!("2025-10-{day}"));
        let rows = holidays.iter().map(|date| (date.as_str(), "holiday", "国庆节"));
        let worked = [("2025-09-28", "workday", "补班"), ("2025-10-11", "workday", "补班"), ("2025-09-29", "班", "")];
        let special = SpecialDays::from_rows(rows.chain(worked)).unwrap();
        let windows = ["9-12", "13:30-18:30"].map(|words| Window::parse(words).unwrap());
        let hours = WeeklyHours::weekdays(&windows).unwrap();
        let found = BusinessCalendar::new(hours, &special, chrono_tz::Asia::Shanghai, 20_357..=20_400).unwrap();
        // Ten holidays less the weekend of 4 and 5 October, and the two working days; the Monday changed nothing.
        assert_eq!(found.special_days_applied().len(), 6 + 2);
        let at = |local: &str| found.instant(NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap()).unwrap();
        // Tuesday, 30 September, 17:30 with an hour left, then 9 October.
        assert_eq!(found.due(at("2025-09-30 17:30"), 2 * 3600), Some(at("2025-10-09 10:00")));
        // The lunch break and the make-up Saturday.
        assert_eq!(found.due(at("2025-10-10 11:00"), 10 * 3600), Some(at("2025-10-11 14:30")));
        assert_eq!(found.minutes_between(at("2025-09-27 00:00"), at("2025-09-29 00:00")), Some(480.0));
        assert_eq!(
            [at("2025-10-11 12:00"), at("2025-10-11 13:30")].map(|at| found.is_open(at)),
            [Some(false), Some(true)]
        );
    }

    /// Saturday, 11, and Sunday, 12 October 2025 (days 20,372 and 20,373) of a desk that is open on Saturdays, too.
    #[test]
    fn a_make_up_day_on_an_open_weekend_is_a_working_day() {
        let windows = |words| vec![Window::parse(words).unwrap()];
        let days: [Vec<Window>; 7] = std::array::from_fn(|day| match day {
            5 => windows("10-14"),
            6 => Vec::new(),
            _ => windows("9-17"),
        });
        let hours = WeeklyHours::new(days, Some(windows("8-17"))).unwrap();
        let worked = SpecialDays::from_rows([("2025-10-11", "workday", ""), ("2025-10-12", "workday", "")]).unwrap();
        let seconds = |special: &SpecialDays, day| {
            let found = BusinessCalendar::new(hours.clone(), special, Tz::UTC, day..=day).unwrap();
            (found.seconds_between(*found.span.start(), *found.span.end()), found.special_days_applied().len())
        };
        assert_eq!([20_372, 20_373].map(|day| seconds(&worked, day)), [(Some(9 * 3600), 1); 2]);
        let none = SpecialDays::default();
        assert_eq!([20_372, 20_373].map(|day| seconds(&none, day)), [(Some(4 * 3600), 0), (Some(0), 0)]);
    }

    /// Berlin put the clock forward on 2025-03-30 (day 20,177) and back on 2025-10-26 (day 20,387).
    #[test]
    fn days_of_23_and_25_hours() {
        let berlin = chrono_tz::Europe::Berlin;
        let found = calendar(WeeklyHours::always(), berlin, 20_177..=20_177);
        assert_eq!(found.seconds_between(*found.span.start(), *found.span.end()), Some(23 * 3600));
        let found = calendar(WeeklyHours::always(), berlin, 20_387..=20_387);
        assert_eq!(found.seconds_between(*found.span.start(), *found.span.end()), Some(25 * 3600));
        let window = |words| WeeklyHours::daily(&[Window::parse(words).unwrap()]).unwrap();
        let seconds = |words, day| {
            let found = calendar(window(words), berlin, day..=day);
            found.seconds_between(*found.span.start(), *found.span.end()).unwrap()
        };
        // A window that is skipped, one that begins where the clock is skipped, and those around the repeated hour.
        assert_eq!([seconds("2:00-3:00", 20_177), seconds("2:30-4:00", 20_177)], [0, 3600]);
        assert_eq!([seconds("2:30-4:00", 20_387), seconds("1:00-2:30", 20_387)], [9_000, 5_400]);
        assert_eq!(seconds("9-17", 20_387), 8 * 3600);
    }

    #[test]
    fn what_lies_outside_is_not_answered() {
        let nine_to_five = WeeklyHours::weekdays(&[Window::parse("9-17").unwrap()]).unwrap();
        // Thursday, 1 January, and Friday, 2 January 1970.
        let found = calendar(nine_to_five.clone(), Tz::UTC, 0..=1);
        assert_eq!(found.seconds_between(0, 48 * HOUR), Some(16 * 3600));
        assert_eq!((found.seconds_between(-1, 5), found.seconds_between(0, 48 * HOUR + 1)), (None, None));
        assert_eq!((found.seconds_between(5, 4), found.seconds_between(5, 5)), (None, Some(0)));
        assert_eq!(found.seconds_between(i64::MIN, i64::MAX), None);
        assert_eq!((found.due(0, 16 * 3600), found.due(0, 16 * 3600 + 1)), (Some(41 * HOUR), None));
        assert_eq!((found.due(0, 0), found.due(0, u64::MAX), found.due(HOUR * 20, u64::MAX)), (Some(0), None, None));
        assert_eq!(found.warned(0, 3600, 9 * 3600), Some(0));
        assert_eq!((found.end_of(0), found.end_of(i32::MAX)), (Some(24 * HOUR), None));
        let shanghai = calendar(nine_to_five.clone(), chrono_tz::Asia::Shanghai, 0..=1);
        assert_eq!(shanghai.end_of(0), Some(16 * HOUR));
        let new = |days| BusinessCalendar::new(nine_to_five.clone(), &SpecialDays::default(), Tz::UTC, days).err();
        assert_eq!(new(RangeInclusive::new(1, 0)), Some(CalendarError::NoDays));
        assert_eq!(new(i32::MIN..=i32::MAX), Some(CalendarError::TooManyDays));
        assert_eq!((new(0..=146_096), new(0..=146_097)), (None, Some(CalendarError::TooManyDays)));
        assert_eq!(new(i32::MAX..=i32::MAX), Some(CalendarError::BeyondCalendar));
        assert_eq!((new(-719_162..=-719_162), new(2_932_896..=2_932_896)), (None, None));
        // A weekend has no hours, and nothing ever falls due.
        let weekend = calendar(nine_to_five.clone(), Tz::UTC, 2..=3);
        assert_eq!((weekend.seconds_between(48 * HOUR, 96 * HOUR), weekend.due(50 * HOUR, 1)), (Some(0), None));
    }

    #[test]
    fn all_hours_are_one_stretch() {
        let found = calendar(WeeklyHours::always(), chrono_tz::America::Sao_Paulo, 17_000..=18_000);
        assert_eq!(found.open.len(), 1);
        let (first, last) = (*found.span.start(), *found.span.end());
        assert_eq!(found.seconds_between(first, last), Some(first.abs_diff(last)));
    }
}
