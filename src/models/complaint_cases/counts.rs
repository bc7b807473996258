//! How many cases, customers and resolutions there are. It judges no case.

use std::collections::BTreeMap;

use super::case::Case;
use super::contradiction::Contradiction;
use super::set_aside::SetAside;

/// Complaints counted three ways, with everything that was set aside or taken on a rule. Always
/// `read` = `cases` + the sum of `set_aside`, and `cases` = `closed` + `open`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseCounts {
    /// Complaints read.
    pub read: u64,
    /// Complaints set aside, by reason; reasons that did not occur are left out.
    pub set_aside: BTreeMap<SetAside, u64>,
    /// Complaints used.
    pub cases: u64,
    /// Different customers among them.
    pub customers: u64,
    /// Resolutions: one of each closed case, and one earlier one of each reopened case. More than one reopening of a
    /// case is not recorded, so that this is the least there were.
    pub resolutions: u64,
    /// Resolved cases.
    pub closed: u64,
    /// Cases not resolved.
    pub open: u64,
    /// Reopened cases, resolved again or not.
    pub reopened: u64,
    /// Resolved cases without a time of resolution.
    pub resolved_without_time: u64,
    /// Resolved cases whose status says that they are open.
    pub open_though_resolved: u64,
    /// Cases whose first response is their resolution.
    pub answered_by_resolution: u64,
    /// Cases with a feedback call before any resolution.
    pub fed_back_early: u64,
    /// Cases with recorded instants at or after the as-of instant.
    pub with_later_events: u64,
    /// Cases with a step recorded before the opening.
    pub contradictory: u64,
    /// The same by contradiction; a case may have several.
    pub contradictions: BTreeMap<Contradiction, u64>,
}

impl CaseCounts {
    /// Counts complaints, each with the number of its customer.
    pub fn count<'a>(complaints: impl IntoIterator<Item = (u32, &'a Result<Case, SetAside>)>) -> CaseCounts {
        let mut counts = CaseCounts::default();
        let mut customers = Vec::new();
        for (customer, judged) in complaints {
            counts.read += 1;
            match judged {
                Ok(case) => {
                    customers.push(customer);
                    counts.add(case);
                }
                Err(why) => *counts.set_aside.entry(*why).or_default() += 1,
            }
        }
        customers.sort_unstable();
        customers.dedup();
        counts.customers = customers.len() as u64;
        counts
    }

    fn add(&mut self, case: &Case) {
        self.cases += 1;
        self.resolutions += u64::from(case.closed) + u64::from(case.reopened);
        self.closed += u64::from(case.closed);
        self.open += u64::from(!case.closed);
        self.reopened += u64::from(case.reopened);
        self.resolved_without_time += u64::from(case.resolved_without_time);
        self.open_though_resolved += u64::from(case.open_though_resolved);
        self.answered_by_resolution += u64::from(case.answered_by_resolution);
        self.fed_back_early += u64::from(case.fed_back_early);
        self.with_later_events += u64::from(case.later_events > 0);
        self.contradictory += u64::from(case.contradictions.contains(&true));
        for (why, _) in Contradiction::ALL.iter().zip(case.contradictions).filter(|(_, holds)| *holds) {
            *self.contradictions.entry(*why).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::case::{CaseTimes, judge};
    use super::*;

    /// chatwoot 14871: resolutions, cases and customers are three counts.
    #[test]
    fn three_counts() {
        let times = |opened, resolved, reopened| CaseTimes { opened, resolved, reopened, ..CaseTimes::default() };
        let complaints = [
            (7, times(Some(1), Some(5), None)),
            (7, times(Some(2), Some(9), Some(6))),
            (7, times(Some(2), Some(3), Some(6))),
            (8, times(Some(2), None, None)),
            (9, times(Some(20), None, None)),
            (9, times(Some(4), Some(3), None)),
            (9, times(None, Some(3), None)),
        ]
        .map(|(customer, times)| (customer, judge(&times, 10)));
        let counts = CaseCounts::count(complaints.iter().map(|(customer, judged)| (*customer, judged)));
        assert_eq!((counts.resolutions, counts.cases, counts.customers), (5, 5, 3));
        assert_eq!((counts.closed, counts.open, counts.reopened, counts.read), (3, 2, 2, 7));
        use SetAside::{NotOpened, OpenedAfterAsOf};
        assert_eq!(counts.set_aside, [(NotOpened, 1), (OpenedAfterAsOf, 1)].into());
        assert_eq!(counts.contradictions, [(Contradiction::ResolvedBeforeOpened, 1)].into());
        assert_eq!(CaseCounts::count([]), CaseCounts::default());
    }
}
