//! `huike.toml`: keys are the long names of flags, at the top for all commands, in `[segment]` and so on for one.
//! `[map.orders]` holds `column = "header"` pairs. Paths are relative to the file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, Command, ValueHint};
use toml::{Table, Value};

use crate::error::{Error, Kind, Problem};
use crate::exports::columns::suggest;
use crate::exports::small_file;
use crate::labels::{Label, Lang, Text};

const SYNTAX: Label = Label::new("is not valid TOML: {why}", "不是有效的 TOML：{why}");
const AT_LINE: Label = Label::new("line {line}: {why}", "第 {line} 行：{why}");
const UNKNOWN_KEY: Label = Label::new("`{key}` is not a setting of `{command}`", "`{key}` 不是 `{command}` 的设置项");
const UNKNOWN_SECTION: Label =
    Label::new("`[{key}]` is neither a command nor `map`", "`[{key}]` 既不是命令也不是 `map`");
const WRONG_KIND: Label = Label::new(
    "`{key}` must be a text, a number, true or false, or a list of these",
    "`{key}` 须为文本、数字、true/false 或其列表",
);
const NOT_IN_FILE: Label = Label::new("`{key}` cannot be set in a settings file", "`{key}` 不能写在设置文件中");

/// Name of the file looked for in the working folder.
pub(super) const FILE_NAME: &str = "huike.toml";

/// Settings of one command, by the id of its flag.
#[derive(Debug, Default)]
pub(super) struct Config {
    pub(super) values: BTreeMap<String, Vec<String>>,
}

impl Config {
    /// Reads the settings for `command` from `path`.
    pub(super) fn read(path: &Path, command: &Command) -> Result<Config, Error> {
        let place = path.display().to_string();
        let usage = |problem: Problem| Error::new(Kind::Usage, problem);
        let text = small_file::read(path).map_err(usage)?;
        let table: Table = toml::from_str(&text).map_err(|why: toml::de::Error| {
            let line = why.span().map(|span| text[..span.start.min(text.len())].lines().count().max(1));
            let words = match line {
                Some(line) => AT_LINE.with(&[("line", &line), ("why", &why.message())]),
                None => Text::verbatim(why.message()),
            };
            usage(Problem::at(&place, SYNTAX.text().and("why", words)))
        })?;
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let mut reader = Reader { command, folder, place, config: Config::default(), problems: Vec::new() };
        reader.read(&table);
        Error::check(Kind::Usage, reader.problems)?;
        Ok(reader.config)
    }

    /// The language that a file of settings asks for, even where the rest of it is wrong.
    pub(super) fn language(path: &Path, command: &str) -> Option<Lang> {
        let table: Table = toml::from_str(&small_file::read(path).ok()?).ok()?;
        let own = table.get(command).and_then(|section| section.get("lang"));
        own.or_else(|| table.get("lang"))?.as_str().and_then(Lang::named)
    }

    /// Drops what a flag that `is_given` cannot stand beside: `orders` on the command line outweighs `histories` here.
    pub(super) fn give_way(&mut self, command: &Command, is_given: &dyn Fn(&str) -> bool) {
        let excludes = |one: &Arg, other: &str| {
            command.get_arg_conflicts_with(one).iter().any(|arg| arg.get_id().as_str() == other)
        };
        let given: Vec<&Arg> = command.get_arguments().filter(|arg| is_given(arg.get_id().as_str())).collect();
        for own in command.get_arguments() {
            let id = own.get_id().as_str();
            if given.iter().any(|arg| excludes(arg, id) || excludes(own, arg.get_id().as_str())) {
                self.values.remove(id);
            }
        }
    }

    /// Lays the settings under the flags of `command`.
    pub(super) fn lay_under(&self, command: Command) -> Command {
        self.values.iter().fold(command, |command, (id, values)| {
            let values: Vec<clap::builder::OsStr> = values.iter().map(|value| value.clone().into()).collect();
            command.mut_arg(id, |arg| arg.default_values(values))
        })
    }
}

struct Reader<'a> {
    command: &'a Command,
    folder: PathBuf,
    place: String,
    config: Config,
    problems: Vec<Problem>,
}

