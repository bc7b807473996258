//! One k-means partition for a given k. The algorithm is smartcore's; this file guards its inputs and keeps the best of
//! several starts.

use smartcore::cluster::kmeans::{KMeans, KMeansParameters};
use smartcore::linalg::basic::matrix::DenseMatrix;

use super::silhouette::squared_distance;

/// Random starts tried for each k.
const STARTS: u64 = 5;

/// Lloyd iterations allowed. Groups that exist are found in a few dozen; where there are none, hundreds would be spent
/// on differences in the fourth digit of the inertia.
const ITERATIONS: usize = 50;

/// A partition of the fitted rows.
pub(super) struct Partition {
    /// Centroids in standardised units.
    pub(super) centroids: Vec<Vec<f64>>,
    /// Cluster of each row.
    pub(super) labels: Vec<usize>,
    /// Sum of squared distances of the rows from their centroids.
    pub(super) inertia: f64,
}

/// The partition into `clusters` with the smallest inertia among several starts from k-means++ (Arthur and
/// Vassilvitskii 2007), seeds `seed`, `seed` + 1 and so on. `points` holds at least `clusters` different rows of
/// `width` finite values each. `None` when no start gave `clusters` non-empty clusters.
pub(super) fn partition(points: &[f64], width: usize, clusters: usize, seed: u64) -> Option<Partition> {
    let rows = points.len().checked_div(width)?;
    if rows < clusters {
        return None;
    }
    let matrix = DenseMatrix::new(rows, width, points.to_vec(), false).ok()?;
    let starts = (0..STARTS).filter_map(|start| {
        let seed = Some(seed.wrapping_add(start));
        let fitted = KMeans::fit(&matrix, KMeansParameters { k: clusters, max_iter: ITERATIONS, seed }).ok()?;
        let labels: Vec<usize> = fitted.predict(&matrix).ok()?;
        measured(points, width, clusters, labels)
    });
    starts.reduce(|best, next| if next.inertia < best.inertia { next } else { best })
}

/// Centroids and inertia of a labelling; smartcore keeps its own centroids to itself. `None` when a cluster is empty.
fn measured(points: &[f64], width: usize, clusters: usize, labels: Vec<usize>) -> Option<Partition> {
    let mut sizes = vec![0_usize; clusters];
    let mut centroids = vec![vec![0.0; width]; clusters];
    for (row, label) in points.chunks_exact(width).zip(&labels) {
        *sizes.get_mut(*label)? += 1;
        centroids.get_mut(*label)?.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
    }
    if sizes.contains(&0) {
        return None;
    }
    for (centroid, size) in centroids.iter_mut().zip(sizes) {
        centroid.iter_mut().for_each(|sum| *sum /= size as f64);
    }
    let distance = |(row, label): (&[f64], &usize)| squared_distance(row, &centroids[*label]);
    let inertia = points.chunks_exact(width).zip(&labels).map(distance).sum();
    Some(Partition { centroids, labels, inertia })
}

/// Position of the centroid nearest to `row`, the first of equals.
pub(super) fn nearest(row: &[f64], centroids: &[Vec<f64>]) -> usize {
    let distances = centroids.iter().map(|centroid| squared_distance(row, centroid)).enumerate();
    distances.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(at, _)| at)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_best_partition_of_a_line() {
        // By hand: {0, 1, 2} and {10, 12}: centroids 1 and 11, inertia 2 + 2.
        let found = partition(&[0.0, 10.0, 1.0, 12.0, 2.0], 1, 2, 7).unwrap();
        let mut centroids = found.centroids.concat();
        centroids.sort_by(f64::total_cmp);
        assert_eq!((centroids, found.inertia), (vec![1.0, 11.0], 4.0));
        assert!(found.labels[0] == found.labels[2] && found.labels[1] == found.labels[3]);
        assert_ne!(found.labels[0], found.labels[1]);
        assert_eq!(nearest(&[6.0], &found.centroids), 0);
    }

    #[test]
    fn more_clusters_than_different_rows_is_no_partition() {
        assert!(partition(&[1.0, 1.0, 2.0, 2.0], 1, 3, 0).is_none());
        assert!(partition(&[1.0, 1.0, 2.0, 2.0], 1, 2, 0).is_some());
        assert!(partition(&[], 1, 2, 0).is_none());
    }
}
