//! Cases by owner. It judges no case.

use crate::models::share::Share;

/// What the table needs to know of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnedCase {
    /// Number of the owner, from 0; `None` where nobody owns the case.
    pub owner: Option<u32>,
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

/// One row for each of `owners` owners, in order, and a last one for cases that nobody owns, or whose owner is not
/// among them.
pub fn owner_table(cases: impl IntoIterator<Item = OwnedCase>, owners: usize) -> Vec<OwnerRow> {
    let mut rows = vec![OwnerRow::default(); owners.saturating_add(1)];
    for case in cases {
        let owner = case.owner.map_or(owners, |owner| owners.min(owner as usize));
        let Some(row) = rows.get_mut(owner) else { continue };
        row.assigned += 1;
        row.closed += u64::from(case.closed);
        row.open += u64::from(!case.closed);
        row.overdue += u64::from(!case.closed && case.overdue);
        row.reopened += u64::from(case.reopened);
        row.resolved_once += u64::from(case.closed || case.reopened);
    }
    rows
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn case(owner: Option<u32>, closed: bool, overdue: bool, reopened: bool) -> OwnedCase {
        OwnedCase { owner, closed, overdue, reopened }
    }

    #[test]
    fn each_rate_has_its_own_denominator() {
        let cases = [
            case(Some(0), true, true, false),
            case(Some(0), true, false, true),
            case(Some(0), false, true, true),
            case(Some(0), false, false, false),
            case(None, false, true, false),
            case(Some(9), true, false, false),
        ];
        let rows = owner_table(cases, 2);
        let first = OwnerRow { assigned: 4, closed: 2, open: 2, overdue: 1, reopened: 2, resolved_once: 3 };
        assert_eq!((rows[0], rows[1], rows[2].assigned, rows[2].overdue), (first, OwnerRow::default(), 2, 1));
        let shares = [first.closed_share(0.95), first.overdue_share(0.95), first.reopened_share(0.95)];
        assert_eq!(
            shares.map(|share| share.map(|share| (share.count, share.total)).unwrap()),
            [(2, 4), (1, 2), (2, 3)]
        );
        assert_eq!(rows[1].closed_share(0.95), None);
        assert_eq!(owner_table([], 0), [OwnerRow::default()]);
    }
}
