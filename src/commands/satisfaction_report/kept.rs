//! What the next run has to know: written before the results are put in place, so that a full disk is found while
//! everything still stands as it was, and renamed after them.

use std::path::{Path, PathBuf};

use crate::deliver::single::{self, Staged};
use crate::error::{Error, Kind, Problem};
use crate::labels::{Text, satisfaction_report as labels};

/// A state that waits beside its place.
pub(super) struct Kept {
    staged: Staged,
    path: PathBuf,
}

/// Writes the state beside its place.
///
/// # Errors
/// Kind `Output`; neither the results nor the state are touched.
pub(super) fn stage(path: &Path, state: &[u8]) -> Result<Kept, Error> {
    let staged = single::stage(path, |out| out.write_all(state));
    let staged = staged.map_err(|error| Error {
        problems: error.problems.into_iter().map(|problem| problem.hint(labels::STATE_STANDS.text())).collect(),
        ..error
    })?;
    Ok(Kept { staged, path: path.to_path_buf() })
}

impl Kept {
    /// Puts it in its place, once the results are in theirs.
    ///
    /// # Errors
    /// Kind `Output`; the results are new and the state is that of the run before.
    pub(super) fn put_in_place(self) -> Result<(), Error> {
        self.staged.put_in_place().map_err(|why| {
            let what = labels::STATE_LEFT_BEHIND.text().and("why", Text::verbatim(why));
            let problem = Problem::at(self.path.display(), what).hint(labels::STATE_LEFT_BEHIND_HINT.text());
            Error::new(Kind::Output, problem)
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn an_error_says_what_stands() {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = stage(&folder.path().join("nowhere/state.json"), b"{}").err().unwrap();
        let lines = nowhere.lines(Lang::En);
        let says = |words: &str| lines[1..].iter().any(|line| line.contains(words));
        assert!(says("previous result is unchanged") && says("file of alarms"), "{lines:?}");
        let path = folder.path().join("state.json");
        let kept = stage(&path, b"{}").unwrap();
        std::fs::create_dir_all(path.join("mine")).unwrap();
        let error = kept.put_in_place().err().unwrap();
        assert_eq!(error.kind, Kind::Output);
        let lines = error.lines(Lang::En);
        assert!(lines[0].contains("results of this run are in place") && !lines[1].contains("unchanged"), "{lines:?}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
