//! Who is told, by which channel and in which words.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{DataFrame, StringChunked};

use crate::error::{Error, Kind, Problem};
use crate::exports::small_file;
use crate::labels::{Lang, Text, recall_scope as labels};
use crate::models::affected_units::Class;
use crate::models::contacts::{
    AffectedCustomer, CHANNELS, Channel, Contact, ContactList, ContactRules, CustomerRecord, Party, contact_list,
};
use crate::models::hazard_class::HazardClass;
use crate::models::notices::{
    Addressee, Audience, Certainty, Finding, Holding, MergeRow, RecallFacts, Regime, Template, lint, render, segments,
};
use crate::models::recall_plan::Condition;
use crate::reduce::lots::Lots;
use crate::reduce::recall::Sales;
use crate::settings::recall_scope::RecallScopeSettings;

use super::holders::{Holder, Holders};

/// Parts of an SMS beyond which a notice is too long.
const MOST_SEGMENTS: usize = 3;
/// Lots that a notice names where it has to name them all.
const MOST_LOTS: usize = 30;

/// One customer record, as far as it tells how somebody can be reached.
#[derive(Clone, Debug, Default)]
pub(super) struct CustomerRow {
    id: String,
    name: Option<String>,
    company: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    address: Option<String>,
    preferred_channel: Option<String>,
    contact_allowed: Option<bool>,
}

impl CustomerRow {
    fn record(&self) -> CustomerRecord<'_> {
        CustomerRecord {
            id: &self.id,
            name: self.name.as_deref(),
            company: self.company.as_deref(),
            phone: self.phone.as_deref(),
            email: self.email.as_deref(),
            address: self.address.as_deref(),
            preferred_channel: self.preferred_channel.as_deref(),
            contact_allowed: self.contact_allowed,
        }
    }
}

/// The records of the affected customers, and of whoever shares a phone number or an e-mail address with one.
///
/// # Errors
/// Internal, where a column is not there.
pub(super) fn records(chunks: &[DataFrame], affected: &BTreeSet<&str>) -> Result<Vec<CustomerRow>, Error> {
    let mut shared: BTreeSet<String> = BTreeSet::new();
    each(chunks, |id, phone, email, _| {
        if affected.contains(id) {
            shared.extend(keys(phone, email));
        }
    })?;
    let mut rows = Vec::new();
    each(chunks, |id, phone, email, row| {
        if affected.contains(id) || keys(phone, email).any(|key| shared.contains(&key)) {
            rows.push(row());
        }
    })?;
    Ok(rows)
}

/// Customer ids of the `recipients` of shipments that stand under the name of a customer or of its company, and of one only.
///
/// # Errors
/// Internal, where a column is not there.
pub(super) fn ids(
    chunks: &[DataFrame],
    recipients: &BTreeSet<Box<str>>,
) -> Result<BTreeMap<Box<str>, Box<str>>, Error> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for chunk in chunks {
        let text = |name: &str| chunk.column(name).and_then(|column| column.str()).map_err(Error::internal);
        let (ids, names, companies) = (text("customer_id")?, text("name")?, text("company")?);
        for row in 0..chunk.height() {
            let Some(id) = ids.get(row) else { continue };
            for name in [Some(id), names.get(row), companies.get(row)].into_iter().flatten() {
                if recipients.contains(name) {
                    found.entry(name).or_default().insert(id);
                }
            }
        }
    }
    let only = |(name, ids): (&str, BTreeSet<&str>)| {
        let id = ids.first().filter(|_| ids.len() == 1 && !ids.contains(name))?;
        Some((name.into(), (*id).into()))
    };
    Ok(found.into_iter().filter_map(only).collect())
}

/// Adds whoever got a shipment and has no record: goods are shipped to businesses.
pub(super) fn add_consignees(records: &mut Vec<CustomerRow>, recipients: &BTreeSet<&str>) {
    let known: BTreeSet<String> = records.iter().map(|row| row.id.clone()).collect();
    let unknown = recipients.iter().filter(|id| !known.contains(**id));
    let row = |id: &&str| CustomerRow { id: id.to_string(), company: Some(id.to_string()), ..CustomerRow::default() };
    records.extend(unknown.map(row));
}

/// What two records of one person may share, in a rough form; whether they do is decided by the model.
fn keys(phone: Option<&str>, email: Option<&str>) -> impl Iterator<Item = String> {
    let digits =
        phone.map(|phone| phone.chars().filter_map(|c| c.to_digit(10)).map(|d| d.to_string()).collect::<String>());
    let end = digits.filter(|digits| digits.len() >= 7).map(|digits| digits[digits.len() - 7..].to_string());
    end.into_iter().chain(email.map(|email| email.trim().to_lowercase()).filter(|email| !email.is_empty()))
}

