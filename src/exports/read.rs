//! The one door from files to typed chunks.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::DataFrame;

use super::cast::{DateOrder, DateParser, DecimalMark};
use super::chunk::{Caster, Chunk, Clocks, Currencies, CurrencyRule, Reading, Rest, Rows};
use super::columns::MapRule;
use super::condition::Condition;
use super::currencies;
use super::dates;
use super::input::{Input, InputRecord};
use super::ledger::Ledger;
use super::records::Ragged;
use super::rejects::{RejectedRow, Rejects};
use super::source::Source;
use super::text::TextOptions;
use super::walk::{Piece, Work};
use crate::error::{Error, Kind, Problem};
use crate::labels::{Label, Text};
use crate::tables::Table;

const MIXED_CURRENCIES: Label =
    Label::new("amounts are in {n} currencies: {list}; they cannot be added up", "金额有 {n} 种币种：{list}，不能相加");
const MIXED_CURRENCIES_AND_NONE: Label = Label::new(
    "amounts are in {n} currencies: {list}, and {untold:row names|rows name} none; they cannot be added up",
    "金额有 {n} 种币种：{list}，另有 {untold} 行未注明币种，不能相加",
);
const NO_SUCH_CURRENCY: Label =
    Label::new("no row is in {code}; the amounts are in {list}", "没有币种为 {code} 的行；金额的币种为 {list}");
const CURRENCY_HINT: Label = Label::new(
    "--currency {code} keeps only those rows; the others are excluded and counted",
    "--currency {code} 只用该币种的行，其余行排除并计数",
);

/// What holds for all files of a run.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// `--map` rules.
    pub maps: Vec<MapRule>,
    /// How files are opened and cut.
    pub files: FileOptions,
    /// Decimal mark of amounts.
    pub decimal: DecimalMark,
    /// `--date-order`.
    pub date_order: Option<DateOrder>,
    /// `--timezone`.
    pub timezone: Option<chrono_tz::Tz>,
    /// In which currencies amounts may be.
    pub currency: CurrencyRule,
}

/// How files are opened and cut into cells.
#[derive(Clone, Debug)]
pub struct FileOptions {
    /// What the user said about text files.
    pub text: TextOptions,
    /// What is done with records of another width than the table.
    pub ragged: Ragged,
    /// Whether records may be repaired.
    pub repairs: Repairs,
    /// How many times its size a packed file may unpack to.
    pub max_expand: u64,
    /// Bytes of memory that the run may take.
    pub memory: usize,
}

/// Whether records may be repaired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repairs {
    /// They are, and each is listed.
    Made,
    /// `--strict`: a repair is an error.
    Refused,
}

/// What is to be read.
pub struct Request<'a> {
    /// The canonical table.
    pub table: &'static Table,
    /// Its files.
    pub sources: &'a [Source],
    /// Columns the analysis needs.
    pub wanted: &'a [&'static str],
    /// Wanted columns that are good to have: a cell that cannot be read counts as empty and sets no row aside.
    pub tolerated: &'a [&'static str],
    /// Names of the columns without a role that are kept as attributes, each under the name given here, in every chunk;
    /// `None` for all that a file has, under their headers.
    pub attributes: Option<&'a [String]>,
    /// Rules that leave rows out.
    pub exclude: &'a [Condition],
    /// Rows after this day are excluded.
    pub last_day: Option<i32>,
    /// Whether the cells beyond the required ones are hashed.
    pub rest: Rest,
    /// What each column of days gets beside it.
    pub clocks: Clocks,
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
    pub currencies: Currencies,
    /// Amounts rounded to four decimals.
    pub rounded: u64,
    /// Ids that a spreadsheet seems to have rewritten.
    pub damaged_ids: u64,
    /// Ids that hold characters nobody sees.
    pub hidden_in_ids: u64,
    /// The earliest day of the rows left out because they lie after [`Request::last_day`].
    pub first_after: Option<i32>,
    /// Characters that are no text in the encoding and were replaced.
    pub replaced: Vec<Text>,
    /// Records that were repaired, by what was done.
    pub repairs: BTreeMap<&'static str, u64>,
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
            date_columns: Vec::new(),
            last_day: request.last_day,
            currency: request.options.currency.clone(),
            currencies_told: false,
        };
        match dates::settle(input, &reading) {
            Ok(columns) => {
                let orders: BTreeSet<&str> =
                    columns.iter().filter_map(|column| column.order).map(DateOrder::name).collect();
                input.record.date_order =
                    (!orders.is_empty()).then(|| orders.into_iter().collect::<Vec<_>>().join(", "));
                reading.date_columns = columns;
                readings.push(reading);
            }
            Err(error) if error.kind == Kind::Contract => problems.extend(error.problems),
            Err(error) => return Err(error),
        }
    }
    Error::check(Kind::Contract, problems)?;
    if request.options.currency.asked().is_some() {
        let mut told = false;
        for input in &inputs {
            told = told || currencies::told(input, request.options.decimal)?;
        }
        readings.iter_mut().for_each(|reading| reading.currencies_told = told);
    }
    for (place, (mut input, reading)) in inputs.into_iter().zip(&readings).enumerate() {
        let before = summary.ledger.read.rows;
        let repairs = std::mem::take(&mut summary.repairs);
        let sink = |piece: u64, frame: DataFrame| sink((place, piece), frame);
        stream(&input, reading, request, rejects, progress, &sink, &mut summary)?;
        input.record.rows = summary.ledger.read.rows - before;
        summary.replaced.extend(input.replaced());
        input.record.repairs.clone_from(&summary.repairs);
        for (kind, records) in repairs {
            *summary.repairs.entry(kind).or_default() += records;
        }
        summary.inputs.push(input.record);
    }
    if let CurrencyRule::One(wanted) = &request.options.currency {
        check_currencies(&summary, wanted.as_deref())?;
    }
    Ok(summary)
}

