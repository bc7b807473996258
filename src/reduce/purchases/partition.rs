//! The lines of some customers, and their sum by customer and day.

use super::block::{Block, LINES, Lines, NO_VALUE};
use super::days::{CustomerDay, Duplicates, MixCell};
use super::lines::MIXES;
use super::spill::{Place, Spill};
use crate::error::{Error, Kind, Problem};
use crate::exports::ledger::Tally;
use crate::exports::rejects::no_room;
use crate::labels::Label;
use crate::reduce::intern::Interner;

const OVERFLOW: Label = Label::new(
    "the amounts of one customer on one day add up to more than huike can hold exactly",
    "某客户一天的金额合计超出可精确表示的范围",
);

/// The lines of some customers.
#[derive(Default)]
pub(super) struct Partition {
    pub(super) customers: Interner,
    open: Block,
    full: Vec<Stored>,
}

enum Stored {
    Held(Block),
    Spilled(Place),
}

/// What was made of a partition.
pub(super) struct Summed<T> {
    /// By number of the customer.
    pub(super) made: Vec<T>,
    /// Cells of each mix; the customer is its number.
    pub(super) mixes: [Vec<MixCell>; MIXES.len()],
    pub(super) duplicates: Tally,
    pub(super) used: Tally,
}

impl Partition {
    /// Adds lines; gives the blocks that they filled.
    pub(super) fn add(&mut self, codes: &[u32], lines: &impl Lines, rows: &[u32], full: &mut Vec<Block>) {
        let (mut codes, mut rows) = (codes, rows);
        while !rows.is_empty() {
            let free = (LINES - self.open.len()).min(rows.len());
            self.open.extend(&codes[..free], lines, &rows[..free]);
            (codes, rows) = (&codes[free..], &rows[free..]);
            if self.open.len() == LINES {
                full.push(std::mem::take(&mut self.open));
            }
        }
    }

    /// Keeps a full block in memory.
    pub(super) fn hold(&mut self, block: Block) {
        self.full.push(Stored::Held(block));
    }

    /// Keeps a full block on disk.
    pub(super) fn spill(&mut self, block: &Block, spill: &Spill) -> Result<(), Error> {
        self.full.push(Stored::Spilled(spill.write(block).map_err(|why| no_room(&why))?));
        Ok(())
    }

    /// Sums the lines of one customer after the other and calls `make` with the days of each.
    pub(super) fn sum<T>(
        self,
        spill: &Spill,
        duplicates: Duplicates,
        has_mix: [bool; MIXES.len()],
        make: &(impl Fn(&[CustomerDay]) -> Result<T, Error> + Sync),
    ) -> Result<(Interner, Summed<T>), Error> {
        let mut blocks = Vec::with_capacity(self.full.len() + 1);
        for stored in self.full {
            blocks.push(match stored {
                Stored::Held(block) => block,
                Stored::Spilled(place) => spill.read(place).map_err(|why| no_room(&why))?,
            });
        }
        blocks.push(self.open);
        let all = Sorter::new(blocks, has_mix);
        let (mut lines, ends) = all.by_customer(self.customers.len());
        let mut summed = Summed {
            made: Vec::with_capacity(ends.len()),
            mixes: Default::default(),
            duplicates: Tally::default(),
            used: Tally::default(),
        };
        let (mut days, mut start) = (Vec::new(), 0);
        for (customer, end) in (0u32..).zip(ends) {
            let lines = &mut lines[start..end];
            start = end;
            let kept = all.drop_duplicates(lines, duplicates, &mut summed.duplicates);
            days.clear();
            all.sum_days(&lines[..kept], &mut days)?;
            summed.used.rows += kept as u64;
            summed.used.amount += days.iter().map(|day: &CustomerDay| i128::from(day.net)).sum::<i128>();
            all.sum_mixes(customer, &lines[..kept], &mut summed.mixes)?;
            summed.made.push(make(&days)?);
        }
        Ok((self.customers, summed))
    }
}

/// A line among those of its customer, as one number that sorts by day and then by amount; its other cells lie in the
/// blocks, at the place in its last bits.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Sorted(u128);

impl Sorted {
    fn new(day: i32, amount: i64, row: u32) -> Sorted {
        // With the sign bit turned over, negative numbers sort before the others.
        let (day, amount) = (day as u32 ^ 1 << 31, amount as u64 ^ 1 << 63);
        Sorted(u128::from(day) << 96 | u128::from(amount) << 32 | u128::from(row))
    }

    fn day(self) -> i32 {
        ((self.0 >> 96) as u32 ^ 1 << 31) as i32
    }

    fn amount(self) -> i64 {
        ((self.0 >> 32) as u64 ^ 1 << 63) as i64
    }

    /// Place of the line in all blocks.
    fn row(self) -> usize {
        self.0 as u32 as usize
    }

    /// Whether day and amount are those of another.
    fn is_like(self, other: Sorted) -> bool {
        self.0 >> 32 == other.0 >> 32
    }
}

/// All lines of a partition. All blocks but the last are full.
struct Sorter {
    blocks: Vec<Block>,
    has_rest: bool,
    has_units: bool,
    has_mix: [bool; MIXES.len()],
}

impl Sorter {
    /// `has_mix` tells which mixes any line has, be it of another partition: of the others all are without a value.
    fn new(blocks: Vec<Block>, has_mix: [bool; MIXES.len()]) -> Sorter {
        let has_rest = blocks.iter().any(|block| !block.rests.is_empty());
        let has_units = blocks.iter().any(|block| !block.units.is_empty());
        Sorter { blocks, has_rest, has_units, has_mix }
    }

    fn block(&self, line: Sorted) -> (&Block, usize) {
        (&self.blocks[line.row() / LINES], line.row() % LINES)
    }

