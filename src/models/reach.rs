//! How far a record reaches: up to its newest day, unless that stands alone so far beyond all others that it looks like a
//! slip of the pen. It reads no clock.

use std::collections::BTreeMap;

/// A day that lies further beyond all others than this many days may be a slip.
pub const FARTHEST: i32 = 31;
/// Most rows that are slips; where there are more, the record has gone on after a gap.
const MOST_LONE: u64 = 3;
/// A slip is at most one of so many rows.
const ONE_OF: u64 = 5;

/// How far a record reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The last day, in days since 1970-01-01, that is no slip.
    pub last: i32,
    /// The newest day of all.
    pub newest: i32,
    /// Rows beyond the last day.
    pub beyond: u64,
}

/// How far a record with so many rows a day reaches; days without a row on which something else is known fill gaps. `None`
/// without a day.
///
/// The newest rows are slips where they are at most three and at most a fifth of all, and lie further than 31 days and
/// twice the widest gap before them beyond all others: a record that comes in waves goes on with a new one.
pub fn reach(days: &BTreeMap<i32, u64>) -> Option<Reach> {
    let newest = *days.keys().next_back()?;
    let all: u64 = days.values().sum();
    let (mut widest, mut passed) = (0_i32, 0);
    for ((day, rows), next) in days.iter().zip(days.keys().skip(1)) {
        passed += rows;
        let (gap, beyond) = (next.saturating_sub(*day), all - passed);
        let far = gap > FARTHEST && gap > widest.saturating_mul(2);
        if far && beyond <= MOST_LONE && beyond.saturating_mul(ONE_OF) <= all {
            return Some(Reach { last: *day, newest, beyond });
        }
        widest = widest.max(gap);
    }
    Some(Reach { last: newest, newest, beyond: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(days: &[(i32, u64)]) -> Option<(i32, i32, u64)> {
        reach(&days.iter().copied().collect()).map(|own| (own.last, own.newest, own.beyond))
    }

    #[test]
    fn a_lone_row_far_beyond_is_a_slip() {
        let record: Vec<(i32, u64)> = (0..60).map(|day| (day, 2)).collect();
        let with = |more: &[(i32, u64)]| of(&[&record, more].concat());
        assert_eq!(with(&[]), Some((59, 59, 0)));
        assert_eq!(with(&[(3_700, 1)]), Some((59, 3_700, 1)));
        assert_eq!(with(&[(92, 1)]), Some((59, 92, 1)));
        assert_eq!(with(&[(92, 1), (3_700, 2)]), Some((59, 3_700, 3)));
        // 31 days are a quiet month, and four rows are no slip.
        assert_eq!(with(&[(90, 1)]), Some((90, 90, 0)));
        assert_eq!(with(&[(92, 4)]), Some((92, 92, 0)));
        // Something else that happened in between bears it out.
        assert_eq!(with(&[(75, 0), (92, 1)]), Some((92, 92, 0)));
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn waves_and_a_handful_of_rows_are_taken_as_they_are() {
        assert_eq!(of(&[(0, 90), (90, 80), (180, 1)]), Some((180, 180, 0)));
        assert_eq!(of(&[(0, 1), (2, 1), (80, 1)]), Some((80, 80, 0)));
        assert_eq!(of(&[(0, 100), (90, 1)]), Some((0, 90, 1)));
    }
}
