//! Completion by hand, and recalls whose end is known because they were simulated.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;

fn done(notified: i32, day: i32, units: u64) -> Completed {
    Completed { notified, day, units }
}

#[test]
fn the_curve_counts_by_day() {
    let notified = [Notified { day: 5, units: 4 }, Notified { day: 3, units: 6 }];
    let completed = [done(3, 4, 2), done(5, 5, 1), done(3, 5, 1)];
    let progress = Progress { affected: 12, as_of: 9, notified: &notified, completed: &completed };
    let points: Vec<_> =
        completion_curve(&progress).unwrap().iter().map(|at| (at.day, at.notified, at.completed)).collect();
    assert_eq!(points, [(3, 6, 0), (4, 6, 2), (5, 10, 4)]);
}

/// All units completed: π = 1, and the waiting days are geometric with the closed form λ = ln(1 + D / Σ d (k − 1)).
#[test]
fn the_closed_form_without_censoring() {
    let completed = [done(0, 0, 40), done(0, 1, 30), done(0, 4, 20), done(0, 9, 10)];
    let notified = [Notified { day: 0, units: 100 }];
    let fit = CompletionFit::new(&Progress { affected: 100, as_of: 400, notified: &notified, completed: &completed })
        .unwrap();
    let closed = (1.0 + 100.0 / (30.0 + 80.0 + 90.0_f64)).ln();
    assert!((fit.rate / closed - 1.0).abs() < 1e-5 && (fit.share - 1.0).abs() < 1e-9, "{fit:?}");
    assert_eq!(fit.forecast(1.0, 0.95), Ok(Forecast::Reached));
}

/// Nothing is out that may still come: after many idle days π is the share completed.
#[test]
fn a_curve_that_has_ended_stays() {
    let notified = [Notified { day: 0, units: 1_000 }];
    let completed: Vec<Completed> = (0..30).map(|day| done(0, day, 20)).collect();
    let progress = Progress { affected: 1_200, as_of: 400, notified: &notified, completed: &completed };
    let fit = CompletionFit::new(&progress).unwrap();
    assert!((fit.share - 0.6).abs() < 1e-3 && (fit.expected_share(f64::INFINITY) - 0.5).abs() < 1e-3, "{fit:?}");
    let never = Forecast::After { days: None, earliest: None, latest: None };
    assert_eq!(fit.forecast(0.75, 0.95), Ok(never));
    assert_eq!(fit.forecast(0.5, 0.95), Ok(Forecast::Reached));
    assert_eq!(fit.forecast(0.9, 0.95), Ok(Forecast::TooFewNotified { missing: 80 }));
}

/// Notified day of each unit, and its day of completion.
fn recall(seed: u64, units: usize, share: f64, rate: f64) -> Vec<(i32, Option<i32>)> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut unit = |at: usize| {
        let notified = (at % 5) as i32;
        let waits = (-(1.0 - random.random::<f64>()).ln() / rate).floor();
        (notified, random.random_bool(share).then_some(notified + waits as i32))
    };
    (0..units).map(&mut unit).collect()
}

fn fitted(units: &[(i32, Option<i32>)], as_of: i32) -> CompletionFit {
    let notified: Vec<Notified> = units.iter().map(|(day, _)| Notified { day: *day, units: 1 }).collect();
    let completed: Vec<Completed> =
        units.iter().filter_map(|(told, day)| Some(done(*told, (*day)?, 1))).filter(|one| one.day <= as_of).collect();
    let affected = units.len() as u64;
    CompletionFit::new(&Progress { affected, as_of, notified: &notified, completed: &completed }).unwrap()
}

