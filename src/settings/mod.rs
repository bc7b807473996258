//! What the user asked for: flag > environment > `huike.toml` > default, validated once, every problem together.
//!
//! The settings file is laid under the flags as their defaults, so that a value means the same wherever it stands and
//! is checked by the same rules. No data is read here.

pub mod churn_score;
pub mod inspect;
pub mod limits;
pub mod lot_signals;
pub mod recall_goals;
pub mod recall_scope;
pub mod satisfaction_report;
pub mod segment;

mod config;
mod origin;
mod parse;
mod reading;

pub use parse::{ParseError, Parsed, parse};

use crate::labels::Label;

const SEVERAL_ASK_STDIN: Label = Label::new("`-` can stand for standard input only once", "标准输入 `-` 只能使用一次");
