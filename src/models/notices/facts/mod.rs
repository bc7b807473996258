//! What one recall is about, and the file `recall.toml` that says it.

mod file;
mod recall_facts;

pub use recall_facts::RecallFacts;
