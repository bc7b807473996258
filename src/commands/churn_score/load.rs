//! Loads everything the command stands on: the purchase days of all customers, what else happened to them, whether they
//! may be contacted, and their segments.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use polars::prelude::DataFrame;

use crate::commands::all_problems::all_problems;
use crate::commands::gathered::{Gathered, OrdersWanted, Reader, RowsWanted, find_all};
use crate::commands::{earlier_segments, segment_names};
use crate::deliver::console::Console;
use crate::error::Error;
use crate::exports::chunk::Clocks;
use crate::exports::rejects::Rejects;
use crate::exports::source::Source;
use crate::labels::{Label, churn_score as labels};
use crate::models::wording::Wording;
use crate::reduce::attributes::Attributes;
use crate::reduce::customer_events::{CustomerEvents, Equal, EventRows};
use crate::reduce::purchasers::{Purchaser, Purchasers};
use crate::settings::churn_score::ChurnScoreSettings;
use crate::tables::Table;
use crate::tables::complaints::COMPLAINTS;
use crate::tables::customers::CUSTOMERS;
use crate::tables::interactions::INTERACTIONS;
use crate::tables::orders::ORDERS;
use crate::tables::segments::SEGMENTS;
use crate::tables::surveys::SURVEYS;

/// Days whose spend counts as recent.
pub(super) const RECENT_DAYS: i32 = 365;

/// Everything that was read.
#[derive(Default)]
pub(super) struct Loaded {
    pub(super) purchases: Purchasers,
    /// The newest day with an order line.
    pub(super) newest: Option<i32>,
    /// Days since 1970-01-01.
    pub(super) as_of: Option<i32>,
    pub(super) currency: Option<String>,
    /// What was not given is not there.
    pub(super) complaints: Option<CustomerEvents<Complaint>>,
    pub(super) interactions: Option<CustomerEvents<()>>,
    pub(super) answers: Option<CustomerEvents<Answer>>,
    /// In the order of the purchasers, as the segments.
    pub(super) contacts: Option<Vec<Contact>>,
    pub(super) segments: Option<Segments>,
    pub(super) gathered: Gathered,
}

/// The segments of all customers.
#[derive(Default)]
pub(super) struct Segments {
    /// The segment of each customer, by its id.
    pub(super) of: Vec<Option<String>>,
    /// The names of segments for people, by their ids.
    pub(super) names: BTreeMap<String, Wording>,
}

/// A complaint of a customer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Complaint {
    pub(super) category: Option<Box<str>>,
    id: Option<Box<str>>,
    /// The second of its day, where the time is told.
    pub(super) second: Option<i32>,
}

/// An answer of a customer to a survey.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Answer {
    pub(super) metric: Option<Box<str>>,
    /// In 1/10000.
    pub(super) score: i64,
}

/// How a customer may be reached.
#[derive(Clone, Debug, Default)]
pub(super) struct Contact {
    /// Whether marketing was agreed to; nothing where that is not on record.
    pub(super) allowed: Option<bool>,
    pub(super) channel: Option<String>,
}

/// All files of the run, found before any is read.
pub(super) struct Sources {
    orders: Vec<Source>,
    customers: Vec<Source>,
    complaints: Vec<Source>,
    interactions: Vec<Source>,
    surveys: Vec<Source>,
    segments: Vec<Source>,
}

impl Sources {
    /// Finds all of them.
    ///
    /// # Errors
    /// Kind `Input`, with all that are missing and what is wrong with the others.
    pub(super) fn find(settings: &ChurnScoreSettings) -> Result<Sources, Error> {
        let ChurnScoreSettings { orders, customers, complaints, interactions, surveys, segments, .. } = settings;
        let typed: [&[String]; 6] = [orders, customers, complaints, interactions, surveys, segments];
        let (found, missing) = find_all(typed, settings.reading.files.max_expand);
        let [orders, customers, complaints, interactions, surveys, segments] = found;
        let sources = Sources { orders, customers, complaints, interactions, surveys, segments };
        missing.map_err(|error| all_problems(error, &settings.reading, &sources.tables()))?;
        Ok(sources)
    }

