//! Time zone and weekly hours from a TOML text, with every problem told at once.

use chrono_tz::{TZ_VARIANTS, Tz};
use toml::Table;

use super::weekly_hours::WeeklyHours;
use super::window::Window;
use crate::models::checked_toml::{Fields, Place, Problem, nearest, parse};

/// What a TOML text says of working time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingTime {
    /// The time zone; `None` where the text names none.
    pub zone: Option<Tz>,
    /// The weekly hours.
    pub hours: WeeklyHours,
}

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const HOURS: [&str; 10] =
    ["daily", "weekdays", "weekend", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const KEYS: [&str; 12] = [
    "timezone",
    "daily",
    "weekdays",
    "weekend",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "make_up",
];
/// What windows look like, as a message shows it.
const EXAMPLES: &str = "\"09:00-17:30\", \"00:00-24:00\", …";

impl WorkingTime {
    /// Reads a text such as
    ///
    /// ```toml
    /// timezone = "Asia/Shanghai"
    /// weekdays = ["09:00-12:00", "13:30-18:00"]
    /// saturday = "10:00-16:00"
    /// make_up = "09:00-17:00"
    /// ```
    ///
    /// `daily`, `weekdays` (Monday to Friday), `weekend` and the names of the days each take one window or a list; an
    /// empty list is a closed day. A day by name goes before `weekdays` and `weekend`, and those before `daily`.
    /// `daily = "00:00-24:00"` is 24 × 7. `make_up` gives the hours of a make-up working day on a weekend or
    /// another day without hours.
    ///
    /// # Errors
    /// Every problem of the text, or the first one of its form.
    pub fn parse(text: &str) -> Result<WorkingTime, Vec<Problem>> {
        WorkingTime::read(&parse(text)?, Place::Top)
    }

    /// Reads the same keys from a table that stands at `place` of a larger file.
    ///
    /// # Errors
    /// Every problem of the table.
    pub fn read(table: &Table, place: Place) -> Result<WorkingTime, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut fields = Fields::new(table, place.clone(), &KEYS, &mut problems);
        fields.require_one_of(&HOURS);
        let zone = fields.words("timezone").and_then(|name| zone(&mut fields, &name));
        let mut windows = |key| windows(&mut fields, key);
        let (daily, weekdays, weekend) = (windows("daily"), windows("weekdays"), windows("weekend"));
        let days = DAYS.map(&mut windows);
        let make_up = windows("make_up");
        let mut index = 0;
        let days = days.map(|own| {
            let part = if index < 5 { &weekdays } else { &weekend };
            index += 1;
            own.or_else(|| part.clone()).or_else(|| daily.clone()).unwrap_or_default()
        });
        match (WeeklyHours::new(days, make_up), problems.is_empty()) {
            (Some(hours), true) => Ok(WorkingTime { zone, hours }),
            (None, true) => Err(vec![Problem::Empty { place, key: HOURS.join(" / ") }]),
            (_, false) => Err(problems),
        }
    }
}

fn zone(fields: &mut Fields, name: &str) -> Option<Tz> {
    let found = name.parse().ok();
    if found.is_none() {
        let nearest = nearest(name, TZ_VARIANTS.iter().map(|zone| zone.name())).map(str::to_string);
        let (key, known) = ("timezone".to_string(), "Asia/Shanghai, Europe/London, UTC, …".to_string());
        fields.tell(|place| Problem::UnknownName { place, key, name: name.to_string(), known, nearest });
    }
    found
}

/// The windows at `key`; `None` where it is left out or wrong.
fn windows(fields: &mut Fields, key: &str) -> Option<Vec<Window>> {
    let words = fields.list(key)?;
    let mut windows = Vec::new();
    for name in words {
        match Window::parse(&name) {
            Some(window) => windows.push(window),
            None => {
                let (key, known) = (key.to_string(), EXAMPLES.to_string());
                fields.tell(|place| Problem::UnknownName { place, key, name, known, nearest: None });
            }
        }
    }
    Some(windows)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn the_particular_goes_before_the_general() {
        let text = "timezone = 'Asia/Shanghai'\ndaily = '8-20'\nweekend = []\nweekdays = ['9-12', '13-18']\n\
                    friday = '9-15'\nsunday = '10-12'\nmake_up = '9-17'";
        let found = WorkingTime::parse(text).unwrap();
        assert_eq!(found.zone, Some(chrono_tz::Asia::Shanghai));
        let told = "Mon to Thu 09:00-12:00, 13:00-18:00; Fri 09:00-15:00; Sun 10:00-12:00";
        assert_eq!(found.hours.text().render(Lang::En), told);
        assert_eq!(found.hours.make_up(), [Window::parse("9-17").unwrap()]);
        let always = WorkingTime::parse("daily = '00:00-24:00'").unwrap();
        assert_eq!(always, WorkingTime { zone: None, hours: WeeklyHours::always() });
    }

    #[test]
    fn every_problem_is_told() {
        let text = "timezone = 'Asia/Shangai'\nweekdays = ['9-17', 'nine to five']\nmonday = 9\nmondy = '9-17'\n\
                    tuesday = ['22:00-06:00']";
        let problems = WorkingTime::parse(text).unwrap_err();
        let told: Vec<String> = problems.iter().map(|problem| problem.text().render(Lang::En)).collect();
        for expected in [
            "did you mean `Asia/Shanghai`?",
            "`weekdays` cannot be `nine to five`; valid are \"09:00-17:30\"",
            "`monday` must be words",
            "did you mean `monday`?",
            "`tuesday` cannot be `22:00-06:00`",
        ] {
            assert!(told.iter().any(|one| one.contains(expected)), "{expected} is not among {told:#?}");
        }
        assert_eq!(told.len(), 5, "{told:#?}");
        for text in ["", "timezone = 'UTC'", "daily = []", "make_up = '9-17'", "daily = "] {
            assert_eq!(WorkingTime::parse(text).unwrap_err().len(), 1, "{text}");
        }
    }
}
