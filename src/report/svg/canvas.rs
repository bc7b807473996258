//! A sheet to draw on: shapes and words become SVG text here and nowhere else, so that every number is finite and
//! every word is escaped. It knows no chart.

use std::fmt::Write;

use crate::labels::visible::visible_lines;

/// The shape of the place a drawing is meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A page or a screen; 760 units wide.
    Wide,
    /// A phone; 360 units wide.
    Narrow,
}

impl Layout {
    /// Width in units, one unit being one CSS pixel at full size.
    pub fn width(self) -> f64 {
        match self {
            Layout::Wide => 760.0,
            Layout::Narrow => 360.0,
        }
    }
}

/// Which end of the words lies at the given place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// The words start there.
    Start,
    /// The words are centred there.
    Middle,
    /// The words end there.
    End,
}

/// A rectangle; `y` grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Area {
    /// Whether the two have a place in common.
    pub(super) fn touches(&self, other: &Area) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }
}

/// Size of ordinary words on a drawing; the style sheet uses the same.
pub(super) const BODY: f64 = 13.0;
/// Size of words of class `small`.
pub(super) const SMALL: f64 = 11.5;

/// A drawing in the making.
pub(super) struct Canvas {
    layout: Layout,
    width: f64,
    height: f64,
    body: String,
}

impl Canvas {
    pub(super) fn new(layout: Layout) -> Canvas {
        Canvas { layout, width: layout.width(), height: 0.0, body: String::new() }
    }

    /// Makes the sheet at least this wide. One wider than its place is not shrunk: it is scrolled there.
    pub(super) fn widen(&mut self, width: f64) {
        self.width = self.width.max(width);
    }

    /// Makes the sheet at least this high.
    pub(super) fn grow(&mut self, height: f64) {
        self.height = self.height.max(height);
    }

    pub(super) fn rect(&mut self, area: Area, class: &str) {
        let (x, y) = (number(area.x), number(area.y));
        let (width, height) = (number(area.width.max(0.0)), number(area.height.max(0.0)));
        self.push(format_args!(r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}"/>"#));
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), class: &str) {
        let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(number);
        self.push(format_args!(r#"<line class="{class}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#));
    }

    pub(super) fn circle(&mut self, centre: (f64, f64), radius: f64, class: &str) {
        let [x, y, r] = [centre.0, centre.1, radius.max(0.0)].map(number);
        self.push(format_args!(r#"<circle class="{class}" cx="{x}" cy="{y}" r="{r}"/>"#));
    }

    /// A path of commands, each a letter and its coordinates.
    pub(super) fn path(&mut self, commands: &[(char, &[f64])], class: &str) {
        let mut data = String::new();
        for (letter, coordinates) in commands {
            data.push(*letter);
            data.push_str(&coordinates.iter().map(|c| number(*c)).collect::<Vec<_>>().join(" "));
        }
        self.push(format_args!(r#"<path class="{class}" d="{data}"/>"#));
    }

    pub(super) fn text(&mut self, x: f64, y: f64, class: &str, anchor: Anchor, words: &str) {
        let (x, y, words) = (number(x), number(y), escape(words));
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        self.push(format_args!(r#"<text class="{class}" x="{x}" y="{y}"{anchor}>{words}</text>"#));
    }

    /// Draws a group that shows `title` when pointed at.
    pub(super) fn titled(&mut self, title: &str, draw: impl FnOnce(&mut Canvas)) {
        self.push(format_args!("<g><title>{}</title>", escape(title)));
        draw(self);
        self.push(format_args!("</g>"));
    }

    /// The finished element.
    pub(super) fn finish(self, label: &str) -> String {
        let (width, height, label) = (number(self.width), number(self.height), escape(label));
        // What scrolls has to be reachable with the keyboard.
        let size = match self.width > self.layout.width() {
            true => format!(r#" class="broad" width="{width}" height="{height}" tabindex="0""#),
            false => String::new(),
        };
        let body = self.body;
        format!(r#"<svg viewBox="0 0 {width} {height}"{size} role="img" aria-label="{label}">{body}</svg>"#)
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.body.write_fmt(element);
    }
}

/// A coordinate with at most two decimals; zero stands for anything that is not finite.
fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_string();
    }
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_string() } else { text.to_string() }
}

/// Words as XML text or attribute value.
fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in visible_lines(words).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_leave_their_place() {
        assert_eq!(escape("\"><script>'&\u{202e}"), "&quot;&gt;&lt;script&gt;&#39;&amp;\u{fffd}");
    }

    #[test]
    fn numbers_are_short_and_finite() {
        assert_eq!(
            [1.0, 0.126, -0.001, f64::NAN, f64::INFINITY, 100.0].map(number),
            ["1", "0.13", "0", "0", "0", "100"]
        );
    }

    #[test]
    fn sizes_are_never_negative() {
        let mut canvas = Canvas::new(Layout::Narrow);
        canvas.rect(Area { width: -3.0, height: f64::NAN, ..Area::default() }, "a");
        assert!(canvas.finish("l").contains(r#"width="0" height="0""#));
    }
}
