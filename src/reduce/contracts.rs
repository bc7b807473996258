//! Rows of the customers file → the contracts of each customer, the same whatever the order of the rows.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use polars::prelude::{BooleanChunked, Column, DataFrame};

use super::attributes::Attributes;
use crate::error::Error;

/// The contracts of all customers by customer, none of which overlap. Rows of one customer that overlap, or of which one
/// begins by the day after the other ended, are one contract that goes on; the others are contracts of their own, so that
/// on no day a customer is under more than one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerContracts {
    /// Customer ids, sorted; a customer stands there once for each contract.
    pub customer_id: Vec<String>,
    /// Days since 1970-01-01.
    pub starts: Vec<i32>,
    /// The first day on which a contract no longer held, where it has an end.
    pub ends: Vec<Option<i32>>,
    /// How many rows each contract stands on.
    pub rows: Vec<u64>,
    /// The newest start in any row.
    pub newest_start: Option<i32>,
    /// Customers with more than one row, those that repeat another one not counted.
    pub several: u64,
    /// Rows that repeat another one in every column read, which are left out.
    pub repeated: u64,
    /// Rows with the days of another one and other attributes, which are left out.
    pub differing: u64,
    /// Rows without a start, which are left out.
    pub without_start: u64,
    /// The row of each contract whose attributes hold: that of the latest end, and of those the latest start.
    attributes_of: Vec<Place>,
}

/// A chunk and a row in it.
type Place = (usize, usize);

/// What a row says.
#[derive(Clone, Copy, Debug)]
struct Row {
    start: i32,
    end: Option<i32>,
    place: Place,
}

impl Row {
    fn is_backwards(&self) -> bool {
        self.end.is_some_and(|end| end < self.start)
    }

    /// Orders by end; what has none ends last.
    fn lasts_at_least_as_long_as(&self, end: Option<i32>) -> bool {
        match (self.end, end) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(other)) => own >= other,
        }
    }

    fn goes_on_from(&self, end: Option<i32>) -> bool {
        end.is_none_or(|end| self.start <= end.saturating_add(1))
    }
}

