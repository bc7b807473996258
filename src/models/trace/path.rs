//! What a trace says of each lot: its level, its day, the way it was reached, and which links carried.

use super::link::Direction;
use super::network::{Network, OPEN_END, OPEN_START};
use super::walk::{NONE, Trace};

/// A lot that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The lot.
    pub lot: u32,
    /// Least number of links from a start; 0 for a start.
    pub level: u32,
    /// Forward, the first day from which it can be affected; backward, the last day on which it can have been used.
    /// `None` when no day on the way there is known, and for starts.
    pub day: Option<i32>,
}

/// One link of a path, in the direction of the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where it leaves.
    pub from: u32,
    /// Where it arrives.
    pub to: u32,
    /// Position of the link in the input.
    pub link: u32,
}

/// Positions of the links that leave the lots reached, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkTally {
    /// Links that carry.
    pub carrying: Vec<u32>,
    /// Those among them without a known first or last day: followed, as nothing speaks against them. All of them when
    /// days are ignored.
    pub undated: Vec<u32>,
    /// Links that end before the lot can have been affected.
    pub out_of_time: Vec<u32>,
    /// Links that would carry further than the limit of levels: nothing shown was reached by them.
    pub beyond_levels: Vec<u32>,
}

impl Trace {
    /// Number of lots reached, the starts included.
    pub fn len(&self) -> usize {
        self.reached.len()
    }

    /// Whether there was nothing to start from.
    pub fn is_empty(&self) -> bool {
        self.reached.is_empty()
    }

    /// All lots reached, ascending.
    pub fn hits(&self) -> impl Iterator<Item = Hit> + '_ {
        self.reached.iter().map(|reached| self.hit(*reached))
    }

    /// One lot; `None` when it was not reached.
    pub fn find(&self, lot: u32) -> Option<Hit> {
        self.position(lot).map(|at| self.hit(self.reached[at]))
    }

    /// The shortest way to `lot` from a start, empty for a start; `None` when it was not reached. Of equally short ways
    /// the one that arrives earliest, then that over the lowest lot: always the same one.
    pub fn path(&self, lot: u32) -> Option<Vec<Step>> {
        let (_, mut at, _) = self.reached[self.position(lot)?];
        let mut steps = Vec::new();
        loop {
            let state = self.states[at as usize];
            if state.parent == NONE {
                steps.reverse();
                return Some(steps);
            }
            let from = self.states[state.parent as usize].lot;
            steps.push(Step { from, to: state.lot, link: state.row });
            at = state.parent;
        }
    }

    /// Which links of the lots reached carry, and which do not. `network` is the one that was walked.
    pub fn links(&self, network: &Network) -> LinkTally {
        let mut tally = LinkTally::default();
        let passes_on = |lot: u32, first: u32| {
            self.states[first as usize].parent == NONE || self.stops.binary_search(&lot).is_err()
        };
        for (lot, _, since) in self.reached.iter().filter(|(lot, first, _)| passes_on(*lot, *first)) {
            for link in network.from(*lot) {
                if link.latest < *since {
                    tally.out_of_time.push(link.row);
                    continue;
                }
                if self.cut_off && self.position(link.to).is_none() {
                    tally.beyond_levels.push(link.row);
                    continue;
                }
                tally.carrying.push(link.row);
                if link.earliest == OPEN_START || link.latest == OPEN_END {
                    tally.undated.push(link.row);
                }
            }
        }
        tally.carrying.sort_unstable();
        tally.undated.sort_unstable();
        tally.out_of_time.sort_unstable();
        tally.beyond_levels.sort_unstable();
        tally
    }

    fn position(&self, lot: u32) -> Option<usize> {
        self.reached.binary_search_by_key(&lot, |(lot, _, _)| *lot).ok()
    }

    fn hit(&self, (lot, first, since): (u32, u32, i32)) -> Hit {
        let level = self.level_ends.partition_point(|end| *end <= first) as u32;
        let day = match self.direction {
            Direction::Forward => since,
            Direction::Backward => -since,
        };
        Hit { lot, level, day: (since != OPEN_START).then_some(day) }
    }
}
