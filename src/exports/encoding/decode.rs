//! A reader of any encoding as a reader of UTF-8: streaming, without the byte order mark, strict unless replacement is
//! asked for. It guesses nothing.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult};

use super::{Encoding, EncodingErrors, Replaced};

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
/// Strictly, UTF-8 itself is passed through unchecked, since [`super::survey`] has checked the whole of it. Every other
/// encoding is decoded: a byte without a meaning ends the stream with an error that carries [`Undecodable`], after all
/// the text before it. With [`EncodingErrors::Replace`] every encoding is decoded, and each sequence without a meaning
/// becomes one U+FFFD, as the WHATWG encoding standard cuts such sequences.
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
    started: bool,
    state: State,
    errors: EncodingErrors,
    replaced: Replaced,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Running,
    Ended,
    Failed(u64),
}

/// What became of a byte without a meaning.
#[derive(PartialEq)]
enum Met {
    Failed,
    Replaced,
}

impl<R: Read> DecodeReader<R> {
    /// Wraps a stream of the given encoding, positioned at its first byte, to be decoded strictly.
    pub fn new(inner: R, encoding: Encoding) -> DecodeReader<R> {
        DecodeReader::with_errors(inner, encoding, EncodingErrors::Strict)
    }

    /// Wraps a stream of the given encoding, positioned at its first byte.
    pub fn with_errors(inner: R, encoding: Encoding, errors: EncodingErrors) -> DecodeReader<R> {
        let steps = if encoding.charset == encoding_rs::UTF_8 && errors == EncodingErrors::Strict {
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
                started: false,
                state: State::Running,
                errors,
                replaced: Replaced::default(),
            }))
        };
        DecodeReader { inner, steps }
    }

    /// What has been replaced so far: all of it once the reader is at its end.
    pub fn replaced(&self) -> Replaced {
        match &self.steps {
            Steps::PassThrough { .. } => Replaced::default(),
            Steps::Decode(decoding) => decoding.replaced.clone(),
        }
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
                State::Running => self.decode_more(inner)?,
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
        match result {
            DecoderResult::Malformed(length, after) => {
                self.meet_bad(self.consumed - u64::from(length) - u64::from(after));
            }
            DecoderResult::InputEmpty if stopped_at_bad => {
                let at = self.consumed;
                if self.meet_bad(at) == Met::Replaced {
                    self.used += 1;
                    self.consumed += 1;
                }
            }
            DecoderResult::InputEmpty if last => self.state = State::Ended,
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
        }
        if !self.text.is_empty() && !self.started {
            self.started = true;
            if self.text.starts_with('\u{feff}') {
                self.given = '\u{feff}'.len_utf8();
            }
        }
        Ok(())
    }

    fn meet_bad(&mut self, offset: u64) -> Met {
        match self.errors {
            EncodingErrors::Strict => {
                self.state = State::Failed(offset);
                Met::Failed
            }
            EncodingErrors::Replace => {
                self.text.push(char::REPLACEMENT_CHARACTER);
                self.replaced.add(offset);
                Met::Replaced
            }
        }
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
mod tests;
