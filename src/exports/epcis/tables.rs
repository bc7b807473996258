//! The rows that come out: movements, genealogy, production. It fills none.

use std::sync::Arc;

use super::epc::Place;

/// Where an event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventRef {
    /// Place of the document among those read, counted from 0.
    pub document: usize,
    /// Place of the event in its document, counted from 1 as a person counts.
    pub event: usize,
}

/// What a row is about: a lot, one object, or a product of unknown lot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Item {
    /// The lot: `(01)GTIN(10)LOT`. An object without a lot is a unit of its own: `(01)GTIN(21)SERIAL`, the number of
    /// the asset or pallet, or the identifier of another system. `None`: this product, lot unknown.
    pub lot_id: Option<Arc<str>>,
    /// The bare lot number as the maker writes it.
    pub lot: Option<Arc<str>>,
    /// GTIN-14, or the class identifier of another system. `None`: an object that is no trade item.
    pub product_id: Option<Arc<str>>,
    /// The bare serial number of a trade item.
    pub serial_no: Option<Arc<str>>,
}

/// What a movement does. Quantities stand in the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MovementKind {
    /// Came in at `to`.
    Receive,
    /// Left `from`. A negative quantity takes an earlier shipment back (`void_shipping`).
    Ship,
    /// Came back to `to`.
    Return,
    /// Destroyed at `from`.
    Scrap,
    /// Taken off the books at `from` (action DELETE) without being destroyed.
    Adjust,
    /// Seen, packed, inspected, stored … at `to`; no stock changes.
    Observe,
}

/// A lasting disposition that an event gives or takes away, such as `recalled` or `expired`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersistentDisposition {
    /// From now on.
    Set(Arc<str>),
    /// No longer.
    Unset(Arc<str>),
}

/// One lot or object in one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// What moved.
    pub item: Item,
    /// Local calendar day of the event, in days since 1970-01-01.
    pub date: i32,
    /// What happened to it.
    pub kind: MovementKind,
    /// Where it left.
    pub from: Option<Place>,
    /// Where it came to, or was seen.
    pub to: Option<Place>,
    /// Quantity in 1/10000 of the unit; a serialised object is one piece. `None`: unknown.
    pub quantity: Option<i64>,
    /// UN/CEFACT Recommendation 20 code of the unit of measure. `None`: pieces.
    pub unit: Option<Arc<str>>,
    /// Key of the container or asset it was in, when it moved as its contents.
    pub container: Option<Arc<str>>,
    /// What state it was in afterwards: `in_transit`, `recalled`, `destroyed` …
    pub disposition: Option<Arc<str>>,
    /// Lasting states given or taken away, the same list for all rows of the event.
    pub persistent: Arc<[PersistentDisposition]>,
    /// `eventID` as it is written.
    pub event_id: Option<Arc<str>>,
    /// Where the event stands.
    pub event: EventRef,
}

/// How an input got into an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// Used up in a transformation.
    Transformed,
    /// Built into an asset or a machine (AssociationEvent). It stays an object of its own, moves with the asset in the
    /// movements, and does not count as used up.
    Installed,
}

/// One input of one output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GenealogyLink {
    /// What went in.
    pub input: Item,
    /// What it went into.
    pub output: Item,
    /// How.
    pub kind: LinkKind,
    /// Whole quantity of the input in 1/10000 of its unit, on its first link only: EPCIS does not say how it spreads
    /// over the outputs. The sum over all rows is what was used. `None`: unknown, or stated on the first link.
    pub quantity: Option<i64>,
    /// UN/CEFACT code of the unit of the input. `None`: pieces.
    pub unit: Option<Arc<str>>,
    /// Number of outputs that the quantity of this input spreads over.
    pub outputs: usize,
    /// Local calendar day on which the input was used, in days since 1970-01-01.
    pub used_on: i32,
    /// Where it was used.
    pub used_at: Option<Place>,
    /// `eventID` of the event that lists the input.
    pub event_id: Option<Arc<str>>,
    /// Where the event that lists the input stands.
    pub event: EventRef,
}

/// One lot or object made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Production {
    /// What was made.
    pub item: Item,
    /// Day of production in days since 1970-01-01: from the master data of the lot if it says one, otherwise the local
    /// calendar day of the event.
    pub made_on: i32,
    /// Where it was made.
    pub made_at: Option<Place>,
    /// Quantity made in 1/10000 of the unit. `None`: unknown, or the same event receives the goods, so that the
    /// quantity stands in the movement.
    pub quantity: Option<i64>,
    /// UN/CEFACT code of the unit. `None`: pieces.
    pub unit: Option<Arc<str>>,
    /// Last day of use in days since 1970-01-01: expiry, otherwise best before, otherwise sell by.
    pub expiry: Option<i32>,
    /// `eventID` as it is written.
    pub event_id: Option<Arc<str>>,
    /// Where the event stands.
    pub event: EventRef,
}

/// Where every event went: `events` = `used` + `withdrawn` + `repeated` + `set_aside`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Documents read.
    pub documents: usize,
    /// Events in them.
    pub events: usize,
    /// Events the rows are made of. An event may give no row: a reading of a sensor, an empty list.
    pub used: usize,
    /// Error declarations and the events they withdraw.
    pub withdrawn: usize,
    /// Events that were read before.
    pub repeated: usize,
    /// Events that cannot be used; the problems say why.
    pub set_aside: usize,
}
