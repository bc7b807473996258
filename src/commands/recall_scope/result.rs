//! Everything that a recall found, put together.

use std::collections::BTreeSet;

use crate::exports::cast::format_date;
use crate::labels::{Text, recall_scope as labels};
use crate::models::business_calendar::SpecialDayKind;
use crate::models::contacts::{ContactList, Party};
use crate::models::effectiveness::Level;
use crate::models::hazard_class::HazardClass;
use crate::models::recall_plan::{Calendar, Condition, Moment, Span, Task, plan};
use crate::models::serial_ranges::{Coverage, Serial, SerialRange, SerialRules, SerialSet, coverage, serials_of};
use crate::reduce::lots::Lots;
use crate::reduce::recall::{SaleLine, Sales};
use crate::settings::recall_scope::RecallScopeSettings;

use super::balance::Balances;
use super::changes::Change;
use super::complaints::Heard;
use super::given::Given;
use super::holders::Holders;
use super::holds;
use super::load::Traded;
use super::progress::Standing;
use super::scope::Traced;
use super::told::Notices;

/// All findings.
pub(super) struct Findings<'a> {
    pub(super) as_of: i32,
    pub(super) started: i32,
    pub(super) class: HazardClass,
    pub(super) check_level: Level,
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
    pub(super) heard: &'a Heard,
    /// Ranges of serial numbers that are recalled, against those in the orders.
    pub(super) serials: Vec<(SerialRange, Coverage)>,
    /// The last day that is told to be a holiday or worked, where any is.
    pub(super) last_special_day: Option<i32>,
    /// Lots of which units may bear a recalled serial number.
    pub(super) bearing: &'a BTreeSet<u32>,
    /// Whether notices were asked for.
    pub(super) has_notices: bool,
    /// Whether it is on record what is on hand.
    pub(super) stock_known: bool,
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

    /// Whether a lot is affected, or may bear a recalled serial number.
    pub(super) fn is_to_hold(&self, lot: u32) -> bool {
        self.is_affected(lot) || self.bearing.contains(&lot)
    }

    /// The unit of a line: its own, or that of its lot.
    pub(super) fn unit_of<'l>(&'l self, line: &'l SaleLine) -> Option<&'l str> {
        line.unit.other().or_else(|| self.lots.unit(line.lot?))
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

    /// Stock of affected lots, in 1/10000, but for what is told in a unit that is not that of the lot.
    pub(super) fn on_hand(&self) -> i128 {
        self.lying(|lot| self.is_affected(lot)).0
    }

    /// Of the stock of affected lots, what stands as held already, in 1/10000.
    pub(super) fn on_hand_held(&self) -> i128 {
        self.lying(|lot| self.is_affected(lot)).1
    }

    /// Stock that may bear recalled serial numbers, counted alike, and what of it is held already.
    pub(super) fn on_hand_bearing(&self) -> (i128, i128) {
        self.lying(|lot| self.bearing.contains(&lot))
    }

    /// Stock of some lots in their units, in 1/10000, and what of it stands as held already.
    fn lying(&self, is_meant: impl Fn(u32) -> bool) -> (i128, i128) {
        let own = self.traded.stock.rows.iter().filter(|row| is_meant(row.lot) && row.unit.is_none());
        own.fold((0, 0), |(all, held), row| {
            let quantity = i128::from(row.quantity);
            (all + quantity, if holds::is_held(row.status.as_deref()) { held + quantity } else { held })
        })
    }

    pub(super) fn customer_name(&self, at: Option<u32>) -> Option<&str> {
        at.and_then(|at| self.traded.sales.customers.get(at as usize)).map(String::as_str)
    }

    /// An amount of order lines, unless these are in several currencies.
    pub(super) fn money(&self, amount: i128) -> Option<i128> {
        (!self.traded.mixed).then_some(amount)
    }
}

