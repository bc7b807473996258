//! How many of the follow-ups due in a period were done, in time and reached. It knows no customer.

use super::balance::Balance;
use super::error::FollowUpError;
use super::follow_up::{FollowUp, Mark, State};
use crate::models::share::Share;

/// A period looked at from an as-of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub first: i32,
    /// Last day. Where it comes after the as-of day, the period is not full yet, and only what is due by the as-of day
    /// counts.
    pub last: i32,
    /// The as-of day.
    pub as_of: i32,
    /// Days after the due day on which a follow-up is still on time; it is due, and missed, from the due day on.
    pub days_of_grace: u32,
}

/// What became of the follow-ups whose due day lies in a period.
///
/// - Due: the due day lies in the period and not after the as-of day, and the follow-up was not called off. Cancelled
///   ones are in no rate; they are counted in the balance.
/// - Done counts whenever it was done, up to the as-of day: a late one is done, and not on time. One done on an unknown
///   day is done, and in no share on time.
/// - Those done ahead, with a due day after the as-of day, are done in the balance and in no rate.
/// - Follow-ups without a due day are planned for no period: they are in no rate and no balance, and counted apart,
///   done ones where they were done in the period, others whatever the period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures {
    /// All planned for the period, by state.
    pub balance: Balance,
    /// Due by the as-of day and not cancelled.
    pub due: u64,
    /// Done of those due.
    pub completed: Option<Share>,
    /// On time of those due and done on a known day.
    pub on_time: Option<Share>,
    /// Customer reached, of those due for which that is recorded.
    pub reached: Option<Share>,
    /// Customer reached, of all attempts: those of due follow-ups for which both are recorded, each attempt but the
    /// successful one a failure.
    pub reached_per_attempt: Option<Share>,
    /// Due follow-ups for which the number of attempts is recorded.
    pub with_attempts: u64,
    /// Their attempts.
    pub attempts: u64,
    /// Done in the period without a due day.
    pub done_without_due_day: u64,
    /// Neither done nor cancelled, and without a due day.
    pub open_without_due_day: u64,
}

impl Measures {
    /// Mean number of attempts, where it is recorded.
    pub fn mean_attempts(&self) -> Option<f64> {
        (self.with_attempts > 0).then(|| self.attempts as f64 / self.with_attempts as f64)
    }
}

/// Counts while shares are not known yet.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    balance: Balance,
    due: u64,
    done: u64,
    dated: u64,
    on_time: u64,
    reached_known: u64,
    reached: u64,
    with_attempts: u64,
    attempts: u64,
    tried: u64,
    reached_when_tried: u64,
    done_without_due_day: u64,
    open_without_due_day: u64,
}

/// Measures follow-ups. A share of nothing is `None`, never 0; so is every share unless 0 < `confidence` < 1.
///
/// # Errors
/// The period ends before it begins.
pub fn measure(follow_ups: &[FollowUp], period: Period, confidence: f64) -> Result<Measures, FollowUpError> {
    let one = measure_by_group(follow_ups, &vec![0; follow_ups.len()], 1, period, confidence)?;
    one.into_iter().next().ok_or(FollowUpError::Lengths)
}

/// Measures the follow-ups of each group, such as owners, kinds or customer groups: one entry for each of `groups`
/// groups, in order. `group_of` has the number of the group of each follow-up, from 0.
///
/// # Errors
/// See [`FollowUpError`].
pub fn measure_by_group(
    follow_ups: &[FollowUp],
    group_of: &[u32],
    groups: usize,
    period: Period,
    confidence: f64,
) -> Result<Vec<Measures>, FollowUpError> {
    if period.last < period.first {
        return Err(FollowUpError::NoPeriod);
    }
    if follow_ups.len() != group_of.len() {
        return Err(FollowUpError::Lengths);
    }
    let mut counts = vec![Counts::default(); groups];
    for (row, (follow_up, group)) in follow_ups.iter().zip(group_of).enumerate() {
        let own = counts.get_mut(*group as usize).ok_or(FollowUpError::UnknownGroup { row })?;
        own.add(follow_up, period);
    }
    Ok(counts.iter().map(|counts| counts.measures(confidence)).collect())
}

impl Counts {
    fn add(&mut self, own: &FollowUp, period: Period) {
        let within = |day: i32| (period.first..=period.last).contains(&day);
        let (Some(state), Some(due)) = (own.state(period.as_of), own.due) else {
            let is_done = own.is_done(period.as_of);
            self.done_without_due_day += u64::from(is_done && own.done.is_some_and(within));
            self.open_without_due_day += u64::from(!is_done && own.mark != Mark::Cancelled);
            return;
        };
        if !within(due) {
            return;
        }
        self.balance.add(state);
        if due > period.as_of || state == State::Cancelled {
            return;
        }
        self.due += 1;
        if let State::Done { late } = state {
            self.done += 1;
            self.dated += u64::from(late.is_some());
            self.on_time += u64::from(late.is_some_and(|late| late <= i64::from(period.days_of_grace)));
        }
        if let Some(reached) = own.reached {
            self.reached_known += 1;
            self.reached += u64::from(reached);
        }
        if let Some(attempts) = own.attempts {
            self.with_attempts += 1;
            self.attempts += u64::from(attempts);
        }
        // A customer who is reached without an attempt is a contradiction that no share can hold.
        if let (Some(reached), Some(attempts @ 1..)) = (own.reached, own.attempts) {
            self.tried += u64::from(attempts);
            self.reached_when_tried += u64::from(reached);
        }
    }

