//! What the user says about complaints beside the data: themes, business hours, holidays.

use std::path::Path;

use chrono_tz::Tz;
use csv::{ReaderBuilder, StringRecord};

use crate::error::Problem;
use crate::labels::Text;
use crate::models::business_calendar::{SpecialDays, WeeklyHours, WorkingTime};
use crate::models::complaint_cases::ThemeDictionary;
use crate::settings::satisfaction_report::SatisfactionSettings;

use super::super::files;

/// Themes, business hours and holidays.
pub(in crate::commands::satisfaction_report) struct Rules {
    pub(super) themes: ThemeDictionary,
    pub(super) hours: WeeklyHours,
    pub(super) special_days: SpecialDays,
    /// The zone of the business hours, where their file names one.
    zone: Option<Tz>,
}

impl Rules {
    /// Reads the files of the user, or takes those of the program.
    pub(in crate::commands::satisfaction_report) fn read(
        settings: &SatisfactionSettings,
        problems: &mut Vec<Problem>,
    ) -> Option<Rules> {
        let before = problems.len();
        let themes = files::text_or(&settings.themes, ThemeDictionary::DEFAULT, problems)
            .and_then(|text| noted(&settings.themes, ThemeDictionary::parse(&text), |own| own.text(), problems));
        let working = match &settings.calendar {
            None => Some(WorkingTime { zone: None, hours: WeeklyHours::always() }),
            Some(path) => files::text(path, problems).and_then(|text| {
                noted(&path.display().to_string(), WorkingTime::parse(&text), |own| own.text(), problems)
            }),
        };
        let special_days = match &settings.holidays {
            None => Some(SpecialDays::default()),
            Some(path) => special_days(path, problems),
        };
        let WorkingTime { zone, hours } = working?;
        let rules = Rules { themes: themes?, hours, special_days: special_days?, zone };
        (problems.len() == before).then_some(rules)
    }

    /// The zone of the business hours: that of their file, else that of the data, else UTC.
    pub(super) fn zone(&self, settings: &SatisfactionSettings) -> Tz {
        self.zone.or(settings.reading.timezone).unwrap_or(Tz::UTC)
    }

    /// The zone of the times in the data: that of the data, else that of the business hours, else UTC.
    pub(super) fn local(&self, settings: &SatisfactionSettings) -> Tz {
        settings.reading.timezone.or(self.zone).unwrap_or(Tz::UTC)
    }

    /// The zone into which moments with an offset are turned, where anybody named one.
    pub(super) fn named_zone(&self, settings: &SatisfactionSettings) -> Option<Tz> {
        settings.reading.timezone.or(self.zone)
    }
}

/// What was read, or nothing, with a problem of the file for each that was found.
fn noted<T, P>(
    place: &str,
    read: Result<T, Vec<P>>,
    text: impl Fn(&P) -> Text,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    match read {
        Ok(read) => Some(read),
        Err(found) => {
            problems.extend(found.iter().map(|own| Problem::at(place, text(own))));
            None
        }
    }
}

fn special_days(path: &Path, problems: &mut Vec<Problem>) -> Option<SpecialDays> {
    let text = files::text(path, problems)?;
    let place = path.display().to_string();
    let records = match records(&text) {
        Ok(records) => records,
        Err(why) => {
            problems.push(Problem::at(place, Text::verbatim(why)));
            return None;
        }
    };
    let cell = |record: &'_ StringRecord, at: usize| record.get(at).unwrap_or_default().trim().to_string();
    let rows: Vec<[String; 3]> = records.iter().map(|record| [0, 1, 2].map(|at| cell(record, at))).collect();
    let rows = rows.iter().map(|[date, kind, name]| (date.as_str(), kind.as_str(), name.as_str()));
    noted(&place, SpecialDays::from_rows(rows), |own| own.text(), problems)
}

/// The rows below the header, where there is one: a date has a digit, and a name of a column has none.
fn records(text: &str) -> Result<Vec<StringRecord>, csv::Error> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut records = reader.records().collect::<Result<Vec<StringRecord>, csv::Error>>()?;
    let is_header = |record: &StringRecord| !record.get(0).is_some_and(|cell| cell.contains(|c: char| c.is_numeric()));
    if records.first().is_some_and(is_header) {
        records.remove(0);
    }
    Ok(records)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn holidays_with_and_without_header_and_names() {
        let with = records("date,kind,name\n2025-10-01,holiday,\"National Day, first\"\n2025-10-11,workday\n").unwrap();
        let without = records("2025-10-01,休,国庆节\n").unwrap();
        assert_eq!((with.len(), without.len()), (2, 1));
        assert_eq!((with[0].get(2), with[1].get(2)), (Some("National Day, first"), None));
        assert_eq!(records("").unwrap().len(), 0);
    }
}
