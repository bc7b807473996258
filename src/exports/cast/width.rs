//! Full-width characters as their ASCII counterparts, and the blanks of every script as spaces. It interprets nothing.

use std::borrow::Cow;

/// `text` without outer blanks, its full-width forms (`１２３．５`, `￥` excepted) and typographic signs turned into
/// ASCII, and every inner blank (no-break, thin, ideographic …) turned into a space.
pub(super) fn fold(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.chars().map(fold_character).collect()) }
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
}
