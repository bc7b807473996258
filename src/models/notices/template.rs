//! Templates of notices: the text of one channel in one language, with placeholders in braces. It fills none.
//!
//! `{hazard}` is a placeholder, `{{` and `}}` are braces. A line whose placeholders are all empty is left out. The first
//! line of an e-mail is `Subject: …`.

use super::placeholder::Placeholder;
use crate::labels::{Label, Lang, Text};
use crate::models::checked_toml::nearest;
use crate::models::contacts::Channel;

/// A checked template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Channel it is for.
    pub channel: Channel,
    /// Language it is in.
    pub lang: Lang,
    /// Subject of an e-mail.
    pub(super) subject: Option<Line>,
    pub(super) body: Vec<Line>,
}

pub(super) type Line = Vec<Part>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Words(String),
    Hole(Placeholder),
}

/// One problem of a template; lines are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum TemplateProblem {
    /// No placeholder has this name.
    UnknownPlaceholder { line: usize, name: String, nearest: Option<&'static str> },
    /// A `{` without its `}` on the same line.
    Unclosed { line: usize },
    /// An e-mail whose first line is no subject.
    NoSubject,
    /// No text at all.
    Empty,
}

const UNKNOWN: Label = Label::new(
    "line {line}: `{open}{name}{close}` is no placeholder; valid are {known}",
    "第 {line} 行：没有占位符 `{open}{name}{close}`；可用 {known}",
);
const MISTYPED: Label = Label::new(
    "line {line}: `{open}{name}{close}` is no placeholder; did you mean `{open}{nearest}{close}`?",
    "第 {line} 行：没有占位符 `{open}{name}{close}`，是否指 `{open}{nearest}{close}`？",
);
const UNCLOSED: Label = Label::new(
    "line {line}: a `{open}` has no `{close}`; write `{open}{open}` for the sign itself",
    "第 {line} 行：`{open}` 没有对应的 `{close}`；如需该符号本身，请写 `{open}{open}`",
);
const NO_SUBJECT: Label = Label::new(
    "the first line of an e-mail must be its subject: `Subject: …`",
    "邮件模板的第一行须为主题：`Subject: …`",
);
const EMPTY: Label = Label::new("the template is empty", "模板为空");

impl TemplateProblem {
    /// The problem as a sentence.
    pub fn text(&self) -> Text {
        let (open, close) = ("{", "}");
        match self {
            TemplateProblem::UnknownPlaceholder { line, name, nearest: Some(nearest) } => MISTYPED.with(&[
                ("line", line),
                ("name", name),
                ("nearest", nearest),
                ("open", &open),
                ("close", &close),
            ]),
            TemplateProblem::UnknownPlaceholder { line, name, nearest: None } => {
                let known = Placeholder::NAMES.map(|(name, _)| name).join(", ");
                let values = UNKNOWN.with(&[("line", line), ("name", name), ("known", &known)]);
                values.and("open", Text::verbatim(open)).and("close", Text::verbatim(close))
            }
            TemplateProblem::Unclosed { line } => UNCLOSED.with(&[("line", line), ("open", &open), ("close", &close)]),
            TemplateProblem::NoSubject => NO_SUBJECT.text(),
            TemplateProblem::Empty => EMPTY.text(),
        }
    }
}

impl Template {
    /// The text of the template that comes with the program.
    pub fn default_text(channel: Channel, lang: Lang) -> &'static str {
        match (channel, lang) {
            (Channel::Email, Lang::En) => include_str!("templates/en/email.txt"),
            (Channel::Sms, Lang::En) => include_str!("templates/en/sms.txt"),
            (Channel::Letter, Lang::En) => include_str!("templates/en/letter.txt"),
            (Channel::Phone, Lang::En) => include_str!("templates/en/phone.txt"),
            (Channel::Email, Lang::Zh) => include_str!("templates/zh/email.txt"),
            (Channel::Sms, Lang::Zh) => include_str!("templates/zh/sms.txt"),
            (Channel::Letter, Lang::Zh) => include_str!("templates/zh/letter.txt"),
            (Channel::Phone, Lang::Zh) => include_str!("templates/zh/phone.txt"),
        }
    }

    /// The template that comes with the program.
    pub fn built_in(channel: Channel, lang: Lang) -> Template {
        read(Template::default_text(channel, lang), channel, lang).0
    }

    /// Reads and checks a template.
    ///
    /// # Errors
    /// Every problem of the text.
    pub fn parse(text: &str, channel: Channel, lang: Lang) -> Result<Template, Vec<TemplateProblem>> {
        let (template, problems) = read(text, channel, lang);
        if problems.is_empty() { Ok(template) } else { Err(problems) }
    }

    /// Subject and body, line by line.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.subject.iter().chain(&self.body)
    }
}

