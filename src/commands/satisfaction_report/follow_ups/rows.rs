//! Reads the follow-ups.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::models::reach::{Reach, reach};
use crate::reduce::satisfaction::customers::RankedCustomers;
use crate::reduce::satisfaction::follow_ups::{FollowUpList, FollowUpRows};
use crate::tables::follow_ups::FOLLOW_UPS;

use crate::commands::gathered::RowsWanted;

use super::super::load::Tables;

/// What was read.
#[derive(Default)]
pub(in super::super) struct Rows {
    list: FollowUpList,
    /// The day on which the analysis stands, where the user says.
    as_of: Option<i32>,
}

impl Rows {
    /// The same with customers by rank instead of code.
    pub(in super::super) fn ranked(self, customers: &RankedCustomers) -> Rows {
        Rows { list: self.list.ranked(customers), ..self }
    }

    /// First and last day of what was read, up to the as-of day. The last day is that of the newest follow-up done: the day
    /// on which one is due may lie ahead. Only where none was done does the newest due day stand for it.
    pub(in super::super) fn days(&self) -> Option<(i32, i32)> {
        let past = |day: &i32| self.as_of.is_none_or(|as_of| *day <= as_of);
        let due = || self.list.rows.iter().filter_map(|row| row.due).filter(past);
        let first = due().chain(self.done().keys().copied()).min()?;
        // A due day is a plan: however late the last one is, it tells nothing of how far the record goes.
        Some((first, self.reach().map_or(first, |reach| reach.last.max(first))))
    }

    /// How far follow-ups were done.
    pub(in super::super) fn reach(&self) -> Option<Reach> {
        reach(&self.done())
    }

    /// Follow-ups done by day, up to the as-of day.
    fn done(&self) -> BTreeMap<i32, u64> {
        let past = |day: &i32| self.as_of.is_none_or(|as_of| *day <= as_of);
        let mut days = BTreeMap::new();
        for day in self.list.rows.iter().filter_map(|row| row.done).filter(past) {
            *days.entry(day).or_default() += 1;
        }
        days
    }

    pub(super) fn list(&self) -> &FollowUpList {
        &self.list
    }
}

/// Reads the table. Rows that are due after the as-of day stay: they are planned.
pub(in super::super) fn load(tables: &mut Tables<'_>) -> Result<Rows, Error> {
    let rows = FollowUpRows::default();
    let request = RowsWanted::of(&FOLLOW_UPS, &tables.sources.follow_ups, &FollowUpRows::WANTED);
    let customers = tables.customers;
    tables.reader.rows(&request, tables.rejects, tables.gathered, &|_, chunk| rows.add(customers, &chunk))?;
    let list = rows.finish();
    tables.gathered.leave_out(FOLLOW_UPS.name, "duplicate", list.duplicates);
    tables.gathered.leave_out(FOLLOW_UPS.name, "without_day", list.undated);
    Ok(Rows { list, as_of: tables.settings.as_of })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reduce::satisfaction::follow_ups::FollowUpRow;

    #[test]
    fn what_lies_ahead_is_no_evidence_of_today() {
        let row = |due, done| FollowUpRow { due, done, ..FollowUpRow::default() };
        let rows = |all: &[FollowUpRow], as_of| Rows {
            list: FollowUpList { rows: all.to_vec(), ..FollowUpList::default() },
            as_of,
        };
        let all = [row(Some(10), Some(12)), row(Some(90), None), row(None, Some(8)), row(Some(15), Some(20))];
        assert_eq!(rows(&all, None).days(), Some((8, 20)));
        assert_eq!(rows(&all, Some(19)).days(), Some((8, 12)));
        assert_eq!(rows(&all, Some(7)).days(), None);
        assert_eq!(rows(&[row(Some(90), None), row(Some(5), None)], None).days(), Some((5, 5)));
        assert_eq!(rows(&[], None).days(), None);
    }
}
