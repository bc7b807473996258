//! How busy each calendar month is, so that a quiet season is not taken for a drop. It tests nothing: its result is the
//! exposure of a [`Count`](super::Count).

use chrono::{Datelike, NaiveDate};

/// The season is known only when every calendar month holds at least so many purchases: its index is then known to
/// about 10 % (1/√100) and can be treated as known beside the few purchases of one customer.
pub const LEAST_SEASON_PURCHASES: u64 = 100;

/// Days that a history has to cover for every season to have been seen once.
const YEAR: i32 = 365;

/// The busyness of each day, relative to the mean over the calendar months.
#[derive(Clone, Debug, PartialEq)]
pub struct Season {
    indices: [f64; 12],
    first: i32,
    /// Sum of the indices of all days before each day from `first` on.
    sums: Vec<f64>,
}

impl Season {
    /// Learns the season from the purchase days of each customer, ascending, of which those after `until` are left out.
    ///
    /// The index of a calendar month is its rate of purchases over the mean rate of the twelve. Counted are only the
    /// purchases strictly between the first and the last one of each customer, and the days between the two: given
    /// the two ends, the purchases between them are spread evenly when there is no season, whoever has left and
    /// whoever came late. Growth and churn can so not pass for a season.
    ///
    /// `None` when the purchases up to `until` do not cover a year, or when a month holds fewer than
    /// [`LEAST_SEASON_PURCHASES`].
    pub fn learn<'a>(customers: impl Iterator<Item = &'a [i32]> + Clone, until: i32) -> Option<Season> {
        let until_then = |days: &'a [i32]| &days[..days.partition_point(|day| *day <= until)];
        let first = customers.clone().filter_map(|days| days.first().copied()).min()?;
        if until - first < YEAR {
            return None;
        }
        let span = usize::try_from(until - first + 1).ok()?;
        // Customers between their first and last purchase, as changes from day to day, and purchases of each day.
        let (mut changes, mut purchases) = (vec![0_i64; span + 1], vec![0_u64; span]);
        let place = |day: i32| (day - first) as usize;
        for days in customers.map(until_then) {
            let [start, between @ .., end] = days else { continue };
            changes[place(*start) + 1] += 1;
            changes[place(*end)] -= 1;
            between.iter().for_each(|day| purchases[place(*day)] += 1);
        }
        let mut of_month = [(0_u64, 0_i64); 12];
        let mut present = 0;
        for (place, bought) in purchases.into_iter().enumerate() {
            present += changes[place];
            let month = &mut of_month[month(first + place as i32)?];
            month.0 += bought;
            month.1 += present;
        }
        if of_month.iter().any(|(bought, _)| *bought < LEAST_SEASON_PURCHASES) {
            return None;
        }
        let rates = of_month.map(|(bought, days)| bought as f64 / days as f64);
        let mean = rates.iter().sum::<f64>() / 12.0;
        Season::new(rates.map(|rate| rate / mean), first, until + YEAR)
    }

    fn new(indices: [f64; 12], first: i32, last: i32) -> Option<Season> {
        let mut sums = vec![0.0];
        let mut sum = 0.0;
        for day in first..=last {
            sum += indices[month(day)?];
            sums.push(sum);
        }
        Some(Season { indices, first, sums })
    }

    /// The index of each calendar month, January first; 1 is the mean.
    pub fn indices(&self) -> [f64; 12] {
        self.indices
    }

    /// What an average customer would buy in the days after `from` up to and with `to`, in days of a mean month. It is
    /// the exposure of both windows of a [`falling_count`](super::falling_count).
    pub fn exposure(&self, from: i32, to: i32) -> f64 {
        let sum = |day: i32| {
            let place = usize::try_from(day.saturating_add(1).saturating_sub(self.first)).unwrap_or(0);
            self.sums[place.min(self.sums.len() - 1)]
        };
        sum(to) - sum(from)
    }
}

