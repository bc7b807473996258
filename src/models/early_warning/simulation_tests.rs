//! How often the default chart and the default rules alarm, on simulated months of complaints.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Gamma, Poisson};

use super::*;

const BASELINE: usize = 24;
const ORDERS: f64 = 20_000.0;

/// Counts with `times` the variance of chance: Poisson with a gamma distributed mean.
fn count(mean: f64, times: f64, random: &mut ChaCha8Rng) -> f64 {
    let shape = mean / (times - 1.0);
    let own: f64 = Gamma::new(shape, mean / shape).unwrap().sample(random);
    Poisson::new(own).unwrap().sample(random)
}

/// The alarms in the months after the baseline.
fn alarms(later: usize, mean: f64, random: &mut ChaCha8Rng) -> Vec<Alarm> {
    let mut series: Vec<Observation> =
        (0..BASELINE).map(|_| Observation::new(count(200.0, 4.0, random), ORDERS)).collect();
    series.extend((0..later).map(|_| Observation::new(count(mean, 4.0, random), ORDERS)));
    let kind = ChartKind::default_for(Measure::Rate);
    let settings = ChartSettings::new(kind).with_baseline(Baseline::First(BASELINE));
    let chart = control_chart(&series, &settings).unwrap();
    let found = judge(&SeriesRun {
        metric: "complaints",
        segment: "",
        first_period: 0,
        standings: &vec![Standing::Complete; series.len()],
        bad_side: Side::High,
        scores: &chart.scores(),
        judged: chart.judged(ChartRule::DEFAULT).collect(),
        signals: &chart_signals(&chart, ChartRule::DEFAULT),
    });
    found.alarms.into_iter().filter(|alarm| alarm.period >= BASELINE as i64).collect()
}

/// Months with an alarm of at least this level, counted once each.
fn months(alarms: &[Alarm], least: Level) -> usize {
    let mut periods: Vec<i64> = alarms.iter().filter(|own| own.level >= least).map(|own| own.period).collect();
    periods.dedup();
    periods.len()
}

/// At most 1 of 100 in-control months alarms, and few of these as a crisis.
#[test]
fn in_control_months_rarely_alarm() {
    const RUNS: usize = 6_000;
    const LATER: usize = 12;
    let mut random = ChaCha8Rng::seed_from_u64(20);
    let (mut any, mut crisis) = (0, 0);
    for _ in 0..RUNS {
        let found = alarms(LATER, 200.0, &mut random);
        any += months(&found, Level::Notice);
        crisis += months(&found, Level::Crisis);
    }
    let share = |months: usize| months as f64 / (RUNS * LATER) as f64;
    assert!(share(any) <= 0.01, "{}", share(any));
    assert!(share(crisis) <= 0.002, "{}", share(crisis));
}

/// A lasting rise by half is found within 3 months in at least 9 of 10 runs.
#[test]
fn a_lasting_rise_is_found() {
    const RUNS: usize = 4_000;
    let mut random = ChaCha8Rng::seed_from_u64(21);
    let found = (0..RUNS).filter(|_| !alarms(3, 300.0, &mut random).is_empty()).count();
    assert!(found as f64 >= 0.9 * RUNS as f64, "{found}");
}
