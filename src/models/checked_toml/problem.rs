//! What can be wrong in a TOML file that a person wrote. It finds no problem itself.

use crate::labels::{Label, Text};

/// Where in the file a problem is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Outside every section.
    Top,
    /// In `[name]`.
    Section(&'static str),
    /// In one of several `[[section]]`, counted from 1, with its id where it has one.
    Entry {
        /// Name of the sections.
        section: &'static str,
        /// Which of them, counted from 1.
        number: usize,
        /// Its id; empty where it has none.
        id: String,
    },
}

/// The form that a value must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Shape {
    Words,
    WordsOrList,
    TrueOrFalse,
    Date,
    /// A whole number from 1 to this one.
    UpTo(u32),
    /// A time such as `24 hours`, or one for each class.
    Time,
    Sections,
    /// One section of this name.
    Section(&'static str),
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Problem {
    /// Not TOML; `line` counts from 1 and `message` is the parser's own, in English.
    Syntax { line: usize, message: String },
    /// A key that means nothing here.
    UnknownKey { place: Place, key: String, known: String, nearest: Option<String> },
    /// A key that must be there; several where one of them is enough.
    Missing { place: Place, keys: String },
    /// Words in one language only.
    MissingLanguage { place: Place, key: String, language: &'static str },
    /// A value of another form.
    WrongShape { place: Place, key: String, expected: Shape },
    /// Words without a letter.
    Empty { place: Place, key: String },
    /// A value that is none of the names that are valid here.
    UnknownName { place: Place, key: String, name: String, known: String, nearest: Option<String> },
    /// A choice that nothing makes.
    MissingChoice { place: Place, key: &'static str, known: String },
    /// A choice that follows from numbers and is not the usual one, so that one or the other is a slip.
    Unusual { place: Place, key: &'static str, name: String, usual: String },
    /// A number in quotation marks.
    Quoted { place: Place, key: String, number: String },
    /// The first date is after the second.
    Reversed { place: Place, from: &'static str, to: &'static str },
    /// Several entries with one id.
    DuplicateId { id: String },
    /// Nothing in the file is for this class.
    Uncovered { class: &'static str },
    /// One key without the other that it needs.
    Alone { place: Place, key: &'static str, needs: &'static str },
}

const TOP: Label = Label::new("top of the file", "文件顶层");
const SECTION: Label = Label::new("[{section}]", "[{section}]");
const ENTRY: Label = Label::new("[[{section}]] number {number}", "第 {number} 个 [[{section}]]");
const ENTRY_WITH_ID: Label =
    Label::new("[[{section}]] number {number} (`{id}`)", "第 {number} 个 [[{section}]]（`{id}`）");

const SYNTAX: Label = Label::new("line {line}: {message}", "第 {line} 行：{message}");
const UNKNOWN_KEY: Label = Label::new("{place}: `{key}` is no key{hint}", "{place}：没有名为 `{key}` 的键{hint}");
const MISSING: Label = Label::new("{place}: {keys} is missing", "{place}：缺少 {keys}");
const MISSING_CHOICE: Label = Label::new("{place}: `{key}` is missing{hint}", "{place}：缺少 `{key}`{hint}");
const MISSING_LANGUAGE: Label = Label::new(
    "{place}: `{key}` has no wording in \"{language}\"; add `{key}_{language}`, or write `{key}` for both languages",
    "{place}：`{key}` 缺少“{language}”语言的文字；请补充 `{key}_{language}`，或用 `{key}` 同时供两种语言使用",
);
const WRONG_SHAPE: Label = Label::new("{place}: `{key}` must be {expected}", "{place}：`{key}` 须为{expected}");
const EMPTY: Label = Label::new("{place}: `{key}` is empty", "{place}：`{key}` 为空");
const UNKNOWN_NAME: Label =
    Label::new("{place}: `{key}` cannot be `{name}`{hint}", "{place}：`{key}` 不能是 `{name}`{hint}");
const UNUSUAL: Label = Label::new(
    "{place}: from baseline to target `{key}` would be `{name}`, and of this metric `{usual}` is good; correct them, or write {key} = \"{name}\"",
    "{place}：由基线值与目标值推断 `{key}` 为 `{name}`，而该指标应为 `{usual}`；请更正，或写明 {key} = \"{name}\"",
);
const QUOTED: Label = Label::new(
    "{place}: `{key}` is a text; write {number} without quotes",
    "{place}：`{key}` 是文字；请去掉引号，写成 {number}",
);
const REVERSED: Label = Label::new("{place}: `{from}` is after `{to}`", "{place}：`{from}` 晚于 `{to}`");
const DUPLICATE_ID: Label = Label::new("several entries have the id `{id}`", "多个条目使用了同一 id `{id}`");
const UNCOVERED: Label = Label::new("nothing is to be done for class {class}", "等级 {class} 没有任何任务");
const ALONE: Label = Label::new("{place}: `{key}` needs `{needs}` too", "{place}：有 `{key}` 时还须有 `{needs}`");

const DID_YOU_MEAN: Label = Label::new("; did you mean `{name}`?", "，是否指 `{name}`？");
const VALID: Label = Label::new("; valid are {known}", "；可用 {known}");

impl Place {
    fn text(&self) -> Text {
        match self {
            Place::Top => TOP.text(),
            Place::Section(section) => SECTION.with(&[("section", section)]),
            Place::Entry { section, number, id } if id.is_empty() => {
                ENTRY.with(&[("section", section), ("number", number)])
            }
            Place::Entry { section, number, id } => {
                ENTRY_WITH_ID.with(&[("section", section), ("number", number), ("id", id)])
            }
        }
    }
}

impl Shape {
    fn text(self) -> Text {
        match self {
            Shape::Words => Label::new("words in quotation marks", "带引号的文字").text(),
            Shape::WordsOrList => {
                Label::new("words in quotation marks, or a list of these", "带引号的文字或其列表").text()
            }
            Shape::TrueOrFalse => Label::new("true or false", " true 或 false").text(),
            Shape::Date => Label::new("a date such as 2025-03-31", "日期，如 2025-03-31").text(),
            Shape::UpTo(most) => {
                Label::new("a whole number from 1 to {most}", " 1 至 {most} 的整数").with(&[("most", &most)])
            }
            Shape::Time => Label::new(
                "a time of at most ten years such as \"24 hours\", \"3 days\", \"2 weeks\" or \"10 working days\", or one for each class: { I = \"4 hours\", II = \"1 day\" }",
                "不超过十年的时间，如 \"24 hours\"、\"3 days\"、\"2 weeks\"、\"10 working days\"，或按等级分列：{ I = \"4 hours\", II = \"1 day\" }",
            )
            .text(),
            Shape::Sections => Label::new("sections in double brackets", "双方括号小节").text(),
            Shape::Section(name) => {
                Label::new("one section [{name}]", "一个 [{name}] 小节").with(&[("name", &name)])
            }
        }
    }
}

impl Problem {
    /// The problem as a sentence.
    pub fn text(&self) -> Text {
        match self {
            Problem::Syntax { line, message } => SYNTAX.with(&[("line", line), ("message", message)]),
            Problem::UnknownKey { place, key, known, nearest } => {
                UNKNOWN_KEY.with(&[("key", key)]).and("place", place.text()).and("hint", hint(nearest, known))
            }
            Problem::Missing { place, keys } => MISSING.with(&[("keys", keys)]).and("place", place.text()),
            Problem::MissingLanguage { place, key, language } => {
                MISSING_LANGUAGE.with(&[("key", key), ("language", language)]).and("place", place.text())
            }
            Problem::WrongShape { place, key, expected } => {
                WRONG_SHAPE.with(&[("key", key)]).and("place", place.text()).and("expected", expected.text())
            }
            Problem::Empty { place, key } => EMPTY.with(&[("key", key)]).and("place", place.text()),
            Problem::UnknownName { place, key, name, known, nearest } => UNKNOWN_NAME
                .with(&[("key", key), ("name", name)])
                .and("place", place.text())
                .and("hint", hint(nearest, known)),
            Problem::MissingChoice { place, key, known } => {
                MISSING_CHOICE.with(&[("key", key)]).and("place", place.text()).and("hint", hint(&None, known))
            }
            Problem::Unusual { place, key, name, usual } => {
                UNUSUAL.with(&[("key", key), ("name", name), ("usual", usual)]).and("place", place.text())
            }
            Problem::Quoted { place, key, number } => {
                QUOTED.with(&[("key", key), ("number", number)]).and("place", place.text())
            }
            Problem::Reversed { place, from, to } => {
                REVERSED.with(&[("from", from), ("to", to)]).and("place", place.text())
            }
            Problem::DuplicateId { id } => DUPLICATE_ID.with(&[("id", id)]),
            Problem::Uncovered { class } => UNCOVERED.with(&[("class", class)]),
            Problem::Alone { place, key, needs } => {
                ALONE.with(&[("key", key), ("needs", needs)]).and("place", place.text())
            }
        }
    }
}

/// The name that was meant, or all that are valid.
fn hint(nearest: &Option<String>, known: &str) -> Text {
    match nearest {
        Some(name) => DID_YOU_MEAN.with(&[("name", name)]),
        None => VALID.with(&[("known", &known)]),
    }
}
