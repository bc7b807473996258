//! The silhouette of a partition: how much nearer each point is to its own cluster than to the next one.

/// Mean silhouette width (Rousseeuw, J. Comput. Appl. Math. 20 (1987) 53–65) of points given row by row, `width`
/// values each, with Euclidean distances: for a point, a = mean distance to the others of its cluster, b = the smallest
/// mean distance to another cluster, s = (b − a) / max(a, b), and s = 0 for a point alone in its cluster.
///
/// `labels` are below `clusters`. 0 when fewer than two clusters have points. The cost is quadratic in the points.
pub(super) fn silhouette(points: &[f64], width: usize, labels: &[usize], clusters: usize) -> f64 {
    let rows: Vec<&[f64]> = points.chunks_exact(width.max(1)).collect();
    let mut sizes = vec![0_usize; clusters];
    labels.iter().for_each(|label| sizes[*label] += 1);
    let mut total = 0.0;
    for (point, &own) in rows.iter().zip(labels) {
        let mut sums = vec![0.0; clusters];
        for (other, label) in rows.iter().zip(labels) {
            sums[*label] += squared_distance(point, other).sqrt();
        }
        let others = (0..clusters).filter(|at| *at != own && sizes[*at] > 0);
        let nearest = others.map(|at| sums[at] / sizes[at] as f64).min_by(f64::total_cmp);
        if let (Some(b), 2..) = (nearest, sizes[own]) {
            let a = sums[own] / (sizes[own] - 1) as f64;
            total += if a.max(b) > 0.0 { (b - a) / a.max(b) } else { 0.0 };
        }
    }
    if rows.is_empty() { 0.0 } else { total / rows.len() as f64 }
}

/// Squared Euclidean distance of two points.
pub(super) fn squared_distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: 0 and 1 against 5: s(0) = (5 − 1) / 5, s(1) = (4 − 1) / 4, the single 5 counts 0.
    #[test]
    fn three_points_on_a_line() {
        let got = silhouette(&[0.0, 1.0, 5.0], 1, &[0, 0, 1], 2);
        assert!((got - (0.8 + 0.75) / 3.0).abs() < 1e-15);
    }

    /// By hand, in the plane: a pair one apart, b = (3 + √10) / 2 for all four corners of a 1 × 3 rectangle.
    #[test]
    fn the_corners_of_a_rectangle() {
        let got = silhouette(&[0.0, 0.0, 0.0, 1.0, 3.0, 0.0, 3.0, 1.0], 2, &[0, 0, 1, 1], 2);
        let b = (3.0 + 10.0_f64.sqrt()) / 2.0;
        assert!((got - (b - 1.0) / b).abs() < 1e-15);
        let wrong = silhouette(&[0.0, 0.0, 0.0, 1.0, 3.0, 0.0, 3.0, 1.0], 2, &[0, 1, 0, 1], 2);
        assert!(wrong < 0.0);
    }

    #[test]
    fn no_width_without_two_clusters() {
        assert_eq!(silhouette(&[], 1, &[], 3), 0.0);
        assert_eq!(silhouette(&[1.0, 2.0], 1, &[2, 2], 3), 0.0);
        assert_eq!(silhouette(&[1.0, 1.0, 1.0, 1.0], 1, &[0, 0, 1, 1], 2), 0.0);
    }
}
