//! One serial number: its parts, its order. It knows no range.

use super::check_digit::CheckDigit;
use super::error::SerialError;

/// A number of this many digits fits into 128 bits.
pub const MOST_DIGITS: usize = 38;

/// What leading zeros mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LeadingZeros {
    /// SN01 and SN1 are two serials.
    #[default]
    Keep,
    /// SN01 and SN1 are the same serial.
    Strip,
}

/// How texts are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SerialRules {
    /// What leading zeros mean.
    pub leading_zeros: LeadingZeros,
    /// What the last digit means.
    pub check_digit: CheckDigit,
}

/// A serial number in the order of its parts: prefix, number, width, suffix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Serial<'text> {
    /// What stands before the number; it may contain digits, as in `2024-0007`.
    pub prefix: &'text str,
    /// The last run of digits, without its check digit.
    pub number: u128,
    /// Number of digits, leading zeros included unless they are stripped.
    pub width: usize,
    /// What stands behind the number.
    pub suffix: &'text str,
}

impl<'text> Serial<'text> {
    /// Reads a serial number; blanks around it do not count.
    pub fn parse(text: &'text str, rules: SerialRules) -> Result<Serial<'text>, SerialError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(SerialError::Empty);
        }
        let is_digit = |c: char| c.is_ascii_digit();
        let (head, suffix) = match text.rfind(is_digit) {
            Some(last) => text.split_at(last + 1),
            None => return Err(SerialError::NoNumber { text: text.to_string() }),
        };
        let prefix = head.trim_end_matches(is_digit);
        let mut digits = &head[prefix.len()..];
        if rules.check_digit != CheckDigit::Absent {
            let (payload, given) = digits.split_at(digits.len() - 1);
            if payload.is_empty() || !rules.check_digit.of(payload).is_some_and(|check| given.starts_with(check)) {
                return Err(SerialError::CheckDigit { text: text.to_string() });
            }
            digits = payload;
        }
        if rules.leading_zeros == LeadingZeros::Strip {
            let stripped = digits.trim_start_matches('0');
            digits = if stripped.is_empty() { "0" } else { stripped };
        }
        let number = digits.parse().ok().filter(|_| digits.len() <= MOST_DIGITS);
        let number = number.ok_or_else(|| SerialError::TooLong { text: text.to_string() })?;
        Ok(Serial { prefix, number, width: digits.len(), suffix })
    }
}

/// Number of digits of `number` without leading zeros.
pub(super) fn natural_width(number: u128) -> usize {
    number.checked_ilog10().map_or(1, |log| log as usize + 1)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (&str, u128, usize, &str) {
        let serial = Serial::parse(text, SerialRules::default()).unwrap();
        (serial.prefix, serial.number, serial.width, serial.suffix)
    }

    #[test]
    fn parts_of_a_serial() {
        assert_eq!(parts("SN0001"), ("SN", 1, 4, ""));
        assert_eq!(parts(" 2024-A-000123-X "), ("2024-A-", 123, 6, "-X"));
        assert_eq!(parts("0"), ("", 0, 1, ""));
        assert_eq!(parts("批号７x8号"), ("批号７x", 8, 1, "号"));
        let most = "9".repeat(MOST_DIGITS);
        assert_eq!(parts(&most), ("", 10_u128.pow(38) - 1, 38, ""));
    }

    #[test]
    fn numbers_are_ordered_as_numbers() {
        let mut texts = ["A10", "A9", "A09", "B1", "A0010", "A9x"];
        texts.sort_by_key(|text| Serial::parse(text, SerialRules::default()).unwrap());
        assert_eq!(texts, ["A9", "A9x", "A09", "A10", "A0010", "B1"]);
    }

    #[test]
    fn zeros_and_check_digits_by_the_rules() {
        let strip = SerialRules { leading_zeros: LeadingZeros::Strip, ..SerialRules::default() };
        assert_eq!(Serial::parse("SN007", strip), Serial::parse("SN7", strip));
        assert_eq!(Serial::parse("SN000", strip).unwrap().number, 0);
        let luhn = SerialRules { check_digit: CheckDigit::Luhn, ..SerialRules::default() };
        let imei = Serial::parse("IMEI 490154203237518", luhn).unwrap();
        assert_eq!((imei.number, imei.width), (49_015_420_323_751, 14));
        for wrong in ["490154203237519", "A7"] {
            assert_eq!(Serial::parse(wrong, luhn), Err(SerialError::CheckDigit { text: wrong.to_string() }));
        }
    }

    #[test]
    fn what_is_no_serial() {
        let error = |text: &str| Serial::parse(text, SerialRules::default()).unwrap_err();
        assert_eq!((error(""), error(" \t　")), (SerialError::Empty, SerialError::Empty));
        for text in ["N/A", "无", "-", "１２"] {
            assert_eq!(error(text), SerialError::NoNumber { text: text.to_string() });
        }
        assert!(matches!(error(&"1".repeat(39)), SerialError::TooLong { .. }));
        assert!(matches!(error(&"0".repeat(10_000)), SerialError::TooLong { .. }));
    }

    #[test]
    fn widths() {
        for (number, width) in [(0, 1), (9, 1), (10, 2), (99, 2), (10_u128.pow(37), 38)] {
            assert_eq!(natural_width(number), width);
        }
    }
}
