//! `--exclude COLUMN=VALUE` and `COLUMN!=VALUE`: rows that a rule of the run leaves out, counted in the ledger.

use std::fmt;
use std::str::FromStr;

use crate::error::Problem;
use crate::labels::Label;

use super::cell::Cell;
use super::columns::{Mapping, locate, suggest_column};

const NO_SUCH_HEADER: Label = Label::new(
    "--exclude asks for the column `{header}`, which the file does not have",
    "--exclude 用到的列 `{header}` 不在文件中",
);

/// A rule on one column. Values are compared as text, ASCII letters without regard to case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Header in the file, or canonical name.
    pub header: String,
    /// The value.
    pub value: String,
    /// Whether rows with the value or rows with another value are meant.
    pub sense: Sense,
}

/// Which rows a condition means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// Those with the value.
    Equal,
    /// Those without it.
    Differs,
}

impl FromStr for Condition {
    type Err = String;

    fn from_str(text: &str) -> Result<Condition, String> {
        let (sense, parts) = match text.split_once("!=") {
            Some(parts) => (Sense::Differs, Some(parts)),
            None => (Sense::Equal, text.split_once('=')),
        };
        parts
            .map(|(header, value)| Condition { header: header.trim().into(), value: value.trim().into(), sense })
            .filter(|condition| !condition.header.is_empty())
            .ok_or_else(|| "expected COLUMN=VALUE or COLUMN!=VALUE, such as status=cancelled".to_string())
    }
}

impl Condition {
    /// The rule that the ledger counts its rows under.
    pub fn ledger_name(&self) -> String {
        format!("exclude:{self}")
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.sense == Sense::Equal { "=" } else { "!=" };
        write!(f, "{}{sign}{}", self.header, self.value)
    }
}

/// A condition whose column was found in a file.
#[derive(Clone, Copy, Debug)]
pub struct Located<'a> {
    /// The rule.
    pub condition: &'a Condition,
    /// The place of its column.
    pub index: usize,
}

impl Located<'_> {
    /// Whether the rule means a row whose cell is `text`. A mark for no value, such as `NULL`, names empty cells.
    pub fn holds(&self, text: Option<&str>) -> bool {
        let value = Cell::Text(&self.condition.value).text().unwrap_or_default();
        let same = text.unwrap_or_default().eq_ignore_ascii_case(&value);
        same == (self.condition.sense == Sense::Equal)
    }
}

/// Finds the columns of all conditions in one file.
pub fn locate_all<'a>(
    conditions: &'a [Condition],
    mapping: &Mapping,
    headers: &[String],
    place: &str,
) -> Result<Vec<Located<'a>>, Vec<Problem>> {
    let (mut located, mut problems) = (Vec::new(), Vec::new());
    for condition in conditions {
        match locate(&condition.header, headers).or_else(|| mapping.index(&condition.header)) {
            Some(index) => located.push(Located { condition, index }),
            None => {
                let problem = Problem::at(place, NO_SUCH_HEADER.with(&[("header", &condition.header)]));
                let found: Vec<&str> = mapping.found.iter().map(|found| found.column.name).collect();
                problems.push(suggest_column(problem, &condition.header, headers, &found));
            }
        }
    }
    if problems.is_empty() { Ok(located) } else { Err(problems) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_senses() {
        let cancelled: Condition = "status = Cancelled".parse().unwrap();
        let rule = Located { condition: &cancelled, index: 0 };
        assert!(rule.holds(Some("cancelled")) && !rule.holds(Some("paid")) && !rule.holds(None));
        let none: Condition = "status=NULL".parse().unwrap();
        let rule = Located { condition: &none, index: 0 };
        assert!(rule.holds(None) && !rule.holds(Some("paid")));
        let not_paid: Condition = "状态!=已完成".parse().unwrap();
        let rule = Located { condition: &not_paid, index: 0 };
        assert!(rule.holds(Some("已取消")) && rule.holds(None) && !rule.holds(Some("已完成")));
        assert_eq!(not_paid.to_string(), "状态!=已完成");
        assert!("status".parse::<Condition>().is_err());
    }
}
