//! Columns told by their place: the places of a line that are blank in every line. Cells may then hold blanks themselves.

use unicode_width::UnicodeWidthChar;

/// Lines that are looked at, and the fewest that say something.
const LINES: usize = 1000;
const FEWEST: usize = 4;
/// Titles that may stand above the table, and notes that may stand below it.
const TITLES: usize = 3;
pub(super) const NOTES: usize = 8;

/// The bytes at which the cells of a line end that has these gaps, but for the last one. `None` where it is not aligned:
/// of one gap at most a part may be taken up, by a cell longer than those from which the gaps were told.
pub fn ends_at_gaps(line: &str, gaps: &[(usize, usize)]) -> Option<Vec<usize>> {
    if line.contains('\t') {
        return None;
    }
    let (mut ends, mut taken) = (Vec::with_capacity(gaps.len()), 0);
    let mut signs = places(line).peekable();
    for (start, end) in gaps {
        while signs.next_if(|(_, place, _)| place < start).is_some() {}
        // The blanks of the gap, as bytes, and whether a sign comes before, between or behind them.
        let (mut blanks, mut before, mut behind) = (None, false, false);
        while let Some((byte, _, sign)) = signs.next_if(|(_, place, _)| place < end) {
            match (sign, behind) {
                (' ', true) => return None,
                (' ', false) => blanks = Some(byte),
                (_, _) if blanks.is_some() => behind = true,
                (_, _) => before = true,
            }
        }
        taken += usize::from(before || behind);
        let rest = signs.peek().is_none().then_some(line.len());
        ends.push(blanks.or(rest).filter(|_| taken < 2 && !(before && behind))?);
    }
    Some(ends)
}

/// The signs of a line with the byte and the place at which each starts. A sign of full width takes two places.
fn places(line: &str) -> impl Iterator<Item = (usize, usize, char)> {
    line.char_indices().scan(0, |next, (byte, sign)| {
        let place = *next;
        *next += sign.width().unwrap_or(0);
        Some((byte, place, sign))
    })
}

/// The gaps between the columns of a table whose lines are aligned, each from its first place to behind its last; none
/// where there is no such table.
pub(super) fn gaps(lines: &[&str]) -> Vec<(usize, usize)> {
    let lines = lines.get(..LINES).unwrap_or(lines);
    let above = lines.len() - prose_below(lines);
    let padded = lines.iter().filter(|line| is_padded(line)).count();
    if lines.iter().any(|line| line.contains('\t')) || padded * 5 < above.max(1) * 4 {
        return Vec::new();
    }
    let head = lines.get(..above).filter(|head| head.len() > FEWEST).unwrap_or(lines);
    let title = |at: &usize| match head.get(at + 1..) {
        Some(below) if below.len() >= FEWEST => !is_aligned(lines[*at], &stretches(below)),
        _ => false,
    };
    let titles = (0..TITLES.min(lines.len())).take_while(title).count();
    match lines.get(titles..) {
        Some(table) if table.len() >= FEWEST => columns(stretches(above_notes(table))).windows(2).map(gap).collect(),
        _ => Vec::new(),
    }
}

fn is_padded(line: &str) -> bool {
    line.trim().contains("  ")
}

/// The last lines that are prose and may be notes.
pub(super) fn prose_below(lines: &[&str]) -> usize {
    lines.iter().rev().take(NOTES).take_while(|line| !is_padded(line)).count()
}

/// The lines of a table above its notes: lines of prose with a sign where all those above have a gap.
fn above_notes<'l, 't>(lines: &'l [&'t str]) -> &'l [&'t str] {
    let splits = (lines.len() - prose_below(lines)).max(FEWEST)..lines.len();
    let above = splits.map(|at| lines.split_at(at)).find(|(above, notes)| {
        let table = stretches(above);
        notes.iter().all(|note| !is_aligned(note, &table))
    });
    above.map_or(lines, |(above, _)| above)
}

fn gap(pair: &[Stretch]) -> (usize, usize) {
    (pair[0].end, pair[1].start)
}

/// Whether a line has a blank in every gap.
fn is_aligned(line: &str, table: &[Stretch]) -> bool {
    let used = used(std::slice::from_ref(&line));
    table
        .windows(2)
        .map(gap)
        .all(|(start, end)| used.get(start..end).is_none_or(|places| !places.iter().all(|used| *used)))
}

/// A stretch of places between two gaps.
#[derive(Clone, Copy)]
struct Stretch {
    start: usize,
    end: usize,
    /// Whether the first line, and whether any other, has something there.
    named: bool,
    filled: bool,
}

