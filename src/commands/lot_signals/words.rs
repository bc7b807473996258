//! What the command shows, in words: for the terminal and for the report.

use crate::commands::speaker::Speaker;
use crate::labels::{Label, Text, lot_signals as labels, report::LIST_COMMA};
use crate::models::lot_signals::components::Standing;
use crate::report::{Cell, Column, Importance, Kind as ColumnKind, Table, Tone, number};
use crate::settings::lot_signals::{LotSignalsSettings, Within};

use super::candidates::Kind;
use super::details::Details;
use super::findings::{Findings, Row};
use super::tables::with;

/// Signals named in one sentence.
const NAMED: usize = 3;

/// One line on what was done.
pub(super) fn headline(speaker: &Speaker, settings: &LotSignalsSettings, findings: &Findings) -> String {
    let kinds = Kind::ALL.into_iter().filter_map(|kind| {
        let n = findings.candidates.of_kind(kind).len();
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
        let n = speaker.count(findings.order.len() as u64);
        return labels::NO_SIGNAL.with(&[("n", &n), ("eb05", &settings.rule.least_eb05)]).render(speaker.lang);
    }
    let mut list: Vec<String> = signals.iter().take(NAMED).map(|row| one(speaker, findings, row)).collect();
    if signals.len() > NAMED {
        list.push(labels::AND_MORE.with(&[("n", &(signals.len() - NAMED))]).render(speaker.lang));
    }
    let sum = speaker.units(findings.signal_units);
    let list = list.join(LIST_COMMA.get(speaker.lang));
    labels::SIGNALS.with(&[("n", &signals.len()), ("list", &list), ("units", &sum)]).render(speaker.lang)
}

fn one(speaker: &Speaker, findings: &Findings, row: &Row) -> String {
    let ratio = row.ratio().filter(|ratio| ratio.is_finite()).map_or_else(|| "∞".to_string(), number::ratio);
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

/// The first `most` candidates with everything that is known of them.
pub(super) fn ranked(speaker: &Speaker, findings: &Findings, details: &Details, most: usize) -> Table {
    let (mut columns, mut rows) = (vec![name_column(speaker)], Vec::new());
    columns.extend(measured_columns(speaker, findings.within));
    columns.extend(known_columns(speaker));
    for row in findings.rows().take(most) {
        let mut cells = vec![name(findings, row)];
        cells.extend(measured(speaker, findings, row));
        cells.extend(known(speaker, findings, details, row));
        rows.push(cells);
    }
    Table { caption: speaker.get(labels::CAPTION_RANKED), columns, rows, total: None }
}

/// The figures of the first `most` candidates, which fit on a page.
pub(super) fn figures(speaker: &Speaker, findings: &Findings, most: usize) -> Table {
    let row = |row: &Row| [name(findings, row)].into_iter().chain(measured(speaker, findings, row)).collect();
    let mut table = Table {
        caption: speaker.get(labels::CAPTION_RANKED),
        columns: [name_column(speaker)].into_iter().chain(measured_columns(speaker, findings.within)).collect(),
        rows: findings.rows().take(most).map(row).collect(),
        total: None,
    };
    // Where every failure can be compared, the column would only push the last ones off the page.
    if findings.rows().take(most).all(|row| row.compared == row.failures) {
        table.columns.remove(COMPARED);
        table.rows.iter_mut().for_each(|row| drop(row.remove(COMPARED)));
    }
    table
}

/// Place of the failures that can be compared among the figures.
const COMPARED: usize = 4;

/// How those of the first `most` candidates that are suspicious stand among each other, since when they fail and in which
/// words; nothing where none is.
pub(super) fn suspicious(speaker: &Speaker, findings: &Findings, details: &Details, most: usize) -> Option<Table> {
    let own = findings.rows().take(most).filter(|row| row.is_suspicious());
    let row = |row: &Row| [name(findings, row)].into_iter().chain(known(speaker, findings, details, row)).collect();
    let rows: Vec<Vec<Cell>> = own.map(row).collect();
    let columns = [name_column(speaker)].into_iter().chain(known_columns(speaker)).collect();
    (!rows.is_empty()).then(|| Table { caption: speaker.get(labels::CAPTION_KNOWN), columns, rows, total: None })
}

fn essential(column: Column) -> Column {
    column.importance(Importance::Essential)
}

fn extra(column: Column) -> Column {
    column.importance(Importance::Extra)
}

fn name_column(speaker: &Speaker) -> Column {
    essential(Column::new(speaker.get(labels::COLUMN_NAME), ColumnKind::Text))
}

fn measured_columns(speaker: &Speaker, within: Within) -> Vec<Column> {
    let expected = match within {
        Within::Product => labels::MEANING_EXPECTED,
        Within::All => labels::MEANING_EXPECTED_ALL,
    };
    let number = |label: Label| Column::new(speaker.get(label), ColumnKind::Number);
    let meaning = |column: Column, label: Label| column.meaning(speaker.get(label));
    vec![
        Column::new(speaker.get(labels::COLUMN_KIND), ColumnKind::Text),
        number(labels::COLUMN_UNITS),
        essential(number(labels::COLUMN_FAILURES)),
        extra(meaning(number(labels::COLUMN_COMPARED), labels::MEANING_COMPARED)),
        essential(meaning(number(labels::COLUMN_EXPECTED), expected)),
        meaning(number(labels::COLUMN_RATIO), labels::MEANING_RATIO),
        extra(number(labels::COLUMN_P)),
        meaning(number(labels::COLUMN_Q), labels::MEANING_Q),
        essential(meaning(number(labels::COLUMN_EB05), labels::MEANING_EB05)),
    ]
}

fn known_columns(speaker: &Speaker) -> Vec<Column> {
    let column = |label: Label| Column::new(speaker.get(label), ColumnKind::Text);
    vec![
        essential(column(labels::COLUMN_STANDING)),
        extra(column(labels::COLUMN_SINCE)),
        extra(column(labels::COLUMN_TOP)),
    ]
}

fn name(findings: &Findings, row: &Row) -> Cell {
    let tone = if row.signal { Tone::Bad } else { Tone::Neutral };
    Cell { tone, ..Cell::new(findings.name(row.candidate)) }
}

fn measured(speaker: &Speaker, findings: &Findings, row: &Row) -> Vec<Cell> {
    let decimal = |value: Option<f64>, digits| {
        value.map_or_else(|| number::MISSING.to_string(), |value| number::decimal(value, digits))
    };
    let ratio = match (row.ratio(), findings.interval(row)) {
        (Some(ratio), _) if !ratio.is_finite() => "∞".to_string(),
        (Some(ratio), Some(interval)) => {
            let [ratio, lower, upper] = [ratio, interval.lower, interval.upper].map(|own| number::decimal(own, 1));
            format!("{ratio} ({lower}–{upper})")
        }
        (ratio, _) => decimal(ratio, 1),
    };
    let cells = [
        speaker.get(findings.kind(row).label()),
        speaker.units(row.units.into()),
        speaker.count(row.failures),
        speaker.count(row.compared),
        decimal(row.expected(), 1),
        ratio,
        small(row.p_value()),
        small(row.q_value()),
        decimal(findings.score(row).map(|score| score.eb05), 2),
    ];
    cells.map(Cell::new).into()
}

fn known(speaker: &Speaker, findings: &Findings, details: &Details, row: &Row) -> Vec<Cell> {
    let about = details.of.get(&row.candidate);
    let days = about.and_then(|own| Some(format!("{}–{}", speaker.date(own.first?), speaker.date(own.last?))));
    let top = about.and_then(|own| own.words().or_else(|| own.categories()));
    let standing = standing(findings, row).map(|text| text.render(speaker.lang));
    [standing, days, top].map(|text| Cell::new(text.unwrap_or_default())).into()
}
