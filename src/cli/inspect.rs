//! `huike inspect`.

use clap::{Args, ValueHint};

use super::files::FileArgs;

const EXAMPLES: &str = "\
Examples:
  huike inspect orders.csv
  huike inspect 'exports/*.csv.gz' customers.parquet
  huike inspect orders.csv -o clean.csv
  huike inspect --json orders.csv | head";

/// Flags of `huike inspect`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct InspectArgs {
    /// Files, globs, folders or - for standard input
    #[arg(required = true, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub files: Vec<String>,

    /// What the file holds (default: the table that its headers fit best)
    #[arg(long, value_name = "TABLE", value_parser = ["orders", "customers", "interactions", "complaints", "surveys", "histories", "segments"])]
    pub table: Option<String>,

    /// Write the clean table, to a file or to standard output (-): CSV in UTF-8, every cell as the text it is, without
    /// what stands above and below the table
    #[arg(short, long, value_name = "FILE|-", value_hint = ValueHint::FilePath)]
    pub output: Option<String>,

    /// Print everything that was found as JSON, the first 1,000 repairs among it
    #[arg(long)]
    pub json: bool,

    /// Write a single quote (') before text that a spreadsheet would run as a formula
    #[arg(long)]
    pub excel_safe: bool,

    /// Show cells of personal and unknown columns as they are, not masked
    #[arg(long)]
    pub show_values: bool,

    /// Language of messages
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = ["en", "zh"])]
    pub lang: String,

    /// Say nothing unless something is wrong
    #[arg(short, long)]
    pub quiet: bool,

    /// Settings file (default: huike.toml in this folder)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "no_config")]
    pub config: Option<std::path::PathBuf>,

    /// Read no settings file
    #[arg(long)]
    pub no_config: bool,

    /// How the file is opened and cut into cells.
    #[command(flatten)]
    pub text: FileArgs,
}
