//! Looks through a date column once when its first values leave the order of day and month open.
//!
//! `03/04/2026` can be March or April. All values of the column decide together; where they cannot, that is an error
//! with the flag that can.

use super::cast::{self, DateOrder, OrderDecision, OrderTally};
use super::cell::Serials;
use super::chunk::{Reading, Rows};
use super::input::{Input, Structure};
use super::records::Ragged;
use super::text::TextRows;
use crate::error::{Error, Kind, Problem};
use crate::labels::Label;
use crate::tables::Role;

const COLUMN: Label = Label::new("column {header}: {why}", "列 {header}：{why}");
const ORDER_HINT: Label = Label::new(
    "--date-order dmy or --date-order mdy; values that do not fit are then set aside",
    "用 --date-order dmy 或 --date-order mdy 指定；不符合的值会被搁置",
);

/// What a date column turned out to be.
pub(super) struct DateColumn {
    /// Order of day and month, where the column left it open.
    pub(super) order: Option<DateOrder>,
    /// Whether it holds spreadsheet day numbers.
    pub(super) serials: Serials,
}

/// Settles how the dates of `input` are read. Looks at the first batch, and at the whole file only where needed.
pub(super) fn settle(input: &Input<'_>, reading: &Reading) -> Result<DateColumn, Error> {
    let fields: Vec<(usize, &str)> = input
        .fields
        .iter()
        .filter(|field| matches!(field.role, Role::Day | Role::BirthDay))
        .filter_map(|field| field.index.map(|index| (index, field.header.as_str())))
        .collect();
    let Structure::Text(file) = &input.structure else {
        return Ok(DateColumn { order: reading.date_order, serials: Serials::Refused });
    };
    let mut column = DateColumn { order: reading.date_order, serials: Serials::Refused };
    let (mut serials, mut written) = (0u64, 0u64);
    let mut tallies: Vec<OrderTally> = fields.iter().map(|_| OrderTally::default()).collect();
    let mut first = true;
    let mut before = 0;
    file.blocks(&mut |block| {
        let rows = file.rows(&block, Ragged::Reject);
        let first_record = before + rows.first() as u64 + 1;
        tally(&rows, first_record, &fields, reading, &mut tallies, &mut serials, &mut written);
        before += rows.records.height() as u64;
        !std::mem::take(&mut first) || tallies.iter().any(OrderTally::depends_on_order)
    })?;
    if serials > 0 && written == 0 {
        column.serials = Serials::Accepted;
    }
    if column.order.is_none() {
        let mut problems = Vec::new();
        for ((_, header), tally) in fields.iter().zip(&tallies) {
            match tally.decide() {
                OrderDecision::Decided { order, .. } => column.order = Some(order),
                OrderDecision::NotNeeded => {}
                refused => {
                    let what = COLUMN.with(&[("header", header)]).and("why", refused.text());
                    problems.push(Problem::at(&input.source.name, what).hint(ORDER_HINT.text()));
                }
            }
        }
        Error::check(Kind::Contract, problems)?;
    }
    Ok(column)
}

fn tally(
    batch: &TextRows<'_>,
    first: u64,
    fields: &[(usize, &str)],
    reading: &Reading,
    tallies: &mut [OrderTally],
    serials: &mut u64,
    written: &mut u64,
) {
    for row in 0..batch.height() {
        for ((index, _), tally) in fields.iter().zip(tallies.iter_mut()) {
            let Some(text) = batch.cell(row, *index).text() else { continue };
            match reading.dates.read(&text) {
                Ok(found) => {
                    *written += 1;
                    tally.add(found, first + row as u64);
                }
                Err(_) => *serials += u64::from(cast::excel_serial(&text).is_ok()),
            }
        }
    }
}
