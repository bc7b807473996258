//! `run.json`: everything needed to trust, repeat or automate a run.
//!
//! Keys are an interface: they are only ever added to. Only `run` may differ between two runs on the same input.

use std::collections::BTreeMap;

use serde::Serialize;

use super::folder::OutputRecord;
use crate::exports::InputRecord;
use crate::exports::ledger::Ledger;

/// Version of the manifest's form.
pub const SCHEMA_VERSION: u32 = 1;

/// One setting as it was resolved.
#[derive(Clone, Debug, Serialize)]
pub struct SettingRecord {
    /// Its value, as typed.
    pub value: String,
    /// `flag`, `environment`, `config` or `default`.
    pub origin: &'static str,
    /// Its parts, for a list.
    #[serde(skip)]
    pub values: Vec<String>,
}

/// One problem of a failed run.
#[derive(Clone, Debug, Serialize)]
pub struct FailureRecord {
    /// Exit code.
    pub exit_code: u8,
    /// What was said.
    pub message: String,
}

/// What may differ between two runs.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RunRecord {
    /// Seconds by stage.
    pub seconds: BTreeMap<&'static str, f64>,
    /// Peak resident memory.
    pub peak_memory_bytes: Option<u64>,
}

/// The manifest.
#[derive(Clone, Debug, Serialize)]
pub struct Manifest {
    /// Form of this file.
    pub schema_version: u32,
    /// Version of huike.
    pub huike: &'static str,
    /// The subcommand.
    pub command: &'static str,
    /// Exit code of the run.
    pub exit_code: u8,
    /// The day on which the analysis stands.
    pub as_of: Option<String>,
    /// Currency of the amounts, where it is known.
    pub currency: Option<String>,
    /// All settings and where they come from.
    pub settings: BTreeMap<String, SettingRecord>,
    /// All inputs and what they were taken for.
    pub inputs: Vec<InputRecord>,
    /// Ledger by table.
    pub ledger: BTreeMap<&'static str, Ledger>,
    /// Parameters of the models.
    pub model: serde_json::Value,
    /// What the user should know.
    pub warnings: Vec<String>,
    /// What was written.
    pub outputs: Vec<OutputRecord>,
    /// What went wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<FailureRecord>,
    /// What may differ between two runs.
    pub run: RunRecord,
}
