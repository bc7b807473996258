//! Makes characters that act on a screen instead of being read visible: escape codes, text direction overrides,
//! characters without width. Used wherever words from the data meet a person. It changes no data file.

use std::borrow::Cow;

/// `text` with every acting character replaced, line breaks and tabs included, so that it stays on one line.
/// C0 controls and DEL become their Unicode control pictures (`␛`), all others `�`.
pub fn visible(text: &str) -> Cow<'_, str> {
    replace(text, |_| false)
}

/// Like [`visible`], but line breaks (`\n`) and tabs are kept, for places that lay out several lines.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    replace(text, |c| matches!(c, '\n' | '\t'))
}

/// A value from the data as a message shows it: on one line, visible, and cut after 80 characters.
pub fn short(text: &str) -> String {
    const MOST: usize = 80;
    let start: String = text.chars().take(MOST).collect();
    let more = if text.len() > start.len() { "…" } else { "" };
    format!("{}{more}", visible(&start))
}

/// The first five names with commas between them, and a sign where there are more.
pub fn first_few(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    const MOST: usize = 5;
    let mut names = names.into_iter();
    let first: Vec<String> = names.by_ref().take(MOST).map(|name| name.as_ref().to_string()).collect();
    let more = if names.next().is_some() { ", …" } else { "" };
    format!("{}{more}", first.join(", "))
}

fn replace(text: &str, keep: fn(char) -> bool) -> Cow<'_, str> {
    if text.chars().all(|c| keep(c) || replacement(c).is_none()) {
        return Cow::Borrowed(text);
    }
    text.chars().map(|c| if keep(c) { c } else { replacement(c).unwrap_or(c) }).collect::<String>().into()
}

fn replacement(c: char) -> Option<char> {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7f}' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{e0000}'..='\u{e007f}' => Some('\u{fffd}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_codes_and_direction_overrides_show_themselves() {
        assert_eq!(visible("\u{1b}[31mred\u{7}"), "␛[31mred␇");
        assert_eq!(visible("a\u{202e}b\u{2066}c\u{200b}d\u{feff}e\u{9b}f\u{7f}"), "a�b�c�d�e�f␡");
    }

    #[test]
    fn five_names_are_told_and_that_there_are_more() {
        assert_eq!(first_few(["a"; 5]), "a, a, a, a, a");
        assert_eq!(first_few(["a"; 6]), "a, a, a, a, a, …");
        assert_eq!(first_few(Vec::<String>::new()), "");
    }

    #[test]
    fn line_breaks_stay_only_where_lines_are_laid_out() {
        assert_eq!(visible("a\nb\tc\r"), "a␊b␉c␍");
        assert_eq!(visible_lines("a\nb\tc\r"), "a\nb\tc␍");
    }

    #[test]
    fn ordinary_words_are_borrowed() {
        assert!(matches!(visible("冠军客户 ¥1,980 – naïve"), Cow::Borrowed(_)));
    }
}