    /// All of them by table.
    pub(super) fn tables(&self) -> [(&'static Table, &[Source]); 6] {
        [
            (&ORDERS, &self.orders),
            (&CUSTOMERS, &self.customers),
            (&COMPLAINTS, &self.complaints),
            (&INTERACTIONS, &self.interactions),
            (&SURVEYS, &self.surveys),
            (&SEGMENTS, &self.segments),
        ]
    }

    /// The files that the run reads and must not destroy.
    pub(super) fn paths(&self, settings: &ChurnScoreSettings) -> Vec<PathBuf> {
        let Sources { orders, customers, complaints, interactions, surveys, segments } = self;
        let all = [orders, customers, complaints, interactions, surveys, segments].into_iter().flatten();
        let rules = [Path::new(&settings.win_back)].into_iter().chain(settings.use_model.as_deref());
        all.filter_map(Source::path).chain(rules).map(Path::to_path_buf).collect()
    }
}

/// Reads all inputs. What was read is in `loaded` even where this ends in an error.
pub(super) fn load(
    settings: &ChurnScoreSettings,
    sources: &Sources,
    console: &Console,
    rejects: &mut Rejects,
    loaded: &mut Loaded,
) -> Result<(), Error> {
    let reader = Reader { options: &settings.reading, max_rejects: settings.max_rejects, console };
    load_orders(settings, &sources.orders, &reader, rejects, loaded)?;
    let as_of = loaded.as_of.unwrap_or_default();
    let Loaded { purchases, gathered, .. } = loaded;
    let mut besides = Besides { reader: &reader, ids: &purchases.customer_id, as_of, rejects, gathered };
    loaded.complaints = besides.complaints(&sources.complaints)?;
    loaded.interactions = besides.interactions(&sources.interactions)?;
    loaded.answers = besides.answers(&sources.surveys)?;
    loaded.contacts = besides.contacts(&sources.customers)?;
    loaded.segments = besides.segments(&sources.segments)?;
    Ok(())
}

fn load_orders(
    settings: &ChurnScoreSettings,
    sources: &[Source],
    reader: &Reader<'_>,
    rejects: &mut Rejects,
    loaded: &mut Loaded,
) -> Result<(), Error> {
    let wanted = OrdersWanted::of(sources, &settings.exclude, settings.as_of, settings.duplicates);
    let orders = reader.orders(&wanted, rejects, &mut loaded.gathered)?;
    let as_of = orders.as_of;
    (loaded.as_of, loaded.newest) = (Some(as_of), orders.days.newest);
    let (purchases, summary) = orders
        .sum(&mut loaded.gathered, settings.as_of, |days| Ok(Purchaser::of(days, as_of.saturating_sub(RECENT_DAYS))))?;
    loaded.purchases = Purchasers::of(purchases.customers, purchases.made);
    loaded.currency = reader.currency(&summary);
    Ok(())
}

/// Reads what there is of customers besides their orders.
struct Besides<'a> {
    reader: &'a Reader<'a>,
    /// All customers with an order, sorted.
    ids: &'a [String],
    as_of: i32,
    rejects: &'a mut Rejects,
    gathered: &'a mut Gathered,
}

