//! What holds for any calendar.

use chrono_tz::{America, Asia, Europe, Tz};
use proptest::prelude::*;

use super::*;

const FIRST: i32 = 20_080;
const LAST: i32 = 20_120;

/// Around a change of the clock in Berlin, New York and nowhere in Shanghai.
fn calendars() -> impl Strategy<Value = BusinessCalendar> {
    let window = (0_u16..1440, 1_u16..600).prop_map(|(start, length)| Window::new(start, (start + length).min(1440)));
    let day = prop::collection::vec(window.prop_map(Option::unwrap), 0..3);
    let zone = prop::sample::select(vec![Asia::Shanghai, Europe::Berlin, America::New_York, Tz::UTC]);
    let special = prop::collection::vec((FIRST..=LAST, any::<bool>()), 0..6);
    (prop::array::uniform7(day), zone, special).prop_filter_map("open", |(days, zone, special)| {
        let hours = WeeklyHours::new(days, None)?;
        let rows: Vec<(String, &str)> =
            special.iter().map(|(day, off)| (date(*day), if *off { "holiday" } else { "workday" })).collect();
        let special = SpecialDays::from_rows(rows.iter().map(|(date, kind)| (date.as_str(), *kind, ""))).ok()?;
        BusinessCalendar::new(hours, &special, zone, FIRST + 65..=LAST + 65).ok()
    })
}

fn date(day: i32) -> String {
    chrono::NaiveDate::from_epoch_days(day + 65).unwrap().to_string()
}

fn instants() -> impl Strategy<Value = i64> {
    i64::from(FIRST + 67) * 86_400..i64::from(LAST + 63) * 86_400
}

/// Counted minute by minute.
fn counted(calendar: &BusinessCalendar, from: i64, to: i64, holds: &[(i64, i64)]) -> u64 {
    let minutes = (from..to).step_by(60);
    let worked = minutes
        .filter(|at| calendar.is_open(*at).unwrap() && !holds.iter().any(|(start, end)| (*start..*end).contains(at)));
    worked.count() as u64 * 60
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn sums_are_what_counting_gives(
        calendar in calendars(),
        mut ends in prop::array::uniform6(instants()),
    ) {
        ends.iter_mut().for_each(|at| *at -= at.rem_euclid(60));
        ends[..2].sort();
        let [from, to, rest @ ..] = ends;
        let holds: Vec<(i64, i64)> = rest.chunks(2).map(|pair| (pair[0].min(pair[1]), pair[0].max(pair[1]))).collect();
        prop_assert_eq!(calendar.seconds_between(from, to).unwrap(), counted(&calendar, from, to, &[]));
        let paused: Vec<Hold> = holds.iter().map(|(from, to)| Hold::new(*from, Some(*to)).unwrap()).collect();
        prop_assert_eq!(calendar.seconds_worked(from, to, &paused).unwrap(), counted(&calendar, from, to, &holds));
    }

    #[test]
    fn time_adds_up(calendar in calendars(), mut ends in prop::array::uniform3(instants())) {
        ends.sort();
        let [a, b, c] = ends;
        let between = |from, to| calendar.seconds_between(from, to).unwrap();
        prop_assert_eq!(between(a, b) + between(b, c), between(a, c));
        prop_assert!(between(a, c) <= a.abs_diff(c));
    }

    #[test]
    fn what_is_due_is_due_first_then(calendar in calendars(), start in instants(), allowed in 1_u64..200_000) {
        if let Some(due) = calendar.due(start, allowed) {
            prop_assert_eq!(calendar.seconds_between(start, due), Some(allowed));
            prop_assert_eq!(calendar.seconds_between(start, due - 1), Some(allowed - 1));
        }
    }

    #[test]
    fn holds_move_the_due_time_by_what_they_take(
        calendar in calendars(),
        ends in prop::array::uniform5(instants()),
        allowed in 1_u64..100_000,
    ) {
        let [start, rest @ ..] = ends;
        let holds: Vec<Hold> =
            rest.chunks(2).map(|pair| Hold::new(pair[0].min(pair[1]), Some(pair[0].max(pair[1]))).unwrap()).collect();
        if let Due::At(due) = calendar.due_with_holds(start, allowed, &holds) {
            prop_assert_eq!(calendar.seconds_worked(start, due, &holds), Some(allowed));
            prop_assert_eq!(calendar.seconds_worked(start, due - 1, &holds), Some(allowed - 1));
            prop_assert!(calendar.due(start, allowed).is_some_and(|without| without <= due));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(
        text in "(daily|monday|timezone|make_up|=|'9-17'|'UTC'|'24:00-25:00'|\\[|\\]|,|9|\n| ){0,16}",
    ) {
        if let Err(problems) = WorkingTime::parse(&text) {
            prop_assert!(!problems.is_empty());
        }
        prop_assert!(Window::parse(&text).is_none_or(|window| window.start() < window.end()));
        let rows = SpecialDays::from_rows([(text.as_str(), text.as_str(), text.as_str())]);
        prop_assert!(rows.is_err());
    }
}
