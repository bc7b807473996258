//! A record that was repaired while a file was read: where it is, what was done, and how it stood there.

use super::records::{Records, Repair, RepairKind};
use super::text::TextFile;

/// A record that was repaired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepairedRecord {
    /// Record number in its file, from 1, the header included.
    pub record: u64,
    /// The byte of the unpacked file at which it starts.
    pub offset: u64,
    /// What was done.
    pub kind: RepairKind,
    /// Its text as it stands in the file.
    pub raw: String,
}

impl RepairedRecord {
    /// A repair of a block, counted from the start of the block.
    pub(super) fn new(repair: &Repair, records: &Records<'_>, file: &TextFile<'_>) -> RepairedRecord {
        RepairedRecord {
            record: repair.row as u64 + 1,
            offset: file.bytes_of(records.before(repair.row)),
            kind: repair.kind,
            raw: records.raw(repair.row).to_string(),
        }
    }
}
