//! Draws a funnel plot. Which points share a spot and where names go is decided elsewhere.

use super::super::canvas::{Anchor, Area, Canvas, Layout, SMALL};
use super::super::legend::{self, Swatch};
use super::super::scale::Scale;
use super::super::words::{shorten, width, wrap};
use super::cloud::Cloud;
use super::curve::within;
use super::exposure::Exposure;
use super::names::{LINE, Names};
use crate::labels::{Lang, report as words};
use crate::report::chart::{Bounds, Funnel, FunnelPoint, Naming};
use crate::report::model::Tone;
use crate::report::number::{Unit, count};

/// Radius of a point drawn by itself.
const RADIUS: f64 = 4.5;
/// A value is drawn at the upper edge when it is more than so many times what 98 % of the values and the reference
/// keep to: a single wild rate on a handful of units must not press all others flat.
const WILD: f64 = 8.0;
/// How far above the highest value the limits may stretch the axis.
const HEADROOM: f64 = 1.25;
/// So many ordinary points are drawn each by itself, with its name when pointed at.
const FEW: usize = 120;
/// Classes of spots, by the number of points on them.
const DENSITIES: [(&str, u32, u32); 3] = [("cloud-0", 1, 2), ("cloud-1", 2, 5), ("cloud-2", 5, u32::MAX)];
const CURVES: [&str; 2] = ["limit-inner", "limit-outer"];

/// The plot and its axes.
struct Plot {
    area: Area,
    across: Exposure,
    up: Scale,
    /// Values above are drawn at the upper edge.
    highest: f64,
}

pub(in crate::report::svg) fn draw(funnel: &Funnel, layout: Layout, lang: Lang) -> Option<Canvas> {
    let known: Vec<&FunnelPoint> = funnel.points.iter().filter(|point| is_known(point)).collect();
    let mut canvas = Canvas::new(layout);
    let top = legend::draw(&mut canvas, layout.width(), &entries(funnel, &known)) + 22.0;
    let plot = Plot::new(funnel, &known, layout, lang, top)?;
    canvas.text(
        0.0,
        top - 10.0,
        "small muted",
        Anchor::Start,
        &shorten(&format!("↑ {}", funnel.measure), SMALL, layout.width()),
    );
    axes(&mut canvas, &plot, funnel, lang);
    let curves = curves(&plot, funnel);
    curves.iter().for_each(|(class, run)| trace(&mut canvas, run, class));
    if let Some(reference) = funnel.reference.as_ref().filter(|reference| reference.value.is_finite()) {
        let at = plot.up.place(reference.value);
        canvas.line((plot.area.x, at), (layout.width(), at), "expected");
    }
    points(&mut canvas, &plot, &known, &curves, layout);
    let bottom = remarks(&mut canvas, funnel, &plot, &known, layout, lang);
    canvas.grow(bottom + 8.0);
    Some(canvas)
}

impl Plot {
    fn new(funnel: &Funnel, known: &[&FunnelPoint], layout: Layout, lang: Lang, top: f64) -> Option<Plot> {
        let height = if layout == Layout::Wide { 340.0 } else { 300.0 };
        let reference = funnel.reference.as_ref().map(|r| r.value).filter(|value| value.is_finite());
        let highest = highest(known, reference);
        let shown = known.iter().map(|point| point.value).filter(|value| *value <= highest).chain(reference);
        let shown: Vec<f64> = shown.collect();
        let roof = shown.iter().copied().fold(0.0, f64::max) * HEADROOM;
        let bounds = funnel.limits.iter().flat_map(|limit| &limit.bounds);
        let reached =
            bounds.flat_map(|bound| [bound.lower, bound.upper]).filter(|v| v.is_finite()).map(|v| v.min(roof));
        let up = Scale::covering(shown.iter().copied().chain(reached), [top + height, top], 5)?;
        let labels = up.ticks().into_iter().map(|tick| width(&funnel.unit.tick(tick, lang), SMALL));
        let left = labels.fold(0.0, f64::max) + 8.0;
        let across = Exposure::covering(known.iter().map(|point| point.exposure), [left, layout.width() - 2.0])?;
        Some(Plot { area: Area { x: left, y: top, width: layout.width() - left, height }, across, up, highest })
    }

    fn place(&self, point: &FunnelPoint) -> (f64, f64) {
        let y = if point.value > self.highest { self.area.y + RADIUS } else { self.up.place(point.value) };
        (self.across.place(point.exposure), y)
    }
}

fn is_known(point: &FunnelPoint) -> bool {
    point.exposure > 0.0 && point.exposure.is_finite() && point.value.is_finite()
}

