//! The stock of a pool day by day, and which records contradict it. It bounds and estimates nothing.

use std::cmp::Ordering;

use super::class::Reason;
use super::error::PoolError;
use super::pool::{Content, Pool, Scope, StockRecord};

/// What the record says of an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Its lot is known and nothing contradicts it, or the records contradict each other: no need of the stock.
    Settled(Reason),
    /// Hidden, in this window.
    Hidden(u32),
}

/// One lot of the pool.
#[derive(Clone, Debug)]
pub(super) struct LotRecord {
    pub(super) lot: u32,
    pub(super) affected: bool,
    /// First day of a receipt; `None` for an unknown one.
    pub(super) received: Option<i32>,
    /// Received minus issued with the lot recorded: the windows at whose ends it changed, and what it was then.
    pub(super) balances: Vec<(u32, i64)>,
}

/// A day with issues. Order within it is unknown: what came on that day was there, what left with its lot recorded had
/// left. Quantities are sums since the start.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Window {
    /// Hidden issues of this day, those in conflict left out.
    pub(super) hidden: i64,
    /// Received minus issued with the lot recorded, of affected lots.
    pub(super) affected: i64,
    /// The same of all other lots.
    pub(super) others: i64,
    /// Received without a lot, its affected part at least and at most.
    pub(super) unknown: i64,
    pub(super) unknown_min: i64,
    pub(super) unknown_max: i64,
    /// Of what came without a lot and was still of any, the part that the recorded issues of this day leave so.
    pub(super) unexplained: f64,
    /// All stock before the hidden issues of this day.
    pub(super) stock: i64,
}

/// The whole record. A window without issues closes it, so that all receipts are in some window.
#[derive(Clone, Debug, Default)]
pub(super) struct Record {
    pub(super) places: Vec<Place>,
    pub(super) windows: Vec<Window>,
    /// Day of each window.
    days: Vec<i32>,
    /// Ascending by lot.
    pub(super) lots: Vec<LotRecord>,
    /// What issues in conflict took beyond the stock.
    pub(super) shortfall: i64,
}

/// Stock while the record is read.
struct Ledger {
    record: Record,
    now: Window,
    /// Part of the unknown receipts that recorded issues have not yet shown to be of their lots.
    unexplained: i64,
}

/// Reads the record of a pool that has been checked.
pub(super) fn read(pool: &Pool<'_>, scope: &Scope<'_>) -> Result<Record, PoolError> {
    let settled = |reason| Place::Settled(reason);
    let mut recorded: Vec<Option<u32>> = Vec::with_capacity(pool.issues.len());
    let mut places = Vec::with_capacity(pool.issues.len());
    for issue in pool.issues {
        let contradiction = matches!((issue.lot, issue.moved_lot), (Some(lot), Some(moved)) if lot != moved);
        let lot = issue.lot.or(issue.moved_lot);
        let reason = match (lot, pool.stock, issue.day) {
            _ if contradiction => Reason::LotContradictsMove,
            (Some(lot), ..) if is_affected(scope, lot)? => Reason::LotInScope,
            (Some(_), ..) => Reason::LotOutOfScope,
            (None, StockRecord::Absent, _) => Reason::StockUnknown,
            (None, StockRecord::Kept, _) => Reason::StockOfAllDays,
        };
        places.push(settled(reason));
        recorded.push(lot.filter(|_| !contradiction));
    }
    let mut ledger = Ledger { record: Record { places, ..Record::default() }, now: Window::default(), unexplained: 0 };
    if pool.stock == StockRecord::Absent {
        return Ok(ledger.record);
    }
    let received = pool.receipts.iter().filter_map(|receipt| match receipt.content {
        Content::Lot(lot) => Some(lot),
        Content::Unknown(_) => None,
    });
    let mut lots: Vec<u32> = received.chain(recorded.iter().copied().flatten()).collect();
    lots.sort_unstable();
    lots.dedup();
    for lot in lots {
        let affected = is_affected(scope, lot)?;
        ledger.record.lots.push(LotRecord { lot, affected, received: Some(i32::MAX), balances: Vec::new() });
    }

    let mut receipts: Vec<_> = pool.receipts.iter().collect();
    // By day, then by content, so that sums do not depend on the order of rows.
    receipts.sort_by(|a, b| a.partial_cmp(b).unwrap_or(Ordering::Equal));
    let mut receipts = receipts.into_iter().peekable();
    let mut dated: Vec<(i32, usize)> =
        pool.issues.iter().enumerate().filter_map(|(at, issue)| Some((issue.day?, at))).collect();
    dated.sort_unstable();
    let mut days: Vec<&[(i32, usize)]> = dated.chunk_by(|a, b| a.0 == b.0).collect();
    days.push(&[]);
    for issues in days {
        let day = issues.first().map_or(i32::MAX, |(day, _)| *day);
        while let Some(receipt) = receipts.next_if(|receipt| receipt.day.is_none_or(|came| came <= day)) {
            ledger.receive(receipt.day, receipt.quantity, receipt.content);
        }
        ledger.issue(issues, pool, &recorded);
        ledger.record.days.push(day);
    }
    Ok(ledger.record)
}

