//! What was read, set aside and left out.

use crate::deliver::console::Console;
use crate::exports::InputRecord;
use crate::exports::ledger::{Ledger, Tally};
use crate::labels::report::LIST_COMMA;
use crate::labels::{Text, segment as labels};
use crate::report::{Block, Cell, Column, Kind, Section, Table, number};

use super::reasons;
use crate::commands::gathered::Gathered;
use crate::commands::speaker::Speaker;

/// The section of a report that tells what became of every row.
pub(in crate::commands) fn section(words: &Speaker, gathered: &Gathered) -> Section {
    let mut blocks = vec![
        Block::Table(ledger(words, gathered)),
        Block::Table(files(words, gathered)),
        Block::Notes(columns(words, gathered)),
    ];
    let warnings: Vec<String> = gathered.warnings.iter().map(|warning| warning.render(words.lang)).collect();
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

/// The same, and below it those of `warnings` that do not come from reading, which stand behind those that do.
pub(in crate::commands) fn with_warnings(words: &Speaker, gathered: &Gathered, warnings: &[Text]) -> Section {
    let mut section = section(words, gathered);
    let own: Vec<String> =
        warnings.iter().skip(gathered.warnings.len()).map(|warning| warning.render(words.lang)).collect();
    if !own.is_empty() {
        section.blocks.push(Block::Notes(own));
    }
    section
}

fn ledger(words: &Speaker, gathered: &Gathered) -> Table {
    let mut rows = Vec::new();
    for (table, ledger) in &gathered.ledger {
        // Only tables with money in them have amounts to reconcile.
        let amounts = ledger.read.amount != 0;
        let mut row = |entry: String, tally: Tally, amounts: bool| {
            let amount = if amounts { words.exact(tally.amount) } else { number::MISSING.to_string() };
            rows.push([name(words, table), entry, words.count(tally.rows), amount].map(Cell::new).into());
        };
        row(words.get(labels::ENTRY_READ), ledger.read, amounts);
        row(words.get(labels::ENTRY_USED), ledger.used, amounts);
        for (reason, tally) in &ledger.rejected {
            let text = labels::ENTRY_REJECTED.text().and("reason", reasons::rejected(reason));
            row(text.render(words.lang), *tally, amounts);
        }
        for (rule, tally) in &ledger.excluded {
            let text = labels::ENTRY_EXCLUDED.text().and("rule", reasons::excluded(rule));
            row(text.render(words.lang), *tally, amounts && reasons::has_amounts(rule));
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

fn files(words: &Speaker, gathered: &Gathered) -> Table {
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
        rows: gathered.inputs.iter().map(row).collect(),
        total: None,
    }
}

/// Says on the terminal what was set aside and left out.
pub(in crate::commands) fn say(words: &Speaker, gathered: &Gathered, console: &Console) {
    for (table, ledger) in &gathered.ledger {
        let (rejected, excluded) = (ledger.rejected_total(), ledger.excluded_total());
        // Only tables with money in them have amounts to tell.
        let amount = |amount: i128, told: bool| match ledger.read.amount != 0 && told {
            false => String::new(),
            true => labels::IN_BRACKETS.with(&[("what", &words.exact(amount))]).render(words.lang),
        };
        let line = |text: Text| match gathered.ledger.len() {
            1 => text.render(words.lang),
            _ => labels::OF_TABLE.with(&[("table", &name(words, table))]).and("what", text).render(words.lang),
        };
        if rejected.rows > 0 {
            console.say(&line(labels::SET_ASIDE.with(&[
                ("n", &words.count(rejected.rows)),
                ("read", &words.count(ledger.read.rows)),
                ("amount", &amount(rejected.amount, true)),
            ])));
        }
        if excluded.rows > 0 {
            let n = words.count(excluded.rows);
            let told = ledger.excluded.keys().any(|rule| reasons::has_amounts(rule));
            let rules = rules(words, ledger);
            let values: [(&'static str, &dyn std::fmt::Display); 3] =
                [("n", &n), ("amount", &amount(excluded.amount, told)), ("rules", &rules)];
            console.say(&line(labels::LEFT_OUT.with(&values)));
        }
    }
}

/// The rules that left rows out, each with its rows where there are several.
fn rules(words: &Speaker, ledger: &Ledger) -> String {
    let told: Vec<(Text, u64)> = ledger
        .excluded
        .iter()
        .filter(|(_, tally)| tally.rows > 0)
        .map(|(rule, tally)| (reasons::excluded(rule), tally.rows))
        .collect();
    let one = |(rule, rows): &(Text, u64)| match told.len() {
        1 => rule.render(words.lang),
        _ => labels::RULE_AND_ROWS.with(&[("n", &words.count(*rows))]).and("rule", rule.clone()).render(words.lang),
    };
    told.iter().map(one).collect::<Vec<String>>().join(LIST_COMMA.get(words.lang))
}

/// The name of a table that was read.
fn name(words: &Speaker, table: &str) -> String {
    let label = match table {
        "orders" => labels::TABLE_ORDERS,
        "customers" => labels::TABLE_CUSTOMERS,
        "histories" => labels::TABLE_HISTORIES,
        "segments" => labels::TABLE_SEGMENTS,
        "complaints" => labels::TABLE_COMPLAINTS,
        "interactions" => labels::TABLE_INTERACTIONS,
        "surveys" => labels::TABLE_SURVEYS,
        "production" => labels::TABLE_PRODUCTION,
        "genealogy" => labels::TABLE_GENEALOGY,
        "movements" => labels::TABLE_MOVEMENTS,
        "stock" => labels::TABLE_STOCK,
        "follow-ups" => labels::TABLE_FOLLOW_UPS,
        "responses" => labels::TABLE_RESPONSES,
        "returns" => labels::TABLE_RETURNS,
        "lots" => labels::TABLE_LOTS,
        other => return other.to_string(),
    };
    words.get(label)
}

/// The name of a file without its folders.
pub(in crate::commands) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().filter(|name| !name.is_empty()).unwrap_or(path)
}

/// Which columns were recognised in each file, and as what.
fn columns(words: &Speaker, gathered: &Gathered) -> Vec<String> {
    let line = |input: &InputRecord| {
        let columns = input.columns.iter().map(|column| match column.header == column.column {
            true => column.header.clone(),
            false => format!("{} → {}", column.header, column.column),
        });
        let columns = columns.collect::<Vec<_>>().join(LIST_COMMA.get(words.lang));
        labels::COLUMNS_RECOGNISED.with(&[("file", &file_name(&input.path)), ("columns", &columns)]).render(words.lang)
    };
    gathered.inputs.iter().map(line).collect()
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
