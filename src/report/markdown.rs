//! The report as Markdown, for a wiki or a ticket: the story and the tables, no pictures. Writes no file.

use super::model::{Block, Report};
use super::table::{Cell, Kind, Table};
use crate::labels::report as words;
use crate::labels::visible::visible;

/// The whole report; a chart is given as its takeaway and its table.
pub fn page(report: &Report) -> String {
    let mut out = format!("# {}\n\n{}\n\n", safe(&report.title), safe(&report.subtitle));
    out.push_str(&format!("{}\n\n**{}**\n\n", safe(&report.question), safe(&report.answer)));
    for figure in &report.figures {
        let extra: Vec<String> =
            [&figure.change, &figure.note].into_iter().flatten().map(|words| safe(words)).collect();
        let extra = if extra.is_empty() { String::new() } else { format!(" ({})", extra.join(" · ")) };
        out.push_str(&format!("- {}: **{}**{extra}\n", safe(&figure.label), safe(&figure.value)));
    }
    if !report.next_steps.is_empty() {
        out.push_str(&format!("\n## {}\n\n", words::NEXT_STEPS.get(report.lang)));
        let steps = report.next_steps.iter().enumerate();
        out.extend(steps.map(|(at, step)| format!("{}. **{}** {}\n", at + 1, safe(&step.lead), safe(&step.text))));
    }
    if !report.findings.is_empty() {
        out.push_str(&format!("\n## {}\n\n", words::FINDINGS.get(report.lang)));
        out.extend(report.findings.iter().map(|finding| format!("{}\n\n", safe(finding))));
    }
    for section in &report.sections {
        out.push_str(&format!("\n## {}\n\n{}\n\n", safe(&section.title), safe(&section.lead)));
        blocks(&section.blocks, &mut out);
    }
    out.extend(report.footer.lines.iter().map(|line| format!("{}\n\n", safe(line))));
    if let Some(command) = &report.footer.command {
        out.push_str(&format!("    {}\n", visible(command)));
    }
    out
}

fn blocks(all: &[Block], out: &mut String) {
    for block in all {
        match block {
            Block::Paragraph(text) => out.push_str(&format!("{}\n\n", safe(text))),
            Block::Notes(items) => {
                out.extend(items.iter().map(|item| format!("- {}\n", safe(item))));
                out.push('\n');
            }
            Block::Table(shown) => table(shown, out),
            Block::Chart(chart) => {
                out.push_str(&format!("### {}\n\n", safe(&chart.takeaway)));
                table(&chart.table, out);
            }
            Block::Details { summary, blocks: inner } => {
                out.push_str(&format!("### {}\n\n", safe(summary)));
                blocks(inner, out);
            }
        }
    }
}

fn table(table: &Table, out: &mut String) {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let row = |cells: &Vec<Cell>| {
        let cells = (0..table.columns.len()).map(|at| cells.get(at).map(|cell| safe(&cell.text)).unwrap_or_default());
        line(cells.collect())
    };
    out.push_str(&format!("{}\n\n", safe(&table.caption)));
    out.push_str(&line(table.columns.iter().map(|column| safe(&column.header)).collect()));
    let rule = |kind| if kind == Kind::Text { "---" } else { "---:" };
    out.push_str(&line(table.columns.iter().map(|column| rule(column.kind).to_string()).collect()));
    out.extend(table.rows.iter().chain(&table.total).map(row));
    out.push('\n');
}

/// Words that mean nothing to Markdown or HTML, on one line.
fn safe(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in visible(words).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::table::Column;

    #[test]
    fn words_stay_words() {
        let hostile = Cell::new("a|b\n<img onerror=x>[x](javascript:1)");
        let table = Table {
            caption: "c".into(),
            columns: vec![Column::new("name", Kind::Text), Column::new("n", Kind::Number)],
            rows: vec![vec![hostile]],
            total: None,
        };
        let report = Report {
            title: "T".into(),
            sections: vec![crate::report::Section { blocks: vec![Block::Table(table)], ..Default::default() }],
            ..Report::default()
        };
        let shown = page(&report);
        assert!(shown.contains("| name | n |\n| --- | ---: |\n"), "{shown}");
        assert!(shown.contains("| a\\|b␊&lt;img onerror=x&gt;\\[x\\](javascript:1) |  |\n"), "{shown}");
    }
}
