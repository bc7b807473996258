//! The report as one HTML page that needs nothing else: no script, no link to anything outside, style and pictures
//! inside. Every word is escaped by the template engine, every picture by its canvas. Writes no file.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value, context, escape_formatter};
use serde::Serialize;

use super::chart::Chart;
use super::model::{Block, Report, Section};
use super::svg::{Layout, draw};
use super::table::Table;
use crate::labels::visible::visible_lines;
use crate::labels::{Lang, report as words};

mod dates;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");

/// The page as a complete HTML document. Fails only when the template itself is at fault.
pub fn page(report: &Report) -> Result<String, Error> {
    let sections: Vec<SectionView> =
        report.sections.iter().enumerate().map(|(at, section)| SectionView::new(at, section, report.lang)).collect();
    let environment = environment()?;
    let style = Value::from_safe_string(STYLE.to_string());
    let page = context! { report => Serde(report), sections => Serde(sections), style, words => chrome(report.lang) };
    environment.get_template("page.html")?.render(page)
}

fn environment() -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_formatter(|out, state, value| match value.as_str() {
        Some(text) if !value.is_safe() => escape_formatter(out, state, &Value::from(visible_lines(text).into_owned())),
        _ => escape_formatter(out, state, value),
    });
    environment.add_filter("width", |share: f64| match share.is_finite() {
        true => format!("{:.1}%", share.clamp(0.0, 1.0) * 100.0),
        false => "0%".to_string(),
    });
    environment.add_filter("unbroken", |text: &str| dates::unbroken(text));
    environment.add_template("page.html", TEMPLATE)?;
    Ok(environment)
}

/// The page's own words.
fn chrome(lang: Lang) -> BTreeMap<&'static str, &'static str> {
    let labels = [
        ("contents", words::CONTENTS),
        ("findings", words::FINDINGS),
        ("next_steps", words::NEXT_STEPS),
        ("run_again", words::RUN_AGAIN),
        ("chart_data", words::CHART_DATA),
        ("column_meanings", words::COLUMN_MEANINGS),
        ("suppressed", words::SUPPRESSED),
        ("good", words::FAVOURABLE),
        ("bad", words::UNFAVOURABLE),
    ];
    labels.into_iter().map(|(name, label)| (name, label.get(lang))).collect()
}

#[derive(Serialize)]
struct SectionView<'a> {
    id: String,
    title: &'a str,
    lead: &'a str,
    blocks: Vec<BlockView<'a>>,
}

impl<'a> SectionView<'a> {
    fn new(at: usize, section: &'a Section, lang: Lang) -> SectionView<'a> {
        let id: String = section.id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        // The number keeps ids apart and never lets one begin with a digit.
        let id = format!("s{}-{id}", at + 1);
        SectionView { id, title: &section.title, lead: &section.lead, blocks: views(&section.blocks, lang) }
    }
}

/// A block as the template sees it: pictures drawn, the table of a chart folded below it.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum BlockView<'a> {
    Paragraph { text: &'a str },
    Notes { items: &'a [String] },
    Table { table: &'a Table, suppressed: bool, explained: bool },
    Chart { chart: Caption<'a>, wide: Value, narrow: Value, data: Vec<BlockView<'a>> },
    Details { summary: &'a str, blocks: Vec<BlockView<'a>> },
}

/// The words around a picture.
#[derive(Serialize)]
struct Caption<'a> {
    title: &'a str,
    takeaway: &'a str,
    note: Option<&'a str>,
}

fn views(blocks: &[Block], lang: Lang) -> Vec<BlockView<'_>> {
    blocks.iter().map(|block| view(block, lang)).collect()
}

fn view(block: &Block, lang: Lang) -> BlockView<'_> {
    match block {
        Block::Paragraph(text) => BlockView::Paragraph { text },
        Block::Notes(items) => BlockView::Notes { items },
        Block::Table(table) => table_view(table),
        Block::Chart(chart) => chart_view(chart, lang),
        Block::Details { summary, blocks } => BlockView::Details { summary, blocks: views(blocks, lang) },
    }
}

fn table_view(table: &Table) -> BlockView<'_> {
    let explained = table.columns.iter().any(|column| column.meaning.is_some());
    BlockView::Table { table, suppressed: table.has_suppressed(), explained }
}

fn chart_view(chart: &Chart, lang: Lang) -> BlockView<'_> {
    let svg = |layout| Value::from_safe_string(draw(&chart.picture, layout, lang, &chart.takeaway));
    let caption = Caption { title: &chart.title, takeaway: &chart.takeaway, note: chart.note.as_deref() };
    let data = vec![table_view(&chart.table)];
    BlockView::Chart { chart: caption, wide: svg(Layout::Wide), narrow: svg(Layout::Narrow), data }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
