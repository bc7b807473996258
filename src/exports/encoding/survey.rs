//! Which encoding a stream is in, its size and its hash: one pass for UTF-8, up to three for anything else. Memory is
//! bounded whatever the size of the stream.

use std::io::{self, Read};

use super::decode::{DecodeReader, Undecodable};
use super::guess::{Guess, guess};
use super::sample::sample;
use super::scan::{Mark, NulPattern, Scan, Utf8, scan};
use super::{Encoding, Reason, SurveyError};

/// Opens the same stream once more, at its first byte.
pub type Open<'a> = &'a mut dyn FnMut() -> io::Result<Box<dyn Read>>;

/// What is known of a stream after it has been read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Survey {
    /// Size in bytes.
    pub bytes: u64,
    /// XXH3-128 of the bytes.
    pub hash: u128,
    /// The encoding, in which every byte of the stream decodes.
    pub encoding: Encoding,
    /// What settled the encoding.
    pub reason: Reason,
}

impl Survey {
    /// The hash as 32 hexadecimal digits, as the manifest records it.
    pub fn hash_hex(&self) -> String {
        format!("{:032x}", self.hash)
    }
}

/// Reads a stream to its end and finds its encoding; `given` is what the user named, and wins over everything but
/// a byte order mark.
///
/// # Errors
/// [`SurveyError`] when the stream cannot be read, or when no encoding is certain to read all of it right.
pub fn survey(open: Open<'_>, given: Option<Encoding>) -> Result<Survey, SurveyError> {
    let scan = scan(open()?)?;
    let (encoding, reason) = match given {
        Some(given) => (settle_mark(given, scan.mark), Reason::Given),
        None => find(&scan, open)?,
    };
    check_whole(&scan, encoding, open)?;
    Ok(Survey { bytes: scan.bytes, hash: scan.hash, encoding, reason })
}

/// A byte order mark says more than a name given for several files.
fn settle_mark(given: Encoding, mark: Mark) -> Encoding {
    match mark {
        Mark::Of(marked) => marked,
        _ => given.marked(super::ByteOrderMark::Absent),
    }
}

fn find(scan: &Scan, open: Open<'_>) -> Result<(Encoding, Reason), SurveyError> {
    match (scan.mark, scan.nul, scan.utf8) {
        (Mark::Utf32, ..) => Err(SurveyError::NotText),
        (Mark::Of(encoding), ..) => Ok((encoding, Reason::ByteOrderMark)),
        (_, NulPattern::Utf16(encoding), _) => Ok((encoding, Reason::NulPattern)),
        (.., Utf8::Ascii) => Ok((Encoding::UTF_8, Reason::Ascii)),
        (.., Utf8::Valid) => Ok((Encoding::UTF_8, Reason::ValidUtf8)),
        (_, NulPattern::Scattered, _) => Err(SurveyError::NotText),
        (.., Utf8::InvalidAt(offset)) => {
            let sample = sample(open()?)?;
            if sample.bytes != scan.bytes {
                return Err(SurveyError::Changed);
            }
            match guess(&sample.lines) {
                Guess::DamagedUtf8 => Err(SurveyError::DamagedUtf8 { offset }),
                Guess::Likely(encoding) => Ok((encoding, Reason::ReadsBest { not_utf8_at: offset })),
                Guess::CannotTell(first, second) => Err(SurveyError::CannotTell { first, second }),
            }
        }
    }
}

