//! The settings of `huike churn-score`, checked together.

use std::path::PathBuf;

use crate::cli::churn_score::ChurnScoreArgs;
use crate::error::{Error, Kind, Problem};
use crate::exports::ReadOptions;
use crate::exports::condition::Condition;
use crate::labels::{Label, churn_score as labels};
use crate::models::repeat_purchase::Family;
use crate::reduce::purchases::Duplicates;

use super::limits::{self, MaxRejects, Threshold};
use super::reading;

const BANDS: Label = Label::new(
    "needs two ascending percentages between 0 and 100, such as 50,80",
    "需要两个介于 0 与 100 之间、递增的百分比，如 50,80",
);
const NO_ORDERS: Label = Label::new("no input was given", "未指定输入文件");
const NO_ORDERS_HINT: Label = Label::new("--orders FILE for order lines", "用 --orders 文件 指定订单明细");
const TOP: Label = Label::new("must be at least 1", "至少为 1");

/// What `--fail-on` can look at.
pub const METRICS: [&str; 3] = ["at_risk_customers", "at_risk_revenue", "expected_churn"];

/// How customers are scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// MBG/NBD, unless it cannot be fitted or the gap does better in the backtest.
    Auto,
    /// A model.
    Model(Family),
    /// The days since the last purchase alone.
    Gap,
}

/// The unit of time of a model's parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// Days.
    Days,
    /// Weeks of seven days.
    Weeks,
}

impl TimeUnit {
    /// Days of one unit.
    pub fn days(self) -> f64 {
        match self {
            TimeUnit::Days => 1.0,
            TimeUnit::Weeks => 7.0,
        }
    }

    /// Name in the manifest.
    pub fn name(self) -> &'static str {
        match self {
            TimeUnit::Days => "days",
            TimeUnit::Weeks => "weeks",
        }
    }
}

/// Checked settings of `huike churn-score`.
#[derive(Debug)]
pub struct ChurnScoreSettings {
    /// Order lines.
    pub orders: Vec<String>,
    /// Customers.
    pub customers: Vec<String>,
    /// Complaints.
    pub complaints: Vec<String>,
    /// Contacts with customers.
    pub interactions: Vec<String>,
    /// Survey answers.
    pub surveys: Vec<String>,
    /// Segments of `huike segment`.
    pub segments: Vec<String>,
    /// Rules of winning back: `default` or a file.
    pub win_back: String,
    /// What one contact costs.
    pub contact_cost: f64,
    /// By how much a contact raises the chance to come back.
    pub uplift: Option<f64>,
    /// Header of the column with the end of each contract; nothing where customers are not under contract.
    pub churned_on: Option<String>,
    /// Attributes of customers under contract.
    pub by: Vec<String>,
    /// Where the fitted model is saved.
    pub save_model: Option<PathBuf>,
    /// A model fitted before, to score by.
    pub use_model: Option<PathBuf>,
    /// Seed of everything random.
    pub seed: u64,
    /// The day on which the analysis stands.
    pub as_of: Option<i32>,
    /// Days ahead; found from the data where not given.
    pub horizon: Option<i32>,
    /// Days that count as recent for signals.
    pub signal_window: Option<i32>,
    /// How customers are scored.
    pub method: Method,
    /// Unit of time of the model's parameters.
    pub time_unit: TimeUnit,
    /// Share of spend that is margin.
    pub margin: f64,
    /// Discount of a year.
    pub discount_rate: f64,
    /// Scores at which the bands medium and high begin, where the user says.
    pub bands: Option<[f64; 2]>,
    /// Customers in the band high.
    pub top: Option<usize>,
    /// Folds of the backtest.
    pub folds: u8,
    /// Limits whose crossing ends the run with exit code 10.
    pub fail_on: Vec<Threshold>,
    /// Rules that leave order lines out.
    pub exclude: Vec<Condition>,
    /// What is done with duplicate lines.
    pub duplicates: Duplicates,
    /// Rows that may be set aside.
    pub max_rejects: MaxRejects,
    /// How files are read.
    pub reading: ReadOptions,
}

/// A quarter: long enough for a few purchases, short enough to notice in time.
const LONGEST_DEFAULT_WINDOW: i32 = 90;

impl ChurnScoreSettings {
    /// Days that count as recent for signals: those given, or the horizon up to a quarter of a year.
    pub fn window(&self, horizon: i32) -> i32 {
        self.signal_window.unwrap_or(horizon.min(LONGEST_DEFAULT_WINDOW))
    }

