//! How far the recall is, from what went out and what came back.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{DataFrame, StringChunked};

use crate::error::{Error, Kind, Problem};
use crate::labels::{Text, recall_scope as labels};
use crate::models::affected_units::Units;
use crate::models::contacts::{Contact, ContactList, Party};
use crate::models::effectiveness::{SamplingTable, sample_consignees};
use crate::models::hazard_class::HazardClass;
use crate::models::recall_progress::{
    Affected, Audience, CheckPlan, CheckResults, CheckSize, EventKind, Finding as EventFinding, FollowUp, FollowUpKind,
    Location, Medium, Notification, Progress, Recall, Recovery, Refunds, Response, recall_progress,
};
use crate::reduce::lots::Lots;
use crate::reduce::recall::Sales;
use crate::report::number;
use crate::settings::recall_goals::GoalFigure;
use crate::settings::recall_scope::RecallScopeSettings;
use crate::tables::follow_ups::FOLLOW_UPS;
use crate::tables::responses::RESPONSES;
use crate::tables::returns::RETURNS;

use super::check_table;
use super::goals::{self, Figure};
use super::holders::Holders;
use super::load::Tables;
use super::out::{self, Out};
use super::recorded::{self, NotUnderstood};
use super::scope::Traced;
use super::senders::{self, SoldSerials};

/// Confidence of intervals, and of what checks prove.
pub(super) const CONFIDENCE: f64 = 0.95;

/// What went out and what came back, as it was written down.
#[derive(Default)]
pub(super) struct Events {
    responses: Vec<DataFrame>,
    returns: Vec<DataFrame>,
    follow_ups: Vec<DataFrame>,
}

impl Events {
    /// Reads them.
    pub(super) fn read(tables: &mut Tables<'_>) -> Result<Events, Error> {
        let sources = tables.sources;
        Ok(Events {
            responses: tables.whole(
                &RESPONSES,
                &sources.responses,
                &["customer_id", "date", "answer", "channel", "lot_id", "serial_no", "quantity"],
            )?,
            returns: tables.whole(
                &RETURNS,
                &sources.returns,
                &["customer_id", "date", "lot_id", "serial_no", "quantity", "disposition"],
            )?,
            follow_ups: tables.whole(
                &FOLLOW_UPS,
                &sources.follow_ups,
                &["customer_id", "due_date", "done_at", "kind", "channel", "outcome"],
            )?,
        })
    }

    /// The day of the first notice that went out, or of the first answer or unit where no notice is on record, and the
    /// newest day of all; nothing where nothing happened.
    pub(super) fn span(&self) -> Result<Option<(i32, i32)>, Error> {
        let ignored = &mut NotUnderstood::default();
        let (notices, others) = follow_ups(&self.follow_ups, ignored)?;
        let notices: Vec<i32> = notices.iter().map(|notice| notice.day).collect();
        let mut heard: Vec<i32> = responses(&self.responses, ignored)?.iter().map(|response| response.day).collect();
        heard.extend(recoveries(&self.returns, ignored)?.iter().map(|recovery| recovery.day));
        let first = notices.iter().min().or(heard.iter().min()).copied();
        let done = others.iter().filter_map(|follow_up| follow_up.done);
        let newest = notices.iter().chain(&heard).copied().chain(done).max();
        Ok(first.zip(newest))
    }

    /// Whether anything was given.
    pub(super) fn is_empty(&self) -> bool {
        self.responses.is_empty() && self.returns.is_empty() && self.follow_ups.is_empty()
    }
}

/// Where the recall stands.
pub(super) struct Standing<'a> {
    pub(super) progress: Progress<'a>,
    /// Everybody who is told, by the customer under whom they stand.
    pub(super) told: BTreeMap<&'a str, &'a Contact<'a>>,
    pub(super) checks: CheckPlan<'a>,
    pub(super) results: CheckResults,
    /// Of the consignees drawn, those to be visited; nothing where no table tells how many.
    pub(super) on_site: Option<Vec<&'a str>>,
    /// Number of consignees for which the table of checks has no row.
    pub(super) gap: Option<u64>,
    pub(super) figures: Vec<Figure>,
    /// Share of the units that is to be accounted for.
    pub(super) target: f64,
    pub(super) not_understood: NotUnderstood,
}

