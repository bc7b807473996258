//! Draws values over an ordered scale: lines with bands, columns with whiskers, one panel a group on one scale.

use super::canvas::{Anchor, Area, BODY, Canvas, Layout, SMALL};
use super::legend::{self, Swatch};
use super::scale::Scale;
use super::words::{shorten, width};
use crate::labels::Lang;
use crate::report::chart::{Estimate, Mark, Panel, Series, Trend};

const GAP: f64 = 22.0;
/// Width of the band of a point that stands alone.
const STRIP: f64 = 9.0;

pub(super) fn draw(trend: &Trend, layout: Layout, lang: Lang) -> Option<Canvas> {
    let across = match (layout, trend.panels.len()) {
        (Layout::Narrow, _) | (_, 0 | 1) => 1,
        (_, 2 | 4) => 2,
        _ => 3,
    };
    let area_width = (layout.width() - GAP * (across - 1) as f64) / across as f64;
    let (area_height, steps) = if trend.panels.len() == 1 { (210.0, 4) } else { (130.0, 3) };
    let series = || trend.panels.iter().flat_map(|panel| &panel.series);
    let points = series().flat_map(|series| series.points.iter().flatten());
    let values = points.flat_map(|p| [p.value].into_iter().chain(p.interval.into_iter().flatten()));
    let from_zero = series().any(|series| series.mark == Mark::Column).then_some(0.0);
    let values = values.chain(trend.references.iter().map(|r| r.value)).chain(from_zero);
    let scale = Scale::covering(values, [area_height, 0.0], steps)?;

    let mut canvas = Canvas::new(layout);
    let top = legend::draw(&mut canvas, layout.width(), &entries(trend));
    let labels: Vec<(f64, String)> =
        scale.ticks().into_iter().map(|t| (scale.place(t), trend.unit.tick(t, lang))).collect();
    let left = labels.iter().map(|(_, label)| width(label, SMALL)).fold(0.0, f64::max) + 8.0;
    let titles = if trend.panels.iter().any(|panel| !panel.title.is_empty()) { 32.0 } else { 12.0 };
    let pitch = titles + area_height + 34.0;
    for (at, panel) in trend.panels.iter().enumerate() {
        let x = (area_width + GAP) * (at % across) as f64;
        let y = top + pitch * (at / across) as f64;
        canvas.text(x, y + 12.0, "strong", Anchor::Start, &shorten(&panel.title, BODY, area_width));
        let area = Area { x: x + left, y: y + titles, width: area_width - left, height: area_height };
        for (place, label) in &labels {
            canvas.line((area.x, area.y + place), (area.x + area.width, area.y + place), "grid");
            canvas.text(area.x - 8.0, area.y + place + 4.0, "small muted", Anchor::End, label);
        }
        draw_panel(&mut canvas, trend, panel, area, &scale);
    }
    canvas.grow(top + pitch * trend.panels.len().div_ceil(across) as f64);
    Some(canvas)
}

/// Names of the references, and of the series where there is more than one.
fn entries(trend: &Trend) -> Vec<(Swatch<'static>, String)> {
    let named = trend.panels.iter().max_by_key(|panel| panel.series.len()).filter(|panel| panel.series.len() > 1);
    let series = named.iter().flat_map(|panel| panel.series.iter().enumerate());
    let series = series.map(|(at, series)| (swatch(series, at), series.name.clone()));
    series.chain(trend.references.iter().map(|r| (Swatch::Line("reference"), r.label.clone()))).collect()
}

fn swatch(series: &Series, at: usize) -> Swatch<'static> {
    let (line, band, column) = match at {
        0 => ("line-0", "band-0", "column-0"),
        1 => ("line-1", "band-1", "column-1"),
        _ => ("line-2", "band-2", "column-2"),
    };
    let has_band = series.points.iter().flatten().any(|point| point.interval.is_some());
    match series.mark {
        Mark::Column => Swatch::Box(column),
        Mark::Line if has_band => Swatch::Band { band, line },
        Mark::Line => Swatch::Line(line),
    }
}

