//! To be written.

use crate::commands::speaker::Speaker;
use crate::error::Error;
use crate::reduce::satisfaction::bought::Bought;
use crate::report::Section;
use crate::settings::satisfaction_report::SatisfactionSettings;

use super::figures::Series;
use super::groups::Groups;
use super::span::Span;

/// What was found.
pub(super) struct Loyalty {
    pub(super) series: Vec<Series>,
}

/// Who buys again.
pub(super) fn find(
    _settings: &SatisfactionSettings,
    _bought: &Bought,
    _groups: &Groups,
    _span: &Span,
) -> Result<Loyalty, Error> {
    Ok(Loyalty { series: Vec::new() })
}

impl Loyalty {
    /// What was found, in a sentence or two.
    pub(super) fn sentences(&self, _speaker: &Speaker) -> Vec<String> {
        Vec::new()
    }

    /// The section of the report.
    pub(super) fn section(&self, _speaker: &Speaker, _span: &Span) -> Option<Section> {
        None
    }
}
