//! Survey answers → counts by question, period, stratum and answer. It knows no scale and no score.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use hashbrown::HashMap;
use polars::prelude::{DataFrame, StringChunked};
use xxhash_rust::xxh3::xxh3_64;

use super::answer_counts::said;
use super::customers::{Customers, NOBODY, RankedCustomers};
use crate::error::{Error, Kind, Problem};
use crate::exports::cast::UNIT;
use crate::labels::satisfaction_report::scores as labels;
use crate::models::periods::Length;
use crate::reduce::intern::{Batch, Key};
use crate::reduce::seen::SeenRows;

/// More questions than any export has: a column taken for the questionnaire differs in every row.
const MOST_QUESTIONS: usize = 500;

pub use super::answer_counts::{Count, Fractions, Moments, Said};

/// What a question asked for, as the export names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Question {
    /// The questionnaire.
    pub survey: Option<String>,
    /// The metric.
    pub metric: Option<String>,
}

/// Rows of one question in one period and stratum that say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Place of the question.
    pub question: u32,
    /// Number of the period.
    pub period: i32,
    /// Place of the stratum.
    pub stratum: u32,
    /// What they say.
    pub said: Said,
    /// How many there are.
    pub count: Count,
}

/// One answer of a customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CustomerAnswer {
    /// Rank of the customer.
    pub customer: u32,
    /// The question, as a place among the questions.
    pub question: u32,
    /// Days since 1970-01-01.
    pub day: i32,
    /// The answer.
    pub answer: f64,
}

/// Everything that was answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// The questions, by questionnaire and metric.
    pub questions: Vec<Question>,
    /// By question, period, stratum and what was said.
    pub cells: Vec<Cell>,
    /// Answers of customers, where they were asked for: by customer, question and day.
    pub of_customers: Vec<CustomerAnswer>,
    /// Whether any row has a weight.
    pub weighted: bool,
    /// Rows that say the same as another one of the same customer, which are left out.
    pub duplicates: u64,
    /// Rows of customers who are not in the customers file.
    pub strangers: u64,
    /// Rows by day.
    pub days: BTreeMap<i32, u64>,
}

/// Groups of customers whose answers are counted together.
#[derive(Clone, Debug, Default)]
pub struct Strata {
    /// By code of the customer; customers beyond are in no stratum.
    of: Vec<u32>,
    /// Whether customers beyond, or without a stratum, are strangers to the customers file.
    closed: bool,
}

/// The stratum of customers of whom nothing is known.
pub const NO_STRATUM: u32 = 0;
/// What stands in [`Strata`] for customers who are in no file.
const STRANGER: u32 = u32::MAX;

impl Strata {
    /// `of` gives customer codes with their strata, from 1; `listed` the codes of the customers file, if there is one.
    pub fn new(of: impl IntoIterator<Item = (u32, u32)>, listed: Option<&[u32]>) -> Strata {
        let mut strata = Strata { of: Vec::new(), closed: listed.is_some() };
        let mut set = |code: u32, stratum: u32| {
            let at = code as usize;
            if strata.of.len() <= at {
                strata.of.resize(at + 1, STRANGER);
            }
            strata.of[at] = stratum;
        };
        listed.unwrap_or_default().iter().for_each(|code| set(*code, NO_STRATUM));
        of.into_iter().for_each(|(code, stratum)| set(code, stratum));
        strata
    }

    /// Whether nobody is told apart and nobody is looked for.
    fn is_empty(&self) -> bool {
        self.of.is_empty() && !self.closed
    }
}

/// What a row says besides the name of the customer.
struct Row {
    day: Option<i32>,
    /// Seconds after midnight.
    second: Option<i32>,
    score: Option<i64>,
    weight: Option<i64>,
    /// Place of the question.
    question: u32,
}

impl Row {
    /// A hash of the whole row; `question` is one of the names of the question.
    fn hash(&self, id: Key, question: u64) -> u64 {
        let time = (i64::from(self.day.unwrap_or(i32::MIN)) << 32) | i64::from(self.second.unwrap_or(-1)) & 0xffff_ffff;
        let numbers = [time, self.score.unwrap_or(i64::MIN), self.weight.unwrap_or(i64::MIN)];
        let all = [id.hash(), question].into_iter().chain(numbers.map(|number| number as u64));
        let mut bytes = [0; 40];
        bytes.chunks_exact_mut(8).zip(all).for_each(|(place, number)| place.copy_from_slice(&number.to_le_bytes()));
        xxh3_64(&bytes)
    }
}

