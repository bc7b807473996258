//! What customers still have, lot by lot and day by day: what comes back from somebody unknown is of it. It books nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{AddAssign, SubAssign};

use super::account::Refunds;
use super::books::Books;
use super::history::History;

/// What is left of a line, in 1/10000 units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Left {
    /// Not accounted for, of the estimate.
    pub(super) units: i128,
    /// Not accounted for, of what can have been sold.
    pub(super) max: i128,
    /// Not recovered, of the estimate.
    pub(super) unrecovered: i128,
    /// Not recovered, of what can have been sold.
    pub(super) unrecovered_max: i128,
}

/// What all customers have, as changes by day and lot.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool<'a> {
    changes: BTreeMap<i32, BTreeMap<Option<&'a str>, Left>>,
}

impl AddAssign for Left {
    fn add_assign(&mut self, more: Left) {
        self.units += more.units;
        self.max += more.max;
        self.unrecovered += more.unrecovered;
        self.unrecovered_max += more.unrecovered_max;
    }
}

impl SubAssign for Left {
    fn sub_assign(&mut self, less: Left) {
        self.units -= less.units;
        self.max -= less.max;
        self.unrecovered -= less.unrecovered;
        self.unrecovered_max -= less.unrecovered_max;
    }
}

impl<'a> Pool<'a> {
    /// The pool; nothing where nothing came back from somebody unknown.
    pub(super) fn of(histories: &[History<'a>], refunds: Refunds) -> Option<Pool<'a>> {
        let is_needed = |history: &History<'_>| history.customer.is_none() && !history.recoveries.is_empty();
        if !histories.iter().any(is_needed) {
            return None;
        }
        let mut pool = Pool::default();
        for history in histories.iter().filter(|history| history.customer.is_some()) {
            let mut books = Books::new(history, refunds, None);
            let mut before = vec![Left::default(); history.lines.len()];
            for day in [i32::MIN].into_iter().chain(history.days()) {
                let now = books.left(day);
                for ((line, now), before) in history.lines.iter().zip(&now).zip(&before) {
                    if now != before {
                        let change = pool.changes.entry(day).or_default().entry(line.lot).or_default();
                        *change += *now;
                        *change -= *before;
                    }
                }
                before = now;
            }
        }
        Some(pool)
    }

    /// What customers have at the end of a day.
    pub(super) fn at(&self, day: i32) -> BTreeMap<Option<&'a str>, Left> {
        let mut left: BTreeMap<Option<&'a str>, Left> = BTreeMap::new();
        for (lot, change) in self.changes.range(..=day).flat_map(|(_, changes)| changes) {
            *left.entry(*lot).or_default() += *change;
        }
        left
    }

    /// The days on which it changes.
    pub(super) fn days(&self) -> BTreeSet<i32> {
        self.changes.keys().copied().filter(|day| *day > i32::MIN).collect()
    }
}
