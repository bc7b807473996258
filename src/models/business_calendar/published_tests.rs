//! Cases that issue threads of help desks print, each with its source. All of them in the week of Monday, 2026-01-05.

use chrono::NaiveDateTime;
use chrono_tz::{Asia, Tz};

use super::*;

/// Day of 2026-01-05, a Monday.
const MONDAY: i32 = 20_458;
const HOUR: u64 = 3600;

/// Two weeks and a day, in Shanghai.
fn calendar(days: &str, windows: &[&str]) -> BusinessCalendar {
    let windows: Vec<Window> = windows.iter().map(|words| Window::parse(words).unwrap()).collect();
    let hours = if days == "daily" { WeeklyHours::daily(&windows) } else { WeeklyHours::weekdays(&windows) };
    BusinessCalendar::new(hours.unwrap(), &SpecialDays::default(), Asia::Shanghai, MONDAY..=MONDAY + 14).unwrap()
}

/// The instant of a day of January 2026 and a time, in Shanghai: `05 10:00` is the first Monday.
fn at(calendar: &BusinessCalendar, local: &str) -> i64 {
    calendar.instant(NaiveDateTime::parse_from_str(&format!("2026-01-{local}"), "%Y-%m-%d %H:%M").unwrap()).unwrap()
}

fn shown(calendar: &BusinessCalendar, instant: Option<i64>) -> String {
    calendar.local_time(instant.unwrap()).unwrap().format("%a %d %H:%M").to_string()
}

fn due(calendar: &BusinessCalendar, start: &str, minutes: u64) -> String {
    shown(calendar, calendar.due(at(calendar, start), minutes * 60))
}

/// HELPDESK.AI pull request 3935: Friday 16:00 + 8 h is Monday 16:00, + 2 h is Monday 10:00.
#[test]
fn over_the_weekend() {
    let nine_to_five = calendar("weekdays", &["9-17"]);
    assert_eq!(due(&nine_to_five, "09 16:00", 480), "Mon 12 16:00");
    assert_eq!(due(&nine_to_five, "09 16:00", 120), "Mon 12 10:00");
}

/// chatwoot pull request 13392: Friday 16:30 + 1 h is Monday 9:30.
#[test]
fn half_an_hour_before_the_weekend() {
    assert_eq!(due(&calendar("weekdays", &["9-17"]), "09 16:30", 60), "Mon 12 09:30");
}

/// glpi pull request 22678: Monday 10:00 + 4 h is 14:00, warned at 13:00; Monday 17:00 + 4 h is Tuesday 11:00, warned
/// at Tuesday 10:00.
#[test]
fn warned_one_hour_before() {
    let eight_to_six = calendar("weekdays", &["8-18"]);
    let both = |start| {
        let start = at(&eight_to_six, start);
        [eight_to_six.due(start, 4 * HOUR), eight_to_six.warned(start, 4 * HOUR, HOUR)]
            .map(|at| shown(&eight_to_six, at))
    };
    assert_eq!(both("05 10:00"), ["Mon 05 14:00", "Mon 05 13:00"]);
    assert_eq!(both("05 17:00"), ["Tue 06 11:00", "Tue 06 10:00"]);
}

/// erpnext 49414, review: open daily from 9 to 17, 8 h from 9:00, on hold from 17:00 to 9:00 of the next day: the due
/// time does not move.
#[test]
fn a_hold_adds_only_its_overlap_with_business_hours() {
    let daily = calendar("daily", &["9-17"]);
    let hold = |from, to| [Hold::new(at(&daily, from), Some(at(&daily, to))).unwrap()];
    let start = at(&daily, "05 09:00");
    let moved = |from, to| match daily.due_with_holds(start, 8 * HOUR, &hold(from, to)) {
        Due::At(instant) => shown(&daily, Some(instant)),
        other => format!("{other:?}"),
    };
    assert_eq!(moved("05 17:00", "06 09:00"), "Mon 05 17:00");
    // The same hold half an hour earlier has half an hour of business time in it.
    assert_eq!(moved("05 16:30", "06 09:00"), "Tue 06 09:30");
    let worked = daily.seconds_worked(start, at(&daily, "06 10:00"), &hold("05 16:30", "06 09:00"));
    assert_eq!(worked, Some(8 * HOUR + HOUR / 2));
}

/// frappe pull request 3776: a case that is resolved while on hold has the last hold taken off, too; deadlines are in
/// the zone of the site.
#[test]
fn resolved_while_on_hold() {
    let daily = calendar("daily", &["9-17"]);
    let open_hold = [Hold::new(at(&daily, "05 11:00"), None).unwrap()];
    let worked = daily.seconds_worked(at(&daily, "05 09:00"), at(&daily, "06 12:00"), &open_hold);
    assert_eq!(worked, Some(2 * HOUR));
    // 17:00 in Shanghai is 09:00 UTC.
    let due = daily.due(at(&daily, "05 09:00"), 8 * HOUR);
    assert_eq!(shown(&daily, due), "Mon 05 17:00");
    assert_eq!(local_time_of(Tz::UTC, due.unwrap()).unwrap().format("%H:%M").to_string(), "09:00");
}

/// zammad 3180: open daily from 00:00 to 23:59, no minute is lost at midnight; 24 × 7 can be said.
#[test]
fn no_minute_is_lost_at_midnight() {
    for windows in [["00:00-23:59"], ["00:00-24:00"]] {
        let always = calendar("daily", &windows);
        assert_eq!(always.hours(), &WeeklyHours::always());
        assert_eq!(due(&always, "05 23:50", 20), "Tue 06 00:10");
        assert_eq!(due(&always, "05 00:00", 7 * 24 * 60), "Mon 12 00:00");
        let days = always.minutes_between(at(&always, "05 23:59"), at(&always, "09 00:01"));
        assert_eq!(days, Some(3.0 * 1440.0 + 2.0));
    }
}
