//! The Kaplan-Meier estimate. It draws nothing and reads nothing off the curve.

use std::ops::RangeInclusive;

use super::durations::{Durations, RiskSet};
use crate::numerics::interval::{Interval, normal_z};

/// A Kaplan-Meier curve, with what it covers. See [`kaplan_meier`].
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Observations.
    pub observations: u64,
    /// Observations that ended.
    pub ended: u64,
    /// Days of duration through which somebody was watched without a break, from 0 (or the earliest entry when every
    /// entry was delayed) to the longest duration. `None` without observations.
    pub observed: Option<RangeInclusive<u32>>,
    /// What follows the observed range.
    pub beyond: Beyond,
    /// One row for each duration at which observations ended, in ascending order.
    pub steps: Vec<Step>,
    /// The standard normal quantile of the confidence.
    pub(super) z: f64,
}

/// What follows the observed range of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// Everybody at risk had ended: survival is 0 from there on.
    NobodyLeft,
    /// The last ones were still open: survival is unknown from there on.
    Unwatched,
    /// Nobody was at risk for a while, though others entered later: what holds from there on does not follow from what
    /// held before. Can only happen with delayed entries.
    Gap,
}

/// One row of the estimate: a duration at which observations ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The duration, in days.
    pub time: u32,
    /// Observations watched before `time` that lasted at least `time`; those censored on that very day are among them.
    pub at_risk: u64,
    /// Observations that ended after `time` days.
    pub ended: u64,
    /// S: estimated share that lasts longer than `time`; below 1.
    pub survival: f64,
    /// Greenwood's sum v = Σ dᵢ/(nᵢ(nᵢ − dᵢ)), the variance of ln S. `None` where `survival` is 0.
    pub greenwood: Option<f64>,
    /// Log-log interval of `survival`; `None` where `survival` is 0.
    pub interval: Option<Interval>,
}

impl Step {
    /// Greenwood's variance of `survival`, S² v; `None` where `survival` is 0.
    pub fn variance(&self) -> Option<f64> {
        self.greenwood.map(|sum| self.survival * self.survival * sum)
    }

    /// Greenwood's standard error of `survival`, S √v; `None` where `survival` is 0.
    pub fn standard_error(&self) -> Option<f64> {
        self.greenwood.map(|sum| self.survival * sum.sqrt())
    }
}

/// The Kaplan-Meier estimate: S(t) = ∏ (1 − dᵢ/nᵢ) over the durations tᵢ ≤ t at which dᵢ of nᵢ at risk ended.
/// Source: Kaplan and Meier, J. Am. Stat. Assoc. 53 (1958) 457–481; with delayed entries Klein and Moeschberger,
/// Survival Analysis (2003), section 4.6: S is then that of observations which lasted at least until the start of the
/// observed range.
///
/// Standard error, Greenwood: S √v with v = Σ dᵢ/(nᵢ(nᵢ − dᵢ)). Interval on the log(−log) scale, which stays inside
/// 0..=1: S^exp(±z √v / ln S); Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data (1980),
/// section 1.3. R's `survfit(conf.type = "log-log")` gives the same.
///
/// `None` unless 0 < `confidence` < 1. Without an end there is no step.
pub fn kaplan_meier(durations: &Durations, confidence: f64) -> Option<Curve> {
    let z = normal_z(confidence)?;
    let (observations, ended) = durations.totals();
    let (mut survival, mut greenwood) = (1.0, Some(0.0));
    let (mut end, mut gap) = (None, false);
    let mut steps = Vec::new();
    let mut sets = durations.risk_sets().peekable();
    while let Some(set) = sets.next() {
        if set.ended > 0 {
            let stay = set.at_risk - set.ended;
            survival *= stay as f64 / set.at_risk as f64;
            // S cannot rise from 0 again, whoever enters later.
            greenwood = greenwood
                .filter(|_| stay > 0)
                .map(|sum: f64| sum + set.ended as f64 / (set.at_risk as f64 * stay as f64));
            let interval = greenwood.and_then(|sum| log_log_interval(survival, sum, z));
            let RiskSet { time, at_risk, ended, .. } = set;
            steps.push(Step { time, at_risk, ended, survival, greenwood, interval });
        }
        if !gap {
            end = Some(set.time);
            gap = (set.after == 0 || survival == 0.0) && sets.peek().is_some();
        }
    }
    let beyond = match (gap, survival == 0.0) {
        (true, _) => Beyond::Gap,
        (false, true) => Beyond::NobodyLeft,
        (false, false) => Beyond::Unwatched,
    };
    let observed = durations.first_watched().zip(end).map(|(start, end)| start..=end);
    Some(Curve { observations, ended, observed, beyond, steps, z })
}

