//! Loads everything the report stands on: who customers are, what they answered, complained of, bought, and how they were
//! followed up.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::commands::attributes;
use crate::commands::gathered::{Gathered, OrdersWanted, Reader, find_all};
use crate::deliver::console::Console;
use crate::error::{Error, Kind, Problem};
use crate::exports::rejects::Rejects;
use crate::exports::source::Source;
use crate::labels::{satisfaction_report as labels, segment::OF_TABLE};
use crate::reduce::attributes::Attributes;
use crate::reduce::purchases::Duplicates;
use crate::reduce::satisfaction::bought::Bought;
use crate::reduce::satisfaction::customers::{Customers, RankedCustomers};
use crate::settings::satisfaction_report::SatisfactionSettings;
use crate::tables::complaints::COMPLAINTS;
use crate::tables::customers::CUSTOMERS;
use crate::tables::follow_ups::FOLLOW_UPS;
use crate::tables::segments::SEGMENTS;
use crate::tables::surveys::SURVEYS;

use super::files::Files;
use super::groups::Groups;
use super::span::Span;
use super::{complaints, follow_ups, scores};

/// The dimension of the segments of `huike segment`.
const SEGMENT: &str = "segment";
/// The dimension of questionnaires, which answers have and customers have not.
pub(super) const SURVEY: &str = "survey";

/// Everything that was read.
#[derive(Default)]
pub(super) struct Loaded {
    /// Customer ids, sorted; everything else names customers by their place here.
    pub(super) customers: RankedCustomers,
    /// Segments of customers.
    pub(super) groups: Groups,
    /// Whether a customer stands in the customers file, by rank; empty without one.
    pub(super) known: Vec<bool>,
    pub(super) answers: Option<scores::Answered>,
    pub(super) complaints: Option<complaints::Rows>,
    pub(super) follow_ups: Option<follow_ups::Rows>,
    pub(super) bought: Option<Bought>,
    pub(super) currency: Option<String>,
    /// The periods; `None` until everything is read.
    pub(super) span: Option<Span>,
    pub(super) gathered: Gathered,
}

/// All files of the run, found before any is read.
pub(super) struct Sources {
    pub(super) surveys: Vec<Source>,
    pub(super) complaints: Vec<Source>,
    pub(super) follow_ups: Vec<Source>,
    orders: Vec<Source>,
    customers: Vec<Source>,
    segments: Vec<Source>,
}

impl Sources {
    /// Finds all of them.
    ///
    /// # Errors
    /// Kind `Input`, with all that are missing.
    pub(super) fn find(settings: &SatisfactionSettings) -> Result<Sources, Error> {
        let SatisfactionSettings { surveys, complaints, follow_ups, orders, customers, segments, .. } = settings;
        let segments: Vec<String> = segments.iter().cloned().collect();
        let typed: [&[String]; 6] = [surveys, complaints, follow_ups, orders, customers, &segments];
        let found = find_all(typed, settings.reading.files.max_expand)?;
        let [surveys, complaints, follow_ups, orders, customers, segments] = found;
        Ok(Sources { surveys, complaints, follow_ups, orders, customers, segments })
    }

    /// The files that the run reads and must not destroy.
    pub(super) fn paths(&self, settings: &SatisfactionSettings) -> Vec<PathBuf> {
        let Sources { surveys, complaints, follow_ups, orders, customers, segments } = self;
        let all = [surveys, complaints, follow_ups, orders, customers, segments].into_iter().flatten();
        all.filter_map(Source::path).map(PathBuf::from).chain(Files::paths(settings)).collect()
    }
}

/// What reading a table needs.
pub(super) struct Tables<'a> {
    pub(super) settings: &'a SatisfactionSettings,
    pub(super) files: &'a Files,
    pub(super) sources: &'a Sources,
    pub(super) reader: Reader<'a>,
    pub(super) rejects: &'a mut Rejects,
    pub(super) gathered: &'a mut Gathered,
    /// Customers of all tables.
    pub(super) customers: &'a Customers,
}

