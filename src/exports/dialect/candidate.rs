//! Delimiter, quote and escape by constant width: each candidate cuts the whole sample, and the steadiest wins.

use super::detect::Sample;
use super::form::{Delimiter, Dialect, Escape, GivenDialect, Spacing};
use super::value::is_number;

/// A way to cut the sample, and how well it fits.
pub(super) struct Candidate {
    /// Of any width yet.
    pub(super) dialect: Dialect,
    pub(super) width: usize,
    /// The share of records that the width holds for.
    pub(super) share: f64,
    pub(super) score: f64,
    /// The share of records whose quoted cells the delimiter leaves whole.
    whole: f64,
    /// The records of the sample.
    pub(super) records: usize,
    /// Cells surrounded by the quote.
    pub(super) quoted: usize,
    /// Whether the quote surrounds nearly every record.
    surrounds: bool,
}

/// The best candidate among the delimiters and the usual quotes; of equal ones the last delimiter and `"`.
pub(super) fn best(sample: &Sample<'_>, delimiters: &[Delimiter], given: &GivenDialect) -> Candidate {
    let quotes: &[Option<u8>] = match &given.quote {
        Some(quote) => &[*quote],
        None if sample.text.contains('\'') => &[Some(b'"'), Some(b'\'')],
        None => &[Some(b'"')],
    };
    let mut best: Option<Candidate> = None;
    for delimiter in delimiters {
        for quote in quotes {
            for spacing in spacings(sample.text, *delimiter) {
                let candidate = candidate(sample, *delimiter, *quote, spacing, given);
                if best.as_ref().is_none_or(|best| candidate.beats(best)) {
                    best = Some(candidate);
                }
            }
        }
    }
    let comma = delimiters.first().copied().unwrap_or(Delimiter::Comma);
    let quote = quotes.first().copied().flatten();
    best.filter(|best| best.score > 0.0).unwrap_or_else(|| candidate(sample, comma, quote, Spacing::None, given))
}

impl Candidate {
    fn beats(&self, best: &Candidate) -> bool {
        if self.dialect.delimiter != best.dialect.delimiter {
            if self.parts_all(best) {
                return true;
            }
            if best.parts_all(self) {
                return false;
            }
        }
        let other_quote = self.dialect.delimiter == best.dialect.delimiter && self.dialect.quote != best.dialect.quote;
        match other_quote {
            // An apostrophe may start a cell by accident, so it has to explain more than the double quote.
            true => {
                let only = self.quoted >= 2 && (best.quoted == 0 || self.surrounds);
                self.score > best.score * 1.01 || (self.score >= best.score && only)
            }
            false => self.score * self.whole >= best.score * best.whole,
        }
    }
}

impl Candidate {
    /// Whether every record, the header among them, is parted into the same number of cells by a sign that is seldom
    /// part of a text, as the other candidate does not. Its cells must not be much worse than those of the other.
    fn parts_all(&self, other: &Candidate) -> bool {
        let seldom = self.dialect.delimiter != Delimiter::Comma
            && self.score * self.whole * 3.0 >= other.score * other.whole
            && self.score > 0.0;
        seldom && self.records > 1 && self.share == 1.0 && other.share < 1.0
    }
}

/// Blanks behind most delimiters make the blanks a part of the delimiter.
fn spacings(text: &str, delimiter: Delimiter) -> Vec<Spacing> {
    let delimiter = delimiter.byte();
    let (mut all, mut spaced) = (0, 0);
    for at in memchr::memchr_iter(delimiter, text.as_bytes()) {
        all += 1;
        spaced += usize::from(text.as_bytes().get(at + 1) == Some(&b' '));
    }
    if delimiter != b' ' && spaced > 0 && spaced * 10 >= all * 6 {
        vec![Spacing::None, Spacing::Blank]
    } else {
        vec![Spacing::None]
    }
}

fn candidate(
    sample: &Sample<'_>,
    delimiter: Delimiter,
    quote: Option<u8>,
    spacing: Spacing,
    given: &GivenDialect,
) -> Candidate {
    let escape = given.escape.unwrap_or_else(|| escape(sample.text, quote));
    let dialect = Dialect { quote, spacing, escape, ..Dialect::plain(delimiter, 0) };
    let rows = sample.records(&dialect);
    let widths: Vec<usize> = behind_titles(&rows).iter().map(Vec::len).collect();
    let width = usual_width(&widths);
    let share = share(&widths, width);
    let score =
        if share > 0.5 { share * share * (width as f64).ln() * clean_share(&rows, delimiter).powi(2) } else { 0.0 };
    let score = score * unspaced_share(&rows, spacing, sample.text, delimiter);
    let quoted = quote.map_or(0, |quote| quoted_cells(sample.text, delimiter.byte(), quote));
    let whole = whole_share(&rows).powi(2);
    let surrounds = quote.is_some_and(|quote| surrounds(sample.text, quote));
    Candidate { dialect, width, share, score, whole, records: rows.len(), quoted, surrounds }
}

/// The records from the first one on of which more than half of the cells are filled: titles and notes above a table may
/// be padded, each to the same width, but not that of the table.
fn behind_titles(rows: &[Vec<String>]) -> &[Vec<String>] {
    let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let titles = rows.iter().take_while(|row| row.len() > 2 && filled(row) * 2 <= row.len()).count();
    rows.get(titles..).filter(|rest| rest.len() > 1).unwrap_or(rows)
}

