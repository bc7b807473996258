//! What the command shows, in words: for the terminal and for the report.

use crate::commands::speaker::Speaker;
use crate::labels::{Label, Text, lot_signals as labels, report::LIST_COMMA};
use crate::models::lot_signals::components::Standing;
use crate::report::{Cell, Column, Importance, Kind as ColumnKind, Table, Tone, number};
use crate::settings::lot_signals::{LotSignalsSettings, Within};

use super::candidates::Kind;
use super::details::Details;
use super::result::{Findings, Row};
use super::tables::with;

/// Signals named in one sentence.
const NAMED: usize = 3;

/// One line on what was done.
pub(super) fn headline(speaker: &Speaker, settings: &LotSignalsSettings, findings: &Findings) -> String {
    let kinds = Kind::ALL.into_iter().filter_map(|kind| {
        let n = findings.candidates.names.iter().filter(|(own, _)| *own == kind).count();
        let text = labels::SO_MANY.with(&[("n", &speaker.count(n as u64))]).and("kind", kind.label().text());
        (n > 0).then(|| text.render(speaker.lang))
    });
    let what: Vec<String> = kinds.collect();
    let within = if settings.within == Within::Product { labels::WITHIN_PRODUCT } else { labels::WITHIN_ALL };
    labels::HEADLINE
        .with(&[
            ("as_of", &speaker.date(findings.as_of)),
            ("what", &what.join(LIST_COMMA.get(speaker.lang))),
            ("units", &speaker.units(findings.units)),
            ("failures", &speaker.count(findings.failures)),
            ("rate", &rate(findings)),
        ])
        .and("within", within.text())
        .render(speaker.lang)
}

/// Failures per unit, as a percentage.
pub(super) fn rate(findings: &Findings) -> String {
    match findings.units {
        ..=0 => number::MISSING.to_string(),
        units => number::percent(findings.failures as f64 * 10_000.0 / units as f64),
    }
}

/// The answer in a sentence.
pub(super) fn verdict(speaker: &Speaker, settings: &LotSignalsSettings, findings: &Findings) -> String {
    let signals: Vec<&Row> = findings.signals().collect();
    if signals.is_empty() {
        let n = speaker.count(findings.rows.len() as u64);
        return labels::NO_SIGNAL.with(&[("n", &n), ("eb05", &settings.rule.least_eb05)]).render(speaker.lang);
    }
    let mut list: Vec<String> = signals.iter().take(NAMED).map(|row| one(speaker, findings, row)).collect();
    if signals.len() > NAMED {
        list.push(labels::AND_MORE.with(&[("n", &(signals.len() - NAMED))]).render(speaker.lang));
    }
    let sum = speaker.units(signals.iter().map(|row| row.units).sum());
    let list = list.join(LIST_COMMA.get(speaker.lang));
    labels::SIGNALS.with(&[("n", &signals.len()), ("list", &list), ("units", &sum)]).render(speaker.lang)
}

fn one(speaker: &Speaker, findings: &Findings, row: &Row) -> String {
    let ratio = row.ratio.filter(|ratio| ratio.is_finite()).map_or_else(|| "∞".to_string(), number::ratio);
    labels::ONE_SIGNAL
        .with(&[("name", &findings.name(row.candidate)), ("ratio", &ratio)])
        .and("kind", findings.kind(row).label().text())
        .render(speaker.lang)
}

/// What a reader has to know: products that fail more often as a whole, where only their lots are shown.
pub(super) fn warnings(findings: &Findings) -> Vec<Text> {
    let aside = |candidate: &u32| !findings.candidates.is_shown(*candidate);
    let products = findings
        .ranking
        .iter()
        .filter(|finding| finding.standing == Standing::Cause && finding.candidates.iter().all(aside));
    let warning = |finding: &crate::models::lot_signals::components::Finding| {
        let name = finding.candidates.first().map_or("", |candidate| findings.name(*candidate));
        labels::PRODUCT_AS_A_WHOLE.with(&[("name", &name), ("ratio", &number::ratio(finding.test.ratio))])
    };
    products.map(warning).collect()
}

