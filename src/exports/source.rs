//! Finds the files behind what the user typed (a file, several, a glob, a folder, `-`) and opens their bytes.
//!
//! Compression and Parquet are told by the first bytes, not by the name. What cannot be read twice (standard input, a
//! pipe) is spooled to a private temporary file first. This file does not look at text.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use tempfile::NamedTempFile;

use super::expand_limit::{ExpandLimit, Expands, Packed};
use super::rejects::no_room;
use super::small_file;
use crate::error::{Error, Kind, Problem};
use crate::interrupt;
use crate::labels::{Label, Text};

const MISSING: Label = Label::new("there is no such file", "没有这个文件");
const UNREADABLE: Label = Label::new("cannot be read: {why}", "无法读取：{why}");
const NO_MATCH: Label = Label::new("no file matches this pattern", "没有文件符合该通配符");
const EMPTY_FOLDER: Label = Label::new(
    "the folder holds no .csv, .tsv, .txt, .jsonl, .ndjson or .parquet file (also with .gz or .zst)",
    "文件夹中没有 .csv、.tsv、.txt、.jsonl、.ndjson 或 .parquet 文件（也可带 .gz 或 .zst）",
);
const SPREADSHEET: Label = Label::new(
    "is a zip archive or an Excel workbook, not a text or Parquet file",
    "是压缩包或 Excel 工作簿，不是文本或 Parquet 文件",
);
const SAVE_AS: Label =
    Label::new("open it and save it as CSV (any encoding will do)", "请打开后另存为 CSV（编码不限）");
const NEARBY: Label = Label::new("did you mean `{name}`?", "是否指 `{name}`？");

const EXPANDS: Label = Label::new(
    "unpacks to more than {most} times its size, as no ordinary export does",
    "解压后超过原大小的 {most} 倍，不像正常的导出文件",
);
const EXPANDS_HINT: Label =
    Label::new("where you trust the file: --max-expand {more}", "若信任该文件：--max-expand {more}");

/// Bytes read at a time.
const PIECE: usize = 1 << 20;

/// How a file's bytes are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Not packed.
    Plain,
    /// gzip.
    Gzip,
    /// Zstandard.
    Zstd,
}

/// What the unpacked bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Delimited text.
    Text,
    /// Apache Parquet.
    Parquet,
}

/// One input that can be opened as often as needed.
#[derive(Debug)]
pub struct Source {
    /// As shown to people and recorded in the manifest.
    pub name: String,
    /// How it is packed.
    pub packing: Packing,
    /// What it holds.
    pub format: Format,
    place: Place,
    max_expand: u64,
}

#[derive(Debug)]
enum Place {
    Path(PathBuf),
    Spool(NamedTempFile),
}

impl Source {
    /// The packed bytes as they lie on disk.
    pub fn file(&self) -> io::Result<File> {
        match &self.place {
            Place::Path(path) => File::open(path),
            Place::Spool(spool) => spool.reopen(),
        }
    }

    /// The unpacked bytes from the start.
    pub fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        let (file, packed) = Packed::new(self.file()?);
        let file = BufReader::with_capacity(PIECE, file);
        let limited = |unpacked| ExpandLimit::new(unpacked, packed, self.max_expand);
        Ok(match self.packing {
            Packing::Plain => Box::new(file),
            Packing::Gzip => {
                let unpacked: Box<dyn Read + Send> = Box::new(flate2::bufread::MultiGzDecoder::new(file));
                Box::new(limited(unpacked))
            }
            Packing::Zstd => Box::new(limited(Box::new(zstd::Decoder::with_buffer(file)?))),
        })
    }

    /// The place on disk, where there is one.
    pub fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::Path(path) => Some(path),
            Place::Spool(_) => None,
        }
    }

    /// How many times its size a packed file may unpack to.
    pub fn max_expand(&self) -> u64 {
        self.max_expand
    }

    fn new(name: String, place: Place, max_expand: u64) -> io::Result<Source> {
        let mut source = Source { name, packing: Packing::Plain, format: Format::Text, place, max_expand };
        let mut magic = [0u8; 4];
        let filled = read_up_to(&mut source.file()?, &mut magic)?;
        let magic = &magic[..filled];
        source.packing = match magic {
            [0x1f, 0x8b, ..] => Packing::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd] => Packing::Zstd,
            _ => Packing::Plain,
        };
        if magic == b"PAR1" {
            source.format = Format::Parquet;
        } else if source.packing != Packing::Plain {
            source.unpack_parquet()?;
        }
        Ok(source)
    }

    /// A packed Parquet file has to be unpacked first, since it is read from its end.
    fn unpack_parquet(&mut self) -> io::Result<()> {
        let mut bytes = self.open()?;
        let mut magic = [0u8; 4];
        if read_up_to(&mut bytes, &mut magic)? == 4 && &magic == b"PAR1" {
            let mut spool = NamedTempFile::with_prefix("huike-")?;
            io::copy(&mut self.open()?, &mut spool)?;
            (self.place, self.packing, self.format) = (Place::Spool(spool), Packing::Plain, Format::Parquet);
        }
        Ok(())
    }
}