const COMMANDS: [&str; 6] = ["inspect", "segment", "churn-score", "recall-scope", "satisfaction-report", "lot-signals"];

impl Reader<'_> {
    fn read(&mut self, table: &Table) {
        for (key, value) in table.iter().filter(|(_, value)| !value.is_table()) {
            self.setting(key, value, Scope::All);
        }
        for (key, section) in table.iter().filter_map(|(key, value)| value.as_table().map(|table| (key, table))) {
            if key == "map" {
                self.maps(section);
            } else if key == self.command.get_name() {
                section.iter().for_each(|(key, value)| self.setting(key, value, Scope::Command));
            } else if !COMMANDS.contains(&key.as_str()) {
                let problem = Problem::at(&self.place, UNKNOWN_SECTION.with(&[("key", key)]));
                self.problems.push(suggest(problem, key, COMMANDS.into_iter().chain(["map"])));
            }
        }
    }

    fn setting(&mut self, key: &str, value: &Value, scope: Scope) {
        let command = self.command;
        let named = |arg: &&Arg| arg.get_long().is_some_and(|long| long == key.replace('_', "-"));
        let Some(arg) = command.get_arguments().find(named) else {
            // A setting at the top is for all commands; not every command need have it.
            if scope == Scope::Command || !known_somewhere(key) {
                let what = UNKNOWN_KEY.with(&[("key", &key), ("command", &command.get_name())]);
                let names = command.get_arguments().filter_map(Arg::get_long);
                self.problems.push(suggest(Problem::at(&self.place, what), key, names));
            }
            return;
        };
        if matches!(key, "config" | "no-config" | "no_config") {
            self.problems.push(Problem::at(&self.place, NOT_IN_FILE.with(&[("key", &key)])));
            return;
        }
        let values = match value {
            Value::Array(items) => items.iter().map(scalar).collect(),
            other => scalar(other).map(|value| vec![value]),
        };
        match values {
            Some(values) => {
                let values = values.into_iter().map(|value| self.place_path(arg, value)).collect();
                self.config.values.insert(arg.get_id().to_string(), values);
            }
            None => self.problems.push(Problem::at(&self.place, WRONG_KIND.with(&[("key", &key)]))),
        }
    }

    fn maps(&mut self, section: &Table) {
        let mut rules = Vec::new();
        for (table, columns) in section {
            match columns.as_table() {
                Some(columns) => {
                    for (column, header) in columns {
                        match scalar(header) {
                            Some(header) => rules.push(format!("{table}.{column}={header}")),
                            None => self.problems.push(Problem::at(&self.place, WRONG_KIND.with(&[("key", column)]))),
                        }
                    }
                }
                None => self.problems.push(Problem::at(&self.place, WRONG_KIND.with(&[("key", table)]))),
            }
        }
        if self.command.get_arguments().any(|arg| arg.get_id() == "map") {
            self.config.values.entry("map".to_string()).or_default().extend(rules);
        }
    }

    fn place_path(&self, arg: &Arg, value: String) -> String {
        let is_path = matches!(arg.get_value_hint(), ValueHint::AnyPath | ValueHint::FilePath | ValueHint::DirPath);
        // A name that is no file here, such as the built-in rules `default`, stays a name.
        let named = arg.get_id() == "rules" && !self.folder.join(&value).is_file();
        let relative = Path::new(&value).is_relative() && value != "-" && !named;
        if is_path && relative && matches!(arg.get_action(), ArgAction::Set | ArgAction::Append) {
            self.folder.join(value).display().to_string()
        } else {
            value
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    All,
    Command,
}

fn known_somewhere(key: &str) -> bool {
    let cli = <crate::cli::Cli as clap::CommandFactory>::command();
    let named = |arg: &Arg| arg.get_long().is_some_and(|long| long == key.replace('_', "-"));
    cli.get_subcommands().any(|command| command.get_arguments().any(named))
}

fn scalar(value: &Value) -> Option<String> {
    Some(match value {
        Value::String(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(yes) => yes.to_string(),
        Value::Datetime(at) => at.to_string(),
        Value::Array(_) | Value::Table(_) => return None,
    })
}
