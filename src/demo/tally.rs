//! Counts kept while persons are written: what the truth needs and what the stock movements are made of. Writes nothing.

use std::collections::BTreeMap;

use super::lots::{Bad, FinishedLot, LotPlan};
use super::purchases::{Line, LotRecord};
use super::truth::{BadLot, Duplicate, Listed, Totals};

/// Counts of one finished lot.
#[derive(Clone, Copy, Debug, Default)]
struct LotCounts {
    sold: u64,
    recorded: u64,
    returned: u64,
    complaints: u64,
}

/// Counts kept while persons are written.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) totals: Totals,
    pub(super) slowing: Listed<String>,
    pub(super) left: Listed<String>,
    pub(super) duplicate_customers: Listed<Duplicate>,
    pub(super) duplicate_rows: Listed<String>,
    /// Persons treated and left alone.
    pub(super) arms: (u64, u64),
    /// Units returned by finished lot, day and store.
    pub(super) returns: BTreeMap<(usize, i32, usize), u64>,
    lots: Vec<LotCounts>,
    /// Persons who hold units of each bad lot, and the last of them.
    holders: Vec<(u64, Option<u32>)>,
}

impl Tally {
    /// Nothing counted yet for the lots of `plan`.
    pub(super) fn new(plan: &LotPlan) -> Tally {
        Tally {
            lots: vec![LotCounts::default(); plan.finished.len()],
            holders: vec![(0, None); plan.bad.len()],
            ..Tally::default()
        }
    }

    /// A line sold to the person at `index`.
    pub(super) fn sold(&mut self, plan: &LotPlan, line: &Line, index: u32) {
        let units = u64::from(line.quantity);
        self.totals.sale_lines += 1;
        self.totals.units_sold += units;
        self.totals.lines_without_lot += u64::from(line.lot_record == LotRecord::Hidden);
        let Some(lot) = line.lot else { return };
        if let Some(counts) = self.lots.get_mut(lot) {
            counts.sold += units;
            counts.recorded += if line.lot_record == LotRecord::Shown { units } else { 0 };
        }
        if let Some((holders, last)) = plan.bad_lot(lot).and_then(|bad| self.holders.get_mut(bad))
            && *last != Some(index)
        {
            (*holders, *last) = (*holders + 1, Some(index));
        }
    }

    /// `units` of `lot` brought back to `store` on `day`.
    pub(super) fn returned(&mut self, lot: Option<usize>, day: i32, store: usize, units: u32) {
        self.totals.return_lines += 1;
        self.totals.units_returned += u64::from(units);
        let Some(lot) = lot else { return };
        *self.returns.entry((lot, day, store)).or_default() += u64::from(units);
        if let Some(counts) = self.lots.get_mut(lot) {
            counts.returned += u64::from(units);
        }
    }

    /// One complaint about a unit of `lot`.
    pub(super) fn complained(&mut self, lot: Option<usize>) {
        self.totals.product_complaints += 1;
        if let Some(counts) = lot.and_then(|lot| self.lots.get_mut(lot)) {
            counts.complaints += 1;
        }
    }

    /// The bad lots as they turned out.
    pub(super) fn bad_lots(&self, plan: &LotPlan) -> Vec<BadLot> {
        let describe = |(bad, (customers, _)): (&Bad, &(u64, Option<u32>))| {
            let sum = |count: fn(&LotCounts) -> u64| -> u64 {
                bad.finished.iter().filter_map(|lot| self.lots.get(*lot)).map(count).sum()
            };
            let finished = || bad.finished.iter().filter_map(|lot| plan.finished.get(*lot));
            BadLot {
                lot_id: bad.id.clone(),
                kind: bad.kind,
                finished_lots: finished().map(|lot| lot.id.clone()).collect(),
                units_made: finished().map(FinishedLot::made).sum(),
                units_sold: sum(|counts| counts.sold),
                units_recorded: sum(|counts| counts.recorded),
                units_returned: sum(|counts| counts.returned),
                customers: *customers,
                complaints: sum(|counts| counts.complaints),
            }
        };
        plan.bad.iter().zip(&self.holders).map(describe).collect()
    }
}
