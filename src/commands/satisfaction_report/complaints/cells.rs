//! Complaints counted by segment and period, and the orders or customers they are held against.

use rayon::prelude::*;

use crate::models::complaint_cases::SlaOutcome;
use crate::reduce::satisfaction::bought::{Bought, BoughtOn};
use crate::reduce::satisfaction::complaints::{ComplaintRow, ComplaintSet};
use crate::settings::satisfaction_report::Per;

use super::super::groups::Groups;
use super::super::span::Span;
use super::clocks::{AllowedTimes, Judged};

/// Complaints that are counted at a time.
const BATCH: usize = 1 << 14;

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
    /// Orders.
    orders: u64,
    /// Customers who bought.
    customers: u64,
    /// Units sold, in 1/10000, of the orders that tell.
    units: u64,
    /// Orders that do not tell how many units they sold.
    pub(super) orders_without_units: u64,
}

/// Ten-thousandths of a unit.
const UNIT: f64 = 10_000.0;
/// Where more of the orders do not tell how many units they sold, nobody knows how many were.
const MOST_UNTOLD: f64 = 0.01;

/// Cells by segment, and in each by period; the last one of a segment is that of all periods.
pub(super) struct Cells {
    /// The period of the first complaint. Before it nothing is known.
    pub(super) first: usize,
    periods: usize,
    cells: Vec<Cell>,
}

impl Cell {
    /// Adds the complaints of others; what they are held against comes later.
    fn merge(&mut self, other: &Cell) {
        self.cases += other.cases;
        self.met.iter_mut().zip(other.met).for_each(|(own, other)| *own += other);
        self.due.iter_mut().zip(other.due).for_each(|(own, other)| *own += other);
        self.reopened += other.reopened;
        self.resolved_once += other.resolved_once;
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

impl Cell {
    /// What the complaints are held against; 0 where there was none, or nobody knows how much.
    pub(super) fn exposure(&self, per: Per) -> f64 {
        let untold = self.orders_without_units as f64 > self.orders as f64 * MOST_UNTOLD;
        match per {
            Per::Order => self.orders as f64,
            Per::Customer => self.customers as f64,
            Per::Unit if untold => 0.0,
            Per::Unit => self.units as f64 / UNIT,
            Per::Nothing => 0.0,
        }
    }

    /// Adds the purchases of a customer.
    fn sold(&mut self, on: &BoughtOn, is_first: bool) {
        let orders = u64::from(on.orders);
        self.orders += orders;
        self.customers += u64::from(is_first);
        match on.units() {
            Some(units) => self.units = self.units.saturating_add(units),
            None => self.orders_without_units += orders,
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
            groups.fetch(rows.iter().map(|row| row.customer));
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
        self.cells.iter_mut().zip(&other.cells).for_each(|(own, other)| own.merge(other));
        self
    }

    /// Adds what complaints are held against, from the period of the first complaint on.
    pub(super) fn hold_against(&mut self, bought: &Bought, groups: &Groups, span: &Span) {
        let width = self.periods + 1;
        for (customer, days) in bought.all() {
            let placed = days.iter().filter_map(|on| Some((span.place(on.day)?, on)));
            let placed: Vec<(usize, &BoughtOn)> = placed.filter(|(period, _)| *period >= self.first).collect();
            for segment in groups.of(customer) {
                let mut before = None;
                for (period, on) in &placed {
                    let firsts = [(*period, before != Some(*period)), (self.periods, before.is_none())];
                    before = Some(*period);
                    for (at, is_first) in firsts {
                        if let Some(cell) = self.cells.get_mut(segment * width + at) {
                            cell.sold(on, is_first);
                        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_known_where_nearly_all_orders_tell_them() {
        let cell = |told: u32, untold: u32| {
            let mut cell = Cell::default();
            cell.sold(&BoughtOn::new(0, told, Some(25_000)), true);
            cell.sold(&BoughtOn::new(1, untold, None), false);
            cell
        };
        let held = |cell: Cell| Per::ALL.map(|per| cell.exposure(per));
        assert_eq!(held(cell(99, 1)), [100.0, 1.0, 2.5]);
        assert_eq!(held(cell(98, 2)), [100.0, 1.0, 0.0]);
        assert_eq!(held(Cell::default()), [0.0; 3]);
        assert_eq!(cell(1, 0).exposure(Per::Nothing), 0.0);
    }
}
