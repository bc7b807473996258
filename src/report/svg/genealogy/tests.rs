//! What folding must keep, and graphs that are odd.

use std::collections::BTreeSet;

use super::super::canvas::Layout;
use super::layers::layers;
use super::*;
use crate::labels::Lang;
use crate::report::chart::{Genealogy, Link, Node, NodeKind, Quantity};
use crate::report::model::Tone;

/// A graph of so many nodes with these links.
pub(super) fn graph(nodes: usize, links: &[(usize, usize)]) -> Genealogy {
    let node = |at| Node {
        name: format!("L{at}"),
        size: Quantity::new(at as f64, format!("{at} pcs")),
        unit: "pcs".into(),
        ..Node::default()
    };
    Genealogy {
        nodes: (0..nodes).map(node).collect(),
        links: links.iter().map(|&(from, to)| Link { from, to, ..Link::default() }).collect(),
    }
}

/// Numbers that look random and are always the same.
fn numbers(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    }
}

/// A tangle of lots, with cycles, loops, double links, and every kind and tone.
fn tangle(nodes: usize, links: usize, seed: u64) -> Genealogy {
    let mut next = numbers(seed);
    let links: Vec<(usize, usize)> = (0..links).map(|_| (next(nodes), next(nodes))).collect();
    let mut tangle = graph(nodes, &links);
    for node in &mut tangle.nodes {
        node.kind = [NodeKind::Component, NodeKind::Finished, NodeKind::Site, NodeKind::Customers][next(4)];
        node.tone = if next(20) == 0 { Tone::Bad } else { Tone::Neutral };
    }
    tangle
}

/// Parts, lots, sites and customers in four layers.
fn supply(parts: usize, lots: usize, sites: usize, customers: usize) -> Genealogy {
    let mut next = numbers(9);
    let starts = [0, parts, parts + lots, parts + lots + sites, parts + lots + sites + customers];
    let mut links = Vec::new();
    for (layer, width) in [lots, sites, customers].into_iter().enumerate() {
        let from = starts[layer];
        links.extend((0..width).map(|at| (from + next(starts[layer + 1] - from), starts[layer + 1] + at)));
    }
    let mut supply = graph(starts[4], &links);
    for (at, node) in supply.nodes.iter_mut().enumerate() {
        let layer = starts.iter().skip(1).filter(|start| **start <= at).count();
        node.kind = [NodeKind::Component, NodeKind::Finished, NodeKind::Site, NodeKind::Customers][layer];
        node.layer = Some(layer);
    }
    supply
}

fn lots(graph: &Genealogy) -> u64 {
    graph.nodes.iter().map(|node| node.lots).sum()
}

fn widest(graph: &Genealogy) -> usize {
    let of = layers(graph).of;
    of.iter().map(|layer| of.iter().filter(|other| *other == layer).count()).max().unwrap_or(0)
}

#[test]
fn what_can_be_read_stays_as_it_is() {
    let small = graph(4, &[(0, 1), (0, 1), (1, 2), (3, 3), (2, 7)]);
    let folded = fold(&small, Limits::default());
    let names = |graph: &Genealogy| graph.nodes.iter().map(|node| node.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&folded), names(&small));
    assert_eq!(folded.links, graph(4, &[(0, 1), (1, 2)]).links);
    assert_eq!(fold(&Genealogy::default(), Limits::default()), Genealogy::default());
}

#[test]
fn lots_with_the_same_links_go_first_and_the_largest_of_them_stay() {
    // L1 to L20 come from L0 and go to L21; L22 stands in the same layer and leads elsewhere.
    let mut links: Vec<(usize, usize)> = (1..21).flat_map(|at| [(0, at), (at, 21)]).collect();
    links.extend([(0, 22), (22, 23)]);
    let folded = fold(&graph(24, &links), Limits { layer: 5, ..Limits::default() });
    let names: Vec<&str> = folded.nodes.iter().map(|node| node.name.as_str()).collect();
    assert_eq!(names, ["L0", "", "L18", "L19", "L20", "L21", "L22", "L23"]);
    let sum = &folded.nodes[1];
    assert_eq!((sum.lots, sum.size.value, sum.size.text.as_str()), (17, 153.0, "153\u{a0}pcs"), "1 + 2 + … + 17");
    assert_eq!(widest(&folded), 5);
}

