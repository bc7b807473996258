//! The output folder: held by one run at a time, written all or nothing.
//!
//! Every file is first written and synced in a hidden staging folder inside the output folder. Only when all of them
//! are there are they renamed into place, the manifest last, see [`replacement`](super::replacement). Whatever fails leaves the
//! previous result as it was; what is said about the failed run goes to the folder `failed`. Files that no manifest lists
//! are somebody else's: they are neither replaced nor removed.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::digest::Digest;
use super::replacement::{Failure, Replacement, absent_is_fine, is_plain};
use crate::error::{Error, Kind, Problem};
use crate::labels::Label;

const HELD: Label = Label::new("another run is writing to this folder", "另一个运行正在写入该文件夹");
const WAIT: Label =
    Label::new("wait for it to end, or give this run its own --out-dir", "请等它结束，或另指定 --out-dir");
const UNWRITABLE: Label = Label::new("cannot be written: {why}", "无法写入：{why}");
const NOT_OURS: Label = Label::new("is no file of huike's and would be replaced", "不是 huike 写的文件，会被替换");
const NOT_OURS_HINT: Label = Label::new(
    "move it away, or give this run a folder of its own with --out-dir",
    "请移走该文件，或用 --out-dir 另指定文件夹",
);
const KEPT: Label = Label::new("the previous result is unchanged", "原有结果未改动");
const HALF: Label = Label::new(
    "the folder holds no whole result now; the next run that can write to it puts the previous one back",
    "该文件夹目前没有完整的结果；下一次能够写入的运行会恢复原有结果",
);

const MANIFEST: &str = "run.json";
const STAGING: &str = ".huike-";
const FAILED: &str = "failed";

/// A file as the manifest lists it.
#[derive(Clone, Debug, Serialize)]
pub struct OutputRecord {
    /// Name in the output folder.
    pub file: String,
    /// Rows, for a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// Length.
    pub bytes: u64,
    /// xxh3-128.
    pub hash: String,
}

/// An output folder held by this run.
#[derive(Debug)]
pub struct OutputFolder {
    path: PathBuf,
    staging: PathBuf,
    /// Held until the run ends.
    _lock: File,
    outputs: Vec<OutputRecord>,
    /// Whether what was replaced could not be put back: the next run needs the staging folder for it.
    is_half: bool,
}

impl OutputFolder {
    /// Makes the folder where it is missing and takes hold of it.
    ///
    /// # Errors
    /// Kind `Locked` while another run holds it, `Output` where it cannot be written.
    pub fn open(path: &Path) -> Result<OutputFolder, Error> {
        let fail = |why: io::Error| unwritable(path, &why);
        fs::create_dir_all(path).map_err(fail)?;
        let lock = File::open(path).map_err(fail)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => {
                return Err(Error::new(Kind::Locked, Problem::at(path.display(), HELD.text()).hint(WAIT.text())));
            }
            Err(fs::TryLockError::Error(why)) => return Err(fail(why)),
        }
        // What a killed run left behind; nobody else can be at work here.
        for entry in fs::read_dir(path).map_err(fail)?.flatten() {
            let staging = entry.path();
            if entry.file_name().to_string_lossy().starts_with(STAGING) && staging.is_dir() {
                Replacement { folder: path, staging: &staging }.take_back().map_err(|why| half(path, &why))?;
                fs::remove_dir_all(&staging).map_err(fail)?;
            }
        }
        let staging = path.join(format!("{STAGING}{}", std::process::id()));
        fs::create_dir(&staging).map_err(fail)?;
        Ok(OutputFolder { path: path.to_path_buf(), staging, _lock: lock, outputs: Vec::new(), is_half: false })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The files staged so far.
    pub fn outputs(&self) -> &[OutputRecord] {
        &self.outputs
    }

