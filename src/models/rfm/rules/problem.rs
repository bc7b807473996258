//! What can be wrong with a rule file, as sentences. It finds no problem itself.

use crate::labels::{Label, Text};

/// The part of a rule file a problem lies in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Outside of any table.
    Top,
    /// The table `[others]`.
    Others,
    /// A `[[segment]]`, by its id, or by `#n` when it has none.
    Rule(String),
}

/// What a value should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `true` or `false`.
    TrueOrFalse,
    /// A text in quotes.
    Words,
    /// A pair of whole numbers.
    Pair,
    /// A pair of wordings.
    Wordings,
    /// A table.
    Table,
    /// Tables headed by double brackets.
    Tables,
}

/// One problem of a rule file. Score combinations are written as three digits, R, F, M.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum RuleProblem {
    /// The number of scores is not in 2..=9.
    Bins { bins: u8 },
    /// Not TOML; `line` counts from 1 and `message` is the parser's own, in English.
    Syntax { line: usize, message: String },
    /// A key nobody reads, with the known key nearest to it.
    UnknownKey { place: Place, key: String, nearest: Option<&'static str> },
    /// A required key is missing.
    MissingKey { place: Place, key: &'static str },
    /// `label` or `action` lacks a language, or the wording is blank.
    MissingLanguage { place: Place, key: &'static str, language: &'static str },
    /// A value of the wrong shape.
    WrongShape { place: Place, key: String, expected: Shape },
    /// An id that is not snake_case.
    BadId { id: String },
    /// Two segments with one id.
    DuplicateId { id: String },
    /// A score outside 1..=bins, or the lower bound above the upper one.
    BadBounds { rule: String, dimension: &'static str, low: i64, high: i64, bins: u8 },
    /// There is no `[[segment]]`.
    NoSegments,
    /// More segments than nine scores have combinations; nothing else is looked at.
    TooManySegments { count: usize, most: usize },
    /// Two rules share score combinations and `first_match` is not set.
    Overlap { first: String, second: String, cells: Vec<String>, count: usize },
    /// Score combinations no rule covers, at most five named, and no `[others]`.
    Gap { cells: Vec<String>, count: usize },
    /// Every combination of a rule is already taken by earlier rules.
    Unreachable { rule: String, by: Vec<String> },
}

const BINS: Label = Label::new("the number of scores must be 2 to 9, not {n}", "分数的档数须为 2 至 9，而不是 {n}");
const SYNTAX: Label = Label::new("line {line}: not valid TOML: {message}", "第 {line} 行不是有效的 TOML：{message}");
const UNKNOWN: Label = Label::new("{place}: unknown key \"{key}\"", "{place}：未知的键“{key}”");
const UNKNOWN_NEAR: Label = Label::new(
    "{place}: unknown key \"{key}\"; did you mean \"{nearest}\"?",
    "{place}：未知的键“{key}”，是否想写“{nearest}”？",
);
const MISSING_KEY: Label = Label::new("{place}: \"{key}\" is missing", "{place}：缺少“{key}”");
const MISSING_LANGUAGE: Label =
    Label::new("{place}: \"{key}\" has no wording in \"{language}\"", "{place}：“{key}”缺少“{language}”语言的文字");
const WRONG_SHAPE: Label = Label::new("{place}: \"{key}\" must be {expected}", "{place}：“{key}”须为{expected}");
const BAD_ID: Label = Label::new(
    "segment \"{id}\": an id is lower-case letters, digits and underscores, beginning with a letter",
    "客户群“{id}”：id 只能由小写字母、数字和下划线组成，且以字母开头",
);
const DUPLICATE_ID: Label = Label::new("more than one segment has the id \"{id}\"", "有多个客户群使用同一个 id“{id}”");
const OUT_OF_RANGE: Label = Label::new(
    "segment \"{rule}\": {dimension} = [{low}, {high}] leaves the scores 1 to {bins}",
    "客户群“{rule}”：{dimension} = [{low}, {high}] 超出分数范围 1 至 {bins}",
);
const REVERSED: Label = Label::new(
    "segment \"{rule}\": {dimension} = [{low}, {high}] has its lower bound above its upper bound",
    "客户群“{rule}”：{dimension} = [{low}, {high}] 的下限大于上限",
);
const NO_SEGMENTS: Label = Label::new("there is no [[segment]]", "没有任何 [[segment]]");
const TOO_MANY_SEGMENTS: Label = Label::new(
    "there are {n} segments, and no more than {most} score combinations to share out among them",
    "共有 {n} 个客户群，而可分配的分数组合最多只有 {most} 个",
);
const OVERLAP: Label = Label::new(
    "segments \"{first}\" and \"{second}\" both cover {n:score combination|score combinations} ({cells}); \
     narrow one, or set first_match = true",
    "客户群“{first}”与“{second}”同时覆盖 {n} 个分数组合（{cells}）；请缩小其中一个的范围，或设置 first_match = true",
);
const GAP: Label = Label::new(
    "no rule covers {n:score combination|score combinations} ({cells}); extend a rule, or declare [others]",
    "有 {n} 个分数组合没有任何规则覆盖（{cells}）；请扩大某条规则的范围，或声明 [others]",
);
const UNREACHABLE: Label = Label::new(
    "segment \"{rule}\" can never match: earlier rules take all of its scores ({by})",
    "客户群“{rule}”永远不会匹配：它的全部分数已被前面的规则占用（{by}）",
);
const TOP: Label = Label::new("top level", "顶层");
const OTHERS: Label = Label::new("[others]", "[others]");
const RULE: Label = Label::new("segment \"{rule}\"", "客户群“{rule}”");

impl RuleProblem {
    /// The problem as a sentence.
    pub fn text(&self) -> Text {
        match self {
            RuleProblem::Bins { bins } => BINS.with(&[("n", bins)]),
            RuleProblem::Syntax { line, message } => SYNTAX.with(&[("line", line), ("message", message)]),
            RuleProblem::UnknownKey { place, key, nearest: None } => {
                UNKNOWN.with(&[("key", key)]).and("place", place.text())
            }
            RuleProblem::UnknownKey { place, key, nearest: Some(nearest) } => {
                UNKNOWN_NEAR.with(&[("key", key), ("nearest", nearest)]).and("place", place.text())
            }
            RuleProblem::MissingKey { place, key } => MISSING_KEY.with(&[("key", key)]).and("place", place.text()),
            RuleProblem::MissingLanguage { place, key, language } => {
                MISSING_LANGUAGE.with(&[("key", key), ("language", language)]).and("place", place.text())
            }
            RuleProblem::WrongShape { place, key, expected } => {
                WRONG_SHAPE.with(&[("key", key)]).and("place", place.text()).and("expected", expected.text())
            }
            RuleProblem::BadId { id } => BAD_ID.with(&[("id", id)]),
            RuleProblem::DuplicateId { id } => DUPLICATE_ID.with(&[("id", id)]),
            RuleProblem::BadBounds { rule, dimension, low, high, bins } => {
                let in_range = |score: &i64| (1..=i64::from(*bins)).contains(score);
                let sentence = if in_range(low) && in_range(high) { REVERSED } else { OUT_OF_RANGE };
                sentence.with(&[("rule", rule), ("dimension", dimension), ("low", low), ("high", high), ("bins", bins)])
            }
            RuleProblem::NoSegments => NO_SEGMENTS.text(),
            RuleProblem::TooManySegments { count, most } => TOO_MANY_SEGMENTS.with(&[("n", count), ("most", most)]),
            RuleProblem::Overlap { first, second, cells, count } => {
                OVERLAP.with(&[("first", first), ("second", second), ("n", count), ("cells", &listed(cells, *count))])
            }
            RuleProblem::Gap { cells, count } => GAP.with(&[("n", count), ("cells", &listed(cells, *count))]),
            RuleProblem::Unreachable { rule, by } => UNREACHABLE.with(&[("rule", rule), ("by", &by.join(", "))]),
        }
    }
}

/// The named cells, with an ellipsis when there are more than are named.
fn listed(cells: &[String], count: usize) -> String {
    let dots = if count > cells.len() { ", …" } else { "" };
    format!("{}{dots}", cells.join(", "))
}

impl Place {
    fn text(&self) -> Text {
        match self {
            Place::Top => TOP.text(),
            Place::Others => OTHERS.text(),
            Place::Rule(rule) => RULE.with(&[("rule", rule)]),
        }
    }
}

impl Shape {
    fn text(self) -> Text {
        match self {
            Shape::TrueOrFalse => Label::new("true or false", " true 或 false"),
            Shape::Words => Label::new("a text in quotes", "带引号的文字"),
            Shape::Pair => Label::new("a pair of whole numbers such as [4, 5]", "一对整数，例如 [4, 5]"),
            Shape::Wordings => Label::new(
                "wordings such as { en = \"…\", zh = \"…\" }",
                "两种语言的文字，例如 { en = \"…\", zh = \"…\" }",
            ),
            Shape::Table => Label::new("a table", "一个表"),
            Shape::Tables => Label::new("tables headed [[segment]]", "以 [[segment]] 开头的表"),
        }
        .text()
    }
}