/// How a candidate stands among the others.
fn standing(findings: &Findings, row: &Row) -> Option<Text> {
    let finding = findings.finding(row)?;
    let names = with(findings, row);
    Some(match (finding.standing, names) {
        (Standing::Cause, _) if !row.signal => labels::STANDING_SMALL.text(),
        (Standing::Cause, Some(with)) => labels::STANDING_TOGETHER.with(&[("with", &with)]),
        (Standing::Cause, None) => labels::STANDING_CAUSE.text(),
        (Standing::Confounded { .. }, names) => {
            labels::STANDING_CONFOUNDED.with(&[("with", &names.unwrap_or_default())])
        }
        (Standing::Explained { .. }, names) => labels::STANDING_EXPLAINED.with(&[("by", &names.unwrap_or_default())]),
        (Standing::Unconfirmed, _) => labels::STANDING_UNCONFIRMED.text(),
    })
}

/// A small probability: two digits, never a bare 0.
pub(super) fn small(p: Option<f64>) -> String {
    match p {
        None => number::MISSING.to_string(),
        Some(p) if p < 0.0001 => "<0.0001".to_string(),
        Some(p) => number::decimal(p, if p < 0.01 { 4 } else { 2 }),
    }
}

/// The first `most` candidates.
pub(super) fn ranked(speaker: &Speaker, findings: &Findings, details: &Details, most: usize) -> Table {
    let column = |label: Label, kind| Column::new(speaker.get(label), kind);
    let essential = |column: Column| column.importance(Importance::Essential);
    let extra = |column: Column| column.importance(Importance::Extra);
    let meaning = |column: Column, label: Label| column.meaning(speaker.get(label));
    let row = |row: &Row| {
        let decimal = |value: Option<f64>| value.map_or_else(|| number::MISSING.to_string(), |v| number::decimal(v, 1));
        let ratio = match (row.ratio, row.interval) {
            (Some(ratio), Some(interval)) if ratio.is_finite() => {
                format!(
                    "{} ({}–{})",
                    number::decimal(ratio, 1),
                    number::decimal(interval.lower, 1),
                    number::decimal(interval.upper, 1)
                )
            }
            (ratio, _) => ratio.map_or_else(
                || number::MISSING.to_string(),
                |ratio| if ratio.is_finite() { number::decimal(ratio, 1) } else { "∞".into() },
            ),
        };
        let about = details.of.get(&row.candidate);
        let days = about.and_then(|own| Some(format!("{}–{}", speaker.date(own.first?), speaker.date(own.last?))));
        let top = about.and_then(|own| own.words().or_else(|| own.categories()));
        let tone = if row.signal { Tone::Bad } else { Tone::Neutral };
        vec![
            Cell { tone, ..Cell::new(findings.name(row.candidate)) },
            Cell::new(speaker.get(findings.kind(row).label())),
            Cell::new(speaker.units(row.units)),
            Cell::new(speaker.count(row.failures)),
            Cell::new(decimal(row.expected)),
            Cell::new(ratio),
            Cell::new(small(row.p_value)),
            Cell::new(small(row.q_value)),
            Cell::new(row.score.map_or_else(|| number::MISSING.to_string(), |score| number::decimal(score.eb05, 2))),
            Cell::new(standing(findings, row).map_or_else(String::new, |text| text.render(speaker.lang))),
            Cell::new(days.unwrap_or_default()),
            Cell::new(top.unwrap_or_default()),
        ]
    };
    Table {
        caption: speaker.get(labels::CAPTION_RANKED),
        columns: vec![
            essential(column(labels::COLUMN_NAME, ColumnKind::Text)),
            column(labels::COLUMN_KIND, ColumnKind::Text),
            column(labels::COLUMN_UNITS, ColumnKind::Number),
            essential(column(labels::COLUMN_FAILURES, ColumnKind::Number)),
            essential(meaning(column(labels::COLUMN_EXPECTED, ColumnKind::Number), labels::MEANING_EXPECTED)),
            meaning(column(labels::COLUMN_RATIO, ColumnKind::Number), labels::MEANING_RATIO),
            extra(column(labels::COLUMN_P, ColumnKind::Number)),
            meaning(column(labels::COLUMN_Q, ColumnKind::Number), labels::MEANING_Q),
            essential(meaning(column(labels::COLUMN_EB05, ColumnKind::Number), labels::MEANING_EB05)),
            essential(column(labels::COLUMN_STANDING, ColumnKind::Text)),
            extra(column(labels::COLUMN_SINCE, ColumnKind::Text)),
            extra(column(labels::COLUMN_TOP, ColumnKind::Text)),
        ],
        rows: findings.rows.iter().take(most).map(row).collect(),
        total: None,
    }
}
