//! Each rule on series made for it: it fires where it should and not one point before.

use super::*;
use crate::models::early_warning::chart::{Baseline, Chart, ChartKind, ChartSettings, Phase, control_chart};
use crate::models::early_warning::series::{Observation, Side, Standing};

/// Twenty values in a baseline of mean 0 and standard deviation 1 or −1 in turn, as multiples of the chart's standard
/// deviation, then `values`.
fn chart_of(values: &[f64]) -> Chart {
    let own = 2.0 / 1.128;
    let baseline = (0..20).map(|at| if at % 2 == 0 { 1.0 } else { -1.0 });
    let series: Vec<Observation> =
        baseline.chain(values.iter().map(|value| value * own)).map(|value| Observation::new(value, 1.0)).collect();
    let phases =
        vec![Phase { first: 0, baseline: Baseline::Whole }, Phase { first: 20, baseline: Baseline::Range(0..=19) }];
    control_chart(&series, &ChartSettings { phases, ..ChartSettings::new(ChartKind::I) }).unwrap()
}

/// Where a rule fires among `values`: first point, point, side.
fn fired(rule: ChartRule, values: &[f64]) -> Vec<(usize, usize, Option<Side>)> {
    let signals = chart_signals(&chart_of(values), &[rule]);
    signals.iter().filter(|own| own.at >= 20).map(|own| (own.first - 20, own.at - 20, own.side)).collect()
}

const HIGH: Option<Side> = Some(Side::High);
const LOW: Option<Side> = Some(Side::Low);

#[test]
fn a_point_or_two() {
    assert_eq!(fired(ChartRule::BeyondLimits, &[2.9, 3.1, -3.1]), [(1, 1, HIGH), (2, 2, LOW)]);
    assert_eq!(fired(ChartRule::TwoInARowBeyondTwo, &[2.1, -2.1, -2.2, 0.0, -2.1]), [(1, 2, LOW)]);
    let two_of_three = fired(ChartRule::TwoOfThreeBeyondTwo, &[2.1, 0.0, 2.1, 0.0, 0.0, -2.1, 2.1, -2.1, 1.9]);
    assert_eq!(two_of_three, [(0, 2, HIGH), (5, 7, LOW)]);
    let four_of_five = fired(ChartRule::FourOfFiveBeyondOne, &[1.1, 1.1, 0.0, 1.1, 1.1, 0.9, 1.1]);
    assert_eq!(four_of_five, [(0, 4, HIGH)]);
}

#[test]
fn longer_runs() {
    let eight = [0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, -0.1];
    assert_eq!(fired(ChartRule::EightOnOneSide, &eight), [(0, 7, HIGH), (1, 8, HIGH)]);
    assert_eq!(fired(ChartRule::SixTrending, &[0.5, 0.4, 0.3, 0.2, 0.1, 0.0, 0.0]), [(0, 5, LOW)]);
    let alternating: Vec<f64> = (0..14).map(|at| f64::from(at % 2)).collect();
    assert_eq!(fired(ChartRule::FourteenAlternating, &alternating), [(0, 13, None)]);
    assert_eq!(fired(ChartRule::FourteenAlternating, &alternating[..13]), []);
    let within: Vec<f64> = (0..15).map(|at| 0.9 * f64::from(at % 3 - 1)).collect();
    assert_eq!(fired(ChartRule::FifteenWithinOne, &within), [(0, 14, None)]);
    let outside = [1.1, -1.1, 1.1, 1.2, -1.1, 1.3, 1.1, -1.4];
    assert_eq!(fired(ChartRule::EightOutsideOne, &outside), [(0, 7, None)]);
    assert_eq!(fired(ChartRule::EightOutsideOne, &[-1.1; 8]), [(0, 7, LOW)]);
}

/// 20 useful points allow runs of 7: the eighth and ninth are signals.
#[test]
fn anhoej_on_a_phase() {
    let mut values: Vec<f64> = (0..11).map(|at| if at % 2 == 0 { 0.5 } else { -0.5 }).collect();
    values.extend([-0.5; 9]);
    assert_eq!(fired(ChartRule::LongestRun, &values), [(11, 18, LOW), (11, 19, LOW)]);
    assert_eq!(fired(ChartRule::FewCrossings, &values), []);
    let analysis = runs_analysis(&chart_of(&values).points, 1).unwrap();
    assert_eq!((analysis.useful, analysis.longest_run, analysis.crossings), (20, 9, 11));
    let halves: Vec<f64> = (0..20).map(|at| if (7..14).contains(&at) { -0.5 } else { 0.5 }).collect();
    assert_eq!(fired(ChartRule::FewCrossings, &halves), [(0, 19, None)]);
    assert_eq!(fired(ChartRule::LongestRun, &halves), []);
}

/// Windows stay inside a phase, pass over excluded points and never see provisional ones.
#[test]
fn what_windows_do_not_see() {
    let series = |standing| {
        let values = [1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, 9.0, 4.4, 4.4];
        let mut series: Vec<Observation> = values.iter().map(|value| Observation::new(*value, 1.0)).collect();
        series[9].standing = Standing::Excluded;
        series[11].standing = standing;
        series
    };
    let signals = |standing, phases: Vec<Phase>| {
        let settings = ChartSettings { phases, ..ChartSettings::new(ChartKind::I) };
        let chart = control_chart(&series(standing), &settings).unwrap();
        let rules = [ChartRule::TwoInARowBeyondTwo, ChartRule::BeyondLimits];
        chart_signals(&chart, &rules).iter().map(|own| (own.rule.id(), own.first, own.at)).collect::<Vec<_>>()
    };
    let frozen = |first| Phase { first, baseline: Baseline::Range(0..=8) };
    let excluded = ("beyond_limits", 9, 9);
    assert_eq!(signals(Standing::Complete, vec![frozen(0)]), [excluded, ("two_in_a_row_beyond_2sd", 10, 11)]);
    assert_eq!(signals(Standing::Provisional, vec![frozen(0)]), [excluded]);
    assert_eq!(signals(Standing::Missing, vec![frozen(0)]), [excluded]);
    assert_eq!(signals(Standing::Complete, vec![frozen(0), frozen(11)]), [excluded]);
}
