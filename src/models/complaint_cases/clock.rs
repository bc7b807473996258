//! One clock of a case, and what it shows in business time. It knows no time allowed.

use crate::models::business_calendar::{BusinessCalendar, Hold};

/// One clock of a case, as it stands at an as-of instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Stopped.
    Done {
        /// The instant at which it was started.
        from: i64,
        /// The instant at which it was stopped.
        to: i64,
    },
    /// Still running: right-censored.
    Open {
        /// The instant at which it was started.
        from: i64,
        /// The as-of instant.
        until: i64,
    },
    /// Never started, or nobody knows when it stopped.
    NotApplicable,
}

/// What a clock shows, in business seconds without holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elapsed {
    /// It stopped after so long.
    Done(u64),
    /// It has been running for so long.
    Open(u64),
    /// The clock does not apply.
    NotApplicable,
    /// The clock runs outside the days of the calendar.
    BeyondCalendar,
}

impl Clock {
    /// What the clock shows; see [`BusinessCalendar::seconds_worked`].
    pub fn elapsed(self, calendar: &BusinessCalendar, holds: &[Hold]) -> Elapsed {
        let (worked, kind): (_, fn(u64) -> Elapsed) = match self {
            Clock::Done { from, to } => (calendar.seconds_worked(from, to, holds), Elapsed::Done),
            Clock::Open { from, until } => (calendar.seconds_worked(from, until, holds), Elapsed::Open),
            Clock::NotApplicable => return Elapsed::NotApplicable,
        };
        worked.map_or(Elapsed::BeyondCalendar, kind)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::models::business_calendar::{SpecialDays, WeeklyHours};
    use chrono_tz::Tz;

    #[test]
    fn clocks_show_business_time() {
        let calendar = BusinessCalendar::new(WeeklyHours::always(), &SpecialDays::default(), Tz::UTC, 0..=0).unwrap();
        let hold = [Hold::new(50, None).unwrap()];
        assert_eq!(Clock::Done { from: 10, to: 70 }.elapsed(&calendar, &[]), Elapsed::Done(60));
        assert_eq!(Clock::Open { from: 10, until: 70 }.elapsed(&calendar, &hold), Elapsed::Open(40));
        assert_eq!(Clock::Open { from: 10, until: 86_401 }.elapsed(&calendar, &[]), Elapsed::BeyondCalendar);
        assert_eq!(Clock::NotApplicable.elapsed(&calendar, &hold), Elapsed::NotApplicable);
    }
}
