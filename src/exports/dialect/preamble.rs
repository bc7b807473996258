//! Records before the table: titles and notes, short or padded to the width of the table.

use super::form::Dialect;
use super::header::has_known_names;

/// Counts the records before the table: those with at most half of their cells filled before the first fuller one. A
/// record of known names is the header however wide it is.
pub(super) fn count(rows: &[Vec<String>], dialect: &Dialect, is_known_header: &dyn Fn(&str) -> bool) -> usize {
    let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let before_table = |row: &&Vec<String>| {
        let few = match dialect.width {
            0 | 1 => false,
            2 => row.len() < 2,
            width => filled(row) * 2 <= width,
        };
        few && !(filled(row) > 1 && has_known_names(row, is_known_header))
    };
    match rows.iter().take_while(before_table).count() {
        all if all == rows.len() => 0,
        count => count,
    }
}
