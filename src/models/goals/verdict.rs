//! Whether a goal is met. It estimates no value and no interval.

use super::goal::{Direction, Goal};
use super::needed::{Test, answers_against_target};
use crate::numerics::interval::Interval;

/// What is measured of the metric of a goal in a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The value.
    pub value: f64,
    /// Its confidence interval.
    pub interval: Interval,
    /// Confidence of the interval, between 0 and 1.
    pub confidence: f64,
    /// Answers, or other observations, that it rests on; with weights the effective number, rounded down.
    pub n: u64,
    /// The answers themselves, however they are weighted; at least `n`.
    pub answers: u64,
    /// Answers that make one effective answer: 1 without weights.
    pub design_effect: f64,
    /// Variance of one observation in the squared unit of the value, where it is known.
    pub variance: Option<f64>,
    /// Last day of the period.
    pub last_day: i32,
    /// The as-of day.
    pub as_of: i32,
    /// Days after the period within which answers usually still come in.
    pub response_lag: u32,
}

/// Whether a goal is met.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// The period reaches the day of the goal, and the whole interval is on the good side of the target, or touches it.
    Met,
    /// The period reaches the day of the goal, and the whole interval is on the bad side of the target.
    NotMet,
    /// The day of the goal is still to come, and the whole interval is on the good side of the milestone, or touches
    /// it.
    OnTrack {
        /// What the value should be by now; `None` where nothing says that, and the target is reached.
        milestone: Option<f64>,
        /// The whole interval is already on the good side of the target.
        reached: bool,
    },
    /// The day of the goal is still to come, and the whole interval is on the bad side of the milestone.
    Behind {
        /// What the value should be by now.
        milestone: f64,
    },
    /// The data do not say.
    CannotTell(CannotTell),
    /// The figures may still change: never an alarm, never a success.
    Provisional(Provisional),
}

/// Why the data do not say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CannotTell {
    /// Nothing was measured, or the value or its interval are no numbers.
    NoValue,
    /// The day of the goal is still to come, the target is not surely reached, and without a baseline and its day nothing
    /// says what the value should be by now.
    NoMilestone,
    /// Fewer observations than are judged at all.
    TooFew {
        /// The least number.
        least: u64,
    },
    /// The target, or the milestone, lies within the interval.
    Within {
        /// Observations with which a value like this one could be told from it; `None` where no number would be enough,
        /// because the value is the target.
        needed: Option<u64>,
    },
}

/// Why figures may still change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provisional {
    /// The period is not over.
    PeriodNotFull,
    /// Answers to the period may still come in.
    WithinResponseLag {
        /// Days until they no longer do.
        days: u32,
    },
}

/// Judges a goal from what was measured; `None` where nothing was.
///
/// A period that is not over on the as-of day, or over for less than the usual response lag, is provisional. Fewer
/// than `least` observations are not judged. Where the period ends on the day of the goal or later, the interval is
/// held against the target: met, not met or cannot tell. Where it ends before that day it is held against
/// [`Goal::milestone`] on the last day of the period: on track, behind or cannot tell. Where there is none, a target that
/// is surely reached is on track, and of any other value nobody can tell yet. The number needed is
/// [`answers_against_target`] with the variance of one observation, the confidence of the interval and `power`, times the
/// design effect: answers, not effective ones. Where the variance is not known or 0, it is the one that the width of the
/// interval implies, (width / 2z)² n.
pub fn judge(goal: &Goal, measured: Option<&Measured>, least: u64, power: f64) -> Verdict {
    let Some(own) = measured else { return Verdict::CannotTell(CannotTell::NoValue) };
    if own.last_day > own.as_of {
        return Verdict::Provisional(Provisional::PeriodNotFull);
    }
    let days_since = own.as_of.abs_diff(own.last_day);
    if days_since < own.response_lag {
        return Verdict::Provisional(Provisional::WithinResponseLag { days: own.response_lag - days_since });
    }
    if !own.is_sound() {
        return Verdict::CannotTell(CannotTell::NoValue);
    }
    if own.n < least {
        return Verdict::CannotTell(CannotTell::TooFew { least });
    }
    let is_due = own.last_day >= goal.by;
    let is_reached = own.side(goal.target, goal.direction) == Side::Good;
    let Some(milestone) = goal.milestone(own.last_day) else {
        return match is_reached {
            true => Verdict::OnTrack { milestone: None, reached: true },
            false => Verdict::CannotTell(CannotTell::NoMilestone),
        };
    };
    match (own.side(milestone, goal.direction), is_due) {
        (Side::Good, true) => Verdict::Met,
        (Side::Bad, true) => Verdict::NotMet,
        (Side::Good, false) => Verdict::OnTrack { milestone: Some(milestone), reached: is_reached },
        (Side::Bad, false) => Verdict::Behind { milestone },
        (Side::Both, _) => Verdict::CannotTell(CannotTell::Within { needed: own.needed(milestone, power) }),
    }
}

