//! What can go wrong, said so that a person can act on it, and the one table from kind to exit code.
//!
//! An [`Error`] holds every problem found, not the first one. A problem says where, what and why; its hints are data
//! beside the message, rendered as `hint:` lines. This file knows no command.

use std::fmt;

use crate::labels::visible::visible;
use crate::labels::{Label, Lang, Text};

/// The kinds of failure a caller can tell apart by the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A fault of huike itself.
    Internal,
    /// A flag or a setting is wrong.
    Usage,
    /// An input is missing or cannot be read at all.
    Input,
    /// An input was read but breaks the data contract.
    Contract,
    /// A result cannot be written.
    Output,
    /// The data cannot bear the model asked for.
    Model,
    /// A threshold of `--fail-on` was crossed; the results are written.
    Threshold,
    /// Another run holds the output folder.
    Locked,
    /// Stopped by a signal (its number).
    Interrupted(i32),
}

impl Kind {
    /// The exit code. These numbers are an interface: they are only ever added to.
    pub fn exit_code(self) -> u8 {
        match self {
            Kind::Internal => 1,
            Kind::Usage => 2,
            Kind::Input => 3,
            Kind::Contract => 4,
            Kind::Output => 5,
            Kind::Model => 6,
            Kind::Threshold => 10,
            Kind::Locked => 75,
            Kind::Interrupted(signal) => 128u8.saturating_add(u8::try_from(signal).unwrap_or(2)),
        }
    }
}

/// One problem: where it is, what it is, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// File, folder or setting, as the user wrote it.
    pub place: Option<String>,
    /// What is wrong and why.
    pub what: Text,
    /// Next steps, one line each.
    pub hints: Vec<Text>,
}

impl Problem {
    /// A problem without a place.
    pub fn new(what: Text) -> Problem {
        Problem { place: None, what, hints: Vec::new() }
    }

    /// A problem of the file, folder or setting named `place`.
    pub fn at(place: impl fmt::Display, what: Text) -> Problem {
        Problem { place: Some(place.to_string()), what, hints: Vec::new() }
    }

    /// Adds a next step.
    #[must_use]
    pub fn hint(mut self, hint: Text) -> Problem {
        self.hints.push(hint);
        self
    }
}

/// A failed run: its kind and everything that was found wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Decides the exit code.
    pub kind: Kind,
    /// At least one.
    pub problems: Vec<Problem>,
}

const SEVERAL: Label = Label::new(
    "{n} problems must be solved before the exports can be used:",
    "须先解决以下 {n} 个问题，数据才能使用：",
);
const SEVERAL_CROSSED: Label =
    Label::new("{n} thresholds are crossed; the results are written:", "已超过 {n} 个阈值，结果已写出：");
const HINT: Label = Label::new("hint: ", "提示：");

impl Error {
    /// An error of one problem.
    pub fn new(kind: Kind, problem: Problem) -> Error {
        Error { kind, problems: vec![problem] }
    }

    /// An error of all `problems`, or nothing where there are none.
    pub fn check(kind: Kind, problems: Vec<Problem>) -> Result<(), Error> {
        if problems.is_empty() { Ok(()) } else { Err(Error { kind, problems }) }
    }

    /// A fault of huike itself, with the words of whatever noticed it.
    pub fn internal(words: impl fmt::Display) -> Error {
        Error::new(Kind::Internal, Problem::new(Text::verbatim(words)))
    }

    /// The lines a person reads: one problem a line with its hints below, all of them.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let mut lines = Vec::new();
        let indent = if self.problems.len() > 1 {
            let head = if self.kind == Kind::Threshold { SEVERAL_CROSSED } else { SEVERAL };
            lines.push(head.with(&[("n", &self.problems.len())]).render(lang));
            "  "
        } else {
            ""
        };
        for problem in &self.problems {
            let what = visible(&problem.what.render(lang)).into_owned();
            lines.push(match &problem.place {
                Some(place) => format!("{indent}{}: {what}", visible(place)),
                None => format!("{indent}{what}"),
            });
            lines.extend(
                problem.hints.iter().map(|hint| format!("{indent}  {}{}", HINT.get(lang), visible(&hint.render(lang)))),
            );
        }
        lines
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines(Lang::En).join("\n"))
    }
}

impl std::error::Error for Error {}
