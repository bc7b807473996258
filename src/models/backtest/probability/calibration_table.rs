//! Predicted and observed churn side by side, in groups of customers with similar predictions. It fits no line.

use std::num::NonZeroUsize;

use super::super::difference::CONFIDENCE;
use super::super::error::BacktestError;
use super::super::holdout::{self, Outcome};
use crate::numerics::interval::{Interval, wilson};

/// Customers with neighbouring predictions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CalibrationGroup {
    /// Number of customers.
    pub customers: u64,
    /// Lowest predicted probability.
    pub lowest: f64,
    /// Highest predicted probability.
    pub highest: f64,
    /// Mean predicted probability.
    pub predicted: f64,
    /// Number that churned.
    pub churned: u64,
    /// Observed churn rate.
    pub observed: f64,
    /// Wilson interval of the churn rate with [`CONFIDENCE`].
    pub interval: Interval,
}

/// At most `groups` groups of equally many customers in ascending order of the predicted probability. Equal predictions
/// are never parted: the k-th group ends with the last prediction equal to that of customer k n / `groups` of the
/// order, so that ties make groups larger and fewer.
///
/// Refuses values outside 0..=1, a number of them that differs from that of the customers, and no customers.
pub fn calibration_table(
    probabilities: &[f64],
    outcomes: &[Outcome],
    groups: NonZeroUsize,
) -> Result<Vec<CalibrationGroup>, BacktestError> {
    holdout::probabilities(probabilities, outcomes.len())?;
    let order = holdout::ascending(probabilities);
    let groups = groups.get().min(order.len());
    let mut table = Vec::with_capacity(groups);
    let mut start = 0;
    for group in 1..=groups {
        let target = group * order.len() / groups;
        if target > start {
            let border = probabilities[order[target - 1]];
            let end = start + order[start..].partition_point(|at| probabilities[*at] <= border);
            table.extend(summary(&order[start..end], probabilities, outcomes));
            start = end;
        }
    }
    Ok(table)
}

/// `None` for no customers.
fn summary(members: &[usize], probabilities: &[f64], outcomes: &[Outcome]) -> Option<CalibrationGroup> {
    let lowest = probabilities[*members.first()?];
    let highest = probabilities[*members.last()?];
    let customers = members.len() as u64;
    let churned = members.iter().filter(|at| outcomes[**at] == Outcome::Churned).count() as u64;
    let mean = members.iter().map(|at| probabilities[*at]).sum::<f64>() / customers as f64;
    Some(CalibrationGroup {
        customers,
        lowest,
        highest,
        // Rounding can carry a mean of equal values past them.
        predicted: mean.clamp(lowest, highest),
        churned,
        observed: churned as f64 / customers as f64,
        interval: wilson(churned, customers, CONFIDENCE)?,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use Outcome::{Churned as C, Stayed as S};

    fn table(probabilities: &[f64], outcomes: &[Outcome], groups: usize) -> Vec<CalibrationGroup> {
        calibration_table(probabilities, outcomes, NonZeroUsize::new(groups).unwrap()).unwrap()
    }

    #[test]
    fn equal_counts_in_ascending_order() {
        let got = table(&[0.9, 0.1, 0.8, 0.2, 0.7, 0.3], &[C, S, S, S, C, C], 3);
        let figures: Vec<_> = got.iter().map(|group| (group.customers, group.churned, group.lowest)).collect();
        assert_eq!(figures, [(2, 0, 0.1), (2, 2, 0.3), (2, 1, 0.8)]);
        assert_eq!((got[1].predicted, got[1].highest, got[1].observed), (0.5, 0.7, 1.0));
    }

    /// Newcombe 1998, Table I, method 3: 15 of 148.
    #[test]
    fn the_interval_is_wilsons() {
        let outcomes: Vec<Outcome> = (0..148).map(|i| if i < 15 { C } else { S }).collect();
        let got = table(&[0.1; 148], &outcomes, 10);
        assert_eq!(got.len(), 1);
        assert!((got[0].interval.lower - 0.0624).abs() < 5e-5 && (got[0].interval.upper - 0.1605).abs() < 5e-5);
        assert_eq!(got[0].predicted, 0.1);
    }

    #[test]
    fn equal_predictions_stay_together() {
        let sizes = |probabilities: &[f64], groups: usize| {
            let outcomes = vec![S; probabilities.len()];
            table(probabilities, &outcomes, groups).iter().map(|group| group.customers).collect::<Vec<_>>()
        };
        assert_eq!(sizes(&[0.5, 0.5, 0.5, 0.5, 0.1, 0.9], 3), [5, 1]);
        assert_eq!(sizes(&[0.1, 0.9, 0.9, 0.9, 0.9], 2), [5]);
        assert_eq!(sizes(&[0.1, 0.2, 0.9, 0.9, 0.9], 2), [2, 3]);
        assert_eq!(sizes(&[0.0, -0.0, 0.0], 3), [3]);
        assert_eq!(sizes(&[0.3, 0.1, 0.2], usize::MAX), [1, 1, 1]);
        assert_eq!(sizes(&[0.3, 0.1, 0.2, 0.4, 0.5, 0.6, 0.7], 3), [2, 2, 3]);
    }

    #[test]
    fn refuses_what_are_no_probabilities() {
        let ten = NonZeroUsize::new(10).unwrap();
        assert_eq!(calibration_table(&[], &[], ten), Err(BacktestError::NoCustomers));
        assert_eq!(calibration_table(&[1.1], &[C], ten), Err(BacktestError::NotAProbability { position: 0 }));
    }
}
