//! The walk itself, level by level. It explains nothing; see `path`.

use super::link::{Direction, TraceError};
use super::network::{Network, OPEN_END, OPEN_START};

/// Stands for no state.
pub(super) const NONE: u32 = u32::MAX;

/// A lot as it was reached. A lot has more than one when a longer way reaches it on an earlier day.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub(super) lot: u32,
    /// First day from which it can be affected, in the time of the walk.
    pub(super) since: i32,
    /// The state it was reached from; `NONE` for a start.
    pub(super) parent: u32,
    /// Position of the link that led here.
    pub(super) row: u32,
}

/// All lots that were reached.
#[derive(Clone, Debug)]
pub struct Trace {
    pub(super) direction: Direction,
    /// By level, and by lot within one.
    pub(super) states: Vec<State>,
    /// Where each level ends in `states`.
    pub(super) level_ends: Vec<u32>,
    /// Lot, its first state, and its day in the end; ascending by lot.
    pub(super) reached: Vec<(u32, u32, i32)>,
    pub(super) stops: Vec<u32>,
    /// Whether the limit of levels cut the walk off: more may be affected than was reached.
    pub cut_off: bool,
}

/// Room for walks over one network, to be used again and again: 16 bytes a lot.
#[derive(Clone, Debug)]
pub struct Walker<'network> {
    network: &'network Network,
    /// Day from which each lot can be affected, as known so far.
    since: Vec<i32>,
    /// The day with which the links of each lot were last followed.
    followed: Vec<i32>,
    /// State of each lot in the next level.
    next: Vec<u32>,
    /// First state of each lot.
    first: Vec<u32>,
}

impl<'network> Walker<'network> {
    /// Room for walks over `network`.
    pub fn new(network: &'network Network) -> Walker<'network> {
        let lots = network.lots();
        Walker {
            network,
            since: vec![OPEN_END; lots],
            followed: vec![OPEN_END; lots],
            next: vec![NONE; lots],
            first: vec![NONE; lots],
        }
    }

    /// Every lot that can be reached from `starts`, these included. `stops` pass on nothing that came to them (a process
    /// that kills the contamination, say), unless they are starts. `most_levels` is for those who want no more; [`Trace`]
    /// says whether it cut anything off.
    ///
    /// Level by level: a lot is taken up again when a longer way reached it on an earlier day, and then only those of
    /// its links matter that can have been used before the day known so far. A link on one known day is therefore
    /// followed once in the whole walk. Order of starts, stops and links changes nothing.
    pub fn trace(&mut self, starts: &[u32], stops: &[u32], most_levels: Option<u32>) -> Result<Trace, TraceError> {
        let unknown = |lot: &u32| *lot as usize >= self.network.lots();
        if let Some(position) = starts.iter().position(unknown).or_else(|| stops.iter().position(unknown)) {
            return Err(TraceError::UnknownStart { position });
        }
        let sorted = |lots: &[u32]| {
            let mut lots = lots.to_vec();
            lots.sort_unstable();
            lots.dedup();
            lots
        };
        let stops = sorted(stops);
        let start = |lot: u32| State { lot, since: OPEN_START, parent: NONE, row: NONE };
        let mut states: Vec<State> = sorted(starts).into_iter().map(start).collect();
        let mut level_ends = Vec::new();
        for (at, state) in states.iter().enumerate() {
            self.since[state.lot as usize] = OPEN_START;
            self.first[state.lot as usize] = at as u32;
        }
        let mut begin = 0;
        let mut cut_off = false;
        while begin < states.len() {
            let end = states.len();
            level_ends.push(end as u32);
            for at in begin..end {
                self.follow(&mut states, at, &stops);
            }
            if states.len() >= NONE as usize {
                self.forget(&states);
                return Err(TraceError::TooMany);
            }
            if most_levels.is_some_and(|most| level_ends.len() > most as usize) && states.len() > end {
                self.take_back(&mut states, end);
                cut_off = true;
            }
            self.settle(&mut states, end);
            begin = end;
        }
        let mut reached: Vec<(u32, u32, i32)> = Vec::new();
        for (at, state) in states.iter().enumerate() {
            if self.first[state.lot as usize] == at as u32 {
                reached.push((state.lot, at as u32, self.since[state.lot as usize]));
            }
        }
        reached.sort_unstable();
        self.forget(&states);
        Ok(Trace { direction: self.network.direction(), states, level_ends, reached, stops, cut_off })
    }

    /// Follows the links of one state.
    fn follow(&mut self, states: &mut Vec<State>, at: usize, stops: &[u32]) {
        let State { lot, since, parent, .. } = states[at];
        if parent != NONE && stops.binary_search(&lot).is_ok() {
            return;
        }
        let known = std::mem::replace(&mut self.followed[lot as usize], since);
        let links = self.network.from(lot);
        for link in links.iter().take_while(|link| link.earliest < known).filter(|link| link.latest >= since) {
            let to = link.to as usize;
            let day = since.max(link.earliest);
            if day >= self.since[to] {
                continue;
            }
            self.since[to] = day;
            let state = State { lot: link.to, since: day, parent: at as u32, row: link.row };
            match states.get_mut(self.next[to] as usize) {
                Some(waiting) => *waiting = state,
                None => {
                    self.next[to] = states.len() as u32;
                    states.push(state);
                }
            }
        }
    }

    /// Brings the new level, from `begin` on, into the order of its lots.
    fn settle(&mut self, states: &mut [State], begin: usize) {
        states[begin..].sort_unstable_by_key(|state| state.lot);
        for (at, state) in states.iter().enumerate().skip(begin) {
            self.next[state.lot as usize] = NONE;
            if self.first[state.lot as usize] == NONE {
                self.first[state.lot as usize] = at as u32;
            }
        }
    }

    /// Undoes the level from `begin` on.
    fn take_back(&mut self, states: &mut Vec<State>, begin: usize) {
        for state in states.drain(begin..) {
            let lot = state.lot as usize;
            self.next[lot] = NONE;
            self.since[lot] = OPEN_END;
        }
        // A lot of an earlier level that was only reached on an earlier day keeps the day it had.
        for state in states.iter() {
            let since = &mut self.since[state.lot as usize];
            *since = state.since.min(*since);
        }
    }

    /// Makes the room ready for the next walk.
    fn forget(&mut self, states: &[State]) {
        for state in states {
            let lot = state.lot as usize;
            (self.since[lot], self.followed[lot]) = (OPEN_END, OPEN_END);
            (self.next[lot], self.first[lot]) = (NONE, NONE);
        }
    }
}
