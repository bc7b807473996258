//! What is known of notification and completion, and the curve of it. It forecasts nothing.

use std::collections::BTreeMap;

use super::error::CompletionError;

/// A recall older than a hundred years is a mistake in its days.
pub const LONGEST_DAYS: i64 = 36_525;

/// Units notified on one day. A day may appear several times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notified {
    /// Day, counted from any fixed day.
    pub day: i32,
    /// Units whose holders were told for the first time on that day.
    pub units: u64,
}

/// Units completed: returned, repaired, destroyed, whatever the recall asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Completed {
    /// Day on which their holders had been notified.
    pub notified: i32,
    /// Day of completion, the day of notification or later.
    pub day: i32,
    /// Number of units.
    pub units: u64,
}

/// A recall as of some day.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// All affected units, also those of holders that were never told: the denominator.
    pub affected: u64,
    /// Last day with data.
    pub as_of: i32,
    /// Notifications.
    pub notified: &'a [Notified],
    /// Completions.
    pub completed: &'a [Completed],
}

/// The curve at one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurvePoint {
    /// The day.
    pub day: i32,
    /// Units notified up to it.
    pub notified: u64,
    /// Units completed up to it.
    pub completed: u64,
}

/// Units of one day of notification.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cohort {
    pub(super) units: u64,
    pub(super) completed: u64,
}

impl Progress<'_> {
    /// Units by day of notification, checked.
    pub(super) fn cohorts(&self) -> Result<BTreeMap<i32, Cohort>, CompletionError> {
        let mut cohorts: BTreeMap<i32, Cohort> = BTreeMap::new();
        let mut all = 0_u64;
        for (position, Notified { day, units }) in self.notified.iter().enumerate() {
            if !(0..=LONGEST_DAYS).contains(&(i64::from(self.as_of) - i64::from(*day))) {
                return Err(CompletionError::NotifiedDay { position });
            }
            all = all.saturating_add(*units);
            if all > self.affected {
                return Err(CompletionError::TooManyUnits);
            }
            cohorts.entry(*day).or_default().units += units;
        }
        for (position, Completed { notified, day, units }) in self.completed.iter().enumerate() {
            let cohort = cohorts.get_mut(notified).filter(|_| (*notified..=self.as_of).contains(day));
            let cohort = cohort.ok_or(CompletionError::CompletedDay { position })?;
            cohort.completed = cohort.completed.saturating_add(*units);
            if cohort.completed > cohort.units {
                return Err(CompletionError::TooManyUnits);
            }
        }
        Ok(cohorts)
    }
}

/// The curve at every day on which something happened, ascending.
pub fn completion_curve(progress: &Progress<'_>) -> Result<Vec<CurvePoint>, CompletionError> {
    progress.cohorts()?;
    let mut days: BTreeMap<i32, (u64, u64)> = BTreeMap::new();
    progress.notified.iter().for_each(|one| days.entry(one.day).or_default().0 += one.units);
    progress.completed.iter().for_each(|one| days.entry(one.day).or_default().1 += one.units);
    let (mut notified, mut completed) = (0, 0);
    let point = |(day, (told, done))| {
        notified += told;
        completed += done;
        CurvePoint { day, notified, completed }
    };
    Ok(days.into_iter().map(point).collect())
}
