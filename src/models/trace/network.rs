//! Links laid out by the lot they leave, for one direction. It follows none.

use std::cmp::Ordering;

use super::link::{Direction, Link, TimeRule, TraceError};

/// Before every day.
pub(super) const OPEN_START: i32 = -OPEN_END;
/// After every day.
pub(super) const OPEN_END: i32 = i32::MAX;

/// A link as it is followed. Backward, time runs backward too: days are negated, so that one rule serves both ways.
#[derive(Clone, Copy, Debug)]
pub(super) struct Onward {
    pub(super) earliest: i32,
    pub(super) latest: i32,
    pub(super) to: u32,
    /// Position in the input.
    pub(super) row: u32,
}

/// Links in compressed rows: those that leave lot i are `onward[offsets[i]..offsets[i + 1]]`, by first possible day and
/// then by content, never by their order in the input.
#[derive(Clone, Debug)]
pub struct Network {
    offsets: Vec<u32>,
    onward: Vec<Onward>,
    direction: Direction,
    impossible: Vec<u32>,
}

impl Network {
    /// Lays out `links` between `made_on.len()` lots and sites. `made_on` is the day a lot was made or received; `None`
    /// when it is unknown, and for sites. Takes 16 bytes a link and 4 a lot.
    pub fn new(
        links: &[Link],
        made_on: &[Option<i32>],
        direction: Direction,
        rule: TimeRule,
    ) -> Result<Network, TraceError> {
        if links.len() >= u32::MAX as usize || made_on.len() >= u32::MAX as usize {
            return Err(TraceError::TooMany);
        }
        let mut offsets = vec![0_u32; made_on.len() + 1];
        let mut impossible = Vec::new();
        for (position, link) in links.iter().enumerate() {
            if [link.input, link.output].iter().any(|lot| *lot as usize >= made_on.len()) {
                return Err(TraceError::UnknownLot { position });
            }
            match onward(link, position as u32, made_on, direction, rule) {
                Some((from, _)) => offsets[from as usize + 1] += 1,
                None => impossible.push(position as u32),
            }
        }
        for lot in 0..made_on.len() {
            offsets[lot + 1] += offsets[lot];
        }
        let nothing = Onward { earliest: 0, latest: 0, to: 0, row: 0 };
        let mut placed = vec![nothing; links.len() - impossible.len()];
        let mut next = offsets.clone();
        for (position, link) in links.iter().enumerate() {
            if let Some((from, one)) = onward(link, position as u32, made_on, direction, rule) {
                placed[next[from as usize] as usize] = one;
                next[from as usize] += 1;
            }
        }
        for ends in offsets.windows(2) {
            placed[ends[0] as usize..ends[1] as usize].sort_unstable_by(|a, b| by_content(a, b, links));
        }
        Ok(Network { offsets, onward: placed, direction, impossible })
    }

    /// Number of lots and sites.
    pub fn lots(&self) -> usize {
        self.offsets.len() - 1
    }

    /// The way it is followed.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Positions of the links that never carry, ascending: used before the input was made, or with the last possible day
    /// before the first.
    pub fn impossible(&self) -> &[u32] {
        &self.impossible
    }

    /// The links that leave `lot`, which exists.
    pub(super) fn from(&self, lot: u32) -> &[Onward] {
        &self.onward[self.offsets[lot as usize] as usize..self.offsets[lot as usize + 1] as usize]
    }
}

/// Where a link starts, and the link as it is followed; `None` when no day is possible.
fn onward(
    link: &Link,
    row: u32,
    made_on: &[Option<i32>],
    direction: Direction,
    rule: TimeRule,
) -> Option<(u32, Onward)> {
    let (earliest, latest) = match rule {
        TimeRule::Ignored => (OPEN_START, OPEN_END),
        TimeRule::Ordered => {
            let made = made_on[link.input as usize].map_or(OPEN_START, inside);
            (link.earliest.map_or(OPEN_START, inside).max(made), link.latest.map_or(OPEN_END, inside))
        }
    };
    let (from, onward) = match direction {
        Direction::Forward => (link.input, Onward { earliest, latest, to: link.output, row }),
        Direction::Backward => (link.output, Onward { earliest: -latest, latest: -earliest, to: link.input, row }),
    };
    (earliest <= latest).then_some((from, onward))
}

/// A day that is neither open end.
fn inside(day: i32) -> i32 {
    day.clamp(OPEN_START + 1, OPEN_END - 1)
}

fn by_content(a: &Onward, b: &Onward, links: &[Link]) -> Ordering {
    let given = |one: &Onward| {
        let link = &links[one.row as usize];
        (link.earliest, link.latest, link.quantity, one.row)
    };
    let key = |one: &Onward| (one.earliest, one.to, one.latest);
    key(a).cmp(&key(b)).then_with(|| given(a).cmp(&given(b)))
}
