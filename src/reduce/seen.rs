//! Rows that were seen before, told by a hash of all their cells.

use std::sync::{Mutex, PoisonError};

use super::parting::{PARTS, Parting, WINDOW};

/// The hashes of all rows so far; rows may come from any thread in any order.
///
/// Like [`Interner`](super::intern::Interner), the tables are made for looking many hashes up at a time: with millions
/// of rows every look is a wait for memory, and waits that do not depend on each other pass together.
#[derive(Debug)]
pub struct SeenRows {
    parts: Vec<Mutex<Part>>,
}

/// The hashes that begin alike. Open addressing, a power of two of places, at most three quarters of them taken; zero
/// where there is none.
#[derive(Debug, Default)]
struct Part {
    places: Vec<u64>,
    taken: usize,
}

impl Default for SeenRows {
    fn default() -> SeenRows {
        SeenRows { parts: (0..PARTS).map(|_| Mutex::default()).collect() }
    }
}

impl SeenRows {
    /// Takes in rows by their hashes, and tells of each one whether one with the same hash came before.
    ///
    /// Two different rows have the same hash with a chance of n² / 2⁶⁵ among n rows: one in a million for ten million.
    pub fn add(&self, hashes: &[u64]) -> Vec<bool> {
        let mut seen = vec![false; hashes.len()];
        for (hashes, seen) in hashes.chunks(WINDOW).zip(seen.chunks_mut(WINDOW)) {
            self.add_window(hashes, seen);
        }
        seen
    }

    fn add_window(&self, hashes: &[u64], seen: &mut [bool]) {
        let first = hashes.first().map_or(0, |hash| *hash as usize % PARTS);
        for (part, rows) in Parting::of(hashes.iter().copied()).from(first) {
            self.parts[part].lock().unwrap_or_else(PoisonError::into_inner).add(hashes, rows, seen);
        }
    }
}

impl Part {
    fn add(&mut self, hashes: &[u64], rows: &[u32], seen: &mut [bool]) {
        self.make_room(rows.len());
        let mask = self.places.len() - 1;
        // These looks do not depend on each other; those below find what they need in the cache.
        let touched = rows.iter().fold(0, |all, row| all ^ self.places[hashes[*row as usize] as usize & mask]);
        std::hint::black_box(touched);
        for row in rows {
            // No place holds zero.
            let hash = hashes[*row as usize].max(1);
            let at = self.place_of(hash);
            match self.places[at] {
                0 => {
                    self.places[at] = hash;
                    self.taken += 1;
                }
                _ => seen[*row as usize] = true,
            }
        }
    }

    /// The place of a hash, or the one where it belongs.
    fn place_of(&self, hash: u64) -> usize {
        let mask = self.places.len() - 1;
        let mut at = hash as usize & mask;
        while self.places[at] != 0 && self.places[at] != hash {
            at = (at + 1) & mask;
        }
        at
    }

    /// Makes sure that a quarter of the places stays free when `more` hashes come.
    fn make_room(&mut self, more: usize) {
        let needed = ((self.taken + more) * 4 / 3 + 1).next_power_of_two().max(16);
        if needed <= self.places.len() {
            return;
        }
        let before = std::mem::replace(&mut self.places, vec![0; needed]);
        for hash in before.into_iter().filter(|hash| *hash != 0) {
            let at = self.place_of(hash);
            self.places[at] = hash;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_row_is_seen_from_its_second_time_on(rows in prop::collection::vec(0u64..300, 0..2_000), cut in 1usize..700) {
            let hash = |row: u64| row.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let (all, mut known) = (SeenRows::default(), BTreeSet::new());
            for rows in rows.chunks(cut) {
                let hashes: Vec<u64> = rows.iter().map(|row| hash(*row)).collect();
                let expected: Vec<bool> = rows.iter().map(|row| !known.insert(*row)).collect();
                prop_assert_eq!(all.add(&hashes), expected);
            }
        }
    }

    #[test]
    fn many_rows_stay_apart() {
        let hashes: Vec<u64> = (0..200_000u64).map(|row| xxhash_rust::xxh3::xxh3_64(&row.to_le_bytes())).collect();
        let all = SeenRows::default();
        assert!(hashes.chunks(30_000).all(|hashes| all.add(hashes).iter().all(|seen| !seen)));
        assert!(all.add(&hashes).iter().all(|seen| *seen));
    }
}
