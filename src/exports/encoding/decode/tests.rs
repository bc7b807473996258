//! Every encoding, cut everywhere, with and without bytes that are no text.

use proptest::prelude::*;

use super::*;

/// Gives its bytes in pieces of `step`, so that characters are cut everywhere.
struct Dribble<'a>(&'a [u8], usize);

impl Read for Dribble<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.1.min(out.len()).min(self.0.len());
        let (now, later) = self.0.split_at(count);
        out[..count].copy_from_slice(now);
        self.0 = later;
        Ok(count)
    }
}

fn decoded(bytes: &[u8], encoding: Encoding, step: usize) -> io::Result<String> {
    let mut text = String::new();
    DecodeReader::new(Dribble(bytes, step), encoding).read_to_string(&mut text).map(|_| text)
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

#[test]
fn every_encoding_gives_the_same_text_however_it_is_cut() {
    let text = "客戶,城市\r\n張偉,上海\r\n";
    let cases: [(Vec<u8>, Encoding); 5] = [
        (text.into(), Encoding::UTF_8),
        (encoding_rs::GB18030.encode(text).0.into(), Encoding::GB18030),
        (encoding_rs::BIG5.encode(text).0.into(), Encoding::BIG5),
        (utf16(text, u16::to_le_bytes), Encoding::UTF_16LE),
        (utf16(text, u16::to_be_bytes), Encoding::UTF_16BE),
    ];
    for (bytes, encoding) in cases {
        for step in [1, 2, 3, 5, 1000] {
            assert_eq!(decoded(&bytes, encoding, step).unwrap(), text, "{} by {step}", encoding.name());
        }
    }
}

#[test]
fn a_character_across_the_edge_of_a_chunk_is_whole() {
    for padding in CHUNK - 4..CHUNK + 1 {
        let text = format!("{}𠮷野家", "a".repeat(padding));
        let bytes = encoding_rs::GB18030.encode(&text).0;
        assert_eq!(decoded(&bytes, Encoding::GB18030, 7919).unwrap(), text);
    }
}

#[test]
fn byte_order_marks_are_stripped_once() {
    assert_eq!(decoded(b"\xEF\xBB\xBFid,name", Encoding::UTF_8_BOM, 1).unwrap(), "id,name");
    assert_eq!(decoded(b"\xFF\xFEi\0d\0", Encoding::UTF_16LE, 1).unwrap(), "id");
    assert_eq!(decoded(b"\xFE\xFF\0i\0d", Encoding::UTF_16BE, 3).unwrap(), "id");
    assert_eq!(decoded(b"\x84\x31\x95\x33id", Encoding::GB18030, 3).unwrap(), "id");
    assert_eq!(decoded(b"id", Encoding::UTF_8, 1).unwrap(), "id");
    assert_eq!(decoded(b"", Encoding::UTF_8, 1).unwrap(), "");
    assert_eq!(decoded(b"", Encoding::BIG5, 1).unwrap(), "");
}

#[test]
fn a_second_byte_that_looks_like_a_delimiter_stays_in_its_character() {
    // 0x5C is a backslash and 0x7C a pipe as second bytes of GBK characters.
    assert_eq!(decoded(b"\x81\x5C|\x81\x7C|x", Encoding::GB18030, 1).unwrap(), "乗|亅|x");
}

#[test]
fn the_offset_is_that_of_the_first_bad_byte() {
    let offset = |bytes: &[u8], encoding| {
        let error = decoded(bytes, encoding, 3).unwrap_err();
        Undecodable::inside(&error).unwrap().offset
    };
    assert_eq!(offset(b"abc\xB0\xA1\xFFdef", Encoding::GB18030), 5);
    assert_eq!(offset(b"abc\xB0", Encoding::GB18030), 3);
    assert_eq!(offset(b"a\0b\0c", Encoding::UTF_16LE), 4);
    assert_eq!(offset(b"a\0\x00\xD8b\0", Encoding::UTF_16LE), 2);
    assert_eq!(offset(b"caf\xE9 \x81", Encoding::WINDOWS_1252), 5);
    let late = [b"x".repeat(3 * CHUNK), b"\xFF".to_vec()].concat();
    assert_eq!(offset(&late, Encoding::BIG5), 3 * CHUNK as u64);
}

#[test]
fn the_text_before_a_bad_byte_is_delivered() {
    let mut reader = DecodeReader::new(&b"abc\xFF"[..], Encoding::GB18030);
    let mut first = [0; 16];
    assert_eq!(reader.read(&mut first).unwrap(), 3);
    assert!(reader.read(&mut first).is_err());
    assert!(reader.read(&mut first).is_err());
}

fn replaced(bytes: &[u8], encoding: Encoding, step: usize) -> (String, Replaced) {
    let mut text = String::new();
    let mut reader = DecodeReader::with_errors(Dribble(bytes, step), encoding, EncodingErrors::Replace);
    reader.read_to_string(&mut text).unwrap();
    (text, reader.replaced())
}

#[test]
fn bytes_without_a_meaning_are_replaced_and_listed() {
    let cases: [(&[u8], Encoding, &str, &[u64]); 8] = [
        (b"ab\xFFc,\xE5\xBC,x", Encoding::UTF_8, "ab\u{fffd}c,\u{fffd},x", &[2, 5]),
        (b"\xEF\xBB\xBFid\xE5", Encoding::UTF_8_BOM, "id\u{fffd}", &[5]),
        (b"\xFF\xEF\xBB\xBFid", Encoding::UTF_8, "\u{fffd}\u{feff}id", &[0]),
        (b"\xB0\xA1\xFF,\xB0", Encoding::GB18030, "啊\u{fffd},\u{fffd}", &[2, 4]),
        (b"a\0\x00\xD8b\0c", Encoding::UTF_16LE, "a\u{fffd}b\u{fffd}", &[2, 6]),
        (b"caf\xE9\x81\x8D!", Encoding::WINDOWS_1252, "café\u{fffd}\u{fffd}!", &[4, 5]),
        ("\u{fffd},x".as_bytes(), Encoding::UTF_8, "\u{fffd},x", &[]),
        (b"", Encoding::BIG5, "", &[]),
    ];
    for (bytes, encoding, expected, offsets) in cases {
        for step in [1, 2, 1000] {
            let (text, replaced) = replaced(bytes, encoding, step);
            assert_eq!((text.as_str(), &replaced.offsets[..]), (expected, offsets), "{} by {step}", encoding.name());
            assert_eq!(replaced.count, offsets.len() as u64);
        }
    }
}

#[test]
fn replacement_goes_on_across_the_edges_of_chunks() {
    for padding in CHUNK - 3..CHUNK + 2 {
        let bytes = [b"a".repeat(padding), b"\xE5\xBC\xFFx".to_vec(), b"b".repeat(CHUNK), b"\xFF".to_vec()].concat();
        let (text, replaced) = replaced(&bytes, Encoding::UTF_8, 7919);
        assert_eq!(text, String::from_utf8_lossy(&bytes));
        let at = padding as u64;
        assert_eq!(replaced.offsets, [at, at + 2, at + 4 + CHUNK as u64]);
    }
}

/// Text in the encoding with some bytes overwritten.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..4),
        "[a-z,0-9\n]{0,6}".prop_map(String::into_bytes),
        "[张伟客é𠮷]{1,3}".prop_map(String::into_bytes),
        "[张伟客户编号]{1,3}".prop_map(|text| encoding_rs::GB18030.encode(&text).0.into_owned()),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn replacement_is_that_of_the_standard(bytes in damaged(), step in 1_usize..9) {
        let (text, count) = replaced(&bytes, Encoding::UTF_8, step);
        let lossy = String::from_utf8_lossy(&bytes);
        prop_assert_eq!(&text, lossy.strip_prefix('\u{feff}').unwrap_or(&lossy));
        prop_assert_eq!(count.count == 0, std::str::from_utf8(&bytes).is_ok());
        for encoding in [Encoding::GB18030, Encoding::BIG5, Encoding::UTF_16LE, Encoding::SHIFT_JIS] {
            let (whole, faulty) = encoding.charset.decode_without_bom_handling(&bytes);
            let (text, replaced) = replaced(&bytes, encoding, step);
            prop_assert_eq!(&text, whole.strip_prefix('\u{feff}').unwrap_or(&whole));
            prop_assert_eq!(replaced.count > 0, faulty);
            // Strict reading fails at the first of the same places.
            let strict = decoded(&bytes, encoding, step).map_err(|error| Undecodable::inside(&error).unwrap().offset);
            prop_assert_eq!(strict.err(), replaced.offsets.first().copied());
        }
    }
}
