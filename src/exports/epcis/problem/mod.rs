//! What is wrong with events: what was found, what it does to the event, and how it is said.

mod finding;
mod reason;
mod wording;

pub(crate) use finding::excerpt;
pub use finding::{Consequence, Finding, Problem};
pub use reason::{RejectedEvent, reason};
