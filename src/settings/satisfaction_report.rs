//! The settings of `huike satisfaction-report`, checked together.

use std::path::PathBuf;
use std::str::FromStr;

use crate::cli::satisfaction_report::SatisfactionReportArgs;
use crate::error::{Error, Kind, Problem};
use crate::exports::ReadOptions;
use crate::exports::cast::parse_iso_date;
use crate::exports::condition::Condition;
use crate::labels::satisfaction_report as labels;
use crate::models::early_warning::Level;
use crate::models::periods::Length;
use crate::models::satisfaction_scores::Scale;

use super::limits::{Duration, MaxRejects, Threshold};
use super::reading;

/// The name under which a file of the program itself goes.
pub const DEFAULT_FILE: &str = "default";

/// What scores without a metric measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Net promoter score.
    NetPromoter,
    /// Customer satisfaction.
    Satisfaction,
    /// Customer effort.
    Effort,
    /// The mean answer.
    Mean,
}

impl Asked {
    /// The metric of that name, as the command line and the metric column spell it; case and signs do not matter.
    pub fn of(name: &str) -> Option<Asked> {
        let key: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        match key.as_str() {
            "nps" | "netpromoter" | "netpromoterscore" | "recommend" | "净推荐值" | "推荐" | "推荐度" => {
                Some(Asked::NetPromoter)
            }
            "csat" | "satisfaction" | "customersatisfaction" | "满意度" | "客户满意度" => {
                Some(Asked::Satisfaction)
            }
            "ces" | "effort" | "customereffort" | "customereffortscore" | "费力度" | "客户费力度" => {
                Some(Asked::Effort)
            }
            "mean" | "average" | "score" | "rating" | "平均分" | "评分" => Some(Asked::Mean),
            _ => None,
        }
    }
}

/// A scale that the user states.
#[derive(Clone, Debug, PartialEq)]
pub struct GivenScale {
    /// Of this questionnaire; `None` for all that no other one names.
    pub survey: Option<String>,
    /// The scale.
    pub scale: Scale,
}

impl FromStr for GivenScale {
    type Err = String;

    fn from_str(text: &str) -> Result<GivenScale, String> {
        let (survey, range) = match text.rsplit_once('=') {
            Some((survey, range)) => (Some(survey.trim().to_string()), range),
            None => (None, text),
        };
        let ends =
            range.split_once('-').and_then(|(low, high)| Some((low.trim().parse().ok()?, high.trim().parse().ok()?)));
        let scale = ends.and_then(|(low, high)| Scale::new(low, high).ok());
        scale
            .map(|scale| GivenScale { survey, scale })
            .ok_or_else(|| "expected a scale of at most 101 points such as 1-5 or purchase=1-5".to_string())
    }
}

/// A clock of a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseClock {
    /// Opened to first response.
    Response,
    /// Opened to resolution.
    Resolution,
    /// Resolution to feedback call.
    Feedback,
}

impl CaseClock {
    /// All of them.
    pub const ALL: [CaseClock; 3] = [CaseClock::Response, CaseClock::Resolution, CaseClock::Feedback];

    /// The name on the command line and in data files.
    pub fn id(self) -> &'static str {
        match self {
            CaseClock::Response => "response",
            CaseClock::Resolution => "resolution",
            CaseClock::Feedback => "feedback",
        }
    }
}

/// The business time allowed for a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The clock.
    pub clock: CaseClock,
    /// Business seconds.
    pub seconds: u64,
}

impl FromStr for Allowed {
    type Err = String;

    fn from_str(text: &str) -> Result<Allowed, String> {
        let parts = text.split_once('=').and_then(|(name, time)| {
            let clock = CaseClock::ALL.into_iter().find(|clock| clock.id() == name.trim())?;
            Some(Allowed { clock, seconds: time.parse::<Duration>().ok()?.0 })
        });
        parts.ok_or_else(|| "expected a time allowed such as response=4h, resolution=24h or feedback=3d".to_string())
    }
}

/// A day on which something happened to all customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Days since 1970-01-01.
    pub day: i32,
    /// What people call it.
    pub name: Option<String>,
}

impl FromStr for Event {
    type Err = String;

    fn from_str(text: &str) -> Result<Event, String> {
        let (day, name) = match text.split_once('=') {
            Some((day, name)) => (day, Some(name.trim().to_string()).filter(|name| !name.is_empty())),
            None => (text, None),
        };
        let day = parse_iso_date(day.trim());
        day.map(|day| Event { day, name })
            .map_err(|_| "expected a day such as 2026-03-15 or 2026-03-15=recall".to_string())
    }
}

