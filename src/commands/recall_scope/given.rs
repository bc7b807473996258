//! The small files beside the data: tasks, holidays, numbers of checks. All are read and checked before any data is.

use std::path::Path;

use crate::commands::special_days;
use crate::error::{Error, Kind, Problem};
use crate::exports::small_file;
use crate::models::business_calendar::{SpecialDayKind, SpecialDays};
use crate::models::effectiveness::SamplingTable;
use crate::models::recall_plan::Rules;
use crate::settings::recall_scope::RecallScopeSettings;

use super::check_table;

/// The plan of the program.
const DEFAULT_PLAN: &str = "default";

/// What the files say.
pub(super) struct Given {
    pub(super) rules: Rules,
    pub(super) special_days: SpecialDays,
    pub(super) sampling: Option<SamplingTable>,
}

impl Given {
    /// Reads all of them.
    ///
    /// # Errors
    /// Kind `Usage`, with the problems of all files.
    pub(super) fn read(settings: &RecallScopeSettings) -> Result<Given, Error> {
        let mut problems = Vec::new();
        let rules = rules(&settings.plan, &mut problems);
        let special_days =
            settings.holidays.as_deref().and_then(|path| special_days::read(path, &mut problems)).unwrap_or_default();
        let sampling = settings.check_table.as_deref().and_then(|path| check_table::read(path, &mut problems));
        Error::check(Kind::Usage, problems)?;
        let rules = rules.ok_or_else(|| Error::internal("a plan without a problem was not read"))?;
        Ok(Given { rules, special_days, sampling })
    }

    /// Days of one kind, in days since 1970-01-01.
    pub(super) fn days(&self, kind: SpecialDayKind) -> Vec<i32> {
        self.special_days.days().iter().filter(|day| day.kind == kind).map(|day| day.day).collect()
    }
}

/// The tasks of the recall.
fn rules(plan: &str, problems: &mut Vec<Problem>) -> Option<Rules> {
    let text = match plan {
        DEFAULT_PLAN => Ok(Rules::DEFAULT.to_string()),
        file => small_file::read(Path::new(file)),
    };
    let read = text.map_err(|problem| vec![problem]);
    let parse = |text: String| {
        let at = |found: Vec<crate::models::checked_toml::Problem>| {
            found.iter().map(|problem| Problem::at(plan, problem.text())).collect::<Vec<Problem>>()
        };
        Rules::parse(&text).map_err(at)
    };
    read.and_then(parse).map_err(|found| problems.extend(found)).ok()
}
