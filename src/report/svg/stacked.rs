//! Draws stacked bars: one bar a row, parts from left to right, negative ones left of zero.

use super::canvas::{Anchor, Area, BODY, Canvas, Layout, SMALL};
use super::legend::{self, Swatch};
use super::scale::Scale;
use super::treemap::STEPS;
use super::words::{shorten, width};
use crate::labels::Lang;
use crate::report::chart::{Emphasis, Quantity, Segment, Stack, StackedBars};
use crate::report::model::Tone;

const THICKNESS: f64 = 22.0;
/// What asks to be seen is never thinner than this.
const THINNEST: f64 = 2.5;

/// One part of every bar and how it looks.
struct Part<'a> {
    name: &'a str,
    emphasis: Emphasis,
    /// Class of its box.
    area: String,
    /// Class of words on it.
    words: String,
}

/// Places shared by all rows.
struct Columns {
    layout: Layout,
    left: f64,
    right: f64,
    /// Height of the name above a bar; a phone has no room beside it.
    name_height: f64,
}

pub(super) fn draw(bars: &StackedBars, layout: Layout, lang: Lang) -> Option<Canvas> {
    if bars.rows.is_empty() || bars.segments.is_empty() {
        return None;
    }
    let parts = parts(&bars.segments);
    let columns = Columns::new(bars, &parts, layout);
    let steps = if layout == Layout::Wide { 6 } else { 4 };
    let ends = bars.rows.iter().flat_map(|row| ends(row, parts.len()));
    let scale = Scale::covering(ends.chain([0.0]), [columns.left, columns.right], steps)?;

    let mut canvas = Canvas::new(layout);
    let entries: Vec<_> = parts.iter().map(|part| (Swatch::Box(&part.area), part.name.to_string())).collect();
    let top = legend::draw(&mut canvas, layout.width(), &entries) + 4.0;
    let pitch = columns.name_height + THICKNESS + 12.0;
    let bottom = top + pitch * bars.rows.len() as f64;
    for tick in scale.ticks() {
        canvas.text(scale.place(tick), bottom + 16.0, "small muted", Anchor::Middle, &bars.unit.tick(tick, lang));
    }
    for (at, row) in bars.rows.iter().enumerate() {
        let y = top + pitch * at as f64;
        // Lines run from row to row, but never through a name.
        for tick in scale.ticks().into_iter().chain([0.0]) {
            let (x, class) = (scale.place(tick), if tick == 0.0 { "axis" } else { "grid" });
            canvas.line((x, y + columns.name_height + 1.0), (x, y + pitch + 1.0), class);
        }
        draw_name(&mut canvas, row, &columns, y + 6.0);
        draw_bar(&mut canvas, row, &parts, &columns, &scale, y + 6.0 + columns.name_height);
    }
    canvas.grow(bottom + 24.0);
    Some(canvas)
}

