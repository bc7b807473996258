//! One column of a chunk, cast by its role. It knows nothing of the other columns.

use polars::prelude::{ChunkFullNull, StringChunked, StringChunkedBuilder};

use super::caster::{Noticed, Skipped};
use super::rows::{Clocks, Field, Reading, Rows};
use super::values::{Filled, Values};
use super::whole;
use crate::exports::cast::{self, DateError, DateOrder, DateParser, DateReading, Era, Fault as CellFault, TimeOfDay};
use crate::exports::cell::{Cell, Serials};
use crate::labels::Label;
use crate::tables::Role;

/// Why a cell has no value: code and words.
pub(super) type Failure = (&'static str, Label);

/// A hundred million, in 1/10000: more orders or days than a customer can have.
const MOST_COUNTED: i64 = 100_000_000 * cast::UNIT;
const NOT_A_COUNT: Label = Label::new("it is not a whole number from 0 to 100,000,000", "不是 0 至 100,000,000 的整数");

pub(super) fn failure(fault: impl CellFault) -> Failure {
    (fault.code(), fault.label())
}

/// A cast column.
pub(super) struct Cast {
    pub(super) values: Values,
    /// Rows without a value, where the column is required.
    pub(super) missing: Vec<usize>,
    /// Rows whose cell cannot be cast.
    pub(super) bad: Vec<(usize, Failure)>,
    /// Rows whose amount names its currency.
    pub(super) currencies: Vec<(usize, cast::Currency)>,
}

/// Casts the cells of `field`, leaving out the rows that are `skipped`.
pub(super) fn cast_column(
    field: &Field,
    rows: &impl Rows,
    reading: &Reading,
    skipped: &Skipped,
    noticed: &mut Noticed,
) -> Cast {
    let mut cast =
        Cast { values: Values::Bools(Vec::new()), missing: Vec::new(), bad: Vec::new(), currencies: Vec::new() };
    let Some(index) = field.index else {
        cast.values = empty(field, rows.height());
        return cast;
    };
    let height = rows.height();
    match field.role {
        Role::Identifier | Role::Text => {
            cast.values = Values::Text(match whole::texts(rows.typed(index), field, noticed) {
                Some(column) => column,
                None => texts(field, rows, index, skipped, noticed, &mut cast.missing),
            });
        }
        Role::Money | Role::Quantity | Role::Count => {
            if let Some((amounts, rounded)) = whole::amounts(rows.typed(index), field.role, skipped) {
                noticed.rounded += if field.role == Role::Money { rounded } else { 0 };
                cast.values = Values::Numbers(amounts.into());
                return cast;
            }
            let mut values = Filled::with_room(height);
            each_cell(rows, index, |row, cell| {
                let value = if skipped.has(row) { Ok(None) } else { cell.money(reading.decimal) };
                values.push(match value.map_err(failure) {
                    Ok(Some(number)) if field.role == Role::Count && !is_count(number.amount) => {
                        cast.bad.push((row, ("not_a_count", NOT_A_COUNT)));
                        None
                    }
                    Ok(Some(number)) => {
                        noticed.rounded += u64::from(number.rounded && field.role == Role::Money);
                        cast.currencies.extend(number.currency.map(|currency| (row, currency)));
                        Some(number.amount)
                    }
                    Ok(None) => cast.none(field, skipped, row),
                    Err(failure) => cast.failed(row, failure),
                });
            });
            cast.values = Values::Numbers(values);
        }
        Role::Day | Role::EndDay | Role::BirthDay => {
            if let Some(days) = whole::days(rows.typed(index), skipped) {
                cast.values = Values::Days(days.into());
                return cast;
            }
            let (mut values, days) = (Filled::with_room(height), Days::new(field.role, index, reading));
            each_cell(rows, index, |row, cell| {
                let value = if skipped.has(row) { Ok(None) } else { days.day(cell) };
                values.push(match value {
                    Ok(Some(day)) => Some(day),
                    Ok(None) => cast.none(field, skipped, row),
                    Err(failure) => cast.failed(row, failure),
                });
            });
            cast.values = Values::Days(values);
        }
        Role::Boolean => {
            let mut values = Vec::with_capacity(height);
            for row in 0..height {
                let text = if skipped.has(row) { None } else { rows.cell(row, index).text() };
                values.push(match text.map(|text| cast::parse_boolean(&text).map_err(failure)) {
                    Some(Ok(yes)) => Some(yes),
                    None => cast.none(field, skipped, row),
                    Some(Err(failure)) => cast.failed(row, failure),
                });
            }
            cast.values = Values::Bools(values);
        }
    }
    cast
}

/// Calls `take` with every cell of a column, in order.
pub(super) fn each_cell(rows: &impl Rows, column: usize, mut take: impl FnMut(usize, Cell<'_>)) {
    match rows.typed(column) {
        Some(cells) => cells.each(take),
        None => (0..rows.height()).for_each(|row| take(row, rows.cell(row, column))),
    }
}

impl Cast {
    fn none<T>(&mut self, field: &Field, skipped: &Skipped, row: usize) -> Option<T> {
        if field.required && !skipped.has(row) {
            self.missing.push(row);
        }
        None
    }

    fn failed<T>(&mut self, row: usize, failure: Failure) -> Option<T> {
        self.bad.push((row, failure));
        None
    }
}

/// How the days of one column are read.
pub(super) struct Days {
    parser: DateParser,
    order: Option<DateOrder>,
    serials: Serials,
    /// Whether a placeholder says that there is no day yet.
    open: bool,
}

impl Days {
    pub(super) fn new(role: Role, index: usize, reading: &Reading) -> Days {
        let era = if role == Role::BirthDay { Era::Births } else { Era::Events };
        let (order, serials) = reading.dates_of(index);
        Days { parser: reading.dates.with_era(era), order, serials, open: role == Role::EndDay }
    }

    /// The day in a cell.
    pub(super) fn day(&self, cell: Cell<'_>) -> Result<Option<i32>, Failure> {
        let day = match cell.day(&self.parser, self.serials) {
            Err(DateError::Placeholder) if self.open => Ok(None),
            day => day,
        };
        match day.map_err(failure)? {
            None => Ok(None),
            Some(DateReading::Settled { day, order: None }) => Ok(Some(day)),
            Some(found) => found.settle(self.order).map(Some).map_err(failure),
        }
    }

    /// The time of day in a cell.
    pub(super) fn time(&self, cell: Cell<'_>) -> Option<TimeOfDay> {
        cell.time(&self.parser, self.serials, self.order)
    }
}

/// The times of day in a column of days: seconds after midnight, and by how many seconds the clock is ahead of UTC; none
/// where a cell does not tell. The second column only where it is asked for.
pub(super) fn times_of(
    field: &Field,
    rows: &impl Rows,
    reading: &Reading,
    skipped: &Skipped,
    clocks: Clocks,
) -> (Values, Option<Values>) {
    let (height, wanted) = (rows.height(), clocks == Clocks::WithOffsets);
    let Some(index) = field.index else { return (empty(field, height), wanted.then(|| empty(field, height))) };
    let (mut seconds, mut offsets) = (Filled::with_room(height), wanted.then(|| Filled::with_room(height)));
    let days = Days::new(field.role, index, reading);
    each_cell(rows, index, |row, cell| {
        let time = if skipped.has(row) { None } else { days.time(cell) };
        seconds.push(time.map(|time| time.second));
        if let Some(offsets) = &mut offsets {
            offsets.push(time.and_then(|time| time.offset));
        }
    });
    (Values::Days(seconds), offsets.map(Values::Days))
}

fn is_count(amount: i64) -> bool {
    amount % cast::UNIT == 0 && (0..=MOST_COUNTED).contains(&amount)
}

fn texts(
    field: &Field,
    rows: &impl Rows,
    index: usize,
    skipped: &Skipped,
    noticed: &mut Noticed,
    missing: &mut Vec<usize>,
) -> StringChunked {
    let mut column = StringChunkedBuilder::new(field.name.as_str().into(), rows.height());
    for row in 0..rows.height() {
        let text = if skipped.has(row) { None } else { rows.cell(row, index).text() };
        match text {
            Some(text) => {
                if field.role == Role::Identifier {
                    noticed.damaged_ids += u64::from(is_damaged(&text));
                    noticed.hidden_in_ids += u64::from(hides(&text));
                }
                column.append_value(text);
            }
            None => {
                if field.required && !skipped.has(row) {
                    missing.push(row);
                }
                column.append_null();
            }
        }
    }
    column.finish()
}

pub(super) fn is_damaged(id: &str) -> bool {
    // Nearly no id holds the plus sign of `1.23457E+11`.
    id.as_bytes().contains(&b'+') && cast::identifier(id).is_some_and(|id| id.looks_scientific)
}

pub(super) fn hides(id: &str) -> bool {
    // Nearly every id is made of printable ASCII.
    !id.bytes().all(|byte| matches!(byte, b' '..=b'~')) && cast::identifier(id).is_some_and(|id| id.hides_characters())
}

/// The column of a field that the file does not have.
fn empty(field: &Field, height: usize) -> Values {
    match field.role {
        Role::Identifier | Role::Text => Values::Text(StringChunked::full_null(field.name.as_str().into(), height)),
        Role::Money | Role::Quantity | Role::Count => Values::NoNumbers(height),
        Role::Day | Role::EndDay | Role::BirthDay => Values::NoDays(height),
        Role::Boolean => Values::Bools(vec![None; height]),
    }
}
