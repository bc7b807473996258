//! `huike segment`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::inputs::{CurrencyArgs, InputArgs};
use super::run::RunArgs;

const EXAMPLES: &str = "\
Examples:
  huike segment --orders orders.csv --out-dir out/segments
  huike segment --orders 'exports/*.csv.gz' --customers customers.parquet --compare-to 2026-05-31
  huike segment --orders orders.csv -o - | head";

/// Flags of `huike segment`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct SegmentArgs {
    /// Order lines: files, globs, folders or - for standard input
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub orders: Vec<String>,

    /// One row a customer, already summed up (recency or last order, orders, amount), in place of order lines
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath, conflicts_with = "orders")]
    pub histories: Vec<String>,

    /// Customers with their attributes, to profile segments by
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub customers: Vec<String>,

    /// segments file of an earlier run, to show movement since then
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "compare_to")]
    pub previous: Option<PathBuf>,

    /// Earlier day to show movement since, worked out from the same orders
    #[arg(long, value_name = "YYYY-MM-DD", conflicts_with = "histories")]
    pub compare_to: Option<crate::settings::limits::Date>,

    /// What frequency counts
    #[arg(long, value_name = "WHAT", default_value = "purchase-days", value_parser = ["purchase-days", "orders"], help_heading = "Scoring")]
    pub frequency: String,

    /// How scores are cut: quantile (as R's rfm), ntile (equal groups), cuts (your own)
    #[arg(long, value_name = "METHOD", default_value = "quantile", value_parser = ["quantile", "ntile", "cuts"], help_heading = "Scoring")]
    pub scoring: String,

    /// Number of scores
    #[arg(long, value_name = "N", default_value = "5", value_parser = clap::value_parser!(u8).range(2..=9), help_heading = "Scoring")]
    pub bins: u8,

    /// Cut points of recency in days, for --scoring cuts, such as 30,90,180,365
    #[arg(long, value_name = "DAYS", value_delimiter = ',', help_heading = "Scoring")]
    pub recency_cuts: Vec<f64>,

    /// Cut points of frequency, for --scoring cuts
    #[arg(long, value_name = "COUNTS", value_delimiter = ',', help_heading = "Scoring")]
    pub frequency_cuts: Vec<f64>,

    /// Cut points of net spend, for --scoring cuts
    #[arg(long, value_name = "AMOUNTS", value_delimiter = ',', help_heading = "Scoring")]
    pub monetary_cuts: Vec<f64>,

    /// Segment rules: default, r-rfm (the rules of R's rfm) or a TOML file of your own
    #[arg(long, value_name = "RULES", value_hint = ValueHint::FilePath, default_value = "default", help_heading = "Scoring")]
    pub rules: String,

    /// Cumulative shares of revenue at which value tiers A and B end
    #[arg(long, value_name = "A,B", default_value = "80,95", value_delimiter = ',', help_heading = "Scoring")]
    pub value_cuts: Vec<f64>,

    /// Customer columns to profile by (default: gender, age, region, income, tier where they exist)
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', help_heading = "Profiles and clusters")]
    pub by: Vec<String>,

    /// Smallest number of customers shown in a profile
    #[arg(long, value_name = "N", default_value = "5", help_heading = "Profiles and clusters")]
    pub min_cell: u32,

    /// Find N groups of like behaviour, or as many as the data show
    #[arg(long, value_name = "N|auto", help_heading = "Profiles and clusters")]
    pub clusters: Option<crate::settings::limits::Clusters>,

    /// What clusters are made of: recency, frequency, monetary, order-value, gap, tenure, return-share,
    /// category, channel, store
    #[arg(
        long,
        value_name = "FEATURES",
        value_delimiter = ',',
        default_value = "recency,frequency,monetary",
        help_heading = "Profiles and clusters"
    )]
    pub cluster_on: Vec<String>,

    /// How exports are read.
    #[command(flatten)]
    pub input: InputArgs,

    /// What amounts are in.
    #[command(flatten)]
    pub money: CurrencyArgs,

    /// Where results go.
    #[command(flatten)]
    pub run: RunArgs,
}
