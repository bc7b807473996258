//! huike (回客): customer analytics from the CSV and Parquet exports of a CRM, shop or ERP.
//!
//! Data goes one way:
//!
//! ```text
//! argv, HUIKE_*, huike.toml → settings → exports → reduce → models → report → deliver
//! ```
//!
//! | room | its one job |
//! |---|---|
//! | [`cli`] | what can be typed, one file a subcommand |
//! | [`settings`] | flag > environment > `huike.toml` > default, checked together |
//! | [`commands`] | one story a subcommand, from load to deliver |
//! | [`exports`] | bytes → decoded text → records → typed chunks, with rejects and a ledger |
//! | [`tables`] | the data contract: canonical tables, their columns, roles and headers |
//! | [`reduce`] | order lines → purchase days → one row a customer; order lines, lots and movements → what is known of each lot; answers, complaints and follow-ups → counts by period and segment |
//! | [`models`] | the arithmetic of each analysis, on slices |
//! | [`numerics`] | quantiles, intervals, integrals, special functions, the search for a maximum |
//! | [`report`] | one `Report` and its renderers |
//! | [`labels`] | every sentence a person reads, in English and Chinese |
//! | [`deliver`] | files all or nothing, the manifest, the console |
//! | [`demo`] | the invented company behind `huike demo-data` |
//!
//! [`error`] holds what can go wrong and the exit codes; [`interrupt`] lets a run stop cleanly; [`memory`] tells how much
//! there is.

pub mod cli;
pub mod commands;
pub mod deliver;
pub mod demo;
pub mod error;
pub mod exports;
pub mod interrupt;
pub mod labels;
pub mod memory;
pub mod models;
pub mod numerics;
pub mod reduce;
pub mod report;
pub mod settings;
pub mod tables;
