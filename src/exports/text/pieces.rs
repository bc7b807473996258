//! Text as it is read piece by piece, each of whole characters. It knows no records.

use std::io::{self, Read};

/// Text as it comes out of a decoder, whose pieces may end within a character.
#[derive(Default)]
pub(super) struct Text {
    pub(super) valid: String,
    /// The beginning of a character.
    cut: Vec<u8>,
}

impl Text {
    /// Reads until there are `wanted` bytes; whether there may be more.
    pub(super) fn fill(&mut self, from: &mut dyn Read, wanted: usize) -> io::Result<bool> {
        let mut bytes = std::mem::take(&mut self.valid).into_bytes();
        bytes.append(&mut self.cut);
        let missing = wanted.saturating_sub(bytes.len());
        bytes.reserve_exact(missing);
        let more = from.take(missing as u64).read_to_end(&mut bytes)? == missing;
        if more {
            self.cut = bytes.split_off(bytes.len() - unfinished(&bytes));
        }
        // The survey found every byte to be text: where one is not, the file has changed.
        self.valid = String::from_utf8(bytes).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
        Ok(more)
    }

    /// The whole characters among the first `wanted` bytes.
    pub(super) fn start(&self, wanted: usize) -> &str {
        let end = (0..=wanted.min(self.valid.len())).rev().find(|end| self.valid.is_char_boundary(*end));
        &self.valid[..end.unwrap_or_default()]
    }
}

/// How many bytes at the end are the beginning of a character that goes on behind them.
fn unfinished(bytes: &[u8]) -> usize {
    let last = bytes.iter().rev().take(3).position(|byte| byte & 0xc0 != 0x80);
    let Some(after) = last else { return 0 };
    let length = match bytes[bytes.len() - 1 - after] {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    };
    if length > after + 1 { after + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// All that is read from `bytes`, `step` bytes at a time, in pieces of so many bytes.
    fn pieces(mut bytes: &[u8], step: usize) -> io::Result<Vec<String>> {
        let (mut text, mut pieces) = (Text::default(), Vec::new());
        loop {
            let more = text.fill(&mut bytes, step)?;
            pieces.push(std::mem::take(&mut text.valid));
            if !more {
                return Ok(pieces);
            }
        }
    }

    proptest! {
        #[test]
        fn text_is_whole_wherever_it_is_cut(text in "[a,é客𠮷]{0,30}", step in 4_usize..12, cut in 0_usize..4) {
            let found = pieces(text.as_bytes(), step).unwrap();
            prop_assert!(found.iter().all(|piece| piece.len() <= step));
            prop_assert_eq!(found.concat(), text.clone());
            // What ends within a character, or holds what is none, has changed since it was surveyed.
            let last = text.chars().next_back().map_or(0, char::len_utf8);
            let ended = &text.as_bytes()[..text.len() - cut.min(last)];
            prop_assert_eq!(pieces(ended, step).is_ok(), cut.min(last) % last.max(1) == 0);
            prop_assert!(pieces(&[text.as_bytes(), b"\xff"].concat(), step).is_err());
        }
    }
}
