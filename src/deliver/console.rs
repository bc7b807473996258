//! The only place that prints. Standard output carries data; people read standard error.
//!
//! Control and bidirectional characters from data are made visible before they reach a terminal.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::paragraph::wrapped;
use crate::error::Error;
use crate::exports::InputRecord;
use crate::labels::visible::visible_lines;
use crate::labels::{Label, Lang, Text};
use crate::report::text::Paint;

const ERROR: Label = Label::new("error:", "错误：");
const WARNING: Label = Label::new("warning:", "警告：");
const ROWS: Label = Label::new("{n} rows", "{n} 行");

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verbosity {
    /// Errors only.
    Quiet,
    /// Results and warnings.
    Normal,
    /// What was found in every file as well.
    Verbose,
}

/// Whether colour is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Where standard error is a terminal that knows it and NO_COLOR is not set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The console of a run.
#[derive(Debug)]
pub struct Console {
    lang: Lang,
    verbosity: Verbosity,
    colour: bool,
    bars: bool,
    /// Columns after which sentences are broken, where a person reads them.
    wrap: Option<usize>,
}

impl Console {
    /// A console. `bars` asks for progress bars, which are drawn only on a terminal.
    pub fn new(lang: Lang, verbosity: Verbosity, colour: Colour, bars: bool) -> Console {
        let terminal = io::stderr().is_terminal();
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let colour = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => terminal && !plain,
        };
        // In a file or a pipe each message stays on one line, as logs are searched line by line.
        let wrap = terminal.then(columns);
        Console { lang, verbosity, colour, bars: bars && terminal && verbosity == Verbosity::Normal, wrap }
    }

    /// The language of people.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether colour is used.
    pub fn colour(&self) -> bool {
        self.colour
    }

    /// How many columns a table may take.
    pub fn width(&self) -> usize {
        columns()
    }

    /// Says an error with its hints and exit code.
    pub fn error(&self, error: &Error) {
        let lines = error.lines(self.lang);
        for (at, line) in lines.iter().enumerate() {
            let head = if at == 0 { self.head(ERROR, "1;31") } else { String::new() };
            self.line(&head, line);
        }
    }

    /// Says something the user should know about the result.
    pub fn warning(&self, text: &Text) {
        if self.verbosity != Verbosity::Quiet {
            let head = self.head(WARNING, "1;33");
            self.line(&head, &text.render(self.lang));
        }
    }

    /// Says a line of the result.
    pub fn say(&self, words: &str) {
        if self.verbosity != Verbosity::Quiet {
            self.line("", words);
        }
    }

    /// Says a detail.
    pub fn detail(&self, words: &str) {
        if self.verbosity == Verbosity::Verbose {
            self.line("", words);
        }
    }

    /// Says a table that is already laid out; only its own colours are let through.
    pub fn table(&self, lines: &str) {
        if self.verbosity != Verbosity::Quiet {
            let _ = writeln!(io::stderr().lock(), "{}", lines.trim_end_matches('\n'));
        }
    }

    /// Whether tables may use escape codes.
    pub fn paint(&self) -> Paint {
        if self.colour { Paint::Ansi } else { Paint::Plain }
    }

    /// Says what every input was taken for.
    pub fn inputs(&self, inputs: &[InputRecord]) {
        for input in inputs {
            let found: Vec<&str> = [input.encoding.as_deref(), input.delimiter.as_deref(), input.date_order.as_deref()]
                .into_iter()
                .flatten()
                .collect();
            let columns: Vec<String> =
                input.columns.iter().map(|column| format!("{} → {}", column.header, column.column)).collect();
            let rows = ROWS.with(&[("n", &crate::report::number::count(i128::from(input.rows)))]).render(self.lang);
            self.detail(&format!("{}   {} · {} · {rows}", input.path, input.format, found.join(" · ")));
            self.detail(&format!("  {}", columns.join(", ")));
        }
    }

    /// Puts text on standard output. A closed pipe is no failure.
    pub fn print(&self, words: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match out.write_all(words.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }

    /// A progress bar for a stage that counts rows.
    pub fn stage(&self, name: &str) -> Stage {
        let target = if self.bars { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {prefix}  {msg}") {
            bar.set_style(style);
        }
        bar.set_prefix(name.to_string());
        if self.bars {
            bar.enable_steady_tick(Duration::from_millis(120));
        }
        Stage { bar, lang: self.lang }
    }

    /// The word before a message; Chinese punctuation brings its own space.
    fn head(&self, label: Label, style: &str) -> String {
        let gap = if self.lang == Lang::En { " " } else { "" };
        format!("{}{gap}", self.painted(label.get(self.lang), style))
    }

    fn painted(&self, words: &str, style: &str) -> String {
        if self.colour { format!("\u{1b}[{style}m{words}\u{1b}[0m") } else { words.to_string() }
    }

    fn line(&self, head: &str, words: &str) {
        let line = format!("{head}{}", visible_lines(words));
        let line = match self.wrap {
            Some(width) => wrapped(&line, width),
            None => line,
        };
        // Nothing can be done where standard error is closed.
        let _ = writeln!(io::stderr().lock(), "{line}");
    }
}

fn columns() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let found = terminal_size::terminal_size_of(io::stderr()).map(|(columns, _)| usize::from(columns.0));
    told.or(found).unwrap_or(80).clamp(40, 160)
}

/// A running stage.
#[derive(Debug)]
pub struct Stage {
    bar: ProgressBar,
    lang: Lang,
}

impl Stage {
    /// Counts rows.
    pub fn add(&self, rows: u64) {
        self.bar.inc(rows);
        let count = crate::report::number::count(i128::from(self.bar.position()));
        self.bar.set_message(ROWS.with(&[("n", &count)]).render(self.lang));
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
