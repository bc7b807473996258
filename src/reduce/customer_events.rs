//! Rows of a customer's life beside the orders (complaints, contacts, answers) → the events of each customer, by day.

use std::sync::{Mutex, PoisonError};

use polars::prelude::DataFrame;

use crate::error::Error;

/// Something that happened to a customer on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event<T> {
    /// Days since 1970-01-01.
    pub day: i32,
    /// What happened.
    pub what: T,
}

/// The events of all customers, in the order of the customers and then by day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerEvents<T> {
    events: Vec<Event<T>>,
    /// Where the events of each customer end.
    ends: Vec<usize>,
    /// Rows of customers without an order, which are left out.
    pub strangers: u64,
    /// Rows that say the same as another one, which are left out.
    pub duplicates: u64,
}

impl<T> CustomerEvents<T> {
    /// The events of a customer up to and with `as_of`, sorted by day.
    pub fn until(&self, customer: usize, as_of: i32) -> &[Event<T>] {
        let end = self.ends.get(customer).copied().unwrap_or_default();
        let start = customer.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let events = &self.events[start.min(end)..end];
        &events[..events.partition_point(|event| event.day <= as_of)]
    }

    /// The first and the last day with an event of any customer; nothing where there is none.
    pub fn span(&self) -> Option<(i32, i32)> {
        let days = || self.events.iter().map(|event| event.day);
        days().min().zip(days().max())
    }

    /// Whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Number of events.
    pub fn len(&self) -> usize {
        self.events.len()
    }
}

/// What is done with rows that equal another one.
#[derive(Clone, Copy, Debug)]
pub enum Equal<T> {
    /// They are events of their own.
    Kept,
    /// Those of one customer and day are one event where this holds of two neighbours in their order: the first one.
    Merged(fn(&T, &T) -> bool),
}

/// Rows on their way into [`CustomerEvents`]; chunks may come from any thread in any order.
pub struct EventRows<'a, T> {
    /// Customer ids, sorted.
    customers: &'a [String],
    gathered: Mutex<Gathered<T>>,
}

struct Gathered<T> {
    rows: Vec<(u32, Event<T>)>,
    strangers: u64,
}

impl<'a, T: Ord> EventRows<'a, T> {
    /// Events of these customers, whose ids are sorted.
    pub fn of(customers: &'a [String]) -> EventRows<'a, T> {
        EventRows { customers, gathered: Mutex::new(Gathered { rows: Vec::new(), strangers: 0 }) }
    }

    /// Takes the rows of a canonical chunk. `day` names the column with the day; `what` tells what happened in a row.
    ///
    /// # Errors
    /// An internal one where the chunk has no such columns.
    pub fn add(&self, chunk: &DataFrame, day: &str, what: impl Fn(usize) -> T) -> Result<(), Error> {
        let ids = chunk.column("customer_id").and_then(|column| column.str()).map_err(Error::internal)?;
        let days = chunk.column(day).and_then(|column| column.i32()).map_err(Error::internal)?;
        let (mut rows, mut strangers) = (Vec::with_capacity(chunk.height()), 0);
        for (row, (id, day)) in ids.iter().zip(days.iter()).enumerate() {
            let (Some(id), Some(day)) = (id, day) else {
                strangers += 1;
                continue;
            };
            match self.customers.binary_search_by(|known| known.as_str().cmp(id)) {
                Ok(at) => rows.push((u32::try_from(at).map_err(Error::internal)?, Event { day, what: what(row) })),
                Err(_) => strangers += 1,
            }
        }
        let mut gathered = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        gathered.rows.append(&mut rows);
        gathered.strangers += strangers;
        Ok(())
    }

    /// All rows as events, the same whatever the order in which chunks came.
    pub fn finish(self, equal: Equal<T>) -> CustomerEvents<T> {
        let Gathered { mut rows, strangers } = self.gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
        rows.sort_unstable();
        let all = rows.len();
        if let Equal::Merged(same) = equal {
            rows.dedup_by(|a, b| (a.0, a.1.day) == (b.0, b.1.day) && same(&a.1.what, &b.1.what));
        }
        let duplicates = (all - rows.len()) as u64;
        let mut ends = vec![0; self.customers.len()];
        rows.iter().for_each(|(customer, _)| ends[*customer as usize] += 1);
        let mut end = 0;
        for count in &mut ends {
            end += *count;
            *count = end;
        }
        let events = rows.into_iter().map(|(_, event)| event).collect();
        CustomerEvents { events, ends, strangers, duplicates }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use polars::prelude::df;

    use super::*;

    fn ids() -> Vec<String> {
        ["a", "b", "c"].map(str::to_string).into()
    }

    fn events(chunks: &[DataFrame], equal: Equal<u8>) -> CustomerEvents<u8> {
        let ids = ids();
        let rows = EventRows::of(&ids);
        chunks.iter().for_each(|chunk| rows.add(chunk, "date", |_| 7).unwrap());
        rows.finish(equal)
    }

    #[test]
    fn events_stand_by_customer_and_day_whatever_the_order_of_chunks() {
        let one = df!("customer_id" => ["c", "a", "x"], "date" => [5, 9, 1]).unwrap();
        let two = df!("customer_id" => ["c", "a"], "date" => [3, 9]).unwrap();
        let found = events(&[one.clone(), two.clone()], Equal::Kept);
        assert_eq!(found, events(&[two, one], Equal::Kept));
        let days = |customer, as_of| found.until(customer, as_of).iter().map(|event| event.day).collect::<Vec<i32>>();
        assert_eq!((days(0, 9), days(0, 8), days(1, 99)), (vec![9, 9], vec![], vec![]));
        assert_eq!((days(2, 99), days(2, 3), days(3, 99)), (vec![3, 5], vec![3], vec![]));
        assert_eq!((found.len(), found.strangers, found.duplicates), (4, 1, 0));
        assert_eq!((found.span(), events(&[], Equal::Kept).span()), (Some((3, 9)), None));
    }

    #[test]
    fn equal_rows_are_one_event_where_they_can_be_told_to_be() {
        let chunk = df!("customer_id" => ["a", "a", "b"], "date" => [9, 9, 9]).unwrap();
        let merged = events(std::slice::from_ref(&chunk), Equal::Merged(|one, other| one == other));
        assert_eq!((merged.len(), merged.duplicates), (2, 1));
        assert_eq!(events(&[chunk], Equal::Merged(|_, _| false)).duplicates, 0);
        assert!(events(&[], Equal::Kept).is_empty());
    }
}
