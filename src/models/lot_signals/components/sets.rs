//! Candidates that are always found together, as one set. It tests nothing.

use super::builds::Builds;

/// All candidates by the builds that contain them.
pub(super) struct Sets {
    /// Builds of candidate i, ascending: `builds[offsets[i]..offsets[i + 1]]`.
    builds: Vec<u32>,
    offsets: Vec<usize>,
    /// Candidates, those of one set together, ascending within it.
    candidates: Vec<u32>,
    /// Ends of each set in `candidates`.
    ends: Vec<(usize, usize)>,
}

impl Sets {
    /// Sets in ascending order of their lowest candidates, whatever the order of the builds. Candidates in no build are
    /// left out.
    pub(super) fn of(all: &Builds<'_>) -> Sets {
        let count = all.pairs().map(|(candidate, _)| candidate as usize + 1).max().unwrap_or(0);
        let mut offsets = vec![0; count + 1];
        // A candidate that a build names twice counts once: its last build is remembered.
        let mut last = vec![u32::MAX; count];
        for (candidate, build) in all.pairs() {
            let at = candidate as usize;
            if last[at] != build {
                last[at] = build;
                offsets[at + 1] += 1;
            }
        }
        for i in 0..count {
            offsets[i + 1] += offsets[i];
        }
        let mut builds = vec![0; offsets[count]];
        let mut next = offsets.clone();
        last.fill(u32::MAX);
        for (candidate, build) in all.pairs() {
            let at = candidate as usize;
            if last[at] != build {
                last[at] = build;
                builds[next[at]] = build;
                next[at] += 1;
            }
        }
        let of = |candidate: u32| &builds[offsets[candidate as usize]..offsets[candidate as usize + 1]];
        // Those that begin with the same build lie together, and mostly there are few of them.
        let (mut candidates, starts) = by_first(all.len(), count, &of);
        let mut ends: Vec<(usize, usize)> = Vec::with_capacity(candidates.len());
        for bounds in starts.windows(2) {
            candidates[bounds[0]..bounds[1]].sort_unstable_by(|a, b| of(*a).cmp(of(*b)).then(a.cmp(b)));
            let mut first = bounds[0];
            for at in bounds[0]..bounds[1] {
                if of(candidates[first]) != of(candidates[at]) {
                    ends.push((first, at));
                    first = at;
                }
            }
            if first < bounds[1] {
                ends.push((first, bounds[1]));
            }
        }
        // Each set has a lowest candidate of its own.
        let mut set_of = vec![u32::MAX; count];
        (0u32..).zip(&ends).for_each(|(set, (start, _))| set_of[candidates[*start] as usize] = set);
        let ends = set_of.into_iter().filter_map(|set| ends.get(set as usize).copied()).collect();
        Sets { builds, offsets, candidates, ends }
    }

    /// Number of sets.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The candidates of a set, ascending.
    pub(super) fn candidates(&self, set: usize) -> &[u32] {
        let (start, end) = self.ends[set];
        &self.candidates[start..end]
    }

    /// The builds that contain a set, ascending.
    pub(super) fn builds(&self, set: usize) -> &[u32] {
        let candidate = self.candidates[self.ends[set].0] as usize;
        &self.builds[self.offsets[candidate]..self.offsets[candidate + 1]]
    }
}

/// Candidates that are in any build, by the first build of each and then in their order, and where those of each build
/// begin and the last end.
fn by_first<'a>(builds: usize, count: usize, of: &impl Fn(u32) -> &'a [u32]) -> (Vec<u32>, Vec<usize>) {
    let first = |candidate: u32| of(candidate).first().map(|build| *build as usize);
    let mut starts = vec![0; builds + 1];
    (0..count as u32).filter_map(first).for_each(|build| starts[build + 1] += 1);
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let (mut candidates, mut next) = (vec![0; starts.last().copied().unwrap_or_default()], starts.clone());
    for (candidate, build) in (0..count as u32).filter_map(|candidate| Some((candidate, first(candidate)?))) {
        candidates[next[build]] = candidate;
        next[build] += 1;
    }
    (candidates, starts)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::models::lot_signals::group::Group;

    #[test]
    fn what_travels_together_is_one_set() {
        let groups = [Group { failures: 0, exposure: 1.0 }; 3];
        let builds = Builds::new(&groups, &[7, 1, 4, 1, 1, 3, 7, 4], &[0, 3, 5, 8]).unwrap();
        let sets = Sets::of(&builds);
        let got: Vec<_> = (0..sets.len()).map(|set| (sets.candidates(set), sets.builds(set))).collect();
        assert_eq!(got, [(&[1][..], &[0, 1][..]), (&[3], &[2]), (&[4, 7], &[0, 2])]);
        let none = Builds::new(&[], &[], &[0]).unwrap();
        assert_eq!(Sets::of(&none).len(), 0);
    }
}
