//! What is affected at one customer, or at several that are told as one, and the events that count, in order of days. It judges nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::account::{Account, Refunds};
use super::books::Books;
use super::event::{Delivery, Notification, Recovery, Response};
use super::location::Location;
use super::pool::Pool;
use super::progress::Recall;
use super::screening::Screened;
use super::told_as::ToldAs;

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
pub(super) fn histories<'a>(
    recall: &Recall<'_, 'a>,
    screened: &Screened<'a>,
    told_as: &ToldAs<'a>,
) -> Vec<History<'a>> {
    let mut histories: BTreeMap<Option<&'a str>, History<'a>> = BTreeMap::new();
    for one in recall.affected {
        let customer = one.customer.map(|customer| told_as.of(customer));
        let history = histories.entry(customer).or_insert_with(|| History::new(customer, one.location));
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
        histories.entry(Some(told_as.of(one.customer))).and_modify(|history| history.notifications.push(*one));
    }
    for one in &screened.responses {
        histories.entry(Some(told_as.of(one.customer))).and_modify(|history| history.responses.push(*one));
    }
    if screened.recoveries.iter().any(|one| one.customer.is_none()) {
        histories.entry(None).or_insert_with(|| History::new(None, Location::Consumer));
    }
    for one in &screened.recoveries {
        let customer = one.customer.map(|customer| told_as.of(customer));
        histories.entry(customer).and_modify(|history| history.recoveries.push(*one));
    }
    // Those told as one came one after the other.
    for history in histories.values_mut() {
        history.notifications.sort_by_key(|one| one.day);
        history.responses.sort_by_key(|one| one.day);
        history.recoveries.sort_by_key(|one| one.day);
    }
    histories.into_values().collect()
}

impl<'a> History<'a> {
    fn new(customer: Option<&'a str>, location: Location) -> History<'a> {
        let (notifications, responses, recoveries) = (Vec::new(), Vec::new(), Vec::new());
        History { customer, location, lines: Vec::new(), notifications, responses, recoveries }
    }

    /// The days on which units may come to be accounted for.
    pub(super) fn days(&self) -> BTreeSet<i32> {
        let said = self.responses.iter().map(|one| one.day);
        self.recoveries.iter().map(|one| one.day).chain(said).collect()
    }

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
    pub(super) fn accounted_by_day(&self, refunds: Refunds, pool: Option<&Pool<'_>>) -> Vec<(i32, i128)> {
        let mut days = self.days();
        if self.customer.is_none() {
            days.extend(pool.into_iter().flat_map(Pool::days));
        }
        let mut books = Books::new(self, refunds, pool);
        days.into_iter().map(|day| (day, books.until(day).accounted())).collect()
    }

    /// The account as of a day.
    pub(super) fn account(&self, as_of: i32, refunds: Refunds, pool: Option<&Pool<'_>>) -> Account {
        Books::new(self, refunds, pool).until(as_of)
    }
}
