//! What is out when a recall begins: what went to customers, net of what had come back from them before.

use std::collections::BTreeSet;

use crate::models::affected_units::{PoolError, Units};
use crate::reduce::lots::Lots;
use crate::reduce::recall::Sales;

use super::holders::{self, Holders};
use super::scope::Traced;

/// Affected units with a customer.
pub(super) struct Out<'a> {
    /// Nothing where the sale names none.
    pub(super) customer: Option<&'a str>,
    /// The affected lot, where it is known.
    pub(super) lot: Option<&'a str>,
    pub(super) units: Units,
}

/// What is out on the day `start`. Whoever brought all of it back before is there with no unit, as she is told as well.
///
/// # Errors
/// Those of the model, where quantities are too large to add up.
pub(super) fn at_start<'a>(
    lots: &'a Lots,
    traced: &Traced,
    sales: &'a Sales,
    holders: &Holders,
    start: i32,
) -> Result<Vec<Out<'a>>, PoolError> {
    let netting = holders::net(&traced.affected, sales, &holders.lines, start)?;
    let customer = |at: Option<u32>| at.and_then(|at| sales.customers.get(at as usize)).map(String::as_str);
    let in_scope = |lot: &u32| traced.affected.get(*lot as usize) == Some(&true);
    let name = |lot: u32| lots.ids.get(lot as usize).map(String::as_str);
    let came_back = |at: &usize| netting.holdings.get(*at).is_some_and(|own| own.returned > 0 && own.reached.max > 0);
    let netted: Vec<usize> = (0..netting.holdings.len()).filter(came_back).collect();
    let of_netted = |at: &usize| (netting.holdings[*at].customer, netting.holdings[*at].product);
    let keys: BTreeSet<(u32, u32)> = netted.iter().map(of_netted).collect();
    let mut out = Vec::new();
    for (line, held) in sales.lines.iter().zip(&holders.lines) {
        let Some(held) = held.filter(|held| held.units.max > 0) else { continue };
        if !keys.contains(&holders::buyer(sales, line)) {
            let lot = line.lot.filter(in_scope).and_then(name);
            out.push(Out { customer: customer(line.customer), lot, units: held.units });
        }
    }
    for at in netted {
        let own = netting.holdings[at];
        let customer = customer(Some(own.customer));
        let start = netting.sure.partition_point(|(of, ..)| *of < at);
        let mut rest = own.held;
        for (_, lot, quantity) in netting.sure[start..].iter().take_while(|(of, ..)| *of == at) {
            let (min, max) = (rest.min - quantity, rest.max - quantity);
            let expected = rest.expected.map(|expected| (expected - *quantity as f64).max(0.0));
            rest = Units { min, max, expected };
            out.push(Out { customer, lot: name(*lot), units: Units::exactly(*quantity) });
        }
        out.push(Out { customer, lot: None, units: rest });
    }
    Ok(out)
}
