//! `-o FILE|-`: just the primary table, to a file in one step or to standard output.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::folder::unwritable;
use super::format::Format;
use super::table::ResultTable;
use crate::error::Error;

/// Writes the table to `target`; `-` is standard output.
///
/// # Errors
/// Kind `Output`. A closed pipe is passed on as such in the error chain of [`std::io::Error`] by the caller.
pub fn write(table: &ResultTable, format: Format, target: &str) -> Result<(), SingleError> {
    if target == "-" {
        let mut out = BufWriter::with_capacity(1 << 18, io::stdout().lock());
        return format.write(table, &mut out).and_then(|()| out.flush()).map_err(|why| match why.kind() {
            io::ErrorKind::BrokenPipe => SingleError::ClosedPipe,
            _ => SingleError::Failed(unwritable(Path::new("stdout"), &why)),
        });
    }
    let path = Path::new(target);
    write_file(table, format, path).map_err(|why| SingleError::Failed(unwritable(path, &why)))
}

/// Why nothing, or not everything, was written.
#[derive(Debug)]
pub enum SingleError {
    /// The reader of the pipe has seen enough, which is no failure.
    ClosedPipe,
    /// It cannot be written.
    Failed(Error),
}

fn write_file(table: &ResultTable, format: Format, path: &Path) -> io::Result<()> {
    // A device or a pipe cannot be replaced by renaming.
    if path.exists() && !path.is_file() {
        let mut out = BufWriter::new(std::fs::OpenOptions::new().write(true).open(path)?);
        return format.write(table, &mut out).and_then(|()| out.flush());
    }
    // A link keeps pointing where it points; its target is replaced.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let temporary = NamedTempFile::with_prefix_in(".huike-", folder)?;
    let mut out = BufWriter::with_capacity(1 << 18, temporary);
    format.write(table, &mut out)?;
    let temporary = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    temporary.as_file().sync_all()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = path.metadata().map_or(0o644, |known| known.permissions().mode());
        temporary.as_file().set_permissions(std::fs::Permissions::from_mode(mode))?;
    }
    temporary.persist(&path).map_err(|error| error.error)?;
    Ok(())
}
