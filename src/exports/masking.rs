//! Personal values with most of them hidden, and cells that look personal where none should be. It reads no file.

use crate::tables::Role;

/// Whether personal cells are written as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Values {
    /// Masked.
    #[default]
    Masked,
    /// As they are.
    Shown,
}

/// Telephone numbers have so many digits and more, an amount or a day of the calendar hardly ever.
const TELEPHONE: usize = 11;

/// Letters of a word that may stand in a number or a day: units and marks such as `EUR` and `N/A`.
const SHORT_WORD: usize = 3;

/// What stands behind digits of Chinese numbers and days.
const HAN_UNITS: &str = "年月日号时分秒点上下午前后星期周元圆角万千百亿整人民币美港欧约共合计小总无";

/// Words that programs write in place of a value.
const PROGRAM_WORDS: [&str; 6] = ["false", "infinity", "none", "null", "true", "undefined"];

/// The beginnings of English month names.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A personal value with most of it hidden: `138****8000` for a telephone number, otherwise about a third is shown.
pub fn mask(value: &str) -> String {
    let chars: Vec<char> = value.chars().collect();
    let digits = chars.iter().filter(|c| c.is_ascii_digit()).count();
    let (first, last) = match chars.len() {
        0 => return String::new(),
        11.. if digits >= TELEPHONE => (3, 4),
        n => ((n / 6).max(1), n / 6),
    };
    let part = |part: &[char]| part.iter().collect::<String>();
    let stars = if chars.len() > 3 { "****" } else { "**" };
    format!("{}{stars}{}", part(&chars[..first]), part(&chars[chars.len() - last..]))
}

/// A raw record with most of each word hidden, so that its delimiters and quotes can still be seen.
pub fn mask_words(raw: &str) -> String {
    let mut masked = String::new();
    for part in raw.split_inclusive(|c: char| c.is_ascii_punctuation() && !"-_.@+".contains(c)) {
        let sign = part.chars().next_back().filter(|c| c.is_ascii_punctuation() && !"-_.@+".contains(*c));
        masked.push_str(&mask(&part[..part.len() - sign.map_or(0, char::len_utf8)]));
        masked.extend(sign);
    }
    masked
}

/// Whether a cell of a column of numbers or days looks like the name, the address, the number or the mailbox of
/// somebody: the cells of its record have come to stand under other headers.
pub fn is_astray(role: Role, cell: &str) -> bool {
    let is_measured = match role {
        Role::Money | Role::Quantity | Role::Count | Role::Day | Role::EndDay | Role::BirthDay | Role::Boolean => true,
        Role::Identifier | Role::Text => false,
    };
    is_measured && (cell.contains('@') || has_telephone(cell) || words(cell).any(is_name))
}

/// Whether so many digits follow each other, with nothing between but what a telephone number is written with.
fn has_telephone(cell: &str) -> bool {
    let mut run = 0;
    cell.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')')).any(|c| {
        run = if c.is_ascii_digit() { run + 1 } else { 0 };
        run >= TELEPHONE
    })
}

/// The runs of letters.
fn words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

/// Whether a word may belong to a name.
fn is_name(word: &str) -> bool {
    if word.is_ascii() {
        let word = word.to_ascii_lowercase();
        let is_known = MONTHS.iter().any(|month| word.starts_with(month)) || PROGRAM_WORDS.contains(&word.as_str());
        return word.len() > SHORT_WORD && !is_known;
    }
    word.chars().filter(|c| !c.is_ascii() && !HAN_UNITS.contains(*c)).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_hide_the_middle() {
        assert_eq!(mask("13812348000"), "138****8000");
        assert_eq!(mask("王小明"), "王**");
        assert_eq!(mask("JohnSmith"), "J****h");
        assert_eq!(mask(""), "");
    }

    #[test]
    fn a_masked_record_shows_where_it_is_broken() {
        assert_eq!(mask_words("00123,\"Wang Xiaoming,2026-01-05"), "0****,\"Wa****ng,2****5");
    }

    #[test]
    fn what_names_somebody_is_astray_among_numbers_and_days() {
        for cell in ["bob@shop.example", "13812345678", "+86 138-1234-5678", "11010519491231002X", "Alice", "王小明"]
        {
            assert!(is_astray(Role::Money, cell) && is_astray(Role::Day, cell), "{cell}");
            assert!(!is_astray(Role::Text, cell), "{cell}");
        }
        for cell in [
            "12.O0",
            "N/A",
            "5 EUR",
            "31 February 2026",
            "2026年13月1日",
            "2026-02-30 10:00:00",
            "约500元",
            "-inf",
            "-Infinity",
        ] {
            assert!(!is_astray(Role::Money, cell), "{cell}");
        }
    }
}
