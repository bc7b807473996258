//! Order lines → one row per customer and day: the one gateway from orders to every analysis of customers.
//!
//! Lines arrive in chunks and are kept as a few integers each, in partitions by customer. At the end every partition
//! is sorted by customer and day on its own thread, duplicates lie side by side, and the days are summed exactly.
//! From these days the history of a customer as of any date follows without reading the orders again.

use polars::prelude::{ChunkedArray, DataFrame, Int32Type, Int64Type, StringChunked, UInt64Type};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::intern::Interner;
use crate::error::{Error, Kind, Problem};
use crate::exports::ledger::Tally;
use crate::labels::Label;

const TOO_MANY: Label = Label::new("more than 4 billion customers", "客户数超过 40 亿");
const OVERFLOW: Label = Label::new(
    "the amounts of one customer on one day add up to more than huike can hold exactly",
    "某客户一天的金额合计超出可精确表示的范围",
);

/// What is done with a line that equals an earlier one in all its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duplicates {
    /// Counted, and used all the same.
    Kept,
    /// Counted and excluded.
    Dropped,
}

/// The order columns that a mix is made of, where the orders have them.
pub const MIXES: [&str; 3] = ["category", "channel", "store"];

/// All lines of one customer on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomerDay {
    /// Days since 1970-01-01.
    pub day: i32,
    /// Sum of all amounts, in 1/10000.
    pub net: i64,
    /// Sum of the negative amounts alone, zero or below.
    pub returned: i64,
    /// Order lines.
    pub lines: u32,
    /// Orders first seen on this day: distinct order ids, or lines where there are no ids; returns are no orders.
    pub orders: u32,
}

impl CustomerDay {
    /// Whether the customer bought something that day and did not, on the same day, give as much back. A free order
    /// counts; a day on which returns cancel the sales does not.
    pub fn is_purchase(&self) -> bool {
        self.net > 0 || (self.net == 0 && self.returned == 0)
    }
}

/// What a customer spent on one value of a mix, such as one category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MixCell {
    /// Place of the customer among [`Purchases::customers`].
    pub customer: u32,
    /// Place of the value among [`Mix::values`].
    pub value: u32,
    /// Sum of amounts, in 1/10000.
    pub net: i64,
    /// Order lines.
    pub lines: u32,
}

/// How customers spread over the values of one order column.
#[derive(Clone, Debug)]
pub struct Mix {
    /// The order column.
    pub name: &'static str,
    /// Its values.
    pub values: Vec<String>,
    /// One cell per customer and value, sorted by both.
    pub cells: Vec<MixCell>,
}

/// The purchases of all customers by day.
#[derive(Clone, Debug)]
pub struct Purchases {
    /// Customer ids, sorted.
    pub customers: Vec<String>,
    /// The days of all customers, in the parts in which they were summed.
    parts: Vec<Vec<CustomerDay>>,
    /// Where the days of each customer lie.
    places: Vec<Place>,
    /// Category, channel and store, where the orders have them.
    pub mixes: Vec<Mix>,
    /// Lines that equal an earlier line in all cells.
    pub duplicates: Tally,
    /// Whether orders were counted by id.
    pub order_ids: bool,
}

/// A run of days in one part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    part: u32,
    start: u32,
    days: u32,
}

impl Purchases {
    /// The days of one customer, sorted.
    pub fn days_of(&self, customer: usize) -> &[CustomerDay] {
        let Place { part, start, days } = self.places[customer];
        &self.parts[part as usize][start as usize..(start + days) as usize]
    }

    /// The days of all customers, in no order that means anything.
    fn days(&self) -> impl Iterator<Item = &CustomerDay> {
        self.parts.iter().flatten()
    }

    /// The newest day with a line, where there is one.
    pub fn newest_day(&self) -> Option<i32> {
        self.days().map(|day| day.day).max()
    }

    /// The newest day and the newest before it, to notice a lone date far in the future.
    pub fn newest_two(&self) -> Option<(i32, i32)> {
        let newest = self.newest_day()?;
        let before = self.days().map(|day| day.day).filter(|day| *day < newest).max()?;
        Some((newest, before))
    }

    /// Rows and amount, for the ledger.
    pub fn tally(&self) -> Tally {
        self.days().fold(Tally::default(), |sum, day| Tally {
            rows: sum.rows + u64::from(day.lines),
            amount: sum.amount + i128::from(day.net),
        })
    }
}

const PARTITIONS: usize = 64;

/// Stands for an empty cell of a mix; the values follow it.
const NO_VALUE: u32 = 0;

/// Takes in order lines chunk by chunk.
pub struct OrderLines {
    customers: Interner,
    mixes: [Interner; MIXES.len()],
    partitions: Vec<Partition>,
    has_orders: bool,
    has_mix: [bool; MIXES.len()],
}

