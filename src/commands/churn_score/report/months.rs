//! The churn rate by month with its limits.

use crate::commands::speaker::Speaker;
use crate::labels::churn_score as labels;
use crate::models::cohorts::{ChurnMonth, Signal};
use crate::report::chart::{Estimate, Mark, Panel, Reference, Series, Trend};
use crate::report::number::{self, Unit};
use crate::report::{Block, Cell, Chart, Column, Kind, Picture, Section, Table};

use super::super::result::Findings;
use super::super::tables::month;
use super::say;

/// Months of the churn chart.
const MONTHS: usize = 36;

/// Churn rate by month with its limits.
pub(super) fn section(speaker: &Speaker, findings: &Findings<'_>) -> Option<Section> {
    let monthly = findings.monthly.as_ref().filter(|monthly| !monthly.months.is_empty())?;
    let start = monthly.months.len().saturating_sub(MONTHS);
    let months = &monthly.months[start..];
    let points = months.iter().map(|of| of.rate.map(|value| Estimate { value, interval: None })).collect();
    let series = Series { name: speaker.get(labels::SERIES_RATE), mark: Mark::Line, points };
    let centre = monthly.chart.as_ref().ok().map(|chart| chart.centre);
    let references = centre.map(|value| Reference { value, label: speaker.get(labels::REFERENCE_CENTRE) });
    let row = |of: &ChurnMonth| {
        let limits = of.limits.map(|limits| number::percent_interval(limits.lower, limits.upper));
        let missing = || number::MISSING.to_string();
        [
            month(of.month),
            speaker.count(of.active),
            of.rate.map_or_else(missing, number::percent),
            limits.unwrap_or_else(missing),
        ]
        .map(Cell::new)
        .into()
    };
    let table = Table {
        caption: speaker.get(labels::CHART_MONTHS),
        columns: vec![
            Column::new(speaker.get(labels::COLUMN_MONTH), Kind::Text),
            Column::new(speaker.get(labels::COLUMN_ACTIVE), Kind::Number),
            Column::new(speaker.get(labels::SERIES_RATE), Kind::Number),
            Column::new(speaker.get(labels::COLUMN_LIMITS), Kind::Number),
        ],
        rows: months.iter().map(row).collect(),
        total: None,
    };
    let takeaway = match &monthly.chart {
        Ok(_) => say(speaker, labels::CHART_MONTHS_SAYS, &[("n", &beyond(months)), ("of", &months.len())]),
        Err(why) => why.text().render(speaker.lang),
    };
    let chart = Chart {
        title: speaker.get(labels::CHART_MONTHS),
        takeaway,
        note: Some(speaker.get(labels::NOTE_MONTHS)),
        picture: Picture::Trend(Trend {
            unit: Unit::Share,
            positions: months.iter().map(|of| month(of.month)).collect(),
            panels: vec![Panel { title: String::new(), series: vec![series] }],
            references: references.into_iter().collect(),
        }),
        table,
    };
    Some(Section {
        id: "months".into(),
        title: speaker.get(labels::SECTION_MONTHS),
        lead: say(speaker, labels::SECTION_MONTHS_LEAD, &[("horizon", &findings.horizon)]),
        blocks: vec![Block::Chart(Box::new(chart))],
    })
}

/// Months beyond the control limits.
fn beyond(months: &[ChurnMonth]) -> usize {
    months.iter().filter(|of| matches!(of.signal, Some(Signal::Above | Signal::Below))).count()
}
