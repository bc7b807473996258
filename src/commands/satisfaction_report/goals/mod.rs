//! Goals: met, not met, on track, behind, or cannot tell.

mod file;
mod judged;
mod tables;
mod words;

use crate::commands::speaker::Speaker;
use crate::deliver::table::ResultTable;
use crate::error::Error;
use crate::labels::Text;
use crate::report::Section;
use crate::settings::satisfaction_report::SatisfactionSettings;

use super::figures::Series;
use super::span::Span;

pub(super) use file::GoalsFile;
use judged::Judged;

/// What was found.
pub(super) struct Goals {
    /// In the order of the file.
    judged: Vec<Judged>,
}

/// Judges the goals by the series there are.
pub(super) fn find(
    _settings: &SatisfactionSettings,
    file: &GoalsFile,
    span: &Span,
    series: &[&Series],
) -> Result<Goals, Error> {
    let goals = file.checked(series)?;
    Ok(Goals { judged: goals.into_iter().filter_map(|goal| judged::judged(goal, span, series)).collect() })
}

impl Goals {
    /// What a reader has to know: goals whose day lies before all data, which may be a slip of the pen.
    pub(super) fn warnings(&self) -> Vec<Text> {
        words::warnings(self)
    }

    /// What was found, in a sentence or two.
    pub(super) fn sentences(&self, speaker: &Speaker) -> Vec<String> {
        words::sentences(self, speaker)
    }

    /// The tables.
    pub(super) fn tables(&self, _speaker: &Speaker) -> Result<Vec<ResultTable<'static>>, Error> {
        Ok(vec![tables::goals(self)?])
    }

    /// The section of the report.
    pub(super) fn section(&self, speaker: &Speaker) -> Option<Section> {
        Some(words::section(self, speaker))
    }
}
