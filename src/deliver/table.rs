//! A result table: DataFrames of its rows, a name, and for each column what kind of value it holds.

use std::ops::Range;

use polars::prelude::{
    BooleanChunked, Column, DataFrame, Float64Chunked, Int32Chunked, Int64Chunked, Int128Chunked, IntoColumn,
    IntoSeries, PolarsResult, StringChunked, StringChunkedBuilder,
};

use crate::error::Error;
use crate::exports::cast::{format_date, format_money};

/// What the values of a column are, and so how they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers, given to six decimals.
    Number,
    /// Money, exact; in the frame Int128 in 1/10000.
    Money,
    /// Days; in the frame Int32 since 1970-01-01.
    Day,
    /// Yes or no.
    Boolean,
}

/// A result table. Its rows are made batch by batch, so that a table of millions of customers is never whole in memory.
pub struct ResultTable<'a> {
    /// Its name, which is also its file name.
    pub name: &'static str,
    /// Rows.
    pub rows: usize,
    /// Column names, and what each column holds.
    pub columns: Vec<(String, Kind)>,
    /// Decimals of money: 2, or 4 where an amount needs them.
    pub decimals: u8,
    /// Whether it is made for people alone, and so must not run formulas in a spreadsheet.
    pub for_people: bool,
    make: Box<dyn Fn(Range<usize>) -> Result<DataFrame, Error> + Sync + 'a>,
}

/// Builds a result table, or a batch of its rows, column by column.
pub struct TableBuilder {
    name: &'static str,
    kinds: Vec<Kind>,
    columns: Vec<Column>,
    decimals: u8,
}

impl<'a> ResultTable<'a> {
    /// An empty builder.
    pub fn build(name: &'static str) -> TableBuilder {
        TableBuilder { name, kinds: Vec::new(), columns: Vec::new(), decimals: 2 }
    }

    /// A table of `rows` rows; `make` builds those of a range. `decimals` is 4 where any amount needs them, else 2.
    ///
    /// # Errors
    /// Internal, where columns differ in length.
    pub fn in_batches(
        name: &'static str,
        rows: usize,
        decimals: u8,
        make: impl Fn(Range<usize>) -> TableBuilder + Sync + 'a,
    ) -> Result<ResultTable<'a>, Error> {
        let none = make(0..0);
        let columns = none.columns.iter().map(|column| column.name().to_string()).zip(none.kinds).collect();
        let make = Box::new(move |range| make(range).frame());
        Ok(ResultTable { name, rows, columns, decimals, for_people: false, make })
    }

    /// The table as one for people alone.
    #[must_use]
    pub fn for_people(mut self) -> ResultTable<'a> {
        self.for_people = true;
        self
    }

    /// Column names.
    pub fn headers(&self) -> Vec<String> {
        self.columns.iter().map(|(name, _)| name.clone()).collect()
    }

    /// The ranges into which the rows are best cut.
    pub fn ranges(&self, rows: usize) -> Vec<Range<usize>> {
        (0..self.rows).step_by(rows.max(1)).map(|start| start..(start + rows).min(self.rows)).collect()
    }

    /// The rows of a range.
    ///
    /// # Errors
    /// Internal, where columns differ in length.
    pub fn batch(&self, range: Range<usize>) -> Result<DataFrame, Error> {
        (self.make)(range)
    }

    /// Readers for all columns of a batch.
    ///
    /// # Errors
    /// Internal, where a column is not of the kind it was declared.
    pub fn readers<'b>(&self, batch: &'b DataFrame) -> Result<Vec<Reader<'b>>, Error> {
        let columns = self.columns.iter().zip(batch.columns());
        columns
            .map(|((_, kind), column)| Reader::new(*kind, column))
            .collect::<PolarsResult<_>>()
            .map_err(Error::internal)
    }
}

impl TableBuilder {
    fn push(mut self, kind: Kind, column: Column) -> TableBuilder {
        self.kinds.push(kind);
        self.columns.push(column);
        self
    }

    /// A text column.
    #[must_use]
    pub fn text<S: AsRef<str>>(self, name: &str, values: impl IntoIterator<Item = Option<S>>) -> TableBuilder {
        let values = values.into_iter();
        let mut column = StringChunkedBuilder::new(name.into(), values.size_hint().0);
        values.for_each(|value| column.append_option(value));
        self.push(Kind::Text, column.finish().into_column())
    }

    /// A column of whole numbers.
    #[must_use]
    pub fn integer<N: Into<Option<i64>>>(self, name: &str, values: impl IntoIterator<Item = N>) -> TableBuilder {
        let values: Vec<Option<i64>> = values.into_iter().map(Into::into).collect();
        self.push(Kind::Integer, Column::new(name.into(), values))
    }

