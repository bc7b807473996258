//! Failures that each lot should have had at its age, from the failures of other lots at every age: no distribution is
//! assumed. It does not test the difference; [`within_strata`](super::exact::within_strata) does.

use std::borrow::Cow;

use hashbrown::HashMap;
use hashbrown::hash_map::Entry;

use super::exact::Stratum;
use super::group::{Group, GroupError, MOST_FAILURES};

/// Units of one lot in one stratum: a month in service, or any other division within which lots are to be compared,
/// such as product and month in service.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StratumOfLot {
    /// Lot, counted from 0.
    pub lot: u32,
    /// Any number of the stratum.
    pub stratum: u32,
    /// Failures in this stratum, and its unit-months (or units).
    pub counted: Group,
}

/// Units of one lot whose observation ended in one month in service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthlyLife {
    /// Lot, counted from 0.
    pub lot: u32,
    /// Completed months in service at failure, or today.
    pub month: u32,
    /// Units that failed in this month.
    pub failed: u64,
    /// Units that still worked in this month, when observation ended.
    pub working: u64,
}

/// The highest month that is counted; later ones are taken together with it.
pub const LAST_MONTH: u32 = 1_200;

/// One lot compared with all others at equal age.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgeAdjusted {
    /// Failures where others can be compared.
    pub failures: u64,
    /// Failures expected at the rates of all other lots: Σ over strata of exposure × failures of others ÷ exposure of
    /// others. The uncertainty of those rates is not in it.
    pub expected: f64,
    /// Failures expected at the rates of all lots, itself among them, over all strata: Σ row × column / total, the
    /// exposure for shrinkage.
    pub pooled: f64,
    /// Failures in strata that no other lot has reached; in none of the other figures but `pooled`.
    pub failures_alone: u64,
    /// Exposure in strata that no other lot has reached.
    pub exposure_alone: f64,
}

/// Sorts lives by lot and month and adds up those that have both in common.
pub fn add_up(lives: &mut Vec<MonthlyLife>) {
    lives.sort_unstable_by_key(|life| (life.lot, life.month));
    lives.dedup_by(|next, kept| {
        let same = (next.lot, next.month) == (kept.lot, kept.month);
        if same {
            kept.failed = kept.failed.saturating_add(next.failed);
            kept.working = kept.working.saturating_add(next.working);
        }
        same
    });
}

/// Adds to `cells` the unit-months and failures of each lot in each month in service, sorted by lot and month. A unit
/// spends one month in each one that it completed and half a month in the one in which it failed or is today (the
/// actuarial convention).
///
/// `lives` in any order, in which they do not stay; ages beyond [`LAST_MONTH`] count as that. Lives of several lots that
/// are given as one make the cells that those of the lots add up to: sums of half units are exact.
pub fn months_in_service(lives: &mut [MonthlyLife], cells: &mut Vec<StratumOfLot>) {
    lives.iter_mut().for_each(|life| life.month = life.month.min(LAST_MONTH));
    lives.sort_unstable_by_key(|life| (life.lot, life.month));
    for of_lot in lives.chunk_by(|a, b| a.lot == b.lot) {
        let units = |life: &MonthlyLife| life.failed as f64 + life.working as f64;
        let mut reached: f64 = of_lot.iter().map(units).sum();
        let mut month = 0;
        for of_month in of_lot.chunk_by(|a, b| a.month == b.month) {
            let Some(MonthlyLife { lot, month: ending, .. }) = of_month.first().copied() else { continue };
            let cell =
                |stratum, failures, exposure| StratumOfLot { lot, stratum, counted: Group { failures, exposure } };
            cells.extend((month..ending).map(|month| cell(month, 0, reached)));
            let ended: f64 = of_month.iter().map(units).sum();
            let failed = of_month.iter().fold(0_u64, |sum, life| sum.saturating_add(life.failed));
            cells.push(cell(ending, failed, reached - 0.5 * ended));
            reached -= ended;
            month = ending + 1;
        }
    }
}

/// Failures and exposure of all lots in each stratum: what a lot is compared with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strata {
    /// Numbers of the strata, ascending, with their totals.
    all: Vec<(u32, Group)>,
}

