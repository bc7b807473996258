//! Complaints counted by segment and period, and the orders or customers they are held against.

use std::collections::BTreeSet;

use crate::models::complaint_cases::SlaOutcome;
use crate::reduce::satisfaction::bought::Bought;
use crate::reduce::satisfaction::complaints::ComplaintSet;
use crate::settings::satisfaction_report::Per;

use super::super::groups::Groups;
use super::super::span::Span;
use super::clocks::{AllowedTimes, Judged};

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
        let width = span.count + 1;
        let mut cells = vec![Cell::default(); groups.segments().len().max(1) * width];
        let mut first = None;
        for (row, judged) in set.rows.iter().zip(judged).filter(|(_, judged)| judged.set_aside.is_none()) {
            let Some(period) = row.opened.day().and_then(|day| span.place(day)) else { continue };
            first.get_or_insert(period);
            for segment in groups.of(row.customer) {
                for at in [segment * width + period, segment * width + span.count] {
                    if let Some(cell) = cells.get_mut(at) {
                        cell.add(judged, allowed);
                    }
                }
            }
        }
        Cells { first: first.unwrap_or(span.count), periods: span.count, cells }
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
