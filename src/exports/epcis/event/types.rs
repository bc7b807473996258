//! What an event says once it is understood. It reads nothing.

use std::sync::Arc;

use super::moment::Moment;
use super::places::Places;
use super::quantity::ONE;
use super::step::Step;
use crate::exports::epcis::epc::{Identifier, Kind};
use crate::exports::epcis::tables::{EventRef, PersistentDisposition};

/// What an event does to the link between its things and their identifiers, parent or transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    Add,
    Observe,
    Delete,
}

/// One object, or a quantity of a class.
#[derive(Clone, Debug)]
pub(crate) struct Thing {
    pub(crate) identifier: Identifier,
    /// In 1/10000 of the unit; `None`: unknown.
    pub(crate) quantity: Option<i64>,
    /// `None`: pieces.
    pub(crate) unit: Option<Arc<str>>,
}

impl Thing {
    /// One object. Of a class that stands where an object should, nobody knows how many there are.
    pub(crate) fn one(identifier: Identifier) -> Thing {
        let quantity = (identifier.kind != Kind::Class).then_some(ONE);
        Thing { identifier, quantity, unit: None }
    }
}

/// What an event says of the lot of new things (`ilmd`).
#[derive(Clone, Debug, Default)]
pub(crate) struct LotData {
    pub(crate) lot: Option<Arc<str>>,
    pub(crate) made_on: Option<i32>,
    pub(crate) expiry: Option<i32>,
}

/// How children and their parent belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grouping {
    /// Packed: a pallet and its cases.
    Aggregation,
    /// Installed: a machine and its parts.
    Association,
}

/// What happened.
#[derive(Clone, Debug)]
pub(crate) enum Happening {
    Object {
        action: Action,
        things: Vec<Thing>,
        lot_data: LotData,
    },
    Transaction {
        things: Vec<Thing>,
    },
    Group {
        grouping: Grouping,
        action: Action,
        parent: Option<Identifier>,
        children: Vec<Thing>,
    },
    Transformation {
        /// `transformationID`, which joins several events.
        joint: Option<Arc<str>>,
        inputs: Vec<Thing>,
        outputs: Vec<Thing>,
        lot_data: LotData,
    },
}

impl Happening {
    /// Every identifier of a thing that the event names.
    pub(crate) fn identifiers(&self) -> impl Iterator<Item = &Identifier> {
        let (things, more, parent): (&[Thing], &[Thing], _) = match self {
            Happening::Object { things, .. } | Happening::Transaction { things } => (things, &[], None),
            Happening::Group { parent, children, .. } => (children, &[], parent.as_ref()),
            Happening::Transformation { inputs, outputs, .. } => (inputs, outputs, None),
        };
        parent.into_iter().chain(things.iter().chain(more).map(|thing| &thing.identifier))
    }

    /// New things and what is said of their lot.
    pub(crate) fn new_things(&mut self) -> Option<(&mut [Thing], &LotData)> {
        match self {
            Happening::Object { things, lot_data, .. } => Some((things, lot_data)),
            Happening::Transformation { outputs, lot_data, .. } => Some((outputs, lot_data)),
            Happening::Transaction { .. } | Happening::Group { .. } => None,
        }
    }
}

/// One event that can be used.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) at: EventRef,
    pub(crate) id: Option<Arc<str>>,
    pub(crate) moment: Moment,
    /// Local calendar day in days since 1970-01-01.
    pub(crate) day: i32,
    pub(crate) step: Step,
    pub(crate) disposition: Option<Arc<str>>,
    pub(crate) persistent: Arc<[PersistentDisposition]>,
    pub(crate) places: Places,
    pub(crate) happening: Happening,
}
