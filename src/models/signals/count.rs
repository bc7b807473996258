//! Did the rate of some event change? Exact tests of two counts, so that tiny counts raise no alarm.

use super::signal::Signal;
use crate::numerics::binomial::{lower_tail, upper_tail};

/// Events of one customer in one window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Count {
    /// Number of events. The event that opens the window, such as the first purchase ever, must not be counted: it
    /// is there by construction.
    pub events: u32,
    /// What the events are expected to be proportional to: days, orders, or days weighed by their season
    /// ([`Season`](super::Season)). Both windows of a test use the same unit.
    pub exposure: f64,
}

/// Events became rarer: purchases, interactions.
///
/// With n1 recent and n2 earlier events over the exposures w1 and w2, a customer with an unchanged rate has
/// n1 ~ Binomial(n1 + n2, w1/(w1 + w2)); p = P(N <= n1). Source: the conditional comparison of two Poisson counts,
/// Przyborowski and Wilenski, Biometrika 31 (1940) 313-323. `recent` and `baseline` are events per exposure and the
/// size is the drop 1 − recent/baseline: 1 when nothing is left, negative when the rate rose.
///
/// `None` without an earlier event, as nothing can fall from there, or when an exposure is not positive and finite.
pub fn falling_count(recent: Count, baseline: Count) -> Option<Signal> {
    let rates = Rates::of(recent, baseline)?;
    if baseline.events == 0 {
        return None;
    }
    let p_value = lower_tail(u64::from(recent.events), rates.events, rates.recent_share)?;
    let size = 1.0 - rates.recent / rates.baseline;
    Signal { p_value, size, recent: rates.recent, baseline: rates.baseline }.finite()
}

/// Events became more frequent: complaints, with the orders as exposure.
///
/// The same distribution as in [`falling_count`], p = P(N >= n1). `recent` is the number of recent events, `baseline`
/// the number that the earlier rate would have brought in the recent exposure, and the size what there is beyond it; a
/// ratio would be infinite for the first complaint ever, and a recent rate would pass an exposure that is only what
/// is usual for a fact.
///
/// `None` without any event, or when an exposure is not positive and finite.
pub fn rising_count(recent: Count, baseline: Count) -> Option<Signal> {
    let rates = Rates::of(recent, baseline)?;
    if rates.events == 0 {
        return None;
    }
    let p_value = upper_tail(u64::from(recent.events), rates.events, rates.recent_share)?;
    let (happened, expected) = (f64::from(recent.events), rates.baseline * recent.exposure);
    Signal { p_value, size: happened - expected, recent: happened, baseline: expected }.finite()
}

struct Rates {
    events: u64,
    /// Part of the exposure that is recent; strictly between 0 and 1, or the tails refuse it.
    recent_share: f64,
    recent: f64,
    baseline: f64,
}

impl Rates {
    fn of(recent: Count, baseline: Count) -> Option<Rates> {
        let usable = |count: Count| count.exposure > 0.0 && count.exposure.is_finite();
        (usable(recent) && usable(baseline)).then(|| Rates {
            events: u64::from(recent.events) + u64::from(baseline.events),
            recent_share: 1.0 / (1.0 + baseline.exposure / recent.exposure),
            recent: f64::from(recent.events) / recent.exposure,
            baseline: f64::from(baseline.events) / baseline.exposure,
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn count(events: u32, exposure: f64) -> Count {
        Count { events, exposure }
    }

    /// Equal windows, by hand: 79/4096, 5/16, 1/16. The last is the strongest evidence four purchases can give.
    #[test]
    fn equal_windows_by_hand() {
        for (recent, total, want) in [(2, 12, 0.019287), (1, 4, 0.3125), (0, 4, 0.0625)] {
            let signal = falling_count(count(recent, 90.0), count(total - recent, 90.0)).unwrap();
            assert!((signal.p_value - want).abs() < 5e-7, "{signal:?}");
        }
        let signal = falling_count(count(2, 90.0), count(10, 90.0)).unwrap();
        assert!((signal.size - 0.8).abs() < 1e-15);
        assert_eq!((signal.recent, signal.baseline), (2.0 / 90.0, 10.0 / 90.0));
    }

    /// Windows of 1 to 3, by hand: P(N = 0 of 4) = (3/4)^4; complaints 2 of 2 on 10 of 50 orders: (1/5)².
    #[test]
    fn unequal_windows_by_hand() {
        let fell = falling_count(count(0, 30.0), count(4, 90.0)).unwrap();
        assert!((fell.p_value - 0.31640625).abs() < 1e-14);
        assert_eq!(fell.size, 1.0);
        let rose = rising_count(count(2, 10.0), count(0, 40.0)).unwrap();
        assert!((rose.p_value - 0.04).abs() < 1e-15);
        assert_eq!((rose.size, rose.recent, rose.baseline), (2.0, 2.0, 0.0));
        // 4 of 40 orders before let 1 be expected of 10.
        let rose = rising_count(count(3, 10.0), count(4, 40.0)).unwrap();
        assert_eq!((rose.size, rose.recent, rose.baseline), (2.0, 3.0, 1.0));
    }

    #[test]
    fn fewer_recent_events_are_never_less_alarming() {
        for earlier in 1..30 {
            let drops: Vec<_> = (0..30).map(|n| falling_count(count(n, 5.0), count(earlier, 7.0)).unwrap()).collect();
            assert!(drops.is_sorted_by(|a, b| a.p_value <= b.p_value && a.size > b.size));
            let rises: Vec<_> = (0..30).map(|n| rising_count(count(n, 5.0), count(earlier, 7.0)).unwrap()).collect();
            assert!(rises.is_sorted_by(|a, b| a.p_value >= b.p_value && a.size < b.size));
        }
    }

    /// Under the null hypothesis the test fires at most as often as it says, whatever the counts.
    #[test]
    fn the_test_keeps_its_level() {
        for n in 1..40_u32 {
            let share = 0.3;
            let mut fired = 0.0;
            for k in 0..n {
                let signal = falling_count(count(k, share), count(n - k, 1.0 - share)).unwrap();
                if signal.p_value <= 0.05 {
                    fired = lower_tail(u64::from(k), u64::from(n), share).unwrap();
                }
            }
            assert!(fired <= 0.05 + 1e-12);
        }
    }

    #[test]
    fn says_nothing_where_nothing_can_be_said() {
        assert_eq!(falling_count(count(3, 30.0), count(0, 90.0)), None);
        assert_eq!(rising_count(count(0, 30.0), count(0, 90.0)), None);
        for exposure in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(falling_count(count(1, exposure), count(1, 1.0)), None);
            assert_eq!(rising_count(count(1, 1.0), count(1, exposure)), None);
        }
        // Exposures so far apart that the share leaves the floats.
        assert_eq!(falling_count(count(1, 1e-200), count(1, 1e200)), None);
        let largest = falling_count(count(u32::MAX, 1.0), count(u32::MAX, 1.0)).unwrap();
        assert!((largest.p_value - 0.5).abs() < 1e-4 && largest.size == 0.0);
    }
}
