//! Rows as short lines, for tests to compare, and events for tests to read. It checks nothing.

use chrono::{Duration, NaiveDate};
use serde_json::{Value, json};

use super::epc::Place;
use super::{Epcis, GenealogyLink, Item, Movement, Production, read};

/// An event of a type, at an hour of 2 March 2026 in UTC, with the fields of `more` over it.
pub(super) fn event(name: &str, hour: u32, more: Value) -> Value {
    let mut event = json!({
        "type": name,
        "eventTime": format!("2026-03-02T{hour:02}:00:00Z"),
        "eventTimeZoneOffset": "+00:00",
        "action": "OBSERVE",
    });
    let (fields, more) = (event.as_object_mut().unwrap(), more.as_object().unwrap());
    fields.extend(more.clone());
    event
}

/// The serial `serial` of the product with GTIN 80614141123458.
pub(super) fn serial(serial: &str) -> String {
    format!("urn:epc:id:sgtin:0614141.812345.{serial}")
}

/// What a document of these events says.
pub(super) fn read_events(events: &[Value]) -> Epcis {
    read(&[("own", document(events).as_bytes())]).unwrap()
}

/// A document of these events.
pub(super) fn document(events: &[Value]) -> String {
    json!({"type": "EPCISDocument", "schemaVersion": "2.0", "epcisBody": {"eventList": events}}).to_string()
}

/// All movements, one a line.
pub(super) fn movements(epcis: &Epcis) -> Vec<String> {
    epcis.movements.iter().map(movement).collect()
}

/// All links, one a line.
pub(super) fn genealogy(epcis: &Epcis) -> Vec<String> {
    epcis.genealogy.iter().map(link).collect()
}

/// All production, one a line.
pub(super) fn production(epcis: &Epcis) -> Vec<String> {
    epcis.production.iter().map(made).collect()
}

/// `day Kind from > to: item quantity unit in container, disposition`, without what is not there.
fn movement(row: &Movement) -> String {
    let (from, to) = (place(row.from.as_ref()), place(row.to.as_ref()));
    let container = row.container.as_ref().map_or(String::new(), |container| format!(" in {container}"));
    let disposition = row.disposition.as_ref().map_or(String::new(), |disposition| format!(", {disposition}"));
    let quantity = quantity(row.quantity, row.unit.as_deref());
    format!("{} {:?} {from} > {to}: {} {quantity}{container}{disposition}", day(row.date), row.kind, item(&row.item))
}

/// `day Kind at place: input quantity unit of n > output`.
fn link(row: &GenealogyLink) -> String {
    let (quantity, at) = (quantity(row.quantity, row.unit.as_deref()), place(row.used_at.as_ref()));
    let (input, output) = (item(&row.input), item(&row.output));
    format!("{} {:?} at {at}: {input} {quantity} of {} > {output}", day(row.used_on), row.kind, row.outputs)
}

/// `day at place: item quantity unit until expiry`.
fn made(row: &Production) -> String {
    let until = row.expiry.map_or(String::new(), |expiry| format!(" until {}", day(expiry)));
    let quantity = quantity(row.quantity, row.unit.as_deref());
    format!("{} at {}: {} {quantity}{until}", day(row.made_on), place(row.made_at.as_ref()), item(&row.item))
}

/// `lot_id`, and the serial behind `#` unless the lot is the serial; `GTIN ?` without a lot.
fn item(item: &Item) -> String {
    match (&item.lot_id, &item.serial_no) {
        (None, _) => format!("{} ?", item.product_id.as_deref().unwrap_or("nothing")),
        (Some(lot_id), Some(serial)) if item.lot.is_some() => format!("{lot_id}#{serial}"),
        (Some(lot_id), _) => lot_id.to_string(),
    }
}

fn quantity(quantity: Option<i64>, unit: Option<&str>) -> String {
    let unit = unit.map_or(String::new(), |unit| format!(" {unit}"));
    quantity.map_or("?".to_string(), |quantity| (quantity as f64 / 10_000.0).to_string()) + &unit
}

fn place(place: Option<&Place>) -> String {
    match place {
        None => "-".to_string(),
        Some(Place { id, part: None }) => id.to_string(),
        Some(Place { id, part: Some(part) }) => format!("{id}/{part}"),
    }
}

fn day(days: i32) -> String {
    (NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + Duration::days(days.into())).to_string()
}
