//! The command to go on with. It is a proposal: nothing is run or checked.

use super::columns;
use crate::cli::files::FileArgs;
use crate::exports::inspect::{Inspection, Kind};
use crate::labels::{Lang, inspect as labels};
use crate::tables::{Role, TABLES, Table};

/// The command that reads `file`. `flags` are those that it needs to be read as it was read here, and `rejects` the rows
/// that it would set aside. A file without rows is of no use to any, nor is one whose header does not fit its records.
pub(super) fn command(found: &Inspection, file: &str, flags: &str, rejects: u64, lang: Lang) -> Option<String> {
    if found.rows == 0 || found.structure.as_ref().is_some_and(|structure| structure.header_cells.is_some()) {
        return None;
    }
    let (any, lot) = (labels::ANY_FILE.get(lang), labels::ANY_LOT.get(lang));
    let file = quoted(file);
    let name = found.table.unwrap_or("orders");
    let table: &Table = TABLES.into_iter().find(|table| table.name == name)?;
    let start = match name {
        "customers" => format!("segment --orders {any} --customers {file}"),
        "histories" => format!("segment --histories {file}"),
        "segments" => format!("segment --orders {any} --previous {file}"),
        "interactions" | "complaints" | "surveys" => format!("churn-score --orders {any} --{name} {file}"),
        "follow-ups" => format!("satisfaction-report --follow-ups {file}"),
        "production" => format!("lot-signals --orders {any} --production {file}"),
        "movements" => format!("recall-scope --movements {file} --lots {lot}"),
        "genealogy" | "stock" | "responses" | "returns" => {
            format!("recall-scope --orders {any} --{name} {file} --lots {lot}")
        }
        "lots" => format!("recall-scope --orders {any} --lots {file}"),
        _ => format!("segment --orders {file}"),
    };
    let mut command = format!("huike {start}{flags}");
    if reads_with_comma(found, table) {
        command.push_str(" --decimal ,");
    }
    if let Some(currency) = columns::mixed(found) {
        command.push_str(&format!(" --currency {}", quoted(&currency)));
    }
    if rejects > 0 {
        command.push_str(&format!(" --max-rejects {rejects}"));
    }
    let missing = missing(found, table);
    let bare = found.structure.as_ref().is_some_and(|structure| structure.header_records == 0);
    if !bare && missing.len() >= table.required.len() {
        // It is some other table.
        return None;
    }
    let mut taken = Vec::new();
    for name in missing {
        let header = if bare { position(found, table, name, &mut taken)? } else { labels::ANY_HEADER.get(lang).into() };
        command.push_str(&format!(" --map {}.{name}={header}", table.name));
    }
    Some(command)
}

/// The place of a column of a file without names, by what the columns hold: the first dates, the last numbers, the first
/// of the others.
fn position(found: &Inspection, table: &Table, name: &str, taken: &mut Vec<usize>) -> Option<String> {
    let is_date = |kind| kind == Kind::Date;
    let is_number = |kind| matches!(kind, Kind::Number | Kind::Integer);
    let free = || found.columns.iter().enumerate().filter(|(at, _)| !taken.contains(at));
    let at = match table.column(name)?.role {
        Role::Day | Role::EndDay | Role::BirthDay => free().find(|(_, column)| is_date(column.kind)),
        Role::Money | Role::Quantity | Role::Count => free().rfind(|(_, column)| is_number(column.kind)),
        _ => free().find(|(_, column)| !is_date(column.kind)),
    };
    let (at, _) = at?;
    taken.push(at);
    Some(format!("#{}", at + 1))
}

/// The required columns that were not found.
fn missing(found: &Inspection, table: &Table) -> Vec<&'static str> {
    let told = |name: &str| found.problems.iter().any(|problem| problem.contains(&format!("`{name}`")));
    let has = |name: &str| found.columns.iter().any(|column| column.column == Some(name));
    let unnamed = found.problems.is_empty()
        || !table.required.iter().flat_map(|all| all.iter()).flat_map(|all| all.iter()).any(|name| told(name));
    let lacks = |all: &&[&'static str]| all.iter().any(|name| if unnamed { !has(name) } else { told(name) });
    let open = table.required.iter().filter(|alternatives| alternatives.iter().all(&lacks));
    open.filter_map(|alternatives| alternatives.first()).flat_map(|all| all.iter().copied()).collect()
}

/// Whether some amounts are numbers only with a decimal comma, and none only with a point.
fn reads_with_comma(found: &Inspection, table: &Table) -> bool {
    let role = |name| table.column(name).map(|column| column.role);
    let amounts = || found.columns.iter().filter(|column| column.column.and_then(role) == Some(Role::Money));
    amounts().any(|column| column.decimal_marks.comma > 0) && amounts().all(|column| column.decimal_marks.point == 0)
}

/// The flags about files that were given, as they were typed.
pub(super) fn flags(args: &FileArgs) -> String {
    let number = |number: &Option<usize>| number.map(|number| number.to_string());
    let header_rows = args.header_rows.map(|rows| rows.to_string());
    let replaced = (args.encoding_errors != "strict").then(|| args.encoding_errors.clone());
    let values = [
        ("--encoding", args.encoding.clone()),
        ("--encoding-errors", replaced),
        ("--delimiter", args.delimiter.clone()),
        ("--quote", args.quote.clone()),
        ("--escape", args.escape.clone()),
        ("--skip-rows", number(&args.skip_rows)),
        ("--header-rows", header_rows),
        ("--ragged", args.ragged.clone()),
    ];
    let mut flags: String =
        values.into_iter().filter_map(|(flag, value)| Some(format!(" {flag} {}", quoted(&value?)))).collect();
    if args.no_header {
        flags.push_str(" --no-header");
    }
    flags
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |sign: char| sign.is_alphanumeric() || "/._-:,@%+".contains(sign);
    let word = crate::labels::visible::visible(word);
    if !word.is_empty() && word.chars().all(plain) {
        return word.into_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_survive_the_shell() {
        assert_eq!(quoted("客户订单.csv"), "客户订单.csv");
        assert_eq!(quoted("my orders.csv"), "'my orders.csv'");
        assert_eq!(quoted("it's;rm"), "'it'\\''s;rm'");
        assert_eq!(quoted(";"), "';'");
    }
}