/// What the progress is reckoned from.
pub(super) struct Told<'a> {
    pub(super) lots: &'a Lots,
    pub(super) sales: &'a Sales,
    pub(super) traced: &'a Traced,
    pub(super) holders: &'a Holders,
    pub(super) contacts: &'a ContactList<'a>,
    pub(super) events: &'a Events,
    /// Numbers of checks.
    pub(super) sampling: Option<&'a SamplingTable>,
    pub(super) class: HazardClass,
}

/// Reckons where the recall stands; nothing where nothing was given.
pub(super) fn find<'a>(
    settings: &RecallScopeSettings,
    told: &Told<'a>,
    start: i32,
    as_of: i32,
) -> Result<Option<Standing<'a>>, Error> {
    let Told { lots, sales, traced, holders, contacts, events, sampling, class } = *told;
    if events.is_empty() {
        return Ok(None);
    }
    let businesses: BTreeSet<&str> = contacts
        .contacts
        .iter()
        .filter(|contact| contact.party == Party::Business)
        .flat_map(|contact| contact.affected.iter().copied())
        .collect();
    let unreachable: Vec<&str> = contacts.unreachable().flat_map(|contact| contact.affected.iter().copied()).collect();
    let told: BTreeMap<&str, &Contact<'_>> =
        contacts.contacts.iter().filter_map(|contact| Some((*contact.affected.first()?, contact))).collect();
    let told_as: Vec<(&str, &str)> = told
        .iter()
        .flat_map(|(under, contact)| contact.affected.iter().chain(&contact.duplicates).map(|id| (*id, *under)))
        .filter(|(id, under)| id != under)
        .collect();
    let out = out::at_start(lots, traced, sales, holders, start).map_err(|error| contract(error.text()))?;
    let affected: Vec<Affected<'_>> = out.iter().map(|own| affected(own, &businesses)).collect();
    let scope: Vec<&str> =
        (0..lots.len()).filter(|lot| traced.affected[*lot]).map(|lot| lots.ids[lot].as_str()).collect();
    let mut not_understood = NotUnderstood::default();
    let (notifications, follow_ups) = follow_ups(&events.follow_ups, &mut not_understood)?;
    let responses = responses(&events.responses, &mut not_understood)?;
    let mut recoveries = recoveries(&events.returns, &mut not_understood)?;
    let under: BTreeMap<&str, &str> = told_as.iter().copied().collect();
    let as_told = |own: SoldSerials<'a>| {
        let buyer = own.buyer.map(|id| under.get(id).copied().unwrap_or(id));
        SoldSerials { buyer, ..own }
    };
    senders::find(&mut recoveries, sold_serials(lots, traced, sales, holders).map(as_told));
    let recall = Recall {
        start,
        as_of,
        scope: &scope,
        affected: &affected,
        unreachable: &unreachable,
        told_as: &told_as,
        notifications: &notifications,
        responses: &responses,
        recoveries: &recoveries,
        follow_ups: &follow_ups,
        refunds: Refunds::default(),
    };
    let progress = recall_progress(&recall).map_err(|error| contract(error.text()))?;
    let consignees = progress.standings_of(Some(Audience::Consignee)).count() as u64;
    let row = sampling.zip(check_table::number(class)).and_then(|(table, class)| table.row(class, consignees));
    let size = row.map_or(CheckSize::Level(settings.check_level), |row| CheckSize::Number(row.checks));
    let checks = progress.check_plan(size, settings.seed).ok_or_else(|| Error::internal("no such level of checks"))?;
    let on_site = row.map(|row| visited(&checks.drawn, row.on_site, settings.seed));
    let gap = (sampling.is_some() && row.is_none()).then_some(consignees);
    let results = progress.check_results(&checks, CONFIDENCE);
    let figures = goals::figures(settings, &progress, contacts, &results);
    let target = settings.goal(GoalFigure::Accounted).unwrap_or(1.0);
    Ok(Some(Standing { progress, told, checks, results, on_site, gap, figures, target, not_understood }))
}

fn contract(text: Text) -> Error {
    Error::new(Kind::Contract, Problem::new(text))
}

