//! The report itself, free of any format. It holds words and numbers only; it draws and computes nothing.

use serde::{Serialize, Serializer};

use super::chart::Chart;
use super::table::Table;
use crate::labels::Lang;

/// Everything a run has to say, in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// Language of all words in the report.
    #[serde(serialize_with = "tag")]
    pub lang: Lang,
    /// What the report is, such as "Customer segments".
    pub title: String,
    /// As-of date and scope.
    pub subtitle: String,
    /// The question the report answers.
    pub question: String,
    /// The answer in one sentence.
    pub answer: String,
    /// Three or four numbers that carry the answer.
    pub figures: Vec<KeyFigure>,
    /// What was found, one paragraph each.
    pub findings: Vec<String>,
    /// What to do, in order.
    pub next_steps: Vec<Step>,
    /// The evidence, in the order of decisions; the ledger last.
    pub sections: Vec<Section>,
    /// What made the report.
    pub footer: Footer,
}

/// One thing to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Step {
    /// With whom, in a few words.
    pub lead: String,
    /// What.
    pub text: String,
}

/// One number of the first screen.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct KeyFigure {
    /// What the number is.
    pub label: String,
    /// The number with its unit.
    pub value: String,
    /// Its change since the last report, with its sign.
    pub change: Option<String>,
    /// Its interval, base or share.
    pub note: Option<String>,
    /// Whether it is good or bad news.
    pub tone: Tone,
}

impl KeyFigure {
    /// A number without a change and a note.
    pub fn new(label: impl Into<String>, value: String, tone: Tone) -> KeyFigure {
        KeyFigure { label: label.into(), value, tone, ..KeyFigure::default() }
    }
}

/// Whether something is good or bad news. Never the only carrier of a meaning: signs and words say it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Neither.
    #[default]
    Neutral,
    /// Good news.
    Good,
    /// Bad news, needs attention.
    Bad,
}

/// One step of the argument.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Section {
    /// Name for links inside the document; anything but ASCII letters, digits and `-` is ignored.
    pub id: String,
    /// Heading.
    pub title: String,
    /// What the section shows, in a sentence or two.
    pub lead: String,
    /// Its content in order.
    pub blocks: Vec<Block>,
}

/// A piece of content.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Running text.
    Paragraph(String),
    /// Small remarks, one line each.
    Notes(Vec<String>),
    /// A table that is read as such.
    Table(Table),
    /// A picture with its numbers.
    Chart(Box<Chart>),
    /// Folded away until asked for.
    Details {
        /// The line that stays visible.
        summary: String,
        /// What it hides.
        blocks: Vec<Block>,
    },
}

/// What stands below everything.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Footer {
    /// Tool, version, inputs.
    pub lines: Vec<String>,
    /// The command line that makes this report again.
    pub command: Option<String>,
}

fn tag<S: Serializer>(lang: &Lang, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(lang.tag())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_readable_as_json() {
        let report = Report { lang: Lang::Zh, title: "客户分群".into(), ..Report::default() };
        let json = serde_json::to_value(&report).unwrap();
        assert_eq!((&json["lang"], &json["title"]), (&"zh-CN".into(), &"客户分群".into()));
    }
}
