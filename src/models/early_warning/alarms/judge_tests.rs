//! The ladder of levels, and what is no alarm.

use super::*;
use crate::models::early_warning::rules::{ChartRule, Rule, Signal};
use crate::models::early_warning::series::{Side, Standing};

const LIMITS: Rule = Rule::Chart(ChartRule::BeyondLimits);
const TWO: Rule = Rule::Chart(ChartRule::TwoInARowBeyondTwo);

fn signal(rule: Rule, at: usize, side: Option<Side>, level: Option<Level>) -> Signal {
    Signal { rule, first: at, at, side, level }
}

fn levels(signals: &[Signal], scores: &[Option<f64>], standings: &[Standing]) -> Vec<(i64, Rule, Level)> {
    let found = judge(&run(signals, scores, standings));
    found.alarms.into_iter().map(|alarm| (alarm.period, alarm.key.rule, alarm.level)).collect()
}

fn run<'a>(signals: &'a [Signal], scores: &'a [Option<f64>], standings: &'a [Standing]) -> SeriesRun<'a> {
    let judged = Rule::all().map(|rule| (rule, vec![true; standings.len()])).collect();
    let bad_side = Side::High;
    SeriesRun { metric: "complaints", segment: "", first_period: 100, standings, bad_side, scores, judged, signals }
}

#[test]
fn the_ladder() {
    let high = Some(Side::High);
    let all = [Standing::Complete; 6];
    let at = |found: &[(i64, Rule, Level)]| found.iter().map(|(_, _, level)| *level).collect::<Vec<_>>();
    use Level::{Crisis, Notice, Warning};
    let judged = |signals: &[Signal]| at(&levels(signals, &[], &all));
    assert_eq!(judged(&[signal(TWO, 3, high, None)]), [Notice]);
    assert_eq!(judged(&[signal(TWO, 3, high, None), signal(Rule::Ewma, 3, high, None)]), [Warning, Warning]);
    assert_eq!(judged(&[signal(LIMITS, 3, high, None)]), [Warning]);
    assert_eq!(judged(&[signal(LIMITS, 3, high, None), signal(LIMITS, 5, high, None)]), [Warning, Warning]);
    assert_eq!(judged(&[signal(LIMITS, 3, high, None), signal(LIMITS, 4, high, None)]), [Warning, Crisis]);
    assert_eq!(judged(&[signal(LIMITS, 3, high, None), signal(TWO, 3, high, None)]), [Crisis, Crisis]);
    assert_eq!(at(&levels(&[signal(LIMITS, 1, high, None)], &[None, Some(6.5)], &all)), [Crisis]);
    assert_eq!(at(&levels(&[signal(LIMITS, 1, high, None)], &[None, Some(-6.5)], &all)), [Warning]);
    // Patterns without a side and thresholds leave the others alone.
    let crossings = Rule::Chart(ChartRule::FewCrossings);
    let mixed = [
        signal(LIMITS, 3, high, None),
        signal(crossings, 3, None, None),
        signal(Rule::FixedThreshold, 3, high, Some(Notice)),
    ];
    assert_eq!(judged(&mixed), [Warning, Notice, Notice]);
    // What happened in a provisional period between does not count, nor does it interrupt.
    let mut gap = all;
    gap[3] = Standing::Provisional;
    let around = [2, 3, 4].map(|at| signal(LIMITS, at, high, None));
    assert_eq!(levels(&around, &[], &gap), [(102, LIMITS, Warning), (104, LIMITS, Crisis)]);
}

#[test]
fn the_good_side_and_what_was_not_judged() {
    let low = Some(Side::Low);
    let mut standings = [Standing::Complete; 4];
    standings[3] = Standing::Provisional;
    let signals =
        [signal(LIMITS, 2, low, None), signal(LIMITS, 3, low, None), signal(LIMITS, 3, Some(Side::High), None)];
    let found = judge(&run(&signals, &[], &standings));
    assert_eq!((found.improvements.as_slice(), found.alarms.len()), (&signals[..1], 0));
    assert_eq!(found.judged[&LIMITS], [100, 101, 102]);
    let mut other = run(&signals, &[], &standings);
    other.bad_side = Side::Low;
    assert_eq!(judge(&other).alarms.len(), 1);
    other.judged.remove(&LIMITS);
    assert_eq!(judge(&other).alarms.len(), 0);
}
