//! The whole way from counts to signals, on lots with known rates.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Poisson};

use super::exact::{Alternative, against_rest};
use super::shrinkage::{ZeroCounts, fit};
use super::*;
use crate::numerics::q_value::q_values;

fn signals(lots: &[Group]) -> Vec<bool> {
    let all = total(lots).unwrap();
    let p = |lot: &Group| {
        let rest = Group { failures: all.failures - lot.failures, exposure: all.exposure - lot.exposure };
        against_rest(*lot, rest, Alternative::Higher, 0.95).map(|test| test.p_value)
    };
    let q = q_values(&lots.iter().map(p).collect::<Vec<_>>()).unwrap();
    let cells = Cells::fold(&pooled_expectation(lots).unwrap()).unwrap();
    let eb05: Vec<Option<f64>> = match fit(&cells, ZeroCounts::Kept) {
        Ok(fit) => cells.spread(&fit.prior.score(&cells)).unwrap().iter().map(|s| s.map(|s| s.eb05)).collect(),
        Err(_) => vec![None; lots.len()],
    };
    q.into_iter().zip(eb05).map(|(q, eb05)| SignalRule::default().judge(q, eb05).is_signal()).collect()
}

fn simulated(seed: u64, lots: u32, rate: impl Fn(u32) -> f64) -> Vec<Group> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut lot = |at: u32| {
        let units = f64::from(400 + at * 37 % 600);
        Group { failures: Poisson::new(units * rate(at)).unwrap().sample(&mut random) as u64, exposure: units }
    };
    (0..lots).map(&mut lot).collect()
}

/// Base rate 2 %, two lots at 10 %: both found at 20 seeds of 20, with at most one false signal in 1,000 lots.
#[test]
fn planted_lots_are_signals_and_others_are_not() {
    for seed in 0..20 {
        let lots = simulated(seed, 1_000, |at| if at == 3 || at == 700 { 0.10 } else { 0.02 });
        let signals = signals(&lots);
        assert!(signals[3] && signals[700], "{seed}");
        let count = signals.iter().filter(|signal| **signal).count();
        assert!(count <= 3, "{seed}: {count}");
    }
}

/// Rates that differ mildly between lots, as they do: hardly a signal, though q alone would name many.
#[test]
fn mild_differences_are_no_signals() {
    let mut loud = 0;
    for seed in 0..10 {
        let lots = simulated(50 + seed, 1_000, |at| 0.02 * (0.7 + 0.6 * f64::from(at % 11) / 10.0));
        loud += signals(&lots).iter().filter(|signal| **signal).count();
    }
    assert!(loud <= 10, "{loud}");
}

#[test]
fn lots_without_anything() {
    assert!(signals(&[]).is_empty());
    assert_eq!(signals(&[Group { failures: 0, exposure: 5.0 }; 4]), [false; 4]);
    assert_eq!(signals(&[Group { failures: 90, exposure: 5.0 }]), [false]);
    assert_eq!(signals(&[Group { failures: 3, exposure: 0.0 }; 3]), [false; 3]);
    // All failures in one lot: others expect none, and yet it must not vanish.
    let mut lots = vec![Group { failures: 0, exposure: 500.0 }; 200];
    lots[17].failures = 40;
    let signals = signals(&lots);
    assert!(signals[17] && signals.iter().filter(|signal| **signal).count() == 1);
}
