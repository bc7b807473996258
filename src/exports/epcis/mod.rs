//! EPCIS 2.0 documents in JSON or JSON-LD, as three tables: movements, genealogy, production.
//!
//! [`read`] is the one door. It takes `EPCISDocument`, `EPCISQueryDocument`, a bare event or a list of events, and all
//! documents together are one history. It knows no customer, no stock and no analysis, and opens no file.
//!
//! # Identifiers
//! EPC URIs and GS1 Digital Links are decoded to the same keys (see [`epc`]). `lot_id` is `(01)GTIN(10)LOT`, so that
//! equal lot numbers of different products stay apart; the bare lot stands in `lot`. A serial whose lot is known from
//! anywhere (its Digital Link, or `ilmd` of the event that made it) belongs to that lot in all events, earlier ones
//! included. A serial without a lot is a unit of its own, and so is anything that is no trade item. A class without a
//! lot (`urn:epc:idpat:sgtin:….*`) has a product and no `lot_id`. Places are GLNs; the extension is kept apart.
//!
//! # Events to rows
//! | event | rows |
//! |---|---|
//! | ObjectEvent ADD | production; a movement as well if its step moves something |
//! | ObjectEvent OBSERVE | a movement by its step |
//! | ObjectEvent DELETE | a movement by its step, otherwise `Adjust` |
//! | TransactionEvent | a movement by its step, whatever its action |
//! | AggregationEvent | movements of parent and children by its step; contents from ADD or OBSERVE to DELETE |
//! | AssociationEvent | the same, and ADD gives a link from each part to the asset it is installed in |
//! | TransformationEvent | production of the outputs; links of all inputs with all outputs |
//!
//! | step | kind | from | to |
//! |---|---|---|---|
//! | receiving, accepting | `Receive` | source | bizLocation, readPoint, destination |
//! | the same with disposition `returned`; returning | `Return` | source | bizLocation, readPoint, destination |
//! | shipping, departing, consigning, retail_selling, dispensing | `Ship` | source location, readPoint … | destination |
//! | void_shipping | `Ship`, quantity negative | source location, readPoint … | destination |
//! | destroying | `Scrap` | bizLocation, readPoint | |
//! | any other, or none | `Observe` | | bizLocation, readPoint |
//!
//! Where several places stand, the first one there is counts; source and destination are the location, then the party
//! in possession, then the owner. Of a shipment without source location and `readPoint`, `bizLocation` and then the
//! source party stand for them. A transformation spans all events of one `transformationID`.
//!
//! # Containers
//! A container that is named takes its contents along, to any depth, each object once. A logistic unit (SSCC) with
//! known contents gives rows of the contents only; other containers are things themselves and give a row too. An
//! object is in one container: it leaves it when it is packed elsewhere, deleted, destroyed or used up. A group event
//! that moves nothing gives rows of what it names. Events of one moment count in this order: made, packed, moved,
//! unpacked. Deleting a container (decommissioning its identifier) lets its contents go and takes none off the books.
//!
//! # What counts
//! An event with `errorDeclaration` and every event of the same `eventID` are withdrawn, whichever comes first. An
//! event read before is not counted again. An event that breaks a rule is set aside whole, and all that is wrong with
//! it is listed. See [`Tally`] and [`Finding`].

mod admit;
mod document;
pub mod epc;
mod error;
mod event;
mod files;
mod problem;
mod read;
mod rows;
mod tables;

#[cfg(test)]
mod container_tests;
#[cfg(test)]
mod counting_tests;
#[cfg(test)]
mod genealogy_tests;
#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod movement_tests;
#[cfg(test)]
mod reference_tests;
#[cfg(test)]
mod spelled;

pub use epc::Place;
pub use error::{DocumentError, DocumentFault, EpcisError};
pub use event::QuantityFault;
pub use files::read_files;
pub use problem::{Consequence, Finding, Problem, RejectedEvent, reason};
pub use read::{Epcis, read};
pub use tables::{
    EventRef, GenealogyLink, Item, LinkKind, Movement, MovementKind, PersistentDisposition, Production, Tally,
};
