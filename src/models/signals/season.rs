//! Exposure of a window when some seasons are busier than others. It tests nothing: its result is the exposure of a
//! [`Count`](super::Count).

/// Last year's season counts only when the whole cohort made at least so many purchases in it: the exposure is then
/// known to about 10 % (1/√100) and can be treated as known beside the few purchases of one customer.
pub const LEAST_SEASON_PURCHASES: u64 = 100;

/// What the whole cohort did in the window exactly one year earlier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CohortSeason {
    /// Purchases of all customers in that window, first purchases excluded.
    pub purchases: u64,
    /// Days of that window times customers, where a customer who came during the window counts from the day of coming.
    /// It keeps growth of the cohort from passing for a season.
    pub customer_days: f64,
}

/// Purchases that an average customer of last year would make in a window of `days` days of the same season.
///
/// Used as exposure of both windows, it makes [`falling_count`](super::falling_count) ask whether the customer bought
/// less than the season explains: with the exposures s1 and s2, n1 ~ Binomial(n1 + n2, s1/(s1 + s2)). A baseline of the
/// twelve months before a one-month recent window contains the same season last year, so 13 months are enough.
///
/// `None` when the cohort made fewer than [`LEAST_SEASON_PURCHASES`] purchases, or days are not positive and finite.
pub fn seasonal_exposure(last_year: CohortSeason, days: f64) -> Option<f64> {
    let usable = |days: f64| days > 0.0 && days.is_finite();
    if last_year.purchases < LEAST_SEASON_PURCHASES || !usable(last_year.customer_days) || !usable(days) {
        return None;
    }
    let exposure = last_year.purchases as f64 / last_year.customer_days * days;
    usable(exposure).then_some(exposure)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{Count, falling_count};
    use super::*;

    fn exposure(purchases: u64, customer_days: f64, days: f64) -> f64 {
        seasonal_exposure(CohortSeason { purchases, customer_days }, days).unwrap()
    }

    #[test]
    fn a_quiet_month_is_not_a_drop_but_a_missed_peak_is() {
        let (quiet, busy) = (exposure(100, 30_000.0, 30.0), exposure(900, 30_000.0, 30.0));
        // One purchase after nine: by days an alarm, by season just what one in ten means.
        let by_days = falling_count(Count { events: 1, exposure: 30.0 }, Count { events: 9, exposure: 30.0 }).unwrap();
        let by_season =
            falling_count(Count { events: 1, exposure: quiet }, Count { events: 9, exposure: busy }).unwrap();
        assert!((by_days.p_value - 11.0 / 1024.0).abs() < 1e-15);
        // P(N <= 1) for N ~ Binomial(10, 0.1), by hand: 0.9^9 (0.9 + 10 × 0.1).
        assert!((by_season.p_value - 0.9_f64.powi(9) * 1.9).abs() < 1e-12);
        assert!(by_season.size.abs() < 1e-12);
        // The same count in both windows, but the recent one was the peak.
        let missed = falling_count(Count { events: 3, exposure: busy }, Count { events: 3, exposure: quiet }).unwrap();
        // P(N <= 3) for N ~ Binomial(6, 0.9), by hand: (1 + 54 + 1215 + 14580)/10^6.
        assert!((missed.p_value - 0.01585).abs() < 1e-12 && (missed.size - 8.0 / 9.0).abs() < 1e-12);
    }

    #[test]
    fn without_a_season_it_is_proportional_to_days() {
        let ratio = exposure(1_000, 10_000.0, 30.0) / exposure(4_000, 40_000.0, 90.0);
        assert!((ratio - 1.0 / 3.0).abs() < 1e-15);
    }

    #[test]
    fn says_nothing_without_enough_of_last_year() {
        assert_eq!(seasonal_exposure(CohortSeason { purchases: 99, customer_days: 1e4 }, 30.0), None);
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(seasonal_exposure(CohortSeason { purchases: 500, customer_days: bad }, 30.0), None);
            assert_eq!(seasonal_exposure(CohortSeason { purchases: 500, customer_days: 1e4 }, bad), None);
        }
        assert_eq!(seasonal_exposure(CohortSeason { purchases: u64::MAX, customer_days: 1e-300 }, 30.0), None);
    }
}
