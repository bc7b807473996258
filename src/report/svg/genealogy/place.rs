//! How far down every spot of a genealogy lies: near the middle of what it is linked with, in the order of its row,
//! with room between. It knows no columns.

use super::order::Arrangement;

/// Height of a node.
pub(super) const HEIGHT: f64 = 40.0;
/// Between the middles of two nodes, a node and a bend, two bends.
const APART: [f64; 3] = [HEIGHT + 14.0, HEIGHT / 2.0 + 14.0, 9.0];
/// Rounds of moving everything towards its neighbours.
const ROUNDS: usize = 12;

/// The middle of every spot below the upper edge, and the height of all.
pub(super) fn heights(arranged: &Arrangement, nodes: usize) -> (Vec<f64>, f64) {
    let mut middle = vec![0.0; arranged.neighbours.len()];
    let apart = |above: usize, below: usize| APART[usize::from(above >= nodes) + usize::from(below >= nodes)];
    let gaps: Vec<Vec<f64>> =
        arranged.rows.iter().map(|row| row.windows(2).map(|pair| apart(pair[0], pair[1])).collect()).collect();
    for (row, gaps) in arranged.rows.iter().zip(&gaps) {
        let start = -gaps.iter().sum::<f64>() / 2.0;
        settle(row, gaps, &mut middle, |_, _| start);
    }
    let last = arranged.rows.len().saturating_sub(1);
    for round in 0..ROUNDS {
        for step in 0..=last {
            let at = if round % 2 == 0 { step } else { last - step };
            let (Some(row), Some(gaps)) = (arranged.rows.get(at), gaps.get(at)) else { continue };
            settle(row, gaps, &mut middle, |spot, middle| {
                let [left, right] = &arranged.neighbours[spot];
                let near = left.iter().chain(right);
                let count = left.len() + right.len();
                let sum: f64 = near.map(|&other| middle[other]).sum();
                if count == 0 { middle[spot] } else { sum / count as f64 }
            });
        }
    }
    let (top, bottom) = middle.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(t, b), &y| (y.min(t), y.max(b)));
    if top > bottom {
        return (middle, 0.0);
    }
    middle.iter_mut().for_each(|y| *y += HEIGHT / 2.0 - top);
    (middle, bottom - top + HEIGHT)
}

/// Moves the spots of a row as near to where they wish to be as the gaps between them allow: least squares in a fixed
/// order, by pooling neighbours that get into each other's way. Ayer, Brunk, Ewing, Reid, Silverman, 1955.
fn settle(row: &[usize], gaps: &[f64], middle: &mut [f64], wish: impl Fn(usize, &[f64]) -> f64) {
    let mut offset = 0.0;
    let mut offsets = Vec::with_capacity(row.len());
    // Pools of spots that touch: sum of their wishes, and how many they are.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (&spot, gap) in row.iter().zip([0.0].iter().chain(gaps)) {
        offset += gap;
        offsets.push(offset);
        let mut pool = (wish(spot, middle) - offset, 1);
        while let Some(&(sum, count)) = pools.last()
            && sum / count as f64 >= pool.0 / pool.1 as f64
        {
            pool = (pool.0 + sum, pool.1 + count);
            pools.pop();
        }
        pools.push(pool);
    }
    let settled = pools.iter().flat_map(|&(sum, count)| std::iter::repeat_n(sum / count as f64, count));
    for ((&spot, offset), base) in row.iter().zip(offsets).zip(settled) {
        middle[spot] = base + offset;
    }
}

#[cfg(test)]
mod tests {
    use super::super::order::arrange;
    use super::super::tests::graph;
    use super::*;

    #[test]
    fn wishes_are_met_where_there_is_room() {
        let mut middle = vec![0.0; 3];
        settle(&[0, 1, 2], &[10.0, 10.0], &mut middle, |spot, _| [0.0, 30.0, 60.0][spot]);
        assert_eq!(middle, [0.0, 30.0, 60.0]);
        settle(&[0, 1, 2], &[10.0, 10.0], &mut middle, |_, _| 5.0);
        assert_eq!(middle, [-5.0, 5.0, 15.0], "centred on the common wish");
    }

    #[test]
    fn nodes_never_touch_and_a_parent_stands_amid_its_children() {
        let fan = graph(6, &[(0, 1), (0, 2), (0, 3), (0, 4), (4, 5), (0, 5)]);
        let arranged = arrange(&fan);
        let (middle, height) = heights(&arranged, 6);
        for row in &arranged.rows {
            for pair in row.windows(2) {
                let nodes = pair.iter().filter(|&&spot| spot < 6).count();
                let least = [9.0, HEIGHT / 2.0, HEIGHT][nodes];
                assert!(middle[pair[1]] - middle[pair[0]] >= least - 1e-9);
            }
        }
        assert!(middle.iter().all(|y| (0.0..=height).contains(y)));
        let children: Vec<f64> = (1..5).map(|at| middle[at]).collect();
        assert!(middle[0] > children.iter().copied().fold(f64::INFINITY, f64::min));
        assert!(middle[0] < children.iter().copied().fold(0.0, f64::max));
    }

    #[test]
    fn nothing_has_no_height() {
        assert_eq!(heights(&arrange(&graph(0, &[])), 0).1, 0.0);
        assert_eq!(heights(&arrange(&graph(1, &[])), 1), (vec![HEIGHT / 2.0], HEIGHT));
    }
}
