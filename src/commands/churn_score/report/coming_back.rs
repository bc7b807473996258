//! How customers come back: retention by month of first purchase.

use crate::commands::speaker::Speaker;
use crate::labels::churn_score as labels;
use crate::report::{Block, Cell, Column, Importance, Kind, Section, Table, number};

use super::super::result::Findings;
use super::super::tables::month;
use super::say;

/// Cohorts of the retention table, and months of each.
const COHORTS: usize = 13;

const COHORT_MONTHS: usize = 10;

/// How customers come back: retention by cohort.
pub(super) fn section(speaker: &Speaker, findings: &Findings<'_>) -> Section {
    let mut blocks = Vec::new();
    if let Some(retention) = &findings.cohorts {
        let shown = retention.cohorts.len().saturating_sub(COHORTS);
        let cohorts = &retention.cohorts[shown..];
        let months = cohorts.iter().map(|cohort| cohort.cells.len()).max().unwrap_or_default().min(COHORT_MONTHS);
        let mut columns = vec![
            Column::new(speaker.get(labels::COLUMN_COHORT), Kind::Text).importance(Importance::Essential),
            Column::new(speaker.get(labels::COLUMN_CUSTOMERS), Kind::Number).importance(Importance::Essential),
        ];
        columns.extend((1..months).map(|number| Column::new(number.to_string(), Kind::Share)));
        let rows = cohorts.iter().map(|cohort| {
            let cells = cohort.cells.iter().skip(1).take(months.saturating_sub(1));
            let shares = cells.map(|cell| Cell::new(number::percent(cell.share)));
            [month(cohort.month), speaker.count(cohort.customers)].map(Cell::new).into_iter().chain(shares).collect()
        });
        let caption = speaker.get(labels::CAPTION_COHORTS);
        blocks.push(Block::Table(Table { caption, columns, rows: rows.collect(), total: None }));
        blocks.push(Block::Notes(vec![speaker.get(labels::NOTE_COHORTS)]));
    }
    let lead = match &findings.repeat_curve {
        Some(curve) => say(
            speaker,
            labels::SECTION_BACK_LEAD,
            &[
                ("repeaters", &speaker.count(curve.repeaters)),
                ("customers", &speaker.count(curve.customers)),
                ("share", &speaker.share(curve.repeaters as f64, curve.customers as f64)),
            ],
        ),
        None => String::new(),
    };
    Section { id: "coming-back".into(), title: speaker.get(labels::SECTION_BACK), lead, blocks }
}
