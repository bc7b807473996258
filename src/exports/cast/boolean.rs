//! Yes and no, in the words of exports. A cell that could mean either is refused.

use super::fault::Fault;
use super::width::fold;
use crate::labels::Label;

/// Why a cell is neither yes nor no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BooleanError {
    /// Nothing but blanks.
    Empty,
    /// No known word.
    NotABoolean,
}

impl BooleanError {
    /// Every kind, for the documentation of the reason codes.
    pub const ALL: [BooleanError; 2] = [BooleanError::Empty, BooleanError::NotABoolean];
}

impl Fault for BooleanError {
    fn code(&self) -> &'static str {
        match self {
            BooleanError::Empty => "yes_no_empty",
            BooleanError::NotABoolean => "yes_no_unknown",
        }
    }

    fn label(&self) -> Label {
        match self {
            BooleanError::Empty => Label::new("yes or no is missing", "缺少是/否"),
            BooleanError::NotABoolean => Label::new("it is neither yes nor no", "既不是“是”也不是“否”"),
        }
    }
}

const YES: [&str; 14] = ["1", "true", "t", "yes", "y", "on", "是", "对", "對", "真", "有", "✓", "✔", "√"];
const NO: [&str; 14] = ["0", "false", "f", "no", "n", "off", "否", "不", "假", "无", "無", "✗", "✘", "×"];

/// Reads 是/否, yes/no, Y/N, true/false, 1/0, on/off and ticks, in any case and width. `x` is refused, since forms use
/// it for both.
///
/// # Errors
/// [`BooleanError`] when the cell is empty or another word.
pub fn parse_boolean(text: &str) -> Result<bool, BooleanError> {
    let word = fold(text).to_ascii_lowercase();
    match word.as_str() {
        "" => Err(BooleanError::Empty),
        word if YES.contains(&word) => Ok(true),
        word if NO.contains(&word) => Ok(false),
        _ => Err(BooleanError::NotABoolean),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_words_of_exports_are_known() {
        for text in ["是", " Yes ", "Y", "TRUE", "1", "１", "✓", "ｙ"] {
            assert_eq!(parse_boolean(text), Ok(true), "{text}");
        }
        for text in ["否", "no", "N", "False", "0", "✗", "\u{3000}否"] {
            assert_eq!(parse_boolean(text), Ok(false), "{text}");
        }
        assert_eq!(parse_boolean(" "), Err(BooleanError::Empty));
        for text in ["x", "2", "maybe", "是否", "1.0", "-1"] {
            assert_eq!(parse_boolean(text), Err(BooleanError::NotABoolean), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_ends_in_an_answer_or_a_fault(text in "\\PC{0,8}") {
            let _ = parse_boolean(&text);
        }
    }
}
