//! To be written.

use crate::commands::speaker::Speaker;
use crate::deliver::table::ResultTable;
use crate::error::{Error, Problem};
use crate::labels::Text;
use crate::reduce::satisfaction::customers::RankedCustomers;
use crate::report::Section;
use crate::settings::satisfaction_report::SatisfactionSettings;

use super::figures::Series;
use super::load::{Loaded, Tables};
use super::span::Span;

/// What was read.
#[derive(Default)]
pub(super) struct Rows {}

impl Rows {
    /// The same with customers by rank instead of code.
    pub(super) fn ranked(self, _customers: &RankedCustomers) -> Rows {
        self
    }

    /// First and last day of what was read, up to the as-of day.
    pub(super) fn days(&self) -> Option<(i32, i32)> {
        None
    }

    /// The days on which the customer with this rank complained.
    pub(super) fn days_of(&self, _customer: u32) -> &[i32] {
        &[]
    }
}

/// Reads the table.
pub(super) fn load(_tables: &mut Tables<'_>) -> Result<Rows, Error> {
    Ok(Rows::default())
}

/// What was found.
pub(super) struct Complaints {
    pub(super) series: Vec<Series>,
}

/// Makes figures of what was read.
pub(super) fn find(
    _settings: &SatisfactionSettings,
    _rules: &Rules,
    _loaded: &Loaded,
    _rows: &Rows,
    _span: &Span,
) -> Result<Complaints, Error> {
    Ok(Complaints { series: Vec::new() })
}

impl Complaints {
    /// What a reader has to know.
    pub(super) fn warnings(&self) -> Vec<Text> {
        Vec::new()
    }

    /// What was found, in a sentence or two.
    pub(super) fn sentences(&self, _speaker: &Speaker) -> Vec<String> {
        Vec::new()
    }

    /// The tables.
    pub(super) fn tables(&self, _loaded: &Loaded, _span: &Span) -> Result<Vec<ResultTable<'static>>, Error> {
        Ok(Vec::new())
    }

    /// The section of the report.
    pub(super) fn section(&self, _speaker: &Speaker, _span: &Span) -> Option<Section> {
        None
    }
}

/// Themes, business hours and holidays.
pub(super) struct Rules {}

impl Rules {
    /// Reads the files of the user, or takes those of the program.
    pub(super) fn read(_settings: &SatisfactionSettings, _problems: &mut Vec<Problem>) -> Option<Rules> {
        Some(Rules {})
    }
}