    /// A column of numbers; what is not finite becomes empty.
    #[must_use]
    pub fn number<N: Into<Option<f64>>>(self, name: &str, values: impl IntoIterator<Item = N>) -> TableBuilder {
        let six = |value: f64| (value.is_finite()).then(|| (value * 1e6).round() / 1e6 + 0.0);
        let values: Vec<Option<f64>> = values.into_iter().map(|value| value.into().and_then(six)).collect();
        self.push(Kind::Number, Column::new(name.into(), values))
    }

    /// A column of probabilities to six significant digits, as small ones are what counts.
    #[must_use]
    pub fn probability<N: Into<Option<f64>>>(self, name: &str, values: impl IntoIterator<Item = N>) -> TableBuilder {
        let six = |value: f64| match value {
            // Most probabilities of a long table are one of these, and writing a number exactly is slow.
            0.0 | 1.0 => Some(value),
            _ => format!("{value:.5e}").parse::<f64>().ok().filter(|value| value.is_finite()),
        };
        let values: Vec<Option<f64>> = values.into_iter().map(|value| value.into().and_then(six)).collect();
        self.push(Kind::Number, Column::new(name.into(), values))
    }

    /// A column of money in 1/10000.
    #[must_use]
    pub fn money<N: Into<Option<i128>>>(mut self, name: &str, values: impl IntoIterator<Item = N>) -> TableBuilder {
        let values: Vec<Option<i128>> = values.into_iter().map(Into::into).collect();
        if values.iter().flatten().any(|amount| amount % 100 != 0) {
            self.decimals = 4;
        }
        let mut column: Int128Chunked = values.into_iter().collect();
        column.rename(name.into());
        self.push(Kind::Money, column.into_series().into_column())
    }

    /// A column of days.
    #[must_use]
    pub fn day<N: Into<Option<i32>>>(self, name: &str, values: impl IntoIterator<Item = N>) -> TableBuilder {
        let values: Vec<Option<i32>> = values.into_iter().map(Into::into).collect();
        self.push(Kind::Day, Column::new(name.into(), values))
    }

    /// A column of yes or no.
    #[must_use]
    pub fn boolean<N: Into<Option<bool>>>(self, name: &str, values: impl IntoIterator<Item = N>) -> TableBuilder {
        let values: Vec<Option<bool>> = values.into_iter().map(Into::into).collect();
        self.push(Kind::Boolean, Column::new(name.into(), values))
    }

    /// The finished table.
    ///
    /// # Errors
    /// Internal, where columns differ in length.
    pub fn finish(self) -> Result<ResultTable<'static>, Error> {
        let (name, decimals, kinds) = (self.name, self.decimals, self.kinds.clone());
        let frame = self.frame()?;
        let columns = frame.get_column_names().iter().map(|name| name.to_string()).zip(kinds).collect();
        let rows = frame.height();
        let make = move |range: Range<usize>| Ok(frame.slice(range.start as i64, range.len()));
        Ok(ResultTable { name, rows, columns, decimals, for_people: false, make: Box::new(make) })
    }

    fn frame(self) -> Result<DataFrame, Error> {
        DataFrame::new_infer_height(self.columns).map_err(Error::internal)
    }
}

/// One value of a result table, as the exporters see it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// Empty.
    Null,
    /// Text.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// Money in 1/10000.
    Money(i128),
    /// A day.
    Day(i32),
    /// Yes or no.
    Boolean(bool),
}

impl Value<'_> {
    /// The value as data files write it, whatever the language: ISO dates, point decimals.
    pub fn write(&self, decimals: u8, out: &mut Vec<u8>) {
        match self {
            Value::Null => {}
            Value::Text(text) => out.extend_from_slice(text.as_bytes()),
            Value::Integer(number) => out.extend_from_slice(itoa::Buffer::new().format(*number).as_bytes()),
            Value::Number(number) => write_number(*number, out),
            Value::Money(amount) => write_money(*amount, decimals, out),
            Value::Day(day) => out.extend_from_slice(format_date(*day).as_bytes()),
            Value::Boolean(yes) => out.extend_from_slice(if *yes { b"true" } else { b"false" }),
        }
    }
}

/// Smaller numbers are written with an exponent.
const LEAST_DECIMAL: f64 = 1e-6;

/// A number of at most six decimals in its shortest form.
fn write_number(number: f64, out: &mut Vec<u8>) {
    // A number of six decimals lies so close to a whole number of millionths that halves need no care.
    let millionths = (number * 1e6 + 0.5_f64.copysign(number)) as i64;
    // Up to fifteen digits a decimal number and its nearest binary fraction are the same to a reader.
    if millionths.unsigned_abs() < 1_000_000_000_000_000 && millionths as f64 / 1e6 == number {
        write_millionths(millionths, out);
    } else if number.abs() < LEAST_DECIMAL {
        out.extend_from_slice(format!("{number:e}").as_bytes());
    } else {
        out.extend_from_slice(number.to_string().as_bytes());
    }
}

