//! The purchase days of all customers, by which the past can be seen as it stood on any earlier day.

use super::purchases::CustomerDay;

/// What is kept of one customer until all are together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Purchaser {
    /// Purchase days, each as the days since the one before and the net spend, both in as few bytes as they need: while
    /// the table of all is made, both are in memory, and most purchases take five bytes here.
    packed: Box<[u8]>,
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
        let bought = days.iter().filter(|day| day.is_purchase());
        let sum =
            |days: &mut dyn Iterator<Item = &CustomerDay>| days.fold(0i64, |sum, day| sum.saturating_add(day.net));
        let (mut packed, mut before) = (Vec::new(), i32::MIN);
        for day in bought {
            pack(u64::from(day.day.abs_diff(before)), &mut packed);
            pack(day.net.unsigned_abs(), &mut packed);
            before = day.day;
        }
        Purchaser {
            packed: packed.into_boxed_slice(),
            recent_net: sum(&mut days.iter().filter(|day| day.day > recent)),
            net: sum(&mut days.iter()),
        }
    }
}

impl Purchasers {
    /// The table of customers, sorted by id.
    pub fn of(customers: impl IntoIterator<Item = (String, Purchaser)>) -> Purchasers {
        let mut table = Purchasers::default();
        for (id, purchaser) in customers {
            table.customer_id.push(id);
            table.recent_net.push(purchaser.recent_net);
            table.net.push(purchaser.net);
            let (mut rest, mut day) = (&*purchaser.packed, i32::MIN);
            while let (Some(since), Some(net)) = (unpack(&mut rest), unpack(&mut rest)) {
                day = day.wrapping_add_unsigned(since as u32);
                table.days.push(day);
                table.nets.push(i64::try_from(net).unwrap_or(i64::MAX));
            }
            table.ends.push(table.days.len());
        }
        table
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
        &days[..days.partition_point(|day| *day <= as_of)]
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

fn unpack(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
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
        let own: Vec<CustomerDay> = days.iter().zip(nets).map(|(at, net)| day(*at, net, 0)).collect();
        let table = Purchasers::of([("a".to_string(), Purchaser::of(&own, 0))]);
        assert_eq!((table.days(0, i32::MAX), table.nets(0, i32::MAX)), (days.as_slice(), nets.as_slice()));
    }

    #[test]
    fn the_past_is_seen_as_it_stood() {
        let first = Purchaser::of(&[day(1, 10, 0), day(5, 20, 0), day(9, -5, -5), day(20, 7, 0)], 5);
        let none = Purchaser::of(&[day(9, -5, -5)], 5);
        let table = Purchasers::of([("a".to_string(), first), ("b".to_string(), none)]);
        assert_eq!((table.recent_net.as_slice(), table.net.as_slice()), ([2, -5].as_slice(), [32, -5].as_slice()));
        assert_eq!((table.days(0, 19), table.nets(0, 19)), ([1, 5].as_slice(), [10, 20].as_slice()));
        assert_eq!((table.bought(0, 1, 20), table.bought(0, 20, 99), table.bought(1, 0, 99)), (2, 0, 0));
        assert_eq!((table.days(0, 0), table.days(1, 99)), ([].as_slice(), [].as_slice()));
        assert_eq!((table.first_day(), table.flat().1), (Some(1), vec![0, 3, 3]));
    }
}
