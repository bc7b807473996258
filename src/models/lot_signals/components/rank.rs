//! The ranking: every set tested by itself, the suspicious ones again within the levels of the causes. The search for
//! the causes is in `selection`.

use rayon::prelude::*;

use super::builds::Builds;
use super::clusters::{cluster, clusters};
use super::selection::{Cluster, compare_evidence};
use super::sets::Sets;
use super::strata::Strata;
use crate::models::lot_signals::exact::{Alternative, RateTest, against_rest, ln_p_against_rest, within_strata};
use crate::models::lot_signals::group::Group;
use crate::numerics::q_value::q_values;

/// A cause whose p-value within the levels of another candidate lies above this cannot be told from it.
const CONFOUNDED_ABOVE: f64 = 0.05;

/// What a suspicious set is, in the light of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It stays suspicious within the levels of all other causes.
    Cause,
    /// It and the cause named explain each other: these data cannot tell which of the two it is.
    Confounded {
        /// Lowest candidate of the cause.
        with: u32,
    },
    /// Within the levels of the cause named nothing is left of it.
    Explained {
        /// Lowest candidate of the cause.
        by: u32,
    },
    /// Nothing explains it, and yet it is not sure enough.
    Unconfirmed,
}

/// A suspicious set of candidates.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Candidates that are always together, ascending; more than one cannot be told apart.
    pub candidates: Vec<u32>,
    /// Number of builds that contain it.
    pub builds: usize,
    /// Failures and exposure of all of these.
    pub counted: Group,
    /// Against all other builds, for a higher rate.
    pub test: RateTest,
    /// q-value of this test among all sets.
    pub q_value: f64,
    /// The same within the levels of the other causes; `None` when nothing is left to compare within them.
    pub adjusted: Option<RateTest>,
    /// q-value among all sets, with the adjusted test in the place of the first one wherever there is one.
    pub adjusted_q_value: f64,
    /// What follows.
    pub standing: Standing,
}

/// All suspicious sets, the causes first.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// Number of sets tested; those that are in all builds cannot be.
    pub tested: usize,
    /// By standing (causes, confounded, explained, unconfirmed), then by strength of the adjusted evidence, then of the
    /// plain one.
    pub findings: Vec<Finding>,
}

/// A finding with the logarithms of its p-values, which rank also where p-values are 0.
struct Ranked {
    set: usize,
    ln_p: f64,
    adjusted_ln_p: f64,
    finding: Finding,
}

/// Tests every set of candidates against all builds without it (exact, for a higher rate) and, where several suspicious
/// sets (q ≤ `most_q`) share builds, looks for the causes: the set with the least p-value first, then that with the
/// least p-value within the levels of those before, and so on while the k-th has p ≤ k × `most_q` / number of sets;
/// then each one is checked within the levels of all others. Intervals have the given `confidence`.
///
/// `most_q` and `confidence` lie strictly between 0 and 1; otherwise nothing is found.
pub fn rank_components(builds: &Builds<'_>, most_q: f64, confidence: f64) -> Ranking {
    let nothing = Ranking { tested: 0, findings: Vec::new() };
    let inside = |p: f64| p > 0.0 && p < 1.0;
    if !inside(most_q) || !inside(confidence) {
        return nothing;
    }
    let sets = Sets::of(builds);
    let plain = |set: usize| {
        let (group, rest) = inside_and_rest(builds, sets.builds(set));
        ln_p_against_rest(group, rest)
    };
    let ln_p: Vec<Option<f64>> = (0..sets.len()).into_par_iter().map(plain).collect();
    let mut p: Vec<Option<f64>> = ln_p.iter().map(|ln| ln.map(f64::exp)).collect();
    let tested = ln_p.iter().flatten().count();
    let Some(q) = q_values(&p) else { return nothing };
    let suspicious: Vec<usize> = (0..sets.len()).filter(|set| q[*set].is_some_and(|q| q <= most_q)).collect();
    let ln_limit = most_q.ln() - (tested as f64).ln();

    let judge = |members: Vec<usize>| {
        let cluster = cluster(builds, &sets, &members, ln_limit);
        judge(&cluster, &|at: usize| sets.candidates(members[at]), confidence)
            .into_iter()
            .filter_map(|(at, adjusted, standing)| describe(builds, &sets, members[at], adjusted, standing, confidence))
            .collect()
    };
    let judged: Vec<Vec<Ranked>> = clusters(builds, &sets, &suspicious).into_par_iter().map(judge).collect();
    let mut ranked: Vec<Ranked> = judged.into_iter().flatten().collect();
    ranked.iter().for_each(|one| p[one.set] = Some(one.adjusted_ln_p.exp()));
    let Some(adjusted_q) = q_values(&p) else { return nothing };
    for one in &mut ranked {
        one.finding.q_value = q[one.set].unwrap_or(1.0);
        one.finding.adjusted_q_value = adjusted_q[one.set].unwrap_or(1.0);
        if one.finding.standing == Standing::Cause && one.finding.adjusted_q_value > most_q {
            one.finding.standing = Standing::Unconfirmed;
        }
    }
    let place = |standing: Standing| match standing {
        Standing::Cause => 0,
        Standing::Confounded { .. } => 1,
        Standing::Explained { .. } => 2,
        Standing::Unconfirmed => 3,
    };
    ranked.sort_by(|a, b| {
        let by_place = place(a.finding.standing).cmp(&place(b.finding.standing));
        let by_adjusted = compare_evidence(a.adjusted_ln_p, b.adjusted_ln_p);
        by_place
            .then(by_adjusted)
            .then(compare_evidence(a.ln_p, b.ln_p))
            .then(a.finding.candidates.cmp(&b.finding.candidates))
    });
    Ranking { tested, findings: ranked.into_iter().map(|one| one.finding).collect() }
}

