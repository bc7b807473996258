//! What must hold for any data, and inputs at the edge.

use proptest::prelude::*;

use super::*;

fn customers() -> impl Strategy<Value = Vec<BeforeAfter>> {
    let customer = (0..60_u32, 0..11_u32, 0..3_u32).prop_map(|(before, after, group)| BeforeAfter {
        before: f64::from(before) / 6.0,
        after: f64::from(after),
        group,
    });
    prop::collection::vec(customer, 0..40)
}

/// Closest first over all pairs, the slow way: the distances in the order in which pairs are made.
fn literally(treated: &[BeforeAfter], untreated: &[BeforeAfter], caliper: f64) -> Vec<f64> {
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for (at, own) in treated.iter().enumerate() {
        for (other_at, other) in untreated.iter().enumerate() {
            let distance = (own.before - other.before).abs();
            if own.group == other.group && distance <= caliper + 1e-11 {
                all.push((distance, at, other_at));
            }
        }
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut used, mut used_others) = (vec![false; treated.len()], vec![false; untreated.len()]);
    let mut distances = Vec::new();
    for (distance, at, other) in all {
        if !used[at] && !used_others[other] {
            (used[at], used_others[other]) = (true, true);
            distances.push(distance);
        }
    }
    distances
}

/// Values of a panel: units by periods, each present or not.
fn values() -> impl Strategy<Value = Vec<Vec<Option<f64>>>> {
    let value = prop::option::weighted(0.8, (0..101_u32).prop_map(|value| f64::from(value) / 10.0));
    prop::collection::vec(prop::collection::vec(value, 5), 4..12)
}

