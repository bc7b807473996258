//! Rows of planned contacts → one compact row each, with names as numbers.

use std::sync::{Mutex, PoisonError};

use polars::prelude::{ChunkedArray, DataFrame, Int32Type, Int64Type, StringChunked};

use super::customers::{Customers, RankedCustomers};
use super::follow_up_outcomes::{Told, told};
use crate::error::Error;
use crate::models::follow_ups::FollowUp;
use crate::reduce::intern::Interner;

/// The number of a name that is not given.
pub const UNNAMED: u32 = u32::MAX;
/// Numbers in canonical tables are kept in 1/10000.
const ONE: i64 = 10_000;

/// A planned contact with a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FollowUpRow {
    /// The code of the customer, and after [`FollowUpList::ranked`] the rank.
    pub customer: u32,
    /// The day it is due.
    pub due: Option<i32>,
    /// The day it was done.
    pub done: Option<i32>,
    /// How often it was tried.
    pub attempts: Option<u32>,
    /// Place among [`FollowUpList::kinds`], or [`UNNAMED`].
    pub kind: u32,
    /// Place among [`FollowUpList::channels`], or [`UNNAMED`].
    pub channel: u32,
    /// Place among [`FollowUpList::owners`], or [`UNNAMED`].
    pub owner: u32,
    /// Place among [`FollowUpList::outcomes`], or [`UNNAMED`].
    pub outcome: u32,
}

/// All follow-ups that were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowUpList {
    /// By customer, due day and the rest.
    pub rows: Vec<FollowUpRow>,
    /// Names of kinds, sorted.
    pub kinds: Vec<String>,
    /// Names of channels, sorted.
    pub channels: Vec<String>,
    /// Names of owners, sorted.
    pub owners: Vec<String>,
    /// What each outcome says of a follow-up that was not done, and of one that was, in the order of their texts.
    pub outcomes: Vec<[Told; 2]>,
    /// Rows that say the same as another one in every column, which are left out.
    pub duplicates: u64,
    /// Rows with neither the day it is due nor the day it was done, which are left out.
    pub undated: u64,
}

/// Rows on their way in; chunks may come from any thread in any order.
#[derive(Debug, Default)]
pub struct FollowUpRows {
    gathered: Mutex<Gathered>,
}

#[derive(Debug, Default)]
struct Gathered {
    rows: Vec<FollowUpRow>,
    kinds: Interner,
    channels: Interner,
    owners: Interner,
    outcomes: Interner,
    undated: u64,
}

impl FollowUpRows {
    /// The columns that are taken.
    pub const WANTED: [&str; 8] =
        ["customer_id", "due_date", "done_at", "attempts", "kind", "channel", "outcome", "owner"];

    /// Takes the rows of a canonical chunk.
    ///
    /// # Errors
    /// An internal one where the chunk has no such columns, or where there are too many names.
    pub fn add(&self, customers: &Customers, chunk: &DataFrame) -> Result<(), Error> {
        let codes = customers.codes(text(chunk, "customer_id")?)?;
        let (due, done) = (days(chunk, "due_date")?, days(chunk, "done_at")?);
        let attempts = numbers(chunk, "attempts")?;
        let named = |name| text(chunk, name);
        let (kinds, channels) = (named("kind")?, named("channel")?);
        let (outcomes, owners) = (named("outcome")?, named("owner")?);
        let mut gathered = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        gathered.rows.reserve(chunk.height());
        for (row, customer) in codes.into_iter().enumerate() {
            let (due, done) = (due.get(row), done.get(row));
            if due.is_none() && done.is_none() {
                gathered.undated += 1;
                continue;
            }
            let own = FollowUpRow {
                customer,
                due,
                done,
                attempts: attempts.get(row).and_then(|attempts| u32::try_from(attempts / ONE).ok()),
                kind: number(&mut gathered.kinds, kinds.get(row))?,
                channel: number(&mut gathered.channels, channels.get(row))?,
                owner: number(&mut gathered.owners, owners.get(row))?,
                outcome: number(&mut gathered.outcomes, outcomes.get(row))?,
            };
            gathered.rows.push(own);
        }
        Ok(())
    }

    /// All rows with their names in order, but customers still by code.
    pub fn finish(self) -> FollowUpList {
        let gathered = self.gathered.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Gathered { mut rows, kinds, channels, owners, outcomes, undated } = gathered;
        let names = [kinds, channels, owners, outcomes].map(|names| names.sorted());
        let [(kinds, kind_places), (channels, channel_places), (owners, owner_places), (outcomes, outcome_places)] =
            names;
        let place = |places: &[u32], code: u32| places.get(code as usize).copied().unwrap_or(UNNAMED);
        for row in &mut rows {
            row.kind = place(&kind_places, row.kind);
            row.channel = place(&channel_places, row.channel);
            row.owner = place(&owner_places, row.owner);
            row.outcome = place(&outcome_places, row.outcome);
        }
        rows.sort_unstable();
        let all = rows.len();
        rows.dedup();
        let duplicates = (all - rows.len()) as u64;
        let outcomes = outcomes.iter().map(|outcome| [false, true].map(|done| told(outcome, done))).collect();
        FollowUpList { rows, kinds, channels, owners, outcomes, duplicates, undated }
    }
}

