//! The result tables.

use crate::commands::speaker::Speaker;
use crate::deliver::table::ResultTable;
use crate::error::Error;
use crate::models::affected_units::{Class, Units};
use crate::models::contacts::Contact;
use crate::models::trace::Direction;
use crate::reduce::recall::SaleLine;

use super::balance::Row;
use super::drill::Drill;
use super::holders::{Held, Holder};
use super::result::Findings;

mod authorities;
mod evidence;
mod progress;
mod serials;

/// All tables, the primary one first.
pub(super) fn all<'a>(
    speaker: &Speaker,
    findings: &'a Findings<'a>,
    drill: Option<&Drill>,
) -> Result<Vec<ResultTable<'a>>, Error> {
    let mut tables = vec![
        affected_customers(findings)?,
        affected_lines(speaker, findings)?,
        affected_lots(speaker, findings)?,
        stock_to_hold(findings)?,
        mass_balance(findings)?,
        contacts(speaker, findings)?,
        unreachable(speaker, findings)?,
        trace(findings)?,
        plan(speaker, findings)?,
    ];
    if findings.has_notices {
        for (name, channel) in NOTICES {
            tables.push(notices(name, channel, findings)?);
        }
        tables.push(notice_findings(speaker, findings)?);
    }
    if findings.changes.is_some() {
        tables.push(changes(findings)?);
    }
    if !findings.heard.causes.is_empty() {
        tables.push(common_causes(findings)?);
    }
    tables.push(progress::fsma_204(findings)?);
    if let Some(standing) = &findings.standing {
        tables.extend(progress::all(speaker, findings, standing)?);
        tables.push(authorities::cpsc_monthly(findings, standing)?);
        tables.push(authorities::china_stage_report(standing)?);
    }
    if !findings.serials.is_empty() {
        tables.push(serials::serial_ranges(findings)?);
    }
    if let Some(drill) = drill {
        tables.push(authorities::mock_recall(drill)?);
    }
    Ok(tables)
}

/// Files of notices by channel.
pub(super) const NOTICES: [(&str, &str); 4] =
    [("notices_email", "email"), ("notices_sms", "sms"), ("notices_letter", "letter"), ("notices_phone", "phone")];

/// Stable name of a class.
pub(super) fn class(class: Class) -> &'static str {
    class.label().en
}

fn number(units: i64) -> f64 {
    units as f64 / 10_000.0
}

fn wide(units: i128) -> f64 {
    units as f64 / 10_000.0
}

fn expected(units: Units) -> Option<f64> {
    units.expected.map(|units| units / 10_000.0)
}

/// One row a customer who may hold an affected unit, by id; sales without a customer last.
pub(super) fn affected_customers<'a>(findings: &'a Findings<'a>) -> Result<ResultTable<'a>, Error> {
    let rows = || findings.holders.holders.iter();
    let lots = |holder: &Holder| {
        let names: Vec<&str> =
            holder.lots.keys().filter_map(|lot| findings.lots.ids.get(*lot as usize)).map(String::as_str).collect();
        (!names.is_empty()).then(|| names.join("; "))
    };
    ResultTable::build("affected_customers")
        .text("customer_id", rows().map(|holder| findings.customer_name(holder.customer)))
        .text("class", rows().map(|holder| Some(class(holder.class))))
        .integer("lines", rows().map(|holder| holder.lines as i64))
        .number("units_min", rows().map(|holder| number(holder.reached.min)))
        .number("units_max", rows().map(|holder| number(holder.reached.max)))
        .number("units_expected", rows().map(|holder| expected(holder.reached)))
        .number("held_min", rows().map(|holder| number(holder.held.min)))
        .number("held_max", rows().map(|holder| number(holder.held.max)))
        .number("units_returned", rows().map(|holder| number((holder.reached.max - holder.held.max).max(0))))
        .text("lots", rows().map(lots))
        .money("value", rows().map(|holder| findings.money(holder.value)))
        .day("first_sale", rows().map(|holder| holder.first))
        .day("last_sale", rows().map(|holder| holder.last))
        .finish()
}

