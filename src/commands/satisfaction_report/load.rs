//! Loads everything the report stands on: who customers are, what they answered, complained of, bought, and how they were
//! followed up.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::PathBuf;

use crate::commands::all_problems::all_problems;
use crate::commands::gathered::{Gathered, OrdersWanted, Reader, UNITS, find_all};
use crate::commands::{attributes, earlier_segments, segment_names};
use crate::deliver::console::Console;
use crate::deliver::format::without_guard;
use crate::error::{Error, Kind, Problem};
use crate::exports::cast::format_date;
use crate::exports::rejects::Rejects;
use crate::exports::source::Source;
use crate::labels::{Label, Text, satisfaction_report as labels, segment::OF_TABLE};
use crate::models::reach::Reach;
use crate::reduce::attributes::Attributes;
use crate::reduce::purchases::Duplicates;
use crate::reduce::satisfaction::bought::Bought;
use crate::reduce::satisfaction::customers::{Customers, RankedCustomers};
use crate::reduce::satisfaction::wallets::{CATEGORY_SPEND, category_spend, spent_in_year};
use crate::settings::satisfaction_report::{Per, SatisfactionSettings};
use crate::tables::Table;
use crate::tables::complaints::COMPLAINTS;
use crate::tables::customers::CUSTOMERS;
use crate::tables::follow_ups::FOLLOW_UPS;
use crate::tables::orders::ORDERS;
use crate::tables::segments::SEGMENTS;
use crate::tables::surveys::SURVEYS;

