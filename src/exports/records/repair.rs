//! From the text of a damaged record to its cells: the certain repairs first, then the cheapest reading.

use super::block::{Ragged, RepairKind, Role};
use super::scan::Scanner;
use super::search::{Allowance, Found, Step, search};
use super::span::Span;
use crate::exports::dialect::{Column, Delimiter, Kind, Look, is_number};

/// Signs that a single record may be delimited by.
const SIGNS: [u8; 5] = [b' ', b';', b'\t', b'|', b','];
/// The cost of another delimiter, in nats.
const REDELIMIT: f32 = 3.0;
/// What a join costs where a delimiter in bare text is an accident, and where the delimiter is a blank.
const JOIN: f32 = 4.0;
const JOIN_BLANK: f32 = 0.3;
/// How much less surprising a place for a surplus cell has to be than any other, in nats.
const MARGIN: f32 = 2.0;
/// How much less surprising it has to be to drop an empty cell than to join the halves of a number, in nats.
const HALVES: f32 = 1.0;
/// The most that the cells of a record in another delimiter may surprise on average, in nats.
const LIKELY: f32 = 3.0;

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Regular,
    Repaired(RepairKind),
    Ragged,
}

/// Reads the record from `from` to the end of the text of `scanner` and pushes its cells.
pub(super) fn reread(
    scanner: &Scanner<'_, '_>,
    from: usize,
    role: Role,
    policy: Ragged,
    cells: &mut Vec<Span>,
) -> Outcome {
    let width = scanner.dialect.width;
    let before = cells.len();
    let read = if scanner.dialect.delimiter == Delimiter::Blanks {
        scanner.scan(from, cells);
        Some(Default::default())
    } else {
        scanner.lenient(from, None, cells)
    };
    if read.is_none() {
        cells.truncate(before);
        scanner.bare(from, cells);
    }
    let count = cells.len() - before;
    let of_table = matches!(role, Role::Header | Role::Data);
    if !of_table || width == 0 {
        return Outcome::Regular;
    }
    if let Some(read) = read.filter(|read| count == width && !read.bare) {
        return match (read.inner, policy) {
            (false, _) => Outcome::Regular,
            (true, Ragged::Error) => Outcome::Ragged,
            (true, _) => Outcome::Repaired(RepairKind::Unquoted),
        };
    }
    if policy == Ragged::Error {
        return Outcome::Ragged;
    }
    // Names do not look like the cells below them.
    let columns: &[Column] = if role == Role::Header { &[] } else { &scanner.dialect.columns };
    let sound = read.is_some_and(|read| !read.inner && !read.bare);
    match repaired(scanner, from, columns, policy, sound, cells.get(before..).unwrap_or_default()) {
        Some((found, kind)) => {
            cells.truncate(before);
            cells.extend(found);
            kind.map_or(Outcome::Regular, Outcome::Repaired)
        }
        None if count == width && read.is_some() => Outcome::Regular,
        None => Outcome::Ragged,
    }
}

/// The cells of a repaired record and what was done.
type Repaired = (Vec<Span>, Option<RepairKind>);

