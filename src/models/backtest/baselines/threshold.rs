//! How often a yes or no by a limit is right, beside always giving the commoner answer. It chooses no limit.

use super::super::error::BacktestError;
use super::super::holdout::{self, Outcome};

/// Right answers of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accuracy {
    /// Number of customers, at least 1.
    pub customers: u64,
    /// Customers the rule is right about.
    pub right: u64,
    /// Customers with the commoner outcome: what is right without looking at anybody.
    pub majority: u64,
}

impl Accuracy {
    /// Share of right answers.
    pub fn share(&self) -> f64 {
        self.right as f64 / self.customers as f64
    }

    /// Share of the commoner outcome.
    pub fn majority_share(&self) -> f64 {
        self.majority as f64 / self.customers as f64
    }
}

/// The rule "stays if the score is at most `limit`, churns above". With gaps as scores it is the usual "active if
/// bought within the last h weeks". A limit chosen by the same outcomes flatters the rule.
///
/// Refuses scores that are NaN, a number of them that differs from that of the customers, no customers and a limit that
/// is NaN.
pub fn threshold_accuracy(scores: &[f64], outcomes: &[Outcome], limit: f64) -> Result<Accuracy, BacktestError> {
    holdout::scores(scores, outcomes.len())?;
    if limit.is_nan() {
        return Err(BacktestError::LimitNotANumber);
    }
    let right =
        scores.iter().zip(outcomes).filter(|(score, outcome)| (**score > limit) == (**outcome == Outcome::Churned));
    let churned = holdout::churners(outcomes);
    Ok(Accuracy {
        customers: outcomes.len() as u64,
        right: right.count() as u64,
        majority: churned.max(outcomes.len() - churned) as u64,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use Outcome::{Churned as C, Stayed as S};

    #[test]
    fn the_limit_itself_still_counts_as_active() {
        let at = |limit: f64| threshold_accuracy(&[0.0, 13.0, 26.0, 39.0], &[S, S, C, S], limit).unwrap();
        assert_eq!(at(13.0), Accuracy { customers: 4, right: 3, majority: 3 });
        assert_eq!(at(12.9).right, 2);
        assert_eq!(at(f64::INFINITY).share(), at(0.0).majority_share());
        assert_eq!(at(f64::NEG_INFINITY).right, 1);
    }

    #[test]
    fn refuses_what_has_no_answer() {
        assert_eq!(threshold_accuracy(&[], &[], 1.0), Err(BacktestError::NoCustomers));
        assert_eq!(threshold_accuracy(&[f64::NAN], &[C], 1.0), Err(BacktestError::NotANumber { position: 0 }));
        assert_eq!(threshold_accuracy(&[1.0], &[C], f64::NAN), Err(BacktestError::LimitNotANumber));
    }
}