/// All inputs behind `typed`, in a fixed order, each file once. `max_expand` says how many times its size a packed file may
/// unpack to.
///
/// # Errors
/// Kind `Input`, with every problem.
pub fn find(typed: &[String], max_expand: u64) -> Result<Vec<Source>, Error> {
    let (sources, found) = find_some(typed, max_expand);
    found.map(|()| sources)
}

/// The same, with those that were found beside the error of the others.
pub fn find_some(typed: &[String], max_expand: u64) -> (Vec<Source>, Result<(), Error>) {
    let (mut sources, mut problems, mut seen) = (Vec::new(), Vec::new(), Vec::new());
    for name in typed {
        match expand(name) {
            Ok(paths) => {
                for path in paths {
                    let identity = path.canonicalize().unwrap_or_else(|_| path.clone());
                    if seen.contains(&identity) && name != "-" {
                        continue;
                    }
                    seen.push(identity);
                    match open_path(&path, max_expand) {
                        Ok(source) => sources.push(source),
                        Err(error) if error.kind == Kind::Input => problems.extend(error.problems),
                        Err(error) => return (sources, Err(error)),
                    }
                }
            }
            Err(problem) => problems.push(problem),
        }
    }
    (sources, Error::check(Kind::Input, problems))
}

fn expand(name: &str) -> Result<Vec<PathBuf>, Problem> {
    let path = PathBuf::from(name);
    if name == "-" || (path.exists() && !path.is_dir()) {
        return Ok(vec![path]);
    }
    if path.is_dir() {
        let files = list_folder(&path).map_err(|why| unreadable(name, &why))?;
        return if files.is_empty() { Err(Problem::at(name, EMPTY_FOLDER.text())) } else { Ok(files) };
    }
    if name.contains(['*', '?', '[']) {
        let files = list_pattern(name).map_err(|why| unreadable(name, &why))?;
        return if files.is_empty() { Err(Problem::at(name, NO_MATCH.text())) } else { Ok(files) };
    }
    let problem = Problem::at(name, MISSING.text());
    Err(match nearest_file(&path) {
        Some(near) => problem.hint(NEARBY.with(&[("name", &near.display())])),
        None => problem,
    })
}

/// The files that a pattern matches.
///
/// # Errors
/// Of a folder that cannot be looked into, as it may hold one of them.
fn list_pattern(pattern: &str) -> io::Result<Vec<PathBuf>> {
    let all = |pattern: &str| -> io::Result<Vec<PathBuf>> {
        let Ok(found) = glob::glob(pattern) else { return Ok(Vec::new()) };
        found.map(|path| path.map_err(io::Error::from)).collect()
    };
    let mut files = all(pattern)?;
    // The library passes over names that are not UTF-8, such as those of exports of a Chinese system in GBK.
    let (folder, name) = pattern.rsplit_once('/').map_or((".", pattern), |(folder, name)| (folder, name));
    let folder = if pattern.starts_with('/') && folder.is_empty() { "/" } else { folder };
    if let Ok(name) = glob::Pattern::new(name) {
        for folder in all(folder)?.iter().filter(|folder| folder.is_dir()) {
            let paths = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path());
            let foreign = paths.filter(|path| path.file_name().is_some_and(|own| own.to_str().is_none()));
            let matches = |path: &PathBuf| name.matches(&path.file_name().unwrap_or_default().to_string_lossy());
            files.extend(
                foreign.filter(matches).map(|path| path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path)),
            );
        }
    }
    files.retain(|path| may_be_read(path));
    files.sort();
    files.dedup();
    Ok(files)
}

/// Whether something in a folder is a file, or a link to one that is gone, which is an error and not nothing.
fn may_be_read(path: &Path) -> bool {
    path.is_file() || (path.is_symlink() && !path.exists())
}

fn list_folder(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| may_be_read(path) && is_export(path))
        .collect();
    files.sort();
    Ok(files)
}