/// The day on which half of the units are really completed lies in the 90 % interval at least nine times of ten, and the
/// interval is no wider than it must be: the forecast misses by 1.7 days (root mean square), and whole days make wider.
#[test]
fn the_interval_holds_its_promise() {
    let (units, as_of, runs) = (1_500, 20, 200);
    let (mut held, mut sooner, mut later, mut width) = (0, 0, 0, 0);
    for seed in 0..runs {
        let recall = recall(seed, units, 0.75, 0.04);
        let mut completed: Vec<i32> = recall.iter().filter_map(|(_, day)| *day).collect();
        completed.sort_unstable();
        let truth = (completed[units / 2 - 1] - as_of) as u32;
        let forecast = fitted(&recall, as_of).forecast(0.5, 0.9).unwrap();
        let Forecast::After { days: Some(days), earliest: Some(earliest), latest: Some(latest) } = forecast else {
            panic!("{forecast:?}");
        };
        held += u64::from((earliest..=latest).contains(&truth));
        sooner += u64::from(days < truth);
        later += u64::from(days > truth);
        width += u64::from(latest - earliest);
    }
    assert!(held >= 180 && width <= 7 * runs, "{held} {width}");
    assert!(sooner <= 105 && later <= 105, "{sooner} {later}");
}

#[test]
fn parameters_come_back_and_more_data_say_more() {
    let recall = recall(5, 20_000, 0.7, 0.05);
    let late = fitted(&recall, 120);
    assert!(
        (late.share - 0.7).abs() < 0.01 && (late.rate - 0.05).abs() < 0.002 && late.overdispersion < 1.6,
        "{late:?}"
    );
    let early = fitted(&recall, 12);
    let width = |fit: &CompletionFit| match fit.forecast(0.65, 0.95).unwrap() {
        Forecast::After { earliest: Some(earliest), latest, .. } => latest.map_or(u32::MAX, |latest| latest - earliest),
        other => panic!("{other:?}"),
    };
    assert!(width(&early) > width(&fitted(&recall, 40)));
    let shares: Vec<f64> =
        [0.0, 1.0, 7.0, 30.0, f64::INFINITY].iter().map(|days| early.expected_share(*days)).collect();
    assert!(shares.is_sorted() && shares[4] <= 1.0);
}

/// Units that come back in heaps of ten widen the interval.
#[test]
fn heaps_are_noticed() {
    let recall = recall(9, 600, 0.8, 0.05);
    let heap = |units: u64| {
        let notified: Vec<Notified> = recall.iter().map(|(day, _)| Notified { day: *day, units }).collect();
        let completed: Vec<Completed> = recall
            .iter()
            .filter_map(|(told, day)| Some(done(*told, (*day)?, units)))
            .filter(|one| one.day <= 25)
            .collect();
        CompletionFit::new(&Progress { affected: 600 * units, as_of: 25, notified: &notified, completed: &completed })
            .unwrap()
    };
    assert!(heap(1).overdispersion < 2.0 && heap(10).overdispersion > 5.0);
}

#[test]
fn refuses_what_contradicts_itself() {
    let notified = [Notified { day: 0, units: 10 }];
    let error = |affected, as_of, notified: &[Notified], completed: &[Completed]| {
        CompletionFit::new(&Progress { affected, as_of, notified, completed }).err()
    };
    assert_eq!(error(10, -1, &notified, &[]), Some(CompletionError::NotifiedDay { position: 0 }));
    assert_eq!(error(10, i32::MAX, &notified, &[]), Some(CompletionError::NotifiedDay { position: 0 }));
    assert_eq!(error(9, 5, &notified, &[]), Some(CompletionError::TooManyUnits));
    assert_eq!(error(10, 5, &notified, &[done(0, 1, 6), done(0, 2, 5)]), Some(CompletionError::TooManyUnits));
    for wrong in [done(0, 6, 1), done(0, -1, 1), done(1, 2, 1)] {
        assert_eq!(error(10, 5, &notified, &[wrong]), Some(CompletionError::CompletedDay { position: 0 }));
    }
    assert_eq!(error(10, 5, &notified, &[done(0, 1, 4)]), Some(CompletionError::TooFew { completed: 4 }));
    assert_eq!(error(0, 5, &[], &[]), Some(CompletionError::TooFew { completed: 0 }));
    let first_day = [done(0, 0, 9)];
    let fit =
        CompletionFit::new(&Progress { affected: 10, as_of: 0, notified: &notified, completed: &first_day }).unwrap();
    for (target, confidence) in [(0.0, 0.9), (1.1, 0.9), (f64::NAN, 0.9), (0.95, 1.0), (0.95, 0.0)] {
        assert_eq!(fit.forecast(target, confidence), Err(CompletionError::Share));
    }
    assert!(matches!(fit.forecast(1.0, 0.9), Ok(Forecast::After { earliest: Some(1), .. })));
}
