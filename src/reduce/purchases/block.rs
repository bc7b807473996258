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
    pub(super) mixes: [Vec<u32>; MIXES.len()],
}

/// One order line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) code: u32,
    pub(super) day: i32,
    pub(super) amount: i64,
    pub(super) rest: u64,
    pub(super) order: u64,
    pub(super) mixes: [u32; MIXES.len()],
}

impl Block {
    pub(super) fn len(&self) -> usize {
        self.codes.len()
    }

    pub(super) fn push(&mut self, line: &Line) {
        let before = self.codes.len();
        if before == 0 {
            self.codes.reserve_exact(LINES);
            self.days.reserve_exact(LINES);
            self.amounts.reserve_exact(LINES);
        }
        self.codes.push(line.code);
        self.days.push(line.day);
        self.amounts.push(line.amount);
        push(&mut self.rests, before, line.rest, 0);
        push(&mut self.orders, before, line.order, 0);
        for (column, value) in self.mixes.iter_mut().zip(line.mixes) {
            push(column, before, value, NO_VALUE);
        }
    }

    /// Memory held, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let wide = self.amounts.capacity() + self.rests.capacity() + self.orders.capacity();
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
        let mut mixes: [Vec<u32>; MIXES.len()] = Default::default();
        for column in &mut mixes {
            *column = read(&mut bytes, u32::from_le_bytes)?;
        }
        let whole = days.len() == codes.len() && amounts.len() == codes.len() && bytes.is_empty();
        whole.then_some(Block { codes, days, amounts, rests, orders, mixes })
    }
}

/// Adds a value to a column that is kept short as long as it holds nothing but `empty`.
fn push<T: Copy + PartialEq>(column: &mut Vec<T>, before: usize, value: T, empty: T) {
    if value != empty || column.len() == before && before > 0 {
        column.resize(before, empty);
        column.push(value);
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

    fn line(at: u32, order: u64, mix: u32) -> Line {
        Line { code: at, day: -(at as i32), amount: i64::MIN, rest: 0, order, mixes: [NO_VALUE, mix, NO_VALUE] }
    }

    #[test]
    fn a_block_survives_its_bytes() {
        let mut block = Block::default();
        for at in 0..5 {
            block.push(&line(at, if at == 3 { 7 } else { 0 }, at % 2));
        }
        assert_eq!(Block::from_bytes(&block.to_bytes()), Some(block.clone()));
        assert_eq!((block.orders.as_slice(), block.rests.as_slice()), (&[0, 0, 0, 7, 0][..], &[][..]));
        assert_eq!(block.mixes, [vec![], vec![0, 1, 0, 1, 0], vec![]]);
        assert_eq!(Block::from_bytes(&block.to_bytes()[1..]), None);
    }
}
