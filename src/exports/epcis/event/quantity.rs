//! Quantities as whole numbers of 1/10000, read from the digits of the document and never through a binary fraction.

use crate::labels::{Label, Text};

/// One piece, or one whole unit of measure.
pub(crate) const ONE: i64 = 10_000;

/// The most a quantity can be: 10¹² units. A thousand such quantities can still be added.
const MOST: i64 = 1_000_000_000_000 * ONE;

/// Why a quantity cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuantityFault {
    /// No number.
    NoNumber,
    /// Below zero.
    Negative,
    /// More than 10¹² units.
    TooLarge,
}

const NO_NUMBER: Label = Label::new("is no number", "不是数字");
const NEGATIVE: Label = Label::new("is negative", "为负数");
const TOO_LARGE: Label = Label::new("is more than 10¹² units", "超过 10¹² 个单位");

impl QuantityFault {
    /// The fault as the end of a sentence.
    pub fn text(&self) -> Text {
        match self {
            QuantityFault::NoNumber => NO_NUMBER.text(),
            QuantityFault::Negative => NEGATIVE.text(),
            QuantityFault::TooLarge => TOO_LARGE.text(),
        }
    }
}

/// A JSON number in 1/10000, the fifth decimal rounded half up.
pub(crate) fn ten_thousandths(number: &str) -> Result<i64, QuantityFault> {
    let (negative, number) = number.strip_prefix('-').map_or((false, number), |rest| (true, rest));
    let (mantissa, exponent) = match number.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, power(exponent)?),
        None => (number, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return Err(QuantityFault::NoNumber);
    }
    let digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).map(|byte| byte - b'0').collect();
    // Digits that stand before the point once the number is counted in ten-thousandths.
    let before = i64::try_from(whole.len()).unwrap_or(i64::MAX).saturating_add(exponent).saturating_add(4);
    let mut value = 0_i64;
    for (place, digit) in (0_i64..).zip(&digits) {
        if place < before {
            value = value.saturating_mul(10).saturating_add(i64::from(*digit));
        } else if place == before && *digit >= 5 {
            value = value.saturating_add(1);
        }
    }
    let mut missing = before.saturating_sub(i64::try_from(digits.len()).unwrap_or(i64::MAX));
    while missing > 0 && value > 0 && value <= MOST {
        value *= 10;
        missing -= 1;
    }
    match value {
        0 => Ok(0),
        _ if negative => Err(QuantityFault::Negative),
        value if value > MOST => Err(QuantityFault::TooLarge),
        value => Ok(value),
    }
}

/// A power of ten; beyond all measure it stays so.
fn power(exponent: &str) -> Result<i64, QuantityFault> {
    let (negative, digits) = match exponent.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, exponent.strip_prefix('+').unwrap_or(exponent)),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(QuantityFault::NoNumber);
    }
    let size = digits.bytes().fold(0_i64, |size, byte| size.saturating_mul(10).saturating_add(i64::from(byte - b'0')));
    Ok(if negative { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_kept_exactly() {
        for (text, expected) in [
            ("0", 0),
            ("-0.0", 0),
            ("200.5", 2_005_000),
            ("0.0001", 1),
            ("0.1", 1000),
            ("1.00005", 10_001),
            ("1.00004999", 10_000),
            ("0.00005", 1),
            ("0.00004", 0),
            ("2e3", 20_000_000),
            ("2.5E-1", 2500),
            ("0.000000000000000000000000000001e30", 10_000),
            ("1e-999999999999999999999999", 0),
            ("0e999999999999999999999999", 0),
            ("1000000000000", 10_000_000_000_000_000),
        ] {
            assert_eq!(ten_thousandths(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_quantity_is_refused() {
        for text in ["1000000000000.0001", "1e13", "9223372036854775807", "1e999999999999999999999", "92e17"] {
            assert_eq!(ten_thousandths(text), Err(QuantityFault::TooLarge), "{text}");
        }
        assert_eq!(ten_thousandths(&"9".repeat(100_000)), Err(QuantityFault::TooLarge));
        assert_eq!(ten_thousandths("-0.0001"), Err(QuantityFault::Negative));
        for text in ["", "-", "twenty", "1,5", "NaN", "1e", "0x10", ".5", "１"] {
            assert_eq!(ten_thousandths(text), Err(QuantityFault::NoNumber), "{text}");
        }
    }
}
