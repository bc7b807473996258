//! The cheapest reading of a damaged record: all ways to cut its text into exactly as many cells as the table has columns
//! are weighed, by what they assume was damaged and by how well the cells suit their columns.
//!
//! A shortest path over (place in the text, columns filled), as in the alignment of sequences (Needleman and Wunsch
//! 1970). Costs are in nats, like the surprise of a cell in its column.

use super::scan::Scanner;
use super::span::Span;
use crate::exports::dialect::{Column, Look};

/// What the search may assume beyond quotes that stand where they should not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Allowance {
    /// The cost of joining cells that a delimiter inside a bare cell cut; infinite: never.
    pub(super) join: f32,
    /// Whether cells may be missing.
    pub(super) gaps: bool,
    /// Whether every quote stands where it belongs, so that quoted cells stay whole.
    pub(super) sound: bool,
}

/// What was assumed on the way to a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing.
    Cell,
    /// A quote is text.
    Unquoted,
    /// A delimiter is text.
    Joined,
    /// An empty cell was too many.
    Dropped,
    /// A cell is missing.
    Padded,
    /// The delimiter beside a quoted cell is missing.
    Split,
}

/// A reading: its cells, the steps, and what it costs.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) cells: Vec<Span>,
    pub(super) steps: Vec<Step>,
    pub(super) cost: f32,
}

const STRAY: f32 = 3.0;
const INNER: f32 = 1.0;
const BARE: f32 = 0.3;
const LATER: f32 = 1.5;
const SPLIT: f32 = 2.5;
const DROP: f32 = 2.0;
const JOIN_MORE: f32 = 0.05;
const PAD: f32 = 4.0;
const PAD_END: f32 = 2.5;

/// Delimiters that one cell may span, and quotes at which it may close.
const JOINS: usize = 24;
const CLOSINGS: usize = 6;
/// Places times columns; beyond it a record is not searched.
const MOST_STATES: usize = 20_000;

/// A way to come to a place with some columns filled.
#[derive(Clone, Copy)]
struct Arrival {
    cost: f32,
    from: (usize, usize),
    cell: Option<Span>,
    step: Step,
}

/// The states of a search.
struct Search<'s, 't, 'd, 'c> {
    scanner: &'s Scanner<'t, 'd>,
    /// Empty: every cell suits every column.
    columns: &'c [Column],
    width: usize,
    allowance: Allowance,
    /// Places where a cell can start, in order; the last one is behind the text.
    places: Vec<usize>,
    best: Vec<Option<Arrival>>,
}

/// Searches the text of `scanner` from `from` to its end. `None` where nothing fits or the record is too long.
pub(super) fn search(
    scanner: &Scanner<'_, '_>,
    from: usize,
    width: usize,
    columns: &[Column],
    allowance: Allowance,
) -> Option<Found> {
    let end = scanner.text.len();
    let mut places = vec![from, end + 1];
    for at in memchr::memchr2_iter(scanner.delimiter, scanner.quote, scanner.bytes().get(from..)?) {
        let at = from + at;
        places.push(at + 1);
        if scanner.bytes().get(at) == Some(&scanner.quote) {
            places.push(at);
        }
    }
    places.sort_unstable();
    places.dedup();
    let states = places.len() * (width + 1);
    if states > MOST_STATES || width == 0 {
        return None;
    }
    let mut search = Search { scanner, columns, width, allowance, places, best: vec![None; states] };
    search.run();
    search.trace()
}

/// One way to go on from a place, whatever columns are filled.
struct Move {
    next: usize,
    price: f32,
    cell: Span,
    look: Look,
    step: Step,
}

impl Search<'_, '_, '_, '_> {
    fn run(&mut self) {
        if let Some(first) = self.best.first_mut() {
            *first = Some(Arrival { cost: 0.0, from: (0, 0), cell: None, step: Step::Cell });
        }
        for place in 0..self.places.len() {
            let reached = |column: usize| self.best.get(self.state(place, column)).copied().flatten();
            if (0..=self.width).all(|column| reached(column).is_none()) {
                continue;
            }
            let (moves, drop) = self.moves(place);
            let price = if place + 1 == self.places.len() { PAD_END } else { PAD };
            for column in 0..=self.width {
                let Some(Arrival { cost, .. }) = self.best.get(self.state(place, column)).copied().flatten() else {
                    continue;
                };
                let from = (place, column);
                if let Some(next) = drop {
                    self.arrive(next, column, Arrival { cost: cost + DROP, from, cell: None, step: Step::Dropped });
                }
                if column == self.width {
                    continue;
                }
                if self.allowance.gaps {
                    let cost = cost + price + self.surprise(column, Look::of(""));
                    let cell = Some(Span::plain(0, 0));
                    self.arrive(place, column + 1, Arrival { cost, from, cell, step: Step::Padded });
                }
                for going in &moves {
                    let cost = cost + going.price + self.surprise(column, going.look);
                    let arrival = Arrival { cost, from, cell: Some(going.cell), step: going.step };
                    self.arrive(going.next, column + 1, arrival);
                }
            }
        }
    }

    fn state(&self, place: usize, column: usize) -> usize {
        place * (self.width + 1) + column
    }

