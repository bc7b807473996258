//! Takes in order lines chunk by chunk, from several threads at once, as a few integers each.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use polars::prelude::{ChunkedArray, DataFrame, Int32Type, Int64Type, StringChunked, UInt64Type};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::block::{Lines, NO_VALUE};
use super::days::{CustomerDay, Duplicates, Mix, MixCell, Purchases};
use super::partition::{Partition, Summed};
use super::spill::Spill;
use crate::error::{Error, Kind, Problem};
use crate::exports::ledger::Tally;
use crate::labels::Label;
use crate::reduce::intern::{Interner, Key};
use crate::reduce::parting::{PARTS, Parting, WINDOW};

const TOO_MANY: Label = Label::new("more than 4 billion customers", "客户数超过 40 亿");

/// The order columns that a mix is made of, where the orders have them.
pub const MIXES: [&str; 3] = ["category", "channel", "store"];

/// Takes in order lines chunk by chunk.
pub struct OrderLines {
    partitions: Vec<Mutex<Partition>>,
    mixes: [Mutex<Interner>; MIXES.len()],
    has_mix: [AtomicBool; MIXES.len()],
    has_orders: AtomicBool,
    newest: Mutex<NewestDays>,
    spill: Spill,
    /// Bytes of full blocks in memory.
    held: AtomicUsize,
    most_held: usize,
    chunks: AtomicUsize,
    /// One for each thread once it has begun: memory that is taken anew for each chunk has to be cleared anew.
    scratch: Mutex<Vec<Scratch>>,
}

/// What is written down of some lines while they are handed to their partitions.
#[derive(Default)]
struct Scratch {
    keys: Vec<Key>,
    codes: Vec<u32>,
    places_in_chunk: Vec<u32>,
}

/// The newest day with a line, and the newest before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NewestDays {
    /// The newest day, as days since 1970-01-01.
    pub newest: Option<i32>,
    /// The newest day before it.
    pub before: Option<i32>,
}

impl NewestDays {
    fn add(&mut self, day: i32) {
        if self.newest.is_none_or(|newest| day > newest) {
            (self.newest, self.before) = (Some(day), self.newest);
        } else if Some(day) != self.newest && self.before.is_none_or(|before| day > before) {
            self.before = Some(day);
        }
    }
}

impl OrderLines {
    /// No lines yet. Full blocks of lines beyond `most_held` bytes go to a temporary file.
    pub fn new(most_held: usize) -> OrderLines {
        OrderLines {
            partitions: (0..PARTS).map(|_| Mutex::default()).collect(),
            mixes: Default::default(),
            has_mix: Default::default(),
            has_orders: AtomicBool::new(false),
            newest: Mutex::default(),
            spill: Spill::default(),
            held: AtomicUsize::new(0),
            most_held,
            chunks: AtomicUsize::new(0),
            scratch: Mutex::default(),
        }
    }

