//! Loyalty in words: sentences and the section of the report.

use std::collections::BTreeSet;

use crate::commands::satisfaction_report::figures::{Figure, Segment, Series};
use crate::commands::satisfaction_report::words::{change, value_and_interval};
use crate::commands::speaker::Speaker;
use crate::labels::Label;
use crate::labels::satisfaction_report::{self as shared, loyalty as labels};
use crate::report::{Block, Cell, Column, Importance, Kind, Section, Table, number};

use super::counts::WINDOW;
use super::series::{ACTIVE_CUSTOMERS, REPURCHASE_RATE};
use super::wallet::SHARE_OF_WALLET;
use super::{Loyalty, Period};

/// Segments in the table of the report; all stand in the data file.
const SHOWN: usize = 30;

/// What was found of all customers.
pub(super) fn sentences(loyalty: &Loyalty, speaker: &Speaker) -> Vec<String> {
    [repurchase(loyalty, speaker), active(loyalty, speaker), wallet(loyalty, speaker)].into_iter().flatten().collect()
}

fn repurchase(loyalty: &Loyalty, speaker: &Speaker) -> Option<String> {
    let Period { at, name } = loyalty.followed.as_ref()?;
    let series = loyalty.of(REPURCHASE_RATE, &Segment::Everyone)?;
    let figure = series.figures.get(*at)?.shown()?;
    let (value, interval, unit) = (figure.value?, figure.interval?, series.metric.unit);
    let against = figure.change.map(|change| {
        let label = match change.is_notable() {
            true if change.value > 0.0 => labels::MORE_THAN_BEFORE,
            true => labels::LESS_THAN_BEFORE,
            false => labels::AS_BEFORE,
        };
        label.with(&[("points", &number::decimal(change.value.abs(), 1))]).render(speaker.lang)
    });
    let text = labels::SENTENCE_REPURCHASE.with(&[
        ("n", &speaker.count(figure.n)),
        ("period", name),
        ("rate", &unit.text(value)),
        ("lower", &unit.text(interval.lower)),
        ("upper", &unit.text(interval.upper)),
        ("days", &WINDOW),
        ("against", &against.unwrap_or_default()),
    ]);
    Some(text.render(speaker.lang))
}

