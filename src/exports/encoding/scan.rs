//! The first pass over a stream: its size and hash, its byte order mark, its NUL pattern, and whether all of it is
//! UTF-8. It decides nothing and keeps only the start of the stream.

use std::io::{self, Read};

use xxhash_rust::xxh3::Xxh3Default;

use super::decode::read_up_to;
use super::{ByteOrderMark, Encoding};

const CHUNK: usize = 256 * 1024;
const HEAD: usize = 1024 * 1024;

/// What one pass over the bytes shows.
pub(super) struct Scan {
    pub(super) bytes: u64,
    pub(super) hash: u128,
    pub(super) mark: Mark,
    pub(super) nul: NulPattern,
    pub(super) utf8: Utf8,
}

/// The byte order mark at the start of the stream.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Mark {
    None,
    Of(Encoding),
    /// UTF-32, which no export uses and no decoder here reads; and what starts so where it is called UTF-16 all the same.
    Utf32(Encoding),
}

/// Where NUL bytes stand in the first mebibyte.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum NulPattern {
    NoNul,
    /// Pairs of bytes that are ASCII characters of UTF-16 in this byte order.
    Utf16(Encoding),
    /// NUL bytes without such an order: the text is something else, or no text.
    Scattered,
}

/// Whether the whole stream is UTF-8.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Utf8 {
    Ascii,
    Valid,
    /// Valid, but with so few characters beyond ASCII that it may be so by chance.
    ValidPerhaps,
    InvalidAt(u64),
}

pub(super) fn scan(mut stream: impl Read) -> io::Result<Scan> {
    let mut hasher = Xxh3Default::new();
    let mut check = Utf8Check::default();
    let mut bytes = 0;
    let mut buffer = Vec::with_capacity(HEAD);
    let (mut mark, mut nul) = (Mark::None, NulPattern::NoNul);
    loop {
        buffer.clear();
        read_up_to(&mut stream, &mut buffer, if bytes == 0 { HEAD } else { CHUNK })?;
        if bytes == 0 {
            mark = byte_order_mark(&buffer);
            nul = nul_pattern(&buffer);
        }
        if buffer.is_empty() {
            break;
        }
        hasher.update(&buffer);
        check.feed(&buffer, bytes);
        bytes += buffer.len() as u64;
    }
    Ok(Scan { bytes, hash: hasher.digest128(), mark, nul, utf8: check.finish(bytes) })
}

fn byte_order_mark(head: &[u8]) -> Mark {
    match head {
        [0xEF, 0xBB, 0xBF, ..] => Mark::Of(Encoding::UTF_8_BOM),
        [0xFF, 0xFE, 0, 0, ..] => Mark::Utf32(Encoding::UTF_16LE.marked(ByteOrderMark::Present)),
        [0, 0, 0xFE, 0xFF, ..] => Mark::Utf32(Encoding::UTF_16BE),
        [0xFF, 0xFE, ..] => Mark::Of(Encoding::UTF_16LE.marked(ByteOrderMark::Present)),
        [0xFE, 0xFF, ..] => Mark::Of(Encoding::UTF_16BE.marked(ByteOrderMark::Present)),
        [0x84, 0x31, 0x95, 0x33, ..] => Mark::Of(Encoding::GB18030.marked(ByteOrderMark::Present)),
        _ => Mark::None,
    }
}

/// Every table in UTF-16 has ASCII delimiters, digits and line ends, and each of them has a NUL for its high byte.
/// Han characters whose low byte is zero (一, 最) put NULs on the other side, but never beside a byte below 0x4E.
fn nul_pattern(head: &[u8]) -> NulPattern {
    if !head.contains(&0) {
        return NulPattern::NoNul;
    }
    let (mut little, mut big, mut zero, mut ascii) = ([0, 0], [0, 0], 0, 0);
    for pair in head.chunks_exact(2) {
        match pair {
            [0, 0] => zero += 1,
            [low, 0] if is_text(*low) => little[usize::from(*low < 0x4E)] += 1,
            [0, low] if is_text(*low) => big[usize::from(*low < 0x4E)] += 1,
            [first, second] if is_text(*first) && is_text(*second) => ascii += 1,
            _ => {}
        }
    }
    let pairs = head.len() / 2;
    let clear = |[high, low]: [usize; 2], [_, against]: [usize; 2]| {
        let winner = high + low;
        winner * 50 >= pairs && winner > 4 * (against + zero) && ascii * 2 < pairs
    };
    if clear(little, big) {
        NulPattern::Utf16(Encoding::UTF_16LE)
    } else if clear(big, little) {
        NulPattern::Utf16(Encoding::UTF_16BE)
    } else {
        NulPattern::Scattered
    }
}

