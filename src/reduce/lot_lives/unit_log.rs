//! Units by lot and month, added up as they come in bounded memory.

use rayon::prelude::*;

/// Entries that may wait before they are added up.
const FEWEST: usize = 1 << 20;

/// Units in 1/10000 by lot and month.
#[derive(Debug, Default)]
pub(super) struct UnitLog {
    /// Lot and month in one number, and the units.
    entries: Vec<(u64, i64)>,
    /// Entries left when they were last added up.
    settled: usize,
}

/// The key of an entry.
pub(super) fn key(lot: u32, month: u16) -> u64 {
    u64::from(lot) << 16 | u64::from(month)
}

impl UnitLog {
    pub(super) fn add(&mut self, lot: u32, month: u16, units: i64) {
        self.entries.push((key(lot, month), units));
        if self.entries.len() >= 2 * self.settled + FEWEST {
            self.settle();
        }
    }

    fn settle(&mut self) {
        self.entries.par_sort_unstable_by_key(|(key, _)| *key);
        self.entries.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = kept.1.saturating_add(next.1);
            }
            same
        });
        self.settled = self.entries.len();
    }

    /// Lot, month and units, one entry each, lots renumbered by `place` and in ascending order.
    pub(super) fn finish(mut self, place: &[u32]) -> Vec<(u32, u16, i64)> {
        let placed = |lot: u64| u64::from(place.get(lot as usize).copied().unwrap_or_default());
        self.entries.par_iter_mut().for_each(|(key, _)| *key = placed(*key >> 16) << 16 | *key & 0xffff);
        self.settle();
        let parted = |(key, units): &(u64, i64)| ((key >> 16) as u32, (key & 0xffff) as u16, *units);
        self.entries.par_iter().map(parted).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_add_up_whenever_they_are_settled() {
        let mut log = UnitLog::default();
        for round in 0..(FEWEST as i64 + 10) {
            log.add((round % 3) as u32, (round % 2) as u16, 1);
        }
        let got = log.finish(&[2, 0, 1]);
        assert_eq!(
            got.iter().map(|(lot, month, _)| (*lot, *month)).collect::<Vec<_>>(),
            [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]
        );
        assert_eq!(got.iter().map(|(.., units)| units).sum::<i64>(), FEWEST as i64 + 10);
    }
}
