//! The Brier score and the comparison of two. It groups nothing and fits nothing.

use super::super::difference::Difference;
use super::super::error::BacktestError;
use super::super::holdout::{self, Outcome};

/// Mean squared error of churn probabilities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Brier {
    /// Mean of (p − y)², where y is 1 for a churner and 0 for the others: 0 is perfect, lower is better. Source: Brier,
    /// Monthly Weather Review 78 (1950) 1–3, in its form for one event.
    pub score: f64,
    /// The score of predicting the observed churn rate ȳ for everybody, ȳ(1 − ȳ).
    pub of_base_rate: f64,
    /// Observed churn rate.
    pub observed: f64,
    /// Mean predicted probability.
    pub predicted: f64,
}

/// The Brier score of churn probabilities.
///
/// Refuses values outside 0..=1, a number of them that differs from that of the customers, and no customers.
pub fn brier(probabilities: &[f64], outcomes: &[Outcome]) -> Result<Brier, BacktestError> {
    holdout::probabilities(probabilities, outcomes.len())?;
    let customers = outcomes.len() as f64;
    let observed = holdout::churners(outcomes) as f64 / customers;
    Ok(Brier {
        score: probabilities.iter().zip(outcomes).map(|(p, outcome)| loss(*p, *outcome)).sum::<f64>() / customers,
        of_base_rate: observed * (1.0 - observed),
        observed,
        predicted: (probabilities.iter().sum::<f64>() / customers).min(1.0),
    })
}

/// The Brier score of `first` minus that of `second` for the same customers: below 0 when the first is better. The
/// standard error is that of the mean of the customers' own differences.
///
/// Refuses what [`brier`] refuses, and fewer than two customers.
pub fn brier_difference(first: &[f64], second: &[f64], outcomes: &[Outcome]) -> Result<Difference, BacktestError> {
    holdout::probabilities(first, outcomes.len())?;
    holdout::probabilities(second, outcomes.len())?;
    if outcomes.len() < 2 {
        return Err(BacktestError::TooFew);
    }
    let differences: Vec<f64> = first
        .iter()
        .zip(second)
        .zip(outcomes)
        .map(|((first, second), outcome)| loss(*first, *outcome) - loss(*second, *outcome))
        .collect();
    // Taken from the first value, equal values have a spread of exactly 0.
    let origin = differences.first().copied().unwrap_or(0.0);
    let customers = differences.len() as f64;
    let mean = differences.iter().map(|value| value - origin).sum::<f64>() / customers;
    let squares: f64 = differences.iter().map(|value| (value - origin - mean).powi(2)).sum();
    Ok(Difference::new(origin + mean, (squares / (customers - 1.0) / customers).sqrt()))
}

fn loss(probability: f64, outcome: Outcome) -> f64 {
    (probability - outcome.event()).powi(2)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use Outcome::{Churned as C, Stayed as S};

    /// By the definition, on paper.
    #[test]
    fn four_customers() {
        let got = brier(&[1.0, 0.5, 0.25, 0.0], &[C, C, S, S]).unwrap();
        assert_eq!(got, Brier { score: 0.3125 / 4.0, of_base_rate: 0.25, observed: 0.5, predicted: 0.4375 });
        // Differences −.75, 0, −.1875 and .75.
        let got = brier_difference(&[0.5, 0.5, 0.25, 1.0], &[0.0, 0.5, 0.5, 0.5], &[C, C, S, S]).unwrap();
        assert_eq!(got.difference, -0.046875);
        let squares: f64 = [-0.75, 0.0, -0.1875, 0.75_f64].iter().map(|d| (d + 0.046875).powi(2)).sum();
        assert!((got.standard_error - (squares / 12.0).sqrt()).abs() < 1e-15);
    }

    #[test]
    fn the_same_predictions_do_not_differ() {
        let p = [0.1, 0.7, 0.3];
        let got = brier_difference(&p, &p, &[C, S, S]).unwrap();
        assert_eq!((got.difference, got.standard_error, got.p_value), (0.0, 0.0, Some(1.0)));
    }

    #[test]
    fn a_difference_without_spread_is_not_tested() {
        let got = brier_difference(&[0.1; 7], &[0.3; 7], &[S; 7]).unwrap();
        assert!((got.difference + 0.08).abs() < 1e-15);
        assert_eq!((got.standard_error, got.p_value), (0.0, None));
    }

    #[test]
    fn one_outcome_is_enough_and_bad_input_is_not() {
        let got = brier(&[1.0, 1.0], &[C, C]).unwrap();
        assert_eq!((got.score, got.of_base_rate), (0.0, 0.0));
        assert_eq!(brier(&[], &[]), Err(BacktestError::NoCustomers));
        assert_eq!(brier_difference(&[0.1], &[0.2], &[C]), Err(BacktestError::TooFew));
        assert_eq!(
            brier_difference(&[0.1, 0.1], &[0.2], &[C, C]),
            Err(BacktestError::Lengths { customers: 2, values: 1 })
        );
        for bad in [-1e-9, 1.000001, f64::NAN, f64::INFINITY] {
            assert_eq!(brier(&[0.0, bad], &[C, S]), Err(BacktestError::NotAProbability { position: 1 }));
        }
    }
}
