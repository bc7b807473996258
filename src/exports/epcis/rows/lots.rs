//! Which object is of which lot. A serial belongs to one lot for ever, so an event may name it before or after the lot
//! is known. It makes no rows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::exports::epcis::epc::{Identifier, Kind, lot_key};
use crate::exports::epcis::event::{Event, Thing};
use crate::exports::epcis::problem::{Finding, Problem, excerpt};
use crate::exports::epcis::tables::Item;

/// The lots of serialised objects, by key of the object.
pub(crate) struct Lots {
    of: BTreeMap<Arc<str>, Arc<str>>,
}

impl Lots {
    /// Gives the lot of `ilmd` to the new things of each event, and collects the lots of all objects. What is said
    /// first counts for events that do not say it themselves; contradictions are noted.
    pub(crate) fn settle(events: &mut [Event], problems: &mut Vec<Problem>) -> Lots {
        let mut lots = Lots { of: BTreeMap::new() };
        let mut noted: BTreeSet<(Arc<str>, Arc<str>)> = BTreeSet::new();
        for event in events {
            let mut contradictions = Vec::new();
            if let Some((things, data)) = event.happening.new_things()
                && let Some(lot) = &data.lot
            {
                contradictions.extend(things.iter_mut().filter_map(|thing| give(thing, lot)));
            }
            for identifier in event.happening.identifiers().filter(|identifier| identifier.kind == Kind::Instance) {
                let Some(lot) = &identifier.lot else { continue };
                let kept = lots.of.entry(identifier.key.clone()).or_insert_with(|| lot.clone());
                if kept != lot {
                    contradictions.push((identifier.key.clone(), kept.clone(), lot.clone()));
                }
            }
            contradictions.retain(|(object, _, other)| noted.insert((object.clone(), other.clone())));
            problems.extend(contradictions.into_iter().map(|(object, kept, other)| {
                let (object, kept, other) = (excerpt(&object), excerpt(&kept), excerpt(&other));
                let what = Finding::LotsDiffer { object, kept, other };
                Problem { event: event.at, event_id: event.id.clone(), what }
            }));
        }
        lots
    }

    /// What a row says of an identifier.
    pub(crate) fn item(&self, identifier: &Identifier) -> Item {
        let lot = identifier.lot.as_ref().or_else(|| self.of.get(&identifier.key)).cloned();
        let lot_id = match (identifier.kind, &identifier.product, &lot) {
            (Kind::Class, _, None) => None,
            (Kind::Instance, Some(gtin), Some(lot)) => Some(lot_key(gtin, lot)),
            _ => Some(identifier.key.clone()),
        };
        Item { lot_id, lot, product_id: identifier.product.clone(), serial_no: identifier.serial.clone() }
    }
}

/// Gives `lot` to a thing without one; if it has another, what contradicts: its key, its own lot, and `lot`.
fn give(thing: &mut Thing, lot: &Arc<str>) -> Option<(Arc<str>, Arc<str>, Arc<str>)> {
    let identifier = &mut thing.identifier;
    match &identifier.lot {
        Some(own) if own != lot => return Some((identifier.key.clone(), own.clone(), lot.clone())),
        Some(_) => return None,
        None => {}
    }
    match identifier.kind {
        Kind::Instance => identifier.lot = Some(lot.clone()),
        Kind::Class => {
            // The key of a GTIN without a lot ends with the GTIN.
            identifier.key = format!("{}(10){lot}", identifier.key).into();
            identifier.lot = Some(lot.clone());
        }
        Kind::Logistic | Kind::Location => {}
    }
    None
}
