//! Ranges against the serials really found: how many, and which are missing.

use super::range::{Piece, SerialRange};
use super::serial::Serial;

/// One range against the serials found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Number of serials in the range.
    pub expected: u128,
    /// Different serials of the range that were found.
    pub found: u64,
    /// Serials found again after the first time.
    pub repeated: u64,
    /// The serials not found, as ranges, ascending.
    pub holes: Vec<SerialRange>,
}

/// Each range against all serials `found`, in any order, read by the same rules. Takes n log n steps.
pub fn coverage(ranges: &[SerialRange], found: &[Serial<'_>]) -> Vec<Coverage> {
    let mut found = found.to_vec();
    found.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
    ranges.iter().map(|range| of_range(range, &found)).collect()
}

fn key<'s>(serial: &Serial<'s>) -> (&'s str, &'s str, usize, u128) {
    (serial.prefix, serial.suffix, serial.width, serial.number)
}

fn of_range(range: &SerialRange, found: &[Serial<'_>]) -> Coverage {
    let mut coverage = Coverage { expected: range.expected(), found: 0, repeated: 0, holes: Vec::new() };
    // The next number that is expected.
    let mut next = range.first;
    let hole = |first: u128, last: u128| SerialRange { first, last, ..range.clone() };
    for Piece { width, first, last } in range.pieces() {
        let at = |number: u128| (range.prefix.as_str(), range.suffix.as_str(), width, number);
        let begin = found.partition_point(|serial| key(serial) < at(first));
        let end = found.partition_point(|serial| key(serial) <= at(last));
        for serial in &found[begin..end] {
            if serial.number < next {
                coverage.repeated += 1;
                continue;
            }
            if serial.number > next {
                coverage.holes.push(hole(next, serial.number - 1));
            }
            coverage.found += 1;
            next = serial.number + 1;
        }
    }
    if next <= range.last {
        coverage.holes.push(hole(next, range.last));
    }
    coverage
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::serial::SerialRules;
    use super::*;

    fn compare(range: &str, found: &[&str]) -> (u128, u64, u64, Vec<String>) {
        let rules = SerialRules::default();
        let found: Vec<Serial<'_>> = found.iter().map(|text| Serial::parse(text, rules).unwrap()).collect();
        let coverage = coverage(&[SerialRange::parse(range, rules).unwrap()], &found).remove(0);
        let holes = coverage.holes.iter().map(ToString::to_string).collect();
        (coverage.expected, coverage.found, coverage.repeated, holes)
    }

    #[test]
    fn expected_found_and_holes() {
        let found = ["SN0004", "SN0001", "SN0004", "SN0007", "SN7", "SN0011", "SX0002"];
        let holes = ["SN0002..SN0003", "SN0005..SN0006", "SN0008..SN0010"].map(String::from).to_vec();
        assert_eq!(compare("SN0001-SN0010", &found), (10, 3, 1, holes));
        assert_eq!(compare("A8..A12", &["A9", "A10", "A010"]), (5, 2, 0, vec!["A8".into(), "A11..A12".into()]));
        assert_eq!(compare("A8..A9", &["A9", "A8"]), (2, 2, 0, vec![]));
        assert_eq!(compare("A8..A9", &[]), (2, 0, 0, vec!["A8..A9".into()]));
    }
}