/// The width of the first table: of the frequent widths that are not much smaller than the widest of them the first one.
pub(super) fn usual_width(widths: &[usize]) -> usize {
    let mut sorted = widths.to_vec();
    sorted.sort_unstable();
    let counts: Vec<(usize, usize)> = sorted.chunk_by(|a, b| a == b).map(|run| (run[0], run.len())).collect();
    let frequent = |width: usize| {
        let count = counts.iter().find(|(known, _)| *known == width).map_or(0, |(_, count)| *count);
        width > 1 && count >= 2 && count * 4 >= widths.len()
    };
    let widest = counts.iter().map(|(width, _)| *width).filter(|width| frequent(*width)).max().unwrap_or(0);
    let most = counts.iter().max_by_key(|(width, count)| (*count, *width)).map_or(1, |(width, _)| *width);
    if most == 1 && widths.len() > 3 {
        return 1;
    }
    widths.iter().copied().find(|width| frequent(*width) && *width * 5 >= widest * 3).unwrap_or(most)
}

/// The share of records that have the width, or the width of the record before them: below the first table there may be
/// another one.
fn share(widths: &[usize], width: usize) -> f64 {
    let having = widths.iter().filter(|known| **known == width).count();
    let steady = widths.windows(2).filter(|pair| pair[0] == pair[1] && pair[0] > 1).count();
    let share = |count: usize, all: usize| count as f64 / all.max(1) as f64;
    let steady = if widths.len() > 3 { share(steady, widths.len() - 1) } else { 0.0 };
    share(having, widths.len()).max(steady)
}

/// The share of cells without the delimiter of another candidate. A decimal comma is none, so that `1,5;2,5` is
/// cut at the semicolon, nor is a comma before a blank, as in any text, nor a TAB behind a cell.
fn clean_share(rows: &[Vec<String>], delimiter: Delimiter) -> f64 {
    let own = char::from(delimiter.byte());
    let foreign = |text: &str| {
        let mut signs = text.chars().peekable();
        std::iter::from_fn(|| Some((signs.next()?, signs.peek().copied()))).any(|(sign, next)| {
            matches!(sign, ',' | ';' | '\t' | '|') && sign != own && (sign, next) != (',', Some(' '))
        })
    };
    let cells = || rows.iter().flatten();
    let clean = |cell: &&String| !foreign(cell.trim()) || is_number(cell);
    cells().filter(clean).count() as f64 / cells().count().max(1) as f64
}

/// The share of records in which every cell holds an even number of double quotes: a delimiter inside a quoted cell
/// tears it apart where it is taken for that of the table. Never nothing, since signs of inches look the same.
fn whole_share(rows: &[Vec<String>]) -> f64 {
    let torn = |row: &&Vec<String>| row.iter().any(|cell| cell.bytes().filter(|byte| *byte == b'"').count() % 2 == 1);
    1.0 - 0.9 * rows.iter().filter(torn).count() as f64 / rows.len().max(1) as f64
}

/// How well the spacing suits: of cells that start with a blank where blanks belong to cells, and of delimiters without
/// a blank where they do not.
fn unspaced_share(rows: &[Vec<String>], spacing: Spacing, text: &str, delimiter: Delimiter) -> f64 {
    let share = |count: usize, all: usize| count as f64 / all.max(1) as f64;
    match spacing {
        Spacing::None => {
            let cells = || rows.iter().flat_map(|row| row.iter().skip(1)).filter(|cell| !cell.is_empty());
            1.0 - share(cells().filter(|cell| cell.starts_with(' ')).count(), cells().count()) / 2.0
        }
        Spacing::Blank => {
            let bytes = text.as_bytes();
            let bare = |at: &usize| !matches!(bytes.get(at + 1), Some(b' ' | b'\n' | b'\r') | None);
            let delimiters = || memchr::memchr_iter(delimiter.byte(), bytes);
            1.0 - share(delimiters().filter(bare).count(), delimiters().count())
        }
    }
}

/// Cells that start and end with the quote.
fn quoted_cells(text: &str, delimiter: u8, quote: u8) -> usize {
    let bytes = text.as_bytes();
    let edge = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == delimiter || matches!(byte, b'\n' | b'\r' | b' '));
    let at = |at: usize| bytes.get(at);
    let (mut opened, mut closed) = (0_usize, 0_usize);
    for place in memchr::memchr_iter(quote, bytes) {
        let before = place.checked_sub(1).and_then(at);
        opened += usize::from(edge(before) && !edge(at(place + 1)));
        closed += usize::from(!edge(before) && edge(at(place + 1)));
    }
    opened.min(closed)
}

/// Whether nearly every line begins and ends with the quote, as where every cell stands in it.
fn surrounds(text: &str, quote: u8) -> bool {
    let within = |line: &&[u8]| matches!(line, [first, .., last] if *first == quote && *last == quote);
    let lines = || text.lines().map(|line| line.trim().as_bytes()).filter(|line| !line.is_empty());
    lines().filter(within).count() * 10 >= lines().count() * 9
}

/// A backslash escapes where it stands before more quotes than are doubled, some of them before a word, or before the quote
/// that ends a cell: `"20\"",`.
fn escape(text: &str, quote: Option<u8>) -> Escape {
    let Some(quote) = quote else { return Escape::Doubled };
    let bytes = text.as_bytes();
    let (mut behind_backslash, mut telling, mut doubled) = (0, 0, 0);
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| b",;\t|\r\n".contains(byte));
    for at in memchr::memchr_iter(quote, bytes) {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let backslashes = bytes.iter().take(at).rev().take_while(|byte| **byte == b'\\').count();
        let after = bytes.get(at + 1);
        let word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
        if backslashes % 2 == 1 {
            behind_backslash += 1;
            let before_end = after == Some(&quote) && ends(bytes.get(at + 2));
            telling += usize::from(word(after) || before_end);
        } else if after == Some(&quote) && (word(before) || word(bytes.get(at + 2))) {
            doubled += 1;
        }
    }
    if telling > 0 && behind_backslash > doubled { Escape::Backslash } else { Escape::Doubled }
}