/// What ends the run with exit code 10.
#[derive(Clone, Debug, PartialEq)]
pub enum FailOn {
    /// An alarm of this level or above that stands.
    Alarm(Level),
    /// A figure of all customers in the last full period beyond a limit.
    Limit(Threshold),
}

impl FromStr for FailOn {
    type Err = String;

    fn from_str(text: &str) -> Result<FailOn, String> {
        if let Some(level) = Level::of_id(text.trim()) {
            return Ok(FailOn::Alarm(level));
        }
        let threshold = text.parse().map(FailOn::Limit);
        threshold.map_err(|_: String| "expected notice, warning, crisis or a limit such as 'csat<80'".to_string())
    }
}

/// What complaints are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// Orders of the period.
    Order,
    /// Customers who bought in the period.
    Customer,
    /// Units sold in the period.
    Unit,
    /// Nothing: their number alone.
    Nothing,
}

impl Per {
    /// Everything that complaints can be held against.
    pub const ALL: [Per; 3] = [Per::Order, Per::Customer, Per::Unit];
}

/// Checked settings of `huike satisfaction-report`.
#[derive(Debug)]
pub struct SatisfactionSettings {
    /// Survey answers.
    pub surveys: Vec<String>,
    /// Complaints.
    pub complaints: Vec<String>,
    /// Follow-ups.
    pub follow_ups: Vec<String>,
    /// Order lines.
    pub orders: Vec<String>,
    /// Customers.
    pub customers: Vec<String>,
    /// Segments of an earlier `huike segment`.
    pub segments: Option<String>,
    /// Attributes that figures are split by, as typed.
    pub by: Vec<String>,
    /// Length of a period.
    pub period: Length,
    /// Days after a period in which its answers still come in; other rows do not.
    pub response_lag: u32,
    /// What scores without a metric measure.
    pub metric: Option<Asked>,
    /// Scales that the user states.
    pub scales: Vec<GivenScale>,
    /// Whether the customer effort score is a mean.
    pub effort_as_mean: bool,
    /// Known totals to weight to.
    pub margins: Option<PathBuf>,
    /// Columns of the surveys that are drivers.
    pub drivers: Vec<String>,
    /// Columns of the surveys that are items of one scale.
    pub items: Vec<String>,
    /// What complaints are counted by.
    pub per: Per,
    /// Theme dictionary.
    pub themes: String,
    /// Business hours.
    pub calendar: Option<PathBuf>,
    /// Holidays and make-up working days.
    pub holidays: Option<PathBuf>,
    /// Business time allowed, at most one a clock.
    pub sla: Vec<Allowed>,
    /// Days of grace of a follow-up.
    pub grace: u32,
    /// Days before and after a follow-up that are compared.
    pub effect_days: i32,
    /// Goals.
    pub goals: Option<PathBuf>,
    /// Alarm rules and responses.
    pub alarms: String,
    /// Periods of the baseline, where the user says.
    pub baseline: Option<usize>,
    /// First days of later phases, ascending.
    pub phases: Vec<i32>,
    /// Recalls and other crises, ascending.
    pub events: Vec<Event>,
    /// Where alarms are kept from run to run.
    pub state: Option<PathBuf>,
    /// What ends the run with exit code 10.
    pub fail_on: Vec<FailOn>,
    /// The day on which the analysis stands.
    pub as_of: Option<i32>,
    /// Seed of everything random.
    pub seed: u64,
    /// Rules that leave order lines out.
    pub exclude: Vec<Condition>,
    /// Whether order lines that equal an earlier one are left out.
    pub drop_duplicates: bool,
    /// Rows that may be set aside.
    pub max_rejects: MaxRejects,
    /// How files are read.
    pub reading: ReadOptions,
}

/// Confidence of every interval.
pub const CONFIDENCE: f64 = 0.95;

