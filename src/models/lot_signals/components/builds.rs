//! Units counted by the candidates that they contain. It tests nothing.

use crate::labels::{Label, Text};
use crate::models::lot_signals::group::{Group, GroupError, total};

/// Candidates have lower numbers than this. Memory grows with the highest number: number them densely.
pub const MOST_CANDIDATES: u32 = 100_000_000;

/// Builds with their candidates.
#[derive(Clone, Copy, Debug)]
pub struct Builds<'a> {
    groups: &'a [Group],
    candidates: &'a [u32],
    offsets: &'a [usize],
    all: Group,
}

/// Builds that contradict themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuildError {
    /// Failures or exposure of a build cannot be counted.
    Group(GroupError),
    /// The offsets do not divide the candidates into one part a build.
    Offsets,
    /// More builds than one ranking can hold (2³² − 1), or a candidate of [`MOST_CANDIDATES`] or more.
    TooMany,
}

const OFFSETS: Label =
    Label::new("the lists of component lots do not match the builds", "零部件批次清单与成品记录不对应");
const TOO_MANY: Label = Label::new(
    "there are more builds or component lots than one ranking can hold",
    "成品记录或零部件批次的数量超出上限",
);

impl BuildError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            BuildError::Group(error) => error.text(),
            BuildError::Offsets => OFFSETS.text(),
            BuildError::TooMany => TOO_MANY.text(),
        }
    }
}

impl<'a> Builds<'a> {
    /// One group a build; the candidates of build i, numbered from 0, are `candidates[offsets[i]..offsets[i + 1]]`, in
    /// any order, and may repeat. Exposures are units, or expected failures where ages differ.
    pub fn new(groups: &'a [Group], candidates: &'a [u32], offsets: &'a [usize]) -> Result<Builds<'a>, BuildError> {
        let is_divided = offsets.len() == groups.len() + 1
            && offsets.first() == Some(&0)
            && offsets.last() == Some(&candidates.len())
            && offsets.is_sorted();
        if !is_divided {
            return Err(BuildError::Offsets);
        }
        if u32::try_from(groups.len()).is_err() || candidates.iter().any(|candidate| *candidate >= MOST_CANDIDATES) {
            return Err(BuildError::TooMany);
        }
        let all = total(groups).map_err(BuildError::Group)?;
        Ok(Builds { groups, candidates, offsets, all })
    }

    /// Number of builds.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether there is no build.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Failures and exposure of all builds.
    pub fn all(&self) -> Group {
        self.all
    }

    pub(super) fn group(&self, build: u32) -> Group {
        self.groups[build as usize]
    }

    /// Each candidate with the builds that contain it: pairs in the order of the builds.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.offsets.windows(2).enumerate().flat_map(move |(build, ends)| {
            self.candidates[ends[0]..ends[1]].iter().map(move |candidate| (*candidate, build as u32))
        })
    }

    /// Failures and exposure of some builds, in their order.
    pub(super) fn sum(&self, builds: &[u32]) -> Group {
        builds.iter().fold(Group { failures: 0, exposure: 0.0 }, |sum, build| {
            let group = self.group(*build);
            Group { failures: sum.failures + group.failures, exposure: sum.exposure + group.exposure }
        })
    }
}
