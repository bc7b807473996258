//! The second purchase: how many customers make one, and how soon after the first. Later purchases do not count.

use super::kaplan_meier::{Durations, Tally, kaplan_meier, step_at};
use crate::models::purchase_days::PurchaseDays;
use crate::numerics::interval::Interval;

/// The share of customers with a second purchase, by week after the first.
#[derive(Clone, Debug, PartialEq)]
pub struct RepeatCurve {
    /// Customers who bought at all.
    pub customers: u64,
    /// Of these, the customers with a second purchase day.
    pub repeaters: u64,
    /// Week 1, 2, … after the first purchase. The last one is the last whole week within the longest wait observed, or
    /// the one in which the last customer bought again.
    pub weeks: Vec<RepeatWeek>,
}

/// One week after the first purchase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RepeatWeek {
    /// Number of the week, from 1: week k covers days 7k − 6 to 7k after the first purchase.
    pub week: u32,
    /// Customers watched into this week who had not bought a second time before it.
    pub at_risk: u64,
    /// Customers whose second purchase falls into this week.
    pub repeated: u64,
    /// Estimated share of all customers with a second purchase within 7k days.
    pub share: f64,
    /// Its log-log interval; `None` as long as nobody has bought again, and once everybody has.
    pub interval: Option<Interval>,
}

/// The share of customers with a second purchase within 7, 14, 21, … days of the first: 1 − S of the Kaplan-Meier
/// estimate, where customers without a second purchase are censored on the as-of day. "First" means the first
/// purchase in the data; where these begin in the middle of a shop's life, it may be somebody's hundredth.
///
/// `None` when nobody bought, or unless 0 < `confidence` < 1.
pub fn repeat_curve(history: PurchaseDays<'_>, confidence: f64) -> Option<RepeatCurve> {
    let mut waits = Durations::default();
    for bought in history.customers() {
        match bought {
            [first, second, ..] => waits.end(second.abs_diff(*first)),
            [first] => waits.leave_open(history.as_of().abs_diff(*first)),
            [] => {}
        }
    }
    // Nobody buys a second time on the day of the first purchase: that is the same purchase day.
    let (same_day, later) = waits.tallies.split_first()?;
    let (customers, repeaters) = waits.totals();
    let steps = kaplan_meier(&waits, confidence)?;
    let all_repeated = steps.last().is_some_and(|step| step.survival == 0.0);
    let known = |days: &&[Tally]| days.len() == 7 || all_repeated;
    let mut at_risk = customers - same_day.open;
    let mut weeks = Vec::new();
    for (week, days) in (1_u32..).zip(later.chunks(7).filter(known)) {
        let repeated = days.iter().map(|day| day.ended).sum();
        let step = step_at(&steps, week * 7);
        let share = step.map_or(0.0, |step| 1.0 - step.survival);
        let flip = |of: Interval| Interval { lower: 1.0 - of.upper, upper: 1.0 - of.lower };
        let interval = step.and_then(|step| step.interval).map(flip);
        weeks.push(RepeatWeek { week, at_risk, repeated, share, interval });
        at_risk -= days.iter().map(|day| day.ended + day.open).sum::<u64>();
    }
    Some(RepeatCurve { customers, repeaters, weeks })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn curve(customers: &[&[i32]], as_of: i32) -> Option<RepeatCurve> {
        let mut offsets = vec![0];
        offsets.extend(customers.iter().scan(0, |end, days| {
            *end += days.len();
            Some(*end)
        }));
        repeat_curve(PurchaseDays::new(&customers.concat(), &offsets, as_of).unwrap(), 0.95)
    }

    #[test]
    fn a_small_history_by_hand() {
        // Second purchases after 7, 8 and 20 days; without one for 10 and 21 days.
        let found = curve(&[&[0, 7, 9], &[2, 10], &[1, 21], &[11], &[0]], 21).unwrap();
        assert_eq!((found.customers, found.repeaters), (5, 3));
        let weeks: Vec<_> = found.weeks.iter().map(|week| (week.week, week.at_risk, week.repeated)).collect();
        assert_eq!(weeks, [(1, 5, 1), (2, 4, 1), (3, 2, 1)]);
        let shares: Vec<f64> = found.weeks.iter().map(|week| week.share).collect();
        for (share, expected) in shares.iter().zip([0.2, 0.4, 0.7]) {
            assert!((share - expected).abs() < 1e-12, "{share}");
        }
        assert!(found.weeks.iter().all(|week| {
            let limits = week.interval.unwrap();
            0.0 < limits.lower && limits.lower < week.share && week.share < limits.upper && limits.upper < 1.0
        }));
    }

    #[test]
    fn watching_longer_leaves_the_weeks_already_complete_alone() {
        let customers: Vec<Vec<i32>> = (0..80).map(|i| vec![0, 1 + i * 11 % 200]).collect();
        let until = |as_of: i32| {
            let seen: Vec<Vec<i32>> =
                customers.iter().map(|days| days.iter().copied().filter(|day| *day <= as_of).collect()).collect();
            curve(&seen.iter().map(Vec::as_slice).collect::<Vec<_>>(), as_of).unwrap()
        };
        assert_eq!(until(70).weeks.len(), 10);
        assert_eq!(until(70).weeks, until(300).weeks[..10]);
        assert_eq!(until(300).weeks.iter().map(|week| week.repeated).sum::<u64>(), 80);
        assert!(until(300).weeks.is_sorted_by(|a, b| a.share <= b.share));
    }

    #[test]
    fn little_history_gives_little() {
        assert_eq!(curve(&[], 9), None);
        assert_eq!(curve(&[&[9]], 9).unwrap().weeks, []);
        assert_eq!(curve(&[&[3]], 9).unwrap().weeks, []);
        let nobody = curve(&[&[2]], 9).unwrap();
        let week = RepeatWeek { week: 1, at_risk: 1, repeated: 0, share: 0.0, interval: None };
        assert_eq!((nobody.repeaters, nobody.weeks), (0, vec![week]));
    }
}
