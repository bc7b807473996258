//! What is wrong with an event, said so that a person can act on it. It decides nothing but whether the event is used.

use std::sync::Arc;

use crate::exports::epcis::epc::EpcFault;
use crate::exports::epcis::event::QuantityFault;
use crate::exports::epcis::tables::EventRef;

/// One thing wrong with one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which event.
    pub event: EventRef,
    /// Its `eventID`, if it has one.
    pub event_id: Option<Arc<str>>,
    /// What is wrong.
    pub what: Finding,
}

/// What a problem does to its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// The whole event is set aside.
    SetAside,
    /// The event is used all the same.
    Noted,
}

/// What is wrong. Texts from the document are cut after 80 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The event is no JSON object.
    NoObject,
    /// It has no `type`, or none of the five types.
    UnknownType {
        /// What stands there.
        found: String,
    },
    /// A field that the type of event needs is missing.
    Missing {
        /// Name of the field.
        field: &'static str,
    },
    /// A field holds another kind of JSON value than it should.
    WrongShape {
        /// Name of the field.
        field: &'static str,
    },
    /// `eventTime` is no date and time with a zone (`2026-07-22T06:45:00+02:00`).
    EventTime {
        /// What stands there.
        found: String,
    },
    /// `action` is none of ADD, OBSERVE, DELETE.
    Action {
        /// What stands there.
        found: String,
    },
    /// An identifier cannot be read.
    Epc {
        /// Name of the field.
        field: &'static str,
        /// What stands there.
        found: String,
        /// Why.
        why: EpcFault,
    },
    /// A quantity cannot be used.
    Quantity {
        /// Name of the field.
        field: &'static str,
        /// What stands there.
        found: String,
        /// Why.
        why: QuantityFault,
    },
    /// Noted: `eventTimeZoneOffset` is missing or unreadable; the day is that of the zone in `eventTime`.
    ZoneOffset {
        /// What stands there, if anything.
        found: Option<String>,
    },
    /// Noted: the check digit does not fit; the identifier is used as it is written.
    CheckDigit {
        /// Name of the field.
        field: &'static str,
        /// The identifier.
        found: String,
        /// The digit of the formula.
        expected: char,
    },
    /// Noted: a place cannot be decoded and is used as it is written.
    Place {
        /// Name of the field.
        field: &'static str,
        /// What stands there.
        found: String,
        /// Why.
        why: EpcFault,
    },
    /// Noted: a class stands among single objects; its quantity is unknown.
    ClassAmongObjects {
        /// Name of the field.
        field: &'static str,
        /// The identifier.
        found: String,
    },
    /// Noted: a date of the lot cannot be read and is left out.
    LotDate {
        /// Name of the field.
        field: String,
        /// What stands there.
        found: String,
    },
    /// Noted: the step is none of the Core Business Vocabulary and counts as an observation.
    UnknownStep {
        /// The step.
        found: String,
    },
    /// Noted: one object is said to be of two lots. An event that names a lot itself keeps it; all others take `kept`.
    LotsDiffer {
        /// Key of the object.
        object: String,
        /// The lot named first.
        kept: String,
        /// The lot named here.
        other: String,
    },
    /// Noted: a transformation without inputs or without outputs links nothing.
    OneSided,
    /// Noted: an event of the same `eventID` was read before and says something else; the first one counts.
    RepeatDiffers {
        /// Where the first one stands.
        first: EventRef,
    },
    /// Noted: the event that corrects a withdrawn one is in none of the documents.
    CorrectionMissing {
        /// Its `eventID`.
        corrective: String,
    },
}

impl Finding {
    /// Whether the event is used all the same.
    pub fn consequence(&self) -> Consequence {
        match self {
            Finding::NoObject
            | Finding::UnknownType { .. }
            | Finding::Missing { .. }
            | Finding::WrongShape { .. }
            | Finding::EventTime { .. }
            | Finding::Action { .. }
            | Finding::Epc { .. }
            | Finding::Quantity { .. } => Consequence::SetAside,
            Finding::ZoneOffset { .. }
            | Finding::CheckDigit { .. }
            | Finding::Place { .. }
            | Finding::ClassAmongObjects { .. }
            | Finding::LotDate { .. }
            | Finding::UnknownStep { .. }
            | Finding::LotsDiffer { .. }
            | Finding::OneSided
            | Finding::RepeatDiffers { .. }
            | Finding::CorrectionMissing { .. } => Consequence::Noted,
        }
    }
}

/// A value from a document, on one line and cut after 80 characters.
pub(crate) fn excerpt(text: &str) -> String {
    const MOST: usize = 80;
    let start: String = text.chars().take(MOST).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(MOST).is_some() { format!("{start}…") } else { start }
}
