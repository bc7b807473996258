//! What is done with bytes that the encoding does not know, and the account of what was replaced. It decodes nothing.

use super::Encoding;
use crate::labels::{Label, Text};

/// What is done with bytes that the encoding does not know: `--encoding-errors`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EncodingErrors {
    /// The file is refused with the offset of the first of them.
    #[default]
    Strict,
    /// Each sequence of them becomes U+FFFD, counted.
    Replace,
}

impl EncodingErrors {
    /// Reads the value of `--encoding-errors`: `strict` or `replace`.
    pub fn parse(text: &str) -> Option<EncodingErrors> {
        match text {
            "strict" => Some(EncodingErrors::Strict),
            "replace" => Some(EncodingErrors::Replace),
            _ => None,
        }
    }

    /// The value of `--encoding-errors`.
    pub fn name(self) -> &'static str {
        match self {
            EncodingErrors::Strict => "strict",
            EncodingErrors::Replace => "replace",
        }
    }
}

/// The byte sequences that became U+FFFD. Characters U+FFFD that the file itself holds are not among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// How many sequences.
    pub count: u64,
    /// Offsets from the start of the stream, in bytes, of the first [`Replaced::LISTED`] sequences.
    pub offsets: Vec<u64>,
}

const REPLACED: Label = Label::new(
    "{count:sequence of bytes is|sequences of bytes are} not valid {encoding} and became U+FFFD, first at offset {offset}",
    "有 {count} 处字节不是有效的 {encoding} 编码，已替换为 U+FFFD，首处偏移 {offset}",
);

impl Replaced {
    /// How many offsets are kept.
    pub const LISTED: usize = 1000;

    pub(super) fn add(&mut self, offset: u64) {
        self.count += 1;
        if self.offsets.len() < Replaced::LISTED {
            self.offsets.push(offset);
        }
    }

    /// The account as a sentence, to follow the name of the file; `None` when nothing was replaced.
    pub fn text(&self, encoding: Encoding) -> Option<Text> {
        let first = self.offsets.first()?;
        Some(REPLACED.with(&[("count", &self.count), ("encoding", &encoding.name()), ("offset", first)]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn the_count_goes_on_when_the_list_is_full() {
        let mut replaced = Replaced::default();
        assert_eq!(replaced.text(Encoding::UTF_8), None);
        (7..2007).for_each(|offset| replaced.add(offset));
        assert_eq!((replaced.count, replaced.offsets.len(), replaced.offsets[999]), (2000, 1000, 1006));
        let text = replaced.text(Encoding::GB18030).unwrap();
        let english = "2000 sequences of bytes are not valid gb18030 and became U+FFFD, first at offset 7";
        assert_eq!(text.render(Lang::En), english);
        assert_eq!(text.render(Lang::Zh), "有 2000 处字节不是有效的 gb18030 编码，已替换为 U+FFFD，首处偏移 7");
    }

    #[test]
    fn the_flag_reads_its_own_names() {
        for errors in [EncodingErrors::Strict, EncodingErrors::Replace] {
            assert_eq!(EncodingErrors::parse(errors.name()), Some(errors));
        }
        assert_eq!(EncodingErrors::parse("ignore"), None);
    }
}
