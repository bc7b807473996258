//! The settings of `huike churn-score`, checked together.

use crate::cli::churn_score::ChurnScoreArgs;
use crate::error::{Error, Kind, Problem};
use crate::exports::ReadOptions;
use crate::exports::columns::suggest;
use crate::exports::condition::Condition;
use crate::labels::Label;
use crate::models::repeat_purchase::Family;
use crate::reduce::purchases::Duplicates;

use super::limits::{MaxRejects, Threshold};
use super::reading;

const BANDS: Label = Label::new(
    "needs two ascending percentages between 0 and 100, such as 50,80",
    "需要两个介于 0 与 100 之间、递增的百分比，如 50,80",
);
const UNKNOWN_METRIC: Label = Label::new("`{name}` is nothing that --fail-on knows", "--fail-on 不支持 `{name}`");
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
    /// The day on which the analysis stands.
    pub as_of: Option<i32>,
    /// Days ahead; found from the data where not given.
    pub horizon: Option<i32>,
    /// How customers are scored.
    pub method: Method,
    /// Unit of time of the model's parameters.
    pub time_unit: TimeUnit,
    /// Share of spend that is margin.
    pub margin: f64,
    /// Discount of a year.
    pub discount_rate: f64,
    /// Scores at which the bands medium and high begin.
    pub bands: [f64; 2],
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

impl ChurnScoreSettings {
    /// Checks what was typed.
    ///
    /// # Errors
    /// Kind `Usage`, with everything that is wrong.
    pub fn new(args: &ChurnScoreArgs) -> Result<ChurnScoreSettings, Error> {
        let mut problems = Vec::new();
        if args.orders.is_empty() {
            problems.push(Problem::new(NO_ORDERS.text()).hint(NO_ORDERS_HINT.text()));
        }
        let bands = match args.bands[..] {
            [medium, high] if 0.0 < medium && medium < high && high < 100.0 => [medium / 100.0, high / 100.0],
            _ => {
                problems.push(Problem::at("--bands", BANDS.text()));
                [0.0; 2]
            }
        };
        if args.top == Some(0) {
            problems.push(Problem::at("--top", TOP.text()));
        }
        for threshold in args.fail_on.iter().filter(|threshold| !METRICS.contains(&threshold.metric.as_str())) {
            let problem = Problem::at("--fail-on", UNKNOWN_METRIC.with(&[("name", &threshold.metric)]));
            problems.push(suggest(problem, &threshold.metric, METRICS.into_iter()));
        }
        let reading = reading::read_options(&args.input, &mut problems);
        Error::check(Kind::Usage, problems)?;
        Ok(ChurnScoreSettings {
            orders: args.orders.clone(),
            as_of: args.run.as_of.map(|date| date.0),
            horizon: args.horizon.map(i32::from),
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
