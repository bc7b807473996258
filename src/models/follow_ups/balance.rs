//! The identity that every follow-up with a due day is in one state. It judges none.

use super::error::FollowUpError;
use super::follow_up::{FollowUp, State};

/// Follow-ups by state. A value of this type always fulfils planned = done + missed + cancelled + not yet due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    planned: u64,
    done: u64,
    missed: u64,
    cancelled: u64,
    not_yet_due: u64,
}

impl Balance {
    /// A balance from numbers that were counted apart.
    ///
    /// # Errors
    /// The parts do not add up to `planned`.
    pub fn new(
        planned: u64,
        done: u64,
        missed: u64,
        cancelled: u64,
        not_yet_due: u64,
    ) -> Result<Balance, FollowUpError> {
        let parts = [done, missed, cancelled, not_yet_due];
        let sum = parts.iter().fold(0_u64, |sum, part| sum.saturating_add(*part));
        if sum != planned {
            return Err(FollowUpError::Unbalanced { planned, parts: sum });
        }
        Ok(Balance { planned, done, missed, cancelled, not_yet_due })
    }

    /// Counts the follow-ups that have a due day.
    pub fn count<'a>(follow_ups: impl IntoIterator<Item = &'a FollowUp>, as_of: i32) -> Balance {
        let mut balance = Balance::default();
        follow_ups.into_iter().filter_map(|own| own.state(as_of)).for_each(|state| balance.add(state));
        balance
    }

    /// Counts one more.
    pub(super) fn add(&mut self, state: State) {
        self.planned += 1;
        *match state {
            State::Done { .. } => &mut self.done,
            State::Missed { .. } => &mut self.missed,
            State::Cancelled => &mut self.cancelled,
            State::NotYetDue { .. } => &mut self.not_yet_due,
        } += 1;
    }

    /// All follow-ups with a due day.
    pub fn planned(&self) -> u64 {
        self.planned
    }

    /// Those done.
    pub fn done(&self) -> u64 {
        self.done
    }

    /// Those due and not done, or given up.
    pub fn missed(&self) -> u64 {
        self.missed
    }

    /// Those called off.
    pub fn cancelled(&self) -> u64 {
        self.cancelled
    }

    /// Those due after the as-of day.
    pub fn not_yet_due(&self) -> u64 {
        self.not_yet_due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_must_add_up() {
        assert!(Balance::new(10, 4, 3, 2, 1).is_ok_and(|found| found.planned() == 10 && found.missed() == 3));
        let error = Err(FollowUpError::Unbalanced { planned: 10, parts: 9 });
        assert_eq!(Balance::new(10, 4, 3, 2, 0), error);
        let huge = Balance::new(1, u64::MAX, 2, 0, 0);
        assert_eq!(huge, Err(FollowUpError::Unbalanced { planned: 1, parts: u64::MAX }));
    }

    #[test]
    fn those_without_a_due_day_are_not_planned() {
        let own = |due, done| FollowUp { due, done, ..FollowUp::default() };
        let all = [own(Some(1), Some(2)), own(Some(1), None), own(Some(9), None), own(None, Some(3)), own(None, None)];
        assert_eq!(Some(Balance::count(&all, 5)), Balance::new(3, 1, 1, 0, 1).ok());
    }
}
