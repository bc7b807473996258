//! Recalled serial numbers on the lines of the sales.

use std::collections::{BTreeMap, BTreeSet};

use crate::exports::cast::UNIT;
use crate::models::affected_units::Units;
use crate::models::serial_ranges::{Serial, SerialRules, SerialSet, serials_of};
use crate::reduce::lots::Lots;
use crate::reduce::recall::{SaleLine, Sales};
use crate::settings::recall_scope::RecallScopeSettings;

use super::scope::Traced;

/// Recalled serial numbers, and what a line may have to do with them.
pub(super) struct Serials {
    /// Whether no lot is recalled beside them.
    pub(super) alone: bool,
    /// By product of the sales, whether it may bear one: it is named in the scope, or the ranges were seen on it.
    products: Vec<bool>,
    /// Nothing where none is recalled.
    set: Option<SerialSet>,
}

impl Serials {
    pub(super) fn of(settings: &RecallScopeSettings, traced: &Traced, sales: &Sales) -> Serials {
        let bearing = bearing_products(settings, sales);
        let products = sales.products.iter().map(|own| bearing.contains(own.as_str())).collect();
        let given = &settings.scope.serials;
        let set = (!given.is_empty()).then(|| SerialSet::new(given));
        Serials { alone: traced.starts.is_empty(), products, set }
    }

    /// Recalled units of a line with a recalled serial number: all of it where it bears no other number, else one for each
    /// that is recalled, and maybe those whose number is not told.
    pub(super) fn hit(&self, line: &SaleLine) -> Units {
        let cell = line.serial.as_deref().unwrap_or_default();
        if serials_of(cell).nth(1).is_none() {
            return Units::exactly(line.quantity);
        }
        let min =
            UNIT.saturating_mul(serials_of(cell).filter(|own| self.recalls(own)).count() as i64).min(line.quantity);
        let max = min.saturating_add(untold(line)).min(line.quantity);
        Units { min, max, expected: (min == max).then_some(min as f64) }
    }

    /// Whether one serial number is recalled.
    fn recalls(&self, own: &str) -> bool {
        let serial = Serial::parse(own, SerialRules::default());
        self.set.as_ref().zip(serial.ok()).is_some_and(|(set, serial)| set.contains(&serial))
    }

    /// Whether nothing but a serial number tells if a line is recalled. A line of which not even the product is known may
    /// be anything.
    pub(super) fn may_hold(&self, line: &SaleLine) -> bool {
        self.set.is_some() && line.product.is_none_or(|at| self.products.get(at as usize) == Some(&true))
    }
}

/// Lines with a recalled serial number, or one nearly alike.
fn numbered(sales: &Sales) -> impl Iterator<Item = &SaleLine> {
    sales.lines.iter().filter(|line| line.serial_hit || line.serial_near)
}

/// Products that may bear a recalled serial number: those named in the scope, else those on which the ranges were seen.
fn bearing_products<'s>(settings: &'s RecallScopeSettings, sales: &'s Sales) -> BTreeSet<&'s str> {
    match settings.scope.products.is_empty() {
        true => {
            numbered(sales).filter_map(|line| sales.products.get(line.product? as usize)).map(String::as_str).collect()
        }
        false => settings.scope.products.iter().map(String::as_str).collect(),
    }
}

/// Lots that are not affected by themselves, and whose units may bear a recalled serial number: those of the products that may,
/// and those on which one stands where no product is named.
pub(super) fn bearing_lots(
    settings: &RecallScopeSettings,
    lots: &Lots,
    traced: &Traced,
    sales: &Sales,
) -> BTreeSet<u32> {
    if settings.scope.serials.is_empty() {
        return BTreeSet::new();
    }
    let products = bearing_products(settings, sales);
    let unnamed = numbered(sales).filter(|line| line.product.is_none()).filter_map(|line| line.lot);
    let unnamed: BTreeSet<u32> = unnamed.collect();
    let bears = |lot: &u32| unnamed.contains(lot) || lots.products(*lot).iter().any(|own| products.contains(own));
    (0..lots.len() as u32).filter(|lot| !traced.affected[*lot as usize] && bears(lot)).collect()
}

/// Recalled serial numbers that stand on sales to two customers with no return between: one of them has another unit, and
/// nobody knows which.
pub(super) struct SoldTwice {
    pub(super) serials: BTreeSet<String>,
}

impl SoldTwice {
    pub(super) fn of(recalled: &Serials, sales: &Sales) -> SoldTwice {
        let mut by_serial: BTreeMap<&str, Vec<&SaleLine>> = BTreeMap::new();
        for line in sales.lines.iter().filter(|line| line.serial_hit) {
            let own = serials_of(line.serial.as_deref().unwrap_or_default());
            own.filter(|own| recalled.recalls(own)).for_each(|own| by_serial.entry(own).or_default().push(line));
        }
        // Lines are sorted by day.
        let is_twice = |lines: &[&SaleLine]| {
            let sold: Vec<&SaleLine> = lines.iter().copied().filter(|line| !line.returned).collect();
            sold.windows(2).any(|pair| {
                let same = pair[0].customer.is_some() && pair[0].customer == pair[1].customer;
                let between = |line: &&SaleLine| {
                    let own = line.customer.is_none() || line.customer == pair[0].customer;
                    line.returned && own && (pair[0].day..=pair[1].day).contains(&line.day)
                };
                !same && !lines.iter().copied().any(|line| between(&line))
            })
        };
        let twice = by_serial.into_iter().filter(|(_, lines)| is_twice(lines));
        SoldTwice { serials: twice.map(|(serial, _)| serial.to_string()).collect() }
    }

    pub(super) fn is_on(&self, line: &SaleLine) -> bool {
        !self.serials.is_empty()
            && serials_of(line.serial.as_deref().unwrap_or_default()).any(|own| self.serials.contains(own))
    }
}

/// Units of a line whose serial number is not told: those beyond the numbers recorded on it.
pub(super) fn untold(line: &SaleLine) -> i64 {
    let told = line.serial.as_deref().map_or(0, |cell| serials_of(cell).count());
    line.quantity.saturating_sub(UNIT.saturating_mul(told as i64)).max(0)
}
