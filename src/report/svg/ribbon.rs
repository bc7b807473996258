//! Where the ribbons of a flow diagram start and end. Arithmetic only.

use crate::report::chart::{Flow, Move};

/// Height of all drawn movements together, before room for names.
const BODY_HEIGHT: f64 = 300.0;
/// At most so many ribbons are drawn.
const MOST: usize = 16;

/// One movement with its vertical places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ribbon {
    pub(super) step: Move,
    pub(super) thickness: f64,
    pub(super) left: f64,
    pub(super) right: f64,
}

/// One group, at the same height on both sides.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub(super) group: usize,
    pub(super) top: f64,
    pub(super) out_height: f64,
    pub(super) in_height: f64,
    /// All customers who left the group, drawn or not.
    pub(super) gone: u64,
    /// All customers who came to the group, drawn or not.
    pub(super) came: u64,
}

/// The finished arrangement.
#[derive(Debug, Default)]
pub(super) struct Arrangement {
    pub(super) ribbons: Vec<Ribbon>,
    pub(super) nodes: Vec<Node>,
    pub(super) height: f64,
    pub(super) stayed: u64,
    pub(super) rising: u64,
    pub(super) falling: u64,
    /// Movements too thin to draw, and their customers.
    pub(super) folded: (usize, u64),
}

/// Arranges the movements of `flow`; every group gets at least `slot` of height, and `gap` after it.
pub(super) fn arrange(flow: &Flow, slot: f64, gap: f64) -> Arrangement {
    let known = |step: &&Move| step.from < flow.groups.len() && step.to < flow.groups.len() && step.customers > 0;
    let (stays, mut moves): (Vec<Move>, Vec<Move>) = flow.moves.iter().filter(known).partition(|m| m.from == m.to);
    let sum = |moves: &[Move]| moves.iter().fold(0u64, |sum, m| sum.saturating_add(m.customers));
    let part = |keep: fn(&Move) -> bool| sum(&moves.iter().copied().filter(keep).collect::<Vec<_>>());
    let mut out = Arrangement {
        stayed: sum(&stays),
        rising: part(|m| m.to < m.from),
        falling: part(|m| m.to > m.from),
        ..Arrangement::default()
    };
    moves.sort_by_key(|m| (std::cmp::Reverse(m.customers), m.from, m.to));
    let all = moves.clone();
    let thin = moves.split_off(moves.len().min(MOST));
    out.folded = (thin.len(), sum(&thin));
    let drawn = sum(&moves) as f64;
    if drawn <= 0.0 {
        return out;
    }
    let thickness = |customers: u64| customers as f64 / drawn * BODY_HEIGHT;
    let mut y = 0.0;
    for group in 0..flow.groups.len() {
        let gone = |moves: &[Move]| sum(&moves.iter().copied().filter(|m| m.from == group).collect::<Vec<_>>());
        let came = |moves: &[Move]| sum(&moves.iter().copied().filter(|m| m.to == group).collect::<Vec<_>>());
        let (out_height, in_height) = (thickness(gone(&moves)), thickness(came(&moves)));
        if out_height + in_height <= 0.0 {
            continue;
        }
        out.nodes.push(Node { group, top: y, out_height, in_height, gone: gone(&all), came: came(&all) });
        y += out_height.max(in_height).max(slot) + gap;
    }
    out.height = y - gap;
    out.ribbons = ribbons(&moves, &out.nodes, thickness);
    out
}

/// Stacks the ribbons at both ends in the order of the groups they lead to, so that they cross as little as they can.
fn ribbons(moves: &[Move], nodes: &[Node], thickness: impl Fn(u64) -> f64) -> Vec<Ribbon> {
    let top = |group: usize| nodes.iter().find(|node| node.group == group).map_or(0.0, |node| node.top);
    let before = |step: &Move, same: fn(&Move) -> usize, other: fn(&Move) -> usize| -> f64 {
        let earlier = moves.iter().filter(|m| same(m) == same(step) && other(m) < other(step));
        earlier.map(|m| thickness(m.customers)).sum()
    };
    moves
        .iter()
        .map(|step| Ribbon {
            step: *step,
            thickness: thickness(step.customers),
            left: top(step.from) + before(step, |m| m.from, |m| m.to),
            right: top(step.to) + before(step, |m| m.to, |m| m.from),
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn flow(moves: &[(usize, usize, u64)]) -> Flow {
        let moves = moves.iter().map(|&(from, to, customers)| Move { from, to, customers }).collect();
        Flow { groups: (0..4).map(|n| n.to_string()).collect(), moves, ..Flow::default() }
    }

    #[test]
    fn every_customer_is_counted_once() {
        let drawn = arrange(&flow(&[(0, 0, 50), (0, 1, 10), (2, 0, 7), (1, 3, 3), (9, 0, 99)]), 14.0, 8.0);
        assert_eq!((drawn.stayed, drawn.rising, drawn.falling, drawn.folded), (50, 7, 13, (0, 0)));
        assert!((drawn.ribbons.iter().map(|r| r.thickness).sum::<f64>() - BODY_HEIGHT).abs() < 1e-9);
    }

    #[test]
    fn ribbons_of_a_group_touch_and_groups_do_not_overlap() {
        let drawn = arrange(&flow(&[(0, 1, 10), (0, 2, 30), (3, 2, 5)]), 14.0, 8.0);
        let first = drawn.ribbons.iter().find(|r| r.step.to == 1).unwrap();
        let second = drawn.ribbons.iter().find(|r| (r.step.from, r.step.to) == (0, 2)).unwrap();
        assert!((first.left + first.thickness - second.left).abs() < 1e-9);
        for pair in drawn.nodes.windows(2) {
            assert!(pair[0].top + pair[0].out_height.max(pair[0].in_height) < pair[1].top);
        }
    }

    #[test]
    fn thin_movements_are_folded_but_stay_in_the_counts_of_their_groups() {
        let groups: Vec<String> = (0..7).map(|n| n.to_string()).collect();
        let pairs = (0..7).flat_map(|from| (0..7).map(move |to| (from, to))).filter(|(from, to)| from != to);
        let moves = pairs.enumerate().map(|(at, (from, to))| Move { from, to, customers: 100 - at as u64 }).collect();
        let drawn = arrange(&Flow { groups, moves, ..Flow::default() }, 14.0, 8.0);
        // Sources 0 and 1 and part of 2 are drawn; 42 - 16 movements of 84 down to 59 customers are not.
        assert_eq!((drawn.ribbons.len(), drawn.folded), (16, (26, (59..=84).sum())));
        assert_eq!(
            drawn.nodes.iter().find(|node| node.group == 0).map(|node| node.came),
            Some(94 + 88 + 82 + 76 + 70 + 64)
        );
    }

    #[test]
    fn nothing_moves() {
        let still = arrange(&flow(&[(1, 1, 5)]), 14.0, 8.0);
        assert!(still.ribbons.is_empty() && still.nodes.is_empty() && still.stayed == 5);
    }
}
