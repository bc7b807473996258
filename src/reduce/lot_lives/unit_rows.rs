//! Order lines, or lots made, on their way to the lots: units by month, and the purchases of those who complained.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use hashbrown::{HashMap, HashSet};
use polars::prelude::{DataFrame, StaticArray};

use super::attribution::{Grain, LotLives, attribute};
use super::complainants::Complainants;
use super::complaint_rows::Complaints;
use super::month::month_of;
use super::unit_log::UnitLog;
use crate::error::Error;
use crate::exports::cast::UNIT;
use crate::exports::ledger::Tally;
use crate::reduce::intern::{Interner, Key};
use crate::reduce::lots::{Lots, Made};

/// Stands between the parts of a name that is more than a lot.
pub(super) const SEPARATOR: char = '\u{1f}';

/// Stands for no product.
pub(super) const NO_PRODUCT: u32 = u32::MAX;

/// One purchase of somebody who complained, of something that the complaint may be about.
#[derive(Clone, Debug)]
pub(super) struct Purchase {
    /// Place of the customer among those who complained.
    pub(super) customer: u32,
    pub(super) day: i32,
    /// The lot (or lot and store) by its number.
    pub(super) lot: u32,
    /// The product by its number, or [`NO_PRODUCT`].
    pub(super) product: u32,
    pub(super) serial: Option<Box<str>>,
}

/// What is gathered under the lock.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) lots: Interner,
    pub(super) products: Interner,
    /// Product of each lot, and the products of lots with more than one.
    pub(super) product_of: Vec<u32>,
    pub(super) clashes: BTreeMap<u32, BTreeSet<u32>>,
    pub(super) log: UnitLog,
    pub(super) purchases: Vec<Purchase>,
    pub(super) newest: Option<i32>,
    /// Rows without a lot, with their amounts, where lots are what counts.
    pub(super) without_lot: Tally,
    /// Rows whose quantity is not told and counts as one unit.
    pub(super) untold: u64,
    /// Returned units: lot, day and units, and the customer by a hash of its id.
    pub(super) returned: Vec<(u32, i32, i64, Option<u64>)>,
    /// The first day on which each customer bought of each lot, where returns count as failures.
    pub(super) first_sales: HashMap<(u64, u32), i32>,
}

/// Whether returned units count as failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Returns {
    /// They do: whoever bought what is kept, so that a returned unit has an age.
    Fail,
    /// They do not.
    Ignored,
}

/// Takes in chunks from any thread.
pub struct UnitRows<'a> {
    grain: Grain,
    complaints: &'a Complaints,
    complainants: Complainants,
    returns: Returns,
    gathered: Mutex<Gathered>,
}

/// Who bought a row.
#[derive(Default)]
struct Buyer<'t> {
    /// A hash of the customer's id, where it is needed.
    id: Option<u64>,
    /// Place among those who complained, where the complaint may be about this row.
    complained: Option<u32>,
    serial: Option<&'t str>,
}

/// One row before it is under the lock.
struct Row {
    day: i32,
    units: i64,
    /// Whether the quantity was there.
    told: bool,
    /// What was paid.
    amount: Option<i64>,
}