/// Looks at the heads of all files of a table, and reads no row.
///
/// # Errors
/// Kind `Input` where a file cannot be read, `Contract` where columns are missing; with the problems of all files.
pub fn look_at(request: &Request<'_>) -> Result<(), Error> {
    open_all(request).map(drop)
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
        clocks: request.clocks,
    };
    let casting = Casting { caster, sink };
    let personal = input.personal();
    let take = |piece: Piece<Chunk>| -> Result<(), Error> {
        let chunk = piece.made;
        progress(chunk.rows);
        summary.take(&chunk);
        let first = piece.before + 1;
        let rows = chunk.rejects.into_iter().map(|row| RejectedRow { record: first + row.record, ..row });
        rejects.add(request.table.name, &input.source.name, &input.headers, &personal, rows)?;
        for repair in &piece.repairs {
            *summary.repairs.entry(repair.kind.name()).or_default() += 1;
            rejects.repaired(request.table.name, &input.source.name, repair)?;
        }
        Ok(())
    };
    input.structure.walk(input.source, &input.columns(request.rest), &request.options.files, &casting, take)
}

/// Casts rows and hands them over at once; what is left of the chunk tells what became of them.
struct Casting<'a, S> {
    caster: Caster<'a>,
    sink: &'a S,
}

impl<S: Fn(u64, DataFrame) -> Result<(), Error> + Sync> Work for Casting<'_, S> {
    type Made = Chunk;

    fn work(&self, piece: u64, rows: &impl Rows) -> Result<Chunk, Error> {
        let mut chunk = self.caster.cast(rows)?;
        (self.sink)(piece, std::mem::take(&mut chunk.frame))?;
        Ok(chunk)
    }
}

impl Summary {
    /// What is told of amounts in several currencies, which cannot be added up; nothing where all are in one.
    pub fn mixed_currencies(&self) -> Option<Text> {
        let Currencies { used, untold, .. } = &self.currencies;
        let codes = by_rows(used);
        let (most, _) = codes.first()?;
        if codes.iter().all(|(code, _)| super::cast::same_currency(most, code)) {
            return None;
        }
        let (n, list) = (codes.len(), listed(&codes));
        Some(match untold {
            0 => MIXED_CURRENCIES.with(&[("n", &n), ("list", &list)]),
            _ => MIXED_CURRENCIES_AND_NONE.with(&[("n", &n), ("list", &list), ("untold", untold)]),
        })
    }

    fn take(&mut self, chunk: &Chunk) {
        self.ledger.merge(&chunk.ledger);
        self.rounded += chunk.noticed.rounded;
        self.damaged_ids += chunk.noticed.damaged_ids;
        self.hidden_in_ids += chunk.noticed.hidden_in_ids;
        self.first_after = self.first_after.into_iter().chain(chunk.noticed.first_after).min();
        self.currencies.merge(&chunk.currencies);
    }
}

/// Currencies with their rows, the most frequent first.
fn by_rows(rows: &BTreeMap<String, u64>) -> Vec<(&String, &u64)> {
    let mut codes: Vec<(&String, &u64)> = rows.iter().collect();
    codes.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    codes
}

fn listed(codes: &[(&String, &u64)]) -> String {
    codes.iter().map(|(code, rows)| format!("{code} ({rows})")).collect::<Vec<_>>().join(", ")
}

/// Refuses amounts that cannot be added up, and a currency asked for that no row has.
fn check_currencies(summary: &Summary, wanted: Option<&str>) -> Result<(), Error> {
    let Currencies { used, others, unused, .. } = &summary.currencies;
    let nothing_wanted = wanted.filter(|_| used.is_empty() && *unused == 0 && !others.is_empty());
    let codes = by_rows(if nothing_wanted.is_some() { others } else { used });
    let what = match nothing_wanted {
        Some(wanted) => Some(NO_SUCH_CURRENCY.with(&[("code", &wanted), ("list", &listed(&codes))])),
        None => summary.mixed_currencies(),
    };
    let (Some(what), Some((most, _))) = (what, codes.first()) else { return Ok(()) };
    let names: Vec<&str> = summary.inputs.iter().map(|input| input.path.as_str()).collect();
    let problem = Problem::at(names.join(", "), what).hint(CURRENCY_HINT.with(&[("code", most)]));
    Err(Error::new(Kind::Contract, problem))
}
