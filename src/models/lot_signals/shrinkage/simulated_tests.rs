//! Lots with known rates: what shrinkage must find, what it must not, and input that supports no fit.

use proptest::prelude::*;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Gamma as GammaRate, Poisson};

use super::*;
use crate::models::lot_signals::cells::Cells;
use crate::models::lot_signals::group::{Group, pooled_expectation};

/// Lots that are each sold in `units`, complained about at `rate`.
fn lots(seed: u64, rates: impl IntoIterator<Item = (f64, f64)>) -> Vec<Group> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let lot = |(units, rate): (f64, f64)| {
        let failures = Poisson::new(units * rate).unwrap().sample(&mut random) as u64;
        Group { failures, exposure: units }
    };
    pooled_expectation(&rates.into_iter().map(lot).collect::<Vec<_>>()).unwrap()
}

fn scores(groups: &[Group]) -> (Fit, Vec<Score>) {
    let cells = Cells::fold(groups).unwrap();
    let fit = fit(&cells, ZeroCounts::Kept).unwrap();
    let scores = cells.spread(&fit.prior.score(&cells)).unwrap();
    (fit, scores.into_iter().map(Option::unwrap).collect())
}

/// Three bad lots and six others: the likelihood wants each kind to be of one rate.
#[test]
fn what_was_fitted_is_told_beside_what_is_used() {
    let rates = [24, 31, 26, 7, 4, 3, 6, 5, 4].map(|failures| Group { failures, exposure: 110.0 / 9.0 });
    let cells = Cells::fold(&rates).unwrap();
    let fit = fit(&cells, ZeroCounts::Kept).unwrap();
    let at = |prior: &Prior| log_likelihood(&cells, prior, ZeroCounts::Kept);
    assert!(fit.widened.contains(&true), "{fit:?}");
    assert!((at(&fit.fitted) - fit.log_likelihood).abs() < 1e-6, "{fit:?}");
    assert!(at(&fit.prior) < fit.log_likelihood - 0.1, "{} {fit:?}", at(&fit.prior));
}

/// Base rate 2 %, bad lots five times that, 400 units each: found among few lots and among many.
#[test]
fn planted_lots_are_found() {
    for others in [150, 300, 3_000] {
        for seed in 0..20 {
            let rates = (0..others + 2).map(|i| (400.0 + f64::from(i % 50), if i < 2 { 0.10 } else { 0.02 }));
            let (fit, scores) = scores(&lots(seed, rates));
            assert!(scores[..2].iter().all(|score| score.eb05 >= 2.0), "{others} {seed}: {fit:?} {:?}", &scores[..2]);
            let loud = scores[2..].iter().filter(|score| score.eb05 >= 2.0).count();
            assert!(loud <= 1, "{others} {seed}: {fit:?}");
        }
    }
}

/// One lot at five times the rate among 20,000.
#[test]
fn a_single_bad_lot_among_many() {
    let rates = (0..20_000).map(|i| (300.0 + f64::from(i % 700), if i == 7 { 0.15 } else { 0.02 }));
    let (fit, scores) = scores(&lots(5, rates));
    assert!(scores[7].eb05 >= 2.0, "{fit:?} {:?}", scores[7]);
    assert!(scores.iter().filter(|score| score.eb05 >= 2.0).count() <= 2, "{fit:?}");
}

/// Equal lots give either no prior or one that shrinks all the way.
#[test]
fn equal_lots_have_no_signals() {
    for seed in 0..20 {
        let groups = lots(seed, (0..1_000).map(|i| (400.0 + f64::from(i % 50), 0.02)));
        let cells = Cells::fold(&groups).unwrap();
        match fit(&cells, ZeroCounts::Kept) {
            Err(reason) => assert_eq!(reason, ShrinkageError::NoSpread),
            Ok(fit) => assert!(fit.prior.score(&cells).iter().all(|score| score.eb05 < 2.0), "{fit:?}"),
        }
    }
}

/// Rates from one gamma: its parameters come back, and the mixture is mostly declined.
#[test]
fn one_gamma_is_recovered() {
    let spread = GammaRate::new(4.0, 0.25).unwrap();
    let mut declined = 0;
    for seed in 0..20 {
        let mut random = ChaCha8Rng::seed_from_u64(100 + seed);
        let rates: Vec<_> = (0..4_000).map(|i| (2.0 + f64::from(i % 30), spread.sample(&mut random))).collect();
        let cells = Cells::fold(&lots(200 + seed, rates)).unwrap();
        let one = fit_one_gamma(&cells, ZeroCounts::Kept).unwrap();
        let Prior::OneGamma(gamma) = one.prior else { panic!("{one:?}") };
        assert!((gamma.shape - 4.0).abs() < 0.5 && (gamma.mean() - 1.0).abs() < 0.03, "{gamma:?}");
        let got = fit(&cells, ZeroCounts::Kept).unwrap();
        if matches!(got.instead_of_mixture, Some(ShrinkageError::NoBetterThanOneGamma { .. })) {
            assert_eq!(got.prior, one.prior);
            declined += 1;
        }
    }
    assert!(declined >= 15, "{declined}");
}

/// The shape that the method of moments gives for N = 0, 1, ..., 8 at E = 2 solves the likelihood equation too: there
/// the derivative by the mean vanishes at the mean count.
#[test]
fn the_mean_of_one_gamma_is_that_of_the_data() {
    let groups: Vec<Group> = (0..9).map(|failures| Group { failures, exposure: 2.0 }).collect();
    let fit = fit_one_gamma(&Cells::fold(&groups).unwrap(), ZeroCounts::Kept).unwrap();
    let Prior::OneGamma(gamma) = fit.prior else { panic!("{fit:?}") };
    assert!((gamma.mean() - 2.0).abs() < 1e-6, "{gamma:?}");
}

