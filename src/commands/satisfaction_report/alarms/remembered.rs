//! What of an earlier run still matters: rules that the user has turned off since can no longer hold an alarm.

use std::collections::BTreeSet;

use crate::models::alarm_rules::{AlarmRules, MetricRule, Segments};
use crate::models::early_warning::{LevelThresholds, Rule, SeriesState};

use super::{Segment, Series, segments};

/// The earlier state without the rules that are no longer asked for. Of a series that is not in this run everything is
/// kept: it may come back, and until it does nothing says that it is in order.
pub(super) fn still_asked(earlier: &[SeriesState], series: &[&Series], rules: &AlarmRules) -> Vec<SeriesState> {
    let keep = |state: &SeriesState| {
        let now = series.iter().find(|own| own.metric.id == state.metric && own.segment.id() == state.segment);
        let Some(series) = now else { return state.clone() };
        let asked = rules.of(&state.metric).map(|rule| asked(rule, &series.segment)).unwrap_or_default();
        let mut kept = state.clone();
        kept.judged_through.retain(|rule, _| asked.contains(rule));
        kept.episodes.retain(|episode| asked.contains(&episode.rule));
        kept
    };
    earlier.iter().map(keep).collect()
}

fn asked(rule: &MetricRule, segment: &Segment) -> BTreeSet<Rule> {
    let everyone = *segment == Segment::Everyone;
    if !everyone && rule.segments == Segments::Unwatched {
        return BTreeSet::new();
    }
    let (on_chart, detectors) = segments::counting(rule, everyone);
    let fixed = (rule.thresholds != LevelThresholds::default()).then_some(Rule::FixedThreshold);
    let change = rule.change.map(|_| Rule::RelativeThreshold);
    on_chart.into_iter().map(Rule::Chart).chain(detectors).chain(fixed).chain(change).collect()
}
