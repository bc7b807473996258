//! A temporary file for blocks of lines that do not fit into the memory given. It is private and has no name.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

use super::block::Block;

/// Blocks on disk.
#[derive(Default)]
pub(super) struct Spill {
    file: Mutex<Option<(File, u64)>>,
}

/// Where a block lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    start: u64,
    bytes: usize,
}

impl Spill {
    /// Writes a block behind all others.
    pub(super) fn write(&self, block: &Block) -> io::Result<Place> {
        let bytes = block.to_bytes();
        let mut held = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, end) = match &mut *held {
            Some(known) => known,
            none => none.insert((tempfile::tempfile()?, 0)),
        };
        file.seek(SeekFrom::Start(*end))?;
        file.write_all(&bytes)?;
        let place = Place { start: *end, bytes: bytes.len() };
        *end += bytes.len() as u64;
        Ok(place)
    }

    /// Reads a block back.
    pub(super) fn read(&self, place: Place) -> io::Result<Block> {
        let mut bytes = vec![0; place.bytes];
        let mut held = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((file, _)) = &mut *held {
            file.seek(SeekFrom::Start(place.start))?;
            file.read_exact(&mut bytes)?;
        }
        drop(held);
        Block::from_bytes(&bytes).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))
    }
}
