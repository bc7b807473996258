//! Whether words fit a place, judged without a font: widths are guesses on the generous side for the usual system
//! fonts, so that words end before their place does.

use unicode_width::UnicodeWidthChar;

/// Rough width of `words` in units at font size `size`.
pub(super) fn width(words: &str, size: f64) -> f64 {
    words.chars().map(|c| advance(c) * size).sum()
}

/// Width of one character in parts of the font size.
fn advance(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '\u{a0}' => 0.33,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.42,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.94,
        'A'..='Z' | '+' | '\u{2212}' => 0.72,
        c if c.width().unwrap_or(0) > 1 => 1.0,
        c if c.width() == Some(0) => 0.0,
        _ => 0.6,
    }
}

/// `words` on at most `lines` lines no wider than `space`, or `None` when they do not fit.
pub(super) fn wrap(words: &str, size: f64, space: f64, lines: usize) -> Option<Vec<String>> {
    let mut out = vec![String::new()];
    for piece in pieces(words) {
        let line = out.last_mut()?;
        if width(&format!("{line}{}", piece.trim_end()), size) <= space {
            line.push_str(piece);
        } else if line.is_empty() {
            return None;
        } else {
            out.push(piece.to_string());
        }
    }
    let fits = out.len() <= lines && out.iter().all(|line| width(line.trim_end(), size) <= space);
    fits.then(|| out.into_iter().map(|line| line.trim_end().to_string()).collect())
}

/// `words`, cut with an ellipsis when they are wider than `space`.
pub(super) fn shorten(words: &str, size: f64, space: f64) -> String {
    // Places are often sized from the same words; rounding must not cut those.
    if width(words, size) <= space + 0.01 {
        return words.to_string();
    }
    let mut used = width("…", size);
    let kept = words.chars().take_while(|c| {
        used += advance(*c) * size;
        used <= space
    });
    let kept: String = kept.collect();
    format!("{}…", kept.trim_end())
}

/// Like [`shorten`], but cut in the middle: lot numbers differ at their ends.
pub(super) fn shorten_middle(words: &str, size: f64, space: f64) -> String {
    if width(words, size) <= space + 0.01 {
        return words.to_string();
    }
    let all: Vec<char> = words.chars().collect();
    let mut used = width("…", size);
    let (mut head, mut tail) = (0, 0);
    while head + tail < all.len() {
        let next = if head <= tail { all.get(head) } else { all.get(all.len() - 1 - tail) };
        used += next.map_or(0.0, |c| advance(*c) * size);
        if used > space {
            break;
        }
        if head <= tail { head += 1 } else { tail += 1 }
    }
    let part = |chars: &[char]| chars.iter().collect::<String>();
    format!("{}…{}", part(&all[..head]).trim_end(), part(&all[all.len() - tail..]).trim_start())
}

/// Words at whose ends a line may break: after a space, and around every wide character.
fn pieces(words: &str) -> Vec<&str> {
    let wide = |c: char| c.width().unwrap_or(0) > 1;
    let mut out = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in words.char_indices() {
        if before.is_some_and(|b| (b == ' ' && c != ' ') || wide(b) || wide(c)) {
            out.push(&words[start..at]);
            start = at;
        }
        before = Some(c);
    }
    out.push(&words[start..]);
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn english_breaks_at_spaces_and_chinese_anywhere() {
        let space = width("Potential", 10.0) + 1.0;
        assert_eq!(wrap("Potential loyalists", 10.0, space, 2).unwrap(), ["Potential", "loyalists"]);
        assert_eq!(wrap("潜力忠诚客户", 10.0, 41.0, 2).unwrap(), ["潜力忠诚", "客户"]);
        assert_eq!(wrap("潜力忠诚客户", 10.0, 41.0, 1), None);
        assert_eq!(wrap("Unbreakable", 10.0, 20.0, 3), None);
    }

    #[test]
    fn shortened_words_fit() {
        let short = shorten("a long name of a city", 12.0, 60.0);
        assert!(short.ends_with('…') && width(&short, 12.0) <= 60.0, "{short}");
        assert_eq!(shorten("short", 12.0, 60.0), "short");
    }

    #[test]
    fn words_cut_in_the_middle_keep_both_ends() {
        let short = shorten_middle("PCB-2026-0001-A-7731", 13.0, 90.0);
        assert!(short.starts_with("PCB-") && short.ends_with("7731") && width(&short, 13.0) <= 90.0, "{short}");
        assert_eq!(shorten_middle("short", 12.0, 60.0), "short");
        assert_eq!(shorten_middle("电池包", 12.0, 1.0), "…");
    }
}
