//! What a survival curve says. Where it cannot tell, the answer is `None`; it never extrapolates.

use super::curve::{Beyond, Curve, Step, log_log_interval};
use crate::numerics::interval::Interval;

/// Products of shares miss an exact share by rounding; a difference below this counts as none.
const ROUNDING: f64 = 1e-12;

/// An estimated share that lasts longer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurvivalAt {
    /// The share, 0 to 1.
    pub survival: f64,
    /// Its log-log interval; `None` where the share is 1 because nothing has ended yet, or 0.
    pub interval: Option<Interval>,
}

/// A quantile of the duration, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantile {
    /// The smallest duration by which the given share has ended; `None` when the curve does not get there.
    pub days: Option<u32>,
    /// Lower limit of its interval: where the lower band gets there. It can be known although `days` is not.
    pub lower: Option<u32>,
    /// Upper limit: where the upper band gets there; `None`, which is common, when it never does.
    pub upper: Option<u32>,
}

/// The mean number of days lasted within a limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RestrictedMean {
    /// Mean of min(duration, limit), in days.
    pub days: f64,
    /// Its standard error; `None` when nothing ended within the limit.
    pub standard_error: Option<f64>,
}

impl Curve {
    /// S(`time`), the share that lasts longer than `time` days. `None` outside the observed range, except after an end
    /// where nobody was left, where it is 0.
    pub fn at(&self, time: u32) -> Option<SurvivalAt> {
        if !self.tells(time) {
            return None;
        }
        let before = SurvivalAt { survival: 1.0, interval: None };
        Some(self.step_at(time).map_or(before, |at| SurvivalAt { survival: at.survival, interval: at.interval }))
    }

    /// S(`time` + `horizon`)/S(`time`): of those that lasted longer than `time` days, the share that lasts `horizon`
    /// more. It is the estimate at `time` + `horizon` from those alone who were still at risk after `time`, and so is
    /// its log-log interval, with Greenwood's sum taken over the steps in between. `None` where either is unknown or
    /// S(`time`) is 0.
    pub fn conditional(&self, time: u32, horizon: u32) -> Option<SurvivalAt> {
        let later = time.saturating_add(horizon);
        let (before, after) = (self.at(time)?, self.at(later)?);
        if before.survival == 0.0 {
            return None;
        }
        let survival = after.survival / before.survival;
        let sum = |time| self.step_at(time).map_or(Some(0.0), |step| step.greenwood);
        let interval =
            sum(later).zip(sum(time)).and_then(|(all, known)| log_log_interval(survival, all - known, self.z));
        Some(SurvivalAt { survival, interval })
    }

    /// The duration by which `share` of all have ended: the smallest t with S(t) ≤ 1 − `share`. (Where S equals that on
    /// a whole stretch, R takes its middle.) Interval: the durations whose log-log interval of S contains 1 − `share`;
    /// Brookmeyer and Crowley, Biometrics 38 (1982) 29–41, on the scale of Klein and Moeschberger (2003), section 4.5.
    ///
    /// `None` unless 0 < `share` < 1.
    pub fn quantile(&self, share: f64) -> Option<Quantile> {
        if !(share > 0.0 && share < 1.0) {
            return None;
        }
        let gets_there = |value: f64| value <= 1.0 - share + ROUNDING;
        let end = self.longest().unwrap_or_default();
        let first = |there: &dyn Fn(&Step) -> bool| {
            self.steps.iter().take_while(|step| step.time <= end).find(|step| there(step)).map(|step| step.time)
        };
        Some(Quantile {
            days: first(&|step| gets_there(step.survival)),
            lower: first(&|step| step.interval.is_some_and(|band| gets_there(band.lower))),
            upper: first(&|step| step.interval.is_some_and(|band| gets_there(band.upper))),
        })
    }

    /// The quantile for one half.
    pub fn median(&self) -> Option<Quantile> {
        self.quantile(0.5)
    }

    /// The mean of min(duration, `limit`): the area under S from 0 to `limit`. Variance Σ Aᵢ² dᵢ/(nᵢ(nᵢ − dᵢ)) with
    /// Aᵢ the area from tᵢ to `limit`; Klein and Moeschberger (2003), section 4.5, and R's `survfit`.
    ///
    /// `None` when S(`limit`) is unknown or the observed range does not start at 0.
    pub fn restricted_mean(&self, limit: u32) -> Option<RestrictedMean> {
        if !self.tells(limit) || !self.tells(0) {
            return None;
        }
        let steps = self.steps_until(limit);
        let (mut area, mut variance, mut to) = (0.0, 0.0, limit);
        for step in steps.iter().rev() {
            area += f64::from(to - step.time) * step.survival;
            to = step.time;
            let stay = step.at_risk - step.ended;
            if stay > 0 {
                variance += area * area * step.ended as f64 / (step.at_risk as f64 * stay as f64);
            }
        }
        let standard_error = (!steps.is_empty()).then(|| f64::sqrt(variance));
        Some(RestrictedMean { days: area + f64::from(to), standard_error })
    }