/// The log-log interval of a survival with Greenwood's sum `greenwood`. `None` unless 0 < `survival` < 1.
pub(super) fn log_log_interval(survival: f64, greenwood: f64, z: f64) -> Option<Interval> {
    if !(survival > 0.0 && survival < 1.0) {
        return None;
    }
    let reach = z * f64::sqrt(greenwood) / f64::ln(survival);
    // ln S < 0, so −reach is the positive exponent, which lowers S.
    Some(Interval { lower: survival.powf((-reach).exp()), upper: survival.powf(reach.exp()) })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_everything_has_no_error_and_no_end_has_no_step() {
        let curve =
            |days: &[u32], ended: &[bool]| kaplan_meier(&Durations::new(days, ended, None).unwrap(), 0.95).unwrap();
        let found = curve(&[2, 5, 3], &[true, true, false]);
        let last = *found.steps.last().unwrap();
        assert_eq!((last.at_risk, last.survival, last.greenwood, last.interval), (1, 0.0, None, None));
        assert_eq!((last.variance(), last.standard_error()), (None, None));
        assert_eq!((found.beyond, found.observed), (Beyond::NobodyLeft, Some(0..=5)));
        let open = curve(&[4, 4], &[false, false]);
        assert_eq!((open.steps.len(), open.beyond, open.observed), (0, Beyond::Unwatched, Some(0..=4)));
        let nothing = curve(&[], &[]);
        assert_eq!((nothing.observations, nothing.observed, nothing.steps.len()), (0, None, 0));
        let at_once = curve(&[0, 0, 0], &[true, true, true]);
        assert_eq!((at_once.steps.len(), at_once.steps[0].time, at_once.steps[0].survival), (1, 0, 0.0));
        for confidence in [0.0, 1.0, -1.0, f64::NAN] {
            assert_eq!(kaplan_meier(&Durations::default(), confidence), None);
        }
    }

    #[test]
    fn a_break_in_observation_ends_the_range() {
        let beyond = |entries: &[u32], days: &[u32], ended: &[bool]| {
            let curve = kaplan_meier(&Durations::new(days, ended, Some(entries)).unwrap(), 0.95).unwrap();
            (curve.beyond, curve.observed.unwrap())
        };
        // Open at 5, the next from 8: nobody in between.
        assert_eq!(beyond(&[0, 8], &[5, 9], &[false, true]), (Beyond::Gap, 0..=5));
        // Another enters on the very day: no break, unless everybody had ended and S is stuck at 0.
        assert_eq!(beyond(&[0, 5], &[5, 9], &[false, false]), (Beyond::Unwatched, 0..=9));
        assert_eq!(beyond(&[0, 5], &[5, 9], &[true, true]), (Beyond::Gap, 0..=5));
        assert_eq!(beyond(&[3, 4], &[5, 9], &[true, true]), (Beyond::NobodyLeft, 3..=9));
    }

    #[test]
    fn many_small_steps_stay_inside() {
        let mut durations = Durations::default();
        (1..=400).for_each(|days| (0..50).for_each(|_| durations.leave_open(days * 7)));
        (1..=400).for_each(|days| durations.end(days * 7));
        for step in kaplan_meier(&durations, 0.999).unwrap().steps {
            let limits = step.interval.unwrap();
            assert!(limits.lower > 0.0 && limits.lower < step.survival && step.survival < 1.0 && limits.upper <= 1.0);
        }
    }
}