    /// Writes one file into the staging folder and syncs it.
    pub fn stage(
        &mut self,
        name: &str,
        rows: Option<u64>,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Error> {
        let record = self.stage_file(name, rows, write).map_err(|why| unwritable(&self.path.join(name), &why))?;
        self.outputs.push(record);
        Ok(())
    }

    /// Opens one of several files that are written side by side; [`OutputFolder::adopt`] takes it in when it is done.
    pub fn create(&self, name: &str) -> io::Result<BufWriter<File>> {
        Ok(BufWriter::with_capacity(1 << 18, File::create(self.staging.join(name))?))
    }

    /// Syncs a file made by [`OutputFolder::create`] and adds it to the outputs.
    pub fn adopt(&mut self, name: &str, rows: Option<u64>) -> Result<(), Error> {
        let path = self.staging.join(name);
        let read = || {
            let mut file = File::open(&path)?;
            let mut digest = Digest::new(io::sink());
            io::copy(&mut file, &mut digest)?;
            file.sync_all()?;
            Ok(digest.finish())
        };
        let (_, bytes, hash) = read().map_err(|why| unwritable(&self.path.join(name), &why))?;
        self.outputs.push(OutputRecord { file: name.to_string(), rows, bytes, hash });
        Ok(())
    }

    fn stage_file(
        &self,
        name: &str,
        rows: Option<u64>,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<OutputRecord> {
        let mut out = BufWriter::with_capacity(1 << 18, Digest::new(File::create(self.staging.join(name))?));
        write(&mut out)?;
        let (file, bytes, hash) = out.into_inner().map_err(io::IntoInnerError::into_error)?.finish();
        file.sync_all()?;
        Ok(OutputRecord { file: name.to_string(), rows, bytes, hash })
    }

    /// Renames everything into place, the manifest last, and removes files of an earlier run that this one no longer
    /// writes.
    ///
    /// # Errors
    /// Kind `Output` where a file cannot be put in its place, or would replace one that is not of an earlier run.
    pub fn commit(mut self, manifest: &impl Serialize) -> Result<(), Error> {
        let json = serde_json::to_vec_pretty(manifest).map_err(Error::internal)?;
        let outputs = std::mem::take(&mut self.outputs);
        self.stage(MANIFEST, None, |out| out.write_all(&json).and_then(|()| out.write_all(b"\n")))?;
        let fail = |name: &str, why: io::Error| unwritable(&self.path.join(name), &why);
        let files: Vec<&str> = outputs.iter().map(|output| output.file.as_str()).collect();
        let names = || files.iter().copied().chain([MANIFEST]);
        // What would stop a rename is found before the first one.
        if let Some(name) = names().find(|name| self.path.join(name).is_dir()) {
            return Err(fail(name, io::ErrorKind::IsADirectory.into()));
        }
        let earlier = self.earlier_outputs();
        let is_ours = |name: &str| match name {
            MANIFEST => is_manifest(&self.path.join(MANIFEST)),
            name => earlier.iter().any(|own| own == name),
        };
        let foreign = names().filter(|name| !is_ours(name) && self.path.join(name).exists());
        let problem = |name| Problem::at(self.path.join(name).display(), NOT_OURS.text()).hint(NOT_OURS_HINT.text());
        Error::check(Kind::Output, foreign.map(problem).collect())?;
        let removed = earlier.iter().map(String::as_str).filter(|name| !names().any(|kept| kept == *name));
        // Once the new result is in its place nothing may fail any more.
        clear_failed(&self.path.join(FAILED)).map_err(|why| fail(FAILED, why))?;
        let replacement = Replacement { folder: &self.path, staging: &self.staging };
        let carried_out = replacement.carry_out(&files, &removed.collect::<Vec<&str>>(), MANIFEST);
        carried_out.map_err(|Failure { name, why, undone }| {
            self.is_half = !undone;
            unwritten(&self.path.join(name), &why, if undone { KEPT } else { HALF })
        })
    }

    /// Leaves the previous result as it is and writes what was staged, with the manifest, to the folder `failed`.
    pub fn commit_failed(mut self, manifest: &impl Serialize) -> Result<(), Error> {
        let json = serde_json::to_vec_pretty(manifest).map_err(Error::internal)?;
        let outputs = std::mem::take(&mut self.outputs);
        self.stage(MANIFEST, None, |out| out.write_all(&json).and_then(|()| out.write_all(b"\n")))?;
        let failed = self.path.join(FAILED);
        let fail = |why: io::Error| unwritable(&failed, &why);
        clear_failed(&failed).map_err(fail)?;
        fs::create_dir_all(&failed).map_err(fail)?;
        for name in outputs.iter().map(|output| output.file.as_str()).chain([MANIFEST]) {
            fs::rename(self.staging.join(name), failed.join(name)).map_err(fail)?;
        }
        Ok(())
    }

    /// The files that the manifest of an earlier run lists.
    pub fn earlier_outputs(&self) -> Vec<String> {
        listed(&self.path.join(MANIFEST))
    }
}

/// Whether a file is a manifest of huike's.
fn is_manifest(path: &Path) -> bool {
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(path).unwrap_or_default()).unwrap_or_default();
    manifest.get("huike").is_some()
}

/// The outputs of a manifest: plain names only, whatever stands in the file.
fn listed(manifest: &Path) -> Vec<String> {
    let text = fs::read(manifest).unwrap_or_default();
    let manifest: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
    let outputs = manifest["outputs"].as_array().cloned().unwrap_or_default();
    let names = outputs.iter().filter_map(|output| output["file"].as_str());
    names.filter(|name| is_plain(name)).map(str::to_string).collect()
}

/// Removes what an earlier failed run wrote, and the folder when nothing else is in it.
fn clear_failed(failed: &Path) -> io::Result<()> {
    for name in listed(&failed.join(MANIFEST)).iter().map(String::as_str).chain([MANIFEST]) {
        remove_file_if_any(&failed.join(name))?;
    }
    // A folder that holds something of somebody else's stays.
    let _ = fs::remove_dir(failed);
    Ok(())
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        if !self.is_half {
            // Nothing can be done about a failure here; the next run removes what is left.
            let _ = fs::remove_dir_all(&self.staging);
        }
    }
}

