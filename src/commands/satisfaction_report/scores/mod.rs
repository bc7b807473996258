//! Scores: NPS, CSAT, CES and mean of each question, by period and segment.

use std::path::Path;

use crate::commands::speaker::Speaker;
use crate::error::{Error, Problem};
use crate::labels::Text;
use crate::reduce::satisfaction::customers::RankedCustomers;
use crate::reduce::satisfaction::ratings::Ratings;
use crate::report::Section;
use crate::settings::satisfaction_report::SatisfactionSettings;

use super::figures::Series;
use super::files::Files;
use super::load::{Dimensions, Loaded, Tables};
use super::span::Span;

/// Known totals.
pub(super) struct Margins {}

impl Margins {
    pub(super) fn read(_path: &Path, _problems: &mut Vec<Problem>) -> Option<Margins> {
        Some(Margins {})
    }

    pub(super) fn attributes(&self) -> Vec<String> {
        Vec::new()
    }
}

/// One answer of a customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CustomerAnswer {
    /// Rank of the customer.
    pub(super) customer: u32,
    /// The question, as a place in [`Answered::questions`].
    pub(super) question: u32,
    /// Days since 1970-01-01.
    pub(super) day: i32,
    /// The answer on the scale of the question.
    pub(super) answer: f64,
}

/// What was answered.
#[derive(Default)]
pub(super) struct Answered {
    ratings: Ratings,
    of_customers: Vec<CustomerAnswer>,
}

impl Answered {
    pub(super) fn ranked(self, _customers: &RankedCustomers) -> Answered {
        self
    }

    pub(super) fn days(&self) -> Option<(i32, i32)> {
        None
    }

    pub(super) fn ratings(&self) -> &Ratings {
        &self.ratings
    }

    /// The answers of known customers, where follow-ups are given: by customer, question and day.
    pub(super) fn of_customers(&self) -> &[CustomerAnswer] {
        &self.of_customers
    }

    /// The name of a question.
    pub(super) fn question_name(&self, _question: u32) -> Text {
        Text::verbatim("")
    }
}

pub(super) fn load(_tables: &mut Tables<'_>, _dimensions: &Dimensions) -> Result<Answered, Error> {
    Ok(Answered::default())
}

/// The scores.
pub(super) struct Scores {
    pub(super) series: Vec<Series>,
}

pub(super) fn find(
    _settings: &SatisfactionSettings,
    _files: &Files,
    _loaded: &Loaded,
    _answers: &Answered,
    _span: &Span,
) -> Result<Scores, Error> {
    Ok(Scores { series: Vec::new() })
}

impl Scores {
    /// The scores of all customers.
    pub(super) fn headline(&self) -> impl Iterator<Item = &Series> {
        self.series.iter()
    }

    pub(super) fn warnings(&self) -> Vec<Text> {
        Vec::new()
    }

    pub(super) fn sentences(&self, _speaker: &Speaker, _span: &Span) -> Vec<String> {
        Vec::new()
    }

    pub(super) fn section(&self, _speaker: &Speaker, _span: &Span) -> Option<Section> {
        None
    }
}
