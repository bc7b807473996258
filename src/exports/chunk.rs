//! Casts the rows of one file, by the role of each column, into a typed chunk; sets aside the rows it cannot use.
//!
//! A chunk is a polars DataFrame of canonical columns: ids and text as String, money and quantities as Int64 in
//! 1/10000, days as Int32 since 1970-01-01, booleans as Boolean. Where the table asks for it, `fingerprint` (UInt64)
//! is a hash of all mapped cells of the row, by which duplicate lines are found.

mod value;

use std::collections::BTreeMap;

use polars::prelude::{Column as Series, DataFrame};

use super::cast::{self, DateOrder, DateParser, DateReading, DecimalMark, Era, Fault as CellFault};
use super::cell::{Cell, Serials};
use super::columns::{Found, Mapping};
use super::condition::Located;
use super::ledger::Ledger;
use super::rejects::{Fault, RejectedRow};
use crate::error::Error;
use crate::labels::Label;
use crate::tables::{Privacy, Role};
use value::{Builder, Value};

/// Rows of a file before they are cast.
pub trait Rows {
    /// How many there are.
    fn height(&self) -> usize;
    /// The cell of a row, both counted from 0.
    fn cell(&self, row: usize, column: usize) -> Cell<'_>;
    /// The record number in the file, from 1, the header included.
    fn record(&self, row: usize) -> u64;
    /// All cells of a row as text, for `rejects.csv`.
    fn raw(&self, row: usize) -> Vec<String>;
    /// Whether no cell of the row holds anything.
    fn blank(&self, row: usize) -> bool;
    /// Cells in the row where that differs from the header.
    fn ragged(&self, row: usize) -> Option<usize>;
}

/// How the cells of a file are to be understood.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Decimal mark of amounts.
    pub decimal: DecimalMark,
    /// Dates.
    pub dates: DateParser,
    /// Day and month order, where the column left it open.
    pub date_order: Option<DateOrder>,
    /// Whether bare numbers are spreadsheet days.
    pub serials: Serials,
    /// Rows after this day are excluded.
    pub last_day: Option<i32>,
    /// Only rows of this currency are used.
    pub currency: Option<String>,
}

/// One column of the chunk to be made.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name in the chunk.
    pub name: String,
    /// Role by which it is cast.
    pub role: Role,
    /// Place in the file; none for an amount worked out from quantity and unit price.
    pub index: Option<usize>,
    /// Header in the file.
    pub header: String,
    /// What it means to the ledger.
    pub part: Part,
    /// Whether a row without it is set aside.
    pub required: bool,
    /// Whether its cells are masked in messages.
    pub privacy: Privacy,
}

/// What a column means to the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The amount that is summed up.
    Amount,
    /// The currency of the amount.
    Currency,
    /// Neither.
    Other,
}

/// Whether duplicate lines are to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fingerprints {
    /// Adds the column `fingerprint`.
    Made,
    /// Not needed.
    Left,
}

/// Casts rows of one file.
pub struct Caster<'a> {
    /// The columns to make.
    pub fields: &'a [Field],
    /// All columns of the file with a role.
    pub mapping: &'a Mapping,
    /// How cells are understood.
    pub reading: &'a Reading,
    /// Columns with a role that are in no field; they only tell lines apart.
    pub extras: &'a [&'a Found],
    /// Rules by which rows are excluded.
    pub exclude: &'a [Located<'a>],
    /// Whether to fingerprint rows.
    pub fingerprints: Fingerprints,
}

/// A typed chunk and everything that was noticed while making it.
pub struct Chunk {
    /// The canonical columns.
    pub frame: DataFrame,
    /// What became of the rows.
    pub ledger: Ledger,
    /// The rows set aside.
    pub rejects: Vec<RejectedRow>,
    /// Rows by currency, where one is told by a column or by the amount's sign.
    pub currencies: BTreeMap<String, u64>,
    /// What the user should know.
    pub noticed: Noticed,
}

/// Oddities that reject no row.
#[derive(Clone, Copy, Debug, Default)]
pub struct Noticed {
    /// Amounts with more than four decimals, rounded half to even.
    pub rounded: u64,
    /// Ids that look as if a spreadsheet had rewritten them, such as 1.23457E+11.
    pub damaged_ids: u64,
}

