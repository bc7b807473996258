//! The report of `huike lot-signals`: which look faulty, how far they stray, when they fail, the method, the ledger.

use crate::commands::ledger;
use crate::commands::speaker::Speaker;
use crate::labels::{Label, Text, lot_signals as labels};
use crate::models::lot_signals::components::Standing;
use crate::models::lot_signals::shrinkage::Prior;
use crate::models::lot_signals::weibull::WeibullFit;
use crate::report::{Block, Cell, Column, KeyFigure, Kind, Report, Section, Step, Table, Tone, number};
use crate::settings::lot_signals::{LotSignalsSettings, Within};

use super::details::Details;
use super::findings::Findings;
use super::funnel;
use super::load::Loaded;
use super::words;

/// Candidates in the table of the report.
const SHOWN: usize = 25;

/// Builds the report. `command` is the command line that makes it again.
pub(super) fn build(
    speaker: &Speaker,
    settings: &LotSignalsSettings,
    loaded: &Loaded,
    findings: &Findings,
    details: &Details,
    command: String,
) -> Report {
    let sections = [
        Some(ranked(speaker, settings, findings, details)),
        funnel::section(speaker, findings),
        Some(life(speaker, findings)),
        Some(method(speaker, settings, findings)),
        Some(ledger::section(speaker, &loaded.gathered)),
    ];
    Report {
        lang: speaker.lang,
        title: speaker.get(labels::TITLE),
        subtitle: words::headline(speaker, settings, findings),
        question: speaker.get(labels::QUESTION),
        answer: words::verdict(speaker, settings, findings),
        figures: figures(speaker, findings),
        findings: Vec::new(),
        next_steps: steps(speaker, findings),
        sections: sections.into_iter().flatten().collect(),
        footer: speaker.footer(command),
    }
}

fn figures(speaker: &Speaker, findings: &Findings) -> Vec<KeyFigure> {
    let figure = |label: Label, value: String, tone| KeyFigure::new(speaker.get(label), value, tone);
    let signals = findings.signals().count();
    let tone = if signals > 0 { Tone::Bad } else { Tone::Good };
    let units = findings.signal_units;
    vec![
        figure(labels::FIGURE_SIGNALS, speaker.count(signals as u64), tone),
        figure(labels::FIGURE_UNITS, speaker.units(units), if units > 0 { Tone::Bad } else { Tone::Neutral }),
        figure(labels::FIGURE_FAILURES, speaker.count(findings.failures), Tone::Neutral),
        figure(labels::FIGURE_RATE, words::rate(findings).replace('%', ""), Tone::Neutral),
    ]
}

