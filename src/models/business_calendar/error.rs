//! Why there is no calendar, in words. It decides nothing.

use super::calendar::MOST_DAYS;
use crate::labels::visible::short;
use crate::labels::{Label, Text};

/// Why a calendar cannot be laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarError {
    /// The last day comes before the first.
    NoDays,
    /// More days than [`MOST_DAYS`].
    TooManyDays,
    /// A day lies outside the years 1 to 9999.
    BeyondCalendar,
}

/// What is wrong in the rows of a file of special days. Rows are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum SpecialDayProblem {
    /// Not a date of the calendar.
    NoDate { row: usize, date: String },
    /// Neither a holiday nor a working day.
    UnknownKind { row: usize, kind: String },
    /// The day is the other kind in an earlier row.
    Contradiction { row: usize, first: usize, date: String },
}

const NO_DAYS: Label = Label::new("the calendar ends before it begins", "日历的结束日早于开始日");
const TOO_MANY_DAYS: Label = Label::new("a calendar can have {most} days at most", "日历最多可含 {most} 天");
const BEYOND_CALENDAR: Label =
    Label::new("the calendar lies outside the years 1 to 9999", "日历超出公元 1 年至 9999 年的范围");
const NO_DATE: Label =
    Label::new("row {row}: `{date}` is no date such as 2025-10-01", "第 {row} 行：`{date}` 不是日期（如 2025-10-01）");
const UNKNOWN_KIND: Label = Label::new(
    "row {row}: the kind of a day is holiday or workday, not `{kind}`",
    "第 {row} 行：日期类型须为 holiday（休）或 workday（班），而不是 `{kind}`",
);
const CONTRADICTION: Label = Label::new(
    "row {row}: {date} is a holiday in one row and a working day in another (row {first})",
    "第 {row} 行：{date} 既标为假日又标为工作日（另见第 {first} 行）",
);

impl CalendarError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            CalendarError::NoDays => NO_DAYS.text(),
            CalendarError::TooManyDays => TOO_MANY_DAYS.with(&[("most", &MOST_DAYS)]),
            CalendarError::BeyondCalendar => BEYOND_CALENDAR.text(),
        }
    }
}

impl SpecialDayProblem {
    /// The same of rows that stand below so many lines of a header.
    #[must_use]
    pub fn below(mut self, lines: usize) -> SpecialDayProblem {
        match &mut self {
            SpecialDayProblem::NoDate { row, .. } | SpecialDayProblem::UnknownKind { row, .. } => *row += lines,
            SpecialDayProblem::Contradiction { row, first, .. } => {
                *row += lines;
                *first += lines;
            }
        }
        self
    }

    /// The problem as a sentence.
    pub fn text(&self) -> Text {
        match self {
            SpecialDayProblem::NoDate { row, date } => NO_DATE.with(&[("row", row), ("date", &short(date))]),
            SpecialDayProblem::UnknownKind { row, kind } => UNKNOWN_KIND.with(&[("row", row), ("kind", &short(kind))]),
            SpecialDayProblem::Contradiction { row, first, date } => {
                CONTRADICTION.with(&[("row", row), ("first", first), ("date", date)])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn every_sentence_is_complete_in_both_languages() {
        let words = || "x".to_string();
        let texts = [
            CalendarError::NoDays.text(),
            CalendarError::TooManyDays.text(),
            CalendarError::BeyondCalendar.text(),
            SpecialDayProblem::NoDate { row: 1, date: words() }.text(),
            SpecialDayProblem::UnknownKind { row: 1, kind: words() }.text(),
            SpecialDayProblem::Contradiction { row: 2, first: 1, date: words() }.text(),
        ];
        for lang in [Lang::En, Lang::Zh] {
            let mut rendered: Vec<String> = texts.iter().map(|text| text.render(lang)).collect();
            assert!(rendered.iter().all(|words| !words.contains('{')));
            rendered.sort();
            rendered.dedup();
            assert_eq!(rendered.len(), texts.len());
        }
    }
}
