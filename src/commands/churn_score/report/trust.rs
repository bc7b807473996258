//! How well the past was forecast.

use crate::commands::speaker::Speaker;
use crate::labels::{Label, churn_score as labels};
use crate::report::chart::{Dot, Dots, Estimate, Reference};
use crate::report::number::{self, Unit};
use crate::report::{Block, Cell, Chart, Column, Importance, Kind, Picture, Section, Table};

use super::super::backtest::{Fold, Measured};
use super::super::result::Findings;
use super::super::words;
use super::say;

/// How well the past was forecast.
pub(super) fn section(speaker: &Speaker, findings: &Findings) -> Option<Section> {
    let fold = findings.folds.first()?;
    let mut blocks = vec![Block::Table(backtest_table(speaker, findings))];
    // Only the method that scored the customers; how well another one states its chances is no evidence for it.
    if let Some(measured) = fold.of(findings.method()).filter(|measured| !measured.calibration.is_empty()) {
        blocks.push(Block::Chart(Box::new(calibration(speaker, fold, measured))));
    }
    let lead = say(
        speaker,
        labels::SECTION_TRUST_LEAD,
        &[
            ("day", &speaker.date(fold.day)),
            ("until", &speaker.date(fold.until)),
            ("customers", &speaker.count(fold.customers)),
            ("churned", &speaker.share(fold.churned as f64, fold.customers as f64)),
        ],
    );
    Some(Section { id: "trust".into(), title: speaker.get(labels::SECTION_TRUST), lead, blocks })
}

fn backtest_table(speaker: &Speaker, findings: &Findings) -> Table {
    let column = |label: Label, meaning: Label, importance| {
        Column::new(speaker.get(label), Kind::Number).meaning(speaker.get(meaning)).importance(importance)
    };
    let columns = vec![
        Column::new(speaker.get(labels::COLUMN_FROM), Kind::Text).importance(Importance::Normal),
        Column::new(speaker.get(labels::COLUMN_METHOD), Kind::Text).importance(Importance::Essential),
        column(labels::COLUMN_AUC, labels::MEANING_AUC, Importance::Essential),
        column(labels::COLUMN_BRIER, labels::MEANING_BRIER, Importance::Essential),
        column(labels::COLUMN_BASE, labels::MEANING_BASE, Importance::Extra),
        column(labels::COLUMN_MAE, labels::MEANING_MAE, Importance::Normal),
        column(labels::COLUMN_BIAS, labels::MEANING_BIAS, Importance::Normal),
    ];
    let decimal = |value: Option<f64>, places| {
        Cell::new(value.map_or_else(|| number::MISSING.to_string(), |value| number::decimal(value, places)))
    };
    let mut rows = Vec::new();
    for fold in &findings.folds {
        for measured in &fold.measured {
            let name = words::method_name(speaker, measured.method);
            let bias = measured.counts.and_then(|counts| counts.bias);
            rows.push(vec![
                Cell::new(speaker.date(fold.day)),
                Cell::new(name),
                decimal(measured.auc.map(|auc| auc.auc), 3),
                decimal(measured.brier.map(|brier| brier.score), 4),
                decimal(measured.brier.map(|brier| brier.of_base_rate), 4),
                decimal(measured.counts.map(|counts| counts.mean_absolute_error), 3),
                Cell::new(bias.map_or_else(|| number::MISSING.to_string(), number::percent)),
            ]);
        }
    }
    Table { caption: speaker.get(labels::CAPTION_BACKTEST), columns, rows, total: None }
}

/// Stated probabilities beside what came true.
fn calibration(speaker: &Speaker, fold: &Fold, measured: &Measured) -> Chart {
    let mut rows = Vec::new();
    let mut table = Table {
        caption: speaker.get(labels::CAPTION_CALIBRATION),
        columns: [labels::COLUMN_PREDICTED, labels::COLUMN_OBSERVED, labels::COLUMN_INTERVAL, labels::COLUMN_CUSTOMERS]
            .map(|label| Column::new(speaker.get(label), Kind::Number))
            .into(),
        rows: Vec::new(),
        total: None,
    };
    for group in &measured.calibration {
        let said = number::percent(group.predicted);
        let interval = [group.interval.lower, group.interval.upper];
        rows.push(Dot {
            group: None,
            name: say(speaker, labels::DOT_PREDICTED, &[("share", &said)]),
            estimate: Some(Estimate { value: group.observed, interval: Some(interval) }),
            text: number::percent(group.observed),
        });
        table.rows.push(
            [
                said,
                number::percent(group.observed),
                number::percent_interval(interval[0], interval[1]),
                speaker.count(group.customers),
            ]
            .map(Cell::new)
            .into(),
        );
    }
    let inside = measured
        .calibration
        .iter()
        .filter(|group| (group.interval.lower..=group.interval.upper).contains(&group.predicted));
    let takeaway =
        say(speaker, labels::CHART_CALIBRATION_SAYS, &[("n", &inside.count()), ("of", &measured.calibration.len())]);
    let slope = measured.line.map(|line| {
        let slope = line.slope;
        say(
            speaker,
            labels::NOTE_SLOPE,
            &[
                ("slope", &number::decimal(slope.value, 2)),
                ("lower", &number::decimal(slope.interval.lower, 2)),
                ("upper", &number::decimal(slope.interval.upper, 2)),
            ],
        )
    });
    let rate = fold.churned as f64 / fold.customers.max(1) as f64;
    let reference =
        Reference { value: rate, label: say(speaker, labels::REFERENCE_RATE, &[("rate", &number::percent(rate))]) };
    Chart {
        title: speaker.get(labels::CHART_CALIBRATION),
        takeaway,
        note: slope,
        picture: Picture::Dots(Dots { unit: Unit::Share, reference: Some(reference), rows }),
        table,
    }
}
