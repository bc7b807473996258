//! Thresholds that the user set: a figure, or a change against earlier periods.

use super::require;
use crate::models::early_warning::alarms::Level;
use crate::models::early_warning::error::DetectorError;
use crate::models::early_warning::rules::{Rule, Signal};
use crate::models::early_warning::series::{Observation, Side, Standing};

/// The figure from which on each level is reached; `None` for a level that is not used. A figure on a threshold is not
/// beyond it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LevelThresholds {
    /// Threshold of a notice.
    pub notice: Option<f64>,
    /// Threshold of a warning.
    pub warning: Option<f64>,
    /// Threshold of a crisis.
    pub crisis: Option<f64>,
}

impl LevelThresholds {
    /// The highest level whose threshold `value` lies beyond on `side`.
    pub fn level(&self, value: f64, side: Side) -> Option<Level> {
        let levels = [(self.crisis, Level::Crisis), (self.warning, Level::Warning), (self.notice, Level::Notice)];
        let beyond = |threshold: f64| match side {
            Side::High => value > threshold,
            Side::Low => value < threshold,
        };
        levels.into_iter().find(|(threshold, _)| threshold.is_some_and(beyond)).map(|(_, level)| level)
    }

    /// The threshold of a level.
    pub fn of(&self, level: Level) -> Option<f64> {
        match level {
            Level::Notice => self.notice,
            Level::Warning => self.warning,
            Level::Crisis => self.crisis,
        }
    }

    fn check(&self) -> Result<(), DetectorError> {
        let thresholds = [self.notice, self.warning, self.crisis];
        require(thresholds.iter().flatten().all(|threshold| threshold.is_finite()), "threshold")
    }
}

/// What a change is measured against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reference {
    /// The so many complete periods before, pooled: the sum of their numerators by that of their denominators.
    Preceding(usize),
    /// The period so many places before, such as 12 for the same month of the year before.
    PeriodsBefore(usize),
    /// This figure, such as that of a baseline.
    Value(f64),
}

/// A change that the user finds worth an alarm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RelativeThreshold {
    /// What the change is measured against.
    pub reference: Reference,
    /// The change on the bad side as a share of the reference: 0.2 for a fifth worse.
    pub thresholds: LevelThresholds,
}

/// The signals of complete periods whose figure lies beyond a threshold on the `bad` side.
///
/// # Errors
/// A threshold that is not finite.
pub fn fixed_threshold(
    observations: &[Observation],
    bad: Side,
    thresholds: &LevelThresholds,
) -> Result<Vec<Signal>, DetectorError> {
    thresholds.check()?;
    let judge = |(at, own): (usize, &Observation)| {
        let level = thresholds.level(complete(own)?, bad)?;
        Some(Signal { rule: Rule::FixedThreshold, first: at, at, side: Some(bad), level: Some(level) })
    };
    Ok(observations.iter().enumerate().filter_map(judge).collect())
}

/// The signals of complete periods whose figure differs from its reference by more than a threshold on the `bad` side.
/// Without a positive reference nothing is judged: a share of 0, or of a negative score, means nothing. The second
/// answer is the reference of each observation that was judged.
///
/// # Errors
/// A threshold or reference that is not finite, or a reference of no periods.
pub fn relative_threshold(
    observations: &[Observation],
    bad: Side,
    settings: &RelativeThreshold,
) -> Result<(Vec<Signal>, Vec<Option<f64>>), DetectorError> {
    settings.thresholds.check()?;
    require(
        match settings.reference {
            Reference::Preceding(periods) | Reference::PeriodsBefore(periods) => periods > 0,
            Reference::Value(value) => value.is_finite(),
        },
        "reference",
    )?;
    let change = |(at, own): (usize, &Observation)| {
        let value = complete(own)?;
        let before = observations.get(..at)?;
        let reference = match settings.reference {
            Reference::Value(value) => value,
            Reference::PeriodsBefore(periods) => before.get(at.checked_sub(periods)?).and_then(complete)?,
            Reference::Preceding(periods) => {
                let pooled: Vec<&Observation> =
                    before.iter().rev().filter(|own| complete(own).is_some()).take(periods).collect();
                let whole = pooled.len() == periods;
                let sum = |part: fn(&Observation) -> f64| pooled.iter().map(|own| part(own)).sum::<f64>();
                whole.then(|| sum(|own| own.numerator) / sum(|own| own.denominator))?
            }
        };
        let worse = bad.signed(value / reference - 1.0);
        (reference > 0.0 && worse.is_finite()).then_some((worse, reference))
    };
    let changes: Vec<Option<(f64, f64)>> = observations.iter().enumerate().map(change).collect();
    let judge = |(at, change): (usize, &Option<(f64, f64)>)| {
        let level = settings.thresholds.level(change.map(|(worse, _)| worse)?, Side::High)?;
        Some(Signal { rule: Rule::RelativeThreshold, first: at, at, side: Some(bad), level: Some(level) })
    };
    let signals = changes.iter().enumerate().filter_map(judge).collect();
    Ok((signals, changes.into_iter().map(|change| change.map(|(_, reference)| reference)).collect()))
}

