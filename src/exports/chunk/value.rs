//! A cast cell, and the columns that collect them.

use std::borrow::Cow;

use polars::prelude::{Column as Series, IntoColumn, StringChunkedBuilder};

use super::Field;
use crate::exports::cell::Cell;
use crate::tables::Role;

/// A cast cell.
pub(super) enum Value<'a> {
    Null,
    Text(Cow<'a, str>),
    Number(i64),
    Day(i32),
    Bool(bool),
}

impl<'a> Value<'a> {
    pub(super) fn of_text(cell: Cell<'a>) -> Value<'a> {
        cell.text().map_or(Value::Null, Value::Text)
    }

    /// Adds bytes to `out` that are the same for equal values and differ for others.
    pub(super) fn identify(&self, out: &mut Vec<u8>) {
        match self {
            Value::Null => {}
            Value::Text(text) => out.extend_from_slice(text.as_bytes()),
            Value::Number(number) => out.extend_from_slice(&number.to_le_bytes()),
            Value::Day(day) => out.extend_from_slice(&day.to_le_bytes()),
            Value::Bool(yes) => out.push(u8::from(*yes)),
        }
        out.push(0x1f);
    }
}

/// Collects the values of one column of a chunk.
pub(super) enum Builder {
    Text(StringChunkedBuilder),
    Number(Vec<Option<i64>>),
    Day(Vec<Option<i32>>),
    Bool(Vec<Option<bool>>),
}

impl Builder {
    pub(super) fn new(field: &Field, rows: usize) -> Builder {
        match field.role {
            Role::Identifier | Role::Text => Builder::Text(StringChunkedBuilder::new(field.name.as_str().into(), rows)),
            Role::Money | Role::Quantity | Role::Count => Builder::Number(Vec::with_capacity(rows)),
            Role::Day | Role::BirthDay => Builder::Day(Vec::with_capacity(rows)),
            Role::Boolean => Builder::Bool(Vec::with_capacity(rows)),
        }
    }

    pub(super) fn push(&mut self, value: Value<'_>) {
        match (self, value) {
            (Builder::Text(column), Value::Text(text)) => column.append_value(text),
            (Builder::Text(column), _) => column.append_null(),
            (Builder::Number(column), Value::Number(number)) => column.push(Some(number)),
            (Builder::Number(column), _) => column.push(None),
            (Builder::Day(column), Value::Day(day)) => column.push(Some(day)),
            (Builder::Day(column), _) => column.push(None),
            (Builder::Bool(column), Value::Bool(yes)) => column.push(Some(yes)),
            (Builder::Bool(column), _) => column.push(None),
        }
    }

    pub(super) fn finish(self, name: &str) -> Series {
        match self {
            Builder::Text(column) => column.finish().into_column(),
            Builder::Number(column) => Series::new(name.into(), column),
            Builder::Day(column) => Series::new(name.into(), column),
            Builder::Bool(column) => Series::new(name.into(), column),
        }
    }
}
