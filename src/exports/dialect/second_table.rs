//! Where a second table begins: at a record that repeats the names of the columns, or at names of its own above records
//! of another width or of other kinds.

use std::collections::BTreeSet;

use super::column::{Column, Kind};
use super::form::Dialect;
use super::value::is_value;

/// Records below a new header that have to bear it out.
const BELOW: usize = 20;
/// Records above it from which the columns of the first table are learnt.
const ABOVE: usize = 256;

/// The first record of a second table among `rows`, of which the first `names` are preamble and header; `is_known_header`
/// says whether a cell is the name of a column that is looked for.
pub(super) fn start(
    rows: &[Vec<String>],
    names: usize,
    dialect: &Dialect,
    is_known_header: &dyn Fn(&str) -> bool,
) -> Option<usize> {
    if dialect.width < 2 {
        return None;
    }
    let header = rows.get(dialect.preamble_records..names).unwrap_or_default();
    let header_row = header.first().filter(|_| header.len() == 1);
    let header: Vec<BTreeSet<&str>> =
        header.iter().map(|names| names.iter().map(|name| name.trim()).collect()).collect();
    let mut of_values = Vec::new();
    (names.saturating_add(1)..rows.len()).find(|at| {
        // The columns of the first table are learnt from the records above, anew each time these have doubled.
        if (at - names).is_power_of_two() && at - names <= ABOVE {
            of_values = columns_of_values(rows.get(names..*at).unwrap_or_default(), dialect.width);
        }
        let (row, below) = (rows.get(*at), rows.get(at + 1..).unwrap_or_default());
        let below = below.get(..BELOW).unwrap_or(below);
        let begins = |row: &Vec<String>| starts_table(row, is_known_header, below, dialect.width, &of_values);
        // The header itself again, word for word, is that of a page or of a file appended: the table goes on.
        let again = |row: &Vec<String>| Some(row) == header_row;
        row.is_some_and(|row| !again(row) && (header.iter().any(|names| repeats(row, names)) || begins(row)))
    })
}

/// The columns that hold values in the records of that width.
fn columns_of_values(rows: &[Vec<String>], width: usize) -> Vec<usize> {
    let fitting = || rows.iter().filter(|row| row.len() == width);
    let cells = |at: usize| fitting().filter_map(move |row| row.get(at)).map(String::as_str);
    (0..width).filter(|at| Column::learn(cells(*at)).kind == Kind::Value).collect()
}

/// Whether most filled cells of a record are names of columns, two different ones at least.
fn repeats(row: &[String], names: &BTreeSet<&str>) -> bool {
    let filled = || row.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let known = || filled().filter(|cell| names.contains(cell));
    known().count() * 5 >= filled().count() * 3 && known().collect::<BTreeSet<_>>().len() >= 2
}

/// Whether a record of words stands over values: most of the records below it have one where it has a word.
fn heads_values(row: &[String], below: &[Vec<String>]) -> bool {
    (0..row.len()).any(|at| {
        let values = below.iter().filter(|record| record.get(at).is_some_and(|cell| is_value(cell))).count();
        values * 2 > below.len()
    })
}

/// Whether a record of words stands where values belong, and the records below it are another table's: of another width,
/// or with something else where the first table has values. Words alone may as well be one bad record (`n/a`, `void`), and
/// below it the table goes on, unless some of the words are names of columns that are looked for.
fn starts_table(
    row: &[String],
    is_known_header: &dyn Fn(&str) -> bool,
    below: &[Vec<String>],
    width: usize,
    of_values: &[usize],
) -> bool {
    let blank = |cell: &str| cell.trim().is_empty();
    let filled = row.iter().filter(|cell| !blank(cell)).count();
    // Nearly every record holds a value; only the others are worth a look at what stands below them.
    let names = row.len() >= 2 && filled * 5 >= row.len() * 4 && !row.iter().any(|cell| is_value(cell));
    if !names || !heads_values(row, below) {
        return false;
    }
    let contrasts = of_values.iter().filter(|at| row.get(**at).is_some_and(|cell| !blank(cell))).count();
    let share = |count: usize, of: usize| count as f64 / of.max(1) as f64;
    if row.len() != width {
        let same = below.iter().filter(|record| record.len() == row.len()).count();
        return contrasts > 0 && share(same, below.len()) >= 0.8;
    }
    let cells = || of_values.iter().flat_map(|at| below.iter().filter_map(move |record| record.get(*at)));
    let fitting = cells().filter(|cell| blank(cell) || is_value(cell)).count();
    let changed = share(fitting, cells().count()) < 0.5;
    let known =
        || row.iter().map(|cell| cell.trim()).filter(|cell| is_known_header(cell)).collect::<BTreeSet<_>>().len();
    contrasts >= 2 && contrasts * 2 >= of_values.len() && (changed || known() >= 2)
}
