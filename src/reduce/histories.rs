//! Purchase days → one row a customer as of a date: the small table that models and reports stand on.

use std::collections::BTreeMap;

use polars::prelude::DataFrame;

use super::purchases::CustomerDay;
use crate::error::{Error, Kind, Problem};
use crate::exports::cast::UNIT;
use crate::labels::Label;
use crate::tables::histories::{LAST_ORDER_DATE, ORDERS, RECENCY_DAYS};

const TWICE: Label = Label::new(
    "customer ids stand more than once ({n}); the table must have one row a customer",
    "有 {n} 个客户编号重复出现；该表每个客户只能有一行",
);
const OVERFLOW: Label = Label::new(
    "the amounts of one customer add up to more than huike can hold exactly",
    "某客户的金额合计超出可精确表示的范围",
);

/// One row a customer, sorted by id. Days are days since 1970-01-01, money is in 1/10000.
///
/// A customer without a purchase day (only returns, or everything given back) has no `last_day`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histories {
    /// Customer ids.
    pub customer_id: Vec<String>,
    /// First purchase day.
    pub first_day: Vec<Option<i32>>,
    /// Last purchase day.
    pub last_day: Vec<Option<i32>>,
    /// The purchase day before the last.
    pub previous_day: Vec<Option<i32>>,
    /// Days from the last purchase to the as-of date.
    pub recency_days: Vec<Option<i64>>,
    /// Distinct purchase days.
    pub purchase_days: Vec<u32>,
    /// Orders.
    pub orders: Vec<u32>,
    /// Sum of all amounts.
    pub net: Vec<i64>,
    /// Sum of the negative amounts, zero or below.
    pub returned: Vec<i64>,
}

/// The history of one customer; as in [`Histories`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct History {
    first_day: Option<i32>,
    last_day: Option<i32>,
    previous_day: Option<i32>,
    purchase_days: u32,
    orders: u32,
    net: i64,
    returned: i64,
}

impl History {
    /// The history of a customer with these days, sorted, as of `as_of`; nothing for one without a line by then.
    ///
    /// # Errors
    /// `Contract`, where the amounts add up to more than can be held exactly.
    pub fn at(days: &[CustomerDay], as_of: i32) -> Result<Option<History>, Error> {
        let days = &days[..days.partition_point(|day| day.day <= as_of)];
        if days.is_empty() {
            return Ok(None);
        }
        let mut bought = days.iter().filter(|day| day.is_purchase()).map(|day| day.day);
        let last_day = bought.next_back();
        let previous_day = bought.next_back();
        let sum = |amounts: &mut dyn Iterator<Item = i64>| {
            i64::try_from(amounts.map(i128::from).sum::<i128>())
                .map_err(|_| Error::new(Kind::Contract, Problem::new(OVERFLOW.text())))
        };
        Ok(Some(History {
            first_day: bought.next().or(previous_day).or(last_day),
            last_day,
            previous_day,
            purchase_days: days.iter().filter(|day| day.is_purchase()).count() as u32,
            orders: days.iter().map(|day| day.orders).sum(),
            net: sum(&mut days.iter().map(|day| day.net))?,
            returned: sum(&mut days.iter().map(|day| day.returned))?,
        }))
    }
}

impl Histories {
    /// An empty table that need not be moved while so many customers come in.
    fn with_room(customers: usize) -> Histories {
        Histories {
            customer_id: Vec::with_capacity(customers),
            first_day: Vec::with_capacity(customers),
            last_day: Vec::with_capacity(customers),
            previous_day: Vec::with_capacity(customers),
            recency_days: Vec::with_capacity(customers),
            purchase_days: Vec::with_capacity(customers),
            orders: Vec::with_capacity(customers),
            net: Vec::with_capacity(customers),
            returned: Vec::with_capacity(customers),
        }
    }

    /// The table of customers, sorted by id, as of `as_of`; those without a history then are left out.
    pub fn of(customers: impl IntoIterator<Item = (String, Option<History>)>, as_of: i32) -> Histories {
        let customers = customers.into_iter();
        let mut table = Histories::with_room(customers.size_hint().0);
        for (id, history) in customers {
            let Some(history) = history else { continue };
            table.customer_id.push(id);
            table.first_day.push(history.first_day);
            table.last_day.push(history.last_day);
            table.previous_day.push(history.previous_day);
            table.recency_days.push(history.last_day.map(|last| i64::from(as_of) - i64::from(last)));
            table.purchase_days.push(history.purchase_days);
            table.orders.push(history.orders);
            table.net.push(history.net);
            table.returned.push(history.returned);
        }
        table
    }