/// Lines that may hold an affected unit, by class, day and order.
fn lines<'a>(findings: &'a Findings<'a>) -> Vec<(&'a SaleLine, &'a Held)> {
    let all = findings.traded.sales.lines.iter().zip(&findings.holders.lines);
    let mut own: Vec<(&SaleLine, &Held)> = all
        .filter_map(|(line, held)| Some((line, held.as_ref()?)))
        .filter(|(_, held)| held.class != Class::Excluded)
        .collect();
    own.sort_by_key(|(_, held)| super::holders::rank(held.class));
    own
}

fn affected_lines<'a>(speaker: &Speaker, findings: &'a Findings<'a>) -> Result<ResultTable<'a>, Error> {
    let (lines, lang) = (lines(findings), speaker.lang);
    ResultTable::in_batches("affected_lines", lines.len(), 2, move |rows| {
        let sales = &findings.traded.sales;
        let rows = || lines[rows.clone()].iter();
        let of = |names: &'a [String], at: Option<u32>| at.and_then(|at| names.get(at as usize)).map(String::as_str);
        let path = |line: &SaleLine| {
            let lot = line.lot.filter(|lot| findings.is_affected(*lot))?;
            Some(findings.traced.short_path(findings.lots, lot))
        };
        ResultTable::build("affected_lines")
            .text("order_id", rows().map(|(line, _)| line.order.as_deref()))
            .text("customer_id", rows().map(|(line, _)| of(&sales.customers, line.customer)))
            .day("order_date", rows().map(|(line, _)| line.day))
            .text("product_id", rows().map(|(line, _)| of(&sales.products, line.product)))
            .text("lot_id", rows().map(|(line, _)| line.lot.map(|lot| sales.lot_name(findings.lots, lot))))
            .text("serial_no", rows().map(|(line, _)| line.serial.as_deref()))
            .text("store", rows().map(|(line, _)| of(&sales.stores, line.store)))
            .number("quantity", rows().map(|(line, _)| number(line.quantity)))
            .text("class", rows().map(|(_, held)| Some(class(held.class))))
            .number("units_min", rows().map(|(_, held)| number(held.units.min)))
            .number("units_max", rows().map(|(_, held)| number(held.units.max)))
            .number("units_expected", rows().map(|(_, held)| expected(held.units)))
            .number("probability", rows().map(|(_, held)| held.probability))
            .text("reason", rows().map(|(_, held)| Some(held.why.id())))
            .text("why", rows().map(|(_, held)| Some(held.why.text().render(lang))))
            .text("path", rows().map(|(line, _)| path(line)))
            .money("amount", rows().map(|(line, _)| findings.money(line.amount.into())))
            .text("unit", rows().map(|(line, _)| findings.unit_of(line)))
    })
}

