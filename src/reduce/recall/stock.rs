//! Stock on hand of the lots of a recall.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use polars::prelude::DataFrame;

use crate::error::Error;
use crate::reduce::lots::Lots;

/// A lot at a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StockRow {
    /// The lot.
    pub lot: u32,
    /// Where it lies; nothing where it is not told.
    pub location: Option<Box<str>>,
    /// Available, quarantined, in transit: as the export says.
    pub status: Option<Box<str>>,
    /// Quantity in 1/10000 of the unit of the lot, or of `unit`.
    pub quantity: i64,
    /// Unit of measure, where it cannot be turned into that of the lot.
    pub unit: Option<Box<str>>,
}

/// All stock of the lots of a recall.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    /// Sorted.
    pub rows: Vec<StockRow>,
    /// Rows of lots that the recall does not concern.
    pub elsewhere: u64,
    /// Rows with a negative quantity.
    pub negative: u64,
}

impl Stock {
    /// What is on hand of each lot, in 1/10000 of its unit; nothing where some of it is told in a unit that cannot be turned
    /// into that one.
    pub fn on_hand(&self) -> BTreeMap<u32, Option<i128>> {
        let mut all: BTreeMap<u32, Option<i128>> = BTreeMap::new();
        for row in &self.rows {
            let sum = all.entry(row.lot).or_insert(Some(0));
            *sum = sum.filter(|_| row.unit.is_none()).map(|sum| sum + i128::from(row.quantity));
        }
        all
    }
}

/// Takes in chunks from any thread.
pub struct StockRows<'a> {
    lots: &'a Lots,
    wanted: &'a [bool],
    gathered: Mutex<Stock>,
}

impl<'a> StockRows<'a> {
    /// The columns it takes.
    pub const WANTED: [&'static str; 5] = ["lot_id", "location", "quantity", "unit", "status"];

    /// Stock of the lots that are `wanted`, by number.
    pub fn new(lots: &'a Lots, wanted: &'a [bool]) -> StockRows<'a> {
        StockRows { lots, wanted, gathered: Mutex::default() }
    }

    /// Takes in a canonical chunk.
    ///
    /// # Errors
    /// Internal, where a column is not there.
    pub fn add(&self, chunk: &DataFrame) -> Result<(), Error> {
        let text = |name: &str| chunk.column(name).and_then(|column| column.str()).map_err(Error::internal);
        let (lots, locations, states, units) = (text("lot_id")?, text("location")?, text("status")?, text("unit")?);
        let quantities = chunk.column("quantity").and_then(|column| column.i64()).map_err(Error::internal)?;
        let mut all = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        for row in 0..chunk.height() {
            let lot = lots.get(row).and_then(|lot| self.lots.find(lot));
            let Some(lot) = lot.filter(|lot| self.wanted.get(*lot as usize) == Some(&true)) else {
                all.elsewhere += 1;
                continue;
            };
            let (quantity, unit) = self.lots.measured(lot, quantities.get(row).unwrap_or_default(), units.get(row));
            all.negative += u64::from(quantity < 0);
            let (location, status) = (locations.get(row).map(Box::from), states.get(row).map(Box::from));
            all.rows.push(StockRow { lot, location, status, quantity, unit });
        }
        Ok(())
    }

    /// All stock, the same whatever the order in which chunks came.
    pub fn finish(self) -> Stock {
        let mut all = self.gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
        all.rows.sort_unstable();
        all
    }
}
