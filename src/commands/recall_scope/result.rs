//! Everything that a recall found, put together.

use std::collections::BTreeSet;

use crate::labels::{Text, recall_scope as labels};
use crate::models::contacts::{ContactList, Party};
use crate::models::hazard_class::HazardClass;
use crate::models::recall_plan::{Calendar, Condition, Moment, Rules, Task, plan};
use crate::models::serial_ranges::{Coverage, Serial, SerialRange, SerialRules, SerialSet, coverage};
use crate::models::trace::CommonCause;
use crate::reduce::lots::Lots;
use crate::reduce::recall::Sales;
use crate::settings::recall_scope::RecallScopeSettings;

use super::balance::Balances;
use super::changes::Change;
use super::holders::Holders;
use super::load::Traded;
use super::progress::Standing;
use super::scope::Traced;
use super::told::Notices;

/// All findings.
pub(super) struct Findings<'a> {
    pub(super) as_of: i32,
    pub(super) started: i32,
    pub(super) class: HazardClass,
    pub(super) lots: &'a Lots,
    pub(super) traced: &'a Traced,
    pub(super) traded: &'a Traded,
    pub(super) holders: &'a Holders,
    pub(super) balances: Balances,
    pub(super) contacts: &'a ContactList<'a>,
    pub(super) notices: Notices,
    pub(super) plan: Vec<Task<'a>>,
    pub(super) standing: Option<Standing<'a>>,
    /// Nothing without `--previous`.
    pub(super) changes: Option<Vec<Change>>,
    pub(super) causes: Vec<CommonCause>,
    /// Ranges of serial numbers that are recalled, against those in the orders.
    pub(super) serials: Vec<(SerialRange, Coverage)>,
    /// Whether notices were asked for.
    pub(super) has_notices: bool,
    /// Whether it is on record how customers can be reached.
    pub(super) channels_known: bool,
}

impl Findings<'_> {
    /// Affected lots, by name.
    pub(super) fn affected_lots(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.lots.len() as u32).filter(|lot| self.traced.affected[*lot as usize])
    }

    /// Whether a lot is affected.
    pub(super) fn is_affected(&self, lot: u32) -> bool {
        self.traced.affected.get(lot as usize) == Some(&true)
    }

    /// Customers who may hold an affected unit.
    pub(super) fn customers(&self) -> u64 {
        self.holders.holders.iter().filter(|holder| holder.customer.is_some()).count() as u64
    }

    /// Units made of an affected lot under the products recalled, in 1/10000, where any record tells.
    pub(super) fn units_made(&self, lot: u32) -> Option<i128> {
        let meant = self.traced.narrowed.get(&lot);
        let counts = |product: Option<&str>| meant.zip(product).is_none_or(|(meant, own)| meant.contains(own));
        let records = self.lots.made.get(lot as usize).into_iter().flatten();
        let own = records.filter(|made| counts(made.product.as_deref())).filter_map(|made| made.quantity);
        own.map(i128::from).reduce(|sum, own| sum + own)
    }

    /// Stock of affected lots, in 1/10000.
    pub(super) fn on_hand(&self) -> i128 {
        let own = self.traded.stock.rows.iter().filter(|row| self.is_affected(row.lot));
        own.map(|row| i128::from(row.quantity)).sum()
    }

    pub(super) fn customer_name(&self, at: Option<u32>) -> Option<&str> {
        at.and_then(|at| self.traded.sales.customers.get(at as usize)).map(String::as_str)
    }
}

/// Each range of serial numbers that is recalled against the numbers that were sold.
pub(super) fn serials(ranges: &[SerialRange], sales: &Sales) -> Vec<(SerialRange, Coverage)> {
    let sold = sales.lines.iter().filter(|line| line.serial_hit && !line.returned);
    let found: Vec<Serial<'_>> =
        sold.filter_map(|line| Serial::parse(line.serial.as_deref()?, SerialRules::default()).ok()).collect();
    let ranges = SerialSet::new(ranges).merged();
    let covered = coverage(&ranges, &found);
    ranges.into_iter().zip(covered).collect()
}

/// Affected lots that were sold, as far as lines name them, or whose product was.
pub(super) fn sold_lots(lots: &Lots, affected: &[bool], sales: &Sales) -> Vec<u32> {
    let named: BTreeSet<u32> = sales.lines.iter().filter_map(|line| line.lot).collect();
    let sold = |lot: &u32| {
        let of_sold = lots.products(*lot).into_iter().any(|product| sales.products.iter().any(|own| own == product));
        named.contains(lot) || of_sold
    };
    (0..lots.len() as u32).filter(|lot| affected[*lot as usize]).filter(sold).collect()
}

/// The tasks of the recall.
pub(super) fn tasks<'a>(
    settings: &RecallScopeSettings,
    rules: &'a Rules,
    class: HazardClass,
    started: i32,
    contacts: &ContactList<'_>,
    traded: &Traded,
    affected: &[bool],
) -> Vec<Task<'a>> {
    let mut situation = settings.regime.clone();
    let has = |party| contacts.contacts.iter().any(|contact| contact.party == party);
    if has(Party::Consumer) || has(Party::Unknown) {
        situation.push(Condition::Consumers);
    }
    if has(Party::Business) {
        situation.push(Condition::Consignees);
    }
    if traded.stock.rows.iter().any(|row| affected.get(row.lot as usize) == Some(&true) && row.quantity > 0) {
        situation.push(Condition::Stock);
    }
    if !traded.open.lines.is_empty() {
        situation.push(Condition::OpenOrders);
    }
    plan(rules, class, Moment { day: started, minute: None }, &situation, &Calendar::default())
}

/// What a reader has to know beside the warnings of reading.
pub(super) fn warnings(findings: &Findings<'_>) -> Vec<Text> {
    let mut warnings = super::scope::warnings(findings.lots, findings.traced);
    warnings.extend(super::holders::warnings(findings.holders));
    if findings.balances.total.beyond > 0 {
        warnings.push(labels::UNBALANCED.with(&[("n", &findings.balances.total.beyond)]));
    }
    let (all, sold) = findings
        .serials
        .iter()
        .fold((0_u128, 0_u128), |(all, sold), (_, own)| (all + own.expected, sold + u128::from(own.found)));
    if sold < all {
        let values: [(&'static str, &dyn std::fmt::Display); 2] = [("n", &(all - sold)), ("all", &all)];
        warnings.push(labels::SERIALS_NOT_SOLD.with(&values));
    }
    if findings.notices.long_messages > 0 {
        warnings.push(labels::LONG_MESSAGES.with(&[("n", &findings.notices.long_messages)]));
    }
    for (channel, _, finding) in &findings.notices.findings {
        let text = labels::NOTICE_FINDING.text().and("channel", channel.label().text());
        warnings.push(text.and("what", finding.what.clone()).and("next", finding.next.clone()));
    }
    warnings
}
