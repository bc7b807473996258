//! Draws estimates with their intervals, one a row, against a reference line. A solid dot is clear of the reference,
//! a hollow one is not, or nothing follows from it.

use super::canvas::{Anchor, Area, BODY, Canvas, Layout, SMALL};
use super::legend::{self, Swatch};
use super::scale::Scale;
use super::words::{shorten, width};
use crate::labels::{Lang, report as words};
use crate::report::chart::{Dot, Dots, Estimate};

/// Room for names beside a wide chart; longer ones are cut.
const LONGEST_NAME: f64 = 280.0;

/// Places shared by all rows.
struct Columns {
    left: f64,
    right: f64,
    row: f64,
    /// How far below the top of a row its dot lies.
    middle: f64,
}

pub(super) fn draw(dots: &Dots, layout: Layout, lang: Lang) -> Option<Canvas> {
    let longest = |text: fn(&Dot) -> &str, size| dots.rows.iter().map(|row| width(text(row), size)).fold(0.0, f64::max);
    let names = longest(|row| &row.name, BODY);
    let texts = longest(|row| &row.text, SMALL);
    let columns = match layout {
        Layout::Wide => Columns {
            left: names.min(LONGEST_NAME) + 18.0,
            right: layout.width() - texts.min(180.0) - 14.0,
            row: 28.0,
            middle: 14.0,
        },
        Layout::Narrow => Columns { left: 8.0, right: layout.width() - 8.0, row: 46.0, middle: 31.0 },
    };
    let reference = dots.reference.as_ref().filter(|reference| reference.value.is_finite());
    let values = dots.rows.iter().filter_map(|row| row.estimate).flat_map(spread).chain(reference.map(|r| r.value));
    let scale = Scale::covering(values, [columns.left, columns.right], if layout == Layout::Wide { 6 } else { 4 })?;

    let mut canvas = Canvas::new(layout);
    let hollow = if dots.rows.iter().any(|row| row.open) { words::NO_CONCLUSION } else { words::CANNOT_TELL };
    let entries = match reference {
        Some(_) => vec![
            (Swatch::Dot("dot-clear"), words::DIFFERENT.get(lang).to_string()),
            (Swatch::Dot("dot-open"), hollow.get(lang).to_string()),
        ],
        None => Vec::new(),
    };
    let top = legend::draw(&mut canvas, layout.width(), &entries) + 24.0;
    let headings = dots.rows.iter().filter(|row| row.group.is_some()).count();
    let bottom = top + columns.row * dots.rows.len() as f64 + 26.0 * headings as f64;
    for tick in scale.ticks() {
        let x = scale.place(tick);
        canvas.line((x, top), (x, bottom), "grid");
        canvas.text(x, bottom + 16.0, "small muted", Anchor::Middle, &dots.unit.tick(tick, lang));
    }
    if let Some(reference) = reference {
        let x = scale.place(reference.value);
        canvas.line((x, top - 4.0), (x, bottom), "reference");
        let half = width(&reference.label, SMALL) / 2.0;
        let at = x.clamp(half, (layout.width() - half).max(half));
        canvas.text(at, top - 9.0, "small", Anchor::Middle, &reference.label);
    }
    let mut y = top;
    for row in &dots.rows {
        if let Some(group) = &row.group {
            canvas.text(0.0, y + 19.0, "small strong halo", Anchor::Start, &shorten(group, SMALL, layout.width()));
            y += 26.0;
        }
        draw_row(&mut canvas, row, layout, &columns, &scale, reference.map(|r| r.value), y);
        y += columns.row;
    }
    canvas.grow(bottom + 24.0);
    Some(canvas)
}

fn draw_row(
    canvas: &mut Canvas,
    row: &Dot,
    layout: Layout,
    columns: &Columns,
    scale: &Scale,
    line: Option<f64>,
    y: f64,
) {
    let middle = y + columns.middle;
    let muted = if row.estimate.is_none() { "halo muted" } else { "halo" };
    match layout {
        Layout::Wide => {
            let name = shorten(&row.name, BODY, columns.left - 18.0);
            canvas.text(0.0, middle + 4.5, muted, Anchor::Start, &name);
        }
        Layout::Narrow => {
            let space = layout.width() - width(&row.text, SMALL) - 12.0;
            canvas.text(0.0, y + 16.0, muted, Anchor::Start, &shorten(&row.name, BODY, space));
        }
    }
    let text_y = if layout == Layout::Wide { middle + 4.0 } else { y + 16.0 };
    canvas.text(layout.width(), text_y, &format!("small {muted}"), Anchor::End, &row.text);
    let Some(estimate) = row.estimate.filter(|estimate| estimate.value.is_finite()) else {
        let area = Area { x: columns.left, y: middle - 5.0, width: columns.right - columns.left, height: 10.0 };
        canvas.rect(area, "withheld");
        return;
    };
    let [low, high] = estimate.interval.unwrap_or([estimate.value; 2]);
    let clear = !row.open && line.is_none_or(|line| low > line || high < line);
    let (whisker, dot) = if clear { ("whisker-clear", "dot-clear") } else { ("whisker-open", "dot-open") };
    if low.is_finite() && high.is_finite() {
        canvas.line((scale.place(low), middle), (scale.place(high), middle), whisker);
    }
    canvas.circle((scale.place(estimate.value), middle), 4.5, dot);
}

fn spread(estimate: Estimate) -> Vec<f64> {
    [estimate.value].into_iter().chain(estimate.interval.into_iter().flatten()).collect()
}
