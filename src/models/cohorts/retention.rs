//! Retention by cohort: of the customers who first bought in one month, how many bought in each month after it.
//! A customer who skips a month and comes back counts in the later one again: this is activity, not survival.

use super::calendar::{Calendar, Month};
use crate::models::purchase_days::PurchaseDays;
use crate::numerics::interval::{Interval, wilson};

/// The retention table and the curve over all cohorts.
#[derive(Clone, Debug, PartialEq)]
pub struct Retention {
    /// One row for each month in which somebody first bought, in order of time.
    pub cohorts: Vec<Cohort>,
    /// Month 0, 1, … after the first purchase, over all cohorts that have a complete cell there.
    pub pooled: Vec<PooledMonth>,
}

/// The customers who first bought in one month.
#[derive(Clone, Debug, PartialEq)]
pub struct Cohort {
    /// Month of the first purchase in the data.
    pub month: Month,
    /// Number of customers.
    pub customers: u64,
    /// `cells[k]` is month k after the first one, up to the month of the as-of day; a later month does not exist.
    pub cells: Vec<Cell>,
}

/// One cohort in one month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Customers of the cohort who bought in that month; in month 0 all of them.
    pub active: u64,
    /// `active` by the size of the cohort.
    pub share: f64,
    /// Wilson interval of the share.
    pub interval: Interval,
    /// Whether the month is over.
    pub observation: Observation,
}

/// Whether a month has been seen to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Observation {
    /// The whole month lies before or on the as-of day.
    Complete,
    /// The month goes on after the as-of day: its share can only rise.
    Provisional,
}

/// One month after the first purchase, over several cohorts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PooledMonth {
    /// Number of cohorts with a complete cell. It falls from month to month: the late months rest on old cohorts only.
    pub cohorts: u64,
    /// Customers of these cohorts.
    pub customers: u64,
    /// Customers of these cohorts who bought in that month.
    pub active: u64,
    /// `active` by `customers`: the mean share of the cohorts, weighted by size.
    pub share: f64,
    /// Wilson interval of the share.
    pub interval: Interval,
}

/// The retention table by month of the first purchase.
///
/// The first purchase is the first one in the data: where these begin in the middle of a shop's life, the earliest
/// cohorts consist of old customers. The first month of the data may itself be cut off at its beginning.
///
/// `None` when nobody bought, or unless 0 < `confidence` < 1.
pub fn retention(history: PurchaseDays<'_>, confidence: f64) -> Option<Retention> {
    let calendar = Calendar::spanning(history.first_day()?, history.as_of())?;
    let months = calendar.months.len();
    let mut active: Vec<Vec<u64>> = vec![Vec::new(); months];
    for bought in history.customers() {
        let mut numbers = bought.iter().map(|day| calendar.number(*day));
        let Some(first) = numbers.next() else { continue };
        let row = &mut active[first];
        if row.is_empty() {
            row.resize(months - first, 0);
        }
        row[0] += 1;
        let mut latest = first;
        for number in numbers {
            // Days ascend, so a month seen before can only be the latest one.
            if number > latest {
                row[number - first] += 1;
                latest = number;
            }
        }
    }
    let last_over = calendar.starts.last().is_some_and(|next| next - 1 <= history.as_of());
    let provisional_from = if last_over { months } else { months - 1 };
    let mut cohorts = Vec::new();
    for (first, row) in active.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
        let cells = (first..).zip(row).map(|(number, active)| {
            let interval = wilson(*active, row[0], confidence)?;
            let observation = if number < provisional_from { Observation::Complete } else { Observation::Provisional };
            Some(Cell { active: *active, share: *active as f64 / row[0] as f64, interval, observation })
        });
        let cells = cells.collect::<Option<Vec<Cell>>>()?;
        cohorts.push(Cohort { month: calendar.months[first], customers: row[0], cells });
    }
    let pooled = pool(&cohorts, confidence)?;
    Some(Retention { cohorts, pooled })
}

