//! To be written.

use crate::commands::speaker::Speaker;
use crate::deliver::table::ResultTable;
use crate::error::Error;
use crate::labels::Text;
use crate::reduce::satisfaction::ratings::Ratings;
use crate::report::Section;
use crate::settings::satisfaction_report::SatisfactionSettings;

/// What was found.
pub(super) struct Drivers {}

/// Analyses the ratings.
pub(super) fn find(_settings: &SatisfactionSettings, _ratings: &Ratings) -> Result<Drivers, Error> {
    Ok(Drivers {})
}

impl Drivers {
    /// What a reader has to know.
    pub(super) fn warnings(&self) -> Vec<Text> {
        Vec::new()
    }

    /// What was found, in a sentence or two.
    pub(super) fn sentences(&self, _speaker: &Speaker) -> Vec<String> {
        Vec::new()
    }

    /// The tables.
    pub(super) fn tables(&self) -> Result<Vec<ResultTable<'static>>, Error> {
        Ok(Vec::new())
    }

    /// The section of the report.
    pub(super) fn section(&self, _speaker: &Speaker) -> Option<Section> {
        None
    }
}
