//! Published figures first, then properties and nasty input, of the tests without strata.

use proptest::prelude::*;

use super::*;
use crate::models::lot_signals::group::{Group, MOST_FAILURES};
use crate::numerics::deviance::{ln_binomial, ln_poisson};

fn near(got: f64, want: f64, relative: f64) {
    assert!((got / want - 1.0).abs() <= relative, "{got} instead of {want}");
}

fn group(failures: u64, exposure: f64) -> Group {
    Group { failures, exposure }
}

/// Help page of R's `poisson.test`, second example: chromosome counts of Stevenson and Whitley.
#[test]
fn two_poisson_rates_in_r() {
    let got = against_rest(group(11, 800.0), group(21, 3011.0), Alternative::Different, 0.95).unwrap();
    near(got.p_value, 0.079_668_63, 5e-8);
    near(got.ratio, 1.971_488, 5e-7);
    near(got.interval.lower, 0.858_426_4, 1e-7);
    near(got.interval.upper, 4.277_265_9, 2e-8);
}

/// Help page of R's `poisson.test`, first example: failures in a time base.
#[test]
fn one_poisson_rate_in_r() {
    let got = against_expected(137, 24.198_93, Alternative::Different, 0.95).unwrap();
    near(got.ratio, 5.661_407, 1e-7);
    near(got.interval.lower, 4.753_125, 1e-7);
    near(got.interval.upper, 6.692_709, 1e-7);
    assert!(got.p_value < 2.2e-16);
}

/// Help page of R's `binom.test`: Mendel's 682 of 925 at 3/4 gives p = 0.3825 and (0.7076683, 0.7654066).
#[test]
fn one_share_in_r() {
    let got = against_share(682, 925, 0.75, Alternative::Different, 0.95).unwrap();
    near(got.p_value, 0.3825, 1e-4);
    near(got.interval.lower * 0.75, 0.707_668_3, 1e-7);
    near(got.interval.upper * 0.75, 0.765_406_6, 1e-7);
}

proptest! {
    /// p-values against plain sums over all counts.
    #[test]
    fn p_values_are_sums_of_probabilities(
        n1 in 0..40_u64, n2 in 0..40_u64, e1 in 0.01..50.0_f64, e2 in 0.01..50.0_f64,
    ) {
        prop_assume!(n1 + n2 > 0);
        let (all, x) = (n1 + n2, e1 / (e1 + e2));
        let density = |k: u64| ln_binomial(k as f64, (all - k) as f64, x, e2 / (e1 + e2)).exp();
        let higher: f64 = (n1..=all).map(density).sum();
        let limit = density(n1) * (1.0 + 1e-7);
        let different: f64 = (0..=all).map(density).filter(|d| *d <= limit).sum();
        for (alternative, want) in [(Alternative::Higher, higher), (Alternative::Different, different)] {
            let got = against_rest(group(n1, e1), group(n2, e2), alternative, 0.95).unwrap().p_value;
            prop_assert!((got / want - 1.0).abs() < 1e-8, "{:?} {} {}", alternative, got, want);
        }
        let ln_p = ln_p_against_rest(group(n1, e1), group(n2, e2)).unwrap();
        prop_assert!((ln_p - higher.ln()).abs() < 1e-9 * ln_p.abs().max(1.0));

        let poisson = |k: u64| ln_poisson(k as f64, e1).exp();
        let limit = poisson(n1) * (1.0 + 1e-7);
        let want: f64 = (0..400).map(poisson).filter(|d| *d <= limit).sum();
        let got = against_expected(n1, e1, Alternative::Different, 0.95).unwrap().p_value;
        prop_assert!((got - want).abs() < 1e-9 * want.max(1e-6), "{} {}", got, want);
    }

    /// The interval holds the ratio, turns with the roles, and a limit that excludes 1 goes with a small p.
    #[test]
    fn intervals_agree_with_p(n1 in 0..500_u64, n2 in 1..5_000_u64, e1 in 1.0..1e4_f64, e2 in 1.0..1e6_f64) {
        let got = against_rest(group(n1, e1), group(n2, e2), Alternative::Higher, 0.95).unwrap();
        prop_assert!(got.interval.lower <= got.ratio && got.ratio <= got.interval.upper);
        prop_assert_eq!(got.interval.lower > 1.0, got.p_value < 0.025);
        let turned = against_rest(group(n2, e2), group(n1, e1), Alternative::Higher, 0.95).unwrap();
        prop_assert!((turned.interval.lower * got.interval.upper - 1.0).abs() < 1e-9);
        let more = against_rest(group(n1 + 1, e1), group(n2, e2), Alternative::Higher, 0.95).unwrap();
        prop_assert!(more.p_value <= got.p_value && more.ratio > got.ratio);
    }

    /// The upper tail keeps its level, whatever the expectation.
    #[test]
    fn the_test_keeps_its_level(expected in 0.001..300.0_f64) {
        let p = |n: u64| against_expected(n, expected, Alternative::Higher, 0.95).unwrap().p_value;
        let fires = (0..1_000).find(|n| p(*n) <= 0.05).unwrap();
        let level: f64 = (fires..fires + 400).map(|k| ln_poisson(k as f64, expected).exp()).sum();
        prop_assert!(level <= 0.05 + 1e-12);
    }
}