impl Strata {
    /// The totals of all cells, in any order. They may come lot by lot, so that the cells of millions of lots are never
    /// held together.
    pub fn of(cells: impl IntoIterator<Item = StratumOfLot>) -> Result<Strata, GroupError> {
        let mut all: HashMap<u32, Group> = HashMap::new();
        let mut failures = 0_u64;
        for (position, cell) in cells.into_iter().enumerate() {
            failures = failures.saturating_add(cell.counted.failures);
            if failures > MOST_FAILURES {
                return Err(GroupError::TooManyFailures { position });
            }
            let sum = all.entry(cell.stratum).or_insert(Group { failures: 0, exposure: 0.0 });
            sum.failures += cell.counted.failures;
            sum.exposure += cell.counted.exposure;
            if !(cell.counted.exposure >= 0.0 && sum.exposure.is_finite()) {
                return Err(GroupError::Exposure { position });
            }
        }
        let mut all: Vec<(u32, Group)> = all.into_iter().collect();
        all.sort_unstable_by_key(|(stratum, _)| *stratum);
        Ok(Strata { all })
    }

    /// Compares one lot, or any other part of the whole, with all others within strata. `cells` are those of this part
    /// alone; several of one stratum are added up.
    pub fn compare(&self, cells: &[StratumOfLot]) -> AgeAdjusted {
        let mut result =
            AgeAdjusted { failures: 0, expected: 0.0, pooled: 0.0, failures_alone: 0, exposure_alone: 0.0 };
        let mut at = 0;
        for StratumOfLot { stratum, counted: Group { failures, exposure }, .. } in merged(cells).iter().copied() {
            let Some(all) = self.total(stratum, &mut at) else { continue };
            if all.exposure > 0.0 {
                result.pooled += exposure * (all.failures as f64 / all.exposure);
            }
            match rest(all.exposure, exposure) {
                0.0 => {
                    result.failures_alone += failures;
                    result.exposure_alone += exposure;
                }
                rest => {
                    result.failures += failures;
                    result.expected += exposure * ((all.failures - failures) as f64 / rest);
                }
            }
        }
        result
    }

    /// The strata of one lot, or any other part of the whole, for the exact test of
    /// [`within_strata`](super::exact::within_strata).
    pub fn of_part(&self, cells: &[StratumOfLot]) -> Vec<Stratum> {
        let mut at = 0;
        let stratum = |cell: &StratumOfLot| {
            let (all, Group { failures, exposure }) = (self.total(cell.stratum, &mut at)?, cell.counted);
            let (rest_failures, rest_exposure) = (all.failures - failures, rest(all.exposure, exposure));
            Some(Stratum { failures, exposure, rest_failures, rest_exposure })
        };
        merged(cells).iter().filter_map(stratum).collect()
    }

    /// The totals of a stratum. As strata mostly follow each other, it is looked for first `at` the place behind the one
    /// that was found before.
    fn total(&self, stratum: u32, at: &mut usize) -> Option<Group> {
        if self.all.get(*at).is_none_or(|(number, _)| *number != stratum) {
            *at = self.all.binary_search_by_key(&stratum, |(number, _)| *number).ok()?;
        }
        let (_, group) = self.all.get(*at)?;
        *at += 1;
        Some(*group)
    }
}

/// Cells added up by stratum, ascending; those of one lot mostly are so already.
fn merged(cells: &[StratumOfLot]) -> Cow<'_, [StratumOfLot]> {
    if cells.is_sorted_by(|a, b| a.stratum < b.stratum) {
        return Cow::Borrowed(cells);
    }
    // In the order of the cells, so that sums do not depend on how they are kept.
    let mut sums: HashMap<u32, StratumOfLot> = HashMap::new();
    for cell in cells {
        match sums.entry(cell.stratum) {
            Entry::Vacant(place) => drop(place.insert(*cell)),
            Entry::Occupied(mut sum) => {
                let counted = &mut sum.get_mut().counted;
                counted.failures += cell.counted.failures;
                counted.exposure += cell.counted.exposure;
            }
        }
    }
    let mut sorted: Vec<StratumOfLot> = sums.into_values().collect();
    sorted.sort_unstable_by_key(|cell| cell.stratum);
    Cow::Owned(sorted)
}

/// What is left of an exposure without a part of it; what is left by rounding is no exposure.
fn rest(all: f64, part: f64) -> f64 {
    let rest = all - part;
    if rest > 1e-12 * all { rest } else { 0.0 }
}
