//! The settings of `huike inspect`, checked.

use crate::cli::inspect::InspectArgs;
use crate::error::{Error, Kind, Problem};
use crate::exports::FileOptions;
use crate::exports::records::Ragged;
use crate::labels::Label;

use super::reading;

const TWO_OUTPUTS: Label = Label::new("--json and -o - both ask for standard output", "--json 与 -o - 都要用标准输出");

/// Checked settings of `huike inspect`.
#[derive(Debug)]
pub struct InspectSettings {
    /// The files.
    pub files: Vec<String>,
    /// How they are opened and cut.
    pub options: FileOptions,
}

impl InspectSettings {
    /// Checks what was typed.
    ///
    /// # Errors
    /// Kind `Usage`, with everything that is wrong.
    pub fn new(args: &InspectArgs) -> Result<InspectSettings, Error> {
        let mut problems = Vec::new();
        if args.json && args.output.as_deref() == Some("-") {
            problems.push(Problem::at("--json", TWO_OUTPUTS.text()));
        }
        let options = reading::file_options(&args.text, Ragged::Pad, &mut problems);
        Error::check(Kind::Usage, problems)?;
        Ok(InspectSettings { files: args.files.clone(), options })
    }
}
