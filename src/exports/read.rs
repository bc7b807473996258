//! The one door from files to typed chunks.

use std::collections::BTreeMap;

use polars::prelude::DataFrame;
use rayon::prelude::*;

use super::cast::{DateOrder, DateParser, DecimalMark};
use super::chunk::{Caster, Chunk, Fingerprints, Reading, Rows};
use super::columns::MapRule;
use super::condition::Condition;
use super::dates;
use super::input::{Input, InputRecord, Structure};
use super::ledger::Ledger;
use super::rejects::Rejects;
use super::source::Source;
use super::text::TextOptions;
use crate::error::{Error, Kind, Problem};
use crate::interrupt;
use crate::labels::Label;
use crate::tables::Table;

const MIXED_CURRENCIES: Label =
    Label::new("amounts are in {n} currencies: {list}; they cannot be added up", "金额有 {n} 种币种：{list}，不能相加");
const LOST_ROWS: Label = Label::new(
    "the file promises {wanted} rows where {found} can be read",
    "文件声明有 {wanted} 行，实际只能读出 {found} 行",
);
const CURRENCY_HINT: Label = Label::new(
    "--currency {code} keeps only those rows; the others are excluded and counted",
    "--currency {code} 只用该币种的行，其余行排除并计数",
);

/// What holds for all files of a run.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// `--map` rules.
    pub maps: Vec<MapRule>,
    /// What the user said about text files.
    pub text: TextOptions,
    /// Decimal mark of amounts.
    pub decimal: DecimalMark,
    /// `--date-order`.
    pub date_order: Option<DateOrder>,
    /// `--timezone`.
    pub timezone: Option<chrono_tz::Tz>,
    /// `--currency`.
    pub currency: Option<String>,
}

/// What is to be read.
pub struct Request<'a> {
    /// The canonical table.
    pub table: &'static Table,
    /// Its files.
    pub sources: &'a [Source],
    /// Columns the analysis needs.
    pub wanted: &'a [&'static str],
    /// Rules that leave rows out.
    pub exclude: &'a [Condition],
    /// Rows after this day are excluded.
    pub last_day: Option<i32>,
    /// Whether rows are fingerprinted.
    pub fingerprints: Fingerprints,
    /// What holds for all files.
    pub options: &'a ReadOptions,
}

/// What was noticed while reading a table.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// One record a file.
    pub inputs: Vec<InputRecord>,
    /// What became of the rows.
    pub ledger: Ledger,
    /// Rows by currency.
    pub currencies: BTreeMap<String, u64>,
    /// Amounts rounded to four decimals.
    pub rounded: u64,
    /// Ids that a spreadsheet seems to have rewritten.
    pub damaged_ids: u64,
}

/// Streams all rows of a table into `sink`, chunk by chunk and in the order of the files.
///
/// # Errors
/// Kind `Input` where a file cannot be read, `Contract` where columns, dates or currencies break the contract; always
/// with the problems of all files. Rows that cannot be used are no error here: they go to `rejects`.
pub fn read(
    request: &Request<'_>,
    rejects: &mut Rejects,
    progress: &dyn Fn(u64),
    sink: &mut dyn FnMut(DataFrame) -> Result<(), Error>,
) -> Result<Summary, Error> {
    let mut inputs = open_all(request)?;
    let mut summary = Summary::default();
    let mut problems = Vec::new();
    let mut readings = Vec::new();
    for input in &mut inputs {
        let mut reading = Reading {
            decimal: request.options.decimal,
            dates: DateParser::new(request.options.timezone),
            date_order: request.options.date_order,
            serials: super::cell::Serials::Refused,
            last_day: request.last_day,
            currency: request.options.currency.clone(),
        };
        match dates::settle(input, &reading) {
            Ok(column) => {
                input.record.date_order = column.order.map(|order| order.name().to_string());
                (reading.date_order, reading.serials) = (column.order, column.serials);
                readings.push(reading);
            }
            Err(error) if error.kind == Kind::Contract => problems.extend(error.problems),
            Err(error) => return Err(error),
        }
    }
    Error::check(Kind::Contract, problems)?;
    for (mut input, reading) in inputs.into_iter().zip(&readings) {
        let before = summary.ledger.read.rows;
        stream(&input, reading, request, rejects, progress, sink, &mut summary)?;
        input.record.rows = summary.ledger.read.rows - before;
        summary.inputs.push(input.record);
    }
    check_currencies(&summary)?;
    Ok(summary)
}

