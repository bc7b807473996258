//! Flags about the run and its outputs, the same for all analyses.

use std::path::PathBuf;

use clap::{Args, ValueHint};

/// Where results go and how the run behaves.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output and run")]
pub struct RunArgs {
    /// Folder for all results; it is replaced as a whole or not at all
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out_dir: Option<PathBuf>,

    /// Write just the primary table, to a file or to standard output (-)
    #[arg(short, long, value_name = "FILE|-", value_hint = ValueHint::FilePath)]
    pub output: Option<String>,

    /// Format of data files; by default that of the -o extension, else csv
    #[arg(long, value_name = "FORMAT", value_parser = ["csv", "parquet", "ndjson"])]
    pub format: Option<String>,

    /// Write the data files alone, without report.html
    #[arg(long)]
    pub no_report: bool,

    /// Write a single quote (') before text in CSV files that a spreadsheet would run as a formula
    #[arg(long)]
    pub excel_safe: bool,

    /// Language of reports, tables for people and messages
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = ["en", "zh"])]
    pub lang: String,

    /// Day on which the analysis stands (default: the newest day in the data)
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<crate::settings::limits::Date>,

    /// Seed of everything random
    #[arg(long, value_name = "N", default_value = "1")]
    pub seed: u64,

    /// Threads (default: all cores)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,

    /// Resolve inputs, columns and settings, then stop before anything is written
    #[arg(long)]
    pub dry_run: bool,

    /// Write personal values in rejects.csv and messages as they are, not masked
    #[arg(long)]
    pub show_values: bool,

    /// Settings file (default: huike.toml in this folder)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "no_config")]
    pub config: Option<PathBuf>,

    /// Read no settings file
    #[arg(long)]
    pub no_config: bool,

    /// Say nothing unless something is wrong
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,

    /// Say what was found in every file
    #[arg(short, long)]
    pub verbose: bool,

    /// Draw no progress bars
    #[arg(long)]
    pub no_progress: bool,

    /// Colour in messages
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = ["auto", "always", "never"])]
    pub color: String,
}
