//! Cases of one owner, or of any other group. It judges no case.

use crate::models::share::Share;

/// What has to be known of a case to count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnedCase {
    /// It is resolved.
    pub closed: bool,
    /// It is open and past due. Ignored for a closed case.
    pub overdue: bool,
    /// It was reopened.
    pub reopened: bool,
}

/// The cases of one owner. Always `assigned` = `closed` + `open`, and `overdue` <= `open`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnerRow {
    /// All cases.
    pub assigned: u64,
    /// Resolved cases.
    pub closed: u64,
    /// Cases not resolved.
    pub open: u64,
    /// Open cases that are past due.
    pub overdue: u64,
    /// Reopened cases, resolved again or not.
    pub reopened: u64,
    /// Cases resolved at least once: closed ones, and open ones that were reopened.
    pub resolved_once: u64,
}

impl OwnerRow {
    /// Counts one more case.
    pub fn add(&mut self, case: OwnedCase) {
        self.assigned += 1;
        self.closed += u64::from(case.closed);
        self.open += u64::from(!case.closed);
        self.overdue += u64::from(!case.closed && case.overdue);
        self.reopened += u64::from(case.reopened);
        self.resolved_once += u64::from(case.closed || case.reopened);
    }

    /// Closed cases of those assigned.
    pub fn closed_share(&self, confidence: f64) -> Option<Share> {
        Share::of(self.closed, self.assigned, confidence)
    }

    /// Overdue cases of those open.
    pub fn overdue_share(&self, confidence: f64) -> Option<Share> {
        Share::of(self.overdue, self.open, confidence)
    }

    /// Reopened cases of those resolved at least once: only they can be reopened.
    pub fn reopened_share(&self, confidence: f64) -> Option<Share> {
        Share::of(self.reopened, self.resolved_once, confidence)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn row(cases: &[(bool, bool, bool)]) -> OwnerRow {
        let mut row = OwnerRow::default();
        cases.iter().for_each(|(closed, overdue, reopened)| {
            row.add(OwnedCase { closed: *closed, overdue: *overdue, reopened: *reopened });
        });
        row
    }

    #[test]
    fn each_rate_has_its_own_denominator() {
        let own = row(&[(true, true, false), (true, false, true), (false, true, true), (false, false, false)]);
        let expected = OwnerRow { assigned: 4, closed: 2, open: 2, overdue: 1, reopened: 2, resolved_once: 3 };
        assert_eq!(own, expected);
        let shares = [own.closed_share(0.95), own.overdue_share(0.95), own.reopened_share(0.95)];
        assert_eq!(
            shares.map(|share| share.map(|share| (share.count, share.total)).unwrap()),
            [(2, 4), (1, 2), (2, 3)]
        );
        assert_eq!(row(&[]).closed_share(0.95), None);
        assert_eq!(row(&[(false, true, false)]).reopened_share(0.95), None);
    }
}
