//! How often intervals hold the truth, on simulated answers from a fixed seed.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::reliability::reliability;
use super::*;

/// Share of `repeats` samples of `n` answers, drawn with the probability of each place of the scale, whose interval
/// holds the score of the population.
fn coverage(random: &mut ChaCha8Rng, scale: Scale, chances: &[f64], n: usize, metric: Metric, truth: f64) -> f64 {
    let repeats = 2_000;
    let mut held = 0;
    for _ in 0..repeats {
        let mut counts = vec![0; scale.points()];
        for _ in 0..n {
            let mut left: f64 = random.random();
            let drawn = chances.iter().position(|chance| {
                left -= chance;
                left < 0.0
            });
            counts[drawn.unwrap_or(chances.len() - 1)] += 1;
        }
        let own = score(&Tally::of_counts(scale, &counts).unwrap(), metric, 0.95).unwrap().unwrap();
        held += u32::from(own.interval.lower <= truth && truth <= own.interval.upper);
    }
    f64::from(held) / f64::from(repeats)
}

#[test]
fn adjusted_wald_holds_the_net_promoter_score() {
    let mut random = ChaCha8Rng::seed_from_u64(20_260_630);
    for n in [30, 100] {
        let mut all = Vec::new();
        for (promoters, detractors) in [(0.1, 0.1), (0.3, 0.3), (0.5, 0.2), (0.6, 0.3), (0.7, 0.1), (0.2, 0.5)] {
            let mut chances = [0.0; 11];
            (chances[3], chances[8], chances[10]) = (detractors, 1.0 - promoters - detractors, promoters);
            let truth = promoters - detractors;
            all.push(coverage(&mut random, Scale::NET_PROMOTER, &chances, n, Metric::NetPromoter, truth));
        }
        let mean = all.iter().sum::<f64>() / all.len() as f64;
        assert!((0.94..=0.97).contains(&mean), "{n}: {mean} of {all:?}");
    }
}

#[test]
fn wilson_holds_the_share() {
    let mut random = ChaCha8Rng::seed_from_u64(20_260_631);
    let five = Scale::new(1, 5).unwrap();
    for n in [30, 100] {
        let mut all = Vec::new();
        for share in [0.05, 0.15, 0.3, 0.5, 0.65, 0.8, 0.93] {
            let chances = [0.0, 1.0 - share, 0.0, share / 2.0, share / 2.0];
            all.push(coverage(&mut random, five, &chances, n, Metric::CustomerSatisfaction, share));
        }
        let mean = all.iter().sum::<f64>() / all.len() as f64;
        assert!((0.94..=0.97).contains(&mean), "{n}: {mean} of {all:?}");
    }
}

/// Nearly everybody answers 5: without the bound from the scale, samples of 5s alone would have an interval of zero
/// width, and four of five samples of 20 are such.
#[test]
fn the_bound_from_the_scale_holds_the_mean() {
    let mut random = ChaCha8Rng::seed_from_u64(20_260_632);
    let five = Scale::new(1, 5).unwrap();
    let chances = [0.01, 0.0, 0.0, 0.0, 0.99];
    let held = coverage(&mut random, five, &chances, 20, Metric::Mean, 4.96);
    assert!(held > 0.95, "{held}");
}

/// Three items that share one normal variable of the same variance as their own: the reliability of their sum is 3/4.
#[test]
fn feldt_holds_the_reliability() {
    let mut random = ChaCha8Rng::seed_from_u64(20_260_633);
    let mut normal = || (0..12).map(|_| random.random::<f64>()).sum::<f64>() - 6.0;
    let (repeats, mut held) = (1_000, 0);
    for _ in 0..repeats {
        let mut items = [vec![], vec![], vec![]];
        for _ in 0..30 {
            let shared = normal();
            items.iter_mut().for_each(|item| item.push(Some(shared + normal())));
        }
        let items: Vec<&[Option<f64>]> = items.iter().map(Vec::as_slice).collect();
        let at = reliability(&items, 0.95).unwrap().interval.unwrap();
        held += u32::from(at.lower <= 0.75 && 0.75 <= at.upper);
    }
    let held = f64::from(held) / f64::from(repeats);
    assert!((0.93..=0.97).contains(&held), "{held}");
}
