//! The first screen: the answer, a few figures, what to do next.

use crate::commands::speaker::Speaker;
use crate::exports::cast::format_date;
use crate::labels::{Label, Text, churn_score as labels};
use crate::models::backtest::verdict::Verdict;
use crate::report::{KeyFigure, Step, Tone, number};

use super::super::load::Loaded;
use super::super::result::{Band, Findings, in_parts};
use super::say;

pub(super) fn answer(speaker: &Speaker, loaded: &Loaded, findings: &Findings<'_>) -> String {
    let (all, high) = (findings.total(loaded, None), findings.total(loaded, Some(Band::High)));
    let share = high.share_of_recent(&all);
    let label = match (findings.by_capacity, share) {
        (true, Some(_)) => labels::ANSWER_TOP,
        (true, None) => labels::ANSWER_TOP_BARE,
        (false, Some(_)) => labels::ANSWER,
        (false, None) => labels::ANSWER_BARE,
    };
    say(
        speaker,
        label,
        &[
            ("n", &speaker.count(high.customers)),
            ("share", &speaker.share(high.customers as f64, all.customers as f64)),
            ("recent", &speaker.compact(high.recent)),
            ("recent_share", &share.map(number::percent).unwrap_or_default()),
            ("horizon", &findings.horizon),
            ("churners", &speaker.count(high.churners.round() as u64)),
        ],
    )
}

pub(super) fn figures(speaker: &Speaker, loaded: &Loaded, findings: &Findings<'_>) -> Vec<KeyFigure> {
    let (all, high) = (findings.total(loaded, None), findings.total(loaded, Some(Band::High)));
    let figure = |label: Label, value: String, note: Option<String>, tone| KeyFigure {
        label: speaker.get(label),
        value,
        change: None,
        note,
        tone,
    };
    let of_all = |part: f64, whole: f64| Some(say(speaker, labels::OF_ALL, &[("share", &speaker.share(part, whole))]));
    let mut figures = vec![
        figure(
            labels::FIGURE_HIGH,
            speaker.count(high.customers),
            of_all(high.customers as f64, all.customers as f64),
            Tone::Bad,
        ),
        figure(
            labels::FIGURE_RECENT,
            speaker.compact(high.recent),
            high.share_of_recent(&all).map(|share| say(speaker, labels::OF_ALL, &[("share", &number::percent(share))])),
            Tone::Bad,
        ),
        figure(
            labels::FIGURE_EXPECTED,
            speaker.count(all.churners.round() as u64),
            of_all(all.churners, all.customers as f64),
            Tone::Neutral,
        ),
    ];
    figures.extend(
        all.value.map(|value| figure(labels::FIGURE_VALUE, speaker.compact(in_parts(value)), None, Tone::Neutral)),
    );
    figures
}

pub(super) fn steps(speaker: &Speaker, loaded: &Loaded, findings: &Findings<'_>) -> Vec<Step> {
    let step = |lead: String, text: Label| Step { lead, text: speaker.get(text) };
    let of_band = |band, lead: Label, text| {
        let customers = findings.total(loaded, Some(band)).customers;
        (customers > 0).then(|| step(say(speaker, lead, &[("n", &speaker.count(customers))]), text))
    };
    let mut steps: Vec<Step> = [
        // Where there is a list, it says whom to contact first.
        of_band(Band::High, labels::STEP_HIGH, labels::STEP_HIGH_TEXT).filter(|_| findings.win_back.order.is_empty()),
        // With a capacity the rest is not of middling risk.
        of_band(Band::Medium, labels::STEP_MEDIUM, labels::STEP_MEDIUM_TEXT).filter(|_| !findings.by_capacity),
    ]
    .into_iter()
    .flatten()
    .collect();
    let first = findings.win_back.order.len();
    if first > 0 {
        let list = say(speaker, labels::STEP_LIST, &[("n", &speaker.count(first as u64))]);
        let text = if findings.win_back.consent_known { labels::STEP_LIST_TEXT } else { labels::STEP_CONSENT_TEXT };
        steps.insert(0, step(list, text));
    }
    steps.extend(
        trust(findings).map(|text| Step { lead: speaker.get(labels::STEP_TRUST), text: text.render(speaker.lang) }),
    );
    steps
}

/// What to look at before the scores are relied on.
fn trust(findings: &Findings<'_>) -> Option<Text> {
    let Some(newest) = findings.folds.first() else {
        return Some(match findings.fitted_as_of {
            Some(day) => labels::STEP_TRUST_SAVED_TEXT.with(&[("fitted", &format_date(day))]),
            None => labels::STEP_TRUST_NONE_TEXT.text(),
        });
    };
    let model_won = matches!(newest.verdict(), Some(Verdict::Model(_)));
    (findings.fitted.is_some() != model_won).then(|| labels::STEP_TRUST_TEXT.text())
}
