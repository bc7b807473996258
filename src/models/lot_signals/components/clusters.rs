//! Suspicious sets gathered by the builds that they share. It tests nothing.

use super::builds::Builds;
use super::selection::Cluster;
use super::sets::Sets;
use super::strata::Scene;
use crate::models::lot_signals::group::Group;

/// Divides `suspicious` sets, ascending, into groups that share builds, directly or through others. Each is ascending,
/// and they come in the order of their first sets.
pub(super) fn clusters(builds: &Builds<'_>, sets: &Sets, suspicious: &[usize]) -> Vec<Vec<usize>> {
    // Union-find over positions, with the lowest one as the root.
    let mut parent: Vec<usize> = (0..suspicious.len()).collect();
    let mut first_in = vec![None; builds.len()];
    for (at, set) in suspicious.iter().enumerate() {
        for build in sets.builds(*set) {
            let first = *first_in[*build as usize].get_or_insert(at);
            let (one, other) = (root(&mut parent, first), root(&mut parent, at));
            parent[one.max(other)] = one.min(other);
        }
    }
    let mut clusters: Vec<Vec<usize>> = vec![Vec::new(); suspicious.len()];
    for (at, set) in suspicious.iter().enumerate() {
        clusters[root(&mut parent, at)].push(*set);
    }
    clusters.retain(|cluster| !cluster.is_empty());
    clusters
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// What the search for causes needs to know of some sets.
pub(super) fn cluster(builds: &Builds<'_>, sets: &Sets, members: &[usize], ln_limit: f64) -> Cluster {
    let mut inside: Vec<u32> = members.iter().flat_map(|set| sets.builds(*set)).copied().collect();
    inside.sort_unstable();
    inside.dedup();
    let (all, sum) = (builds.all(), builds.sum(&inside));
    let rest = all.exposure - sum.exposure;
    // What is left by rounding is no exposure.
    let exposure = if rest > 1e-12 * all.exposure { rest } else { 0.0 };
    let outside = Group { failures: all.failures - sum.failures, exposure };
    let place = |build: &u32| inside.partition_point(|other| other < build) as u32;
    Cluster {
        sets: members.iter().map(|set| sets.builds(*set).iter().map(place).collect()).collect(),
        scene: Scene { builds: inside.iter().map(|build| builds.group(*build)).collect(), outside },
        ln_limit,
    }
}