fn affected_lots<'a>(speaker: &Speaker, findings: &'a Findings<'a>) -> Result<ResultTable<'a>, Error> {
    let lots: Vec<u32> = findings.affected_lots().collect();
    // Nothing where some of it is told in a unit that cannot be turned into that of the lot.
    let mut sold = vec![(Some(0i128), Some(0i128)); findings.lots.len()];
    let sales = &findings.traded.sales;
    let all = sales.lines.iter().zip(&findings.holders.lines);
    for (line, held) in all.filter(|(line, _)| !findings.traced.is_of_other_product(sales, line)) {
        if let Some(own) = line.lot.and_then(|lot| sold.get_mut(lot as usize)) {
            let sum = if held.is_some() { &mut own.0 } else { &mut own.1 };
            *sum = sum.filter(|_| line.unit.other().is_none()).map(|sum| sum + i128::from(line.quantity));
        }
    }
    let stock = findings.traded.stock.on_hand();
    let on_hand = |lot: &u32| stock.get(lot).copied().unwrap_or(Some(0)).filter(|_| findings.stock_known).map(wide);
    let made = |lot: &u32| findings.lots.made(*lot);
    let rows = || lots.iter();
    let hit = |lot: &u32| findings.traced.forward.find(*lot);
    let chosen = |lot: &u32| findings.traced.starts.get(lot).map(|chosen| chosen.text().render(speaker.lang));
    ResultTable::build("affected_lots")
        .text("lot_id", rows().map(|lot| findings.lots.ids.get(*lot as usize)))
        .text("product_id", rows().map(|lot| findings.traced.product_names(findings.lots, *lot)))
        .day("made_on", rows().map(|lot| made(lot).and_then(|made| made.made_on)))
        .integer("level", rows().map(|lot| hit(lot).map(|hit| i64::from(hit.level))))
        .day("affected_from", rows().map(|lot| hit(lot).and_then(|hit| hit.day)))
        .number("units_made", rows().map(|lot| findings.units_made(*lot).map(wide)))
        .number("units_sold", rows().map(|lot| sold[*lot as usize].0.map(wide)))
        .number("units_returned", rows().map(|lot| sold[*lot as usize].1.map(wide)))
        .number("units_on_hand", rows().map(on_hand))
        .text("supplier", rows().map(|lot| made(lot).and_then(|made| made.supplier.as_deref())))
        .text("chosen", rows().map(chosen))
        .text("path", rows().map(|lot| Some(findings.traced.path(findings.lots, *lot))))
        .finish()
}

/// Stock, goods on their way and open orders, of affected lots and products.
fn stock_to_hold<'a>(findings: &'a Findings<'a>) -> Result<ResultTable<'a>, Error> {
    let all = super::holds::find(findings);
    let rows = || all.iter();
    ResultTable::build("stock_to_hold")
        .text("what", rows().map(|row| Some(row.what.id())))
        .text("location", rows().map(|row| row.place))
        .text("from", rows().map(|row| row.from))
        .text("lot_id", rows().map(|row| row.lot))
        .text("product_id", rows().map(|row| row.product.as_deref()))
        .number("quantity", rows().map(|row| number(row.quantity)))
        .text("status", rows().map(|row| row.status))
        .text("order_id", rows().map(|row| row.order))
        .text("unit", rows().map(|row| row.unit))
        .finish()
}

fn mass_balance<'a>(findings: &'a Findings<'a>) -> Result<ResultTable<'a>, Error> {
    let rows = || findings.balances.rows.iter();
    let unit = |row: &'a Row| row.unit.as_deref().or_else(|| findings.lots.unit(row.balance.lot));
    let of =
        |units: fn(&crate::models::mass_balance::Balance) -> i128| rows().map(move |row| wide(units(&row.balance)));
    ResultTable::build("mass_balance")
        .text("lot_id", rows().map(|row| findings.lots.ids.get(row.balance.lot as usize)))
        .text("site", rows().map(|row| Some(row.site.as_str()).filter(|site| !site.is_empty())))
        .number("made", of(|balance| balance.made))
        .number("received", of(|balance| balance.received))
        .number("on_hand", rows().map(|row| row.balance.on_hand.map(wide)))
        .number("shipped", of(|balance| balance.shipped))
        .number("returned", of(|balance| balance.returned))
        .number("consumed", of(|balance| balance.consumed))
        .number("scrapped", of(|balance| balance.scrapped))
        .number("adjusted", of(|balance| balance.adjusted))
        .number("unaccounted", of(|balance| balance.unaccounted()))
        .number("sold_without_lot", rows().map(|row| wide(row.hidden)))
        .boolean("within_tolerance", rows().map(|row| row.within))
        .text("unit", rows().map(unit))
        .finish()
}

