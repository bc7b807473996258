//! The table of the report on whether groups differ in time.

use crate::commands::speaker::Speaker;
use crate::labels::satisfaction_report::complaints as labels;
use crate::models::satisfaction_scores::SUPPRESSED_BELOW;
use crate::report::{Block, Cell, Column, Importance, Kind, Table, number};

use super::Complaints;
use super::differences::{Between, Difference, Tested};
use super::words::CLOCKS;

/// Least q-value that is written out.
const LEAST: f64 = 0.001;

/// One row a kind of groups; nothing where no groups can be compared.
pub(super) fn table(own: &Complaints, speaker: &Speaker) -> Option<Block> {
    let all = &own.breakdown.differences;
    let is_told = |clock: usize| all.iter().any(|own| own.clocks.get(clock).is_some_and(Option::is_some));
    let clocks: Vec<usize> = (0..CLOCKS.len()).filter(|clock| is_told(*clock)).collect();
    let mut columns = vec![
        Column::new(speaker.get(labels::COLUMN_COMPARED), Kind::Text)
            .meaning(speaker.get(labels::MEANING_TEST))
            .importance(Importance::Essential),
        Column::new(speaker.get(labels::COLUMN_GROUPS), Kind::Number)
            .meaning(labels::MEANING_GROUPS.with(&[("least", &SUPPRESSED_BELOW)]).render(speaker.lang))
            .importance(Importance::Extra),
    ];
    let names = clocks.iter().filter_map(|clock| CLOCKS.get(*clock));
    columns.extend(names.map(|name| Column::new(speaker.get(*name), Kind::Text)));
    let rows: Vec<Vec<Cell>> = all.iter().map(|own| row(own, &clocks, speaker)).collect();
    let caption = speaker.get(labels::CAPTION_TESTS);
    (!rows.is_empty()).then_some(Block::Table(Table { caption, columns, rows, total: None }))
}

fn row(own: &Difference, clocks: &[usize], speaker: &Speaker) -> Vec<Cell> {
    let name = match &own.between {
        Between::Severities => speaker.get(labels::COLUMN_SEVERITY),
        Between::Categories => speaker.get(labels::COLUMN_CATEGORY),
        Between::Owners => speaker.get(labels::COLUMN_OWNER),
        Between::Segments(attribute) => attribute.clone(),
    };
    let groups = own.clocks.iter().flatten().map(|tested| tested.groups).max().unwrap_or(0);
    let tested = clocks.iter().map(|clock| own.clocks.get(*clock).and_then(Option::as_ref));
    let tested = tested.map(|tested| tested.map_or_else(|| Cell::new(number::MISSING), |own| verdict(own, speaker)));
    [Cell::new(name).strong(), Cell::new(speaker.count(groups as u64))].into_iter().chain(tested).collect()
}

fn verdict(own: &Tested, speaker: &Speaker) -> Cell {
    let q = if own.q_value < LEAST { "< 0.001".to_string() } else { format!("= {}", number::decimal(own.q_value, 3)) };
    let label = if own.differ() { labels::TEST_DIFFER } else { labels::TEST_CANNOT_TELL };
    Cell::new(label.with(&[("q", &q)]).render(speaker.lang))
}