    fn rest(&self, line: Sorted) -> u64 {
        let (block, at) = self.block(line);
        block.rests.get(at).copied().unwrap_or_default()
    }

    fn order(&self, line: Sorted) -> u64 {
        let (block, at) = self.block(line);
        block.orders.get(at).copied().unwrap_or_default()
    }

    /// Units of a line; nothing where it tells none.
    fn units(&self, line: Sorted) -> Option<i64> {
        let (block, at) = self.block(line);
        let told = block.units.get(at).copied().unwrap_or_default();
        i64::try_from(told.checked_sub(1)?).ok()
    }

    fn mix(&self, place: usize, line: Sorted) -> u32 {
        let (block, at) = self.block(line);
        block.mixes[place].get(at).copied().unwrap_or(NO_VALUE)
    }

    /// The lines sorted by the number of their customer, and where the lines of each one end.
    fn by_customer(&self, customers: usize) -> (Vec<Sorted>, Vec<usize>) {
        let mut places = vec![0usize; customers + 1];
        for code in self.blocks.iter().flat_map(|block| &block.codes) {
            places[*code as usize + 1] += 1;
        }
        for at in 0..customers {
            places[at + 1] += places[at];
        }
        let mut lines = vec![Sorted::default(); places[customers]];
        let cells = self.blocks.iter().flat_map(|block| block.codes.iter().zip(&block.days).zip(&block.amounts));
        for (row, ((code, day), amount)) in (0u32..).zip(cells) {
            let place = &mut places[*code as usize];
            lines[*place] = Sorted::new(*day, *amount, row);
            *place += 1;
        }
        places.pop();
        (lines, places)
    }

    /// Sorts the lines of one customer by day, counts those that equal another in all cells, and moves them behind the
    /// others where they are not to be used. Gives the number of lines to be used.
    fn drop_duplicates(&self, lines: &mut [Sorted], duplicates: Duplicates, found: &mut Tally) -> usize {
        lines.sort_unstable();
        if self.has_rest {
            let alike = lines.chunk_by_mut(|a, b| a.is_like(*b)).filter(|lines| lines.len() > 1);
            alike.for_each(|lines| lines.sort_unstable_by_key(|line| self.rest(*line)));
        }
        let mut kept = usize::from(!lines.is_empty());
        for at in 1..lines.len() {
            let (line, before) = (lines[at], lines[kept - 1]);
            if line.is_like(before) && (!self.has_rest || self.rest(line) == self.rest(before)) {
                found.add(Some(line.amount()));
                if duplicates == Duplicates::Dropped {
                    continue;
                }
            }
            lines[kept] = line;
            kept += 1;
        }
        kept
    }

    /// Sums the lines of one customer, sorted by day.
    fn sum_days(&self, lines: &[Sorted], days: &mut Vec<CustomerDay>) -> Result<(), Error> {
        let mut ordered: Vec<(u64, i32)> = Vec::new();
        for lines in lines.chunk_by(|a, b| a.day() == b.day()) {
            let (mut net, mut returned, mut orders) = (0i128, 0i128, 0u32);
            for line in lines {
                let amount = line.amount();
                net += i128::from(amount);
                returned += i128::from(amount.min(0));
                if amount >= 0 {
                    match self.order(*line) {
                        0 => orders += 1,
                        id => ordered.push((id, line.day())),
                    }
                }
            }
            let (net, returned) = (exact(net)?, exact(returned)?);
            let units = if self.has_units { self.sum_units(lines) } else { None };
            days.push(CustomerDay { day: lines[0].day(), net, returned, lines: lines.len() as u32, orders, units });
        }
        ordered.sort_unstable();
        ordered.dedup_by_key(|(id, _)| *id);
        for (_, day) in ordered {
            if let Ok(at) = days.binary_search_by_key(&day, |known| known.day) {
                days[at].orders += 1;
            }
        }
        Ok(())
    }

    /// Units of all lines that are no returns; nothing where one of them tells none, or the sum is too large to be held.
    fn sum_units(&self, lines: &[Sorted]) -> Option<i64> {
        let mut sold = lines.iter().filter(|line| line.amount() >= 0);
        sold.try_fold(0_i64, |sum, line| sum.checked_add(self.units(*line)?))
    }

    fn sum_mixes(&self, customer: u32, lines: &[Sorted], mixes: &mut [Vec<MixCell>; MIXES.len()]) -> Result<(), Error> {
        for (place, cells) in mixes.iter_mut().enumerate().filter(|(place, _)| self.has_mix[*place]) {
            let mut spent: Vec<(u32, u64, i64)> =
                lines.iter().map(|line| (self.mix(place, *line), self.order(*line), line.amount())).collect();
            spent.sort_unstable_by_key(|(value, order, _)| (*value, *order));
            for same in spent.chunk_by(|a, b| a.0 == b.0) {
                let net = exact(same.iter().map(|(_, _, amount)| i128::from(*amount)).sum())?;
                let orders = same.chunk_by(|a, b| a.1 == b.1).map(orders_of).sum();
                cells.push(MixCell { customer, value: same[0].0, net, lines: same.len() as u32, orders });
            }
        }
        Ok(())
    }
}

/// Orders that lines with the same order id make up, or those without one. The lines are value, order id and amount.
fn orders_of(lines: &[(u32, u64, i64)]) -> u32 {
    let sold = lines.iter().filter(|(_, _, amount)| *amount >= 0).count() as u32;
    if lines.first().is_some_and(|(_, order, _)| *order == 0) { sold } else { sold.min(1) }
}

fn exact(sum: i128) -> Result<i64, Error> {
    i64::try_from(sum).map_err(|_| Error::new(Kind::Contract, Problem::new(OVERFLOW.text())))
}