    /// The end of the observed range; `None` without observations.
    pub fn longest(&self) -> Option<u32> {
        self.observed.as_ref().map(|observed| *observed.end())
    }

    /// The step that holds at `time`; `None` before the first one, where S is 1.
    pub fn step_at(&self, time: u32) -> Option<&Step> {
        self.steps_until(time).last()
    }

    fn steps_until(&self, time: u32) -> &[Step] {
        let past = self.steps.partition_point(|step| step.time <= time);
        self.steps.get(..past).unwrap_or_default()
    }

    fn tells(&self, time: u32) -> bool {
        self.observed.as_ref().is_some_and(|observed| {
            observed.contains(&time) || (time > *observed.end() && self.beyond == Beyond::NobodyLeft)
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{Durations, kaplan_meier};
    use super::*;

    fn curve(days: &[u32], ended: &[bool], entries: Option<&[u32]>) -> Curve {
        kaplan_meier(&Durations::new(days, ended, entries).unwrap(), 0.95).unwrap()
    }

    fn near(value: f64, expected: f64) {
        assert!((value - expected).abs() < 1e-12, "{value} {expected}");
    }

    #[test]
    fn by_hand() {
        // S: 4/5 after 10, 4/5 × 2/3 after 20, open at 15 and 30.
        let found = curve(&[10, 15, 20, 30, 30], &[true, false, true, false, false], None);
        near(found.at(20).unwrap().survival, 8.0 / 15.0);
        assert_eq!(found.at(9), Some(SurvivalAt { survival: 1.0, interval: None }));
        assert_eq!((found.at(30), found.at(31)), (found.at(20), None));
        near(found.conditional(12, 10).unwrap().survival, 2.0 / 3.0);
        assert_eq!(found.conditional(12, 7), Some(SurvivalAt { survival: 1.0, interval: None }));
        assert_eq!((found.conditional(12, 19), found.conditional(0, u32::MAX)), (None, None));
        // 10 + 10 × 4/5 + 5 × 8/15; areas from the steps on: 8 + 8/3 and 8/3.
        let mean = found.restricted_mean(25).unwrap();
        near(mean.days, 10.0 + 8.0 + 8.0 / 3.0);
        let variance = (32.0_f64 / 3.0).powi(2) / 20.0 + (8.0_f64 / 3.0).powi(2) / 6.0;
        near(mean.standard_error.unwrap(), variance.sqrt());
        assert_eq!(found.restricted_mean(9), Some(RestrictedMean { days: 9.0, standard_error: None }));
        assert_eq!(found.restricted_mean(31), None);
        assert_eq!(found.median().unwrap().days, None);
        assert_eq!(found.quantile(0.2).unwrap().days, Some(10));
    }

    #[test]
    fn a_share_that_is_exact_but_for_rounding_is_met() {
        for n in 2..200_u32 {
            let days: Vec<u32> = (1..=n).collect();
            let found = curve(&days, &vec![true; days.len()], None);
            for k in 1..n {
                let share = f64::from(k) / f64::from(n);
                assert_eq!(found.quantile(share).unwrap().days, Some(k), "{k}/{n}");
            }
        }
    }

    #[test]
    fn after_the_last_end_survival_is_0_and_after_a_gap_unknown() {
        let ended = curve(&[5, 9], &[true, true], None);
        assert_eq!(ended.at(1_000), Some(SurvivalAt { survival: 0.0, interval: None }));
        assert_eq!(ended.conditional(6, 1_000).unwrap().survival, 0.0);
        assert_eq!(ended.conditional(9, 1), None);
        near(ended.restricted_mean(1_000).unwrap().days, 7.0);
        // At risk (0, 5] and (5, 9]: S is 0 after 5, which says nothing of the other.
        let gap = curve(&[5, 9], &[true, true], Some(&[0, 5]));
        assert_eq!((gap.at(5).unwrap().survival, gap.at(6), gap.restricted_mean(9)), (0.0, None, None));
        assert_eq!(gap.median().unwrap().days, Some(5));
        let late = curve(&[8, 9, 9], &[true, true, false], Some(&[3, 4, 4]));
        assert_eq!((late.at(2), late.at(3).unwrap().survival, late.restricted_mean(9)), (None, 1.0, None));
        assert_eq!(late.conditional(2, 6), None);
    }

    #[test]
    fn nothing_tells_nothing() {
        let empty = curve(&[], &[], None);
        assert_eq!((empty.at(0), empty.conditional(0, 1), empty.restricted_mean(0)), (None, None, None));
        assert_eq!(empty.median(), Some(Quantile { days: None, lower: None, upper: None }));
        let one = curve(&[7], &[true], None);
        assert_eq!(one.median(), Some(Quantile { days: Some(7), lower: None, upper: None }));
        for share in [0.0, 1.0, -0.5, 50.0, f64::NAN] {
            assert_eq!(one.quantile(share), None);
        }
        let open = curve(&[7; 3], &[false; 3], None);
        assert_eq!((open.median().unwrap().days, open.at(7).unwrap().survival, open.at(8)), (None, 1.0, None));
    }
}
