//! The order inside the layers: neighbours near each other, few crossings. Every link that passes a layer gets a bend
//! there. Barycentre sweeps of Sugiyama, Tagawa, Toda: Methods for Visual Understanding of Hierarchical System
//! Structures, 1981. It gives no coordinates.

use super::layers::{Way, layers};
use crate::report::chart::Genealogy;

/// Sweeps to the right and to the left before the best order seen is taken.
const SWEEPS: usize = 24;

/// One link with everything it passes, from left to right: its left node, its bends, its right node.
pub(super) struct Thread {
    /// Position in [`Genealogy::links`].
    pub(super) link: usize,
    /// Whether it is read from left to right or back.
    pub(super) way: Way,
    /// Spots from left to right, one a layer.
    pub(super) spots: Vec<usize>,
}

/// Layers in order. A spot below the number of nodes is that node, any other is a bend.
pub(super) struct Arrangement {
    /// Spots of every layer from top to bottom.
    pub(super) rows: Vec<Vec<usize>>,
    /// All drawn links.
    pub(super) threads: Vec<Thread>,
    /// For every spot the spots it is linked with, in the layer to its left and in that to its right.
    pub(super) neighbours: Vec<[Vec<usize>; 2]>,
}

/// Side of a spot.
const LEFT: usize = 0;
const RIGHT: usize = 1;

/// Arranges `graph`; the same graph always gets the same arrangement.
pub(super) fn arrange(graph: &Genealogy) -> Arrangement {
    let layering = layers(graph);
    let depth = layering.of.iter().max().map_or(0, |deepest| deepest + 1);
    let mut rows = vec![Vec::new(); depth];
    for (node, &layer) in layering.of.iter().enumerate() {
        rows[layer].push(node);
    }
    let mut threads = Vec::new();
    let mut spots = graph.nodes.len();
    for (at, (link, way)) in graph.links.iter().zip(&layering.ways).enumerate() {
        let (left, right) = match way {
            Way::Onward => (link.from, link.to),
            Way::Back => (link.to, link.from),
            Way::Nowhere => continue,
        };
        let mut passed = vec![left];
        for row in &mut rows[layering.of[left] + 1..layering.of[right]] {
            row.push(spots);
            passed.push(spots);
            spots += 1;
        }
        passed.push(right);
        threads.push(Thread { link: at, way: *way, spots: passed });
    }
    let mut neighbours = vec![[Vec::new(), Vec::new()]; spots];
    for pair in threads.iter().flat_map(|thread| thread.spots.windows(2)) {
        neighbours[pair[0]][RIGHT].push(pair[1]);
        neighbours[pair[1]][LEFT].push(pair[0]);
    }
    let rows = untangled(rows, &neighbours);
    Arrangement { rows, threads, neighbours }
}

/// The order with the fewest crossings that the sweeps come by.
fn untangled(mut rows: Vec<Vec<usize>>, neighbours: &[[Vec<usize>; 2]]) -> Vec<Vec<usize>> {
    let mut best = rows.clone();
    let mut fewest = crossings(&rows, neighbours);
    for sweep in 0..SWEEPS {
        let side = if sweep % 2 == 0 { LEFT } else { RIGHT };
        let inner = 1..rows.len();
        let order: Vec<usize> =
            if side == LEFT { inner.collect() } else { inner.rev().map(|layer| layer - 1).collect() };
        for layer in order {
            let fixed = if side == LEFT { layer - 1 } else { layer + 1 };
            let places = places(&rows[fixed], neighbours.len());
            sort_by_barycentre(&mut rows[layer], side, neighbours, &places);
        }
        let now = crossings(&rows, neighbours);
        if now < fewest {
            (fewest, best) = (now, rows.clone());
        }
        if fewest == 0 {
            break;
        }
    }
    best
}

/// Sorts a row by the mean place of its neighbours; what has none keeps its place.
fn sort_by_barycentre(row: &mut [usize], side: usize, neighbours: &[[Vec<usize>; 2]], places: &[usize]) {
    let mean = |(at, &spot): (usize, &usize)| {
        let near = &neighbours[spot][side];
        let sum: usize = near.iter().map(|&other| places[other]).sum();
        if near.is_empty() { at as f64 } else { sum as f64 / near.len() as f64 }
    };
    let mut keyed: Vec<(f64, usize)> = row.iter().enumerate().map(|entry| (mean(entry), *entry.1)).collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (place, (_, spot)) in row.iter_mut().zip(keyed) {
        *place = spot;
    }
}

/// Place of every spot in its row; zero for spots of other rows.
fn places(row: &[usize], spots: usize) -> Vec<usize> {
    let mut places = vec![0; spots];
    row.iter().enumerate().for_each(|(at, &spot)| places[spot] = at);
    places
}

/// How many pairs of links between neighbouring layers cross.
fn crossings(rows: &[Vec<usize>], neighbours: &[[Vec<usize>; 2]]) -> usize {
    let between = |row: &Vec<usize>, next: &Vec<usize>| {
        let places = places(next, neighbours.len());
        let mut ends: Vec<usize> = Vec::new();
        let mut crossed = 0;
        for &spot in row {
            let mut own: Vec<usize> = neighbours[spot][RIGHT].iter().map(|&other| places[other]).collect();
            own.sort_unstable();
            // `ends` is sorted: all links from above that end further down are crossed.
            crossed += own.iter().map(|end| ends.len() - ends.partition_point(|other| other <= end)).sum::<usize>();
            ends.extend(own);
            ends.sort_unstable();
        }
        crossed
    };
    rows.iter().zip(rows.iter().skip(1)).map(|(row, next)| between(row, next)).sum()
}

#[cfg(test)]
mod tests {
    use super::super::tests::graph;
    use super::*;

    #[test]
    fn crossings_that_can_be_avoided_are_avoided() {
        // Two rows crossed at first: 0-5, 1-4, 2-3.
        let arranged = arrange(&graph(6, &[(0, 5), (1, 4), (2, 3)]));
        assert_eq!(crossings(&arranged.rows, &arranged.neighbours), 0);
        assert_eq!(arranged.rows[0].len() + arranged.rows[1].len(), 6);
    }

    #[test]
    fn crossings_are_counted() {
        let arranged = arrange(&graph(4, &[(0, 2), (0, 3), (1, 2), (1, 3)]));
        assert_eq!(crossings(&arranged.rows, &arranged.neighbours), 1, "two by two cannot do without");
    }

    #[test]
    fn a_link_bends_in_every_layer_it_passes() {
        let arranged = arrange(&graph(4, &[(0, 1), (1, 2), (2, 3), (0, 3), (3, 0)]));
        let spots: Vec<usize> = arranged.threads.iter().map(|thread| thread.spots.len()).collect();
        assert_eq!(spots, [2, 2, 2, 4, 4]);
        assert_eq!(arranged.threads[4].way, Way::Back);
        assert_eq!(arranged.rows.iter().map(Vec::len).collect::<Vec<_>>(), [1, 3, 3, 1]);
    }

    #[test]
    fn nothing_to_arrange() {
        assert!(arrange(&Genealogy::default()).rows.is_empty());
    }
}
