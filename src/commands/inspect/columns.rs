//! What was found in the columns: the table of them, and which cells are not what the header promises.

use super::lines::Lines;
use crate::exports::cast::same_currency;
use crate::exports::inspect::{ColumnFound, Inspection, Kind as Holds};
use crate::labels::visible::short;
use crate::labels::{Label, Lang, inspect as labels};
use crate::report::number::count;
use crate::report::table::{Cell, Column, Importance, Kind, Table};
use crate::tables::{Role, TABLES};

/// A number of cells of a column.
type Count = fn(&ColumnFound) -> u64;

/// Columns shown; those that are recognised always are.
const SHOWN: usize = 30;
/// Different values shown of a column.
const EXAMPLES: usize = 3;

/// The table of columns, and how many columns it leaves out.
pub(super) fn table(found: &Inspection, lang: Lang) -> (Table, usize) {
    let column = |label: Label, kind| Column::new(label.get(lang), kind);
    let shown: Vec<(usize, &ColumnFound)> =
        found.columns.iter().enumerate().filter(|(at, column)| *at < SHOWN || column.column.is_some()).collect();
    let some = |of: fn(&ColumnFound) -> u64| shown.iter().any(|(_, column)| of(column) > 0);
    let counts: [(Label, Count); 3] = [
        (labels::FILLED, |column| column.filled),
        (labels::EMPTY_CELLS, |column| column.empty),
        (labels::UNLIKE, |column| column.unlike),
    ];
    let counts: Vec<_> = counts.into_iter().filter(|(_, of)| some(*of)).collect();
    let mut columns = vec![
        column(labels::COLUMN, Kind::Text),
        column(labels::TAKEN_FOR, Kind::Text).importance(Importance::Essential),
        column(labels::HOLDS, Kind::Text),
    ];
    columns.extend(counts.iter().map(|(label, _)| column(*label, Kind::Number)));
    columns.push(column(labels::EXAMPLES, Kind::Text).importance(Importance::Extra));
    let number = |n: u64| if n == 0 { String::new() } else { count(i128::from(n)) };
    let row = |(at, column): &(usize, &ColumnFound)| {
        let kind = labels::KINDS.get(column.kind as usize).map_or("", |label| label.get(lang));
        let kind = column.unreadable.as_deref().unwrap_or(kind);
        let mut words = vec![short(&column.header), column.column.unwrap_or_default().to_string(), kind.to_string()];
        words.extend(counts.iter().map(|(_, of)| number(of(column))));
        words.push(examples(found, *at));
        words.into_iter().map(Cell::new).collect()
    };
    let rows = shown.iter().map(row).collect();
    (Table { columns, rows, ..Table::default() }, found.columns.len() - shown.len())
}

/// The first different values of a column.
fn examples(found: &Inspection, column: usize) -> String {
    let mut values: Vec<&str> = Vec::new();
    for cell in found.sample.iter().filter_map(|row| row.get(column)).map(|cell| cell.trim()) {
        if !cell.is_empty() && !values.contains(&cell) && values.len() < EXAMPLES {
            values.push(cell);
        }
    }
    values.join("  ")
}

/// The role of a column in the canonical table, and whether every cell of it has to be filled.
fn role(found: &Inspection, column: &ColumnFound) -> Option<(Role, bool)> {
    let name = column.column?;
    let table = TABLES.into_iter().find(|table| Some(table.name) == found.table)?;
    let required = table.required.iter().filter_map(|all| all.first()).any(|all| all.contains(&name));
    let own = table.column(name)?;
    Some((own.role, required && !own.blank))
}

/// Rows that an analysis could not use, as far as the cells of required columns tell.
pub(super) fn unusable(found: &Inspection) -> u64 {
    let bad = |column: &ColumnFound| match role(found, column) {
        Some((Role::Identifier | Role::Text | Role::Boolean, true)) => column.empty,
        Some((_, true)) => column.empty + column.unlike,
        _ => 0,
    };
    found.columns.iter().map(bad).sum()
}

/// The currencies of the amounts with their cells, the most frequent first: those of the column of currencies, else those
/// of the amounts' own signs.
pub(super) fn currencies(found: &Inspection) -> Vec<(&str, u64)> {
    let of = |name: &str| found.columns.iter().find(|column| column.column == Some(name));
    let told = ["currency", "amount", "unit_price"].into_iter().filter_map(of);
    let column = told.map(|column| &column.currencies).find(|currencies| !currencies.is_empty());
    let mut currencies: Vec<(&str, u64)> =
        column.into_iter().flatten().map(|(code, cells)| (code.as_str(), *cells)).collect();
    currencies.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    currencies
}

