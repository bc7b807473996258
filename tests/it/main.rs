//! Tests of the real program: one binary, one module a subject. Each test runs `huike` in a folder and an environment
//! of its own. Published figures come from the reference data named by `HUIKE_REFERENCE_DATA`; without it the tests
//! that need them say that they were skipped.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, clippy::print_stdout)]

mod bad_input;
mod churn;
mod churn_signals;
mod contracts;
mod determinism;
mod documents;
mod faults;
mod figures;
mod formats;
mod fuzz;
mod histories;
mod hostile;
mod lot_signals;
mod movement;
mod pollock;
mod profiles;
mod program;
mod recall;
mod recall_corners;
mod recall_lots;
mod recall_progress;
mod recall_reports;
mod recall_sites;
mod recall_units;
mod records;
mod results;
mod satisfaction;
mod settings;
mod win_back;