/// The stretches of places where some line has something, the first line being told from the others.
fn stretches(lines: &[&str]) -> Vec<Stretch> {
    let Some((first, below)) = lines.split_first() else { return Vec::new() };
    let (named, filled) = (used(std::slice::from_ref(first)), used(below));
    let at = |used: &[bool], place: usize| used.get(place).copied().unwrap_or(false);
    let mut stretches: Vec<Stretch> = Vec::new();
    for place in 0..named.len().max(filled.len()) {
        let (named, filled) = (at(&named, place), at(&filled, place));
        if !named && !filled {
            continue;
        }
        match stretches.last_mut() {
            Some(last) if last.end == place => {
                (last.end, last.named, last.filled) = (place + 1, last.named || named, last.filled || filled);
            }
            _ => stretches.push(Stretch { start: place, end: place + 1, named, filled }),
        }
    }
    stretches
}

/// The columns made of them: one blank between a day and its time or between two words of a name parts none.
fn columns(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut columns: Vec<Stretch> = Vec::new();
    for next in stretches {
        match columns.last_mut() {
            Some(last) if last.end + 1 == next.start && (!next.named || !next.filled || !last.filled) => {
                (last.end, last.named, last.filled) = (next.end, last.named || next.named, last.filled || next.filled);
            }
            _ => columns.push(next),
        }
    }
    columns
}

/// The places at which some line has a sign that is not blank.
fn used(lines: &[&str]) -> Vec<bool> {
    let mut used = Vec::new();
    for (_, place, sign) in lines.iter().flat_map(|line| places(line)).filter(|(_, _, sign)| *sign != ' ') {
        let end = place + sign.width().unwrap_or(0);
        if used.len() < end {
            used.resize(end, false);
        }
        used.iter_mut().take(end).skip(place).for_each(|place| *place = true);
    }
    used
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_inside_cells_part_no_columns() {
        let lines = [
            "No    Ordered            Customer name  Total sum",
            "A1    2026-02-01 10:00   Anna Smith          5.00",
            "A2    2026-02-02 10:01   Bob                12.00",
            "A3    2026-02-03 10:02   Li Wei              7.50",
            "A4    2026-02-04 10:02                       7.50",
        ];
        assert_eq!(gaps(&lines), [(2, 6), (22, 25), (38, 40)]);
        let title = ["All orders of the year 2026, as exported by the shop"];
        assert_eq!(gaps(&[&title, &lines[..]].concat()).len(), 3);
    }

    #[test]
    fn notes_below_the_table_fill_no_gaps() {
        let lines = [
            "All orders of the year 2026, as exported by the shop",
            "customer_id order_id order_date     amount",
            "C00100      A1       2026-02-01       5.00",
            "C00101      A2       2026-02-02      12.00",
            "C00100      A3       2026-02-03       7.50",
            "C00103      A4       2026-02-04       7.50",
            "C00104      A5       2026-02-05       7.50",
        ];
        for notes in [&["(30 rows affected)"][..], &["30 rows selected.", "Elapsed: 00:00:01.23"], &[]] {
            for table in [&lines[..], &lines[1..]] {
                let lines = [table, notes].concat();
                assert_eq!(gaps(&lines), [(11, 12), (20, 21), (31, 36)], "{notes:?}");
            }
        }
    }

    #[test]
    fn a_longer_cell_may_reach_into_one_gap() {
        let gaps = [(2, 6), (10, 12)];
        let cells = |line| {
            let ends = ends_at_gaps(line, &gaps)?;
            let starts = std::iter::once(0).chain(ends.iter().copied());
            Some(starts.zip(ends.iter().copied().chain([line.len()])).map(|(from, to)| line[from..to].trim()).collect())
        };
        let cut = |line| cells(line).map(|cells: Vec<&str>| cells.join("|"));
        assert_eq!(cut("A1    Anna  5"), Some("A1|Anna|5".to_string()));
        assert_eq!(cut("A1"), Some("A1||".to_string()));
        assert_eq!(cut("A12   Anna"), Some("A12|Anna|".to_string()));
        assert_eq!(cut("A1    Anna 15"), Some("A1|Anna|15".to_string()));
        assert_eq!(cut("A1   XAnna Y5"), None);
        assert_eq!(cut("A1 b  Anna  5"), None);
        assert_eq!(cut("A1bcdefg"), None);
        assert_eq!(cut("A1\tAnna\t5"), None);
    }

    #[test]
    fn signs_of_full_width_take_two_places() {
        let lines = ["编号  客户  金额", "A01   王伟  5.00", "A02   李娜  7.00", "A03   Tom   9.00"];
        assert_eq!(gaps(&lines), [(4, 6), (10, 12)]);
    }

    #[test]
    fn prose_has_no_columns() {
        assert!(gaps(&["a b c d", "ab cd e", "abc d e", "abcd e f"]).is_empty());
        assert!(gaps(&["a  b", "c  d"]).is_empty());
        assert!(gaps(&["a\tb", "c\td", "e\tf", "g\th"]).is_empty());
        assert!(gaps(&[]).is_empty());
    }
}
