//! Whether a cell is a value, an amount, a number, a date or a time, and not words.

use crate::exports::cast::{DateError, DateParser, DecimalMark, parse_money};

/// The most letters of a value, `30 September 2025 AM` with a few to spare, and its most bytes.
const LETTERS: usize = 15;
const BYTES: usize = 80;

/// Whether a cell holds a value: what the name of a column is not.
pub(in crate::exports) fn is_value(cell: &str) -> bool {
    may_be_value(cell) && (reads_as_number(cell) || is_time(cell) || is_date(cell))
}

/// Whether a cell is a number or an amount, with a decimal point or a decimal comma.
pub(in crate::exports) fn is_number(cell: &str) -> bool {
    may_be_value(cell) && reads_as_number(cell)
}

/// Whether a cell is a day, with or without a time.
pub(in crate::exports) fn is_day(cell: &str) -> bool {
    may_be_value(cell) && DateParser::default().read(cell).is_ok()
}

/// Every value holds a digit and few letters; most words are told apart here, which is what takes the time.
fn may_be_value(cell: &str) -> bool {
    cell.len() <= BYTES
        && cell.chars().any(char::is_numeric)
        && cell.chars().filter(|sign| sign.is_alphabetic()).count() <= LETTERS
}

fn reads_as_number(cell: &str) -> bool {
    parse_money(cell, DecimalMark::Point).is_ok() || parse_money(cell, DecimalMark::Comma).is_ok()
}

fn is_date(cell: &str) -> bool {
    !matches!(
        DateParser::default().read(cell),
        Err(DateError::Empty | DateError::NotADate | DateError::Incomplete | DateError::TwoDigitYear)
    )
}

fn is_time(cell: &str) -> bool {
    let mut parts = cell.trim().split(':');
    let two_digits =
        |part: Option<&str>| part.is_some_and(|part| matches!(part.as_bytes(), [b'0'..=b'9', b'0'..=b'9']));
    let hour = parts.next().is_some_and(|part| matches!(part.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'9', b'0'..=b'9']));
    hour && two_digits(parts.next()) && parts.all(|part| two_digits(Some(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_words() {
        for cell in ["5", "-1,234.50", "1,5", "$48.00", "￥1,280", "2026-06-30", "2026年6月30日", "7:05", "12:30:59"]
        {
            assert!(is_value(cell), "{cell}");
        }
        for cell in ["", "amount", "客户编号", "12:", "A17", "5 chairs", "12:3"] {
            assert!(!is_value(cell), "{cell}");
        }
        for (cell, day) in
            [("2026-06-30", true), ("20260630", true), ("03/04/2026", true), ("30", false), ("7.50", false)]
        {
            assert_eq!(is_day(cell), day, "{cell}");
        }
    }
}
