//! Complaints beside a recall: which lots stand behind those complained of, and which complaints are incidents of it.

use std::collections::BTreeMap;

use crate::commands::gathered::RowsWanted;
use crate::error::{Error, Kind, Problem};
use crate::labels::{Label, Text, recall_scope as labels};
use crate::models::recall_progress::reports::{Harm, Incident};
use crate::models::serial_ranges::{Serial, SerialRules, SerialSet};
use crate::models::trace::{Case, CommonCause, Direction, Network, TraceError, common_causes};
use crate::reduce::lot_lives::{ComplaintRow, ComplaintRows, Complaints};
use crate::reduce::lots::Lots;
use crate::reduce::recall::Sales;
use crate::settings::recall_scope::RecallScopeSettings;
use crate::tables::complaints::COMPLAINTS;

use super::load::Tables;
use super::scope::Traced;

/// Words of a category that say that somebody died, was hurt, or expressly was not.
const DEATH: [&str; 5] = ["death", "died", "fatal", "死亡", "致死"];
const INJURY: [&str; 6] = ["injur", "hurt", "burn", "受伤", "伤害", "烫伤"];
const UNHURT: [&str; 8] = ["no injur", "without injur", "non-injur", "not hurt", "nobody", "未受伤", "无人", "无伤"];

/// What complaints have to do with the recall.
#[derive(Default)]
pub(super) struct Heard {
    /// Lots that stand behind the lots complained of.
    pub(super) causes: Vec<CommonCause>,
    /// Complaints that name what is recalled; nothing where no complaints were given.
    pub(super) incidents: Option<Vec<Incident>>,
    /// Whether any of these has a category, which alone tells of harm.
    pub(super) harm_is_told: bool,
}

/// Reads the complaints.
pub(super) fn read(tables: &mut Tables<'_>) -> Result<Option<Complaints>, Error> {
    let (settings, sources) = (tables.settings, tables.sources);
    if sources.complaints.is_empty() {
        return Ok(None);
    }
    let rows = ComplaintRows::default();
    let request = RowsWanted {
        as_of: settings.as_of,
        ..RowsWanted::of(&COMPLAINTS, &sources.complaints, &ComplaintRows::WANTED)
    };
    tables.reader.rows(&request, tables.rejects, tables.gathered, &|_, chunk| rows.add(&chunk))?;
    let complaints = rows.finish();
    tables.gathered.leave_out(COMPLAINTS.name, "about_no_product", complaints.about_nothing);
    tables.gathered.leave_out(COMPLAINTS.name, "duplicate", complaints.duplicates);
    Ok(Some(complaints))
}

/// What the complaints have to do with the recall, and what is odd about them.
pub(super) fn hear(
    settings: &RecallScopeSettings,
    complaints: Option<&Complaints>,
    lots: &Lots,
    traced: &Traced,
    sales: &Sales,
    start: i32,
) -> Result<(Heard, Vec<Text>), Error> {
    let Some(complaints) = complaints else { return Ok((Heard::default(), Vec::new())) };
    let mut warnings = Vec::new();
    let mut warn = |label: Label, n: usize| warnings.extend((n > 0).then(|| label.with(&[("n", &n)])));
    let lot_of = |row: &ComplaintRow| lots.find(row.lot.as_deref()?);
    let mut causes = Vec::new();
    if settings.explain_complaints {
        let of_serial = lots_of_serials(sales, lots);
        let found = complaints.rows.iter().map(|row| match (&row.lot, &row.serial) {
            (None, Some(serial)) => of_serial.get(&**serial).copied(),
            _ => lot_of(row),
        });
        let found: Vec<Option<u32>> = found.collect();
        warn(labels::COMPLAINTS_WITHOUT_LOT, found.iter().filter(|lot| lot.is_none()).count());
        let cases: Vec<Case> = found.into_iter().flatten().map(|lot| Case { lot, complaints: 1 }).collect();
        causes = common(settings, lots, &cases)?;
        let made_on = lots.made_on();
        let too_early = |row: &&ComplaintRow| {
            lot_of(row).and_then(|lot| made_on.get(lot as usize).copied().flatten()).is_some_and(|made| row.day < made)
        };
        warn(labels::COMPLAINTS_BEFORE_PRODUCTION, complaints.rows.iter().filter(too_early).count());
    }
    let set = SerialSet::new(&settings.scope.serials);
    let is_incident = |row: &&ComplaintRow| {
        let meant = |lot: u32| match (traced.narrowed.get(&lot), row.product.as_deref()) {
            (Some(meant), Some(product)) => meant.contains(product),
            _ => true,
        };
        let of_lot = lot_of(row).is_some_and(|lot| traced.affected.get(lot as usize) == Some(&true) && meant(lot));
        let serial = row.serial.as_deref().and_then(|own| Serial::parse(own, SerialRules::default()).ok());
        let of_product =
            row.product.as_deref().is_some_and(|own| settings.scope.products.iter().any(|name| name == own));
        of_lot || serial.is_some_and(|own| set.contains(&own)) || (traced.whole_products && of_product)
    };
    let incidents: Vec<&ComplaintRow> = complaints.rows.iter().filter(is_incident).collect();
    let first = first_purchases(sales, lots);
    let before = |row: &&&ComplaintRow| {
        lot_of(row).and_then(|lot| first.get(&(&*row.customer, lot))).is_some_and(|day| row.day < *day)
    };
    warn(labels::COMPLAINTS_BEFORE_PURCHASE, incidents.iter().filter(before).count());
    let heard = Heard {
        causes,
        harm_is_told: incidents.iter().any(|row| row.category.is_some()),
        incidents: Some(incidents.into_iter().map(|row| incident(row, start)).collect()),
    };
    Ok((heard, warnings))
}