/// Reads all inputs. What was read is in `loaded` even where this ends in an error.
pub(super) fn load(
    settings: &SatisfactionSettings,
    files: &Files,
    sources: &Sources,
    console: &Console,
    rejects: &mut Rejects,
    loaded: &mut Loaded,
) -> Result<(), Error> {
    let reader = Reader { options: &settings.reading, max_rejects: settings.max_rejects, console };
    let customers = Customers::default();
    let gathered = &mut loaded.gathered;
    let mut tables = Tables { settings, files, sources, reader, rejects, gathered, customers: &customers };
    let dimensions = tables.dimensions()?;
    let bought = tables.bought()?;
    let complaints = if sources.complaints.is_empty() { None } else { Some(complaints::load(&mut tables)?) };
    let follow_ups = if sources.follow_ups.is_empty() { None } else { Some(follow_ups::load(&mut tables)?) };
    let answers = if sources.surveys.is_empty() { None } else { Some(scores::load(&mut tables, &dimensions)?) };
    let ranked = customers.ranked();
    loaded.known = dimensions.known(&ranked);
    loaded.groups = dimensions.groups(&ranked);
    if let Some(Purchased { by_code, newest, currency }) = bought {
        let by_rank = by_code.into_iter().map(|(code, days)| (ranked.rank(code), days)).collect();
        loaded.bought = Some(Bought::new(ranked.ids.len(), by_rank));
        loaded.currency = currency;
        loaded.span = spanned(settings, None, Some(newest));
    }
    loaded.complaints = complaints.map(|rows| rows.ranked(&ranked));
    loaded.follow_ups = follow_ups.map(|rows| rows.ranked(&ranked));
    loaded.answers = answers.map(|answers| answers.ranked(&ranked));
    let reached = [
        loaded.answers.as_ref().and_then(scores::Answered::days),
        loaded.complaints.as_ref().and_then(complaints::Rows::days),
        loaded.follow_ups.as_ref().and_then(follow_ups::Rows::days),
    ];
    let first = reached.iter().flatten().map(|(first, _)| *first).min();
    let orders = loaded.span.map(|span| span.as_of);
    let last = reached.iter().flatten().map(|(_, last)| *last).chain(orders).max();
    loaded.span = spanned(settings, first, last);
    loaded.customers = ranked;
    loaded.check_used(sources)?;
    if first.is_none() {
        return Err(Error::new(Kind::Contract, Problem::new(labels::NOTHING_LEFT.text())));
    }
    Ok(())
}

impl Loaded {
    /// Tells of tables of which no row can be used.
    ///
    /// # Errors
    /// Kind `Contract` where that is true of all of them: of nothing there is no report.
    fn check_used(&mut self, sources: &Sources) -> Result<(), Error> {
        let given =
            [(&sources.surveys, &SURVEYS), (&sources.complaints, &COMPLAINTS), (&sources.follow_ups, &FOLLOW_UPS)];
        let given = given.into_iter().filter(|(sources, _)| !sources.is_empty()).map(|(_, table)| table);
        let told: Vec<Option<Problem>> = given.map(|table| self.gathered.nothing_used(table)).collect();
        let all = told.iter().all(Option::is_some);
        let idle: Vec<Problem> = told.into_iter().flatten().collect();
        if all {
            return Err(Error { kind: Kind::Contract, problems: idle });
        }
        self.gathered.warnings.extend(idle.into_iter().map(|problem| {
            let place = problem.place.unwrap_or_default();
            OF_TABLE.with(&[("table", &place)]).and("what", problem.what)
        }));
        Ok(())
    }
}

fn spanned(settings: &SatisfactionSettings, first: Option<i32>, newest: Option<i32>) -> Option<Span> {
    let as_of = settings.as_of.or(newest)?;
    // Without questions there is nobody whose answer is awaited.
    let lag = if settings.surveys.is_empty() { 0 } else { settings.response_lag };
    Some(Span::new(settings.period, first.unwrap_or(as_of), as_of, lag))
}

/// Purchase days by the code of the customer.
struct Purchased {
    by_code: Vec<(u32, Vec<crate::reduce::satisfaction::bought::BoughtOn>)>,
    newest: i32,
    currency: Option<String>,
}

/// The attributes that figures are split by, by customer code.
#[derive(Default)]
pub(super) struct Dimensions {
    names: Vec<String>,
    /// Whether figures are split by each of them; the others are only weighted by.
    split: Vec<bool>,
    /// One entry a customer that has a row somewhere, with a value for each name.
    rows: Vec<(u32, Vec<Option<String>>)>,
    /// Codes of the customers that stand in the customers file.
    listed: Option<Vec<u32>>,
}

impl Dimensions {
    fn groups(&self, ranked: &RankedCustomers) -> Groups {
        let n = ranked.ids.len();
        let mut values = vec![vec![None; n]; self.names.len()];
        for (code, row) in &self.rows {
            for (values, value) in values.iter_mut().zip(row) {
                if let (Some(own), Some(value)) = (values.get_mut(ranked.rank(*code) as usize), value) {
                    *own = Some(value.as_str());
                }
            }
        }
        let mut split = self.split.iter();
        values.retain(|_| split.next().copied().unwrap_or(false));
        Groups::new(self.split_names().map(str::to_string).collect(), n, &values)
    }

    fn known(&self, ranked: &RankedCustomers) -> Vec<bool> {
        let Some(listed) = &self.listed else { return Vec::new() };
        let mut known = vec![false; ranked.ids.len()];
        for code in listed {
            if let Some(own) = known.get_mut(ranked.rank(*code) as usize) {
                *own = true;
            }
        }
        known
    }