/// A number of millionths without the zeros at its end.
fn write_millionths(millionths: i64, out: &mut Vec<u8>) {
    let (whole, mut fraction) = (millionths.unsigned_abs() / 1_000_000, millionths.unsigned_abs() % 1_000_000);
    if millionths < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(itoa::Buffer::new().format(whole).as_bytes());
    if fraction == 0 {
        return;
    }
    let mut digits = *b".000000";
    for digit in digits[1..].iter_mut().rev() {
        *digit = b'0' + (fraction % 10) as u8;
        fraction /= 10;
    }
    let zeros = digits.iter().rev().take_while(|digit| **digit == b'0').count();
    out.extend_from_slice(&digits[..digits.len() - zeros]);
}

fn write_money(amount: i128, decimals: u8, out: &mut Vec<u8>) {
    match (decimals, amount % 100) {
        (2, 0) => write_decimal(amount / 100, 2, out),
        (4, _) => write_decimal(amount, 4, out),
        _ => out.extend_from_slice(format_money(amount, decimals).as_bytes()),
    }
}

/// Whole `digits`, of which the last `places` stand behind the point.
fn write_decimal(digits: i128, places: u32, out: &mut Vec<u8>) {
    if digits < 0 {
        out.push(b'-');
    }
    let (all, unit) = (digits.unsigned_abs(), 10u64.pow(places));
    // Nearly all numbers fit into 64 bits, which divide many times faster.
    let mut left = match u64::try_from(all) {
        Ok(all) => {
            out.extend_from_slice(itoa::Buffer::new().format(all / unit).as_bytes());
            all % unit
        }
        Err(_) => {
            out.extend_from_slice(itoa::Buffer::new().format(all / u128::from(unit)).as_bytes());
            (all % u128::from(unit)) as u64
        }
    };
    out.push(b'.');
    let start = out.len();
    out.resize(start + places as usize, b'0');
    for byte in out[start..].iter_mut().rev() {
        *byte = b'0' + (left % 10) as u8;
        left /= 10;
    }
}

/// A column of a result table, ready to be read row by row.
pub enum Reader<'a> {
    /// Text.
    Text(&'a StringChunked),
    /// Whole numbers.
    Integer(&'a Int64Chunked),
    /// Numbers.
    Number(&'a Float64Chunked),
    /// Money.
    Money(&'a Int128Chunked),
    /// Days.
    Day(&'a Int32Chunked),
    /// Yes or no.
    Boolean(&'a BooleanChunked),
}

impl<'a> Reader<'a> {
    fn new(kind: Kind, column: &'a Column) -> PolarsResult<Reader<'a>> {
        Ok(match kind {
            Kind::Text => Reader::Text(column.str()?),
            Kind::Integer => Reader::Integer(column.i64()?),
            Kind::Number => Reader::Number(column.f64()?),
            Kind::Money => Reader::Money(column.i128()?),
            Kind::Day => Reader::Day(column.i32()?),
            Kind::Boolean => Reader::Boolean(column.bool()?),
        })
    }
}

impl Reader<'_> {
    /// The value of a row.
    pub fn get(&self, row: usize) -> Value<'_> {
        match self {
            Reader::Text(column) => column.get(row).map_or(Value::Null, Value::Text),
            Reader::Integer(column) => column.get(row).map_or(Value::Null, Value::Integer),
            Reader::Number(column) => column.get(row).map_or(Value::Null, Value::Number),
            Reader::Money(column) => column.get(row).map_or(Value::Null, Value::Money),
            Reader::Day(column) => column.get(row).map_or(Value::Null, Value::Day),
            Reader::Boolean(column) => column.get(row).map_or(Value::Null, Value::Boolean),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(value: Value<'_>, decimals: u8) -> String {
        let mut out = Vec::new();
        value.write(decimals, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        for (number, text) in
            [(0.0, "0"), (-0.5, "-0.5"), (12.0, "12"), (0.000001, "0.000001"), (1e300, &1e300.to_string())]
        {
            assert_eq!(written(Value::Number(number), 2), text);
        }
    }

    #[test]
    fn a_table_in_batches_is_the_table() {
        let numbers: Vec<i64> = (0..10).collect();
        let make = |range: Range<usize>| ResultTable::build("t").integer("n", numbers[range].iter().copied());
        let table = ResultTable::in_batches("t", numbers.len(), 2, make).unwrap();
        let whole = make(0..10).finish().unwrap();
        assert_eq!((table.headers(), table.rows), (whole.headers(), whole.rows));
        for range in table.ranges(3) {
            assert!(table.batch(range.clone()).unwrap().equals(&whole.batch(range).unwrap()));
        }
    }

    proptest! {
        #[test]
        fn numbers_and_money_are_written_as_the_standard_library_would(digits in any::<i64>(), micros in -1_000_000_000_000_000i64..1_000_000_000_000_000) {
            let number = micros as f64 / 1e6;
            prop_assert_eq!(written(Value::Number(number), 2), number.to_string());
            for decimals in [2, 4] {
                prop_assert_eq!(written(Value::Money(digits.into()), decimals), format_money(digits, decimals));
            }
        }
    }
}