    /// Takes in a chunk of canonical order lines; `rest` is a hash of all their other cells.
    ///
    /// # Errors
    /// Internal, where the chunk has not the columns of order lines; `Output`, where the temporary folder is full.
    pub fn add(&self, chunk: &DataFrame) -> Result<(), Error> {
        let columns = Columns::new(chunk, self)?;
        let mut newest = NewestDays::default();
        columns.days.iter().for_each(|day| newest.add(*day));
        {
            let mut known = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
            newest.before.into_iter().chain(newest.newest).for_each(|day| known.add(day));
        }
        // Threads begin at different partitions, so that they do not wait for each other.
        let first = self.chunks.fetch_add(1, Ordering::Relaxed).wrapping_mul(29) % PARTS;
        let mut ids = columns.customer.downcast_iter().flat_map(|array| array.values_iter());
        let scratch = || self.scratch.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut start, mut own) = (0, scratch().pop().unwrap_or_default());
        while start < columns.height() {
            own.keys.clear();
            own.keys.extend(ids.by_ref().take(WINDOW).map(Key::of));
            self.spread(&columns, start, &mut own, first)?;
            start += WINDOW;
        }
        scratch().push(own);
        Ok(())
    }

    /// Hands the lines from `start` on, whose ids are the keys in `scratch`, to their partitions.
    fn spread(&self, columns: &Columns<'_>, start: usize, scratch: &mut Scratch, first: usize) -> Result<(), Error> {
        let (Scratch { keys, codes, places_in_chunk }, mut full) = (scratch, Vec::new());
        let text = |row: u32| columns.customer.get(start + row as usize).unwrap_or_default();
        for (part, rows) in Parting::of(keys.iter().map(|key| key.hash())).from(first) {
            let mut partition = self.partitions[part].lock().unwrap_or_else(PoisonError::into_inner);
            partition.customers.codes(keys, rows, text, codes).ok_or_else(too_many)?;
            places_in_chunk.clear();
            places_in_chunk.extend(rows.iter().map(|row| start as u32 + row));
            partition.add(codes, columns, places_in_chunk, &mut full);
            for block in full.drain(..) {
                if self.held.fetch_add(block.bytes(), Ordering::Relaxed) + block.bytes() > self.most_held {
                    self.held.fetch_sub(block.bytes(), Ordering::Relaxed);
                    partition.spill(&block, &self.spill)?;
                } else {
                    partition.hold(block);
                }
            }
        }
        Ok(())
    }

    /// The newest days of all lines so far.
    pub fn newest_days(&self) -> NewestDays {
        *self.newest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sums the lines up by customer and day, and calls `make` with the days of each customer, sorted.
    ///
    /// Two different order ids of one customer count as one when they share a 64-bit hash: about one chance in 10^13
    /// for a customer with a thousand orders.
    ///
    /// # Errors
    /// `Contract`, where a sum is beyond what can be held exactly; `Output`, where the temporary file cannot be read;
    /// and those of `make`.
    pub fn finish<T: Send>(
        self,
        duplicates: Duplicates,
        make: impl Fn(&[CustomerDay]) -> Result<T, Error> + Sync,
    ) -> Result<Purchases<T>, Error> {
        let spill = &self.spill;
        let has_mix = self.has_mix.each_ref().map(|has| has.load(Ordering::Relaxed));
        let partitions: Vec<Partition> =
            self.partitions.into_iter().map(|held| held.into_inner().unwrap_or_else(PoisonError::into_inner)).collect();
        let summed: Result<Vec<(Interner, Summed<T>)>, Error> =
            partitions.into_par_iter().map(|partition| partition.sum(spill, duplicates, has_mix, &make)).collect();
        let (interners, summed): (Vec<Interner>, Vec<Summed<T>>) = summed?.into_iter().unzip();
        let order = sorted_customers(&interners);
        let mut ranks: Vec<Vec<u32>> = interners.iter().map(|interner| vec![0; interner.len()]).collect();
        for (rank, customer) in (0u32..).zip(&order) {
            ranks[customer.part as usize][customer.code as usize] = rank;
        }
        let customers: Vec<String> =
            order.par_iter().map(|customer| interners[customer.part as usize].text(customer.code)).collect();
        drop(interners);
        let (mut found, mut used) = (Tally::default(), Tally::default());
        let mut made: Vec<Vec<Option<T>>> = Vec::new();
        let mut cells: [Vec<MixCell>; MIXES.len()] = Default::default();
        for (part, summed) in summed.into_iter().enumerate() {
            found.merge(summed.duplicates);
            used.merge(summed.used);
            made.push(summed.made.into_iter().map(Some).collect());
            for (all, own) in cells.iter_mut().zip(summed.mixes) {
                let ranked = |cell: MixCell| MixCell { customer: ranks[part][cell.customer as usize], ..cell };
                all.extend(own.into_iter().map(ranked));
            }
        }
        let made = order.iter().filter_map(|at| made[at.part as usize][at.code as usize].take()).collect();
        let mut mixes = Vec::new();
        for (at, (mut cells, interner)) in cells.into_iter().zip(self.mixes).enumerate() {
            if !has_mix[at] {
                continue;
            }
            let interner = interner.into_inner().unwrap_or_else(PoisonError::into_inner);
            let (values, places) = sorted(std::iter::once(String::new()).chain(interner.texts()).collect());
            cells.iter_mut().for_each(|cell| cell.value = places[cell.value as usize]);
            cells.par_sort_unstable_by_key(|cell| (cell.customer, cell.value));
            mixes.push(Mix { name: MIXES[at], values, cells });
        }
        let order_ids = self.has_orders.load(Ordering::Relaxed);
        Ok(Purchases { customers, made, mixes, duplicates: found, used, order_ids })
    }
}

/// A customer of one partition.
struct Customer {
    /// Beginning of the id, by which nearly all are sorted.
    start: u128,
    part: u32,
    code: u32,
}

/// All customers, sorted by id.
fn sorted_customers(interners: &[Interner]) -> Vec<Customer> {
    let mut order = Vec::with_capacity(interners.iter().map(Interner::len).sum());
    for (part, interner) in (0u32..).zip(interners) {
        order.extend((0u32..).zip(interner.starts()).map(|(code, start)| Customer { start, part, code }));
    }
    let interner = |customer: &Customer| &interners[customer.part as usize];
    order.par_sort_unstable_by(|a, b| {
        a.start.cmp(&b.start).then_with(|| interner(a).compare(a.code, interner(b), b.code))
    });
    order
}

