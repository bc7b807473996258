//! What the contracts show, in words: for the terminal and for the report.

use crate::commands::speaker::Speaker;
use crate::labels::{Label, Text, churn_score as labels};
use crate::report::{Cell, Column, Importance, Kind, Table, number};

use super::super::backtest::{ATTRIBUTES, TENURE};
use super::super::result::Band;
use super::super::words;
use super::load::Loaded;
use super::result::Findings;

/// Stable name of the method that scored the customers.
pub(super) fn method(findings: &Findings) -> &'static str {
    if findings.fitted.is_ok() { ATTRIBUTES } else { TENURE }
}

/// One line on what was done.
pub(super) fn headline(speaker: &Speaker, loaded: &Loaded, findings: &Findings) -> String {
    labels::HEADLINE_CONTRACT
        .with(&[
            ("as_of", &speaker.date(loaded.as_of)),
            ("customers", &speaker.count(findings.customers.len() as u64)),
            ("ended", &speaker.count(findings.standings.ended)),
            ("horizon", &findings.horizon),
            ("method", &words::method_name(speaker, method(findings))),
        ])
        .render(speaker.lang)
}

/// What a reader has to know before she uses the numbers.
pub(super) fn warnings(findings: &Findings) -> Vec<Text> {
    let mut warnings = findings.standings.notes();
    warnings.extend(findings.too_young.clone());
    if let Err(why) = &findings.fitted {
        warnings.push(labels::NO_ATTRIBUTE_SCORE.text().and("why", why.clone()));
    }
    let brier = findings.folds.first().and_then(|fold| fold.of(method(findings))).and_then(|own| own.brier);
    if let Some(brier) = brier.filter(|brier| brier.score > brier.of_base_rate) {
        let (own, base) = (number::decimal(brier.score, 4), number::decimal(brier.of_base_rate, 4));
        warnings.extend((own != base).then(|| labels::WORSE_THAN_BASE.with(&[("own", &own), ("base", &base)])));
    }
    if findings.fitted.as_ref().is_ok_and(|fitted| fitted.encoding.features.len() == 1) {
        warnings.push(labels::NO_ATTRIBUTES.text());
    }
    if findings.beyond_reach > 0 {
        warnings.push(labels::OVERALL_RATE.with(&[("n", &findings.beyond_reach)]));
    }
    warnings
}

/// Customers of a band, or of all, and how many of them are expected to end.
pub(super) fn total(findings: &Findings, band: Option<Band>) -> (u64, f64) {
    let members = (0..findings.scores.len()).filter(|at| band.is_none_or(|band| findings.bands[*at] == band));
    members.fold((0, 0.0), |(customers, ended), at| (customers + 1, ended + findings.scores[at]))
}

/// The customers by band.
pub(super) fn bands(speaker: &Speaker, findings: &Findings) -> Table {
    let column = |label: Label, kind| Column::new(speaker.get(label), kind).importance(Importance::Essential);
    let all = total(findings, None);
    let row = |name: Label, (customers, ended): (u64, f64)| {
        vec![
            Cell::new(speaker.get(name)),
            Cell::new(speaker.count(customers)),
            Cell::new(speaker.share(customers as f64, all.0 as f64)).bar(customers as f64 / all.0.max(1) as f64),
            Cell::new(speaker.count(ended.round() as u64)),
        ]
    };
    Table {
        caption: speaker.get(labels::CAPTION_BANDS),
        columns: vec![
            column(labels::COLUMN_RISK, Kind::Text),
            column(labels::COLUMN_CUSTOMERS, Kind::Number),
            column(labels::COLUMN_SHARE, Kind::Share),
            column(labels::COLUMN_EXPECTED, Kind::Number),
        ],
        rows: Band::ALL.map(|band| row(words::name(band), total(findings, Some(band)))).into(),
        total: Some(row(labels::TOTAL, all)),
    }
}
