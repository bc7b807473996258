//! The places and parties of an event, and which of them it came from and went to. It moves nothing.

use serde_json::Value;

use super::fields::Fields;
use super::step::term;
use crate::exports::epcis::epc::{CheckDigit, Place, locate};
use crate::exports::epcis::problem::{Finding, excerpt};

/// The places and parties of an event.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// Where it happened.
    read_point: Option<Place>,
    /// Where the things are afterwards.
    location: Option<Place>,
    source: Ends,
    destination: Ends,
}

/// One end of a transfer, as it is named in the three ways there are.
#[derive(Clone, Debug, Default)]
struct Ends {
    location: Option<Place>,
    possessing: Option<Place>,
    owning: Option<Place>,
}

impl Ends {
    fn party(&self) -> Option<&Place> {
        self.possessing.as_ref().or(self.owning.as_ref())
    }

    fn any(&self) -> Option<Place> {
        self.location.as_ref().or(self.party()).cloned()
    }
}

impl Places {
    /// Where the things are after the event: `bizLocation`, otherwise `readPoint`.
    pub(crate) fn here(&self) -> Option<Place> {
        self.location.as_ref().or(self.read_point.as_ref()).cloned()
    }

    /// Where things that come in end up: [`here`](Places::here), otherwise the destination.
    pub(crate) fn arrival(&self) -> Option<Place> {
        self.here().or_else(|| self.destination.any())
    }

    /// Where things that leave were: the source location, otherwise `readPoint`, `bizLocation`, the source party.
    pub(crate) fn departure(&self) -> Option<Place> {
        let named = self.source.location.as_ref().or(self.read_point.as_ref()).or(self.location.as_ref());
        named.or(self.source.party()).cloned()
    }

    /// The other end of a transfer that comes in: source location, then the party in possession, then the owner.
    pub(crate) fn sender(&self) -> Option<Place> {
        self.source.any()
    }

    /// The other end of a transfer that goes out, in the same order.
    pub(crate) fn receiver(&self) -> Option<Place> {
        self.destination.any()
    }
}

/// Reads all places of an event.
pub(super) fn read(fields: &mut Fields<'_>) -> Places {
    Places {
        read_point: one(fields, "readPoint"),
        location: one(fields, "bizLocation"),
        source: ends(fields, "sourceList", "source"),
        destination: ends(fields, "destinationList", "destination"),
    }
}

/// `{"id": "…"}`, or the identifier alone.
fn one<'value>(fields: &mut Fields<'value>, field: &'static str) -> Option<Place> {
    match fields.value(field)? {
        Value::Object(object) => {
            let id = object.get("id").or_else(|| object.get("@id"));
            let Some(id) = id else {
                fields.wrong_shape(field);
                return None;
            };
            place(fields, id, field)
        }
        other => place(fields, other, field),
    }
}

fn ends<'value>(fields: &mut Fields<'value>, field: &'static str, name: &'static str) -> Ends {
    let mut ends = Ends::default();
    for entry in fields.list(field) {
        let Some(entry) = fields.object_of(entry, field) else { continue };
        let Some(id) = entry.get(name) else {
            fields.wrong_shape(field);
            continue;
        };
        let Some(found) = place(fields, id, field) else { continue };
        let slot = match entry.get("type").and_then(Value::as_str).map(term) {
            Some("location") => &mut ends.location,
            Some("possessing_party") => &mut ends.possessing,
            _ => &mut ends.owning,
        };
        slot.get_or_insert(found);
    }
    ends
}

fn place<'value>(fields: &mut Fields<'value>, value: &'value Value, field: &'static str) -> Option<Place> {
    let written = fields.text_of(value, field)?;
    match locate(written) {
        Ok((place, CheckDigit::Right)) => Some(place),
        Ok((place, CheckDigit::Wrong { expected })) => {
            fields.findings.push(Finding::CheckDigit { field, found: excerpt(written), expected });
            Some(place)
        }
        Err(why) => {
            fields.findings.push(Finding::Place { field, found: excerpt(written), why });
            Some(Place::verbatim(written))
        }
    }
}
