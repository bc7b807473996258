//! `-o FILE|-`: one table, to a file in one step or to standard output; and files that are written whole and put in place
//! only once something else is.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::folder::unwritable;
use crate::error::Error;

/// Calls `write` with a stream to `target`; `-` is standard output. A file is replaced as a whole or not at all.
///
/// # Errors
/// [`SingleError`]. A closed pipe is no failure and told apart.
pub fn write(target: &str, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), SingleError> {
    if target == "-" {
        let mut out = BufWriter::with_capacity(1 << 18, io::stdout().lock());
        return write(&mut out).and_then(|()| out.flush()).map_err(|why| match why.kind() {
            io::ErrorKind::BrokenPipe => SingleError::ClosedPipe,
            _ => SingleError::Failed(unwritable(Path::new("stdout"), &why)),
        });
    }
    let path = Path::new(target);
    write_file(path, write).map_err(|why| SingleError::Failed(unwritable(path, &why)))
}

/// Why nothing, or not everything, was written.
#[derive(Debug)]
pub enum SingleError {
    /// The reader of the pipe has seen enough, which is no failure.
    ClosedPipe,
    /// It cannot be written.
    Failed(Error),
}

/// A file that is written and waits beside its place. Dropped, nothing is left of it.
#[derive(Debug)]
pub struct Staged(Waiting);

#[derive(Debug)]
enum Waiting {
    Beside {
        temporary: NamedTempFile,
        path: PathBuf,
    },
    /// A device or a pipe cannot be replaced by renaming.
    ForDevice {
        bytes: Vec<u8>,
        path: PathBuf,
    },
}

/// Writes and syncs a file beside `path`, so that all that can still fail is its renaming.
///
/// # Errors
/// Kind `Output` where it cannot be written; nothing is left of it then.
pub fn stage(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Staged, Error> {
    let stage = || {
        if !is_device(path) {
            return stage_file(path, write);
        }
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        Ok(Staged(Waiting::ForDevice { bytes, path: path.to_path_buf() }))
    };
    stage().map_err(|why| unwritable(path, &why))
}

impl Staged {
    /// Puts it in its place, over what was there.
    ///
    /// # Errors
    /// Those of renaming; what was there stands, and nothing is left of the new file.
    pub fn put_in_place(self) -> io::Result<()> {
        match self.0 {
            Waiting::Beside { temporary, path } => temporary.persist(path).map(drop).map_err(|error| error.error),
            Waiting::ForDevice { bytes, path } => write_device(&path, |out| out.write_all(&bytes)),
        }
    }
}

fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    if is_device(path) { write_device(path, write) } else { stage_file(path, write)?.put_in_place() }
}

fn is_device(path: &Path) -> bool {
    path == Path::new("-") || (path.exists() && !path.is_file() && !path.is_dir())
}

fn write_device(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let device: Box<dyn Write> = match path == Path::new("-") {
        true => Box::new(io::stdout().lock()),
        false => Box::new(std::fs::OpenOptions::new().write(true).open(path)?),
    };
    let mut out = BufWriter::new(device);
    write(&mut out).and_then(|()| out.flush())
}

fn stage_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Staged> {
    let path = behind_links(path);
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".huike.");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A new file is as public as the umask lets it be, an old one stays as it was.
        let mode = path.metadata().map_or(0o666, |known| known.permissions().mode());
        builder.permissions(std::fs::Permissions::from_mode(mode));
    }
    let mut out = BufWriter::with_capacity(1 << 18, builder.tempfile_in(folder)?);
    write(&mut out)?;
    let temporary = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    temporary.as_file().sync_all()?;
    Ok(Staged(Waiting::Beside { temporary, path }))
}

/// A link keeps pointing where it points, even where nothing is yet; its target is written.
fn behind_links(path: &Path) -> PathBuf {
    if let Ok(found) = path.canonicalize() {
        return found;
    }
    match path.read_link() {
        Ok(target) => path.parent().unwrap_or_else(|| Path::new("")).join(target),
        Err(_) => path.to_path_buf(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap().flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_staged_file_replaces_or_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        std::fs::write(&path, "old").unwrap();
        let staged = stage(&path, |out| out.write_all(b"new")).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        drop(staged);
        assert_eq!(names(folder.path()), ["state.json"]);
        stage(&path, |out| out.write_all(b"new")).unwrap().put_in_place().unwrap();
        assert_eq!((std::fs::read(&path).unwrap(), names(folder.path())), (b"new".to_vec(), vec!["state.json".into()]));
        // Something else has taken its place in the meantime.
        let staged = stage(&path, |out| out.write_all(b"newer")).unwrap();
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir_all(path.join("mine")).unwrap();
        assert!(staged.put_in_place().is_err());
        assert_eq!(names(folder.path()), ["state.json"]);
        assert!(stage(&path, |_| Err(io::Error::other("full"))).is_err());
        assert_eq!(names(folder.path()), ["state.json"]);
    }
}
