//! Survey answers → counts by question, period, stratum and answer. It knows no scale and no score.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use hashbrown::{HashMap, HashSet};
use polars::prelude::DataFrame;
use xxhash_rust::xxh3::xxh3_64;

use super::customers::{Customers, NOBODY, RankedCustomers};
use crate::error::{Error, Kind, Problem};
use crate::exports::cast::UNIT;
use crate::labels::satisfaction_report::scores as labels;
use crate::models::periods::Length;

/// Answers beyond are on no scale: scales have at most 101 points, somewhere around 0.
const LARGEST_ANSWER: i64 = 1_000;
/// More questions than any export has: a column taken for the questionnaire differs in every row.
const MOST_QUESTIONS: usize = 500;
/// Parts of the set of rows that were seen, each with a lock of its own.
const SHARDS: usize = 64;

/// What a question asked for, as the export names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Question {
    /// The questionnaire.
    pub survey: Option<String>,
    /// The metric.
    pub metric: Option<String>,
}

/// What a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Said {
    /// A whole number.
    Answer(i32),
    /// A number that is on no scale: not whole, or out of all proportion.
    OffScale,
    /// Nothing: the question was put and not answered.
    Nothing,
}

/// Rows of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub rows: u64,
    /// Rows with a weight above 0; those without one say nothing where others have one.
    pub weighted: u64,
    /// Sum of the weights, in 1/10000.
    pub weights: i128,
    /// Sum of the squares of the weights, in 1/10000².
    pub squares: i128,
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
    /// First and last day.
    pub days: Option<(i32, i32)>,
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

/// What one chunk, or all of them, amount to.
#[derive(Default)]
struct Gathered {
    questions: Vec<Question>,
    cells: HashMap<(u32, i32, u32, Said), Count>,
    /// Customer code, question, day, answer.
    of_customers: Vec<(u32, u32, i32, i32)>,
    weighted: bool,
    duplicates: u64,
    strangers: u64,
    days: Option<(i32, i32)>,
}

/// Rows on their way in; chunks may come from any thread in any order.
pub struct AnswerRows<'a> {
    customers: &'a Customers,
    length: Length,
    strata: Strata,
    /// Whether the answers of each customer are kept one by one.
    by_customer: bool,
    seen: Vec<Mutex<HashSet<u64>>>,
    gathered: Mutex<Gathered>,
}

