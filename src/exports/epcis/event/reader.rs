//! Reads one event whole and says everything that is wrong with it. It compares it with no other.

use std::sync::Arc;

use serde_json::Value;

use super::fields::Fields;
use super::step::term;
use super::types::Event;
use super::{happening, moment, places, step};
use crate::exports::epcis::problem::{Consequence, Finding};
use crate::exports::epcis::tables::{EventRef, PersistentDisposition};

/// What was read of one event.
pub(crate) struct Reading {
    pub(crate) id: Option<Arc<str>>,
    /// Whether it withdraws itself and the event it repeats.
    pub(crate) declaration: Option<Declaration>,
    /// The event, unless it has to be set aside.
    pub(crate) event: Option<Event>,
    pub(crate) findings: Vec<Finding>,
}

/// An error declaration.
pub(crate) struct Declaration {
    /// `eventID`s of the events that say it right.
    pub(crate) corrective: Vec<String>,
}

/// Reads one event.
pub(crate) fn read(at: EventRef, value: &Value) -> Reading {
    let Value::Object(object) = value else {
        return Reading { id: None, declaration: None, event: None, findings: vec![Finding::NoObject] };
    };
    let mut fields = Fields::new(object);
    let id: Option<Arc<str>> = fields.text("eventID").filter(|id| !id.is_empty()).map(Arc::from);
    let declaration = fields.value("errorDeclaration").map(declaration);
    let time = moment::read(&mut fields);
    let happening = happening::read(&mut fields);
    let places = places::read(&mut fields);
    let disposition: Option<Arc<str>> = fields.text("disposition").map(|text| term(text).into());
    let step = step::read(&mut fields, disposition.as_deref());
    let persistent = persistent(&mut fields);
    let usable = fields.findings.iter().all(|finding| finding.consequence() == Consequence::Noted);
    let event = time.zip(happening).filter(|_| usable).map(|((moment, day), happening)| Event {
        at,
        id: id.clone(),
        moment,
        day,
        step,
        disposition,
        persistent,
        places,
        happening,
    });
    Reading { id, declaration, event, findings: fields.findings }
}

fn declaration(value: &Value) -> Declaration {
    let ids = value.get("correctiveEventIDs").and_then(Value::as_array).into_iter().flatten();
    Declaration { corrective: ids.filter_map(|id| id.as_str().map(str::to_string)).collect() }
}

fn persistent(fields: &mut Fields<'_>) -> Arc<[PersistentDisposition]> {
    const FIELD: &str = "persistentDisposition";
    let Some(value) = fields.value(FIELD) else { return Arc::new([]) };
    let Some(object) = fields.object_of(value, FIELD) else { return Arc::new([]) };
    let mut all = Vec::new();
    for name in object.get("set").and_then(Value::as_array).into_iter().flatten() {
        all.extend(fields.text_of(name, FIELD).map(|name| PersistentDisposition::Set(term(name).into())));
    }
    for name in object.get("unset").and_then(Value::as_array).into_iter().flatten() {
        all.extend(fields.text_of(name, FIELD).map(|name| PersistentDisposition::Unset(term(name).into())));
    }
    all.into()
}