fn each<'c>(
    chunks: &'c [DataFrame],
    mut take: impl FnMut(&'c str, Option<&'c str>, Option<&'c str>, &dyn Fn() -> CustomerRow),
) -> Result<(), Error> {
    for chunk in chunks {
        let text = |name: &str| chunk.column(name).and_then(|column| column.str()).map_err(Error::internal);
        let (ids, names, companies, phones) = (text("customer_id")?, text("name")?, text("company")?, text("phone")?);
        let (emails, addresses, cities, channels) =
            (text("email")?, text("address")?, text("city")?, text("preferred_channel")?);
        let allowed = chunk.column("contact_allowed").and_then(|column| column.bool()).map_err(Error::internal)?;
        let cell = |column: &StringChunked, row| column.get(row).map(str::to_string);
        for row in 0..chunk.height() {
            let id = ids.get(row).unwrap_or_default();
            take(id, phones.get(row), emails.get(row), &|| CustomerRow {
                id: id.to_string(),
                name: cell(names, row),
                company: cell(companies, row),
                phone: cell(phones, row),
                email: cell(emails, row),
                address: addresses.get(row).map(|street| match cities.get(row) {
                    Some(city) if !street.contains(city) => format!("{street}, {city}"),
                    _ => street.to_string(),
                }),
                preferred_channel: cell(channels, row),
                contact_allowed: allowed.get(row),
            });
        }
    }
    Ok(())
}

/// The contacts of everybody who may hold an affected unit.
pub(super) fn contacts<'a>(holders: &Holders, sales: &'a Sales, records: &'a [CustomerRow]) -> ContactList<'a> {
    let affected: Vec<AffectedCustomer<'a>> = holders
        .holders
        .iter()
        .map(|holder| AffectedCustomer {
            customer: holder.customer.and_then(|at| sales.customers.get(at as usize)).map(String::as_str),
            units: holder.held.max,
            value: i64::try_from(holder.value).unwrap_or(i64::MAX),
        })
        .collect();
    let records: Vec<CustomerRecord<'a>> = records.iter().map(CustomerRow::record).collect();
    contact_list(&records, &affected, &ContactRules::default())
}

/// What is written to whom.
#[derive(Default)]
pub(super) struct Notices {
    pub(super) rows: Vec<MergeRow>,
    pub(super) findings: Vec<(Channel, Regime, Finding)>,
    /// Short messages that take more parts than they should.
    pub(super) long_messages: u64,
}

/// The facts of the recall and the templates, checked before any data is read.
pub(super) struct Wording {
    pub(super) facts: Option<RecallFacts>,
    templates: BTreeMap<Channel, Template>,
}

impl Wording {
    /// The hazard class: that of the command line, else that of the facts.
    pub(super) fn class(&self, settings: &RecallScopeSettings) -> HazardClass {
        settings.hazard_class.or_else(|| self.facts.as_ref().map(|facts| facts.class)).unwrap_or_default()
    }
}

/// Reads and checks the facts and the templates.
///
/// # Errors
/// Kind `Usage`, with every problem of every file.
pub(super) fn wording(settings: &RecallScopeSettings, lang: Lang) -> Result<Wording, Error> {
    let mut problems = Vec::new();
    let facts = settings.recall.as_ref().and_then(|path| {
        let place = path.display().to_string();
        match small_file::read(path) {
            Err(problem) => problems.push(problem),
            Ok(text) => match RecallFacts::parse(&text, lang) {
                Ok(facts) => return Some(facts),
                Err(found) => problems.extend(found.iter().map(|problem| Problem::at(&place, problem.text()))),
            },
        }
        None
    });
    let mut templates = BTreeMap::new();
    for channel in CHANNELS {
        let template = match settings.templates.get(&channel) {
            None => Template::built_in(channel, lang),
            Some(path) => {
                let place = path.display().to_string();
                match small_file::read(path) {
                    Err(problem) => {
                        problems.push(problem);
                        continue;
                    }
                    Ok(text) => match Template::parse(&text, channel, lang) {
                        Ok(template) => template,
                        Err(found) => {
                            problems.extend(found.iter().map(|problem| Problem::at(&place, problem.text())));
                            continue;
                        }
                    },
                }
            }
        };
        templates.insert(channel, template);
    }
    if settings.recall.is_none() && !settings.templates.is_empty() {
        problems.push(Problem::at("--template", labels::TEMPLATE_NEEDS_RECALL.text()));
    }
    Error::check(Kind::Usage, problems)?;
    Ok(Wording { facts, templates })
}

/// Who is written to, and about what.
pub(super) struct Recipients<'a> {
    pub(super) lots: &'a Lots,
    pub(super) sales: &'a Sales,
    pub(super) holders: &'a Holders,
    pub(super) contacts: &'a ContactList<'a>,
    /// The affected lots that were sold.
    pub(super) sold: &'a [u32],
}

