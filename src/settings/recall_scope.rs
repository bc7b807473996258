//! The settings of `huike recall-scope`, checked together.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::cli::recall_scope::RecallScopeArgs;
use crate::error::{Error, Kind, Problem};
use crate::exports::condition::Condition as Exclusion;
use crate::exports::{CurrencyRule, ReadOptions};
use crate::labels::recall_scope as labels;
use crate::models::affected_units::Allocation;
use crate::models::contacts::{CHANNELS, Channel};
use crate::models::effectiveness::Level;
use crate::models::hazard_class::HazardClass;
use crate::models::mass_balance::Tolerance;
use crate::models::recall_plan::Condition;
use crate::models::serial_ranges::{SerialRange, SerialRules};
use crate::models::trace::TimeRule;
use crate::reduce::purchases::Duplicates;
use crate::reduce::recall::Window;

use super::limits::{self, MaxRejects, Threshold};
use super::reading;
use super::recall_goals::{self, Goal, GoalFigure};

/// What `--fail-on` can look at.
pub const METRICS: [&str; 8] = [
    "affected_customers",
    "affected_units",
    "unreachable",
    "direct_reach",
    "responded",
    "accounted",
    "conflicts",
    "unaccounted",
];

/// Metrics of which the limit is a share; that of `unreachable` may be a share or a number of contacts.
const SHARES: [&str; 3] = ["direct_reach", "responded", "accounted"];
/// Metrics that are no share of anything.
const COUNTS: [&str; 4] = ["affected_customers", "affected_units", "conflicts", "unaccounted"];

/// Part of the consignees that level B checks, in per cent.
const LEVEL_B: u8 = 50;

/// All tables of the run: as they were typed, or the files behind that.
#[derive(Clone, Debug, Default)]
pub struct Inputs<T> {
    /// Order lines.
    pub orders: Vec<T>,
    /// Orders that have not left.
    pub open_orders: Vec<T>,
    /// Customers.
    pub customers: Vec<T>,
    /// Lots made.
    pub production: Vec<T>,
    /// What went into what.
    pub genealogy: Vec<T>,
    /// Movements.
    pub movements: Vec<T>,
    /// Stock.
    pub stock: Vec<T>,
    /// Complaints.
    pub complaints: Vec<T>,
    /// Answers to notices.
    pub responses: Vec<T>,
    /// Recovered units.
    pub returns: Vec<T>,
    /// Notices sent and checks made.
    pub follow_ups: Vec<T>,
    /// Lists of lots to recall; among what was typed they stand in [`Scope::lots`].
    pub lots: Vec<T>,
}

/// What is recalled.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Lots, patterns, files of lots, or standard input.
    pub lots: Vec<String>,
    /// Ranges of serial numbers.
    pub serials: Vec<SerialRange>,
    /// Products.
    pub products: Vec<String>,
    /// Suppliers.
    pub suppliers: Vec<String>,
    /// First day of production.
    pub made_from: Option<i32>,
    /// Last day of production.
    pub made_to: Option<i32>,
    /// Days and stores of sale.
    pub window: Window,
}

