//! What customers did in the days before and after a follow-up was due, whether it was done or not.

use crate::models::follow_up_effect::BeforeAfter;
use crate::models::follow_ups::State;
use crate::reduce::satisfaction::follow_ups::{FollowUpList, FollowUpRow};

use super::Case;

/// A thing that happened, in percent.
pub(super) const YES: f64 = 100.0;
/// A thing that did not.
pub(super) const NO: f64 = 0.0;

/// Which days are compared.
pub(super) struct Windows<'a> {
    pub(super) list: &'a FollowUpList,
    pub(super) as_of: i32,
    /// Days before the due day, and after the last day on which a follow-up still counts.
    pub(super) days: i32,
    /// A follow-up counts as done where it was done at most so many days from the day it was due.
    pub(super) latest: i32,
    /// The first day of which the data tell; before it nothing is known.
    pub(super) known_from: Option<i32>,
}

impl Windows<'_> {
    /// One case a customer: the first follow-up whose days after are over by the as-of day, and that was done in time or
    /// never; what was done much too late or too early is neither. Nor is a customer of whom a follow-up was done nobody
    /// knows when. `happened` tells whether something happened to a
    /// customer from a first to a last day.
    pub(super) fn cases(&self, happened: impl Fn(u32, i32, i32) -> bool) -> Vec<Case> {
        let customers = self.list.rows.chunk_by(|a, b| a.customer == b.customer);
        let dated = customers.filter(|own| !own.iter().any(|row| self.list.is_done_undated(row)));
        dated.filter_map(|own| own.iter().find_map(|row| self.case(own, row, &happened))).collect()
    }

    fn case(&self, all: &[FollowUpRow], row: &FollowUpRow, happened: &impl Fn(u32, i32, i32) -> bool) -> Option<Case> {
        let due = row.due?;
        // From the day on which the latest follow-up that counts is over, for those without one too.
        let first = due.checked_add(self.latest)?.checked_add(1)?;
        let last = first.checked_add(self.days)?.checked_sub(1).filter(|last| *last <= self.as_of)?;
        let treated = match self.list.follow_up(row).state(self.as_of)? {
            State::Done { late: Some(late) } if late.abs() <= i64::from(self.latest) => true,
            State::Missed { .. } | State::Cancelled => false,
            State::Done { .. } | State::NotYetDue { .. } => return None,
        };
        let did = |first, last| if happened(row.customer, first, last) { YES } else { NO };
        let before = did(due.checked_sub(self.days)?, due.checked_sub(1)?);
        let after = did(first, last);
        let own = BeforeAfter { before, after, group: row.kind };
        let earlier = self.earlier(all, row).map(|(first, last)| BeforeAfter {
            before: did(first, last),
            after: before,
            group: row.kind,
        });
        Some(Case { kind: Some(row.kind), treated, own, earlier })
    }

    /// The first and the last of as many days again before the days before, where the data tell of them and none of the
    /// other follow-ups of the customer was done until the due day.
    fn earlier(&self, all: &[FollowUpRow], row: &FollowUpRow) -> Option<(i32, i32)> {
        let due = row.due?;
        let last = due.checked_sub(self.days)?.checked_sub(1)?;
        let first = due.checked_sub(self.days)?.checked_sub(self.days)?;
        let mut others = all.iter().filter(|own| *own != row).filter_map(|own| own.done);
        let is_known = self.known_from.is_some_and(|known| known <= first);
        (is_known && !others.any(|done| (first..due).contains(&done))).then_some((first, last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(customer: u32, due: i32, done: Option<i32>) -> FollowUpRow {
        FollowUpRow { customer, due: Some(due), done, kind: customer, ..FollowUpRow::default() }
    }

    #[test]
    fn the_first_follow_up_with_whole_windows() {
        let rows = vec![
            FollowUpRow { done: Some(90), ..FollowUpRow::default() },
            row(0, 100, Some(130)),
            row(0, 110, Some(112)),
            row(0, 120, None),
            row(1, 100, None),
            row(2, 171, Some(171)),
            row(3, 170, Some(150)),
            row(4, 170, Some(160)),
        ];
        let list = FollowUpList { rows, ..FollowUpList::default() };
        let windows = Windows { list: &list, as_of: 215, days: 30, latest: 15, known_from: Some(40) };
        // Everybody did something on the days 111, 130 and 169.
        let cases = windows.cases(|_, first, last| [111, 130, 169].iter().any(|day| (first..=last).contains(day)));
        let told: Vec<(u32, bool, f64, f64)> =
            cases.iter().map(|case| (case.own.group, case.treated, case.own.before, case.own.after)).collect();
        assert_eq!(told, [(0, true, 0.0, 100.0), (1, false, 0.0, 100.0), (4, true, 100.0, 0.0)]);
        // Of customer 1 days 40 to 69 before days 70 to 99, of customer 4 days 110 to 139 before days 140 to 169.
        let earlier = |cases: &[Case]| -> Vec<Option<(f64, f64)>> {
            cases.iter().map(|case| case.earlier.map(|own| (own.before, own.after))).collect()
        };
        // The first follow-up of customer 0 was done on day 90.
        assert_eq!(earlier(&cases), [None, Some((0.0, 0.0)), Some((100.0, 100.0))]);
        let late = Windows { known_from: Some(41), ..windows };
        assert_eq!(earlier(&late.cases(|_, _, _| true)), [None, None, Some((100.0, 100.0))]);
        assert_eq!(earlier(&Windows { known_from: None, ..late }.cases(|_, _, _| true)), [None; 3]);
    }

    #[test]
    fn days_at_the_ends_of_the_calendar() {
        let list =
            FollowUpList { rows: vec![row(0, i32::MIN, None), row(1, i32::MAX, None)], ..FollowUpList::default() };
        let windows = Windows { list: &list, as_of: i32::MAX, days: 30, latest: 15, known_from: Some(i32::MIN) };
        assert_eq!(windows.cases(|_, _, _| true), []);
    }
}
