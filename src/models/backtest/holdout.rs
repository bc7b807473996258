//! What customers did in the horizon, and the checks that every measure shares. It measures nothing.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::error::BacktestError;

/// What a customer did in the horizon (A, A + H] after the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Bought nothing.
    Churned,
    /// Bought at least once.
    Stayed,
}

impl Outcome {
    /// The outcome of a customer with this many purchases in the horizon.
    pub fn of_purchases(purchases: u32) -> Outcome {
        if purchases == 0 { Outcome::Churned } else { Outcome::Stayed }
    }

    /// 1 for a churner and 0 for the others: the event that a churn probability speaks of.
    pub(super) fn event(self) -> f64 {
        match self {
            Outcome::Churned => 1.0,
            Outcome::Stayed => 0.0,
        }
    }
}

/// Number of churners.
pub(super) fn churners(outcomes: &[Outcome]) -> usize {
    outcomes.iter().filter(|outcome| **outcome == Outcome::Churned).count()
}

/// Both outcomes occur.
pub(super) fn both_occur(outcomes: &[Outcome]) -> Result<(), BacktestError> {
    match churners(outcomes) {
        0 => Err(BacktestError::NoChurners),
        all if all == outcomes.len() => Err(BacktestError::NoStayers),
        _ => Ok(()),
    }
}

/// There are customers, and as many values as customers.
pub(super) fn same_length(values: usize, customers: usize) -> Result<(), BacktestError> {
    match customers {
        _ if values != customers => Err(BacktestError::Lengths { customers, values }),
        0 => Err(BacktestError::NoCustomers),
        _ => Ok(()),
    }
}

/// One score for each customer, none of them NaN; infinite scores have their place in an order.
pub(super) fn scores(scores: &[f64], customers: usize) -> Result<(), BacktestError> {
    same_length(scores.len(), customers)?;
    let wrong = scores.iter().position(|score| score.is_nan());
    wrong.map_or(Ok(()), |position| Err(BacktestError::NotANumber { position }))
}

/// One probability for each customer.
pub(super) fn probabilities(probabilities: &[f64], customers: usize) -> Result<(), BacktestError> {
    same_length(probabilities.len(), customers)?;
    let wrong = probabilities.iter().position(|probability| !(0.0..=1.0).contains(probability));
    wrong.map_or(Ok(()), |position| Err(BacktestError::NotAProbability { position }))
}

/// Positions of the customers in ascending order of their scores, ties in the order of the customers. Scores are not
/// NaN.
pub(super) fn ascending(scores: &[f64]) -> Vec<usize> {
    // Each score beside its place: sorting places alone would fetch two scores from anywhere for each comparison.
    let mut order: Vec<(f64, usize)> = scores.iter().copied().zip(0..).collect();
    // Not by `total_cmp`, for which −0 and 0 differ: they are a tie.
    order.par_sort_unstable_by(|a, b| a.0.partial_cmp(&b.0).unwrap_or(Ordering::Equal).then(a.1.cmp(&b.1)));
    order.into_iter().map(|(_, place)| place).collect()
}
