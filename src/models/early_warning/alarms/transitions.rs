//! What is news: the alarms of this run against what an earlier run knew.

use std::collections::{BTreeMap, BTreeSet};

use super::change::Change;
use super::episodes::{Episode, episodes};
use super::judge::{AlarmKey, Judgement};
use super::level::Level;
use crate::models::early_warning::rules::Rule;

/// What a run knows of a series, for the next run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeriesState {
    /// The metric.
    pub metric: String,
    /// The segment.
    pub segment: String,
    /// The last period that each rule has judged.
    pub judged_through: BTreeMap<Rule, i64>,
    /// All episodes, open or over, by rule and then by time.
    pub episodes: Vec<Episode>,
}

/// What became of one alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    /// Metric, segment and rule.
    pub key: AlarmKey,
    /// What became of it.
    pub change: Change,
    /// The episode as this run sees it; as the earlier run saw it where it is withdrawn or held, or where its periods are
    /// no longer in the data.
    pub episode: Episode,
    /// Its level in the earlier run, if that had it.
    pub earlier_level: Option<Level>,
    /// Whether a period that the earlier run had judged is judged otherwise now.
    pub rejudged: bool,
}

/// The outcome of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transitions {
    /// By metric, segment, rule and time. What was over before and still is, is listed only where it is judged otherwise
    /// now.
    pub changes: Vec<Transition>,
    /// For the next run, by metric and segment.
    pub state: Vec<SeriesState>,
}

/// Compares the judgements of this run with the state that an earlier run left. Periods are judged anew each time, so
/// that late data change old ones, too, and it is said which.
///
/// On the first sight of a series, or of a rule on it, only alarms that stand are news; what is over is merely kept.
/// An alarm whose series, rule or periods were not judged is held: nothing clears it but a judged period.
pub fn transitions(earlier: &[SeriesState], now: &[Judgement]) -> Transitions {
    let mut known: BTreeMap<(&str, &str), &SeriesState> =
        earlier.iter().map(|state| ((state.metric.as_str(), state.segment.as_str()), state)).collect();
    let mut out = Transitions::default();
    for judgement in now {
        let state = known.remove(&(judgement.metric.as_str(), judgement.segment.as_str()));
        of_series(state, judgement, &mut out);
    }
    for state in known.into_values() {
        let nothing = Judgement {
            metric: state.metric.clone(),
            segment: state.segment.clone(),
            judged: BTreeMap::new(),
            alarms: Vec::new(),
            improvements: Vec::new(),
        };
        of_series(Some(state), &nothing, &mut out);
    }
    let place = |own: &Transition| (own.key.clone(), own.episode.first, own.change);
    out.changes.sort_by_key(place);
    out.state.sort_by(|a, b| (&a.metric, &a.segment).cmp(&(&b.metric, &b.segment)));
    out
}

fn of_series(earlier: Option<&SeriesState>, judgement: &Judgement, out: &mut Transitions) {
    let (metric, segment) = (judgement.metric.clone(), judgement.segment.clone());
    let mut state = SeriesState { metric, segment, ..SeriesState::default() };
    let rules: BTreeSet<Rule> = judgement
        .judged
        .keys()
        .chain(earlier.iter().flat_map(|state| state.judged_through.keys()))
        .chain(earlier.iter().flat_map(|state| state.episodes.iter().map(|episode| &episode.rule)))
        .copied()
        .collect();
    for rule in rules {
        let before: Vec<Episode> = earlier
            .map(|state| state.episodes.iter().filter(|episode| episode.rule == rule).copied().collect())
            .unwrap_or_default();
        let through = earlier.and_then(|state| state.judged_through.get(&rule).copied());
        let judged = judgement.judged.get(&rule).map(Vec::as_slice).unwrap_or_default();
        let found = episodes(rule, judged, judgement);
        let (changes, kept) = of_rule(&before, through, judged, found);
        for (change, episode, earlier_level, rejudged) in changes {
            let key = AlarmKey { metric: state.metric.clone(), segment: state.segment.clone(), rule };
            out.changes.push(Transition { key, change, episode, earlier_level, rejudged });
        }
        state.episodes.extend(kept);
        if let Some(through) = judged.last().copied().max(through) {
            state.judged_through.insert(rule, through);
        }
    }
    out.state.push(state);
}

type Changed = (Change, Episode, Option<Level>, bool);

/// The changes of one rule on one series, and its episodes for the next run.
fn of_rule(
    before: &[Episode],
    through: Option<i64>,
    judged: &[i64],
    found: Vec<Episode>,
) -> (Vec<Changed>, Vec<Episode>) {
    let mut changes = Vec::new();
    let mut kept = Vec::new();
    let mut matched = vec![false; found.len()];
    let mut told = vec![false; found.len()];
    // Late data may join several episodes into one. It is told once, as what became of the one that stood.
    for old in before.iter().filter(|old| old.open).chain(before.iter().filter(|old| !old.open)) {
        let meeting: Vec<usize> =
            found.iter().enumerate().filter(|(_, new)| old.meets(new)).map(|(at, _)| at).collect();
        if let Some((new, told)) = meeting.last().and_then(|last| found.get(*last).zip(told.get_mut(*last))) {
            for at in &meeting {
                if let Some(flag) = matched.get_mut(*at) {
                    *flag = true;
                }
            }
            // Of what the earlier run saw, only the periods that are judged now can be compared.
            let seen = || judged.iter().filter(|period| (old.first..=old.last).contains(period)).copied();
            let (start, end) = (seen().min().unwrap_or(old.first), seen().max().unwrap_or(old.last));
            let same_end = if old.open { new.last >= end } else { new.last == end };
            let rejudged = meeting.len() > 1 || new.first != start || !same_end;
            let level = Some(old.level);
            let change = match (old.open, new.open) {
                (true, true) => Some((Change::Ongoing, *new, level, rejudged)),
                (false, true) => Some((Change::New, *new, level, true)),
                (true, false) => Some((Change::Cleared, *new, level, rejudged)),
                (false, false) => {
                    // The level is that of all of its periods, and says nothing where some are out of sight.
                    let other_level = (start, end) == (old.first, old.last) && new.level != old.level;
                    (rejudged || other_level).then_some((Change::Over, *new, level, true))
                }
            };
            if !std::mem::replace(told, true) {
                changes.extend(change);
            }
            continue;
        }
        let own_judged = judged.iter().any(|period| (old.first..=old.last).contains(period));
        let judged_later = judged.last().is_some_and(|last| *last > old.last);
        let closed = Episode { open: false, ..*old };
        match (own_judged, old.open, judged_later) {
            (true, _, _) => changes.push((Change::Withdrawn, closed, Some(old.level), true)),
            (false, true, true) => changes.push((Change::Cleared, closed, Some(old.level), false)),
            (false, true, false) => {
                changes.push((Change::Held, *old, Some(old.level), false));
                kept.push(*old);
            }
            // Its periods are out of sight; it is kept as long as they may come back.
            (false, false, false) => kept.push(*old),
            (false, false, true) => {}
        }
    }
    for (new, matched) in found.iter().zip(matched) {
        kept.push(*new);
        let known = through.is_some_and(|through| new.first <= through);
        match (matched, new.open, through) {
            (true, _, _) | (false, false, None) => {}
            (false, true, _) => changes.push((Change::New, *new, None, known)),
            (false, false, Some(_)) => changes.push((Change::Over, *new, None, known)),
        }
    }
    kept.sort_by_key(|episode| (episode.first, episode.last));
    (changes, kept)
}
