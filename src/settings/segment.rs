//! The settings of `huike segment`, checked together.

use std::path::PathBuf;

use crate::cli::segment::SegmentArgs;
use crate::error::{Error, Kind, Problem};
use crate::exports::ReadOptions;
use crate::exports::columns::suggest;
use crate::exports::condition::Condition;
use crate::labels::Label;
use crate::models::rfm::score::Scoring;
use crate::models::value_tier::TierCuts;
use crate::reduce::purchases::Duplicates;

use super::limits::{Clusters, MaxRejects};
use super::reading;

const NO_INPUT: Label = Label::new("no input was given", "未指定输入文件");
const NO_INPUT_HINT: Label = Label::new(
    "--orders FILE for order lines, or --histories FILE for one row a customer",
    "用 --orders 文件 指定订单明细，或用 --histories 文件 指定每客户一行的汇总表",
);
const CUTS_NEEDED: Label = Label::new(
    "--scoring cuts with --bins {bins} needs {n} ascending numbers, {given:is given|are given}",
    "--scoring cuts 配合 --bins {bins} 需要 {n} 个递增的数，现给出 {given} 个",
);
const CUTS_UNUSED: Label = Label::new("has an effect only with --scoring cuts", "仅在 --scoring cuts 时有效");
const FEATURE_OF_ORDERS: Label = Label::new(
    "`{name}` is not told by histories, only by order lines",
    "汇总表（--histories）不含 `{name}`，需要订单明细",
);
const FEATURE_OF_ORDERS_HINT: Label = Label::new(
    "--cluster-on {told}, or --orders FILE in place of --histories",
    "可用 --cluster-on {told}，或改用 --orders 文件",
);
const NOT_WITH_HISTORIES: Label = Label::new(
    "does not go with --histories: a customer there is summed up, without order lines to leave out",
    "不能与 --histories 同时使用：汇总表每客户一行，没有可排除的订单明细",
);
const HISTORIES_COUNT_ORDERS: Label = Label::new(
    "does not go with --histories: they tell how many orders there were, not on how many days",
    "不能与 --histories 同时使用：汇总表只有订单数，没有购买天数",
);
const UNKNOWN_FEATURE: Label = Label::new("`{name}` is not a feature for clusters", "`{name}` 不是可用于聚类的特征");
const MIN_CELL: Label = Label::new("must be at least 1", "至少为 1");
const NO_CUSTOMERS: Label = Label::new("profiles by customer columns need the customers", "按客户属性画像需要客户表");
const NO_CUSTOMERS_HINT: Label = Label::new("--customers FILE", "--customers 文件");

/// What frequency counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// Distinct days with a purchase.
    PurchaseDays,
    /// Distinct orders.
    Orders,
}

/// What clusters are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// Days since the last purchase.
    Recency,
    /// Purchase days or orders.
    Frequency,
    /// Net spend.
    Monetary,
    /// Net spend per order.
    OrderValue,
    /// Mean days between purchases.
    Gap,
    /// Days since the first purchase.
    Tenure,
    /// Share of spend that was returned.
    ReturnShare,
    /// Share of spend by value of an order column.
    Mix(&'static str),
}

