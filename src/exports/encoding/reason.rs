//! Why an encoding was chosen or a stream refused, in both languages. It decides nothing.

use std::io;

use super::Encoding;
use crate::labels::{Label, Text};

/// What settled the encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The caller named it, and the whole stream decodes.
    Given,
    /// The stream starts with a byte order mark.
    ByteOrderMark,
    /// NUL bytes stand where UTF-16 has the empty halves of ASCII characters.
    NulPattern,
    /// Every byte is ASCII, so every encoding gives the same text.
    Ascii,
    /// The whole stream is valid UTF-8.
    ValidUtf8,
    /// The stream is not UTF-8 and reads best in this encoding, in which all of it decodes.
    ReadsBest {
        /// Offset of the first byte that is not UTF-8.
        not_utf8_at: u64,
    },
    /// The stream is UTF-8 but for some bytes, which the caller asked to replace.
    MostlyUtf8 {
        /// Offset of the first byte that is not UTF-8.
        not_utf8_at: u64,
    },
}

const GIVEN: Label = Label::new("as --encoding says", "由 --encoding 指定");
const BYTE_ORDER_MARK: Label = Label::new("it starts with a byte order mark", "文件以字节顺序标记（BOM）开头");
const NUL_PATTERN: Label = Label::new("its NUL bytes stand as in UTF-16", "NUL 字节的分布符合 UTF-16");
const ASCII: Label = Label::new("every byte is ASCII", "全部字节都是 ASCII");
const VALID_UTF8: Label = Label::new("all of it is valid UTF-8", "全文都是有效的 UTF-8");
const READS_BEST: Label = Label::new(
    "it is not UTF-8 (byte {offset}), and of all encodings this one reads best",
    "不是 UTF-8（偏移 {offset} 处的字节无效），在各种编码中以此编码最为通顺",
);
const MOSTLY_UTF8: Label =
    Label::new("it is UTF-8 but for some bytes (first {offset})", "除个别字节外都是 UTF-8（首处偏移 {offset}）");

impl Reason {
    /// The reason as half a sentence, to follow the name of the encoding.
    pub fn text(self) -> Text {
        match self {
            Reason::Given => GIVEN.text(),
            Reason::ByteOrderMark => BYTE_ORDER_MARK.text(),
            Reason::NulPattern => NUL_PATTERN.text(),
            Reason::Ascii => ASCII.text(),
            Reason::ValidUtf8 => VALID_UTF8.text(),
            Reason::ReadsBest { not_utf8_at } => READS_BEST.with(&[("offset", &not_utf8_at)]),
            Reason::MostlyUtf8 { not_utf8_at } => MOSTLY_UTF8.with(&[("offset", &not_utf8_at)]),
        }
    }
}

/// Why a stream is refused. Offsets count bytes from the start of the stream.
#[derive(Debug)]
pub enum SurveyError {
    /// The stream cannot be opened or read.
    Io(io::Error),
    /// The stream had another length when it was read again.
    Changed,
    /// A byte that the encoding does not know.
    Undecodable {
        /// The encoding that was named or chosen.
        encoding: Encoding,
        /// Offset of the byte.
        offset: u64,
    },
    /// UTF-8 but for this byte: the file is damaged, cut off, or joined from parts in two encodings.
    DamagedUtf8 {
        /// Offset of the first byte that is not UTF-8.
        offset: u64,
    },
    /// Two encodings read equally well.
    CannotTell {
        /// The one that reads slightly better.
        first: Encoding,
        /// The other.
        second: Encoding,
    },
    /// The bytes are not the text of a table, for example a workbook or an archive.
    NotText,
}

const IO: Label = Label::new("it cannot be read: {cause}", "无法读取：{cause}");
const CHANGED: Label = Label::new("it changed while it was read", "读取过程中文件发生了变化");
const UNDECODABLE: Label = Label::new(
    "the byte at offset {offset} is not valid {encoding}",
    "偏移 {offset} 处的字节不是有效的 {encoding} 编码",
);
const DAMAGED_UTF8: Label = Label::new(
    "it is UTF-8, but the byte at offset {offset} is not: the file is damaged, cut off, or holds two encodings",
    "文件是 UTF-8 编码，但偏移 {offset} 处的字节无效：文件已损坏、被截断，或混有两种编码",
);
const CANNOT_TELL: Label = Label::new(
    "it may be {first} or {second}; there is too little text to tell",
    "可能是 {first} 或 {second}，文字太少，无法判断",
);
const NOT_TEXT: Label = Label::new(
    "it is not text (NUL bytes); is it a workbook or an archive?",
    "不是文本（含有 NUL 字节），可能是工作簿或压缩包",
);
const NAME_THE_ENCODING: Label = Label::new(
    "name the encoding with --encoding, such as gb18030, big5 or windows-1252",
    "请用 --encoding 指定编码，例如 gb18030、big5 或 windows-1252",
);
const EXPORT_AS_UTF8: Label = Label::new("export the file again as CSV UTF-8", "请重新导出为“CSV UTF-8”格式");

impl SurveyError {
    /// What is wrong, to follow the name of the file.
    pub fn text(&self) -> Text {
        match self {
            SurveyError::Io(cause) => IO.with(&[("cause", cause)]),
            SurveyError::Changed => CHANGED.text(),
            SurveyError::Undecodable { encoding, offset } => {
                UNDECODABLE.with(&[("encoding", &encoding.name()), ("offset", offset)])
            }
            SurveyError::DamagedUtf8 { offset } => DAMAGED_UTF8.with(&[("offset", offset)]),
            SurveyError::CannotTell { first, second } => {
                CANNOT_TELL.with(&[("first", &first.name()), ("second", &second.name())])
            }
            SurveyError::NotText => NOT_TEXT.text(),
        }
    }

    /// The next step, where there is one to suggest.
    pub fn hint(&self) -> Option<Text> {
        match self {
            SurveyError::Io(_) | SurveyError::Changed => None,
            SurveyError::CannotTell { .. } | SurveyError::Undecodable { .. } => Some(NAME_THE_ENCODING.text()),
            SurveyError::DamagedUtf8 { .. } | SurveyError::NotText => Some(EXPORT_AS_UTF8.text()),
        }
    }
}

impl From<io::Error> for SurveyError {
    fn from(cause: io::Error) -> SurveyError {
        SurveyError::Io(cause)
    }
}
