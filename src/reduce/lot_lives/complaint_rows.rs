//! Complaints on their way to the lots: who complained about what, when, and in which words.

use std::sync::{Mutex, PoisonError};

use polars::prelude::{DataFrame, StringChunked};

use crate::error::Error;
use crate::models::lot_signals::words::telling_words;
use crate::models::serial_ranges::serials_of;

/// One complaint, or one returned unit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ComplaintRow {
    /// Who complained.
    pub customer: Box<str>,
    /// When, in days since 1970-01-01.
    pub day: i32,
    /// Number of the complaint.
    pub id: Option<Box<str>>,
    /// The lot, where it was written down.
    pub lot: Option<Box<str>>,
    /// The serial number, where it was written down, or several in one cell.
    pub serial: Option<Box<str>>,
    /// The product, where it was written down.
    pub product: Option<Box<str>>,
    /// Its category.
    pub category: Option<Box<str>>,
    /// Words of its text that may tell something, each once.
    pub words: Vec<Box<str>>,
}

impl ComplaintRow {
    /// The serial numbers that it names.
    pub(super) fn serials(&self) -> impl Iterator<Item = &str> {
        self.serial.iter().flat_map(|cell| serials_of(cell))
    }
}

/// Complaints about a product or a lot, in an order of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Complaints {
    /// Sorted.
    pub rows: Vec<ComplaintRow>,
    /// Rows that name neither product nor lot nor serial number, and are left out.
    pub about_nothing: u64,
    /// Rows that repeat the number of another one and say the same, and are left out.
    pub duplicates: u64,
    /// The newest day.
    pub newest: Option<i32>,
}

/// Takes in chunks of complaints from any thread.
#[derive(Default)]
pub struct ComplaintRows {
    gathered: Mutex<(Vec<ComplaintRow>, u64)>,
}

impl ComplaintRows {
    /// The columns it takes.
    pub const WANTED: [&'static str; 8] =
        ["customer_id", "opened_at", "complaint_id", "lot_id", "serial_no", "product_id", "category", "text"];

    /// Takes in the rows of a canonical chunk of complaints.
    ///
    /// # Errors
    /// Internal, where a column is not there.
    pub fn add(&self, chunk: &DataFrame) -> Result<(), Error> {
        let text = |name: &str| chunk.column(name).and_then(|column| column.str()).map_err(Error::internal);
        let [customers, ids, lots, serials, products, categories, texts] = [
            text("customer_id")?,
            text("complaint_id")?,
            text("lot_id")?,
            text("serial_no")?,
            text("product_id")?,
            text("category")?,
            text("text")?,
        ];
        let days = chunk.column("opened_at").and_then(|column| column.i32()).map_err(Error::internal)?;
        let cell = |column: &StringChunked, row| column.get(row).map(Box::<str>::from);
        let (mut rows, mut about_nothing) = (Vec::new(), 0);
        for row in 0..chunk.height() {
            let [lot, serial, product] = [lots, serials, products].map(|column| cell(column, row));
            if lot.is_none() && serial.is_none() && product.is_none() {
                about_nothing += 1;
                continue;
            }
            let customer = cell(customers, row).unwrap_or_default();
            let (day, id, category) = (days.get(row).unwrap_or_default(), cell(ids, row), cell(categories, row));
            let words = texts.get(row).map(telling_words).unwrap_or_default();
            rows.push(ComplaintRow { customer, day, id, lot, serial, product, category, words });
        }
        let mut gathered = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        gathered.0.append(&mut rows);
        gathered.1 += about_nothing;
        Ok(())
    }

    /// All complaints.
    pub fn finish(self) -> Complaints {
        let (mut rows, about_nothing) = self.gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
        rows.sort_unstable();
        let all = rows.len();
        // Without a number of their own, equal rows may be two complaints.
        rows.dedup_by(|a, b| a.id.is_some() && a == b);
        let (duplicates, newest) = ((all - rows.len()) as u64, rows.iter().map(|row| row.day).max());
        Complaints { rows, about_nothing, duplicates, newest }
    }
}

impl Complaints {
    /// Leaves out complaints after `as_of` and says how many.
    pub fn until(&mut self, as_of: i32) -> u64 {
        let all = self.rows.len();
        self.rows.retain(|row| row.day <= as_of);
        (all - self.rows.len()) as u64
    }

    /// Each customer, in order, and where their complaints begin and end.
    pub(super) fn by_customer(&self) -> Vec<(&str, (usize, usize))> {
        let mut places: Vec<(&str, (usize, usize))> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            match places.last_mut() {
                Some((customer, (_, end))) if *customer == &*row.customer => *end = at + 1,
                _ => places.push((&row.customer, (at, at + 1))),
            }
        }
        places
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use polars::prelude::df;

    use super::*;

    #[test]
    fn what_names_no_product_is_left_out_and_numbered_doubles_are_one() {
        let chunk = df!(
            "customer_id" => ["b", "a", "a", "a", "a"],
            "opened_at" => [3, 1, 1, 2, 2],
            "complaint_id" => [Some("1"), Some("2"), Some("2"), None, None],
            "lot_id" => [None, Some("L"), Some("L"), Some("L"), Some("L")],
            "serial_no" => [None::<&str>; 5],
            "product_id" => [None::<&str>; 5],
            "category" => [None, Some("defect"), Some("defect"), None, None],
            "text" => [None, Some("It broke"), Some("It broke"), None, None],
        );
        let rows = ComplaintRows::default();
        rows.add(&chunk.unwrap()).unwrap();
        let mut got = rows.finish();
        assert_eq!((got.rows.len(), got.about_nothing, got.duplicates, got.newest), (3, 1, 1, Some(2)));
        assert_eq!(got.by_customer(), [("a", (0, 3))]);
        assert_eq!((got.until(1), got.rows.len()), (2, 1));
    }
}
