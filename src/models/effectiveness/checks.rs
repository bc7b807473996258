//! What effectiveness checks found, and what that proves. It draws no sample.

use crate::numerics::incomplete_beta::beta_quantile;
use crate::numerics::interval::Interval;

/// Outcome of one check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckOutcome {
    /// The consignee had acted on the notice.
    ActionTaken,
    /// The consignee had no stock left.
    NoStock,
    /// The consignee had not acted.
    NoAction,
    /// The consignee could not be reached.
    NotReachable,
}

/// Checks made on a sample of consignees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checks {
    /// Number of different consignees from whom the sample was drawn.
    pub consignees: u64,
    /// Checks made.
    pub made: u64,
    /// Those that found the recall effective: action taken, or no stock left.
    pub effective: u64,
}

impl Checks {
    /// Counts the outcomes of checks on some of `consignees`.
    pub fn of(consignees: u64, outcomes: &[CheckOutcome]) -> Checks {
        let effective = |outcome: &&CheckOutcome| matches!(outcome, CheckOutcome::ActionTaken | CheckOutcome::NoStock);
        Checks { consignees, made: outcomes.len() as u64, effective: outcomes.iter().filter(effective).count() as u64 }
    }

    /// Two-sided limits of Clopper and Pearson (Biometrika 26, 1934, 404-413) for the share of consignees with whom the
    /// recall is effective; the share itself when all of them were checked. They ignore that a sample from few
    /// consignees knows more, and so are on the safe side. `None` without checks, when counts contradict each other, or
    /// unless the confidence lies strictly between 0 and 1.
    pub fn effective_share(self, confidence: f64) -> Option<Interval> {
        let Checks { consignees, made, effective } = self;
        if made == 0 || effective > made || made > consignees || !(confidence > 0.0 && confidence < 1.0) {
            return None;
        }
        if made == consignees {
            let share = effective as f64 / made as f64;
            return Some(Interval { lower: share, upper: share });
        }
        let failed = made - effective;
        let tail = (1.0 - confidence) / 2.0;
        let limit = |count| upper_limit(count, made, 1.0 - tail);
        Some(Interval { lower: 1.0 - limit(failed), upper: limit(effective) })
    }

    /// One-sided: with this confidence no greater share of consignees is without effect. `None` as for
    /// [`effective_share`](Checks::effective_share).
    pub fn failing_at_most(self, confidence: f64) -> Option<f64> {
        let limits = self.effective_share(confidence)?;
        if self.made == self.consignees {
            return Some(1.0 - limits.lower);
        }
        Some(upper_limit(self.made - self.effective, self.made, confidence))
    }
}

/// One-sided upper limit of the share of which `count` of `made` is a sample.
fn upper_limit(count: u64, made: u64, confidence: f64) -> f64 {
    if count == made { 1.0 } else { beta_quantile(count as f64 + 1.0, (made - count) as f64, confidence).x }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::zero_failure_size;
    use super::*;

    /// The zero-failure sizes of every handbook, and the upper 95 % limit of 4.95 % after 0 of 59.
    #[test]
    fn zero_failures() {
        assert_eq!(
            [(0.95, 0.95), (0.95, 0.99), (0.9, 0.9)].map(|(c, r)| zero_failure_size(c, r)),
            [59, 299, 22].map(Some)
        );
        let all_well = Checks { consignees: 10_000, made: 59, effective: 59 };
        let most = all_well.failing_at_most(0.95).unwrap();
        assert!((most - 0.0495).abs() < 5e-5 && most <= 0.05, "{most}");
        let fewer = Checks { made: 58, effective: 58, ..all_well };
        assert!(fewer.failing_at_most(0.95).unwrap() > 0.05);
    }

    /// Clopper and Pearson's limits of 81 of 263 (Newcombe 1998, table I, method 5) and of 1 of 10.
    #[test]
    fn published_limits() {
        let limits = |effective, made| Checks { consignees: 1_000, made, effective }.effective_share(0.95).unwrap();
        let near = |got: Interval, lower: f64, upper: f64| {
            (got.lower - lower).abs() < 5e-5 && (got.upper - upper).abs() < 5e-5
        };
        assert!(near(limits(81, 263), 0.2527, 0.3676), "{:?}", limits(81, 263));
        assert!(near(limits(15, 148), 0.0578, 0.1617), "{:?}", limits(15, 148));
        assert!(near(limits(1, 10), 0.0025, 0.4450));
        assert!(near(limits(0, 20), 0.0, 0.1684));
        assert!(near(limits(20, 20), 0.8316, 1.0));
    }

    #[test]
    fn counts_and_ends() {
        use CheckOutcome::*;
        let checks = Checks::of(9, &[ActionTaken, NoStock, NoAction, NotReachable]);
        assert_eq!(checks, Checks { consignees: 9, made: 4, effective: 2 });
        let all = Checks { consignees: 4, ..checks };
        assert_eq!(all.effective_share(0.95), Some(Interval { lower: 0.5, upper: 0.5 }));
        assert_eq!(all.failing_at_most(0.95), Some(0.5));
        for bad in [
            Checks { made: 0, effective: 0, ..checks },
            Checks { effective: 5, ..checks },
            Checks { made: 10, ..checks },
        ] {
            assert_eq!((bad.effective_share(0.95), bad.failing_at_most(0.95)), (None, None));
        }
        for confidence in [0.0, 1.0, f64::NAN] {
            assert_eq!(checks.effective_share(confidence), None);
        }
    }
}
