//! The whole of clustering: standardise, sample, try each k, take the best, assign everybody, order the clusters.
//! The steps themselves lie in the neighbouring files.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::describe::{Trait, traits};
use super::error::ClusterError;
use super::features::{Transform, standardise};
use super::partition::{Partition, nearest, partition};
use super::silhouette::silhouette;
use crate::labels::Label;

/// At most so many rows are fitted; the others go to their nearest centroid. Fitting is what takes the time: five
/// starts for each of seven numbers of clusters take seconds with 5,000 rows of six features, half a minute with 20,000
/// when there are no groups, and the centroids hardly differ: a cluster mean from a thousand rows is known to 3 % of a
/// standard deviation.
pub const FITTED_ROWS: usize = 5_000;

/// At most so many of the fitted rows enter a silhouette.
pub const SILHOUETTE_ROWS: usize = 2_000;

const MOST_CLUSTERS: usize = 8;

/// How many clusters there are to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The number in 2..=8 with the largest silhouette, the smaller one among equals.
    BestSilhouette,
    /// This number, 2..=8.
    Exactly(usize),
}

/// How clear the clusters are, by the bands that Kaufman and Rousseeuw (Finding Groups in Data, 1990) give for
/// the mean silhouette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Structure {
    /// Below 0.25.
    NoClearGroups,
    /// 0.25 to 0.50.
    Weak,
    /// Above 0.50, to 0.70.
    Reasonable,
    /// Above 0.70.
    Strong,
}

/// The result for one number of clusters, on the fitted rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    /// Number of clusters.
    pub clusters: usize,
    /// Mean silhouette, −1 to 1, on the sampled rows.
    pub silhouette: f64,
    /// Sum of squared distances from the centroids, in standardised units.
    pub inertia: f64,
}

/// One cluster.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Number of rows.
    pub size: usize,
    /// Centroid in standardised units, one value for each feature that varies.
    pub centroid: Vec<f64>,
    /// The three features by which it stands out most.
    pub traits: Vec<Trait>,
}

/// The clusters of all rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Clustering {
    /// Cluster of each row: a position in `clusters`.
    pub assignments: Vec<usize>,
    /// The clusters, largest first; among equals, the smaller centroid first, feature by feature.
    pub clusters: Vec<Cluster>,
    /// Features left out because they do not vary, by position in the input.
    pub constant_features: Vec<usize>,
    /// Every number of clusters tried, ascending.
    pub tried: Vec<Trial>,
    /// The trial that was chosen.
    pub chosen: Trial,
    /// How clear the clusters are.
    pub structure: Structure,
    /// Rows fitted.
    pub fitted_rows: usize,
    /// Rows on which the silhouettes rest.
    pub silhouette_rows: usize,
}

/// Clusters rows of features, given row by row with one value for each transform. `seed` decides the samples and the
/// starts; the order of the rows matters only where there is more than one answer or rows are sampled.
pub fn cluster(raw: &[f64], transforms: &[Transform], choice: Choice, seed: u64) -> Result<Clustering, ClusterError> {
    let counts = match choice {
        Choice::BestSilhouette => 2..=MOST_CLUSTERS,
        Choice::Exactly(clusters) if (2..=MOST_CLUSTERS).contains(&clusters) => clusters..=clusters,
        Choice::Exactly(clusters) => return Err(ClusterError::Count { clusters }),
    };
    let table = standardise(raw, transforms)?;
    let width = table.kept.len();
    let rows: Vec<&[f64]> = table.values.chunks_exact(width.max(1)).collect();
    let fitted = sample(&rows, FITTED_ROWS, seed);
    // Customers who are alike in every feature leave no feature that varies, and are one.
    let different = different_rows(&fitted, *counts.end()).max(usize::from(!raw.is_empty()));
    let needed = *counts.start();
    if different < needed {
        return Err(ClusterError::TooFewRows { different, needed });
    }

    let points = fitted.concat();
    let positions: Vec<usize> = (0..fitted.len()).collect();
    let seen = sample(&positions, SILHOUETTE_ROWS, seed);
    let seen_points: Vec<f64> = seen.iter().flat_map(|at| fitted[*at].iter().copied()).collect();
    let mut tried = Vec::new();
    let mut best: Option<(Trial, Partition)> = None;
    for clusters in counts.take_while(|clusters| *clusters <= different) {
        let Some(found) = partition(&points, width, clusters, seed) else { continue };
        let labels: Vec<usize> = seen.iter().map(|at| found.labels[*at]).collect();
        let silhouette = silhouette(&seen_points, width, &labels, clusters);
        let trial = Trial { clusters, silhouette, inertia: found.inertia };
        tried.push(trial);
        if best.as_ref().is_none_or(|(known, _)| silhouette > known.silhouette) {
            best = Some((trial, found));
        }
    }
    let (chosen, found) = best.ok_or(ClusterError::TooFewRows { different, needed })?;

    let raw_rows: Vec<&[f64]> = raw.chunks_exact(transforms.len()).collect();
    let (assignments, centroids) = assign(&rows, found.centroids);
    let describe = |(at, centroid): (usize, Vec<f64>)| {
        let members: Vec<usize> = (0..rows.len()).filter(|row| assignments[*row] == at).collect();
        let raw: Vec<&[f64]> = members.iter().map(|row| raw_rows[*row]).collect();
        let standardised: Vec<&[f64]> = members.iter().map(|row| rows[*row]).collect();
        Cluster { size: members.len(), centroid, traits: traits(&raw, &standardised, &table.kept) }
    };
    let clusters = centroids.into_iter().enumerate().map(describe).collect();
    Ok(Clustering {
        assignments,
        clusters,
        constant_features: table.constant,
        tried,
        chosen,
        structure: Structure::of(chosen.silhouette),
        fitted_rows: fitted.len(),
        silhouette_rows: seen.len(),
    })
}