impl FollowUpList {
    /// The same with customers by rank, in their order.
    #[must_use]
    pub fn ranked(mut self, customers: &RankedCustomers) -> FollowUpList {
        self.rows.iter_mut().for_each(|row| row.customer = customers.rank(row.customer));
        self.rows.sort_unstable();
        self
    }

    /// What a row says of a contact, its outcome included.
    pub fn follow_up(&self, row: &FollowUpRow) -> FollowUp {
        let told =
            self.outcomes.get(row.outcome as usize).map(|[open, done]| if row.done.is_some() { done } else { open });
        let told = told.copied().unwrap_or_default();
        FollowUp { due: row.due, done: row.done, mark: told.mark, reached: told.reached, attempts: row.attempts }
    }

    /// Whether a row is recorded as done without the day.
    pub fn is_done_undated(&self, row: &FollowUpRow) -> bool {
        self.follow_up(row).is_done_undated()
    }

    /// The follow-ups of one customer, by rank.
    pub fn of(&self, customer: u32) -> &[FollowUpRow] {
        let start = self.rows.partition_point(|row| row.customer < customer);
        let own = self.rows.get(start..).unwrap_or_default();
        own.get(..own.partition_point(|row| row.customer == customer)).unwrap_or_default()
    }
}

fn number(names: &mut Interner, name: Option<&str>) -> Result<u32, Error> {
    match name.map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) => names.code(name).ok_or_else(|| Error::internal("too many names")),
        None => Ok(UNNAMED),
    }
}

fn text<'a>(chunk: &'a DataFrame, name: &str) -> Result<&'a StringChunked, Error> {
    chunk.column(name).and_then(|column| column.str()).map_err(Error::internal)
}

fn days<'a>(chunk: &'a DataFrame, name: &str) -> Result<&'a ChunkedArray<Int32Type>, Error> {
    chunk.column(name).and_then(|column| column.i32()).map_err(Error::internal)
}

fn numbers<'a>(chunk: &'a DataFrame, name: &str) -> Result<&'a ChunkedArray<Int64Type>, Error> {
    chunk.column(name).and_then(|column| column.i64()).map_err(Error::internal)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use polars::prelude::df;

    use super::*;
    use crate::models::follow_ups::Mark;

    /// Customer, due day, day done, kind, outcome, owner.
    type Given = (&'static str, Option<i32>, Option<i32>, &'static str, Option<&'static str>, Option<&'static str>);

    fn chunk(rows: &[Given]) -> DataFrame {
        let column = |of: fn(&Given) -> Option<String>| rows.iter().map(of).collect::<Vec<Option<String>>>();
        df!(
            "customer_id" => column(|row| Some(row.0.to_string())),
            "due_date" => rows.iter().map(|row| row.1).collect::<Vec<Option<i32>>>(),
            "done_at" => rows.iter().map(|row| row.2).collect::<Vec<Option<i32>>>(),
            "attempts" => rows.iter().map(|row| row.2.map(|_| 2 * ONE)).collect::<Vec<Option<i64>>>(),
            "kind" => column(|row| Some(row.3.to_string())),
            "channel" => column(|_| None),
            "outcome" => column(|row| row.4.map(str::to_string)),
            "owner" => column(|row| row.5.map(str::to_string)),
        )
        .unwrap()
    }

    fn list(chunks: &[&DataFrame]) -> FollowUpList {
        let (rows, customers) = (FollowUpRows::default(), Customers::default());
        chunks.iter().for_each(|chunk| rows.add(&customers, chunk).unwrap());
        rows.finish().ranked(&customers.ranked())
    }

    #[test]
    fn rows_are_the_same_whatever_the_order_of_chunks() {
        let one = chunk(&[
            ("b", Some(9), Some(10), "care", Some("满意"), Some("Lin")),
            ("a", Some(5), None, "welcome", Some("cancelled"), None),
            ("a", None, None, "care", None, None),
        ]);
        let two = chunk(&[
            ("b", Some(9), Some(10), "care", Some("满意"), Some("Lin")),
            ("b", Some(9), Some(10), "care", Some("满意"), Some("An")),
            ("a", None, Some(3), "care", Some("无人接听"), Some("An")),
        ]);
        let found = list(&[&one, &two]);
        assert_eq!(found, list(&[&two, &one]));
        assert_eq!((found.rows.len(), found.duplicates, found.undated), (4, 1, 1));
        assert_eq!(
            (found.kinds.as_slice(), found.owners.as_slice()),
            (["care", "welcome"].map(String::from).as_slice(), ["An", "Lin"].map(String::from).as_slice())
        );
        let own: Vec<(Option<i32>, u32, u32)> = found.of(0).iter().map(|row| (row.due, row.kind, row.owner)).collect();
        assert_eq!(own, [(None, 0, 0), (Some(5), 1, UNNAMED)]);
        assert!(found.of(1).len() == 2 && found.of(2).is_empty());
        let said: Vec<FollowUp> = found.of(0).iter().map(|row| found.follow_up(row)).collect();
        assert_eq!((said[0].reached, said[0].attempts, said[1].mark), (Some(false), Some(2), Mark::Cancelled));
    }

    #[test]
    fn nothing_given() {
        let found = list(&[]);
        assert!(found.rows.is_empty() && found.kinds.is_empty() && found.of(0).is_empty());
    }
}