impl SatisfactionSettings {
    /// Checks what was typed.
    ///
    /// # Errors
    /// Kind `Usage`, with everything that is wrong.
    pub fn new(args: &SatisfactionReportArgs) -> Result<SatisfactionSettings, Error> {
        let mut problems = Vec::new();
        if args.surveys.is_empty() && args.complaints.is_empty() && args.follow_ups.is_empty() {
            problems.push(Problem::new(labels::NOTHING_GIVEN.text()).hint(labels::NOTHING_GIVEN_HINT.text()));
        }
        if args.by.iter().any(|by| by != "survey") && args.customers.is_empty() {
            problems.push(Problem::at("--by", labels::NEEDS_CUSTOMERS.text()));
        }
        if args.margins.is_some() && (args.customers.is_empty() || args.surveys.is_empty()) {
            problems.push(Problem::at("--margins", labels::NEEDS_CUSTOMERS_AND_SURVEYS.text()));
        }
        let per = match args.per.as_deref() {
            Some("order") => Per::Order,
            Some("customer") => Per::Customer,
            Some("unit") => Per::Unit,
            Some(_) => Per::Nothing,
            None => Per::Order,
        };
        idle(args, per, &mut problems);
        let per = if args.orders.is_empty() { Per::Nothing } else { per };
        for clock in CaseClock::ALL {
            if args.sla.iter().filter(|allowed| allowed.clock == clock).count() > 1 {
                problems.push(Problem::at("--sla", labels::SLA_TWICE.with(&[("clock", &clock.id())])));
            }
        }
        if let Some(state) = &args.state {
            let output = args.run.output.as_deref().map(PathBuf::from);
            if output.as_ref() == Some(state) {
                problems.push(Problem::at("--state", labels::STATE_IS_OUTPUT.text()));
            }
            let folder = state.parent().filter(|folder| !folder.as_os_str().is_empty());
            if folder.is_some_and(|folder| !folder.is_dir()) {
                problems.push(Problem::at(state.display(), labels::STATE_WITHOUT_FOLDER.text()));
            }
        }
        let inputs = [&args.surveys, &args.complaints, &args.follow_ups, &args.orders, &args.customers];
        let piped = inputs.into_iter().flatten().chain(&args.segments).filter(|name| *name == "-").count();
        if piped > 1 {
            problems.push(Problem::new(super::SEVERAL_ASK_STDIN.text()));
        }
        let reading = reading::read_options(&args.input, reading::one_currency(&args.money), &mut problems);
        Error::check(Kind::Usage, problems)?;
        let mut phases: Vec<i32> = args.phase.iter().map(|date| date.0).collect();
        phases.sort_unstable();
        phases.dedup();
        let mut events = args.event.clone();
        events.sort_by_key(|event| event.day);
        let of_complaints = |_: &PathBuf| !args.complaints.is_empty();
        let of_surveys = |columns: &[String]| if args.surveys.is_empty() { Vec::new() } else { columns.to_vec() };
        Ok(SatisfactionSettings {
            surveys: args.surveys.clone(),
            complaints: args.complaints.clone(),
            follow_ups: args.follow_ups.clone(),
            orders: args.orders.clone(),
            customers: args.customers.clone(),
            segments: args.segments.clone(),
            by: args.by.clone(),
            period: Length::ALL.into_iter().find(|length| length.id() == args.period).unwrap_or(Length::Month),
            response_lag: args.response_lag.into(),
            metric: args.metric.as_deref().and_then(Asked::of),
            scales: args.scale.clone(),
            effort_as_mean: args.ces == "mean",
            margins: args.margins.clone(),
            drivers: of_surveys(&args.drivers),
            items: of_surveys(&args.items),
            per,
            themes: args.themes.clone(),
            calendar: args.calendar.clone().filter(of_complaints),
            holidays: args.holidays.clone().filter(of_complaints),
            sla: args.sla.clone(),
            grace: args.grace.into(),
            effect_days: args.effect_days.into(),
            goals: args.goals.clone(),
            alarms: args.alarms.clone(),
            baseline: args.baseline.map(usize::from),
            phases,
            events,
            state: args.state.clone(),
            fail_on: args.fail_on.clone(),
            as_of: args.run.as_of.map(|date| date.0),
            seed: args.run.seed,
            exclude: args.input.exclude.clone(),
            drop_duplicates: args.input.drop_duplicates,
            max_rejects: args.input.max_rejects,
            reading,
        })
    }
}

/// Refuses what was given about a table that was not.
fn idle(args: &SatisfactionReportArgs, per: Per, problems: &mut Vec<Problem>) {
    if args.surveys.is_empty() {
        let asked = [
            ("--drivers", !args.drivers.is_empty()),
            ("--items", !args.items.is_empty()),
            ("--scale", !args.scale.is_empty()),
        ];
        reading::refuse(&args.input, asked, labels::NEEDS_SURVEYS, problems);
    }
    if args.complaints.is_empty() {
        let asked = [
            ("--sla", !args.sla.is_empty()),
            ("--calendar", args.calendar.is_some()),
            ("--holidays", args.holidays.is_some()),
        ];
        reading::refuse(&args.input, asked, labels::NEEDS_COMPLAINTS, problems);
    }
    if args.follow_ups.is_empty() {
        reading::refuse(&args.input, [("--grace", args.grace > 0)], labels::NEEDS_FOLLOW_UPS, problems);
    }
    if args.orders.is_empty() {
        let asked = [("--per", per != Per::Nothing), ("--currency", args.money.currency.is_some())];
        let asked = asked.into_iter().chain(reading::of_order_lines(&args.input));
        reading::refuse(&args.input, asked, labels::NEEDS_ORDERS, problems);
    }
}