fn effect(values: &[Vec<Option<f64>>], change: impl Fn(usize, i32, f64) -> f64) -> Result<PanelEffect, EffectError> {
    let mut observations = Vec::new();
    for (unit, row) in values.iter().enumerate() {
        for (period, value) in (0..).zip(row) {
            observations.extend(value.map(|value| Observation { unit, period, value: change(unit, period, value) }));
        }
    }
    let treated: Vec<bool> = (0..values.len()).map(|unit| unit.is_multiple_of(2)).collect();
    let panel = Panel { observations: &observations, treated: &treated, start: 2 };
    panel_effect(&panel, ClusterCorrection::default(), 0.9)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn pairs_are_the_closest_first(
        treated in customers(), untreated in customers(), caliper in 0.0..3.0_f64, seed in any::<u64>(),
    ) {
        let options = MatchOptions { caliper: Caliper::Score(caliper), seed, ..MatchOptions::default() };
        let wanted = literally(&treated, &untreated, caliper);
        match matched_effect(&treated, &untreated, &options) {
            Ok(found) => {
                let mut others: Vec<usize> = found.pairs.iter().map(|pair| pair.untreated).collect();
                others.sort_unstable();
                others.dedup();
                prop_assert_eq!(others.len(), found.pairs.len());
                prop_assert_eq!(found.pairs.len() + found.unmatched_treated.len(), treated.len());
                prop_assert_eq!(found.pairs.len() + found.unmatched_untreated, untreated.len());
                for pair in &found.pairs {
                    let (own, other) = (treated[pair.treated], untreated[pair.untreated]);
                    prop_assert!(own.group == other.group && (own.before - other.before).abs() <= caliper + 1e-10);
                }
                let left = found.unmatched_treated.iter().all(|own| untreated.iter().enumerate().all(|(at, other)| {
                    others.binary_search(&at).is_ok() || treated[*own].group != other.group
                        || (treated[*own].before - other.before).abs() > caliper
                }));
                prop_assert!(left, "a pair within the caliper was left");
                // The closest pair of all is among those made, however ties fall.
                let closest = found.pairs.iter()
                    .map(|pair| (treated[pair.treated].before - untreated[pair.untreated].before).abs())
                    .fold(f64::INFINITY, f64::min);
                prop_assert!((closest - wanted[0]).abs() < 1e-12);
            }
            Err(EffectError::TooFewPairs { pairs }) => prop_assert_eq!(pairs, wanted.len()),
            Err(error) => prop_assert!(matches!(error, EffectError::NoVariation { .. }), "{error:?}"),
        }
    }

    /// Without ties there is one result only.
    #[test]
    fn without_ties_the_slow_way_gives_the_same(
        before in prop::collection::btree_set(0..1_000_000_u32, 2..40), caliper in 0.0..2.0_f64,
    ) {
        let mut sides = [Vec::new(), Vec::new()];
        for (at, before) in before.iter().enumerate() {
            let score = f64::from(*before) / 100_000.0;
            let side = usize::from(before % 7 < 3);
            sides[side].push(BeforeAfter { before: score, after: (at * at % 11) as f64, group: 0 });
        }
        let options = MatchOptions { caliper: Caliper::Score(caliper), ..MatchOptions::default() };
        if let Ok(found) = matched_effect(&sides[0], &sides[1], &options) {
            let distance = |pair: &Pair| (sides[0][pair.treated].before - sides[1][pair.untreated].before).abs();
            let mut got: Vec<f64> = found.pairs.iter().map(distance).collect();
            got.sort_by(f64::total_cmp);
            let wanted = literally(&sides[0], &sides[1], caliper);
            prop_assert!(got.len() == wanted.len() && got.iter().zip(&wanted).all(|(a, b)| (a - b).abs() < 1e-9));
        }
    }

    /// Levels of units and periods do not matter, an effect added is an effect found, and scale only scales.
    #[test]
    fn a_panel_sees_only_the_difference_in_differences(values in values(), scale in 1e-9..1e9_f64) {
        let Ok(plain) = effect(&values, |_, _, value| value) else { return Ok(()) };
        let added = |unit: usize, period: i32| if unit.is_multiple_of(2) && period >= 2 { 3.0 } else { 0.0 };
        let moved = effect(&values, |unit, period, value| {
            value + 5.0 * unit as f64 - 2.0 * f64::from(period * period) + added(unit, period)
        }).unwrap();
        prop_assert!((moved.estimate.effect - plain.estimate.effect - 3.0).abs() < 1e-7);
        prop_assert!((moved.estimate.standard_error - plain.estimate.standard_error).abs() < 1e-7);
        let scaled = effect(&values, |_, _, value| scale * value).unwrap();
        prop_assert!((scaled.estimate.effect / scale - plain.estimate.effect).abs() < 1e-7);
        prop_assert_eq!(scaled.treated_units + scaled.untreated_units + scaled.seen_once
            + values.iter().filter(|row| row.iter().all(Option::is_none)).count(), values.len());
    }

    #[test]
    fn a_balanced_panel_is_the_two_by_two(values in prop::collection::vec(prop::collection::vec(0..101_u32, 4), 4..10)) {
        let values: Vec<Vec<Option<f64>>> =
            values.iter().map(|row| row.iter().map(|value| Some(f64::from(*value))).collect()).collect();
        if let Ok(found) = effect(&values, |_, _, value| value) {
            prop_assert!((found.estimate.effect - found.cells.difference()).abs() < 1e-9);
        }
    }

    #[test]
    fn any_cells_give_figures_or_a_reason(
        raw in prop::collection::vec((0..5_usize, any::<f64>(), any::<f64>()), 4), pooled in any::<bool>(),
    ) {
        let cell = |at: usize| Cell { members: raw[at].0, mean: raw[at].1, variance: raw[at].2 };
        let groups = TwoByTwo {
            treated_before: cell(0),
            treated_after: cell(1),
            untreated_before: cell(2),
            untreated_after: cell(3),
        };
        let error = if pooled { StandardError::Pooled } else { StandardError::Welch };
        if let Ok(found) = two_by_two(&groups, error, 0.95) {
            prop_assert!(found.interval.lower <= found.effect && found.effect <= found.interval.upper);
            prop_assert!((0.0..=1.0).contains(&found.p_value) && found.degrees_of_freedom >= 1.0 - 1e-9);
        }
    }
}