/// The lines of some customers. Columns that no line had so far are kept short and read as empty.
#[derive(Default)]
struct Partition {
    /// Customer in the upper half, day (shifted to be positive) in the lower.
    keys: Vec<u64>,
    amounts: Vec<i64>,
    fingerprints: Vec<u64>,
    orders: Vec<u64>,
    mixes: [Vec<u32>; MIXES.len()],
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

struct Summed {
    days: Vec<CustomerDay>,
    /// Customer and number of days, in the order of `days`.
    customers: Vec<(u32, u32)>,
    mixes: [Vec<MixCell>; MIXES.len()],
    duplicates: Tally,
}

impl Partition {
    fn sum(self, duplicates: Duplicates, has_mix: [bool; MIXES.len()]) -> Result<Summed, Error> {
        let mut order: Vec<(u64, u64, u32)> = (0u32..)
            .zip(self.keys.iter().zip(&self.fingerprints))
            .map(|(row, (key, print))| (*key, *print, row))
            .collect();
        order.sort_unstable();
        let mut found = Tally::default();
        let mut before = None;
        order.retain(|(key, print, row)| {
            let same = before == Some((*key, *print));
            before = Some((*key, *print));
            if same {
                found.add(Some(self.amounts[*row as usize]));
            }
            !same || duplicates == Duplicates::Kept
        });
        let mut summed =
            Summed { days: Vec::new(), customers: Vec::new(), mixes: Default::default(), duplicates: found };
        for lines in order.chunk_by(|a, b| a.0 >> 32 == b.0 >> 32) {
            self.sum_customer(lines, has_mix, &mut summed)?;
        }
        Ok(summed)
    }

    fn mix(&self, at: usize, row: u32) -> u32 {
        self.mixes[at].get(row as usize).copied().unwrap_or(NO_VALUE)
    }

