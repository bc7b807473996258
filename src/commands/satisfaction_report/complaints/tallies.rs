//! Complaints in groups: how many, how long each clock runs, and how often in time.

use std::num::NonZeroU32;

use rayon::prelude::*;

use crate::models::complaint_cases::{Elapsed, OwnedCase, OwnerRow, SlaCounts};
use crate::models::satisfaction_scores::SUPPRESSED_BELOW;
use crate::models::survival::{Durations, LogRank, Observed, Quantile, kaplan_meier, log_rank};
use crate::settings::satisfaction_report::CONFIDENCE;

use super::clocks::{AllowedTimes, Judged};

/// Clocks are counted in minutes.
const MINUTE: NonZeroU32 = NonZeroU32::MIN.saturating_add(59);
/// Minutes of an hour.
const HOUR: f64 = 60.0;
/// The share of cases by which the slow ones are told.
const MOST: f64 = 0.9;

/// Business hours of a quantile.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Hours {
    /// `None` where fewer have come so far.
    pub(super) value: Option<f64>,
    pub(super) lower: Option<f64>,
    pub(super) upper: Option<f64>,
}

/// One clock of a group.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ClockFigures {
    /// Clocks that stopped, and that still run.
    pub(super) stopped: u64,
    pub(super) running: u64,
    /// The time by which half have stopped, those still running included.
    pub(super) median: Hours,
    /// The time by which nine of ten have.
    pub(super) ninety: Hours,
    /// Where a time is allowed.
    pub(super) sla: Option<SlaCounts>,
}

impl ClockFigures {
    /// Cases whose time is up, or whose clock stopped.
    pub(super) fn due(&self) -> u64 {
        self.sla.map_or(0, |sla| sla.met + sla.missed())
    }
}

/// A group of complaints.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    pub(super) counts: OwnerRow,
    pub(super) clocks: [ClockFigures; 3],
}

/// The durations of a group, which a test of groups takes.
pub(super) struct Tally {
    durations: [Durations; 3],
    sla: [SlaCounts; 3],
    counts: OwnerRow,
}

/// The complaints of `groups` groups. `pairs` gives each with the place of its group; one may stand in several.
pub(super) fn tally<'a>(
    pairs: impl Iterator<Item = (usize, &'a Judged)>,
    groups: usize,
    allowed: AllowedTimes,
) -> Vec<Tally> {
    let mut slas = vec![[SlaCounts::default(); 3]; groups];
    let mut clocks: Vec<[Vec<Observed>; 3]> = vec![Default::default(); groups];
    let mut counts = vec![OwnerRow::default(); groups];
    let minutes = |seconds: u64| u32::try_from(seconds / u64::from(MINUTE.get())).unwrap_or(u32::MAX);
    for (group, judged) in pairs.filter(|(_, judged)| judged.set_aside.is_none()) {
        let places = (clocks.get_mut(group), slas.get_mut(group), counts.get_mut(group));
        let (Some(clocks), Some(sla), Some(counts)) = places else { continue };
        for (own, elapsed) in clocks.iter_mut().zip(judged.elapsed()) {
            match elapsed {
                Elapsed::Done(seconds) => own.push(Observed::new(minutes(seconds), true)),
                Elapsed::Open(seconds) => own.push(Observed::new(minutes(seconds), false)),
                Elapsed::NotApplicable | Elapsed::BeyondCalendar => {}
            }
        }
        let outcomes = judged.outcomes(allowed);
        for (own, outcome) in sla.iter_mut().zip(outcomes) {
            outcome.into_iter().for_each(|outcome| own.add(outcome));
        }
        let (closed, overdue, reopened) = (judged.closed, judged.is_overdue(outcomes), judged.reopened);
        counts.add(OwnedCase { closed, overdue, reopened });
    }
    let durations: Vec<[Durations; 3]> = clocks.into_par_iter().map(|own| own.map(Durations::counted)).collect();
    let given = durations.into_iter().zip(slas).zip(counts);
    given.map(|((durations, sla), counts)| Tally { durations, sla, counts }).collect()
}

impl Tally {
    /// The figures of the group.
    pub(super) fn figures(&self, allowed: AllowedTimes) -> Group {
        let mut clocks = [ClockFigures::default(); 3];
        for (((own, durations), sla), allowed) in clocks.iter_mut().zip(&self.durations).zip(self.sla).zip(allowed) {
            let (observed, stopped) = durations.totals();
            let curve = kaplan_meier(durations, CONFIDENCE);
            let quantile = |share| curve.as_ref().and_then(|curve| curve.quantile(share)).map(hours);
            *own = ClockFigures {
                stopped,
                running: observed - stopped,
                median: quantile(0.5).unwrap_or_default(),
                ninety: quantile(MOST).unwrap_or_default(),
                sla: allowed.map(|_| sla),
            };
        }
        Group { counts: self.counts, clocks }
    }
}

/// A test between groups.
#[derive(Clone, Debug)]
pub(super) struct Compared {
    /// Groups that take part.
    pub(super) groups: usize,
    /// Their cases.
    pub(super) cases: u64,
    pub(super) test: LogRank,
}

/// Whether the clock at `place` runs alike in all groups. Groups of too few cases to be shown take no part.
pub(super) fn alike(tallies: &[&Tally], place: usize) -> Option<Compared> {
    let own = tallies.iter().filter_map(|tally| tally.durations.get(place));
    let own: Vec<Durations> = own.filter(|own| own.totals().0 >= SUPPRESSED_BELOW).cloned().collect();
    let cases = own.iter().map(|own| own.totals().0).sum();
    let test = if own.len() < 2 { None } else { log_rank(&own).ok() };
    test.map(|test| Compared { groups: own.len(), cases, test })
}

fn hours(quantile: Quantile) -> Hours {
    let hours = |minutes: Option<u32>| minutes.map(|minutes| f64::from(minutes) / HOUR);
    Hours { value: hours(quantile.days), lower: hours(quantile.lower), upper: hours(quantile.upper) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(cases: u64, minutes: u32) -> Tally {
        let ended =
            (0..cases).map(|own| Observed::new(minutes + u32::try_from(own % 5).unwrap_or(0), !own.is_multiple_of(4)));
        let durations = [ended.collect(), Vec::new(), Vec::new()].map(Durations::counted);
        Tally { durations, sla: Default::default(), counts: OwnerRow::default() }
    }

    #[test]
    fn groups_of_few_cases_take_no_part() {
        let (one, other, few) = (group(40, 10), group(50, 30), group(9, 900));
        let found = alike(&[&one, &few, &other], 0);
        let told = found.map(|own| (own.groups, own.cases, own.test.degrees_of_freedom, own.test.p_value < 1e-6));
        assert_eq!(told, Some((2, 90, 1, true)));
        assert!(alike(&[&one, &few], 0).is_none() && alike(&[&one, &other], 1).is_none());
        assert!(alike(&[&one, &group(40, 10)], 0).is_some_and(|own| own.test.p_value > 0.999));
    }
}