/// Proves that the whole stream decodes.
fn check_whole(scan: &Scan, encoding: Encoding, open: Open<'_>) -> Result<(), SurveyError> {
    if encoding.charset == encoding_rs::UTF_8 {
        return match scan.utf8 {
            Utf8::InvalidAt(offset) => Err(SurveyError::Undecodable { encoding, offset }),
            Utf8::Ascii | Utf8::Valid => Ok(()),
        };
    }
    match io::copy(&mut DecodeReader::new(open()?, encoding), &mut io::sink()) {
        Ok(_) => Ok(()),
        Err(error) => Err(match Undecodable::inside(&error) {
            Some(Undecodable { encoding, offset }) => SurveyError::Undecodable { encoding, offset },
            None => SurveyError::Io(error),
        }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn surveyed(bytes: &[u8], given: Option<Encoding>) -> Result<Survey, SurveyError> {
        let bytes = bytes.to_vec();
        survey(&mut || Ok(Box::new(io::Cursor::new(bytes.clone()))), given)
    }

    fn found(bytes: &[u8]) -> (String, Reason) {
        let survey = surveyed(bytes, None).unwrap();
        (survey.encoding.name(), survey.reason)
    }

    const TEXT: &str = "客户编号,姓名,城市\r\n0001,张伟,上海\r\n0002,王芳,北京\r\n";

    #[test]
    fn the_order_is_mark_then_nul_then_utf8() {
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(found(b""), ("utf-8".into(), Reason::Ascii));
        assert_eq!(found(b"id,name\n"), ("utf-8".into(), Reason::Ascii));
        assert_eq!(found(TEXT.as_bytes()), ("utf-8".into(), Reason::ValidUtf8));
        assert_eq!(found(&[b"\xEF\xBB\xBF", TEXT.as_bytes()].concat()), ("utf-8-bom".into(), Reason::ByteOrderMark));
        assert_eq!(found(&little), ("utf-16le".into(), Reason::NulPattern));
        assert_eq!(found(&big), ("utf-16be".into(), Reason::NulPattern));
        assert_eq!(found(&[b"\xFF\xFE", &little[..]].concat()), ("utf-16le-bom".into(), Reason::ByteOrderMark));
        assert_eq!(found(&[b"\xFE\xFF", &big[..]].concat()), ("utf-16be-bom".into(), Reason::ByteOrderMark));
        let (name, reason) = found(&encoding_rs::GB18030.encode(TEXT).0);
        assert_eq!((name.as_str(), reason), ("gb18030", Reason::ReadsBest { not_utf8_at: 0 }));
    }

    #[test]
    fn a_bad_byte_late_in_the_file_is_named_by_its_offset() {
        let rows = TEXT.repeat(20_000);
        let mut utf8 = rows.clone().into_bytes();
        let at = utf8.len() as u64;
        utf8.extend_from_slice(b"3,\xB0\n");
        assert!(matches!(surveyed(&utf8, None), Err(SurveyError::DamagedUtf8 { offset }) if offset == at + 2));
        let mut gb = encoding_rs::GB18030.encode(&rows).0.into_owned();
        let at = gb.len() as u64;
        gb.extend_from_slice(b"3,\xFF\n");
        let refused = surveyed(&gb, None);
        assert!(
            matches!(refused, Err(SurveyError::Undecodable { encoding, offset })
                if encoding == Encoding::GB18030 && offset == at + 2),
            "{refused:?}"
        );
    }

    #[test]
    fn a_file_of_two_encodings_is_refused_with_the_offset_of_the_second() {
        let second = encoding_rs::GBK.encode(TEXT).0;
        let refused = surveyed(&[TEXT.as_bytes(), &second].concat(), None);
        assert!(matches!(refused, Err(SurveyError::DamagedUtf8 { offset }) if offset == TEXT.len() as u64));
        let refused = surveyed(&[&second, TEXT.as_bytes()].concat(), None);
        assert!(matches!(refused, Err(SurveyError::DamagedUtf8 { offset: 0 })));
        let cut = &TEXT.as_bytes()[..TEXT.find("京").unwrap() + 2];
        assert!(matches!(surveyed(cut, None), Err(SurveyError::DamagedUtf8 { .. })));
    }

    #[test]
    fn the_named_encoding_wins_and_is_strict() {
        let gb = encoding_rs::GB18030.encode(TEXT).0;
        assert_eq!(surveyed(&gb, Some(Encoding::BIG5)).unwrap().encoding, Encoding::BIG5);
        assert!(matches!(surveyed(&gb, Some(Encoding::SHIFT_JIS)), Err(SurveyError::Undecodable { .. })));
        assert_eq!(surveyed(&gb, Some(Encoding::GB18030)).unwrap().reason, Reason::Given);
        assert!(matches!(surveyed(&gb, Some(Encoding::UTF_8)), Err(SurveyError::Undecodable { offset: 0, .. })));
        let marked = b"\xFE\xFF\0i\0d";
        assert_eq!(surveyed(marked, Encoding::parse("utf-16")).unwrap().encoding.name(), "utf-16be-bom");
    }

    #[test]
    fn archives_are_no_text() {
        assert!(matches!(surveyed(b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xB5\x9F", None), Err(SurveyError::NotText)));
        assert!(matches!(surveyed(b"\xFF\xFE\0\0i\0\0\0", None), Err(SurveyError::NotText)));
    }

    #[test]
    fn a_stream_that_shrinks_between_two_passes_is_noticed() {
        let mut openings = 0;
        let mut open = || -> io::Result<Box<dyn Read>> {
            openings += 1;
            let bytes: &'static [u8] =
                if openings == 1 { b"1,\xD5\xC5\xCE\xB0\n2,x\n" } else { b"1,\xD5\xC5\xCE\xB0\n" };
            Ok(Box::new(bytes))
        };
        assert!(matches!(survey(&mut open, None), Err(SurveyError::Changed)));
    }

    proptest! {
        #[test]
        fn any_bytes_end_in_a_survey_that_holds_or_in_a_refusal(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(survey) = surveyed(&bytes, None) {
                let mut text = String::new();
                let whole = DecodeReader::new(&bytes[..], survey.encoding).read_to_string(&mut text);
                prop_assert!(whole.is_ok());
            }
        }

        #[test]
        fn utf8_is_never_taken_for_anything_else(text in "\\PC{0,60}") {
            prop_assert_eq!(surveyed(text.as_bytes(), None).unwrap().encoding.charset, encoding_rs::UTF_8);
        }
    }
}
