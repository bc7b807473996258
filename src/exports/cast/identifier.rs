//! Identifiers: text, always. They are never parsed, padded, case-folded or made into numbers.

/// The identifier in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Identifier<'a> {
    /// The cell without its outer blanks.
    pub text: &'a str,
    /// Whether the text has the shape that a spreadsheet gives to long numbers, such as `1.23457E+11`. Its last
    /// digits are lost, so different customers may have become one: worth a warning.
    pub looks_scientific: bool,
}

impl Identifier<'_> {
    /// Whether the text holds a character that nobody sees: zero-width spaces and joiners, marks of direction, byte
    /// order marks, soft hyphens, control characters. It stays, but such an identifier looks like another one and is
    /// not equal to it: worth a warning.
    pub fn hides_characters(&self) -> bool {
        !self.text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && self.text.chars().any(is_hidden)
    }
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The identifier in a cell, without outer blanks of any script (space, no-break space, U+3000 …) and otherwise
/// unchanged: leading zeros, twenty digits, `1E5`, `22086.0`, case, full width and characters without width survive.
/// A blank cell has none.
pub fn identifier(cell: &str) -> Option<Identifier<'_>> {
    let text = cell.trim();
    (!text.is_empty()).then(|| Identifier { text, looks_scientific: looks_scientific(text) })
}

/// One digit, perhaps decimals, `E+` and at least two digits, which is how Excel and WPS show numbers above eleven
/// digits. `1E5` is not that shape: it may well be an identifier.
fn looks_scientific(text: &str) -> bool {
    if !text.as_bytes().contains(&b'+') {
        return false;
    }
    let Some((number, exponent)) = text.split_once("E+").or_else(|| text.split_once("e+")) else { return false };
    let (first, decimals) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    first.len() == 1 && digits(first) && digits(decimals) && digits(exponent) && (2..=3).contains(&exponent.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Forty shapes that identifiers have in exports.
    const SHAPES: [&str; 40] = [
        "1",
        "0",
        "00123",
        "000",
        "-1",
        "+86 138 0013 8000",
        "13800138000",
        "8613800138000",
        "12345678901234567890",
        "110101199003070038",
        "11010119900307002X",
        "11010119900307002x",
        "91350100M000100Y43",
        "6222021234567890123",
        "1E5",
        "1e5",
        "2E10",
        "0x1F",
        "1.0",
        "22086.0",
        "1.50",
        "1,234",
        "A-7",
        "a-7",
        "ORD_2026/06#1",
        "2026-06-30",
        "20260630",
        "NaN",
        "null",
        "TRUE",
        "inf",
        "客户01",
        "１２３",
        "ＡＢＣ",
        "Ünïcödé",
        "a b",
        "a\u{a0}b",
        "550e8400-e29b-41d4-a716-446655440000",
        "user@example.com",
        "=1+1",
    ];

    #[test]
    fn forty_shapes_of_identifiers_survive_unchanged() {
        for text in SHAPES {
            let padded = format!("\u{3000}{text}\u{a0} ");
            assert_eq!(identifier(&padded), Some(Identifier { text, looks_scientific: false }), "{text}");
            assert_eq!(identifier(text).unwrap().text, text);
            assert!(!identifier(text).unwrap().hides_characters(), "{text}");
        }
        assert_eq!(std::collections::BTreeSet::from(SHAPES).len(), 40);
        assert_eq!(identifier(" \u{3000}\t"), None);
    }

    #[test]
    fn characters_nobody_sees_stay_and_are_noticed() {
        for text in
            ["00\u{200b}123", "\u{feff}00123", "00123\u{200e}", "\u{202d}138\u{202c}", "A\0B", "A\u{ad}7", "A\tB"]
        {
            let found = identifier(text).unwrap();
            assert_eq!(found.text, text);
            assert!(found.hides_characters(), "{text:?}");
        }
    }

    #[test]
    fn numbers_damaged_by_a_spreadsheet_are_noticed() {
        for text in ["1.23457E+11", "1E+11", "6.2217e+18", "9.0E+100"] {
            assert!(identifier(text).unwrap().looks_scientific, "{text}");
        }
        for text in ["1E5", "12.3E+11", "1.E+11", "E+11", "1E+1", "1.2E+", "1E-11", "AE+11"] {
            assert!(!identifier(text).unwrap().looks_scientific, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_itself(text in "\\PC{0,20}") {
            if let Some(found) = identifier(&text) {
                prop_assert_eq!(found.text, text.trim());
            }
        }
    }
}
