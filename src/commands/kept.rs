//! What the next run has to know: written before the results are put in place, so that a full disk is found while
//! everything still stands as it was, and renamed after them.

use std::path::{Path, PathBuf};

use crate::deliver::single::{self, Staged};
use crate::error::{Error, Kind, Problem};
use crate::labels::{Label, Text, churn_score, satisfaction_report};

/// What is said of such a file where it cannot be written.
#[derive(Clone, Copy)]
pub(super) struct Words {
    /// It stands as it was.
    stands: Label,
    /// The results are new, and it is not.
    left_behind: Label,
    /// What to do then.
    next: Label,
}

/// Of the file of alarms.
pub(super) const STATE: Words = Words {
    stands: satisfaction_report::STATE_STANDS,
    left_behind: satisfaction_report::STATE_LEFT_BEHIND,
    next: satisfaction_report::STATE_LEFT_BEHIND_HINT,
};

/// Of a saved model.
pub(super) const MODEL: Words = Words {
    stands: churn_score::MODEL_STANDS,
    left_behind: churn_score::MODEL_LEFT_BEHIND,
    next: churn_score::MODEL_LEFT_BEHIND_HINT,
};

/// A file that waits beside its place.
pub(super) struct Kept {
    staged: Staged,
    path: PathBuf,
    words: Words,
}

/// Writes a file beside its place.
///
/// # Errors
/// Kind `Output`; neither the results nor the file are touched.
pub(super) fn stage(path: &Path, bytes: &[u8], words: Words) -> Result<Kept, Error> {
    let staged = single::stage(path, |out| out.write_all(bytes));
    let staged = staged.map_err(|error| Error {
        problems: error.problems.into_iter().map(|problem| problem.hint(words.stands.text())).collect(),
        ..error
    })?;
    Ok(Kept { staged, path: path.to_path_buf(), words })
}

/// Puts `kept` in its place once the results are in theirs, and passes on how that went. A crossed threshold is no failure: what
/// the run found is in place, and the next run has to know it.
///
/// # Errors
/// That of `done`, or that of [`Kept::put_in_place`].
pub(super) fn after(done: Result<(), Error>, kept: Option<Kept>) -> Result<(), Error> {
    let delivered = done.as_ref().err().is_none_or(|error| error.kind == Kind::Threshold);
    match kept.filter(|_| delivered) {
        Some(kept) => kept.put_in_place().and(done),
        None => done,
    }
}

impl Kept {
    /// Puts it in its place, once the results are in theirs.
    ///
    /// # Errors
    /// Kind `Output`; the results are new and the file is that of the run before.
    fn put_in_place(self) -> Result<(), Error> {
        self.staged.put_in_place().map_err(|why| {
            let what = self.words.left_behind.text().and("why", Text::verbatim(why));
            let problem = Problem::at(self.path.display(), what).hint(self.words.next.text());
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
        let nowhere = stage(&folder.path().join("nowhere/state.json"), b"{}", STATE).err().unwrap();
        let lines = nowhere.lines(Lang::En);
        let says = |words: &str| lines[1..].iter().any(|line| line.contains(words));
        assert!(says("previous result is unchanged") && says("file of alarms"), "{lines:?}");
        let path = folder.path().join("state.json");
        let kept = stage(&path, b"{}", STATE).unwrap();
        std::fs::create_dir_all(path.join("mine")).unwrap();
        let error = kept.put_in_place().err().unwrap();
        assert_eq!(error.kind, Kind::Output);
        let lines = error.lines(Lang::En);
        assert!(lines[0].contains("results of this run are in place") && !lines[1].contains("unchanged"), "{lines:?}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
