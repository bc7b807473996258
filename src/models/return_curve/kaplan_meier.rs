//! The Kaplan-Meier estimate from counts by whole day. It does not know what lasted, or why it ended.

use crate::numerics::interval::{Interval, normal_z};

/// How many observations ended, or were still open, after a number of days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) ended: u64,
    /// Censored: observed for so long without an end.
    pub(super) open: u64,
}

/// Observed durations: `tallies[t]` counts those of t days; the last entry is never empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Durations {
    pub(super) tallies: Vec<Tally>,
}

/// One row of the estimate: a duration at which observations ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    pub(super) time: u32,
    /// Observations that lasted at least `time`; those censored on that very day are among them.
    pub(super) at_risk: u64,
    pub(super) ended: u64,
    /// Estimated share that lasts longer than `time`; below 1.
    pub(super) survival: f64,
    /// Greenwood's standard error of `survival`; `None` where `survival` is 0.
    pub(super) standard_error: Option<f64>,
    /// Log-log interval of `survival`; `None` where `survival` is 0.
    pub(super) interval: Option<Interval>,
}

impl Durations {
    /// Counts one observation that ended after `days`.
    pub(super) fn end(&mut self, days: u32) {
        self.at(days).ended += 1;
    }

    /// Counts one observation that was still open after `days`.
    pub(super) fn leave_open(&mut self, days: u32) {
        self.at(days).open += 1;
    }

    /// The number of observations, and of those that ended.
    pub(super) fn totals(&self) -> (u64, u64) {
        let total = |sum: (u64, u64), tally: &Tally| (sum.0 + tally.ended + tally.open, sum.1 + tally.ended);
        self.tallies.iter().fold((0, 0), total)
    }

    fn at(&mut self, days: u32) -> &mut Tally {
        let place = days as usize;
        if place >= self.tallies.len() {
            self.tallies.resize(place + 1, Tally::default());
        }
        &mut self.tallies[place]
    }
}

/// The Kaplan-Meier estimate: S(t) = ∏ (1 − dᵢ/nᵢ) over the durations tᵢ ≤ t at which dᵢ of nᵢ at risk ended.
/// Source: Kaplan and Meier, J. Am. Stat. Assoc. 53 (1958) 457–481.
///
/// Standard error, Greenwood: S √v with v = Σ dᵢ/(nᵢ(nᵢ − dᵢ)). Interval on the log(−log) scale, which stays inside
/// 0..=1: S^exp(±z √v / ln S); Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data (1980),
/// section 1.3. R's `survfit(conf.type = "log-log")` gives the same.
///
/// `None` unless 0 < `confidence` < 1. Without an end there is no step.
pub(super) fn kaplan_meier(durations: &Durations, confidence: f64) -> Option<Vec<Step>> {
    let z = normal_z(confidence)?;
    let (mut at_risk, _) = durations.totals();
    let (mut survival, mut variance) = (1.0, 0.0);
    let mut steps = Vec::new();
    for (time, tally) in (0_u32..).zip(&durations.tallies) {
        if tally.ended > 0 {
            let stay = at_risk - tally.ended;
            survival *= stay as f64 / at_risk as f64;
            let mut step = Step { time, at_risk, ended: tally.ended, survival, standard_error: None, interval: None };
            if stay > 0 {
                variance += tally.ended as f64 / (at_risk as f64 * stay as f64);
                let reach = z * f64::sqrt(variance) / f64::ln(survival);
                step.standard_error = Some(survival * variance.sqrt());
                // ln S < 0, so −reach is the positive exponent, which lowers S.
                step.interval =
                    Some(Interval { lower: survival.powf((-reach).exp()), upper: survival.powf(reach.exp()) });
            }
            steps.push(step);
        }
        at_risk -= tally.ended + tally.open;
    }
    Some(steps)
}

