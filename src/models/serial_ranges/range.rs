//! All serials from one to another. Reading ranges from text is in `range_text`.

use std::fmt;

use super::check_digit::CheckDigit;
use super::error::SerialError;
use super::serial::{Serial, natural_width};

/// All serials from a first to a last one, both included. Numbers are padded to the width of the first: SN001 to SN1000
/// contains SN999 and SN1000, and neither SN0999 nor SN1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SerialRange {
    pub(super) prefix: String,
    pub(super) suffix: String,
    pub(super) first: u128,
    pub(super) last: u128,
    /// Least number of digits.
    pub(super) width: usize,
    /// What the texts end in.
    pub(super) check_digit: CheckDigit,
}

/// Serials of one length, from a first number to a last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) width: usize,
    pub(super) first: u128,
    pub(super) last: u128,
}

impl SerialRange {
    /// The range from `first` to `last`, both read by rules with this check digit.
    pub fn between(first: Serial<'_>, last: Serial<'_>, check_digit: CheckDigit) -> Result<SerialRange, SerialError> {
        let range = SerialRange { last: last.number, ..SerialRange::of(first, check_digit) };
        let texts =
            || (SerialRange::of(first, check_digit).to_string(), SerialRange::of(last, check_digit).to_string());
        if (first.prefix, first.suffix) != (last.prefix, last.suffix) {
            let (first, last) = texts();
            return Err(SerialError::DifferentSeries { first, last });
        }
        if last.number < first.number {
            let (first, last) = texts();
            return Err(SerialError::Reversed { first, last });
        }
        if last.width != first.width.max(natural_width(last.number)) {
            let (first, last) = texts();
            return Err(SerialError::DifferentWidths { first, last });
        }
        Ok(range)
    }

    /// The range of one serial.
    pub fn of(serial: Serial<'_>, check_digit: CheckDigit) -> SerialRange {
        SerialRange {
            prefix: serial.prefix.to_string(),
            suffix: serial.suffix.to_string(),
            first: serial.number,
            last: serial.number,
            width: serial.width,
            check_digit,
        }
    }

    /// Number of serials in it.
    pub fn expected(&self) -> u128 {
        self.last - self.first + 1
    }

    /// Whether it contains `serial`.
    pub fn contains(&self, serial: &Serial<'_>) -> bool {
        let padded = self.width.max(natural_width(serial.number));
        (serial.prefix, serial.suffix, serial.width) == (self.prefix.as_str(), self.suffix.as_str(), padded)
            && (self.first..=self.last).contains(&serial.number)
    }

    /// The same range, cut where the length of its numbers changes.
    pub(super) fn pieces(&self) -> impl Iterator<Item = Piece> + '_ {
        let widths = self.width.max(natural_width(self.first))..=self.width.max(natural_width(self.last));
        widths.map(|width| {
            let shortest = if width > self.width { 10_u128.pow(width as u32 - 1) } else { 0 };
            let longest = 10_u128.pow(width as u32) - 1;
            Piece { width, first: self.first.max(shortest), last: self.last.min(longest) }
        })
    }

    fn serial_text(&self, number: u128) -> String {
        let digits = format!("{number:0width$}", width = self.width);
        let check = self.check_digit.of(&digits).map(String::from).unwrap_or_default();
        format!("{}{digits}{check}{}", self.prefix, self.suffix)
    }
}

impl fmt::Display for SerialRange {
    /// `SN0001..SN0500`, or the serial alone when there is only one. It can be read again.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.serial_text(self.first))?;
        if self.last > self.first {
            write!(f, "..{}", self.serial_text(self.last))?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::serial::SerialRules;
    use super::*;

    fn serial(text: &str) -> Serial<'_> {
        Serial::parse(text, SerialRules::default()).unwrap()
    }

    fn between(first: &str, last: &str) -> Result<SerialRange, SerialError> {
        SerialRange::between(serial(first), serial(last), CheckDigit::Absent)
    }

    #[test]
    fn padded_ranges_hold_their_width() {
        let range = between("SN0001", "SN0500").unwrap();
        assert_eq!((range.expected(), range.to_string()), (500, "SN0001..SN0500".to_string()));
        for (text, inside) in [("SN0001", true), ("SN0500", true), ("SN0501", false), ("SN0000", false)] {
            assert_eq!(range.contains(&serial(text)), inside, "{text}");
        }
        for text in ["SN1", "SN00001", "SN0001A", "XSN0001", "sn0001"] {
            assert!(!range.contains(&serial(text)), "{text}");
        }
    }

    #[test]
    fn numbers_may_outgrow_their_width() {
        let range = between("A9", "A10").unwrap();
        assert!(["A9", "A10"].iter().all(|text| range.contains(&serial(text))));
        assert!(!["A09", "A010", "A1"].iter().any(|text| range.contains(&serial(text))));
        let grown = between("SN001", "SN1000").unwrap();
        assert!(["SN001", "SN999", "SN1000"].iter().all(|text| grown.contains(&serial(text))));
        assert!(!["SN1", "SN0999"].iter().any(|text| grown.contains(&serial(text))));
        let pieces: Vec<_> = between("8", "1200").unwrap().pieces().map(|p| (p.width, p.first, p.last)).collect();
        assert_eq!(pieces, [(1, 8, 9), (2, 10, 99), (3, 100, 999), (4, 1000, 1200)]);
    }

    #[test]
    fn ends_that_do_not_fit() {
        let (a, b) = (|| "SN0002".to_string(), |text: &str| text.to_string());
        let error = |last: &str| between("SN0002", last).unwrap_err();
        assert_eq!(error("SX0005"), SerialError::DifferentSeries { first: a(), last: b("SX0005") });
        assert_eq!(error("SN0005B"), SerialError::DifferentSeries { first: a(), last: b("SN0005B") });
        assert_eq!(error("SN0001"), SerialError::Reversed { first: a(), last: b("SN0001") });
        assert_eq!(error("SN500"), SerialError::DifferentWidths { first: a(), last: b("SN500") });
        assert_eq!(error("SN00500"), SerialError::DifferentWidths { first: a(), last: b("SN00500") });
    }

    #[test]
    fn check_digits_are_written_again() {
        let rules = SerialRules { check_digit: CheckDigit::Luhn, ..SerialRules::default() };
        let [first, last] = ["79927398713", "79927398721"].map(|text| Serial::parse(text, rules).unwrap());
        let range = SerialRange::between(first, last, CheckDigit::Luhn).unwrap();
        assert_eq!((range.expected(), range.to_string()), (2, "79927398713..79927398721".to_string()));
    }

    #[test]
    fn the_largest_numbers() {
        let most = "9".repeat(38);
        let all = between("0", &most).unwrap();
        assert_eq!((all.expected(), all.pieces().count()), (10_u128.pow(38), 38));
        assert!(all.contains(&serial(&most)) && !all.contains(&serial("00")));
    }
}
