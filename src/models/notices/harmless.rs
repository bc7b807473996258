//! Makes values harmless before they enter a notice: characters that act on a screen or hide text are dropped, and
//! where a message has one line only, line breaks become spaces. It changes no wording.

/// `value` on one line: runs of white space and line breaks become one space, acting characters are dropped.
pub(super) fn one_line(value: &str) -> String {
    let kept: String = value.chars().filter(|sign| sign.is_whitespace() || !acts(*sign)).collect();
    kept.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// `value` with its line breaks, each as `\n`, and with every line as [`one_line`] gives it. Empty lines are dropped.
pub(super) fn lines(value: &str) -> String {
    let breaks = |sign| matches!(sign, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let lines: Vec<String> = value.split(breaks).map(one_line).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// Controls, direction overrides, characters without width, and tags that no reader sees.
fn acts(sign: char) -> bool {
    sign.is_control()
        || matches!(sign,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acting_characters_are_dropped_and_breaks_flattened() {
        assert_eq!(one_line("a\u{202e}b\u{200b}\u{1b}[31m\u{feff}c\u{7f}"), "ab[31mc");
        assert_eq!(one_line("  A\r\nBcc: x\u{2028}y\u{85}z\t\u{a0}w "), "A Bcc: x y z w");
        assert_eq!(lines("one\r\n\n two \u{2029}\u{7}three"), "one\ntwo\nthree");
        assert_eq!((one_line("\u{200b}\n"), lines("\u{200b}\n")), (String::new(), String::new()));
    }

    #[test]
    fn ordinary_words_stay() {
        for words in ["José Ångström-O’Neill", "王小明（上海）", "{hazard} %s <b> =1+1", "🔥"] {
            assert_eq!((one_line(words), lines(words)), (words.to_string(), words.to_string()));
        }
    }
}