    fn sum_customer(
        &self,
        lines: &[(u64, u64, u32)],
        has_mix: [bool; MIXES.len()],
        summed: &mut Summed,
    ) -> Result<(), Error> {
        let customer = (lines[0].0 >> 32) as u32;
        let first = summed.days.len();
        let mut ordered: Vec<(u64, i32)> = Vec::new();
        for lines in lines.chunk_by(|a, b| a.0 == b.0) {
            let day = unshifted(lines[0].0 as u32);
            let (mut net, mut returned, mut orders) = (0i128, 0i128, 0u32);
            for (_, _, row) in lines {
                let amount = self.amounts[*row as usize];
                net += i128::from(amount);
                returned += i128::from(amount.min(0));
                match (amount >= 0, self.orders.get(*row as usize).copied().unwrap_or_default()) {
                    (true, 0) => orders += 1,
                    (true, id) => ordered.push((id, day)),
                    (false, _) => {}
                }
            }
            let exact = |sum: i128| i64::try_from(sum).map_err(|_| overflow());
            let count = lines.len() as u32;
            let (net, returned) = (exact(net)?, exact(returned)?);
            summed.days.push(CustomerDay { day, net, returned, lines: count, orders });
        }
        summed.customers.push((customer, (summed.days.len() - first) as u32));
        ordered.sort_unstable();
        ordered.dedup_by_key(|(id, _)| *id);
        for (_, day) in ordered {
            let days = &mut summed.days[first..];
            if let Ok(at) = days.binary_search_by_key(&day, |known| known.day) {
                days[at].orders += 1;
            }
        }
        for (at, cells) in summed.mixes.iter_mut().enumerate().filter(|(at, _)| has_mix[*at]) {
            let mut spent: Vec<(u32, i64)> =
                lines.iter().map(|(_, _, row)| (self.mix(at, *row), self.amounts[*row as usize])).collect();
            spent.sort_unstable_by_key(|(value, _)| *value);
            for same in spent.chunk_by(|a, b| a.0 == b.0) {
                let net: i128 = same.iter().map(|(_, amount)| i128::from(*amount)).sum();
                let net = i64::try_from(net).map_err(|_| overflow())?;
                cells.push(MixCell { customer, value: same[0].0, net, lines: same.len() as u32 });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
impl Purchases {
    /// Purchases of customers given with their days, both sorted, for tests of what builds on them.
    pub(crate) fn of(customers: &[(&str, &[CustomerDay])]) -> Purchases {
        let places = (0u32..).zip(customers).map(|(part, (_, days))| Place { part, start: 0, days: days.len() as u32 });
        Purchases {
            customers: customers.iter().map(|(id, _)| (*id).to_string()).collect(),
            places: places.collect(),
            parts: customers.iter().map(|(_, days)| days.to_vec()).collect(),
            mixes: Vec::new(),
            duplicates: Tally::default(),
            order_ids: false,
        }
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

/// Days as unsigned numbers that sort alike.
fn shifted(day: i32) -> u32 {
    (day as u32) ^ 0x8000_0000
}

fn unshifted(day: u32) -> i32 {
    (day ^ 0x8000_0000) as i32
}

fn too_many() -> Error {
    Error::new(Kind::Contract, Problem::new(TOO_MANY.text()))
}

fn overflow() -> Error {
    Error::new(Kind::Contract, Problem::new(OVERFLOW.text()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use polars::prelude::Column;
    use proptest::prelude::*;

    type Line = (u8, i32, i64, u8);

    fn purchases(lines: &[Line], duplicates: Duplicates) -> Purchases {
        let mut reduction = OrderLines::new();
        for chunk in lines.chunks(3) {
            let column = |name: &str, texts: Vec<Option<String>>| Column::new(name.into(), texts);
            let print = |line: &Line| xxh3_64(format!("{line:?}").as_bytes());
            let frame = DataFrame::new_infer_height(vec![
                column("customer_id", chunk.iter().map(|line| Some(format!("{:03}", line.0))).collect()),
                Column::new("order_date".into(), chunk.iter().map(|line| line.1).collect::<Vec<i32>>()),
                Column::new("amount".into(), chunk.iter().map(|line| line.2).collect::<Vec<i64>>()),
                column("order_id", chunk.iter().map(|line| (line.3 > 0).then(|| line.3.to_string())).collect()),
                column("category", chunk.iter().map(|line| Some((line.3 % 2).to_string())).collect()),
                column("channel", chunk.iter().map(|_| None).collect()),
                column("store", chunk.iter().map(|_| None).collect()),
                Column::new("fingerprint".into(), chunk.iter().map(print).collect::<Vec<u64>>()),
            ]);
            reduction.add(&frame.unwrap()).unwrap();
        }
        reduction.finish(duplicates).unwrap()
    }

    #[test]
    fn days_are_merged_and_a_cancelled_day_is_no_purchase() {
        let all = purchases(
            &[(1, 10, 500, 1), (1, 10, -500, 1), (1, -3, 700, 2), (1, -3, 200, 2), (0, 5, 0, 0)],
            Duplicates::Kept,
        );
        assert_eq!(all.customers, ["000", "001"]);
        let days: Vec<_> =
            all.days_of(1).iter().map(|d| (d.day, d.net, d.returned, d.orders, d.is_purchase())).collect();
        assert_eq!(days, [(-3, 900, 0, 1, true), (10, 0, -500, 1, false)]);
        assert!(all.days_of(0)[0].is_purchase(), "a free order is a purchase");
    }

    #[test]
    fn an_order_over_two_days_counts_once_on_its_first() {
        let all =
            purchases(&[(1, 11, 5, 7), (1, 10, 5, 7), (1, 10, 6, 7), (1, 12, -5, 7), (1, 12, -1, 8)], Duplicates::Kept);
        assert_eq!(all.days_of(0).iter().map(|day| day.orders).collect::<Vec<_>>(), [1, 0, 0]);
    }

    #[test]
    fn duplicates_are_counted_and_dropped_only_when_asked() {
        let lines = [(1, 10, 500, 1), (1, 10, 500, 1), (1, 10, 500, 1), (1, 10, 500, 3)];
        let kept = purchases(&lines, Duplicates::Kept);
        assert_eq!((kept.duplicates, kept.tally().rows), (Tally { rows: 2, amount: 1000 }, 4));
        let dropped = purchases(&lines, Duplicates::Dropped);
        assert_eq!((dropped.duplicates, dropped.tally()), (kept.duplicates, Tally { rows: 2, amount: 1000 }));
    }

    proptest! {
        #[test]
        fn order_of_lines_does_not_matter_and_nothing_is_lost(
            mut lines in prop::collection::vec((0u8..5, -3i32..3, -50i64..100, 0u8..4), 1..60),
            seed in any::<u64>(),
        ) {
            let first = purchases(&lines, Duplicates::Kept);
            let mut state = seed;
            for at in (1..lines.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                lines.swap(at, (state >> 33) as usize % (at + 1));
            }
            let second = purchases(&lines, Duplicates::Kept);
            prop_assert_eq!(&first.customers, &second.customers);
            for customer in 0..first.customers.len() {
                prop_assert_eq!(first.days_of(customer), second.days_of(customer));
            }
            prop_assert_eq!(&first.mixes[0].cells, &second.mixes[0].cells);
            let amount: i64 = lines.iter().map(|line| line.2).sum();
            prop_assert_eq!(first.tally(), Tally { rows: lines.len() as u64, amount: i128::from(amount) });
            let mixed: i64 = first.mixes[0].cells.iter().map(|cell| cell.net).sum();
            prop_assert_eq!(mixed, amount);
        }
    }
}
