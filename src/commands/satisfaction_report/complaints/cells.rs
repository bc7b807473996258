//! Complaints counted by segment and period, and the orders or customers they are held against.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::models::complaint_cases::SlaOutcome;
use crate::reduce::satisfaction::bought::Bought;
use crate::reduce::satisfaction::complaints::{ComplaintRow, ComplaintSet};
use crate::settings::satisfaction_report::Per;

use super::super::groups::Groups;
use super::super::span::Span;
use super::clocks::{AllowedTimes, Judged};

/// Complaints that are counted at a time.
const BATCH: usize = 1 << 16;

/// The complaints of a segment in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// Complaints.
    pub(super) cases: u64,
    /// Clocks that stopped in time.
    pub(super) met: [u64; 3],
    /// Clocks whose time is up, or that stopped.
    pub(super) due: [u64; 3],
    /// Cases that were reopened.
    pub(super) reopened: u64,
    /// Cases that were resolved at least once.
    pub(super) resolved_once: u64,
    /// Orders, or customers who bought.
    pub(super) exposure: u64,
}

/// Cells by segment, and in each by period; the last one of a segment is that of all periods.
pub(super) struct Cells {
    /// The period of the first complaint. Before it nothing is known.
    pub(super) first: usize,
    periods: usize,
    cells: Vec<Cell>,
}

impl Cell {
    fn merge(&mut self, other: Cell) {
        let Cell { cases, met, due, reopened, resolved_once, exposure } = other;
        self.cases += cases;
        self.met.iter_mut().zip(met).for_each(|(own, other)| *own += other);
        self.due.iter_mut().zip(due).for_each(|(own, other)| *own += other);
        self.reopened += reopened;
        self.resolved_once += resolved_once;
        self.exposure += exposure;
    }

    fn add(&mut self, judged: &Judged, allowed: AllowedTimes) {
        self.cases += 1;
        self.reopened += u64::from(judged.reopened);
        self.resolved_once += u64::from(judged.closed || judged.reopened);
        for ((met, due), outcome) in self.met.iter_mut().zip(&mut self.due).zip(judged.outcomes(allowed)) {
            let (in_time, over) = match outcome {
                Some(SlaOutcome::Met) => (1, 1),
                Some(SlaOutcome::MissedLate { .. } | SlaOutcome::MissedOpen { .. }) => (0, 1),
                _ => (0, 0),
            };
            *met += in_time;
            *due += over;
        }
    }
}

impl Cells {
    /// Counts complaints by the period in which they were received.
    pub(super) fn count(
        set: &ComplaintSet,
        judged: &[Judged],
        groups: &Groups,
        span: &Span,
        allowed: AllowedTimes,
    ) -> Cells {
        let none = || Cells {
            first: span.count,
            periods: span.count,
            cells: vec![Cell::default(); groups.segments().len().max(1) * (span.count + 1)],
        };
        let of_batch = |(rows, judged): (&[ComplaintRow], &[Judged])| {
            let mut own = none();
            for (row, judged) in rows.iter().zip(judged).filter(|(_, judged)| judged.set_aside.is_none()) {
                if let Some(period) = row.opened.day().and_then(|day| span.place(day)) {
                    own.add(groups.of(row.customer), period, judged, allowed);
                }
            }
            own
        };
        let batches = set.rows.par_chunks(BATCH).zip(judged.par_chunks(BATCH));
        batches.map(of_batch).reduce(none, Cells::merged)
    }

    /// Adds a complaint of some segments.
    fn add(&mut self, segments: impl Iterator<Item = usize>, period: usize, judged: &Judged, allowed: AllowedTimes) {
        self.first = self.first.min(period);
        let width = self.periods + 1;
        for segment in segments {
            for at in [segment * width + period, segment * width + self.periods] {
                if let Some(cell) = self.cells.get_mut(at) {
                    cell.add(judged, allowed);
                }
            }
        }
    }

    /// The complaints of both.
    fn merged(mut self, other: Cells) -> Cells {
        self.first = self.first.min(other.first);
        self.cells.iter_mut().zip(other.cells).for_each(|(own, other)| own.merge(other));
        self
    }

    /// Adds what complaints are held against, from the period of the first complaint on.
    pub(super) fn hold_against(&mut self, bought: &Bought, per: Per, groups: &Groups, span: &Span) {
        let width = self.periods + 1;
        for (customer, days) in bought.all() {
            let placed = days.iter().filter_map(|on| Some((span.place(on.day)?, u64::from(on.orders))));
            let placed = placed.filter(|(period, _)| *period >= self.first);
            let (by_period, whole): (Vec<(usize, u64)>, u64) = match per {
                Per::Order => {
                    let by_period: Vec<(usize, u64)> = placed.collect();
                    let whole = by_period.iter().map(|(_, orders)| orders).sum();
                    (by_period, whole)
                }
                Per::Customer => {
                    let periods: BTreeSet<usize> = placed.map(|(period, _)| period).collect();
                    (periods.iter().map(|period| (*period, 1)).collect(), u64::from(!periods.is_empty()))
                }
                Per::Nothing => continue,
            };
            for segment in groups.of(customer) {
                let own = by_period.iter().copied().chain([(self.periods, whole)]);
                for (period, exposure) in own {
                    if let Some(cell) = self.cells.get_mut(segment * width + period) {
                        cell.exposure += exposure;
                    }
                }
            }
        }
    }

    /// The cell of a segment in a period; `None` before the first complaint.
    pub(super) fn of(&self, segment: usize, period: usize) -> Option<&Cell> {
        let cell = self.cells.get(segment * (self.periods + 1) + period);
        cell.filter(|_| period >= self.first && period < self.periods)
    }

    /// The cell of a segment over all periods.
    pub(super) fn whole(&self, segment: usize) -> Option<&Cell> {
        self.cells.get(segment * (self.periods + 1) + self.periods).filter(|_| self.first < self.periods)
    }
}