fn contact_rows<'a>(
    name: &'static str,
    speaker: &Speaker,
    findings: &Findings<'_>,
    own: &[&'a Contact<'a>],
) -> Result<ResultTable<'a>, Error> {
    let rows = || own.iter();
    let joined = |ids: &[&str]| (!ids.is_empty()).then(|| ids.join("; "));
    let second = |contact: &&Contact<'_>| contact.second().map(|way| way.channel.id());
    let reason = |contact: &&Contact<'_>| contact.unreachable.map(|why| why.label().get(speaker.lang));
    ResultTable::build(name)
        .text("contact_id", rows().map(|contact| Some(contact.id)))
        .text("customer_ids", rows().map(|contact| joined(&contact.affected)))
        .text("duplicate_ids", rows().map(|contact| joined(&contact.duplicates)))
        .text("name", rows().map(|contact| contact.name))
        .text("company", rows().map(|contact| contact.company))
        .text("party", rows().map(|contact| Some(contact.party.label().en)))
        .boolean("notify_onward", rows().map(|contact| contact.party == crate::models::contacts::Party::Business))
        .text("channel", rows().map(|contact| contact.chosen().map(|way| way.channel.id())))
        .text("address", rows().map(|contact| contact.chosen().map(|way| way.address.as_str())))
        .text("second_channel", rows().map(second))
        .text("consent", rows().map(|contact| Some(contact.consent.label().get(speaker.lang))))
        .number("units_max", rows().map(|contact| wide(contact.amount.units)))
        .money("value", rows().map(|contact| findings.money(contact.amount.value)))
        .text("unreachable_because", rows().map(reason))
        .finish()
}

fn contacts<'a>(speaker: &Speaker, findings: &'a Findings<'a>) -> Result<ResultTable<'a>, Error> {
    let own: Vec<&Contact<'_>> = findings.contacts.contacts.iter().collect();
    contact_rows("contacts", speaker, findings, &own)
}

fn unreachable<'a>(speaker: &Speaker, findings: &'a Findings<'a>) -> Result<ResultTable<'a>, Error> {
    let own: Vec<&Contact<'_>> = findings.contacts.unreachable().collect();
    contact_rows("unreachable", speaker, findings, &own)
}

/// The links of the lots reached, forward from those recalled with what speaks against them, and backward to what they
/// were made of.
fn trace<'a>(findings: &'a Findings<'a>) -> Result<ResultTable<'a>, Error> {
    let traced = findings.traced;
    let mut rows: Vec<(Direction, u32, &'static str)> = Vec::new();
    let tally = &traced.forward_links;
    rows.extend(tally.carrying.iter().map(|at| {
        (Direction::Forward, *at, if tally.undated.binary_search(at).is_ok() { "undated" } else { "carries" })
    }));
    rows.extend(tally.out_of_time.iter().chain(&traced.impossible).map(|at| (Direction::Forward, *at, "out_of_time")));
    rows.extend(tally.beyond_levels.iter().map(|at| (Direction::Forward, *at, "beyond_levels")));
    for hit in traced.backward.hits() {
        if let Some(step) = traced.backward.path(hit.lot).and_then(|path| path.last().copied()) {
            rows.push((Direction::Backward, step.link, "carries"));
        }
    }
    let link = |at: &u32| traced.links.get(*at as usize);
    let level = |direction: Direction, at: &u32| {
        let link = link(at)?;
        let found = match direction {
            Direction::Forward => traced.forward.find(link.input),
            Direction::Backward => traced.backward.find(link.output),
        };
        found.map(|hit| i64::from(hit.level) + 1)
    };
    rows.sort_by_key(|(direction, at, _)| (*direction == Direction::Backward, level(*direction, at), *at));
    let rows = || rows.iter();
    let direction = |direction: Direction| if direction == Direction::Forward { "forward" } else { "backward" };
    ResultTable::build("trace")
        .text("direction", rows().map(|(own, ..)| Some(direction(*own))))
        .integer("level", rows().map(|(own, at, _)| level(*own, at)))
        .text("input_lot", rows().map(|(_, at, _)| link(at).map(|link| traced.name(findings.lots, link.input))))
        .text("output_lot", rows().map(|(_, at, _)| link(at).map(|link| traced.name(findings.lots, link.output))))
        .day("used_on", rows().map(|(_, at, _)| link(at).and_then(|link| link.earliest)))
        .number("quantity", rows().map(|(_, at, _)| link(at).and_then(|link| link.quantity).map(number)))
        .text("standing", rows().map(|(.., standing)| Some(*standing)))
        .finish()
}

fn plan<'a>(speaker: &Speaker, findings: &'a Findings<'a>) -> Result<ResultTable<'a>, Error> {
    let rows = || findings.plan.iter();
    let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    ResultTable::build("plan")
        .text("task_id", rows().map(|task| Some(task.rule.id.as_str())))
        .integer("round", rows().map(|task| task.round.map(i64::from)))
        .text("phase", rows().map(|task| Some(task.rule.phase.label().get(speaker.lang))))
        .text("task", rows().map(|task| Some(task.rule.task.get(speaker.lang))))
        .text("owner", rows().map(|task| Some(task.rule.owner.get(speaker.lang))))
        .day("due_date", rows().map(|task| task.due.day))
        .text("due_time", rows().map(|task| task.due.minute.map(time)))
        .text("basis", rows().map(|task| Some(task.rule.basis.as_str()).filter(|basis| !basis.is_empty())))
        .finish()
}

/// The mail merge of one channel.
fn notices<'a>(name: &'static str, channel: &str, findings: &'a Findings<'a>) -> Result<ResultTable<'a>, Error> {
    let own: Vec<_> = findings.notices.rows.iter().filter(|row| row.channel.id() == channel).collect();
    let rows = || own.iter();
    let table = ResultTable::build(name)
        .text("customer_id", rows().map(|row| Some(row.customer_id.as_str())))
        .text("to", rows().map(|row| Some(row.to.as_str())))
        .text("subject", rows().map(|row| Some(row.subject.as_str()).filter(|subject| !subject.is_empty())))
        .text("body", rows().map(|row| Some(row.body.as_str())))
        .text("lots", rows().map(|row| Some(row.lots.as_str())))
        .text("units", rows().map(|row| Some(row.units.as_str())))
        .finish()?;
    Ok(table.for_people())
}

