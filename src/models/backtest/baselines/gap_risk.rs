//! The churn probability by the gap alone, learnt from customers whose outcome is known. It scores nothing else.

use std::num::NonZeroUsize;

use super::super::error::BacktestError;
use super::super::holdout::{self, Outcome};
use super::monotone::{RiskStep, pool};

/// Churn rate by the time since the last purchase, which never falls as the gap grows.
#[derive(Clone, Debug, PartialEq)]
pub struct GapRisk {
    steps: Vec<RiskStep>,
}

impl GapRisk {
    /// Learns the rates from customers with known outcomes, best those of an earlier window: monotone regression of
    /// churn on the gap, in any unit of time. Customers that have all churned or all stayed give the one rate 1 or 0.
    ///
    /// Refuses gaps that are NaN, a number of them that differs from that of the customers, and no customers.
    pub fn learn(gaps: &[f64], outcomes: &[Outcome]) -> Result<GapRisk, BacktestError> {
        holdout::scores(gaps, outcomes.len())?;
        let order = holdout::ascending(gaps);
        let steps = order.chunk_by(|a, b| gaps[*a] == gaps[*b]).filter_map(|tie| {
            let churned = tie.iter().filter(|at| outcomes[**at] == Outcome::Churned).count() as u64;
            tie.first().map(|first| RiskStep { from: gaps[*first], customers: tie.len() as u64, churned })
        });
        Ok(GapRisk { steps: pool(steps) })
    }

    /// Rates known from before, in ascending order of the gap; `None` unless they could have been learnt.
    pub fn from_steps(steps: Vec<RiskStep>) -> Option<GapRisk> {
        let possible = |step: &RiskStep| step.from.is_finite() && step.customers > 0 && step.churned <= step.customers;
        let rising = steps.is_sorted_by(|a, b| a.from < b.from && a.rate() <= b.rate());
        (!steps.is_empty() && steps.iter().all(possible) && rising).then_some(GapRisk { steps })
    }

    /// The rates in ascending order of the gap, at least one.
    pub fn steps(&self) -> &[RiskStep] {
        &self.steps
    }

    /// Like [`GapRisk::probabilities`], but never certain: of n customers who all did the same, half a customer is
    /// taken to have done the other, (n + ½)/(n + 1), as Jeffreys' prior has it. The probabilities still never fall as
    /// the gap grows.
    ///
    /// Refuses gaps that are NaN.
    pub fn cautious_probabilities(&self, gaps: &[f64]) -> Result<Vec<f64>, BacktestError> {
        let bounds = |step: &RiskStep| 0.5 / (step.customers as f64 + 1.0);
        let mut rates: Vec<f64> = self.steps.iter().map(|step| step.rate().min(1.0 - bounds(step))).collect();
        let mut highest = 0.0_f64;
        for rate in &mut rates {
            highest = highest.max(*rate);
            *rate = highest;
        }
        let mut lowest = 1.0_f64;
        for (rate, step) in rates.iter_mut().zip(&self.steps).rev() {
            lowest = lowest.min(rate.max(bounds(step)));
            *rate = lowest;
        }
        self.looked_up(gaps, &rates)
    }

    /// The churn probability of each gap: the rate of the step it lies on, and of the first step below that one.
    ///
    /// Refuses gaps that are NaN.
    pub fn probabilities(&self, gaps: &[f64]) -> Result<Vec<f64>, BacktestError> {
        let rates: Vec<f64> = self.steps.iter().map(RiskStep::rate).collect();
        self.looked_up(gaps, &rates)
    }

    fn looked_up(&self, gaps: &[f64], rates: &[f64]) -> Result<Vec<f64>, BacktestError> {
        if let Some(position) = gaps.iter().position(|gap| gap.is_nan()) {
            return Err(BacktestError::NotANumber { position });
        }
        let rate = |gap: &f64| {
            let at = self.steps.partition_point(|step| step.from <= *gap).saturating_sub(1);
            rates.get(at).copied().unwrap_or(0.0)
        };
        Ok(gaps.iter().map(rate).collect())
    }
}

