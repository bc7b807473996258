//! The report on contracts: what is at stake, how long customers stay, how far to trust the scores, the ledger.

use crate::commands::ledger;
use crate::commands::speaker::Speaker;
use crate::labels::{Label, Text, churn_score as labels};
use crate::models::survival::Curve;
use crate::report::{Block, Cell, Column, Importance, KeyFigure, Kind, Report, Section, Step, Table, Tone, number};

use super::super::report::{of_folds, weights};
use super::super::result::Band;
use super::super::words as shared;
use super::load::Loaded;
use super::result::{Findings, Groups};
use super::words;

/// Days at which the curves are read.
const READ_AT: [u32; 5] = [30, 90, 180, 365, 730];

/// Builds the report. `command` is the command line that makes it again.
pub(super) fn build(
    speaker: &Speaker,
    loaded: &Loaded,
    findings: &Findings,
    warnings: &[Text],
    command: String,
) -> Report {
    let sections = [
        Some(risk(speaker, findings)),
        Some(survival(speaker, findings)),
        of_folds(speaker, &findings.folds, words::method(findings), labels::SECTION_TRUST_LEAD_CONTRACT),
        Some(method(speaker, findings)),
        Some(ledger::with_warnings(speaker, &loaded.gathered, warnings)),
    ];
    let (high, all) = (words::total(findings, Some(Band::High)), words::total(findings, None));
    let share = speaker.share(high.0 as f64, all.0 as f64);
    let answer = labels::ANSWER_CONTRACT.with(&[
        ("n", &speaker.count(high.0)),
        ("share", &share),
        ("customers", &speaker.count(all.0)),
        ("churners", &speaker.count(all.1.round() as u64)),
        ("horizon", &findings.horizon),
    ]);
    Report {
        lang: speaker.lang,
        title: speaker.get(labels::TITLE),
        subtitle: words::headline(speaker, loaded, findings),
        question: speaker.get(labels::QUESTION_CONTRACT),
        answer: answer.render(speaker.lang),
        figures: figures(speaker, findings),
        findings: shared::verdicts(speaker, &findings.folds),
        next_steps: steps(speaker, findings),
        sections: sections.into_iter().flatten().collect(),
        footer: speaker.footer(command),
    }
}

fn figures(speaker: &Speaker, findings: &Findings) -> Vec<KeyFigure> {
    let (high, all) = (words::total(findings, Some(Band::High)), words::total(findings, None));
    let figure = |label: Label, value: String, tone| KeyFigure::new(speaker.get(label), value, tone);
    let mut figures = vec![
        figure(labels::FIGURE_CUSTOMERS, speaker.count(all.0), Tone::Neutral),
        figure(labels::FIGURE_HIGH, speaker.count(high.0), Tone::Bad),
        figure(labels::FIGURE_EXPECTED, speaker.count(all.1.round() as u64), Tone::Neutral),
    ];
    let median = findings.everybody.median().and_then(|median| median.days);
    figures.extend(median.map(|days| {
        let days = labels::DAYS.with(&[("n", &days)]).render(speaker.lang);
        figure(labels::FIGURE_MEDIAN, days, Tone::Neutral)
    }));
    figures
}

fn steps(speaker: &Speaker, findings: &Findings) -> Vec<Step> {
    let high = words::total(findings, Some(Band::High)).0;
    let lead = labels::STEP_HIGH.with(&[("n", &speaker.count(high))]).render(speaker.lang);
    (high > 0).then(|| Step { lead, text: speaker.get(labels::STEP_CONTRACT) }).into_iter().collect()
}

