//! Order lines, or lots made, on their way to the lots: units by month, and the purchases of those who complained.

use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};

use hashbrown::HashSet;
use polars::prelude::{DataFrame, StaticArray};

use super::attribution::{LotLives, attribute};
use super::complainants::Complainants;
use super::complaint_rows::Complaints;
use super::grain::Grain;
use super::month::month_of;
use super::serial_sales::ANYBODY;
use super::shards::{NO_PRODUCT, Purchase, Returned, SHARDS, Shard, number, shard_of};
use crate::error::Error;
use crate::exports::cast::UNIT;
use crate::exports::ledger::Tally;
use crate::models::serial_ranges::serials_of;
use crate::reduce::intern::{Interner, Key};
use crate::reduce::lots::{Lots, Made};

/// Stands between the parts of a name that is more than a lot.
pub(super) const SEPARATOR: char = '\u{1f}';

/// What is gathered beside the lots.
#[derive(Default)]
pub(super) struct Rest {
    pub(super) products: Interner,
    newest: Option<i32>,
    /// Rows without a lot, with their amounts, where lots are what counts.
    pub(super) without_lot: Tally,
    /// Of these, returns.
    pub(super) returned_without_lot: u64,
    /// Rows whose quantity is not told and counts as one unit.
    pub(super) untold: u64,
    /// What those who complained bought without a lot.
    pub(super) without_lot_bought: Vec<WithoutLot>,
    /// Serial numbers that complaints name and rows without a lot sell: the product by its number, and the day.
    pub(super) serials_without_lot: Vec<(Box<str>, u32, i32)>,
}

/// A purchase that may be what a complaint is about, and whose lot is not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WithoutLot {
    /// Place of the customer among those who complained.
    pub(super) customer: u32,
    /// The product by its number.
    pub(super) product: u32,
    pub(super) day: i32,
}

/// Whether returned units count as failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Returns {
    /// They do: whoever bought what is kept, so that a returned unit has an age.
    Fail,
    /// They do not.
    Ignored,
}

/// Production records that count for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Untestable {
    /// Records without a day.
    pub undated: u64,
    /// Records of lots of which it is not known how many units were made.
    pub of_unknown_size: u64,
    /// The names of these lots, sorted.
    pub lots_of_unknown_size: Vec<String>,
}

/// Takes in chunks from any thread.
pub struct UnitRows<'a> {
    grain: Grain,
    complaints: &'a Complaints,
    complainants: Complainants,
    returns: Returns,
    shards: Vec<Mutex<Shard>>,
    rest: Mutex<Rest>,
}

