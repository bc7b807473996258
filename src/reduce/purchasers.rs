//! The purchase days of all customers, by which the past can be seen as it stood on any earlier day.

use rayon::prelude::*;

use super::purchases::CustomerDay;

/// Customers whose days are laid out at a time.
const BATCH: usize = 4_096;

/// What is kept of one customer until all are together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Purchaser {
    /// Purchase days, each as the days since the one before and the net spend, both in as few bytes as they need: while
    /// the table of all is made, both are in memory, and most purchases take five bytes here.
    packed: Box<[u8]>,
    /// How many they are.
    purchases: u32,
    /// Net of all lines, returns among them, since the day before which nothing counts as recent.
    recent_net: i64,
    /// Net of all lines.
    net: i64,
}

/// Purchase days of all customers, sorted by id; those who never bought anything, but only gave back, have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Purchasers {
    /// Customer ids, sorted.
    pub customer_id: Vec<String>,
    /// Net spend since the day after `recent`, as given to [`Purchaser::of`], in 1/10000.
    pub recent_net: Vec<i64>,
    /// Net spend in all, in 1/10000.
    pub net: Vec<i64>,
    days: Vec<i32>,
    nets: Vec<i64>,
    /// Where the days of each customer end.
    ends: Vec<usize>,
}

impl Purchaser {
    /// What is kept of a customer with these days, sorted. Lines after the day `recent` count as recent. A day counts
    /// as a purchase when something was bought and not given back on the same day.
    pub fn of(days: &[CustomerDay], recent: i32) -> Purchaser {
        let bought = || days.iter().filter(|day| day.is_purchase());
        let sum =
            |days: &mut dyn Iterator<Item = &CustomerDay>| days.fold(0i64, |sum, day| sum.saturating_add(day.net));
        // Room for all of it, as growing step by step takes longer than packing.
        let (mut before, mut room) = (i32::MIN, 0);
        for day in bought() {
            room += packed_length(u64::from(day.day.abs_diff(before))) + packed_length(day.net.unsigned_abs());
            before = day.day;
        }
        let (mut packed, mut before, mut purchases) = (Vec::with_capacity(room), i32::MIN, 0);
        for day in bought() {
            pack(u64::from(day.day.abs_diff(before)), &mut packed);
            pack(day.net.unsigned_abs(), &mut packed);
            (before, purchases) = (day.day, purchases + 1);
        }
        Purchaser {
            packed: packed.into_boxed_slice(),
            purchases,
            recent_net: sum(&mut days.iter().filter(|day| day.day > recent)),
            net: sum(&mut days.iter()),
        }
    }
}

impl Purchasers {
    /// The table of customers: ids, sorted, and what was kept of each.
    pub fn of(customer_id: Vec<String>, mut purchasers: Vec<Purchaser>) -> Purchasers {
        let mut end = 0;
        let ends: Vec<usize> = purchasers
            .iter()
            .map(|purchaser| {
                end += purchaser.purchases as usize;
                end
            })
            .collect();
        let recent_net = purchasers.iter().map(|purchaser| purchaser.recent_net).collect();
        let net = purchasers.iter().map(|purchaser| purchaser.net).collect();
        let (mut days, mut nets) = (vec![0; end], vec![0; end]);
        let mut batches = Vec::new();
        let (mut days_left, mut nets_left) = (days.as_mut_slice(), nets.as_mut_slice());
        for batch in purchasers.chunks_mut(BATCH) {
            let length = batch.iter().map(|purchaser| purchaser.purchases as usize).sum();
            let (own_days, days) = days_left.split_at_mut(length);
            let (own_nets, nets) = nets_left.split_at_mut(length);
            (days_left, nets_left) = (days, nets);
            batches.push((batch, own_days, own_nets));
        }
        batches.into_par_iter().for_each(|(batch, days, nets)| {
            let mut places = days.iter_mut().zip(nets);
            for purchaser in batch {
                // What was packed is given back at once, or all would be in memory twice.
                let packed = std::mem::take(&mut purchaser.packed);
                let (mut rest, mut day) = (&*packed, i32::MIN);
                for (own_day, own_net) in places.by_ref().take(purchaser.purchases as usize) {
                    day = day.wrapping_add_unsigned(unpack(&mut rest) as u32);
                    (*own_day, *own_net) = (day, i64::try_from(unpack(&mut rest)).unwrap_or(i64::MAX));
                }
            }
        });
        Purchasers { customer_id, recent_net, net, days, nets, ends }
    }