fn draw_panel(canvas: &mut Canvas, trend: &Trend, panel: &Panel, area: Area, scale: &Scale) {
    let slot = area.width / trend.positions.len().max(1) as f64;
    let x = |at: usize| area.x + slot * (at as f64 + 0.5);
    for (at, series) in panel.series.iter().enumerate() {
        match series.mark {
            Mark::Column => columns(canvas, series, at.min(2), area, scale, (slot * 0.64).min(46.0), &x),
            Mark::Line => line(canvas, series, at.min(2), area, scale, &x),
        }
    }
    for reference in trend.references.iter().filter(|reference| reference.value.is_finite()) {
        let y = area.y + scale.place(reference.value);
        canvas.line((area.x, y), (area.x + area.width, y), "reference");
    }
    let widest = trend.positions.iter().map(|name| width(name, SMALL)).fold(0.0, f64::max).min(area.width) + 16.0;
    let every = (widest / slot.max(1.0)).ceil().max(1.0) as usize;
    // Counted from the end: the latest position always has its name, moved inwards where it would stand out.
    let mut free = f64::INFINITY;
    for (at, name) in trend.positions.iter().enumerate().rev().step_by(every) {
        let half = width(name, SMALL) / 2.0;
        let at = x(at).min(area.x + area.width - half);
        if at + half + 8.0 > free {
            continue;
        }
        free = at - half;
        canvas.text(at, area.y + area.height + 17.0, "small muted", Anchor::Middle, &shorten(name, SMALL, area.width));
    }
}

fn columns(
    canvas: &mut Canvas,
    series: &Series,
    class: usize,
    area: Area,
    scale: &Scale,
    wide: f64,
    x: &impl Fn(usize) -> f64,
) {
    let zero = scale.place(0.0);
    for (at, point) in finite(series) {
        let place = scale.place(point.value);
        let bar =
            Area { x: x(at) - wide / 2.0, y: area.y + place.min(zero), width: wide, height: (place - zero).abs() };
        canvas.rect(bar, &format!("column-{class}"));
        if let Some([low, high]) = point.interval {
            canvas.line((x(at), area.y + scale.place(low)), (x(at), area.y + scale.place(high)), "whisker");
        }
    }
}

fn line(canvas: &mut Canvas, series: &Series, class: usize, area: Area, scale: &Scale, x: &impl Fn(usize) -> f64) {
    let points: Vec<(usize, Estimate)> = finite(series).collect();
    // A gap in the data is a gap in the line.
    for run in points.chunk_by(|(a, _), (b, _)| *b == a + 1) {
        let upper = run.iter().filter_map(|(at, p)| p.interval.map(|[_, high]| [x(*at), area.y + scale.place(high)]));
        let lower =
            run.iter().rev().filter_map(|(at, p)| p.interval.map(|[low, _]| [x(*at), area.y + scale.place(low)]));
        trace(canvas, &upper.chain(lower).collect::<Vec<_>>(), &format!("band-{class}"));
        let middle: Vec<[f64; 2]> = run.iter().map(|(at, p)| [x(*at), area.y + scale.place(p.value)]).collect();
        trace(canvas, &middle, &format!("line-{class}"));
        // A point between two gaps has no line and no band: a dot and a strip stand for them.
        if let [(at, alone)] = run {
            if let Some([top, bottom]) = alone.interval.map(|[low, high]| [scale.place(high), scale.place(low)]) {
                let strip = Area { x: x(*at) - STRIP / 2.0, y: area.y + top, width: STRIP, height: bottom - top };
                canvas.rect(strip, &format!("band-{class}"));
            }
            canvas.circle((x(*at), area.y + scale.place(alone.value)), 2.5, &format!("end-{class}"));
        }
    }
    if let Some((at, last)) = points.last() {
        canvas.circle((x(*at), area.y + scale.place(last.value)), 3.5, &format!("end-{class}"));
    }
}

fn trace(canvas: &mut Canvas, points: &[[f64; 2]], class: &str) {
    if points.len() > 1 {
        let commands: Vec<(char, &[f64])> =
            points.iter().enumerate().map(|(at, point)| (if at == 0 { 'M' } else { 'L' }, &point[..])).collect();
        canvas.path(&commands, class);
    }
}

fn finite(series: &Series) -> impl Iterator<Item = (usize, Estimate)> + '_ {
    let known = series.points.iter().enumerate().filter_map(|(at, point)| point.map(|point| (at, point)));
    known.filter(|(_, point)| point.value.is_finite()).map(|(at, mut point)| {
        point.interval = point.interval.filter(|bounds| bounds.iter().all(|bound| bound.is_finite()));
        (at, point)
    })
}
