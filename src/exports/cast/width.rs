//! Full-width characters as their ASCII counterparts, and the blanks of every script as spaces. It interprets nothing.

use std::borrow::Cow;

/// `text` without outer blanks, its full-width forms (`１２３．５`, `￥` excepted) and typographic signs turned into
/// ASCII, every inner blank (no-break, thin, ideographic …) turned into a space, and marks without width left out.
///
/// Spreadsheets and web pages leave such marks around numbers and dates. Those that turn the direction of text stay, and
/// so make the cell unreadable: what a person sees there is not what the characters say.
pub(super) fn fold(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let folded: String = text.chars().filter(|c| !is_mark(*c)).map(fold_character).collect();
    Cow::Owned(if folded.starts_with(' ') || folded.ends_with(' ') { folded.trim().to_string() } else { folded })
}

/// Zero-width space, left-to-right mark, word joiner and byte order mark.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{2060}' | '\u{feff}')
}

fn fold_character(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{2212}' | '\u{fe63}' | '\u{2010}' | '\u{2011}' => '-',
        '\u{2019}' | '\u{2018}' => '\'',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_digits_and_blanks_are_folded() {
        assert_eq!(fold("\u{3000}１２，３４５．５０\u{a0}"), "12,345.50");
        assert_eq!(fold("（５００）"), "(500)");
        assert_eq!(fold("1\u{2009}234\u{202f}567"), "1 234 567");
        assert_eq!(fold("−5 客户"), "-5 客户");
        assert!(matches!(fold(" 12 "), Cow::Borrowed("12")));
    }

    #[test]
    fn marks_without_width_are_left_out_and_turns_of_direction_stay() {
        assert_eq!(fold("\u{feff}\u{200e} 2026\u{200b}-06\u{2060}\u{a0}"), "2026-06");
        assert_eq!(fold("\u{202e}12"), "\u{202e}12");
        assert_eq!(fold("\u{200b}"), "");
    }
}
