//! Which layer a node stands in: one more than the deepest node that leads to it. It orders nothing inside a layer.

use crate::report::chart::Genealogy;

/// How a link is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// From left to right.
    Onward,
    /// From right to left, because it closes a cycle.
    Back,
    /// Not at all: it leads to itself or to nothing.
    Nowhere,
}

/// The layer of every node and the way of every link.
pub(super) struct Layering {
    pub(super) of: Vec<usize>,
    pub(super) ways: Vec<Way>,
}

/// Layers by the longest path, but none further left than [`crate::report::chart::Node::layer`] asks.
///
/// A link leads back when the layers asked for say so, or when it is the one that closes a cycle in a walk that goes
/// deep first, starts at nodes without a link to them, then at any other, and takes nodes and links in the order given.
pub(super) fn layers(graph: &Genealogy) -> Layering {
    let count = graph.nodes.len();
    let asked = |at: usize| graph.nodes.get(at).and_then(|node| node.layer);
    let mut ways: Vec<Way> = graph
        .links
        .iter()
        .map(|link| match (asked(link.from), asked(link.to)) {
            _ if link.from == link.to || link.from.max(link.to) >= count => Way::Nowhere,
            (Some(from), Some(to)) if from > to => Way::Back,
            _ => Way::Onward,
        })
        .collect();
    let next = onward(graph, &ways);
    for closing in closing_links(&next) {
        ways[closing] = Way::Back;
    }

    let mut after = vec![Vec::new(); count];
    let mut waiting = vec![0usize; count];
    for (link, way) in graph.links.iter().zip(&ways) {
        let (from, to) = match way {
            Way::Onward => (link.from, link.to),
            Way::Back => (link.to, link.from),
            Way::Nowhere => continue,
        };
        after[from].push(to);
        waiting[to] += 1;
    }
    let mut of: Vec<usize> = (0..count).map(|at| asked(at).unwrap_or(0)).collect();
    let mut ready: Vec<usize> = (0..count).filter(|&at| waiting[at] == 0).collect();
    while let Some(at) = ready.pop() {
        for &to in &after[at] {
            of[to] = of[to].max(of[at] + 1);
            waiting[to] -= 1;
            if waiting[to] == 0 {
                ready.push(to);
            }
        }
    }
    Layering { of: without_gaps(of), ways }
}

/// For every node the links that lead onward from it: position of the link, and where it leads.
fn onward(graph: &Genealogy, ways: &[Way]) -> Vec<Vec<(usize, usize)>> {
    let mut next = vec![Vec::new(); graph.nodes.len()];
    for (at, (link, way)) in graph.links.iter().zip(ways).enumerate() {
        if *way == Way::Onward {
            next[link.from].push((at, link.to));
        }
    }
    next
}

/// Links that lead to a node from which the walk is still on its way.
fn closing_links(next: &[Vec<(usize, usize)>]) -> Vec<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        No,
        OnTheWay,
        Done,
    }
    let mut reached = vec![false; next.len()];
    next.iter().flatten().for_each(|&(_, to)| reached[to] = true);
    let starts = (0..next.len()).filter(|&at| !reached[at]).chain((0..next.len()).filter(|&at| reached[at]));
    let mut seen = vec![Seen::No; next.len()];
    let mut closing = Vec::new();
    // A stack of its own: a chain of lots may be longer than the call stack is deep.
    let mut way: Vec<(usize, usize)> = Vec::new();
    for start in starts {
        if seen[start] == Seen::No {
            seen[start] = Seen::OnTheWay;
            way.push((start, 0));
        }
        while let Some((at, step)) = way.pop() {
            let Some(&(link, to)) = next[at].get(step) else {
                seen[at] = Seen::Done;
                continue;
            };
            way.push((at, step + 1));
            match seen[to] {
                Seen::No => {
                    seen[to] = Seen::OnTheWay;
                    way.push((to, 0));
                }
                Seen::OnTheWay => closing.push(link),
                Seen::Done => {}
            }
        }
    }
    closing
}

/// Numbers layers from 0 so that none is empty.
fn without_gaps(mut of: Vec<usize>) -> Vec<usize> {
    let mut used = of.clone();
    used.sort_unstable();
    used.dedup();
    for layer in &mut of {
        *layer = used.partition_point(|other| other < layer);
    }
    of
}

#[cfg(test)]
mod tests {
    use super::super::tests::graph;
    use super::*;

    #[test]
    fn the_longest_path_decides_and_a_wish_moves_to_the_right() {
        let mut chain = graph(5, &[(0, 1), (1, 2), (0, 2), (2, 3)]);
        assert_eq!(layers(&chain).of, [0, 1, 2, 3, 0]);
        chain.nodes[1].layer = Some(4);
        chain.nodes[4].layer = Some(9);
        assert_eq!(layers(&chain).of, [0, 1, 2, 3, 4], "gaps are closed");
    }

    #[test]
    fn the_link_that_closes_a_cycle_leads_back() {
        let cycle = layers(&graph(4, &[(0, 1), (1, 2), (2, 1), (2, 3), (3, 3), (3, 9)]));
        assert_eq!(cycle.of, [0, 1, 2, 3]);
        assert_eq!(cycle.ways, [Way::Onward, Way::Onward, Way::Back, Way::Onward, Way::Nowhere, Way::Nowhere]);
        assert_eq!(layers(&graph(3, &[(2, 0), (0, 1), (1, 2)])).ways, [Way::Back, Way::Onward, Way::Onward]);
    }

    #[test]
    fn layers_asked_for_decide_which_link_leads_back() {
        let mut pair = graph(2, &[(0, 1), (1, 0)]);
        pair.nodes[0].layer = Some(1);
        pair.nodes[1].layer = Some(0);
        assert_eq!(layers(&pair).ways, [Way::Back, Way::Onward]);
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let links: Vec<(usize, usize)> = (0..100_000).map(|at| (at, at + 1)).collect();
        assert_eq!(layers(&graph(100_001, &links)).of.last(), Some(&100_000));
    }
}
