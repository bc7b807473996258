//! The churn rate by month, and which months lie beyond what the other months lead to expect. It looks back only: a
//! month is judged once its H days are over.

use super::calendar::{Calendar, Month};
use super::p_prime::{Chart, NoChart, Proportion, p_prime};
use crate::models::purchase_days::PurchaseDays;
use crate::numerics::interval::Interval;

/// The churn rates of a history.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthlyChurn {
    /// The months that can be judged, in order of time; empty when the history is shorter than two horizons.
    pub months: Vec<ChurnMonth>,
    /// What the limits rest on, or why there are none.
    pub chart: Result<Chart, NoChart>,
}

/// One month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChurnMonth {
    /// The month on whose first day the customers are judged.
    pub month: Month,
    /// That day D, in days since 1970-01-01.
    pub first_day: i32,
    /// Customers with a purchase in D − H ..= D − 1.
    pub active: u64,
    /// Of these, the customers without a purchase in D ..= D + H − 1.
    pub churned: u64,
    /// `churned` by `active`; `None` when nobody was active.
    pub rate: Option<f64>,
    /// Control limits of the rate; `None` without a rate or without a chart.
    pub limits: Option<Interval>,
    /// Where the rate lies; `None` without limits.
    pub signal: Option<Signal>,
}

/// Where a rate lies in relation to its control limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Above the upper limit: more churn than the other months explain.
    Above,
    /// On or between the limits.
    Within,
    /// Below the lower limit.
    Below,
}

/// The churn rate by month for a horizon of H = `horizon` days.
///
/// For each month with the first day D: of the customers who bought in the H days before D, the share who bought
/// nothing in the H days from D on. A month is judged when its label has matured, D + H ≤ as-of day, and when the
/// data reach back for all H days, D − H ≥ first purchase day of all.
///
/// Centre line and limits are those of a p′ chart, see [`Chart`]. The H days from D on overlap between neighbours,
/// so moving ranges are taken between months that lie H days apart, the lag being 12 H / 365 rounded up. In simulated
/// shops without any special month (18 months of 400 customers, H of 90 and of 180 days), 1 to 7 % of the months lay
/// beyond limits from neighbouring months, and at most 0.2 % beyond these.
///
/// A month after many first purchases has many customers who would never have bought twice; its rate may lie above the
/// limits without anybody having changed.
///
/// `None` when nobody bought or `horizon` is 0.
pub fn monthly_churn(history: PurchaseDays<'_>, horizon: u32) -> Option<MonthlyChurn> {
    let first_day = history.first_day()?;
    let calendar = Calendar::spanning(first_day, history.as_of())?;
    if horizon == 0 {
        return None;
    }
    let counts = count(history, &calendar, i64::from(horizon));
    let judged = |start: i32| {
        let (start, horizon) = (i64::from(start), i64::from(horizon));
        start - horizon >= i64::from(first_day) && start + horizon <= i64::from(history.as_of())
    };
    let named = calendar.months.iter().zip(&calendar.starts).zip(counts);
    let mut months: Vec<ChurnMonth> = named
        .filter(|((_, start), _)| judged(**start))
        .map(|((month, start), (active, churned))| ChurnMonth {
            month: *month,
            first_day: *start,
            active,
            churned,
            rate: (active > 0).then(|| churned as f64 / active as f64),
            limits: None,
            signal: None,
        })
        .collect();
    let lag = (u64::from(horizon) * 12).div_ceil(365);
    let chart = set_limits(&mut months, usize::try_from(lag).ok()?);
    Some(MonthlyChurn { months, chart })
}

