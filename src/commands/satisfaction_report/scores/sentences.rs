//! What the scores say, in sentences.

use crate::commands::speaker::Speaker;
use crate::labels::satisfaction_report::scores as labels;
use crate::models::satisfaction_scores::Detection;

use super::super::figures::{Figure, Series};
use super::super::span::Span;
use super::Scores;

/// The test that a smallest visible change is told for: usual in planning surveys.
const SIGNIFICANCE: f64 = 0.05;
const POWER: f64 = 0.8;

impl Scores {
    /// One sentence a score: whether it changed in the last full period, or what change could not have been seen.
    pub(in super::super) fn sentences(&self, speaker: &Speaker, span: &Span) -> Vec<String> {
        let Some(at) = span.last_full() else { return Vec::new() };
        self.headline().filter_map(|series| sentence(speaker, series, at, span)).collect()
    }
}

fn sentence(speaker: &Speaker, series: &Series, at: usize, span: &Span) -> Option<String> {
    let name = series.metric.name.render(speaker.lang);
    let figure = series.figures.get(at)?;
    let period = span.name(at);
    if figure.shown.is_hidden() || figure.value.is_none() {
        return Some(labels::TOO_FEW.with(&[("name", &name), ("period", &period)]).render(speaker.lang));
    }
    let before = series.figures.get(at.checked_sub(1)?)?;
    let change = figure.change?;
    let unit = series.metric.unit;
    let by = unit.difference(change.value.abs(), speaker.lang);
    // Every change of a score has an interval.
    if let Some(interval) = change.interval.filter(|_| change.is_notable()) {
        let [lower, upper] = [interval.lower, interval.upper].map(|limit| unit.difference(limit, speaker.lang));
        let label = if change.value > 0.0 { labels::ROSE } else { labels::FELL };
        let holes: [(&'static str, &dyn std::fmt::Display); 5] =
            [("name", &name), ("period", &period), ("by", &by), ("lower", &lower), ("upper", &upper)];
        return Some(label.with(&holes).render(speaker.lang));
    }
    let visible = smallest_visible(before, figure).map(|change| unit.difference(change * unit.factor(), speaker.lang));
    let told = match visible {
        Some(visible) => labels::NO_CHANGE.with(&[("name", &name), ("period", &period), ("visible", &visible)]),
        None => labels::NO_CHANGE_PLAIN.with(&[("name", &name), ("period", &period)]),
    };
    Some(told.render(speaker.lang))
}

/// The smallest change between two periods that would be found four times out of five, before it is multiplied for print.
fn smallest_visible(before: &Figure, after: &Figure) -> Option<f64> {
    let of = |figure: &Figure| figure.n_eff.unwrap_or(figure.n as f64);
    let variance = after.answer_variance?;
    let detection = Detection::new(SIGNIFICANCE, POWER).ok()?;
    detection.smallest_difference(of(before), of(after), variance).ok()
}
