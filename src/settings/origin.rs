//! Records each setting with its origin, for the manifest.

use std::collections::BTreeMap;

use clap::parser::ValueSource;
use clap::{ArgMatches, Command};

use super::config::Config;
use crate::deliver::manifest::SettingRecord;

/// Every setting of `command` that has a value, and where it comes from. Settings that change no result are left out.
pub(super) fn record(command: &Command, matches: &ArgMatches, config: &Config) -> BTreeMap<String, SettingRecord> {
    const SILENT: [&str; 8] = ["quiet", "verbose", "no_progress", "color", "threads", "config", "no_config", "help"];
    let mut records = BTreeMap::new();
    for arg in command.get_arguments() {
        let id = arg.get_id().as_str();
        let Some(source) = (!SILENT.contains(&id)).then(|| matches.value_source(id)).flatten() else { continue };
        let Some(values) = matches.get_raw(id) else { continue };
        let values: Vec<String> = values.map(|value| value.to_string_lossy().into_owned()).collect();
        let value = values.join(",");
        let origin = match source {
            ValueSource::CommandLine => "flag",
            ValueSource::EnvVariable => "environment",
            _ if config.values.contains_key(id) => "config",
            _ => "default",
        };
        records.insert(arg.get_long().unwrap_or(id).to_string(), SettingRecord { value, origin, values });
    }
    records
}