/// Where an interval lies as seen from a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Good,
    Bad,
    Both,
}

impl Measured {
    fn is_sound(&self) -> bool {
        let Interval { lower, upper } = self.interval;
        [self.value, lower, upper].iter().all(|own| own.is_finite()) && lower <= upper
    }

    fn side(&self, target: f64, direction: Direction) -> Side {
        let Interval { lower, upper } = self.interval;
        let (is_good, is_bad) = match direction {
            Direction::Higher => (lower >= target, upper < target),
            Direction::Lower => (upper <= target, lower > target),
        };
        match (is_good, is_bad) {
            (true, _) => Side::Good,
            (false, true) => Side::Bad,
            (false, false) => Side::Both,
        }
    }

    fn needed(&self, target: f64, power: f64) -> Option<u64> {
        let z = crate::numerics::interval::normal_z(self.confidence)?;
        // Each limit by itself, as the width of a huge interval could be infinite.
        let standard_error = self.interval.upper / (2.0 * z) - self.interval.lower / (2.0 * z);
        let implied = standard_error * standard_error * self.n as f64;
        let variance = self.variance.filter(|own| own.is_finite() && *own > 0.0).unwrap_or(implied);
        let test = Test { confidence: self.confidence, power };
        // The data did not tell, so that more than there are will be needed, whatever the approximation says.
        let needed = answers_against_target(variance * self.design_effect, self.value - target, test);
        needed.map(|needed| needed.max(self.answers.saturating_add(1)))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::goal::tests::nps;
    use super::*;

    fn measured(lower: f64, value: f64, upper: f64) -> Measured {
        let interval = Interval { lower, upper };
        let known = Measured { value, interval, confidence: 0.95, n: 400, ..nothing() };
        Measured { answers: 400, last_day: 200, as_of: 220, response_lag: 14, ..known }
    }

    fn nothing() -> Measured {
        let interval = Interval { lower: 0.0, upper: 0.0 };
        let (n, answers, design_effect, variance) = (0, 0, 1.0, None);
        let (value, confidence, last_day, as_of, response_lag) = (0.0, 0.95, 0, 0, 0);
        Measured { value, interval, confidence, n, answers, design_effect, variance, last_day, as_of, response_lag }
    }

    fn verdict(own: Measured) -> Verdict {
        judge(&nps(), Some(&own), 10, 0.8)
    }

    #[test]
    fn the_whole_interval_decides() {
        assert_eq!(verdict(measured(45.0, 48.0, 51.0)), Verdict::Met);
        assert_eq!(verdict(measured(38.0, 41.0, 44.9)), Verdict::NotMet);
        let fewer = Goal { direction: Direction::Lower, ..nps() };
        let judged = |lower, upper| judge(&fewer, Some(&measured(lower, 41.0, upper)), 10, 0.8);
        assert_eq!((judged(38.0, 45.0), judged(45.1, 50.0)), (Verdict::Met, Verdict::NotMet));
        assert!(matches!(judged(45.0, 50.0), Verdict::CannotTell(CannotTell::Within { .. })));
    }

    /// Half width 1.959964 × 2 with 400 answers is a variance of 1,600; 2 points off the target with power 0.8 take
    /// 7.848880 × 1,600 / 4 = 3,139.55 answers.
    #[test]
    fn cannot_tell_with_the_number_needed() {
        let half = 2.0 * 1.959_963_984_540_054;
        let verdict_at = |value: f64| verdict(measured(value - half, value, value + half));
        assert_eq!(verdict_at(43.0), Verdict::CannotTell(CannotTell::Within { needed: Some(3_140) }));
        assert_eq!(verdict_at(47.0), Verdict::CannotTell(CannotTell::Within { needed: Some(3_140) }));
        assert_eq!(verdict_at(45.0), Verdict::CannotTell(CannotTell::Within { needed: None }));
        let few = Measured { n: 9, ..measured(50.0, 51.0, 52.0) };
        assert_eq!(verdict(few), Verdict::CannotTell(CannotTell::TooFew { least: 10 }));
        assert_eq!(verdict(Measured { n: 10, ..few }), Verdict::Met);
    }

    #[test]
    fn what_may_still_change_is_neither_alarm_nor_success() {
        let at = |last_day, as_of| verdict(Measured { last_day, as_of, ..measured(50.0, 51.0, 52.0) });
        assert_eq!(at(200, 199), Verdict::Provisional(Provisional::PeriodNotFull));
        assert_eq!(at(200, 200), Verdict::Provisional(Provisional::WithinResponseLag { days: 14 }));
        assert_eq!(at(200, 213), Verdict::Provisional(Provisional::WithinResponseLag { days: 1 }));
        assert_eq!(at(200, 214), Verdict::Met);
        assert_eq!(at(i32::MIN, i32::MAX), Verdict::OnTrack { milestone: Some(35.0), reached: true });
    }

    /// On day 150 the line from 35 to 45 is at 40.
    #[test]
    fn before_its_day_a_goal_is_on_track_or_behind() {
        let at = |lower, upper| verdict(Measured { last_day: 150, ..measured(lower, 41.0, upper) });
        assert_eq!(at(40.0, 42.0), Verdict::OnTrack { milestone: Some(40.0), reached: false });
        assert_eq!(at(46.0, 48.0), Verdict::OnTrack { milestone: Some(40.0), reached: true });
        assert_eq!(at(36.0, 39.0), Verdict::Behind { milestone: 40.0 });
        assert!(matches!(at(39.0, 42.0), Verdict::CannotTell(CannotTell::Within { needed: Some(_) })));
    }

    /// Without a baseline nothing says how far a goal should be before its day.
    #[test]
    fn without_a_baseline_a_goal_is_not_behind_before_its_day() {
        let goals = [Goal { baseline: None, baseline_on: None, ..nps() }, Goal { baseline_on: None, ..nps() }];
        for goal in goals {
            let at = |last_day, lower, upper| {
                judge(&goal, Some(&Measured { last_day, ..measured(lower, 41.0, upper) }), 10, 0.8)
            };
            for (lower, upper) in [(20.0, 30.0), (40.0, 46.0)] {
                assert_eq!(at(150, lower, upper), Verdict::CannotTell(CannotTell::NoMilestone));
            }
            assert_eq!(at(150, 45.0, 50.0), Verdict::OnTrack { milestone: None, reached: true });
            assert_eq!((at(200, 20.0, 30.0), at(200, 45.0, 50.0)), (Verdict::NotMet, Verdict::Met));
        }
    }

    #[test]
    fn what_is_no_number_is_no_verdict() {
        let no_value = Verdict::CannotTell(CannotTell::NoValue);
        assert_eq!(judge(&nps(), None, 10, 0.8), no_value);
        for own in [(f64::NAN, 50.0, 51.0), (50.0, f64::NAN, 51.0), (50.0, 51.0, f64::INFINITY), (52.0, 51.0, 50.0)] {
            assert_eq!(verdict(measured(own.0, own.1, own.2)), no_value);
        }
        let huge = verdict(measured(-1e308, 0.0, 1e308));
        assert!(matches!(huge, Verdict::CannotTell(CannotTell::Within { needed: None })), "{huge:?}");
        let odd = Measured { confidence: 95.0, ..measured(40.0, 46.0, 50.0) };
        assert_eq!(verdict(odd), Verdict::CannotTell(CannotTell::Within { needed: None }));
    }

    /// 11 of 19, target 60 %: 7.848880 × p (1 − p) / d² = 4,316.9 answers; each of them for 1.5 where weights are uneven.
    #[test]
    fn the_number_needed_rests_on_the_variance_of_an_answer() {
        let share = 11.0 / 19.0 * 100.0;
        let own =
            Measured { n: 19, answers: 19, variance: Some(share * (100.0 - share)), ..measured(36.3, share, 76.9) };
        let needed = |own: Measured| own.needed(60.0, 0.8);
        assert_eq!(needed(own), Some(4_317));
        assert_eq!(needed(Measured { design_effect: 1.5, answers: 28, ..own }), Some(6_476));
        // Of all alike the interval has to tell.
        assert!(needed(Measured { variance: Some(0.0), ..own }).is_some_and(|needed| needed > 1_000));
    }
}
