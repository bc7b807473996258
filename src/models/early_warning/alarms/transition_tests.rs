//! Runs one after the other, by hand.

use std::collections::BTreeMap;

use super::*;
use crate::models::early_warning::rules::{ChartRule, Rule};

const LIMITS: Rule = Rule::Chart(ChartRule::BeyondLimits);

/// A run that judged `judged` and found alarms in the periods of `alarms`.
fn run(judged: &[i64], alarms: &[(i64, Level)]) -> Judgement {
    let key = AlarmKey { metric: "csat".to_string(), segment: "north".to_string(), rule: LIMITS };
    let alarm = |(period, level): &(i64, Level)| Alarm {
        key: key.clone(),
        period: *period,
        direction: Direction::Low,
        level: *level,
    };
    Judgement {
        metric: key.metric.clone(),
        segment: key.segment.clone(),
        judged: BTreeMap::from([(LIMITS, judged.to_vec())]),
        alarms: alarms.iter().map(alarm).collect(),
        improvements: Vec::new(),
    }
}

fn warnings(judged: &[i64], alarms: &[i64]) -> Judgement {
    run(judged, &alarms.iter().map(|period| (*period, Level::Warning)).collect::<Vec<_>>())
}

fn news(found: &Transitions) -> Vec<(Change, i64, i64, bool)> {
    found.changes.iter().map(|own| (own.change, own.episode.first, own.episode.last, own.rejudged)).collect()
}

/// Runs each judgement on the state the one before left.
fn course(runs: &[Judgement]) -> Vec<Vec<(Change, i64, i64, bool)>> {
    let mut state = Vec::new();
    let mut all = Vec::new();
    for judgement in runs {
        let found = transitions(&state, std::slice::from_ref(judgement));
        all.push(news(&found));
        state = found.state;
    }
    all
}

#[test]
fn an_alarm_is_new_then_ongoing_then_cleared_once() {
    let found = course(&[
        warnings(&[1, 2, 3], &[]),
        warnings(&[1, 2, 3, 4], &[4]),
        warnings(&[1, 2, 3, 4, 5], &[4, 5]),
        warnings(&[1, 2, 3, 4, 5], &[4, 5]),
        warnings(&[1, 2, 3, 4, 5, 6], &[4, 5]),
        warnings(&[1, 2, 3, 4, 5, 6, 7], &[4, 5]),
        warnings(&[1, 2, 3, 4, 5, 6, 7, 8], &[4, 5, 8]),
    ]);
    assert_eq!(found[..2], [vec![], vec![(Change::New, 4, 4, false)]]);
    assert_eq!(found[2..4], [vec![(Change::Ongoing, 4, 5, false)], vec![(Change::Ongoing, 4, 5, false)]]);
    assert_eq!(found[4..6], [vec![(Change::Cleared, 4, 5, false)], vec![]]);
    assert_eq!(found[6], [(Change::New, 8, 8, false)]);
}

#[test]
fn the_first_run_tells_only_what_stands() {
    assert_eq!(course(&[warnings(&[1, 2, 3, 4, 5], &[1, 2, 5])]), [vec![(Change::New, 5, 5, false)]]);
    assert_eq!(course(&[warnings(&[1, 2, 3], &[1]), warnings(&[1, 2, 3, 4], &[1])]), [vec![], vec![]]);
}

/// A provisional period is not among the judged ones: the alarm stands, whatever that period looks like.
#[test]
fn nothing_but_a_judged_period_clears() {
    let first = warnings(&[1, 2, 3], &[3]);
    let still = course(&[first.clone(), warnings(&[1, 2, 3], &[3]), warnings(&[1, 2, 3, 5], &[3])]);
    assert_eq!(still[1..], [vec![(Change::Ongoing, 3, 3, false)], vec![(Change::Cleared, 3, 3, false)]]);
    // Its own period is no longer judged, such as after a correction of the as-of day.
    let state = transitions(&[], std::slice::from_ref(&first)).state;
    assert_eq!(news(&transitions(&state, &[warnings(&[1, 2], &[])])), [(Change::Held, 3, 3, false)]);
    // The series, or the rule, is missing.
    let gone = transitions(&state, &[]);
    assert_eq!(news(&gone), [(Change::Held, 3, 3, false)]);
    assert_eq!(gone.state, state);
    let mut other_rule = warnings(&[1, 2, 3, 4], &[]);
    other_rule.judged = BTreeMap::from([(Rule::Ewma, vec![1, 2, 3, 4])]);
    assert_eq!(news(&transitions(&state, &[other_rule])), [(Change::Held, 3, 3, false)]);
    // And it goes on when it is back.
    let back = transitions(&gone.state, &[warnings(&[2, 3, 4], &[3, 4])]);
    assert_eq!(news(&back), [(Change::Ongoing, 3, 4, false)]);
}

