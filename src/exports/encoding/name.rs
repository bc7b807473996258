//! The encodings a file may have: their names in the manifest and the spellings `--encoding` accepts. It decodes
//! nothing.

use encoding_rs::{BIG5, EUC_KR, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Whether the text starts with a byte order mark. It is never part of the decoded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ByteOrderMark {
    /// The first bytes are a byte order mark.
    Present,
    /// The first bytes are text.
    Absent,
}

/// A character encoding, with or without its byte order mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    pub(super) charset: &'static encoding_rs::Encoding,
    pub(super) mark: ByteOrderMark,
}

/// Names in use that the WHATWG list of labels lacks.
const OTHER_LABELS: [(&str, Encoding); 13] = [
    ("utf-8-bom", Encoding::UTF_8_BOM),
    ("utf8-bom", Encoding::UTF_8_BOM),
    ("utf-8-sig", Encoding::UTF_8_BOM),
    ("utf-16le-bom", Encoding { charset: UTF_16LE, mark: ByteOrderMark::Present }),
    ("utf-16be-bom", Encoding { charset: UTF_16BE, mark: ByteOrderMark::Present }),
    ("utf16", Encoding::UTF_16LE),
    ("gb18030-bom", Encoding { charset: GB18030, mark: ByteOrderMark::Present }),
    ("cp936", Encoding::GB18030),
    ("windows-936", Encoding::GB18030),
    ("cp950", Encoding::BIG5),
    ("windows-950", Encoding::BIG5),
    ("cp932", Encoding::SHIFT_JIS),
    ("cp949", Encoding::EUC_KR),
];

impl Encoding {
    /// UTF-8 without a byte order mark.
    pub const UTF_8: Encoding = Encoding::plain(UTF_8);
    /// UTF-8 with a byte order mark, as Excel writes it.
    pub const UTF_8_BOM: Encoding = Encoding { charset: UTF_8, mark: ByteOrderMark::Present };
    /// UTF-16, low byte first.
    pub const UTF_16LE: Encoding = Encoding::plain(UTF_16LE);
    /// UTF-16, high byte first.
    pub const UTF_16BE: Encoding = Encoding::plain(UTF_16BE);
    /// GB18030, which contains GBK and GB2312.
    pub const GB18030: Encoding = Encoding::plain(GB18030);
    /// Big5 with the Hong Kong characters.
    pub const BIG5: Encoding = Encoding::plain(BIG5);
    /// Windows-1252, which contains Latin-1.
    pub const WINDOWS_1252: Encoding = Encoding::plain(WINDOWS_1252);
    /// Shift_JIS.
    pub const SHIFT_JIS: Encoding = Encoding::plain(SHIFT_JIS);
    /// EUC-KR.
    pub const EUC_KR: Encoding = Encoding::plain(EUC_KR);

    /// An encoding of the WHATWG standard without a byte order mark. GBK becomes GB18030, which reads the same bytes
    /// and more of them.
    pub(super) const fn plain(charset: &'static encoding_rs::Encoding) -> Encoding {
        Encoding { charset, mark: ByteOrderMark::Absent }
    }

    pub(super) fn of(charset: &'static encoding_rs::Encoding) -> Encoding {
        Encoding::plain(if charset == GBK { GB18030 } else { charset })
    }

    /// The same encoding with a byte order mark, or without one.
    pub(super) fn marked(self, mark: ByteOrderMark) -> Encoding {
        Encoding { mark, ..self }
    }

    /// Whether the text starts with a byte order mark.
    pub fn mark(self) -> ByteOrderMark {
        self.mark
    }

    /// The bytes of the byte order mark.
    pub fn mark_length(self) -> u64 {
        match (self.mark, self.charset) {
            (ByteOrderMark::Absent, _) => 0,
            (ByteOrderMark::Present, charset) if charset == UTF_8 => 3,
            (ByteOrderMark::Present, charset) if charset == GB18030 => 4,
            (ByteOrderMark::Present, _) => 2,
        }
    }

