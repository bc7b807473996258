//! Why the score of a customer is what it is, in words with numbers. These are statistical reasons; what a customer
//! complained about is told apart from them.

use crate::commands::speaker::Speaker;
use crate::labels::churn_score as labels;
use crate::report::number;

use super::combine::Feature;
use super::load::Loaded;
use super::result::{Band, Findings};
use super::signals;

/// Reasons that are told of one customer.
pub(super) const MOST: usize = 3;
/// A part of the score below this many log-odds (10 % of the odds) is not worth telling.
pub(super) const LEAST: f64 = 0.1;
/// A signal that chance alone would raise in more than one test of twenty is not told.
const SURPRISING: f64 = 0.05;

/// The reasons of one customer, the weightiest first.
pub(super) fn of(speaker: &Speaker, loaded: &Loaded, findings: &Findings<'_>, at: usize) -> Vec<String> {
    let mut told = match &findings.combined {
        Ok(combined) => {
            let parts = combined.score.coefficients.iter().zip(&combined.features);
            let parts = parts.map(|(own, column)| own.part(column[at]));
            weighed(speaker, loaded, findings, at, combined.names.iter().copied().zip(parts))
        }
        Err(_) => alarms(speaker, loaded, findings, at),
    };
    told.truncate(MOST);
    told
}

/// By the parts of the combined score.
fn weighed(
    speaker: &Speaker,
    loaded: &Loaded,
    findings: &Findings<'_>,
    at: usize,
    parts: impl Iterator<Item = (Feature, f64)>,
) -> Vec<String> {
    let (mut of_pattern, mut all) = (0.0, Vec::new());
    for (feature, part) in parts {
        match feature {
            // Both say how long ago and how often somebody bought.
            Feature::Model | Feature::Gap => of_pattern += part,
            // What lowers the score is no reason for it, be it an alarm.
            Feature::Signal(kind) if part >= LEAST || part > 0.0 && findings.signals.alarms.has(at, kind) => {
                let signal = findings.tests.of(findings.observed.customers[at], kind);
                let surprising = signal.filter(|signal| signal.p_value <= SURPRISING);
                all.extend(
                    surprising.map(|signal| (part, signals::words(speaker, kind, &signal, findings.tests.window()))),
                );
            }
            Feature::Signal(_) => {}
        }
    }
    // Whoever is at risk has a reason, if only what was bought and when.
    if of_pattern >= LEAST || all.is_empty() && findings.bands[at] != Band::Low {
        all.push((of_pattern, pattern(speaker, loaded, findings, at)));
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    all.into_iter().map(|(_, words)| words).collect()
}

/// Where nothing weighs the signals: those that are alarms, and for customers at risk what they bought and when.
fn alarms(speaker: &Speaker, loaded: &Loaded, findings: &Findings<'_>, at: usize) -> Vec<String> {
    let alarms = findings.signals.alarms.of(at).iter();
    let window = findings.tests.window();
    let words = |alarm: &signals::Alarm| signals::words(speaker, alarm.kind, &alarm.signal, window);
    let mut told: Vec<String> = alarms.map(words).collect();
    if findings.bands[at] != Band::Low {
        told.push(pattern(speaker, loaded, findings, at));
    }
    told
}

/// How often and when somebody bought, and what that alone says.
fn pattern(speaker: &Speaker, loaded: &Loaded, findings: &Findings<'_>, at: usize) -> String {
    let days = loaded.purchases.days(findings.observed.customers[at], findings.observed.as_of);
    let gap = findings.observed.gaps[at] as i64;
    let chance = number::percent(findings.scores.of(at).no_purchase);
    let values: [(&'static str, &dyn std::fmt::Display); 3] = [("n", &days.len()), ("days", &gap), ("chance", &chance)];
    labels::REASON_PATTERN.with(&values).render(speaker.lang)
}