/// Who bought a row.
#[derive(Default)]
struct Buyer<'t> {
    /// A hash of the customer's id, where it is needed.
    id: Option<u64>,
    /// Place among those who complained, where the complaint may be about this row.
    complained: Option<u32>,
    /// The serial numbers, as far as a complaint names them, whoever wrote it.
    serials: Vec<&'t str>,
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
    pub const WANTED: [&'static str; 9] =
        ["customer_id", "order_date", "lot_id", "product_id", "serial_no", "quantity", "amount", "currency", "store"];

    /// Units at the fineness of `grain`, with the purchases of those who wrote `complaints`.
    pub fn new(grain: Grain, returns: Returns, complaints: &'a Complaints) -> UnitRows<'a> {
        let complainants = Complainants::of(complaints);
        let shards = (0..SHARDS).map(|_| Mutex::default()).collect();
        UnitRows { grain, complaints, complainants, returns, shards, rest: Mutex::default() }
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
        let complained =
            |customer, at| self.complainants.find(customer, [lots.get(at), products.get(at)], serials.get(at));
        let named = |serial: &&str| self.complainants.name_serial(serial);
        let buyer = |at: usize| Buyer {
            id: customers.get(at).filter(|_| self.returns == Returns::Fail).map(|id| Key::of(id).hash()),
            complained: customers.get(at).and_then(|customer| complained(customer, at)),
            serials: serials.get(at).into_iter().flat_map(serials_of).filter(named).collect(),
        };
        self.add(chunk.height(), |at| (lots.get(at), products.get(at), stores.get(at)), row, buyer)
    }

    /// Takes in lots that were made: all their units count from the day on which they were made.
    ///
    /// # Errors
    /// Internal, where there are more lots than can be numbered.
    pub fn add_made(&self, lots: &Lots) -> Result<Untestable, Error> {
        // What went into another lot reaches nobody by itself.
        let inputs: HashSet<u32> = lots.links.iter().map(|link| link.input).collect();
        let mut untestable = Untestable::default();
        let mut records: Vec<(&str, &Made)> = Vec::new();
        for (_, (id, made)) in (0u32..).zip(lots.ids.iter().zip(&lots.made)).filter(|(lot, _)| !inputs.contains(lot)) {
            let undated = made.iter().filter(|own| own.made_on.is_none()).count();
            untestable.undated += undated as u64;
            // What is known of its size is not all of it, so that its rate would come out too high.
            if made.iter().any(|own| own.made_on.is_some() && own.quantity.is_none()) {
                untestable.of_unknown_size += (made.len() - undated) as u64;
                untestable.lots_of_unknown_size.push(id.clone());
                continue;
            }
            records.extend(made.iter().map(|made| (id.as_str(), made)));
        }
        let of = |at: usize| (Some(records[at].0), records[at].1.product.as_deref(), None);
        let read = |at: usize| {
            let made = records[at].1;
            let row = |(day, units)| Row { day, units, told: true, amount: None };
            made.made_on.zip(made.quantity).map(row)
        };
        self.add(records.len(), of, read, |_| Buyer::default())?;
        Ok(untestable)
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
        let read: Vec<Option<Row>> = (0..height).map(read).collect();
        self.tell_without_lot(&names, &products, &read, &buyer)?;
        let products = self.tell(&names, &products, &read)?;
        let months: Vec<u16> = read.iter().map(|row| row.as_ref().map_or(0, |row| month_of(row.day))).collect();
        let named: Vec<u32> = (0..height as u32).filter(|at| names[*at as usize].is_some()).collect();
        let buyers: Vec<Buyer<'_>> =
            (0..height).map(|at| names[at].as_ref().map_or_else(Buyer::default, |_| buyer(at))).collect();
        let (rows, starts) = by_shard(&keys, &named);
        let too_many = || Error::internal("more lots than can be numbered");
        let mut codes = Vec::new();
        for (at, bounds) in starts.windows(2).enumerate() {
            let own = &rows[bounds[0]..bounds[1]];
            if own.is_empty() {
                continue;
            }
            let mut shard = self.shards[at].lock().unwrap_or_else(PoisonError::into_inner);
            let shard = &mut *shard;
            let name = |row: u32| names[row as usize].as_deref().unwrap_or_default();
            shard.lots.codes(&keys, own, name, &mut codes).ok_or_else(too_many)?;
            shard.product_of.resize(shard.lots.len(), NO_PRODUCT);
            for (row, lot) in own.iter().map(|row| *row as usize).zip(codes.iter().copied()) {
                shard.know_product(lot, products[row]);
                let (Some(read), buyer) = (&read[row], &buyers[row]) else { continue };
                if read.units < 0 {
                    let (day, units, customer) = (read.day, read.units.saturating_neg(), buyer.id);
                    shard.returned.push(Returned { lot, day, units, customer });
                    continue;
                }
                shard.log.add(lot, months[row], read.units);
                if let Some(id) = buyer.id {
                    let first = shard.first_sales.entry((id, lot)).or_insert(read.day);
                    *first = read.day.min(*first);
                }
                let (anybody, own) = (buyer.serials.first().map(|_| ANYBODY), buyer.complained);
                let serials = || buyer.serials.iter().map(|serial| Some(*serial));
                for customer in own.into_iter().chain(anybody) {
                    let lot = number(at, lot).ok_or_else(too_many)?;
                    for serial in serials().chain(buyer.serials.is_empty().then_some(None)) {
                        let (product, serial) = (products[row], serial.map(Box::from));
                        shard.purchases.push(Purchase { customer, day: read.day, lot, product, serial });
                    }
                }
            }
            // Numbers among all must be there for every lot, also where nobody complained.
            number(at, shard.lots.len() as u32).ok_or_else(too_many)?;
        }
        Ok(())
    }

    /// Adds what those who complained bought without a lot: it may as well be what they complain about.
    fn tell_without_lot<'t>(
        &self,
        names: &[Option<Cow<'_, str>>],
        products: &[Option<&str>],
        read: &[Option<Row>],
        buyer: &impl Fn(usize) -> Buyer<'t>,
    ) -> Result<(), Error> {
        let lotless = |at: &usize| names[*at].is_none() && read[*at].as_ref().is_some_and(|row| row.units >= 0);
        let bought = |at: usize| {
            let (row, buyer) = (read[at].as_ref()?, buyer(at));
            let may_be_meant = buyer.complained.is_some() || !buyer.serials.is_empty();
            may_be_meant.then_some((products[at], buyer, row.day))
        };
        let bought: Vec<_> = (0..names.len()).filter(lotless).filter_map(bought).collect();
        if bought.is_empty() {
            return Ok(());
        }
        let mut rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        for (product, buyer, day) in bought {
            let code = product.map(|product| rest.products.code(product));
            let product = code.map_or(Some(NO_PRODUCT), |code| code);
            let product = product.ok_or_else(|| Error::internal("more products than can be numbered"))?;
            if let Some(customer) = buyer.complained.filter(|_| product != NO_PRODUCT) {
                rest.without_lot_bought.push(WithoutLot { customer, product, day });
            }
            let serials = buyer.serials.into_iter().map(|serial| (Box::from(serial), product, day));
            rest.serials_without_lot.extend(serials);
        }
        Ok(())
    }

    /// Adds what is gathered beside the lots, and gives the number of the product of each row.
    fn tell(
        &self,
        names: &[Option<Cow<'_, str>>],
        products: &[Option<&str>],
        read: &[Option<Row>],
    ) -> Result<Vec<u32>, Error> {
        let with_product: Vec<u32> = (0..names.len() as u32)
            .filter(|at| names[*at as usize].is_some() && products[*at as usize].is_some())
            .collect();
        let product = |at: u32| products[at as usize].unwrap_or_default();
        let keys: Vec<Key> = (0..names.len() as u32).map(|at| Key::of(product(at))).collect();
        let (mut codes, mut without_lot, mut returned, mut untold) = (Vec::new(), Tally::default(), 0, 0);
        for (row, name) in read.iter().zip(names).filter_map(|(row, name)| Some((row.as_ref()?, name))) {
            match name {
                Some(_) => untold += u64::from(!row.told),
                None => {
                    without_lot.add(row.amount);
                    returned += u64::from(row.units < 0);
                }
            }
        }
        let newest = read.iter().flatten().map(|row| row.day).max();
        let mut rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        rest.newest = rest.newest.max(newest);
        rest.untold += untold;
        rest.returned_without_lot += returned;
        rest.without_lot.rows += without_lot.rows;
        rest.without_lot.amount += without_lot.amount;
        rest.products
            .codes(&keys, &with_product, product, &mut codes)
            .ok_or_else(|| Error::internal("more products than can be numbered"))?;
        drop(rest);
        let mut of_rows = vec![NO_PRODUCT; names.len()];
        with_product.iter().zip(codes).for_each(|(at, code)| of_rows[*at as usize] = code);
        Ok(of_rows)
    }

    /// The newest day with a row.
    pub fn newest(&self) -> Option<i32> {
        self.rest.lock().unwrap_or_else(PoisonError::into_inner).newest
    }

    /// Brings units and complaints together. `complaints` are those it was made with, up to the as-of day.
    pub fn finish(self) -> LotLives {
        let shard = |shard: Mutex<Shard>| shard.into_inner().unwrap_or_else(PoisonError::into_inner);
        let shards = self.shards.into_iter().map(shard).collect();
        attribute(self.grain, self.complaints, shards, self.rest.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Some rows, those of one shard after those of another, and where each shard begins and the last ends.
fn by_shard(keys: &[Key], rows: &[u32]) -> (Vec<u32>, [usize; SHARDS + 1]) {
    let shard = |row: &u32| shard_of(keys[*row as usize]);
    let mut starts = [0; SHARDS + 1];
    rows.iter().for_each(|row| starts[shard(row) + 1] += 1);
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let (mut sorted, mut next) = (vec![0; rows.len()], starts);
    for row in rows {
        let place = &mut next[shard(row)];
        sorted[*place] = *row;
        *place += 1;
    }
    (sorted, starts)
}
