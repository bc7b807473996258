//! Draws an arranged genealogy: boxes with name and size, curves behind them. It arranges nothing.

use super::super::canvas::{Anchor, Area, BODY, Canvas, Layout, SMALL};
use super::super::legend::{self, Swatch};
use super::super::words::{shorten, shorten_middle, width, wrap};
use super::columns::{Columns, Need};
use super::fold::{Limits, fold};
use super::layers::Way;
use super::order::{Arrangement, arrange};
use super::place::{HEIGHT, heights};
use super::thread::{Route, routes, write_texts};
use crate::labels::{Label, Lang, report as words};
use crate::report::chart::{Genealogy, Node, NodeKind};
use crate::report::model::Tone;
use crate::report::number::count;

/// Left and right of the words in a box.
const PADDING: f64 = 9.0;

pub(in crate::report::svg) fn draw(graph: &Genealogy, layout: Layout, lang: Lang) -> Option<Canvas> {
    let graph = fold(graph, Limits::default());
    if graph.nodes.is_empty() {
        return None;
    }
    let arranged = arrange(&graph);
    let (middle, height) = heights(&arranged, graph.nodes.len());
    let columns = columns(&graph, &arranged, layout, lang);
    let mut canvas = Canvas::new(layout);
    canvas.widen(columns.breadth());
    // A drawing that is scrolled keeps its words where they are seen before it is.
    let words = if columns.breadth() > layout.width() { layout.width() * 0.8 } else { layout.width() };
    let top = legend::draw(&mut canvas, words, &entries(&graph, &arranged, lang)) + 6.0;

    let routes = routes(&arranged, &columns, &middle, graph.nodes.len(), top);
    let is_bad = |route: &&Route| graph.links.get(route.link).is_some_and(|link| link.tone == Tone::Bad);
    let (bad, others): (Vec<&Route>, Vec<&Route>) = routes.iter().partition(is_bad);
    for route in others.iter().chain(&bad) {
        route.draw(&mut canvas, &graph, |node| name(node, lang));
    }
    for (layer, row) in arranged.rows.iter().enumerate() {
        for (node, y) in row.iter().filter_map(|&spot| Some((graph.nodes.get(spot)?, middle.get(spot)?))) {
            let area =
                Area { x: columns.left(layer), y: top + y - HEIGHT / 2.0, width: columns.width(layer), height: HEIGHT };
            draw_node(&mut canvas, node, area, lang);
        }
    }
    write_texts(&mut canvas, &routes, &graph);

    let bottom = remark(&mut canvas, &graph, words, top + height + 4.0, lang);
    canvas.grow(bottom + 8.0);
    Some(canvas)
}

fn columns(graph: &Genealogy, arranged: &Arrangement, layout: Layout, lang: Lang) -> Columns {
    let with_padding = |words: f64| words + 2.0 * PADDING + 1.0;
    let need = |row: &Vec<usize>| {
        row.iter().filter_map(|&spot| graph.nodes.get(spot)).fold(Need::default(), |need, node| {
            let name = (width(&name(node, lang), BODY) * weight(node)).max(width(&node.size.text, SMALL));
            let remark = width(&detail(node), SMALL);
            Need { names: need.names.max(with_padding(name)), remarks: need.remarks.max(with_padding(remark)) }
        })
    };
    let needs: Vec<Need> = arranged.rows.iter().map(need).collect();
    let texts = graph.links.iter().filter_map(|link| link.text.as_ref()).map(|text| width(text, SMALL));
    Columns::new(&needs, texts.fold(0.0, f64::max), layout)
}

