//! How segments are watched: more carefully than all customers together, since among many series one will always look
//! odd.
//!
//! On a segment only rules that judge a period by its own figure count. What they find is a notice, unless all customers
//! together alarm for the same metric in the same period, or the figure lies twice as far out as its limits. Thresholds
//! that the user set hold for segments as they were written.

use std::collections::{BTreeMap, BTreeSet};

use crate::models::alarm_rules::MetricRule;
use crate::models::early_warning::{ChartRule, Judgement, Level, Rule};

use super::watch::Watched;

/// So many standard deviations out, a point of a segment speaks for itself.
const TWICE_THE_LIMIT: f64 = 6.0;

/// The rules and detectors of a metric that count on its segments.
pub(super) fn of_segment(rule: &MetricRule) -> (Vec<ChartRule>, Vec<Rule>) {
    let by_itself = |own: &&Rule| matches!(own, Rule::EarsC1 | Rule::EarsC2 | Rule::Farrington);
    let rules = rule.rules.iter().filter(|own| **own == ChartRule::BeyondLimits).copied().collect();
    (rules, rule.detectors.iter().filter(by_itself).copied().collect())
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