impl Feature {
    /// All features by name.
    pub const ALL: [(&'static str, Feature); 10] = [
        ("recency", Feature::Recency),
        ("frequency", Feature::Frequency),
        ("monetary", Feature::Monetary),
        ("order-value", Feature::OrderValue),
        ("gap", Feature::Gap),
        ("tenure", Feature::Tenure),
        ("return-share", Feature::ReturnShare),
        ("category", Feature::Mix("category")),
        ("channel", Feature::Mix("channel")),
        ("store", Feature::Mix("store")),
    ];

    /// Those that one row a customer tells.
    pub const OF_HISTORIES: [Feature; 4] =
        [Feature::Recency, Feature::Frequency, Feature::Monetary, Feature::OrderValue];
}

/// Where movement is measured from.
#[derive(Clone, Debug, PartialEq)]
pub enum Since {
    /// The segments of an earlier run.
    Previous(PathBuf),
    /// An earlier day of the same orders.
    Day(i32),
}

/// Checked settings of `huike segment`.
#[derive(Debug)]
pub struct SegmentSettings {
    /// Order lines.
    pub orders: Vec<String>,
    /// Customers already summed up.
    pub histories: Vec<String>,
    /// Attributes.
    pub customers: Vec<String>,
    /// Where movement is measured from.
    pub since: Option<Since>,
    /// The day on which the analysis stands.
    pub as_of: Option<i32>,
    /// What frequency counts.
    pub frequency: Frequency,
    /// Number of scores.
    pub bins: u8,
    /// Scoring of recency, frequency and monetary value.
    pub scoring: [Scoring; 3],
    /// `default`, `r-rfm` or a file.
    pub rules: String,
    /// Value tiers.
    pub tier_cuts: TierCuts,
    /// Columns to profile by, where the user named them.
    pub by: Vec<String>,
    /// Smallest cell shown.
    pub min_cell: u64,
    /// Clusters.
    pub clusters: Option<Clusters>,
    /// What they are made of.
    pub features: Vec<Feature>,
    /// Rules that leave order lines out.
    pub exclude: Vec<Condition>,
    /// What is done with duplicate lines.
    pub duplicates: Duplicates,
    /// Rows that may be set aside.
    pub max_rejects: MaxRejects,
    /// Seed.
    pub seed: u64,
    /// How files are read.
    pub reading: ReadOptions,
}

impl SegmentSettings {
    /// Checks what was typed.
    ///
    /// # Errors
    /// Kind `Usage`, with everything that is wrong.
    pub fn new(args: &SegmentArgs) -> Result<SegmentSettings, Error> {
        let mut problems = Vec::new();
        if args.orders.is_empty() && args.histories.is_empty() {
            problems.push(Problem::new(NO_INPUT.text()).hint(NO_INPUT_HINT.text()));
        }
        let inputs = args.orders.iter().chain(&args.histories).chain(&args.customers);
        if inputs.filter(|name| *name == "-").count() > 1 {
            problems.push(Problem::new(super::SEVERAL_ASK_STDIN.text()));
        }
        if !args.histories.is_empty() {
            reading::refuse(&args.input, reading::of_order_lines(&args.input), NOT_WITH_HISTORIES, &mut problems);
            let by_days = [("--frequency", args.frequency != "orders")];
            reading::refuse(&args.input, by_days, HISTORIES_COUNT_ORDERS, &mut problems);
        }
        let cuts = [
            ("--recency-cuts", &args.recency_cuts),
            ("--frequency-cuts", &args.frequency_cuts),
            ("--monetary-cuts", &args.monetary_cuts),
        ];
        let scoring = cuts.map(|(flag, cuts)| scoring(args, flag, cuts, &mut problems));
        let tier_cuts = reading::collect(tier_cuts(&args.value_cuts), &mut problems);
        let features = features(&args.cluster_on, args.clusters.is_some() && !args.histories.is_empty(), &mut problems);
        if !args.by.is_empty() && args.customers.is_empty() {
            problems.push(Problem::at("--by", NO_CUSTOMERS.text()).hint(NO_CUSTOMERS_HINT.text()));
        }
        if args.min_cell == 0 {
            problems.push(Problem::at("--min-cell", MIN_CELL.text()));
        }
        let reading = reading::read_options(&args.input, reading::one_currency(&args.money), &mut problems);
        let (Some(tier_cuts), true) = (tier_cuts, problems.is_empty()) else {
            return Err(Error { kind: Kind::Usage, problems });
        };
        let day = |date: super::limits::Date| date.0;
        let previous = args.previous.clone().map(Since::Previous);
        Ok(SegmentSettings {
            orders: args.orders.clone(),
            histories: args.histories.clone(),
            customers: args.customers.clone(),
            since: previous.or(args.compare_to.map(|date| Since::Day(date.0))),
            as_of: args.run.as_of.map(day),
            frequency: if args.frequency == "orders" || !args.histories.is_empty() {
                Frequency::Orders
            } else {
                Frequency::PurchaseDays
            },
            bins: args.bins,
            scoring,
            rules: args.rules.clone(),
            tier_cuts,
            by: args.by.clone(),
            min_cell: u64::from(args.min_cell),
            clusters: args.clusters,
            features,
            exclude: args.input.exclude.clone(),
            duplicates: if args.input.drop_duplicates { Duplicates::Dropped } else { Duplicates::Kept },
            max_rejects: args.input.max_rejects,
            seed: args.run.seed,
            reading,
        })
    }
}

fn scoring(args: &SegmentArgs, flag: &str, cuts: &[f64], problems: &mut Vec<Problem>) -> Scoring {
    if args.scoring != "cuts" {
        // Cut points in a file of settings wait for another run where a flag asks for another method.
        let given = |flag: &str| reading::is_given(&args.input, flag);
        if !cuts.is_empty() && (given(flag) || !given("--scoring")) {
            problems.push(Problem::at(flag, CUTS_UNUSED.text()));
        }
        return if args.scoring == "ntile" { Scoring::Ntile } else { Scoring::Quantile };
    }
    let wanted = usize::from(args.bins) - 1;
    let ascending = cuts.windows(2).all(|pair| pair[0] < pair[1]) && cuts.iter().all(|cut| cut.is_finite());
    if cuts.len() != wanted || !ascending {
        problems
            .push(Problem::at(flag, CUTS_NEEDED.with(&[("bins", &args.bins), ("n", &wanted), ("given", &cuts.len())])));
    }
    Scoring::Cuts(cuts.to_vec())
}

const TIER_CUTS: Label = Label::new(
    "--value-cuts needs two ascending percentages such as 80,95",
    "--value-cuts 需要两个递增的百分比，如 80,95",
);

fn tier_cuts(percent: &[f64]) -> Result<TierCuts, Problem> {
    let wrong = || Problem::new(TIER_CUTS.text());
    match percent {
        [a, b] if *a > 0.0 && a < b && *b < 100.0 => {
            TierCuts::new((a * 100.0).round() as u16, (b * 100.0).round() as u16).map_err(|_| wrong())
        }
        _ => Err(wrong()),
    }
}

fn features(names: &[String], of_histories: bool, problems: &mut Vec<Problem>) -> Vec<Feature> {
    let is_told = |feature: &Feature| !of_histories || Feature::OF_HISTORIES.contains(feature);
    let mut features = Vec::new();
    for name in names {
        match Feature::ALL.iter().find(|(known, _)| known == name) {
            Some((_, feature)) if features.contains(feature) => {}
            Some((_, feature)) if is_told(feature) => features.push(*feature),
            Some(_) => {
                let told = Feature::ALL.iter().filter(|(_, feature)| is_told(feature)).map(|(name, _)| *name);
                let told = told.collect::<Vec<&str>>().join(",");
                let problem = Problem::at("--cluster-on", FEATURE_OF_ORDERS.with(&[("name", name)]));
                problems.push(problem.hint(FEATURE_OF_ORDERS_HINT.with(&[("told", &told)])));
            }
            None => {
                let problem = Problem::at("--cluster-on", UNKNOWN_FEATURE.with(&[("name", name)]));
                problems.push(suggest(problem, name, Feature::ALL.iter().map(|(known, _)| *known)));
            }
        }
    }
    features
}