/// Each range of serial numbers that is recalled against the numbers that were sold.
pub(super) fn serials(ranges: &[SerialRange], sales: &Sales) -> Vec<(SerialRange, Coverage)> {
    let sold = sales.lines.iter().filter(|line| line.serial_hit && !line.returned);
    let found: Vec<Serial<'_>> = sold
        .flat_map(|line| serials_of(line.serial.as_deref().unwrap_or_default()))
        .filter_map(|own| Serial::parse(own, SerialRules::default()).ok())
        .collect();
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
    given: &'a Given,
    class: HazardClass,
    started: i32,
    contacts: &ContactList<'_>,
    traded: &Traded,
    is_to_hold: &dyn Fn(u32) -> bool,
) -> Vec<Task<'a>> {
    let mut situation = settings.regime.clone();
    let has = |party| contacts.contacts.iter().any(|contact| contact.party == party);
    if has(Party::Consumer) || has(Party::Unknown) {
        situation.push(Condition::Consumers);
    }
    if has(Party::Business) {
        situation.push(Condition::Consignees);
    }
    if traded.stock.rows.iter().any(|row| is_to_hold(row.lot) && row.quantity > 0) {
        situation.push(Condition::Stock);
    }
    if !traded.open.lines.is_empty() {
        situation.push(Condition::OpenOrders);
    }
    let (holidays, working_weekends) = (given.days(SpecialDayKind::Holiday), given.days(SpecialDayKind::Workday));
    let calendar = Calendar { holidays: &holidays, working_weekends: &working_weekends };
    plan(&given.rules, class, Moment { day: started, minute: None }, &situation, &calendar)
}

/// What a reader has to know beside the warnings of reading.
pub(super) fn warnings(findings: &Findings<'_>) -> Vec<Text> {
    let mut warnings = super::scope::warnings(findings.lots, findings.traced);
    warnings.extend(super::holders::warnings(findings.holders));
    if findings.balances.total.beyond > 0 {
        warnings.push(labels::UNBALANCED.with(&[("n", &findings.balances.total.beyond)]));
    }
    let sales = &findings.traded.sales;
    let is_strange = |line: &&crate::reduce::recall::SaleLine| {
        let made = line.lot.filter(|lot| findings.is_affected(*lot)).map(|lot| findings.lots.products(lot));
        let product = line.product.and_then(|at| sales.products.get(at as usize));
        made.zip(product).is_some_and(|(made, own)| !made.is_empty() && !made.contains(own.as_str()))
    };
    let strange = sales.lines.iter().filter(is_strange).count();
    if strange > 0 {
        warnings.push(labels::LINES_OF_OTHER_PRODUCT.with(&[("n", &strange)]));
    }
    let (all, sold) = findings
        .serials
        .iter()
        .fold((0_u128, 0_u128), |(all, sold), (_, own)| (all + own.expected, sold + u128::from(own.found)));
    if sold < all {
        let values: [(&'static str, &dyn std::fmt::Display); 2] = [("n", &(all - sold)), ("all", &all)];
        warnings.push(labels::SERIALS_NOT_SOLD.with(&values));
    }
    let in_working_days = |task: &&Task<'_>| {
        let spans = [task.rule.due.get(&findings.class), task.rule.every.get(&findings.class)];
        spans.into_iter().flatten().any(|span| matches!(span, Span::WorkingDays(_)))
    };
    let last = findings.plan.iter().filter(in_working_days).map(|task| task.due.day).max();
    if let Some((day, _)) = findings.last_special_day.zip(last).filter(|(day, last)| day < last) {
        warnings.push(labels::HOLIDAYS_OVER.with(&[("day", &format_date(day))]));
    }
    warnings.extend(findings.standing.iter().flat_map(super::progress::warnings));
    if let Some(n) = findings.standing.as_ref().and_then(|standing| standing.gap) {
        let text = labels::CHECK_TABLE_GAP.with(&[("n", &n), ("level", &findings.check_level.id())]);
        warnings.push(text.and("class", findings.class.label().text()));
    }
    let reserved = findings.contacts.reserved_domains();
    if reserved > 0 {
        warnings.push(labels::RESERVED_DOMAINS.with(&[("n", &reserved)]));
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
