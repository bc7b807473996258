//! Key drivers: how strongly ratings of parts of a service go along with the score, which important ones are rated low,
//! and whether several items measure one thing.
//!
//! | file | its job |
//! |---|---|
//! | `columns` | which columns are read, and whether the surveys have them |
//! | `analysis` | shares, map and reliability of each question |
//! | `performance` | which drivers are rated clearly below or above the others |
//! | `words` | sentences |
//! | `table` | the table `drivers` |
//! | `section` | the section of the report: chart, map, notes |

mod analysis;
mod columns;
mod performance;
mod section;
mod table;
mod words;

use crate::commands::speaker::Speaker;
use crate::deliver::table::ResultTable;
use crate::error::Error;
use crate::labels::Text;
use crate::labels::satisfaction_report::drivers as labels;
use crate::reduce::satisfaction::ratings::Ratings;
use crate::report::{Section, number};
use crate::settings::satisfaction_report::SatisfactionSettings;

use analysis::Analysis;
pub(super) use columns::{asked, check};
use words::Words;

/// Questions in the report and in sentences; the table holds all.
const SHOWN: usize = 4;

/// What was found.
pub(super) struct Drivers {
    /// By survey and metric.
    questions: Vec<Analysis>,
    driver_names: Vec<String>,
    item_names: Vec<String>,
    /// Cells that are no number, by column.
    not_numbers: Vec<(String, u64)>,
    unrated: u64,
    more_questions: bool,
}

/// Analyses the ratings.
pub(super) fn find(settings: &SatisfactionSettings, ratings: &Ratings) -> Result<Drivers, Error> {
    let names = ratings.drivers.iter().chain(&ratings.items);
    let mut not_numbers: Vec<(String, u64)> =
        names.cloned().zip(ratings.not_numbers.iter().copied()).filter(|(_, cells)| *cells > 0).collect();
    not_numbers.sort();
    not_numbers.dedup();
    Ok(Drivers {
        questions: analysis::all(settings, ratings)?,
        driver_names: ratings.drivers.clone(),
        item_names: ratings.items.clone(),
        not_numbers,
        unrated: ratings.unrated,
        more_questions: ratings.more_questions,
    })
}

impl Drivers {
    /// What a reader has to know.
    pub(super) fn warnings(&self) -> Vec<Text> {
        let none = self.questions.is_empty().then(|| labels::NO_RATINGS.text());
        let not_numbers = self.not_numbers.iter().map(|(column, cells)| {
            let cells = number::count(i128::from(*cells));
            labels::NOT_NUMBERS.with(&[("n", &cells), ("column", column)])
        });
        let more = self.more_questions.then(|| labels::MORE_QUESTIONS.with(&[("n", &self.questions.len())]));
        none.into_iter().chain(not_numbers).chain(more).collect()
    }

    /// What was found, in a sentence or two a question.
    pub(super) fn sentences(&self, speaker: &Speaker) -> Vec<String> {
        let words = self.words(speaker);
        self.shown().into_iter().flat_map(|analysis| words.sentences(analysis)).collect()
    }

    /// The tables.
    pub(super) fn tables(&self) -> Result<Vec<ResultTable<'static>>, Error> {
        Ok(vec![table::table(self)?])
    }

    /// The section of the report.
    pub(super) fn section(&self, speaker: &Speaker) -> Option<Section> {
        section::section(self, speaker)
    }

    /// The questions with the most respondents.
    fn shown(&self) -> Vec<&Analysis> {
        let mut all: Vec<&Analysis> = self.questions.iter().collect();
        all.sort_by_key(|analysis| std::cmp::Reverse(analysis.respondents));
        all.truncate(SHOWN);
        all
    }

    fn words<'a>(&'a self, speaker: &'a Speaker) -> Words<'a> {
        Words { speaker, drivers: &self.driver_names, items: &self.item_names, several: self.questions.len() > 1 }
    }
}
