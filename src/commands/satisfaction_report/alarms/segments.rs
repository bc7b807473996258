//! How segments are watched: more carefully than all customers together, since among many series one will always look
//! odd.
//!
//! On a segment only rules that judge a period by its own figure count, unless the user asks for all. What they find is a
//! notice, unless all customers together alarm for the same metric in the same period, or the figure lies twice as far out
//! as its limits. Thresholds that the user set hold for segments as they were written.

use std::collections::{BTreeMap, BTreeSet};

use crate::labels::{Text, satisfaction_report::alarms as labels};
use crate::models::alarm_rules::{AlarmRules, MetricRule, Segments};
use crate::models::early_warning::{ChartRule, Judgement, Level, Rule};

use super::Metric;
use super::watch::Watched;

/// So many standard deviations out, a point of a segment speaks for itself.
const TWICE_THE_LIMIT: f64 = 6.0;

/// The rules and detectors of a metric that count on all customers together or, else, on its segments.
pub(super) fn counting(rule: &MetricRule, everyone: bool) -> (Vec<ChartRule>, Vec<Rule>) {
    let counts = |own: Rule| match rule.segments {
        _ if everyone => true,
        Segments::ByAll => true,
        Segments::ByFigure => own.judges_one_period(),
        Segments::Unwatched => false,
    };
    let rules = rule.rules.iter().copied().filter(|own| counts(Rule::Chart(*own))).collect();
    (rules, rule.detectors.iter().copied().filter(|own| counts(*own)).collect())
}

/// What of a rule does not count on segments, although they are watched.
pub(super) fn left_out(rule: &MetricRule) -> Vec<Rule> {
    if rule.segments == Segments::Unwatched {
        return Vec::new();
    }
    let (rules, detectors) = counting(rule, false);
    let all = rule.rules.iter().copied().map(Rule::Chart).chain(rule.detectors.iter().copied());
    all.filter(|own| !rules.iter().any(|rule| Rule::Chart(*rule) == *own) && !detectors.contains(own)).collect()
}

/// That a metric has segments and no rule judges them, as all of its rules look at several periods.
pub(super) fn unjudged(watched: &[Watched], rules: &AlarmRules) -> Vec<Text> {
    let idle = |own: &&Watched| !own.is_everyone() && own.problems.is_empty() && !own.is_judged();
    let mut metrics: Vec<&Metric> = Vec::new();
    for own in watched.iter().filter(idle) {
        if !metrics.iter().any(|metric| metric.id == own.metric.id) {
            metrics.push(&own.metric);
        }
    }
    let left_out = |metric: &&Metric| rules.of(&metric.id).is_some_and(|rule| !left_out(rule).is_empty());
    let told = metrics.into_iter().filter(left_out);
    told.map(|metric| labels::SEGMENTS_NOT_JUDGED.text().and("metric", metric.name.clone())).collect()
}

/// Lowers the alarms of segments that nothing else bears out.
pub(super) fn moderate(watched: &mut [Watched], first_period: i64) {
    let mut alarmed: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
    for own in watched.iter().filter(|own| own.is_everyone()) {
        let periods = own.judgement.alarms.iter().map(|alarm| alarm.period);
        alarmed.entry(own.metric.id.clone()).or_default().extend(periods);
    }
    let none = BTreeSet::new();
    for own in watched.iter_mut().filter(|own| !own.is_everyone()) {
        let with_everyone = alarmed.get(&own.metric.id).unwrap_or(&none);
        let far = |period: i64| {
            let at = usize::try_from(period.saturating_sub(first_period)).ok();
            at.is_some_and(|at| own.out(at) >= TWICE_THE_LIMIT)
        };
        let borne_out: BTreeSet<i64> =
            own.judgement.alarms.iter().map(|alarm| alarm.period).filter(|at| far(*at)).collect();
        lower(&mut own.judgement, |period| with_everyone.contains(&period) || borne_out.contains(&period));
    }
}

fn lower(judgement: &mut Judgement, borne_out: impl Fn(i64) -> bool) {
    for alarm in &mut judgement.alarms {
        let set_by_user = matches!(alarm.key.rule, Rule::FixedThreshold | Rule::RelativeThreshold);
        if !set_by_user && !borne_out(alarm.period) {
            alarm.level = Level::Notice;
        }
    }
}
