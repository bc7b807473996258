//! When the target is reached. The model is in [`completion`](crate::models::effectiveness::completion); this only
//! brings units to it.

use std::collections::BTreeMap;

use super::location::Audience;
use super::progress::Progress;
use crate::models::effectiveness::completion::{
    Completed, CompletionError, CompletionFit, Forecast, Notified, Progress as Completion,
};

/// One unit, in the 1/10000 in which quantities are counted.
const ONE_UNIT: i128 = 10_000;

/// Units of all customers first told on one day, in 1/10000.
#[derive(Default)]
struct Cohort {
    units: i128,
    completed: BTreeMap<i32, i128>,
}

impl Progress<'_> {
    /// When `target` of the units of identified customers are accounted for: all, or those of an audience. Units are
    /// rounded to whole ones by day of notification. Whoever acts before a notice counts as told on the day of acting;
    /// an account that was taken back later counts as never given.
    ///
    /// # Errors
    /// As [`CompletionFit`].
    pub fn forecast(
        &self,
        audience: Option<Audience>,
        target: f64,
        confidence: f64,
    ) -> Result<Forecast, CompletionError> {
        let mut cohorts: BTreeMap<i32, Cohort> = BTreeMap::new();
        let mut affected = 0;
        for history in self.histories.iter().filter(|history| history.customer.is_some()) {
            if audience.is_some_and(|wanted| history.location.audience() != wanted) {
                continue;
            }
            let units: i128 = history.lines.iter().map(|line| line.units).sum();
            affected += units;
            let accounted = lasting(history.accounted_by_day(self.refunds, None));
            let acted = accounted.iter().find(|(_, accounted)| *accounted > 0).map(|(day, _)| *day);
            let told = history.first_notice().map(|notice| notice.day);
            let Some(told) = told.into_iter().chain(acted).min() else { continue };
            let cohort = cohorts.entry(told).or_default();
            cohort.units += units;
            let mut before = 0;
            for (day, accounted) in accounted.into_iter().filter(|(_, accounted)| *accounted > 0) {
                *cohort.completed.entry(day).or_default() += accounted - before;
                before = accounted;
            }
        }
        let (mut notified, mut completed) = (Vec::new(), Vec::new());
        for (told, cohort) in cohorts {
            notified.push(Notified { day: told, units: whole(cohort.units) });
            let (mut sum, mut before) = (0, 0);
            for (day, more) in cohort.completed {
                sum += more;
                let now = whole(sum);
                completed.push(Completed { notified: told, day, units: now - before });
                before = now;
            }
        }
        // Rounding by day can give more than rounding the sum.
        let affected = whole(affected).max(notified.iter().fold(0, |sum, one| one.units.saturating_add(sum)));
        let completion = Completion { affected, as_of: self.as_of, notified: &notified, completed: &completed };
        CompletionFit::new(&completion)?.forecast(target, confidence)
    }
}

/// What was accounted for on a day and not taken back later.
fn lasting(mut accounted: Vec<(i32, i128)>) -> Vec<(i32, i128)> {
    let mut least = i128::MAX;
    for (_, units) in accounted.iter_mut().rev() {
        least = least.min(*units);
        *units = least;
    }
    accounted
}

/// Whole units, halves up.
fn whole(units: i128) -> u64 {
    u64::try_from((units + ONE_UNIT / 2).div_euclid(ONE_UNIT)).unwrap_or(u64::MAX / 4)
}