    /// The cells that can start at a place, and the place behind an empty one that may be dropped.
    fn moves(&self, place: usize) -> (Vec<Move>, Option<usize>) {
        let mut moves = Vec::new();
        let bytes = self.scanner.bytes();
        let Some(at) = self.places.get(place).copied().filter(|at| *at <= bytes.len()) else { return (moves, None) };
        let start = self.scanner.behind_spacing(at);
        let quoted = bytes.get(start) == Some(&self.scanner.quote);
        let ends = self.ends(place, start);
        let drop = ends.first().filter(|(end, _)| *end == start).map(|(_, next)| *next);
        for (joined, (end, next)) in ends.iter().enumerate() {
            if joined > 0 && self.allowance.join.is_infinite() {
                break;
            }
            let mut price = if quoted { STRAY } else { 0.0 };
            if joined > 0 {
                price += self.allowance.join + JOIN_MORE * joined as f32;
            }
            let own = start + usize::from(quoted);
            let quotes = memchr::memchr(self.scanner.quote, bytes.get(own..*end).unwrap_or_default()).is_some();
            if self.allowance.sound && (quoted || quotes) {
                break;
            }
            if quotes {
                price += BARE;
            }
            let step = match (quoted, joined) {
                (true, _) => Step::Unquoted,
                (_, 0) => Step::Cell,
                _ => Step::Joined,
            };
            self.add(&mut moves, *next, price, Span::plain(start, *end), step);
        }
        if quoted {
            self.add_quoted(&mut moves, start + 1);
        } else {
            self.add_before_quote(&mut moves, start);
        }
        (moves, drop)
    }

    fn add(&self, moves: &mut Vec<Move>, next: usize, price: f32, cell: Span, step: Step) {
        moves.push(Move { next, price, cell, look: Look::of(cell.of(self.scanner.text)), step });
    }

    /// Where a cell that starts at `start` may end before a delimiter, and the place behind each such end.
    fn ends(&self, place: usize, start: usize) -> Vec<(usize, usize)> {
        let ends_at = |end: usize| {
            end >= start && self.scanner.bytes().get(end).is_none_or(|byte| *byte == self.scanner.delimiter)
        };
        let behind = self.places.iter().enumerate().skip(place + 1).map(|(next, at)| (at - 1, next));
        behind.filter(|(end, _)| ends_at(*end)).take(JOINS).collect()
    }

    /// Closes the cell that starts at `start`, behind its quote, at each quote that may close it.
    fn add_quoted(&self, moves: &mut Vec<Move>, start: usize) {
        let mut at = start;
        for later in 0..CLOSINGS {
            let Some(closing) = self.scanner.closing(at) else { break };
            let inner = closing.inner || later > 0;
            let price = if inner { INNER } else { 0.0 } + LATER * later as f32;
            let cell = if closing.escaped { Span::marked(start, closing.at) } else { Span::plain(start, closing.at) };
            if let Ok(next) = self.places.binary_search(&(closing.at + 2)) {
                self.add(moves, next, price, cell, if inner { Step::Unquoted } else { Step::Cell });
            }
            if self.allowance.sound {
                break;
            }
            at = closing.at + 1;
        }
        if self.allowance.sound && !self.allowance.gaps {
            return;
        }
        // The delimiter behind the cell may be missing.
        let rest = self.scanner.bytes().get(start..).unwrap_or_default();
        for end in memchr::memchr_iter(self.scanner.quote, rest).map(|quote| start + quote).take(CLOSINGS) {
            if !self.scanner.ends_cell(self.scanner.bytes().get(end + 1))
                && let Ok(next) = self.places.binary_search(&(end + 1))
            {
                self.add(moves, next, SPLIT, Span::plain(start, end), Step::Split);
            }
        }
    }

    /// Ends the bare cell at `start` before a quote, where the delimiter may be missing.
    fn add_before_quote(&self, moves: &mut Vec<Move>, start: usize) {
        let rest = self.scanner.bytes().get(start..).unwrap_or_default();
        let length = memchr::memchr(self.scanner.delimiter, rest).unwrap_or(rest.len());
        let cell = rest.get(1..length).unwrap_or_default();
        for end in memchr::memchr_iter(self.scanner.quote, cell).map(|quote| start + 1 + quote).take(2) {
            if let Ok(next) = self.places.binary_search(&end) {
                self.add(moves, next, SPLIT, Span::plain(start, end), Step::Split);
            }
        }
    }

    fn surprise(&self, column: usize, look: Look) -> f32 {
        self.columns.get(column).map_or(0.0, |column| column.surprise(look))
    }

    fn arrive(&mut self, next: usize, column: usize, arrival: Arrival) {
        let state = self.state(next, column);
        if let Some(known) = self.best.get_mut(state)
            && known.is_none_or(|known| arrival.cost < known.cost)
        {
            *known = Some(arrival);
        }
    }

    fn trace(&self) -> Option<Found> {
        let mut state = (self.places.len() - 1, self.width);
        let cost = self.best.last().copied().flatten()?.cost;
        let mut found = Found { cells: Vec::with_capacity(self.width), steps: Vec::new(), cost };
        while state != (0, 0) {
            let arrival = self.best.get(state.0 * (self.width + 1) + state.1).copied().flatten()?;
            found.cells.extend(arrival.cell);
            found.steps.push(arrival.step);
            state = arrival.from;
        }
        found.cells.reverse();
        Some(found)
    }
}