fn active(loyalty: &Loyalty, speaker: &Speaker) -> Option<String> {
    let Period { at, name } = loyalty.newest.as_ref()?;
    let series = loyalty.of(ACTIVE_CUSTOMERS, &Segment::Everyone)?;
    let figure = series.figures.get(*at)?.shown()?;
    figure.value?;
    let tenure = loyalty.tenures.first().filter(|own| !own.shown.is_hidden());
    let values: [(&'static str, &dyn std::fmt::Display); 2] = [("n", &speaker.count(figure.n)), ("period", name)];
    let text = match tenure.and_then(|own| own.median) {
        Some(days) => {
            let [n, period] = values;
            labels::SENTENCE_ACTIVE_WITH_TENURE.with(&[n, period, ("days", &number::decimal(days, 0))])
        }
        None => labels::SENTENCE_ACTIVE.with(&values),
    };
    Some(text.render(speaker.lang))
}

fn wallet(loyalty: &Loyalty, speaker: &Speaker) -> Option<String> {
    let (basis, series) = (loyalty.wallet?, loyalty.of(SHARE_OF_WALLET, &Segment::Everyone)?);
    let figure = series.whole.shown()?;
    let (value, interval, unit) = (figure.value?, figure.interval?, series.metric.unit);
    let text = labels::SENTENCE_WALLET.with(&[
        ("n", &speaker.count(figure.n)),
        ("share", &unit.text(value)),
        ("lower", &unit.text(interval.lower)),
        ("upper", &unit.text(interval.upper)),
        ("until", &speaker.date(basis.until)),
    ]);
    Some(text.render(speaker.lang))
}

/// How the share of wallet was had, or why there is none.
fn wallet_notes(loyalty: &Loyalty, speaker: &Speaker) -> Vec<String> {
    let Some(basis) = loyalty.wallet else { return Vec::new() };
    if !basis.is_whole {
        return vec![speaker.get(labels::NOTE_WALLET_NEEDS_YEAR)];
    }
    let beyond = labels::NOTE_WALLET_BEYOND.with(&[("n", &speaker.count(basis.beyond))]).render(speaker.lang);
    let told = labels::NOTE_WALLET
        .with(&[("n", &speaker.count(basis.customers)), ("until", &speaker.date(basis.until))])
        .render(speaker.lang);
    std::iter::once(told).chain((basis.beyond > 0).then_some(beyond)).collect()
}

/// The newest figures of every segment.
pub(super) fn section(loyalty: &Loyalty, speaker: &Speaker) -> Option<Section> {
    if loyalty.newest.is_none() && loyalty.followed.is_none() {
        return None;
    }
    let table = table(loyalty, speaker);
    let mut notes = vec![labels::NOTE_RATE.with(&[("days", &WINDOW)]).render(speaker.lang)];
    if loyalty.followed.is_none() {
        notes.push(labels::NOTE_NOT_YET.with(&[("days", &WINDOW)]).render(speaker.lang));
    }
    notes.push(speaker.get(labels::NOTE_TENURE));
    notes.extend(wallet_notes(loyalty, speaker));
    let more = loyalty.tenures.len().saturating_sub(SHOWN);
    if more > 0 {
        notes.push(labels::NOTE_MORE.with(&[("n", &more)]).render(speaker.lang));
    }
    Some(Section {
        id: "loyalty".into(),
        title: speaker.get(labels::SECTION),
        lead: speaker.get(labels::SECTION_LEAD),
        blocks: vec![Block::Table(table), Block::Notes(notes)],
    })
}

fn table(loyalty: &Loyalty, speaker: &Speaker) -> Table {
    let name = |period: &Option<Period>| period.as_ref().map_or(number::MISSING.to_string(), |own| own.name.clone());
    let (newest, followed) = (name(&loyalty.newest), name(&loyalty.followed));
    let column = |label: Label, kind: Kind| Column::new(speaker.get(label), kind);
    let of = |label: Label, period: &str| label.with(&[("period", &period), ("days", &WINDOW)]).render(speaker.lang);
    let mut columns = vec![
        column(labels::COLUMN_SEGMENT, Kind::Text).importance(Importance::Essential),
        Column::new(of(labels::COLUMN_ACTIVE, &newest), Kind::Number),
        column(labels::COLUMN_TENURE, Kind::Number).meaning(speaker.get(labels::MEANING_TENURE)),
        Column::new(of(labels::COLUMN_RATE, &followed), Kind::Number)
            .meaning(of(labels::MEANING_RATE, &followed))
            .importance(Importance::Essential),
        column(shared::COLUMN_INTERVAL, Kind::Number),
        column(shared::COLUMN_CHANGE, Kind::Delta).meaning(speaker.get(shared::MEANING_CHANGE)),
    ];
    columns.extend(
        has_wallets(loyalty)
            .then(|| column(labels::SHARE_OF_WALLET, Kind::Number).meaning(speaker.get(labels::MEANING_WALLET))),
    );
    Table {
        caption: speaker.get(labels::CAPTION),
        columns,
        rows: loyalty.tenures.iter().take(SHOWN).map(|own| row(loyalty, speaker, &own.segment)).collect(),
        total: None,
    }
}

fn row(loyalty: &Loyalty, speaker: &Speaker, segment: &Segment) -> Vec<Cell> {
    let missing = || Cell::new(number::MISSING);
    let active = figure(loyalty, ACTIVE_CUSTOMERS, segment, &loyalty.newest);
    let active = active.map_or_else(missing, |(series, figure)| value_and_interval(speaker, series, figure).0);
    let tenure = loyalty.tenures.iter().find(|own| own.segment == *segment);
    let tenure = tenure.map_or_else(missing, |own| match own.median {
        _ if own.shown.is_hidden() => Cell::suppressed(speaker.get(shared::HIDDEN)),
        Some(days) => Cell::new(number::decimal(days, 0)),
        None => missing(),
    });
    let mut cells = vec![Cell::new(name(loyalty, speaker, segment)), active, tenure];
    match figure(loyalty, REPURCHASE_RATE, segment, &loyalty.followed) {
        Some((series, figure)) => {
            let (value, interval) = value_and_interval(speaker, series, figure);
            let change = change(speaker, series, figure.shown().and_then(|own| own.change));
            cells.extend([value, interval, change]);
        }
        None => cells.extend([missing(), missing(), missing()]),
    }
    if has_wallets(loyalty) {
        let series = loyalty.of(SHARE_OF_WALLET, segment);
        cells.push(series.map_or_else(missing, |series| value_and_interval(speaker, series, &series.whole).0));
    }
    cells
}

fn has_wallets(loyalty: &Loyalty) -> bool {
    loyalty.of(SHARE_OF_WALLET, &Segment::Everyone).is_some()
}

/// The value of the attribute; with the attribute where there are several, as two of them may have values of one name.
fn name(loyalty: &Loyalty, speaker: &Speaker, segment: &Segment) -> String {
    let attributes: BTreeSet<&str> = loyalty.tenures.iter().filter_map(|own| attribute(&own.segment)).collect();
    let text = match attribute(segment).filter(|_| attributes.len() > 1) {
        Some(attribute) => labels::OF_ATTRIBUTE.with(&[("attribute", &attribute)]).and("value", segment.text()),
        None => segment.text(),
    };
    text.render(speaker.lang)
}

fn attribute(segment: &Segment) -> Option<&str> {
    match segment {
        Segment::Everyone => None,
        Segment::With { dimension, .. } => Some(dimension),
    }
}

fn figure<'a>(
    loyalty: &'a Loyalty,
    metric: &str,
    segment: &Segment,
    period: &Option<Period>,
) -> Option<(&'a Series, &'a Figure)> {
    let series = loyalty.of(metric, segment)?;
    Some((series, series.figures.get(period.as_ref()?.at)?))
}
