//! Complaints in groups: how many, how long each clock runs, and how often in time.

use std::num::NonZeroU32;

use rayon::prelude::*;

use crate::models::complaint_cases::{Elapsed, OwnedCase, OwnerRow, SlaCounts, owner_table};
use crate::models::survival::{Durations, LogRank, Quantile, kaplan_meier, log_rank};
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
pub(super) fn tally<'a, I: Iterator<Item = (usize, &'a Judged)>>(
    pairs: impl Fn() -> I,
    groups: usize,
    allowed: AllowedTimes,
) -> Vec<Tally> {
    let owned = pairs().filter(|(_, judged)| judged.set_aside.is_none()).map(|(group, judged)| OwnedCase {
        owner: u32::try_from(group).ok(),
        closed: judged.closed,
        overdue: judged.is_overdue(allowed),
        reopened: judged.reopened,
    });
    let counts = owner_table(owned, groups);
    let mut slas = vec![[SlaCounts::default(); 3]; groups];
    let mut clocks: Vec<[Vec<(u32, bool)>; 3]> = vec![Default::default(); groups];
    for (group, judged) in pairs().filter(|(_, judged)| judged.set_aside.is_none()) {
        let (Some(clocks), Some(sla)) = (clocks.get_mut(group), slas.get_mut(group)) else { continue };
        for (own, elapsed) in clocks.iter_mut().zip(judged.elapsed()) {
            let minutes = |seconds: u64| u32::try_from(seconds / u64::from(MINUTE.get())).unwrap_or(u32::MAX);
            match elapsed {
                Elapsed::Done(seconds) => own.push((minutes(seconds), true)),
                Elapsed::Open(seconds) => own.push((minutes(seconds), false)),
                Elapsed::NotApplicable | Elapsed::BeyondCalendar => {}
            }
        }
        for (own, outcome) in sla.iter_mut().zip(judged.outcomes(allowed)) {
            outcome.into_iter().for_each(|outcome| own.add(outcome));
        }
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

/// Whether the clock at `place` runs alike in all groups that have cases.
pub(super) fn alike(tallies: &[Tally], place: usize) -> Option<LogRank> {
    let own = tallies.iter().filter_map(|tally| tally.durations.get(place)).filter(|own| own.totals().0 > 0);
    let own: Vec<Durations> = own.cloned().collect();
    if own.len() < 2 { None } else { log_rank(&own).ok() }
}

fn hours(quantile: Quantile) -> Hours {
    let hours = |minutes: Option<u32>| minutes.map(|minutes| f64::from(minutes) / HOUR);
    Hours { value: hours(quantile.days), lower: hours(quantile.lower), upper: hours(quantile.upper) }
}
