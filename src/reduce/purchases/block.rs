//! A few thousand order lines as plain columns, and the same as bytes.

use super::lines::MIXES;

/// Lines of a full block.
pub(super) const LINES: usize = 8_192;

/// Stands for an empty cell of a mix; the values follow it.
pub(super) const NO_VALUE: u32 = 0;

/// Order lines column by column. Columns that no line has had so far are kept short and read as empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// Number of the customer in the partition.
    pub(super) codes: Vec<u32>,
    pub(super) days: Vec<i32>,
    pub(super) amounts: Vec<i64>,
    /// Hash of all other cells, where there are any; zero stands for none.
    pub(super) rests: Vec<u64>,
    /// Hash of the order id; zero stands for a line without one, which is an order of its own.
    pub(super) orders: Vec<u64>,
    /// Units sold and one more; zero stands for a line that tells none.
    pub(super) units: Vec<u64>,
    pub(super) mixes: [Vec<u32>; MIXES.len()],
}

/// Order lines before they are put in blocks.
pub(super) trait Lines {
    fn day(&self, row: u32) -> i32;
    fn amount(&self, row: u32) -> i64;
    fn has_rest(&self) -> bool;
    fn rest(&self, row: u32) -> u64;
    fn has_order(&self) -> bool;
    fn order(&self, row: u32) -> u64;
    fn has_units(&self) -> bool;
    fn units(&self, row: u32) -> u64;
    fn has_mix(&self, place: usize) -> bool;
    fn mix(&self, place: usize, row: u32) -> u32;
}

impl Block {
    pub(super) fn len(&self) -> usize {
        self.codes.len()
    }

    /// Adds lines column by column.
    pub(super) fn extend(&mut self, codes: &[u32], lines: &impl Lines, rows: &[u32]) {
        let before = self.codes.len();
        if before == 0 {
            self.codes.reserve_exact(LINES);
            self.days.reserve_exact(LINES);
            self.amounts.reserve_exact(LINES);
        }
        self.codes.extend_from_slice(codes);
        self.days.extend(rows.iter().map(|row| lines.day(*row)));
        self.amounts.extend(rows.iter().map(|row| lines.amount(*row)));
        extend(&mut self.rests, before, rows, lines.has_rest(), |row| lines.rest(row));
        extend(&mut self.orders, before, rows, lines.has_order(), |row| lines.order(row));
        extend(&mut self.units, before, rows, lines.has_units(), |row| lines.units(row));
        for (place, column) in self.mixes.iter_mut().enumerate() {
            extend(column, before, rows, lines.has_mix(place), |row| lines.mix(place, row));
        }
    }

    /// Memory held, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let wide = self.amounts.capacity() + self.rests.capacity() + self.orders.capacity() + self.units.capacity();
        let mixes: usize = self.mixes.iter().map(Vec::capacity).sum();
        8 * wide + 4 * (self.codes.capacity() + self.days.capacity() + mixes)
    }

    /// The columns one after the other, each behind its length.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.bytes() + 64);
        write(&mut out, &self.codes, |value| value.to_le_bytes());
        write(&mut out, &self.days, |value| value.to_le_bytes());
        write(&mut out, &self.amounts, |value| value.to_le_bytes());
        write(&mut out, &self.rests, |value| value.to_le_bytes());
        write(&mut out, &self.orders, |value| value.to_le_bytes());
        write(&mut out, &self.units, |value| value.to_le_bytes());
        for column in &self.mixes {
            write(&mut out, column, |value| value.to_le_bytes());
        }
        out
    }

    /// The block that [`Block::to_bytes`] made the bytes of; nothing where they are no such bytes.
    pub(super) fn from_bytes(mut bytes: &[u8]) -> Option<Block> {
        let codes = read(&mut bytes, u32::from_le_bytes)?;
        let days = read(&mut bytes, i32::from_le_bytes)?;
        let amounts = read(&mut bytes, i64::from_le_bytes)?;
        let rests = read(&mut bytes, u64::from_le_bytes)?;
        let orders = read(&mut bytes, u64::from_le_bytes)?;
        let units = read(&mut bytes, u64::from_le_bytes)?;
        let mut mixes: [Vec<u32>; MIXES.len()] = Default::default();
        for column in &mut mixes {
            *column = read(&mut bytes, u32::from_le_bytes)?;
        }
        let whole = days.len() == codes.len() && amounts.len() == codes.len() && bytes.is_empty();
        whole.then_some(Block { codes, days, amounts, rests, orders, units, mixes })
    }
}

/// Adds the values of some lines to a column, which is kept short as long as no line has had one. Zero stands for none.
fn extend<T: Copy + Default>(column: &mut Vec<T>, before: usize, rows: &[u32], has: bool, value: impl Fn(u32) -> T) {
    if has {
        column.resize(before, T::default());
        column.extend(rows.iter().map(|row| value(*row)));
    }
}

fn write<T: Copy, const N: usize>(out: &mut Vec<u8>, column: &[T], bytes: impl Fn(T) -> [u8; N]) {
    out.extend_from_slice(&(column.len() as u64).to_le_bytes());
    column.iter().for_each(|value| out.extend_from_slice(&bytes(*value)));
}

fn read<T, const N: usize>(bytes: &mut &[u8], value: impl Fn([u8; N]) -> T) -> Option<Vec<T>> {
    let (length, rest) = bytes.split_first_chunk::<8>()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?.checked_mul(N)?;
    let (column, rest) = rest.split_at_checked(length)?;
    *bytes = rest;
    Some(column.as_chunks::<N>().0.iter().map(|chunk| value(*chunk)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Five lines, of which the fourth has an order id, and every other one a value of the second mix.
    struct Five {
        orders: bool,
    }

    impl Lines for Five {
        fn day(&self, row: u32) -> i32 {
            -(row as i32)
        }

        fn amount(&self, _row: u32) -> i64 {
            i64::MIN
        }

        fn has_rest(&self) -> bool {
            false
        }

        fn rest(&self, _row: u32) -> u64 {
            0
        }

        fn has_order(&self) -> bool {
            self.orders
        }

        fn order(&self, row: u32) -> u64 {
            if row == 3 { 7 } else { 0 }
        }

        fn has_units(&self) -> bool {
            !self.orders
        }

        fn units(&self, row: u32) -> u64 {
            u64::MAX - u64::from(row)
        }

        fn has_mix(&self, place: usize) -> bool {
            place == 1
        }

        fn mix(&self, _place: usize, row: u32) -> u32 {
            row % 2
        }
    }

    #[test]
    fn a_block_survives_its_bytes() {
        let mut block = Block::default();
        block.extend(&[0, 1], &Five { orders: false }, &[0, 1]);
        block.extend(&[2, 3, 4], &Five { orders: true }, &[2, 3, 4]);
        assert_eq!(Block::from_bytes(&block.to_bytes()), Some(block.clone()));
        assert_eq!((block.orders.as_slice(), block.rests.as_slice()), (&[0, 0, 0, 7, 0][..], &[][..]));
        assert_eq!(block.mixes, [vec![], vec![0, 1, 0, 1, 0], vec![]]);
        assert_eq!((block.len(), block.days[4]), (5, -4));
        assert_eq!(block.units, [u64::MAX, u64::MAX - 1]);
        assert_eq!(Block::from_bytes(&block.to_bytes()[1..]), None);
    }
}
