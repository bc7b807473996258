//! The contracts of all customers, with their attributes, from the customers file.

use std::collections::BTreeMap;

use crate::commands::attributes;
use crate::commands::gathered::{Gathered, Reader};
use crate::deliver::console::Console;
use crate::error::{Error, Kind, Problem};
use crate::exports::cast::format_date;
use crate::exports::columns::MapRule;
use crate::exports::rejects::Rejects;
use crate::exports::source::Source;
use crate::labels::churn_score as labels;
use crate::reduce::attributes::{AGE, Attributes};
use crate::settings::churn_score::ChurnScoreSettings;
use crate::tables::customers::CUSTOMERS;

/// The attributes that are used where the user names none.
const DEFAULT_ATTRIBUTES: [&str; 6] = ["gender", AGE, "region", "income", "tier", "preferred_channel"];

/// Everything that was read, one entry a customer, sorted by id.
#[derive(Default)]
pub(super) struct Loaded {
    pub(super) customer_id: Vec<String>,
    /// Days since 1970-01-01.
    pub(super) starts: Vec<i32>,
    /// The first day on which they were no customers any more.
    pub(super) ends: Vec<Option<i32>>,
    /// Names and values of the attributes.
    pub(super) attributes: Vec<(String, Vec<Option<String>>)>,
    pub(super) as_of: i32,
    pub(super) gathered: Gathered,
}

/// Reads the customers. What was read is in `loaded` even where this ends in an error.
pub(super) fn load(
    settings: &ChurnScoreSettings,
    churned_on: &str,
    sources: &[Source],
    console: &Console,
    rejects: &mut Rejects,
    loaded: &mut Loaded,
) -> Result<(), Error> {
    let mut options = settings.reading.clone();
    let (table, column) = (CUSTOMERS.name.to_string(), "churned_on".to_string());
    options.maps.push(MapRule { table, column, header: churned_on.to_string(), flag: "--churned-on" });
    let reader = Reader { options: &options, max_rejects: settings.max_rejects, console };
    let by: Vec<String> = settings.by.iter().map(|name| attributes::name(name)).collect();
    let mut wanted = attributes::wanted(&by, &DEFAULT_ATTRIBUTES);
    wanted.extend(["signup_date", "churned_on"]);
    let (chunks, _) = reader.whole(&CUSTOMERS, sources, &wanted, rejects, &mut loaded.gathered)?;
    let mut rows: BTreeMap<String, (Option<i32>, Option<i32>)> = BTreeMap::new();
    let mut repeated = 0u64;
    for chunk in &chunks {
        let ids = chunk.column("customer_id").and_then(|column| column.str()).map_err(Error::internal)?;
        let days = |name: &str| chunk.column(name).and_then(|column| column.i32()).map_err(Error::internal);
        let (starts, ends) = (days("signup_date")?, days("churned_on")?);
        for row in 0..chunk.height() {
            let id = ids.get(row).unwrap_or_default();
            match rows.contains_key(id) {
                true => repeated += 1,
                false => {
                    rows.insert(id.to_string(), (starts.get(row), ends.get(row)));
                }
            }
        }
    }
    let without = rows.values().filter(|(start, _)| start.is_none()).count();
    loaded.gathered.leave_out(CUSTOMERS.name, "duplicate", repeated);
    loaded.gathered.leave_out(CUSTOMERS.name, "without_start", without as u64);
    for (label, n) in [(labels::REPEATED_CUSTOMERS, repeated), (labels::WITHOUT_START, without as u64)] {
        if n > 0 {
            loaded.gathered.warnings.push(label.with(&[("n", &n)]));
        }
    }
    for (id, (start, end)) in rows {
        if let Some(start) = start {
            loaded.customer_id.push(id);
            loaded.starts.push(start);
            loaded.ends.push(end);
        }
    }
    if loaded.starts.is_empty() {
        let place = sources.first().map_or("", |source| source.name.as_str());
        let problem = Problem::at(place, labels::NO_STARTS.text()).hint(labels::NO_STARTS_HINT.text());
        return Err(Error::new(Kind::Contract, problem));
    }
    // The newest beginning: an end may be announced, and then lies in the future.
    let newest = loaded.starts.iter().max().copied();
    loaded.as_of = settings.as_of.or(newest).unwrap_or_default();
    let later = loaded.ends.iter().flatten().filter(|end| **end > loaded.as_of).count();
    if settings.as_of.is_none() && later > 0 {
        let as_of = format_date(loaded.as_of);
        loaded.gathered.warnings.push(labels::AS_OF_IS_NEWEST_START.with(&[("as_of", &as_of), ("n", &later)]));
    }
    let contracts = loaded.starts.iter().zip(&loaded.ends);
    let backwards = contracts.clone().filter(|(start, end)| end.is_some_and(|end| end < **start)).count();
    let begun = |(start, end): &(&i32, &Option<i32>)| end.is_none_or(|end| end >= **start);
    let future = contracts.filter(begun).filter(|(start, _)| **start > loaded.as_of).count();
    loaded.gathered.leave_out(CUSTOMERS.name, "end_before_start", backwards as u64);
    loaded.gathered.leave_out(CUSTOMERS.name, "after_as_of", future as u64);
    let table = Attributes::from_chunks(&chunks, loaded.as_of)?;
    let place = sources.first().map_or("", |source| source.name.as_str());
    attributes::check("--by", &by, &table, &loaded.gathered.inputs, place)?;
    let known = table.columns.iter().map(|column| &column.name);
    let default = known.filter(|name| DEFAULT_ATTRIBUTES.contains(&name.as_str()));
    let names: Vec<String> = if by.is_empty() { default.cloned().collect() } else { by };
    for name in names {
        let values = table.values(&name, &loaded.customer_id).unwrap_or_default();
        loaded.attributes.push((name, values.into_iter().map(|value| value.map(str::to_string)).collect()));
    }
    Ok(())
}