/// A box with name and size; sheets behind it when it stands for several.
fn draw_node(canvas: &mut Canvas, node: &Node, area: Area, lang: Lang) {
    let name = name(node, lang);
    let kind = kind(node.kind).get(lang);
    let scope = if node.tone == Tone::Bad { words::IN_SCOPE.get(lang) } else { "" };
    let parts = [kind, &name, &node.size.text, &node.note, scope];
    let title: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    canvas.titled(&title.join(" · "), |canvas| {
        let class = class(node.kind);
        if node.lots > 1 {
            canvas.rect(Area { x: area.x + 3.0, y: area.y + 3.0, ..area }, class);
        }
        canvas.rect(area, class);
        if node.tone == Tone::Bad {
            canvas.rect(area, "alert-frame");
        }
        let (x, space) = (area.x + PADDING, area.width - 2.0 * PADDING);
        // Half a remark would mislead; the title has it whole.
        let whole = detail(node);
        let detail = if width(&whole, SMALL) > space { &node.size.text } else { &whole };
        let y = area.y + if detail.is_empty() { 24.5 } else { 17.0 };
        let (emphasis, bold) = (if node.tone == Tone::Bad { "alert strong" } else { "" }, weight(node));
        let (small, size) = if width(&name, BODY * bold) > space { ("small ", SMALL) } else { ("", BODY) };
        canvas.text(x, y, &format!("{small}{emphasis}"), Anchor::Start, &short_name(node, &name, size * bold, space));
        canvas.text(x, area.y + 32.5, "small muted", Anchor::Start, &shorten(detail, SMALL, space));
    });
}

/// What was folded, below the drawing; gives the new bottom.
fn remark(canvas: &mut Canvas, graph: &Genealogy, space: f64, mut y: f64, lang: Lang) -> f64 {
    let folded = graph.nodes.iter().filter(|node| node.lots > 1).count();
    if folded > 0 {
        let said = words::GENEALOGY_FOLDED.with(&[("n", &folded)]).render(lang);
        for line in wrap(&said, SMALL, space, 3).unwrap_or_default() {
            y += 17.0;
            canvas.text(0.0, y, "small muted", Anchor::Start, &line);
        }
    }
    y
}

/// Kinds that occur, the mark of the start, and the line that leads back.
fn entries(graph: &Genealogy, arranged: &Arrangement, lang: Lang) -> Vec<(Swatch<'static>, String)> {
    let kinds = [NodeKind::Component, NodeKind::Finished, NodeKind::Site, NodeKind::Customers, NodeKind::Mixed];
    let occurs = |wanted: &NodeKind| graph.nodes.iter().any(|node| node.kind == *wanted);
    let entry = |of: NodeKind| (Swatch::Box(class(of)), kind(of).get(lang).to_string());
    let mut entries: Vec<_> = kinds.into_iter().filter(occurs).map(entry).collect();
    if graph.nodes.iter().any(|node| node.tone == Tone::Bad) {
        entries.push((Swatch::Box("alert-frame"), words::IN_SCOPE.get(lang).to_string()));
    }
    if arranged.threads.iter().any(|thread| thread.way == Way::Back) {
        entries.push((Swatch::Line("thread thread-back"), words::LEADS_BACK.get(lang).to_string()));
    }
    entries
}

/// The name of a node, or how many a folded one stands for.
fn name(node: &Node, lang: Lang) -> String {
    if !node.name.is_empty() || node.lots == 1 {
        return node.name.clone();
    }
    let label = match node.kind {
        NodeKind::Component | NodeKind::Finished => words::LOTS_FOLDED,
        NodeKind::Site => words::SITES_FOLDED,
        NodeKind::Customers => words::CUSTOMERS_FOLDED,
        NodeKind::Mixed => words::KINDS_FOLDED,
    };
    label.with(&[("n", &count(node.lots.into()))]).render(lang)
}

/// Lot numbers differ at their ends, words are known by their beginning.
fn short_name(node: &Node, name: &str, size: f64, space: f64) -> String {
    match node.kind {
        NodeKind::Component | NodeKind::Finished => shorten_middle(name, size, space),
        NodeKind::Site | NodeKind::Customers | NodeKind::Mixed => shorten(name, size, space),
    }
}

/// How much wider the letters of a name are than plain ones.
fn weight(node: &Node) -> f64 {
    if node.tone == Tone::Bad { 1.06 } else { 1.0 }
}

fn detail(node: &Node) -> String {
    let parts = [node.size.text.as_str(), node.note.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn kind(kind: NodeKind) -> Label {
    match kind {
        NodeKind::Component => words::COMPONENT_LOT,
        NodeKind::Finished => words::FINISHED_LOT,
        NodeKind::Site => words::SITE,
        NodeKind::Customers => words::CUSTOMER_GROUP,
        NodeKind::Mixed => words::SEVERAL_KINDS,
    }
}

fn class(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Component => "lot lot-component",
        NodeKind::Finished => "lot lot-finished",
        NodeKind::Site => "lot lot-site",
        NodeKind::Customers => "lot lot-customers",
        NodeKind::Mixed => "lot lot-mixed",
    }
}
