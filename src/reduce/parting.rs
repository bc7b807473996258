//! Rows put together by the first bits of a hash, so that those of one part are worked on under one lock, with one table
//! that fits where memory is fast.

/// A power of two, so that the first bits of a hash name a part.
pub(super) const PARTS: usize = 64;

/// Rows that are best put together at a time: few enough for what is known of them to stay next to the processor.
pub(super) const WINDOW: usize = 16_384;

/// Rows by part.
pub(super) struct Parting {
    /// Places of the rows, those of each part in their order.
    rows: Vec<u32>,
    bounds: [usize; PARTS + 1],
}

impl Parting {
    /// Puts rows together by their hashes.
    pub(super) fn of(hashes: impl Iterator<Item = u64> + Clone) -> Parting {
        let part = |hash: u64| (hash >> (64 - PARTS.ilog2())) as usize;
        let mut bounds = [0usize; PARTS + 1];
        hashes.clone().for_each(|hash| bounds[part(hash) + 1] += 1);
        for at in 0..PARTS {
            bounds[at + 1] += bounds[at];
        }
        let (mut rows, mut places) = (vec![0u32; bounds[PARTS]], bounds);
        for (row, hash) in (0u32..).zip(hashes) {
            let place = &mut places[part(hash)];
            rows[*place] = row;
            *place += 1;
        }
        Parting { rows, bounds }
    }

    /// The parts with rows and the places of these, from a part on and once around. Threads that begin at different
    /// parts do not wait for each other.
    pub(super) fn from(&self, first: usize) -> impl Iterator<Item = (usize, &[u32])> {
        let around = (first..PARTS).chain(0..first.min(PARTS));
        let parts = around.map(|part| (part, &self.rows[self.bounds[part]..self.bounds[part + 1]]));
        parts.filter(|(_, rows)| !rows.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_in_the_part_of_its_hash_and_in_order() {
        let hashes: Vec<u64> = (0..500u64).map(|row| row.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
        let parting = Parting::of(hashes.iter().copied());
        let mut found = Vec::new();
        for (part, rows) in parting.from(60) {
            assert!(rows.is_sorted() && rows.iter().all(|row| hashes[*row as usize] >> 58 == part as u64));
            found.extend_from_slice(rows);
        }
        found.sort_unstable();
        assert_eq!(found, (0..500).collect::<Vec<u32>>());
        assert_eq!(Parting::of(std::iter::repeat_n(u64::MAX, 3)).from(60).collect::<Vec<_>>(), [(63, &[0, 1, 2][..])]);
        assert_eq!(Parting::of(std::iter::empty()).from(0).count(), 0);
    }
}
