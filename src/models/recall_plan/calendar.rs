//! From one moment to another over hours, days and working days. It knows no holiday by itself and no time zone.

use super::span::Span;
use crate::models::business_calendar::is_weekend;

/// A moment of local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Day, in days since 1970-01-01.
    pub day: i32,
    /// Minute of the day, 0 to 1,439; `None` where only the day is known or matters.
    pub minute: Option<u16>,
}

/// Which days are working days: Monday to Friday, without `holidays`, with `working_weekends`. A day in both lists is a
/// working day, so that no deadline is put off by a contradiction.
#[derive(Clone, Copy, Debug, Default)]
pub struct Calendar<'a> {
    /// Days off from Monday to Friday, in days since 1970-01-01.
    pub holidays: &'a [i32],
    /// Make-up days on a weekend, in days since 1970-01-01.
    pub working_weekends: &'a [i32],
}

const MINUTES: i64 = 24 * 60;

impl Moment {
    /// Order of two moments; a day without a minute counts as its end.
    pub(super) fn order(self) -> (i32, u16) {
        (self.day, self.minute.unwrap_or(24 * 60))
    }
}

impl Calendar<'_> {
    /// Whether a day is worked.
    pub fn is_working_day(&self, day: i32) -> bool {
        self.working_weekends.contains(&day) || (!is_weekend(day) && !self.holidays.contains(&day))
    }

    /// The moment `span` after `from`. Working days are counted from the day after `from`; none of them is that day
    /// itself. Hours after a day without a minute are counted from its first minute, so that they end no later than
    /// meant. Days beyond the range of `i32` become its last.
    pub fn after(&self, from: Moment, span: Span) -> Moment {
        match span {
            Span::Hours(hours) => {
                let minutes = i64::from(hours) * 60 + i64::from(from.minute.unwrap_or(0));
                let day = from.day.saturating_add(i32::try_from(minutes / MINUTES).unwrap_or(i32::MAX));
                let minute = from.minute.and_then(|_| u16::try_from(minutes % MINUTES).ok());
                Moment { day, minute }
            }
            Span::Days(days) => Moment { day: from.day.saturating_add_unsigned(days), minute: None },
            Span::WorkingDays(days) => Moment { day: self.working_days_after(from.day, days), minute: None },
        }
    }

    fn working_days_after(&self, from: i32, days: u32) -> i32 {
        let mut day = from;
        let mut left = days;
        while left > 0 {
            let Some(next) = day.checked_add(1) else { break };
            day = next;
            left -= u32::from(self.is_working_day(day));
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2025-03-28, a Friday.
    const FRIDAY: i32 = 20_175;

    fn day(calendar: Calendar, from: i32, days: u32) -> i32 {
        calendar.after(Moment { day: from, minute: Some(600) }, Span::WorkingDays(days)).day
    }

    #[test]
    fn working_days_step_over_a_weekend() {
        let plain = Calendar::default();
        assert_eq!([1, 5, 6, 10].map(|days| day(plain, FRIDAY, days)), [3, 7, 10, 14].map(|later| FRIDAY + later));
        assert_eq!([1, 2].map(|days| day(plain, FRIDAY + 1, days)), [FRIDAY + 3, FRIDAY + 4]);
        assert_eq!(day(plain, FRIDAY + 1, 0), FRIDAY + 1);
        assert!(
            plain.is_working_day(0) && plain.is_working_day(1) && !plain.is_working_day(2) && !plain.is_working_day(-4)
        );
    }

    #[test]
    fn holidays_put_off_and_make_up_days_bring_forward() {
        let with = Calendar { holidays: &[FRIDAY + 3, FRIDAY + 4], working_weekends: &[FRIDAY + 2] };
        assert_eq!([1, 2].map(|days| day(with, FRIDAY, days)), [FRIDAY + 2, FRIDAY + 5]);
        let both = Calendar { holidays: &[FRIDAY + 3], working_weekends: &[FRIDAY + 3] };
        assert_eq!(day(both, FRIDAY, 1), FRIDAY + 3);
    }

    #[test]
    fn hours_run_through_midnight() {
        let after = |minute, hours| Calendar::default().after(Moment { day: 0, minute }, Span::Hours(hours));
        assert_eq!(after(Some(23 * 60 + 30), 4), Moment { day: 1, minute: Some(210) });
        assert_eq!(after(Some(90), 24), Moment { day: 1, minute: Some(90) });
        assert_eq!(
            (after(None, 4), after(None, 24)),
            (Moment { day: 0, minute: None }, Moment { day: 1, minute: None })
        );
    }

    #[test]
    fn the_end_of_the_calendar_is_the_end() {
        let last = Moment { day: i32::MAX, minute: Some(u16::MAX) };
        for span in [Span::Hours(u32::MAX), Span::Days(u32::MAX), Span::WorkingDays(9)] {
            assert_eq!(Calendar::default().after(last, span).day, i32::MAX);
        }
        // -2^31 = -2 modulo 7: two days before a Thursday.
        assert!([0, 4].map(|later| Calendar::default().is_working_day(i32::MIN + later)) == [true, false]);
    }
}
