//! The columns that hold ratings: which ones are read, and whether the surveys have them.

use std::collections::BTreeSet;

use crate::error::{Error, Kind, Problem};
use crate::exports::InputRecord;
use crate::exports::columns::{locate, suggest};
use crate::labels::satisfaction_report::drivers as labels;
use crate::settings::satisfaction_report::SatisfactionSettings;
use crate::tables::surveys::SURVEYS;

/// The columns to read, each once.
pub(in crate::commands::satisfaction_report) fn asked(settings: &SatisfactionSettings) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in settings.drivers.iter().chain(&settings.items) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

/// An error naming every driver and item that no file of the surveys has as a column of its own.
///
/// # Errors
/// Kind `Usage`.
pub(in crate::commands::satisfaction_report) fn check(
    settings: &SatisfactionSettings,
    inputs: &[InputRecord],
) -> Result<(), Error> {
    let surveys: Vec<&InputRecord> = inputs.iter().filter(|input| input.table == SURVEYS.name).collect();
    let named = [("--drivers", &settings.drivers), ("--items", &settings.items)];
    let names = named.into_iter().flat_map(|(flag, names)| names.iter().map(move |name| (flag, name)));
    Error::check(Kind::Usage, names.filter_map(|(flag, name)| problem(flag, name, &surveys)).collect())
}

fn problem(flag: &str, name: &str, surveys: &[&InputRecord]) -> Option<Problem> {
    let claims = |input: &InputRecord, header: &str| {
        input.columns.iter().find(|column| column.header == header).map(|column| column.column)
    };
    let found = |input: &&InputRecord| locate(name, &input.headers).and_then(|at| input.headers.get(at)).cloned();
    let claimed = surveys.iter().map(|input| found(input).map(|header| claims(input, header.trim())));
    let claimed: Vec<Option<&'static str>> = claimed.flatten().collect();
    // Chunks hold the column with a role under its own name, so that a rating cannot have that name too.
    let role = SURVEYS.column(name).map(|column| column.name);
    if role.is_none() && claimed.contains(&None) {
        return None;
    }
    if let Some(column) = role.filter(|_| !claimed.is_empty()).or(claimed.into_iter().flatten().next()) {
        return Some(Problem::at(flag, labels::CLAIMED.with(&[("name", &name), ("column", &column)])));
    }
    let free: BTreeSet<&str> = surveys
        .iter()
        .flat_map(|input| input.headers.iter().map(move |header| (input, header.trim())))
        .filter(|(input, header)| !header.is_empty() && claims(input, header).is_none())
        .map(|(_, header)| header)
        .collect();
    Some(suggest(Problem::at(flag, labels::NO_SUCH_COLUMN.with(&[("name", &name)])), name, free.into_iter()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::ColumnRecord;
    use crate::exports::columns::Recognised;
    use crate::labels::Lang;

    fn input(headers: &[&str]) -> InputRecord {
        let columns = vec![ColumnRecord { header: "rating".into(), column: "score", by: Recognised::Alias }];
        InputRecord {
            table: "surveys",
            path: "s.csv".into(),
            bytes: 0,
            hash: String::new(),
            format: "text",
            encoding: None,
            delimiter: None,
            header: None,
            date_order: None,
            rows: 0,
            repairs: Default::default(),
            columns,
            headers: headers.iter().map(|header| (*header).to_string()).collect(),
        }
    }

    fn said(name: &str) -> Option<(String, Vec<String>)> {
        let files = [input(&["rating", "Delivery Speed", "price"]), input(&["rating", "price ", "服务"])];
        let problem = problem("--drivers", name, &files.iter().collect::<Vec<_>>())?;
        let hints = problem.hints.iter().map(|hint| hint.render(Lang::En)).collect();
        Some((problem.what.render(Lang::En), hints))
    }

    #[test]
    fn a_column_of_any_file_will_do() {
        assert_eq!([said("delivery_speed"), said("price"), said("服务")], [None, None, None]);
    }

    #[test]
    fn what_is_missing_or_taken_is_told() {
        let (what, hints) = said("delivry speed").unwrap_or_default();
        assert_eq!(what, "the surveys have no column `delivry speed`");
        assert_eq!(hints, ["did you mean `Delivery Speed`?"]);
        let (what, _) = said("rating").unwrap_or_default();
        assert_eq!(what, "the column `rating` is read as `score`, and cannot be a rating as well");
    }
}
