//! What was found in a file, as lines for a person.

use crate::deliver::console::Console;
use crate::exports::inspect::{Inspection, StructureFound};
use crate::labels::visible::{short, visible};
use crate::labels::{Label, Lang, inspect as labels};
use crate::report::number::count;
use crate::report::table::{Cell, Column, Importance, Kind, Table};
use crate::report::text;

/// Repairs shown.
const REPAIRS: usize = 10;

/// The lines about one file.
pub(super) fn lines(found: &Inspection, console: &Console) -> Vec<String> {
    let lang = console.lang();
    let path = visible(&found.path).into_owned();
    if found.columns.is_empty() {
        return vec![labels::EMPTY.with(&[("path", &path)]).render(lang)];
    }
    let (rows, columns) = (count(i128::from(found.rows)), count(found.columns.len() as i128));
    let size = size(found.bytes);
    let headline = labels::HEADLINE.with(&[("path", &path), ("rows", &rows), ("columns", &columns), ("size", &size)]);
    let mut lines = vec![headline.render(lang)];
    let mut about = |label: Label, words: String| lines.push(format!("  {}  {words}", padded(label.get(lang))));
    match &found.structure {
        Some(structure) => structure_lines(structure, lang, &mut about),
        None => about(labels::FORMAT, found.format.to_string()),
    }
    about(labels::TABLE, found.table.map_or_else(|| labels::NO_TABLE.get(lang).to_string(), str::to_string));
    let irregular = &found.irregular;
    let kinds = [
        (labels::RAGGED, irregular.ragged),
        (labels::FOOTER, irregular.footer),
        (labels::OTHER_TABLE, irregular.other_table),
    ];
    for (label, records) in kinds.into_iter().filter(|(_, records)| *records > 0) {
        about(labels::IRREGULAR, label.with(&[("n", &records)]).render(lang));
    }
    for problem in &found.problems {
        about(labels::PROBLEM, visible(problem).into_owned());
    }
    for (kind, records) in &found.repaired {
        about(labels::REPAIRED, format!("{} × {}", count(i128::from(*records)), repair(kind, lang)));
    }
    for repaired in found.repairs.iter().take(REPAIRS) {
        let (record, offset) = (count(i128::from(repaired.record)), count(i128::from(repaired.byte_offset)));
        let place = labels::REPAIR_AT.with(&[
            ("record", &record),
            ("offset", &offset),
            ("what", &repair(repaired.repair, lang)),
        ]);
        lines.push(format!("    {}", place.render(lang)));
        lines.push(format!("      {}", short(&repaired.raw)));
    }
    let all: u64 = found.repaired.values().sum();
    if all > REPAIRS as u64 {
        lines.push(format!("    {}", labels::MORE_REPAIRS.with(&[("n", &(all - REPAIRS as u64))]).render(lang)));
    }
    lines.push(String::new());
    lines.push(laid_out(&columns_table(found, lang), console));
    if !found.sample.is_empty() {
        lines.push(String::new());
        lines.push(laid_out(&sample_table(found), console));
    }
    lines
}

fn structure_lines(structure: &StructureFound, lang: Lang, about: &mut impl FnMut(Label, String)) {
    let (name, why) = (&structure.encoding, &structure.encoding_reason);
    about(labels::ENCODING, labels::ENCODING_BECAUSE.with(&[("name", name), ("why", why)]).render(lang));
    if structure.replaced_characters > 0 {
        about(labels::ENCODING, labels::REPLACED.with(&[("n", &structure.replaced_characters)]).render(lang));
    }
    let delimiter = match structure.spaced {
        true => labels::SPACED.with(&[("delimiter", &structure.delimiter)]).render(lang),
        false => structure.delimiter.clone(),
    };
    let escape = if structure.escape == "backslash" { labels::BACKSLASH } else { labels::DOUBLED };
    let cut = match &structure.quote {
        Some(quote) => labels::CUT.with(&[("delimiter", &delimiter), ("quote", quote), ("escape", &escape.get(lang))]),
        None => labels::CUT_BARE.with(&[("delimiter", &delimiter)]),
    };
    about(labels::DIALECT, cut.render(lang));
    let before = structure.preamble_records;
    let place = match structure.header_records {
        0 => labels::NO_HEADER.text(),
        1 => labels::HEADER_AT.with(&[("n", &(before + 1))]),
        rows => labels::HEADER_FROM.with(&[("from", &(before + 1)), ("to", &(before + rows))]),
    };
    let place = match before {
        0 => place,
        before => labels::PREAMBLE.with(&[("n", &before)]).and("where", place),
    };
    about(labels::HEADER, place.render(lang));
}

fn columns_table(found: &Inspection, lang: Lang) -> Table {
    let column = |label: Label, kind| Column::new(label.get(lang), kind);
    let columns = vec![
        column(labels::COLUMN, Kind::Text).importance(Importance::Essential),
        column(labels::TAKEN_FOR, Kind::Text).importance(Importance::Essential),
        column(labels::HOLDS, Kind::Text),
        column(labels::FILLED, Kind::Number),
        column(labels::EMPTY_CELLS, Kind::Number),
        column(labels::UNLIKE, Kind::Number),
    ];
    let number = |n: u64| if n == 0 { String::new() } else { count(i128::from(n)) };
    let rows = found.columns.iter().map(|column| {
        let kind = labels::KINDS.get(column.kind as usize).map_or("", |label| label.get(lang));
        let words = [
            column.header.clone(),
            column.column.unwrap_or_default().to_string(),
            kind.to_string(),
            number(column.filled),
            number(column.empty),
            number(column.unlike),
        ];
        words.into_iter().map(Cell::new).collect()
    });
    Table { columns, rows: rows.collect(), ..Table::default() }
}

fn sample_table(found: &Inspection) -> Table {
    let columns = found.columns.iter().map(|column| Column::new(&column.header, Kind::Text));
    let rows = found.sample.iter().map(|row| row.iter().map(Cell::new).collect());
    Table { columns: columns.collect(), rows: rows.collect(), ..Table::default() }
}

fn laid_out(table: &Table, console: &Console) -> String {
    text::table(table, console.lang(), console.width(), console.paint()).trim_end().to_string()
}

fn repair(kind: &str, lang: Lang) -> String {
    labels::REPAIRS.iter().find(|(name, _)| *name == kind).map_or(kind, |(_, label)| label.get(lang)).to_string()
}

fn padded(name: &str) -> String {
    let width = unicode_width::UnicodeWidthStr::width(name);
    format!("{name}{}", " ".repeat(10usize.saturating_sub(width)))
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}