/// The figure of a complete period, if it has one.
fn complete(observation: &Observation) -> Option<f64> {
    let value = observation.value();
    (observation.standing == Standing::Complete && observation.denominator > 0.0 && value.is_finite()).then_some(value)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn values(values: &[f64]) -> Vec<Observation> {
        values.iter().map(|value| Observation::new(*value, 1.0)).collect()
    }

    fn levels(signals: &[Signal]) -> Vec<(usize, Level)> {
        signals.iter().map(|signal| (signal.at, signal.level.unwrap())).collect()
    }

    #[test]
    fn the_highest_level_counts() {
        let thresholds = LevelThresholds { notice: Some(30.0), warning: None, crisis: Some(10.0) };
        let mut series = values(&[31.0, 30.0, 29.0, 10.0, 9.0, 8.0, f64::NAN]);
        series[5].standing = Standing::Provisional;
        let found = fixed_threshold(&series, Side::Low, &thresholds).unwrap();
        assert_eq!(levels(&found), [(2, Level::Notice), (3, Level::Notice), (4, Level::Crisis)]);
        let endless = LevelThresholds { warning: Some(f64::INFINITY), ..thresholds };
        assert!(fixed_threshold(&series, Side::Low, &endless).is_err());
    }

    #[test]
    fn changes_against_each_reference() {
        let thresholds = LevelThresholds { warning: Some(0.5), ..LevelThresholds::default() };
        let mut series = values(&[10.0, 12.0, 14.0, 19.0, 0.0, 9.0]);
        let judge = |series: &[Observation], reference, bad| {
            let (signals, references) =
                relative_threshold(series, bad, &RelativeThreshold { reference, thresholds }).unwrap();
            let judged: Vec<bool> = references.iter().map(Option::is_some).collect();
            (levels(&signals).into_iter().map(|(at, _)| at).collect::<Vec<_>>(), judged)
        };
        // 19 against the mean of 10, 12 and 14.
        assert_eq!(judge(&series, Reference::Preceding(3), Side::High).0, [3]);
        assert_eq!(judge(&series, Reference::Preceding(3), Side::Low).0, [4]);
        assert_eq!(judge(&series, Reference::PeriodsBefore(2), Side::High).0, [3]);
        assert_eq!(judge(&series, Reference::Value(12.0), Side::High).0, [3]);
        let against = RelativeThreshold { reference: Reference::Preceding(3), thresholds };
        assert_eq!(relative_threshold(&series, Side::High, &against).unwrap().1[3], Some(12.0));
        // A reference of 0 judges nothing.
        assert_eq!(judge(&series, Reference::PeriodsBefore(1), Side::High).1, [false, true, true, true, true, false]);
        // The three before 19 are now 10, 12 and nothing.
        series[2].standing = Standing::Excluded;
        assert_eq!(judge(&series, Reference::Preceding(3), Side::High).1, [false, false, false, false, true, true]);
        let none = RelativeThreshold { reference: Reference::Preceding(0), thresholds };
        assert_eq!(relative_threshold(&series, Side::High, &none), Err(DetectorError::Setting { name: "reference" }));
    }
}
