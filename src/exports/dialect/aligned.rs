//! Tables delimited by blanks. Words are separated by blanks too, so these need columns of values to be believed.

use super::candidate::{Candidate, best, usual_width};
use super::column::{Column, Kind};
use super::detect::{Sample, SampleEnd};
use super::form::{Delimiter, GivenDialect};
use super::gaps::{NOTES, gaps, prose_below};
use super::value::is_number;

/// Records from which on a table whose lines are aligned, or whose quoted cells make for one width, is believed.
const RECORDS: usize = 5;

/// The table delimited by blanks that the sample holds rather than `other`, if it holds one.
pub(super) fn instead_of(other: &Candidate, sample: &Sample<'_>, given: &GivenDialect) -> Option<Candidate> {
    if other.score == 0.0 || parts_numbers(other, sample) {
        let blanks = of(sample, Delimiter::Blanks, given);
        if is_aligned_numbers(&blanks, sample) {
            return Some(blanks);
        }
    }
    if other.score > 0.0 && other.share > 0.9 {
        return None;
    }
    let space = of(sample, Delimiter::Space, given);
    is_table_of_values(&space, sample).then_some(space)
}

/// Whether the delimiter is a comma that only stands in numbers between blanks, as it groups thousands or parts decimals,
/// or before a blank as in any text. The first line, of names, has no such number.
fn parts_numbers(other: &Candidate, sample: &Sample<'_>) -> bool {
    if other.dialect.delimiter != Delimiter::Comma {
        return false;
    }
    let inner = |text: &&str| text.trim_end_matches(',').contains(',');
    let mut lines = sample.text.lines().filter(|line| !line.trim().is_empty());
    lines.next().is_some_and(|first| !first.split_ascii_whitespace().any(|word| inner(&word)))
        && sample.text.split_ascii_whitespace().filter(inner).all(is_number)
        && sample.text.split_ascii_whitespace().any(|word| inner(&word))
}

/// The candidate for a delimiter that is blank. Bare text between single spaces only adds cells, so that the smallest
/// frequent width is the true one.
pub(super) fn of(sample: &Sample<'_>, delimiter: Delimiter, given: &GivenDialect) -> Candidate {
    let mut candidate = best(sample, &[delimiter], given);
    let widths =
        |candidate: &Candidate| -> Vec<usize> { sample.records(&candidate.dialect).iter().map(Vec::len).collect() };
    if delimiter == Delimiter::Blanks {
        candidate.dialect.quote = None;
        let (words, lines) = (widths(&candidate), lines(sample));
        let differ = words.iter().any(|width| Some(width) != words.first());
        // A note below the table may have as many words as a row.
        if differ || prose_below(&lines) > 0 {
            let gaps = gaps(&lines);
            if differ || words.first() == Some(&(gaps.len() + 1)) {
                candidate.dialect.gaps = gaps;
            }
        }
    }
    let mut widths = widths(&candidate);
    if !candidate.dialect.gaps.is_empty() {
        let notes = widths.iter().rev().take(NOTES).take_while(|width| **width == 1).count();
        widths.truncate(widths.len() - notes);
    }
    let frequent = |width: usize| widths.iter().filter(|known| **known == width).count() * 8 >= widths.len();
    candidate.width = match delimiter {
        Delimiter::Space => widths.iter().copied().filter(|width| *width > 1 && frequent(*width)).min().unwrap_or(1),
        _ => usual_width(&widths),
    };
    candidate.share =
        widths.iter().filter(|width| **width == candidate.width).count() as f64 / widths.len().max(1) as f64;
    candidate
}

/// The lines of a sample that are not blank and not cut.
fn lines<'t>(sample: &Sample<'t>) -> Vec<&'t str> {
    let mut lines: Vec<&str> = sample.text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).collect();
    if sample.end == SampleEnd::Cut {
        lines.pop();
    }
    lines
}

/// The kinds of the columns below the first record of the right width.
fn kinds(candidate: &Candidate, sample: &Sample<'_>) -> Vec<Kind> {
    let rows = sample.records(&candidate.dialect);
    let table: Vec<&Vec<String>> = rows.iter().filter(|row| row.len() == candidate.width).skip(1).collect();
    let cells = |column: usize| table.iter().filter_map(move |row| row.get(column)).map(String::as_str);
    (0..candidate.width).map(|column| Column::learn(cells(column)).kind).collect()
}

/// Nearly every record has the same width, and at least half of the columns hold values, or one does and the lines are
/// aligned.
fn is_aligned_numbers(candidate: &Candidate, sample: &Sample<'_>) -> bool {
    let kinds = kinds(candidate, sample);
    let values = kinds.iter().filter(|kind| **kind == Kind::Value).count();
    let aligned = !candidate.dialect.gaps.is_empty() && values > 0 && candidate.records >= RECORDS;
    candidate.width > 1 && candidate.share >= 0.9 && (values * 2 >= candidate.width || aligned)
}

/// At least two columns and a quarter of them hold values, and few records have less cells than columns; or every blank
/// inside a cell is quoted, so that nearly all records have the same width.
fn is_table_of_values(candidate: &Candidate, sample: &Sample<'_>) -> bool {
    let kinds = kinds(candidate, sample);
    let values = kinds.iter().filter(|kind| **kind == Kind::Value).count();
    let rows = sample.records(&candidate.dialect);
    let enough = rows.iter().filter(|row| row.len() >= candidate.width).count();
    let of_values = values >= 2 && values * 4 >= candidate.width && enough * 10 >= rows.len() * 9;
    let quoted = candidate.quoted >= 2 && candidate.share >= 0.95;
    candidate.width > 2 && rows.len() >= RECORDS && (of_values || quoted)
}