/// The currency that most amounts are in, where they are in several that cannot be added up.
pub(super) fn mixed(found: &Inspection) -> Option<String> {
    let currencies = currencies(found);
    let (most, _) = currencies.first()?;
    currencies.iter().any(|(code, _)| !same_currency(most, code)).then(|| (*most).to_string())
}

/// Lines on cells that an analysis could not use.
pub(super) fn checks(found: &Inspection, lines: &mut Lines) {
    if found.columns.len() == 1 && found.structure.is_some() {
        lines.about(labels::CHECK, labels::ONE_COLUMN.get(lines.lang));
    }
    if let Some(most) = mixed(found) {
        let list: Vec<String> = currencies(found)
            .into_iter()
            .map(|(code, cells)| format!("{code} ({})", count(i128::from(cells))))
            .collect();
        let list = list.join(crate::labels::report::LIST_COMMA.get(lines.lang));
        let words = labels::MIXED_CURRENCIES.with(&[("list", &list), ("code", &most)]);
        lines.about(labels::CHECK, &words.render(lines.lang));
    }
    for column in &found.columns {
        let header = short(&column.header);
        if let Some(of) = &column.unreadable {
            let words = labels::UNREADABLE_COLUMN.with(&[("header", &header), ("of", of)]);
            lines.about(labels::CHECK, &words.render(lines.lang));
            continue;
        }
        let Some((role, required)) = role(found, column) else { continue };
        // Whether enough of the cells are right for the wrong ones to be counted.
        let judged = match role {
            Role::Money | Role::Quantity | Role::Count => {
                Some((matches!(column.kind, Holds::Integer | Holds::Number), labels::NUMBERS))
            }
            // Numbers may be the days of a spreadsheet or Unix time.
            Role::Day | Role::EndDay | Role::BirthDay => {
                Some((!matches!(column.kind, Holds::Text | Holds::Boolean), labels::DATES))
            }
            Role::Identifier | Role::Text | Role::Boolean => None,
        };
        let words = match judged {
            Some((true, what)) if column.unlike > 0 => {
                Some(labels::NOT_SUCH.with(&[("n", &column.unlike), ("header", &header)]).and("what", what.text()))
            }
            Some((false, what)) if column.kind == Holds::Text => {
                Some(labels::MANY_NOT_SUCH.with(&[("header", &header)]).and("what", what.text()))
            }
            _ => None,
        };
        if let Some(words) = words {
            lines.about(labels::CHECK, &words.render(lines.lang));
        }
        if role == Role::Identifier && column.scientific > 0 {
            let words = labels::SCIENTIFIC.with(&[("n", &column.scientific), ("header", &header)]);
            lines.about(labels::CHECK, &words.render(lines.lang));
        }
        let marks = column.decimal_marks;
        let words = match (marks.point, marks.comma, marks.either) {
            _ if role != Role::Money => None,
            (0, 0, 1..) => Some(labels::OPEN_DECIMAL.with(&[("header", &header)])),
            (point, comma @ 1.., _) => {
                let label = if point == 0 { labels::DECIMAL_COMMA } else { labels::BOTH_DECIMALS };
                Some(label.with(&[("header", &header), ("comma", &comma), ("point", &point)]))
            }
            _ => None,
        };
        if let Some(words) = words {
            lines.about(labels::CHECK, &words.render(lines.lang));
        }
        let orders = column.day_orders;
        let words = match (orders.day_first, orders.month_first, orders.either) {
            _ if !matches!(role, Role::Day | Role::EndDay | Role::BirthDay) => None,
            (0, 0, 1..) => Some(labels::OPEN_ORDER.with(&[("header", &header)])),
            (day @ 1.., month @ 1.., _) => {
                Some(labels::BOTH_ORDERS.with(&[("header", &header), ("day", &day), ("month", &month)]))
            }
            _ => None,
        };
        if let Some(words) = words {
            lines.about(labels::CHECK, &words.render(lines.lang));
        }
        if required && column.empty > 0 {
            let words = labels::NO_VALUE.with(&[("n", &column.empty), ("header", &header)]);
            lines.about(labels::CHECK, &words.render(lines.lang));
        }
    }
}