/// Writes the notices and checks them.
pub(super) fn notices(
    settings: &RecallScopeSettings,
    wording: &Wording,
    lang: Lang,
    recipients: &Recipients<'_>,
) -> Notices {
    let Recipients { lots, sales, holders, contacts, sold } = *recipients;
    let Some(facts) = &wording.facts else { return Notices::default() };
    let mut facts = facts.clone();
    facts.class = wording.class(settings);
    if facts.lots.is_empty() {
        facts.lots = sold.iter().filter_map(|lot| lots.ids.get(*lot as usize)).take(MOST_LOTS).cloned().collect();
    }
    if facts.serials.is_empty() {
        facts.serials = settings.scope.serials.iter().map(ToString::to_string).collect();
    }
    let days = || holders.holders.iter().flat_map(|holder| [holder.first, holder.last]);
    facts.sold_from = facts.sold_from.or(days().min());
    facts.sold_to = facts.sold_to.or(days().max());
    let by_id: BTreeMap<&str, &Holder> = holders
        .holders
        .iter()
        .filter_map(|holder| Some((sales.customers.get(holder.customer? as usize)?.as_str(), holder)))
        .collect();
    let mut notices = Notices::default();
    let regimes = regimes(&settings.regime, lang);
    for (channel, template) in &wording.templates {
        for regime in &regimes {
            let found = lint(template, &facts, *regime, MOST_SEGMENTS);
            notices.findings.extend(found.into_iter().map(|finding| (*channel, *regime, finding)));
        }
    }
    without_repeats(&mut notices.findings);
    for contact in &contacts.contacts {
        let Some(way) = contact.chosen() else { continue };
        let Some(template) = wording.templates.get(&way.channel) else { continue };
        let addressee = addressee(contact, &by_id, lots, lang);
        let message = render(template, &facts, &addressee);
        if way.channel == Channel::Sms && segments(&message.body).count > MOST_SEGMENTS {
            notices.long_messages += 1;
        }
        notices.rows.push(MergeRow::new(&addressee, way.channel, &way.address, message));
    }
    notices
}

/// Leaves out what was found of a channel before: what no rule asks for is found with each of them.
fn without_repeats(findings: &mut Vec<(Channel, Regime, Finding)>) {
    let mut seen: Vec<(Channel, Text)> = findings
        .iter()
        .filter(|(.., finding)| finding.rule.is_some())
        .map(|(channel, _, finding)| (*channel, finding.what.clone()))
        .collect();
    findings.retain(|(channel, _, finding)| {
        let own = (*channel, finding.what.clone());
        let is_new = finding.rule.is_some() || !seen.contains(&own);
        if finding.rule.is_none() {
            seen.push(own);
        }
        is_new
    });
}

/// The rules by which notices are checked: those asked for, else those of the language's home.
fn regimes(asked: &[Condition], lang: Lang) -> Vec<Regime> {
    let all = [(Condition::Fda, Regime::Fda), (Condition::Eu, Regime::Gpsr), (Condition::China, Regime::China)];
    let own: Vec<Regime> =
        all.into_iter().filter(|(condition, _)| asked.contains(condition)).map(|(_, own)| own).collect();
    match (own.is_empty(), lang) {
        (false, _) => own,
        (true, Lang::Zh) => vec![Regime::China],
        (true, Lang::En) => vec![Regime::Fda],
    }
}

fn addressee(contact: &Contact<'_>, by_id: &BTreeMap<&str, &Holder>, lots: &Lots, lang: Lang) -> Addressee {
    let own: Vec<&&Holder> = contact.affected.iter().filter_map(|id| by_id.get(id)).collect();
    let mut units: BTreeMap<u32, i64> = BTreeMap::new();
    for holder in &own {
        holder.lots.iter().for_each(|(lot, quantity)| *units.entry(*lot).or_default() += quantity);
    }
    let holding = |(lot, quantity): (u32, i64)| Holding {
        lot: lots.ids.get(lot as usize).cloned().unwrap_or_default(),
        units: quantity as f64 / 10_000.0,
    };
    let confirmed = own.iter().any(|holder| holder.class == Class::Confirmed);
    Addressee {
        customer_id: contact.id.to_string(),
        name: contact.name.or(contact.company).unwrap_or_default().to_string(),
        audience: if contact.party == Party::Business { Audience::Business } else { Audience::Consumer },
        holdings: units.into_iter().map(holding).collect(),
        certainty: if confirmed { Certainty::Confirmed } else { Certainty::Possible },
        has_unrecorded: own.iter().any(|holder| holder.has_unrecorded),
        lang,
    }
}
