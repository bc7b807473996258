//! Among suspicious sets that share builds, the causes: chosen one by one, each tested within the levels of those
//! before, and checked again at the end within the levels of all others. It knows no figure but the p-value.

use std::cmp::Ordering;

use super::strata::{Scene, Strata};
use crate::models::lot_signals::exact::ln_p_within_strata;

/// More causes than this are not sought among sets that share builds.
const MOST_CAUSES: usize = 64;

/// Orders logarithms of p-values; those that rounding may have parted are equal.
pub(super) fn compare_evidence(one: f64, other: f64) -> Ordering {
    let coarse = |ln_p: f64| (ln_p * 1e6).round();
    coarse(one).total_cmp(&coarse(other))
}

/// Sets that share builds, directly or through others.
pub(super) struct Cluster {
    pub(super) scene: Scene,
    /// The builds of each set, ascending.
    pub(super) sets: Vec<Vec<u32>>,
    /// The k-th cause needs a p-value of at most k times e to this.
    pub(super) ln_limit: f64,
}

impl Cluster {
    /// Causes as positions of sets, in the order in which they were found.
    pub(super) fn causes(&self) -> Vec<usize> {
        let mut causes: Vec<usize> = Vec::new();
        let mut strata = Strata::undivided(&self.scene);
        let plain: Vec<f64> = (0..self.sets.len()).map(|set| self.ln_p(&strata, set).unwrap_or(0.0)).collect();
        while causes.len() < MOST_CAUSES {
            let open = (0..self.sets.len()).filter(|set| !causes.contains(set));
            let tested = open.filter_map(|set| Some((self.ln_p(&strata, set)?, set)));
            // Of equals the one with the stronger plain evidence: the component rather than one of its lots.
            let rank = |a: &(f64, usize), b: &(f64, usize)| {
                compare_evidence(a.0, b.0).then(compare_evidence(plain[a.1], plain[b.1])).then(a.1.cmp(&b.1))
            };
            let Some((ln_p, best)) = tested.min_by(rank) else { break };
            if ln_p > self.limit(causes.len() + 1) {
                break;
            }
            causes.push(best);
            strata.divide(&self.scene, &self.sets[best]);
        }
        self.without_the_explained(causes)
    }

    /// Drops, the weakest first, causes that the others explain after all.
    fn without_the_explained(&self, mut causes: Vec<usize>) -> Vec<usize> {
        while causes.len() > 1 {
            let adjusted =
                causes.iter().map(|cause| self.ln_p(&self.divided_by_others(&causes, *cause), *cause).unwrap_or(0.0));
            let weakest = adjusted.enumerate().max_by(|a, b| compare_evidence(a.1, b.1));
            match weakest {
                Some((at, ln_p)) if ln_p > self.limit(causes.len()) => causes.remove(at),
                _ => break,
            };
        }
        causes
    }

    /// The builds divided by all `causes` but one.
    pub(super) fn divided_by_others(&self, causes: &[usize], but: usize) -> Strata {
        let mut strata = Strata::undivided(&self.scene);
        let others = causes.iter().filter(|cause| **cause != but);
        others.for_each(|cause| strata.divide(&self.scene, &self.sets[*cause]));
        strata
    }

    pub(super) fn ln_p(&self, strata: &Strata, set: usize) -> Option<f64> {
        ln_p_within_strata(&strata.compare(&self.scene, &self.sets[set]))
    }

    fn limit(&self, causes: usize) -> f64 {
        self.ln_limit + (causes as f64).ln()
    }

    /// Failures in the builds that contain both sets; `None` when no build does.
    pub(super) fn shared_failures(&self, one: usize, other: usize) -> Option<u64> {
        let (one, other) = (&self.sets[one], &self.sets[other]);
        let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
        let shared = few.iter().filter(|build| many.binary_search(build).is_ok());
        shared.map(|build| self.scene.builds[*build as usize].failures).reduce(|a, b| a + b)
    }
}