impl Columns {
    fn new(bars: &StackedBars, parts: &[Part<'_>], layout: Layout) -> Columns {
        let widest = |texts: &mut dyn Iterator<Item = &str>, size| texts.map(|t| width(t, size)).fold(0.0, f64::max);
        let names = widest(&mut bars.rows.iter().map(|row| row.name.as_str()), BODY);
        let texts = widest(&mut bars.rows.iter().map(|row| row.text.as_str()), SMALL);
        let beside = bars.rows.iter().map(|row| width(&written(row, parts, |_, _| true), SMALL)).fold(0.0, f64::max);
        let beside = if beside > 0.0 { beside.min(130.0) + 8.0 } else { 0.0 };
        let (left, right, name_height) = match layout {
            Layout::Wide => (names.min(250.0) + 16.0, layout.width() - texts.min(150.0) - 12.0, 0.0),
            Layout::Narrow => (10.0, layout.width() - 10.0, 20.0),
        };
        Columns { layout, left, right: right - beside, name_height }
    }
}

/// The name, and what is written at the right end.
fn draw_name(canvas: &mut Canvas, row: &Stack, columns: &Columns, y: f64) {
    let class = if row.tone == Tone::Bad { "alert strong" } else { "" };
    let full = columns.layout.width();
    canvas.titled(&row.name, |canvas| match columns.layout {
        Layout::Wide => {
            let name = shorten(&row.name, BODY, columns.left - 12.0);
            canvas.text(columns.left - 12.0, y + 15.5, class, Anchor::End, &name);
            canvas.text(full, y + 15.0, "small muted", Anchor::End, &shorten(&row.text, SMALL, 150.0));
        }
        Layout::Narrow => {
            let text = shorten(&row.text, SMALL, full / 2.0);
            let name = shorten(&row.name, BODY * 1.06, full - width(&text, SMALL) - 12.0);
            canvas.text(0.0, y + 11.0, class, Anchor::Start, &name);
            canvas.text(full, y + 11.0, "small muted", Anchor::End, &text);
        }
    });
}

fn draw_bar(canvas: &mut Canvas, row: &Stack, parts: &[Part<'_>], columns: &Columns, scale: &Scale, y: f64) {
    let (mut above, mut below) = (0.0, 0.0);
    let mut end = scale.place(0.0);
    let mut bare = vec![false; parts.len()];
    for (at, (value, part)) in row.values.iter().zip(parts).enumerate() {
        let Some(amount) = amount(value) else { continue };
        let sum = if amount < 0.0 { &mut below } else { &mut above };
        let (from, to) = (scale.place(*sum), scale.place(*sum + amount));
        *sum += amount;
        let thinnest = if part.emphasis == Emphasis::Alert { THINNEST } else { 0.0 };
        let mut area = Area { x: from.min(to), y, width: (to - from).abs().max(thinnest), height: THICKNESS };
        end = end.max(area.x + area.width);
        // A line of paper keeps neighbours apart.
        if area.width > 4.0 {
            area.width -= 1.0;
        }
        if part.emphasis == Emphasis::Aside {
            area = Area { x: area.x + 0.5, y: y + 0.5, width: area.width - 1.0, height: THICKNESS - 1.0 };
        }
        canvas.titled(&format!("{} · {}: {}", row.name, part.name, value.text), |canvas| {
            canvas.rect(area, &part.area);
            let fits = width(&value.text, SMALL) <= area.width - 6.0;
            if fits {
                let x = area.x + area.width / 2.0;
                canvas.text(x, y + 15.0, &format!("small {}", part.words), Anchor::Middle, &value.text);
            }
            bare[at] = !fits;
        });
    }
    let beside = written(row, parts, |at, _| bare[at]);
    if !beside.is_empty() {
        let space = (columns.layout.width() - end - 6.0).max(0.0);
        canvas.text(end + 6.0, y + 15.0, "small alert strong halo", Anchor::Start, &shorten(&beside, SMALL, space));
    }
}

/// The amounts that ask to be seen, of the parts that `wanted` picks.
fn written(row: &Stack, parts: &[Part<'_>], wanted: impl Fn(usize, &Part<'_>) -> bool) -> String {
    let alerts =
        row.values.iter().zip(parts).enumerate().filter(|(at, (value, part))| {
            part.emphasis == Emphasis::Alert && amount(value).is_some() && wanted(*at, part)
        });
    alerts.map(|(_, (value, _))| value.text.as_str()).collect::<Vec<_>>().join(" · ")
}

/// An amount that can be drawn: finite and not zero.
fn amount(value: &Quantity) -> Option<f64> {
    Some(value.value).filter(|amount| amount.is_finite() && *amount != 0.0)
}

/// Where the bar of a row starts and ends.
fn ends(row: &Stack, parts: usize) -> [f64; 2] {
    let amounts = || row.values.iter().take(parts).filter_map(amount);
    [amounts().filter(|a| *a < 0.0).sum(), amounts().filter(|a| *a > 0.0).sum()]
}

fn parts(segments: &[Segment]) -> Vec<Part<'_>> {
    let shaded = segments.iter().filter(|segment| segment.emphasis == Emphasis::Part).count();
    let mut before = 0;
    segments
        .iter()
        .map(|segment| {
            let Segment { name, emphasis } = segment;
            let (area, words) = match emphasis {
                Emphasis::Part => {
                    let step = shade(before, shaded);
                    before += 1;
                    (format!("ramp-{step}"), format!("on-{step}"))
                }
                Emphasis::Aside => ("aside".to_string(), String::new()),
                Emphasis::Alert => ("unsettled".to_string(), "on-unsettled strong".to_string()),
            };
            Part { name, emphasis: *emphasis, area, words }
        })
        .collect()
}

/// Step of the colour ramp for part `at` of `count`, dark to light; the lightest steps would be lost on the paper.
fn shade(at: usize, count: usize) -> usize {
    let last = STEPS - 3;
    (at * last).div_ceil(count.saturating_sub(1).max(1)).min(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(values: &[f64]) -> StackedBars {
        let emphases = [Emphasis::Part, Emphasis::Aside, Emphasis::Alert];
        let segment = |(at, emphasis)| Segment { name: format!("s{at}"), emphasis };
        let values = values.iter().map(|&value| Quantity::new(value, format!("<{value}>"))).collect();
        StackedBars {
            segments: emphases.into_iter().enumerate().map(segment).collect(),
            rows: vec![Stack { name: "r & r".into(), values, text: "all".into(), tone: Tone::Bad }],
            ..StackedBars::default()
        }
    }

    fn drawn(values: &[f64], layout: Layout) -> String {
        draw(&bars(values), layout, Lang::En).map(|canvas| canvas.finish("l")).unwrap_or_default()
    }

    /// Left and right edge of the box of a class.
    fn edges(svg: &str, class: &str) -> [f64; 2] {
        let number = |text: &str, name: &str| -> f64 {
            let at = text.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
            text[at..].split('"').next().unwrap().parse().unwrap()
        };
        let at = svg.rfind(&format!("<rect class=\"{class}\"")).unwrap();
        let (x, width) = (number(&svg[at..], "x"), number(&svg[at..], "width"));
        [x, x + width]
    }

    #[test]
    fn negative_parts_lie_left_of_zero_and_positive_ones_do_not_touch_it_twice() {
        let svg = drawn(&[60.0, 30.0, -20.0], Layout::Wide);
        let [part, aside, alert] = ["ramp-0", "aside", "unsettled"].map(|class| edges(&svg, class));
        assert!(alert[1] <= part[0] && part[1] <= aside[0], "{part:?} {aside:?} {alert:?}");
        assert!(((part[1] - part[0]) / (aside[1] - aside[0]) - 2.0).abs() < 0.05);
    }

    #[test]
    fn a_sliver_that_matters_is_seen_and_its_amount_written() {
        let svg = drawn(&[100_000.0, 0.0, 1.0], Layout::Narrow);
        let [left, right] = edges(&svg, "unsettled");
        assert!(right - left >= THINNEST - 0.01 && svg.contains(">&lt;1&gt;</text>"), "{svg}");
        assert!(drawn(&[5.0, 1.0, 0.0], Layout::Wide).matches("unsettled").count() == 1, "only in the legend");
    }

    #[test]
    fn shades_differ_and_missing_amounts_are_zero() {
        let shades: Vec<usize> = (0..5).map(|at| shade(at, 5)).collect();
        assert!(shades.windows(2).all(|pair| pair[0] < pair[1]) && shade(0, 1) < STEPS, "{shades:?}");
        assert!(drawn(&[1.0], Layout::Wide).contains("ramp-0"));
        assert!(drawn(&[f64::NAN, f64::INFINITY, 2.0, 9.0], Layout::Wide).contains("unsettled"));
        assert!(draw(&StackedBars::default(), Layout::Wide, Lang::En).is_none());
    }
}