fn inside_and_rest(builds: &Builds<'_>, inside: &[u32]) -> (Group, Group) {
    let (all, group) = (builds.all(), builds.sum(inside));
    let rest = all.exposure - group.exposure;
    // What is left by rounding is no exposure.
    let exposure = if rest > 1e-12 * all.exposure { rest } else { 0.0 };
    (group, Group { failures: all.failures - group.failures, exposure })
}

/// An adjusted test with the logarithm of its p-value.
type Adjusted = Option<(RateTest, f64)>;

/// Position, adjusted test and standing of every set of a cluster.
fn judge<'a>(
    cluster: &Cluster,
    candidates: &impl Fn(usize) -> &'a [u32],
    confidence: f64,
) -> Vec<(usize, Adjusted, Standing)> {
    let causes = cluster.causes();
    let by_all = cluster.divided_by_others(&causes, usize::MAX);
    let without: Vec<Strata> = causes.iter().map(|cause| cluster.divided_by_others(&causes, *cause)).collect();
    let of_set = |set: usize| {
        let at = causes.iter().position(|cause| *cause == set).and_then(|at| without.get(at));
        let strata = at.unwrap_or(&by_all);
        let standing = match at {
            Some(_) => Standing::Cause,
            None => beside(cluster, set, &causes, &without, candidates),
        };
        (set, within_strata(&strata.compare(&cluster.scene, &cluster.sets[set]), confidence), standing)
    };
    (0..cluster.sets.len()).map(of_set).collect()
}

/// The standing of a set that is no cause.
fn beside<'a>(
    cluster: &Cluster,
    set: usize,
    causes: &[usize],
    without: &[Strata],
    candidates: &impl Fn(usize) -> &'a [u32],
) -> Standing {
    let shared = |(at, cause): (usize, &usize)| Some((cluster.shared_failures(set, *cause)?, at));
    // The first of the strongest, as causes come by strength.
    let most = causes.iter().enumerate().filter_map(shared).max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    let Some((_, at)) = most else { return Standing::Unconfirmed };
    let (Some(cause), Some(strata)) = (causes.get(at), without.get(at)) else { return Standing::Unconfirmed };
    let Some(name) = candidates(*cause).first().copied() else { return Standing::Unconfirmed };
    let mut strata = strata.clone();
    strata.divide(&cluster.scene, &cluster.sets[set]);
    let stays_a_cause = cluster.ln_p(&strata, *cause).is_some_and(|ln_p| ln_p <= CONFOUNDED_ABOVE.ln());
    if stays_a_cause { Standing::Explained { by: name } } else { Standing::Confounded { with: name } }
}

fn describe(
    builds: &Builds<'_>,
    sets: &Sets,
    set: usize,
    adjusted: Adjusted,
    standing: Standing,
    confidence: f64,
) -> Option<Ranked> {
    let inside = sets.builds(set);
    let (counted, rest) = inside_and_rest(builds, inside);
    let finding = Finding {
        candidates: sets.candidates(set).to_vec(),
        builds: inside.len(),
        counted,
        test: against_rest(counted, rest, Alternative::Higher, confidence)?,
        q_value: 1.0,
        adjusted: adjusted.map(|(test, _)| test),
        adjusted_q_value: 1.0,
        standing,
    };
    let adjusted_ln_p = adjusted.map_or(0.0, |(_, ln_p)| ln_p);
    Some(Ranked { set, ln_p: ln_p_against_rest(counted, rest)?, adjusted_ln_p, finding })
}
