//! Pauses of a case, such as waiting for the customer. It knows no case.

use super::calendar::BusinessCalendar;

/// A pause from one instant to a later one, or still going on. It takes off only its overlap with business hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hold {
    from: i64,
    to: Option<i64>,
}

/// When the time allowed runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// At this instant.
    At(i64),
    /// Not while the case is on hold; the hold has no end yet.
    OnHold,
    /// After the last day of the calendar, or the start lies outside the calendar.
    BeyondCalendar,
}

impl Hold {
    /// A pause; `to` is `None` while it goes on. `None` where it ends before it begins.
    pub fn new(from: i64, to: Option<i64>) -> Option<Hold> {
        to.is_none_or(|to| from <= to).then_some(Hold { from, to })
    }
}

impl BusinessCalendar {
    /// Business seconds from one instant to another, without those on hold. Holds may come in any order and overlap. A
    /// hold without an end lasts until `to`: a case resolved while on hold has its last hold taken off too, and an open
    /// case is paused up to the as-of instant. `None` as for [`seconds_between`](Self::seconds_between).
    pub fn seconds_worked(&self, from: i64, to: i64, holds: &[Hold]) -> Option<u64> {
        let all = self.seconds_between(from, to)?;
        if holds.is_empty() {
            return Some(all);
        }
        let paused = merged(holds).into_iter().map(|(start, end)| (start.max(from), end.unwrap_or(to).min(to)));
        let paused = paused.filter(|(start, end)| start < end);
        let paused: Option<u64> = paused.map(|(start, end)| self.seconds_between(start, end)).sum();
        paused.map(|paused| all.saturating_sub(paused))
    }

    /// The first instant at which `allowed` business seconds have passed since `start`, holds taken off. A hold that
    /// begins when the time is already up moves nothing.
    pub fn due_with_holds(&self, start: i64, allowed: u64, holds: &[Hold]) -> Due {
        let (mut from, mut left) = (start, allowed);
        for (pause, until) in merged(holds) {
            if until.is_some_and(|until| until <= from) {
                continue;
            }
            let run = match self.seconds_between(from, pause.max(from)) {
                Some(run) => run,
                // The pause begins beyond the calendar; what comes before it decides.
                None => break,
            };
            if run >= left {
                break;
            }
            let Some(until) = until else { return Due::OnHold };
            (from, left) = (until, left - run);
        }
        self.due(from, left).map_or(Due::BeyondCalendar, Due::At)
    }
}

/// The holds in order, those that overlap or touch made one.
fn merged(holds: &[Hold]) -> Vec<(i64, Option<i64>)> {
    let mut sorted = holds.to_vec();
    sorted.sort_unstable_by_key(|hold| hold.from);
    let mut merged: Vec<(i64, Option<i64>)> = Vec::with_capacity(sorted.len());
    for hold in sorted {
        match merged.last_mut().filter(|(_, end)| end.is_none_or(|end| hold.from <= end)) {
            Some((_, end)) => *end = end.zip(hold.to).map(|(end, to)| end.max(to)),
            None => merged.push((hold.from, hold.to)),
        }
    }
    merged
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{SpecialDays, WeeklyHours, Window};
    use super::*;
    use chrono_tz::Tz;

    const HOUR: i64 = 3600;

    /// Daily 9-17 in UTC, ten days from 1970-01-01.
    fn daily() -> BusinessCalendar {
        let hours = WeeklyHours::daily(&[Window::parse("9-17").unwrap()]).unwrap();
        BusinessCalendar::new(hours, &SpecialDays::default(), Tz::UTC, 0..=9).unwrap()
    }

    fn hold(from: i64, to: Option<i64>) -> Hold {
        Hold::new(from * HOUR, to.map(|to| to * HOUR)).unwrap()
    }

    #[test]
    fn overlapping_holds_count_once() {
        let holds = [hold(14, Some(20)), hold(10, Some(12)), hold(11, Some(13)), hold(0, Some(9))];
        assert_eq!(daily().seconds_worked(9 * HOUR, 40 * HOUR, &holds), Some(2 * 3600 + 7 * 3600));
        // 1 h until 10, 1 h from 13 to 14, 4 h from 9 on the next day.
        assert_eq!(daily().due_with_holds(9 * HOUR, 6 * 3600, &holds), Due::At(37 * HOUR));
        assert_eq!(daily().due_with_holds(9 * HOUR, 3600, &holds), Due::At(10 * HOUR));
    }

    #[test]
    fn an_open_hold_stops_the_clock() {
        let holds = [hold(12, None), hold(13, Some(14))];
        assert_eq!(daily().seconds_worked(9 * HOUR, 100 * HOUR, &holds), Some(3 * 3600));
        assert_eq!(daily().due_with_holds(9 * HOUR, 4 * 3600, &holds), Due::OnHold);
        assert_eq!(daily().due_with_holds(9 * HOUR, 3 * 3600, &holds), Due::At(12 * HOUR));
        assert_eq!(daily().due_with_holds(9 * HOUR, 80 * 3600, &[]), Due::At((9 * 24 + 17) * HOUR));
        assert_eq!(daily().due_with_holds(9 * HOUR, 80 * 3600 + 1, &[]), Due::BeyondCalendar);
        assert_eq!(daily().due_with_holds(-1, 1, &[]), Due::BeyondCalendar);
        assert_eq!(daily().due_with_holds(9 * HOUR, 3600, &[hold(9, Some(1000))]), Due::BeyondCalendar);
        assert_eq!(daily().due_with_holds(9 * HOUR, 3600, &[hold(1000, None)]), Due::At(10 * HOUR));
        assert_eq!((Hold::new(2, Some(1)), Hold::new(i64::MIN, Some(i64::MAX)).is_some()), (None, true));
        let ages = [Hold::new(i64::MIN, Some(i64::MAX)).unwrap()];
        assert_eq!(daily().seconds_worked(9 * HOUR, 20 * HOUR, &ages), Some(0));
    }
}
