//! EPCIS documents from files. It interprets nothing.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_128;

use super::{Epcis, EpcisError, read};
use crate::error::{Error, Kind, Problem};
use crate::exports::input::InputRecord;
use crate::labels::{Label, Text};

/// Documents above this many bytes together are refused: they are held in memory, and take about sixteen times as much
/// there.
const MOST_BYTES: u64 = 256 << 20;

const TOO_LARGE: Label = Label::new(
    "the EPCIS documents are larger than {most} MB together; export a shorter time",
    "EPCIS 文件合计超过 {most} MB；请缩短导出的时间范围",
);

/// Reads documents and says what was read.
///
/// # Errors
/// Kind `Input` where files are missing or no EPCIS, with all of them.
pub fn read_files(paths: &[PathBuf]) -> Result<(Epcis, Vec<InputRecord>), Error> {
    let (mut documents, mut records, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    let mut left = MOST_BYTES;
    for path in paths {
        match bytes(path, left + 1) {
            Ok(bytes) => {
                left = left.saturating_sub(bytes.len() as u64);
                records.push(record(path, &bytes));
                documents.push((path.display().to_string(), bytes));
            }
            Err(why) => problems.push(Problem::at(path.display(), Text::verbatim(why))),
        }
    }
    Error::check(Kind::Input, problems)?;
    if left == 0 {
        let what = TOO_LARGE.with(&[("most", &(MOST_BYTES >> 20))]);
        return Err(Error::new(Kind::Input, Problem::at("--epcis", what)));
    }
    let documents: Vec<(&str, &[u8])> = documents.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect();
    let epcis = read(&documents).map_err(|error: EpcisError| Error {
        kind: Kind::Input,
        problems: error.texts().into_iter().map(Problem::new).collect(),
    })?;
    Ok((epcis, records))
}

fn bytes(path: &Path, most: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn record(path: &Path, bytes: &[u8]) -> InputRecord {
    InputRecord {
        table: "epcis",
        path: path.display().to_string(),
        bytes: bytes.len() as u64,
        hash: format!("{:032x}", xxh3_128(bytes)),
        format: "json",
        encoding: None,
        delimiter: None,
        header: None,
        date_order: None,
        rows: 0,
        repairs: std::collections::BTreeMap::new(),
        columns: Vec::new(),
        headers: Vec::new(),
    }
}