#[test]
fn late_rows_judge_old_periods_anew_and_it_is_said() {
    let before = warnings(&[1, 2, 3, 4], &[3, 4]);
    let after = |next: Judgement| course(&[before.clone(), next]).remove(1);
    assert_eq!(after(warnings(&[1, 2, 3, 4, 5], &[])), [(Change::Withdrawn, 3, 4, true)]);
    assert_eq!(after(warnings(&[1, 2, 3, 4], &[4])), [(Change::Ongoing, 4, 4, true)]);
    assert_eq!(after(warnings(&[1, 2, 3, 4], &[2, 3, 4])), [(Change::Ongoing, 2, 4, true)]);
    assert_eq!(after(warnings(&[1, 2, 3, 4], &[3])), [(Change::Cleared, 3, 3, true)]);
    assert_eq!(
        after(warnings(&[1, 2, 3, 4, 5], &[1, 3, 4, 5])),
        [(Change::Over, 1, 1, true), (Change::Ongoing, 3, 5, false)]
    );
    // Old periods that leave the data are no news.
    assert_eq!(after(warnings(&[4, 5], &[4, 5])), [(Change::Ongoing, 4, 5, false)]);
    assert_eq!(after(warnings(&[5, 6], &[])), [(Change::Cleared, 3, 4, false)]);
    // Closed, then withdrawn; closed, then joined with the present.
    let closed = warnings(&[1, 2, 3, 4, 5], &[3, 4]);
    let later = |next: Judgement| course(&[before.clone(), closed.clone(), next]).remove(2);
    assert_eq!(later(warnings(&[1, 2, 3, 4, 5, 6], &[])), [(Change::Withdrawn, 3, 4, true)]);
    assert_eq!(later(warnings(&[1, 2, 3, 4, 5, 6], &[3, 4, 5, 6])), [(Change::New, 3, 6, true)]);
    assert_eq!(later(warnings(&[7, 8], &[])), []);
    // Closed, and longer, shorter or in two since: told once.
    let closed = warnings(&[1, 2, 3, 4, 5, 6], &[3, 4, 5]);
    let twice = |next: Judgement| {
        let found = course(&[closed.clone(), next.clone(), next]);
        assert_eq!((found[0].as_slice(), found[2].as_slice()), (&[][..], &[][..]));
        found[1].clone()
    };
    assert_eq!(twice(warnings(&[1, 2, 3, 4, 5, 6, 7], &[2, 3, 4, 5])), [(Change::Over, 2, 5, true)]);
    assert_eq!(twice(warnings(&[1, 2, 3, 4, 5, 6, 7], &[3, 4])), [(Change::Over, 3, 4, true)]);
    assert_eq!(twice(warnings(&[1, 2, 3, 4, 5, 6, 7], &[3, 5])), [(Change::Over, 5, 5, true)]);
    assert_eq!(twice(warnings(&[4, 5, 6, 7], &[4, 5])), []);
    let graver = run(&[1, 2, 3, 4, 5, 6, 7], &[3, 4, 5].map(|period| (period, Level::Crisis)));
    assert_eq!(twice(graver), [(Change::Over, 3, 5, true)]);
    // Two that late rows join: the one that stands goes on, once.
    let two = warnings(&[1, 2, 3, 4], &[2, 4]);
    assert_eq!(course(&[two, warnings(&[1, 2, 3, 4], &[2, 3, 4])])[1], [(Change::Ongoing, 2, 4, true)]);
}

#[test]
fn what_came_and_went_between_runs() {
    let found = course(&[warnings(&[1, 2, 3], &[]), warnings(&[1, 2, 3, 4, 5, 6], &[4, 5])]);
    assert_eq!(found[1], [(Change::Over, 4, 5, false)]);
}

#[test]
fn a_worse_level_shows() {
    let first = transitions(&[], &[warnings(&[1, 2, 3], &[3])]);
    let worse = transitions(&first.state, &[run(&[1, 2, 3, 4], &[(3, Level::Warning), (4, Level::Crisis)])]);
    let change = &worse.changes[0];
    assert_eq!((change.earlier_level, change.episode.level), (Some(Level::Warning), Level::Crisis));
    assert_eq!(worse.state[0].judged_through[&LIMITS], 4);
    assert_eq!(worse.state[0].episodes, [Episode { first: 3, last: 4, ..worse.changes[0].episode }]);
}

#[test]
fn series_are_kept_apart() {
    let mut south = warnings(&[1, 2], &[2]);
    south.segment = "south".to_string();
    south.alarms[0].key.segment = "south".to_string();
    let found = transitions(&[], &[warnings(&[1, 2], &[2]), south]);
    assert_eq!(found.changes.iter().map(|own| own.key.segment.as_str()).collect::<Vec<_>>(), ["north", "south"]);
    assert_eq!(found.state.len(), 2);
    assert_eq!(transitions(&[], &[]), Transitions::default());
}
