//! The purchase days of each customer, held flat.

use hashbrown::HashMap;

use crate::models::reach::{Reach, reach};
use crate::reduce::purchases::CustomerDay;

/// A day on which a customer bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoughtOn {
    /// Days since 1970-01-01.
    pub day: i32,
    /// Orders.
    pub orders: u32,
    /// Units sold, in 1/10000; below zero where they are not known.
    units: i64,
}

impl BoughtOn {
    /// So many orders on a day, and the units they sold, in 1/10000, where all of them tell.
    pub fn new(day: i32, orders: u32, units: Option<i64>) -> BoughtOn {
        BoughtOn { day, orders, units: units.unwrap_or(-1) }
    }

    /// Units sold, in 1/10000, where all orders tell.
    pub fn units(&self) -> Option<u64> {
        u64::try_from(self.units).ok()
    }
}

/// The purchase days of all customers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bought {
    days: Vec<BoughtOn>,
    /// Where the days of each customer end.
    ends: Vec<usize>,
}

impl Bought {
    /// The purchases among the days of one customer.
    pub fn purchases(days: &[CustomerDay]) -> Vec<BoughtOn> {
        let bought = days.iter().filter(|day| day.is_purchase());
        bought.map(|day| BoughtOn::new(day.day, day.orders, day.units)).collect()
    }

    /// The days of customers by their rank, each sorted; customers without a purchase are left out of `by_rank`.
    pub fn new(customers: usize, mut by_rank: Vec<(u32, Vec<BoughtOn>)>) -> Bought {
        by_rank.sort_by_key(|(rank, _)| *rank);
        let mut bought = Bought { days: Vec::new(), ends: vec![0; customers] };
        let mut given = by_rank.into_iter().peekable();
        for (customer, end) in bought.ends.iter_mut().enumerate() {
            while let Some((_, days)) = given.next_if(|(rank, _)| *rank as usize == customer) {
                bought.days.extend(days);
            }
            *end = bought.days.len();
        }
        bought
    }

    /// The days of one customer, in order.
    pub fn of(&self, customer: u32) -> &[BoughtOn] {
        let at = customer as usize;
        let end = self.ends.get(at).copied().unwrap_or_default();
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.days.get(start..end).unwrap_or_default()
    }

    /// How far the orders reach.
    pub fn reach(&self) -> Option<Reach> {
        let mut days: HashMap<i32, u64> = HashMap::new();
        for on in &self.days {
            *days.entry(on.day).or_default() += u64::from(on.orders);
        }
        reach(&days.into_iter().collect())
    }

    /// The first day on which anybody bought.
    pub fn first_day(&self) -> Option<i32> {
        self.days.iter().map(|on| on.day).min()
    }

    /// Every customer with the days, also those without any.
    pub fn all(&self) -> impl Iterator<Item = (u32, &[BoughtOn])> {
        (0_u32..).take(self.ends.len()).map(|customer| (customer, self.of(customer)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_stand_with_their_customers() {
        let on = |day| BoughtOn::new(day, 1, None);
        let bought = Bought::new(4, vec![(2, vec![on(7)]), (0, vec![on(1), on(3)])]);
        assert_eq!(bought.of(0), [on(1), on(3)]);
        assert_eq!((bought.of(1), bought.of(2), bought.of(3)), ([].as_slice(), [on(7)].as_slice(), [].as_slice()));
        assert_eq!((bought.first_day(), Bought::default().first_day()), (Some(1), None));
        assert!(bought.of(9).is_empty() && bought.all().count() == 4);
    }
}
