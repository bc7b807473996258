//! How far the recall is: customers by status, the curve, the forecast.

use crate::commands::speaker::Speaker;
use crate::labels::recall_scope as labels;
use crate::models::effectiveness::completion::{CompletionError, Forecast};
use crate::models::recall_progress::Period;
use crate::report::chart::{Estimate, Mark, Panel, Picture, Series, Trend};
use crate::report::number::Unit;
use crate::report::{Block, Cell, Chart, Column, Kind, Section, Table, number};

use super::super::evidence;
use super::super::progress::{CONFIDENCE, Standing};
use super::super::result::Findings;
use super::{say, table};

/// The section; nothing where nothing went out yet.
pub(super) fn section(speaker: &Speaker, findings: &Findings<'_>) -> Option<Section> {
    let standing = findings.standing.as_ref()?;
    let account = standing.progress.account();
    let share = account.accounted_share().map_or_else(|| number::MISSING.to_string(), number::percent);
    let rows = standing.progress.by_status().into_iter().map(|row| {
        vec![
            speaker.get(row.status.label()),
            speaker.count(row.consumers),
            speaker.count(row.consignees),
            speaker.units(row.account.distributed),
            speaker.units(row.account.outstanding),
        ]
    });
    let columns = [
        (labels::COLUMN_STATUS, Kind::Text),
        (labels::COLUMN_CONSUMERS, Kind::Number),
        (labels::COLUMN_CONSIGNEES, Kind::Number),
        (labels::COLUMN_UNITS, Kind::Number),
        (labels::COLUMN_OUTSTANDING, Kind::Number),
    ];
    let mut blocks = table(speaker, labels::CAPTION_STATUS, &columns, rows, "progress");
    blocks.extend(against_goals(speaker, standing));
    blocks.extend(proved(speaker, standing));
    blocks.extend(curve(speaker, standing).map(|chart| Block::Chart(Box::new(chart))));
    blocks.push(Block::Notes(vec![forecast(speaker, findings, standing)]));
    let lead = say(
        speaker,
        labels::SECTION_PROGRESS_LEAD,
        &[
            ("accounted", &speaker.units(account.accounted())),
            ("units", &speaker.units(account.distributed)),
            ("share", &share),
            ("outstanding", &speaker.units(account.outstanding)),
        ],
    );
    Some(Section { id: "progress".into(), title: speaker.get(labels::SECTION_PROGRESS), lead, blocks })
}

/// Every figure that has a goal, and those of everybody together.
fn against_goals(speaker: &Speaker, standing: &Standing<'_>) -> Vec<Block> {
    let missing = || number::MISSING.to_string();
    let shown = standing.figures.iter().filter(|row| row.whole > 0.0 && (row.goal.is_some() || row.audience.is_none()));
    let rows = shown.map(|row| {
        let met = row.is_met().map(|met| speaker.get(if met { labels::MET } else { labels::NOT_MET }));
        vec![
            speaker.get(row.label()),
            speaker.get(row.whose()),
            row.share().map_or_else(missing, number::percent),
            row.goal.map_or_else(missing, number::percent),
            met.unwrap_or_else(missing),
        ]
    });
    let columns = [
        (labels::COLUMN_FIGURE, Kind::Text),
        (labels::COLUMN_WHOSE, Kind::Text),
        (labels::COLUMN_REACHED, Kind::Number),
        (labels::COLUMN_GOAL, Kind::Number),
        (labels::COLUMN_MET, Kind::Text),
    ];
    table(speaker, labels::CAPTION_GOALS, &columns, rows, "recall_figures")
}

