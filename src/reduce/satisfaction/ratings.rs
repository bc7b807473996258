//! Ratings of parts of a service beside the score of a survey → the respondents of each question, in columns.
//!
//! A question of many respondents is held by a sample of them: those with the smallest hash of all they answered. The
//! sample is the same whatever the order of rows and the threads.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use polars::prelude::{DataFrame, StringChunked};
use xxhash_rust::xxh3::Xxh3;

use super::sample::Sample;
use crate::error::Error;
use crate::exports::cast::{DecimalMark, UNIT, parse_quantity};

/// Questions that are held: those first by survey and metric. A column taken for the name of a survey may differ in
/// every row.
const MOST_QUESTIONS: usize = 200;

/// Survey and metric of a question, as they stand in the data; the metric in lower case.
type Key = (Option<String>, Option<String>);

/// Ratings on their way in; chunks may come from any thread in any order.
pub struct RatingRows {
    drivers: Vec<String>,
    items: Vec<String>,
    decimal: DecimalMark,
    gathered: Mutex<Gathered>,
}

#[derive(Default)]
struct Gathered {
    questions: BTreeMap<Key, Sample>,
    unrated: u64,
    not_numbers: Vec<u64>,
    more_questions: bool,
}

/// The ratings that are analysed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ratings {
    /// Names of the drivers.
    pub drivers: Vec<String>,
    /// Names of the items.
    pub items: Vec<String>,
    /// The questions with at least one rating, by survey and metric.
    pub questions: Vec<RatedQuestion>,
    /// Answers without any rating; they are in no question.
    pub unrated: u64,
    /// Cells that are not empty and no number, by driver, then by item. They count as missing.
    pub not_numbers: Vec<u64>,
    /// Whether there are more questions than are held.
    pub more_questions: bool,
}

/// The respondents of one question who gave at least one rating.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RatedQuestion {
    /// The survey.
    pub survey: Option<String>,
    /// The metric, in lower case.
    pub metric: Option<String>,
    /// All of them, also those that are not in the sample.
    pub respondents: u64,
    /// Score of each respondent in the sample.
    pub outcome: Vec<Option<f64>>,
    /// Ratings by driver, then by respondent.
    pub drivers: Vec<Vec<Option<f64>>>,
    /// Ratings by item, then by respondent.
    pub items: Vec<Vec<Option<f64>>>,
}

impl RatedQuestion {
    /// Whether only some of the respondents are held.
    pub fn is_sampled(&self) -> bool {
        self.respondents > self.outcome.len() as u64
    }
}

impl RatingRows {
    /// Ratings in the columns `drivers` and `items` of survey chunks, which are text.
    pub fn new(drivers: &[String], items: &[String]) -> RatingRows {
        let gathered = Gathered { not_numbers: vec![0; drivers.len() + items.len()], ..Gathered::default() };
        let (drivers, items) = (drivers.to_vec(), items.to_vec());
        RatingRows { drivers, items, decimal: DecimalMark::Point, gathered: Mutex::new(gathered) }
    }

    /// The same with another decimal mark than the point.
    #[must_use]
    pub fn with_decimal(self, decimal: DecimalMark) -> RatingRows {
        RatingRows { decimal, ..self }
    }

    /// Takes the rows of a chunk. It has the scores in ten-thousandths and the columns asked for; survey, metric,
    /// customer and day may be absent.
    ///
    /// # Errors
    /// An internal one where a column is missing or not of its kind.
    pub fn add(&self, chunk: &DataFrame) -> Result<(), Error> {
        let scores = chunk.column("score").and_then(|column| column.i64()).map_err(Error::internal)?;
        let text = |name: &str| chunk.column(name).ok().and_then(|column| column.str().ok());
        let (surveys, metrics, customers) = (text("survey"), text("metric"), text("customer_id"));
        let days = chunk.column("answered_at").ok().and_then(|column| column.i32().ok());
        // A name that is also that of a column with a role is refused before anything is made of the ratings.
        let rated: Vec<Option<&StringChunked>> = self.names().map(|name| text(name)).collect();
        let mut own = Gathered { not_numbers: vec![0; rated.len()], ..Gathered::default() };
        let mut values: Vec<f64> = Vec::with_capacity(rated.len() + 1);
        let mut hash = Xxh3::new();
        for (row, score) in scores.iter().enumerate() {
            values.clear();
            values.push(score.map_or(f64::NAN, |score| score as f64 / UNIT as f64));
            for (cells, not_numbers) in rated.iter().zip(&mut own.not_numbers) {
                let cell = cells.and_then(|cells| cells.get(row)).map(str::trim).filter(|cell| !cell.is_empty());
                let number = cell.and_then(|cell| parse_quantity(cell, self.decimal).ok());
                *not_numbers += u64::from(cell.is_some() && number.is_none());
                values.push(number.map_or(f64::NAN, |number| number.amount as f64 / UNIT as f64));
            }
            if values.iter().skip(1).all(|value| value.is_nan()) {
                own.unrated += 1;
                continue;
            }
            hash.reset();
            hash.update(customers.and_then(|ids| ids.get(row)).unwrap_or_default().as_bytes());
            hash.update(&days.and_then(|days| days.get(row)).unwrap_or(i32::MIN).to_le_bytes());
            values.iter().for_each(|value| hash.update(&value.to_le_bytes()));
            let key = (name(surveys, row).map(str::to_string), name(metrics, row).map(str::to_lowercase));
            own.sample(key, values.len()).add(hash.digest(), &values);
        }
        self.gathered.lock().unwrap_or_else(PoisonError::into_inner).merge(own);
        Ok(())
    }