/// The calendar month of a day, from 0 for January.
fn month(day: i32) -> Option<usize> {
    NaiveDate::from_epoch_days(day).map(|date| date.month0() as usize)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::super::{Count, falling_count};
    use super::*;

    /// 2024-01-01.
    const START: i32 = 19_723;

    /// Customers who buy with probability `rate(day)` a day from a random day on, and leave on another one.
    fn customers(count: usize, days: i32, rate: impl Fn(i32) -> f64) -> Vec<Vec<i32>> {
        let mut random = ChaCha8Rng::seed_from_u64(5);
        let mut customer = || {
            let (come, gone) = (random.random_range(0..days), random.random_range(0..2 * days));
            let all = (come..days.min(come.max(gone))).map(|day| START + day);
            all.filter(|day| random.random::<f64>() < rate(*day)).collect::<Vec<i32>>()
        };
        (0..count).map(|_| customer()).collect()
    }

    fn learn(all: &[Vec<i32>], until: i32) -> Option<Season> {
        Season::learn(all.iter().map(Vec::as_slice), until)
    }

    /// Half as busy in the first quarter: the indices are 4/7 and 8/7, and customers who leave do not blur them.
    #[test]
    fn finds_a_quiet_quarter_among_customers_who_come_and_go() {
        let quiet = |day: i32| month(day).unwrap() < 3;
        let all = customers(8_000, 730, |day| if quiet(day) { 0.03 } else { 0.06 });
        let season = learn(&all, START + 729).unwrap();
        for (month, index) in season.indices().into_iter().enumerate() {
            let expected = if month < 3 { 4.0 / 7.0 } else { 8.0 / 7.0 };
            assert!((index / expected - 1.0).abs() < 0.1, "month {month}: {index}");
        }
        let first_quarter = season.exposure(START - 1, START + 90);
        assert!((first_quarter / (91.0 * 4.0 / 7.0) - 1.0).abs() < 0.1);
    }

    /// The alarm rate of customers who change nothing stays below 5 % in a quiet season, where the days alone raise more.
    #[test]
    fn a_quiet_season_raises_no_alarms() {
        let all = customers(8_000, 821, |day| if month(day).unwrap() < 3 { 0.02 } else { 0.06 });
        let (begin, end) = (START + 730, START + 820);
        let season = learn(&all, begin).unwrap();
        let (mut tests, mut by_days, mut by_season) = (0, 0, 0);
        let active = all.iter().filter(|days| days.len() > 2 && *days.last().unwrap() > begin);
        for days in active {
            let first = days[0];
            let recent = days.iter().filter(|day| **day > begin).count() as u32;
            let earlier = (days.len() as u32 - recent).saturating_sub(1);
            let alarm = |recent_exposure, exposure| {
                let counts = (Count { events: recent, exposure: recent_exposure }, Count { events: earlier, exposure });
                falling_count(counts.0, counts.1).is_some_and(|signal| signal.p_value <= 0.05)
            };
            tests += 1;
            by_days += u32::from(alarm(f64::from(end - begin), f64::from(begin - first)));
            by_season += u32::from(alarm(season.exposure(begin, end), season.exposure(first, begin)));
        }
        assert!(tests > 1_000 && by_days > 3 * by_season, "{by_days} and {by_season} of {tests}");
        assert!(f64::from(by_season) < 0.05 * f64::from(tests), "{by_season} of {tests}");
    }

    #[test]
    fn says_nothing_before_a_year_or_of_few_purchases() {
        let all = customers(2_000, 730, |_| 0.05);
        assert!(learn(&all, START + 360).is_none());
        assert!(learn(&all, START + 729).is_some());
        assert!(learn(&all[..30], START + 729).is_none());
        assert!(learn(&[], START).is_none());
    }

    #[test]
    fn days_outside_the_history_count_nothing() {
        let season = Season::new([1.0; 12], START, START + 9).unwrap();
        assert_eq!(season.exposure(START - 1, START + 9), 10.0);
        assert_eq!((season.exposure(START - 50, START - 1), season.exposure(START + 9, START + 99)), (0.0, 0.0));
        assert_eq!(season.exposure(START, START + 1), 1.0);
    }
}
