//! What was found in a file, as lines for a person: what it is and how it is cut, its columns, what was repaired and
//! left out, what to look at, and how to go on.

use super::lines::Lines;
use super::{columns, next};
use crate::deliver::console::Console;
use crate::exports::inspect::{Inspection, StructureFound};
use crate::labels::visible::visible;
use crate::labels::{Label, Lang, Text, inspect as labels};
use crate::report::number::count;
use crate::report::table::Table;
use crate::report::text;

/// Record numbers shown of each kind of repair.
const RECORDS: usize = 4;
/// Repaired records shown of each kind.
const EXAMPLES: usize = 1;

/// What the next command reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reads {
    /// The file that was looked at, which is repaired anew.
    File,
    /// Its clean table.
    CleanTable,
}

/// The next command: the file it reads, and the flags that it needs.
#[derive(Clone, Debug)]
pub(super) struct Next {
    pub(super) reads: Reads,
    pub(super) file: String,
    pub(super) flags: String,
}

/// The lines about one file.
pub(super) fn lines(found: &Inspection, next: Option<&Next>, console: &Console) -> Vec<String> {
    let lang = console.lang();
    let mut lines = Lines::new(lang, console.width());
    let path = visible(&found.path).into_owned();
    if found.columns.is_empty() {
        let label = if found.bytes > 0 { labels::NO_RECORDS } else { labels::EMPTY };
        return vec![label.with(&[("path", &path), ("size", &size(found.bytes))]).render(lang)];
    }
    let (rows, columns) = (count(i128::from(found.rows)), count(found.columns.len() as i128));
    let size = match found.packing {
        "plain" => size(found.bytes),
        packing => labels::PACKED.with(&[("packing", &packing), ("size", &size(found.bytes))]).render(lang),
    };
    let headline = labels::HEADLINE.with(&[("path", &path), ("rows", &rows), ("columns", &columns), ("size", &size)]);
    lines.push(headline.render(lang));
    match &found.structure {
        Some(structure) => structure_lines(structure, &mut lines),
        None => lines.about(labels::FORMAT, found.format),
    }
    lines.about(labels::TABLE, &table(found, lang));
    for problem in &found.problems {
        lines.below(&visible(problem));
    }
    column_lines(found, console, &mut lines);
    let before = lines.count();
    lines.push(String::new());
    repair_lines(found, &mut lines);
    let irregular = &found.irregular;
    let kinds = [
        (labels::RAGGED, labels::RAGGED_RECORDS, irregular.ragged),
        (labels::LEFT_OUT, labels::FOOTER, irregular.footer),
        (labels::LEFT_OUT, labels::OTHER_TABLE, irregular.other_table),
        (labels::LEFT_OUT, labels::REPEATED_HEADER, irregular.repeated_header),
    ];
    for (name, label, records) in kinds.into_iter().filter(|(_, _, records)| *records > 0) {
        lines.about(name, &label.with(&[("n", &count(i128::from(records)))]).render(lang));
    }
    if next.is_some_and(|next| next.reads == Reads::File) {
        uncertain_line(found, &mut lines);
    }
    columns::checks(found, &mut lines);
    if let Some(next) = next
        && let Some(command) = next::command(found, &next.file, &next.flags, set_aside(found, next.reads), lang)
    {
        lines.whole(labels::NEXT, &command);
    }
    let mut all = lines.finish();
    if all.len() == before + 1 {
        // Nothing is to be said below the columns.
        all.pop();
    }
    all
}

fn structure_lines(structure: &StructureFound, lines: &mut Lines) {
    let lang = lines.lang;
    let (name, why) = (&structure.encoding, &structure.encoding_reason);
    lines.about(labels::ENCODING, &labels::ENCODING_BECAUSE.with(&[("name", name), ("why", why)]).render(lang));
    if structure.replaced_characters > 0 {
        let replaced = count(i128::from(structure.replaced_characters));
        lines.about(labels::REPAIRED, &labels::REPLACED.with(&[("n", &replaced)]).render(lang));
    }
    let delimiter = named(&labels::DELIMITERS, &structure.delimiter);
    let delimiter = match structure.spaced {
        true => labels::SPACED.text().and("delimiter", delimiter),
        false => delimiter,
    };
    let escape = if structure.escape == "backslash" { labels::BACKSLASH } else { labels::DOUBLED };
    let cut = match &structure.quote {
        Some(quote) => labels::CUT.with(&[("quote", quote)]).and("escape", escape.text()),
        None => labels::CUT_BARE.text(),
    };
    lines.about(labels::DELIMITER, &cut.and("delimiter", delimiter).render(lang));
    let before = structure.preamble_records;
    let place = match structure.header_records {
        0 => labels::NO_HEADER.text(),
        1 => labels::HEADER_AT.with(&[("n", &before.saturating_add(1))]),
        rows => labels::HEADER_FROM.with(&[("from", &before.saturating_add(1)), ("to", &before.saturating_add(rows))]),
    };
    let place = match before {
        0 => place,
        before => labels::PREAMBLE.with(&[("n", &before)]).and("where", place),
    };
    lines.about(labels::HEADER, &place.render(lang));
}