fn repaired(
    scanner: &Scanner<'_, '_>,
    from: usize,
    columns: &[Column],
    policy: Ragged,
    sound: bool,
    plain: &[Span],
) -> Option<Repaired> {
    let width = scanner.dialect.width;
    if scanner.dialect.delimiter == Delimiter::Blanks {
        let missing = width.checked_sub(plain.len()).filter(|_| policy == Ragged::Pad)?;
        let padded = plain.iter().copied().chain(std::iter::repeat_n(Span::plain(0, 0), missing)).collect();
        return Some((padded, Some(RepairKind::Padded)));
    }
    let mut cells = Vec::new();
    // Where every quote opens or closes a cell, none is text.
    if !sound && scanner.stray_reading(from, scanner.text.len(), &mut cells).is_some() {
        return Some((cells, Some(RepairKind::Unquoted)));
    }
    let blank = scanner.dialect.delimiter == Delimiter::Space;
    if sound && !blank {
        match surplus(scanner.text, columns, policy, width, plain) {
            Surplus::Dropped(found) => return Some((found, Some(RepairKind::Truncated))),
            Surplus::Amount => return None,
            Surplus::Unclear => {}
        }
    }
    let short = !sound || plain.len() < width;
    let quotes = memchr::memchr(scanner.quote, scanner.bytes().get(from..)?).is_some();
    match policy {
        Ragged::Reject | Ragged::Error => {
            if short && let Some(found) = redelimited(scanner, from, columns) {
                return Some((found, Some(RepairKind::Redelimited)));
            }
            if (sound || !quotes) && !blank {
                return None;
            }
            let allowance = Allowance { join: if blank { JOIN_BLANK } else { f32::INFINITY }, gaps: false, sound };
            search(scanner, from, width, columns, allowance).map(|found| {
                let kind = kind_of(&found, blank);
                (found.cells, kind)
            })
        }
        Ragged::Pad => {
            let allowance = Allowance { join: if blank { JOIN_BLANK } else { JOIN }, gaps: true, sound };
            let own = search(scanner, from, width, columns, allowance)
                // Of a record that cannot be fitted otherwise even sound cells are joined or cut.
                .or_else(|| search(scanner, from, width, columns, Allowance { sound: false, ..allowance }));
            let other = if short { realigned(scanner, from, columns) } else { None };
            match (own, other) {
                (own, Some(other)) if own.as_ref().is_none_or(|own| other.cost + REDELIMIT < own.cost) => {
                    Some((other.cells, Some(RepairKind::Redelimited)))
                }
                (own, _) => own.map(|found| {
                    let kind = kind_of(&found, blank);
                    (found.cells, kind)
                }),
            }
        }
    }
}

/// What the steps of a reading amount to: the most telling of them.
fn kind_of(found: &Found, blank: bool) -> Option<RepairKind> {
    let took = |step| found.steps.contains(&step);
    [
        (Step::Split, RepairKind::Split),
        (Step::Joined, RepairKind::Joined),
        (Step::Dropped, RepairKind::Truncated),
        (Step::Padded, RepairKind::Padded),
        (Step::Unquoted, RepairKind::Unquoted),
    ]
    .into_iter()
    // Blanks inside bare text are how such files are written, no damage.
    .find(|(step, _)| took(*step) && !(blank && *step == Step::Joined))
    .map(|(_, kind)| kind)
}

/// What becomes of a record of too many cells.
enum Surplus {
    /// These cells are left without the empty ones that were too many.
    Dropped(Vec<Span>),
    /// It may as well be a number that was cut at its comma (`1,234.50`): no reading is certain.
    Amount,
    /// No empty cell is surely too many.
    Unclear,
}

/// The cells without those that are empty and too many: the last ones, or the one whose absence suits the columns best.
fn surplus(text: &str, columns: &[Column], policy: Ragged, width: usize, cells: &[Span]) -> Surplus {
    let empty = |cell: &Span| cell.start() == cell.end();
    let Some(extra) = cells.len().checked_sub(width).filter(|extra| *extra > 0) else { return Surplus::Unclear };
    let surprise =
        |column: usize, cell: &Span| columns.get(column).map_or(0.0, |column| column.surprise(Look::of(cell.of(text))));
    let all = |cells: &[Span]| -> f32 { cells.iter().enumerate().map(|(column, cell)| surprise(column, cell)).sum() };
    if extra > 1 {
        let (kept, rest) = cells.split_at(width);
        return match rest.iter().all(empty) {
            true if may_be_amount(text, columns, &cells[..=width], all(kept)) => Surplus::Amount,
            true => Surplus::Dropped(kept.to_vec()),
            false => Surplus::Unclear,
        };
    }
    // What the cells up to a place surprise where they stand, and those behind it one column further left.
    let mut cost = all(cells.get(1..).unwrap_or_default());
    let mut places: Vec<(usize, f32)> = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        if empty(cell) && !at.checked_sub(1).and_then(|left| cells.get(left)).is_some_and(empty) {
            places.push((at, cost));
        } else if empty(cell) && at == width {
            // The last of a run of empty cells: any of the run will do.
            places.pop();
            places.push((at, cost));
        }
        cost += surprise(at, cell) - cells.get(at + 1).map_or(0.0, |next| surprise(at, next));
    }
    let best = places.iter().copied().min_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    let Some((best, least)) = best else { return Surplus::Unclear };
    if may_be_amount(text, columns, cells, least) {
        return Surplus::Amount;
    }
    let others = places.iter().filter(|(at, _)| *at != best).map(|(_, cost)| *cost).fold(f32::INFINITY, f32::min);
    if policy == Ragged::Reject && best != width && others - least < MARGIN {
        return Surplus::Unclear;
    }
    Surplus::Dropped(cells.iter().enumerate().filter(|(at, _)| *at != best).map(|(_, cell)| *cell).collect())
}

