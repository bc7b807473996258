//! Many ranges at once: which of them covers a serial. It counts nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::check_digit::CheckDigit;
use super::range::{Piece, SerialRange};
use super::serial::Serial;

/// Serials of one length, each piece with a range that covers it.
type Pieces = Vec<(Piece, u32)>;

/// Serials of one prefix, suffix and length.
#[derive(Clone, Debug)]
struct Series {
    prefix: String,
    suffix: String,
    width: usize,
    /// Ascending and disjoint, each with the first range that covers it.
    pieces: Pieces,
}

/// Ranges cut and laid out so that the one that covers a serial is found in logarithmic time.
#[derive(Clone, Debug, Default)]
pub struct SerialSet {
    /// By prefix, suffix and width.
    series: Vec<Series>,
    check_digit: CheckDigit,
}

impl SerialSet {
    /// The set of all serials in `ranges`, which may overlap and are read by the same rules. Takes n log n steps.
    pub fn new(ranges: &[SerialRange]) -> SerialSet {
        let mut by_series: BTreeMap<(&str, &str, usize), Pieces> = BTreeMap::new();
        for (rule, range) in ranges.iter().enumerate() {
            for piece in range.pieces() {
                let key = (range.prefix.as_str(), range.suffix.as_str(), piece.width);
                by_series.entry(key).or_default().push((piece, rule as u32));
            }
        }
        let series = by_series.into_iter().map(|((prefix, suffix, width), pieces)| Series {
            prefix: prefix.to_string(),
            suffix: suffix.to_string(),
            width,
            pieces: disjoint(&pieces),
        });
        let check_digit = ranges.first().map_or(CheckDigit::Absent, |range| range.check_digit);
        SerialSet { series: series.collect(), check_digit }
    }

    /// Position of the first of the ranges that contains `serial`; `None` when none does. Takes log n steps.
    pub fn rule(&self, serial: &Serial<'_>) -> Option<usize> {
        let wanted = (serial.prefix, serial.suffix, serial.width);
        let key = |series: &Series| (series.prefix.as_str(), series.suffix.as_str(), series.width).cmp(&wanted);
        let pieces = &self.series[self.series.binary_search_by(key).ok()?].pieces;
        let after = pieces.partition_point(|(piece, _)| piece.first <= serial.number);
        let (piece, rule) = pieces[after.checked_sub(1)?];
        (serial.number <= piece.last).then_some(rule as usize)
    }

    /// Whether any range contains `serial`.
    pub fn contains(&self, serial: &Serial<'_>) -> bool {
        self.rule(serial).is_some()
    }

    /// Whether `serial` differs from one in it at most in upper and lower case, in signs that are neither letter nor digit,
    /// and in leading zeros. Takes time in the number of series.
    pub fn nearly_contains(&self, serial: &Serial<'_>) -> bool {
        let own = (plain(serial.prefix), plain(serial.suffix));
        let covers = |(piece, _): &(Piece, u32)| (piece.first..=piece.last).contains(&serial.number);
        let alike = |series: &&Series| (plain(&series.prefix), plain(&series.suffix)) == own;
        self.series.iter().filter(alike).any(|series| series.pieces.iter().any(covers))
    }

    /// Number of different serials in it.
    pub fn expected(&self) -> u128 {
        let pieces = self.series.iter().flat_map(|series| &series.pieces);
        pieces.fold(0_u128, |sum, (piece, _)| sum.saturating_add(piece.last - piece.first + 1))
    }

    /// The fewest ranges that contain exactly the same serials: overlapping and adjacent ones merged.
    pub fn merged(&self) -> Vec<SerialRange> {
        let mut merged: Vec<SerialRange> = Vec::new();
        // Width of the last piece of the last range.
        let mut end_width = 0;
        for series in &self.series {
            for (piece, _) in &series.pieces {
                let same = |range: &&mut SerialRange| range.prefix == series.prefix && range.suffix == series.suffix;
                let adjacent = |range: &&mut SerialRange| {
                    let longer = piece.width == end_width + 1 && piece.first == power_of_ten(end_width);
                    piece.first == range.last + 1 && (piece.width == end_width || longer)
                };
                match merged.last_mut().filter(same).filter(adjacent) {
                    Some(range) => range.last = piece.last,
                    None => merged.push(SerialRange {
                        prefix: series.prefix.clone(),
                        suffix: series.suffix.clone(),
                        first: piece.first,
                        last: piece.last,
                        width: piece.width,
                        check_digit: self.check_digit,
                    }),
                }
                end_width = piece.width;
            }
        }
        merged
    }
}

fn power_of_ten(exponent: usize) -> u128 {
    10_u128.saturating_pow(exponent as u32)
}

/// Pieces of one width without overlaps, each with the lowest rule that covers it.
fn disjoint(pieces: &[(Piece, u32)]) -> Pieces {
    let starts = pieces.iter().map(|(piece, rule)| (piece.first, true, *rule));
    let ends = pieces.iter().map(|(piece, rule)| (piece.last + 1, false, *rule));
    let mut changes: Vec<(u128, bool, u32)> = starts.chain(ends).collect();
    changes.sort_unstable();
    let mut active = BTreeSet::new();
    let mut done: Pieces = Vec::new();
    for (at, (number, starts, rule)) in changes.iter().enumerate() {
        if *starts {
            active.insert(*rule);
        } else {
            active.remove(rule);
        }
        let Some((next, _, _)) = changes.get(at + 1).filter(|(next, _, _)| next > number) else { continue };
        let Some(rule) = active.first().copied() else { continue };
        match done.last_mut() {
            Some((before, same)) if *same == rule && before.last + 1 == *number => before.last = next - 1,
            _ => done.push((Piece { width: pieces[0].0.width, first: *number, last: next - 1 }, rule)),
        }
    }
    done
}
/// Letters and digits alone, in lower case.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::models::serial_ranges::SerialRules;

    #[test]
    fn case_signs_and_zeros_are_near_misses() {
        let range = SerialRange::parse("SN0009..SN0012", SerialRules::default()).unwrap();
        let set = SerialSet::new(&[range]);
        let near = |text| set.nearly_contains(&Serial::parse(text, SerialRules::default()).unwrap());
        assert_eq!(["sn0009", "SN-10", "SN11", "sn 00012", "SN0010"].map(near), [true; 5]);
        assert_eq!(["SN13", "TN0010", "SN10A", "10"].map(near), [false; 4]);
    }
}
