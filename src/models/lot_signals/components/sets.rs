//! Candidates that are always found together, as one set. It tests nothing.

use rayon::prelude::*;

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
        // The first build comes along, as it settles most comparisons.
        let mut keyed: Vec<(u32, u32)> =
            (0..count as u32).filter_map(|candidate| Some((*of(candidate).first()?, candidate))).collect();
        keyed.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| of(a.1).cmp(of(b.1))).then(a.1.cmp(&b.1)));
        let candidates: Vec<u32> = keyed.into_iter().map(|(_, candidate)| candidate).collect();
        let mut ends: Vec<(usize, usize)> = Vec::new();
        for (at, candidate) in candidates.iter().enumerate() {
            match ends.last_mut() {
                Some((start, end)) if of(candidates[*start]) == of(*candidate) => *end = at + 1,
                _ => ends.push((at, at + 1)),
            }
        }
        ends.sort_unstable_by_key(|(start, _)| candidates[*start]);
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
