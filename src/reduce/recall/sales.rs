//! Order lines of the products of a recall; all others are counted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use hashbrown::{HashMap, HashSet};
use polars::prelude::{DataFrame, StaticArray};
use rayon::prelude::*;

use super::line_unit::{LineUnit, Units};
use super::shipped_serials::ShippedSerials;
use super::window::{Placement, Window};
use crate::error::Error;
use crate::exports::cast::UNIT;
use crate::exports::ledger::Tally;
use crate::models::serial_ranges::{Serial, SerialRules, SerialSet, serials_of};
use crate::reduce::intern::{Batch, Interner};
use crate::reduce::lots::Lots;
use crate::reduce::purchases::Duplicates;

/// What stands for a customer who is not named.
const NOBODY: u32 = u32::MAX;

/// What a recall is about.
pub struct Interest<'a> {
    /// All lots.
    pub lots: &'a Lots,
    /// Whether each of them is affected.
    pub affected: &'a [bool],
    /// Products that have an affected lot, or are recalled as such.
    pub products: HashSet<&'a str>,
    /// Whether the product of some affected lot is not known, so that any line without a lot may hold it.
    pub any_product: bool,
    /// Serial numbers that are recalled.
    pub serials: Option<(&'a SerialSet, SerialRules)>,
    /// Days and stores.
    pub window: &'a Window,
    /// What shipments tell of serial numbers.
    pub shipped: &'a ShippedSerials,
    /// Places of which it is to be found out whether they are stores.
    pub places: &'a BTreeSet<Box<str>>,
}

/// One order line of a product of the recall.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SaleLine {
    /// Day of the order.
    pub day: i32,
    /// Its number.
    pub order: Option<Box<str>>,
    /// Place in [`Sales::customers`].
    pub customer: Option<u32>,
    /// Place in [`Sales::products`].
    pub product: Option<u32>,
    /// The recorded lot: a number of [`Lots`], or beyond them a place in [`Sales::unknown_lots`].
    pub lot: Option<u32>,
    /// Serial number.
    pub serial: Option<Box<str>>,
    /// Place in [`Sales::stores`].
    pub store: Option<u32>,
    /// Quantity in 1/10000 of `unit`, not negative.
    pub quantity: i64,
    /// The unit of that.
    pub unit: LineUnit,
    /// Whether the quantity was told; else it stands for one unit.
    pub is_counted: bool,
    /// Whether the customer brought them back.
    pub returned: bool,
    /// What was paid, in 1/10000.
    pub amount: i64,
    /// Whether the serial number is recalled.
    pub serial_hit: bool,
    /// Whether it differs from a recalled one in case, signs or leading zeros alone.
    pub serial_near: bool,
    /// Whether day and store lie within the recall.
    pub placement: Placement,
    /// The lot that the other record of the same goods names: for an order line the shipment, and the other way round. The
    /// same as `lot` where no other record names one; nothing where both agree.
    pub moved_lot: Option<u32>,
    /// What tells of it.
    pub told_by: ToldBy,
    /// The second of the day, where one is told; it only tells one line from another.
    pub second: Option<i32>,
}

/// What tells of a sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ToldBy {
    /// An order line.
    Order,
    /// A shipment, and no order line.
    Shipment,
    /// A shipment that may be the delivery of an order line, which then counts already.
    ShipmentOrOrder,
}

/// How like the serial numbers of a cell are to those that are recalled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// One of them is recalled.
    Recalled,
    /// One differs from a recalled one in case, signs or leading zeros alone.
    Near,
    /// None is recalled, or none is there.
    None,
}

/// Lines that the recall does not concern.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// Lines of other products.
    pub other_products: Tally,
    /// Lines that name neither product nor lot nor serial number.
    pub nameless: Tally,
}

/// All lines of the products of a recall.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sales {
    /// Sorted.
    pub lines: Vec<SaleLine>,
    /// Customer ids, sorted.
    pub customers: Vec<String>,
    /// Product ids, sorted.
    pub products: Vec<String>,
    /// Names of the products, where the orders tell them.
    pub product_names: Vec<Option<String>>,
    /// Stores, sorted.
    pub stores: Vec<String>,
    /// Lots that only the orders know, sorted.
    pub unknown_lots: Vec<String>,
    /// Of the places of [`Interest::places`], those that are the store of an order line, be it of any product.
    pub places: BTreeSet<Box<str>>,
    /// All other lines.
    pub elsewhere: Elsewhere,
    /// The newest day of all lines.
    pub newest: Option<i32>,
    /// All order lines that were read.
    pub read: u64,
    /// Lines of the recall whose quantity is not told; they count as one unit.
    pub untold: u64,
    /// Units of lines that cannot be turned into that of their lot, with the number of lines.
    pub other_units: BTreeMap<Box<str>, u64>,
    /// Lines of the recall that equal another one in everything.
    pub repeated: Tally,
}

