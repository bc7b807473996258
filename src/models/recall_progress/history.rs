//! What is affected at one customer, and the events that count, in order of days. It judges nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::account::{Account, Refunds};
use super::books::Books;
use super::event::{Delivery, Notification, Recovery, Response};
use super::location::Location;
use super::progress::Recall;
use super::screening::Screened;

/// Affected units of one lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub(super) lot: Option<&'a str>,
    pub(super) certain: i128,
    pub(super) units: i128,
    pub(super) max: i128,
}

/// One customer, or all units without one.
#[derive(Clone, Debug)]
pub(super) struct History<'a> {
    pub(super) customer: Option<&'a str>,
    pub(super) location: Location,
    /// By lot, the line without a lot last.
    pub(super) lines: Vec<Line<'a>>,
    /// All by day.
    pub(super) notifications: Vec<Notification<'a>>,
    pub(super) responses: Vec<Response<'a>>,
    pub(super) recoveries: Vec<Recovery<'a>>,
}

/// All histories by customer, that without a customer first.
pub(super) fn histories<'a>(recall: &Recall<'_, 'a>, screened: &Screened<'a>) -> Vec<History<'a>> {
    let mut histories: BTreeMap<Option<&'a str>, History<'a>> = BTreeMap::new();
    for one in recall.affected {
        let history = histories.entry(one.customer).or_insert(History {
            customer: one.customer,
            location: one.location,
            lines: Vec::new(),
            notifications: Vec::new(),
            responses: Vec::new(),
            recoveries: Vec::new(),
        });
        history.location = history.location.min(one.location);
        let (certain, units, max) = (i128::from(one.certain), i128::from(one.units), i128::from(one.max));
        history.lines.push(Line { lot: one.lot, certain, units, max });
    }
    for history in histories.values_mut() {
        history.lines.sort_by_key(|line| (line.lot.is_none(), line.lot));
        history.lines.dedup_by(|next, line| {
            let same = next.lot == line.lot;
            if same {
                line.certain += next.certain;
                line.units += next.units;
                line.max += next.max;
            }
            same
        });
    }
    for one in &screened.notifications {
        histories.entry(Some(one.customer)).and_modify(|history| history.notifications.push(*one));
    }
    for one in &screened.responses {
        histories.entry(Some(one.customer)).and_modify(|history| history.responses.push(*one));
    }
    for one in &screened.recoveries {
        histories.entry(one.customer).and_modify(|history| history.recoveries.push(*one));
    }
    histories.into_values().collect()
}

impl History<'_> {
    /// The first notice that did not fail.
    pub(super) fn first_notice(&self) -> Option<&Notification<'_>> {
        self.notices().next()
    }

    /// Notices that did not fail, by day.
    pub(super) fn notices(&self) -> impl Iterator<Item = &Notification<'_>> {
        self.notifications.iter().filter(|one| one.delivery != Delivery::Failed)
    }

    /// Day of the first response or recovery.
    pub(super) fn first_heard(&self) -> Option<i32> {
        let said = self.responses.iter().map(|one| one.day).min();
        self.recoveries.iter().map(|one| one.day).chain(said).min()
    }

    /// Units accounted for at the end of every day on which that may have changed.
    pub(super) fn accounted_by_day(&self, refunds: Refunds) -> Vec<(i32, i128)> {
        let said = self.responses.iter().map(|one| one.day);
        let days: BTreeSet<i32> = self.recoveries.iter().map(|one| one.day).chain(said).collect();
        let mut books = Books::new(self, refunds);
        days.into_iter().map(|day| (day, books.until(day).accounted())).collect()
    }

    /// The account as of a day.
    pub(super) fn account(&self, as_of: i32, refunds: Refunds) -> Account {
        Books::new(self, refunds).until(as_of)
    }
}
