//! Draws movements between ordered groups, from left to right; a fall always leads downwards and wears the accent.

use super::canvas::{Anchor, Area, BODY, Canvas, Layout, SMALL};
use super::legend::{self, Swatch};
use super::ribbon::{Arrangement, Node, arrange};
use super::words::{shorten, width, wrap};
use crate::labels::{Lang, report as words};
use crate::report::chart::Flow;
use crate::report::number::count;

const NODE: f64 = 7.0;
/// A ribbon at least this thick carries its count.
const CARRIES: f64 = 15.0;

/// Measures that differ between a page and a phone.
struct Room {
    side: f64,
    slot: f64,
    width: f64,
}

pub(super) fn draw(flow: &Flow, layout: Layout, lang: Lang) -> Option<Canvas> {
    let longest = flow.groups.iter().map(|name| width(name, BODY)).fold(0.0, f64::max);
    let room = match layout {
        Layout::Wide => Room { side: (longest + 66.0).min(250.0), slot: 18.0, width: layout.width() },
        Layout::Narrow => Room { side: longest.clamp(66.0, 112.0) + 8.0, slot: 34.0, width: layout.width() },
    };
    let arranged = arrange(flow, room.slot, 10.0);
    if arranged.nodes.is_empty() {
        return None;
    }
    let mut canvas = Canvas::new(layout);
    let legend = [
        (Swatch::Box("fall"), words::FALLING, arranged.falling),
        (Swatch::Box("rise"), words::RISING, arranged.rising),
    ];
    let legend = legend.map(|(swatch, label, n)| (swatch, label.with(&[("n", &count(n.into()))]).render(lang)));
    let top = legend::draw(&mut canvas, room.width, &legend) + 22.0;
    let half = room.width / 2.0 - 6.0;
    let [earlier, later] = flow.ends.each_ref().map(|end| shorten(end, SMALL, half));
    canvas.text(0.0, top - 10.0, "small muted", Anchor::Start, &earlier);
    canvas.text(room.width, top - 10.0, "small muted", Anchor::End, &later);
    ribbons(&mut canvas, flow, &arranged, &room, top);
    for node in &arranged.nodes {
        if let Some(name) = flow.groups.get(node.group) {
            draw_node(&mut canvas, node, name, &room, layout, top + node.top);
        }
    }
    let bottom = remarks(&mut canvas, &arranged, &room, top + arranged.height, lang);
    canvas.grow(bottom + 6.0);
    Some(canvas)
}

fn ribbons(canvas: &mut Canvas, flow: &Flow, arranged: &Arrangement, room: &Room, top: f64) {
    let (x0, x1) = (room.side + NODE, room.width - room.side - NODE);
    let middle = (x0 + x1) / 2.0;
    let name = |at: usize| flow.groups.get(at).map(String::as_str).unwrap_or_default();
    for ribbon in &arranged.ribbons {
        let class = if ribbon.step.to > ribbon.step.from { "fall" } else { "rise" };
        let (left, right, thick) = (top + ribbon.left, top + ribbon.right, ribbon.thickness.max(1.0));
        let said = count(ribbon.step.customers.into());
        canvas.titled(&format!("{} → {}: {said}", name(ribbon.step.from), name(ribbon.step.to)), |canvas| {
            let shape: [(char, &[f64]); 5] = [
                ('M', &[x0, left]),
                ('C', &[middle, left, middle, right, x1, right]),
                ('V', &[right + thick]),
                ('C', &[middle, right + thick, middle, left + thick, x0, left + thick]),
                ('Z', &[]),
            ];
            canvas.path(&shape, class);
            if thick >= CARRIES {
                canvas.text(x0 + 7.0, left + thick / 2.0 + 4.0, "small halo", Anchor::Start, &said);
            }
        });
    }
}

/// A group on both sides: its name, and how many left it or came to it.
fn draw_node(canvas: &mut Canvas, node: &Node, name: &str, room: &Room, layout: Layout, y: f64) {
    let right = room.width - room.side - NODE;
    canvas.rect(Area { x: room.side, y, width: NODE, height: node.out_height }, "node");
    canvas.rect(Area { x: right, y, width: NODE, height: node.in_height }, "node");
    let sides = [
        (room.side - 8.0, Anchor::End, count(-i128::from(node.gone)), node.gone, node.out_height),
        (right + NODE + 8.0, Anchor::Start, format!("+{}", count(node.came.into())), node.came, node.in_height),
    ];
    for (x, anchor, change, customers, height) in sides {
        if customers == 0 || height <= 0.0 {
            continue;
        }
        match layout {
            Layout::Wide => {
                let y = y + (height / 2.0).max(8.0) + 4.0;
                let words = shorten(name, BODY, room.side - 66.0);
                let (first, second) = if anchor == Anchor::End { (x - 52.0, x) } else { (x + 52.0, x) };
                canvas.text(first, y, "", anchor, &words);
                canvas.text(second, y, "small muted", anchor, &change);
            }
            Layout::Narrow => {
                let y = y + (height / 2.0 - 6.0).max(11.0);
                canvas.text(x, y, "small", anchor, &shorten(name, SMALL, room.side - 8.0));
                canvas.text(x, y + 15.0, "small muted", anchor, &change);
            }
        }
    }
}

/// What is not drawn, below the drawing; gives the new bottom.
fn remarks(canvas: &mut Canvas, arranged: &Arrangement, room: &Room, mut y: f64, lang: Lang) -> f64 {
    y += 10.0;
    let (flows, customers) = arranged.folded;
    let stayed = words::STAYED.with(&[("n", &count(arranged.stayed.into()))]).render(lang);
    let folded = words::FOLDED.with(&[("flows", &flows), ("n", &count(customers.into()))]).render(lang);
    let said = [(arranged.stayed > 0, stayed), (flows > 0, folded)];
    for (_, words) in said.iter().filter(|(applies, _)| *applies) {
        for line in wrap(words, SMALL, room.width, 3).unwrap_or_default() {
            y += 17.0;
            canvas.text(0.0, y, "small muted", Anchor::Start, &line);
        }
    }
    y
}
