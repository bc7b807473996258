//! Draws a treemap: area for size, one hue from good to bad, names where they fit.

use super::canvas::{Anchor, Area, BODY, Canvas, Layout, SMALL};
use super::squarify::squarify;
use super::words::{width, wrap};
use crate::labels::{Lang, report as words};
use crate::report::chart::{Tile, Treemap};
use crate::report::model::Tone;

/// Steps of the colour ramp in the style sheet.
pub(super) const STEPS: usize = 8;
const PADDING: f64 = 8.0;
const LINE: f64 = 17.0;

pub(super) fn draw(treemap: &Treemap, layout: Layout, lang: Lang) -> Option<Canvas> {
    let mut tiles: Vec<&Tile> = treemap.tiles.iter().filter(|tile| tile.size.size() > 0.0).collect();
    tiles.sort_by(|a, b| b.size.size().total_cmp(&a.size.size()));
    if tiles.is_empty() {
        return None;
    }
    let mut canvas = Canvas::new(layout);
    let top = scale(&mut canvas, &treemap.scale);
    let height = match layout {
        Layout::Wide => 400.0,
        Layout::Narrow => 480.0,
    };
    let sizes: Vec<f64> = tiles.iter().map(|tile| tile.size.size()).collect();
    let areas = squarify(&sizes, Area { x: 0.0, y: top, width: layout.width(), height });
    let mut bare = Vec::new();
    for (tile, area) in tiles.iter().zip(areas) {
        canvas.titled(&format!("{} · {}", tile.name, tile.size.text), |canvas| {
            if !draw_tile(canvas, tile, area) {
                bare.push(tile.name.as_str());
            }
        });
    }
    let mut bottom = top + height;
    if !bare.is_empty() {
        let said = words::NOT_LABELLED.with(&[("names", &bare.join(words::LIST_COMMA.get(lang)))]).render(lang);
        for line in wrap(&said, SMALL, layout.width(), 4).unwrap_or_default() {
            bottom += LINE;
            canvas.text(0.0, bottom, "small muted", Anchor::Start, &line);
        }
    }
    canvas.grow(bottom + 6.0);
    Some(canvas)
}

/// The colour scale with words at its ends; gives the height used.
fn scale(canvas: &mut Canvas, [best, worst]: &[String; 2]) -> f64 {
    let start = width(best, SMALL) + 8.0;
    canvas.text(0.0, 12.0, "small muted", Anchor::Start, best);
    for step in 0..STEPS {
        canvas.rect(Area { x: start + 16.0 * step as f64, y: 2.0, width: 16.0, height: 12.0 }, &format!("ramp-{step}"));
    }
    canvas.text(start + 16.0 * STEPS as f64 + 8.0, 12.0, "small muted", Anchor::Start, worst);
    26.0
}

/// Draws one tile; tells whether its name found room.
fn draw_tile(canvas: &mut Canvas, tile: &Tile, area: Area) -> bool {
    let rank = if tile.rank.is_finite() { tile.rank.clamp(0.0, 1.0) } else { 1.0 };
    let step = (rank * (STEPS - 1) as f64).round() as usize;
    let gap = Area { x: area.x + 1.0, y: area.y + 1.0, width: area.width - 2.0, height: area.height - 2.0 };
    canvas.rect(gap, &format!("ramp-{step}"));
    if tile.tone == Tone::Bad {
        let inner = Area { x: gap.x + 1.5, y: gap.y + 1.5, width: gap.width - 3.0, height: gap.height - 3.0 };
        canvas.rect(inner, "alert-frame");
    }
    let space = area.width - 2.0 * PADDING;
    let rows = ((area.height - 2.0 * PADDING + 4.0) / LINE).floor().max(0.0) as usize;
    let fits = |size, class| wrap(&tile.name, size, space, rows.min(3)).map(|lines| (class, lines));
    let Some((class, name)) = fits(BODY, "strong").or_else(|| fits(SMALL, "small")) else { return false };
    let detail = wrap(&tile.size.text, SMALL, space, rows - name.len()).unwrap_or_default();
    let mut y = area.y + PADDING + 11.0;
    for (class, lines) in [(class, name), ("small", detail)] {
        for line in lines {
            // A line that ends between two figures needs no dot.
            let line = line.trim_matches(['·', ' ']);
            canvas.text(area.x + PADDING, y, &format!("{class} on-{step}"), Anchor::Start, line);
            y += LINE;
        }
    }
    true
}
