//! Rules of the user that cannot be followed. A rule that watches nothing would never raise an alarm, and nobody would know.

use std::collections::BTreeSet;

use crate::error::{Error, Kind, Problem};
use crate::labels::{Text, satisfaction_report::alarms as labels};
use crate::models::alarm_rules::{AlarmRules, MetricRule};
use crate::models::checked_toml::nearest;
use crate::models::early_warning::{ChartKind, Rule, Side};

use super::super::figures::{Between, Metric};
use super::Series;

/// Refuses rules and responses for metrics that this run has not, rules for metrics that cannot be watched, and charts that
/// do not fit their metric.
///
/// # Errors
/// Kind `Usage`, with all of them.
pub(super) fn check(rules: &AlarmRules, series: &[&Series], place: &str) -> Result<(), Error> {
    let mut known: Vec<&Metric> = Vec::new();
    for own in series {
        if !known.iter().any(|metric| metric.id == own.metric.id) {
            known.push(&own.metric);
        }
    }
    let metric = |id: &str| known.iter().find(|own| own.id == id).copied();
    let mut problems: Vec<Problem> = rules
        .metrics()
        .into_iter()
        .filter(|name| metric(name).is_none())
        .map(|name| Problem::at(place, unknown(name, &known)).hint(labels::UNKNOWN_METRIC_HINT.text()))
        .collect();
    for rule in &rules.rules {
        match metric(&rule.metric) {
            Some(own) if own.measure.is_none() || own.bad.is_none() => {
                problems.push(Problem::at(place, labels::NOT_WATCHED.with(&[("name", &own.id)])));
            }
            Some(own) => {
                let wrong = unfit(rule, own).into_iter().chain(idle(rule, own));
                problems.extend(wrong.map(|what| Problem::at(place, what)));
            }
            None if rule.names_its_metric() => {}
            None => {
                let followed = |own: &&&Metric| {
                    let of = rules.of(&own.id);
                    !own.beside && of.is_some_and(|of| std::ptr::eq(of, rule))
                };
                let unfit = known.iter().filter(followed).filter_map(|own| unfit(rule, own));
                problems.extend(unfit.map(|what| Problem::at(place, what)));
            }
        }
    }
    Error::check(Kind::Usage, problems)
}

fn unknown(name: &str, known: &[&Metric]) -> Text {
    let ids: BTreeSet<&str> = known.iter().map(|own| own.id.as_str()).collect();
    match nearest(name, ids.iter().copied()) {
        Some(near) => labels::UNKNOWN_METRIC_NEAR.with(&[("name", &name), ("near", &near)]),
        None => {
            let known = ids.into_iter().collect::<Vec<_>>().join(", ");
            labels::UNKNOWN_METRIC.with(&[("name", &name), ("known", &known)])
        }
    }
}

/// That the chart of a rule does not fit a metric.
fn unfit(rule: &MetricRule, metric: &Metric) -> Option<Text> {
    let (chart, measure) = (rule.chart?, metric.measure?);
    let between: &[ChartKind] = match metric.between {
        Some(Between::Days) => &[ChartKind::T, ChartKind::G],
        Some(Between::Orders) => &[ChartKind::G],
        None => &[],
    };
    // A wide range is on the high side of its chart: where low is bad it would be good news.
    let blind = |own: &&ChartKind| **own == ChartKind::MovingRange && metric.bad == Some(Side::Low);
    let fitting = || ChartKind::fitting(measure).iter().chain(between).filter(|own| !blind(own));
    if fitting().any(|own| *own == chart) {
        return None;
    }
    let known = fitting().map(|own| own.id()).collect::<Vec<_>>().join(", ");
    Some(labels::UNFIT_CHART.with(&[("chart", &chart.id()), ("name", &metric.id), ("known", &known)]))
}

/// That a detector, which alarms when counts are high, would never do so on a metric that is bad when it is low.
fn idle(rule: &MetricRule, metric: &Metric) -> Vec<Text> {
    let of_counts = |own: &&Rule| !matches!(own, Rule::Ewma | Rule::Cusum) && metric.bad == Some(Side::Low);
    let told = rule.detectors.iter().filter(of_counts);
    told.map(|own| labels::IDLE_DETECTOR.with(&[("detector", &own.id()), ("name", &metric.id)])).collect()
}
