//! Which thresholds of `--fail-on` the results cross.

use crate::error::Problem;
use crate::exports::cast::UNIT;
use crate::labels::churn_score as labels;
use crate::report::number;
use crate::settings::churn_score::ChurnScoreSettings;
use crate::settings::limits::Threshold;

use super::load::Loaded;
use super::result::{Band, Findings};

/// One problem a crossed threshold.
pub(super) fn crossed(settings: &ChurnScoreSettings, loaded: &Loaded, findings: &Findings<'_>) -> Vec<Problem> {
    let (all, high) = (findings.total(loaded, None), findings.total(loaded, Some(Band::High)));
    let share = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
    of(settings, |metric| {
        Some(match metric {
            "at_risk_revenue" => (high.recent as f64 / UNIT as f64, share(high.recent as f64, all.recent as f64)),
            "expected_churn" => (all.churners, share(all.churners, all.customers as f64)),
            _ => (high.customers as f64, share(high.customers as f64, all.customers as f64)),
        })
    })
}

/// One problem a crossed threshold. `measure` gives the value of a metric and its share of the whole; a metric that it
/// does not know crosses nothing.
pub(super) fn of(settings: &ChurnScoreSettings, measure: impl Fn(&str) -> Option<(f64, Option<f64>)>) -> Vec<Problem> {
    let problem = |threshold: &Threshold| {
        let (value, share) = measure(&threshold.metric)?;
        let seen = match (threshold.share, share) {
            (true, Some(share)) => number::percent(share),
            _ => number::decimal(value, 2),
        };
        threshold
            .crossed(value, share)
            .then(|| Problem::at("--fail-on", labels::CROSSED.with(&[("threshold", threshold), ("seen", &seen)])))
    };
    settings.fail_on.iter().filter_map(problem).collect()
}
