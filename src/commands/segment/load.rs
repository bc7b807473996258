//! Loads everything `huike segment` stands on: order lines or summed-up histories, attributes, the earlier segments.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::commands::all_problems::all_problems;
use crate::commands::gathered::{Gathered, OrdersWanted, Reader, RowsWanted, find_all, nothing_left};
use crate::commands::{attributes, earlier_segments};
use crate::deliver::console::Console;
use crate::error::{Error, Kind, Problem};
use crate::exports::cast::format_date;
use crate::exports::rejects::Rejects;
use crate::exports::source::Source;
use crate::labels::churn_score::BEYOND_DATA;
use crate::labels::{Text, segment as labels};
use crate::reduce::attributes::Attributes;
use crate::reduce::histories::{Histories, History};
use crate::reduce::purchases::Mix;
use crate::settings::segment::{SegmentSettings, Since};
use crate::tables::Table;
use crate::tables::customers::CUSTOMERS;
use crate::tables::histories::HISTORIES;
use crate::tables::orders::ORDERS;
use crate::tables::segments::SEGMENTS;

/// Profile columns looked for where the user names none.
pub(super) const DEFAULT_PROFILES: [&str; 5] = ["gender", "age", "region", "income", "tier"];

/// Everything that was read.
#[derive(Default)]
pub(super) struct Loaded {
    pub(super) histories: Histories,
    /// What customers bought of, in the order of `histories`.
    pub(super) mixes: Vec<Mix>,
    pub(super) before: Option<Before>,
    pub(super) attributes: Option<Attributes>,
    /// The attributes the user named, by their canonical names.
    pub(super) profile_by: Vec<String>,
    /// Days since 1970-01-01; none for histories that give recency as days.
    pub(super) as_of: Option<i32>,
    pub(super) currency: Option<String>,
    pub(super) gathered: Gathered,
}

/// What customers were at the earlier date.
pub(super) enum Before {
    /// Their histories then, still to be scored.
    Histories { day: i32, histories: Histories },
    /// Their segment ids and net spend, as an earlier run wrote them.
    Segments { day: Option<i32>, rows: BTreeMap<String, (String, i128)> },
}

/// Reads all inputs.
///
/// What was read is in `loaded` even where this ends in an error, so that the manifest of a failed run tells it.
pub(super) fn load(
    settings: &SegmentSettings,
    sources: &Sources,
    console: &Console,
    rejects: &mut Rejects,
    loaded: &mut Loaded,
) -> Result<(), Error> {
    let reader = &Reader { options: &settings.reading, max_rejects: settings.max_rejects, console };
    if settings.histories.is_empty() {
        load_orders(settings, &sources.main, reader, rejects, loaded)?;
    } else {
        load_histories(settings, &sources.main, reader, rejects, loaded)?;
    }
    if !sources.customers.is_empty() {
        load_customers(settings, &sources.customers, reader, rejects, loaded)?;
    }
    if let Some(Since::Previous(_)) = &settings.since {
        load_previous(&sources.previous, reader, rejects, loaded)?;
    }
    Ok(())
}

/// All files of the run, found before any is read, so that what is missing is told at once.
pub(super) struct Sources {
    main: Vec<Source>,
    customers: Vec<Source>,
    previous: Vec<Source>,
}