#[test]
fn nothing_is_said_where_nothing_can_be() {
    let test = |a, b| against_rest(a, b, Alternative::Higher, 0.95);
    assert_eq!(test(group(0, 5.0), group(0, 5.0)), None);
    for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(test(group(1, bad), group(1, 5.0)), None);
        assert_eq!(test(group(1, 5.0), group(1, bad)), None);
        assert_eq!(against_expected(1, bad, Alternative::Higher, 0.95), None);
    }
    assert_eq!(against_share(3, 2, 0.1, Alternative::Higher, 0.95), None);
    assert_eq!(against_share(0, 0, 0.1, Alternative::Higher, 0.95), None);
    assert_eq!(against_share(1, 2, 1.0, Alternative::Higher, 0.95), None);
    for confidence in [0.0, 1.0, f64::NAN] {
        assert_eq!(against_rest(group(1, 1.0), group(1, 1.0), Alternative::Higher, confidence), None);
        assert_eq!(garwood(1, confidence), None);
    }
}

#[test]
fn extreme_counts_and_exposures() {
    let only = against_rest(group(5, 10.0), group(0, 1e9), Alternative::Higher, 0.95).unwrap();
    assert!(only.ratio == f64::INFINITY && only.interval.upper == f64::INFINITY && only.p_value < 1e-39);
    let none = against_rest(group(0, 1e9), group(7, 1e9), Alternative::Higher, 0.95).unwrap();
    assert!(none.p_value == 1.0 && none.ratio == 0.0 && none.interval.lower == 0.0);
    for alternative in [Alternative::Higher, Alternative::Different] {
        let half = MOST_FAILURES / 2;
        let even = against_rest(group(half, 1e9), group(half, 1e9), alternative, 0.95).unwrap();
        assert!((even.ratio - 1.0).abs() < 1e-15 && even.p_value >= 0.5 && even.interval.lower < 1.0);
        let far = against_rest(group(30, 1e-200), group(1, 1e200), alternative, 0.95).unwrap();
        assert!(far.p_value == 0.0 && far.ratio == f64::INFINITY || far.ratio > 1e300);
        assert!(against_expected(MOST_FAILURES, 1e-9, alternative, 0.95).unwrap().p_value == 0.0);
        assert!(against_expected(0, 1e9, alternative, 0.95).unwrap().p_value <= 1.0);
        assert!(against_expected(3, 1e300, alternative, 0.95).unwrap().p_value <= 1.0);
    }
    let strongest = ln_p_against_rest(group(900, 10.0), group(50, 1e6)).unwrap();
    assert!(strongest < -9_000.0 && strongest.is_finite());
}
