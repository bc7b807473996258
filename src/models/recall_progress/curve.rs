//! Notified, responded and accounted for, over time. It forecasts nothing.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use super::location::Audience;
use super::progress::Progress;

/// How long one point of a curve lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// A day.
    Day,
    /// Seven days, counted from the start of the recall.
    Week,
}

/// Cumulative counts of one audience.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Customers told.
    pub notified: u64,
    /// Customers heard of.
    pub responded: u64,
    /// Units accounted for, in 1/10000, with those without a customer. Falls when a customer who had none finds some.
    pub accounted: i128,
}

/// A curve at the end of one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurvePoint {
    /// Last day of the period, not after the as-of day.
    pub day: i32,
    /// Consumers.
    pub consumers: Count,
    /// Consignees.
    pub consignees: Count,
}

impl AddAssign for Count {
    fn add_assign(&mut self, change: Count) {
        self.notified += change.notified;
        self.responded += change.responded;
        self.accounted += change.accounted;
    }
}

impl Progress<'_> {
    /// The curve at every period in which something happened, ascending.
    pub fn curve(&self, period: Period) -> Vec<CurvePoint> {
        let mut changes: BTreeMap<i32, [Count; 2]> = BTreeMap::new();
        for history in &self.histories {
            let audience = usize::from(history.location.audience() == Audience::Consignee);
            let mut add = |day, change| changes.entry(self.end_of(day, period)).or_default()[audience] += change;
            if let Some(notice) = history.first_notice() {
                add(notice.day, Count { notified: 1, ..Count::default() });
            }
            if let Some(day) = history.first_heard().filter(|_| history.customer.is_some()) {
                add(day, Count { responded: 1, ..Count::default() });
            }
            let mut before = 0;
            for (day, accounted) in history.accounted_by_day(self.refunds, self.pool.as_ref()) {
                add(day, Count { accounted: accounted - before, ..Count::default() });
                before = accounted;
            }
        }
        let (mut consumers, mut consignees) = (Count::default(), Count::default());
        let point = |(day, [consumer, consignee]): (i32, [Count; 2])| {
            consumers += consumer;
            consignees += consignee;
            CurvePoint { day, consumers, consignees }
        };
        changes.into_iter().map(point).collect()
    }

    fn end_of(&self, day: i32, period: Period) -> i32 {
        let length = match period {
            Period::Day => 1,
            Period::Week => 7,
        };
        let since = i64::from(day) - i64::from(self.start);
        let end = i64::from(self.start) + since - since.rem_euclid(length) + length - 1;
        i32::try_from(end).unwrap_or(i32::MAX).min(self.as_of)
    }
}