/// The churn probability of each customer by the gap, learnt from the customers of the other folds; customer i, counted
/// from 0, is in fold i mod `folds`. For when there is no earlier window to learn from. Unlike a model these
/// probabilities have seen the churn rate of the holdout, which makes them a rival that is hard to beat.
///
/// Refuses what [`GapRisk::learn`] refuses, one fold, and fewer customers than folds.
pub fn cross_fitted_risks(gaps: &[f64], outcomes: &[Outcome], folds: NonZeroUsize) -> Result<Vec<f64>, BacktestError> {
    holdout::scores(gaps, outcomes.len())?;
    let folds = folds.get();
    if folds < 2 || outcomes.len() < folds {
        return Err(BacktestError::TooFew);
    }
    let mut risks = vec![0.0; gaps.len()];
    for fold in 0..folds {
        let (others, known): (Vec<f64>, Vec<Outcome>) =
            (0..gaps.len()).filter(|at| at % folds != fold).map(|at| (gaps[at], outcomes[at])).unzip();
        let own: Vec<f64> = gaps.iter().skip(fold).step_by(folds).copied().collect();
        let learnt = GapRisk::learn(&others, &known)?.probabilities(&own)?;
        risks.iter_mut().skip(fold).step_by(folds).zip(learnt).for_each(|(risk, learnt)| *risk = learnt);
    }
    Ok(risks)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use Outcome::{Churned as C, Stayed as S};

    /// Ties as in the R package isotone, `gpava(x, y, ties = "secondary")`, whose output scikit-learn's test of its
    /// issue 9432 quotes.
    #[test]
    fn ties_as_in_isotone() {
        let gaps = [0.0, 1.0, 1.0, 2.0, 3.0, 4.0];
        let risk = GapRisk::learn(&gaps, &[S, S, C, S, S, C]).unwrap();
        assert_eq!(risk.probabilities(&gaps).unwrap(), [0.0, 0.25, 0.25, 0.25, 0.25, 1.0]);
        assert_eq!(risk.steps().iter().map(|step| step.from).collect::<Vec<_>>(), [0.0, 1.0, 4.0]);
        // The ends rest on one customer each: 1/4 and 3/4 by Jeffreys' prior.
        assert_eq!(risk.cautious_probabilities(&gaps).unwrap(), [0.25, 0.25, 0.25, 0.25, 0.25, 0.75]);
        let elsewhere = risk.probabilities(&[-1.0, 0.9, 1.5, 3.9, 1e9, f64::INFINITY, f64::NEG_INFINITY]).unwrap();
        assert_eq!(elsewhere, [0.0, 0.0, 0.25, 0.25, 1.0, 1.0, 0.0]);
    }

    #[test]
    fn one_outcome_and_one_customer() {
        assert_eq!(GapRisk::learn(&[1.0, 2.0], &[C, C]).unwrap().probabilities(&[5.0]).unwrap(), [1.0]);
        assert_eq!(GapRisk::learn(&[3.0], &[S]).unwrap().steps().len(), 1);
        // The gap says nothing when those away longest return: one rate for all.
        let falling = GapRisk::learn(&[1.0, 2.0, 3.0], &[C, S, S]).unwrap();
        assert_eq!(falling.probabilities(&[1.0, 9.0]).unwrap(), [1.0 / 3.0; 2]);
    }

    #[test]
    fn caution_keeps_the_order_and_is_never_certain() {
        let gaps: Vec<f64> = (0..300).map(f64::from).collect();
        let outcomes: Vec<Outcome> = (0..300).map(|at| if (at * at) % 300 < at { C } else { S }).collect();
        let risk = GapRisk::learn(&gaps, &outcomes).unwrap();
        let cautious = risk.cautious_probabilities(&gaps).unwrap();
        assert!(cautious.is_sorted() && cautious.iter().all(|rate| *rate > 0.0 && *rate < 1.0));
        let far = cautious.iter().zip(risk.probabilities(&gaps).unwrap()).filter(|(a, b)| (*a - b).abs() > 0.1).count();
        assert!(far < 30, "{far}");
        assert_eq!(GapRisk::learn(&[1.0; 99], &[C; 99]).unwrap().cautious_probabilities(&[1.0]).unwrap(), [0.995]);
    }

    #[test]
    fn no_customer_is_judged_by_the_own_outcome() {
        let gaps: Vec<f64> = (0..40).map(|i| f64::from(i % 13)).collect();
        let mut outcomes: Vec<Outcome> = (0..40).map(|i| if i % 13 > 6 { C } else { S }).collect();
        let three = NonZeroUsize::new(3).unwrap();
        let before = cross_fitted_risks(&gaps, &outcomes, three).unwrap();
        outcomes[7] = if outcomes[7] == C { S } else { C };
        let after = cross_fitted_risks(&gaps, &outcomes, three).unwrap();
        assert_eq!(before[7], after[7]);
        assert_ne!(before, after);
        assert!((0..40).step_by(3).chain((2..40).step_by(3)).any(|at| before[at] != after[at]));
    }

    #[test]
    fn refuses_what_cannot_be_learnt_from() {
        assert_eq!(GapRisk::learn(&[], &[]), Err(BacktestError::NoCustomers));
        assert_eq!(GapRisk::learn(&[f64::NAN], &[C]), Err(BacktestError::NotANumber { position: 0 }));
        let risk = GapRisk::learn(&[1.0], &[C]).unwrap();
        assert_eq!(risk.probabilities(&[0.0, f64::NAN]), Err(BacktestError::NotANumber { position: 1 }));
        let folds = |folds: usize| cross_fitted_risks(&[1.0, 2.0], &[C, S], NonZeroUsize::new(folds).unwrap());
        assert_eq!(folds(2).unwrap(), [0.0, 1.0]);
        assert_eq!((folds(1), folds(3)), (Err(BacktestError::TooFew), Err(BacktestError::TooFew)));
    }
}