fn read(text: &str, channel: Channel, lang: Lang) -> (Template, Vec<TemplateProblem>) {
    let mut problems = Vec::new();
    let text = text.trim_start_matches('\u{feff}').trim_end();
    let mut lines = (1..).zip(text.lines()).peekable();
    let mut subject = None;
    if channel == Channel::Email {
        subject = lines.next_if(|(_, first)| subject_of(first).is_some());
        if subject.is_none() {
            problems.push(TemplateProblem::NoSubject);
        }
    }
    let subject = subject.and_then(|(number, first)| subject_of(first).map(|words| line(number, words, &mut problems)));
    let body: Vec<Line> = lines.map(|(number, words)| line(number, words.trim_end(), &mut problems)).collect();
    if body.iter().all(Vec::is_empty) {
        problems.push(TemplateProblem::Empty);
    }
    (Template { channel, lang, subject, body }, problems)
}

fn subject_of(first: &str) -> Option<&str> {
    ["Subject:", "主题：", "主题:"].into_iter().find_map(|start| first.strip_prefix(start)).map(str::trim)
}

fn line(number: usize, words: &str, problems: &mut Vec<TemplateProblem>) -> Line {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = words;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        if let Some(after) = from.strip_prefix("{{").or_else(|| from.strip_prefix("}}")) {
            plain.push_str(&from[..1]);
            rest = after;
        } else if let Some(after) = from.strip_prefix('}') {
            plain.push('}');
            rest = after;
        } else if let Some((name, after)) = from[1..].split_once('}') {
            match Placeholder::from_name(name.trim()) {
                Some(placeholder) => {
                    if !plain.is_empty() {
                        parts.push(Part::Words(std::mem::take(&mut plain)));
                    }
                    parts.push(Part::Hole(placeholder));
                }
                None => {
                    let nearest = nearest(name, Placeholder::NAMES.map(|(known, _)| known));
                    problems.push(TemplateProblem::UnknownPlaceholder { line: number, name: name.into(), nearest });
                }
            }
            rest = after;
        } else {
            problems.push(TemplateProblem::Unclosed { line: number });
            rest = "";
        }
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        parts.push(Part::Words(plain));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::contacts::CHANNELS;

    #[test]
    fn built_in_templates_have_no_problem() {
        for channel in CHANNELS {
            for lang in [Lang::En, Lang::Zh] {
                let text = Template::default_text(channel, lang);
                assert_eq!(Template::parse(text, channel, lang), Ok(Template::built_in(channel, lang)), "{channel:?}");
            }
        }
    }

    #[test]
    fn braces_are_written_twice() {
        let template = Template::parse("a {{name}} { name } }b}}", Channel::Sms, Lang::En).unwrap();
        let words = |words: &str| Part::Words(words.to_string());
        assert_eq!(template.body, [[words("a {name} "), Part::Hole(Placeholder::Name), words(" }b}")]]);
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let text = "Dear {nam}\n{hazzard} {colour}\n{lots";
        let problems = Template::parse(text, Channel::Email, Lang::En).unwrap_err();
        let unknown =
            |line, name: &str, nearest| TemplateProblem::UnknownPlaceholder { line, name: name.to_string(), nearest };
        let expected = [
            TemplateProblem::NoSubject,
            unknown(1, "nam", Some("name")),
            unknown(2, "hazzard", Some("hazard")),
            unknown(2, "colour", None),
            TemplateProblem::Unclosed { line: 3 },
        ];
        assert_eq!(problems, expected);
        for problem in &problems {
            let [en, zh] = [Lang::En, Lang::Zh].map(|lang| problem.text().render(lang));
            assert!(en != zh && !en.contains("{open}") && !zh.contains("{close}"), "{en} {zh}");
        }
        assert_eq!(problems[1].text().render(Lang::En), "line 1: `{nam}` is no placeholder; did you mean `{name}`?");
        assert_eq!(Template::parse(" \n", Channel::Sms, Lang::En).unwrap_err(), [TemplateProblem::Empty]);
        assert_eq!(Template::parse("主题：a", Channel::Email, Lang::Zh).unwrap_err(), [TemplateProblem::Empty]);
    }
}
