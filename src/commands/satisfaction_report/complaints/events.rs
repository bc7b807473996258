//! Complaints one after the other, for charts of what lies between them.

use std::collections::BTreeMap;

use crate::reduce::satisfaction::bought::Bought;
use crate::reduce::satisfaction::moment::Moment;

use super::super::figures::{Between, Event, Segment};
use super::super::groups::Groups;
use super::super::load::Loaded;
use super::Complaints;

/// Seconds of a day.
const DAY: f64 = 86_400.0;

impl Complaints {
    /// The complaints of a segment in order of time, each but the first with what lies between it and the one before. Days
    /// between are told to the second where the files tell times of day and `whole` days are not asked for. Orders
    /// are known by the day alone: those between are the ones after the day of the complaint before, up to its own. Beyond
    /// the newest order nothing is known of them.
    pub(in super::super) fn events(
        &self,
        loaded: &Loaded,
        segment: &Segment,
        between: Between,
        whole: bool,
    ) -> Vec<Event> {
        let groups = &loaded.groups;
        let Some(place) = groups.segments().iter().position(|own| own == segment) else { return Vec::new() };
        let used = self.set.rows.iter().zip(self.judged.iter()).filter(|(_, judged)| judged.set_aside.is_none());
        let own = used.filter(|(row, _)| groups.of(row.customer).any(|own| own == place));
        let days = own.filter_map(|(row, _)| Some((row.opened.day()?, row.opened)));
        let days = days.filter(|(day, _)| self.span.place(*day).is_some());
        match (between, &loaded.bought) {
            (Between::Days, _) => since(days, |moment| at(moment, whole)),
            (Between::Orders, Some(bought)) => {
                let sold = sold(bought, groups, place, self.span.as_of);
                let newest = sold.last_key_value().map_or(i32::MIN, |(day, _)| *day);
                let until = |moment: Moment| {
                    let day = moment.day().unwrap_or(i32::MIN);
                    sold.range(..=day).next_back().map_or(0.0, |(_, orders)| *orders)
                };
                since(days.filter(|(day, _)| *day <= newest), until)
            }
            (Between::Orders, None) => Vec::new(),
        }
    }
}

/// What `clock` shows of each event less what it showed of the one before.
fn since(days: impl Iterator<Item = (i32, Moment)>, clock: impl Fn(Moment) -> f64) -> Vec<Event> {
    let mut last: Option<(i32, f64)> = None;
    let events = days.filter_map(|(day, moment)| {
        let now = clock(moment);
        let (before, then) = last.replace((day, now))?;
        Some(Event { day, before, since: (now - then).max(0.0) })
    });
    events.collect()
}

/// Days since 1970-01-01, with the time of day as part of one.
fn at(moment: Moment, whole: bool) -> f64 {
    let second = moment.second().filter(|_| !whole).unwrap_or(0);
    f64::from(moment.day().unwrap_or(0)) + f64::from(second) / DAY
}

/// All orders of a segment up to each day with one.
fn sold(bought: &Bought, groups: &Groups, segment: usize, as_of: i32) -> BTreeMap<i32, f64> {
    let mut by_day: BTreeMap<i32, f64> = BTreeMap::new();
    for (_, days) in bought.all().filter(|(customer, _)| groups.of(*customer).any(|own| own == segment)) {
        for on in days.iter().filter(|on| on.day <= as_of) {
            *by_day.entry(on.day).or_default() += f64::from(on.orders);
        }
    }
    let mut all = 0.0;
    for orders in by_day.values_mut() {
        all += *orders;
        *orders = all;
    }
    by_day
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reduce::satisfaction::bought::BoughtOn;

    fn moment(day: i32, second: Option<i32>) -> (i32, Moment) {
        (day, Moment::new(Some(day), second))
    }

    fn gaps(events: &[Event]) -> Vec<f64> {
        events.iter().map(|event| event.since).collect()
    }

    #[test]
    fn days_are_told_to_the_second_where_times_are() {
        let all = [moment(10, Some(0)), moment(11, Some(43_200)), moment(11, Some(43_200)), moment(20, None)];
        assert_eq!(gaps(&since(all.into_iter(), |own| at(own, false))), [1.5, 0.0, 8.5]);
        assert_eq!(gaps(&since(all.into_iter(), |own| at(own, true))), [1.0, 0.0, 9.0]);
        assert_eq!(since([moment(3, None)].into_iter(), |own| at(own, false)), []);
    }

    #[test]
    fn orders_add_up_over_the_customers_of_a_segment() {
        let on = |day, orders| BoughtOn::new(day, orders, None);
        let bought = Bought::new(2, vec![(0, vec![on(1, 2), on(5, 1)]), (1, vec![on(1, 4), on(9, 1)])]);
        let sold = sold(&bought, &Groups::new(&[], 2), 0, 8);
        assert_eq!(sold.into_iter().collect::<Vec<_>>(), [(1, 6.0), (5, 7.0)]);
    }
}
