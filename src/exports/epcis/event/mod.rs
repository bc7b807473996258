//! One event of a document, from JSON to what happened: which things, when, where and what was done with them.
//!
//! An event is understood as a whole or not at all: one broken identifier among a hundred sets it aside, as a capture
//! service would refuse it. Everything that is wrong with it is found, not the first thing only. Nothing here knows
//! another event.

mod fields;
mod happening;
mod lot_data;
mod moment;
mod places;
mod quantity;
mod reader;
mod step;
mod things;
mod types;

pub use quantity::QuantityFault;
pub(crate) use reader::{Reading, read};
pub(crate) use step::Step;
pub(crate) use types::{Action, Event, Grouping, Happening, LotData, Thing};
