//! The lines of some customers, and their sum by customer and day.

use super::days::{CustomerDay, Duplicates, MixCell};
use super::lines::MIXES;
use crate::error::{Error, Kind, Problem};
use crate::exports::ledger::Tally;
use crate::labels::Label;

const OVERFLOW: Label = Label::new(
    "the amounts of one customer on one day add up to more than huike can hold exactly",
    "某客户一天的金额合计超出可精确表示的范围",
);

/// Stands for an empty cell of a mix; the values follow it.
pub(super) const NO_VALUE: u32 = 0;

/// The lines of some customers. Columns that no line had so far are kept short and read as empty.
#[derive(Default)]
pub(super) struct Partition {
    /// Customer in the upper half, day (shifted to be positive) in the lower.
    pub(super) keys: Vec<u64>,
    pub(super) amounts: Vec<i64>,
    pub(super) fingerprints: Vec<u64>,
    pub(super) orders: Vec<u64>,
    pub(super) mixes: [Vec<u32>; MIXES.len()],
}

pub(super) struct Summed {
    pub(super) days: Vec<CustomerDay>,
    /// Customer and number of days, in the order of `days`.
    pub(super) customers: Vec<(u32, u32)>,
    pub(super) mixes: [Vec<MixCell>; MIXES.len()],
    pub(super) duplicates: Tally,
}

impl Partition {
    /// Sums the lines up by customer and day.
    pub(super) fn sum(self, duplicates: Duplicates, has_mix: [bool; MIXES.len()]) -> Result<Summed, Error> {
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

/// Days as unsigned numbers that sort alike.
pub(super) fn shifted(day: i32) -> u32 {
    (day as u32) ^ 0x8000_0000
}

fn unshifted(day: u32) -> i32 {
    (day ^ 0x8000_0000) as i32
}

fn overflow() -> Error {
    Error::new(Kind::Contract, Problem::new(OVERFLOW.text()))
}
