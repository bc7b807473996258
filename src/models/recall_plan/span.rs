//! Lengths of time as rules write them. It knows no calendar.

use crate::labels::{Label, Text};

/// A length of time after a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Hours on the clock, by day and by night.
    Hours(u32),
    /// Calendar days, to the end of the last one.
    Days(u32),
    /// Working days, to the end of the last one.
    WorkingDays(u32),
}

const DAYS_IN_TEN_YEARS: u32 = 3_652;

const HOURS: Label = Label::new("{n:hour|hours}", "{n} 小时");
const DAYS: Label = Label::new("{n:day|days}", "{n} 天");
const WORKING_DAYS: Label = Label::new("{n:working day|working days}", "{n} 个工作日");

impl Span {
    /// The length in words.
    pub fn text(&self) -> Text {
        match self {
            Span::Hours(n) => HOURS.with(&[("n", n)]),
            Span::Days(n) => DAYS.with(&[("n", n)]),
            Span::WorkingDays(n) => WORKING_DAYS.with(&[("n", n)]),
        }
    }

    /// Reads `24 hours`, `3 days`, `2 weeks` or `10 working days`, in the singular too. `None` for anything else and for
    /// more than ten years.
    pub fn parse(words: &str) -> Option<Span> {
        let (number, unit) = words.trim().split_once(char::is_whitespace)?;
        let number: u32 = number.parse().ok()?;
        let unit = unit.split_whitespace().collect::<Vec<&str>>().join(" ").to_lowercase();
        let at_most = |number: Option<u32>, most: u32| number.filter(|number| *number <= most);
        let number = Some(number);
        match unit.strip_suffix('s').unwrap_or(&unit) {
            "hour" => at_most(number, 24 * DAYS_IN_TEN_YEARS).map(Span::Hours),
            "day" => at_most(number, DAYS_IN_TEN_YEARS).map(Span::Days),
            "week" => at_most(number.and_then(|weeks| weeks.checked_mul(7)), DAYS_IN_TEN_YEARS).map(Span::Days),
            "working day" => at_most(number, DAYS_IN_TEN_YEARS / 7 * 5).map(Span::WorkingDays),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rules_write_is_read() {
        assert_eq!(Span::parse("24 hours"), Some(Span::Hours(24)));
        assert_eq!((Span::parse(" 1 Day "), Span::parse("2 weeks")), (Some(Span::Days(1)), Some(Span::Days(14))));
        assert_eq!(Span::parse("10 working  days"), Some(Span::WorkingDays(10)));
        assert_eq!(Span::parse("0 hours"), Some(Span::Hours(0)));
    }

    #[test]
    fn anything_else_is_not() {
        for words in ["", "24", "hours", "-1 days", "1.5 days", "3 months", "24hours", "99999 days", "4294967295 weeks"]
        {
            assert_eq!(Span::parse(words), None, "{words}");
        }
    }
}
