//! How busy each calendar month is, so that a quiet season is not taken for a drop. It tests nothing: its result is the
//! exposure of a [`Count`](super::Count).

use chrono::{Datelike, NaiveDate};

use crate::labels::{Label, Text};

/// So many repeat purchases are needed to learn anything of a season.
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

/// Why nothing is known of a season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSeason {
    /// The purchases do not cover a year.
    ShortHistory,
    /// There are fewer than [`LEAST_SEASON_PURCHASES`] between the first and the last one of each customer.
    FewPurchases,
}

const SHORT_HISTORY: Label = Label::new(
    "the orders do not cover a year before the days that count as recent",
    "在计为近期的日子之前，订单不足一年",
);
const FEW_PURCHASES: Label = Label::new("there are too few repeat purchases to tell", "复购次数太少，无法判断");

impl NoSeason {
    /// The reason as a part of a sentence.
    pub fn text(self) -> Text {
        match self {
            NoSeason::ShortHistory => SHORT_HISTORY.text(),
            NoSeason::FewPurchases => FEW_PURCHASES.text(),
        }
    }
}

impl Season {
    /// Learns the season from the purchase days of each customer, ascending, of which those after `until` are left out,
    /// for exposures up to the day `last`.
    ///
    /// The index of a calendar month is its rate of purchases over the mean rate of the twelve. Counted are only the
    /// purchases strictly between the first and the last one of each customer, and the days between the two: given
    /// the two ends, the purchases between them are spread evenly when there is no season, whoever has left and
    /// whoever came late. Growth and churn can so not pass for a season.
    ///
    /// Months of few purchases are shrunk to the mean by the gamma-Poisson model: with O purchases where E would be
    /// expected without a season, and a variance v of the indices over what chance explains (by moments, over all
    /// twelve), the index is (O + 1/v)/(E + 1/v). A strong season has a large v and is hardly shrunk, so that a
    /// month with next to no purchase is a quiet one; where the months do not differ by more than chance, all are 1.
    ///
    /// # Errors
    /// When the purchases up to `until` do not cover a year, or are fewer than [`LEAST_SEASON_PURCHASES`].
    pub fn learn<'a>(
        customers: impl Iterator<Item = &'a [i32]> + Clone,
        until: i32,
        last: i32,
    ) -> Result<Season, NoSeason> {
        let until_then = |days: &'a [i32]| &days[..days.partition_point(|day| *day <= until)];
        let first = customers.clone().filter_map(|days| days.first().copied()).min().ok_or(NoSeason::ShortHistory)?;
        if until.saturating_sub(first) < YEAR {
            return Err(NoSeason::ShortHistory);
        }
        let span = (until - first) as usize + 1;
        // Customers between their first and last purchase, as changes from day to day, and purchases of each day.
        let (mut changes, mut purchases) = (vec![0_i64; span + 1], vec![0_u64; span]);
        let place = |day: i32| (day - first) as usize;
        for days in customers.map(until_then) {
            let [start, between @ .., end] = days else { continue };
            changes[place(*start) + 1] += 1;
            changes[place(*end)] -= 1;
            between.iter().for_each(|day| purchases[place(*day)] += 1);
        }
        let (mut of_month, mut present) = ([(0_u64, 0_i64); 12], 0);
        for (place, bought) in purchases.into_iter().enumerate() {
            present += changes[place];
            let month = &mut of_month[month(first + place as i32)];
            month.0 += bought;
            month.1 += present;
        }
        let indices = indices(of_month).ok_or(NoSeason::FewPurchases)?;
        Ok(Season::new(indices, first, last.max(until)))
    }

    fn new(indices: [f64; 12], first: i32, last: i32) -> Season {
        let (mut sums, mut sum) = (vec![0.0], 0.0);
        for day in first..=last {
            sum += indices[month(day)];
            sums.push(sum);
        }
        Season { indices, first, sums }
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

/// The indices by the purchases of each month and the days on which customers could have made them. `None` where they
/// are fewer than [`LEAST_SEASON_PURCHASES`].
fn indices(of_month: [(u64, i64); 12]) -> Option<[f64; 12]> {
    let bought: u64 = of_month.iter().map(|(bought, _)| bought).sum();
    let days: i64 = of_month.iter().map(|(_, days)| days).sum();
    if bought < LEAST_SEASON_PURCHASES || days <= 0 {
        return None;
    }
    let rate = bought as f64 / days as f64;
    let months = of_month.map(|(bought, days)| (bought as f64, days as f64 * rate));
    let squares: f64 = months.iter().map(|(_, expected)| expected * expected).sum();
    // The months together have as many purchases as expected, which takes away a part of what chance would do.
    let by_chance = bought as f64 - squares / bought as f64;
    let found: f64 = months.iter().map(|(bought, expected)| (bought - expected).powi(2)).sum();
    let variance = (found - by_chance) / squares;
    if variance <= 0.0 {
        return Some([1.0; 12]);
    }
    let raw = months.map(|(bought, expected)| (bought + 1.0 / variance) / (expected + 1.0 / variance));
    let mean = raw.iter().sum::<f64>() / 12.0;
    Some(raw.map(|index| index / mean))
}

/// The calendar month of a day, from 0 for January. Days beyond the calendar count as January.
fn month(day: i32) -> usize {
    NaiveDate::from_epoch_days(day).map_or(0, |date| date.month0() as usize)
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

    fn learn(all: &[Vec<i32>], until: i32) -> Result<Season, NoSeason> {
        Season::learn(all.iter().map(Vec::as_slice), until, until + 90)
    }

    /// Half as busy in the first quarter: the indices are 4/7 and 8/7, and customers who leave do not blur them.
    #[test]
    fn finds_a_quiet_quarter_among_customers_who_come_and_go() {
        let quiet = |day: i32| month(day) < 3;
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
        let all = customers(8_000, 821, |day| if month(day) < 3 { 0.02 } else { 0.06 });
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

    /// Two hundred customers, hardly a purchase in the quiet half of the year: the stronger the season, the fewer
    /// purchases its quiet months have, and the more it matters to know it.
    #[test]
    fn a_strong_season_is_known_by_its_quiet_months() {
        let quiet = |day: i32| (3..9).contains(&month(day));
        for rate in [0.01, 0.002, 0.0] {
            let all = customers(200, 730, |day| if quiet(day) { rate } else { 0.1 });
            let season = learn(&all, START + 640).unwrap();
            for (month, index) in season.indices().into_iter().enumerate() {
                let as_it_is = if (3..9).contains(&month) { index > 0.0 && index < 0.35 } else { index > 1.4 };
                assert!(as_it_is, "month {month} at {rate}: {index}");
            }
        }
    }

    /// Without a season the months of few customers differ by chance, which is no season.
    #[test]
    fn chance_is_no_season() {
        let all = customers(400, 900, |_| 0.02);
        let indices = learn(&all, START + 800).unwrap().indices();
        assert!(indices.iter().all(|index| (index - 1.0).abs() < 0.25), "{indices:?}");
        let raw = self::indices([(30, 1_000); 12]).unwrap();
        assert_eq!(raw, [1.0; 12]);
    }

    #[test]
    fn says_nothing_before_a_year_or_of_few_purchases() {
        let all = customers(2_000, 730, |_| 0.05);
        assert_eq!(learn(&all, START + 360), Err(NoSeason::ShortHistory));
        assert!(learn(&all, START + 729).is_ok());
        assert_eq!(learn(&all[..3], START + 729), Err(NoSeason::FewPurchases));
        assert_eq!(learn(&[], START), Err(NoSeason::ShortHistory));
    }

    #[test]
    fn days_outside_the_history_count_nothing() {
        let season = Season::new([1.0; 12], START, START + 9);
        assert_eq!(season.exposure(START - 1, START + 9), 10.0);
        assert_eq!((season.exposure(START - 50, START - 1), season.exposure(START + 9, START + 99)), (0.0, 0.0));
        assert_eq!(season.exposure(START, START + 1), 1.0);
    }

    /// A window of more than a year is no shorter than it is.
    #[test]
    fn a_long_window_counts_every_day() {
        let all = customers(2_000, 730, |_| 0.05);
        let until = START + 729;
        let season = Season::learn(all.iter().map(Vec::as_slice), until, until + 500).unwrap();
        assert!((season.exposure(until, until + 500) / 500.0 - 1.0).abs() < 0.03);
    }
}