    /// Names of the attributes.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Names of those that figures are split by.
    pub(super) fn split_names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().zip(&self.split).filter(|(_, split)| **split).map(|(name, _)| name.as_str())
    }

    /// Codes of the customers that stand in the customers file, where there is one.
    pub(super) fn listed(&self) -> Option<&[u32]> {
        self.listed.as_deref()
    }

    /// The rows: code of a customer and a value for each name.
    pub(super) fn rows(&self) -> &[(u32, Vec<Option<String>>)] {
        &self.rows
    }
}

impl Tables<'_> {
    /// The attributes of `--by` and `--margins` and the segments of an earlier run.
    fn dimensions(&mut self) -> Result<Dimensions, Error> {
        let mut dimensions = Dimensions::default();
        let mut by: Vec<String> =
            self.settings.by.iter().filter(|by| *by != SURVEY).map(|by| attributes::name(by)).collect();
        by.sort_unstable();
        by.dedup();
        let mut split = vec![true; by.len()];
        for name in self.files.margins.iter().flat_map(scores::Margins::attributes) {
            if !by.contains(&name) {
                by.push(name);
                split.push(false);
            }
        }
        if !self.sources.customers.is_empty() {
            let wanted = if by.is_empty() { vec!["customer_id"] } else { attributes::wanted(&by, &[]) };
            let sources = &self.sources.customers;
            let (chunks, _) = self.reader.whole(&CUSTOMERS, sources, &wanted, self.rejects, self.gathered)?;
            let attributes = Attributes::from_chunks(&chunks, self.settings.as_of.unwrap_or_default())?;
            let place = sources.first().map_or("", |source| source.name.as_str());
            attributes::check(&by, &attributes, &self.gathered.inputs, place)?;
            self.gathered.warnings.extend(attributes.warnings.iter().cloned());
            let places: Vec<usize> =
                by.iter().filter_map(|name| attributes.names.iter().position(|own| own == name)).collect();
            let mut listed = Vec::with_capacity(attributes.rows.len());
            for (id, values) in &attributes.rows {
                let code = self.customers.code(id)?;
                listed.push(code);
                if !places.is_empty() {
                    let own = places.iter().map(|place| values.get(*place).cloned().flatten()).collect();
                    dimensions.rows.push((code, own));
                }
            }
            (dimensions.names, dimensions.split, dimensions.listed) = (by, split, Some(listed));
        }
        if !self.sources.segments.is_empty() {
            self.segments(&mut dimensions)?;
        }
        Ok(dimensions)
    }

    fn segments(&mut self, dimensions: &mut Dimensions) -> Result<(), Error> {
        let wanted = ["customer_id", "monetary", "segment"];
        let sources = &self.sources.segments;
        let (chunks, _) = self.reader.whole(&SEGMENTS, sources, &wanted, self.rejects, self.gathered)?;
        let width = dimensions.names.len();
        dimensions.names.push(SEGMENT.to_string());
        dimensions.split.push(true);
        dimensions.rows.iter_mut().for_each(|(_, values)| values.push(None));
        let places: BTreeMap<u32, usize> =
            dimensions.rows.iter().enumerate().map(|(at, (code, _))| (*code, at)).collect();
        for chunk in &chunks {
            let text = |name: &str| chunk.column(name).and_then(|column| column.str()).map_err(Error::internal);
            for (id, segment) in text("customer_id")?.iter().zip(text("segment")?.iter()) {
                let code = self.customers.code(id.unwrap_or_default())?;
                let segment = segment.map(str::to_string);
                match places.get(&code).and_then(|at| dimensions.rows.get_mut(*at)) {
                    Some((_, values)) => values[width] = segment,
                    None => {
                        let mut values = vec![None; width];
                        values.push(segment);
                        dimensions.rows.push((code, values));
                    }
                }
            }
        }
        Ok(())
    }

    fn bought(&mut self) -> Result<Option<Purchased>, Error> {
        if self.sources.orders.is_empty() {
            return Ok(None);
        }
        let settings = self.settings;
        let duplicates = if settings.drop_duplicates { Duplicates::Dropped } else { Duplicates::Kept };
        let wanted = OrdersWanted {
            sources: &self.sources.orders,
            exclude: &settings.exclude,
            as_of: settings.as_of,
            duplicates,
        };
        let orders = self.reader.orders(&wanted, self.rejects, self.gathered)?;
        let newest = orders.as_of;
        let (purchases, summary) = orders.sum(self.gathered, settings.as_of, |days| Ok(Bought::purchases(days)))?;
        let mut by_code = Vec::with_capacity(purchases.customers.len());
        for (id, days) in purchases.customers.iter().zip(purchases.made) {
            by_code.push((self.customers.code(id)?, days));
        }
        Ok(Some(Purchased { by_code, newest, currency: self.reader.currency(&summary) }))
    }
}
