//! To be written.

use crate::commands::speaker::Speaker;
use crate::error::Error;
use crate::report::Section;
use crate::settings::satisfaction_report::SatisfactionSettings;

use super::figures::Series;
use super::span::Span;

/// What was found.
pub(super) struct Recovery {}

/// Compares the periods before and after each event.
pub(super) fn find(_settings: &SatisfactionSettings, _span: &Span, _series: &[&Series]) -> Result<Recovery, Error> {
    Ok(Recovery {})
}

impl Recovery {
    /// What was found, in a sentence or two.
    pub(super) fn sentences(&self, _speaker: &Speaker) -> Vec<String> {
        Vec::new()
    }

    /// The section of the report.
    pub(super) fn section(&self, _speaker: &Speaker, _span: &Span) -> Option<Section> {
        None
    }
}
