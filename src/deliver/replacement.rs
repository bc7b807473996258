//! Files of a folder replaced by staged ones as a whole. What was there is kept beside the staged files until all of them are in
//! their places; where that fails it is put back, by this run or, where it was killed, by the next one.
//!
//! A folder in the middle of a replacement has no manifest, so that nobody takes two halves for a result.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// In the staging folder: what the replacement is about. As long as it is there, the replacement is not done.
const PLAN: &str = ".replacement.json";
/// In the staging folder: what was in the places before.
const EARLIER: &str = ".earlier";

/// What a replacement does, written down before its first step.
#[derive(Default, Serialize, Deserialize)]
struct Plan {
    /// Files that were not there before.
    added: Vec<String>,
    /// Files that were, replaced or removed.
    replaced: Vec<String>,
}

/// A replacement of files in `folder` by those of the same names in `staging`, a folder inside it.
pub(super) struct Replacement<'a> {
    pub(super) folder: &'a Path,
    pub(super) staging: &'a Path,
}

/// Why a replacement failed, and at which file.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) name: String,
    pub(super) why: io::Error,
    /// Whether all is as it was before. Else the next run puts it back.
    pub(super) undone: bool,
}

impl Replacement<'_> {
    /// Puts the staged files `names` in their places, removes `removed`, and puts `manifest` in its place last.
    ///
    /// # Errors
    /// The first step that failed, after all steps before it were taken back.
    pub(super) fn carry_out(&self, names: &[&str], removed: &[&str], manifest: &str) -> Result<(), Failure> {
        self.steps(names, removed, manifest).map_err(|(name, why)| Failure {
            name,
            why,
            undone: self.take_back().is_ok(),
        })
    }

    fn steps(&self, names: &[&str], removed: &[&str], manifest: &str) -> Result<(), (String, io::Error)> {
        let at = |name: &str| {
            let name = name.to_string();
            move |why| (name, why)
        };
        self.plan(names, removed, manifest).map_err(at("."))?;
        self.set_aside(manifest).map_err(at(manifest))?;
        for name in names {
            self.keep(name).and_then(|()| self.put_in_place(name)).map_err(at(name))?;
        }
        for name in removed {
            self.set_aside(name).map_err(at(name))?;
        }
        self.put_in_place(manifest).map_err(at(manifest))?;
        let done = sync(self.folder).and_then(|()| fs::remove_file(self.staging.join(PLAN)));
        done.map_err(at("."))
    }

    /// Writes down what is going to happen, so that even a machine that loses its power knows.
    fn plan(&self, names: &[&str], removed: &[&str], manifest: &str) -> io::Result<()> {
        let mut plan = Plan::default();
        for name in names.iter().chain(removed).chain([&manifest]) {
            let is_there = self.folder.join(name).symlink_metadata().is_ok();
            if is_there { &mut plan.replaced } else { &mut plan.added }.push((*name).to_string());
        }
        fs::create_dir(self.staging.join(EARLIER))?;
        let file = File::create(self.staging.join(PLAN))?;
        serde_json::to_writer(&file, &plan)?;
        file.sync_all()?;
        sync(self.staging)
    }

    fn earlier(&self, name: &str) -> PathBuf {
        self.staging.join(EARLIER).join(name)
    }

    /// Keeps a file that is about to be replaced, in its place as long as the file system allows it.
    fn keep(&self, name: &str) -> io::Result<()> {
        let path = self.folder.join(name);
        match fs::hard_link(&path, self.earlier(name)) {
            Err(_) => self.set_aside(name),
            Ok(()) => Ok(()),
        }
    }

    fn set_aside(&self, name: &str) -> io::Result<()> {
        let path = self.folder.join(name);
        // A folder of that name is none of ours, and what is set aside is thrown away in the end.
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        absent_is_fine(fs::rename(path, self.earlier(name)))
    }

    fn put_in_place(&self, name: &str) -> io::Result<()> {
        fs::rename(self.staging.join(name), self.folder.join(name))
    }

    /// Takes back a replacement that was begun and not ended, and does nothing where there is none.
    ///
    /// # Errors
    /// Of a file that cannot be put back; another try begins where this one ended.
    pub(super) fn take_back(&self) -> io::Result<()> {
        let plan = match fs::read(self.staging.join(PLAN)) {
            Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(()),
            read => read?,
        };
        // A plan that was never written whole was never begun.
        let Ok(Plan { added, replaced }) = serde_json::from_slice(&plan) else { return Ok(()) };
        // What still waits among the staged files is not in its place: a file of that name is somebody else's.
        let is_placed = |name: &&String| !self.staging.join(name).exists();
        for name in added.iter().filter(|name| is_plain(name)).filter(is_placed) {
            absent_is_fine(fs::remove_file(self.folder.join(name)))?;
        }
        for name in replaced.iter().filter(|name| is_plain(name)) {
            absent_is_fine(fs::rename(self.earlier(name), self.folder.join(name)))?;
        }
        sync(self.folder)?;
        fs::remove_file(self.staging.join(PLAN))
    }
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Whether a name is that of a file in the folder itself.
pub(super) fn is_plain(name: &str) -> bool {
    Path::new(name).file_name().is_some_and(|own| own == name)
}