    /// Checks what was typed.
    ///
    /// # Errors
    /// Kind `Usage`, with everything that is wrong.
    pub fn new(args: &ChurnScoreArgs) -> Result<ChurnScoreSettings, Error> {
        let mut problems = Vec::new();
        if args.churned_on.is_some() {
            contracts(args, &mut problems);
        } else {
            if args.orders.is_empty() {
                problems.push(Problem::new(NO_ORDERS.text()).hint(NO_ORDERS_HINT.text()));
            }
            reading::refuse(&args.input, [("--by", !args.by.is_empty())], labels::ONLY_CONTRACTS, &mut problems);
        }
        let segments: Vec<String> = args.segments.iter().cloned().collect();
        let inputs = [&args.orders, &args.customers, &args.complaints, &args.interactions, &args.surveys, &segments];
        if inputs.into_iter().flatten().filter(|name| *name == "-").count() > 1 {
            problems.push(Problem::new(super::SEVERAL_ASK_STDIN.text()));
        }
        let bands = match args.bands[..] {
            [] => None,
            [medium, high] if 0.0 < medium && medium < high && high < 100.0 => Some([medium / 100.0, high / 100.0]),
            _ => {
                problems.push(Problem::at("--bands", BANDS.text()));
                None
            }
        };
        if args.top == Some(0) {
            problems.push(Problem::at("--top", TOP.text()));
        }
        limits::check_metrics(&args.fail_on, &METRICS, &mut problems);
        let reading = reading::read_options(&args.input, reading::one_currency(&args.money), &mut problems);
        Error::check(Kind::Usage, problems)?;
        Ok(ChurnScoreSettings {
            orders: args.orders.clone(),
            customers: args.customers.clone(),
            complaints: args.complaints.clone(),
            interactions: args.interactions.clone(),
            surveys: args.surveys.clone(),
            segments,
            win_back: args.win_back.clone(),
            contact_cost: args.contact_cost.0,
            uplift: args.uplift.map(|uplift| uplift.0),
            churned_on: args.churned_on.clone(),
            by: args.by.clone(),
            save_model: args.save_model.clone(),
            use_model: args.use_model.clone(),
            seed: args.run.seed,
            as_of: args.run.as_of.map(|date| date.0),
            horizon: args.horizon.map(i32::from),
            signal_window: args.signal_window.map(i32::from),
            method: match Family::ALL.into_iter().find(|family| family.id() == args.model) {
                Some(family) => Method::Model(family),
                None if args.model == "gap" => Method::Gap,
                None => Method::Auto,
            },
            time_unit: if args.time_unit == "days" { TimeUnit::Days } else { TimeUnit::Weeks },
            margin: args.margin.0,
            discount_rate: args.discount_rate.0,
            bands,
            top: args.top,
            folds: args.folds,
            fail_on: args.fail_on.clone(),
            exclude: args.input.exclude.clone(),
            duplicates: if args.input.drop_duplicates { Duplicates::Dropped } else { Duplicates::Kept },
            max_rejects: args.input.max_rejects,
            reading,
        })
    }
}

/// What goes with `--churned-on`, and what does not.
fn contracts(args: &ChurnScoreArgs, problems: &mut Vec<Problem>) {
    if args.customers.is_empty() {
        problems.push(Problem::at("--churned-on", labels::NEEDS_CUSTOMERS.text()));
    }
    let others = [
        ("--orders", !args.orders.is_empty()),
        ("--currency", args.money.currency.is_some()),
        ("--complaints", !args.complaints.is_empty()),
        ("--interactions", !args.interactions.is_empty()),
        ("--surveys", !args.surveys.is_empty()),
        ("--segments", args.segments.is_some()),
        ("--save-model", args.save_model.is_some()),
        ("--use-model", args.use_model.is_some()),
        ("--model", args.model != "auto"),
        ("--time-unit", args.time_unit != "weeks"),
        ("--signal-window", args.signal_window.is_some()),
        ("--win-back", args.win_back != "default"),
        ("--contact-cost", args.contact_cost.0 > 0.0),
        ("--uplift", args.uplift.is_some()),
        ("--margin", args.margin.0 < 1.0),
        ("--discount-rate", args.discount_rate.0 > 0.0),
    ];
    let others = others.into_iter().chain(reading::of_order_lines(&args.input));
    reading::refuse(&args.input, others, labels::NOT_WITH_CONTRACTS, problems);
    if args.fail_on.iter().any(|threshold| threshold.metric == "at_risk_revenue") {
        problems.push(Problem::at("--fail-on at_risk_revenue", labels::NOT_WITH_CONTRACTS.text()));
    }
}
