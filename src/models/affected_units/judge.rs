//! Every issue of a pool judged. The parts are in `record`, `limits`, `corridor` and `replay`.

use super::class::{Class, Reason};
use super::corridor::Corridor;
use super::error::PoolError;
use super::limits;
use super::mixing::probability_of_any;
use super::pool::{Allocation, Content, Issue, Measure, ONE_UNIT, Pool, Scope, Units};
use super::record::{self, Place, Record};
use super::replay::{Estimate, replay};

/// One issue, judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineUnits {
    /// Affected units.
    pub units: Units,
    /// Probability of at least one; `None` for what is not counted in whole units, and where there is no estimate.
    pub probability: Option<f64>,
    /// What it rests on.
    pub reason: Reason,
    measure: Measure,
}

/// What the bounds rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// All receipts and recorded issues, before and after.
    WholeRecord,
    /// Only what came before each issue: no picking agrees with the whole record.
    EarlierRecord,
}

/// All issues of a pool, judged.
#[derive(Clone, Debug, PartialEq)]
pub struct PoolUnits {
    /// One entry an issue, in the order of the input.
    pub lines: Vec<LineUnits>,
    /// Affected units of all issues together; narrower than the sum of the lines, as one unit cannot be in two of them.
    /// The estimate is `None` when a line has none.
    pub total: Units,
    /// What the bounds rest on.
    pub basis: Basis,
    /// Units that left beyond what was there: negative stock. The issues of those days are conflicts.
    pub shortfall: i64,
}

impl LineUnits {
    /// The class; `probable` is the least probability of [`Class::Probable`].
    pub fn class(&self, probable: f64) -> Class {
        Class::of(self.reason, self.units, self.probability, self.measure, probable)
    }
}

/// Judges every issue of a pool. The order of receipts and issues changes nothing. An issue in conflict takes nothing from
/// the stock that the others are judged by, and neither does one without a day: their bounds get wider, never wrong.
pub fn affected_units(pool: &Pool<'_>, scope: &Scope<'_>, allocation: Allocation) -> Result<PoolUnits, PoolError> {
    check(pool, scope)?;
    let record = record::read(pool, scope)?;
    let corridor = Corridor::new(&record.windows, &limits::of_all(&record));
    let estimates = replay(pool, scope, &record, corridor.as_ref(), allocation);
    let judge = |(issue, place): (&Issue, &Place)| {
        let quantity = issue.quantity;
        let (units, stock, reason) = match *place {
            Place::Settled(reason @ Reason::LotInScope) => (Units::exactly(quantity), None, reason),
            Place::Settled(reason @ Reason::LotOutOfScope) => (Units::exactly(0), None, reason),
            Place::Settled(Reason::StockOfAllDays) => of_all_stock(&record, &estimates, quantity),
            Place::Settled(reason) => (Units::up_to(quantity), None, reason),
            Place::Hidden(window) => of_window(&record, corridor.as_ref(), &estimates, window as usize, quantity),
        };
        let probability = probability(units, stock, quantity, pool.measure);
        LineUnits { units, probability, reason, measure: pool.measure }
    };
    let lines: Vec<LineUnits> = pool.issues.iter().zip(&record.places).map(judge).collect();
    let total = total(&lines, &record, corridor.as_ref());
    let basis = if corridor.is_some() { Basis::WholeRecord } else { Basis::EarlierRecord };
    Ok(PoolUnits { lines, total, basis, shortfall: record.shortfall })
}

/// Stock before an issue, as estimated: affected units, and all.
type Stock = Option<(f64, f64)>;

fn of_window(
    record: &Record,
    corridor: Option<&Corridor>,
    estimates: &[Estimate],
    at: usize,
    quantity: i64,
) -> (Units, Stock, Reason) {
    let window = &record.windows[at];
    let (min, max) = match corridor {
        Some(corridor) => corridor.within(at, window.hidden),
        None => record.earlier_bounds(at),
    };
    // The other hidden issues of the day may have taken all units that are not affected.
    let (min, max) = ((min - (window.hidden - quantity)).max(0), max.min(quantity));
    let Estimate { affected, taken, .. } = estimates[at];
    let share = if window.hidden > 0 { quantity as f64 / window.hidden as f64 } else { 0.0 };
    let expected = Some((taken * share).min(max as f64).max(min as f64));
    (Units { min, max, expected }, Some((affected, window.stock as f64)), Reason::Stock)
}

