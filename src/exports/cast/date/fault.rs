//! Why a cell is no date. Only the kinds and their wording.

use crate::exports::cast::Fault;
use crate::labels::Label;

/// Why a cell is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateError {
    /// Nothing but blanks.
    Empty,
    /// No date in a known form.
    NotADate,
    /// A form without the day, such as `2026-06`.
    Incomplete,
    /// A year of two digits, whose century would be a guess.
    TwoDigitYear,
    /// A number that is no `YYYYMMDD`: perhaps a spreadsheet serial or Unix seconds, which only a whole column of
    /// numbers can tell.
    BareNumber,
    /// A day that no calendar has, such as 30 February.
    Impossible,
    /// A time of day that no clock shows, or a zone offset beyond 14 hours.
    BadTime,
    /// A date that systems write for "none": 1900-01-00, 1900-01-01, 1970-01-01, 0001-01-01, 2099-12-31, 9999-12-31, ….
    Placeholder,
    /// Before or after the years that are plausible for the column.
    OutOfRange,
    /// Day and month stand the other way round than in the rest of the column.
    WrongOrder,
    /// Day and month could stand either way round, and nothing tells which. The next step is `--date-order`.
    UnknownOrder,
}

impl DateError {
    /// Every kind, for the documentation of the reason codes.
    pub const ALL: [DateError; 11] = [
        DateError::Empty,
        DateError::NotADate,
        DateError::Incomplete,
        DateError::TwoDigitYear,
        DateError::BareNumber,
        DateError::Impossible,
        DateError::BadTime,
        DateError::Placeholder,
        DateError::OutOfRange,
        DateError::WrongOrder,
        DateError::UnknownOrder,
    ];
}

impl Fault for DateError {
    fn code(&self) -> &'static str {
        match self {
            DateError::Empty => "date_empty",
            DateError::NotADate => "date_unreadable",
            DateError::Incomplete => "date_incomplete",
            DateError::TwoDigitYear => "date_two_digit_year",
            DateError::BareNumber => "date_bare_number",
            DateError::Impossible => "date_impossible",
            DateError::BadTime => "date_bad_time",
            DateError::Placeholder => "date_placeholder",
            DateError::OutOfRange => "date_out_of_range",
            DateError::WrongOrder => "date_wrong_order",
            DateError::UnknownOrder => "date_order_unknown",
        }
    }

    fn label(&self) -> Label {
        match self {
            DateError::Empty => Label::new("the date is missing", "缺少日期"),
            DateError::NotADate => Label::new("it is not a date", "不是日期"),
            DateError::Incomplete => Label::new("the date has no day", "日期不完整，缺少“日”"),
            DateError::TwoDigitYear => Label::new("the year has two digits", "年份只有两位数字"),
            DateError::BareNumber => Label::new("it is a number and not a date", "是数字而不是日期"),
            DateError::Impossible => Label::new("the calendar has no such day", "日历上没有这一天"),
            DateError::BadTime => Label::new("there is no such time of day", "没有这样的时刻"),
            DateError::Placeholder => Label::new("it is a placeholder for a missing date", "是表示“无日期”的占位值"),
            DateError::OutOfRange => Label::new("the year is not plausible", "年份超出合理范围"),
            DateError::WrongOrder => Label::new(
                "day and month are the other way round than in the rest of the column",
                "日与月的顺序和本列其他值相反",
            ),
            DateError::UnknownOrder => Label::new(
                "day and month could be either way round (see --date-order)",
                "无法判断日与月的先后（见 --date-order）",
            ),
        }
    }
}