impl<'a> AnswerRows<'a> {
    /// The canonical columns that are read.
    pub const WANTED: [&'static str; 6] = ["answered_at", "score", "customer_id", "survey", "metric", "weight"];

    /// Counts by periods of this length and by stratum.
    pub fn new(customers: &'a Customers, length: Length, strata: Strata, by_customer: bool) -> AnswerRows<'a> {
        let seen = (0..SHARDS).map(|_| Mutex::default()).collect();
        AnswerRows { customers, length, strata, by_customer, seen, gathered: Mutex::default() }
    }

    /// Takes the rows of a canonical chunk, and tells which of them count. Rows of one customer that agree in questionnaire, metric, time, score and
    /// weight are one answer. Two different rows are taken for one with a chance of n²/2⁶⁵ among n rows: one in a
    /// million for ten million.
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
        let codes = match self.by_customer || !self.strata.is_empty() {
            true => self.customers.codes(ids)?,
            false => Vec::new(),
        };
        let mut own = Gathered::default();
        let mut counts = vec![true; chunk.height()];
        let mut period = (i32::MIN, 0);
        let mut seconds = seconds.map(|column| column.iter());
        let rows =
            days.iter().zip(ids.iter()).zip(surveys.iter().zip(metrics.iter())).zip(scores.iter().zip(weights.iter()));
        for (row, (((day, id), (survey, metric)), (score, weight))) in rows.enumerate() {
            let second = seconds.as_mut().and_then(|column| column.next().flatten());
            let Some(day) = day else { continue };
            if id.is_some_and(|id| self.is_seen(id, survey, metric, (day, second, score, weight))) {
                own.duplicates += 1;
                counts.get_mut(row).into_iter().for_each(|counts| *counts = false);
                continue;
            }
            let question = own.question(survey, metric)?;
            if period.0 != day {
                period = (day, i32::try_from(self.length.of(day)).unwrap_or(0));
            }
            let code = codes.get(row).copied().unwrap_or(NOBODY);
            let stratum = match self.strata.of.get(code as usize).copied().unwrap_or(STRANGER) {
                STRANGER => {
                    own.strangers += u64::from(self.strata.closed);
                    NO_STRATUM
                }
                stratum => stratum,
            };
            let said = said(score);
            own.weighted |= weight.is_some();
            own.cells.entry((question, period.1, stratum, said)).or_default().add(weight);
            own.days = Some(own.days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
            if let (true, Said::Answer(answer)) = (self.by_customer && code != NOBODY, said) {
                own.of_customers.push((code, question, day, answer));
            }
        }
        self.gathered.lock().unwrap_or_else(PoisonError::into_inner).take(own)?;
        Ok(counts)
    }

    fn is_seen(
        &self,
        id: &str,
        survey: Option<&str>,
        metric: Option<&str>,
        (day, second, score, weight): (i32, Option<i32>, Option<i64>, Option<i64>),
    ) -> bool {
        let texts = [Some(id), survey, metric].map(|text| text.map_or(0, |text| xxh3_64(text.as_bytes())));
        let numbers =
            [i64::from(day), second.map_or(-1, i64::from), score.unwrap_or(i64::MIN), weight.unwrap_or(i64::MIN)];
        let mut bytes = [0; 56];
        let all = texts.into_iter().map(u64::to_le_bytes).chain(numbers.into_iter().map(i64::to_le_bytes));
        bytes.chunks_exact_mut(8).zip(all).for_each(|(place, number)| place.copy_from_slice(&number));
        let hash = xxh3_64(&bytes);
        let Some(shard) = self.seen.get(hash as usize % SHARDS) else { return false };
        !shard.lock().unwrap_or_else(PoisonError::into_inner).insert(hash)
    }

    /// All rows, customers still by their codes; see [`Answers::ranked`].
    pub fn finish(self) -> Answers {
        let gathered = self.gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
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
            answer: f64::from(answer),
        };
        let of_customers = of_customers.into_iter().map(answer).collect();
        let questions = sorted.into_keys().cloned().collect();
        Answers { questions, cells, of_customers, weighted, duplicates, strangers, days }
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
        let days = self.days.into_iter().chain(own.days);
        self.days = days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        Ok(())
    }
}

impl Count {
    fn add(&mut self, weight: Option<i64>) {
        let weight = i128::from(weight.unwrap_or(0).max(0));
        self.rows += 1;
        self.weighted += u64::from(weight > 0);
        self.weights += weight;
        self.squares += weight * weight;
    }

    fn merge(&mut self, other: Count) {
        self.rows += other.rows;
        self.weighted += other.weighted;
        self.weights += other.weights;
        self.squares += other.squares;
    }
}

/// What a score, in 1/10000, says.
fn said(score: Option<i64>) -> Said {
    let Some(score) = score else { return Said::Nothing };
    let whole = (score % UNIT == 0).then_some(score / UNIT).filter(|answer| answer.abs() <= LARGEST_ANSWER);
    whole.and_then(|answer| i32::try_from(answer).ok()).map_or(Said::OffScale, Said::Answer)
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
        rows.finish().ranked(&customers.ranked())
    }

    #[test]
    fn answers_are_counted_whatever_the_order_of_chunks() {
        let one = chunk([Some("x"), Some("x"), Some("y"), None], [Some(90_000), Some(90_000), Some(45_000), None]);
        let two = chunk([Some("x"), Some("z"), None, None], [Some(80_000), Some(70_000), Some(30_000), Some(i64::MAX)]);
        let found = answers(&[one.clone(), two.clone()]);
        assert_eq!(found, answers(&[two, one]));
        assert_eq!((found.duplicates, found.strangers, found.weighted, found.days), (1, 5, false, Some((0, 40))));
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
        assert_eq!(said, [Said::OffScale, Said::Nothing, Said::Answer(3), Said::OffScale]);
        let ranks: Vec<(u32, f64)> = found.of_customers.iter().map(|own| (own.customer, own.answer)).collect();
        assert_eq!(ranks, [(0, 8.0), (0, 9.0), (2, 7.0)]);
    }
}