fn is_affected(scope: &Scope<'_>, lot: u32) -> Result<bool, PoolError> {
    scope.affected.get(lot as usize).copied().ok_or(PoolError::UnknownLot { lot })
}

impl Ledger {
    fn receive(&mut self, day: Option<i32>, quantity: i64, content: Content) {
        self.now.stock += quantity;
        match content {
            Content::Lot(lot) => {
                let at = self.position(lot);
                let record = &mut self.record.lots[at];
                record.received = record.received.min(day);
                self.change(at, quantity);
            }
            Content::Unknown(units) => {
                self.unexplained += quantity;
                self.now.unknown += quantity;
                self.now.unknown_min += units.min;
                self.now.unknown_max += units.max;
            }
        }
    }

    /// The issues of one day: those with a lot first, then the hidden ones.
    fn issue(&mut self, issues: &[(i32, usize)], pool: &Pool<'_>, recorded: &[Option<u32>]) {
        self.now.unexplained = 1.0;
        let mut known: Vec<(u32, usize)> = issues.iter().filter_map(|(_, at)| Some((recorded[*at]?, *at))).collect();
        known.sort_unstable();
        let quantity = |issues: &[(u32, usize)]| issues.iter().map(|(_, at)| pool.issues[*at].quantity).sum::<i64>();
        let mut unexplained = self.unexplained;
        let mut accepted: Vec<&[(u32, usize)]> = Vec::new();
        for of_lot in known.chunk_by(|a, b| a.0 == b.0) {
            let lacking = (quantity(of_lot) - self.balance(of_lot[0].0)).max(0);
            if lacking <= unexplained {
                unexplained -= lacking;
                accepted.push(of_lot);
            } else {
                of_lot.iter().for_each(|(_, at)| self.record.places[*at] = Place::Settled(Reason::LotNotInStock));
            }
        }
        let leaving: i64 = accepted.iter().map(|of_lot| quantity(of_lot)).sum();
        if leaving > self.now.stock {
            self.record.shortfall += leaving - self.now.stock;
            for (_, at) in accepted.into_iter().flatten() {
                self.record.places[*at] = Place::Settled(Reason::NegativeStock);
            }
        } else {
            self.now.stock -= leaving;
            for of_lot in accepted {
                let at = self.position(of_lot[0].0);
                let lacking = (quantity(of_lot) - self.balance(of_lot[0].0)).max(0);
                self.explain(lacking);
                self.change(at, lacking - quantity(of_lot));
            }
        }

        let is_hidden = |at: usize| self.record.places[at] == Place::Settled(Reason::StockOfAllDays);
        let hidden: Vec<usize> = issues.iter().map(|(_, at)| *at).filter(|at| is_hidden(*at)).collect();
        let leaving: i64 = hidden.iter().map(|at| pool.issues[*at].quantity).sum();
        let window = self.record.windows.len() as u32;
        let (place, taken) = if leaving > self.now.stock {
            self.record.shortfall += leaving - self.now.stock;
            (Place::Settled(Reason::NegativeStock), 0)
        } else {
            (Place::Hidden(window), leaving)
        };
        hidden.iter().for_each(|at| self.record.places[*at] = place);
        self.record.windows.push(Window { hidden: taken, ..self.now });
        self.now.stock -= taken;
    }

    /// Part of what came without a lot turns out to have been of a known one.
    fn explain(&mut self, quantity: i64) {
        if quantity > 0 {
            self.now.unexplained *= 1.0 - quantity as f64 / self.unexplained as f64;
            self.unexplained -= quantity;
        }
    }

    fn change(&mut self, at: usize, by: i64) {
        let window = self.record.windows.len() as u32;
        let record = &mut self.record.lots[at];
        let sum = if record.affected { &mut self.now.affected } else { &mut self.now.others };
        *sum += by;
        match record.balances.last_mut() {
            Some((last, balance)) if *last == window => *balance += by,
            last => {
                let before = last.map_or(0, |(_, balance)| *balance);
                record.balances.push((window, before + by));
            }
        }
    }

    fn balance(&self, lot: u32) -> i64 {
        self.record.lots[self.position(lot)].balances.last().map_or(0, |(_, balance)| *balance)
    }

    fn position(&self, lot: u32) -> usize {
        // Every lot of a receipt or a recorded issue was listed before.
        self.record.lots.partition_point(|record| record.lot < lot)
    }
}

impl Record {
    /// The first window in which something received on `day` is there.
    pub(super) fn window_from(&self, day: Option<i32>) -> u32 {
        let day = day.unwrap_or(i32::MIN);
        self.days.partition_point(|issued| *issued < day) as u32
    }

    /// Bounds of the affected units in the hidden issues of a window from what came before alone: max(0, q − B) and
    /// min(q, A), A and B being what was received and not issued with the lot recorded, and no more than the stock.
    pub(super) fn earlier_bounds(&self, window: usize) -> (i64, i64) {
        let Window { hidden, affected, others, unknown, unknown_min, unknown_max, stock, .. } = self.windows[window];
        let (affected, others) = ((affected + unknown_max).min(stock), (others + unknown - unknown_min).min(stock));
        ((hidden - others).max(0), hidden.min(affected))
    }
}
