//! Ranges as people write them.

use super::error::SerialError;
use super::range::SerialRange;
use super::serial::{Serial, SerialRules};

/// What stands between two serials and can hardly be part of one.
const SEPARATORS: [&str; 10] = ["..", "~", "～", "—", "–", "至", "到", " to ", " TO ", " - "];

impl SerialRange {
    /// Reads `SN0001..SN0500`, `SN0001 to SN0500`, `SN0001至SN0500` and the like, where the end may be shortened to its
    /// number (`SN0001..0500`); also a single serial.
    ///
    /// A hyphen without blanks may be part of a serial. It makes a range exactly when one way to cut leaves two serials
    /// of the same prefix and suffix in ascending order: `SN-0001-SN-0500`, `0001-0500`. Where several ways do, or where
    /// the end could be a shortened one, the text is refused.
    pub fn parse(text: &str, rules: SerialRules) -> Result<SerialRange, SerialError> {
        let text = text.trim();
        if let Some((first, last)) = SEPARATORS.iter().find_map(|separator| text.split_once(separator)) {
            let (first, last) = (Serial::parse(first, rules)?, Serial::parse(last, rules)?);
            return SerialRange::between(first, lengthened(first, last), rules.check_digit);
        }
        let single = Serial::parse(text, rules);
        let cuts = text.match_indices('-').filter_map(|(at, hyphen)| {
            let (first, last) = (&text[..at], &text[at + hyphen.len()..]);
            Some((Serial::parse(first, rules).ok()?, Serial::parse(last, rules).ok()?))
        });
        let mut ranges = Vec::new();
        let mut shortened = false;
        for (first, last) in cuts {
            match SerialRange::between(first, last, rules.check_digit) {
                Ok(range) if first != last => ranges.push(range),
                _ => {
                    let full = lengthened(first, last);
                    shortened |= full != last && full.number > first.number && full.width == first.width;
                }
            }
        }
        match (ranges.pop(), ranges.is_empty() && !shortened) {
            (Some(range), true) => Ok(range),
            (None, true) => Ok(SerialRange::of(single?, rules.check_digit)),
            (_, false) => Err(SerialError::Ambiguous { text: text.to_string() }),
        }
    }
}

/// `last` with the prefix of `first` where it is a bare number.
fn lengthened<'text>(first: Serial<'text>, last: Serial<'text>) -> Serial<'text> {
    let bare = last.prefix.is_empty() && last.suffix.is_empty() && first.suffix.is_empty();
    if bare { Serial { prefix: first.prefix, ..last } } else { last }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, SerialError> {
        SerialRange::parse(text, SerialRules::default()).map(|range| range.to_string())
    }

    #[test]
    fn ranges_as_people_write_them() {
        let texts = [
            "SN0001-SN0500",
            "SN0001..SN0500",
            "SN0001 ~ 0500",
            "SN0001至SN0500",
            " SN0001 to SN0500",
            "SN0001–SN0500",
        ];
        for text in texts {
            assert_eq!(read(text).unwrap(), "SN0001..SN0500", "{text}");
        }
        assert_eq!(read("SN-0001-SN-0500").unwrap(), "SN-0001..SN-0500");
        assert_eq!(read("SN-0001 - 0500").unwrap(), "SN-0001..SN-0500");
        assert_eq!(read("0001-0500").unwrap(), "0001..0500");
        assert_eq!(read("A1X..A7X").unwrap(), "A1X..A7X");
    }

    #[test]
    fn a_hyphen_may_be_part_of_a_serial() {
        for text in ["SN-0001", "2024-0007-B", "AB12-CD34", "2024-0100", "2024-01-0005", "7-7"] {
            assert_eq!(read(text).unwrap(), text);
        }
        for text in ["SN0001-0500", "A-1-5", "1-2-3"] {
            assert_eq!(read(text), Err(SerialError::Ambiguous { text: text.to_string() }), "{text}");
        }
    }

    #[test]
    fn what_is_no_range() {
        assert!(matches!(read("SN0500..SN0001"), Err(SerialError::Reversed { .. })));
        assert!(matches!(read("SN0001..SN500"), Err(SerialError::DifferentWidths { .. })));
        assert!(matches!(read("SN0001.."), Err(SerialError::Empty)));
        assert!(matches!(read("all"), Err(SerialError::NoNumber { .. })));
        assert!(matches!(read(""), Err(SerialError::Empty)));
        assert!(matches!(read("--"), Err(SerialError::NoNumber { .. })));
    }
}