    fn measures(&self, confidence: f64) -> Measures {
        Measures {
            balance: self.balance,
            due: self.due,
            completed: Share::of(self.done, self.due, confidence),
            on_time: Share::of(self.on_time, self.dated, confidence),
            reached: Share::of(self.reached, self.reached_known, confidence),
            reached_per_attempt: Share::of(self.reached_when_tried, self.tried, confidence),
            with_attempts: self.with_attempts,
            attempts: self.attempts,
            done_without_due_day: self.done_without_due_day,
            open_without_due_day: self.open_without_due_day,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const MARCH: Period = Period { first: 60, last: 90, as_of: 85, days_of_grace: 1 };

    fn own(due: i32, done: Option<i32>, reached: Option<bool>, attempts: Option<u32>) -> FollowUp {
        FollowUp { due: Some(due), done, mark: Mark::None, reached, attempts }
    }

    fn parts(share: Option<Share>) -> Option<(u64, u64)> {
        share.map(|share| (share.count, share.total))
    }

    #[test]
    fn completion_is_of_those_due() {
        let all = [
            own(60, Some(61), Some(true), Some(1)),
            own(70, Some(84), Some(true), Some(4)),
            own(70, Some(86), Some(false), Some(3)),
            own(85, None, None, None),
            own(86, None, None, None),
            own(90, Some(80), Some(true), Some(1)),
            own(59, Some(59), Some(true), Some(1)),
            own(91, None, None, None),
            FollowUp { mark: Mark::Cancelled, ..own(75, None, Some(true), Some(0)) },
            FollowUp { due: None, ..own(0, Some(66), Some(true), Some(1)) },
            FollowUp { due: None, ..own(0, Some(59), None, None) },
            FollowUp { due: None, ..own(0, None, None, None) },
            FollowUp { due: None, mark: Mark::Cancelled, ..own(0, None, None, None) },
        ];
        let found = measure(&all, MARCH, 0.95).unwrap();
        assert_eq!(Some(found.balance), Balance::new(7, 3, 2, 1, 1).ok());
        assert_eq!((found.due, parts(found.completed), parts(found.on_time)), (4, Some((2, 4)), Some((1, 2))));
        assert_eq!((parts(found.reached), parts(found.reached_per_attempt)), (Some((2, 3)), Some((2, 8))));
        assert_eq!((found.with_attempts, found.mean_attempts()), (3, Some(8.0 / 3.0)));
        assert_eq!((found.done_without_due_day, found.open_without_due_day), (1, 1));
        // Wilson, z = 1.959964: 2 of 4.
        let interval = found.completed.unwrap().interval;
        assert!((interval.lower - 0.1500).abs() < 5e-5 && (interval.upper - 0.8500).abs() < 5e-5);
    }

    #[test]
    fn a_share_of_nothing_is_none() {
        let found = measure(&[], MARCH, 0.95).unwrap();
        assert_eq!((found.completed, found.on_time, found.reached, found.mean_attempts()), (None, None, None, None));
        assert_eq!(measure(&[own(70, None, None, None)], MARCH, 1.0).unwrap().completed, None);
        let reversed = Period { first: 91, ..MARCH };
        assert_eq!(measure(&[], reversed, 0.95), Err(FollowUpError::NoPeriod));
        // Reached without an attempt.
        let odd = measure(&[own(70, None, Some(true), Some(0))], MARCH, 0.95).unwrap();
        assert_eq!((parts(odd.reached), odd.reached_per_attempt, odd.mean_attempts()), (Some((1, 1)), None, Some(0.0)));
    }

    #[test]
    fn groups_are_measured_apart() {
        let all = [own(70, Some(70), None, None), own(70, None, None, None), own(71, Some(71), None, None)];
        let found = measure_by_group(&all, &[2, 0, 2], 3, MARCH, 0.95).unwrap();
        let shares: Vec<_> = found.iter().map(|own| parts(own.completed)).collect();
        assert_eq!(shares, [Some((0, 1)), None, Some((2, 2))]);
        let groups = |group_of: &[u32], groups| measure_by_group(&all, group_of, groups, MARCH, 0.95).unwrap_err();
        assert_eq!(groups(&[0], 1), FollowUpError::Lengths);
        assert_eq!(groups(&[0, 1, 2], 2), FollowUpError::UnknownGroup { row: 2 });
    }
}