/// Checked settings of `huike recall-scope`.
#[derive(Debug)]
pub struct RecallScopeSettings {
    /// Files.
    pub inputs: Inputs<String>,
    /// EPCIS documents.
    pub epcis: Vec<PathBuf>,
    /// What is recalled.
    pub scope: Scope,
    /// Sites at which lots contaminate each other.
    pub mixing_sites: Vec<String>,
    /// Places that are our own, where no orders tell who bought.
    pub own_sites: Vec<String>,
    /// Whether days decide which links carry.
    pub time: TimeRule,
    /// Levels that are followed.
    pub most_levels: Option<u32>,
    /// Whether the lots behind complaints are ranked.
    pub explain_complaints: bool,
    /// How lines without a lot are taken to have been picked.
    pub allocation: Allocation,
    /// Probability from which a line counts as probable.
    pub probable: f64,
    /// What may be missing.
    pub tolerance: Option<Tolerance>,
    /// Customers and lots to be explained.
    pub explain: Vec<String>,
    /// What the recall is about.
    pub recall: Option<PathBuf>,
    /// Templates of the user.
    pub templates: BTreeMap<Channel, PathBuf>,
    /// Hazard class, where it was given.
    pub hazard_class: Option<HazardClass>,
    /// `default` or a file of tasks.
    pub plan: String,
    /// Days that are not like their weekday.
    pub holidays: Option<PathBuf>,
    /// Rules that the recall falls under.
    pub regime: Vec<Condition>,
    /// First day of the recall.
    pub started: Option<i32>,
    /// Consignees whose notice is checked.
    pub check_level: Level,
    /// Numbers of checks by hazard class and number of consignees, which go before the level.
    pub check_table: Option<PathBuf>,
    /// What is to be reached, one entry a figure.
    pub goals: Vec<Goal>,
    /// An earlier run.
    pub previous: Option<PathBuf>,
    /// Whether it is a drill.
    pub drill: bool,
    /// Seconds in which a drill has to be done.
    pub time_limit: u64,
    /// The day on which the analysis stands.
    pub as_of: Option<i32>,
    /// Seed of everything random.
    pub seed: u64,
    /// Limits whose crossing ends the run with exit code 10.
    pub fail_on: Vec<Threshold>,
    /// What is done with order lines that equal another one.
    pub duplicates: Duplicates,
    /// Rules that leave order lines out.
    pub exclude: Vec<Exclusion>,
    /// Rows that may be set aside.
    pub max_rejects: MaxRejects,
    /// How files are read.
    pub reading: ReadOptions,
}

impl Scope {
    /// Whether lots are chosen by what they are, not by name. With serial numbers, products only narrow those.
    pub fn by_kind(&self) -> bool {
        (!self.products.is_empty() && self.serials.is_empty())
            || !self.suppliers.is_empty()
            || self.made_from.is_some()
            || self.made_to.is_some()
    }

    /// Whether products are recalled whole, whatever their lot.
    pub fn whole_products(&self) -> bool {
        let narrowed = !self.suppliers.is_empty() || self.made_from.is_some() || self.made_to.is_some();
        !self.products.is_empty() && !narrowed && self.serials.is_empty()
    }

    fn is_empty(&self) -> bool {
        self.lots.is_empty() && self.serials.is_empty() && !self.by_kind()
    }
}

impl RecallScopeSettings {
    /// The share of a figure that is to be reached.
    pub fn goal(&self, figure: GoalFigure) -> Option<f64> {
        self.goals.iter().find(|goal| goal.figure == figure).map(|goal| goal.share)
    }

