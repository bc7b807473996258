//! Why a contract is likelier to end than others, in words with numbers.

use crate::commands::speaker::Speaker;
use crate::exports::cast::format_date;
use crate::labels::{Text, churn_score as labels};
use crate::models::survival::{Baseline, Feature};
use crate::report::number;

use super::super::reasons::{LEAST, MOST};
use super::load::Loaded;
use super::result::{Findings, Fitted};

/// The reasons of one customer, the weightiest first.
pub(super) fn of(speaker: &Speaker, loaded: &Loaded, findings: &Findings, at: usize) -> Vec<String> {
    let customer = findings.customers[at];
    if let (Baseline::Announced { .. }, Some(end)) = (findings.baselines[at], loaded.contracts.ends[customer]) {
        return vec![labels::REASON_ANNOUNCED.with(&[("day", &format_date(end))]).render(speaker.lang)];
    }
    let Ok(fitted) = &findings.fitted else { return Vec::new() };
    let odds = |part: f64| number::decimal(part.exp(), 2);
    let mut all: Vec<(f64, Text)> = Vec::new();
    for (place, (name, values)) in loaded.attributes.iter().enumerate() {
        let part = part(fitted, at, |feature| matches!(feature, Feature::Level { attribute, .. } if attribute == name));
        if let Some(level) = fitted.encoding.level(place, values[customer].as_deref()) {
            let words = labels::REASON_ATTRIBUTE.with(&[("odds", &odds(part))]);
            all.push((part, words.and("what", level.of_attribute(name))));
        }
    }
    let part = part(fitted, at, |feature| *feature == Feature::LogTenure);
    all.push((part, labels::REASON_TENURE.with(&[("days", &findings.tenures[at]), ("odds", &odds(part))])));
    all.retain(|(part, _)| *part >= LEAST);
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    all.into_iter().take(MOST).map(|(_, words)| words.render(speaker.lang)).collect()
}

/// What some features add to the log-odds of a customer, against the average of those whom the score was learnt from. All
/// levels of an attribute belong together: one of them has no feature, and shows only in what the others do not add.
fn part(fitted: &Fitted, at: usize, is_wanted: impl Fn(&Feature) -> bool) -> f64 {
    let features = fitted.encoding.features.iter().zip(&fitted.score.coefficients).zip(&fitted.columns);
    features.filter(|((feature, _), _)| is_wanted(feature)).map(|((_, own), column)| own.part(column[at])).sum()
}