/// Active and churned customers on the first day of each month of the calendar.
///
/// Between a purchase on day p and the next one on day q, the customer is active on the first days D with
/// p < D ≤ min(q, p + H), and churned on those of them with D ≤ q − H. Both are runs of months, so a purchase costs two
/// look-ups however many months it spans; the runs are summed at the end.
fn count(history: PurchaseDays<'_>, calendar: &Calendar, horizon: i64) -> Vec<(u64, u64)> {
    let as_of = i64::from(history.as_of());
    let mut turns = vec![(0_i64, 0_i64); calendar.months.len() + 1];
    // Months up to the one of `day` have begun by then.
    let begun = |day: i64| i32::try_from(day.min(as_of)).map_or(0, |day| calendar.number(day) + 1);
    for bought in history.customers() {
        let next = bought.iter().skip(1).map(|day| i64::from(*day)).chain([i64::MAX]);
        for (day, next) in bought.iter().map(|day| i64::from(*day)).zip(next) {
            let from = begun(day);
            let active_until = begun(next.min(day + horizon));
            let churned_until = begun((next - horizon).clamp(day, day + horizon));
            turns[from].0 += 1;
            turns[active_until].0 -= 1;
            turns[from].1 += 1;
            turns[churned_until].1 -= 1;
        }
    }
    let running = turns.iter().scan((0_i64, 0_i64), |sum, turn| {
        *sum = (sum.0 + turn.0, sum.1 + turn.1);
        Some((sum.0.unsigned_abs(), sum.1.unsigned_abs()))
    });
    running.take(calendar.months.len()).collect()
}