fn is_text(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~')
}

/// Bytes beyond ASCII from which on no text in another encoding is valid UTF-8 by chance: one Han character of GB18030
/// in five looks like a letter of two bytes, and nearly all of them would have to.
const ENOUGH: usize = 24;

/// Strict UTF-8 over chunks whose edges may cut a character.
#[derive(Default)]
struct Utf8Check {
    cut: Vec<u8>,
    /// Bytes beyond ASCII, counted until they are enough.
    beyond_ascii: usize,
    invalid_at: Option<u64>,
}

impl Utf8Check {
    fn feed(&mut self, chunk: &[u8], offset: u64) {
        if self.invalid_at.is_some() || (self.cut.is_empty() && chunk.is_ascii()) {
            return;
        }
        if self.beyond_ascii < ENOUGH {
            self.beyond_ascii += chunk.iter().filter(|byte| !byte.is_ascii()).count();
        }
        let (mut chunk, mut offset) = (chunk, offset);
        while !self.cut.is_empty() {
            let Some((byte, rest)) = chunk.split_first() else { return };
            let start = offset - self.cut.len() as u64;
            self.cut.push(*byte);
            match std::str::from_utf8(&self.cut) {
                Ok(_) => self.cut.clear(),
                Err(error) if error.error_len().is_some() => {
                    self.invalid_at = Some(start);
                    return;
                }
                Err(_) => {}
            }
            (chunk, offset) = (rest, offset + 1);
        }
        if let Err(error) = std::str::from_utf8(chunk) {
            match error.error_len() {
                Some(_) => self.invalid_at = Some(offset + error.valid_up_to() as u64),
                None => self.cut = chunk[error.valid_up_to()..].to_vec(),
            }
        }
    }

    fn finish(self, bytes: u64) -> Utf8 {
        match self.invalid_at {
            Some(offset) => Utf8::InvalidAt(offset),
            None if !self.cut.is_empty() => Utf8::InvalidAt(bytes - self.cut.len() as u64),
            None => match self.beyond_ascii {
                0 => Utf8::Ascii,
                1..ENOUGH => Utf8::ValidPerhaps,
                _ => Utf8::Valid,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn in_pieces(bytes: &[u8], step: usize) -> Utf8 {
        let mut check = Utf8Check::default();
        for (index, piece) in bytes.chunks(step).enumerate() {
            check.feed(piece, (index * step) as u64);
        }
        check.finish(bytes.len() as u64)
    }

    proptest! {
        #[test]
        fn utf8_is_judged_as_the_standard_library_judges_it(
            text in "[a-z,é客𠮷]{0,40}",
            damage in proptest::option::of((any::<usize>(), any::<u8>())),
            step in 1_usize..9,
        ) {
            let mut bytes = text.into_bytes();
            if let Some((at, byte)) = damage {
                bytes.insert(at % (bytes.len() + 1), byte);
            }
            let expected = match std::str::from_utf8(&bytes) {
                Ok(text) if text.is_ascii() => Utf8::Ascii,
                Ok(text) if text.bytes().filter(|byte| !byte.is_ascii()).count() < ENOUGH => Utf8::ValidPerhaps,
                Ok(_) => Utf8::Valid,
                Err(error) => Utf8::InvalidAt(error.valid_up_to() as u64),
            };
            prop_assert_eq!(in_pieces(&bytes, step), expected);
        }
    }

    #[test]
    fn size_and_hash_are_those_of_the_stream() {
        let bytes = b"id,name\n".repeat(200_000);
        let scan = scan(&bytes[..]).unwrap();
        assert_eq!((scan.bytes, scan.hash), (bytes.len() as u64, xxhash_rust::xxh3::xxh3_128(&bytes)));
    }

    #[test]
    fn utf16_is_seen_in_both_orders_even_among_han_characters() {
        let text = "客户编号,最近一次\r\n一,最\r\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(nul_pattern(&little), NulPattern::Utf16(Encoding::UTF_16LE));
        assert_eq!(nul_pattern(&big), NulPattern::Utf16(Encoding::UTF_16BE));
        assert_eq!(nul_pattern(b"id,name\n1,a\0b\n2,c\n"), NulPattern::Scattered);
        assert_eq!(nul_pattern(&[0; 100]), NulPattern::Scattered);
    }
}
