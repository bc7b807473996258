//! To be written.

use std::path::Path;

use crate::commands::speaker::Speaker;
use crate::deliver::table::ResultTable;
use crate::error::{Error, Problem};
use crate::labels::Text;
use crate::report::Section;
use crate::settings::satisfaction_report::SatisfactionSettings;

use super::figures::Series;
use super::span::Span;

/// The goals of a file, not yet held against the metrics that there are.
pub(super) struct GoalsFile {}

impl GoalsFile {
    /// Reads it.
    pub(super) fn read(_path: &Path, _problems: &mut Vec<Problem>) -> Option<GoalsFile> {
        Some(GoalsFile {})
    }
}

/// What was found.
pub(super) struct Goals {}

/// Judges the goals by the series there are.
pub(super) fn find(
    _settings: &SatisfactionSettings,
    _file: &GoalsFile,
    _span: &Span,
    _series: &[&Series],
) -> Result<Goals, Error> {
    Ok(Goals {})
}

impl Goals {
    /// What a reader has to know.
    pub(super) fn warnings(&self) -> Vec<Text> {
        Vec::new()
    }

    /// What was found, in a sentence or two.
    pub(super) fn sentences(&self, _speaker: &Speaker) -> Vec<String> {
        Vec::new()
    }

    /// The tables.
    pub(super) fn tables(&self, _speaker: &Speaker) -> Result<Vec<ResultTable<'static>>, Error> {
        Ok(Vec::new())
    }

    /// The section of the report.
    pub(super) fn section(&self, _speaker: &Speaker) -> Option<Section> {
        None
    }
}
