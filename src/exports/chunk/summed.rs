//! What a row that sums up the orders of a customer has to tell beyond its single cells: when the last order was, and
//! that it was not after the as-of day.

use polars::prelude::Column as Series;

use super::rows::{Field, Rows};
use crate::exports::rejects::Fault;
use crate::labels::Label;
use crate::tables::histories::{LAST_ORDER_DATE, ORDERS, RECENCY_DAYS};

/// The reason code of a row that sums up orders beyond the as-of day.
pub const LATER_CODE: &str = "last_order_after_as_of";
/// The reason in words.
pub const LATER: Label = Label::new(
    "last order after the as-of day: a summed-up history cannot be rolled back (give a later --as-of, or --orders)",
    "最近下单晚于截止日：已汇总的历史无法回退（请改用更晚的 --as-of，或改用 --orders）",
);

/// The faults of such rows, where the fields are those of histories; `of_interest` says which rows are looked at.
/// Customers who never ordered need not tell when they last did.
pub(super) fn faults(
    fields: &[Field],
    columns: &[Series],
    last_day: Option<i32>,
    rows: &impl Rows,
    of_interest: impl Fn(usize) -> bool,
) -> Vec<(usize, Fault)> {
    let place = |name: &str| fields.iter().position(|field| field.name == name);
    let (Some(date), Some(recency), Some(orders)) = (place(LAST_ORDER_DATE), place(RECENCY_DAYS), place(ORDERS)) else {
        return Vec::new();
    };
    // A table of customers may have attributes of these names, which are texts.
    let (Ok(days), Ok(recencies), Ok(counts)) = (columns[date].i32(), columns[recency].i64(), columns[orders].i64())
    else {
        return Vec::new();
    };
    let told = if fields[date].index.is_some() { date } else { recency };
    let fault = |row: usize| match days.get(row) {
        Some(day) if last_day.is_some_and(|last| day > last) => {
            let raw = fields[date].index.and_then(|index| rows.cell(row, index).text().map(|text| text.into_owned()));
            Some(Fault::bad(&fields[date], LATER_CODE, LATER, raw.unwrap_or_default()))
        }
        None if recencies.get(row).is_none() && counts.get(row) != Some(0) => Some(Fault::missing(&fields[told])),
        _ => None,
    };
    (0..rows.height()).filter(|row| of_interest(*row)).filter_map(|row| Some((row, fault(row)?))).collect()
}