/// The highest value that is drawn at its own height.
fn highest(known: &[&FunnelPoint], reference: Option<f64>) -> f64 {
    let mut values: Vec<f64> = known.iter().map(|point| point.value).collect();
    values.sort_by(f64::total_cmp);
    let usual = values.get(values.len().saturating_sub(1) * 98 / 100).copied().unwrap_or(0.0);
    let usual = usual.max(reference.unwrap_or(0.0));
    if usual > 0.0 { usual * WILD } else { f64::INFINITY }
}

fn axes(canvas: &mut Canvas, plot: &Plot, funnel: &Funnel, lang: Lang) {
    let Area { x, y, width: wide, height } = plot.area;
    for tick in plot.up.ticks() {
        let at = plot.up.place(tick);
        canvas.line((x, at), (x + wide, at), "grid");
        canvas.text(x - 8.0, at + 4.0, "small muted", Anchor::End, &funnel.unit.tick(tick, lang));
    }
    let mut free = 0.0;
    for tick in plot.across.ticks() {
        let at = plot.across.place(tick);
        let words = Unit::Count.tick(tick, lang);
        let half = width(&words, SMALL) / 2.0;
        // A number that would touch the one before it gives way.
        if at - half < free || at + half > x + wide + 2.0 {
            continue;
        }
        free = at + half + 10.0;
        canvas.line((at, y + height), (at, y + height + 4.0), "axis");
        canvas.text(at, y + height + 18.0, "small muted", Anchor::Middle, &words);
    }
    canvas.line((x, y + height), (x + wide, y + height), "axis");
    let said = shorten(&format!("{} →", funnel.exposure), SMALL, wide);
    canvas.text(x + wide, y + height + 36.0, "small muted", Anchor::End, &said);
}

/// The visible runs of all limits, each with its class.
fn curves(plot: &Plot, funnel: &Funnel) -> Vec<(&'static str, Vec<[f64; 2]>)> {
    let Area { y, height, .. } = plot.area;
    let ticks = plot.up.ticks();
    let (Some(low), Some(high)) = (ticks.first(), ticks.last()) else { return Vec::new() };
    // Beyond the axis the scale stops; a curve has to go on to be cut at the right place.
    let down = |value: f64| y + height - (value - low) / (high - low) * height;
    let mut out = Vec::new();
    for (limit, class) in funnel.limits.iter().zip(CURVES) {
        for side in [|bound: &Bounds| bound.lower, |bound: &Bounds| bound.upper] {
            let inside = limit.bounds.iter().filter(|bound| plot.across.holds(bound.exposure));
            let places: Vec<_> = inside.map(|bound| [plot.across.place(bound.exposure), down(side(bound))]).collect();
            out.extend(within(&places, y, y + height).into_iter().map(|run| (class, run)));
        }
    }
    out
}

fn trace(canvas: &mut Canvas, points: &[[f64; 2]], class: &str) {
    let letter = |at: usize| if at == 0 { 'M' } else { 'L' };
    let commands: Vec<(char, &[f64])> = points.iter().enumerate().map(|(at, point)| (letter(at), &point[..])).collect();
    canvas.path(&commands, class);
}

/// The cloud below, points of tone `Bad` and named ones above it, names last.
fn points(canvas: &mut Canvas, plot: &Plot, known: &[&FunnelPoint], curves: &[(&str, Vec<[f64; 2]>)], layout: Layout) {
    let is_single = |point: &&&FunnelPoint| point.tone == Tone::Bad || point.naming == Naming::First;
    let mut cloud = Cloud::default();
    let ordinary: Vec<&&FunnelPoint> = known.iter().filter(|point| !is_single(point)).collect();
    ordinary.iter().for_each(|point| cloud.add(plot.place(point)));
    if ordinary.len() <= FEW {
        ordinary.iter().for_each(|point| draw_single(canvas, plot, point, "dot-cloud"));
    } else {
        draw_cloud(canvas, &cloud);
    }
    let mut singles: Vec<&&FunnelPoint> = known.iter().filter(is_single).collect();
    let around = |(x, y): (f64, f64)| Area { x: x - RADIUS, y: y - RADIUS, width: 2.0 * RADIUS, height: 2.0 * RADIUS };
    let covered = singles.iter().map(|point| around(plot.place(point))).collect();
    // Names keep off the curves as they do off the cloud.
    curves.iter().flat_map(|(_, run)| run).for_each(|[x, y]| cloud.add((*x, *y)));
    let mut names = Names { plot: plot.area, points: covered, cloud: &cloud, placed: Vec::new() };
    // Those asked for come first; otherwise the order given is the order of importance.
    singles.sort_by_key(|point| point.naming != Naming::First);
    let most = if layout == Layout::Wide { 10 } else { 6 };
    let named = singles.iter().filter(|point| point.naming != Naming::Never).take(most);
    let placed: Vec<_> = named.map(|point| (*point, names.place(plot.place(point), name_width(point, plot)))).collect();
    for (point, area) in &placed {
        if let Some(area) = area {
            lead(canvas, plot.place(point), area);
        }
    }
    for point in singles.iter().rev() {
        let class = if point.tone == Tone::Bad { "dot-bad" } else { "dot-clear" };
        draw_single(canvas, plot, point, class);
    }
    for (point, area) in &placed {
        let Some(area) = area else { continue };
        let class = if point.tone == Tone::Bad { "small alert halo" } else { "small halo" };
        let name = shorten(&point.name, SMALL, name_width(point, plot));
        canvas.text(area.x, area.y + 11.0, class, Anchor::Start, &name);
    }
}