/// An issue that may have been on any day: what hidden issues can have taken at all is there for it.
fn of_all_stock(record: &Record, estimates: &[Estimate], quantity: i64) -> (Units, Stock, Reason) {
    let end = record.windows.last().copied().unwrap_or_default();
    let unknown = estimates.last().map_or(0.0, |estimate| estimate.unknown);
    let (affected, others) = (end.affected + end.unknown_max, end.others + end.unknown - end.unknown_min);
    if quantity > end.affected + end.others + end.unknown {
        return (Units::up_to(quantity), None, Reason::NegativeStock);
    }
    let (min, max) = ((quantity - others).max(0), quantity.min(affected));
    let all = (end.affected + end.others + end.unknown) as f64;
    let estimate = (end.affected as f64 + unknown).clamp(0.0, all);
    let share = if all > 0.0 { estimate / all } else { 0.0 };
    let expected = Some((quantity as f64 * share).min(max as f64).max(min as f64));
    (Units { min, max, expected }, Some((estimate, all)), Reason::StockOfAllDays)
}

/// P(at least one affected unit) of a random draw from the stock. It agrees with the expected number E of q units: at least
/// E / q, at most E, as whole units are drawn.
fn probability(units: Units, stock: Stock, quantity: i64, measure: Measure) -> Option<f64> {
    if measure == Measure::Measured || quantity % ONE_UNIT != 0 {
        return None;
    }
    let expected = units.expected? / ONE_UNIT as f64;
    if units.min >= ONE_UNIT || units.max <= 0 {
        return Some(f64::from(u8::from(units.min >= ONE_UNIT)));
    }
    let (affected, all) = stock?;
    let (affected, all) = (affected / ONE_UNIT as f64, all / ONE_UNIT as f64);
    let drawn = (quantity / ONE_UNIT) as u64;
    let random = probability_of_any(affected, all - affected, drawn)?;
    Some(random.min(expected).max(expected / drawn as f64).min(1.0))
}

fn total(lines: &[LineUnits], record: &Record, corridor: Option<&Corridor>) -> Units {
    let hidden = corridor.zip(record.windows.len().checked_sub(1)).map(|(corridor, last)| corridor.up_to(last));
    let (mut min, mut max) = hidden.unwrap_or((0, 0));
    let mut expected = Some(0.0);
    for (line, place) in lines.iter().zip(&record.places) {
        if hidden.is_none() || matches!(place, Place::Settled(_)) {
            min += line.units.min;
            max += line.units.max;
        }
        expected = expected.zip(line.units.expected).map(|(sum, one)| sum + one);
    }
    Units { min, max, expected }
}

fn check(pool: &Pool<'_>, scope: &Scope<'_>) -> Result<(), PoolError> {
    let mut sum = 0_i128;
    for (position, receipt) in pool.receipts.iter().enumerate() {
        let fits = match receipt.content {
            Content::Lot(lot) if lot as usize >= scope.affected.len() => return Err(PoolError::UnknownLot { lot }),
            Content::Lot(_) => true,
            Content::Unknown(Units { min, max, expected }) => {
                let inside = |expected: f64| min as f64 <= expected && expected <= max as f64;
                0 <= min && min <= max && max <= receipt.quantity && expected.is_none_or(inside)
            }
        };
        if receipt.quantity < 0 || !fits {
            return Err(PoolError::Receipt { position });
        }
        sum += i128::from(receipt.quantity);
    }
    for (position, issue) in pool.issues.iter().enumerate() {
        if issue.quantity < 0 {
            return Err(PoolError::Issue { position });
        }
        sum += i128::from(issue.quantity);
    }
    if sum > i128::from(i64::MAX / 4) { Err(PoolError::TooLarge) } else { Ok(()) }
}
