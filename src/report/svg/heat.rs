//! Draws a heat map: counts over two ordered scales, darker for more, every count written in its cell.

use super::canvas::{Anchor, Area, BODY, Canvas, Layout, SMALL};
use super::treemap::STEPS;
use super::words::{shorten, width, wrap};
use crate::report::chart::{HeatMap, Quantity};

pub(super) fn draw(map: &HeatMap, layout: Layout) -> Option<Canvas> {
    let columns = map.columns.len();
    if columns == 0 || map.rows.is_empty() {
        return None;
    }
    let (most, cell_height, size) = match layout {
        Layout::Wide => (190.0, 46.0, BODY),
        Layout::Narrow => (92.0, 42.0, SMALL),
    };
    let mut canvas = Canvas::new(layout);
    let longest = map.rows.iter().map(|(name, _)| width(name, SMALL)).fold(0.0, f64::max);
    let left = longest.min(most) + 10.0;
    let cell_width = ((layout.width() - left) / columns as f64).min(150.0);
    let largest = map.rows.iter().flat_map(|(_, row)| row.iter().flatten()).map(Quantity::size).fold(0.0, f64::max);

    canvas.text(0.0, 12.0, "small muted", Anchor::Start, &shorten(&format!("↓ {}", map.down), SMALL, layout.width()));
    canvas.text(
        left,
        32.0,
        "small muted",
        Anchor::Start,
        &shorten(&format!("→ {}", map.across), SMALL, layout.width() - left),
    );
    for (at, name) in map.columns.iter().enumerate() {
        let x = left + cell_width * (at as f64 + 0.5);
        let short = || vec![shorten(name, SMALL, cell_width - 4.0)];
        let lines = wrap(name, SMALL, cell_width - 4.0, 2).unwrap_or_else(short);
        for (line, words) in lines.iter().rev().enumerate() {
            canvas.text(x, 66.0 - 14.0 * line as f64, "small", Anchor::Middle, words);
        }
    }
    let top = 74.0;
    for (down, (name, row)) in map.rows.iter().enumerate() {
        let y = top + cell_height * down as f64;
        canvas.text(left - 10.0, y + cell_height / 2.0 + 4.0, "small", Anchor::End, &shorten(name, SMALL, left - 10.0));
        for (across, cell) in row.iter().take(columns).enumerate() {
            let x = left + cell_width * across as f64;
            let area = Area { x: x + 1.0, y: y + 1.0, width: cell_width - 2.0, height: cell_height - 2.0 };
            draw_cell(&mut canvas, cell.as_ref(), area, largest, size);
        }
    }
    canvas.grow(top + cell_height * map.rows.len() as f64 + 4.0);
    Some(canvas)
}

fn draw_cell(canvas: &mut Canvas, cell: Option<&Quantity>, area: Area, largest: f64, size: f64) {
    let (x, y) = (area.x + area.width / 2.0, area.y + area.height / 2.0 + 4.5);
    let Some(cell) = cell else {
        canvas.rect(area, "withheld");
        return;
    };
    // Counts of customers are skewed; the root keeps the small ones apart.
    let share = if largest > 0.0 { (cell.size() / largest).sqrt() } else { 0.0 };
    let step = STEPS - 1 - (share * (STEPS - 1) as f64).round() as usize;
    canvas.rect(area, &format!("ramp-{step}"));
    if width(&cell.text, size) <= area.width - 2.0 {
        let class = if size < BODY { "small" } else { "" };
        canvas.text(x, y, &format!("{class} on-{step}"), Anchor::Middle, &cell.text);
    }
}
