//! A reader of any encoding as a reader of UTF-8: strict, streaming, without the byte order mark. It guesses nothing.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult};

use super::Encoding;

const CHUNK: usize = 64 * 1024;
const UTF_8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A byte that cannot be decoded. It travels inside an [`io::Error`] of kind `InvalidData`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undecodable {
    /// The encoding that was expected.
    pub encoding: Encoding,
    /// Offset from the start of the stream, in bytes, of the first byte of the sequence that is not a character.
    pub offset: u64,
}

impl Undecodable {
    /// The undecodable byte inside an I/O error, if that is what the error is about.
    pub fn inside(error: &io::Error) -> Option<Undecodable> {
        error.get_ref()?.downcast_ref().copied()
    }
}

impl std::fmt::Display for Undecodable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the byte at offset {} is not valid {}", self.offset, self.encoding.name())
    }
}

impl std::error::Error for Undecodable {}

/// Reads a stream of any [`Encoding`] as UTF-8 without a byte order mark.
///
/// UTF-8 itself is passed through unchecked, since [`super::survey`] has checked the whole of it. Every other
/// encoding is decoded strictly: a byte without a meaning ends the stream with an error that carries
/// [`Undecodable`], after all the text before it.
pub struct DecodeReader<R> {
    inner: R,
    steps: Steps,
}

enum Steps {
    PassThrough { head: Vec<u8>, started: bool },
    Decode(Box<Decoding>),
}

struct Decoding {
    encoding: Encoding,
    decoder: Decoder,
    undefined: Option<[bool; 256]>,
    source: Vec<u8>,
    used: usize,
    text: String,
    given: usize,
    consumed: u64,
    state: State,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Start,
    Running,
    Ended,
    Failed(u64),
}

impl<R: Read> DecodeReader<R> {
    /// Wraps a stream of the given encoding, positioned at its first byte.
    pub fn new(inner: R, encoding: Encoding) -> DecodeReader<R> {
        let steps = if encoding.charset == encoding_rs::UTF_8 {
            Steps::PassThrough { head: Vec::new(), started: false }
        } else {
            Steps::Decode(Box::new(Decoding {
                encoding,
                decoder: encoding.charset.new_decoder_without_bom_handling(),
                undefined: undefined_bytes(encoding),
                source: Vec::new(),
                used: 0,
                text: String::with_capacity(3 * CHUNK),
                given: 0,
                consumed: 0,
                state: State::Start,
            }))
        };
        DecodeReader { inner, steps }
    }
}

impl<R: Read> Read for DecodeReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match &mut self.steps {
            Steps::PassThrough { head, started } => {
                if !*started {
                    read_up_to(&mut self.inner, head, UTF_8_MARK.len())?;
                    *started = true;
                    if head == UTF_8_MARK {
                        head.clear();
                    }
                }
                if head.is_empty() {
                    return self.inner.read(out);
                }
                let count = head.len().min(out.len());
                head.drain(..count).zip(out).for_each(|(byte, place)| *place = byte);
                Ok(count)
            }
            Steps::Decode(decoding) => decoding.read(&mut self.inner, out),
        }
    }
}

impl Decoding {
    fn read(&mut self, inner: &mut impl Read, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() {
            match self.state {
                State::Ended => return Ok(0),
                State::Failed(offset) => {
                    let fault = Undecodable { encoding: self.encoding, offset };
                    return Err(io::Error::new(io::ErrorKind::InvalidData, fault));
                }
                State::Start | State::Running => self.decode_more(inner)?,
            }
        }
        let rest = &self.text.as_bytes()[self.given..];
        let count = rest.len().min(out.len());
        out[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Ok(count)
    }

    fn decode_more(&mut self, inner: &mut impl Read) -> io::Result<()> {
        if self.used == self.source.len() {
            self.source.clear();
            self.used = 0;
            read_up_to(inner, &mut self.source, CHUNK)?;
        }
        let source = &self.source[self.used..];
        let bad = self.undefined.as_ref().and_then(|table| source.iter().position(|byte| table[usize::from(*byte)]));
        let (source, last) = match bad {
            Some(at) => (&source[..at], false),
            None => (source, source.is_empty()),
        };
        self.text.clear();
        self.given = 0;
        let (result, read) = self.decoder.decode_to_string_without_replacement(source, &mut self.text, last);
        let stopped_at_bad = bad.is_some() && read == source.len();
        self.used += read;
        self.consumed += read as u64;
        if self.state == State::Start && !self.text.is_empty() {
            if self.text.starts_with('\u{feff}') {
                self.given = '\u{feff}'.len_utf8();
            }
            self.state = State::Running;
        }
        match result {
            DecoderResult::Malformed(length, after) => {
                self.state = State::Failed(self.consumed - u64::from(length) - u64::from(after));
            }
            DecoderResult::InputEmpty if stopped_at_bad => self.state = State::Failed(self.consumed),
            DecoderResult::InputEmpty if last => self.state = State::Ended,
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
        }
        Ok(())
    }
}

/// The bytes that a single-byte encoding leaves undefined. The WHATWG tables turn them into C1 control characters,
/// which would let windows-1252 "decode" anything.
fn undefined_bytes(encoding: Encoding) -> Option<[bool; 256]> {
    encoding.charset.is_single_byte().then(|| {
        std::array::from_fn(|byte| {
            let byte = [byte as u8];
            let (text, faulty) = encoding.charset.decode_without_bom_handling(&byte);
            faulty || text.chars().any(|c| ('\u{80}'..='\u{9f}').contains(&c))
        })
    })
}

/// Appends to `buffer` until it has `wanted` bytes or the stream ends.
pub(super) fn read_up_to(reader: &mut impl Read, buffer: &mut Vec<u8>, wanted: usize) -> io::Result<()> {
    let missing = wanted.saturating_sub(buffer.len()) as u64;
    reader.take(missing).read_to_end(buffer).map(|_| ())
}

#[cfg(test)]
mod tests {
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
}
