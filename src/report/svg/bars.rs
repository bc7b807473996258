//! Draws paired bars: two shares a row on one scale, each with its value.

use super::canvas::{Anchor, Area, BODY, Canvas, Layout, SMALL};
use super::legend::{self, Swatch};
use super::words::{shorten, width};
use crate::report::chart::{Pair, PairedBars};
use crate::report::model::Tone;

const THICKNESS: f64 = 12.0;
/// Classes of the two measures: the first hollow, the second solid.
const CLASSES: [&str; 2] = ["bar-first", "bar-second"];

pub(super) fn draw(bars: &PairedBars, layout: Layout) -> Option<Canvas> {
    if bars.rows.is_empty() {
        return None;
    }
    let mut canvas = Canvas::new(layout);
    let entries = [0, 1].map(|at| (Swatch::Box(CLASSES[at]), bars.measures[at].clone()));
    let top = legend::draw(&mut canvas, layout.width(), &entries);
    let longest = bars.rows.iter().map(|row| width(&row.name, BODY)).fold(0.0, f64::max);
    let values = bars.rows.iter().flat_map(|row| &row.values);
    let widest = values.clone().map(|value| width(&value.text, SMALL)).fold(0.0, f64::max).min(120.0);
    let largest = values.map(|value| value.size()).fold(0.0, f64::max);
    // A phone has no room for names beside the bars.
    let (left, name_height) = match layout {
        Layout::Wide => (longest.min(190.0) + 16.0, 0.0),
        Layout::Narrow => (0.0, 18.0),
    };
    let space = layout.width() - left - widest - 8.0;
    let pitch = name_height + 2.0 * THICKNESS + 14.0;
    for (at, row) in bars.rows.iter().enumerate() {
        let y = top + pitch * at as f64;
        name(&mut canvas, row, layout, left, y);
        for (bar, (value, class)) in row.values.iter().zip(CLASSES).enumerate() {
            let y = y + name_height + bar as f64 * (THICKNESS + 1.0);
            let length = if largest > 0.0 { value.size() / largest * space } else { 0.0 };
            canvas.rect(Area { x: left + 0.5, y: y + 0.5, width: length.max(1.0), height: THICKNESS - 1.0 }, class);
            let words = shorten(&value.text, SMALL, widest);
            canvas.text(left + length + 6.0, y + 10.0, "small", Anchor::Start, &words);
        }
    }
    let bottom = top + pitch * bars.rows.len() as f64;
    if layout == Layout::Wide {
        canvas.line((left, top - 2.0), (left, bottom - 10.0), "axis");
    }
    canvas.grow(bottom);
    Some(canvas)
}

fn name(canvas: &mut Canvas, row: &Pair, layout: Layout, left: f64, y: f64) {
    let class = if row.tone == Tone::Bad { "alert strong" } else { "" };
    match layout {
        Layout::Wide => {
            let words = shorten(&row.name, BODY, left - 12.0);
            canvas.text(left - 12.0, y + THICKNESS + 5.0, class, Anchor::End, &words);
        }
        Layout::Narrow => canvas.text(0.0, y + 13.0, class, Anchor::Start, &shorten(&row.name, BODY, layout.width())),
    }
}
