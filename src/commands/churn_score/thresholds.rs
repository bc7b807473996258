//! Which thresholds of `--fail-on` the results cross.

use crate::commands::thresholds;
use crate::error::Problem;
use crate::exports::cast::UNIT;
use crate::settings::churn_score::ChurnScoreSettings;

use super::load::Loaded;
use super::result::{Band, Findings};

/// One problem a crossed threshold.
pub(super) fn crossed(settings: &ChurnScoreSettings, loaded: &Loaded, findings: &Findings<'_>) -> Vec<Problem> {
    let (all, high) = (findings.total(loaded, None), findings.total(loaded, Some(Band::High)));
    let share = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
    thresholds::crossed(&settings.fail_on, |metric| {
        Some(match metric {
            "at_risk_revenue" => (high.recent as f64 / UNIT as f64, high.share_of_recent(&all)),
            "expected_churn" => (all.churners, share(all.churners, all.customers as f64)),
            _ => (high.customers as f64, share(high.customers as f64, all.customers as f64)),
        })
    })
}
