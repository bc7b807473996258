//! Why a demo company could not be written. Knows no exit code.

use std::fmt::{self, Display};

use chrono::NaiveDate;

use crate::labels::{Label, Lang, Text};

const CUSTOMERS: Label = Label::new(
    "a demo company has 1 to {most} customers, not {asked}",
    "演示公司的客户数须在 1 到 {most} 之间，不能是 {asked}",
);
const HISTORY: Label = Label::new(
    "the history from {from} to {to} is shorter than {least} days",
    "从 {from} 到 {to} 的历史不足 {least} 天",
);
const HIDDEN_LOTS: Label = Label::new(
    "the share of sales without a lot lies between 0 and 1, not at {asked}",
    "未记录批次的销售占比须在 0 到 1 之间，不能是 {asked}",
);
const DISTRIBUTION: Label =
    Label::new("the planted parameters of {name} are not a distribution", "{name} 的预设参数不构成有效的分布");
const WRITE: Label = Label::new("cannot write {file}: {reason}", "无法写入 {file}：{reason}");

/// Why a demo company could not be written.
#[derive(Debug)]
pub enum DemoError {
    /// Number of customers outside its range.
    Customers {
        /// What was asked for.
        asked: u32,
        /// The largest number allowed.
        most: u32,
    },
    /// The history is too short for what is planted in it.
    History {
        /// First day asked for.
        from: NaiveDate,
        /// Last day asked for.
        to: NaiveDate,
        /// The least number of days.
        least: i64,
    },
    /// The share of sales without a lot is not a share.
    HiddenLots {
        /// What was asked for.
        asked: f64,
    },
    /// A planted parameter is outside the domain of its distribution.
    Distribution {
        /// The distribution.
        name: &'static str,
    },
    /// A file could not be opened or written.
    Write {
        /// Name of the file.
        file: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
}

impl DemoError {
    /// The sentence for a person.
    pub fn text(&self) -> Text {
        match self {
            DemoError::Customers { asked, most } => CUSTOMERS.with(&[("asked", asked), ("most", most)]),
            DemoError::History { from, to, least } => HISTORY.with(&[("from", from), ("to", to), ("least", least)]),
            DemoError::HiddenLots { asked } => HIDDEN_LOTS.with(&[("asked", asked)]),
            DemoError::Distribution { name } => DISTRIBUTION.with(&[("name", name)]),
            DemoError::Write { file, source } => WRITE.with(&[("file", file), ("reason", source)]),
        }
    }
}

impl Display for DemoError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text().render(Lang::En))
    }
}

impl std::error::Error for DemoError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            DemoError::Write { source, .. } => Some(source),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_told_in_both_languages_with_its_file_and_reason() {
        let error = DemoError::Write { file: "orders.csv", source: std::io::Error::other("disk full") };
        assert_eq!(error.to_string(), "cannot write orders.csv: disk full");
        assert_eq!(error.text().render(Lang::Zh), "无法写入 orders.csv：disk full");
        let error = DemoError::Customers { asked: 0, most: 9 };
        assert_eq!(error.to_string(), "a demo company has 1 to 9 customers, not 0");
    }
}
