//! Columns aligned by blanks, as a stream of cells separated by single TABs. It knows no quotes.

use std::io::{self, Read};

/// Reads UTF-8 text whose columns are separated by one or more spaces or TABs: each run of them becomes one TAB,
/// blanks at the start and the end of a line go, and every line end (LF, CR LF, CR) becomes LF.
///
/// What comes out is read with TAB as the delimiter and without quoting.
pub(super) struct CollapseBlanks<R> {
    inner: R,
    source: Vec<u8>,
    used: usize,
    filled: usize,
    state: State,
    ready: Option<u8>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// At the start of a line, where blanks mean nothing.
    LineStart,
    /// Behind a CR that ended a line, where an LF means nothing.
    AfterReturn,
    /// Behind a character of a cell.
    Cell,
    /// Behind a blank that may separate two cells or end the line.
    Gap,
}

impl<R: Read> CollapseBlanks<R> {
    /// Wraps a stream positioned at the start of a line.
    pub(super) fn new(inner: R) -> CollapseBlanks<R> {
        CollapseBlanks { inner, source: vec![0; 32 * 1024], used: 0, filled: 0, state: State::LineStart, ready: None }
    }

    /// The next byte of the stream; `None` at its end.
    fn next_byte(&mut self) -> io::Result<Option<u8>> {
        if self.used == self.filled {
            self.used = 0;
            self.filled = loop {
                match self.inner.read(&mut self.source) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    outcome => break outcome?,
                }
            };
        }
        let byte = self.source[..self.filled].get(self.used).copied();
        self.used += usize::from(byte.is_some());
        Ok(byte)
    }

    /// The next byte to hand out; `None` at the end of the stream.
    fn next_output(&mut self) -> io::Result<Option<u8>> {
        if let Some(byte) = self.ready.take() {
            return Ok(Some(byte));
        }
        while let Some(byte) = self.next_byte()? {
            let before = self.state;
            match byte {
                b' ' | b'\t' if before == State::Cell => self.state = State::Gap,
                b' ' | b'\t' if before == State::AfterReturn => self.state = State::LineStart,
                b' ' | b'\t' => {}
                b'\n' if before == State::AfterReturn => self.state = State::LineStart,
                b'\n' => {
                    self.state = State::LineStart;
                    return Ok(Some(b'\n'));
                }
                b'\r' => {
                    self.state = State::AfterReturn;
                    return Ok(Some(b'\n'));
                }
                byte => {
                    self.state = State::Cell;
                    if before != State::Gap {
                        return Ok(Some(byte));
                    }
                    self.ready = Some(byte);
                    return Ok(Some(b'\t'));
                }
            }
        }
        Ok(None)
    }
}

impl<R: Read> Read for CollapseBlanks<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        for (count, place) in out.iter_mut().enumerate() {
            match self.next_output() {
                Ok(Some(byte)) => *place = byte,
                Ok(None) => return Ok(count),
                Err(error) if count == 0 => return Err(error),
                // The bytes before the fault are handed out first; a reader that failed once fails again.
                Err(_) => return Ok(count),
            }
        }
        Ok(out.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn collapsed(text: &str) -> String {
        let mut out = String::new();
        CollapseBlanks::new(text.as_bytes()).read_to_string(&mut out).unwrap();
        out
    }

    #[test]
    fn columns_aligned_by_blanks_become_cells() {
        assert_eq!(
            collapsed(" 00001 19970101  1   11.77\r\n 00002 19970112"),
            "00001\t19970101\t1\t11.77\n00002\t19970112"
        );
        assert_eq!(collapsed("  a \t b  \r\r\n\nc  "), "a\tb\n\n\nc");
        assert_eq!(collapsed(" \u{3000}客户  张伟 \n"), "\u{3000}客户\t张伟\n");
        assert_eq!(collapsed(""), "");
    }

    proptest! {
        #[test]
        fn the_words_of_every_line_stay_the_same(text in "[ \ta-c,\"\r\n客]{0,60}") {
            let lines = |text: &str| -> Vec<Vec<String>> {
                text.replace("\r\n", "\n").split(['\n', '\r'])
                    .map(|line| line.split([' ', '\t']).filter(|word| !word.is_empty()).map(String::from).collect())
                    .collect()
            };
            let out = collapsed(&text);
            prop_assert_eq!(lines(&out), lines(&text));
            prop_assert!(!out.contains(['\r', ' ']) && !out.contains("\t\t") && !out.contains("\t\n"));
        }
    }
}
