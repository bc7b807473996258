//! What becomes of the rows of a chunk: used, set aside with the reason, or left out by a rule.

use std::collections::BTreeSet;

use polars::prelude::{BooleanChunked, Column as Series, DataFrame, Int64Chunked};

use super::column::{Cast, Failure, cast_column, each_cell, failure, times_of};
use super::currencies::{Currencies, CurrencyRule, OTHER_CURRENCY, WITHOUT_CURRENCY};
use super::rows::{Clocks, Field, Irregular, Part, Reading, Rest, Rows};
use super::totals::is_total;
use super::values::Values;
use super::{rest, summed};
use crate::error::Error;
use crate::exports::cast;
use crate::exports::cell::Cell;
use crate::exports::columns::{Found, Mapping};
use crate::exports::condition::Located;
use crate::exports::ledger::{Ledger, Tally};
use crate::exports::rejects::{Fault, RejectedRow};
use crate::tables::Role;

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
    /// Whether the other cells of a row are hashed.
    pub rest: Rest,
    /// What each column of days gets beside it.
    pub clocks: Clocks,
}

/// A typed chunk and everything that was noticed while making it.
pub struct Chunk {
    /// The canonical columns.
    pub frame: DataFrame,
    /// Rows of the file that it was made of.
    pub rows: u64,
    /// What became of the rows.
    pub ledger: Ledger,
    /// The rows set aside; their records are counted from the first of the chunk, which is 0.
    pub rejects: Vec<RejectedRow>,
    /// Rows by currency, where one is told by a column or by the amount's sign.
    pub currencies: Currencies,
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
    /// Ids that hold characters nobody sees, such as zero-width spaces.
    pub hidden_in_ids: u64,
    /// The earliest day of the rows left out because they lie after the last day asked for.
    pub first_after: Option<i32>,
}

/// Rows of which no cell is looked at.
#[derive(Default)]
pub(super) struct Skipped {
    rows: Vec<bool>,
}

impl Skipped {
    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn has(&self, row: usize) -> bool {
        self.rows.get(row).copied().unwrap_or(false)
    }

    fn add(&mut self, row: usize, height: usize) {
        self.rows.resize(height, false);
        self.rows[row] = true;
    }
}

/// What is known of the rows that are not simply used.
#[derive(Default)]
struct Verdicts {
    skipped: Skipped,
    faults: Vec<(usize, Fault)>,
    excluded: Vec<(usize, String)>,
}

