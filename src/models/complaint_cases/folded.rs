//! Spelling that makes no difference to a keyword. It knows no keyword.

/// `text` in lower case, with full-width letters and signs as ordinary ones, and every run of blanks, hyphens and
/// dashes as one space: `Ａfter-Sales  服务` is `after sales 服务`. Takes time in proportion to the length.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for own in text.chars() {
        let own = half_width(own);
        if own.is_whitespace() || matches!(own, '-' | '‐'..='―' | '\u{ad}') {
            if !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else if own == '’' {
            folded.push('\'');
        } else {
            folded.extend(own.to_lowercase());
        }
    }
    folded
}

/// Whether a letter or figure is part of a word that blanks set off: Chinese, Japanese and Korean ones are not.
pub(super) fn is_part_of_word(own: char) -> bool {
    let ideograph = matches!(
        own,
        '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
    );
    own == '_' || (own.is_alphanumeric() && !ideograph)
}

fn half_width(own: char) -> char {
    let code = u32::from(own);
    if (0xff01..=0xff5e).contains(&code) { char::from_u32(code - 0xfee0).unwrap_or(own) } else { own }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_difference() {
        assert_eq!(folded("Ａfter-Sales \n\t服务　ＡＰＰ！"), "after sales 服务 app!");
        assert_eq!(folded("don’t – ÄÖ"), "don't äö");
        assert_eq!(folded(""), "");
        assert!(['a', '9', 'é', '_'].into_iter().all(is_part_of_word));
        assert!(!['服', '。', ' ', 'の', '가', '-'].into_iter().any(is_part_of_word));
    }
}
