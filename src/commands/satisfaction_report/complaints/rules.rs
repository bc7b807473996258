//! What the user says about complaints beside the data: themes, business hours, holidays.

use chrono_tz::Tz;

use crate::commands::special_days;
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
            Some(path) => special_days::read(path, problems),
        };
        let WorkingTime { zone, hours } = working?;
        let rules = Rules { themes: themes?, hours, special_days: special_days?, zone };
        (problems.len() == before).then_some(rules)
    }

    /// The zone of the business hours: that of their file, else that of the data, else UTC.
    pub(super) fn zone(&self, settings: &SatisfactionSettings) -> Tz {
        self.zone.or(settings.reading.timezone).unwrap_or(Tz::UTC)
    }

    /// The zone of the times in the data, where anybody named one: that of the data, else that of the business hours.
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
