//! Planted effects, found again about as often as the intervals claim.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::StandardNormal;

use super::*;

const PLANTED: f64 = 0.8;

fn normal(random: &mut ChaCha8Rng) -> f64 {
    random.sample(StandardNormal)
}

fn covers(estimate: &Estimate) -> bool {
    (estimate.interval.lower..=estimate.interval.upper).contains(&PLANTED)
}

#[test]
fn two_by_two_covers_the_planted_effect() {
    let covered = |error: StandardError| {
        let covers = |seed: &u64| {
            let mut random = ChaCha8Rng::seed_from_u64(*seed);
            let mut cell = |members: usize, mean: f64| {
                let values: Vec<f64> = (0..members).map(|_| mean + 2.0 * normal(&mut random)).collect();
                Cell::of(&values).unwrap()
            };
            let groups = TwoByTwo {
                treated_before: cell(60, 6.0),
                treated_after: cell(45, 6.5 + PLANTED),
                untreated_before: cell(200, 7.0),
                untreated_after: cell(150, 7.5),
            };
            covers(&two_by_two(&groups, error, 0.95).unwrap())
        };
        (0..100).filter(covers).count()
    };
    assert!(covered(StandardError::Welch) >= 90 && covered(StandardError::Pooled) >= 90);
}

/// Where the small group varies most, equal variances are a bad guess and Welch's interval is not.
#[test]
fn welch_holds_where_variances_differ() {
    let estimates: Vec<[Estimate; 2]> = (0..200)
        .map(|seed| {
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            let mut cell = |members: usize, mean: f64, deviation: f64| {
                let values: Vec<f64> = (0..members).map(|_| mean + deviation * normal(&mut random)).collect();
                Cell::of(&values).unwrap()
            };
            let groups = TwoByTwo {
                treated_before: cell(20, 6.0, 3.0),
                treated_after: cell(20, 6.0 + PLANTED, 3.0),
                untreated_before: cell(300, 7.0, 1.0),
                untreated_after: cell(300, 7.0, 1.0),
            };
            [StandardError::Welch, StandardError::Pooled].map(|error| two_by_two(&groups, error, 0.95).unwrap())
        })
        .collect();
    let covered = |at: usize| estimates.iter().filter(|estimates| covers(&estimates[at])).count();
    assert!(covered(0) >= 180, "{}", covered(0));
    assert!(covered(1) < 150, "{}", covered(1));
}

/// 60 customers, 6 periods, levels of their own, errors that last, and one answer in five missing.
fn panel(seed: u64, drift: f64) -> PanelEffect {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let treated: Vec<bool> = (0..60).map(|unit: u32| unit.is_multiple_of(3)).collect();
    let mut observations = Vec::new();
    for (unit, is_treated) in treated.iter().enumerate() {
        let level = 7.0 + 1.5 * normal(&mut random);
        let mut lasting = normal(&mut random);
        for period in 0..6 {
            lasting = 0.6 * lasting + 0.8 * normal(&mut random);
            if random.random_bool(0.2) {
                continue;
            }
            let change = if *is_treated && period >= 3 { PLANTED } else { 0.0 };
            let trend = if *is_treated { drift * f64::from(period) } else { 0.0 };
            let value = level + 0.2 * f64::from(period) + lasting + change + trend;
            observations.push(Observation { unit, period, value });
        }
    }
    let panel = Panel { observations: &observations, treated: &treated, start: 3 };
    panel_effect(&panel, ClusterCorrection::default(), 0.95).unwrap()
}

#[test]
fn a_panel_covers_the_planted_effect() {
    let found: Vec<PanelEffect> = (0..100).map(|seed| panel(seed, 0.0)).collect();
    let covered = found.iter().filter(|own| covers(&own.estimate)).count();
    assert!(covered >= 90, "{covered}");
    let differed = found.iter().filter(|own| own.pre_trend.trends() == Trends::Differed).count();
    assert!(differed <= 12, "{differed}");
    let question = Question::new(Wanted::Higher, 0.5, 0.8).unwrap();
    assert!(found.iter().all(|own| own.verdict(&question) != Verdict::Worse));
}

#[test]
fn a_trend_from_before_is_seen_and_nothing_is_claimed() {
    let question = Question::new(Wanted::Higher, 0.5, 0.8).unwrap();
    let refused = (0..20).filter(|seed| panel(*seed, 1.5).verdict(&question) == Verdict::TrendsDiffered).count();
    assert!(refused >= 19, "{refused}");
}

/// The unhappy are followed up, and unhappy customers recover anyhow: before and after alone would show half as much
/// again as was planted, matched pairs show what was.
#[test]
fn matched_pairs_cover_the_planted_effect_though_low_scores_recover() {
    let (mut covered, mut risen) = (0, 0.0);
    for seed in 0..100 {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let (mut treated, mut untreated) = (Vec::new(), Vec::new());
        for _ in 0..800 {
            let before = 7.0 + 2.0 * normal(&mut random);
            let followed_up = random.random_bool(if before < 6.0 { 0.4 } else { 0.1 });
            let after = 7.0 + 0.5 * (before - 7.0) + normal(&mut random) + if followed_up { PLANTED } else { 0.0 };
            let list = if followed_up { &mut treated } else { &mut untreated };
            list.push(BeforeAfter { before, after, group: 0 });
        }
        let found = matched_effect(&treated, &untreated, &MatchOptions::default()).unwrap();
        covered += usize::from(covers(&found.estimate));
        risen += treated.iter().map(|own| own.after - own.before).sum::<f64>() / treated.len() as f64 / 100.0;
        assert!(found.balance_matched.standardised_difference.abs() < 0.05);
    }
    assert!(covered >= 90, "{covered}");
    assert!(risen > 1.4 * PLANTED, "{risen}");
}
