//! The model fitted. Its likelihood is in `likelihood`.

use super::error::CompletionError;
use super::likelihood::{Lags, Parameters};
use super::progress::Progress;
use std::collections::BTreeMap;

/// Fewer completions say nothing of a rate.
const LEAST_COMPLETED: u64 = 5;
/// Logarithms of the rates searched: from one completion in thousands of years to all on the first day.
const LN_RATES: (f64, f64) = (-15.0, 3.0);
const GRID: usize = 24;
const GOLDEN_STEPS: usize = 30;

/// The model of completion, fitted.
#[derive(Clone, Debug)]
pub struct CompletionFit {
    /// π: share of the notified units that will ever be completed.
    pub share: f64,
    /// λ: rate a day at which these are completed.
    pub rate: f64,
    /// Maximum of the log-likelihood.
    pub ln_likelihood: f64,
    /// By what factor daily counts vary more than by chance; at least 1.
    pub overdispersion: f64,
    /// Completed by now.
    pub completed: u64,
    /// Notified and still out.
    pub out: u64,
    /// All affected units.
    pub affected: u64,
    pub(super) lags: Lags,
}

impl CompletionFit {
    /// Fits the model.
    pub fn new(progress: &Progress<'_>) -> Result<CompletionFit, CompletionError> {
        let cohorts = progress.cohorts()?;
        let completed: u64 = cohorts.values().map(|cohort| cohort.completed).sum();
        if completed < LEAST_COMPLETED {
            return Err(CompletionError::TooFew { completed });
        }
        let mut by_lag: BTreeMap<u32, u64> = BTreeMap::new();
        for one in progress.completed.iter().filter(|one| one.units > 0) {
            *by_lag.entry(one.day.abs_diff(one.notified) + 1).or_default() += one.units;
        }
        let waited = by_lag.iter().map(|(lag, units)| f64::from(lag - 1) * *units as f64).sum();
        let lags = Lags {
            completed: by_lag.into_iter().collect(),
            cohorts: cohorts
                .iter()
                .map(|(day, cohort)| (progress.as_of.abs_diff(*day) + 1, cohort.units, cohort.units - cohort.completed))
                .collect(),
            done: completed as f64,
            waited,
        };
        let (best, ln_likelihood) = maximum(|parameters| lags.ln_likelihood(parameters));
        Ok(CompletionFit {
            share: best.share,
            rate: best.rate,
            ln_likelihood,
            overdispersion: lags.overdispersion(best),
            completed,
            out: lags.cohorts.iter().map(|(_, _, out)| out).sum(),
            affected: progress.affected,
            lags,
        })
    }

    /// Expected share of all affected units that are completed `days` from now; with infinite days, in the end.
    pub fn expected_share(&self, days: f64) -> f64 {
        let parameters = Parameters { share: self.share, rate: self.rate };
        (self.completed as f64 + self.lags.future(parameters, days.max(0.0)).mean) / self.affected as f64
    }
}

/// The parameters at which `value` is greatest, and its maximum: over the rate by a grid and golden sections in its best
/// cell, over the share within it by golden sections.
pub(super) fn maximum(value: impl Fn(Parameters) -> f64) -> (Parameters, f64) {
    let of_rate = |ln_rate: f64| {
        let rate = ln_rate.exp();
        golden(0.0, 1.0, |share| value(Parameters { share, rate }))
    };
    let width = (LN_RATES.1 - LN_RATES.0) / GRID as f64;
    let grid = (0..=GRID).map(|step| LN_RATES.0 + width * step as f64);
    let best = grid
        .map(|ln_rate| (ln_rate, of_rate(ln_rate).1))
        .fold((0.0, f64::NEG_INFINITY), |best, one| if one.1 > best.1 { one } else { best });
    let (ln_rate, greatest) = golden(best.0 - width, best.0 + width, |ln_rate| of_rate(ln_rate).1);
    (Parameters { share: of_rate(ln_rate).0, rate: ln_rate.exp() }, greatest)
}

/// Where a function with one peak is greatest in an interval, the upper end included, and its value there.
fn golden(mut low: f64, mut high: f64, value: impl Fn(f64) -> f64) -> (f64, f64) {
    const PART: f64 = 0.618_033_988_749_894_9;
    let end = high;
    let (mut left, mut right) = (high - PART * (high - low), low + PART * (high - low));
    let (mut at_left, mut at_right) = (value(left), value(right));
    for _ in 0..GOLDEN_STEPS {
        if at_left > at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - PART * (high - low);
            at_left = value(left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + PART * (high - low);
            at_right = value(right);
        }
    }
    [(left, at_left), (right, at_right), (end, value(end))]
        .into_iter()
        .fold((end, f64::NEG_INFINITY), |best, one| if one.1 > best.1 { one } else { best })
}