/// Takes in chunks from any thread.
pub struct SaleRows<'a> {
    interest: Interest<'a>,
    /// All lots, by number.
    lots: Interner,
    /// The affected lots: far fewer than all, so that most lines are told apart at a glance.
    affected: Interner,
    products: Interner,
    units: Units<'a>,
    gathered: Mutex<Gathered>,
}

/// What an order line says of what was sold.
#[derive(Clone, Copy)]
struct Written<'t> {
    lot: Option<&'t str>,
    product: Option<&'t str>,
    serial: Option<&'t str>,
    quantity: Option<i64>,
}

/// What is known of it.
struct Found {
    lot: Option<u32>,
    moved_lot: Option<u32>,
    likeness: Likeness,
}

#[derive(Default)]
struct Gathered {
    sales: Sales,
    customers: Interner,
    products: Interner,
    names: HashMap<u32, String>,
    stores: Interner,
    unknown_lots: Interner,
}

impl<'a> SaleRows<'a> {
    /// The columns it takes, and the time of day beside the day.
    pub const WANTED: [&'static str; 12] = [
        "order_id",
        "customer_id",
        "order_date",
        "product_id",
        "product_name",
        "quantity",
        "unit",
        "amount",
        "currency",
        "store",
        "lot_id",
        "serial_no",
    ];