/// The step that holds at `time`; `None` before the first one, where S is 1.
pub(super) fn step_at(steps: &[Step], time: u32) -> Option<&Step> {
    let past = steps.partition_point(|step| step.time <= time);
    steps[..past].last()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn observed(ended: &[u32], open: &[u32]) -> Durations {
        let mut durations = Durations::default();
        ended.iter().for_each(|days| durations.end(*days));
        open.iter().for_each(|days| durations.leave_open(*days));
        durations
    }

    /// Weeks in remission under 6-MP, Freireich et al., Blood 21 (1963) 699–716, the example of Kleinbaum and Klein,
    /// Survival Analysis, chapter 2. Survival, Greenwood error and log-log limits as printed by R's survfit.
    #[test]
    fn freireich_1963() {
        let durations = observed(&[6, 6, 6, 7, 10, 13, 16, 22, 23], &[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]);
        let published = [
            (6, 21, 3, 0.857, 0.0764, 0.620, 0.952),
            (7, 17, 1, 0.807, 0.0869, 0.563, 0.923),
            (10, 15, 1, 0.753, 0.0963, 0.503, 0.889),
            (13, 12, 1, 0.690, 0.1068, 0.432, 0.849),
            (16, 11, 1, 0.627, 0.1141, 0.368, 0.805),
            (22, 7, 1, 0.538, 0.1282, 0.268, 0.747),
            (23, 6, 1, 0.448, 0.1346, 0.188, 0.680),
        ];
        let round = |value: f64, by: f64| (value * by).round() / by;
        let row = |step: &Step| {
            let (error, limits) = (step.standard_error.unwrap(), step.interval.unwrap());
            let (lower, upper) = (round(limits.lower, 1e3), round(limits.upper, 1e3));
            (step.time, step.at_risk, step.ended, round(step.survival, 1e3), round(error, 1e4), lower, upper)
        };
        let steps = kaplan_meier(&durations, 0.95).unwrap();
        assert_eq!(steps.iter().map(row).collect::<Vec<_>>(), published);
        assert_eq!(step_at(&steps, 5), None);
        assert_eq!((step_at(&steps, 9), step_at(&steps, 99)), (Some(&steps[1]), Some(&steps[6])));
    }

    #[test]
    fn without_censoring_it_is_the_plain_share_and_its_binomial_error() {
        let durations = observed(&(1..=50).collect::<Vec<_>>(), &[]);
        for step in kaplan_meier(&durations, 0.9).unwrap().iter().take(49) {
            let share = f64::from(50 - step.time) / 50.0;
            assert!((step.survival - share).abs() < 1e-14);
            assert!((step.standard_error.unwrap() - (share * (1.0 - share) / 50.0).sqrt()).abs() < 1e-14);
            let limits = step.interval.unwrap();
            assert!(0.0 <= limits.lower && limits.lower < share && share < limits.upper && limits.upper <= 1.0);
        }
    }

    #[test]
    fn the_end_of_everything_has_no_error_and_no_end_has_no_step() {
        let last = *kaplan_meier(&observed(&[2, 5], &[3]), 0.95).unwrap().last().unwrap();
        assert_eq!((last.at_risk, last.survival, last.standard_error, last.interval), (1, 0.0, None, None));
        assert_eq!(kaplan_meier(&observed(&[], &[4, 4]), 0.95), Some(Vec::new()));
        assert_eq!(kaplan_meier(&Durations::default(), 0.95), Some(Vec::new()));
        assert_eq!(kaplan_meier(&observed(&[1], &[]), f64::NAN), None);
    }

    #[test]
    fn millions_at_risk_stay_finite() {
        let durations = Durations { tallies: vec![Tally { ended: 1, open: 1_000_000_000 }; 400] };
        for step in kaplan_meier(&durations, 0.999).unwrap() {
            let limits = step.interval.unwrap();
            assert!(limits.lower > 0.0 && limits.lower < step.survival && step.survival < 1.0 && limits.upper <= 1.0);
        }
    }
}
