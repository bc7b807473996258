//! Rows of what an event makes. It says nothing of where it goes.

use std::sync::Arc;

use super::lots::Lots;
use super::writer::Rows;
use crate::exports::epcis::epc::Kind;
use crate::exports::epcis::event::{Event, LotData, Thing};
use crate::exports::epcis::tables::Production;

/// Whether the quantity made stands in the row, or in a movement of the same event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    Here,
    InMovement,
}

/// One row for each new thing; pallets, parcels and places are not made.
pub(super) fn write(event: &Event, things: &[Thing], data: &LotData, counted: Counted, lots: &Lots, rows: &mut Rows) {
    let made_at = event.places.here();
    let made = things.iter().filter(|thing| matches!(thing.identifier.kind, Kind::Instance | Kind::Class));
    rows.production.extend(made.map(|thing| Production {
        item: lots.item(&thing.identifier),
        made_on: data.made_on.unwrap_or(event.day),
        made_at: made_at.clone(),
        quantity: thing.quantity.filter(|_| counted == Counted::Here),
        unit: thing.unit.as_ref().map(Arc::clone),
        expiry: data.expiry,
        event_id: event.id.clone(),
        event: event.at,
    }));
}