    /// Lines that `interest` concerns.
    ///
    /// # Errors
    /// Internal, where there are more lots than can be numbered.
    pub fn new(interest: Interest<'a>) -> Result<SaleRows<'a>, Error> {
        let ids = || interest.lots.ids.iter().map(String::as_str);
        let affected = ids().zip(interest.affected).filter(|(_, affected)| **affected).map(|(id, _)| id);
        let numbered = (Interner::of(ids()), Interner::of(affected), Interner::of(interest.products.iter().copied()));
        let (Some(lots), Some(affected), Some(products)) = numbered else { return Err(too_many()) };
        let units = Units::of(interest.lots);
        Ok(SaleRows { interest, lots, affected, products, units, gathered: Mutex::default() })
    }

    /// Takes in a canonical chunk.
    ///
    /// # Errors
    /// Internal, where a column is not there.
    pub fn add(&self, chunk: &DataFrame) -> Result<(), Error> {
        let text = |name: &str| chunk.column(name).and_then(|column| column.str()).map_err(Error::internal);
        let number = |name: &str| chunk.column(name).and_then(|column| column.i64()).map_err(Error::internal);
        let days = chunk.column("order_date").and_then(|column| column.i32()).map_err(Error::internal)?.rechunk();
        let seconds = chunk.column("order_date_second").and_then(|column| column.i32()).map_err(Error::internal)?;
        let (lots, products, serials) =
            (text("lot_id")?.rechunk(), text("product_id")?.rechunk(), text("serial_no")?.rechunk());
        let (orders, customers) = (text("order_id")?.rechunk(), text("customer_id")?.rechunk());
        let (stores, names) = (text("store")?.rechunk(), text("product_name")?.rechunk());
        let units = text("unit")?;
        let (quantities, amounts) = (number("quantity")?.rechunk(), number("amount")?.rechunk());
        // Looking up one cell of a column costs more than finding it in the only array behind it.
        let (lots, products, serials) =
            (lots.downcast_as_array(), products.downcast_as_array(), serials.downcast_as_array());
        let (orders, customers, days) =
            (orders.downcast_as_array(), customers.downcast_as_array(), days.downcast_as_array());
        let (stores, names) = (stores.downcast_as_array(), names.downcast_as_array());
        let (quantities, amounts) = (quantities.downcast_as_array(), amounts.downcast_as_array());
        let mut elsewhere = Elsewhere::default();
        let kept: Vec<(usize, Found)> = (0..chunk.height())
            .filter_map(|row| {
                let written = Written {
                    lot: lots.get(row),
                    product: products.get(row),
                    serial: serials.get(row),
                    quantity: quantities.get(row),
                };
                self.keep(written, amounts.get(row), &mut elsewhere).map(|found| (row, found))
            })
            .collect();
        let places = self.places_in((0..chunk.height()).filter_map(|row| stores.get(row)));
        let newest = days.iter().flatten().max().copied();
        let ids = Batch::of(kept.iter().map(|(row, ..)| customers.get(*row)));
        let mut gathered = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        let gathered = &mut *gathered;
        gathered.sales.read += chunk.height() as u64;
        gathered.sales.newest = gathered.sales.newest.max(newest);
        gathered.sales.places.extend(places);
        gathered.sales.elsewhere.other_products.merge(elsewhere.other_products);
        gathered.sales.elsewhere.nameless.merge(elsewhere.nameless);
        let ids = ids.codes(&mut gathered.customers, NOBODY).ok_or_else(too_many)?;
        let cell = |text: Option<&str>| text.map(Box::<str>::from);
        for ((row, Found { lot, moved_lot, likeness }), customer) in kept.into_iter().zip(ids) {
            let product_id = self.product(lot, products.get(row));
            let product = product_id.map(|product| code(&mut gathered.products, product)).transpose()?;
            if let (Some(product), Some(name)) = (product, names.get(row)) {
                // The name that sorts first, whatever the order of chunks.
                let known = gathered.names.entry(product).or_insert_with(|| name.to_string());
                if name < known.as_str() {
                    *known = name.to_string();
                }
            }
            let lot = match (lot, lots.get(row)) {
                (None, Some(name)) => Some(code(&mut gathered.unknown_lots, name)? + self.interest.lots.len() as u32),
                (known, _) => known,
            };
            let (day, store) = (days.get(row).unwrap_or_default(), stores.get(row));
            let (quantity, amount) = (quantities.get(row), amounts.get(row).unwrap_or_default());
            gathered.sales.untold += u64::from(quantity.is_none());
            let is_counted = quantity.is_some();
            let (quantity, unit) = match quantity {
                Some(quantity) => self.units.measured(lot, product_id, quantity, units.get(row)),
                None => (UNIT, LineUnit::Untold),
            };
            if let LineUnit::Other(unit) = &unit {
                *gathered.sales.other_units.entry(unit.clone()).or_default() += 1;
            }
            let line = SaleLine {
                day,
                order: cell(orders.get(row)),
                customer: Some(customer).filter(|customer| *customer != NOBODY),
                product,
                lot,
                serial: cell(serials.get(row)),
                store: store.map(|store| code(&mut gathered.stores, store)).transpose()?,
                quantity: quantity.saturating_abs(),
                unit,
                is_counted,
                returned: quantity < 0 || amount < 0,
                amount,
                serial_hit: likeness == Likeness::Recalled,
                serial_near: likeness == Likeness::Near,
                placement: self.interest.window.place(day, store),
                moved_lot,
                told_by: ToldBy::Order,
                // Midnight is the day itself.
                second: seconds.get(row).filter(|second| *second != 0),
            };
            gathered.sales.lines.push(line);
        }
        Ok(())
    }

    /// Whether a line concerns the recall; then its lot, where it is known, and whether its serial number is recalled.
    fn keep(&self, written: Written<'_>, amount: Option<i64>, elsewhere: &mut Elsewhere) -> Option<Found> {
        let Written { lot, product, serial, quantity } = written;
        let known = || lot.and_then(|lot| self.lots.find(lot));
        let is_one = |product: &str| self.products.find(product).is_some();
        let likeness = serial.map_or(Likeness::None, |serial| self.interest.likeness(serial));
        let shipped = self.interest.shipped;
        let moved_lot = serial.filter(|_| !shipped.is_empty()).and_then(|cell| {
            let lots = self.interest.lots;
            match lot {
                Some(_) => shipped.against(cell, known(), self.product(known(), product), lots),
                None => shipped.lot_of(cell, quantity.unwrap_or(UNIT), product, lots),
            }
        });
        let own = || if lot.is_none() { moved_lot } else { known() };
        let is_affected = |lot: u32| self.interest.affected.get(lot as usize) == Some(&true);
        let affected = || {
            let named = lot.is_some_and(|lot| self.affected.find(lot).is_some());
            named || moved_lot.is_some_and(is_affected)
        };
        let of_product = || match product {
            Some(product) => is_one(product),
            None => self.product(own(), None).is_some_and(is_one),
        };
        let hidden = lot.is_none() && self.interest.any_product;
        if likeness != Likeness::None || hidden || of_product() || affected() {
            return Some(Found { lot: own(), moved_lot, likeness });
        }
        match (lot, product, serial) {
            (None, None, None) => elsewhere.nameless.add(amount),
            _ => elsewhere.other_products.add(amount),
        }
        None
    }

    /// Of the places that are asked for, those among `stores` that no chunk has shown yet.
    fn places_in<'t>(&self, stores: impl Iterator<Item = &'t str>) -> BTreeSet<Box<str>> {
        let mut found = BTreeSet::new();
        let missing = || {
            let known = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
            let places = self.interest.places.iter().map(|place| &**place);
            places.filter(|place| !known.sales.places.contains(*place)).collect::<HashSet<&str>>()
        };
        let mut missing = if self.interest.places.is_empty() { HashSet::new() } else { missing() };
        for store in stores {
            if missing.is_empty() {
                break;
            }
            if missing.remove(store) {
                found.insert(store.into());
            }
        }
        found
    }