impl Caster<'_> {
    /// Casts all of `rows`.
    pub fn cast(&self, rows: &impl Rows) -> Result<Chunk, Error> {
        let mut chunk = Chunk {
            frame: DataFrame::empty(),
            ledger: Ledger::default(),
            rejects: Vec::new(),
            currencies: BTreeMap::new(),
            noticed: Noticed::default(),
        };
        let mut builders: Vec<Builder> = self.fields.iter().map(|field| Builder::new(field, rows.height())).collect();
        let (mut fingerprints, mut scratch, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for row in 0..rows.height() {
            let cast = self.cast_row(rows, row, &mut values, &mut chunk);
            chunk.ledger.read.add(cast.amount);
            if !cast.faults.is_empty() {
                chunk.ledger.rejected.entry(cast.faults[0].reason.to_string()).or_default().add(cast.amount);
                let (record, raw) = (rows.record(row), rows.raw(row));
                chunk.rejects.push(RejectedRow { record, raw, faults: cast.faults });
            } else if let Some(rule) = cast.excluded {
                chunk.ledger.excluded.entry(rule).or_default().add(cast.amount);
            } else {
                chunk.ledger.used.add(cast.amount);
                if self.fingerprints == Fingerprints::Made {
                    fingerprints.push(self.fingerprint(rows, row, &values, &mut scratch));
                }
                for (builder, value) in builders.iter_mut().zip(values.drain(..)) {
                    builder.push(value);
                }
            }
        }
        let mut columns: Vec<Series> =
            self.fields.iter().zip(builders).map(|(field, builder)| builder.finish(&field.name)).collect();
        if self.fingerprints == Fingerprints::Made {
            columns.push(Series::new("fingerprint".into(), fingerprints));
        }
        chunk.frame = DataFrame::new_infer_height(columns).map_err(Error::internal)?;
        Ok(chunk)
    }

    fn cast_row<'r>(&self, rows: &'r impl Rows, row: usize, values: &mut Vec<Value<'r>>, chunk: &mut Chunk) -> CastRow {
        values.clear();
        let mut cast = CastRow { amount: None, faults: Vec::new(), excluded: None };
        if rows.blank(row) {
            // Spreadsheets leave records of empty cells below their tables.
            cast.excluded = Some("blank_row".to_string());
            return cast;
        }
        if let Some(cells) = rows.ragged(row) {
            cast.faults.push(Fault::ragged(cells));
            return cast;
        }
        let mut currency = None;
        let mut day = None;
        for field in self.fields {
            let value = match (field.role, field.index) {
                (Role::Money, index) => self.money(rows, row, index).map(|money| match money {
                    Some(money) => {
                        chunk.noticed.rounded += u64::from(money.rounded);
                        currency = currency.take().or(money.currency.map(|currency| currency.to_string()));
                        if field.part == Part::Amount {
                            cast.amount = Some(money.amount);
                        }
                        Value::Number(money.amount)
                    }
                    None => Value::Null,
                }),
                (_, None) => Ok(Value::Null),
                (role, Some(index)) => self.value(role, rows.cell(row, index), &mut chunk.noticed),
            };
            match value {
                Ok(Value::Null) if field.required => cast.faults.push(Fault::missing(field)),
                Ok(value) => {
                    match &value {
                        Value::Day(found) if field.required => day = Some(*found),
                        Value::Text(code) if field.part == Part::Currency => currency = Some(code.to_uppercase()),
                        _ => {}
                    }
                    values.push(value);
                }
                Err((reason, label)) => {
                    let raw = field.index.map(|index| rows.cell(row, index).text().unwrap_or_default().into_owned());
                    cast.faults.push(Fault::bad(field, reason, label, raw.unwrap_or_default()));
                }
            }
        }
        if cast.faults.is_empty() {
            cast.excluded = self.excluded(rows, row, day, currency.as_deref());
            if cast.excluded.is_none()
                && let Some(code) = currency
            {
                *chunk.currencies.entry(code).or_default() += 1;
            }
        }
        cast
    }

    fn money(&self, rows: &impl Rows, row: usize, index: Option<usize>) -> Result<Option<cast::Money>, Failure> {
        if let Some(index) = index {
            return rows.cell(row, index).money(self.reading.decimal).map_err(failure);
        }
        let (Some(quantity), Some(price)) = (self.mapping.index("quantity"), self.mapping.index("unit_price")) else {
            return Ok(None);
        };
        let quantity = rows.cell(row, quantity).money(self.reading.decimal).map_err(failure)?;
        let price = rows.cell(row, price).money(self.reading.decimal).map_err(failure)?;
        let (Some(quantity), Some(price)) = (quantity, price) else { return Ok(None) };
        let product = i128::from(quantity.amount) * i128::from(price.amount);
        let unit = i128::from(cast::UNIT);
        let amount =
            i64::try_from(cast::divide_half_even(product, unit)).map_err(|_| failure(cast::MoneyError::Overflow))?;
        Ok(Some(cast::Money { amount, rounded: price.rounded || product % unit != 0, ..price }))
    }

    fn value<'r>(&self, role: Role, cell: Cell<'r>, noticed: &mut Noticed) -> Result<Value<'r>, Failure> {
        Ok(match role {
            Role::Identifier => match cell.text() {
                Some(id) => {
                    noticed.damaged_ids += u64::from(cast::identifier(&id).is_some_and(|id| id.looks_scientific));
                    Value::Text(id)
                }
                None => Value::Null,
            },
            Role::Text => cell.text().map_or(Value::Null, Value::Text),
            Role::Money | Role::Quantity => cell
                .money(self.reading.decimal)
                .map_err(failure)?
                .map_or(Value::Null, |number| Value::Number(number.amount)),
            Role::Count => match cell.money(self.reading.decimal).map_err(failure)? {
                Some(number) if number.amount % cast::UNIT != 0 || !(0..=MOST_COUNTED).contains(&number.amount) => {
                    return Err(("not_a_count", NOT_A_COUNT));
                }
                number => number.map_or(Value::Null, |number| Value::Number(number.amount)),
            },
            Role::Day | Role::BirthDay => {
                let era = if role == Role::Day { Era::Events } else { Era::Births };
                let parser = self.reading.dates.with_era(era);
                match cell.day(&parser, self.reading.serials).map_err(failure)? {
                    None => Value::Null,
                    Some(DateReading::Settled { day, order: None }) => Value::Day(day),
                    Some(reading) => {
                        let order = self.reading.date_order.unwrap_or(DateOrder::DayFirst);
                        Value::Day(reading.settle(order).map_err(failure)?)
                    }
                }
            }
            Role::Boolean => match cell.text() {
                None => Value::Null,
                Some(text) => Value::Bool(cast::parse_boolean(&text).map_err(failure)?),
            },
        })
    }

    fn excluded(&self, rows: &impl Rows, row: usize, day: Option<i32>, currency: Option<&str>) -> Option<String> {
        if let Some(rule) = self.exclude.iter().find(|rule| rule.holds(rows.cell(row, rule.index).text().as_deref())) {
            return Some(format!("exclude:{}", rule.condition));
        }
        if let (Some(wanted), Some(code)) = (&self.reading.currency, currency)
            && !cast::same_currency(wanted, code)
        {
            return Some("other_currency".to_string());
        }
        match (self.reading.last_day, day) {
            (Some(last), Some(day)) if day > last => Some("after_as_of".to_string()),
            _ => None,
        }
    }

    /// A hash of all mapped cells as they were understood, so that `¥865.68` and `865.68` are the same line.
    fn fingerprint<'r>(&self, rows: &'r impl Rows, row: usize, values: &[Value<'r>], scratch: &mut Vec<u8>) -> u64 {
        scratch.clear();
        values.iter().for_each(|value| value.identify(scratch));
        let mut aside = Noticed::default();
        for found in self.extras {
            match self.value(found.column.role, rows.cell(row, found.index), &mut aside) {
                Ok(value) => value.identify(scratch),
                Err(_) => Value::of_text(rows.cell(row, found.index)).identify(scratch),
            }
        }
        xxhash_rust::xxh3::xxh3_64(scratch)
    }
}

/// A hundred million, in 1/10000: more orders or days than a customer can have.
const MOST_COUNTED: i64 = 100_000_000 * cast::UNIT;
const NOT_A_COUNT: Label = Label::new("it is not a whole number from 0 to 100,000,000", "不是 0 至 100,000,000 的整数");

type Failure = (&'static str, Label);

fn failure(fault: impl CellFault) -> Failure {
    (fault.code(), fault.label())
}

struct CastRow {
    amount: Option<i64>,
    faults: Vec<Fault>,
    excluded: Option<String>,
}
