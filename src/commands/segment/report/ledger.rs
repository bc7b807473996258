//! What was read, set aside and left out.

use crate::exports::ledger::Tally;
use crate::labels::{Label, segment as labels};
use crate::report::{Block, Cell, Column, Kind, Section, Table};

use super::Story;

pub(super) fn section(story: &Story<'_>) -> Section {
    let words = &story.words;
    let mut blocks = vec![Block::Table(ledger(story)), Block::Table(files(story))];
    let warnings: Vec<String> = story.loaded.warnings.iter().map(|warning| warning.render(words.lang)).collect();
    if !warnings.is_empty() {
        blocks.push(Block::Notes(warnings));
    }
    Section {
        id: "ledger".into(),
        title: words.get(labels::SECTION_LEDGER),
        lead: words.get(labels::SECTION_LEDGER_LEAD),
        blocks,
    }
}

fn ledger(story: &Story<'_>) -> Table {
    let words = &story.words;
    let mut rows = Vec::new();
    for (table, ledger) in &story.loaded.ledger {
        let mut row = |entry: String, tally: Tally| {
            rows.push(vec![
                Cell::new(*table),
                Cell::new(entry),
                Cell::new(words.count(tally.rows)),
                Cell::new(words.exact(tally.amount)),
            ]);
        };
        let named = |label: Label, hole: &'static str, name: &String| label.with(&[(hole, name)]).render(words.lang);
        row(words.get(labels::ENTRY_READ), ledger.read);
        row(words.get(labels::ENTRY_USED), ledger.used);
        ledger.rejected.iter().for_each(|(reason, tally)| row(named(labels::ENTRY_REJECTED, "reason", reason), *tally));
        ledger.excluded.iter().for_each(|(rule, tally)| row(named(labels::ENTRY_EXCLUDED, "rule", rule), *tally));
    }
    Table {
        caption: words.get(labels::CAPTION_LEDGER),
        columns: vec![
            Column::new(words.get(labels::COLUMN_TABLE), Kind::Text),
            Column::new(words.get(labels::COLUMN_ENTRY), Kind::Text),
            Column::new(words.get(labels::COLUMN_ROWS), Kind::Number),
            Column::new(words.get(labels::COLUMN_AMOUNT), Kind::Number),
        ],
        rows,
        total: None,
    }
}

fn files(story: &Story<'_>) -> Table {
    let words = &story.words;
    let rows = story
        .loaded
        .inputs
        .iter()
        .map(|input| {
            let found = [
                input.encoding.clone(),
                input.delimiter.clone(),
                Some(input.format.to_string()).filter(|_| input.encoding.is_none()),
            ];
            let columns: Vec<String> = input
                .columns
                .iter()
                .map(|column| {
                    if column.header == column.column {
                        column.header.clone()
                    } else {
                        format!("{} → {}", column.header, column.column)
                    }
                })
                .collect();
            vec![
                Cell::new(input.path.clone()),
                Cell::new(words.count(input.rows)),
                Cell::new(found.into_iter().flatten().collect::<Vec<_>>().join(" · ")),
                Cell::new(columns.join(", ")),
            ]
        })
        .collect();
    Table {
        caption: words.get(labels::CAPTION_FILES),
        columns: vec![
            Column::new(words.get(labels::COLUMN_FILE), Kind::Text),
            Column::new(words.get(labels::COLUMN_ROWS), Kind::Number),
            Column::new(words.get(labels::COLUMN_FOUND), Kind::Text),
            Column::new(words.get(labels::COLUMN_COLUMNS), Kind::Text),
        ],
        rows,
        total: None,
    }
}
