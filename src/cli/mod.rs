//! What can be typed: one file a subcommand. Nothing is computed here.

pub mod churn_score;
pub mod demo_data;
pub mod files;
pub mod inputs;
pub mod inspect;
pub mod lot_signals;
pub mod recall_scope;
pub mod run;
pub mod satisfaction_report;
pub mod segment;

use clap::{Parser, Subcommand};

const EXIT_CODES: &str = "\
Exit codes:
  0 ok · 1 internal error · 2 usage or configuration · 3 input missing or unreadable
  4 data breaks the contract · 5 cannot write · 6 model cannot be fitted on this data
  10 a threshold of --fail-on was crossed · 75 another run holds the folder · 130/143 interrupted

Every flag can also be set as HUIKE_<FLAG> in the environment or in huike.toml;
a flag outweighs the environment, which outweighs the file.";

/// huike: who your customers are, who is leaving, which lots to recall, and how content people are.
#[derive(Debug, Parser)]
#[command(
    name = "huike",
    version,
    long_version = LONG_VERSION,
    about = "Customer analytics from the CSV and Parquet exports of a CRM, shop or ERP",
    after_help = EXIT_CODES,
    disable_help_subcommand = true,
    propagate_version = false
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const LONG_VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\nreads: csv, tsv, txt, parquet; gz, zst; UTF-8, UTF-16, GB18030, Big5, windows-1252",
    "\nwrites: csv, parquet, ndjson, html",
    "\nreports: en, zh",
    "\ntables: polars 0.55"
);

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Who the customers are: RFM scores, named segments, value tiers, life-cycle stages, profiles, movement
    Segment(Box<segment::SegmentArgs>),
    /// Who is about to leave: churn probability over a horizon, expected value, a backtest against the plain gap
    ChurnScore(Box<churn_score::ChurnScoreArgs>),
    /// Which lots look faulty: complaints against units at equal age, with false alarms controlled and causes told apart
    LotSignals(Box<lot_signals::LotSignalsArgs>),
    /// Who holds the bad lots: trace, holders with bounds, stock to stop, mass balance, contacts, notices, plan, progress
    RecallScope(Box<recall_scope::RecallScopeArgs>),
    /// Whether customers are content: scores with intervals, drivers, complaints, follow-ups, goals, early warning
    SatisfactionReport(Box<satisfaction_report::SatisfactionReportArgs>),
    /// What a file holds and what is wrong with it: encoding, delimiter, header, columns, types, repairs; its clean table
    Inspect(Box<inspect::InspectArgs>),
    /// Make the exports of an invented company, with planted truths to test against
    DemoData(demo_data::DemoDataArgs),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}
