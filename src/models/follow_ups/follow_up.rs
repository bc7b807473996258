//! One follow-up: what is recorded, and how it stands. It counts nothing.

/// What the records say of a follow-up beyond its days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    #[default]
    None,
    /// It was called off.
    Cancelled,
    /// It was given up as missed.
    Missed,
    /// It was done. Without a day it is not known when.
    Done,
}

/// What is recorded of a planned contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FollowUp {
    /// The day it is due; `None` where none is recorded.
    pub due: Option<i32>,
    /// The day it was done.
    pub done: Option<i32>,
    /// What the records say beyond that.
    pub mark: Mark,
    /// Whether the customer was reached; `None` where nobody tried or nothing is recorded.
    pub reached: Option<bool>,
    /// How often it was tried; `None` where nothing is recorded.
    pub attempts: Option<u32>,
}

/// How a follow-up with a due day stands at an as-of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Done on or before the as-of day.
    Done {
        /// Days after the due day; negative where it was done ahead, and `None` where it is not known when it was done.
        late: Option<i64>,
    },
    /// Due by the as-of day and not done.
    Missed {
        /// Days from the due day to the as-of day.
        overdue: u32,
    },
    /// Called off before it was done.
    Cancelled,
    /// Due after the as-of day.
    NotYetDue {
        /// Days from the as-of day to the due day.
        left: u32,
    },
}

impl FollowUp {
    /// How it stands at the end of the day `as_of`; `None` without a due day. What was done after that day has not been
    /// done yet, and what was given up is missed from its due day on: when it was given up nobody knows. Done goes before
    /// every mark: a follow-up that was called off and still done is done. What is recorded as done without a day is done,
    /// whatever the as-of day, and nobody knows whether in time.
    pub fn state(&self, as_of: i32) -> Option<State> {
        let due = self.due?;
        Some(match self.mark {
            _ if self.is_done(as_of) => State::Done { late: self.done.map(|done| i64::from(done) - i64::from(due)) },
            Mark::Cancelled => State::Cancelled,
            _ if due > as_of => State::NotYetDue { left: due.abs_diff(as_of) },
            _ => State::Missed { overdue: as_of.abs_diff(due) },
        })
    }

    /// Whether it was done by the end of the day `as_of`.
    pub fn is_done(&self, as_of: i32) -> bool {
        self.done.map_or(self.mark == Mark::Done, |done| done <= as_of)
    }

    /// Whether it is recorded as done without the day.
    pub fn is_done_undated(&self) -> bool {
        self.done.is_none() && self.mark == Mark::Done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(due: i32, done: Option<i32>, mark: Mark) -> Option<State> {
        FollowUp { due: Some(due), done, mark, ..FollowUp::default() }.state(100)
    }

    #[test]
    fn how_follow_ups_stand() {
        assert_eq!(state(90, Some(95), Mark::None), Some(State::Done { late: Some(5) }));
        assert_eq!(state(120, Some(95), Mark::Cancelled), Some(State::Done { late: Some(-25) }));
        assert_eq!(state(100, None, Mark::None), Some(State::Missed { overdue: 0 }));
        // Recorded as done, nobody knows when; a day after the as-of day is a day.
        assert_eq!([90, 120].map(|due| state(due, None, Mark::Done)), [Some(State::Done { late: None }); 2]);
        assert_eq!(state(90, Some(101), Mark::Done), Some(State::Missed { overdue: 10 }));
        assert_eq!(state(110, Some(101), Mark::Done), Some(State::NotYetDue { left: 10 }));
        assert_eq!(state(90, Some(101), Mark::None), Some(State::Missed { overdue: 10 }));
        assert_eq!(state(101, None, Mark::None), Some(State::NotYetDue { left: 1 }));
        assert_eq!(state(101, None, Mark::Missed), Some(State::NotYetDue { left: 1 }));
        assert_eq!(state(100, None, Mark::Missed), Some(State::Missed { overdue: 0 }));
        assert_eq!([state(90, None, Mark::Cancelled), state(190, None, Mark::Cancelled)], [Some(State::Cancelled); 2]);
        assert_eq!(FollowUp { done: Some(1), ..FollowUp::default() }.state(100), None);
        let far = FollowUp { due: Some(i32::MIN), done: Some(i32::MAX), ..FollowUp::default() };
        assert_eq!(far.state(i32::MAX), Some(State::Done { late: Some(i64::from(u32::MAX)) }));
        assert_eq!(far.state(i32::MAX - 1), Some(State::Missed { overdue: u32::MAX - 1 }));
    }
}