/// The canonical table and what it is.
fn table(found: &Inspection, lang: Lang) -> String {
    let Some(name) = found.table else { return labels::NO_TABLE.get(lang).to_string() };
    let table = labels::TABLE_IS.with(&[("table", &name)]).and("what", named(&labels::TABLES, name));
    match found.problems.is_empty() {
        true => table.render(lang),
        false => labels::NEAREST_TABLE.text().and("table", table).render(lang),
    }
}

fn column_lines(found: &Inspection, console: &Console, lines: &mut Lines) {
    let lang = lines.lang;
    let (table, more) = columns::table(found, lang);
    lines.push(String::new());
    lines.push(laid_out(&table, console));
    if more > 0 {
        lines.push(format!("  {}", labels::MORE_COLUMNS.with(&[("n", &count(more as i128))]).render(lang)));
    }
    if found.sample.iter().flatten().any(|cell| cell.contains("**")) {
        lines.push(format!("  {}", labels::MASKED.get(lang)));
    }
}

fn repair_lines(found: &Inspection, lines: &mut Lines) {
    let lang = lines.lang;
    let number = |n: u64| count(i128::from(n));
    for (kind, records) in &found.repaired {
        let own = || found.repairs.iter().filter(|repair| repair.repair == *kind);
        let mut places: Vec<String> = own().take(RECORDS).map(|repair| number(repair.record)).collect();
        if *records > RECORDS as u64 {
            places.push("…".to_string());
        }
        let places = places.join(", ");
        let what = labels::REPAIRS_OF_KIND.with(&[("n", &number(*records)), ("records", &places)]);
        lines.about(labels::REPAIRED, &what.and("what", named(&labels::REPAIRS, kind)).render(lang));
        for repair in own().take(EXAMPLES) {
            let (record, offset) = (number(repair.record), number(repair.byte_offset));
            let place = labels::REPAIR_AT.with(&[("record", &record), ("offset", &offset)]).render(lang);
            lines.below(&format!("{place}  {}", visible(&repair.raw)));
        }
    }
}

/// Rows that an analysis would set aside.
fn set_aside(found: &Inspection, reads: Reads) -> u64 {
    let uncertain = if reads == Reads::File { uncertain(found) } else { 0 };
    columns::unusable(found) + uncertain + found.irregular.ragged + found.irregular.other_table
}

/// Records that an analysis would set aside, which are fitted to the header here.
fn uncertain(found: &Inspection) -> u64 {
    let spaced = found.structure.as_ref().is_some_and(|structure| structure.delimiter == "space");
    let kinds = [("padded", true), ("joined", !spaced)].into_iter().filter(|(_, uncertain)| *uncertain);
    kinds.filter_map(|(kind, _)| found.repaired.get(kind)).sum()
}

/// Says how many they are.
fn uncertain_line(found: &Inspection, lines: &mut Lines) {
    let uncertain = uncertain(found);
    if uncertain > 0 {
        lines.about(labels::CHECK, &labels::SET_ASIDE.with(&[("n", &count(i128::from(uncertain)))]).render(lines.lang));
    }
}

fn laid_out(table: &Table, console: &Console) -> String {
    text::table(table, console.lang(), console.width(), console.paint()).trim_end().to_string()
}

/// The words for a name of the interface, or the name itself.
fn named(names: &[(&str, Label)], name: &str) -> Text {
    let known = names.iter().find(|(known, _)| *known == name);
    known.map_or_else(|| Text::verbatim(name), |(_, label)| label.text())
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}
