//! How well the past was forecast.

use crate::commands::speaker::Speaker;
use crate::exports::cast::format_date;
use crate::labels::{Label, churn_score as labels};
use crate::report::chart::{Dot, Dots, Estimate, Mark, Panel, Reference, Series, Trend};
use crate::report::number::{self, Unit};
use crate::report::{Block, Cell, Chart, Column, Importance, Kind, Picture, Section, Table};

use super::super::backtest::Fold;
use super::super::measure::Measured;
use super::super::result::Findings;
use super::super::tracking::Tracked;
use super::super::words;
use super::say;

/// How well the past was forecast.
pub(super) fn section(speaker: &Speaker, findings: &Findings<'_>) -> Option<Section> {
    let mut section = of_folds(speaker, &findings.folds, findings.method(), labels::SECTION_TRUST_LEAD)?;
    section.blocks.extend(tracking(speaker, findings).map(|chart| Block::Chart(Box::new(chart))));
    Some(section)
}

/// What the folds show of the method that scored the customers, beside the others.
pub(in crate::commands::churn_score) fn of_folds(
    speaker: &Speaker,
    folds: &[Fold],
    method: &'static str,
    lead: Label,
) -> Option<Section> {
    let fold = folds.first()?;
    let mut blocks = vec![Block::Table(backtest_table(speaker, folds))];
    // Only the method that scored the customers; how well another one states its chances is no evidence for it.
    if let Some(measured) = fold.of(method).filter(|measured| !measured.calibration.is_empty()) {
        blocks.push(Block::Chart(Box::new(calibration(speaker, fold, measured))));
    }
    let lead = say(
        speaker,
        lead,
        &[
            ("day", &speaker.date(fold.day)),
            ("until", &speaker.date(fold.until)),
            ("customers", &speaker.count(fold.customers)),
            ("churned", &speaker.share(fold.churned as f64, fold.customers as f64)),
        ],
    );
    Some(Section { id: "trust".into(), title: speaker.get(labels::SECTION_TRUST), lead, blocks })
}

fn backtest_table(speaker: &Speaker, folds: &[Fold]) -> Table {
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
    for fold in folds {
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
            open: false,
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

/// Repeat purchases since the beginning, actual and expected, with those that the model had not seen.
fn tracking(speaker: &Speaker, findings: &Findings<'_>) -> Option<Chart> {
    let points = &findings.tracked;
    let last = points.last()?;
    let seen = points.iter().rfind(|point| !point.forecast)?;
    let estimate = |value: f64| Some(Estimate { value, interval: None });
    let series =
        |name: Label, points: Vec<Option<Estimate>>| Series { name: speaker.get(name), mark: Mark::Line, points };
    let expected = |of: &dyn Fn(&Tracked) -> bool| {
        points.iter().map(|point| if of(point) { estimate(point.expected) } else { None }).collect()
    };
    let panel = Panel {
        title: String::new(),
        series: vec![
            series(labels::SERIES_ACTUAL, points.iter().map(|point| estimate(point.actual as f64)).collect()),
            series(labels::SERIES_FITTED, expected(&|point| !point.forecast)),
            // From the last day that the model had seen, so that the lines meet.
            series(labels::SERIES_FORECAST, expected(&|point| point.day >= seen.day)),
        ],
    };
    let row = |point: &Tracked| {
        let forecast = if point.forecast { labels::SERIES_FORECAST } else { labels::SERIES_FITTED };
        let expected = number::count(point.expected.round() as i128);
        [speaker.date(point.day), speaker.count(point.actual), expected, speaker.get(forecast)].map(Cell::new).into()
    };
    let table = Table {
        caption: speaker.get(labels::CHART_TRACKING),
        columns: vec![
            Column::new(speaker.get(labels::COLUMN_UNTIL), Kind::Text),
            Column::new(speaker.get(labels::SERIES_ACTUAL), Kind::Number),
            Column::new(speaker.get(labels::COLUMN_EXPECTED_PURCHASES), Kind::Number),
            Column::new(speaker.get(labels::COLUMN_KIND), Kind::Text),
        ],
        rows: points.iter().map(row).collect(),
        total: None,
    };
    let (actual, forecast) = (last.actual - seen.actual, last.expected - seen.expected);
    Some(Chart {
        title: speaker.get(labels::CHART_TRACKING),
        takeaway: say(
            speaker,
            labels::CHART_TRACKING_SAYS,
            &[
                ("day", &speaker.date(seen.day)),
                ("actual", &speaker.count(actual)),
                ("forecast", &number::count(forecast.round() as i128)),
            ],
        ),
        note: Some(speaker.get(labels::NOTE_TRACKING)),
        picture: Picture::Trend(Trend {
            unit: Unit::Count,
            positions: points.iter().map(|point| format_date(point.day)).collect(),
            panels: vec![panel],
            references: Vec::new(),
        }),
        table,
    })
}