    /// The histories of a table that was summed up elsewhere, one row a customer, as of `as_of` (`None`: the newest last
    /// order), which no last order is after; and the number of rows whose date and days of the last order tell another
    /// as-of day than those of most rows do.
    ///
    /// Recency comes from `last_order_date`, else from `recency_days`; purchase days are taken to be the orders.
    ///
    /// # Errors
    /// `Contract`, where a customer id stands more than once.
    pub fn from_summed(chunks: &[DataFrame], as_of: Option<i32>, place: &str) -> Result<(Histories, u64), Error> {
        let mut rows = Vec::new();
        let mut newest = as_of;
        let mut told: BTreeMap<i64, u64> = BTreeMap::new();
        for chunk in chunks {
            let ids = chunk.column("customer_id").and_then(|column| column.str()).map_err(Error::internal)?;
            let number = |name: &str| chunk.column(name).and_then(|column| column.i64()).map_err(Error::internal);
            let (recency, orders, amount) = (number(RECENCY_DAYS)?, number(ORDERS)?, number("amount")?);
            let last = chunk.column(LAST_ORDER_DATE).and_then(|column| column.i32()).map_err(Error::internal)?;
            for row in 0..chunk.height() {
                let days = recency.get(row).map(|days| days / UNIT);
                let count = u32::try_from(orders.get(row).unwrap_or_default() / UNIT).unwrap_or_default();
                if let (Some(last), Some(days)) = (last.get(row), days) {
                    *told.entry(i64::from(last) + days).or_default() += 1;
                }
                // Only an order says that a day is over, not the date of a customer without one.
                newest = as_of.or(newest.max(last.get(row).filter(|_| count > 0)));
                rows.push((
                    ids.get(row).unwrap_or_default().to_string(),
                    days,
                    last.get(row),
                    count,
                    amount.get(row).unwrap_or_default(),
                ));
            }
        }
        rows.sort();
        let twice = rows.windows(2).filter(|pair| pair[0].0 == pair[1].0).count();
        if twice > 0 {
            return Err(Error::new(Kind::Contract, Problem::at(place, TWICE.with(&[("n", &twice)]))));
        }
        let mut table = Histories::default();
        for (id, recency, last, orders, net) in rows {
            let since = last.and_then(|last| newest.map(|newest| i64::from(newest) - i64::from(last)));
            let recency = since.or(recency).filter(|_| orders > 0);
            let last = last.or_else(|| {
                let days = i32::try_from(recency?).ok()?;
                newest?.checked_sub(days)
            });
            table.customer_id.push(id);
            table.first_day.push(None);
            table.last_day.push(last.filter(|_| orders > 0));
            table.previous_day.push(None);
            table.recency_days.push(recency);
            table.purchase_days.push(orders);
            table.orders.push(orders);
            table.net.push(net);
            table.returned.push(0);
        }
        let most = told.values().max().copied().unwrap_or_default();
        Ok((table, told.values().sum::<u64>() - most))
    }

    /// How many customers there are.
    pub fn len(&self) -> usize {
        self.customer_id.len()
    }

    /// Whether there is no customer.
    pub fn is_empty(&self) -> bool {
        self.customer_id.is_empty()
    }

    /// Sum of all net amounts, in 1/10000.
    pub fn net_total(&self) -> i128 {
        self.net.iter().map(|net| i128::from(*net)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i32, net: i64, returned: i64) -> CustomerDay {
        CustomerDay { day, net, returned, lines: 1, orders: u32::from(net > 0), units: None }
    }

    fn two_customers(as_of: i32) -> Histories {
        let first = [day(1, 10, 0), day(5, 20, 0), day(9, -5, -5), day(20, 7, 0)];
        let of = |id: &str, days: &[CustomerDay]| (id.to_string(), History::at(days, as_of).unwrap());
        Histories::of([of("a", &first), of("b", &[day(9, -5, -5)])], as_of)
    }

    #[test]
    fn a_returns_only_day_is_no_purchase_but_its_money_counts() {
        let table = two_customers(30);
        assert_eq!(table.last_day, [Some(20), None]);
        assert_eq!(table.previous_day, [Some(5), None]);
        assert_eq!(table.first_day, [Some(1), None]);
        assert_eq!(table.recency_days, [Some(10), None]);
        assert_eq!(table.purchase_days, [3, 0]);
        assert_eq!(table.net, [32, -5]);
    }

    #[test]
    fn an_earlier_date_sees_only_earlier_days() {
        let table = two_customers(5);
        assert_eq!(
            (table.customer_id.as_slice(), table.recency_days.as_slice()),
            (&["a".to_string()][..], &[Some(0)][..])
        );
        assert_eq!(table.net_total(), 30);
        assert!(two_customers(0).is_empty());
    }
}
