//! Why an identifier cannot be read.

use crate::labels::{Label, Text};

/// Why an identifier cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EpcFault {
    /// It is no URI, such as a bare number or words.
    NotUri,
    /// Longer than any identifier.
    TooLong,
    /// It holds a space or a control character.
    Character,
    /// `urn:epc:` with a scheme that does not exist.
    UnknownScheme,
    /// A part is missing between its dots.
    PartMissing,
    /// A part, a lot or a serial is empty.
    EmptyPart,
    /// The digits of company prefix and reference together, or of the key, are not as many as the scheme has.
    Digits {
        /// Digits the scheme has, without the check digit in an EPC URI, with it in a Digital Link.
        expected: usize,
    },
    /// `%` without the two hexadecimal digits of a character.
    PercentCode,
    /// A pattern that names no single product.
    NoProduct,
}

const NOT_URI: Label = Label::new(
    "it is neither an EPC URI (urn:epc:…) nor a web address (https://…)",
    "它既不是 EPC URI（urn:epc:…），也不是网址（https://…）",
);
const TOO_LONG: Label = Label::new("it is too long", "它太长");
const CHARACTER: Label = Label::new("it holds a space or a control character", "其中含有空格或控制字符");
const UNKNOWN_SCHEME: Label = Label::new("there is no such EPC scheme", "不存在这种 EPC 编码方案");
const PART_MISSING: Label = Label::new("a part between its dots is missing", "以点分隔的部分不完整");
const EMPTY_PART: Label = Label::new("a part of it is empty", "其中有一部分为空");
const DIGITS: Label = Label::new("it needs {n:digit|digits} there", "此处应为 {n} 位数字");
const PERCENT_CODE: Label =
    Label::new("a % is not followed by the code of a character", "% 后面不是字符的十六进制编码");
const NO_PRODUCT: Label = Label::new("it names no single product", "它没有指明唯一的产品");

impl EpcFault {
    /// The fault as the second half of a sentence.
    pub fn text(&self) -> Text {
        match self {
            EpcFault::NotUri => NOT_URI.text(),
            EpcFault::TooLong => TOO_LONG.text(),
            EpcFault::Character => CHARACTER.text(),
            EpcFault::UnknownScheme => UNKNOWN_SCHEME.text(),
            EpcFault::PartMissing => PART_MISSING.text(),
            EpcFault::EmptyPart => EMPTY_PART.text(),
            EpcFault::Digits { expected } => DIGITS.with(&[("n", expected)]),
            EpcFault::PercentCode => PERCENT_CODE.text(),
            EpcFault::NoProduct => NO_PRODUCT.text(),
        }
    }
}
