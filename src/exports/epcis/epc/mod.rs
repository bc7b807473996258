//! Identifiers of objects, classes of objects and places, as EPCIS writes them: EPC URIs (`urn:epc:…`, EPC Tag Data
//! Standard) and GS1 Digital Link URIs (`https://…/01/GTIN/10/LOT/21/SERIAL`).
//!
//! Both spellings of one object give the same [`Identifier`], whose `key` is the GS1 element string with its
//! application identifiers in brackets: `(01)09521141012345(21)2017`. Identifiers of other kinds are kept as they
//! stand. Nothing here knows an event.

pub mod check_digit;

mod decode;
mod digital_link;
mod fault;
mod identifier;
mod percent;
mod place;
mod urn;

pub use decode::{CheckDigit, Decoded, Level, decode};
pub use fault::EpcFault;
pub use identifier::{Identifier, Kind, lot_key};
pub use place::{Place, locate};
