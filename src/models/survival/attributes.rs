//! Categorical attributes of customers, and the features made of them. It decides on no level.

use crate::labels::{Label, Text};

/// One attribute, with one value a customer.
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'a> {
    /// Its name, as in the data.
    pub name: &'a str,
    /// The value of each customer; `None` where it is missing.
    pub values: &'a [Option<&'a str>],
}

/// One level of an attribute.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A value of the data.
    Named(String),
    /// All values without a level of their own.
    Other,
    /// No value.
    Missing,
}

/// One column of features.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feature {
    /// 1 for customers with this level, 0 for the others.
    Level {
        /// Name of the attribute.
        attribute: String,
        /// The level.
        level: Level,
        /// Customers with it when the encoding was learnt.
        customers: usize,
    },
    /// ln(days of tenure + 1).
    LogTenure,
}

/// The features of the customers of one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Encoded {
    /// One column a feature, each with one value a customer.
    pub columns: Vec<Vec<f64>>,
    /// For each attribute: customers with a value that was not there when the encoding was learnt. They count as
    /// [`Level::Other`], or, where that was not there either, as the reference.
    pub unseen: Vec<usize>,
}

const OTHER: Label = Label::new("other values", "其他取值");
const MISSING: Label = Label::new("missing", "缺失");
const OF_ATTRIBUTE: Label = Label::new("{attribute}: {level}", "{attribute}：{level}");
const LOG_TENURE: Label = Label::new("length of tenure (log of days + 1)", "在约时长（天数加 1 的对数）");

impl Level {
    /// The level in words.
    pub fn text(&self) -> Text {
        match self {
            Level::Named(name) => Text::verbatim(name),
            Level::Other => OTHER.text(),
            Level::Missing => MISSING.text(),
        }
    }

    /// Name for data files, with the attribute: `plan=gold`, `plan:other`, `plan:missing`.
    pub fn id(&self, attribute: &str) -> String {
        match self {
            Level::Named(name) => format!("{attribute}={name}"),
            Level::Other => format!("{attribute}:other"),
            Level::Missing => format!("{attribute}:missing"),
        }
    }

    /// The level in words, with its attribute.
    pub fn of_attribute(&self, attribute: &str) -> Text {
        OF_ATTRIBUTE.with(&[("attribute", &attribute)]).and("level", self.text())
    }
}

impl Feature {
    /// The feature in words.
    pub fn text(&self) -> Text {
        match self {
            Feature::Level { attribute, level, .. } => level.of_attribute(attribute),
            Feature::LogTenure => LOG_TENURE.text(),
        }
    }

    /// Stable name, for data files; see [`Level::id`].
    pub fn id(&self) -> String {
        match self {
            Feature::Level { attribute, level, .. } => level.id(attribute),
            Feature::LogTenure => "log_tenure".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    #[test]
    fn names_for_people_and_for_files() {
        let feature = |level| Feature::Level { attribute: "plan".to_owned(), level, customers: 30 };
        let named = feature(Level::Named("{level}".to_owned()));
        assert_eq!((named.id().as_str(), named.text().render(Lang::En).as_str()), ("plan={level}", "plan: {level}"));
        assert_eq!(feature(Level::Missing).text().render(Lang::Zh), "plan：缺失");
        let ids = [feature(Level::Named("other".to_owned())).id(), feature(Level::Other).id(), Feature::LogTenure.id()];
        assert_eq!(ids, ["plan=other", "plan:other", "log_tenure"]);
        assert!(!Feature::LogTenure.text().render(Lang::Zh).is_empty());
    }
}