impl Caster<'_> {
    /// Casts all of `rows`.
    ///
    /// # Errors
    /// Internal, where the columns do not make a table.
    pub fn cast(&self, rows: &impl Rows) -> Result<Chunk, Error> {
        let height = rows.height();
        let (mut verdicts, mut noticed) = (Verdicts::default(), Noticed::default());
        for (row, why) in rows.irregular() {
            verdicts.skipped.add(row, height);
            match why {
                Irregular::Ragged(cells) => verdicts.faults.push((row, Fault::ragged(cells))),
                Irregular::OtherTable => verdicts.faults.push((row, Fault::other_table())),
                Irregular::Footer => verdicts.excluded.push((row, "footer".to_string())),
                Irregular::RepeatedHeader => verdicts.excluded.push((row, "repeated_header".to_string())),
            }
        }
        self.leave_out_totals(rows, &mut verdicts);
        let mut columns: Vec<Series> = Vec::with_capacity(self.fields.len() + 1);
        let mut signs: Vec<(usize, cast::Currency)> = Vec::new();
        for field in self.fields {
            let cast = match (field.part, field.index) {
                (Part::Amount, None) => self.worked_out(field, rows, &mut verdicts, &mut noticed),
                _ => cast_column(field, rows, self.reading, &verdicts.skipped, &mut noticed),
            };
            self.judge(field, &cast, rows, &mut verdicts);
            signs.extend(cast.currencies.iter().filter(|_| field.role == Role::Money));
            columns.push(cast.values.finish(&field.name));
        }
        let faulty: BTreeSet<usize> = verdicts.faults.iter().map(|(row, _)| *row).collect();
        let sound = |row| !verdicts.skipped.has(row) && !faulty.contains(&row);
        let odd = summed::faults(self.fields, &columns, self.reading.last_day, rows, sound);
        verdicts.faults.extend(odd);
        self.contradictions(&columns, &signs, rows, &mut verdicts)?;
        let codes = self.currencies(&columns, &signs, height)?;
        let foreign = self.foreign(&codes, height);
        self.exclude(rows, &columns, foreign.as_deref(), &mut verdicts, &mut noticed)?;
        if self.rest == Rest::Hashed
            && let Some(hashes) = self.hashes(rows, &columns)
        {
            columns.push(Series::new("rest".into(), hashes));
        }
        if self.clocks != Clocks::None {
            for field in self.fields.iter().filter(|field| field.role == Role::Day) {
                let (seconds, offsets) = times_of(field, rows, self.reading, &verdicts.skipped, self.clocks);
                columns.push(seconds.finish(&format!("{}_second", field.name)));
                columns.extend(offsets.map(|offsets| offsets.finish(&format!("{}_offset", field.name))));
            }
        }
        let frame = DataFrame::new(height, columns).map_err(Error::internal)?;
        self.settle(frame, rows, verdicts, codes, foreign.as_deref(), noticed)
    }

    /// Leaves out rows that sum up others: their id is the word for a sum.
    fn leave_out_totals(&self, rows: &impl Rows, verdicts: &mut Verdicts) {
        let id = self.fields.iter().find(|field| field.role == Role::Identifier && field.required);
        let Some(index) = id.and_then(|field| field.index) else { return };
        each_cell(rows, index, |row, cell| {
            if let Cell::Text(text) = cell
                && is_total(text)
                && !verdicts.skipped.has(row)
            {
                verdicts.skipped.add(row, rows.height());
                verdicts.excluded.push((row, "total_row".to_string()));
            }
        });
    }

    /// Notes the cells of a column that are missing or bad. A row of which nothing is there at all is blank.
    fn judge(&self, field: &Field, cast: &Cast, rows: &impl Rows, verdicts: &mut Verdicts) {
        for row in &cast.missing {
            if rows.blank(*row) {
                // Spreadsheets leave records of empty cells below their tables.
                verdicts.skipped.add(*row, rows.height());
                verdicts.excluded.push((*row, "blank_row".to_string()));
            } else {
                verdicts.faults.push((*row, Fault::missing(field)));
            }
        }
        if field.tolerated {
            return;
        }
        for (row, why) in &cast.bad {
            verdicts.faults.push((*row, fault(field, *why, rows, *row)));
        }
    }

    /// The amounts of a file that has quantities and unit prices instead.
    fn worked_out(&self, field: &Field, rows: &impl Rows, verdicts: &mut Verdicts, noticed: &mut Noticed) -> Cast {
        let part = |name: &str| {
            let found = self.mapping.found.iter().find(|found| found.column.name == name)?;
            let (name, index, header) = (name.to_string(), Some(found.index), found.header.clone());
            Some(Field { name, index, header, part: Part::Other, ..field.clone() })
        };
        let (Some(quantity), Some(price)) = (part("quantity"), part("unit_price")) else {
            return cast_column(field, rows, self.reading, &verdicts.skipped, noticed);
        };
        let mut aside = Noticed::default();
        let quantities = cast_column(&quantity, rows, self.reading, &verdicts.skipped, &mut aside);
        self.judge(&quantity, &quantities, rows, verdicts);
        let mut cast = cast_column(&price, rows, self.reading, &verdicts.skipped, noticed);
        self.judge(&price, &cast, rows, verdicts);
        (cast.missing, cast.bad) = (Vec::new(), Vec::new());
        if let (Values::Numbers(prices), Values::Numbers(quantities)) = (&cast.values, &quantities.values) {
            let unit = i128::from(cast::UNIT);
            let worked_out =
                prices.options().into_iter().zip(quantities.options()).enumerate().map(|(row, factors)| {
                    let (price, quantity) = (factors.0?, factors.1?);
                    let product = i128::from(price) * i128::from(quantity);
                    noticed.rounded += u64::from(product % unit != 0);
                    let amount = i64::try_from(cast::divide_half_even(product, unit)).ok();
                    if amount.is_none() {
                        cast.bad.push((row, failure(cast::MoneyError::Overflow)));
                    }
                    amount
                });
            cast.values = Values::Numbers(worked_out.collect());
        }
        cast
    }

    /// Finds the rows that a rule of the run leaves out, among those that have no fault.
    fn exclude(
        &self,
        rows: &impl Rows,
        columns: &[Series],
        foreign: Option<&[Option<&'static str>]>,
        verdicts: &mut Verdicts,
        noticed: &mut Noticed,
    ) -> Result<(), Error> {
        let place = |wanted: &dyn Fn(&Field) -> bool| self.fields.iter().position(wanted);
        let days = match (self.reading.last_day, place(&|field| field.role == Role::Day && field.required)) {
            (Some(last), Some(at)) => Some((last, columns[at].i32().map_err(Error::internal)?)),
            _ => None,
        };
        if self.exclude.is_empty() && days.is_none() && foreign.is_none() {
            return Ok(());
        }
        for row in 0..rows.height() {
            let rule = self.exclude.iter().find(|rule| rule.holds(rows.cell(row, rule.index).text().as_deref()));
            let other_currency = || foreign.and_then(|foreign| foreign[row]);
            let mut later = || {
                let (last, days) = days.as_ref()?;
                let day = days.get(row).filter(|day| day > last)?;
                noticed.first_after = Some(noticed.first_after.map_or(day, |first| first.min(day)));
                Some("after_as_of")
            };
            let name = match rule {
                Some(rule) => Some(rule.condition.ledger_name()),
                None => other_currency().or_else(&mut later).map(str::to_string),
            };
            if let Some(name) = name.filter(|_| !verdicts.skipped.has(row)) {
                verdicts.excluded.push((row, name));
            }
        }
        Ok(())
    }

    /// The rule by which the currency of each row leaves it out; nothing where none can. `codes` are those of
    /// [`Caster::currencies`].
    fn foreign(&self, codes: &Option<Vec<Option<String>>>, height: usize) -> Option<Vec<Option<&'static str>>> {
        let wanted = self.reading.currency.asked()?;
        let untold = self.reading.currencies_told && self.fields.iter().any(|field| field.part == Part::Amount);
        let untold = untold.then_some(WITHOUT_CURRENCY);
        let rule = |code: &Option<String>| match code {
            Some(code) => (!cast::same_currency(wanted, code)).then_some(OTHER_CURRENCY),
            None => untold,
        };
        match codes {
            Some(codes) => Some(codes.iter().map(rule).collect()),
            None => untold.map(|_| vec![untold; height]),
        }
    }

    /// Notes amounts whose sign names another currency than the column of the row does.
    fn contradictions(
        &self,
        columns: &[Series],
        signs: &[(usize, cast::Currency)],
        rows: &impl Rows,
        verdicts: &mut Verdicts,
    ) -> Result<(), Error> {
        let place = |part: Part| self.fields.iter().position(|field| field.part == part);
        let (Some(at), Some(amount)) = (place(Part::Currency), place(Part::Amount)) else { return Ok(()) };
        if self.reading.currency == CurrencyRule::Any {
            return Ok(());
        }
        let told = columns[at].str().map_err(Error::internal)?;
        let field = &self.fields[amount];
        for (row, sign) in signs {
            let of_column = told.get(*row).and_then(cast::Currency::parse);
            if of_column.is_some_and(|other| sign.merge(other).is_none()) && !verdicts.skipped.has(*row) {
                verdicts.faults.push((*row, fault(field, failure(cast::MoneyError::TwoCurrencies), rows, *row)));
            }
        }
        Ok(())
    }

    /// The currency of each row, where any row tells one: that of its column, else that of the amount's sign.
    fn currencies(
        &self,
        columns: &[Series],
        signs: &[(usize, cast::Currency)],
        height: usize,
    ) -> Result<Option<Vec<Option<String>>>, Error> {
        let column = self.fields.iter().position(|field| field.part == Part::Currency);
        let column = column.map(|at| columns[at].str()).transpose().map_err(Error::internal)?;
        let column = column.filter(|column| column.null_count() < column.len());
        if column.is_none() && signs.is_empty() {
            return Ok(None);
        }
        let mut codes: Vec<Option<String>> = vec![None; height];
        for (row, currency) in signs.iter().rev() {
            codes[*row] = Some(currency.to_string());
        }
        let any = self.reading.currency == CurrencyRule::Any;
        if let Some(column) = column {
            for (code, told) in codes.iter_mut().zip(column.iter()) {
                let (told, sign) = (told.map(str::to_uppercase), code.take());
                *code = match (told, sign) {
                    // Of rows that count whatever their currency, an amount in two is in neither.
                    (Some(told), Some(sign)) if any && !cast::same_currency(&told, &sign) => {
                        Some(format!("{told}/{sign}"))
                    }
                    (told, sign) => told.or(sign),
                };
            }
        }
        Ok(Some(codes))
    }

    /// A hash of the cells of each row that are in no required field, and of its time of day; nothing where the rows
    /// have neither.
    fn hashes(&self, rows: &impl Rows, columns: &[Series]) -> Option<Vec<u64>> {
        let others = self.fields.iter().zip(columns).filter(|(field, _)| !field.required && field.index.is_some());
        let others: Vec<&Series> = others.map(|(_, column)| column).collect();
        let has_others = !others.is_empty() || !self.extras.is_empty();
        let mut hashes = has_others.then(|| vec![0u64; rows.height()]);
        if let Some(hashes) = &mut hashes {
            others.iter().for_each(|column| rest::add_column(hashes, column));
            self.extras.iter().for_each(|found| rest::add_cells(hashes, found, rows, self.reading));
        }
        for field in self.fields.iter().filter(|field| field.role == Role::Day && field.required) {
            rest::add_times(&mut hashes, field, rows, self.reading);
        }
        hashes
    }

    /// Puts the rows where they belong and keeps those that are used.
    fn settle(
        &self,
        frame: DataFrame,
        rows: &impl Rows,
        mut verdicts: Verdicts,
        codes: Option<Vec<Option<String>>>,
        foreign: Option<&[Option<&'static str>]>,
        noticed: Noticed,
    ) -> Result<Chunk, Error> {
        let height = rows.height();
        let amounts = self.fields.iter().position(|field| field.part == Part::Amount);
        let amounts = amounts.map(|at| frame.columns()[at].i64()).transpose().map_err(Error::internal)?.cloned();
        // The sums are of one currency: amounts in another count as zero, like those that cannot be read.
        let amount = |row: usize| {
            let ours = foreign.is_none_or(|foreign| foreign[row].is_none());
            amounts.as_ref().filter(|_| ours).and_then(|amounts| amounts.get(row))
        };
        let mut ledger = Ledger::default();
        let everything = match foreign {
            Some(_) => (0..height).filter_map(amount).map(i128::from).sum(),
            None => amounts.as_ref().map_or(0, sum),
        };
        ledger.read = Tally { rows: height as u64, amount: everything };
        let mut used = vec![true; height];
        // The sort is stable: the faults of a row stay in the order of its columns.
        verdicts.faults.sort_by_key(|(row, _)| *row);
        let mut rejects: Vec<RejectedRow> = Vec::new();
        for (row, fault) in verdicts.faults {
            match rejects.last_mut() {
                Some(last) if last.record == row as u64 => last.add(fault),
                _ => {
                    used[row] = false;
                    ledger.rejected.entry(fault.reason.to_string()).or_default().add(amount(row));
                    let mut rejected = RejectedRow { record: row as u64, raw: rows.raw(row), faults: Vec::new() };
                    rejected.add(fault);
                    rejects.push(rejected);
                }
            }
        }
        for (row, rule) in verdicts.excluded {
            if std::mem::replace(&mut used[row], false) {
                ledger.excluded.entry(rule).or_default().add(amount(row));
            }
        }
        ledger.used = ledger.read;
        for gone in [ledger.rejected_total(), ledger.excluded_total()] {
            ledger.used.rows -= gone.rows;
            ledger.used.amount -= gone.amount;
        }
        let currencies = Currencies::count(codes, &used, foreign, amounts.is_some());
        let all = used.iter().all(|used| *used);
        let frame = if all {
            frame
        } else {
            frame.filter(&used.into_iter().collect::<BooleanChunked>()).map_err(Error::internal)?
        };
        Ok(Chunk { frame, rows: height as u64, ledger, rejects, currencies, noticed })
    }
}

/// The sum of the amounts that are there.
fn sum(amounts: &Int64Chunked) -> i128 {
    match amounts.cont_slice() {
        Ok(all) => all.iter().copied().map(i128::from).sum(),
        Err(_) => amounts.iter().flatten().map(i128::from).sum(),
    }
}

/// A cell that its role cannot take, as it stands in the file.
fn fault(field: &Field, (reason, label): Failure, rows: &impl Rows, row: usize) -> Fault {
    let raw = field.index.map(|index| rows.cell(row, index).shown().into_owned());
    Fault::bad(field, reason, label, raw.unwrap_or_default())
}
