//! From events in the order of time to rows: what containers hold, which object is of which lot, what moved, what was
//! made, and what it was made of. Nothing here reads JSON.

mod contents;
mod lots;
mod movements;
mod production;
mod transformations;
mod writer;

pub(crate) use writer::{Rows, write};
