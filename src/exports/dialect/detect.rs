//! The dialect of a sample: the delimiter by constant width over many records, the preamble by its short records.

use csv::StringRecord;

use super::form::records;
use super::header::{has_known_names, judge};
use super::{CollapseBlanks, Delimiter, Dialect, GivenDialect};
use crate::exports::cast::{DecimalMark, parse_money};

/// Whether the sample ends where the file ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleEnd {
    /// The sample is the whole file.
    WholeFile,
    /// The file goes on, so the last record may be cut.
    Cut,
}

/// A way to cut the sample, and how well it fits.
struct Candidate {
    delimiter: Delimiter,
    records: Vec<StringRecord>,
    width: usize,
    score: f64,
}

/// Detects the dialect of a sample from the start of a file (some 256 KiB are enough). `given` wins; `is_known_header`
/// says whether a trimmed cell is the name of a column that the program knows.
///
/// A sample without a constant width above one is a table of one column. An empty sample has a header of no columns.
pub fn detect(sample: &str, end: SampleEnd, given: GivenDialect, is_known_header: &dyn Fn(&str) -> bool) -> Dialect {
    let quote = given.quote.unwrap_or(b'"');
    let cut = |delimiter| cut_sample(sample, end, delimiter, quote);
    let best = match given.delimiter {
        Some(delimiter) => cut(delimiter),
        None => {
            // In a tie the later candidate wins: the comma is also the decimal mark of half the world.
            [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Pipe, Delimiter::Tab]
                .map(cut)
                .into_iter()
                .filter(|candidate| candidate.score > 0.0)
                .max_by(|a, b| a.score.total_cmp(&b.score))
                .or_else(|| Some(cut(Delimiter::Blanks)).filter(is_aligned_numbers))
                .unwrap_or_else(|| cut(Delimiter::Comma))
        }
    };
    let preamble_records = given.preamble_records.unwrap_or_else(|| count_preamble(&best, is_known_header));
    let table = best.records.get(preamble_records..).unwrap_or_default();
    let header = given.header.unwrap_or_else(|| judge(table, is_known_header));
    Dialect { delimiter: best.delimiter, quote, header, preamble_records }
}

fn cut_sample(sample: &str, end: SampleEnd, delimiter: Delimiter, quote: u8) -> Candidate {
    let reader: Box<dyn std::io::Read + '_> = match delimiter {
        Delimiter::Blanks => Box::new(CollapseBlanks::new(sample.as_bytes())),
        _ => Box::new(sample.as_bytes()),
    };
    let mut records: Vec<StringRecord> =
        records(delimiter, quote).from_reader(reader).into_records().flatten().collect();
    if end == SampleEnd::Cut && records.len() > 1 {
        records.pop();
    }
    let (width, count) = usual_width(&records);
    let share = count as f64 / records.len().max(1) as f64;
    let score = if share > 0.5 { share * share * (width as f64).ln() * clean_share(&records).powi(2) } else { 0.0 };
    Candidate { delimiter, records, width, score }
}

/// The most frequent width and how many records have it; the wider one of two as frequent.
fn usual_width(records: &[StringRecord]) -> (usize, usize) {
    let mut widths: Vec<usize> = records.iter().map(StringRecord::len).collect();
    widths.sort_unstable();
    widths
        .chunk_by(|a, b| a == b)
        .map(|run| (run[0], run.len()))
        .max_by_key(|(width, count)| (*count, *width))
        .unwrap_or((1, 0))
}

/// The share of cells without the delimiter of another candidate. A decimal comma is none, so that `1,5;2,5` is
/// cut at the semicolon.
fn clean_share(records: &[StringRecord]) -> f64 {
    let cells = || records.iter().flatten();
    let clean = |cell: &&str| !cell.contains([',', ';', '\t', '|']) || parse_money(cell, DecimalMark::Comma).is_ok();
    cells().filter(clean).count() as f64 / cells().count().max(1) as f64
}

/// Words are separated by blanks too, so blanks are delimiters only where at least half of the columns hold nothing
/// but numbers and nearly every record has the same width.
fn is_aligned_numbers(candidate: &Candidate) -> bool {
    let table: Vec<&StringRecord> = candidate.records.iter().filter(|record| record.len() == candidate.width).collect();
    let is_number = |cell: &str| parse_money(cell, DecimalMark::Point).is_ok();
    let numeric = |column: usize| table.iter().skip(1).all(|record| record.get(column).is_some_and(is_number));
    let columns = (0..candidate.width).filter(|column| numeric(*column)).count();
    candidate.width > 1
        && table.len() > 1
        && table.len() * 10 >= candidate.records.len() * 9
        && columns * 2 >= candidate.width
}

/// Records before the table: those narrower than it, or padded to its width around a single cell. A record of known
/// names is the header however wide it is.
fn count_preamble(candidate: &Candidate, is_known_header: &dyn Fn(&str) -> bool) -> usize {
    let filled = |record: &StringRecord| record.iter().filter(|cell| !cell.trim().is_empty()).count();
    let before_table = |record: &&StringRecord| {
        let short = record.len() < candidate.width || (candidate.width > 2 && filled(record) < 2);
        short && !(filled(record) > 1 && has_known_names(record, is_known_header))
    };
    match candidate.records.iter().take_while(before_table).count() {
        all if all == candidate.records.len() => 0,
        count => count,
    }
}

#[cfg(test)]
mod tests;