    /// Number of customers.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no customer.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The purchase days of a customer up to and with `as_of`, sorted.
    pub fn days(&self, customer: usize, as_of: i32) -> &[i32] {
        let days = &self.days[self.range(customer)];
        match days.last() {
            Some(last) if *last > as_of => &days[..days.partition_point(|day| *day <= as_of)],
            _ => days,
        }
    }

    /// Net spend of each of those days, in 1/10000.
    pub fn nets(&self, customer: usize, as_of: i32) -> &[i64] {
        let start = self.range(customer).start;
        &self.nets[start..start + self.days(customer, as_of).len()]
    }

    /// Purchase days after `from`, up to and with `to`.
    pub fn bought(&self, customer: usize, from: i32, to: i32) -> u32 {
        u32::try_from(self.days(customer, to).len() - self.days(customer, from).len()).unwrap_or(u32::MAX)
    }

    /// The first purchase day of anybody.
    pub fn first_day(&self) -> Option<i32> {
        (0..self.len()).filter_map(|customer| self.days[self.range(customer)].first()).min().copied()
    }

    /// All days in one row, and where those of each customer begin and the last one's end.
    pub fn flat(&self) -> (&[i32], Vec<usize>) {
        (&self.days, std::iter::once(0).chain(self.ends.iter().copied()).collect())
    }

    fn range(&self, customer: usize) -> std::ops::Range<usize> {
        let start = if customer == 0 { 0 } else { self.ends[customer - 1] };
        start..self.ends[customer]
    }
}

/// Seven bits a byte, the lowest first; the highest bit says that more follow (LEB128).
fn pack(mut number: u64, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The bytes that a number takes.
fn packed_length(number: u64) -> usize {
    (64 - (number | 1).leading_zeros() as usize).div_ceil(7)
}

/// The next number, or what there is of it.
fn unpack(bytes: &mut &[u8]) -> u64 {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let Some((byte, rest)) = bytes.split_first() else { break };
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            break;
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i32, net: i64, returned: i64) -> CustomerDay {
        CustomerDay { day, net, returned, lines: 1, orders: 1, units: None }
    }

    #[test]
    fn every_day_and_amount_survives_the_packing() {
        let days = [i32::MIN, i32::MIN + 1, -1, 0, 1, 20_000, i32::MAX];
        let nets = [0, 1, 127, 128, 1_234_500, i64::MAX - 1, i64::MAX];
        let length = |number| {
            let mut packed = Vec::new();
            pack(number, &mut packed);
            packed.len()
        };
        assert!([0, 1, 127, 128, 16_383, 16_384, u64::MAX].iter().all(|own| length(*own) == packed_length(*own)));
        let own: Vec<CustomerDay> = days.iter().zip(nets).map(|(at, net)| day(*at, net, 0)).collect();
        let table = Purchasers::of(vec!["a".to_string()], vec![Purchaser::of(&own, 0)]);
        assert_eq!((table.days(0, i32::MAX), table.nets(0, i32::MAX)), (days.as_slice(), nets.as_slice()));
    }

    #[test]
    fn the_past_is_seen_as_it_stood() {
        let first = Purchaser::of(&[day(1, 10, 0), day(5, 20, 0), day(9, -5, -5), day(20, 7, 0)], 5);
        let none = Purchaser::of(&[day(9, -5, -5)], 5);
        let table = Purchasers::of(vec!["a".to_string(), "b".to_string()], vec![first, none]);
        assert_eq!((table.recent_net.as_slice(), table.net.as_slice()), ([2, -5].as_slice(), [32, -5].as_slice()));
        assert_eq!((table.days(0, 19), table.nets(0, 19)), ([1, 5].as_slice(), [10, 20].as_slice()));
        assert_eq!((table.bought(0, 1, 20), table.bought(0, 20, 99), table.bought(1, 0, 99)), (2, 0, 0));
        assert_eq!((table.days(0, 0), table.days(1, 99)), ([].as_slice(), [].as_slice()));
        assert_eq!((table.first_day(), table.flat().1), (Some(1), vec![0, 3, 3]));
    }
}
