//! What is wrong with events: what was found, what it does to the event, and how it is said.

mod finding;
mod wording;

pub(crate) use finding::excerpt;
pub use finding::{Consequence, Finding, Problem};