impl<'a> UnitRows<'a> {
    /// Columns of the orders that it takes.
    pub const WANTED: [&'static str; 8] =
        ["customer_id", "order_date", "lot_id", "product_id", "serial_no", "quantity", "amount", "store"];

    /// Units at the fineness of `grain`, with the purchases of those who wrote `complaints`.
    pub fn new(grain: Grain, returns: Returns, complaints: &'a Complaints) -> UnitRows<'a> {
        let complainants = Complainants::of(complaints);
        UnitRows { grain, complaints, complainants, returns, gathered: Mutex::default() }
    }

    /// Takes in order lines. A line with a negative quantity or amount is a return.
    ///
    /// # Errors
    /// Internal, where a column is not there.
    pub fn add_orders(&self, chunk: &DataFrame) -> Result<(), Error> {
        let text = |name: &str| chunk.column(name).and_then(|column| column.str()).map_err(Error::internal);
        let number = |name: &str| chunk.column(name).and_then(|column| column.i64()).map_err(Error::internal);
        let days = chunk.column("order_date").and_then(|column| column.i32()).map_err(Error::internal)?.rechunk();
        let (customers, serials) = (text("customer_id")?.rechunk(), text("serial_no")?.rechunk());
        let (lots, products, stores) =
            (text("lot_id")?.rechunk(), text("product_id")?.rechunk(), text("store")?.rechunk());
        let (quantities, amounts) = (number("quantity")?.rechunk(), number("amount")?.rechunk());
        // Looking up one cell of a column costs more than finding it in the only array behind it.
        let (customers, serials, days) =
            (customers.downcast_as_array(), serials.downcast_as_array(), days.downcast_as_array());
        let (lots, products, stores) =
            (lots.downcast_as_array(), products.downcast_as_array(), stores.downcast_as_array());
        let (quantities, amounts) = (quantities.downcast_as_array(), amounts.downcast_as_array());
        let units = |row| {
            let quantity = quantities.get(row);
            let sign = if amounts.get(row).is_some_and(|amount| amount < 0) { -1 } else { 1 };
            match quantity {
                Some(quantity) if quantity < 0 => quantity,
                quantity => sign * quantity.unwrap_or(UNIT),
            }
        };
        let row = |row| {
            days.get(row).map(|day| Row {
                day,
                units: units(row),
                told: quantities.get(row).is_some(),
                amount: amounts.get(row),
            })
        };
        let about = |at| [lots.get(at), products.get(at), serials.get(at)];
        let buyer = |at: usize| Buyer {
            id: customers.get(at).filter(|_| self.returns == Returns::Fail).map(|id| Key::of(id).hash()),
            complained: customers.get(at).and_then(|customer| self.complainants.find(customer, about(at))),
            serial: serials.get(at),
        };
        self.add(chunk.height(), |at| (lots.get(at), products.get(at), stores.get(at)), row, buyer)
    }

    /// Takes in lots that were made: all their units count from the day on which they were made. Returns the number of
    /// production records without a day, which count for nothing.
    ///
    /// # Errors
    /// Internal, where there are more lots than can be numbered.
    pub fn add_made(&self, lots: &Lots) -> Result<u64, Error> {
        // What went into another lot reaches nobody by itself.
        let inputs: HashSet<u32> = lots.links.iter().map(|link| link.input).collect();
        let finished = (0u32..).zip(lots.ids.iter().zip(&lots.made)).filter(|(lot, _)| !inputs.contains(lot));
        let records: Vec<(&str, &Made)> =
            finished.flat_map(|(_, (id, made))| made.iter().map(|made| (id.as_str(), made))).collect();
        let of = |at: usize| (Some(records[at].0), records[at].1.product.as_deref(), None);
        let read = |at: usize| {
            let made = records[at].1;
            made.made_on.map(|day| Row {
                day,
                units: made.quantity.unwrap_or(UNIT),
                told: made.quantity.is_some(),
                amount: None,
            })
        };
        self.add(records.len(), of, read, |_| Buyer::default())?;
        Ok(records.iter().filter(|(_, made)| made.made_on.is_none()).count() as u64)
    }

    /// Adds rows: `of` gives lot, product and store of a row, `read` its day and units, `buyer` who of those that
    /// complained bought it, with the serial number.
    fn add<'t>(
        &self,
        height: usize,
        of: impl Fn(usize) -> (Option<&'t str>, Option<&'t str>, Option<&'t str>),
        read: impl Fn(usize) -> Option<Row>,
        buyer: impl Fn(usize) -> Buyer<'t>,
    ) -> Result<(), Error> {
        let named_of = |at| {
            let (lot, product, store) = of(at);
            (self.grain.name(lot, product, store), product)
        };
        let (names, products): (Vec<Option<Cow<'_, str>>>, Vec<Option<&str>>) = (0..height).map(named_of).unzip();
        let keys: Vec<Key> = names.iter().map(|name| Key::of(name.as_deref().unwrap_or_default())).collect();
        let named: Vec<u32> = (0..height as u32).filter(|at| names[*at as usize].is_some()).collect();
        let read: Vec<Option<Row>> = (0..height).map(read).collect();
        let with_product: Vec<u32> = named.iter().copied().filter(|at| products[*at as usize].is_some()).collect();
        let product_name = |at: u32| products[at as usize].unwrap_or_default();
        let product_keys: Vec<Key> = (0..height).map(|at| Key::of(product_name(at as u32))).collect();
        let months: Vec<u16> = read.iter().map(|row| row.as_ref().map_or(0, |row| month_of(row.day))).collect();
        let buyers: Vec<Buyer<'_>> = named.iter().map(|at| buyer(*at as usize)).collect();
        let mut codes = Vec::new();
        let mut gathered = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        let gathered = &mut *gathered;
        gathered
            .lots
            .codes(&keys, &named, |at| names[at as usize].as_deref().unwrap_or_default(), &mut codes)
            .ok_or_else(|| Error::internal("more lots than can be numbered"))?;
        let mut product_codes = Vec::new();
        gathered
            .products
            .codes(&product_keys, &with_product, product_name, &mut product_codes)
            .ok_or_else(|| Error::internal("more products than can be numbered"))?;
        let mut product_of_row = vec![NO_PRODUCT; height];
        for (at, code) in with_product.iter().zip(&product_codes) {
            product_of_row[*at as usize] = *code;
        }
        gathered.product_of.resize(gathered.lots.len(), NO_PRODUCT);
        for row in read.iter().enumerate().filter(|(at, _)| names[*at].is_none()).filter_map(|(_, row)| row.as_ref()) {
            gathered.without_lot.add(row.amount);
            gathered.newest = gathered.newest.max(Some(row.day));
        }
        for ((at, lot), buyer) in named.iter().map(|at| *at as usize).zip(codes).zip(buyers) {
            gathered.know_product(lot, product_of_row[at]);
            let Some(row) = &read[at] else { continue };
            gathered.newest = gathered.newest.max(Some(row.day));
            gathered.untold += u64::from(!row.told);
            if row.units < 0 {
                gathered.returned.push((lot, row.day, row.units.saturating_neg(), buyer.id));
                continue;
            }
            gathered.log.add(lot, months[at], row.units);
            if let Some(id) = buyer.id {
                let first = gathered.first_sales.entry((id, lot)).or_insert(row.day);
                *first = row.day.min(*first);
            }
            if let Some(customer) = buyer.complained {
                let (product, serial) = (product_of_row[at], buyer.serial.map(Box::from));
                gathered.purchases.push(Purchase { customer, day: row.day, lot, product, serial });
            }
        }
        Ok(())
    }

    /// The newest day with a row.
    pub fn newest(&self) -> Option<i32> {
        self.gathered.lock().unwrap_or_else(PoisonError::into_inner).newest
    }

    /// Brings units and complaints together. `complaints` are those it was made with, up to the as-of day.
    pub fn finish(self) -> LotLives {
        let gathered = self.gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
        attribute(self.grain, self.complaints, gathered)
    }
}

impl Gathered {
    fn know_product(&mut self, lot: u32, product: u32) {
        match &mut self.product_of[lot as usize] {
            _ if product == NO_PRODUCT => {}
            known if *known == NO_PRODUCT => *known = product,
            known if *known != product => self.clashes.entry(lot).or_default().extend([*known, product]),
            _ => {}
        }
    }
}