/// The columns of a chunk.
struct Columns<'a> {
    customer: &'a StringChunked,
    days: &'a [i32],
    amounts: &'a [i64],
    rests: Option<&'a [u64]>,
    orders: Option<&'a StringChunked>,
    /// Quantities in 1/10000, where they are read and the chunk tells any.
    units: Option<&'a ChunkedArray<Int64Type>>,
    /// Numbers of the values, by mix.
    mixes: [Option<Vec<u32>>; MIXES.len()],
}

impl<'a> Columns<'a> {
    fn new(chunk: &'a DataFrame, lines: &OrderLines) -> Result<Columns<'a>, Error> {
        let customer = strings(chunk, "customer_id")?;
        let days: &ChunkedArray<Int32Type> =
            chunk.column("order_date").and_then(|column| column.i32()).map_err(Error::internal)?;
        let amounts: &ChunkedArray<Int64Type> =
            chunk.column("amount").and_then(|column| column.i64()).map_err(Error::internal)?;
        let rests: Option<&ChunkedArray<UInt64Type>> = match chunk.column("rest") {
            Ok(column) => Some(column.u64().map_err(Error::internal)?),
            Err(_) => None,
        };
        let units: Option<&ChunkedArray<Int64Type>> = match chunk.column("quantity") {
            Ok(column) => Some(column.i64().map_err(Error::internal)?),
            Err(_) => None,
        };
        let filled = |column: &StringChunked| column.null_count() < column.len();
        let orders = Some(strings(chunk, "order_id")?).filter(|column| filled(column));
        if orders.is_some() {
            lines.has_orders.store(true, Ordering::Relaxed);
        }
        let mut mixes: [Option<Vec<u32>>; MIXES.len()] = Default::default();
        for (at, name) in MIXES.iter().enumerate() {
            let column = strings(chunk, name)?;
            if filled(column) {
                lines.has_mix[at].store(true, Ordering::Relaxed);
                let mut values = lines.mixes[at].lock().unwrap_or_else(PoisonError::into_inner);
                let code = |value: Option<&str>| match value {
                    None => Ok(NO_VALUE),
                    Some(value) => values.code(value).and_then(|code| code.checked_add(1)).ok_or_else(too_many),
                };
                mixes[at] = Some(column.iter().map(code).collect::<Result<_, _>>()?);
            }
        }
        Ok(Columns {
            customer,
            days: days.cont_slice().map_err(Error::internal)?,
            amounts: amounts.cont_slice().map_err(Error::internal)?,
            rests: rests.map(|rests| rests.cont_slice()).transpose().map_err(Error::internal)?,
            orders,
            units: units.filter(|column| column.null_count() < column.len()),
            mixes,
        })
    }

    fn height(&self) -> usize {
        self.days.len()
    }
}

impl Lines for Columns<'_> {
    fn day(&self, row: u32) -> i32 {
        self.days[row as usize]
    }

    fn amount(&self, row: u32) -> i64 {
        self.amounts[row as usize]
    }

    fn has_rest(&self) -> bool {
        self.rests.is_some()
    }

    fn rest(&self, row: u32) -> u64 {
        self.rests.map_or(0, |rests| rests[row as usize])
    }

    fn has_order(&self) -> bool {
        self.orders.is_some()
    }

    fn order(&self, row: u32) -> u64 {
        let id = self.orders.and_then(|orders| orders.get(row as usize));
        id.map_or(0, |id| xxh3_64(id.as_bytes()).max(1))
    }

    fn has_units(&self) -> bool {
        self.units.is_some()
    }

    fn units(&self, row: u32) -> u64 {
        let told = self.units.and_then(|units| units.get(row as usize));
        told.map_or(0, |told| told.max(0) as u64 + 1)
    }

    fn has_mix(&self, place: usize) -> bool {
        self.mixes[place].is_some()
    }

    fn mix(&self, place: usize, row: u32) -> u32 {
        self.mixes[place].as_ref().map_or(NO_VALUE, |values| values[row as usize])
    }
}

/// The texts sorted, and where each one went.
fn sorted(texts: Vec<String>) -> (Vec<String>, Vec<u32>) {
    let mut order: Vec<(u32, String)> = (0u32..).zip(texts).collect();
    order.sort_by(|a, b| a.1.cmp(&b.1));
    let mut places = vec![0u32; order.len()];
    for (place, (at, _)) in (0u32..).zip(&order) {
        places[*at as usize] = place;
    }
    (order.into_iter().map(|(_, text)| text).collect(), places)
}

fn strings<'a>(chunk: &'a DataFrame, name: &str) -> Result<&'a StringChunked, Error> {
    chunk.column(name).and_then(|column| column.str()).map_err(Error::internal)
}

fn too_many() -> Error {
    Error::new(Kind::Contract, Problem::new(TOO_MANY.text()))
}
