//! Causes that were planted, confounding that cannot be resolved, and input that contradicts itself.

use proptest::prelude::*;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Poisson};

use super::*;
use crate::models::lot_signals::group::{Group, GroupError};

/// Builds under construction.
#[derive(Default)]
struct Plan {
    groups: Vec<Group>,
    candidates: Vec<u32>,
    offsets: Vec<usize>,
}

impl Plan {
    fn add(&mut self, failures: u64, exposure: f64, candidates: &[u32]) {
        if self.offsets.is_empty() {
            self.offsets.push(0);
        }
        self.groups.push(Group { failures, exposure });
        self.candidates.extend(candidates);
        self.offsets.push(self.candidates.len());
    }

    fn rank(&self) -> Ranking {
        rank_components(&Builds::new(&self.groups, &self.candidates, &self.offsets).unwrap(), 0.05, 0.95)
    }
}

/// The finished lots that contain a bad component light up; the component explains them, and not the other way round.
#[test]
fn a_component_ranks_above_the_lots_it_went_into() {
    for seed in 0..20 {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut plan = Plan::default();
        // Lots 0..400 are finished, with one of 60 screws (1000..) and one of 45 motors (2000..) each. Motor 2007 is
        // bad, and so is finished lot 33 by itself.
        for lot in 0..400_u32 {
            let (screw, motor) = (1_000 + (lot * 7 + lot / 60) % 60, 2_000 + lot % 45);
            let rate = if motor == 2_007 || lot == 33 { 0.10 } else { 0.02 };
            let failures = Poisson::new(400.0 * rate).unwrap().sample(&mut random) as u64;
            plan.add(failures, 400.0, &[lot, screw, motor]);
        }
        let ranking = plan.rank();
        assert_eq!(ranking.tested, 400 + 60 + 45);
        let causes: Vec<_> = ranking.findings.iter().filter(|f| f.standing == Standing::Cause).collect();
        assert_eq!(causes[0].candidates, [2_007], "{seed}");
        assert_eq!(causes[1].candidates, [33], "{seed}");
        assert!(causes.len() == 2, "{seed}: {causes:?}");
        let explained = |f: &&Finding| f.standing == Standing::Explained { by: 2_007 };
        assert!(ranking.findings.iter().filter(explained).count() >= 7, "{seed}");
        for finding in ranking.findings.iter().filter(explained) {
            assert!(finding.adjusted.is_none_or(|test| test.p_value > 1e-4), "{finding:?}");
        }
    }
}

/// Screw and motor go together in nine units of ten; only the motor is bad, which the tenth unit shows.
#[test]
fn parts_fitted_together_are_told_apart_by_those_that_are_not() {
    let mut plan = Plan::default();
    plan.add(900, 9_000.0, &[1, 2]);
    plan.add(100, 1_000.0, &[1]);
    plan.add(20, 1_000.0, &[2]);
    plan.add(1_800, 90_000.0, &[]);
    let ranking = plan.rank();
    let [motor, screw] = &ranking.findings[..] else { panic!("{ranking:?}") };
    assert_eq!((motor.candidates.as_slice(), motor.standing), (&[1][..], Standing::Cause));
    assert_eq!((screw.candidates.as_slice(), screw.standing), (&[2][..], Standing::Explained { by: 1 }));
    assert!(screw.test.ratio > 4.0 && screw.test.p_value < 1e-100);
    // Within motor 1 the screw has 900 of 9,000 against 100 of 1,000, without it 20 of 1,000 against 1,800 of 90,000.
    assert!((screw.adjusted.unwrap().ratio - 1.0).abs() < 1e-12);
    assert!(motor.adjusted.unwrap().ratio > 4.0);
}

#[test]
fn what_always_travels_together_is_one_finding() {
    let mut plan = Plan::default();
    plan.add(90, 400.0, &[5, 9]);
    plan.add(85, 400.0, &[9, 5, 5]);
    (0..50).for_each(|lot| plan.add(8, 400.0, &[20 + lot]));
    let ranking = plan.rank();
    assert_eq!((ranking.tested, ranking.findings.len()), (51, 1));
    assert_eq!((ranking.findings[0].candidates.as_slice(), ranking.findings[0].builds), (&[5, 9][..], 2));
    assert_eq!(ranking.findings[0].standing, Standing::Cause);
}

/// Together in all but a few units, too few to tell: neither may be called innocent.
#[test]
fn nearly_always_together_is_confounded() {
    let mut plan = Plan::default();
    plan.add(90, 900.0, &[1, 2]);
    plan.add(0, 3.0, &[1]);
    plan.add(0, 4.0, &[2]);
    plan.add(2_000, 100_000.0, &[]);
    let ranking = plan.rank();
    let [first, second] = &ranking.findings[..] else { panic!("{ranking:?}") };
    assert_eq!((first.candidates.as_slice(), first.standing), (&[1][..], Standing::Cause));
    assert_eq!((second.candidates.as_slice(), second.standing), (&[2][..], Standing::Confounded { with: 1 }));
}

