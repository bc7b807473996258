//! To be written.

use crate::commands::speaker::Speaker;
use crate::deliver::table::ResultTable;
use crate::error::{Error, Problem};
use crate::labels::Text;
use crate::models::early_warning::Level;
use crate::report::{Chart, Section, Step};
use crate::settings::satisfaction_report::SatisfactionSettings;

use super::figures::Series;
use super::span::Span;

/// What raises an alarm, and who answers it how.
pub(super) struct Rules {}

impl Rules {
    /// Reads the file of the user, or takes the rules of the program.
    pub(super) fn read(_settings: &SatisfactionSettings, _problems: &mut Vec<Problem>) -> Option<Rules> {
        Some(Rules {})
    }
}

/// What was found.
#[derive(Default)]
pub(super) struct Alarms {}

/// Judges series.
pub(super) fn find(
    _settings: &SatisfactionSettings,
    _rules: &Rules,
    _span: &Span,
    _series: &[&Series],
) -> Result<Alarms, Error> {
    Ok(Alarms {})
}

impl Alarms {
    /// The gravest level of alarms that stand.
    pub(super) fn gravest(&self) -> Option<Level> {
        None
    }

    /// What a reader has to know.
    pub(super) fn warnings(&self) -> Vec<Text> {
        Vec::new()
    }

    /// What was found, in a sentence or two: the gravest first.
    pub(super) fn sentences(&self, _speaker: &Speaker) -> Vec<String> {
        Vec::new()
    }

    /// The tables.
    pub(super) fn tables(&self, _speaker: &Speaker, _span: &Span) -> Result<Vec<ResultTable<'static>>, Error> {
        Ok(Vec::new())
    }

    /// The section of the report that comes first.
    pub(super) fn section(&self, _speaker: &Speaker, _span: &Span) -> Option<Section> {
        None
    }

    /// What to do about alarms that stand.
    pub(super) fn steps(&self, _speaker: &Speaker) -> Vec<Step> {
        Vec::new()
    }

    /// Trends with their control limits, one chart a metric, with small multiples by segment.
    pub(super) fn trends(&self, _speaker: &Speaker, _span: &Span) -> Vec<Chart> {
        Vec::new()
    }

    /// What the next run has to know; `None` where nobody asked.
    pub(super) fn state(&self) -> Option<Vec<u8>> {
        None
    }
}