    /// Checks what was typed.
    ///
    /// # Errors
    /// Kind `Usage`, with everything that is wrong.
    pub fn new(args: &RecallScopeArgs) -> Result<RecallScopeSettings, Error> {
        let mut problems = Vec::new();
        let scope = scope(args, &mut problems);
        if scope.is_empty() && !args.drill {
            problems.push(Problem::new(labels::NO_SCOPE.text()).hint(labels::NO_SCOPE_HINT.text()));
        }
        if args.orders.is_empty() && args.movements.is_empty() && args.epcis.is_empty() {
            problems.push(Problem::new(labels::NO_TRADE.text()).hint(labels::NO_TRADE_HINT.text()));
        }
        if scope.by_kind() && !scope.whole_products() && args.production.is_empty() && args.epcis.is_empty() {
            problems.push(Problem::at("--suppliers / --made-from / --made-to", labels::NEEDS_PRODUCTION.text()));
        }
        if args.drill && scope.is_empty() && args.production.is_empty() {
            problems.push(Problem::at("--drill", labels::DRILL_NEEDS_LOTS.text()));
        }
        let progress: [(&str, &Vec<String>); 3] =
            [("--responses", &args.responses), ("--returns", &args.returns), ("--follow-ups", &args.follow_ups)];
        for (flag, _) in progress.into_iter().filter(|(_, typed)| !typed.is_empty() && args.orders.is_empty()) {
            problems.push(Problem::at(flag, labels::NEEDS_ORDERS.text()));
        }
        let no_progress = progress.iter().all(|(_, typed)| typed.is_empty());
        if no_progress {
            let asks = [("--goal", !args.goal.is_empty()), ("--check-table", args.check_table.is_some())];
            reading::refuse(&args.input, asks, labels::NEEDS_PROGRESS, &mut problems);
        }
        if args.orders.is_empty() {
            reading::refuse(&args.input, reading::of_order_lines(&args.input), labels::NEEDS_ORDERS, &mut problems);
        }
        let unheard = [("--explain-complaints", args.explain_complaints && args.complaints.is_empty())];
        reading::refuse(&args.input, unheard, labels::NEEDS_COMPLAINTS, &mut problems);
        let of_progress = |threshold: &&Threshold| ["responded", "accounted"].contains(&threshold.metric.as_str());
        for threshold in args.fail_on.iter().filter(of_progress).filter(|_| no_progress) {
            problems.push(Problem::at(format!("--fail-on {}", threshold.metric), labels::NEEDS_PROGRESS.text()));
        }
        let goals = recall_goals::goals(&args.goal, &mut problems);
        limits::check_metrics(&args.fail_on, &METRICS, &mut problems);
        limits::check_kinds(&args.fail_on, &SHARES, &COUNTS, &mut problems);
        let inputs = Inputs {
            orders: args.orders.clone(),
            open_orders: args.open_orders.clone(),
            customers: args.customers.clone(),
            production: args.production.clone(),
            genealogy: args.genealogy.clone(),
            movements: args.movements.clone(),
            stock: args.stock.clone(),
            complaints: args.complaints.clone(),
            responses: args.responses.clone(),
            returns: args.returns.clone(),
            follow_ups: args.follow_ups.clone(),
            lots: Vec::new(),
        };
        if inputs.all().into_iter().flatten().chain(&scope.lots).filter(|name| *name == "-").count() > 1 {
            problems.push(Problem::new(super::SEVERAL_ASK_STDIN.text()));
        }
        let own_sites = names("--own-sites", &args.own_sites, &mut problems);
        let mixing_sites = names("--mixing-sites", &args.mixing_sites, &mut problems);
        let templates = templates(args, &mut problems);
        let reading = reading::read_options(&args.input, CurrencyRule::Any, &mut problems);
        Error::check(Kind::Usage, problems)?;
        Ok(RecallScopeSettings {
            inputs,
            epcis: args.epcis.clone(),
            scope,
            own_sites,
            mixing_sites,
            time: if args.ignore_days { TimeRule::Ignored } else { TimeRule::Ordered },
            most_levels: args.most_levels,
            explain_complaints: args.explain_complaints,
            allocation: match args.allocation.as_str() {
                "fifo" => Allocation::Fifo,
                "fefo" => Allocation::Fefo,
                _ => Allocation::Bounds,
            },
            probable: args.probable.0,
            tolerance: args
                .tolerance
                .map(|share| Tolerance { parts_per_million: (share.0 * 1e6).round() as u32, quantity: 0 }),
            explain: args.explain.clone(),
            recall: args.recall.clone(),
            templates,
            hazard_class: args
                .hazard_class
                .as_deref()
                .and_then(|name| HazardClass::NAMES.into_iter().find(|(own, _)| *own == name).map(|(_, class)| class)),
            plan: args.plan.clone(),
            holidays: args.holidays.clone(),
            regime: args.regime.iter().filter_map(|name| regime(name)).collect(),
            started: args.started.map(|date| date.0),
            check_level: match args.check_level.as_str() {
                "B" => Level::B { percent: LEVEL_B },
                "C" => Level::C,
                "D" => Level::D,
                "E" => Level::E,
                _ => Level::A,
            },
            check_table: args.check_table.clone().filter(|_| !no_progress),
            goals,
            previous: args.previous.clone(),
            drill: args.drill,
            time_limit: args.time_limit.0,
            as_of: args.run.as_of.map(|date| date.0),
            seed: args.run.seed,
            fail_on: args.fail_on.clone(),
            duplicates: if args.input.drop_duplicates { Duplicates::Dropped } else { Duplicates::Kept },
            exclude: args.input.exclude.clone(),
            max_rejects: args.input.max_rejects,
            reading,
        })
    }
}

