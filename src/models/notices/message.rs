//! One message for one customer, from a template. Values are inserted as they are: what looks like a placeholder inside
//! a value is not filled. It sends nothing.

use super::addressee::Addressee;
use super::facts::RecallFacts;
use super::harmless;
use super::placeholder::Placeholder;
use super::template::{Line, Part, Template};
use super::values::value;
use crate::labels::Lang;
use crate::models::contacts::Channel;

/// A message ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Subject of an e-mail, on one line; empty for other channels.
    pub subject: String,
    /// Text; on one line for an SMS.
    pub body: String,
}

/// Whether line breaks in values are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Breaks {
    Kept,
    Flattened,
}

/// Fills `template` for one customer. Lines whose placeholders are all empty are left out, and of several blank lines
/// one stays. The lines of an SMS are joined to one, each closed by a full stop where it has no closing mark.
pub fn render(template: &Template, facts: &RecallFacts, addressee: &Addressee) -> Message {
    let filled = |line: &Line, breaks| {
        fill(line, |placeholder| {
            let raw = value(placeholder, facts, addressee, template.lang);
            if breaks == Breaks::Kept && placeholder.keeps_lines() {
                harmless::lines(&raw)
            } else {
                harmless::one_line(&raw)
            }
        })
    };
    let subject = template.subject.as_ref().and_then(|line| filled(line, Breaks::Flattened)).unwrap_or_default();
    let body = if template.channel == Channel::Sms {
        sentences(template.body.iter().filter_map(|line| filled(line, Breaks::Flattened)), template.lang)
    } else {
        paragraphs(template.body.iter().filter_map(|line| filled(line, Breaks::Kept)))
    };
    Message { subject: subject.trim().to_string(), body }
}

/// The words of a line, or `None` where all of its placeholders are empty.
fn fill(line: &Line, value: impl Fn(Placeholder) -> String) -> Option<String> {
    let mut words = String::new();
    let (mut holes, mut filled) = (0, 0);
    for part in line {
        match part {
            Part::Words(plain) => words.push_str(plain),
            Part::Hole(placeholder) => {
                let value = value(*placeholder);
                holes += 1;
                filled += usize::from(!value.is_empty());
                words.push_str(&value);
            }
        }
    }
    (holes == 0 || filled > 0).then_some(words)
}

fn paragraphs(lines: impl Iterator<Item = String>) -> String {
    let mut kept: Vec<String> = Vec::new();
    for line in lines {
        let line = line.trim_end();
        if !line.is_empty() || kept.last().is_some_and(|above| !above.is_empty()) {
            kept.push(line.to_string());
        }
    }
    kept.join("\n").trim_end().to_string()
}

fn sentences(lines: impl Iterator<Item = String>, lang: Lang) -> String {
    let (between, stop) = match lang {
        Lang::En => (" ", '.'),
        Lang::Zh => ("", '。'),
    };
    let mut sentences: Vec<String> =
        lines.map(|line| line.trim().to_string()).filter(|line| !line.is_empty()).collect();
    for sentence in &mut sentences {
        if sentence.ends_with(|last: char| last.is_alphanumeric() || matches!(last, ')' | '）')) {
            sentence.push(stop);
        }
    }
    sentences.join(between)
}
