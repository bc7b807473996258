//! The themes as a picture with its table.

use crate::commands::speaker::Speaker;
use crate::labels::satisfaction_report::{self as shared, complaints as labels};
use crate::models::complaint_cases::ThemeCounts;
use crate::models::satisfaction_scores::SUPPRESSED_BELOW;
use crate::report::chart::{Pair, PairedBars, Quantity};
use crate::report::{Block, Cell, Chart, Column, Importance, Kind as Holds, Picture, Table, Tone, number};

use super::super::span::Span;
use super::Complaints;
use super::report::missing;
use super::themes::ThemeRow;

/// Themes that are drawn.
const MOST: usize = 12;
/// The themes that matter are those that make up this share of all mentions.
const VITAL: f64 = 0.8;

/// The chart of the last full period beside the one before; the table alone where there are no two such periods.
pub(super) fn chart(own: &Complaints, speaker: &Speaker, span: &Span) -> Option<Block> {
    let themes = &own.themes;
    let first = themes.rows.first()?;
    let table = table(own, speaker, span);
    let (Some((last, now)), Some((previous, then))) = (&themes.last, &themes.previous) else {
        return Some(Block::Table(table));
    };
    if now.complaints.min(then.complaints) < SUPPRESSED_BELOW {
        return Some(Block::Table(table));
    }
    let share = |n: u64, of: &ThemeCounts| {
        let share = n as f64 / of.complaints.max(1) as f64;
        Quantity::new(share, number::percent(share))
    };
    let pair = |row: &ThemeRow| Pair {
        name: row.theme.name.get(speaker.lang).to_string(),
        values: [share(row.previous, then), share(row.last, now)],
        tone: Tone::Neutral,
    };
    let few = 1 + themes.rows.iter().take_while(|row| row.cumulative_share < VITAL).count();
    let most = themes.rows.get(few - 1).map_or(1.0, |row| row.cumulative_share);
    let without = themes.whole.without_theme as f64 / themes.whole.complaints.max(1) as f64;
    let takeaway = labels::CHART_THEMES_SAYS.with(&[
        ("theme", &first.theme.name.get(speaker.lang)),
        ("then", &share(first.previous, then).text),
        ("now", &share(first.last, now).text),
        ("previous", &span.name(*previous)),
        ("last", &span.name(*last)),
    ]);
    let note = labels::CHART_THEMES_NOTE.with(&[
        ("few", &few),
        ("most", &number::percent(most)),
        ("none", &number::percent(without)),
    ]);
    Some(Block::Chart(Box::new(Chart {
        title: speaker.get(labels::CHART_THEMES),
        takeaway: takeaway.render(speaker.lang),
        note: Some(note.render(speaker.lang)),
        picture: Picture::PairedBars(PairedBars {
            measures: [span.name(*previous), span.name(*last)],
            rows: themes.rows.iter().take(MOST).map(pair).collect(),
        }),
        table,
    })))
}

fn table(own: &Complaints, speaker: &Speaker, span: &Span) -> Table {
    let themes = &own.themes;
    let column = |label, kind| Column::new(speaker.get(label), kind);
    let mut columns = vec![
        column(labels::COLUMN_THEME, Holds::Text).importance(Importance::Essential),
        column(labels::COLUMN_COMPLAINTS, Holds::Number).importance(Importance::Essential),
        column(labels::COLUMN_SHARE, Holds::Share),
        column(labels::COLUMN_CUMULATIVE, Holds::Share).importance(Importance::Extra),
    ];
    let periods = [&themes.previous, &themes.last];
    columns.extend(periods.into_iter().flatten().map(|(at, _)| Column::new(span.name(*at), Holds::Number)));
    let changes = periods.into_iter().flatten().count() == 2;
    if changes {
        columns.push(column(labels::COLUMN_CHANGE, Holds::Delta).meaning(speaker.get(labels::MEANING_CHANGE)));
    }
    let row = |row: &ThemeRow| {
        let mut cells = vec![
            Cell::new(row.theme.name.get(speaker.lang)).strong(),
            Cell::new(speaker.count(row.complaints)),
            Cell::new(number::percent(row.share)).bar(row.share),
            Cell::new(number::percent(row.cumulative_share)),
        ];
        let counts = [(&themes.previous, row.previous), (&themes.last, row.last)];
        cells.extend(counts.into_iter().filter(|(there, _)| there.is_some()).map(|(_, n)| Cell::new(speaker.count(n))));
        cells.extend(changes.then(|| change(speaker, row)));
        cells
    };
    Table {
        caption: speaker.get(labels::CAPTION_THEMES),
        columns,
        rows: themes.rows.iter().map(row).collect(),
        total: None,
    }
}

fn change(speaker: &Speaker, row: &ThemeRow) -> Cell {
    let Some(change) = row.change else { return Cell::new(missing()) };
    let text = number::points_change(change.value / 100.0, speaker.lang);
    match change.is_notable() {
        true => Cell::new(text).tone(if change.value > 0.0 { Tone::Bad } else { Tone::Good }),
        false => Cell::new(shared::CHANGE_BY_CHANCE.with(&[("change", &text)]).render(speaker.lang)),
    }
}
