//! Holidays and make-up working days. It knows no hours.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::error::SpecialDayProblem;

/// What a day is, whatever its weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpecialDayKind {
    /// Closed.
    Holiday,
    /// Open: in China a Saturday or Sunday is worked for a longer holiday (调休).
    Workday,
}

/// A day that is not like its weekday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialDay {
    /// The day, in days since 1970-01-01.
    pub day: i32,
    /// What it is.
    pub kind: SpecialDayKind,
    /// What it is called; may be empty.
    pub name: String,
}

/// Special days in order, one entry a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpecialDays {
    days: Vec<SpecialDay>,
}

const KINDS: [(SpecialDayKind, &[&str]); 2] = [
    (
        SpecialDayKind::Holiday,
        &["holiday", "off", "休", "假", "放假", "假日", "假期", "节假日", "休息日", "法定节假日"],
    ),
    (
        SpecialDayKind::Workday,
        &["workday", "working day", "make-up", "班", "上班", "补班", "调休", "调休上班", "工作日", "补班日"],
    ),
];
const DATES: [&str; 4] = ["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d"];

impl SpecialDays {
    /// Special days from the rows of a file: date (`2025-10-01`, `2025/10/1`, `2025年10月1日`, `20251001`), kind
    /// (`holiday` or `workday`, 休 or 班 and their like) and name. A row told twice counts once, with its first name.
    ///
    /// # Errors
    /// Every problem of every row, and every day that is both a holiday and a working day.
    pub fn from_rows<'a>(
        rows: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>,
    ) -> Result<SpecialDays, Vec<SpecialDayProblem>> {
        let mut problems = Vec::new();
        let mut days: BTreeMap<i32, (usize, SpecialDay)> = BTreeMap::new();
        for (row, (date, kind, name)) in (1..).zip(rows) {
            let found = (day_of(date), kind_of(kind));
            if found.0.is_none() {
                problems.push(SpecialDayProblem::NoDate { row, date: date.to_string() });
            }
            if found.1.is_none() {
                problems.push(SpecialDayProblem::UnknownKind { row, kind: kind.to_string() });
            }
            let (Some(day), Some(kind)) = found else { continue };
            let own = SpecialDay { day, kind, name: name.trim().to_string() };
            match days.get(&day) {
                Some((first, other)) if other.kind != kind => {
                    problems.push(SpecialDayProblem::Contradiction {
                        row,
                        first: *first,
                        date: date.trim().to_string(),
                    });
                }
                Some(_) => {}
                None => drop(days.insert(day, (row, own))),
            }
        }
        if problems.is_empty() {
            Ok(SpecialDays { days: days.into_values().map(|(_, day)| day).collect() })
        } else {
            Err(problems)
        }
    }

    /// The special days, in order.
    pub fn days(&self) -> &[SpecialDay] {
        &self.days
    }

    /// The entry of a day.
    pub fn on(&self, day: i32) -> Option<&SpecialDay> {
        self.days.binary_search_by_key(&day, |own| own.day).ok().and_then(|at| self.days.get(at))
    }
}

fn day_of(words: &str) -> Option<i32> {
    let words = words.trim();
    let date = DATES.iter().find_map(|format| NaiveDate::parse_from_str(words, format).ok())?;
    Some(date.to_epoch_days())
}

fn kind_of(words: &str) -> Option<SpecialDayKind> {
    let words = words.trim().to_lowercase();
    KINDS.iter().find(|(_, names)| names.contains(&words.as_str())).map(|(kind, _)| *kind)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_in_any_order_and_once() {
        let found = SpecialDays::from_rows([
            ("2025/10/11", "补班", "国庆补班"),
            (" 2025-10-01", "Holiday ", " National Day "),
            ("2025年10月2日", "休", ""),
            ("20251001", "holiday", "again"),
        ])
        .unwrap();
        // 2025-10-01 is 20,362 days after 1970-01-01.
        let told: Vec<_> = found.days().iter().map(|own| (own.day, own.kind, own.name.as_str())).collect();
        use SpecialDayKind::{Holiday, Workday};
        let expected = [(20_362, Holiday, "National Day"), (20_363, Holiday, ""), (20_372, Workday, "国庆补班")];
        assert_eq!(told, expected);
        assert_eq!((found.on(20_372).map(|own| own.kind), found.on(20_371)), (Some(Workday), None));
        assert_eq!(SpecialDays::from_rows([]).unwrap(), SpecialDays::default());
    }

    #[test]
    fn every_problem_is_told() {
        let rows =
            [("2025-02-30", "party", ""), ("2025-05-01", "holiday", ""), ("2025-05-01", "workday", ""), ("", "班", "")];
        let problems = SpecialDays::from_rows(rows).unwrap_err();
        use SpecialDayProblem::{Contradiction, NoDate, UnknownKind};
        let expected = [
            NoDate { row: 1, date: "2025-02-30".to_string() },
            UnknownKind { row: 1, kind: "party".to_string() },
            Contradiction { row: 3, first: 2, date: "2025-05-01".to_string() },
            NoDate { row: 4, date: String::new() },
        ];
        assert_eq!(problems, expected);
    }
}