fn open_all<'a>(request: &Request<'a>) -> Result<Vec<Input<'a>>, Error> {
    let (mut inputs, mut problems) = (Vec::new(), Vec::new());
    let mut kind = Kind::Contract;
    for source in request.sources {
        match Input::open(source, request) {
            Ok(input) => inputs.push(input),
            Err(found) => {
                // A file that cannot be read at all outweighs one with the wrong columns.
                kind = if found.kind == Kind::Contract { kind } else { found.kind };
                problems.extend(found.problems);
            }
        }
    }
    Error::check(kind, problems)?;
    Ok(inputs)
}

fn stream(
    input: &Input<'_>,
    reading: &Reading,
    request: &Request<'_>,
    rejects: &mut Rejects,
    progress: &dyn Fn(u64),
    sink: &mut dyn FnMut(DataFrame) -> Result<(), Error>,
    summary: &mut Summary,
) -> Result<(), Error> {
    let extras = input.extras();
    let caster = Caster {
        extras: &extras,
        fields: &input.fields,
        mapping: &input.mapping,
        reading,
        exclude: &input.exclude,
        fingerprints: request.fingerprints,
    };
    let personal = input.personal();
    let ahead = 2 * rayon::current_num_threads();
    let mut take = |chunks: Vec<Result<Chunk, Error>>| -> Result<(), Error> {
        for chunk in chunks {
            interrupt::check()?;
            let chunk = chunk?;
            progress(chunk.ledger.read.rows);
            summary.ledger.merge(&chunk.ledger);
            summary.rounded += chunk.noticed.rounded;
            summary.damaged_ids += chunk.noticed.damaged_ids;
            for (code, rows) in chunk.currencies {
                *summary.currencies.entry(code).or_default() += rows;
            }
            rejects.add(request.table.name, &input.source.name, &input.headers, &personal, chunk.rejects)?;
            sink(chunk.frame)?;
        }
        Ok(())
    };
    match &input.structure {
        Structure::Text(file) => file
            .for_each_batch(ahead, |batches| {
                take(batches.par_iter().map(|rows| caster.cast(rows)).collect()).map_err(Stop::Error)
            })
            .map_err(Stop::into_error),
        Structure::Parquet(file) => {
            let indices = input.indices();
            for group in file.slices().chunks(rayon::current_num_threads()) {
                let cast = |slice: &(usize, usize)| {
                    let rows = file.read(*slice, &indices).map_err(|problem| Error::new(Kind::Input, problem))?;
                    if rows.height() != slice.1 {
                        let what = LOST_ROWS.with(&[("found", &rows.height()), ("wanted", &slice.1)]);
                        return Err(Error::new(Kind::Input, Problem::at(&input.source.name, what)));
                    }
                    caster.cast(&rows)
                };
                take(group.par_iter().map(cast).collect())?;
            }
            Ok(())
        }
    }
}

enum Stop {
    Problem(Problem),
    Error(Error),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Stop {
        Stop::Problem(problem)
    }
}

impl Stop {
    fn into_error(self) -> Error {
        match self {
            Stop::Problem(problem) => Error::new(Kind::Input, problem),
            Stop::Error(error) => error,
        }
    }
}

fn check_currencies(summary: &Summary) -> Result<(), Error> {
    let mut codes: Vec<(&String, &u64)> = summary.currencies.iter().collect();
    codes.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let Some((most, _)) = codes.first() else { return Ok(()) };
    if codes.iter().all(|(code, _)| super::cast::same_currency(most, code)) {
        return Ok(());
    }
    let list: Vec<String> = codes.iter().map(|(code, rows)| format!("{code} ({rows})")).collect();
    let names: Vec<&str> = summary.inputs.iter().map(|input| input.path.as_str()).collect();
    let what = MIXED_CURRENCIES.with(&[("n", &codes.len()), ("list", &list.join(", "))]);
    let problem = Problem::at(names.join(", "), what).hint(CURRENCY_HINT.with(&[("code", most)]));
    Err(Error::new(Kind::Contract, problem))
}
