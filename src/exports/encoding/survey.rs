//! Which encoding a stream is in, its size and its hash: one pass for UTF-8, up to three for anything else. Memory is
//! bounded whatever the size of the stream.

use std::io::{self, Read};

use super::chance::doubt;
use super::decode::{DecodeReader, Undecodable};
use super::guess::{Guess, guess};
use super::sample::sample;
use super::scan::{Mark, NulPattern, Scan, Utf8, scan};
use super::{Encoding, EncodingErrors, Reason, Replaced, SurveyError};

/// Opens the same stream once more, at its first byte.
pub type Open<'a> = &'a mut dyn FnMut() -> io::Result<Box<dyn Read>>;

/// What is known of a stream after it has been read to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// Size in bytes.
    pub bytes: u64,
    /// XXH3-128 of the bytes.
    pub hash: u128,
    /// The encoding, in which every byte of the stream decodes but for those in `replaced`.
    pub encoding: Encoding,
    /// What settled the encoding.
    pub reason: Reason,
    /// What does not decode and reads as U+FFFD: nothing unless [`EncodingErrors::Replace`] was asked for.
    pub replaced: Replaced,
}

impl Survey {
    /// The hash as 32 hexadecimal digits, as the manifest records it.
    pub fn hash_hex(&self) -> String {
        format!("{:032x}", self.hash)
    }

    /// Reads the stream, positioned at its first byte, as UTF-8: with replacement where something has to be replaced,
    /// strictly otherwise.
    pub fn decode<R: Read>(&self, inner: R) -> DecodeReader<R> {
        let errors = if self.replaced.count > 0 { EncodingErrors::Replace } else { EncodingErrors::Strict };
        DecodeReader::with_errors(inner, self.encoding, errors)
    }
}

/// Reads a stream to its end and finds its encoding; `given` is what the user named, and wins over everything but
/// a byte order mark. Every byte has to decode.
///
/// # Errors
/// [`SurveyError`] when the stream cannot be read, or when no encoding is certain to read all of it right.
pub fn survey(open: Open<'_>, given: Option<Encoding>) -> Result<Survey, SurveyError> {
    survey_with(open, given, EncodingErrors::Strict)
}

/// Like [`survey`], with a choice of what is done with bytes that do not decode.
///
/// # Errors
/// [`SurveyError`] when the stream cannot be read, or when no encoding is certain to read it right. With
/// [`EncodingErrors::Replace`] a damaged stream is no error; one whose encoding cannot be told still is.
pub fn survey_with(open: Open<'_>, given: Option<Encoding>, errors: EncodingErrors) -> Result<Survey, SurveyError> {
    let scan = scan(open()?)?;
    let (encoding, reason) = match given {
        Some(given) => (settle_mark(given, scan.mark), Reason::Given),
        None => find(&scan, open, errors)?,
    };
    let replaced = check_whole(&scan, encoding, errors, open)?;
    Ok(Survey { bytes: scan.bytes, hash: scan.hash, encoding, reason, replaced })
}

/// A byte order mark says more than a name given for several files.
fn settle_mark(given: Encoding, mark: Mark) -> Encoding {
    match mark {
        Mark::Of(marked) => marked,
        // Read as UTF-16, the mark of UTF-32 is that of UTF-16 before a NUL.
        Mark::Utf32(marked) if marked.charset == given.charset => marked,
        _ => given.marked(super::ByteOrderMark::Absent),
    }
}

fn find(scan: &Scan, open: Open<'_>, errors: EncodingErrors) -> Result<(Encoding, Reason), SurveyError> {
    match (scan.mark, scan.nul, scan.utf8) {
        (Mark::Utf32(_), ..) => Err(SurveyError::NotText),
        (Mark::Of(encoding), ..) => Ok((encoding, Reason::ByteOrderMark)),
        (_, NulPattern::Utf16(encoding), _) => Ok((encoding, Reason::NulPattern)),
        (.., Utf8::Ascii) => Ok((Encoding::UTF_8, Reason::Ascii)),
        (.., Utf8::Valid) => Ok((Encoding::UTF_8, Reason::ValidUtf8)),
        (.., Utf8::ValidPerhaps) => match doubt(&lines(scan, open)?) {
            Some(second) => Err(SurveyError::CannotTell { first: Encoding::UTF_8, second }),
            None => Ok((Encoding::UTF_8, Reason::ValidUtf8)),
        },
        (_, NulPattern::Scattered, _) => Err(SurveyError::NotText),
        (.., Utf8::InvalidAt(offset)) => match (guess(&lines(scan, open)?), errors) {
            (Guess::DamagedUtf8, EncodingErrors::Strict) => Err(SurveyError::DamagedUtf8 { offset }),
            (Guess::DamagedUtf8, EncodingErrors::Replace) => {
                Ok((Encoding::UTF_8, Reason::MostlyUtf8 { not_utf8_at: offset }))
            }
            (Guess::Likely(encoding), _) => Ok((encoding, Reason::ReadsBest { not_utf8_at: offset })),
            (Guess::CannotTell(first, second), _) => Err(SurveyError::CannotTell { first, second }),
        },
    }
}

/// The lines that say something about the encoding.
fn lines(scan: &Scan, open: Open<'_>) -> Result<Vec<Vec<u8>>, SurveyError> {
    let sample = sample(open()?)?;
    if sample.bytes == scan.bytes { Ok(sample.lines) } else { Err(SurveyError::Changed) }
}

/// Proves that the whole stream decodes, or counts what has to be replaced.
fn check_whole(
    scan: &Scan,
    encoding: Encoding,
    errors: EncodingErrors,
    open: Open<'_>,
) -> Result<Replaced, SurveyError> {
    if encoding.charset == encoding_rs::UTF_8 {
        match (scan.utf8, errors) {
            (Utf8::Ascii | Utf8::Valid | Utf8::ValidPerhaps, _) => return Ok(Replaced::default()),
            (Utf8::InvalidAt(offset), EncodingErrors::Strict) => {
                return Err(SurveyError::Undecodable { encoding, offset });
            }
            (Utf8::InvalidAt(_), EncodingErrors::Replace) => {}
        }
    }
    let mut reader = DecodeReader::with_errors(open()?, encoding, errors);
    match io::copy(&mut reader, &mut io::sink()) {
        Ok(_) => Ok(reader.replaced()),
        Err(error) => Err(match Undecodable::inside(&error) {
            Some(Undecodable { encoding, offset }) => SurveyError::Undecodable { encoding, offset },
            None => SurveyError::Io(error),
        }),
    }
}

#[cfg(test)]
mod tests;
