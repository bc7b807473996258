//! When completion reaches a target. The model is in `fit`.

use super::error::CompletionError;
use super::fit::{CompletionFit, maximum};
use super::likelihood::Parameters;
use super::progress::LONGEST_DAYS;
use crate::numerics::interval::normal_z;

/// Days tried in the search for the limits: each this much longer than the one before.
const STEP: f64 = 1.25;

/// When a target is reached. Days count from the as-of day, rounded up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forecast {
    /// It is reached now.
    Reached,
    /// Fewer units have been notified than the target needs: more holders must be told first.
    TooFewNotified {
        /// Units still missing if all notified ones were completed.
        missing: u64,
    },
    /// Some day.
    After {
        /// Expected day; `None` when the expected curve stays below the target.
        days: Option<u32>,
        /// First day of the interval; `None` when no day agrees with the data.
        earliest: Option<u32>,
        /// Last day of the interval; `None` when it may never be reached.
        latest: Option<u32>,
    },
}

impl CompletionFit {
    /// When `target` of all affected units are completed, 0 < `target` ≤ 1, with an interval of this `confidence`.
    pub fn forecast(&self, target: f64, confidence: f64) -> Result<Forecast, CompletionError> {
        let z = normal_z(confidence).filter(|_| target > 0.0 && target <= 1.0).ok_or(CompletionError::Share)?;
        // A product that misses a whole number by rounding alone means that number.
        let wanted = (target * self.affected as f64 * (1.0 - 1e-12)).ceil();
        let need = wanted - self.completed as f64;
        if need <= 0.0 {
            return Ok(Forecast::Reached);
        }
        if need > self.out as f64 {
            return Ok(Forecast::TooFewNotified { missing: (need - self.out as f64) as u64 });
        }
        let ceiling = self.lags.future(Parameters { share: self.share, rate: self.rate }, f64::INFINITY).mean;
        let expected = if need < ceiling { -(-need / ceiling).ln_1p() / self.rate } else { f64::INFINITY };
        let agrees = |days: f64| {
            let distance = 2.0 * (self.ln_likelihood - self.with_target(need, days));
            distance <= self.overdispersion * z * z
        };
        // The days that agree are one stretch around the expected one, which is always in it.
        let mut tried = vec![expected];
        while let Some(next) = tried.last().map(|days| days.min(LONGEST_DAYS as f64) / STEP).filter(|days| *days > 0.25)
        {
            tried.push(next);
        }
        let inside = tried.iter().take_while(|days| agrees(**days)).count();
        let earliest = match (tried.get(inside.wrapping_sub(1)), tried.get(inside)) {
            (Some(inside), Some(outside)) => Some(edge(*outside, inside.min(LONGEST_DAYS as f64), agrees)),
            (Some(all), None) => Some(*all),
            (None, _) => None,
        };
        let latest = if agrees(f64::INFINITY) {
            f64::INFINITY
        } else {
            let mut inside = expected;
            while agrees(inside * STEP) && inside < LONGEST_DAYS as f64 {
                inside *= STEP;
            }
            edge(inside * STEP, inside, agrees)
        };
        Ok(Forecast::After { days: whole(expected), earliest: earliest.and_then(whole), latest: whole(latest) })
    }

    /// The greatest log-likelihood together with `need` completions within `days`: what parameters and chance can do.
    fn with_target(&self, need: f64, days: f64) -> f64 {
        let value = |parameters: Parameters| {
            let future = self.lags.future(parameters, days);
            // Even a certain count is off by a rounding.
            let off = (need - future.mean).powi(2) / (2.0 * future.variance.max(1e-6));
            self.lags.ln_likelihood(parameters) - off
        };
        maximum(value).1
    }
}

/// Where `agrees` changes between a day outside and one inside.
fn edge(mut outside: f64, mut inside: f64, agrees: impl Fn(f64) -> bool) -> f64 {
    while (outside - inside).abs() > 0.02 * inside.abs().max(1.0) {
        let middle = 0.5 * (outside + inside);
        if agrees(middle) {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    inside
}

/// Days rounded up; `None` beyond [`LONGEST_DAYS`].
fn whole(days: f64) -> Option<u32> {
    (days <= LONGEST_DAYS as f64).then(|| days.ceil().max(1.0) as u32)
}
