//! The share of clocks that stopped within the time allowed. It measures no time.

use super::clock::Elapsed;
use crate::models::share::Share;

/// How a clock stands against the time allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlaOutcome {
    /// Stopped within the time allowed, or just when it was up.
    Met,
    /// Stopped too late.
    MissedLate {
        /// Business seconds beyond the time allowed.
        over: u64,
    },
    /// Still running, and the time is up.
    MissedOpen {
        /// Business seconds beyond the time allowed, so far.
        over: u64,
    },
    /// Still running, with time left.
    NotYetDue {
        /// Business seconds left.
        left: u64,
    },
    /// The clock does not apply.
    NotApplicable,
    /// The clock runs outside the calendar: the calendar is too short.
    BeyondCalendar,
}

/// Clocks by outcome. A clock that is past due and open is missed; one that is not yet due is left out of the share and
/// counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SlaCounts {
    /// Stopped in time.
    pub met: u64,
    /// Stopped too late.
    pub missed_late: u64,
    /// Open and past due.
    pub missed_open: u64,
    /// Open and not yet due; in no share.
    pub not_yet_due: u64,
    /// Not applicable; in no share.
    pub not_applicable: u64,
    /// Outside the calendar; in no share.
    pub beyond_calendar: u64,
    /// Business seconds beyond the time allowed, of all that missed it.
    over: u128,
}

impl SlaOutcome {
    /// How a clock stands against `allowed` business seconds.
    pub fn of(clock: Elapsed, allowed: u64) -> SlaOutcome {
        match clock {
            Elapsed::Done(seconds) if seconds <= allowed => SlaOutcome::Met,
            Elapsed::Done(seconds) => SlaOutcome::MissedLate { over: seconds - allowed },
            Elapsed::Open(seconds) if seconds <= allowed => SlaOutcome::NotYetDue { left: allowed - seconds },
            Elapsed::Open(seconds) => SlaOutcome::MissedOpen { over: seconds - allowed },
            Elapsed::NotApplicable => SlaOutcome::NotApplicable,
            Elapsed::BeyondCalendar => SlaOutcome::BeyondCalendar,
        }
    }

    /// Whether the clock runs and at most `left` business seconds of the time allowed are left. A share of the time,
    /// such as the usual 20 %, is the caller's to multiply.
    pub fn is_warned(self, left: u64) -> bool {
        matches!(self, SlaOutcome::NotYetDue { left: own } if own <= left)
    }
}

impl SlaCounts {
    /// Counts outcomes.
    pub fn count(outcomes: impl IntoIterator<Item = SlaOutcome>) -> SlaCounts {
        let mut counts = SlaCounts::default();
        outcomes.into_iter().for_each(|outcome| counts.add(outcome));
        counts
    }

    /// Counts one more outcome.
    pub fn add(&mut self, outcome: SlaOutcome) {
        let (counter, over) = match outcome {
            SlaOutcome::Met => (&mut self.met, 0),
            SlaOutcome::MissedLate { over } => (&mut self.missed_late, over),
            SlaOutcome::MissedOpen { over } => (&mut self.missed_open, over),
            SlaOutcome::NotYetDue { .. } => (&mut self.not_yet_due, 0),
            SlaOutcome::NotApplicable => (&mut self.not_applicable, 0),
            SlaOutcome::BeyondCalendar => (&mut self.beyond_calendar, 0),
        };
        *counter += 1;
        self.over += u128::from(over);
    }

    /// Clocks that missed the time allowed, stopped or not.
    pub fn missed(&self) -> u64 {
        self.missed_late + self.missed_open
    }

    /// The share met, of those met or missed, with its Wilson interval. `None` where nothing was due yet: no case is
    /// not 0 %.
    pub fn share_met(&self, confidence: f64) -> Option<Share> {
        Share::of(self.met, self.met + self.missed(), confidence)
    }

    /// Mean business seconds beyond the time allowed, of those that missed it. Those still open will have more.
    pub fn mean_overrun(&self) -> Option<f64> {
        (self.missed() > 0).then(|| self.over as f64 / self.missed() as f64)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn open_and_past_due_is_missed_and_not_yet_due_is_left_out() {
        use Elapsed::{BeyondCalendar, Done, NotApplicable, Open};
        let clocks = [Done(0), Done(60), Done(61), Open(60), Open(5), Open(90), NotApplicable, BeyondCalendar];
        let counts = SlaCounts::count(clocks.map(|clock| SlaOutcome::of(clock, 60)));
        let expected = SlaCounts {
            met: 2,
            missed_late: 1,
            missed_open: 1,
            not_yet_due: 2,
            not_applicable: 1,
            beyond_calendar: 1,
            over: 31,
        };
        assert_eq!(counts, expected);
        let share = counts.share_met(0.95).unwrap();
        assert_eq!((share.count, share.total, share.value, counts.mean_overrun()), (2, 4, 0.5, Some(15.5)));
    }

    #[test]
    fn nothing_due_is_no_share() {
        let counts = SlaCounts::count([SlaOutcome::NotYetDue { left: 9 }, SlaOutcome::NotApplicable]);
        assert_eq!((counts.share_met(0.95), counts.mean_overrun()), (None, None));
        let huge = SlaCounts::count([SlaOutcome::of(Elapsed::Done(u64::MAX), 0); 2]);
        assert_eq!(huge.mean_overrun(), Some(u64::MAX as f64));
    }

    /// Chatwoot and others warn when 20 % of the time is left; at 80 % of four hours that is 48 minutes.
    #[test]
    fn a_warning_comes_before_the_end() {
        let warned = |minutes: u64| SlaOutcome::of(Elapsed::Open(minutes * 60), 240 * 60).is_warned(48 * 60);
        assert_eq!([191, 192, 240, 241].map(warned), [false, true, true, false]);
        assert!(!SlaOutcome::of(Elapsed::Done(239 * 60), 240 * 60).is_warned(48 * 60));
    }
}
