//! Units by lot and month, added up as they come in bounded memory.

/// Entries that may wait before they are added up.
const FEWEST: usize = 1 << 16;

/// Units in 1/10000 by lot and month.
#[derive(Debug, Default)]
pub(super) struct UnitLog {
    /// Lot and month in one number, and the units.
    entries: Vec<(u64, i64)>,
    /// Entries left when they were last added up.
    settled: usize,
}

impl UnitLog {
    pub(super) fn add(&mut self, lot: u32, month: u16, units: i64) {
        self.entries.push((u64::from(lot) << 16 | u64::from(month), units));
        if self.entries.len() >= 2 * self.settled + FEWEST {
            self.settle();
        }
    }

    fn settle(&mut self) {
        self.entries.sort_unstable_by_key(|(key, _)| *key);
        self.entries.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = kept.1.saturating_add(next.1);
            }
            same
        });
        self.settled = self.entries.len();
    }

    /// The sums, lots in ascending order.
    pub(super) fn finish(mut self) -> Units {
        self.settle();
        let lots = self.entries.last().map_or(0, |(key, _)| (key >> 16) as usize + 1);
        let mut starts = vec![0; lots + 1];
        self.entries.iter().for_each(|(key, _)| starts[(key >> 16) as usize + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Units { entries: self.entries, starts }
    }
}

/// Units by lot and month, added up.
pub(super) struct Units {
    entries: Vec<(u64, i64)>,
    /// Where the entries of each lot begin, and where the last end.
    starts: Vec<usize>,
}

impl Units {
    /// Months of a lot in ascending order, with their units.
    pub(super) fn of(&self, lot: u32) -> impl Iterator<Item = (u16, i64)> {
        let bounds = (self.starts.get(lot as usize), self.starts.get(lot as usize + 1));
        let own = match bounds {
            (Some(start), Some(end)) => self.entries.get(*start..*end).unwrap_or_default(),
            _ => &[],
        };
        own.iter().map(|(key, units)| ((key & 0xffff) as u16, *units))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_add_up_whenever_they_are_settled() {
        let mut log = UnitLog::default();
        let rounds = 3 * FEWEST as i64 + 10;
        for round in 0..rounds {
            log.add((round % 3) as u32 * 2, (round % 2) as u16, 1);
        }
        let got = log.finish();
        let of = |lot| got.of(lot).collect::<Vec<(u16, i64)>>();
        assert_eq!(of(0).iter().map(|(month, _)| *month).collect::<Vec<_>>(), [0, 1]);
        assert!(of(1).is_empty() && of(5).is_empty());
        let all: i64 = [0, 2, 4].into_iter().flat_map(of).map(|(_, units)| units).sum();
        assert_eq!(all, rounds);
    }
}