fn affected<'a>(out: &Out<'a>, businesses: &BTreeSet<&str>) -> Affected<'a> {
    let Out { customer, lot, units: Units { min, max, expected } } = *out;
    let location = match customer.is_some_and(|id| businesses.contains(id)) {
        true => Location::Retailer,
        false => Location::Consumer,
    };
    let units = expected.map_or(max, |units| units.round() as i64).clamp(min, max);
    Affected { customer, lot, location, certain: min, units, max }
}

/// Serial numbers of the lines that may hold an affected unit.
fn sold_serials<'a>(
    lots: &'a Lots,
    traced: &'a Traced,
    sales: &'a Sales,
    holders: &'a Holders,
) -> impl Iterator<Item = SoldSerials<'a>> {
    let lines = sales.lines.iter().zip(&holders.lines);
    let hit = lines.filter(|(_, held)| held.is_some_and(|held| held.units.max > 0)).map(|(line, _)| line);
    hit.filter_map(move |line| {
        let buyer = line.customer.and_then(|at| sales.customers.get(at as usize)).map(String::as_str);
        let lot = line.lot.filter(|lot| traced.affected.get(*lot as usize) == Some(&true));
        let lot = lot.and_then(|lot| lots.ids.get(lot as usize)).map(String::as_str);
        Some(SoldSerials { cell: line.serial.as_deref()?, buyer, lot })
    })
}

/// So many of those drawn, drawn again, so that visits are as much of a sample as checks.
fn visited<'a>(drawn: &[&'a str], on_site: u64, seed: u64) -> Vec<&'a str> {
    let places: Vec<u64> = (0..drawn.len() as u64).collect();
    let sample = sample_consignees(&places, |_| on_site, seed.wrapping_add(1));
    sample.drawn.iter().filter_map(|place| drawn.get(usize::try_from(*place).ok()?).copied()).collect()
}

/// What is not understood, events that do not count, by what they are and why, and what is more than was sold.
pub(super) fn warnings(standing: &Standing<'_>) -> Vec<Text> {
    let mut counts: BTreeMap<(EventKind, EventFinding), u64> = BTreeMap::new();
    for own in &standing.progress.set_aside {
        *counts.entry((own.event, own.finding)).or_default() += 1;
    }
    let what = |kind| match kind {
        EventKind::Notification => labels::ASIDE_NOTICES,
        EventKind::Response => labels::ASIDE_RESPONSES,
        EventKind::Recovery => labels::ASIDE_RETURNS,
        EventKind::FollowUp => labels::ASIDE_FOLLOW_UPS,
    };
    let warning = |((kind, why), n): ((EventKind, EventFinding), u64)| {
        what(kind).with(&[("n", &n)]).and("why", why.label().text())
    };
    let mut warnings: Vec<Text> = standing.not_understood.warnings().collect();
    warnings.extend(counts.into_iter().map(warning));
    let nobodys = standing.progress.unidentified.above_sold;
    if nobodys > 0 {
        let units = number::decimal(nobodys as f64 / 1e4, 0);
        warnings.push(labels::ABOVE_SOLD_NOBODY.with(&[("units", &units)]));
    }
    let above: Vec<i128> =
        standing.progress.standings.iter().map(|own| own.account.above_sold).filter(|own| *own > 0).collect();
    if !above.is_empty() {
        let units = number::decimal(above.iter().sum::<i128>() as f64 / 1e4, 0);
        warnings.push(labels::ABOVE_SOLD.with(&[("n", &above.len()), ("units", &units)]));
    }
    warnings
}

fn text<'c>(chunk: &'c DataFrame, name: &str) -> Result<&'c StringChunked, Error> {
    chunk.column(name).and_then(|column| column.str()).map_err(Error::internal)
}

