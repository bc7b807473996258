//! A sample of rows of numbers: those with the smallest hash of their content.

/// Rows that are held; about twice as many while rows come in.
pub(super) const MOST_ROWS: usize = 100_000;

/// Rows of numbers, NaN where there is none, and their hashes.
#[derive(Clone, Debug, Default)]
pub(super) struct Sample {
    width: usize,
    seen: u64,
    /// Rows with a larger hash are not held.
    most: u64,
    hashes: Vec<u64>,
    values: Vec<f64>,
}

impl Sample {
    /// An empty sample of rows with so many numbers.
    pub(super) fn of(width: usize) -> Sample {
        Sample { width, most: u64::MAX, ..Sample::default() }
    }

    /// Numbers in a row.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// All rows that came, held or not.
    pub(super) fn seen(&self) -> u64 {
        self.seen
    }

    /// Takes a row.
    pub(super) fn add(&mut self, hash: u64, values: &[f64]) {
        self.seen += 1;
        self.hold(hash, values);
    }

    /// Takes the rows of another sample.
    pub(super) fn merge(&mut self, other: Sample) {
        self.seen += other.seen;
        for (hash, values) in other.rows() {
            self.hold(hash, values);
        }
    }

    /// The numbers of the rows by place, in an order that depends on the rows alone.
    pub(super) fn columns(mut self) -> Vec<Vec<Option<f64>>> {
        self.cut();
        let mut rows: Vec<(u64, &[f64])> = self.rows().collect();
        let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Vec<u64>>();
        rows.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| bits(a.1).cmp(&bits(b.1))));
        let at = |(_, values): &(u64, &[f64]), place: usize| values.get(place).copied().filter(|value| !value.is_nan());
        (0..self.width).map(|place| rows.iter().map(|row| at(row, place)).collect()).collect()
    }

    fn rows(&self) -> impl Iterator<Item = (u64, &[f64])> {
        self.hashes.iter().copied().zip(self.values.chunks_exact(self.width.max(1)))
    }

    fn hold(&mut self, hash: u64, values: &[f64]) {
        if hash > self.most {
            return;
        }
        self.hashes.push(hash);
        self.values.extend_from_slice(values);
        if self.hashes.len() >= 2 * MOST_ROWS {
            self.cut();
        }
    }

    /// Leaves the rows with the smallest hashes. Of rows with the largest hash among them, which all say the same, as
    /// many stay as there is room for.
    fn cut(&mut self) {
        if self.hashes.len() <= MOST_ROWS {
            return;
        }
        let mut sorted = self.hashes.clone();
        let (below, most, _) = sorted.select_nth_unstable(MOST_ROWS - 1);
        self.most = *most;
        let mut room = MOST_ROWS - below.iter().filter(|hash| **hash < self.most).count();
        let (mut hashes, mut values) = (Vec::with_capacity(MOST_ROWS), Vec::with_capacity(MOST_ROWS * self.width));
        for (hash, row) in self.rows() {
            let stays = hash < self.most || (hash == self.most && room > 0);
            if stays {
                room -= usize::from(hash == self.most);
                hashes.push(hash);
                values.extend_from_slice(row);
            }
        }
        (self.hashes, self.values) = (hashes, values);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(row: u64) -> u64 {
        row.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    #[test]
    fn the_smallest_hashes_stay_whatever_the_order() {
        let rows = 3 * MOST_ROWS as u64;
        let (mut forth, mut back, mut half) = (Sample::of(1), Sample::of(1), Sample::of(1));
        (0..rows).for_each(|row| forth.add(hash(row), &[row as f64]));
        (rows / 2..rows).rev().for_each(|row| back.add(hash(row), &[row as f64]));
        (0..rows / 2).rev().for_each(|row| half.add(hash(row), &[row as f64]));
        back.merge(half);
        assert_eq!((forth.seen(), back.seen()), (rows, rows));
        let mut smallest: Vec<(u64, f64)> = (0..rows).map(|row| (hash(row), row as f64)).collect();
        smallest.sort_by_key(|(hash, _)| *hash);
        let expected: Vec<Option<f64>> = smallest.into_iter().take(MOST_ROWS).map(|(_, row)| Some(row)).collect();
        let (forth, back) = (forth.columns(), back.columns());
        assert!(forth[0] == expected && back == forth);
    }

    /// Many rows that say the same are held as often as there is room for them.
    #[test]
    fn equal_rows_fill_the_room_that_is_left() {
        let mut sample = Sample::of(2);
        (0..MOST_ROWS as u64 + 5).for_each(|row| sample.add(if row < 10 { row } else { 77 }, &[1.0, f64::NAN]));
        let columns = sample.columns();
        assert_eq!((columns[0].len(), columns[1][0]), (MOST_ROWS, None));
    }
}
