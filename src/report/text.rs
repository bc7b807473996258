//! One table as lines for a terminal: no borders, numbers right-aligned, Chinese characters two columns wide.
//! Writes to no terminal itself.

use unicode_width::UnicodeWidthStr;

use super::table::{Cell, Importance, Kind, Table};
use crate::labels::visible::visible;
use crate::labels::{Lang, report as words};

/// Whether escape codes may be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paint {
    /// Bare text.
    #[default]
    Plain,
    /// ANSI bold and dim.
    Ansi,
}

const GAP: usize = 2;
/// A text column is cut no narrower than this.
const NARROWEST: usize = 8;

/// The table in at most `width` columns, every line indented by two. When it is too wide the longest text columns
/// are cut, then the least important columns are left out from the right, and a last line names them. Essential
/// columns stay whole as long as others can give way.
pub fn table(table: &Table, lang: Lang, width: usize, paint: Paint) -> String {
    let cells = |row: &[Cell]| -> Vec<String> {
        (0..table.columns.len()).map(|at| row.get(at).map(|cell| line(&cell.text)).unwrap_or_default()).collect()
    };
    let header: Vec<String> = table.columns.iter().map(|column| line(&column.header)).collect();
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| cells(row)).collect();
    let total = table.total.as_ref().map(|row| cells(row));

    let mut widths: Vec<usize> = header.iter().map(|cell| cell.width()).collect();
    for row in rows.iter().chain(&total) {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = cell.width().max(*widest);
        }
    }
    let (kept, dropped) = choose(table, &mut widths, width);
    let print = |row: &[String], style: &str| {
        let mut out = String::new();
        for &at in &kept {
            let (Some(cell), Some(&space), Some(column)) = (row.get(at), widths.get(at), table.columns.get(at)) else {
                continue;
            };
            out.push_str(&" ".repeat(GAP));
            out.push_str(&padded(&cut(cell, space), space, column.kind));
        }
        match (paint, style) {
            (Paint::Ansi, style) if !style.is_empty() => format!("\u{1b}[{style}m{}\u{1b}[0m\n", out.trim_end()),
            _ => format!("{}\n", out.trim_end()),
        }
    };
    let mut out = print(&header, "1");
    out.extend(rows.iter().map(|row| print(row, "")));
    if let Some(total) = &total {
        out.push_str(&print(total, "1"));
    }
    if !dropped.is_empty() {
        let names: Vec<&str> = dropped.iter().filter_map(|&at| header.get(at)).map(String::as_str).collect();
        let said = words::COLUMNS_DROPPED.with(&[("columns", &names.join(words::LIST_COMMA.get(lang)))]).render(lang);
        out.push_str(&format!("{}{}\n", " ".repeat(GAP), cut(&said, width.saturating_sub(GAP))));
    }
    out
}

/// Which columns stay and which go; shrinks `widths` of the text columns that may be cut.
fn choose(table: &Table, widths: &mut [usize], width: usize) -> (Vec<usize>, Vec<usize>) {
    let natural = widths.to_vec();
    let importance = |at: usize| table.columns.get(at).map_or(Importance::Normal, |column| column.importance);
    let mut kept: Vec<usize> = (0..widths.len()).collect();
    let mut dropped = Vec::new();
    loop {
        widths.copy_from_slice(&natural);
        // What is essential is cut only when nothing else is left to give.
        let only_essential = kept.iter().all(|&at| importance(at) == Importance::Essential);
        let may_cut = |at: &usize| {
            table.columns.get(*at).is_some_and(|column| column.kind == Kind::Text)
                && (only_essential || importance(*at) < Importance::Essential)
        };
        let cuttable: Vec<usize> = kept.iter().copied().filter(may_cut).collect();
        let used = |widths: &[usize]| kept.iter().filter_map(|&at| widths.get(at)).map(|w| w + GAP).sum::<usize>();
        while used(widths) > width {
            let longest = cuttable.iter().copied().max_by_key(|&at| (widths.get(at).copied(), std::cmp::Reverse(at)));
            match longest.and_then(|at| widths.get_mut(at)) {
                Some(space) if *space > NARROWEST => *space -= 1,
                _ => break,
            }
        }
        match kept.iter().copied().rev().min_by_key(|&at| importance(at)) {
            Some(at) if used(widths) > width && kept.len() > 1 => {
                kept.retain(|&other| other != at);
                dropped.push(at);
            }
            _ => break,
        }
    }
    dropped.sort_unstable();
    (kept, dropped)
}

/// One line that cannot act on the terminal; no-break spaces become spaces so that the output can be searched.
fn line(text: &str) -> String {
    visible(text).replace('\u{a0}', " ")
}

fn padded(cell: &str, space: usize, kind: Kind) -> String {
    let fill = " ".repeat(space.saturating_sub(cell.width()));
    if kind == Kind::Text { format!("{cell}{fill}") } else { format!("{fill}{cell}") }
}

fn cut(cell: &str, space: usize) -> String {
    if cell.width() <= space {
        return cell.to_string();
    }
    let mut out = String::new();
    for c in cell.chars() {
        out.push(c);
        if out.width() + 1 > space {
            out.pop();
            break;
        }
    }
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::table::Column;

    fn segments() -> Table {
        let column = |name: &str, kind, importance| Column::new(name, kind).importance(importance);
        Table {
            caption: "分群".into(),
            columns: vec![
                column("客户分群", Kind::Text, Importance::Essential),
                column("客户数", Kind::Number, Importance::Essential),
                column("收入", Kind::Number, Importance::Normal),
                column("说明 which is long", Kind::Text, Importance::Extra),
            ],
            rows: vec![
                vec![Cell::new("冠军客户"), Cell::new("1,734"), Cell::new("¥391\u{a0}万"), Cell::new("很".repeat(60))],
                vec![Cell::new("At risk"), Cell::new("2,204")],
            ],
            total: Some(vec![Cell::new("合计"), Cell::new("48,210"), Cell::new("¥1,242\u{a0}万"), Cell::new("")]),
        }
    }

    #[test]
    fn numbers_line_up_with_chinese_names() {
        let mut short = segments();
        short.columns.truncate(3);
        let shown = table(&short, Lang::Zh, 80, Paint::Plain);
        assert_eq!(
            shown,
            "  客户分群  客户数       收入\n  冠军客户   1,734    ¥391 万\n  At risk    2,204\n  合计      48,210  ¥1,242 万\n"
        );
    }

    #[test]
    fn no_line_is_wider_than_asked_and_missing_columns_are_named() {
        for width in [80, 60, 40, 26] {
            let shown = table(&segments(), Lang::Zh, width, Paint::Plain);
            assert!(shown.lines().all(|line| line.width() <= width), "{width}\n{shown}");
        }
        assert!(table(&segments(), Lang::Zh, 36, Paint::Plain).ends_with("\n  因宽度所限未显示的列：说明 which …\n"));
    }

    #[test]
    fn words_cannot_act_on_the_terminal_and_paint_is_asked_for() {
        let mut evil = segments();
        evil.rows[0][0] = Cell::new("\u{1b}]0;title\u{7}\nnext");
        let shown = table(&evil, Lang::En, 80, Paint::Plain);
        assert!(!shown.contains('\u{1b}') && shown.lines().count() == 4, "{shown}");
        assert!(table(&segments(), Lang::En, 80, Paint::Ansi).starts_with("\u{1b}[1m"));
        assert_eq!(table(&Table::default(), Lang::En, 80, Paint::Plain), "\n");
    }
}