/// What effectiveness checks prove; nothing where there is nobody to check.
fn proved(speaker: &Speaker, standing: &Standing<'_>) -> Vec<Block> {
    if standing.checks.consignees == 0 {
        return Vec::new();
    }
    let missing = || number::MISSING.to_string();
    let rows = evidence::find(standing).into_iter().map(|row| {
        vec![
            speaker.get(row.label),
            row.share.map_or_else(missing, number::percent),
            row.limits.map_or_else(missing, |(lower, upper)| number::percent_interval(lower, upper)),
            number::percent(row.confidence),
            speaker.count(row.checks),
        ]
    });
    let columns = [
        (labels::COLUMN_STATEMENT, Kind::Text),
        (labels::COLUMN_SHARE, Kind::Number),
        (labels::COLUMN_LIMITS, Kind::Number),
        (labels::COLUMN_CONFIDENCE, Kind::Number),
        (labels::COLUMN_CHECKS, Kind::Number),
    ];
    let mut blocks = table(speaker, labels::CAPTION_EVIDENCE, &columns, rows, "effectiveness_evidence");
    let values: [(&'static str, &dyn std::fmt::Display); 1] = [("n", &standing.checks.consignees)];
    blocks.push(Block::Notes(vec![say(speaker, labels::NOTE_EVIDENCE, &values)]));
    blocks
}

fn curve(speaker: &Speaker, standing: &Standing<'_>) -> Option<Chart> {
    let points = standing.progress.curve(Period::Day);
    let last = points.last()?;
    let notified =
        |point: &crate::models::recall_progress::CurvePoint| point.consumers.notified + point.consignees.notified;
    let responded =
        |point: &crate::models::recall_progress::CurvePoint| point.consumers.responded + point.consignees.responded;
    let series = |name, of: &dyn Fn(&crate::models::recall_progress::CurvePoint) -> u64| Series {
        name: speaker.get(name),
        mark: Mark::Line,
        points: points.iter().map(|point| Some(Estimate { value: of(point) as f64, interval: None })).collect(),
    };
    let positions: Vec<String> = points.iter().map(|point| speaker.date(point.day)).collect();
    let takeaway = say(
        speaker,
        labels::TAKEAWAY_COMPLETION,
        &[("responded", &speaker.count(responded(last))), ("notified", &speaker.count(notified(last)))],
    );
    let row = |point: &crate::models::recall_progress::CurvePoint| {
        [speaker.date(point.day), speaker.count(notified(point)), speaker.count(responded(point))].map(Cell::new).into()
    };
    Some(Chart {
        title: speaker.get(labels::CHART_COMPLETION),
        takeaway,
        note: None,
        table: Table {
            caption: speaker.get(labels::CHART_COMPLETION),
            columns: vec![
                Column::new(speaker.get(labels::COLUMN_DUE), Kind::Text),
                Column::new(speaker.get(labels::SERIES_NOTIFIED), Kind::Number),
                Column::new(speaker.get(labels::SERIES_RESPONDED), Kind::Number),
            ],
            rows: points.iter().map(row).collect(),
            total: None,
        },
        picture: Picture::Trend(Trend {
            unit: Unit::Count,
            positions,
            panels: vec![Panel {
                title: String::new(),
                series: vec![series(labels::SERIES_NOTIFIED, &notified), series(labels::SERIES_RESPONDED, &responded)],
            }],
            references: Vec::new(),
        }),
    })
}

fn forecast(speaker: &Speaker, findings: &Findings<'_>, standing: &Standing<'_>) -> String {
    let target = number::percent(standing.target);
    let day = |days: Option<u32>| {
        let day = days.and_then(|days| i32::try_from(days).ok()).map(|days| findings.as_of.saturating_add(days));
        day.map_or_else(|| speaker.get(labels::NEVER), |day| speaker.date(day))
    };
    let found: Result<Forecast, CompletionError> = standing.progress.forecast(None, standing.target, CONFIDENCE);
    match found {
        Ok(Forecast::Reached) => say(speaker, labels::FORECAST_REACHED, &[("target", &target)]),
        Ok(Forecast::After { days: None, .. }) => say(speaker, labels::FORECAST_NEVER, &[("target", &target)]),
        Ok(Forecast::After { days, earliest, latest }) => say(
            speaker,
            labels::FORECAST_AFTER,
            &[("target", &target), ("day", &day(days)), ("earliest", &day(earliest)), ("latest", &day(latest))],
        ),
        Ok(Forecast::TooFewNotified { missing }) => {
            say(speaker, labels::FORECAST_MORE, &[("target", &target), ("missing", &speaker.count(missing))])
        }
        Err(error) => error.text().render(speaker.lang),
    }
}
