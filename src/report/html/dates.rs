//! Dates that stay in one piece: browsers break `2026-06` behind its hyphen.

use minijinja::{HtmlEscape, Value};

use crate::labels::visible::visible_lines;

/// A text as it stands in a page, escaped, its dates held together.
pub(super) fn unbroken(text: &str) -> Value {
    let text = visible_lines(text);
    let mut page = String::with_capacity(text.len() + 64);
    let mut rest: &str = &text;
    while let Some((before, date, after)) = first_date(rest) {
        page += &format!("{}<span class=\"date\">{}</span>", HtmlEscape(before), HtmlEscape(date));
        rest = after;
    }
    page += &HtmlEscape(rest).to_string();
    Value::from_safe_string(page)
}

/// What stands before the first `2026-06`, `2026-W23` or `2026-06-30` of a text, the date, and what follows.
fn first_date(text: &str) -> Option<(&str, &str, &str)> {
    let bytes = text.as_bytes();
    let start = bytes.windows(5).enumerate().position(|(at, five)| {
        let begins = at.checked_sub(1).is_none_or(|before| !bytes[before].is_ascii_alphanumeric());
        begins && five[..4].iter().all(u8::is_ascii_digit) && five[4] == b'-'
    })?;
    let is_part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'W');
    let length = bytes[start..].iter().take_while(|byte| is_part(byte)).count();
    let (date, after) = text[start..].split_at(length);
    Some((&text[..start], date, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_held_together_and_all_else_is_escaped() {
        let page = |text: &str| unbroken(text).to_string();
        assert_eq!(
            page("2026-05 – 2026-06-30"),
            r#"<span class="date">2026-05</span> – <span class="date">2026-06-30</span>"#
        );
        assert_eq!(page("危机。2026-W23：<b>"), r#"危机。<span class="date">2026-W23</span>：&lt;b&gt;"#);
        for plain in ["", "2026", "A2026-06", "1-2026", "客户"] {
            assert_eq!(page(plain), plain);
        }
        assert!(unbroken("2026-06").is_safe());
    }
}
