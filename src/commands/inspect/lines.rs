//! Named lines for a person, broken to the width of the screen. It knows nothing of files.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::labels::{Label, Lang};

/// Columns before the words of a line.
const INDENT: usize = 13;

/// Lines, each with a name before its words.
pub(super) struct Lines {
    pub(super) lang: Lang,
    width: usize,
    lines: Vec<String>,
}

impl Lines {
    pub(super) fn new(lang: Lang, width: usize) -> Lines {
        Lines { lang, width, lines: Vec::new() }
    }

    /// A line as it is.
    pub(super) fn push(&mut self, line: String) {
        self.lines.push(line);
    }

    /// A named line, broken where it has to be.
    pub(super) fn about(&mut self, label: Label, words: &str) {
        let name = label.get(self.lang);
        for (at, part) in broken(words, self.width.saturating_sub(INDENT)).into_iter().enumerate() {
            let name = if at == 0 { name } else { "" };
            let fill = " ".repeat((INDENT - 2).saturating_sub(name.width()));
            self.lines.push(format!("  {name}{fill}{part}"));
        }
    }

    /// A named line that is kept whole, to be copied.
    pub(super) fn whole(&mut self, label: Label, words: &str) {
        let name = label.get(self.lang);
        let fill = " ".repeat((INDENT - 2).saturating_sub(name.width()));
        self.lines.push(format!("  {name}{fill}{words}"));
    }

    /// A line below a named one, cut at the width.
    pub(super) fn below(&mut self, words: &str) {
        let space = self.width.saturating_sub(INDENT + 2).max(20);
        let (mut shown, mut used) = (String::new(), 0);
        for sign in words.chars() {
            used += sign.width().unwrap_or(0);
            if used > space && words.width() > space {
                shown.pop();
                shown.push('…');
                break;
            }
            shown.push(sign);
        }
        self.lines.push(format!("{}{shown}", " ".repeat(INDENT + 2)));
    }

    /// The number of lines so far.
    pub(super) fn count(&self) -> usize {
        self.lines.len()
    }

    /// The lines.
    pub(super) fn finish(self) -> Vec<String> {
        self.lines
    }
}

/// `words` in parts of at most `width` columns, broken at blanks and beside wide characters, elsewhere only in need.
fn broken(words: &str, width: usize) -> Vec<String> {
    let width = width.max(20);
    let mut parts = Vec::new();
    let (mut part, mut used, mut last_break) = (String::new(), 0, 0);
    for sign in words.chars() {
        let wide = sign.width().unwrap_or(0);
        if used + wide > width && !part.is_empty() {
            let at = if sign == ' ' { part.len() } else { last_break };
            let rest = part.split_off(if at == 0 { part.len() } else { at });
            parts.push(part.trim_end().to_string());
            part = rest.trim_start().to_string();
            (used, last_break) = (part.width(), 0);
        }
        if sign == ' ' && part.is_empty() && !parts.is_empty() {
            continue;
        }
        // No closing sign of Chinese stands at the start of a line.
        if wide == 2 && !"，。；：、）”？！".contains(sign) {
            last_break = part.len();
        }
        part.push(sign);
        used += wide;
        if sign == ' ' {
            last_break = part.len();
        }
    }
    parts.push(part);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_and_no_line_is_too_wide() {
        assert_eq!(broken("short", 20), ["short"]);
        assert_eq!(broken("one two three four five six", 20), ["one two three four", "five six"]);
        assert_eq!(broken(&"x".repeat(45), 20), ["x".repeat(20), "x".repeat(20), "x".repeat(5)]);
        let parts = broken("在各种编码中以此编码最为通顺，不是 UTF-8（偏移 0 处的字节无效）", 20);
        assert!(parts.iter().all(|part| part.width() <= 20 && !part.starts_with('，')), "{parts:?}");
        assert!(parts.iter().any(|part| part.contains("UTF-8")), "{parts:?}");
    }

    #[test]
    fn names_stand_once_and_words_below_one_another() {
        let mut lines = Lines::new(Lang::Zh, 40);
        lines.about(Label::new("encoding", "编码"), &"字".repeat(20));
        lines.below(&"长".repeat(40));
        let lines = lines.finish();
        assert!(lines[0].starts_with("  编码       字") && lines[1].starts_with("             字"), "{lines:?}");
        assert!(lines.iter().all(|line| line.width() <= 40) && lines[2].ends_with('…'), "{lines:?}");
    }
}
