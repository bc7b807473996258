//! From argv to a parsed command line with the settings file laid under it.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches};

use super::config::{Config, FILE_NAME};
use super::origin;
use crate::cli::inputs::InputArgs;
use crate::cli::{Cli, Command};
use crate::deliver::manifest::SettingRecord;
use crate::error::Error;
use crate::exports::columns::MapRule;
use crate::labels::Lang;

/// A parsed command line.
#[derive(Debug)]
pub struct Parsed {
    /// What was typed, with defaults filled in.
    pub cli: Cli,
    /// Each setting and its origin.
    pub records: BTreeMap<String, SettingRecord>,
}

/// Why a command line was not taken.
#[derive(Debug)]
pub enum ParseError {
    /// clap says so, or has printed help or version.
    Clap(clap::Error),
    /// The settings file is wrong, which is told in the language asked for.
    Config(Error, Lang),
}

/// Parses `argv`, with the environment and the settings file under it.
///
/// # Errors
/// [`ParseError`], all problems of the settings file at once.
pub fn parse(argv: Vec<OsString>) -> Result<Parsed, ParseError> {
    let command = with_environment(Cli::command());
    // A first, lenient look finds the subcommand and its settings file.
    let first = command.clone().ignore_errors(true).try_get_matches_from(&argv).map_err(ParseError::Clap)?;
    let Some((name, given)) = first.subcommand() else {
        return Err(command.try_get_matches_from(argv).map_or_else(ParseError::Clap, |_| unreachable_usage()));
    };
    let mut config = Config::default();
    let mut command = command;
    if let (Some(path), Some(subcommand)) = (config_path(given), command.find_subcommand(name).cloned()) {
        let read = Config::read(&path, &subcommand);
        config = read.map_err(|error| ParseError::Config(error, language(given, &path, name)))?;
        config.give_way(&subcommand, &|id| is_given(given, id));
        command = command.mut_subcommand(name, |subcommand| config.lay_under(subcommand));
    }
    let subcommand = command.find_subcommand(name).cloned();
    let matches = command.try_get_matches_from(argv).map_err(ParseError::Clap)?;
    let mut cli = Cli::from_arg_matches(&matches).map_err(ParseError::Clap)?;
    let (mut records, mut flags) = (BTreeMap::new(), BTreeSet::new());
    if let (Some((_, given)), Some(subcommand)) = (matches.subcommand(), subcommand) {
        records = origin::record(&subcommand, given, &config);
        let typed = subcommand.get_arguments().filter(|arg| is_given(given, arg.get_id().as_str()));
        flags.extend(typed.filter_map(|arg| arg.get_long().map(str::to_string)));
    }
    if let Some(input) = input_of(&mut cli.command) {
        input.given = flags;
        merge_maps(input, &config);
    }
    Ok(Parsed { cli, records })
}

/// Whether a flag stands on the command line or in the environment.
fn is_given(given: &ArgMatches, id: &str) -> bool {
    // The first look knows only what was typed; --help has no value.
    let known = given.try_contains_id(id).unwrap_or(false);
    known && matches!(given.value_source(id), Some(ValueSource::CommandLine | ValueSource::EnvVariable))
}

fn input_of(command: &mut Command) -> Option<&mut InputArgs> {
    match command {
        Command::Segment(args) => Some(&mut args.input),
        Command::ChurnScore(args) => Some(&mut args.input),
        Command::LotSignals(args) => Some(&mut args.input),
        Command::RecallScope(args) => Some(&mut args.input),
        Command::SatisfactionReport(args) => Some(&mut args.input),
        _ => None,
    }
}

/// `--map` says something about one column; what the file says about the others stays in force.
fn merge_maps(input: &mut InputArgs, config: &Config) {
    let rules = config.values.get("map").into_iter().flatten().filter_map(|rule| rule.parse::<MapRule>().ok());
    for rule in rules {
        let same = |known: &MapRule| known.table == rule.table && known.column == rule.column;
        if !input.map.iter().any(same) {
            input.map.push(rule);
        }
    }
}

fn unreachable_usage() -> ParseError {
    ParseError::Clap(Cli::command().error(clap::error::ErrorKind::MissingSubcommand, "a subcommand is needed"))
}

/// Gives every flag of every subcommand its HUIKE_ variable.
fn with_environment(command: clap::Command) -> clap::Command {
    let names: Vec<String> = command.get_subcommands().map(|subcommand| subcommand.get_name().to_string()).collect();
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(name, |subcommand| {
            subcommand.mut_args(|arg| match arg.get_long() {
                Some(long) if long != "help" => {
                    let variable = format!("HUIKE_{}", long.to_uppercase().replace('-', "_"));
                    arg.env(variable).hide_env(true)
                }
                _ => arg,
            })
        })
    })
}

/// The language of what is said of a settings file: that of the command line or the environment, else its own.
fn language(given: &ArgMatches, path: &Path, command: &str) -> Lang {
    let typed = given.try_get_one::<String>("lang").ok().flatten();
    let typed = typed.filter(|_| given.value_source("lang") != Some(ValueSource::DefaultValue));
    let typed = typed.and_then(|name| Lang::named(name));
    typed.or_else(|| Config::language(path, command)).unwrap_or_default()
}

fn config_path(given: &ArgMatches) -> Option<PathBuf> {
    if given.try_get_one::<bool>("no_config").ok().flatten().copied().unwrap_or(false) {
        return None;
    }
    match given.try_get_one::<PathBuf>("config") {
        Ok(Some(path)) => Some(path.clone()),
        Ok(None) => Some(PathBuf::from(FILE_NAME)).filter(|path| Path::new(path).is_file()),
        Err(_) => None,
    }
}