    /// The bytes that `text` takes in this encoding, without a byte order mark.
    pub fn length_of(self, text: &str) -> u64 {
        if self.charset == UTF_8 {
            text.len() as u64
        } else if self.charset == UTF_16LE || self.charset == UTF_16BE {
            text.encode_utf16().count() as u64 * 2
        } else if self.charset.is_ascii_compatible() {
            text.chars().map(|sign| self.length_of_sign(sign)).sum()
        } else {
            self.charset.encode(text).0.len() as u64
        }
    }

    /// The bytes of a character in an encoding that holds ASCII.
    fn length_of_sign(self, sign: char) -> u64 {
        match sign {
            '\0'..='\u{7f}' => 1,
            // All encodings with Han characters write the usual ones, which are most of what is asked for, in two bytes.
            '\u{4e00}'..='\u{9fa5}' => 2,
            sign => self.charset.encode(sign.encode_utf8(&mut [0; 4])).0.len() as u64,
        }
    }

    /// The name recorded in the manifest: lower case, `-bom` when there is a byte order mark. [`Encoding::parse`]
    /// reads it back.
    pub fn name(self) -> String {
        let name = self.charset.name().to_ascii_lowercase();
        match self.mark {
            ByteOrderMark::Present => format!("{name}-bom"),
            ByteOrderMark::Absent => name,
        }
    }

    /// Reads the value of `--encoding`: any label of the WHATWG encoding standard (`gbk`, `gb2312`, `latin1`,
    /// `sjis`, …) and the names of Windows code pages. `None` for an unknown name and for encodings that no file of
    /// records has.
    pub fn parse(label: &str) -> Option<Encoding> {
        let label = label.trim().to_ascii_lowercase();
        if let Some((_, encoding)) = OTHER_LABELS.iter().find(|(known, _)| *known == label) {
            return Some(*encoding);
        }
        encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())
            .filter(|charset| charset.name() != "x-user-defined")
            .map(Encoding::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_the_chinese_encodings_is_known() {
        for label in ["GBK", "gb2312", "gb18030", "cp936", " GB_2312-80 ", "windows-936"] {
            assert_eq!(Encoding::parse(label), Some(Encoding::GB18030), "{label}");
        }
        for label in ["big5", "Big5-HKSCS", "cp950"] {
            assert_eq!(Encoding::parse(label), Some(Encoding::BIG5), "{label}");
        }
        assert_eq!(Encoding::parse("latin1"), Some(Encoding::WINDOWS_1252));
        assert_eq!(Encoding::parse("utf-16"), Some(Encoding::UTF_16LE));
        assert_eq!(Encoding::parse("replacement"), None);
        assert_eq!(Encoding::parse("klingon"), None);
    }

    #[test]
    fn lengths_in_bytes_are_those_of_the_encoding() {
        let marked = |encoding: Encoding| encoding.marked(ByteOrderMark::Present).mark_length();
        assert_eq!(marked(Encoding::UTF_8), "\u{feff}".len() as u64);
        assert_eq!(marked(Encoding::GB18030), GB18030.encode("\u{feff}").0.len() as u64);
        assert_eq!((marked(Encoding::UTF_16LE), marked(Encoding::UTF_16BE), Encoding::BIG5.mark_length()), (2, 2, 0));
        assert_eq!(Encoding::UTF_16LE.length_of("a𠮷"), 6);
        assert_eq!((Encoding::GB18030.length_of("a张𠮷"), Encoding::UTF_8.length_of("a张𠮷")), (7, 8));
    }

    #[test]
    fn a_name_is_read_back_as_the_same_encoding() {
        let utf16 = Encoding::UTF_16BE.marked(ByteOrderMark::Present);
        let windows_1251 = Encoding::of(encoding_rs::WINDOWS_1251);
        let marked_gb = Encoding::GB18030.marked(ByteOrderMark::Present);
        let others = [Encoding::GB18030, marked_gb, Encoding::BIG5, windows_1251];
        for encoding in [Encoding::UTF_8, Encoding::UTF_8_BOM, utf16].into_iter().chain(others) {
            assert_eq!(Encoding::parse(&encoding.name()), Some(encoding));
        }
        assert_eq!(Encoding::UTF_8_BOM.name(), "utf-8-bom");
    }
}
