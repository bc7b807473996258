//! What a check of a notice found, as sentences. It checks nothing.

use super::element::Element;
use crate::labels::{Label, Text};

/// One thing that is wrong with a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that asks for it; `None` for good practice that no rule named here asks for.
    pub rule: Option<Label>,
    /// What kind of fault it is.
    pub severity: Severity,
    /// The part of the notice.
    pub element: Element,
    /// What is wrong.
    pub what: Text,
    /// What to do about it.
    pub next: Text,
}

/// The kind of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something that must be said is not said.
    Missing,
    /// Words play the hazard down.
    Minimising,
    /// It is said, but in an unfit form.
    Format,
}

impl Severity {
    /// The name in data files.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Missing => "missing",
            Severity::Minimising => "minimising",
            Severity::Format => "format",
        }
    }

    /// The name for people.
    pub fn label(self) -> Label {
        match self {
            Severity::Missing => Label::new("missing", "缺失"),
            Severity::Minimising => Label::new("minimising", "淡化风险"),
            Severity::Format => Label::new("format", "格式"),
        }
    }
}

const MISSING: Label = Label::new("missing from the notice: {element}", "通知中缺少{element}");
const ADD_FACT: Label = Label::new("add `{key}` to the recall file", "请在召回文件中补充 `{key}`");
const ADD_HOLE: Label = Label::new("put `{hole}` into the template", "请在模板中加入 `{hole}`");
const ADD_HEADING: Label =
    Label::new("give the notice a line of its own with this heading", "请在通知中单独一行写明该标题");
const ADD_WEB: Label = Label::new(
    "put `{web}`, or `{what_to_do}` and `{remedy}`, into the template",
    "请在模板中加入 `{web}`，或 `{what_to_do}` 和 `{remedy}`",
);
const ADD_WORDS: Label = Label::new("say it in the template", "请在模板中写明");
const MINIMISING: Label = Label::new("\"{word}\" plays the hazard down", "“{word}”会淡化风险");
const SAY_PLAINLY: Label =
    Label::new("leave it out and say plainly what can happen", "请删去该措辞，直接写明可能的后果");
const TOO_LONG: Label =
    Label::new("the notice has {length} words, more than {most}", "通知共 {length} 字，超过 {most} 字");
const SHORTEN: Label =
    Label::new("shorten the facts of the recall file, or the template", "请精简召回文件中的说明，或精简模板");
const TOO_MANY_SEGMENTS: Label =
    Label::new("the SMS takes {count} segments, more than {most}", "短信需 {count} 段，超过 {most} 段");
const REPLACE_SIGN: Label = Label::new(
    "replace `{sign}`, which cuts a segment from 153 characters to 67, or shorten the text",
    "请替换 `{sign}`（它使每段由 153 个字符减至 67 个），或精简文字",
);

impl Finding {
    /// A part whose value the recall file does not give.
    pub(super) fn no_fact(rule: Label, element: Element) -> Finding {
        Finding::missing(rule, element, ADD_FACT.with(&[("key", &element.key())]))
    }

    /// A part that the template has no placeholder or words for.
    pub(super) fn not_in_template(rule: Label, element: Element) -> Finding {
        let next = match element.holes().first() {
            Some(hole) => ADD_HOLE.with(&[("hole", &format!("{{{}}}", hole.name()))]),
            None if element == Element::Heading => ADD_HEADING.text(),
            None if element == Element::FullNotice => ADD_WEB.text(),
            None => ADD_WORDS.text(),
        };
        Finding::missing(rule, element, next)
    }

    fn missing(rule: Label, element: Element, next: Text) -> Finding {
        let what = MISSING.text().and("element", element.label().text());
        Finding { rule: Some(rule), severity: Severity::Missing, element, what, next }
    }

    /// A word that plays the hazard down.
    pub(super) fn minimising(rule: Option<Label>, word: &str) -> Finding {
        let what = MINIMISING.with(&[("word", &word)]);
        let severity = Severity::Minimising;
        Finding { rule, severity, element: Element::PlainWords, what, next: SAY_PLAINLY.text() }
    }

    /// A notice longer than is brief.
    pub(super) fn too_long(rule: Label, length: usize, most: usize) -> Finding {
        let what = TOO_LONG.with(&[("length", &length), ("most", &most)]);
        let severity = Severity::Format;
        Finding { rule: Some(rule), severity, element: Element::Brevity, what, next: SHORTEN.text() }
    }

    /// An SMS of too many segments; `sign` is the character that makes them short where it could be avoided.
    pub(super) fn too_many_segments(count: usize, most: usize, sign: Option<char>) -> Finding {
        let what = TOO_MANY_SEGMENTS.with(&[("count", &count), ("most", &most)]);
        let next = sign.map_or(SHORTEN.text(), |sign| REPLACE_SIGN.with(&[("sign", &sign)]));
        Finding { rule: None, severity: Severity::Format, element: Element::SmsLength, what, next }
    }
}
