//! Where the mutations of text start.

mod cells;
mod settings;
mod tables;

pub(super) use cells::{AMOUNT_TOKENS, AMOUNTS, DATE_TOKENS, DATES};
pub(super) use settings::{LINE_TOKENS, LINES, RULES, SETTINGS, TOML_TOKENS};
pub(super) use tables::{JSON, JSON_TOKENS, TABLE_TOKENS, TABLES};
