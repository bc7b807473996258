//! One story a subcommand, read top to bottom, from load to deliver. No arithmetic, no printing of its own.

mod all_problems;
mod attributes;
mod churn_score;
mod demo_data;
mod earlier_segments;
mod gathered;
mod inspect;
mod kept;
mod ledger;
mod limits;
mod lot_signals;
mod recall_scope;
mod run;
mod satisfaction_report;
mod segment;
mod segment_names;
mod speaker;
mod special_days;
mod thresholds;

use std::collections::BTreeMap;

use clap::CommandFactory;

use crate::cli::run::RunArgs;
use crate::cli::{Cli, Command};
use crate::deliver::console::{Colour, Console, Verbosity};
use crate::deliver::manifest::SettingRecord;
use crate::error::Error;
use crate::labels::Lang;

/// The console that a command asks for.
pub fn console(command: &Command) -> Console {
    match command {
        Command::Segment(args) => of_run(&args.run),
        Command::ChurnScore(args) => of_run(&args.run),
        Command::LotSignals(args) => of_run(&args.run),
        Command::RecallScope(args) => of_run(&args.run),
        Command::SatisfactionReport(args) => of_run(&args.run),
        Command::DemoData(args) => {
            let verbosity = if args.quiet { Verbosity::Quiet } else { Verbosity::Normal };
            Console::new(lang(&args.lang), verbosity, Colour::Auto, true)
        }
        Command::Inspect(args) => {
            let verbosity = if args.quiet { Verbosity::Quiet } else { Verbosity::Normal };
            Console::new(lang(&args.lang), verbosity, Colour::Never, false)
        }
        Command::Completions { .. } | Command::Man => Console::new(Lang::En, Verbosity::Normal, Colour::Auto, false),
    }
}

/// The console of an analysis.
fn of_run(run: &RunArgs) -> Console {
    let verbosity = match (run.quiet, run.verbose) {
        (true, _) => Verbosity::Quiet,
        (_, true) => Verbosity::Verbose,
        _ => Verbosity::Normal,
    };
    let colour = match run.color.as_str() {
        "always" => Colour::Always,
        "never" => Colour::Never,
        _ => Colour::Auto,
    };
    Console::new(lang(&run.lang), verbosity, colour, !run.no_progress)
}

/// The language of a `--lang` value.
fn lang(name: &str) -> Lang {
    Lang::named(name).unwrap_or_default()
}

/// Runs a command.
///
/// # Errors
/// Everything that is wrong, with the kind that decides the exit code.
pub fn run(command: &Command, records: BTreeMap<String, SettingRecord>, console: &Console) -> Result<(), Error> {
    match command {
        Command::Segment(args) => segment::run(args, records, console),
        Command::ChurnScore(args) => churn_score::run(args, records, console),
        Command::LotSignals(args) => lot_signals::run(args, records, console),
        Command::RecallScope(args) => recall_scope::run(args, records, console),
        Command::SatisfactionReport(args) => satisfaction_report::run(args, records, console),
        Command::Inspect(args) => inspect::run(args, console),
        Command::DemoData(args) => demo_data::run(args, records, console),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "huike", &mut script);
            print(console, &script)
        }
        Command::Man => {
            let mut page = Vec::new();
            let rendered = clap_mangen::Man::new(Cli::command()).render(&mut page);
            rendered.map_err(Error::internal)?;
            for subcommand in Cli::command().get_subcommands().cloned() {
                clap_mangen::Man::new(subcommand).render(&mut page).map_err(Error::internal)?;
            }
            print(console, &page)
        }
    }
}

fn print(console: &Console, bytes: &[u8]) -> Result<(), Error> {
    let written = console.print(&String::from_utf8_lossy(bytes));
    written.map_err(|why| crate::deliver::folder::unwritable(std::path::Path::new("stdout"), &why))
}
