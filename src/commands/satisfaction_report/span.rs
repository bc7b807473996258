//! The periods of a run, from the first day with data to the as-of day.

use crate::models::early_warning::Standing;
use crate::models::periods::Length;

/// Periods one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) length: Length,
    /// Number of the first period.
    pub(super) first: i64,
    /// How many there are.
    pub(super) count: usize,
    /// The day on which the analysis stands.
    pub(super) as_of: i32,
    /// Days after a period in which its answers still come in; other rows do not.
    pub(super) lag: u32,
}

impl Span {
    /// The periods from the one of `first_day` to the one of `as_of`.
    pub(super) fn new(length: Length, first_day: i32, as_of: i32, lag: u32) -> Span {
        let (first, last) = (length.of(first_day.min(as_of)), length.of(as_of));
        let count = usize::try_from(last - first + 1).unwrap_or(1);
        Span { length, first, count, as_of, lag }
    }

    /// The same for what is recorded as it happens, such as complaints, follow-ups and orders.
    pub(super) fn prompt(&self) -> Span {
        Span { lag: 0, ..*self }
    }

    /// The place of the period that holds `day`; `None` outside the span.
    pub(super) fn place(&self, day: i32) -> Option<usize> {
        let at = usize::try_from(self.length.of(day) - self.first).ok()?;
        (at < self.count && day <= self.as_of).then_some(at)
    }

    /// The number of a period.
    pub(super) fn number(&self, at: usize) -> i64 {
        self.first.saturating_add(i64::try_from(at).unwrap_or(i64::MAX))
    }

    /// The name of a period: `2026-03`.
    pub(super) fn name(&self, at: usize) -> String {
        self.length.name(self.number(at))
    }

    /// First and last day of a period.
    pub(super) fn days(&self, at: usize) -> (i32, i32) {
        let number = self.number(at);
        (self.length.first_day(number), self.length.last_day(number))
    }

    /// Whether a period is over and its answers are in.
    pub(super) fn standing(&self, at: usize) -> Standing {
        let (_, last) = self.days(at);
        match i64::from(last) + i64::from(self.lag) <= i64::from(self.as_of) {
            true => Standing::Complete,
            false => Standing::Provisional,
        }
    }

    /// The period whose figures are shown first: the last full one, or where none is full yet, the one so far.
    pub(super) fn shown_first(&self) -> Option<usize> {
        self.last_full().or_else(|| self.count.checked_sub(1))
    }

    /// The newest period that is complete.
    pub(super) fn last_full(&self) -> Option<usize> {
        (0..self.count).rev().find(|at| self.standing(*at) == Standing::Complete)
    }
}
