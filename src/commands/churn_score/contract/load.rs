//! The contracts of all customers, with their attributes, from the customers file.

use crate::commands::attributes;
use crate::commands::gathered::{Gathered, Reader};
use crate::deliver::console::Console;
use crate::error::{Error, Kind, Problem};
use crate::exports::cast::format_date;
use crate::exports::columns::MapRule;
use crate::exports::rejects::Rejects;
use crate::exports::source::Source;
use crate::labels::churn_score as labels;
use crate::reduce::attributes::AGE;
use crate::reduce::contracts::CustomerContracts;
use crate::settings::churn_score::ChurnScoreSettings;
use crate::tables::customers::CUSTOMERS;

/// The attributes that are used where the user names none.
const DEFAULT_ATTRIBUTES: [&str; 6] = ["gender", AGE, "region", "income", "tier", "preferred_channel"];

/// Everything that was read.
#[derive(Default)]
pub(super) struct Loaded {
    pub(super) contracts: CustomerContracts,
    /// Names and values of the attributes, in the order of the contracts.
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
    let mut by: Vec<String> = Vec::new();
    for name in settings.by.iter().map(|name| attributes::name(name)) {
        // An attribute named twice is one.
        if !by.contains(&name) {
            by.push(name);
        }
    }
    let mut wanted = attributes::wanted(&by, &DEFAULT_ATTRIBUTES);
    wanted.extend(["signup_date", "churned_on"]);
    let (chunks, _) = reader.whole(&CUSTOMERS, sources, &wanted, rejects, &mut loaded.gathered)?;
    loaded.contracts = CustomerContracts::from_chunks(&chunks)?;
    let contracts = &loaded.contracts;
    told(contracts, &mut loaded.gathered);
    if contracts.is_empty() {
        let place = sources.first().map_or("", |source| source.name.as_str());
        let problem = Problem::at(place, labels::NO_STARTS.text()).hint(labels::NO_STARTS_HINT.text());
        return Err(Error::new(Kind::Contract, problem));
    }
    // The newest beginning: an end may be announced, and then lies in the future.
    loaded.as_of = settings.as_of.or(contracts.newest_start).unwrap_or_default();
    let later = contracts.ends.iter().flatten().filter(|end| **end > loaded.as_of).count();
    if settings.as_of.is_none() && later > 0 {
        let as_of = format_date(loaded.as_of);
        loaded.gathered.warnings.push(labels::AS_OF_IS_NEWEST_START.with(&[("as_of", &as_of), ("n", &later)]));
    }
    let rows_of = |out: &dyn Fn(i32, Option<i32>) -> bool| -> u64 {
        let days = contracts.starts.iter().zip(&contracts.ends).zip(&contracts.rows);
        days.filter(|((start, end), _)| out(**start, **end)).map(|(_, rows)| rows).sum()
    };
    let is_backwards = |start: i32, end: Option<i32>| end.is_some_and(|end| end < start);
    let backwards = rows_of(&is_backwards);
    let future = rows_of(&|start, end| start > loaded.as_of && !is_backwards(start, end));
    loaded.gathered.leave_out(CUSTOMERS.name, "end_before_start", backwards);
    loaded.gathered.leave_out(CUSTOMERS.name, "after_as_of", future);
    let table = contracts.attributes(&chunks, loaded.as_of)?;
    let place = sources.first().map_or("", |source| source.name.as_str());
    attributes::check("--by", &by, &table, &loaded.gathered.inputs, place)?;
    let known = table.columns.iter().map(|column| &column.name);
    let default = known.filter(|name| DEFAULT_ATTRIBUTES.contains(&name.as_str()));
    let names: Vec<String> = if by.is_empty() { default.cloned().collect() } else { by };
    let keys: Vec<String> = (0..contracts.len()).map(CustomerContracts::key).collect();
    for name in names {
        let values = table.values(&name, &keys).unwrap_or_default();
        loaded.attributes.push((name, values.into_iter().map(|value| value.map(str::to_string)).collect()));
    }
    Ok(())
}

/// Leaves out the rows that stand for no contract, and tells of them.
fn told(contracts: &CustomerContracts, gathered: &mut Gathered) {
    gathered.leave_out(CUSTOMERS.name, "duplicate", contracts.repeated);
    gathered.leave_out(CUSTOMERS.name, "repeated_contract", contracts.differing);
    gathered.leave_out(CUSTOMERS.name, "without_start", contracts.without_start);
    let warnings = [
        (labels::SEVERAL_CONTRACTS, contracts.several),
        (labels::REPEATED_CONTRACTS, contracts.repeated),
        (labels::DIFFERING_CONTRACTS, contracts.differing),
        (labels::WITHOUT_START, contracts.without_start),
    ];
    let warnings = warnings.into_iter().filter(|(_, n)| *n > 0);
    gathered.warnings.extend(warnings.map(|(label, n)| label.with(&[("n", &n)])));
}