impl Question {
    fn hash(&self) -> u64 {
        let name = |name: &Option<String>| name.as_ref().map_or(0, |name| xxh3_64(name.as_bytes()));
        name(&self.survey).rotate_left(1) ^ name(&self.metric)
    }
}

/// What some chunks, or all of them, amount to.
#[derive(Default)]
struct Gathered {
    questions: Vec<Question>,
    cells: HashMap<(u32, i32, u32, Said), Count>,
    /// Customer code, question, day, answer in 1/10000.
    of_customers: Vec<(u32, u32, i32, i32)>,
    weighted: bool,
    duplicates: u64,
    strangers: u64,
    days: HashMap<i32, u64>,
}

/// Rows on their way in; chunks may come from any thread in any order.
pub struct AnswerRows<'a> {
    customers: &'a Customers,
    length: Length,
    strata: Strata,
    /// Whether the answers of each customer are kept one by one.
    by_customer: bool,
    seen: SeenRows,
    /// Those that no thread is at: each chunk is added to one of them, so that no thread waits for another.
    gathered: Mutex<Vec<Gathered>>,
}

impl<'a> AnswerRows<'a> {
    /// The canonical columns that are read.
    pub const WANTED: [&'static str; 6] = ["answered_at", "score", "customer_id", "survey", "metric", "weight"];

    /// Counts by periods of this length and by stratum.
    pub fn new(customers: &'a Customers, length: Length, strata: Strata, by_customer: bool) -> AnswerRows<'a> {
        let seen = SeenRows::default();
        AnswerRows { customers, length, strata, by_customer, seen, gathered: Mutex::default() }
    }

    /// Takes the rows of a canonical chunk, and tells which of them count. Rows of one customer that agree in
    /// questionnaire, metric, time, score and weight are one answer; [`SeenRows::add`] says how surely they are told
    /// apart from others.
    ///
    /// # Errors
    /// An internal one where the chunk has no such columns.
    pub fn add(&self, chunk: &DataFrame) -> Result<Vec<bool>, Error> {
        let text = |name: &str| chunk.column(name).and_then(|column| column.str()).map_err(Error::internal);
        let number = |name: &str| chunk.column(name).and_then(|column| column.i64()).map_err(Error::internal);
        let days = chunk.column("answered_at").and_then(|column| column.i32()).map_err(Error::internal)?;
        let seconds = chunk.column("answered_at_second").ok().and_then(|column| column.i32().ok());
        let (ids, surveys, metrics) = (text("customer_id")?, text("survey")?, text("metric")?);
        let (scores, weights) = (number("score")?, number("weight")?);
        let ids = Batch::of(ids.iter());
        let mut own = self.free().pop().unwrap_or_default();
        let questions = own.questions_of(surveys, metrics)?;
        let names: Vec<u64> = own.questions.iter().map(Question::hash).collect();
        let mut seconds = seconds.map(|column| column.iter());
        let rows = days.iter().zip(scores.iter().zip(weights.iter())).zip(&questions);
        let rows: Vec<Row> = rows
            .map(|((day, (score, weight)), question)| {
                let second = seconds.as_mut().and_then(|column| column.next().flatten());
                Row { day, second, score, weight, question: *question }
            })
            .collect();
        let seen = self.seen(&ids, &rows, &names);
        let codes = match self.by_customer || !self.strata.is_empty() {
            true => self.customers.codes_of(&ids)?,
            false => Vec::new(),
        };
        // Looked up in a loop of their own, as the waits for memory of one row do not depend on those of another.
        let strata = codes.iter().map(|code| self.strata.of.get(*code as usize).copied().unwrap_or(STRANGER));
        let strata: Vec<u32> = strata.collect();
        let mut period = (i32::MIN, 0);
        for (at, (row, seen)) in rows.iter().zip(&seen).enumerate() {
            let Some(day) = row.day else { continue };
            if *seen {
                own.duplicates += 1;
                continue;
            }
            if period.0 != day {
                period = (day, i32::try_from(self.length.of(day)).unwrap_or(0));
            }
            let code = codes.get(at).copied().unwrap_or(NOBODY);
            let stratum = match strata.get(at).copied().unwrap_or(STRANGER) {
                STRANGER => {
                    own.strangers += u64::from(self.strata.closed);
                    NO_STRATUM
                }
                stratum => stratum,
            };
            let (said, fraction) = said(row.score);
            own.weighted |= row.weight.is_some();
            own.cells.entry((row.question, period.1, stratum, said)).or_default().add(row.weight, fraction);
            *own.days.entry(day).or_default() += 1;
            if let (true, Said::Answer(whole) | Said::Between(whole)) = (self.by_customer && code != NOBODY, said) {
                own.of_customers.push((code, row.question, day, whole * UNIT as i32 + fraction));
            }
        }
        self.free().push(own);
        Ok(rows.iter().zip(seen).map(|(row, seen)| row.day.is_none() || !seen).collect())
    }

    fn free(&self) -> MutexGuard<'_, Vec<Gathered>> {
        self.gathered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Which rows equal one that came before. A row without a customer equals none.
    fn seen(&self, ids: &Batch<'_>, rows: &[Row], names: &[u64]) -> Vec<bool> {
        let named = ids.keys().zip(rows).zip(0..).filter_map(|((id, row), at)| Some(((id?, row), at)));
        let hash = |(id, row): (Key, &Row)| row.hash(id, names.get(row.question as usize).copied().unwrap_or(0));
        let (hashes, places): (Vec<u64>, Vec<usize>) = named.map(|(named, at)| (hash(named), at)).unzip();
        let mut seen = vec![false; rows.len()];
        for (place, again) in places.into_iter().zip(self.seen.add(&hashes)) {
            seen[place] = again;
        }
        seen
    }

    /// All rows, customers still by their codes; see [`Answers::ranked`].
    ///
    /// # Errors
    /// Kind `Contract` where there are so many questions that they are none.
    pub fn finish(self) -> Result<Answers, Error> {
        let mut gathered = Gathered::default();
        for own in self.gathered.into_inner().unwrap_or_else(PoisonError::into_inner) {
            gathered.take(own)?;
        }
        let Gathered { questions, cells, of_customers, weighted, duplicates, strangers, days } = gathered;
        // Questions are numbered as they came; from here on by name.
        let sorted: BTreeMap<&Question, u32> = questions.iter().collect::<BTreeSet<_>>().into_iter().zip(0..).collect();
        let place: Vec<u32> = questions.iter().filter_map(|question| sorted.get(question).copied()).collect();
        let placed = |question: u32| place.get(question as usize).copied().unwrap_or(0);
        let cell = |((question, period, stratum, said), count)| Cell {
            question: placed(question),
            period,
            stratum,
            said,
            count,
        };
        let mut cells: Vec<Cell> = cells.into_iter().map(cell).collect();
        cells.sort_unstable_by_key(|cell| (cell.question, cell.period, cell.stratum, cell.said));
        let answer = |(customer, question, day, answer)| CustomerAnswer {
            customer,
            question: placed(question),
            day,
            answer: f64::from(answer) / UNIT as f64,
        };
        let of_customers = of_customers.into_iter().map(answer).collect();
        let questions = sorted.into_keys().cloned().collect();
        let days = days.into_iter().collect();
        Ok(Answers { questions, cells, of_customers, weighted, duplicates, strangers, days })
    }
}

impl Answers {
    /// The same with customers by rank, in their order.
    pub fn ranked(mut self, customers: &RankedCustomers) -> Answers {
        self.of_customers.iter_mut().for_each(|own| own.customer = customers.rank(own.customer));
        self.of_customers.sort_unstable_by(|a, b| {
            let key = |own: &CustomerAnswer| (own.customer, own.question, own.day);
            key(a).cmp(&key(b)).then(a.answer.total_cmp(&b.answer))
        });
        self
    }
}

impl Gathered {
    /// The place of a question. There are few, so that a search from the first on is fastest.
    ///
    /// # Errors
    /// Kind `Contract` where there are so many that they are none.
    fn question(&mut self, survey: Option<&str>, metric: Option<&str>) -> Result<u32, Error> {
        let same = |own: &Question| own.survey.as_deref() == survey && own.metric.as_deref() == metric;
        let known = self.questions.iter().position(same);
        if known.is_none() && self.questions.len() >= MOST_QUESTIONS {
            let what = labels::TOO_MANY_QUESTIONS.with(&[("most", &MOST_QUESTIONS)]);
            let hint = labels::TOO_MANY_QUESTIONS_HINT.text();
            return Err(Error::new(Kind::Contract, Problem::at("--surveys", what).hint(hint)));
        }
        let at = known.unwrap_or_else(|| {
            self.questions.push(Question { survey: survey.map(str::to_string), metric: metric.map(str::to_string) });
            self.questions.len() - 1
        });
        u32::try_from(at).map_err(Error::internal)
    }

    /// The place of the question of each row.
    ///
    /// # Errors
    /// As [`Gathered::question`].
    fn questions_of(&mut self, surveys: &StringChunked, metrics: &StringChunked) -> Result<Vec<u32>, Error> {
        surveys.iter().zip(metrics.iter()).map(|(survey, metric)| self.question(survey, metric)).collect()
    }

    fn take(&mut self, own: Gathered) -> Result<(), Error> {
        let places = own.questions.iter().map(|own| self.question(own.survey.as_deref(), own.metric.as_deref()));
        let places = places.collect::<Result<Vec<u32>, Error>>()?;
        let placed = |question: u32| places.get(question as usize).copied().unwrap_or(0);
        for ((question, period, stratum, said), count) in own.cells {
            self.cells.entry((placed(question), period, stratum, said)).or_default().merge(count);
        }
        self.of_customers.extend(
            own.of_customers.into_iter().map(|(code, question, day, answer)| (code, placed(question), day, answer)),
        );
        self.weighted |= own.weighted;
        self.duplicates += own.duplicates;
        self.strangers += own.strangers;
        for (day, rows) in own.days {
            *self.days.entry(day).or_default() += rows;
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use polars::prelude::df;

    use super::*;

    fn chunk(ids: [Option<&str>; 4], scores: [Option<i64>; 4]) -> DataFrame {
        df!(
            "answered_at" => [0, 0, 40, 40],
            "customer_id" => ids,
            "survey" => [Some("b"), Some("b"), Some("a"), None],
            "metric" => [Some("nps"), Some("nps"), None, None],
            "score" => scores,
            "weight" => [Option::<i64>::None; 4],
        )
        .unwrap()
    }

    fn answers(chunks: &[DataFrame]) -> Answers {
        let customers = Customers::default();
        let strata = Strata::new([(customers.code("x").unwrap(), 1)], Some(&[0]));
        let rows = AnswerRows::new(&customers, Length::Month, strata, true);
        chunks.iter().for_each(|chunk| drop(rows.add(chunk).unwrap()));
        rows.finish().unwrap().ranked(&customers.ranked())
    }

    #[test]
    fn answers_are_counted_whatever_the_order_of_chunks() {
        let one = chunk([Some("x"), Some("x"), Some("y"), None], [Some(90_000), Some(90_000), Some(45_000), None]);
        let two = chunk([Some("x"), Some("z"), None, None], [Some(80_000), Some(70_000), Some(30_000), Some(i64::MAX)]);
        let found = answers(&[one.clone(), two.clone()]);
        assert_eq!(found, answers(&[two, one]));
        assert_eq!((found.duplicates, found.strangers, found.weighted), (1, 5, false));
        assert_eq!((found.days.keys().next(), found.days.keys().next_back()), (Some(&0), Some(&40)));
        let names: Vec<Option<&str>> = found.questions.iter().map(|own| own.survey.as_deref()).collect();
        assert_eq!(names, [None, Some("a"), Some("b")]);
        let of_b: Vec<(i32, u32, Said, u64)> = found
            .cells
            .iter()
            .filter(|cell| cell.question == 2)
            .map(|cell| (cell.period, cell.stratum, cell.said, cell.count.rows))
            .collect();
        assert_eq!(of_b, [(0, 0, Said::Answer(7), 1), (0, 1, Said::Answer(8), 1), (0, 1, Said::Answer(9), 1)]);
        let said: Vec<Said> = found.cells.iter().filter(|cell| cell.question < 2).map(|cell| cell.said).collect();
        assert_eq!(said, [Said::OffScale, Said::Nothing, Said::Answer(3), Said::Between(4)]);
        let ranks: Vec<(u32, f64)> = found.of_customers.iter().map(|own| (own.customer, own.answer)).collect();
        assert_eq!(ranks, [(0, 8.0), (0, 9.0), (1, 4.5), (2, 7.0)]);
    }
}
