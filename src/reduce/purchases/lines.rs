//! Takes in order lines chunk by chunk, as a few integers each, in partitions by customer.

use polars::prelude::{ChunkedArray, DataFrame, Int32Type, Int64Type, StringChunked, UInt64Type};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::days::{Duplicates, Mix, MixCell, Place, Purchases};
use super::partition::{NO_VALUE, Partition, Summed, shifted};
use crate::error::{Error, Kind, Problem};
use crate::exports::ledger::Tally;
use crate::labels::Label;
use crate::reduce::intern::Interner;

const TOO_MANY: Label = Label::new("more than 4 billion customers", "客户数超过 40 亿");

/// The order columns that a mix is made of, where the orders have them.
pub const MIXES: [&str; 3] = ["category", "channel", "store"];

const PARTITIONS: usize = 64;

/// Takes in order lines chunk by chunk.
pub struct OrderLines {
    customers: Interner,
    mixes: [Interner; MIXES.len()],
    partitions: Vec<Partition>,
    has_orders: bool,
    has_mix: [bool; MIXES.len()],
}

impl Default for OrderLines {
    fn default() -> OrderLines {
        OrderLines::new()
    }
}

impl OrderLines {
    /// No lines yet.
    pub fn new() -> OrderLines {
        OrderLines {
            customers: Interner::default(),
            mixes: Default::default(),
            partitions: (0..PARTITIONS).map(|_| Partition::default()).collect(),
            has_orders: false,
            has_mix: [false; MIXES.len()],
        }
    }

    /// Takes in a chunk of canonical order lines with `fingerprint`.
    pub fn add(&mut self, chunk: &DataFrame) -> Result<(), Error> {
        let customer = strings(chunk, "customer_id")?;
        let day: &ChunkedArray<Int32Type> =
            chunk.column("order_date").and_then(|column| column.i32()).map_err(Error::internal)?;
        let amount: &ChunkedArray<Int64Type> =
            chunk.column("amount").and_then(|column| column.i64()).map_err(Error::internal)?;
        let print: &ChunkedArray<UInt64Type> =
            chunk.column("fingerprint").and_then(|column| column.u64()).map_err(Error::internal)?;
        let order = strings(chunk, "order_id")?;
        let mixes = [strings(chunk, MIXES[0])?, strings(chunk, MIXES[1])?, strings(chunk, MIXES[2])?];
        let has_orders = order.null_count() < order.len();
        self.has_orders |= has_orders;
        let mut present: Vec<(usize, &StringChunked)> = Vec::new();
        for (at, column) in mixes.into_iter().enumerate() {
            if column.null_count() < column.len() {
                self.has_mix[at] = true;
                present.push((at, column));
            }
        }
        let lines = customer.iter().zip(day.iter()).zip(amount.iter()).zip(print.iter());
        for (row, (((id, day), amount), print)) in lines.enumerate() {
            let code = self.customers.code(id.unwrap_or_default()).ok_or_else(too_many)?;
            let partition = &mut self.partitions[code as usize % PARTITIONS];
            partition.keys.push(u64::from(code) << 32 | u64::from(shifted(day.unwrap_or_default())));
            partition.amounts.push(amount.unwrap_or_default());
            partition.fingerprints.push(print.unwrap_or_default());
            let filled = partition.keys.len();
            if has_orders {
                // Zero stands for a line without an order id, which is an order of its own.
                partition.orders.resize(filled - 1, 0);
                partition.orders.push(order.get(row).map_or(0, |id| xxh3_64(id.as_bytes()).max(1)));
            }
            for (at, column) in &present {
                let value = match column.get(row) {
                    Some(value) => {
                        self.mixes[*at].code(value).and_then(|code| code.checked_add(1)).ok_or_else(too_many)?
                    }
                    None => NO_VALUE,
                };
                partition.mixes[*at].resize(filled - 1, NO_VALUE);
                partition.mixes[*at].push(value);
            }
        }
        Ok(())
    }

    /// Sums the lines up by customer and day.
    ///
    /// Two different order ids of one customer count as one when they share a 64-bit hash: about one chance in 10^13
    /// for a customer with a thousand orders.
    pub fn finish(self, duplicates: Duplicates) -> Result<Purchases, Error> {
        let has_mix = self.has_mix;
        let summed: Result<Vec<Summed>, Error> =
            self.partitions.into_par_iter().map(|partition| partition.sum(duplicates, has_mix)).collect();
        let summed = summed?;
        let mut order: Vec<u32> = (0..self.customers.len() as u32).collect();
        order.par_sort_unstable_by(|a, b| self.customers.text(*a).cmp(self.customers.text(*b)));
        let mut rank = vec![0u32; order.len()];
        for (place, code) in order.iter().enumerate() {
            rank[*code as usize] = place as u32;
        }
        let mut places = vec![Place::default(); order.len()];
        for (part, summed) in (0u32..).zip(&summed) {
            let mut start = 0u32;
            for (code, days) in &summed.customers {
                places[rank[*code as usize] as usize] = Place { part, start, days: *days };
                start += days;
            }
        }
        let mut mixes = Vec::new();
        for (at, name) in MIXES.iter().enumerate().filter(|(at, _)| has_mix[*at]) {
            let mut cells: Vec<MixCell> = summed
                .iter()
                .flat_map(|part| &part.mixes[at])
                .map(|cell| MixCell { customer: rank[cell.customer as usize], ..*cell })
                .collect();
            let values: Vec<&str> = std::iter::once("").chain(self.mixes[at].texts()).collect();
            let (values, places) = sorted(&values);
            cells.iter_mut().for_each(|cell| cell.value = places[cell.value as usize]);
            cells.par_sort_unstable_by_key(|cell| (cell.customer, cell.value));
            mixes.push(Mix { name, values, cells });
        }
        let mut found = Tally::default();
        summed.iter().for_each(|part| found.merge(part.duplicates));
        let customers = order.iter().map(|code| self.customers.text(*code).to_string()).collect();
        let parts = summed.into_iter().map(|part| part.days).collect();
        Ok(Purchases { customers, parts, places, mixes, duplicates: found, order_ids: self.has_orders })
    }
}

/// The texts sorted, and where each one went.
fn sorted(texts: &[&str]) -> (Vec<String>, Vec<u32>) {
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by_key(|at| texts[*at]);
    let mut places = vec![0u32; texts.len()];
    for (place, at) in order.iter().enumerate() {
        places[*at] = place as u32;
    }
    (order.iter().map(|at| texts[*at].to_string()).collect(), places)
}

fn strings<'a>(chunk: &'a DataFrame, name: &str) -> Result<&'a StringChunked, Error> {
    chunk.column(name).and_then(|column| column.str()).map_err(Error::internal)
}

fn too_many() -> Error {
    Error::new(Kind::Contract, Problem::new(TOO_MANY.text()))
}
