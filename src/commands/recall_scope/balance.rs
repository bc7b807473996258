//! Whether every unit of the affected lots is accounted for, lot by lot and site by site.

use std::collections::BTreeMap;

use crate::models::mass_balance::{Balance, BalanceTotal, balances, totals};
use crate::reduce::recall::{Trade, bookings};
use crate::settings::recall_scope::RecallScopeSettings;

/// The balances of the affected lots.
#[derive(Default)]
pub(super) struct Balances {
    pub(super) rows: Vec<Row>,
    /// Of everything in the units of the lots.
    pub(super) total: BalanceTotal,
    /// Units sold without a lot that may be what is missing.
    pub(super) hidden: i128,
}

/// One lot at one site.
pub(super) struct Row {
    pub(super) balance: Balance,
    /// Its site; empty for all sites together.
    pub(super) site: String,
    /// The unit of measure, where it cannot be turned into that of the lot.
    pub(super) unit: Option<String>,
    /// Units of the product that left this site without a lot: what is missing of the lot may be among them.
    pub(super) hidden: i128,
    pub(super) within: bool,
}

impl Balances {
    /// Units missing in balances beyond the tolerance.
    pub(super) fn missing(&self) -> i128 {
        let beyond = self.rows.iter().filter(|row| !row.within && row.unit.is_none());
        beyond.map(|row| row.balance.unaccounted().max(0)).sum()
    }
}

impl Row {
    /// Whether what is missing can be in sales without a lot of the same unit.
    pub(super) fn may_be_hidden(&self) -> bool {
        let missing = self.balance.unaccounted();
        missing > 0 && missing <= self.hidden
    }
}

/// Balances all affected lots.
pub(super) fn find(settings: &RecallScopeSettings, trade: &Trade<'_>) -> Balances {
    let (bookings, sites, units) = bookings(trade);
    let tolerance = settings.tolerance.unwrap_or_default();
    let mut all = balances(&bookings);
    // Where nobody writes down what was made, that nothing came in says nothing.
    let made_is_told = !settings.inputs.production.is_empty() || !settings.epcis.is_empty();
    all.retain(|balance| made_is_told || balance.incoming() > 0);
    let one_site = sites.len() <= 1;
    // Units sold without a lot, by product and site; all sites are one where nothing parts them.
    let mut without_lot: BTreeMap<(Option<&str>, &str), i128> = BTreeMap::new();
    for line in trade.sales.lines.iter().filter(|line| line.lot.is_none() && !line.returned) {
        let product = line.product.and_then(|at| trade.sales.products.get(at as usize)).map(String::as_str);
        let store = line.store.and_then(|at| trade.sales.stores.get(at as usize)).map_or("", String::as_str);
        let site = if one_site { "" } else { store };
        *without_lot.entry((product, site)).or_default() += i128::from(line.quantity);
    }
    let mut missing: BTreeMap<(Option<&str>, &str), (i128, i128)> = BTreeMap::new();
    let row = |balance: &Balance| {
        let site = sites.get(balance.site as usize).map_or("", String::as_str);
        let product = trade.lots.made(balance.lot).and_then(|made| made.product.as_deref());
        let key = if one_site { "" } else { site };
        let unit = units.get(balance.unit as usize).filter(|unit| !unit.is_empty()).cloned();
        let hidden = without_lot.get(&(product, key)).copied().filter(|_| unit.is_none()).unwrap_or_default();
        let within = tolerance.allows(balance) && !balance.other_units;
        let row = Row { balance: *balance, site: site.to_string(), unit, hidden, within };
        if row.may_be_hidden() {
            missing.entry((product, key)).or_insert((0, hidden)).0 += balance.unaccounted();
        }
        row
    };
    let mut rows: Vec<Row> = all.iter().map(row).collect();
    rows.iter_mut().for_each(|row| row.within |= row.may_be_hidden());
    let mut total = totals(&all, tolerance).into_iter().find(|total| total.unit == 0).unwrap_or_default();
    total.beyond = rows.iter().filter(|row| !row.within).count() as u64;
    // Lots of one product may all miss something, and what was sold without a lot is there once.
    let hidden = missing.values().map(|(missing, hidden)| *missing.min(hidden)).sum();
    Balances { rows, total, hidden }
}