/// All items, or `most` of them drawn at random with a fixed seed, in their own order.
fn sample<T: Copy>(items: &[T], most: usize, seed: u64) -> Vec<T> {
    if items.len() <= most {
        return items.to_vec();
    }
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut drawn = rand::seq::index::sample(&mut random, items.len(), most).into_vec();
    drawn.sort_unstable();
    drawn.into_iter().map(|at| items[at]).collect()
}

/// The number of different rows, not counted beyond `enough`.
fn different_rows(rows: &[&[f64]], enough: usize) -> usize {
    let mut known: Vec<&[f64]> = Vec::new();
    for row in rows {
        if known.len() < enough && !known.contains(row) {
            known.push(row);
        }
    }
    known.len()
}

/// Every row to its nearest centroid, and the clusters in their final order; a cluster nobody belongs to is dropped.
fn assign(rows: &[&[f64]], centroids: Vec<Vec<f64>>) -> (Vec<usize>, Vec<Vec<f64>>) {
    let labels: Vec<usize> = rows.iter().map(|row| nearest(row, &centroids)).collect();
    let mut sizes = vec![0_usize; centroids.len()];
    labels.iter().for_each(|label| sizes[*label] += 1);
    let mut order: Vec<usize> = (0..centroids.len()).filter(|at| sizes[*at] > 0).collect();
    let by_value = |a: &[f64], b: &[f64]| {
        a.iter().zip(b).map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
    };
    order.sort_by(|a, b| sizes[*b].cmp(&sizes[*a]).then_with(|| by_value(&centroids[*a], &centroids[*b])));
    let mut place = vec![0; centroids.len()];
    order.iter().enumerate().for_each(|(at, old)| place[*old] = at);
    let assignments = labels.into_iter().map(|label| place[label]).collect();
    (assignments, order.iter().map(|old| centroids[*old].clone()).collect())
}

const NO_CLEAR_GROUPS: Label = Label::new("no clear groups", "没有清晰的分群");
const WEAK: Label = Label::new("weak groups", "分群较弱");
const REASONABLE: Label = Label::new("reasonable groups", "分群较合理");
const STRONG: Label = Label::new("strong groups", "分群清晰");

impl Structure {
    fn of(silhouette: f64) -> Structure {
        match silhouette {
            width if width < 0.25 => Structure::NoClearGroups,
            width if width <= 0.5 => Structure::Weak,
            width if width <= 0.7 => Structure::Reasonable,
            _ => Structure::Strong,
        }
    }

    /// The verdict in words.
    pub fn label(self) -> Label {
        match self {
            Structure::NoClearGroups => NO_CLEAR_GROUPS,
            Structure::Weak => WEAK,
            Structure::Reasonable => REASONABLE,
            Structure::Strong => STRONG,
        }
    }
}