/// Equal rates: hardly ever a cause.
#[test]
fn equal_rates_have_no_causes() {
    let mut causes = 0;
    for seed in 0..40 {
        let mut random = ChaCha8Rng::seed_from_u64(1_000 + seed);
        let mut plan = Plan::default();
        for lot in 0..300_u32 {
            let failures = Poisson::new(8.0).unwrap().sample(&mut random) as u64;
            plan.add(failures, 400.0, &[lot, 1_000 + random.random_range(0..30), 2_000 + random.random_range(0..30)]);
        }
        causes += plan.rank().findings.len();
    }
    assert!(causes <= 4, "{causes}");
}

proptest! {
    /// Order of builds, of candidates, splitting of builds and repeated candidates change nothing.
    #[test]
    fn order_does_not_matter(
        raw in prop::collection::vec((0..40_u64, 0..200_u32, prop::collection::btree_set(0..8_u32, 0..4)), 1..25),
    ) {
        let mut plan = Plan::default();
        let mut turned = Plan::default();
        for (failures, units, candidates) in &raw {
            let candidates: Vec<u32> = candidates.iter().copied().collect();
            plan.add(*failures, f64::from(*units), &candidates);
        }
        for (failures, units, candidates) in raw.iter().rev() {
            let backwards: Vec<u32> = candidates.iter().rev().chain(candidates).copied().collect();
            turned.add(failures / 2, f64::from(*units) / 2.0, &backwards);
            turned.add(failures - failures / 2, f64::from(*units) / 2.0, &backwards);
        }
        let (got, other) = (plan.rank(), turned.rank());
        prop_assert_eq!(got.tested, other.tested);
        prop_assert_eq!(got.findings.len(), other.findings.len());
        for (a, b) in got.findings.iter().zip(&other.findings) {
            prop_assert_eq!(&a.candidates, &b.candidates, "{:?} {:?}", got, other);
            prop_assert_eq!((a.standing, a.counted.failures), (b.standing, b.counted.failures));
            prop_assert!(a.q_value <= 0.05 && a.q_value >= a.test.p_value * (1.0 - 1e-9) && a.test.ratio > 1.0);
        }
        let mut all: Vec<u32> = got.findings.iter().flat_map(|f| f.candidates.clone()).collect();
        all.sort_unstable();
        prop_assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
    }
}

#[test]
fn refuses_what_contradicts_itself() {
    let groups = [Group { failures: 1, exposure: 1.0 }; 2];
    for offsets in [&[0][..], &[0, 1], &[0, 2, 1], &[1, 1, 2], &[0, 1, 3], &[]] {
        assert_eq!(Builds::new(&groups, &[3, 4], offsets).err(), Some(BuildError::Offsets), "{offsets:?}");
    }
    assert_eq!(Builds::new(&groups, &[3, MOST_CANDIDATES], &[0, 1, 2]).err(), Some(BuildError::TooMany));
    let bad = [Group { failures: 1, exposure: f64::NAN }];
    let error = Builds::new(&bad, &[], &[0, 0]).err();
    assert_eq!(error, Some(BuildError::Group(GroupError::Exposure { position: 0 })));
    let empty = Builds::new(&[], &[], &[0]).unwrap();
    assert!(empty.is_empty() && rank_components(&empty, 0.05, 0.95).findings.is_empty());
    let fine = Builds::new(&groups, &[3, 4], &[0, 1, 2]).unwrap();
    assert_eq!(rank_components(&fine, 0.05, 0.95).tested, 2);
    for bad in [0.0, 1.0, f64::NAN] {
        assert_eq!(rank_components(&fine, bad, 0.95).tested, 0);
        assert_eq!(rank_components(&fine, 0.05, bad).tested, 0);
    }
}

#[test]
fn odd_exposures() {
    let mut plan = Plan::default();
    plan.add(500, 0.0, &[1]);
    plan.add(3, 1e9, &[2, 3]);
    plan.add(900_000, 1e6, &[2]);
    plan.add(0, 1e-9, &[4]);
    plan.add(7, 5.0, &[9, 2, 1]);
    let ranking = plan.rank();
    assert!(ranking.findings.iter().all(|finding| finding.test.p_value <= 0.05), "{ranking:?}");
    let mut everywhere = Plan::default();
    (0..5).for_each(|lot| everywhere.add(9, 10.0, &[lot, 77]));
    assert_eq!(everywhere.rank().tested, 5, "a part of every unit cannot be compared");
}
