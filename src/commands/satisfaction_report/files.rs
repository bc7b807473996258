//! The small files beside the data: themes, business hours, holidays, margins, goals, alarm rules. All are read and checked
//! before any data is, and everything that is wrong with any of them is told at once.

use std::path::{Path, PathBuf};

use crate::error::{Error, Kind, Problem};
use crate::exports::small_file;
use crate::settings::satisfaction_report::{DEFAULT_FILE, SatisfactionSettings};

use super::{alarms, complaints, goals, scores};

/// What the files say.
pub(super) struct Files {
    pub(super) complaints: complaints::Rules,
    pub(super) margins: Option<scores::Margins>,
    pub(super) goals: Option<goals::GoalsFile>,
    pub(super) alarms: alarms::Rules,
}

impl Files {
    /// The files that are read and must not be overwritten.
    pub(super) fn paths(settings: &SatisfactionSettings) -> Vec<PathBuf> {
        let SatisfactionSettings { calendar, holidays, margins, goals, themes, alarms, .. } = settings;
        let named = [themes, alarms].into_iter().filter(|name| *name != DEFAULT_FILE).map(PathBuf::from);
        let given = [calendar, holidays, margins, goals].into_iter().flatten().cloned();
        named.chain(given).collect()
    }

    /// Reads all of them.
    ///
    /// # Errors
    /// Kind `Usage`, with the problems of all files.
    pub(super) fn read(settings: &SatisfactionSettings) -> Result<Files, Error> {
        let mut problems = Vec::new();
        let complaints = complaints::Rules::read(settings, &mut problems);
        let margins = settings.margins.as_deref().and_then(|path| scores::Margins::read(path, &mut problems));
        let goals = settings.goals.as_deref().and_then(|path| goals::GoalsFile::read(path, &mut problems));
        let alarms = alarms::Rules::read(settings, &mut problems);
        Error::check(Kind::Usage, problems)?;
        match (complaints, alarms) {
            (Some(complaints), Some(alarms)) => Ok(Files { complaints, margins, goals, alarms }),
            _ => Err(Error::internal("a file without a problem was not read")),
        }
    }
}

/// The text of a small file, or nothing and its problem.
pub(super) fn text(path: &Path, problems: &mut Vec<Problem>) -> Option<String> {
    small_file::read(path).map_err(|problem| problems.push(problem)).ok()
}

/// The text of a file that an earlier run may have left, or nothing where it has not. It grows with the number of series.
pub(super) fn text_if_there(path: &Path, problems: &mut Vec<Problem>) -> Option<String> {
    small_file::read_if_there(path).map_err(|problem| problems.push(problem)).ok()?
}

/// The text of a file that the program has one of its own for.
pub(super) fn text_or(name: &str, own: &str, problems: &mut Vec<Problem>) -> Option<String> {
    if name == DEFAULT_FILE { Some(own.to_string()) } else { text(Path::new(name), problems) }
}