/// What was reported before the recall began occurred before it; of what was reported later no table tells when.
fn incident(row: &ComplaintRow, start: i32) -> Incident {
    let occurred = (row.day < start).then_some(row.day);
    Incident { reported: row.day, occurred, harm: row.category.as_deref().map_or(Harm::None, harm) }
}

fn harm(category: &str) -> Harm {
    let category = category.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| category.contains(word));
    match (says(&UNHURT), says(&DEATH), says(&INJURY)) {
        (true, ..) => Harm::None,
        (_, true, _) => Harm::Death,
        (.., true) => Harm::Injury,
        _ => Harm::None,
    }
}

/// Lots that stand behind the lots complained of.
fn common(settings: &RecallScopeSettings, lots: &Lots, cases: &[Case]) -> Result<Vec<CommonCause>, Error> {
    let failed = |error: TraceError| Error::new(Kind::Contract, Problem::new(error.text()));
    let network = Network::new(&lots.links, &lots.made_on(), Direction::Backward, settings.time).map_err(failed)?;
    common_causes(&network, cases).map_err(failed)
}

/// The lot that order lines name with a serial number, where it is one only.
fn lots_of_serials<'s>(sales: &'s Sales, lots: &Lots) -> BTreeMap<&'s str, u32> {
    let mut all: BTreeMap<&str, Option<u32>> = BTreeMap::new();
    for line in &sales.lines {
        if let (Some(serial), Some(lot)) = (line.serial.as_deref(), line.lot.filter(|lot| (*lot as usize) < lots.len()))
        {
            let known = all.entry(serial).or_insert(Some(lot));
            *known = known.filter(|own| *own == lot);
        }
    }
    all.into_iter().filter_map(|(serial, lot)| Some((serial, lot?))).collect()
}

/// The first day on which each customer bought of each lot.
fn first_purchases<'s>(sales: &'s Sales, lots: &Lots) -> BTreeMap<(&'s str, u32), i32> {
    let mut first: BTreeMap<(&str, u32), i32> = BTreeMap::new();
    for line in sales.lines.iter().filter(|line| !line.returned) {
        let customer = line.customer.and_then(|at| sales.customers.get(at as usize));
        if let (Some(customer), Some(lot)) = (customer, line.lot.filter(|lot| (*lot as usize) < lots.len())) {
            let day = first.entry((customer, lot)).or_insert(line.day);
            *day = line.day.min(*day);
        }
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harm_is_what_the_category_says() {
        let found = ["Injury", "no injury", "Fatal accident", "配送", "人员受伤", "无人受伤"].map(harm);
        assert_eq!(found, [Harm::Injury, Harm::None, Harm::Death, Harm::None, Harm::Injury, Harm::None]);
    }

    #[test]
    fn what_was_reported_before_the_recall_occurred_before_it() {
        let row = |day| ComplaintRow {
            customer: "C".into(),
            day,
            id: None,
            lot: None,
            serial: None,
            product: None,
            category: Some("injury".into()),
            words: Vec::new(),
        };
        let told = [incident(&row(9), 10), incident(&row(10), 10)].map(|own| (own.occurred, own.harm));
        assert_eq!(told, [(Some(9), Harm::Injury), (None, Harm::Injury)]);
    }
}
