//! The curves of a genealogy: from the side of one box to the side of another, straight through the layers between.
//! It moves no box.

use super::super::canvas::{Anchor, Area, Canvas, SMALL};
use super::super::words::width;
use super::columns::Columns;
use super::layers::Way;
use super::order::Arrangement;
use super::place::HEIGHT;
use crate::report::chart::{Genealogy, Node};
use crate::report::model::Tone;

/// Between two curves at the side of a box, where there is room.
const PORT: f64 = 7.0;
/// Height of a line of words on a curve.
const LINE: f64 = 14.0;
/// Where words are tried along a curve, best first.
const TRIED: [f64; 7] = [0.5, 0.62, 0.38, 0.74, 0.26, 0.84, 0.16];

/// One drawn link.
pub(super) struct Route {
    /// Position of the link in the genealogy.
    pub(super) link: usize,
    way: Way,
    /// Curves from left to right, each from a place to a place.
    curves: Vec<[(f64, f64); 2]>,
}

/// The route of every link. `middle` gives the height of every spot below `top`; spots from `nodes` on are bends.
pub(super) fn routes(arranged: &Arrangement, columns: &Columns, middle: &[f64], nodes: usize, top: f64) -> Vec<Route> {
    let mut layer = vec![0; middle.len()];
    for (at, row) in arranged.rows.iter().enumerate() {
        row.iter().for_each(|&spot| layer[spot] = at);
    }
    // The curves at one side of a box stand in the order of what they lead to.
    let mut leaving: Vec<Vec<(f64, usize)>> = vec![Vec::new(); nodes];
    let mut arriving = leaving.clone();
    for (at, thread) in arranged.threads.iter().enumerate() {
        if let ([first, second, ..], [.., before, last]) = (&thread.spots[..], &thread.spots[..]) {
            leaving[*first].push((middle[*second], at));
            arriving[*last].push((middle[*before], at));
        }
    }
    leaving.iter_mut().chain(&mut arriving).for_each(|ports| ports.sort_by(|a, b| a.0.total_cmp(&b.0)));
    let port = |ports: &[Vec<(f64, usize)>], spot: usize, thread: usize| {
        let Some(ports) = ports.get(spot) else { return 0.0 };
        let place = ports.iter().position(|(_, other)| *other == thread).unwrap_or(0);
        let step = PORT.min((HEIGHT - 12.0) / ports.len() as f64);
        (place as f64 - (ports.len().saturating_sub(1)) as f64 / 2.0) * step
    };
    let route = |(at, thread): (usize, &super::order::Thread)| {
        let curve = |pair: &[usize]| {
            let (from, to) = (pair[0], pair[1]);
            let start =
                (columns.left(layer[from]) + columns.width(layer[from]), top + middle[from] + port(&leaving, from, at));
            let end = (columns.left(layer[to]), top + middle[to] + port(&arriving, to, at));
            [start, end]
        };
        Route { link: thread.link, way: thread.way, curves: thread.spots.windows(2).map(curve).collect() }
    };
    arranged.threads.iter().enumerate().map(route).collect()
}

impl Route {
    /// Draws the curve; `name` says what a node is called.
    pub(super) fn draw(&self, canvas: &mut Canvas, graph: &Genealogy, name: impl Fn(&Node) -> String) {
        let Some(link) = graph.links.get(self.link) else { return };
        let called = |at: usize| graph.nodes.get(at).map(&name).unwrap_or_default();
        let text = link.text.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
        let back = if self.way == Way::Back { " thread-back" } else { "" };
        let bad = if link.tone == Tone::Bad { " thread-bad" } else { "" };
        canvas.titled(&format!("{} → {}{text}", called(link.from), called(link.to)), |canvas| {
            let mut commands: Vec<(char, Vec<f64>)> = Vec::new();
            for [start, end] in &self.curves {
                let half = (start.0 + end.0) / 2.0;
                commands.push((if commands.is_empty() { 'M' } else { 'L' }, vec![start.0, start.1]));
                commands.push(('C', vec![half, start.1, half, end.1, end.0, end.1]));
            }
            let commands: Vec<(char, &[f64])> = commands.iter().map(|(letter, at)| (*letter, &at[..])).collect();
            canvas.path(&commands, &format!("thread{back}{bad}"));
            // What leads back needs a tip, because it is read against the order of the page.
            if let (Way::Back, Some([(x, y), _])) = (self.way, self.curves.first()) {
                let tip: [(char, &[f64]); 4] =
                    [('M', &[*x, *y]), ('L', &[x + 8.0, y - 4.0]), ('L', &[x + 8.0, y + 4.0]), ('Z', &[])];
                canvas.path(&tip, if bad.is_empty() { "tip" } else { "tip-bad" });
            }
        });
    }

    /// The area of the tip of a route that leads back.
    fn tip(&self) -> Option<Area> {
        let [(x, y), _] = self.curves.first().filter(|_| self.way == Way::Back)?;
        Some(Area { x: *x, y: y - 4.0, width: 9.0, height: 8.0 })
    }

    /// Places on the route where the middle of words of this width may lie, best first.
    fn places(&self, wide: f64) -> Vec<(f64, f64)> {
        let on = |[start, end]: [(f64, f64); 2], t: f64| {
            let half = (start.0 + end.0) / 2.0;
            let x = (1.0 - t).powi(3) * start.0 + 3.0 * t * (1.0 - t) * half + t.powi(3) * end.0;
            (x, start.1 + (end.1 - start.1) * t * t * (3.0 - 2.0 * t))
        };
        let inside =
            |[start, end]: [(f64, f64); 2], x: f64| x - wide / 2.0 >= start.0 + 2.0 && x + wide / 2.0 <= end.0 - 2.0;
        let along =
            |curve: [(f64, f64); 2]| TRIED.map(|t| on(curve, t)).into_iter().filter(move |at| inside(curve, at.0));
        self.curves.iter().rev().flat_map(|curve| along(*curve)).collect()
    }
}

/// Writes the words of the links where they touch no others; the rest are in the titles only.
pub(super) fn write_texts(canvas: &mut Canvas, routes: &[Route], graph: &Genealogy) {
    let mut taken: Vec<Area> = routes.iter().filter_map(Route::tip).collect();
    for route in routes {
        let Some(text) = graph.links.get(route.link).and_then(|link| link.text.as_ref()) else { continue };
        let wide = width(text, SMALL);
        let area = |(x, y): (f64, f64)| Area { x: x - wide / 2.0, y: y - LINE / 2.0, width: wide, height: LINE };
        let free = |area: &Area| !taken.iter().any(|other| area.touches(other));
        if let Some(area) = route.places(wide).into_iter().map(area).find(free) {
            canvas.text(area.x + wide / 2.0, area.y + 11.0, "small muted halo", Anchor::Middle, text);
            taken.push(area);
        }
    }
}