    /// The product of a line: the one that it names, else that of its lot, where it is of one only.
    fn product<'t>(&'t self, lot: Option<u32>, named: Option<&'t str>) -> Option<&'t str> {
        named.or_else(|| self.interest.lots.only_product(lot?))
    }

    /// All lines, the same whatever the order in which chunks came.
    pub fn finish(self, duplicates: Duplicates) -> Sales {
        let Gathered { mut sales, customers, products, names, stores, unknown_lots } =
            self.gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
        let known = self.interest.lots.len() as u32;
        let (ids, customer_place) = customers.sorted();
        let (product_ids, product_place) = products.sorted();
        let (store_names, store_place) = stores.sorted();
        let (lot_names, lot_place) = unknown_lots.sorted();
        for line in &mut sales.lines {
            line.customer = line.customer.map(|at| customer_place[at as usize]);
            line.product = line.product.map(|at| product_place[at as usize]);
            line.store = line.store.map(|at| store_place[at as usize]);
            line.lot = line.lot.map(|lot| if lot < known { lot } else { known + lot_place[(lot - known) as usize] });
        }
        sales.product_names = vec![None; product_ids.len()];
        names.into_iter().for_each(|(at, name)| sales.product_names[product_place[at as usize] as usize] = Some(name));
        sales.lines.par_sort_unstable();
        let repeated = sales.lines.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].amount);
        sales.repeated = repeated.fold(Tally::default(), |mut sum, amount| {
            sum.add(Some(amount));
            sum
        });
        if duplicates == Duplicates::Dropped {
            sales.lines.dedup();
        }
        Sales { customers: ids, products: product_ids, stores: store_names, unknown_lots: lot_names, ..sales }
    }
}

impl Interest<'_> {
    /// Whether a serial number, or one of several in a cell, is recalled.
    pub(super) fn likeness(&self, cell: &str) -> Likeness {
        self.serials.map_or(Likeness::None, |(set, rules)| Likeness::of(cell, set, rules))
    }
}

impl Likeness {
    /// The likeness of the serial numbers of a cell: that of the one most alike.
    pub(super) fn of(cell: &str, set: &SerialSet, rules: SerialRules) -> Likeness {
        let all = || serials_of(cell).filter_map(|own| Serial::parse(own, rules).ok());
        if all().any(|serial| set.contains(&serial)) {
            Likeness::Recalled
        } else if all().any(|serial| set.nearly_contains(&serial)) {
            Likeness::Near
        } else {
            Likeness::None
        }
    }
}

impl Sales {
    /// Name of a lot, known or not.
    pub fn lot_name<'t>(&'t self, lots: &'t Lots, lot: u32) -> &'t str {
        let unknown = || self.unknown_lots.get((lot as usize).checked_sub(lots.len())?);
        lots.ids.get(lot as usize).or_else(unknown).map_or("", String::as_str)
    }
}

fn code(names: &mut Interner, name: &str) -> Result<u32, Error> {
    names.code(name).ok_or_else(too_many)
}

fn too_many() -> Error {
    Error::internal("more names than can be numbered")
}
