//! Whether the first records of the table are its header: by known names, then by contrast with the records below.

use super::column::{Column, Kind};
use super::form::Header;
use super::shape::Shape;
use super::value::is_value;

/// Records compared with the first one.
const BELOW: usize = 200;
/// Records that a header can have.
const MOST: usize = 3;

/// Judges the first records of `table`. A record of texts above texts counts as a header, since most exports have one,
/// unless one of its cells is blank or appears again below it.
pub(super) fn judge(table: &[Vec<String>], is_known_header: &dyn Fn(&str) -> bool) -> Header {
    let Some((first, below)) = table.split_first() else { return Header::Row };
    let copies = below.iter().take(MOST - 1).take_while(|row| *row == first).count();
    let below = below.get(copies..).unwrap_or_default();
    let below = below.get(..BELOW).unwrap_or(below);
    let known = has_known_names(first, is_known_header);
    if !known && !contrasts(first, below, copies) {
        return Header::None;
    }
    if copies > 0 {
        return Header::of(1 + copies);
    }
    // Names in two or three levels, or units below names.
    let more = (0..MOST - 1).take_while(|level| {
        let rest = below.get(level + 1..).unwrap_or_default();
        below.get(*level).is_some_and(|row| row.len() == first.len() && stands_out(row, rest))
    });
    Header::of(1 + more.count())
}

/// How many cells of a record contrast with the columns below it, and how many are like them.
fn compare(row: &[String], below: &[Vec<String>]) -> (usize, usize) {
    let (mut contrasts, mut likenesses) = (0, 0);
    for (at, cell) in row.iter().enumerate() {
        let cells = || below.iter().filter_map(|record| record.get(at)).map(String::as_str);
        let column = Column::learn(cells());
        let filled = cells().filter(|cell| !cell.trim().is_empty()).count();
        let marked = cells().filter(|cell| is_marked(cell)).count();
        let blank = cell.trim().is_empty();
        match column.kind {
            _ if is_value(cell) => likenesses += 1,
            Kind::Value if !blank => contrasts += 1,
            Kind::Text if filled > 0 && marked * 5 >= filled * 4 && column.is_regular() && !blank => {
                if is_marked(cell) && column.knows(Shape::of(cell)) {
                    likenesses += 1;
                } else if !is_marked(cell) {
                    contrasts += 1;
                }
            }
            _ => {}
        }
    }
    (contrasts, likenesses)
}

/// Whether a cell holds a number, an address or the like, as names seldom do.
fn is_marked(cell: &str) -> bool {
    cell.contains(|sign: char| sign.is_numeric() || sign == '@') || cell.contains("://")
}

fn contrasts(first: &[String], below: &[Vec<String>], copies: usize) -> bool {
    let (contrasts, likenesses) = compare(first, below);
    match contrasts.cmp(&likenesses) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => likenesses == 0 && !looks_like_data(first, below, copies),
    }
}

/// Blank cells and repeated records are rarely names. Only a wide record may be repeated at once, as several exports
/// do with their header, or once more further down, where a second table starts.
fn looks_like_data(first: &[String], below: &[Vec<String>], copies: usize) -> bool {
    let repeated = below.iter().filter(|record| *record == first).count();
    let wide = first.len() > 3;
    first.iter().any(|cell| cell.trim().is_empty()) || (!wide && copies + repeated > 0) || (wide && repeated > 1)
}

/// Whether a record below the names is one of names too: it holds no value where the records below it hold several.
fn stands_out(row: &[String], below: &[Vec<String>]) -> bool {
    let (contrasts, likenesses) = compare(row, below);
    let columns = row.len();
    let values = (0..columns).filter(|at| {
        let cells = below.iter().filter_map(|record| record.get(*at)).map(String::as_str);
        Column::learn(cells).kind == Kind::Value
    });
    likenesses == 0 && contrasts >= 2 && contrasts >= values.count() && below.len() > 1
}

/// Whether at least half of the filled cells of a record, or two of them beside no value, are known names.
pub(super) fn has_known_names(record: &[String], is_known_header: &dyn Fn(&str) -> bool) -> bool {
    let filled = || record.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let known = filled().filter(|cell| is_known_header(cell)).count();
    known > 0 && (known * 2 >= filled().count() || (known >= 2 && !filled().any(is_value)))
}
