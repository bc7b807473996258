//! `-o FILE|-`: one table, to a file in one step or to standard output.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

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

fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // A device or a pipe cannot be replaced by renaming.
    if path.exists() && !path.is_file() {
        let mut out = BufWriter::new(std::fs::OpenOptions::new().write(true).open(path)?);
        return write(&mut out).and_then(|()| out.flush());
    }
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
    temporary.persist(&path).map_err(|error| error.error)?;
    Ok(())
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