use super::dimensions::{Dimensions, SEGMENT};
use super::files::Files;
use super::groups::Groups;
use super::span::Span;
use super::{complaints, follow_ups, scores};

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
    /// Customers whose spend in the category is known; `None` without orders and such a column.
    pub(super) wallets: Option<Wallets>,
    pub(super) currency: Option<String>,
    /// The periods; `None` until everything is read.
    pub(super) span: Option<Span>,
    /// Tables whose newest rows stand so far beyond all others that they look like slips of the pen.
    lone: Vec<(Label, Reach)>,
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
    /// Kind `Input`, with all that are missing and what is wrong with the others.
    pub(super) fn find(settings: &SatisfactionSettings) -> Result<Sources, Error> {
        let SatisfactionSettings { surveys, complaints, follow_ups, orders, customers, segments, .. } = settings;
        let segments: Vec<String> = segments.iter().cloned().collect();
        let typed: [&[String]; 6] = [surveys, complaints, follow_ups, orders, customers, &segments];
        let (found, missing) = find_all(typed, settings.reading.files.max_expand);
        let [surveys, complaints, follow_ups, orders, customers, segments] = found;
        let sources = Sources { surveys, complaints, follow_ups, orders, customers, segments };
        missing.map_err(|error| all_problems(error, &settings.reading, &sources.tables()))?;
        Ok(sources)
    }

    /// All of them by table.
    pub(super) fn tables(&self) -> [(&'static Table, &[Source]); 6] {
        [
            (&SURVEYS, &self.surveys),
            (&COMPLAINTS, &self.complaints),
            (&FOLLOW_UPS, &self.follow_ups),
            (&ORDERS, &self.orders),
            (&CUSTOMERS, &self.customers),
            (&SEGMENTS, &self.segments),
        ]
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
    let bought = tables.bought(dimensions.wallets.is_some())?;
    let complaints = if sources.complaints.is_empty() { None } else { Some(complaints::load(&mut tables)?) };
    let follow_ups = if sources.follow_ups.is_empty() { None } else { Some(follow_ups::load(&mut tables)?) };
    let answers = if sources.surveys.is_empty() { None } else { Some(scores::load(&mut tables, &dimensions)?) };
    let ranked = customers.ranked();
    loaded.known = dimensions.known(&ranked);
    loaded.groups = dimensions.groups(&ranked);
    if let Some(Purchased { by_code, spent, newest, currency }) = bought {
        let spent: BTreeMap<u32, i64> = spent.into_iter().collect();
        loaded.wallets = dimensions.wallets.as_ref().map(|wallets| {
            let own = wallets.iter().map(|(code, category)| {
                let here = spent.get(code).copied().unwrap_or_default();
                Wallet { customer: ranked.rank(*code), here, category: *category }
            });
            Wallets { all: own.collect(), until: newest }
        });
        let by_rank = by_code.into_iter().map(|(code, days)| (ranked.rank(code), days)).collect();
        loaded.bought = Some(Bought::new(ranked.ids.len(), by_rank));
        loaded.currency = currency;
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
    let reaches = [
        (labels::TABLE_SURVEYS, loaded.answers.as_ref().and_then(scores::Answered::reach)),
        (labels::TABLE_COMPLAINTS, loaded.complaints.as_ref().and_then(complaints::Rows::reach)),
        (labels::TABLE_FOLLOW_UPS, loaded.follow_ups.as_ref().and_then(follow_ups::Rows::reach)),
        (labels::TABLE_ORDERS, loaded.bought.as_ref().and_then(Bought::reach)),
    ];
    let orders = reaches.last().and_then(|(_, reach)| reach.map(|reach| reach.last));
    let lone = reaches.into_iter().filter_map(|(table, reach)| Some((table, reach.filter(|own| own.beyond > 0)?)));
    loaded.lone = lone.collect();
    let last = reached.iter().flatten().map(|(_, last)| *last).chain(orders).max();
    loaded.span = spanned(settings, first, last);
    loaded.warn_of_lone_rows();
    loaded.customers = ranked;
    loaded.check_used(sources)?;
    if first.is_none() {
        return Err(Error::new(Kind::Contract, Problem::new(labels::NOTHING_LEFT.text())));
    }
    Ok(())
}

/// Rows that would set an as-of day of their own, and look like slips.
pub(super) struct Slips {
    /// The day on which the analysis stands without them.
    pub(super) as_of: i32,
    pub(super) warnings: Vec<Text>,
}

impl Loaded {
    /// The rows beyond the day that everything else reaches, where the user states no as-of day. They are neither believed,
    /// since one mistyped year would then end every alarm, nor passed over in silence.
    pub(super) fn slips(&self, settings: &SatisfactionSettings) -> Option<Slips> {
        let as_of = self.span.filter(|_| settings.as_of.is_none())?.as_of;
        let told = self.lone.iter().filter(|(_, reach)| reach.newest > as_of).map(|(table, reach)| {
            let values: [(&'static str, &dyn Display); 3] =
                [("n", &reach.beyond), ("newest", &format_date(reach.newest)), ("as_of", &format_date(as_of))];
            labels::LONE_BEYOND.with(&values).and("table", table.text())
        });
        let warnings: Vec<Text> = told.collect();
        (!warnings.is_empty()).then_some(Slips { as_of, warnings })
    }

    /// Tells of tables of which a lone row up to the as-of day is no evidence that nothing happened before it.
    fn warn_of_lone_rows(&mut self) {
        let lone = self.lone.iter().filter(|(_, reach)| self.span.is_some_and(|span| reach.newest <= span.as_of));
        let told = lone.map(|(table, reach)| {
            let values: [(&'static str, &dyn Display); 3] =
                [("n", &reach.beyond), ("newest", &format_date(reach.newest)), ("last", &format_date(reach.last))];
            labels::LONE_WITHIN.with(&values).and("table", table.text())
        });
        self.gathered.warnings.extend(told.collect::<Vec<Text>>());
    }

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

/// What customers spend here, and in the category with all suppliers.
pub(super) struct Wallets {
    pub(super) all: Vec<Wallet>,
    /// The last day of the year in which they spent it here.
    pub(super) until: i32,
}

/// What a customer spends in a year, in 1/10000.
pub(super) struct Wallet {
    /// Its rank.
    pub(super) customer: u32,
    pub(super) here: i64,
    pub(super) category: i64,
}

/// Purchase days by the code of the customer.
struct Purchased {
    by_code: Vec<(u32, Vec<crate::reduce::satisfaction::bought::BoughtOn>)>,
    /// What was spent in the year up to the newest day, by the code of the customer; only where it is asked for.
    spent: Vec<(u32, i64)>,
    newest: i32,
    currency: Option<String>,
}

impl Tables<'_> {
    /// The attributes of `--by` and `--margins` and the segments of an earlier run.
    fn dimensions(&mut self) -> Result<Dimensions, Error> {
        let mut dimensions = Dimensions::default();
        let mut by: Vec<String> =
            self.settings.by.iter().filter(|by| *by != SURVEY).map(|by| attributes::name(by)).collect();
        by.sort_unstable();
        by.dedup();
        let asked = by.len();
        let mut split = vec![true; by.len()];
        for name in self.files.margins.iter().flat_map(scores::Margins::attributes) {
            if !by.contains(&name) {
                by.push(name);
                split.push(false);
            }
        }
        if !self.sources.customers.is_empty() {
            let mut wanted = if by.is_empty() { vec!["customer_id"] } else { attributes::wanted(&by, &[]) };
            // Nothing can be held against the wallet without orders.
            let wallets = !self.sources.orders.is_empty();
            if wallets && !wanted.contains(&CATEGORY_SPEND) {
                wanted.push(CATEGORY_SPEND);
            }
            let sources = &self.sources.customers;
            let (chunks, _) = self.reader.whole(&CUSTOMERS, sources, &wanted, self.rejects, self.gathered)?;
            let wallets = if wallets { category_spend(&chunks, self.customers)? } else { Vec::new() };
            let attributes = Attributes::from_chunks(&chunks, self.settings.as_of.unwrap_or_default())?;
            let place = sources.first().map_or("", |source| source.name.as_str());
            let (asked, weighted_by) = by.split_at(asked);
            for (flag, names) in [("--by", asked), ("--margins", weighted_by)] {
                attributes::check(flag, names, &attributes, &self.gathered.inputs, place)?;
            }
            let codes = self.customers.codes_from(attributes.customers())?;
            let column = |name: &String| attributes.columns.iter().find(|column| column.name == *name).cloned();
            dimensions = Dimensions::of_customers(by.iter().filter_map(column).collect(), split, codes);
            dimensions.wallets = Some(wallets).filter(|told| !told.is_empty());
            self.gathered.warnings.extend(attributes.warnings);
        }
        if !self.sources.segments.is_empty() {
            let sources = &self.sources.segments;
            let wanted = ["customer_id", "monetary", earlier_segments::AS_OF].into_iter().chain(segment_names::COLUMNS);
            let wanted = wanted.collect::<Vec<_>>();
            let (chunks, _) = self.reader.whole(&SEGMENTS, sources, &wanted, self.rejects, self.gathered)?;
            // Orders may go on for some days after the last answer, so only a day that the user states is held to.
            earlier_segments::day_of(&chunks, sources, self.settings.as_of)?;
            let named = chunks.iter().map(|chunk| chunk.select(["customer_id", SEGMENT]).map_err(Error::internal));
            let attributes = Attributes::from_chunks(&named.collect::<Result<Vec<_>, Error>>()?, 0)?;
            let mut codes = self.customers.codes_from(attributes.customers())?;
            // Whose answers there will be is not known yet, so an id behind a quote of --excel-safe is both.
            let mut twins = Vec::new();
            for (row, id) in attributes.customers().texts().enumerate() {
                if let Some(own) = without_guard(&id).filter(|own| !attributes.contains(own)) {
                    codes.push(self.customers.code(own)?);
                    twins.push(row);
                }
            }
            for mut column in attributes.columns {
                column.of.extend(twins.iter().map(|row| column.of[*row]).collect::<Vec<u32>>());
                dimensions.add(column, &codes);
            }
            dimensions.segment_names = segment_names::of(&chunks)?;
            self.gathered.warnings.extend(attributes.warnings);
        }
        Ok(dimensions)
    }

    /// The purchases, and what was spent in the last year where the share of wallet is asked for.
    fn bought(&mut self, wallets: bool) -> Result<Option<Purchased>, Error> {
        if self.sources.orders.is_empty() {
            return Ok(None);
        }
        let settings = self.settings;
        let duplicates = if settings.drop_duplicates { Duplicates::Dropped } else { Duplicates::Kept };
        let wanted = OrdersWanted {
            // Only complaints are held against units.
            units: !self.sources.complaints.is_empty(),
            ..OrdersWanted::of(&self.sources.orders, &settings.exclude, settings.as_of, duplicates)
        };
        let orders = self.reader.orders(&wanted, self.rejects, self.gathered)?;
        let mut columns = self.gathered.inputs.iter().flat_map(|input| &input.columns);
        if settings.per == Per::Unit && !columns.any(|found| found.column == UNITS) {
            return Err(Error::new(Kind::Contract, Problem::at("--per", labels::complaints::NEEDS_UNITS.text())));
        }
        let newest = orders.as_of;
        let (purchases, summary) = orders.sum(self.gathered, settings.as_of, |days| {
            Ok((Bought::purchases(days), if wallets { spent_in_year(days, newest) } else { 0 }))
        })?;
        let mut by_code = Vec::with_capacity(purchases.customers.len());
        let mut spent = Vec::new();
        for (id, (days, in_year)) in purchases.customers.iter().zip(purchases.made) {
            let code = self.customers.code(id)?;
            by_code.push((code, days));
            spent.extend((in_year != 0).then_some((code, in_year)));
        }
        Ok(Some(Purchased { by_code, spent, newest, currency: self.reader.currency(&summary) }))
    }
}
