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

/// The identifier in a cell, without outer blanks of any script (space, no-break space, U+3000 …) and otherwise
/// unchanged: leading zeros, twenty digits and `1E5` survive. A blank cell has none.
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

    #[test]
    fn identifiers_survive_unchanged() {
        for text in
            ["00123", "12345678901234567890", "1E5", "0x1F", "-1", "1.0", "A-7", "客户01", "１２３", "a b", "NaN"]
        {
            let padded = format!("\u{3000}{text}\u{a0} ");
            assert_eq!(identifier(&padded), Some(Identifier { text, looks_scientific: false }), "{text}");
        }
        assert_eq!(identifier(" \u{3000}\t"), None);
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
