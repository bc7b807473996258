//! Counts and hashes bytes on their way into a file.

use std::io::{self, Write};

use xxhash_rust::xxh3::Xxh3;

/// A writer that passes everything on and remembers length and xxh3-128.
pub(super) struct Digest<W> {
    inner: W,
    hasher: Xxh3,
    bytes: u64,
}

impl<W: Write> Digest<W> {
    pub(super) fn new(inner: W) -> Digest<W> {
        Digest { inner, hasher: Xxh3::new(), bytes: 0 }
    }

    /// The writer, the number of bytes and their hash.
    pub(super) fn finish(self) -> (W, u64, String) {
        (self.inner, self.bytes, format!("{:032x}", self.hasher.digest128()))
    }
}

impl<W: Write> Write for Digest<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.inner.write(bytes)?;
        self.hasher.update(&bytes[..n]);
        self.bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
