//! A check of template and facts against the rules for notices: what must be said, and what must not play the hazard
//! down.

mod check;
#[cfg(test)]
mod check_tests;
mod element;
mod finding;
mod minimising;
mod regime;

pub use check::lint;
pub use element::Element;
pub use finding::{Finding, Severity};
pub use minimising::minimising_words;
pub use regime::Regime;