/// The error for a place that cannot be written.
pub fn unwritable(path: &Path, why: &io::Error) -> Error {
    unwritten(path, why, KEPT)
}

/// The error for a folder that is neither as it was nor as it should be.
fn half(path: &Path, why: &io::Error) -> Error {
    unwritten(path, why, HALF)
}

fn unwritten(path: &Path, why: &io::Error, what_stands: Label) -> Error {
    let (what, next) = super::write_fault::words(why);
    let problem = Problem::at(path.display(), UNWRITABLE.text().and("why", what));
    Error::new(Kind::Output, next.into_iter().fold(problem, Problem::hint).hint(what_stands.text()))
}

fn remove_file_if_any(path: &Path) -> io::Result<()> {
    absent_is_fine(fs::remove_file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    fn manifest(files: &[&str]) -> serde_json::Value {
        let outputs: Vec<_> = files.iter().map(|file| serde_json::json!({ "file": file })).collect();
        serde_json::json!({ "huike": "0", "outputs": outputs })
    }

    #[test]
    fn what_no_run_wrote_is_neither_removed_nor_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("profiles.csv"), "my own").unwrap();
        let run = |name: &str| {
            let mut run = OutputFolder::open(folder.path()).unwrap();
            run.stage(name, None, |out| out.write_all(b"new")).unwrap();
            run.commit(&manifest(&[name]))
        };
        run("segments.csv").unwrap();
        run("thresholds.csv").unwrap();
        assert_eq!(names(folder.path()), ["profiles.csv", "run.json", "thresholds.csv"]);
        let error = run("profiles.csv").unwrap_err();
        assert_eq!((error.kind, error.problems.len()), (Kind::Output, 1));
        assert_eq!(fs::read(at("profiles.csv")).unwrap(), b"my own");
        fs::write(at("run.json"), "{}").unwrap();
        assert_eq!(run("other.csv").unwrap_err().kind, Kind::Output);
    }

    #[test]
    fn a_failed_write_leaves_the_previous_result_and_no_leftovers() {
        let folder = tempfile::tempdir().unwrap();
        let mut first = OutputFolder::open(folder.path()).unwrap();
        first.stage("a.csv", Some(1), |out| out.write_all(b"old")).unwrap();
        first.commit(&manifest(&["a.csv"])).unwrap();
        let mut second = OutputFolder::open(folder.path()).unwrap();
        second.stage("a.csv", Some(1), |out| out.write_all(b"new")).unwrap();
        let error = second.stage("b.csv", None, |_| Err(io::Error::other("full"))).unwrap_err();
        assert_eq!(error.kind, Kind::Output);
        drop(second);
        assert_eq!(names(folder.path()), ["a.csv", "run.json"]);
        assert_eq!(fs::read(folder.path().join("a.csv")).unwrap(), b"old");
    }

    #[test]
    fn two_runs_cannot_hold_one_folder() {
        let folder = tempfile::tempdir().unwrap();
        let held = OutputFolder::open(folder.path()).unwrap();
        assert_eq!(OutputFolder::open(folder.path()).unwrap_err().kind, Kind::Locked);
        drop(held);
        assert!(OutputFolder::open(folder.path()).is_ok());
    }

    #[test]
    fn a_failed_run_is_told_beside_the_old_result_and_forgotten_by_the_next_good_one() {
        let folder = tempfile::tempdir().unwrap();
        let mut bad = OutputFolder::open(folder.path()).unwrap();
        bad.stage("rejects.csv", None, |out| out.write_all(b"x")).unwrap();
        bad.commit_failed(&serde_json::json!({ "outputs": [{ "file": "rejects.csv" }] })).unwrap();
        assert_eq!(names(folder.path()), ["failed"]);
        assert_eq!(names(&folder.path().join("failed")), ["rejects.csv", "run.json"]);
        OutputFolder::open(folder.path()).unwrap().commit(&manifest(&[])).unwrap();
        assert_eq!(names(folder.path()), ["run.json"]);
    }
}