impl CustomerContracts {
    /// The contracts in canonical chunks with the columns `customer_id`, `signup_date` and `churned_on`. A row that ends
    /// before it starts stands for itself.
    ///
    /// # Errors
    /// An internal one where a chunk lacks one of them.
    pub fn from_chunks(chunks: &[DataFrame]) -> Result<CustomerContracts, Error> {
        let mut contracts = CustomerContracts::default();
        let mut customers: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
        for (number, chunk) in chunks.iter().enumerate() {
            let ids = chunk.column("customer_id").and_then(|column| column.str()).map_err(Error::internal)?;
            let days = |name: &str| chunk.column(name).and_then(|column| column.i32()).map_err(Error::internal);
            let (starts, ends) = (days("signup_date")?, days("churned_on")?);
            for (row, id) in ids.iter().enumerate() {
                let Some(start) = starts.get(row) else {
                    contracts.without_start += 1;
                    continue;
                };
                contracts.newest_start = contracts.newest_start.max(Some(start));
                let own = Row { start, end: ends.get(row), place: (number, row) };
                customers.entry(id.unwrap_or_default()).or_default().push(own);
            }
        }
        for (id, mut rows) in customers {
            contracts.sort_out(chunks, &mut rows);
            contracts.several += u64::from(rows.len() > 1);
            contracts.add(id, &rows);
        }
        Ok(contracts)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The attributes of the contracts, each of which goes there by its [key](CustomerContracts::key). `chunks` are those that the
    /// contracts come from.
    ///
    /// # Errors
    /// Those of [`Attributes::from_chunks`].
    pub fn attributes(&self, chunks: &[DataFrame], as_of: i32) -> Result<Attributes, Error> {
        let mut keys: BTreeMap<Place, String> = BTreeMap::new();
        keys.extend(self.attributes_of.iter().zip(0..).map(|(place, contract)| (*place, Self::key(contract))));
        let mut of_contracts = Vec::with_capacity(chunks.len());
        for (number, chunk) in chunks.iter().enumerate() {
            let key = |row: usize| keys.get(&(number, row));
            let told: BooleanChunked = (0..chunk.height()).map(|row| key(row).is_some()).collect();
            let own = chunk.filter(&told).map_err(Error::internal)?;
            let named = (0..chunk.height()).filter_map(key).cloned().collect::<Vec<String>>();
            let others = own.columns().iter().filter(|column| column.name() != "customer_id").cloned();
            let columns = std::iter::once(Column::new("customer_id".into(), named)).chain(others).collect();
            of_contracts.push(DataFrame::new(own.height(), columns).map_err(Error::internal)?);
        }
        Attributes::from_chunks(&of_contracts, as_of)
    }

    /// What stands for the id of a customer in the attributes of contracts.
    pub fn key(contract: usize) -> String {
        contract.to_string()
    }

    /// Sorts the rows of a customer by start and end, and leaves out those with the same days as another one.
    fn sort_out(&mut self, chunks: &[DataFrame], rows: &mut Vec<Row>) {
        let days = |row: &Row| (row.start, row.end.is_none(), row.end);
        rows.sort_unstable_by(|a, b| match days(a).cmp(&days(b)) {
            Ordering::Equal => cells(chunks, a).cmp(&cells(chunks, b)),
            other => other,
        });
        rows.dedup_by(|again, row| {
            let same = days(again) == days(row);
            if same {
                match cells(chunks, again) == cells(chunks, row) {
                    true => self.repeated += 1,
                    false => self.differing += 1,
                }
            }
            same
        });
    }

    /// Adds the contracts of a customer with these rows, sorted.
    fn add(&mut self, id: &str, rows: &[Row]) {
        let mut before: Option<(usize, Option<i32>)> = None;
        for row in rows {
            match before.filter(|(_, end)| !row.is_backwards() && row.goes_on_from(*end)) {
                Some((contract, end)) => {
                    self.rows[contract] += 1;
                    if row.lasts_at_least_as_long_as(end) {
                        self.ends[contract] = row.end;
                        self.attributes_of[contract] = row.place;
                        before = Some((contract, row.end));
                    }
                }
                None => {
                    if !row.is_backwards() {
                        before = Some((self.starts.len(), row.end));
                    }
                    self.customer_id.push(id.to_string());
                    self.starts.push(row.start);
                    self.ends.push(row.end);
                    self.rows.push(1);
                    self.attributes_of.push(row.place);
                }
            }
        }
    }
}

/// What a row tells, so that it can be compared with another one.
fn cells(chunks: &[DataFrame], row: &Row) -> Vec<String> {
    let columns = chunks[row.place.0].columns().iter();
    let told = columns.filter_map(|column| Some((column.name(), column.get(row.place.1).ok()?)));
    told.filter(|(_, value)| !value.is_null()).map(|(name, value)| format!("{name}={}", value.str_value())).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use polars::prelude::df;

    use super::*;

    type Line = (&'static str, Option<i32>, Option<i32>, &'static str);

    const LINES: [Line; 14] = [
        // Ended, and begun anew.
        ("anew", Some(10), Some(40), "basic"),
        ("anew", Some(80), None, "gold"),
        // Renewed on the day of the end and on the day after it.
        ("renewed", Some(10), Some(40), "basic"),
        ("renewed", Some(41), Some(70), "gold"),
        ("renewed", Some(70), Some(90), "silver"),
        // A second contract beside a running one.
        ("beside", Some(10), None, "gold"),
        ("beside", Some(20), Some(30), "basic"),
        // Three times the same days.
        ("twice", Some(5), Some(9), "basic"),
        ("twice", Some(5), Some(9), "basic"),
        ("twice", Some(5), Some(9), "gold"),
        // Contradictions.
        ("odd", Some(30), Some(20), "gold"),
        ("odd", Some(10), Some(50), "basic"),
        ("odd", Some(51), None, "trial"),
        ("odd", None, Some(60), "gold"),
    ];

    fn chunk(lines: &[Line]) -> DataFrame {
        df!(
            "customer_id" => lines.iter().map(|line| line.0).collect::<Vec<_>>(),
            "signup_date" => lines.iter().map(|line| line.1).collect::<Vec<_>>(),
            "churned_on" => lines.iter().map(|line| line.2).collect::<Vec<_>>(),
            "tier" => lines.iter().map(|line| line.3).collect::<Vec<_>>(),
        )
        .unwrap()
    }

    fn told(chunks: &[DataFrame]) -> (Vec<String>, CustomerContracts) {
        let contracts = CustomerContracts::from_chunks(chunks).unwrap();
        let attributes = contracts.attributes(chunks, 100).unwrap();
        let keys: Vec<String> = (0..contracts.len()).map(CustomerContracts::key).collect();
        let tiers = attributes.values("tier", &keys).unwrap();
        let line = |at: usize| {
            let (start, rows, tier) = (contracts.starts[at], contracts.rows[at], tiers[at].unwrap_or("–"));
            format!("{} {start} {:?} {rows} {tier}", contracts.customer_id[at], contracts.ends[at])
        };
        let told = (0..contracts.len()).map(line).collect();
        (told, CustomerContracts { attributes_of: Vec::new(), ..contracts })
    }

    #[test]
    fn contracts_that_go_on_are_one_and_others_stand_for_themselves() {
        let (lines, contracts) = told(&[chunk(&LINES)]);
        let expected = [
            "anew 10 Some(40) 1 basic",
            "anew 80 None 1 gold",
            "beside 10 None 2 gold",
            "odd 10 None 2 trial",
            "odd 30 Some(20) 1 gold",
            "renewed 10 Some(90) 3 silver",
            "twice 5 Some(9) 1 basic",
        ];
        assert_eq!(lines, expected);
        assert_eq!((contracts.repeated, contracts.differing, contracts.without_start), (1, 1, 1));
        assert_eq!((contracts.several, contracts.newest_start), (4, Some(80)));
    }

    #[test]
    fn the_order_of_rows_and_their_chunks_decide_nothing() {
        let expected = told(&[chunk(&LINES)]);
        let mut lines = LINES;
        lines.reverse();
        assert_eq!(told(&[chunk(&lines)]), expected);
        for turn in 1..lines.len() {
            lines.rotate_left(5);
            let (one, two) = lines.split_at(turn);
            assert_eq!(told(&[chunk(one), chunk(two)]), expected, "{turn}");
        }
    }
}
