//! A result table: a DataFrame with a name, and for each column what kind of value it holds.

use polars::prelude::{
    BooleanChunked, Column, DataFrame, Float64Chunked, Int32Chunked, Int64Chunked, Int128Chunked, IntoColumn,
    IntoSeries, PolarsResult, StringChunked,
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

/// A result table.
#[derive(Clone, Debug)]
pub struct ResultTable {
    /// Its name, which is also its file name.
    pub name: &'static str,
    /// What each column of `frame` holds.
    pub kinds: Vec<Kind>,
    /// The values.
    pub frame: DataFrame,
    /// Decimals of money: 2, or 4 where an amount needs them.
    pub decimals: u8,
}

/// Builds a result table column by column.
pub struct TableBuilder {
    name: &'static str,
    kinds: Vec<Kind>,
    columns: Vec<Column>,
    decimals: u8,
}

impl ResultTable {
    /// An empty builder.
    pub fn build(name: &'static str) -> TableBuilder {
        TableBuilder { name, kinds: Vec::new(), columns: Vec::new(), decimals: 2 }
    }

    /// Rows.
    pub fn rows(&self) -> usize {
        self.frame.height()
    }

    /// Column names.
    pub fn headers(&self) -> Vec<String> {
        self.frame.get_column_names().iter().map(|name| name.to_string()).collect()
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
    pub fn text<S: Into<Option<String>>>(self, name: &str, values: impl IntoIterator<Item = S>) -> TableBuilder {
        let values: Vec<Option<String>> = values.into_iter().map(Into::into).collect();
        self.push(Kind::Text, Column::new(name.into(), values))
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
    pub fn finish(self) -> Result<ResultTable, Error> {
        let frame = DataFrame::new_infer_height(self.columns).map_err(Error::internal)?;
        Ok(ResultTable { name: self.name, kinds: self.kinds, frame, decimals: self.decimals })
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
    pub fn write(&self, decimals: u8, out: &mut String) {
        use std::fmt::Write;
        // Writing to a String cannot fail.
        let _ = match self {
            Value::Null => Ok(()),
            Value::Text(text) => write!(out, "{text}"),
            Value::Integer(number) => write!(out, "{number}"),
            Value::Number(number) => write!(out, "{number}"),
            Value::Money(amount) => write!(out, "{}", format_money(*amount, decimals)),
            Value::Day(day) => write!(out, "{}", format_date(*day)),
            Value::Boolean(yes) => write!(out, "{yes}"),
        };
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

impl ResultTable {
    /// Readers for all columns.
    ///
    /// # Errors
    /// Internal, where a column is not of the kind it was declared.
    pub fn readers(&self) -> Result<Vec<Reader<'_>>, Error> {
        let columns = self.kinds.iter().zip(self.frame.columns());
        columns.map(|(kind, column)| Reader::new(*kind, column)).collect::<PolarsResult<_>>().map_err(Error::internal)
    }
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
