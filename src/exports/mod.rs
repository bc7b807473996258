//! From bytes to canonical, typed tables: source → decoded text → records → typed chunks, with rejects and a ledger.
//!
//! [`read`] is the one door. It resolves the columns of every file first and reports the problems of all of them
//! together; only then does it stream the rows, chunk by chunk, into the caller's reduction. It knows no analysis.

pub mod cast;
pub mod cell;
pub mod cells;
pub mod chunk;
pub mod columns;
pub mod condition;
pub mod dialect;
pub mod encoding;
pub mod epcis;
pub mod inspect;
pub mod ledger;
pub mod masking;
pub mod parquet;
pub mod records;
pub mod rejects;
pub mod small_file;
pub mod source;
pub mod text;

mod currencies;
mod dates;
mod expand_limit;
mod input;
mod json_lines;
mod pump;
mod read;
mod repaired;
mod walk;

pub use chunk::CurrencyRule;
pub use input::{ColumnRecord, InputRecord};
pub use read::{FileOptions, ReadOptions, Repairs, Request, Sink, Summary, look_at, read};
pub use repaired::RepairedRecord;
