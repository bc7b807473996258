//! Refuses packed data that unpack to far more than they are, before they fill disk or memory.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that may come out whatever went in: little data often packs very well.
pub(super) const FREE: u64 = 64 << 20;

/// What a packed file must not do; the error inside the [`io::Error`] of a reader that did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Expands {
    /// `--max-expand`.
    pub(super) most: u64,
}

impl std::fmt::Display for Expands {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "it unpacks to more than {} times its size", self.most)
    }
}

impl std::error::Error for Expands {}

impl Expands {
    /// The refusal that made a reader fail, if one did.
    pub(super) fn inside(error: &io::Error) -> Option<Expands> {
        error.get_ref()?.downcast_ref::<Expands>().copied()
    }
}

/// Counts the packed bytes that were read.
pub(super) struct Packed<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Packed<R> {
    pub(super) fn new(inner: R) -> (Packed<R>, Arc<AtomicU64>) {
        let read = Arc::new(AtomicU64::new(0));
        (Packed { inner, read: read.clone() }, read)
    }
}

impl<R: Read> Read for Packed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(into)?;
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Passes unpacked bytes on until they are more than `most` times the packed bytes read so far.
pub(super) struct ExpandLimit<R> {
    inner: R,
    packed: Arc<AtomicU64>,
    unpacked: u64,
    most: u64,
}

impl<R: Read> ExpandLimit<R> {
    pub(super) fn new(inner: R, packed: Arc<AtomicU64>, most: u64) -> ExpandLimit<R> {
        ExpandLimit { inner, packed, unpacked: 0, most }
    }
}

impl<R: Read> Read for ExpandLimit<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(into)?;
        self.unpacked += n as u64;
        if self.unpacked > FREE && self.unpacked / self.most.max(1) > self.packed.load(Ordering::Relaxed) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, Expands { most: self.most }));
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: u64, packed: u64, most: u64) -> io::Result<u64> {
        let counter = Arc::new(AtomicU64::new(packed));
        io::copy(&mut ExpandLimit::new(io::repeat(0).take(bytes), counter, most), &mut io::sink())
    }

    #[test]
    fn little_data_may_expand_as_they_like_and_much_only_so_far() {
        assert_eq!(read(FREE, 10, 200).unwrap(), FREE);
        assert_eq!(read(2 * FREE, FREE / 100, 201).unwrap(), 2 * FREE);
        let refused = read(2 * FREE, FREE / 100, 100).unwrap_err();
        assert_eq!(Expands::inside(&refused), Some(Expands { most: 100 }));
    }
}