/// Whether two neighbours of cells that are one too many may be the halves of one number, so that the cells suit their
/// columns about as well as by dropping an empty one, which surprises by `dropped`.
fn may_be_amount(text: &str, columns: &[Column], cells: &[Span], dropped: f32) -> bool {
    let surprise = |(column, cell): (&Column, &Span)| column.surprise(Look::of(cell.of(text)));
    let pairs = columns.iter().zip(cells.windows(2)).enumerate();
    pairs.filter(|(_, (column, _))| column.kind == Kind::Value || column.is_empty()).any(|(at, (_, halves))| {
        if !is_cut_number(text, &halves[0], &halves[1]) {
            return false;
        }
        let before: f32 = columns.iter().zip(cells).take(at).map(surprise).sum();
        let behind: f32 = columns.iter().zip(cells.iter().skip(1)).skip(at + 1).map(surprise).sum();
        before + behind < dropped + HALVES
    })
}

/// Whether two cells with nothing but a comma, and blanks, between them make a number.
fn is_cut_number(text: &str, left: &Span, right: &Span) -> bool {
    let between = text.get(left.end()..right.start()).unwrap_or_default().trim() == ",";
    let halves = (left.of(text).trim(), right.of(text).trim());
    between && !halves.0.is_empty() && !halves.1.is_empty() && is_number(&format!("{},{}", halves.0, halves.1))
}

/// The record cut at another sign, where that gives exactly the right width and the cells suit their columns.
fn redelimited(scanner: &Scanner<'_, '_>, from: usize, columns: &[Column]) -> Option<Vec<Span>> {
    let width = scanner.dialect.width;
    candidates(scanner, from).find_map(|sign| {
        let mut cells = Vec::new();
        let read = scanner.delimited_by(sign).lenient(from, None, &mut cells)?;
        let fits = cells.len() == width && !read.inner && !read.bare && suits(scanner, columns, &cells);
        // Names tell nothing of their columns; a comma left in one of them says that the blanks are part of the names.
        let parted = |cell: &Span| memchr::memchr(scanner.delimiter, cell.of(scanner.text).as_bytes()).is_none();
        (fits && (!columns.is_empty() || cells.iter().all(parted))).then_some(cells)
    })
}

/// The cheapest reading of the record in another sign.
fn realigned(scanner: &Scanner<'_, '_>, from: usize, columns: &[Column]) -> Option<Found> {
    let width = scanner.dialect.width;
    let read = |sign| {
        let join = if sign == b' ' { JOIN_BLANK } else { JOIN };
        search(&scanner.delimited_by(sign), from, width, columns, Allowance { join, gaps: false, sound: false })
    };
    candidates(scanner, from)
        .filter_map(read)
        .filter(|found| suits(scanner, columns, &found.cells))
        .min_by(|a, b| a.cost.total_cmp(&b.cost))
}

fn candidates(scanner: &Scanner<'_, '_>, from: usize) -> impl Iterator<Item = u8> {
    let line = scanner.bytes().get(from..).unwrap_or_default();
    let enough = scanner.dialect.width.saturating_sub(1).max(1);
    let own = scanner.delimiter;
    SIGNS.into_iter().filter(move |sign| *sign != own && memchr::memchr_iter(*sign, line).count() >= enough)
}

/// Whether cells may stand in these columns: each value where values stand, and no great surprise over all.
fn suits(scanner: &Scanner<'_, '_>, columns: &[Column], cells: &[Span]) -> bool {
    let pairs = || cells.iter().zip(columns);
    let all: f32 = pairs().map(|(cell, column)| column.surprise(Look::of(cell.of(scanner.text)))).sum();
    let typed = columns.iter().any(|column| column.kind == Kind::Value);
    columns.is_empty() || (all <= LIKELY * columns.len() as f32 && (!typed || scanner.has_the_kinds(cells)))
}
