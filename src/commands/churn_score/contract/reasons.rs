//! Why a contract is likelier to end than others, in words with numbers.

use crate::commands::speaker::Speaker;
use crate::exports::cast::format_date;
use crate::labels::churn_score as labels;
use crate::models::survival::{Baseline, Feature};
use crate::report::number;

use super::super::reasons::{LEAST, MOST};
use super::load::Loaded;
use super::result::Findings;

/// The reasons of one customer, the weightiest first.
pub(super) fn of(speaker: &Speaker, loaded: &Loaded, findings: &Findings, at: usize) -> Vec<String> {
    if let (Baseline::Announced { .. }, Some(end)) =
        (findings.baselines[at], loaded.contracts.ends[findings.customers[at]])
    {
        return vec![labels::REASON_ANNOUNCED.with(&[("day", &format_date(end))]).render(speaker.lang)];
    }
    let Ok(fitted) = &findings.fitted else { return Vec::new() };
    let features: Vec<f64> = fitted.columns.iter().map(|column| column[at]).collect();
    let Some(assessed) = fitted.score.assess(&features) else { return Vec::new() };
    let parts = assessed.contributions.into_iter().filter(|part| part.log_odds >= LEAST);
    let words = |part: crate::models::churn_score::Contribution| {
        let odds = number::decimal(part.log_odds.exp(), 2);
        match &fitted.encoding.features[part.feature] {
            // Not having a level is no reason.
            Feature::Level { .. } if features[part.feature] == 0.0 => None,
            feature @ Feature::Level { .. } => {
                Some(labels::REASON_ATTRIBUTE.with(&[("odds", &odds)]).and("what", feature.text()))
            }
            Feature::LogTenure => Some(labels::REASON_TENURE.with(&[("days", &findings.tenures[at]), ("odds", &odds)])),
        }
    };
    parts.filter_map(words).take(MOST).map(|text| text.render(speaker.lang)).collect()
}
