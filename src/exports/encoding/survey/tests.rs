//! The order of the search, and what is refused or replaced.

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
    let before_nul = surveyed(b"\xFF\xFE\0\0i\0\0\0", Encoding::parse("utf-16")).unwrap();
    assert_eq!(before_nul.encoding.name(), "utf-16le-bom");
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
        let bytes: &'static [u8] = if openings == 1 { b"1,\xD5\xC5\xCE\xB0\n2,x\n" } else { b"1,\xD5\xC5\xCE\xB0\n" };
        Ok(Box::new(bytes))
    };
    assert!(matches!(survey(&mut open, None), Err(SurveyError::Changed)));
}

/// What the decoder makes of the bytes in the encoding that the survey found.
fn text_of(bytes: &[u8]) -> String {
    let mut text = String::new();
    surveyed(bytes, None).unwrap().decode(bytes).read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_byte_order_mark_is_not_in_the_header() {
    let utf16 = |order: fn(u16) -> [u8; 2]| TEXT.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let marked: [(&[u8], Vec<u8>); 4] = [
        (b"\xEF\xBB\xBF", TEXT.into()),
        (b"\xFF\xFE", utf16(u16::to_le_bytes)),
        (b"\xFE\xFF", utf16(u16::to_be_bytes)),
        (b"\x84\x31\x95\x33", encoding_rs::GB18030.encode(TEXT).0.into()),
    ];
    for (mark, bytes) in marked {
        assert_eq!(text_of(&[mark, &bytes].concat()), TEXT);
        assert_eq!(text_of(&bytes), TEXT);
    }
}

#[test]
fn second_bytes_that_look_like_delimiters_stay_in_their_characters() {
    // In GB18030 the second byte of 誠 and 乗 is 0x5C, that of 誽 and 亅 0x7C; in Big5 that of 許 and 功 is 0x5C.
    let text = "编号|姓名|城市\n1|誠乗|上海\n2|誽亅|北京\n3|䶮𠮷|广州€\n";
    let bytes = encoding_rs::GB18030.encode(text).0;
    assert!(bytes.contains(&0x5C) && bytes.iter().filter(|byte| **byte == b'|').count() > 8);
    assert_eq!(found(&bytes).0, "gb18030");
    assert_eq!(text_of(&bytes), text);
    assert!(text_of(&bytes).lines().all(|line| line.split('|').count() == 3));
    let text = "編號|姓名|城市\n1|許功蓋|臺北市\n2|陳怡君|高雄市\n";
    let bytes = encoding_rs::BIG5.encode(text).0;
    assert!(bytes.contains(&0x5C));
    assert_eq!((found(&bytes).0.as_str(), text_of(&bytes).as_str()), ("big5", text));
}

#[test]
fn one_bad_byte_in_row_a_million_is_named_by_its_offset() {
    let row = "1,张\n";
    let mut bytes = row.repeat(999_999).into_bytes();
    let offset = bytes.len() as u64 + 2;
    bytes.extend_from_slice(b"1,\xFF\n");
    assert!(matches!(surveyed(&bytes, None), Err(SurveyError::DamagedUtf8 { offset: at }) if at == offset));
    let named = surveyed(&bytes, Some(Encoding::UTF_8));
    assert!(matches!(named, Err(SurveyError::Undecodable { offset: at, .. }) if at == offset));
}

#[test]
fn utf8_cut_at_the_edge_of_a_chunk_is_whole_or_damaged() {
    // The first pass reads a mebibyte, then quarters of one.
    for edge in [1 << 20, (1 << 20) + (1 << 18)] {
        for before in 1..4 {
            let head = [b"id,name\n", &b"x".repeat(edge - 8 - before)[..]].concat();
            let whole = [&head, "𠮷野家张伟芳娜".as_bytes()].concat();
            assert_eq!(found(&whole), ("utf-8".into(), Reason::ValidUtf8));
            let cut = surveyed(&whole[..edge], Some(Encoding::UTF_8));
            let at = head.len() as u64;
            assert!(matches!(cut, Err(SurveyError::Undecodable { offset, .. }) if offset == at), "{cut:?}");
        }
    }
}

#[test]
fn a_few_bytes_that_are_utf8_by_chance_are_refused() {
    let name = encoding_rs::GB18030.encode("id,name\n1,谢伟\n").0;
    let refused = surveyed(&name, None);
    let Err(SurveyError::CannotTell { first, second }) = refused else { panic!("{refused:?}") };
    assert_eq!((first, second), (Encoding::UTF_8, Encoding::GB18030));
    assert_eq!(surveyed(&name, Some(Encoding::GB18030)).unwrap().encoding, Encoding::GB18030);
    assert_eq!(found("id,name\n1,José\n".as_bytes()).0, "utf-8");
}

#[test]
fn damage_is_replaced_when_asked_for_and_nothing_else_is() {
    let replacing = |bytes: &[u8], given| {
        let bytes = bytes.to_vec();
        survey_with(&mut || Ok(Box::new(io::Cursor::new(bytes.clone()))), given, EncodingErrors::Replace)
    };
    let damaged = [TEXT.as_bytes(), b"3,\xFF,\xE5\n"].concat();
    let at = TEXT.len() as u64;
    let survey = replacing(&damaged, None).unwrap();
    assert_eq!((survey.encoding, survey.reason), (Encoding::UTF_8, Reason::MostlyUtf8 { not_utf8_at: at + 2 }));
    assert_eq!(survey.replaced, Replaced { count: 2, offsets: vec![at + 2, at + 4] });
    let mut text = String::new();
    survey.decode(&damaged[..]).read_to_string(&mut text).unwrap();
    assert_eq!(text, format!("{TEXT}3,\u{fffd},\u{fffd}\n"));

    let gb = [&encoding_rs::GB18030.encode(TEXT).0, &b"3,\xFF\n"[..]].concat();
    let survey = replacing(&gb, None).unwrap();
    assert_eq!((survey.encoding, survey.replaced.offsets.as_slice()), (Encoding::GB18030, &[gb.len() as u64 - 2][..]));
    assert_eq!(replacing(&gb, Some(Encoding::GB18030)).unwrap().replaced.count, 1);
    assert_eq!(replacing(TEXT.as_bytes(), None).unwrap(), surveyed(TEXT.as_bytes(), None).unwrap());
    assert!(matches!(replacing(b"PK\x03\x04\x14\0\x06\0\xB5\x9F", None), Err(SurveyError::NotText)));
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
        match surveyed(text.as_bytes(), None) {
            Ok(survey) => prop_assert_eq!(survey.encoding.charset, encoding_rs::UTF_8),
            // A few characters of scripts that no text mixes may be refused.
            Err(SurveyError::CannotTell { first, .. }) => prop_assert_eq!(first, Encoding::UTF_8),
            Err(error) => prop_assert!(false, "{:?}", error),
        }
    }
}
