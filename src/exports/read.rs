//! The one door from files to typed chunks.

use std::collections::BTreeMap;

use polars::prelude::DataFrame;

use super::cast::{DateOrder, DateParser, DecimalMark};
use super::chunk::{Caster, Chunk, Reading, Rest, Rows};
use super::columns::MapRule;
use super::condition::Condition;
use super::dates;
use super::input::{Input, InputRecord, Structure};
use super::ledger::Ledger;
use super::pump::pump;
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
    /// Bytes that the run may take.
    pub memory: usize,
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
    /// Whether the cells beyond the required ones are hashed.
    pub rest: Rest,
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

/// Takes in a chunk: the place of its file and its own place in the file, by which chunks can be put in order again,
/// and the rows. It is called from several threads at once.
pub type Sink<'a> = &'a (dyn Fn((usize, u64), DataFrame) -> Result<(), Error> + Sync);

/// Streams all rows of a table into `sink`, chunk by chunk.
///
/// # Errors
/// Kind `Input` where a file cannot be read, `Contract` where columns, dates or currencies break the contract; always
/// with the problems of all files. Rows that cannot be used are no error here: they go to `rejects`.
pub fn read(
    request: &Request<'_>,
    rejects: &mut Rejects,
    progress: &dyn Fn(u64),
    sink: Sink<'_>,
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
    for (place, (mut input, reading)) in inputs.into_iter().zip(&readings).enumerate() {
        let before = summary.ledger.read.rows;
        let sink = |piece: u64, frame: DataFrame| sink((place, piece), frame);
        stream(&input, reading, request, rejects, progress, &sink, &mut summary)?;
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
    sink: &(impl Fn(u64, DataFrame) -> Result<(), Error> + Sync),
    summary: &mut Summary,
) -> Result<(), Error> {
    let extras = input.extras();
    let caster = Caster {
        extras: &extras,
        fields: &input.fields,
        mapping: &input.mapping,
        reading,
        exclude: &input.exclude,
        rest: request.rest,
    };
    let personal = input.personal();
    // The record before the first row of the next chunk.
    let mut before = input.first_record() - 1;
    let take = |mut chunk: Chunk| -> Result<(), Error> {
        interrupt::check()?;
        progress(chunk.rows);
        summary.ledger.merge(&chunk.ledger);
        summary.rounded += chunk.noticed.rounded;
        summary.damaged_ids += chunk.noticed.damaged_ids;
        for (code, rows) in chunk.currencies {
            *summary.currencies.entry(code).or_default() += rows;
        }
        chunk.rejects.iter_mut().for_each(|row| row.record += before + 1);
        before += chunk.rows;
        rejects.add(request.table.name, &input.source.name, &input.headers, &personal, chunk.rejects)
    };
    match &input.structure {
        Structure::Text(file) => {
            pump(input.source, |give| file.batches(give), |piece, rows| cast(&caster, sink, piece, &rows), take)
        }
        Structure::Parquet(file) => {
            let indices = input.indices();
            let work = |piece, slice: (usize, usize)| {
                let rows = file.read(slice, &indices).map_err(|problem| Error::new(Kind::Input, problem))?;
                if rows.height() != slice.1 {
                    let what = LOST_ROWS.with(&[("found", &rows.height()), ("wanted", &slice.1)]);
                    return Err(Error::new(Kind::Input, Problem::at(&input.source.name, what)));
                }
                cast(&caster, sink, piece, &rows)
            };
            let produce = |give: super::pump::Give<'_, (usize, usize)>| {
                let _ = file.slices().into_iter().all(give);
                Ok(())
            };
            pump(input.source, produce, work, take)
        }
    }
}

/// Casts rows and hands them over at once; what is left of the chunk tells what became of them.
fn cast(
    caster: &Caster<'_>,
    sink: &impl Fn(u64, DataFrame) -> Result<(), Error>,
    piece: u64,
    rows: &impl Rows,
) -> Result<Chunk, Error> {
    let mut chunk = caster.cast(rows)?;
    sink(piece, std::mem::take(&mut chunk.frame))?;
    Ok(chunk)
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
