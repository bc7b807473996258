//! Refuses a line so long that it can be no row of a table, before it fills the memory.

use std::io::{self, Read};

/// The longest line taken, in bytes.
const LONGEST: usize = 128 << 20;

/// Passes bytes on until a line is longer than 128 MiB.
pub(super) struct LineLimit<R> {
    inner: R,
    since_break: usize,
}

impl<R: Read> LineLimit<R> {
    pub(super) fn new(inner: R) -> LineLimit<R> {
        LineLimit { inner, since_break: 0 }
    }
}

impl<R: Read> Read for LineLimit<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(into)?;
        self.since_break = match into[..n].iter().rposition(|byte| *byte == b'\n') {
            Some(last) => n - last - 1,
            None => self.since_break + n,
        };
        if self.since_break > LONGEST {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a line is longer than 128 MiB"));
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_files_pass_and_endless_lines_do_not() {
        let lines = b"0123456789\n".repeat(1000);
        let mut out = Vec::new();
        LineLimit::new(&lines[..]).read_to_end(&mut out).unwrap();
        assert_eq!(out, lines);
        let endless = io::repeat(b'A').take(LONGEST as u64 + 10);
        assert!(io::copy(&mut LineLimit::new(endless), &mut io::sink()).is_err());
    }
}
