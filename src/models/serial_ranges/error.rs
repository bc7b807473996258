//! Why a text is no serial number or range.

use super::serial::MOST_DIGITS;
use crate::labels::{Label, Text};

/// Why a text is no serial number or range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SerialError {
    /// The text is empty or blank.
    Empty,
    /// The text has no digit.
    NoNumber {
        /// The text.
        text: String,
    },
    /// The number has more than [`MOST_DIGITS`] digits.
    TooLong {
        /// The text.
        text: String,
    },
    /// The last digit is not the check digit of the others.
    CheckDigit {
        /// The text.
        text: String,
    },
    /// The ends of a range differ in prefix or suffix.
    DifferentSeries {
        /// First serial.
        first: String,
        /// Last serial.
        last: String,
    },
    /// The ends of a range are padded to different widths, as in SN0001 to SN500.
    DifferentWidths {
        /// First serial.
        first: String,
        /// Last serial.
        last: String,
    },
    /// The last serial comes before the first.
    Reversed {
        /// First serial.
        first: String,
        /// Last serial.
        last: String,
    },
    /// The hyphen can belong to a serial or to a range.
    Ambiguous {
        /// The text.
        text: String,
    },
}

const EMPTY: Label = Label::new("the serial number is empty", "序列号为空");
const NO_NUMBER: Label =
    Label::new("“{text}” is no serial number: it has no digit", "“{text}”不是序列号：其中没有数字");
const TOO_LONG: Label =
    Label::new("the number in “{text}” has more than {most} digits", "“{text}”中的号码超过 {most} 位");
const CHECK_DIGIT: Label =
    Label::new("the check digit of “{text}” is wrong: the number is mistyped", "“{text}”的校验位不正确，号码可能有误");
const DIFFERENT_SERIES: Label = Label::new(
    "“{first}” to “{last}” is no range: the parts around the number differ",
    "“{first}”至“{last}”不是有效区间：号码前后的部分不一致",
);
const DIFFERENT_WIDTHS: Label = Label::new(
    "“{first}” to “{last}” is no range: the numbers are padded to different widths",
    "“{first}”至“{last}”不是有效区间：号码补零后的位数不一致",
);
const REVERSED: Label = Label::new(
    "“{first}” to “{last}” is no range: the last number comes before the first",
    "“{first}”至“{last}”不是有效区间：终止号小于起始号",
);
const AMBIGUOUS: Label = Label::new(
    "“{text}” can be one serial number or a range: write “first..last”, both in full, for a range",
    "“{text}”既可能是单个序列号，也可能是区间：表示区间请写作“起始号..终止号”，两端均写完整",
);

impl SerialError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            SerialError::Empty => EMPTY.text(),
            SerialError::NoNumber { text } => NO_NUMBER.with(&[("text", text)]),
            SerialError::TooLong { text } => TOO_LONG.with(&[("text", text), ("most", &MOST_DIGITS)]),
            SerialError::CheckDigit { text } => CHECK_DIGIT.with(&[("text", text)]),
            SerialError::DifferentSeries { first, last } => DIFFERENT_SERIES.with(&[("first", first), ("last", last)]),
            SerialError::DifferentWidths { first, last } => DIFFERENT_WIDTHS.with(&[("first", first), ("last", last)]),
            SerialError::Reversed { first, last } => REVERSED.with(&[("first", first), ("last", last)]),
            SerialError::Ambiguous { text } => AMBIGUOUS.with(&[("text", text)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn sentences_have_no_unfilled_holes() {
        let text = || "SN1".to_string();
        let errors = [
            SerialError::Empty,
            SerialError::NoNumber { text: text() },
            SerialError::TooLong { text: text() },
            SerialError::CheckDigit { text: text() },
            SerialError::DifferentSeries { first: text(), last: text() },
            SerialError::DifferentWidths { first: text(), last: text() },
            SerialError::Reversed { first: text(), last: text() },
            SerialError::Ambiguous { text: text() },
        ];
        for error in errors {
            for lang in [Lang::En, Lang::Zh] {
                assert!(!error.text().render(lang).contains('{'), "{}", error.text().render(lang));
            }
        }
    }
}