/// One point that says its name when pointed at; a triangle at the upper edge when it lies above.
fn draw_single(canvas: &mut Canvas, plot: &Plot, point: &FunnelPoint, class: &str) {
    let (x, y) = plot.place(point);
    canvas.titled(&format!("{} · {}", point.name, point.text), |canvas| {
        if point.value > plot.highest {
            let triangle: [(char, &[f64]); 4] =
                [('M', &[x, y - 5.0]), ('L', &[x + 5.5, y + 4.0]), ('L', &[x - 5.5, y + 4.0]), ('Z', &[])];
            canvas.path(&triangle, class);
        } else {
            canvas.circle((x, y), RADIUS, class);
        }
    });
}

/// All spots as one path a density.
fn draw_cloud(canvas: &mut Canvas, cloud: &Cloud) {
    for (class, from, until) in DENSITIES {
        let spots = cloud.between(from, until);
        let dots: Vec<(char, &[f64])> = spots.iter().flat_map(|at| [('M', &at[..]), ('h', &[0.0][..])]).collect();
        if !dots.is_empty() {
            canvas.path(&dots, class);
        }
    }
}

fn name_width(point: &FunnelPoint, plot: &Plot) -> f64 {
    width(&point.name, SMALL).min(plot.area.width * 0.4)
}

/// A line from a point to a name that is not right beside it.
fn lead(canvas: &mut Canvas, (x, y): (f64, f64), area: &Area) {
    let end = (x.clamp(area.x, area.x + area.width), y.clamp(area.y + 2.0, area.y + LINE - 2.0));
    if (end.0 - x).hypot(end.1 - y) > 11.0 {
        canvas.line((x, y), end, "leader");
    }
}

fn entries<'a>(funnel: &Funnel, known: &[&FunnelPoint]) -> Vec<(Swatch<'a>, String)> {
    let [ordinary, bad] = funnel.kinds.clone();
    let has = |tone: Tone| known.iter().any(|point| (point.tone == Tone::Bad) == (tone == Tone::Bad));
    let kinds =
        [(Swatch::Dot("dot-cloud"), ordinary, has(Tone::Neutral)), (Swatch::Dot("dot-bad"), bad, has(Tone::Bad))];
    let kinds = kinds.into_iter().filter(|(_, _, present)| *present).map(|(swatch, name, _)| (swatch, name));
    let reference = funnel.reference.iter().map(|r| (Swatch::Line("expected"), r.label.clone()));
    let limits = funnel.limits.iter().zip(CURVES).map(|(limit, class)| (Swatch::Line(class), limit.label.clone()));
    kinds.chain(reference).chain(limits).collect()
}

/// What is not where it belongs, below the plot; gives the new bottom.
fn remarks(
    canvas: &mut Canvas,
    funnel: &Funnel,
    plot: &Plot,
    known: &[&FunnelPoint],
    layout: Layout,
    lang: Lang,
) -> f64 {
    let wild = known.iter().filter(|point| point.value > plot.highest).count();
    let lost = funnel.points.len() - known.len();
    let mut y = plot.area.y + plot.area.height + 40.0;
    for (label, n) in [(words::ABOVE_SCALE, wild), (words::NOT_PLACED, lost)] {
        if n > 0 {
            let said = label.with(&[("n", &count(n as i128))]).render(lang);
            for line in wrap(&said, SMALL, layout.width(), 3).unwrap_or_default() {
                y += 17.0;
                canvas.text(0.0, y, "small muted", Anchor::Start, &line);
            }
        }
    }
    y
}
