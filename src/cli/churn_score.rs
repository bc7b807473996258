//! `huike churn-score`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::inputs::{CurrencyArgs, InputArgs};
use super::run::RunArgs;

const EXAMPLES: &str = "\
Examples:
  huike churn-score --orders orders.csv --out-dir out/churn
  huike churn-score --orders orders.csv --horizon 90 --model gap -o - | head
  huike churn-score --orders orders.csv --customers customers.csv --complaints complaints.csv --out-dir out/churn
  huike segment --orders orders.csv -o - | huike churn-score --orders orders.csv --segments - --out-dir out/churn
  huike churn-score --orders orders.csv --as-of 2026-03-31 --folds 3 --out-dir out/churn";

/// Flags of `huike churn-score`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ChurnScoreArgs {
    /// Order lines: files, globs, folders or - for standard input
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub orders: Vec<String>,

    /// Customers: whether they may be contacted, and how
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub customers: Vec<String>,

    /// Complaints: their rise is a signal, and their categories are the recorded reasons
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub complaints: Vec<String>,

    /// Contacts with customers, whose fall is a signal
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub interactions: Vec<String>,

    /// Survey answers, whose fall is a signal
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub surveys: Vec<String>,

    /// Segments as `huike segment -o` writes them, to show who is at risk
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub segments: Option<String>,

    /// Days ahead for which churn is forecast: nobody who buys in them has churned (default: found from the data)
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=3650), help_heading = "Forecast")]
    pub horizon: Option<u16>,

    /// Days that count as recent when signals compare a customer with the time before (default: the horizon, at most 90)
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=3650), help_heading = "Forecast")]
    pub signal_window: Option<u16>,

    /// How customers are scored: auto takes MBG/NBD unless the plain gap since the last purchase does better
    #[arg(long, value_name = "MODEL", default_value = "auto", value_parser = ["auto", "mbg-nbd", "bg-nbd", "pareto-nbd", "gap"], help_heading = "Forecast")]
    pub model: String,

    /// Unit of time of the model's parameters
    #[arg(long, value_name = "UNIT", default_value = "weeks", value_parser = ["days", "weeks"], help_heading = "Forecast")]
    pub time_unit: String,

    /// Share of spend that is margin, by which expected value is counted
    #[arg(long, value_name = "P%", default_value = "100%", help_heading = "Forecast")]
    pub margin: crate::settings::limits::Percent,

    /// Discount of expected value a year, counted to the middle of the horizon
    #[arg(long, value_name = "P%", default_value = "0%", help_heading = "Forecast")]
    pub discount_rate: crate::settings::limits::Percent,

    /// Churn scores in percent at which the bands medium and high begin (default: 50,80; for contracts the rate of the
    /// last horizon, and twice that)
    #[arg(long, value_name = "MEDIUM,HIGH", value_delimiter = ',', help_heading = "Forecast")]
    pub bands: Vec<f64>,

    /// Put the N customers with the highest scores in the band high, whatever their scores
    #[arg(long, value_name = "N", help_heading = "Forecast")]
    pub top: Option<usize>,

    /// Customers are under contract: the column of the customers file with the day on which each contract ended, empty
    /// while it goes on; its beginning is signup_date
    #[arg(long, value_name = "HEADER", help_heading = "Contracts")]
    pub churned_on: Option<String>,

    /// Attributes of customers under contract, such as tier,region (default: gender, age, region, income, tier and
    /// preferred_channel)
    #[arg(long, value_name = "NAMES", value_delimiter = ',', help_heading = "Contracts")]
    pub by: Vec<String>,

    /// Reasons, grades and measures of winning back: default, or a TOML file of your own
    #[arg(long, value_name = "RULES", value_hint = ValueHint::FilePath, default_value = "default", help_heading = "Win-back")]
    pub win_back: String,

    /// What one contact with its offer costs, in the currency of the orders
    #[arg(long, value_name = "AMOUNT", default_value = "0", help_heading = "Win-back")]
    pub contact_cost: crate::settings::limits::Amount,

    /// By how much a contact raises the chance to come back, as a measured campaign has shown, such as 4%
    #[arg(long, value_name = "P%", help_heading = "Win-back")]
    pub uplift: Option<crate::settings::limits::Percent>,

    /// How many times the past is forecast from an earlier day, a horizon apart, and compared with what happened
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u8).range(0..=12), help_heading = "Forecast")]
    pub folds: u8,

    /// Save what was fitted to a small JSON file, for --use-model
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Forecast")]
    pub save_model: Option<PathBuf>,

    /// Score by a model that --save-model saved, without fitting and without a backtest
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["save_model", "folds"], help_heading = "Forecast")]
    pub use_model: Option<PathBuf>,

    /// End with exit code 10 where a threshold is crossed, such as at_risk_customers>500, at_risk_revenue>5% or
    /// expected_churn>30%; repeatable
    #[arg(long, value_name = "WHAT>LIMIT", help_heading = "Forecast")]
    pub fail_on: Vec<crate::settings::limits::Threshold>,

    /// How exports are read.
    #[command(flatten)]
    pub input: InputArgs,

    /// What amounts are in.
    #[command(flatten)]
    pub money: CurrencyArgs,

    /// Where results go and how the run behaves.
    #[command(flatten)]
    pub run: RunArgs,
}
