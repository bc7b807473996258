//! Recall notices: what one recall is about, the templates of each channel, one message for one customer, and a check
//! of template and facts against the rules for notices. A check supports a process; it certifies nothing. Nothing here
//! sends a message or reads a file.
//!
//! ```text
//! recall.toml → RecallFacts ┐
//! template text → Template  ├→ render → Message → MergeRow
//! customer → Addressee      ┘      └ lint → Finding
//! ```

mod addressee;

mod facts;
mod harmless;
mod lint;
mod merge_row;
mod message;
mod placeholder;
mod segments;
mod template;
mod values;

pub use crate::models::contacts::Channel;
pub use addressee::{Addressee, Audience, Certainty, Holding};
pub use facts::RecallFacts;
pub use lint::{Element, Finding, Regime, Severity, lint, minimising_words};
pub use merge_row::MergeRow;
pub use message::{Message, render};
pub use placeholder::Placeholder;
pub use segments::{Encoding, Segments, segments};
pub use template::{Template, TemplateProblem};

#[cfg(test)]
mod message_tests;