fn notice_findings<'a>(speaker: &Speaker, findings: &'a Findings<'a>) -> Result<ResultTable<'a>, Error> {
    let rows = || findings.notices.findings.iter();
    ResultTable::build("notice_findings")
        .text("channel", rows().map(|(channel, ..)| Some(channel.id())))
        .text("rule", rows().map(|(.., finding)| finding.rule.map(|rule| rule.get(speaker.lang))))
        .text("severity", rows().map(|(.., finding)| Some(finding.severity.id())))
        .text("what", rows().map(|(.., finding)| Some(finding.what.render(speaker.lang))))
        .text("next", rows().map(|(.., finding)| Some(finding.next.render(speaker.lang))))
        .finish()
}

fn changes<'a>(findings: &'a Findings<'a>) -> Result<ResultTable<'a>, Error> {
    let none = Vec::new();
    let own = findings.changes.as_ref().unwrap_or(&none);
    let rows = || own.iter();
    ResultTable::build("changes")
        .text("kind", rows().map(|change| Some(change.kind)))
        .text("id", rows().map(|change| Some(change.id.as_str())))
        .text("change", rows().map(|change| Some(if change.is_new { "newly_affected" } else { "no_longer_affected" })))
        .finish()
}

fn common_causes<'a>(findings: &'a Findings<'a>) -> Result<ResultTable<'a>, Error> {
    let rows = || findings.heard.causes.iter();
    ResultTable::build("common_causes")
        .text("lot_id", rows().map(|cause| findings.lots.ids.get(cause.lot as usize)))
        .number("score", rows().map(crate::models::trace::CommonCause::score))
        .integer("lots_complained_of", rows().map(|cause| cause.cases as i64))
        .integer("of_lots", rows().map(|cause| cause.of_cases as i64))
        .integer("complaints", rows().map(|cause| cause.complaints as i64))
        .integer("of_complaints", rows().map(|cause| cause.of_complaints as i64))
        .finish()
}