fn set_limits(months: &mut [ChurnMonth], lag: usize) -> Result<Chart, NoChart> {
    let rated = |month: &&mut ChurnMonth| month.active > 0;
    let point = |month: &mut ChurnMonth| Proportion { count: month.churned, total: month.active };
    let points: Vec<Proportion> = months.iter_mut().filter(rated).map(point).collect();
    let (chart, limits) = p_prime(&points, lag)?;
    for (month, limits) in months.iter_mut().filter(rated).zip(limits) {
        month.limits = Some(limits);
        month.signal = month.rate.map(|rate| match rate {
            rate if rate > limits.upper => Signal::Above,
            rate if rate < limits.lower => Signal::Below,
            _ => Signal::Within,
        });
    }
    Ok(chart)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use std::collections::BTreeSet;

    fn day(year: i32, month: u32, day: u32) -> i32 {
        NaiveDate::from_ymd_opt(year, month, day).unwrap().to_epoch_days()
    }

    fn churn(customers: &[Vec<i32>], as_of: i32, horizon: u32) -> Option<MonthlyChurn> {
        let mut offsets = vec![0];
        offsets.extend(customers.iter().scan(0, |end, days| {
            *end += days.len();
            Some(*end)
        }));
        monthly_churn(PurchaseDays::new(&customers.concat(), &offsets, as_of).unwrap(), horizon)
    }

    /// 100 customers buy on the 10th of each month and, but for `lost[m]` of them, once more on the 1st of the next.
    fn shop(lost: &[usize]) -> Vec<Vec<i32>> {
        let first_of = |at: usize| day(2020 + at as i32 / 12, at as u32 % 12 + 1, 1);
        let bought = |(at, lost): (usize, &usize)| {
            let mut customers = vec![vec![first_of(at) + 9, first_of(at + 1)]; 100 - lost];
            customers.resize(100, vec![first_of(at) + 9]);
            customers
        };
        lost.iter().enumerate().flat_map(bought).collect()
    }

    #[test]
    fn the_bounds_of_both_windows() {
        // H = 30 around 2024-03-01: active 2024-01-31 to 02-29, silent 03-01 to 03-30.
        let first = vec![day(2024, 1, 1)];
        let counts = |of: &[i32]| {
            let found = churn(&[first.clone(), of.to_vec()], day(2024, 3, 31), 30).unwrap();
            let march = *found.months.last().unwrap();
            assert_eq!((march.month.to_string(), march.first_day), ("2024-03".into(), day(2024, 3, 1)));
            (march.active, march.churned)
        };
        assert_eq!(counts(&[day(2024, 1, 30)]), (0, 0));
        assert_eq!(counts(&[day(2024, 1, 31)]), (1, 1));
        assert_eq!(counts(&[day(2024, 2, 29), day(2024, 3, 1)]), (1, 0));
        assert_eq!(counts(&[day(2024, 2, 29), day(2024, 3, 30)]), (1, 0));
        assert_eq!(counts(&[day(2024, 2, 29), day(2024, 3, 31)]), (1, 1));
        assert_eq!(counts(&[day(2024, 3, 1)]), (0, 0));
        let too_early = churn(&[first], day(2024, 3, 30), 30).unwrap();
        assert_eq!(too_early.months.last().unwrap().month.to_string(), "2024-02");
    }

    #[test]
    fn one_bad_month_is_flagged_and_only_that_one() {
        let mut lost = [20, 22, 19, 21, 20, 18, 21, 20, 22, 19, 20, 21, 20, 19, 20, 22, 20, 21];
        let quiet = churn(&shop(&lost), day(2021, 7, 28), 27).unwrap();
        assert_eq!(quiet.months.len(), 17);
        assert!(quiet.months.iter().all(|month| (month.active, month.signal) == (100, Some(Signal::Within))));
        lost[9] = 60;
        let found = churn(&shop(&lost), day(2021, 7, 28), 27).unwrap();
        let flagged: Vec<_> = found.months.iter().filter(|month| month.signal != Some(Signal::Within)).collect();
        assert_eq!((flagged.len(), flagged[0].signal, flagged[0].churned), (1, Some(Signal::Above), 60));
        assert_eq!(flagged[0].month.to_string(), "2020-11");
    }

    /// The definition, read word by word.
    #[test]
    fn agrees_with_counting_one_by_one_in_any_order() {
        let mut customers: Vec<Vec<i32>> = (0..250_i32)
            .map(|i| {
                let days: BTreeSet<i32> =
                    (0..=i % 11).map(|k| 19_000 + (i * 37 + k * k * (5 + i % 17)) % 900).collect();
                days.into_iter().collect()
            })
            .collect();
        for horizon in [1, 7, 30, 91, 200, 449, 10_000] {
            let found = churn(&customers, 19_950, horizon).unwrap();
            customers.rotate_left(101);
            assert_eq!(churn(&customers, 19_950, horizon).unwrap(), found);
            let reach = horizon as i32;
            for month in &found.months {
                let start = month.first_day;
                let within = |days: &Vec<i32>, from, to| days.iter().any(|day| (from..to).contains(day));
                let active: Vec<_> = customers.iter().filter(|days| within(days, start - reach, start)).collect();
                let churned = active.iter().filter(|days| !within(days, start, start + reach)).count();
                assert_eq!((month.active, month.churned), (active.len() as u64, churned as u64));
            }
            let first = customers.iter().flatten().min().unwrap();
            let all = (19_000 - 40..19_951)
                .filter(|at| NaiveDate::from_epoch_days(*at).unwrap().to_string().ends_with("-01"));
            let judged: Vec<i32> = all.filter(|at| at - reach >= *first && at + reach <= 19_950).collect();
            assert_eq!(found.months.iter().map(|month| month.first_day).collect::<Vec<_>>(), judged);
        }
    }

    #[test]
    fn little_history_gives_little() {
        assert_eq!(churn(&[], 9, 30), None);
        assert_eq!(churn(&[vec![1]], 9, 0), None);
        let short = churn(&[vec![1]], 9, u32::MAX).unwrap();
        assert_eq!(short.months, []);
        assert!(matches!(short.chart, Err(NoChart::TooFewMonths { months: 0, .. })));
        let asleep = churn(&[vec![0]], 2_000, 30).unwrap();
        assert!(asleep.months[1..].iter().all(|month| month.rate.is_none() && month.signal.is_none()));
        assert_eq!(asleep.chart, Err(NoChart::TooFewMonths { months: 0, needed: 9 }));
    }
}
