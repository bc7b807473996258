//! How often something happens by how much could bring it about, such as complaints by orders. It judges one pair of
//! periods; many pairs together need q-values.

use crate::numerics::binomial::{lower_tail, upper_tail};
use crate::numerics::incomplete_gamma::gamma_quantile;
use crate::numerics::interval::Interval;

/// Events by exposure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EventRate {
    /// How often it happened.
    pub events: u64,
    /// Orders, customers or days; above 0.
    pub exposure: f64,
    /// The interval of the rate.
    pub interval: Interval,
}

/// The later rate less the earlier one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateChange {
    /// Later less earlier.
    pub value: f64,
    /// Where the difference of the rates behind both lies.
    pub interval: Interval,
    /// Two-sided p-value of no difference.
    pub p_value: f64,
}

impl EventRate {
    /// The name of the interval in data files.
    pub const METHOD: &str = "poisson_exact";

    /// The rate with its exact interval: with k events the limits of their expected number are the quantiles α/2 of
    /// Gamma(k, 1) and 1 − α/2 of Gamma(k + 1, 1). Source: Garwood, Biometrika 28 (1936) 437–442. It holds for events
    /// that come one by one and independently; where they come in clusters it is too narrow.
    ///
    /// `None` without exposure, or where `confidence` does not lie strictly between 0 and 1.
    pub fn of(events: u64, exposure: f64, confidence: f64) -> Option<EventRate> {
        let usable = exposure > 0.0 && exposure.is_finite() && confidence > 0.0 && confidence < 1.0;
        let tail = (1.0 - confidence) / 2.0;
        usable.then(|| {
            let lower = if events == 0 { 0.0 } else { gamma_quantile(events as f64, tail) };
            let upper = gamma_quantile(events as f64 + 1.0, 1.0 - tail);
            EventRate { events, exposure, interval: Interval { lower: lower / exposure, upper: upper / exposure } }
        })
    }

    /// The rate.
    pub fn value(&self) -> f64 {
        self.events as f64 / self.exposure
    }

    /// The change from `before`. Test: given all events of both, those of the later one are binomial with its share of
    /// the exposure; twice the smaller tail, at most 1. Source: Przyborowski and Wilenski, Biometrika 31 (1940) 313–323.
    /// Interval: the two intervals combined by their squared reaches; Zou and Donner, Statistics in Medicine 27 (2008)
    /// 1693–1702. Near the border test and interval may say different things.
    pub fn change(&self, before: &EventRate) -> RateChange {
        let value = self.value() - before.value();
        let reach = |one: f64, other: f64| one.hypot(other);
        let lower = value - reach(self.value() - self.interval.lower, before.interval.upper - before.value());
        let upper = value + reach(self.interval.upper - self.value(), before.value() - before.interval.lower);
        let events = self.events + before.events;
        let share = self.exposure / (self.exposure + before.exposure);
        let tails = lower_tail(self.events, events, share).zip(upper_tail(self.events, events, share));
        let p_value = tails.map_or(1.0, |(lower, upper)| (2.0 * lower.min(upper)).min(1.0));
        RateChange { value, interval: Interval { lower, upper }, p_value }
    }
}

impl RateChange {
    /// The name of the test in data files.
    pub const METHOD: &str = "conditional_binomial";
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn rate(events: u64, exposure: f64) -> EventRate {
        EventRate::of(events, exposure, 0.95).unwrap()
    }

    /// The exact limits of 0 and 10 events: −ln 0.025 = 3.6889; 4.7954 and 18.3904 (Garwood's table as R's
    /// `poisson.test` prints it).
    #[test]
    fn exact_limits() {
        let near = |found: f64, expected: f64| assert!((found - expected).abs() < 5e-5, "{found} {expected}");
        let none = rate(0, 1.0);
        assert_eq!((none.value(), none.interval.lower), (0.0, 0.0));
        near(none.interval.upper, -f64::ln(0.025));
        let ten = rate(10, 2.0);
        near(ten.interval.lower * 2.0, 4.7954);
        near(ten.interval.upper * 2.0, 18.3904);
        assert_eq!(
            (EventRate::of(1, 0.0, 0.95), EventRate::of(1, 1.0, 1.0), EventRate::of(1, f64::NAN, 0.95)),
            (None, None, None)
        );
    }

    /// With equal exposures 11 against 1 is 11 or more heads of 12, twice: 2 × 13/4096.
    #[test]
    fn a_change_is_tested_given_all_events() {
        let change = rate(11, 5.0).change(&rate(1, 5.0));
        assert!((change.p_value - 26.0 / 4096.0).abs() < 1e-15);
        assert!((change.value - 2.0).abs() < 1e-15 && change.interval.lower > 0.0);
        let back = rate(1, 5.0).change(&rate(11, 5.0));
        assert_eq!((back.p_value, back.interval.upper), (change.p_value, -change.interval.lower));
        let same = rate(7, 100.0).change(&rate(7, 100.0));
        assert_eq!((same.value, same.p_value), (0.0, 1.0));
        let nothing = rate(0, 100.0).change(&rate(0, 3.0));
        assert_eq!((nothing.value, nothing.p_value), (0.0, 1.0));
        assert!(nothing.interval.lower < 0.0 && nothing.interval.upper > 0.0);
    }
}