fn risk(speaker: &Speaker, findings: &Findings) -> Section {
    let rule = if findings.horizon_given { labels::HORIZON_GIVEN } else { labels::HORIZON_DEFAULT };
    let lead = labels::LEAD_CONTRACT.with(&[("horizon", &findings.horizon), ("rule", &speaker.get(rule))]);
    let mut blocks = vec![Block::Table(words::bands(speaker, findings))];
    if findings.bands_by_rate {
        let (usual, high) = (number::percent(findings.usual), number::percent(2.0 * findings.usual));
        let note = labels::NOTE_BANDS_BY_RATE.with(&[("usual", &usual), ("high", &high)]).render(speaker.lang);
        blocks.push(Block::Notes(vec![note]));
    }
    Section { id: "risk".into(), title: speaker.get(labels::SECTION_RISK), lead: lead.render(speaker.lang), blocks }
}

/// The curves of everybody and of the values of each attribute, read at a few lengths of tenure.
fn survival(speaker: &Speaker, findings: &Findings) -> Section {
    let everybody = vec![row(speaker, speaker.get(labels::ALL_CUSTOMERS), &findings.everybody)];
    let mut blocks = vec![Block::Table(curves(speaker, speaker.get(labels::CAPTION_SURVIVAL), everybody))];
    let of_groups = |groups: &Groups| {
        let missing = || number::MISSING.to_string();
        let told = |p: f64| if p < 0.0001 { "< 0.0001".to_string() } else { number::decimal(p, 4) };
        let p = groups.test.as_ref().map_or_else(missing, |test| told(test.p_value));
        let caption = labels::CAPTION_GROUPS.with(&[("name", &groups.attribute), ("p", &p)]).render(speaker.lang);
        let name = |value: &Option<String>| value.clone().unwrap_or_else(missing);
        let rows = groups.curves.iter().map(|(value, curve)| row(speaker, name(value), curve)).collect();
        Block::Table(curves(speaker, caption, rows))
    };
    blocks.extend(findings.groups.iter().map(of_groups));
    Section {
        id: "survival".into(),
        title: speaker.get(labels::SECTION_SURVIVAL),
        lead: speaker.get(labels::SECTION_SURVIVAL_LEAD),
        blocks,
    }
}

fn curves(speaker: &Speaker, caption: String, rows: Vec<Vec<Cell>>) -> Table {
    let essential = |label: Label, kind| Column::new(speaker.get(label), kind).importance(Importance::Essential);
    let mut columns = vec![
        essential(labels::COLUMN_GROUP, Kind::Text),
        essential(labels::COLUMN_CUSTOMERS, Kind::Number),
        essential(labels::COLUMN_ENDED, Kind::Number),
    ];
    let days = |days: &u32| Column::new(labels::COLUMN_DAYS.with(&[("n", days)]).render(speaker.lang), Kind::Number);
    columns.extend(READ_AT.iter().map(days));
    columns.push(essential(labels::COLUMN_MEDIAN, Kind::Number));
    Table { caption, columns, rows, total: None }
}

fn row(speaker: &Speaker, name: String, curve: &Curve) -> Vec<Cell> {
    let missing = || number::MISSING.to_string();
    let share = |days: u32| curve.at(days).map_or_else(missing, |at| number::percent(at.survival));
    let median = curve.median().and_then(|median| median.days).map_or_else(missing, |days| days.to_string());
    let head = [name, speaker.count(curve.observations), speaker.count(curve.ended)];
    head.into_iter().chain(READ_AT.map(share)).chain([median]).map(Cell::new).collect()
}

fn method(speaker: &Speaker, findings: &Findings) -> Section {
    let name = shared::method_name(speaker, words::method(findings));
    let mut blocks = Vec::new();
    if let Ok(fitted) = &findings.fitted {
        let names = fitted.encoding.features.iter().map(|feature| feature.text().render(speaker.lang));
        blocks.push(Block::Table(weights(speaker, names, &fitted.score)));
    }
    blocks.push(Block::Notes(vec![speaker.get(labels::NOTE_CONTRACT)]));
    let lead = labels::SECTION_METHOD_LEAD.with(&[("method", &name)]).render(speaker.lang);
    Section { id: "method".into(), title: speaker.get(labels::SECTION_METHOD), lead, blocks }
}