pub(super) fn absent_is_fine(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    const NAMES: [&str; 3] = ["a.csv", "b.csv", "c.csv"];

    fn contents(folder: &Path) -> BTreeMap<String, String> {
        let files = fs::read_dir(folder).unwrap().flatten().filter(|entry| entry.path().is_file());
        let text = |path: &Path| fs::read_to_string(path).unwrap();
        files.map(|file| (file.file_name().into_string().unwrap(), text(&file.path()))).collect()
    }

    /// A folder with an earlier result of `a.csv` and `old.csv`, and a file of somebody else's.
    fn prepared() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.csv", "old.csv", "run.json", "mine.txt"] {
            fs::write(folder.path().join(name), "earlier").unwrap();
        }
        let staging = folder.path().join("staging");
        fs::create_dir(&staging).unwrap();
        for name in NAMES.iter().chain(&["run.json"]) {
            fs::write(staging.join(name), "new").unwrap();
        }
        (folder, staging)
    }

    fn texts(all: &[(&str, &str)]) -> BTreeMap<String, String> {
        all.iter().map(|(name, text)| ((*name).to_string(), (*text).to_string())).collect()
    }

    #[test]
    fn all_files_are_replaced_and_those_no_longer_written_removed() {
        let (folder, staging) = prepared();
        let replacement = Replacement { folder: folder.path(), staging: &staging };
        replacement.carry_out(&NAMES, &["old.csv"], "run.json").unwrap();
        let new = ["a.csv", "b.csv", "c.csv", "run.json"].map(|name| (name, "new"));
        assert_eq!(contents(folder.path()), texts(&[&new[..], &[("mine.txt", "earlier")]].concat()));
        // Done is done.
        replacement.take_back().unwrap();
        assert_eq!(contents(folder.path())["a.csv"], "new");
    }

    /// Each staged file in turn cannot be put in its place.
    #[test]
    fn a_step_that_fails_leaves_everything_as_it_was() {
        for missing in ["a.csv", "b.csv", "c.csv", "run.json"] {
            let (folder, staging) = prepared();
            let before = contents(folder.path());
            fs::remove_file(staging.join(missing)).unwrap();
            let replacement = Replacement { folder: folder.path(), staging: &staging };
            let failure = replacement.carry_out(&NAMES, &["old.csv"], "run.json").unwrap_err();
            assert_eq!((failure.name.as_str(), failure.undone), (missing, true));
            assert_eq!(contents(folder.path()), before, "{missing}");
        }
    }

    #[test]
    fn a_folder_in_the_place_of_a_file_stays() {
        let (folder, staging) = prepared();
        let own = folder.path().join("old.csv");
        fs::remove_file(&own).unwrap();
        fs::create_dir(&own).unwrap();
        fs::write(own.join("mine.txt"), "mine").unwrap();
        let before = contents(folder.path());
        let replacement = Replacement { folder: folder.path(), staging: &staging };
        let failure = replacement.carry_out(&NAMES, &["old.csv"], "run.json").unwrap_err();
        assert_eq!((failure.why.kind(), failure.undone), (io::ErrorKind::IsADirectory, true));
        assert_eq!((contents(folder.path()), contents(&own).len()), (before, 1));
    }

    /// Killed after any of its steps, a replacement is taken back by whoever comes next.
    #[test]
    fn wherever_it_ends_it_can_be_taken_back() {
        for steps in 0..=10 {
            let (folder, staging) = prepared();
            let before = contents(folder.path());
            let replacement = Replacement { folder: folder.path(), staging: &staging };
            let mut all: Vec<Box<dyn Fn() -> io::Result<()>>> = vec![
                Box::new(|| replacement.plan(&NAMES, &["old.csv"], "run.json")),
                Box::new(|| replacement.set_aside("run.json")),
            ];
            for name in NAMES {
                let replacement = &replacement;
                all.push(Box::new(move || replacement.keep(name)));
                all.push(Box::new(move || replacement.put_in_place(name)));
            }
            all.push(Box::new(|| replacement.set_aside("old.csv")));
            all.push(Box::new(|| replacement.put_in_place("run.json")));
            all.iter().take(steps).for_each(|step| step().unwrap());
            assert!(!(2..=9).contains(&steps) || !contents(folder.path()).contains_key("run.json"), "after {steps}");
            replacement.take_back().unwrap();
            assert_eq!(contents(folder.path()), before, "after {steps}");
            replacement.take_back().unwrap();
        }
    }

    #[test]
    fn a_plan_that_names_other_places_touches_none() {
        let (folder, staging) = prepared();
        let inner = staging.join("inner");
        fs::create_dir(&inner).unwrap();
        let plan = r#"{"added": ["../staging/a.csv", "..", "inner"], "replaced": ["..", "../b.csv", "/etc/passwd"]}"#;
        fs::write(inner.join(PLAN), plan).unwrap();
        let before = (contents(folder.path()), contents(&staging));
        let _ = Replacement { folder: &staging, staging: &inner }.take_back();
        assert_eq!((contents(folder.path()), contents(&staging)), before);
        assert!(inner.is_dir());
        // A plan that was never written whole.
        fs::write(staging.join(PLAN), "{\"added\": [").unwrap();
        Replacement { folder: folder.path(), staging: &staging }.take_back().unwrap();
        assert_eq!(contents(folder.path()), before.0);
    }
}
