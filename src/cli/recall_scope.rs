//! `huike recall-scope`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::inputs::InputArgs;
use super::run::RunArgs;
use crate::settings::limits::{Date, Duration, Percent, Threshold};
use crate::settings::recall_goals::Goal;

const EXAMPLES: &str = "\
Examples:
  huike recall-scope --lots 240623-001-01 --orders orders.csv --out-dir out
  huike recall-scope --lots signals.csv --orders orders.csv -o who.csv
  huike recall-scope --products 001001 --orders orders.csv --lang zh";

/// Flags of `huike recall-scope`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct RecallScopeArgs {
    /// Order lines: files, globs, folders or - for standard input
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub orders: Vec<String>,

    /// Orders that have not left yet, in the form of order lines: those of affected products are to be stopped
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub open_orders: Vec<String>,

    /// Customers: how they can be reached, and which records are one person
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub customers: Vec<String>,

    /// Lots made or bought in
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub production: Vec<String>,

    /// Which lot went into which
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub genealogy: Vec<String>,

    /// Movements of lots: received, shipped, returned, scrapped, adjusted (a loss where only `from` is named)
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub movements: Vec<String>,

    /// Stock on hand by lot and place
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub stock: Vec<String>,

    /// GS1 EPCIS 2.0 documents (JSON), read as movements, genealogy and production
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub epcis: Vec<PathBuf>,

    /// Complaints, for --explain-complaints, and as incidents of the monthly report where they name what is recalled
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub complaints: Vec<String>,

    /// Lots to recall: ids, patterns with * and ?, files with a column lot_id (of lot-signals only the signals), or -
    #[arg(long, value_name = "LOT|FILE|-", num_args = 1.., help_heading = "Scope")]
    pub lots: Vec<String>,

    /// Serial numbers to recall, such as SN0001..SN0500; repeatable
    #[arg(long, value_name = "RANGE", num_args = 1.., help_heading = "Scope")]
    pub serials: Vec<String>,

    /// Products to recall; with a supplier or days of production only those of their lots, with lot names that stand for
    /// several products only what is meant by them
    #[arg(long, value_name = "PRODUCT", num_args = 1.., help_heading = "Scope")]
    pub products: Vec<String>,

    /// Lots of these suppliers
    #[arg(long, value_name = "NAME", num_args = 1.., help_heading = "Scope")]
    pub suppliers: Vec<String>,

    /// Lots made on this day or later
    #[arg(long, value_name = "YYYY-MM-DD", help_heading = "Scope")]
    pub made_from: Option<Date>,

    /// Lots made on this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD", help_heading = "Scope")]
    pub made_to: Option<Date>,

    /// Only what was sold on this day or later
    #[arg(long, value_name = "YYYY-MM-DD", help_heading = "Scope")]
    pub sold_from: Option<Date>,

    /// Only what was sold on this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD", help_heading = "Scope")]
    pub sold_to: Option<Date>,

    /// Only what was sold in these stores
    #[arg(long, value_name = "NAME", num_args = 1.., help_heading = "Scope")]
    pub stores: Vec<String>,

    /// Sites at which lots contaminate each other: what came there affects all that left on that day or later
    #[arg(long, value_name = "SITE", num_args = 1.., help_heading = "Trace")]
    pub mixing_sites: Vec<String>,

    /// Places that are your own: all others, but the stores of the orders, are recipients (default: a place is a recipient
    /// unless goods leave it, come back to it, are made, counted or lie there)
    #[arg(long, value_name = "SITE", num_args = 1.., help_heading = "Trace")]
    pub own_sites: Vec<String>,

    /// Follow every link, whatever its day
    #[arg(long, help_heading = "Trace")]
    pub ignore_days: bool,

    /// Follow links over no more than so many levels
    #[arg(long, value_name = "N", help_heading = "Trace")]
    pub most_levels: Option<u32>,

    /// Rank the lots that stand behind the lots complained of
    #[arg(long, help_heading = "Trace")]
    pub explain_complaints: bool,

    /// How lines without a lot are taken to have been picked, for the estimate between their bounds: at random, first in
    /// first out, or first expired first out
    #[arg(long, value_name = "HOW", default_value = "bounds", value_parser = ["bounds", "fifo", "fefo"], help_heading = "Who holds what")]
    pub allocation: String,

    /// Probability from which a line without a lot counts as probable
    #[arg(long, value_name = "P%", default_value = "50%", help_heading = "Who holds what")]
    pub probable: Percent,

    /// What may be missing of a lot at a site; more ends the run with exit code 10
    #[arg(long, value_name = "P%", help_heading = "Who holds what")]
    pub tolerance: Option<Percent>,

    /// Print why a customer or a lot is affected or not; repeatable
    #[arg(long, value_name = "CUSTOMER|LOT", help_heading = "Who holds what")]
    pub explain: Vec<String>,

    /// What the recall is about, for notices: a TOML file with product, company, reason, hazard, what_to_do, remedy and one
    /// of phone, email and web; the README lists all keys
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Notices and plan")]
    pub recall: Option<PathBuf>,

    /// A template of your own for a channel, such as email=mail.txt; repeatable
    #[arg(long, value_name = "CHANNEL=FILE", help_heading = "Notices and plan")]
    pub template: Vec<String>,

    /// Hazard class of the recall (default: that of the --recall file, else none)
    #[arg(long, value_name = "CLASS", value_parser = ["I", "II", "III", "none"], help_heading = "Notices and plan")]
    pub hazard_class: Option<String>,

    /// Tasks of the recall: default, or a TOML file of your own
    #[arg(long, value_name = "RULES", default_value = "default", value_hint = ValueHint::FilePath, help_heading = "Notices and plan")]
    pub plan: String,

    /// Holidays and make-up working days, date,kind[,name] a row: working days of the plan are Monday to Friday without the
    /// former and with the latter
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Notices and plan")]
    pub holidays: Option<PathBuf>,

    /// Rules that the recall falls under
    #[arg(long, value_name = "REGIME", num_args = 1.., value_parser = ["fda", "device", "infant-formula", "eu", "china"], help_heading = "Notices and plan")]
    pub regime: Vec<String>,

    /// First day of the recall (default: the day of the first notice in --follow-ups, else the as-of day)
    #[arg(long, value_name = "YYYY-MM-DD", help_heading = "Notices and plan")]
    pub started: Option<Date>,

    /// Answers of customers to the notices
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath, help_heading = "Progress")]
    pub responses: Vec<String>,

    /// Units recovered, corrected or disposed of
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath, help_heading = "Progress")]
    pub returns: Vec<String>,

    /// Notices that went out and effectiveness checks that were made
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath, help_heading = "Progress")]
    pub follow_ups: Vec<String>,

    /// Share of consignees whose notice is checked: A all, B half, C 10%, D 2%, E none
    #[arg(long, value_name = "LEVEL", default_value = "A", value_parser = ["A", "B", "C", "D", "E"], help_heading = "Progress")]
    pub check_level: String,

    /// Numbers of checks by your own table instead, such as that of FSIS Directive 8080.1: class,from,to,checks[,on_site] a
    /// row, for a hazard class (I, II, III) and a range of numbers of consignees
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Progress")]
    pub check_table: Option<PathBuf>,

    /// What the recall is to reach: direct_reach, notified, responded, accounted, recovered or checks_effective, such as
    /// responded=90%; repeatable (default: direct_reach=95% and accounted=95%)
    #[arg(long, value_name = "FIGURE=P%", help_heading = "Progress")]
    pub goal: Vec<Goal>,

    /// Folder of an earlier run, to show who and what is newly affected
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, help_heading = "Progress")]
    pub previous: Option<PathBuf>,

    /// A mock recall: the same on the lots given, or on a finished lot drawn by --seed, timed, with a pass/fail sheet
    #[arg(long, help_heading = "Drill")]
    pub drill: bool,

    /// Time in which the drill has to be done, such as 4h
    #[arg(long, value_name = "TIME", default_value = "4h", help_heading = "Drill")]
    pub time_limit: Duration,

    /// End with exit code 10 where a threshold is crossed: affected_customers>0, affected_units>100, unreachable>5%
    /// (or unreachable>5, a number of contacts), direct_reach<95%, responded<90%, accounted<95%, conflicts>0 or unaccounted>0; repeatable
    #[arg(long, value_name = "WHAT>LIMIT", help_heading = "Who holds what")]
    pub fail_on: Vec<Threshold>,

    /// How exports are read.
    #[command(flatten)]
    pub input: InputArgs,

    /// Where results go and how the run behaves.
    #[command(flatten)]
    pub run: RunArgs,
}
