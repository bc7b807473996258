//! A result table: DataFrames of its rows, a name, and for each column what kind of value it holds.

use std::ops::Range;

use polars::prelude::{
    BooleanChunked, BooleanType, ChunkedArray, Column, DataFrame, Float64Chunked, Float64Type, Int32Chunked, Int32Type,
    Int64Chunked, Int64Type, Int128Chunked, Int128Type, IntoColumn, IntoSeries, PolarsDataType, PolarsResult,
    StaticArray, StringChunked, StringType, polars_bail,
};

use super::number::{six_digits, write_money, write_number};
use crate::error::Error;
use crate::exports::cast::format_date;

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
    fn push<T: PolarsDataType>(mut self, kind: Kind, name: &str, mut column: ChunkedArray<T>) -> TableBuilder
    where
        ChunkedArray<T>: IntoSeries,
    {
        column.rename(name.into());
        self.kinds.push(kind);
        self.columns.push(column.into_series().into_column());
        self
    }

    /// A text column.
    #[must_use]
    pub fn text<S: AsRef<str>>(self, name: &str, values: impl IntoIterator<Item = Option<S>>) -> TableBuilder {
        self.push(Kind::Text, name, values.into_iter().collect::<StringChunked>())
    }

    /// A column of whole numbers.
    #[must_use]
    pub fn integer<N: Into<Option<i64>>>(self, name: &str, values: impl IntoIterator<Item = N>) -> TableBuilder {
        self.push(Kind::Integer, name, values.into_iter().map(Into::into).collect::<Int64Chunked>())
    }

    /// A column of numbers; what is not finite becomes empty.
    #[must_use]
    pub fn number<N: Into<Option<f64>>>(self, name: &str, values: impl IntoIterator<Item = N>) -> TableBuilder {
        let six = |value: f64| (value.is_finite()).then(|| (value * 1e6).round() / 1e6 + 0.0);
        let values = values.into_iter().map(|value| value.into().and_then(six));
        self.push(Kind::Number, name, values.collect::<Float64Chunked>())
    }

    /// A column of probabilities to six significant digits, as small ones are what counts.
    #[must_use]
    pub fn probability<N: Into<Option<f64>>>(self, name: &str, values: impl IntoIterator<Item = N>) -> TableBuilder {
        let values = values.into_iter().map(|value| value.into().and_then(six_digits));
        self.push(Kind::Number, name, values.collect::<Float64Chunked>())
    }

    /// A column of money in 1/10000.
    #[must_use]
    pub fn money<N: Into<Option<i128>>>(mut self, name: &str, values: impl IntoIterator<Item = N>) -> TableBuilder {
        let values: Vec<Option<i128>> = values.into_iter().map(Into::into).collect();
        if values.iter().flatten().any(|amount| amount % 100 != 0) {
            self.decimals = 4;
        }
        self.push(Kind::Money, name, values.into_iter().collect::<Int128Chunked>())
    }

    /// A column of days.
    #[must_use]
    pub fn day<N: Into<Option<i32>>>(self, name: &str, values: impl IntoIterator<Item = N>) -> TableBuilder {
        self.push(Kind::Day, name, values.into_iter().map(Into::into).collect::<Int32Chunked>())
    }

    /// A column of yes or no.
    #[must_use]
    pub fn boolean<N: Into<Option<bool>>>(self, name: &str, values: impl IntoIterator<Item = N>) -> TableBuilder {
        self.push(Kind::Boolean, name, values.into_iter().map(Into::into).collect::<BooleanChunked>())
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

/// A column of a result table, ready to be read row by row.
///
/// It is the one array behind the column: looking a cell up in a column costs more than finding it there.
pub enum Reader<'a> {
    /// Text.
    Text(&'a <StringType as PolarsDataType>::Array),
    /// Whole numbers.
    Integer(&'a <Int64Type as PolarsDataType>::Array),
    /// Numbers.
    Number(&'a <Float64Type as PolarsDataType>::Array),
    /// Money.
    Money(&'a <Int128Type as PolarsDataType>::Array),
    /// Days.
    Day(&'a <Int32Type as PolarsDataType>::Array),
    /// Yes or no.
    Boolean(&'a <BooleanType as PolarsDataType>::Array),
}

impl<'a> Reader<'a> {
    fn new(kind: Kind, column: &'a Column) -> PolarsResult<Reader<'a>> {
        Ok(match kind {
            Kind::Text => Reader::Text(array(column.str()?)?),
            Kind::Integer => Reader::Integer(array(column.i64()?)?),
            Kind::Number => Reader::Number(array(column.f64()?)?),
            Kind::Money => Reader::Money(array(column.i128()?)?),
            Kind::Day => Reader::Day(array(column.i32()?)?),
            Kind::Boolean => Reader::Boolean(array(column.bool()?)?),
        })
    }
}

/// The array behind a column; columns of result tables have one each.
fn array<T: PolarsDataType>(column: &ChunkedArray<T>) -> PolarsResult<&T::Array> {
    match column.chunks().len() {
        1 => Ok(column.downcast_as_array()),
        several => polars_bail!(ComputeError: "column {} has {several} arrays", column.name()),
    }
}

impl Reader<'_> {
    /// The value of a row.
    #[inline]
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
    use super::*;

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
}