#[test]
fn no_lot_is_lost_and_the_limits_are_kept() {
    let cases = [tangle(1_000, 4_000, 1), tangle(300, 80, 2), tangle(60, 3_000, 3), supply(40, 700, 20, 240)];
    for (at, case) in cases.iter().enumerate() {
        for limits in
            [Limits::default(), Limits { nodes: 1, layer: 1, layers: 9 }, Limits { nodes: 9, layer: 0, layers: 0 }]
        {
            let folded = fold(case, limits);
            assert_eq!(lots(&folded), case.nodes.len() as u64, "{at} {limits:?}");
            assert!(folded.nodes.len() <= limits.nodes && widest(&folded) <= limits.layer.max(1), "{at} {limits:?}");
            let size = |graph: &Genealogy| graph.nodes.iter().map(|node| node.size.value).sum::<f64>();
            assert_eq!(size(&folded), size(case));
            assert_eq!(folded, fold(case, limits));
        }
    }
}

#[test]
fn every_link_still_leads_from_and_to_the_same_lots() {
    let case = supply(10, 300, 12, 60);
    let folded = fold(&case, Limits::default());
    let pairs: BTreeSet<(usize, usize)> = folded.links.iter().map(|link| (link.from, link.to)).collect();
    assert_eq!(pairs.len(), folded.links.len(), "no link twice");
    let place = |at: usize| folded.nodes.iter().position(|node| node.name == case.nodes[at].name);
    for link in &case.links {
        if let (Some(from), Some(to)) = (place(link.from), place(link.to)) {
            assert!(pairs.contains(&(from, to)));
        }
    }
}

#[test]
fn nodes_in_scope_stay_by_themselves_as_long_as_they_can() {
    let mut few = supply(40, 700, 20, 240);
    for at in [3, 100, 200, 300] {
        few.nodes[at].tone = Tone::Bad;
    }
    let folded = fold(&few, Limits::default());
    let kept = folded.nodes.iter().filter(|node| node.tone == Tone::Bad).map(|node| node.name.as_str());
    assert_eq!(kept.collect::<Vec<_>>(), ["L3", "L100", "L200", "L300"]);
    let mut all = graph(100, &[]);
    all.nodes.iter_mut().for_each(|node| node.tone = Tone::Bad);
    let folded = fold(&all, Limits::default());
    assert!(folded.nodes.len() == 12 && folded.nodes.iter().all(|node| node.tone == Tone::Bad));
}

#[test]
fn a_chain_longer_than_the_limit_is_folded_by_runs() {
    let links: Vec<(usize, usize)> = (0..999).map(|at| (at, at + 1)).collect();
    let folded = fold(&graph(1_000, &links), Limits::default());
    assert_eq!((folded.nodes.len(), lots(&folded), folded.links.len()), (16, 1_000, 15));
    assert!(folded.links.iter().all(|link| link.from < link.to));
}

#[test]
fn sizes_of_different_units_are_not_added_up() {
    let mut mixed = graph(30, &[]);
    mixed.nodes[0].unit = "kg".into();
    let folded = fold(&mixed, Limits::default());
    let sum = folded.nodes.iter().find(|node| node.lots > 1).map(|node| (node.lots, node.size.text.as_str()));
    assert_eq!(sum, Some((19, "")));
}

#[test]
fn one_node_a_cycle_and_a_thousand_nodes_are_drawn() {
    let svg = |graph: &Genealogy, layout| draw(graph, layout, Lang::Zh).map(|canvas| canvas.finish("l"));
    assert!(draw(&Genealogy::default(), Layout::Wide, Lang::En).is_none());
    assert!(svg(&graph(1, &[]), Layout::Narrow).is_some_and(|one| one.contains(">L0</text>")));
    let cycle = svg(&graph(2, &[(0, 1), (1, 0)]), Layout::Wide).unwrap_or_default();
    assert!(cycle.matches("thread-back").count() == 2 && cycle.contains("L1 → L0"), "a line and its legend: {cycle}");
    for layout in [Layout::Wide, Layout::Narrow] {
        let large = svg(&tangle(1_000, 4_000, 5), layout).unwrap_or_default();
        assert!(large.contains("个批次") && large.len() < 200_000, "{}", large.len());
    }
}

#[test]
fn a_graph_too_wide_for_its_place_is_scrolled_and_long_names_are_whole_in_their_titles() {
    let mut chain = graph(8, &(0..7).map(|at| (at, at + 1)).collect::<Vec<_>>());
    chain.nodes[0].name = "PACK-2026-000000000000000000000-0001".into();
    let svg = |layout| draw(&chain, layout, Lang::En).map(|canvas| canvas.finish("l")).unwrap_or_default();
    for layout in [Layout::Wide, Layout::Narrow] {
        let svg = svg(layout);
        assert!(svg.contains(r#" class="broad" width=""#), "{svg}");
        assert!(svg.contains("PACK-2026-000000000000000000000-0001 · 0 pcs</title>"));
        assert!(!svg.contains(">PACK-2026-000000000000000000000-0001</text>") && svg.contains("…"));
    }
}