#[test]
fn squashed_starts_end_at_the_same_maximum() {
    let rates = (0..6_000).map(|i| (100.0 + f64::from(i) / 7.0, if i % 40 == 0 { 0.08 } else { 0.02 }));
    let groups = lots(3, rates);
    let (all, _) = scores(&groups);
    let rounded: Vec<Group> =
        groups.iter().map(|group| Group { exposure: (group.exposure * 16.0).ceil() / 16.0, ..*group }).collect();
    let (few, _) = scores(&rounded);
    assert!(Cells::fold(&groups).unwrap().len() > 4_096 && Cells::fold(&rounded).unwrap().len() < 4_096);
    assert!((all.log_likelihood - few.log_likelihood).abs() < 3.0, "{all:?} {few:?}");
    assert!(all.gradient < 0.1, "{all:?}");
}

#[test]
fn refuses_what_supports_no_fit() {
    let try_fit = |groups: &[Group]| fit(&Cells::fold(groups).unwrap(), ZeroCounts::Kept).map(|fit| fit.prior);
    let group = |failures, exposure| Group { failures, exposure };
    assert_eq!(try_fit(&[]), Err(ShrinkageError::TooFewGroups { groups: 0 }));
    assert_eq!(try_fit(&[group(9, 3.0)]), Err(ShrinkageError::TooFewGroups { groups: 1 }));
    assert_eq!(try_fit(&[group(9, 0.0); 5]), Err(ShrinkageError::TooFewGroups { groups: 0 }));
    let zero = Cells::fold(&[group(0, 1.0), group(4, 1.0), group(1, 2.0)]).unwrap();
    assert_eq!(fit(&zero, ZeroCounts::Dropped).err(), Some(ShrinkageError::ZeroCounts));
    assert_eq!(try_fit(&[group(0, 3.0); 50]), Err(ShrinkageError::NoFailures));
    assert_eq!(try_fit(&[group(3, 3.0); 50]), Err(ShrinkageError::NoSpread));
    assert_eq!(try_fit(&[group(1_000_000, 1e9); 50]), Err(ShrinkageError::NoSpread));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever the groups, a fit is an error or a set of finite scores in order, and never hangs.
    #[test]
    fn scores_are_in_order(
        raw in prop::collection::vec((0..60_u64, prop_oneof![Just(0.0), 1e-9..1e-3, 0.1..20.0, 1e6..1e9]), 0..60),
        zeros in prop_oneof![Just(ZeroCounts::Kept), Just(ZeroCounts::Dropped)],
    ) {
        let kept = |group: &Group| zeros == ZeroCounts::Kept || group.failures > 0;
        let group = |(failures, exposure)| Group { failures, exposure };
        let groups: Vec<Group> = raw.into_iter().map(group).filter(kept).collect();
        let cells = Cells::fold(&groups).unwrap();
        if let Ok(fit) = fit(&cells, zeros) {
            prop_assert!(fit.log_likelihood.is_finite());
            let scores = fit.prior.score(&cells);
            for (group, score) in cells.groups().zip(&scores) {
                let Score { belongs_to_first, ebgm, mean, eb05, eb95 } = *score;
                prop_assert!((0.0..=1.0).contains(&belongs_to_first));
                prop_assert!(0.0 <= eb05 && eb05 <= eb95 && eb95.is_finite(), "{:?} {:?}", group, score);
                prop_assert!(ebgm <= mean * (1.0 + 1e-9) && mean.is_finite() && ebgm >= 0.0, "{:?} {:?}", group, score);
            }
        }
    }

    /// More failures at the same exposure never lower a score of one gamma; more exposure never raises it.
    #[test]
    fn shrinkage_is_monotone(shape in 0.01..50.0_f64, rate in 0.01..50.0_f64, exposure in 0.01..1e4_f64) {
        let groups: Vec<Group> = (0..50).map(|failures| Group { failures, exposure }).collect();
        let prior = Prior::OneGamma(Gamma { shape, rate });
        let scores = prior.score(&Cells::fold(&groups).unwrap());
        prop_assert!(scores.is_sorted_by(|a, b| a.ebgm < b.ebgm && a.eb05 <= b.eb05 && a.eb95 < b.eb95));
        for (group, score) in groups.iter().zip(&scores) {
            let raw = group.failures as f64 / exposure;
            let mean = shape / rate;
            prop_assert!(score.mean >= raw.min(mean) * (1.0 - 1e-12) && score.mean <= raw.max(mean) * (1.0 + 1e-12));
        }
    }

    /// A mixture of two equal components is one gamma.
    #[test]
    fn equal_components_are_one(shape in 0.05..50.0_f64, rate in 0.05..50.0_f64, share in 0.01..0.99_f64) {
        let gamma = Gamma { shape, rate };
        let groups: Vec<Group> = (0..20).map(|n| Group { failures: n, exposure: 0.5 + n as f64 / 3.0 }).collect();
        let cells = Cells::fold(&groups).unwrap();
        let two = Prior::TwoGammas(Mixture { first: gamma, second: gamma, share });
        for (one, two) in Prior::OneGamma(gamma).score(&cells).iter().zip(two.score(&cells)) {
            prop_assert!((one.ebgm / two.ebgm - 1.0).abs() < 1e-10 && (two.belongs_to_first - share).abs() < 1e-10);
            prop_assert!((one.eb05 - two.eb05).abs() <= 1e-9 * one.eb05 && (one.eb95 / two.eb95 - 1.0).abs() < 1e-9);
        }
        let difference = log_likelihood(&cells, &Prior::OneGamma(gamma), ZeroCounts::Dropped)
            - log_likelihood(&cells, &two, ZeroCounts::Dropped);
        prop_assert!(difference.abs() < 1e-8);
    }
}