impl<T> Inputs<T> {
    /// All of them, in the order of the fields.
    pub fn all(&self) -> [&[T]; 12] {
        let Inputs {
            orders,
            open_orders,
            customers,
            production,
            genealogy,
            movements,
            stock,
            complaints,
            responses,
            returns,
            follow_ups,
            lots,
        } = self;
        [
            orders,
            open_orders,
            customers,
            production,
            genealogy,
            movements,
            stock,
            complaints,
            responses,
            returns,
            follow_ups,
            lots,
        ]
    }

    /// Those in the order in which [`Inputs::all`] gives them.
    pub fn of(all: [Vec<T>; 12]) -> Inputs<T> {
        let [
            orders,
            open_orders,
            customers,
            production,
            genealogy,
            movements,
            stock,
            complaints,
            responses,
            returns,
            follow_ups,
            lots,
        ] = all;
        Inputs {
            orders,
            open_orders,
            customers,
            production,
            genealogy,
            movements,
            stock,
            complaints,
            responses,
            returns,
            follow_ups,
            lots,
        }
    }
}

fn scope(args: &RecallScopeArgs, problems: &mut Vec<Problem>) -> Scope {
    let mut serials = Vec::new();
    for text in &args.serials {
        match SerialRange::parse(text, SerialRules::default()) {
            Ok(range) => serials.push(range),
            Err(error) => problems.push(Problem::at("--serials", error.text())),
        }
    }
    for (flags, from, to) in [
        ("--made-from --made-to", args.made_from, args.made_to),
        ("--sold-from --sold-to", args.sold_from, args.sold_to),
    ] {
        if from.zip(to).is_some_and(|(from, to)| from.0 > to.0) {
            problems.push(Problem::at(flags, labels::REVERSED.text()));
        }
    }
    let day = |date: Option<limits::Date>| date.map(|date| date.0);
    let (lots, products) = (names("--lots", &args.lots, problems), names("--products", &args.products, problems));
    let suppliers = names("--suppliers", &args.suppliers, problems);
    let stores = names("--stores", &args.stores, problems);
    Scope {
        lots,
        serials,
        products,
        suppliers,
        made_from: day(args.made_from),
        made_to: day(args.made_to),
        window: Window { from: day(args.sold_from), to: day(args.sold_to), stores },
    }
}

/// Names as tables have them, without blanks around; an empty one is a slip, such as a variable that is not set.
fn names(flag: &str, typed: &[String], problems: &mut Vec<Problem>) -> Vec<String> {
    if typed.iter().any(|name| name.trim().is_empty()) {
        problems.push(Problem::at(flag, labels::EMPTY_NAME.text()));
    }
    typed.iter().map(|name| name.trim().to_string()).collect()
}

fn templates(args: &RecallScopeArgs, problems: &mut Vec<Problem>) -> BTreeMap<Channel, PathBuf> {
    let mut all = BTreeMap::new();
    for text in &args.template {
        let parsed = text
            .split_once('=')
            .and_then(|(name, file)| Some((CHANNELS.into_iter().find(|channel| channel.id() == name.trim())?, file)));
        match parsed {
            Some((channel, file)) => drop(all.insert(channel, PathBuf::from(file))),
            None => problems.push(Problem::at("--template", labels::TEMPLATE_FORM.with(&[("text", text)]))),
        }
    }
    all
}

fn regime(name: &str) -> Option<Condition> {
    match name {
        "fda" => Some(Condition::Fda),
        "device" => Some(Condition::Device),
        "infant-formula" => Some(Condition::InfantFormula),
        "eu" => Some(Condition::Eu),
        "china" => Some(Condition::China),
        _ => None,
    }
}