impl Sources {
    /// All of them by table.
    pub(super) fn tables(&self, settings: &SegmentSettings) -> [(&'static Table, &[Source]); 3] {
        let main = if settings.histories.is_empty() { &ORDERS } else { &HISTORIES };
        [(main, &self.main), (&CUSTOMERS, &self.customers), (&SEGMENTS, &self.previous)]
    }

    /// The files that the run reads and must not destroy. The earlier segments are read before anything is written
    /// and may be replaced.
    pub(super) fn paths(&self, settings: &SegmentSettings) -> Vec<PathBuf> {
        let sources = self.main.iter().chain(&self.customers).filter_map(Source::path);
        sources.map(Path::to_path_buf).chain([PathBuf::from(&settings.rules)]).collect()
    }

    /// Finds all of them.
    pub(super) fn find(settings: &SegmentSettings) -> Result<Sources, Error> {
        let main = if settings.histories.is_empty() { &settings.orders } else { &settings.histories };
        let previous = match &settings.since {
            Some(Since::Previous(path)) => vec![path.display().to_string()],
            _ => Vec::new(),
        };
        let typed: [&[String]; 3] = [main, &settings.customers, &previous];
        let ([main, customers, previous], missing) = find_all(typed, settings.reading.files.max_expand);
        let sources = Sources { main, customers, previous };
        missing.map_err(|error| all_problems(error, &settings.reading, &sources.tables(settings)))?;
        Ok(sources)
    }
}

fn load_orders(
    settings: &SegmentSettings,
    sources: &[Source],
    reader: &Reader<'_>,
    rejects: &mut Rejects,
    loaded: &mut Loaded,
) -> Result<(), Error> {
    let wanted = OrdersWanted::of(sources, &settings.exclude, settings.as_of, settings.duplicates);
    let orders = reader.orders(&wanted, rejects, &mut loaded.gathered)?;
    let as_of = orders.as_of;
    loaded.gathered.warnings.extend(orders.days.newest.and_then(|newest| beyond_data(as_of, newest)));
    let earlier = match settings.since {
        Some(Since::Day(day)) if day >= as_of => {
            let what = labels::COMPARE_TOO_LATE.with(&[("day", &format_date(day)), ("as_of", &format_date(as_of))]);
            return Err(Error::new(Kind::Usage, Problem::at("--compare-to", what)));
        }
        Some(Since::Day(day)) => Some(day),
        _ => None,
    };
    let (purchases, summary) = orders.sum(&mut loaded.gathered, settings.as_of, |days| {
        // In a box, so that the many runs without an earlier day do not pay for it.
        let then = earlier.map(|day| History::at(days, day)).transpose()?.flatten().map(Box::new);
        Ok((History::at(days, as_of)?, then))
    })?;
    if let Some(day) = earlier {
        let then = purchases.made.iter().map(|(_, then)| then.as_deref().copied());
        let histories = Histories::of(purchases.customers.iter().cloned().zip(then), day);
        loaded.before = Some(Before::Histories { day, histories });
    }
    let now = purchases.made.into_iter().map(|(now, _)| now);
    // Lines after the as-of day were left out, so every customer has a history on it.
    loaded.histories = Histories::of(purchases.customers.into_iter().zip(now), as_of);
    loaded.mixes = purchases.mixes;
    loaded.as_of = Some(as_of);
    loaded.currency = reader.currency(&summary);
    Ok(())
}

/// The warning about an as-of date after the newest order.
fn beyond_data(as_of: i32, newest: i32) -> Option<Text> {
    let (days, newest_day) = (as_of.saturating_sub(newest), format_date(newest));
    (days > 0).then(|| BEYOND_DATA.with(&[("days", &days), ("newest", &newest_day)]))
}

fn load_histories(
    settings: &SegmentSettings,
    sources: &[Source],
    reader: &Reader<'_>,
    rejects: &mut Rejects,
    loaded: &mut Loaded,
) -> Result<(), Error> {
    let wanted: Vec<&'static str> = HISTORIES.columns.iter().map(|column| column.name).collect();
    let wanted = RowsWanted { as_of: settings.as_of, ..RowsWanted::of(&HISTORIES, sources, &wanted) };
    let (chunks, summary) = reader.held(&wanted, rejects, &mut loaded.gathered)?;
    let place = sources.first().map_or("", |source| source.name.as_str());
    let (histories, contradicting) = Histories::from_summed(&chunks, settings.as_of, place)?;
    loaded.histories = histories;
    if contradicting > 0 {
        loaded.gathered.warnings.push(labels::OTHER_AS_OF_TOLD.with(&[("n", &contradicting)]));
    }
    if loaded.histories.is_empty() {
        return Err(nothing_left(&HISTORIES, &summary));
    }
    let newest = loaded.histories.last_day.iter().flatten().max().copied();
    loaded.as_of = settings.as_of.or(newest);
    let beyond = loaded.as_of.zip(newest).and_then(|(as_of, newest)| beyond_data(as_of, newest));
    loaded.gathered.warnings.extend(beyond);
    loaded.currency = reader.currency(&summary);
    Ok(())
}

fn load_customers(
    settings: &SegmentSettings,
    sources: &[Source],
    reader: &Reader<'_>,
    rejects: &mut Rejects,
    loaded: &mut Loaded,
) -> Result<(), Error> {
    let by: Vec<String> = settings.by.iter().map(|name| attributes::name(name)).collect();
    let wanted = attributes::wanted(&by, &DEFAULT_PROFILES);
    let (chunks, _) = reader.whole(&CUSTOMERS, sources, &wanted, rejects, &mut loaded.gathered)?;
    let attributes = Attributes::from_chunks(&chunks, loaded.as_of.unwrap_or_default())?;
    let place = sources.first().map_or("", |source| source.name.as_str());
    attributes::check("--by", &by, &attributes, &loaded.gathered.inputs, place)?;
    loaded.gathered.warnings.extend(attributes.warnings.iter().cloned());
    let known = loaded.histories.customer_id.iter().filter(|id| attributes.contains(id)).count();
    let strangers = loaded.histories.len() - known;
    if strangers > 0 {
        loaded.gathered.warnings.push(labels::NOT_IN_CUSTOMERS.with(&[("n", &strangers)]));
    }
    let silent = attributes.len() - known;
    if silent > 0 {
        loaded.gathered.warnings.push(labels::WITHOUT_ORDERS.with(&[("n", &silent)]));
    }
    loaded.profile_by = by;
    loaded.attributes = Some(attributes);
    Ok(())
}

fn load_previous(
    sources: &[Source],
    reader: &Reader<'_>,
    rejects: &mut Rejects,
    loaded: &mut Loaded,
) -> Result<(), Error> {
    let wanted = ["customer_id", earlier_segments::AS_OF, "monetary", "segment"];
    let (chunks, _) = reader.whole(&SEGMENTS, sources, &wanted, rejects, &mut loaded.gathered)?;
    let day = earlier_segments::day_of(&chunks, sources, loaded.as_of)?;
    if let Some(day) = day.filter(|day| Some(*day) == loaded.as_of) {
        loaded.gathered.warnings.push(labels::PREVIOUS_IS_SAME.with(&[("day", &format_date(day))]));
    }
    // They are sorted.
    let known = |id: &str| loaded.histories.customer_id.binary_search_by(|own| own.as_str().cmp(id)).is_ok();
    let mut rows = BTreeMap::new();
    for chunk in &chunks {
        let text = |name: &str| chunk.column(name).and_then(|column| column.str()).map_err(Error::internal);
        let (ids, segments) = (text("customer_id")?, text("segment")?);
        let money = chunk.column("monetary").and_then(|column| column.i64()).map_err(Error::internal)?;
        for row in 0..chunk.height() {
            let (id, segment) = (ids.get(row).unwrap_or_default(), segments.get(row).unwrap_or_default());
            let spend = i128::from(money.get(row).unwrap_or_default());
            rows.insert(earlier_segments::customer(id, known).to_string(), (segment.to_string(), spend));
        }
    }
    loaded.before = Some(Before::Segments { day, rows });
    Ok(())
}