fn responses<'c>(chunks: &'c [DataFrame], not_understood: &mut NotUnderstood) -> Result<Vec<Response<'c>>, Error> {
    let mut all = Vec::new();
    for chunk in chunks {
        let (customers, answers, channels) =
            (text(chunk, "customer_id")?, text(chunk, "answer")?, text(chunk, "channel")?);
        let (lots, serials) = (text(chunk, "lot_id")?, text(chunk, "serial_no")?);
        let days = chunk.column("date").and_then(|column| column.i32()).map_err(Error::internal)?;
        let quantities = chunk.column("quantity").and_then(|column| column.i64()).map_err(Error::internal)?;
        for row in 0..chunk.height() {
            let (Some(customer), Some(day)) = (customers.get(row), days.get(row)) else { continue };
            all.push(Response {
                customer,
                day,
                answer: recorded::answer(answers.get(row), not_understood),
                lot: lots.get(row),
                serial: serials.get(row),
                quantity: quantities.get(row).filter(|quantity| *quantity >= 0),
                medium: medium(channels.get(row)),
            });
        }
    }
    Ok(all)
}

fn recoveries<'c>(chunks: &'c [DataFrame], not_understood: &mut NotUnderstood) -> Result<Vec<Recovery<'c>>, Error> {
    let mut all = Vec::new();
    for chunk in chunks {
        let (customers, words) = (text(chunk, "customer_id")?, text(chunk, "disposition")?);
        let (lots, serials) = (text(chunk, "lot_id")?, text(chunk, "serial_no")?);
        let days = chunk.column("date").and_then(|column| column.i32()).map_err(Error::internal)?;
        let quantities = chunk.column("quantity").and_then(|column| column.i64()).map_err(Error::internal)?;
        for row in 0..chunk.height() {
            let Some(day) = days.get(row) else { continue };
            let Some(disposition) = recorded::disposition(words.get(row), not_understood) else { continue };
            all.push(Recovery {
                customer: customers.get(row),
                day,
                disposition,
                lot: lots.get(row),
                serial: serials.get(row),
                quantity: quantities.get(row).map_or(10_000, i64::abs),
            });
        }
    }
    Ok(all)
}

fn follow_ups<'c>(
    chunks: &'c [DataFrame],
    not_understood: &mut NotUnderstood,
) -> Result<(Vec<Notification<'c>>, Vec<FollowUp<'c>>), Error> {
    let (mut notices, mut all) = (Vec::new(), Vec::new());
    for chunk in chunks {
        let (customers, kinds, channels) = (text(chunk, "customer_id")?, text(chunk, "kind")?, text(chunk, "channel")?);
        let outcomes = text(chunk, "outcome")?;
        let days = |name: &str| chunk.column(name).and_then(|column| column.i32()).map_err(Error::internal);
        let (due, done) = (days("due_date")?, days("done_at")?);
        for row in 0..chunk.height() {
            let Some(customer) = customers.get(row) else { continue };
            let (outcome, medium) = (outcomes.get(row), medium(channels.get(row)));
            match (recorded::follow_up(kinds.get(row).unwrap_or_default()), done.get(row)) {
                (None, Some(day)) => {
                    let delivery = recorded::delivery(outcome, not_understood);
                    notices.push(Notification { customer, day, medium, delivery });
                }
                (None, None) => {}
                (Some(kind), done) => {
                    let outcome = outcome.filter(|_| kind == FollowUpKind::EffectivenessCheck);
                    let outcome = recorded::checked(outcome, not_understood);
                    all.push(FollowUp { customer, kind, due: due.get(row), done, medium, outcome });
                }
            }
        }
    }
    Ok((notices, all))
}

fn has(text: &str, words: &[&str]) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|word| text.contains(word))
}

fn medium(text: Option<&str>) -> Medium {
    let Some(text) = text else { return Medium::Other };
    let known: [(Medium, &[&str]); 6] = [
        (Medium::Email, &["mail", "邮件", "邮箱"]),
        (Medium::Sms, &["sms", "text", "短信"]),
        (Medium::Phone, &["phone", "call", "电话"]),
        (Medium::Letter, &["letter", "post", "信函", "信件"]),
        (Medium::Visit, &["visit", "person", "上门", "走访"]),
        (Medium::RegistrationCard, &["card", "registration", "登记"]),
    ];
    known.into_iter().find(|(_, words)| has(text, words)).map_or(Medium::Other, |(own, _)| own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_in_both_languages() {
        assert_eq!([Some("E-mail"), Some("短信"), None].map(medium), [Medium::Email, Medium::Sms, Medium::Other]);
    }
}
