//! Breaks sentences at words where a terminal would cut through words and numbers.

use std::borrow::Cow;

use textwrap::{Options, WordSeparator, WordSplitter, fill};

/// A blank at which no line is broken.
const NO_BREAK: char = '\u{a0}';

/// `words` in lines of at most `width` columns, each indented as its first one is. What stands between backquotes is
/// kept on one line, however long, so that a command can be copied.
pub(super) fn wrapped(words: &str, width: usize) -> String {
    let lines: Vec<String> = words.split('\n').map(|line| wrapped_line(line, width)).collect();
    lines.join("\n")
}

fn wrapped_line(line: &str, width: usize) -> String {
    let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
    let options = Options::new(width)
        .subsequent_indent(indent)
        .break_words(false)
        .word_separator(WordSeparator::UnicodeBreakProperties)
        .word_splitter(WordSplitter::NoHyphenation);
    let mut parts: Vec<Cow<'_, str>> = line.split('`').map(Cow::from).collect();
    // A last backquote without its other half quotes nothing.
    let quoted = (1..parts.len().saturating_sub(1)).step_by(2);
    quoted.for_each(|at| parts[at] = parts[at].replace(' ', NO_BREAK.encode_utf8(&mut [0; 4])).into());
    // Blanks are what a reader searches for.
    fill(&parts.join("`"), options).replace(NO_BREAK, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_between_words_and_keep_their_indent() {
        let told = "  NPS fell to 86.08 (85.10 to 87.06), its lowest in a year.";
        assert_eq!(wrapped(told, 31), "  NPS fell to 86.08 (85.10 to\n  87.06), its lowest in a year.");
        assert_eq!(wrapped(told, 80), told);
        assert_eq!(wrapped("a\n\n  b", 80), "a\n\n  b");
    }

    #[test]
    fn chinese_is_two_columns_wide_and_no_line_begins_with_a_full_stop() {
        assert_eq!(wrapped("投诉量上升，请查看。", 8), "投诉量上\n升，请查\n看。");
    }

    #[test]
    fn a_command_stays_on_one_line() {
        let hint = "try `huike segment --orders o.csv` now";
        assert_eq!(wrapped(hint, 20), "try\n`huike segment --orders o.csv`\nnow");
        assert_eq!(wrapped("an odd ` in the data", 12), "an odd ` in\nthe data");
    }

    #[test]
    fn colours_take_no_room() {
        assert_eq!(wrapped("\u{1b}[1mwarning:\u{1b}[0m two words", 18), "\u{1b}[1mwarning:\u{1b}[0m two words");
    }
}
