//! The settings of `huike lot-signals`, checked together.

use crate::cli::lot_signals::LotSignalsArgs;
use crate::error::{Error, Kind, Problem};
use crate::exports::condition::Condition;
use crate::exports::{CurrencyRule, ReadOptions};
use crate::labels::lot_signals as labels;
use crate::models::lot_signals::SignalRule;

use super::limits::{self, MaxRejects, Threshold};
use super::reading;

/// What `--fail-on` can look at.
pub const METRICS: [&str; 3] = ["signals", "signal_units", "failure_rate"];

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Lots, and the lots that went into them.
    Lot,
    /// Products.
    Product,
    /// Suppliers of lots.
    Supplier,
    /// ISO weeks in which lots were made.
    Week,
    /// Stores.
    Store,
}

impl By {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            By::Lot => "lot",
            By::Product => "product",
            By::Supplier => "supplier",
            By::Week => "week",
            By::Store => "store",
        }
    }
}

/// What counts as a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failures {
    /// Complaints.
    Complaints,
    /// Returned units.
    Returns,
}

/// Among which units one is compared with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// Those of the same product.
    Product,
    /// All.
    All,
}

/// Checked settings of `huike lot-signals`.
#[derive(Debug)]
pub struct LotSignalsSettings {
    /// Order lines.
    pub orders: Vec<String>,
    /// Complaints.
    pub complaints: Vec<String>,
    /// Lots made.
    pub production: Vec<String>,
    /// What went into what.
    pub genealogy: Vec<String>,
    /// What is compared.
    pub by: Vec<By>,
    /// What counts as a failure.
    pub failures: Failures,
    /// Among which units.
    pub within: Within,
    /// When a lot is a signal.
    pub rule: SignalRule,
    /// The day on which the analysis stands.
    pub as_of: Option<i32>,
    /// Limits whose crossing ends the run with exit code 10.
    pub fail_on: Vec<Threshold>,
    /// Rules that leave order lines out.
    pub exclude: Vec<Condition>,
    /// Rows that may be set aside.
    pub max_rejects: MaxRejects,
    /// How files are read.
    pub reading: ReadOptions,
}

impl LotSignalsSettings {
    /// Checks what was typed.
    ///
    /// # Errors
    /// Kind `Usage`, with everything that is wrong.
    pub fn new(args: &LotSignalsArgs) -> Result<LotSignalsSettings, Error> {
        let mut problems = Vec::new();
        if args.orders.is_empty() && args.production.is_empty() {
            problems.push(Problem::new(labels::NO_UNITS.text()).hint(labels::NO_UNITS_HINT.text()));
        }
        let failures = match args.failures.as_deref() {
            Some("returns") => Failures::Returns,
            Some(_) => Failures::Complaints,
            None if args.complaints.is_empty() => Failures::Returns,
            None => Failures::Complaints,
        };
        match failures {
            Failures::Complaints if args.complaints.is_empty() => {
                problems.push(Problem::at("--failures complaints", labels::NEEDS_COMPLAINTS.text()));
            }
            Failures::Returns if args.orders.is_empty() => {
                problems.push(Problem::new(labels::NO_FAILURES.text()).hint(labels::NO_FAILURES_HINT.text()));
            }
            _ => {}
        }
        let mut by: Vec<By> = args.by.iter().map(|name| what(name)).collect();
        by.sort_unstable();
        by.dedup();
        for (what, name) in [(By::Supplier, "--by supplier"), (By::Week, "--by week")] {
            if by.contains(&what) && args.production.is_empty() {
                problems.push(Problem::at(name, labels::NEEDS_PRODUCTION.text()));
            }
        }
        if by.contains(&By::Store) && args.orders.is_empty() {
            problems.push(Problem::at("--by store", labels::NEEDS_ORDERS.text()));
        }
        if by.contains(&By::Product) && args.within == "product" {
            problems.push(Problem::at("--within product", labels::WITHIN_WITH_BY.text()));
        }
        if !(args.max_q > 0.0 && args.max_q < 1.0) {
            problems.push(Problem::at("--max-q", labels::MAX_Q.text()));
        }
        if !(args.min_eb05 >= 0.0 && args.min_eb05.is_finite()) {
            problems.push(Problem::at("--min-eb05", labels::MIN_EB05.text()));
        }
        let no_dropping = [("--drop-duplicates", args.input.drop_duplicates)];
        reading::refuse(&args.input, no_dropping, labels::NO_DROPPING, &mut problems);
        let idle = [("--exclude", !args.input.exclude.is_empty() && args.orders.is_empty())];
        reading::refuse(&args.input, idle, labels::NEEDS_ORDERS, &mut problems);
        limits::check_metrics(&args.fail_on, &METRICS, &mut problems);
        let inputs = [&args.orders, &args.complaints, &args.production, &args.genealogy];
        if inputs.into_iter().flatten().filter(|name| *name == "-").count() > 1 {
            problems.push(Problem::new(super::SEVERAL_ASK_STDIN.text()));
        }
        let reading = reading::read_options(&args.input, CurrencyRule::Any, &mut problems);
        Error::check(Kind::Usage, problems)?;
        let within = if args.within == "product" { Within::Product } else { Within::All };
        Ok(LotSignalsSettings {
            orders: args.orders.clone(),
            complaints: args.complaints.clone(),
            production: args.production.clone(),
            genealogy: args.genealogy.clone(),
            by,
            failures,
            within,
            rule: SignalRule { most_q: args.max_q, least_eb05: args.min_eb05 },
            as_of: args.run.as_of.map(|date| date.0),
            fail_on: args.fail_on.clone(),
            exclude: args.input.exclude.clone(),
            max_rejects: args.input.max_rejects,
            reading,
        })
    }
}

fn what(name: &str) -> By {
    [By::Product, By::Supplier, By::Week, By::Store].into_iter().find(|by| by.name() == name).unwrap_or(By::Lot)
}
