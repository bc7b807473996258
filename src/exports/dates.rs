//! Looks through a date column once when its first values leave the order of day and month open.
//!
//! `03/04/2026` can be March or April. All values of the column decide together; where they cannot, that is an error
//! with the flag that can.

use super::cast::{self, DateOrder, OrderDecision, OrderTally};
use super::cell::Serials;
use super::chunk::{Reading, Rows};
use super::input::Input;
use super::records::Ragged;
use super::text::TextRows;
use super::walk::Structure;
use crate::error::{Error, Kind, Problem};
use crate::labels::Label;
use crate::tables::Role;

const COLUMN: Label = Label::new("column {header}: {why}", "列 {header}：{why}");
const ORDER_HINT: Label = Label::new(
    "--date-order dmy or --date-order mdy; values that do not fit are then set aside",
    "用 --date-order dmy 或 --date-order mdy 指定；不符合的值会被搁置",
);

/// What a date column turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateColumn {
    /// Its place in the file.
    pub index: usize,
    /// Order of day and month, where the column left it open.
    pub order: Option<DateOrder>,
    /// Whether it holds spreadsheet day numbers.
    pub serials: Serials,
}

/// What the cells of a date column say so far.
#[derive(Default)]
struct Seen {
    orders: OrderTally,
    serials: u64,
    written: u64,
}

/// Settles how the dates of `input` are read, each column by its own cells. Looks at the first block, and at the whole
/// file only where needed.
pub(super) fn settle(input: &Input<'_>, reading: &Reading) -> Result<Vec<DateColumn>, Error> {
    let Structure::Text(file) = &input.structure else { return Ok(Vec::new()) };
    let fields: Vec<(usize, &str)> = input
        .fields
        .iter()
        .filter(|field| matches!(field.role, Role::Day | Role::EndDay | Role::BirthDay))
        .filter_map(|field| field.index.map(|index| (index, field.header.as_str())))
        .collect();
    let mut seen: Vec<Seen> = fields.iter().map(|_| Seen::default()).collect();
    let (mut first, mut before) = (true, 0);
    file.blocks(&mut |block| {
        let rows = file.rows(&block, Ragged::Reject);
        let first_record = (before + rows.first() as u64 + 1).saturating_sub(file.made_up());
        for ((index, _), seen) in fields.iter().zip(&mut seen) {
            seen.look(&rows, first_record, *index, reading);
        }
        before += rows.records.height() as u64;
        !std::mem::take(&mut first) || seen.iter().any(|seen| seen.orders.depends_on_order())
    })?;
    let (mut columns, mut problems) = (Vec::new(), Vec::new());
    for ((index, header), seen) in fields.into_iter().zip(&seen) {
        let serials = if seen.serials > 0 && seen.written == 0 { Serials::Accepted } else { Serials::Refused };
        let order = match (reading.date_order, seen.orders.decide()) {
            (Some(given), _) => Some(given),
            (None, OrderDecision::Decided { order, .. }) => Some(order),
            (None, OrderDecision::NotNeeded) => None,
            (None, refused) => {
                let what = COLUMN.with(&[("header", &header)]).and("why", refused.text());
                problems.push(Problem::at(&input.source.name, what).hint(ORDER_HINT.text()));
                None
            }
        };
        columns.push(DateColumn { index, order, serials });
    }
    Error::check(Kind::Contract, problems)?;
    Ok(columns)
}

impl Seen {
    fn look(&mut self, rows: &TextRows<'_>, first: u64, column: usize, reading: &Reading) {
        for row in 0..rows.height() {
            let Some(text) = rows.cell(row, column).text() else { continue };
            match reading.dates.read(&text) {
                Ok(found) => {
                    self.written += 1;
                    self.orders.add(found, first + row as u64);
                }
                Err(_) => self.serials += u64::from(cast::excel_serial(&text).is_ok()),
            }
        }
    }
}