fn pool(cohorts: &[Cohort], confidence: f64) -> Option<Vec<PooledMonth>> {
    let complete = |cell: &&Cell| cell.observation == Observation::Complete;
    let longest = cohorts.iter().map(|cohort| cohort.cells.iter().filter(complete).count()).max()?;
    let mut sums = vec![(0_u64, 0_u64, 0_u64); longest];
    for cohort in cohorts {
        for (sum, cell) in sums.iter_mut().zip(cohort.cells.iter().filter(complete)) {
            *sum = (sum.0 + 1, sum.1 + cohort.customers, sum.2 + cell.active);
        }
    }
    let month = |(cohorts, customers, active): (u64, u64, u64)| {
        let interval = wilson(active, customers, confidence)?;
        Some(PooledMonth { cohorts, customers, active, share: active as f64 / customers as f64, interval })
    };
    sums.into_iter().map(month).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn day(year: i32, month: u32, day: u32) -> i32 {
        NaiveDate::from_ymd_opt(year, month, day).unwrap().to_epoch_days()
    }

    fn table(customers: &[Vec<i32>], as_of: i32) -> Option<Retention> {
        let mut offsets = vec![0];
        offsets.extend(customers.iter().scan(0, |end, days| {
            *end += days.len();
            Some(*end)
        }));
        retention(PurchaseDays::new(&customers.concat(), &offsets, as_of).unwrap(), 0.95)
    }

    #[test]
    fn a_small_history_by_hand() {
        let customers = [
            vec![day(2024, 1, 5), day(2024, 1, 31), day(2024, 3, 1)],
            vec![day(2024, 1, 31), day(2024, 2, 1)],
            vec![day(2024, 3, 2)],
        ];
        let found = table(&customers, day(2024, 4, 29)).unwrap();
        let rows: Vec<_> = found
            .cohorts
            .iter()
            .map(|cohort| {
                let active: Vec<u64> = cohort.cells.iter().map(|cell| cell.active).collect();
                (cohort.month.to_string(), cohort.customers, active)
            })
            .collect();
        assert_eq!(rows, [("2024-01".into(), 2, vec![2, 1, 1, 0]), ("2024-03".into(), 1, vec![1, 0])]);
        for cohort in &found.cohorts {
            let provisional = cohort.cells.iter().map(|cell| cell.observation == Observation::Provisional);
            assert!(provisional.enumerate().all(|(at, is)| is == (at + 1 == cohort.cells.len())));
        }
        let pooled: Vec<_> = found.pooled.iter().map(|at| (at.cohorts, at.customers, at.active)).collect();
        assert_eq!(pooled, [(2, 3, 3), (1, 2, 1), (1, 2, 1)]);
        assert_eq!(found.pooled[1].share, 0.5);
        // On the last day of April the month is over.
        let over = table(&customers, day(2024, 4, 30)).unwrap();
        let pooled: Vec<_> = over.pooled.iter().map(|at| (at.cohorts, at.customers, at.active)).collect();
        assert_eq!(pooled, [(2, 3, 3), (2, 3, 1), (1, 2, 1), (1, 2, 0)]);
    }

    #[test]
    fn the_order_of_customers_does_not_matter_and_counts_reconcile() {
        let mut customers: Vec<Vec<i32>> =
            (0..400).map(|i| (0..=i % 7).map(|k| 19_000 + i * 3 % 365 + k * (1 + i * 13 % 90)).collect()).collect();
        let found = table(&customers, 19_999).unwrap();
        customers.reverse();
        assert_eq!(table(&customers, 19_999).unwrap(), found);
        assert_eq!(found.cohorts.iter().map(|cohort| cohort.customers).sum::<u64>(), 400);
        let months = |days: &Vec<i32>| {
            let mut months: Vec<_> =
                days.iter().map(|day| NaiveDate::from_epoch_days(*day).unwrap().to_string()[..7].to_string()).collect();
            months.dedup();
            months.len() as u64
        };
        let cells = || found.cohorts.iter().flat_map(|cohort| &cohort.cells);
        assert_eq!(cells().map(|cell| cell.active).sum::<u64>(), customers.iter().map(months).sum::<u64>());
        assert!(cells().all(|cell| cell.interval.lower <= cell.share && cell.share <= cell.interval.upper));
        assert!(found.cohorts.iter().all(|cohort| cohort.cells[0].share == 1.0));
    }

    #[test]
    fn little_history_gives_little() {
        assert_eq!(table(&[], 9), None);
        let first_of_month = table(&[vec![day(2024, 5, 1)]], day(2024, 5, 1)).unwrap();
        assert_eq!(first_of_month.cohorts[0].cells[0].observation, Observation::Provisional);
        assert_eq!(first_of_month.pooled, []);
        let history = PurchaseDays::new(&[3], &[0, 1], 9).unwrap();
        assert_eq!(retention(history, 1.0), None);
    }
}
