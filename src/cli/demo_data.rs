//! `huike demo-data`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

const EXAMPLES: &str = "\
Examples:
  huike demo-data --out-dir demo
  huike demo-data --customers 100000 --seed 7 --out-dir demo
  huike demo-data --dialect zh --out-dir demo-zh";

/// Flags of `huike demo-data`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct DemoDataArgs {
    /// Folder for the exports
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out_dir: PathBuf,

    /// Number of customers
    #[arg(long, value_name = "N", default_value = "2000")]
    pub customers: u32,

    /// en: English headers in UTF-8; zh: Chinese headers and values in GB18030
    #[arg(long, value_name = "DIALECT", default_value = "en", value_parser = ["en", "zh"])]
    pub dialect: String,

    /// First day of business
    #[arg(long, value_name = "YYYY-MM-DD", default_value = "2024-07-01")]
    pub from: crate::settings::limits::Date,

    /// Last day of business
    #[arg(long, value_name = "YYYY-MM-DD", default_value = "2026-06-30")]
    pub to: crate::settings::limits::Date,

    /// Share of order lines whose lot was not recorded
    #[arg(long, value_name = "SHARE", default_value = "0")]
    pub hidden_lots: f64,

    /// Seed of everything random
    #[arg(long, value_name = "N", default_value = "1")]
    pub seed: u64,

    /// Language of messages
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = ["en", "zh"])]
    pub lang: String,

    /// Say nothing unless something is wrong
    #[arg(short, long)]
    pub quiet: bool,
}