impl Besides<'_> {
    fn complaints(&mut self, sources: &[Source]) -> Result<Option<CustomerEvents<Complaint>>, Error> {
        let wanted = ["customer_id", "opened_at", "complaint_id", "category"];
        // A complaint with a number of its own that stands twice is one complaint.
        let equal = Equal::Merged(|one: &Complaint, other: &Complaint| {
            one.id.is_some() && (&one.id, &one.category) == (&other.id, &other.category)
        });
        let request = RowsWanted { clocks: Clocks::Seconds, ..RowsWanted::of(&COMPLAINTS, sources, &wanted) };
        self.events(request, equal, |rows, chunk| {
            let [ids, categories] = [chunk.column("complaint_id"), chunk.column("category")];
            let (ids, categories) = (ids.and_then(|column| column.str()), categories.and_then(|column| column.str()));
            let (ids, categories) = (ids.map_err(Error::internal)?, categories.map_err(Error::internal)?);
            let seconds = chunk.column("opened_at_second").and_then(|column| column.i32()).map_err(Error::internal)?;
            let complaint = |row| Complaint {
                category: categories.get(row).map(Box::from),
                id: ids.get(row).map(Box::from),
                second: seconds.get(row),
            };
            rows.add(chunk, "opened_at", complaint)
        })
    }

    fn interactions(&mut self, sources: &[Source]) -> Result<Option<CustomerEvents<()>>, Error> {
        let wanted = ["customer_id", "date"];
        let request = RowsWanted::of(&INTERACTIONS, sources, &wanted);
        self.events(request, Equal::Kept, |rows, chunk| rows.add(chunk, "date", |_| ()))
    }

    fn answers(&mut self, sources: &[Source]) -> Result<Option<CustomerEvents<Answer>>, Error> {
        let wanted = ["customer_id", "answered_at", "metric", "score"];
        let unanswered = AtomicU64::new(0);
        let request = RowsWanted::of(&SURVEYS, sources, &wanted);
        let events = self.events(request, Equal::Kept, |rows, chunk| {
            // A question that was put and not answered is no event.
            let answered = chunk.column("score").map_err(Error::internal)?.is_not_null();
            unanswered.fetch_add((chunk.height() - answered.sum().unwrap_or(0) as usize) as u64, Ordering::Relaxed);
            let chunk = &chunk.filter(&answered).map_err(Error::internal)?;
            let metrics = chunk.column("metric").and_then(|column| column.str()).map_err(Error::internal)?;
            let scores = chunk.column("score").and_then(|column| column.i64()).map_err(Error::internal)?;
            let answer =
                |row| Answer { metric: metrics.get(row).map(Box::from), score: scores.get(row).unwrap_or_default() };
            rows.add(chunk, "answered_at", answer)
        })?;
        self.gathered.leave_out(SURVEYS.name, "unanswered", unanswered.into_inner());
        Ok(events)
    }

    /// The events of one table; nothing where it was not given.
    fn events<T: Ord + Send>(
        &mut self,
        wanted: RowsWanted<'_>,
        equal: Equal<T>,
        add: impl Fn(&EventRows<'_, T>, &DataFrame) -> Result<(), Error> + Sync,
    ) -> Result<Option<CustomerEvents<T>>, Error> {
        if wanted.sources.is_empty() {
            return Ok(None);
        }
        let (rows, table) = (EventRows::of(self.ids), wanted.table);
        let request = RowsWanted { as_of: Some(self.as_of), ..wanted };
        self.reader.rows(&request, self.rejects, self.gathered, &|_, chunk| add(&rows, &chunk))?;
        let events = rows.finish(equal);
        self.gathered.leave_out(table.name, "customer_without_order", events.strangers);
        self.gathered.leave_out(table.name, "duplicate", events.duplicates);
        self.warn(labels::STRANGERS, table.name, events.strangers);
        self.warn(labels::EQUAL_ROWS, table.name, events.duplicates);
        Ok(Some(events))
    }

    fn contacts(&mut self, sources: &[Source]) -> Result<Option<Vec<Contact>>, Error> {
        if sources.is_empty() {
            return Ok(None);
        }
        let wanted = ["customer_id", "contact_allowed", "preferred_channel"];
        let (chunks, _) = self.reader.whole(&CUSTOMERS, sources, &wanted, self.rejects, self.gathered)?;
        let customers = Attributes::from_chunks(&chunks, self.as_of)?;
        self.gathered.warnings.extend(customers.warnings.iter().cloned());
        let unknown = self.ids.iter().filter(|id| !customers.contains(id)).count();
        self.warn(labels::NOT_IN_CUSTOMERS, CUSTOMERS.name, unknown as u64);
        let column = |name: &str| customers.values(name, self.ids).unwrap_or_else(|| vec![None; self.ids.len()]);
        let contact = |(allowed, channel): (Option<&str>, Option<&str>)| Contact {
            allowed: allowed.map(|allowed| allowed == "true"),
            channel: channel.map(str::to_string),
        };
        // Whoever said no in any row has said no: of a customer's values the first in alphabetical order counts.
        Ok(Some(column("contact_allowed").into_iter().zip(column("preferred_channel")).map(contact).collect()))
    }

    fn segments(&mut self, sources: &[Source]) -> Result<Option<Segments>, Error> {
        if sources.is_empty() {
            return Ok(None);
        }
        let wanted = ["customer_id", "monetary", earlier_segments::AS_OF].into_iter().chain(segment_names::COLUMNS);
        let wanted = wanted.collect::<Vec<_>>();
        let (chunks, _) = self.reader.whole(&SEGMENTS, sources, &wanted, self.rejects, self.gathered)?;
        earlier_segments::day_of(&chunks, sources, Some(self.as_of))?;
        let place = |id: &str| self.ids.binary_search_by(|known| known.as_str().cmp(id));
        let mut segments = Segments { of: vec![None; self.ids.len()], names: segment_names::of(&chunks)? };
        for chunk in &chunks {
            let text = |name: &str| chunk.column(name).and_then(|column| column.str()).map_err(Error::internal);
            let (ids, of) = (text("customer_id")?, text("segment")?);
            for (id, segment) in ids.iter().zip(of.iter()) {
                let (Some(id), Some(segment)) = (id, segment) else { continue };
                if let Ok(customer) = place(earlier_segments::customer(id, |id| place(id).is_ok())) {
                    segments.of[customer] = Some(segment.to_string());
                }
            }
        }
        let without = segments.of.iter().filter(|segment| segment.is_none()).count();
        self.warn(labels::WITHOUT_SEGMENT, SEGMENTS.name, without as u64);
        Ok(Some(segments))
    }

    fn warn(&mut self, label: Label, table: &str, n: u64) {
        if n > 0 {
            self.gathered.warnings.push(label.with(&[("n", &n), ("table", &table)]));
        }
    }
}