#[test]
fn panels_that_say_nothing() {
    let panel = |observations: &[(usize, i32, f64)], treated: &[bool]| {
        let observations: Vec<Observation> = observations
            .iter()
            .map(|(unit, period, value)| Observation { unit: *unit, period: *period, value: *value })
            .collect();
        panel_effect(&Panel { observations: &observations, treated, start: 1 }, ClusterCorrection::None, 0.95)
            .map(|found| found.estimate)
    };
    let both = [true, false];
    assert_eq!(panel(&[], &both), Err(EffectError::NotIdentified));
    assert_eq!(panel(&[(2, 0, 1.0)], &both), Err(EffectError::UnknownUnit { position: 0 }));
    assert_eq!(panel(&[(0, 0, f64::INFINITY)], &both), Err(EffectError::NotANumber { position: 0 }));
    let four = [(0, 0, 1.0), (0, 1, 2.0), (1, 0, 1.0), (1, 1, 1.5)];
    // Two units, two periods: the fit is exact.
    assert!(matches!(panel(&four, &both), Err(EffectError::NoVariation { .. })));
    assert_eq!(panel(&four, &[true, true]), Err(EffectError::NotIdentified));
    assert_eq!(
        panel(&four.map(|(unit, period, value)| (unit, period + 5, value)), &both),
        Err(EffectError::NotIdentified)
    );
    let flat = panel(&four.map(|(unit, period, _)| (unit, period, 0.0)), &both);
    assert!(matches!(flat, Err(EffectError::NoVariation { .. })));
    let swung = [(0, 0, 1e308), (0, 1, -1e308), (1, 0, -1e308), (1, 1, 1e308), (2, 0, 0.0), (2, 1, 1.0)];
    assert_eq!(panel(&swung, &[true, false, false]), Err(EffectError::TooLarge));
}

#[test]
fn one_period_before_leaves_the_trend_open() {
    let values = [[3.0, 6.0], [2.0, 2.5], [4.0, 6.0], [5.0, 4.0], [1.0, 3.0], [7.0, 7.5]];
    let observations: Vec<Observation> = values
        .iter()
        .enumerate()
        .flat_map(|(unit, row)| (0..).zip(row).map(move |(period, value)| Observation { unit, period, value: *value }))
        .chain([Observation { unit: 6, period: 0, value: 100.0 }])
        .collect();
    let treated = [true, false, true, false, true, false, true];
    let panel = Panel { observations: &observations, treated: &treated, start: 1 };
    let found = panel_effect(&panel, ClusterCorrection::default(), 0.95).unwrap();
    assert_eq!(found.pre_trend.slope, Err(EffectError::OnePeriodBefore));
    assert_eq!(found.pre_trend.trends(), Trends::CannotTest);
    assert_eq!((found.treated_units, found.untreated_units, found.seen_once), (3, 3, 1));
    // Changes 3, 2, 2 against 0.5, −1, 0.5.
    assert!((found.estimate.effect - 7.0 / 3.0).abs() < 1e-12);
    // With three units in each group, three times the variance is that of one in each.
    let variance = found.estimate.standard_error.powi(2);
    assert!((found.estimate.variance_of_one - 3.0 * variance).abs() < 1e-12);
}

/// A customer seen before the start in one period only says nothing of the trend before it.
#[test]
fn the_trend_before_rests_on_those_who_show_one() {
    let rows: [[Option<f64>; 4]; 6] = [
        [Some(3.0), Some(4.0), Some(6.0), Some(6.0)],
        [Some(2.0), Some(2.5), Some(3.0), Some(2.0)],
        [Some(4.0), Some(4.0), Some(5.0), Some(6.0)],
        [Some(5.0), Some(6.0), Some(5.0), Some(5.0)],
        [None, Some(1.0), Some(4.0), None],
        [Some(7.0), None, Some(7.0), Some(8.0)],
    ];
    let found = effect(&rows.map(Vec::from), |_, _, value| value).unwrap();
    assert_eq!(found.estimate.degrees_of_freedom, 5.0);
    let slope = found.pre_trend.slope.unwrap();
    assert_eq!((slope.degrees_of_freedom, slope.smallest_group), (3.0, 2));
    // Changes 1 and 0 against 0.5 and 1.
    assert!((slope.effect + 0.25).abs() < 1e-12);
    let gaps: Vec<(usize, usize)> = found.pre_trend.gaps.iter().map(|gap| (gap.treated, gap.untreated)).collect();
    assert_eq!(gaps, [(2, 3), (3, 2)]);
}
