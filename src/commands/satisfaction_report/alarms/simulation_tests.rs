//! How often a run alarms on simulated months of complaints: all the way from counts to alarms that stand.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Gamma, Poisson};

use super::tests::{complaints, no_events, rules, settings, span};
use super::*;

const BASELINE: usize = 24;

/// Counts with four times the variance of chance: Poisson with a gamma distributed mean.
fn count(mean: f64, random: &mut ChaCha8Rng) -> f64 {
    let own: f64 = Gamma::new(mean / 3.0, 3.0).unwrap().sample(random);
    Poisson::new(own).unwrap().sample(random)
}

/// Whether an alarm stands after the last of these months.
fn alarms(counts: &[f64], settings: &SatisfactionSettings, rules: &Rules) -> bool {
    let series = complaints(Segment::Everyone, counts);
    find(settings, rules, &span(counts.len(), false), &[&series], &no_events).unwrap().gravest().is_some()
}

/// 24 months of 200 complaints on 20,000 orders are the baseline; every later month has a run of its own. At most 1 of
/// 100 months in which nothing changed may alarm, and a lasting rise by half must be found within 3 months in 9 of 10
/// cases.
///
/// `cargo test --release --lib alarms::simulation -- --ignored --nocapture`
#[test]
#[ignore = "a measurement, to be run in release"]
#[allow(clippy::print_stderr)]
fn false_alarms_are_rare_and_a_rise_is_found() {
    const RUNS: usize = 4_000;
    const LATER: usize = 12;
    let (settings, rules) = (settings(&[]), rules(AlarmRules::DEFAULT, None));
    let mut random = ChaCha8Rng::seed_from_u64(22);
    let mut false_alarms = 0;
    let mut found = [0; 3];
    for _ in 0..RUNS {
        let mut counts: Vec<f64> = (0..BASELINE).map(|_| count(200.0, &mut random)).collect();
        let mut risen = counts.clone();
        for _ in 0..LATER {
            counts.push(count(200.0, &mut random));
            false_alarms += usize::from(alarms(&counts, &settings, &rules));
        }
        let mut known = false;
        for found in &mut found {
            risen.push(count(300.0, &mut random));
            known |= alarms(&risen, &settings, &rules);
            *found += usize::from(known);
        }
    }
    let share = false_alarms as f64 / (RUNS * LATER) as f64;
    let within = found.map(|runs| runs as f64 / RUNS as f64);
    eprintln!("false alarms: {share:.4} of months; a rise by half found within 1, 2, 3 months: {within:.3?}");
    assert!(share <= 0.01, "{share}");
    assert!(within[2] >= 0.9, "{within:?}");
}