/// Whether the name of a file is that of an export, and not that of a hidden file or of the lock of an open workbook.
fn is_export(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let bare = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    let ends = [".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".parquet"];
    !name.starts_with(['.', '_']) && !name.starts_with("~$") && ends.iter().any(|end| bare.ends_with(end))
}

/// The file beside `path` whose name is most like its own; `None` where none is.
pub fn nearest_file(path: &Path) -> Option<PathBuf> {
    let wanted = path.file_name()?.to_string_lossy().to_lowercase();
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let mut names: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
    names.sort();
    let score = |path: &PathBuf| {
        strsim::jaro_winkler(&path.file_name().unwrap_or_default().to_string_lossy().to_lowercase(), &wanted)
    };
    // A link that leads nowhere has the very name that was asked for.
    let files = names.into_iter().filter(|path| path.exists());
    let best = files.max_by(|a, b| score(a).total_cmp(&score(b)))?;
    (score(&best) > 0.85).then(|| best.strip_prefix("./").map(Path::to_path_buf).unwrap_or(best))
}

fn open_path(path: &Path, max_expand: u64) -> Result<Source, Error> {
    let name = path.display().to_string();
    let input = |problem: Problem| Error::new(Kind::Input, problem);
    let spooled = |shown: &str, from: Result<NamedTempFile, Trouble>| match from {
        Ok(file) => {
            Source::new(shown.to_string(), Place::Spool(file), max_expand).map_err(|why| input(unreadable(&name, &why)))
        }
        Err(Trouble::Read(why)) => Err(input(unreadable(shown, &why))),
        Err(Trouble::Kept(error) | Trouble::Stopped(error)) => Err(error),
    };
    let source = if name == "-" {
        spooled("stdin", spool(io::stdin()))
    } else if path.is_file() {
        Source::new(name.clone(), Place::Path(path.to_path_buf()), max_expand)
            .map_err(|why| input(unreadable(&name, &why)))
    } else {
        match File::open(path) {
            Ok(pipe) => spooled(&name, spool(pipe)),
            Err(why) => Err(input(unreadable(&name, &why))),
        }
    }?;
    let mut magic = [0u8; 4];
    let zipped =
        source.file().and_then(|mut file| read_up_to(&mut file, &mut magic)).is_ok() && &magic == b"PK\x03\x04";
    if zipped { Err(input(Problem::at(name, SPREADSHEET.text()).hint(SAVE_AS.text()))) } else { Ok(source) }
}

/// A problem for a file whose bytes cannot be had.
pub fn unreadable(name: &str, why: &io::Error) -> Problem {
    if let Some(Expands { most }) = Expands::inside(why) {
        return too_packed(name, most);
    }
    match small_file::words(why) {
        Some((what, hint)) => Problem::at(name, UNREADABLE.text().and("why", what)).hint(hint),
        None => Problem::at(name, UNREADABLE.text().and("why", Text::verbatim(why))),
    }
}

/// A problem for a file that holds far more than its size lets expect.
pub fn too_packed(name: &str, most: u64) -> Problem {
    Problem::at(name, EXPANDS.with(&[("most", &most)])).hint(EXPANDS_HINT.with(&[("more", &(most.saturating_mul(10)))]))
}

/// Copies a stream to a private temporary file. It is read on a thread of its own, so that a signal is heard while
/// nothing comes.
fn spool(mut from: impl Read + Send + 'static) -> Result<NamedTempFile, Trouble> {
    let mut file = NamedTempFile::with_prefix("huike-").map_err(|why| Trouble::Kept(no_room(&why)))?;
    let (full, pieces) = sync_channel(4);
    std::thread::spawn(move || {
        loop {
            let mut piece = vec![0u8; 1 << 18];
            let piece = from.read(&mut piece).map(|n| {
                piece.truncate(n);
                piece
            });
            let last = piece.as_ref().map_or(true, Vec::is_empty);
            if full.send(piece).is_err() || last {
                return;
            }
        }
    });
    loop {
        match pieces.recv_timeout(Duration::from_millis(100)) {
            Ok(Ok(piece)) if piece.is_empty() => break,
            Ok(Ok(piece)) => file.write_all(&piece).map_err(|why| Trouble::Kept(no_room(&why)))?,
            Ok(Err(why)) => return Err(Trouble::Read(why)),
            Err(RecvTimeoutError::Timeout) => interrupt::check().map_err(Trouble::Stopped)?,
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    Ok(file)
}

/// Why a stream could not be spooled.
enum Trouble {
    /// It cannot be read.
    Read(io::Error),
    /// The temporary folder cannot take it.
    Kept(Error),
    /// A signal came.
    Stopped(Error),
}

fn read_up_to(from: &mut dyn Read, into: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < into.len() {
        match from.read(&mut into[filled..])? {
            0 => break,
            n => filled += n,
        }
    }
    Ok(filled)
}
