//! Counts buyers and those of them who come back, by segment and period.

use crate::commands::satisfaction_report::groups::Groups;
use crate::commands::satisfaction_report::span::Span;
use crate::reduce::satisfaction::bought::{Bought, BoughtOn};

/// Days within which a purchase has to follow. A fixed window makes periods comparable: "has ever bought again" and "had
/// ever bought before" both grow with the length of the record alone.
pub(super) const WINDOW: i32 = 90;

/// Customers who bought, and those among them who bought again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Buyers {
    /// All.
    pub(super) bought: u64,
    /// Those who bought on a later day within [`WINDOW`] days of their first purchase of the period.
    pub(super) again: u64,
}

/// What was counted; the first index is that of the segment.
pub(super) struct Counts {
    /// By period.
    pub(super) periods: Vec<Vec<Buyers>>,
    /// Customers who bought in any period.
    pub(super) active: Vec<u64>,
    /// Customers who bought in any of the periods that could be followed, as if these were one period.
    pub(super) followed: Vec<Buyers>,
    /// Of those who bought in the last full period: days from the first purchase on record to its end, sorted.
    pub(super) tenures: Vec<Vec<f64>>,
    /// The last day that the orders cover; `None` without a purchase.
    pub(super) until: Option<i32>,
}

/// The first purchase of a customer in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Visit {
    at: usize,
    again: bool,
}

impl Counts {
    /// Counts the purchases up to the as-of day.
    pub(super) fn new(bought: &Bought, groups: &Groups, span: &Span) -> Counts {
        let segments = groups.segments().len();
        let mut counts = Counts {
            periods: vec![vec![Buyers::default(); span.count]; segments],
            active: vec![0; segments],
            followed: vec![Buyers::default(); segments],
            tenures: vec![Vec::new(); segments],
            until: covered(bought, span),
        };
        let followed = counts.followed_until(span);
        let last_full = span.last_full().map(|at| (at, span.days(at).1));
        for (customer, days) in bought.all() {
            let days = days.get(..days.partition_point(|own| own.day <= span.as_of)).unwrap_or_default();
            let (Some(first), visits) = (days.first(), visits(days, span)) else { continue };
            let Some(earliest) = visits.first() else { continue };
            for place in groups.of(customer) {
                counts.add(place, &visits);
                if followed.is_some_and(|last| earliest.at <= last) {
                    counts.followed.get_mut(place).into_iter().for_each(|own| own.add(earliest.again));
                }
                if let Some((_, end)) = last_full.filter(|(last, _)| visits.iter().any(|visit| visit.at == *last)) {
                    let tenure = f64::from(end) - f64::from(first.day);
                    counts.tenures.get_mut(place).into_iter().for_each(|own| own.push(tenure));
                }
            }
        }
        counts.tenures.iter_mut().for_each(|own| own.sort_unstable_by(f64::total_cmp));
        counts
    }

    fn add(&mut self, place: usize, visits: &[Visit]) {
        self.active.get_mut(place).into_iter().for_each(|own| *own += 1);
        let Some(periods) = self.periods.get_mut(place) else { return };
        for visit in visits {
            periods.get_mut(visit.at).into_iter().for_each(|own| own.add(visit.again));
        }
    }

    /// Whether the orders cover a period, at least in part.
    pub(super) fn is_covered(&self, at: usize, span: &Span) -> bool {
        self.until.is_some_and(|until| span.days(at).0 <= until)
    }

    /// The newest period after which every customer has had the whole window to buy again.
    pub(super) fn followed_until(&self, span: &Span) -> Option<usize> {
        let until = i64::from(self.until?);
        (0..span.count).rev().find(|at| i64::from(span.days(*at).1) + i64::from(WINDOW) <= until)
    }
}

impl Buyers {
    fn add(&mut self, again: bool) {
        self.bought += 1;
        self.again += u64::from(again);
    }
}

/// Orders are taken to be complete to the end of the period of the newest one: answers may well be newer than the export of
/// the orders, and nobody stopped buying then.
fn covered(bought: &Bought, span: &Span) -> Option<i32> {
    let days = bought.all().flat_map(|(_, days)| days.iter().map(|own| own.day));
    let newest = days.filter(|day| *day <= span.as_of).max()?;
    Some(span.length.last_day(span.length.of(newest)).min(span.as_of))
}

/// The first purchase in each period, from days in order.
fn visits(days: &[BoughtOn], span: &Span) -> Vec<Visit> {
    let mut visits: Vec<Visit> = Vec::new();
    for (place, own) in days.iter().enumerate() {
        let Some(at) = span.place(own.day) else { continue };
        if visits.last().is_some_and(|last| last.at == at) {
            continue;
        }
        let next = days.iter().skip(place + 1).find(|next| next.day > own.day);
        let again = next.is_some_and(|next| i64::from(next.day) - i64::from(own.day) <= i64::from(WINDOW));
        visits.push(Visit { at, again });
    }
    visits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::periods::Length;
    use crate::reduce::attributes::Attribute;

    fn on(days: &[i32]) -> Vec<BoughtOn> {
        days.iter().map(|day| BoughtOn::new(*day, 1, None)).collect()
    }

    /// 1970-01-01 to 1970-06-30: months of 31, 28, 31, 30, 31, 30 days.
    fn span() -> Span {
        Span::new(Length::Month, 0, 180, 0)
    }

    #[test]
    fn one_visit_a_period_and_a_window_of_90_days() {
        let visit = |at, again| Visit { at, again };
        assert_eq!(visits(&on(&[0, 90, 181]), &span()), [visit(0, true), visit(3, false)]);
        assert_eq!(visits(&on(&[0, 91]), &span()), [visit(0, false), visit(3, false)]);
        assert_eq!(visits(&on(&[2, 2, 30]), &span()), [visit(0, true)]);
        assert_eq!(visits(&on(&[-40, 5]), &span()), [visit(0, false)]);
        assert!(visits(&[], &span()).is_empty());
    }

    #[test]
    fn buyers_are_counted_by_segment_and_period() {
        let region = vec![Some("East"), Some("West"), None];
        let groups = Groups::new(&[Attribute::of_values("region", &region)], 3);
        let bought = Bought::new(3, vec![(0, on(&[-10, 5, 20])), (1, on(&[6, 170])), (2, on(&[150, 999]))]);
        let counts = Counts::new(&bought, &groups, &span());
        let january: Vec<Buyers> = counts.periods.iter().map(|periods| periods[0]).collect();
        let buyers = |bought, again| Buyers { bought, again };
        assert_eq!(january, [buyers(2, 1), buyers(1, 1), buyers(1, 0)]);
        assert_eq!((counts.active, counts.until), (vec![3, 1, 1], Some(180)));
        // June has 90 days after March (day 89): the third customer, first seen in May, is not followed yet.
        assert_eq!(counts.followed, [buyers(2, 1), buyers(1, 1), buyers(1, 0)]);
        // Only the second customer bought in June, the last full period.
        assert_eq!(counts.tenures, [vec![174.0], vec![], vec![174.0]]);
    }

    #[test]
    fn orders_may_end_before_the_answers_do() {
        let groups = Groups::new(&[], 1);
        let counts = Counts::new(&Bought::new(1, vec![(0, on(&[3, 40]))]), &groups, &span());
        assert_eq!((counts.until, counts.followed_until(&span())), (Some(58), None));
        assert!(counts.is_covered(1, &span()) && !counts.is_covered(2, &span()));
        let none = Counts::new(&Bought::new(1, Vec::new()), &groups, &span());
        assert!(none.until.is_none() && none.followed_until(&span()).is_none() && !none.is_covered(0, &span()));
    }
}
