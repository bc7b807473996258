//! Reads the surveys: every answer is counted as it comes, those of customers who are followed up are kept one by one.

use polars::prelude::BooleanChunked;

use crate::commands::gathered::RowsWanted;
use crate::error::{Error, Kind, Problem};
use crate::exports::chunk::Clocks;
use crate::labels::{Text, satisfaction_report::scores as labels};
use crate::models::reach::{Reach, reach};
use crate::reduce::satisfaction::answers::{AnswerRows, Answers, CustomerAnswer, Said, Strata};
use crate::reduce::satisfaction::customers::RankedCustomers;
use crate::reduce::satisfaction::ratings::{RatingRows, Ratings};
use crate::tables::survey_ratings::SURVEY_RATINGS;
use crate::tables::surveys::SURVEYS;

use super::super::dimensions::Dimensions;
use super::super::drivers;
use super::super::load::{Loaded, Tables};

/// Everything that was answered.
#[derive(Default)]
pub(in super::super) struct Answered {
    pub(super) answers: Answers,
    /// Names of the attributes that strata have values of.
    pub(super) dimensions: Vec<String>,
    /// The values of each stratum; the first one has none.
    pub(super) strata: Vec<Vec<Option<String>>>,
    ratings: Ratings,
}

/// Reads the surveys.
///
/// # Errors
/// Those of reading.
pub(in super::super) fn load(tables: &mut Tables<'_>, dimensions: &Dimensions) -> Result<Answered, Error> {
    let settings = tables.settings;
    let strata = dimensions.strata();
    let by_customer = !tables.sources.follow_ups.is_empty();
    let rows =
        AnswerRows::new(tables.customers, settings.period, Strata::new(strata.of, dimensions.listed()), by_customer);
    let rated = drivers::asked(settings);
    let ratings = RatingRows::new(&settings.drivers, &settings.items).with_decimal(settings.reading.decimal);
    let table = if rated.is_empty() { &SURVEYS } else { &SURVEY_RATINGS };
    let wanted = RowsWanted {
        as_of: settings.as_of,
        clocks: Clocks::Seconds,
        attributes: Some(&rated),
        ..RowsWanted::of(table, &tables.sources.surveys, &AnswerRows::WANTED)
    };
    tables.reader.rows(&wanted, tables.rejects, tables.gathered, &|_, chunk| {
        let counts = rows.add(&chunk)?;
        if rated.is_empty() {
            return Ok(());
        }
        let mask: BooleanChunked = counts.into_iter().collect();
        ratings.add(&chunk.filter(&mask).map_err(Error::internal)?)
    })?;
    drivers::check(settings, &tables.gathered.inputs)?;
    let answers = rows.finish()?;
    tables.gathered.leave_out(SURVEYS.name, "duplicate", answers.duplicates);
    let dimensions = dimensions.names().map(str::to_string).collect();
    Ok(Answered { answers, dimensions, strata: strata.values, ratings: ratings.finish() })
}

impl Answered {
    /// The same with customers by rank instead of code.
    pub(in super::super) fn ranked(self, customers: &RankedCustomers) -> Answered {
        Answered { answers: self.answers.ranked(customers), ..self }
    }

    /// First day with an answer, and the last one that the record reaches.
    pub(in super::super) fn days(&self) -> Option<(i32, i32)> {
        self.answers.days.keys().next().copied().zip(self.reach().map(|reach| reach.last))
    }

    /// How far the record reaches.
    pub(in super::super) fn reach(&self) -> Option<Reach> {
        reach(&self.answers.days)
    }

    /// Ratings of parts of the service.
    pub(in super::super) fn ratings(&self) -> &Ratings {
        &self.ratings
    }

    /// The answers of customers one by one, where follow-ups are given: by customer, question and day.
    pub(in super::super) fn of_customers(&self) -> &[CustomerAnswer] {
        &self.answers.of_customers
    }

    /// The name of a question: questionnaire and metric as the export has them.
    pub(in super::super) fn question_name(&self, question: u32) -> Text {
        let own = self.answers.questions.get(question as usize);
        match own.map(|own| (own.survey.as_deref(), own.metric.as_deref())) {
            Some((Some(survey), Some(metric))) => {
                labels::QUESTION_OF_SURVEY.with(&[("survey", &survey), ("metric", &metric)])
            }
            Some((Some(one), None) | (None, Some(one))) => Text::verbatim(one),
            _ => labels::THE_QUESTION.text(),
        }
    }

    /// Refuses answers that all weigh nothing.
    ///
    /// # Errors
    /// Kind `Contract`.
    pub(super) fn check_weights(&self) -> Result<(), Error> {
        let answered = || self.answers.cells.iter().filter(|cell| cell.said != Said::Nothing);
        let rows: u64 = answered().map(|cell| cell.count.rows).sum();
        if !self.answers.weighted || rows == 0 || answered().any(|cell| cell.count.weighted > 0) {
            return Ok(());
        }
        let problem = Problem::at(SURVEYS.name, labels::NO_WEIGHT.with(&[("n", &rows)]));
        Err(Error::new(Kind::Contract, problem.hint(labels::NO_WEIGHT_HINT.text())))
    }

    /// What a reader has to know of the rows.
    pub(super) fn warnings(&self, loaded: &Loaded) -> Vec<Text> {
        let answers = &self.answers;
        let mut warnings = Vec::new();
        if answers.strangers > 0 && !loaded.known.is_empty() {
            warnings.push(labels::STRANGERS.with(&[("n", &answers.strangers)]));
        }
        let answered = answers.cells.iter().filter(|cell| cell.said != Said::Nothing);
        let without: u64 = answered.map(|cell| cell.count.rows - cell.count.weighted).sum();
        if answers.weighted && without > 0 {
            warnings.push(labels::WITHOUT_WEIGHT.with(&[("n", &without)]));
        }
        warnings
    }
}