fn steps(speaker: &Speaker, findings: &Findings) -> Vec<Step> {
    let step = |lead: Label, text: Label, n: usize| {
        let lead = lead.with(&[("n", &speaker.count(n as u64))]).render(speaker.lang);
        (n > 0).then(|| Step { lead, text: speaker.get(text) })
    };
    let confounded = |finding: &&crate::models::lot_signals::components::Finding| {
        matches!(finding.standing, Standing::Confounded { .. }) || finding.candidates.len() > 1
    };
    let apart = findings.ranking.iter().filter(confounded).count();
    [
        step(labels::STEP_STOP, labels::STEP_STOP_TEXT, findings.signals().count()),
        step(labels::STEP_CONFOUNDED, labels::STEP_CONFOUNDED_TEXT, apart),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn ranked(speaker: &Speaker, settings: &LotSignalsSettings, findings: &Findings, details: &Details) -> Section {
    let lead = labels::SECTION_RANKED_LEAD
        .with(&[("q", &settings.rule.most_q), ("eb05", &settings.rule.least_eb05)])
        .render(speaker.lang);
    let mut blocks = vec![Block::Table(words::figures(speaker, findings, SHOWN))];
    blocks.extend(words::suspicious(speaker, findings, details, SHOWN).map(Block::Table));
    let warnings: Vec<String> = words::warnings(findings).iter().map(|warning| warning.render(speaker.lang)).collect();
    blocks.extend((!warnings.is_empty()).then_some(Block::Notes(warnings)));
    Section { id: "ranked".into(), title: speaker.get(labels::SECTION_RANKED), lead, blocks }
}

fn life(speaker: &Speaker, findings: &Findings) -> Section {
    let reading = |fit: &WeibullFit| {
        let (shape, error) = (fit.weibull.shape, fit.standard_errors[0]);
        let away = (shape.ln() * shape / error).abs();
        match (away > 1.96, shape < 1.0) {
            (false, _) => labels::LIFE_EVEN,
            (true, true) => labels::LIFE_YOUNG,
            (true, false) => labels::LIFE_OLD,
        }
    };
    let with_error =
        |value: f64, error: f64| format!("{} ± {}", number::decimal(value, 2), number::decimal(1.96 * error, 2));
    let rows = findings.lifetimes.iter().map(|(candidate, fit)| {
        let name = candidate.map_or_else(|| speaker.get(labels::ALL_UNITS), |own| findings.name(own).to_string());
        let cells = match fit {
            Ok(fit) => [
                speaker.count(fit.units),
                speaker.count(fit.failures),
                with_error(fit.weibull.shape, fit.standard_errors[0]),
                number::decimal(fit.weibull.scale, 0),
                speaker.get(reading(fit)),
            ],
            Err(error) => {
                let missing = || number::MISSING.to_string();
                [missing(), missing(), missing(), missing(), error.text().render(speaker.lang)]
            }
        };
        [Cell::new(name)].into_iter().chain(cells.map(Cell::new)).collect()
    });
    let column = |label: Label, kind| Column::new(speaker.get(label), kind);
    let table = Table {
        caption: speaker.get(labels::CAPTION_LIFE),
        columns: vec![
            column(labels::COLUMN_NAME, Kind::Text),
            column(labels::COLUMN_UNITS, Kind::Number),
            column(labels::COLUMN_FAILURES, Kind::Number),
            column(labels::COLUMN_SHAPE, Kind::Number),
            column(labels::COLUMN_SCALE, Kind::Number),
            column(labels::COLUMN_READING, Kind::Text),
        ],
        rows: rows.collect(),
        total: None,
    };
    let lead = speaker.get(labels::SECTION_LIFE_LEAD);
    Section { id: "life".into(), title: speaker.get(labels::SECTION_LIFE), lead, blocks: vec![Block::Table(table)] }
}

fn method(speaker: &Speaker, settings: &LotSignalsSettings, findings: &Findings) -> Section {
    let strata = if settings.within == Within::Product { labels::STRATA_PRODUCT } else { labels::STRATA_ALL };
    let mut notes = vec![labels::NOTE_TEST.text().and("strata", strata.text()).render(speaker.lang)];
    for shrunk in &findings.shrunk {
        let how: Text = match &shrunk.fit {
            Ok(fit) => {
                let label =
                    if matches!(fit.prior, Prior::OneGamma(_)) { labels::SHRUNK_ONE } else { labels::SHRUNK_TWO };
                let how = label.with(&[("likelihood", &number::decimal(fit.log_likelihood, 2))]);
                if fit.widened.contains(&true) { labels::WIDENED.text().and("how", how) } else { how }
            }
            Err(error) => labels::SHRUNK_NOT.text().and("why", error.text()),
        };
        let note = labels::NOTE_SHRUNK.text().and("kind", shrunk.kind.label().text()).and("how", how);
        notes.push(note.render(speaker.lang));
    }
    notes.push(speaker.get(labels::NOTE_SOLD));
    let lead = speaker.get(labels::SECTION_METHOD_LEAD);
    Section { id: "method".into(), title: speaker.get(labels::SECTION_METHOD), lead, blocks: vec![Block::Notes(notes)] }
}
