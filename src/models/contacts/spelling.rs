//! Cells brought to one spelling, and cells that only fill a field. It knows no channel.

use std::borrow::Cow;

/// What people type where they have nothing to say, without blanks and punctuation, in lower case.
const PLACEHOLDERS: [&str; 30] = [
    "none",
    "null",
    "nil",
    "nan",
    "na",
    "no",
    "notavailable",
    "notapplicable",
    "notprovided",
    "undefined",
    "unknown",
    "test",
    "tbd",
    "xx",
    "无",
    "無",
    "空",
    "没有",
    "沒有",
    "暂无",
    "暫無",
    "未知",
    "不详",
    "不詳",
    "未填",
    "未填写",
    "未提供",
    "测试",
    "測試",
    "待补充",
];

/// `cell` with full-width forms as ASCII, every blank a space, typographic dashes as `-`, marks without width left out,
/// and no blanks around it; `None` when nothing is left.
pub(super) fn folded(cell: Option<&str>) -> Option<String> {
    let text: String = cell?.chars().filter(|c| !has_no_width(*c)).map(narrow).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_string())
}

/// Whether a folded cell is no information: a word such as "none" or "无", no letter or digit at all, or one character
/// again and again.
pub(super) fn is_placeholder(text: &str) -> bool {
    let bare = bare(text);
    let first = bare.chars().next();
    let repeats = bare.chars().count() > 2 && bare.chars().all(|c| Some(c) == first);
    bare.is_empty() || repeats || PLACEHOLDERS.contains(&bare.as_str())
}

/// Letters and digits alone, in lower case.
pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The values of a folded cell that holds several.
pub(super) fn values<'a>(text: &'a str, separators: &'a [char]) -> impl Iterator<Item = &'a str> {
    text.split(separators).map(str::trim).filter(|value| !value.is_empty())
}

/// A folded cell without a prefix such as `tel:`, whatever its case.
pub(super) fn without_prefix<'a>(text: &'a str, prefix: &str) -> Cow<'a, str> {
    match text.get(..prefix.len()) {
        Some(start) if start.eq_ignore_ascii_case(prefix) => Cow::Owned(text[prefix.len()..].trim().to_string()),
        _ => Cow::Borrowed(text),
    }
}

fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' => '-',
        c if c.is_whitespace() || c.is_control() => ' ',
        c => c,
    }
}

/// Zero-width and direction marks, which come along when numbers are copied from a telephone.
fn has_no_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling() {
        assert_eq!(folded(Some("　１３８\u{200b}–０\u{a0}１\t")).as_deref(), Some("138-0 1"));
        assert_eq!((folded(None), folded(Some(" \u{3000}\u{feff}"))), (None, None));
        assert_eq!(without_prefix("TEL: 12", "tel:"), "12");
        assert_eq!(without_prefix("电话", "tel:"), "电话");
    }

    #[test]
    fn placeholders() {
        for text in ["N/A", "none", "无", "--", "??", "xxxx", "XX", "没有", "0000", "Not provided"] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["Anna", "无锡路 1 号", "no. 5 High Street", "11", "王"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
