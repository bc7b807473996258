//! What was read, set aside and left out.

use crate::exports::InputRecord;
use crate::exports::ledger::Tally;
use crate::labels::report::LIST_COMMA;
use crate::labels::segment as labels;
use crate::report::{Block, Cell, Column, Kind, Section, Table, number};

use super::super::words::file_name;
use super::{Story, reasons};

pub(super) fn section(story: &Story<'_>) -> Section {
    let words = &story.words;
    let mut blocks = vec![Block::Table(ledger(story)), Block::Table(files(story)), Block::Notes(columns(story))];
    let warnings: Vec<String> =
        story.loaded.gathered.warnings.iter().map(|warning| warning.render(words.lang)).collect();
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
    for (table, ledger) in &story.loaded.gathered.ledger {
        // Only tables with money in them have amounts to reconcile.
        let amounts = ledger.read.amount != 0;
        let mut row = |entry: String, tally: Tally| {
            let amount = if amounts { words.exact(tally.amount) } else { number::MISSING.to_string() };
            rows.push([words.table(table), entry, words.count(tally.rows), amount].map(Cell::new).into());
        };
        row(words.get(labels::ENTRY_READ), ledger.read);
        row(words.get(labels::ENTRY_USED), ledger.used);
        for (reason, tally) in &ledger.rejected {
            let text = labels::ENTRY_REJECTED.text().and("reason", reasons::rejected(reason));
            row(text.render(words.lang), *tally);
        }
        for (rule, tally) in &ledger.excluded {
            let text = labels::ENTRY_EXCLUDED.text().and("rule", reasons::excluded(rule));
            row(text.render(words.lang), *tally);
        }
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
    let row = |input: &InputRecord| {
        let delimiter = input.delimiter.as_deref().map(|name| match name {
            "comma" => words.get(labels::DELIMITER_COMMA),
            "semicolon" => words.get(labels::DELIMITER_SEMICOLON),
            "tab" => words.get(labels::DELIMITER_TAB),
            "pipe" => words.get(labels::DELIMITER_PIPE),
            "blanks" => words.get(labels::DELIMITER_BLANKS),
            other => other.to_string(),
        });
        let format = capitals(input.encoding.as_deref().unwrap_or(input.format));
        let found: Vec<String> = [Some(format), delimiter].into_iter().flatten().collect();
        [file_name(&input.path).to_string(), words.count(input.rows), found.join(" · ")].map(Cell::new).into()
    };
    Table {
        caption: words.get(labels::CAPTION_FILES),
        columns: vec![
            Column::new(words.get(labels::COLUMN_FILE), Kind::Text),
            Column::new(words.get(labels::COLUMN_ROWS), Kind::Number),
            Column::new(words.get(labels::COLUMN_FOUND), Kind::Text),
        ],
        rows: story.loaded.gathered.inputs.iter().map(row).collect(),
        total: None,
    }
}

/// Which columns were recognised in each file, and as what.
fn columns(story: &Story<'_>) -> Vec<String> {
    let words = &story.words;
    let line = |input: &InputRecord| {
        let columns = input.columns.iter().map(|column| match column.header == column.column {
            true => column.header.clone(),
            false => format!("{} → {}", column.header, column.column),
        });
        let columns = columns.collect::<Vec<_>>().join(LIST_COMMA.get(words.lang));
        labels::COLUMNS_RECOGNISED.with(&[("file", &file_name(&input.path)), ("columns", &columns)]).render(words.lang)
    };
    story.loaded.gathered.inputs.iter().map(line).collect()
}

/// The name of an encoding or a format as it is usually written.
fn capitals(name: &str) -> String {
    let (name, mark) = name.strip_suffix("-bom").map_or((name, ""), |name| (name, " (BOM)"));
    let all = name.starts_with("utf") || name.starts_with("gb");
    let upper = |(at, c): (usize, char)| if all || at == 0 { c.to_ascii_uppercase() } else { c };
    format!("{}{mark}", name.chars().enumerate().map(upper).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_written_as_usual() {
        let names = ["utf-8", "utf-16le-bom", "gb18030", "big5", "windows-1252", "parquet"].map(capitals);
        assert_eq!(names, ["UTF-8", "UTF-16LE (BOM)", "GB18030", "Big5", "Windows-1252", "Parquet"]);
    }
}
