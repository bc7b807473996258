//! Curves cut off where the plot ends. Works in places on the sheet.

/// The parts of a curve between `top` and `bottom`, cut at the very edge. Places that are no numbers are skipped.
pub(super) fn within(curve: &[[f64; 2]], top: f64, bottom: f64) -> Vec<Vec<[f64; 2]>> {
    let finite: Vec<[f64; 2]> = curve.iter().copied().filter(|at| at.iter().all(|v| v.is_finite())).collect();
    let mut out: Vec<Vec<[f64; 2]>> = Vec::new();
    for pair in finite.windows(2) {
        let [Some(from), Some(to)] = cut([pair[0], pair[1]], top, bottom) else { continue };
        match out.last_mut() {
            Some(run) if run.last() == Some(&from) => run.push(to),
            _ => out.push(vec![from, to]),
        }
    }
    out
}

/// The part of one straight piece between the edges.
fn cut([from, to]: [[f64; 2]; 2], top: f64, bottom: f64) -> [Option<[f64; 2]>; 2] {
    if from[1].max(to[1]) < top || from[1].min(to[1]) > bottom {
        return [None, None];
    }
    let at = |y: f64| [from[0] + (to[0] - from[0]) * (y - from[1]) / (to[1] - from[1]), y];
    [from, to].map(|end| match end[1] {
        y if y < top => Some(at(top)),
        y if y > bottom => Some(at(bottom)),
        _ => Some(end),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_cut_at_the_edge_and_goes_on_where_it_comes_back() {
        let curve = [[0.0, -10.0], [10.0, 10.0], [20.0, 10.0], [30.0, -10.0], [40.0, -10.0], [50.0, 10.0]];
        let parts = within(&curve, 0.0, 100.0);
        assert_eq!(parts[0], [[5.0, 0.0], [10.0, 10.0], [20.0, 10.0], [25.0, 0.0]]);
        assert_eq!(parts[1], [[45.0, 0.0], [50.0, 10.0]]);
        assert_eq!(parts.len(), 2);
    }

    #[test]
    fn what_lies_outside_or_is_no_number_is_not_drawn() {
        assert!(within(&[[0.0, -9.0], [9.0, -1.0]], 0.0, 10.0).is_empty());
        assert_eq!(within(&[[0.0, 1.0], [f64::NAN, 2.0], [9.0, 3.0]], 0.0, 10.0), [[[0.0, 1.0], [9.0, 3.0]]]);
        assert_eq!(within(&[[0.0, 20.0], [10.0, -20.0]], 0.0, 10.0), [[[2.5, 10.0], [5.0, 0.0]]]);
    }
}
