//! The builds of one cluster divided by which of some sets they contain. It tests nothing itself.

use crate::models::lot_signals::exact::Stratum;
use crate::models::lot_signals::group::Group;

const NOTHING: Group = Group { failures: 0, exposure: 0.0 };

/// Builds of a cluster, by position, and all builds outside of it together.
pub(super) struct Scene {
    pub(super) builds: Vec<Group>,
    pub(super) outside: Group,
}

/// A division of all builds; those outside of the cluster contain none of its sets and stay in the first stratum.
#[derive(Clone)]
pub(super) struct Strata {
    /// Stratum of each build of the cluster.
    of_build: Vec<u32>,
    totals: Vec<Group>,
}

impl Strata {
    /// All builds in one stratum.
    pub(super) fn undivided(scene: &Scene) -> Strata {
        let mut strata = Strata { of_build: vec![0; scene.builds.len()], totals: vec![NOTHING] };
        strata.add_up(scene);
        strata
    }

    /// Divides every stratum into the builds in `inside` and the others.
    pub(super) fn divide(&mut self, scene: &Scene, inside: &[u32]) {
        let mut new_of = vec![None; self.totals.len()];
        for build in inside {
            let stratum = &mut self.of_build[*build as usize];
            let next = self.totals.len() as u32;
            let new = *new_of[*stratum as usize].get_or_insert(next);
            if new == next {
                self.totals.push(NOTHING);
            }
            *stratum = new;
        }
        self.add_up(scene);
    }

    /// Sums anew, as differences would leave rounding behind.
    fn add_up(&mut self, scene: &Scene) {
        self.totals.fill(NOTHING);
        self.totals[0] = scene.outside;
        for (stratum, group) in self.of_build.iter().zip(&scene.builds) {
            let total = &mut self.totals[*stratum as usize];
            *total = sum(*total, group);
        }
    }

    /// The builds in `inside` against the others, stratum by stratum.
    pub(super) fn compare(&self, scene: &Scene, inside: &[u32]) -> Vec<Stratum> {
        let mut parts: Vec<(u32, Group)> =
            inside.iter().map(|build| (self.of_build[*build as usize], scene.builds[*build as usize])).collect();
        parts.sort_by_key(|(stratum, _)| *stratum);
        let compare = |part: &[(u32, Group)]| {
            let all = self.totals[part[0].0 as usize];
            let Group { failures, exposure } = part.iter().fold(NOTHING, |total, (_, group)| sum(total, group));
            let rest = all.exposure - exposure;
            // What is left by rounding is no exposure.
            let rest_exposure = if rest > 1e-12 * all.exposure { rest } else { 0.0 };
            Stratum { failures, exposure, rest_failures: all.failures - failures, rest_exposure }
        };
        parts.chunk_by(|a, b| a.0 == b.0).map(compare).collect()
    }
}

fn sum(a: Group, b: &Group) -> Group {
    Group { failures: a.failures + b.failures, exposure: a.exposure + b.exposure }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divided_by_hand() {
        let group = |failures, exposure| Group { failures, exposure };
        let scene = Scene { builds: vec![group(1, 10.0), group(2, 20.0), group(4, 40.0)], outside: group(8, 80.0) };
        let mut strata = Strata::undivided(&scene);
        let all = Stratum { failures: 3, exposure: 30.0, rest_failures: 12, rest_exposure: 120.0 };
        assert_eq!(strata.compare(&scene, &[0, 1]), [all]);
        strata.divide(&scene, &[1, 2]);
        let without = Stratum { failures: 1, exposure: 10.0, rest_failures: 8, rest_exposure: 80.0 };
        let within = Stratum { failures: 2, exposure: 20.0, rest_failures: 4, rest_exposure: 40.0 };
        assert_eq!(strata.compare(&scene, &[0, 1]), [without, within]);
        let alone = Stratum { failures: 6, exposure: 60.0, rest_failures: 0, rest_exposure: 0.0 };
        assert_eq!(strata.compare(&scene, &[1, 2]), [alone]);
    }
}
