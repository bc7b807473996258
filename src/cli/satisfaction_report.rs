//! `huike satisfaction-report`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::inputs::{CurrencyArgs, InputArgs};
use super::run::RunArgs;

const EXAMPLES: &str = "\
Examples:
  huike satisfaction-report --surveys surveys.csv --out-dir out/report
  huike satisfaction-report --surveys surveys.csv --by survey -o scores.csv
  huike satisfaction-report --surveys surveys.csv --drivers delivery,service
  huike satisfaction-report --complaints complaints.csv --sla response=4h
  huike satisfaction-report --follow-ups follow_ups.csv --state alarms.json";

/// Flags of `huike satisfaction-report`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct SatisfactionReportArgs {
    /// Survey answers: files, globs, folders or - for standard input
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub surveys: Vec<String>,

    /// Complaints, with the times at which they were answered, put on hold, resolved and fed back
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub complaints: Vec<String>,

    /// Planned follow-ups and what became of them
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub follow_ups: Vec<String>,

    /// Order lines: what complaints are counted by, and who buys again
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub orders: Vec<String>,

    /// Customers, whose attributes --by and --margins name; their category_spend gives the share of wallet
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::AnyPath)]
    pub customers: Vec<String>,

    /// Segments as `huike segment -o` writes them, to show everything by segment
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub segments: Option<String>,

    /// Attributes of customers to split every figure by, such as region,tier; survey splits by questionnaire
    #[arg(long, value_name = "COLUMN", value_delimiter = ',', help_heading = "Scores")]
    pub by: Vec<String>,

    /// Length of the periods that are compared
    #[arg(long, value_name = "LENGTH", default_value = "month", value_parser = ["week", "month", "quarter"], help_heading = "Scores")]
    pub period: String,

    /// Days after the end of a period within which answers still come in: so long its scores are provisional; complaints,
    /// follow-ups and orders are not waited for
    #[arg(long, value_name = "DAYS", default_value = "0", value_parser = clap::value_parser!(u16).range(0..=366), help_heading = "Scores")]
    pub response_lag: u16,

    /// What scores without a metric column measure (default: what the header says, else nps on a scale from 0 to 10, else csat)
    #[arg(long, value_name = "METRIC", value_parser = ["nps", "csat", "ces", "mean"], help_heading = "Scores")]
    pub metric: Option<String>,

    /// Lowest and highest possible answer, such as 1-5, or of one questionnaire, such as purchase=1-5; repeatable
    #[arg(long, value_name = "[SURVEY=]LOW-HIGH", help_heading = "Scores")]
    pub scale: Vec<crate::settings::satisfaction_report::GivenScale>,

    /// How the customer effort score is shown: the share of agreement (5 to 7 of 7) or the mean answer
    #[arg(long, value_name = "FORM", default_value = "share", value_parser = ["share", "mean"], help_heading = "Scores")]
    pub ces: String,

    /// Known totals of the customers, attribute,level,total a row: answers are weighted to meet them (raking)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Scores")]
    pub margins: Option<PathBuf>,

    /// Columns of the surveys that rate parts of the service: how strongly each goes together with the score
    #[arg(long, value_name = "COLUMN", value_delimiter = ',', help_heading = "Scores")]
    pub drivers: Vec<String>,

    /// Columns of the surveys that ask the same thing in several ways: how reliable their sum is (Cronbach's alpha)
    #[arg(long, value_name = "COLUMN", value_delimiter = ',', help_heading = "Scores")]
    pub items: Vec<String>,

    /// What complaints are counted by where they are watched (default: orders where they are given, else nothing)
    #[arg(long, value_name = "WHAT", value_parser = ["order", "customer", "unit", "nothing"], help_heading = "Complaints and follow-ups")]
    pub per: Option<String>,

    /// Themes of complaints by category and keyword, a TOML file (default: a bilingual dictionary of the program)
    #[arg(long, value_name = "FILE", default_value = "default", value_hint = ValueHint::FilePath, help_heading = "Complaints and follow-ups")]
    pub themes: String,

    /// Business hours, a TOML file (default: around the clock)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Complaints and follow-ups")]
    pub calendar: Option<PathBuf>,

    /// Holidays and make-up working days, date,kind[,name] a row
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Complaints and follow-ups")]
    pub holidays: Option<PathBuf>,

    /// Business time allowed for a clock of a complaint: response=4h, resolution=24h or feedback=3d; repeatable
    #[arg(long, value_name = "CLOCK=TIME", help_heading = "Complaints and follow-ups")]
    pub sla: Vec<crate::settings::satisfaction_report::Allowed>,

    /// Days after its due day on which a follow-up is still on time
    #[arg(long, value_name = "DAYS", default_value = "0", value_parser = clap::value_parser!(u16).range(0..=366), help_heading = "Complaints and follow-ups")]
    pub grace: u16,

    /// Days before and after a follow-up in which its effect on orders and complaints is looked for
    #[arg(long, value_name = "DAYS", default_value = "90", value_parser = clap::value_parser!(u16).range(1..=730), help_heading = "Complaints and follow-ups")]
    pub effect_days: u16,

    /// Goals to judge, a TOML file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Goals and alarms")]
    pub goals: Option<PathBuf>,

    /// What raises an alarm, who answers it and how, a TOML file (default: the rules of the program)
    #[arg(long, value_name = "FILE", default_value = "default", value_hint = ValueHint::FilePath, help_heading = "Goals and alarms")]
    pub alarms: String,

    /// First periods that control limits rest on; later ones are judged by them (default: 24, but never the newest three)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(3..=1200), help_heading = "Goals and alarms")]
    pub baseline: Option<u16>,

    /// Day from which a new baseline counts, because the service changed on purpose; repeatable
    #[arg(long, value_name = "YYYY-MM-DD", help_heading = "Goals and alarms")]
    pub phase: Vec<crate::settings::limits::Date>,

    /// Day of a recall or another crisis, with a name if wanted: before and after it are compared; repeatable
    #[arg(long, value_name = "YYYY-MM-DD[=NAME]", help_heading = "Goals and alarms")]
    pub event: Vec<crate::settings::satisfaction_report::Event>,

    /// File with the alarms that the last run knew; it is replaced, so that a nightly run tells what is new
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Goals and alarms")]
    pub state: Option<PathBuf>,

    /// End with exit code 10 where an alarm of this level or above stands (notice, warning, crisis), or a score of all
    /// customers in the last full period crosses a limit such as csat<80; repeatable
    #[arg(long, value_name = "LEVEL|METRIC<LIMIT", help_heading = "Goals and alarms")]
    pub fail_on: Vec<crate::settings::satisfaction_report::FailOn>,

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
