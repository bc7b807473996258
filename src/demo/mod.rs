//! The demo company: a seeded generator of one company's exports with planted truths.
//!
//! [`generate`] writes eleven tables and `truth.json` through whatever opens its files. Every person has streams of
//! random numbers of their own, keyed by seed, purpose and index, so what a person does never depends on anybody else
//! and no order line is held in memory. Persons are drawn twice: once to count the demand that production must meet, and
//! once to be written with the lots that were planned from it.
//!
//! The way of the data: `settings` → `world` (calendar, catalogue, distributions) → `person` → `purchases` → `lots` →
//! `records`, `service` and `traceability` (rows) → `table` (dialect) · `truth` (what was planted, and what came out).
//! `parameters` holds every planted number. This room reads no file and knows no command.

mod calendar;
mod catalogue;
mod columns;
mod error;
mod generation;
mod iso_date;
mod lots;
mod names;
mod parameters;
mod person;
mod purchases;
mod records;
mod service;
mod settings;
mod stream;
mod table;
mod tally;
#[cfg(test)]
mod tests;
mod traceability;
mod truth;
mod world;

pub use error::DemoError;
pub use generation::generate;
pub use parameters::Parameters;
pub use settings::{Dialect, Settings};
pub use truth::{BadLot, BadLotKind, Duplicate, Listed, Planted, Totals, Truth};
