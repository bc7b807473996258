//! Rows of "mark, meaning" above a drawing.

use super::canvas::{Anchor, Area, Canvas, SMALL};
use super::words::{shorten, width};

/// What the mark looks like; holds its class.
#[derive(Clone, Copy)]
pub(super) enum Swatch<'a> {
    /// A filled box.
    Box(&'a str),
    /// A short line.
    Line(&'a str),
    /// A short line inside its band.
    Band { band: &'a str, line: &'a str },
    /// A dot.
    Dot(&'a str),
}

const ROW: f64 = 22.0;
const MARK: f64 = 14.0;

/// Draws the entries from the upper left corner of the sheet, in rows no wider than `space`; gives the height used.
pub(super) fn draw(canvas: &mut Canvas, space: f64, entries: &[(Swatch<'_>, String)]) -> f64 {
    let (mut x, mut y) = (0.0, 0.0);
    for (swatch, meaning) in entries {
        let meaning = shorten(meaning, SMALL, space - MARK - 8.0);
        let needed = MARK + 6.0 + width(&meaning, SMALL);
        if x > 0.0 && x + needed > space {
            (x, y) = (0.0, y + ROW);
        }
        let middle = y + 8.0;
        match swatch {
            Swatch::Box(class) => canvas.rect(Area { x: x + 0.5, y: middle - 5.5, width: 12.0, height: 11.0 }, class),
            Swatch::Line(class) => canvas.line((x, middle), (x + MARK, middle), class),
            Swatch::Band { band, line } => {
                canvas.rect(Area { x, y: middle - 5.5, width: MARK, height: 11.0 }, band);
                canvas.line((x, middle), (x + MARK, middle), line);
            }
            Swatch::Dot(class) => canvas.circle((x + 6.0, middle), 4.5, class),
        }
        canvas.text(x + MARK + 6.0, middle + 4.0, "small muted", Anchor::Start, &meaning);
        x += needed + 18.0;
    }
    if entries.is_empty() { 0.0 } else { y + ROW + 6.0 }
}