    fn names(&self) -> impl Iterator<Item = &String> {
        self.drivers.iter().chain(&self.items)
    }

    /// The ratings.
    pub fn finish(self) -> Ratings {
        let RatingRows { drivers, items, gathered, .. } = self;
        let Gathered { questions, unrated, not_numbers, more_questions } =
            gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
        let question = |((survey, metric), sample): (Key, Sample)| {
            let respondents = sample.seen();
            let mut columns = sample.columns().into_iter();
            let outcome = columns.next().unwrap_or_default();
            let of_drivers = columns.by_ref().take(drivers.len()).collect();
            RatedQuestion { survey, metric, respondents, outcome, drivers: of_drivers, items: columns.collect() }
        };
        let questions = questions.into_iter().map(question).collect();
        Ratings { questions, drivers, items, unrated, not_numbers, more_questions }
    }
}

fn name(names: Option<&StringChunked>, row: usize) -> Option<&str> {
    names.and_then(|names| names.get(row)).map(str::trim).filter(|name| !name.is_empty())
}

impl Gathered {
    fn sample(&mut self, key: Key, width: usize) -> &mut Sample {
        self.questions.entry(key).or_insert_with(|| Sample::of(width))
    }

    /// Takes in what a chunk gave. A question beyond the number held is never among the first ones again, so that the
    /// counts of those held are whole.
    fn merge(&mut self, other: Gathered) {
        self.unrated += other.unrated;
        self.more_questions |= other.more_questions;
        self.not_numbers.iter_mut().zip(other.not_numbers).for_each(|(all, own)| *all += own);
        for (key, sample) in other.questions {
            self.sample(key, sample.width()).merge(sample);
        }
        while self.questions.len() > MOST_QUESTIONS {
            self.questions.pop_last();
            self.more_questions = true;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use polars::prelude::{Column, IntoColumn, NamedFrom, Series};

    use super::*;

    fn column<T, A: AsRef<[T]>>(name: &str, values: A) -> Column
    where
        Series: NamedFrom<A, [T]>,
    {
        Series::new(name.into(), values).into_column()
    }

    fn chunk(rows: std::ops::Range<i64>) -> DataFrame {
        let all: Vec<i64> = rows.collect();
        let cells = |of: fn(i64) -> Option<String>| all.iter().map(|row| of(*row)).collect::<Vec<Option<String>>>();
        DataFrame::new_infer_height(vec![
            column("score", all.iter().map(|row| (row % 7 != 0).then_some(row % 11 * 10_000)).collect::<Vec<_>>()),
            column("survey", cells(|row| (row % 3 == 0).then(|| "after sales".into()))),
            column("metric", cells(|row| Some(if row % 2 == 0 { "NPS".into() } else { "nps ".into() }))),
            column("customer_id", cells(|row| Some(row.to_string()))),
            column("delivery", cells(|row| (row % 5 != 0).then(|| format!(" {} ", row % 5)))),
            column(
                "price",
                cells(|row| (row % 10 != 0).then(|| if row % 4 == 0 { "n/a".into() } else { "３.5".into() })),
            ),
        ])
        .unwrap()
    }

    fn ratings(chunks: &[std::ops::Range<i64>]) -> Ratings {
        let rows = RatingRows::new(&["delivery".into()], &["price".into()]);
        chunks.iter().for_each(|rows_of| rows.add(&chunk(rows_of.clone())).unwrap());
        rows.finish()
    }

    #[test]
    fn questions_stand_apart_and_order_does_not_matter() {
        let all = ratings(&[0..100, 100..200]);
        assert_eq!(all, ratings(&[100..200, 0..100]));
        // Row 0, 10, 20, … have neither rating.
        let names: Vec<_> = all.questions.iter().map(|own| (own.survey.as_deref(), own.metric.as_deref())).collect();
        assert_eq!(names, [(None, Some("nps")), (Some("after sales"), Some("nps"))]);
        assert_eq!(all.unrated, 20);
        assert_eq!(all.questions.iter().map(|own| own.respondents).sum::<u64>(), 180);
        // Every fourth row but those that end in 0: 50 − 10.
        assert_eq!(all.not_numbers, [0, 40]);
        let first = &all.questions[0];
        assert!(!first.is_sampled() && first.outcome.iter().any(Option::is_none));
        assert!(first.items[0].iter().flatten().all(|price| *price == 3.5));
        let sum: f64 = all.questions.iter().flat_map(|own| own.drivers[0].iter().flatten()).sum();
        assert_eq!(sum, 400.0);
    }

    #[test]
    fn a_survey_in_every_row_does_not_fill_the_memory() {
        let rows = RatingRows::new(&["delivery".into()], &[]);
        for start in [300, 0] {
            let names: Vec<String> = (start..start + 300).map(|row| format!("{row:03}")).collect();
            let frame = DataFrame::new_infer_height(vec![
                column("score", vec![Some(10_000_i64); 300]),
                column("survey", names),
                column("delivery", vec!["4"; 300]),
            ]);
            rows.add(&frame.unwrap()).unwrap();
        }
        let ratings = rows.finish();
        assert!(ratings.more_questions);
        assert_eq!(ratings.questions.last().unwrap().survey.as_deref(), Some("199"));
    }

    #[test]
    fn nothing_given() {
        let none = ratings(&[]);
        assert!(none.questions.is_empty() && none.unrated == 0 && none.drivers == ["delivery"]);
    }
}
