//! `huike lot-signals`.

use clap::{Args, ValueHint};

use super::inputs::InputArgs;
use super::run::RunArgs;

const EXAMPLES: &str = "\
Examples:
  huike lot-signals --orders orders.csv --complaints complaints.csv
  huike lot-signals --orders orders.csv --complaints complaints.csv -o s.csv
  huike lot-signals --orders orders.csv --failures returns --lang zh";

/// Flags of `huike lot-signals`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct LotSignalsArgs {
    /// Order lines, which say how many units of each lot were sold when: files, globs, folders or - for standard input
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub orders: Vec<String>,

    /// Complaints: each one about a product or a lot is a failure
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub complaints: Vec<String>,

    /// Lots made: their day, supplier and product; without --orders also how many units there are
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub production: Vec<String>,

    /// Which lot went into which: component lots are then tested as well, within the levels of each other
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub genealogy: Vec<String>,

    /// What is compared: lots (with --genealogy also component lots), products, suppliers, weeks of production, stores
    #[arg(long, value_name = "WHAT", value_delimiter = ',', default_value = "lot", value_parser = ["lot", "product", "supplier", "week", "store"], help_heading = "Comparison")]
    pub by: Vec<String>,

    /// What counts as a failure (default: complaints where they are given, else returned units)
    #[arg(long, value_name = "WHAT", value_parser = ["complaints", "returns"], help_heading = "Comparison")]
    pub failures: Option<String>,

    /// Units compared with each other: all (lots are then also tested within the levels of their product), or only those
    /// of the same product
    #[arg(long, value_name = "WHAT", default_value = "all", value_parser = ["all", "product"], help_heading = "Comparison")]
    pub within: String,

    /// Highest q-value of a signal: the share of false alarms among all alarms that is accepted
    #[arg(long, value_name = "Q", default_value = "0.05", help_heading = "Comparison")]
    pub max_q: f64,

    /// Least EB05 of a signal: how many times the usual rate it has, with 95 % certainty once chance is taken off
    #[arg(long, value_name = "TIMES", default_value = "2", help_heading = "Comparison")]
    pub min_eb05: f64,

    /// End with exit code 10 where a threshold is crossed: signals>0, signal_units>1000 or failure_rate>3%; repeatable
    #[arg(long, value_name = "WHAT>LIMIT", help_heading = "Comparison")]
    pub fail_on: Vec<crate::settings::limits::Threshold>,

    /// How exports are read.
    #[command(flatten)]
    pub input: InputArgs,

    /// Where results go and how the run behaves.
    #[command(flatten)]
    pub run: RunArgs,
}
