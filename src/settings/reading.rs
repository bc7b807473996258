//! How files are read: the flags of all analyses, checked.

use crate::cli::files::FileArgs;
use crate::cli::inputs::{CurrencyArgs, InputArgs};
use crate::error::Problem;
use crate::exports::cast::{DateOrder, DecimalMark};
use crate::exports::columns::suggest;
use crate::exports::dialect::{Delimiter, Escape, GivenDialect, Header};
use crate::exports::encoding::{Encoding, EncodingErrors};
use crate::exports::records::Ragged;
use crate::exports::text::TextOptions;
use crate::exports::{CurrencyRule, FileOptions, ReadOptions, Repairs};
use crate::labels::Label;
use crate::tables::TABLES;

const UNKNOWN_ENCODING: Label = Label::new(
    "`{name}` is not an encoding huike reads, such as utf-8, gb18030, big5, utf-16le or windows-1252",
    "`{name}` 不是可读的编码；可用 utf-8、gb18030、big5、utf-16le、windows-1252 等",
);
const UNKNOWN_DELIMITER: Label = Label::new("`{name}` is not a delimiter huike reads", "`{name}` 不是可用的分隔符");
const UNKNOWN_TABLE: Label =
    Label::new("--map names the table `{table}`, which does not exist", "--map 指定的表 `{table}` 不存在");

/// Refuses what was given and has no effect in this run; what a file of settings says is meant for other runs too. `idle`
/// holds flags, and whether they are set.
pub(super) fn refuse(
    args: &InputArgs,
    idle: impl IntoIterator<Item = (&'static str, bool)>,
    why: Label,
    problems: &mut Vec<Problem>,
) {
    let given = idle.into_iter().filter(|(flag, set)| *set && is_given(args, flag));
    problems.extend(given.map(|(flag, _)| Problem::at(flag, why.text())));
}

/// Whether a flag stands on the command line or in the environment.
pub(super) fn is_given(args: &InputArgs, flag: &str) -> bool {
    args.given.contains(flag.trim_start_matches("--"))
}

/// The flags that are about order lines in every analysis, and whether they are set.
pub(super) fn of_order_lines(args: &InputArgs) -> [(&'static str, bool); 2] {
    [("--exclude", !args.exclude.is_empty()), ("--drop-duplicates", args.drop_duplicates)]
}

/// One currency for all amounts: the one asked for, or whichever it is.
pub(super) fn one_currency(args: &CurrencyArgs) -> CurrencyRule {
    CurrencyRule::One(args.currency.as_ref().map(|code| code.trim().to_uppercase()))
}

/// Checks the flags; what is wrong is added to `problems`.
pub(super) fn read_options(args: &InputArgs, currency: CurrencyRule, problems: &mut Vec<Problem>) -> ReadOptions {
    for rule in args.map.iter().filter(|rule| !TABLES.iter().any(|table| table.name == rule.table)) {
        let problem = Problem::at("--map", UNKNOWN_TABLE.with(&[("table", &rule.table)]));
        problems.push(suggest(problem, &rule.table, TABLES.iter().map(|table| table.name)));
    }
    ReadOptions {
        maps: args.map.clone(),
        files: file_options(&args.files, Ragged::Reject, problems),
        decimal: if args.decimal == "," { DecimalMark::Comma } else { DecimalMark::Point },
        date_order: args
            .date_order
            .as_deref()
            .map(|order| if order == "mdy" { DateOrder::MonthFirst } else { DateOrder::DayFirst }),
        timezone: args.timezone,
        currency,
    }
}

/// Checks the flags about files; what is wrong is added to `problems`. `ragged` is what is done with records of another
/// width where the user does not say.
pub(super) fn file_options(args: &FileArgs, ragged: Ragged, problems: &mut Vec<Problem>) -> FileOptions {
    let encoding = args.encoding.as_deref().and_then(|name| {
        let found = Encoding::parse(name);
        if found.is_none() {
            problems.push(Problem::at("--encoding", UNKNOWN_ENCODING.with(&[("name", &name)])));
        }
        found
    });
    let delimiter = args.delimiter.as_deref().and_then(|name| {
        let found = Delimiter::parse(name);
        if found.is_none() {
            problems.push(Problem::at("--delimiter", UNKNOWN_DELIMITER.with(&[("name", &name)])));
        }
        found
    });
    let quote = args.quote.as_deref().map(|name| match name {
        "double" | "\"" => Some(b'"'),
        "single" | "'" => Some(b'\''),
        _ => None,
    });
    let escape = args.escape.as_deref().map(|name| match name {
        "backslash" => Escape::Backslash,
        _ => Escape::Doubled,
    });
    let header = match (args.no_header, args.header_rows) {
        (true, _) => Some(Header::None),
        (false, rows) => rows.map(|rows| Header::of(usize::from(rows))),
    };
    let dialect = GivenDialect { delimiter, quote, escape, header, preamble_records: args.skip_rows };
    let memory = args.max_memory.bytes(crate::memory::available());
    FileOptions {
        text: TextOptions {
            encoding,
            encoding_errors: EncodingErrors::parse(&args.encoding_errors).unwrap_or_default(),
            dialect,
            memory: Some(memory),
        },
        ragged: match args.ragged.as_deref() {
            Some("error") => Ragged::Error,
            Some("pad") => Ragged::Pad,
            Some(_) => Ragged::Reject,
            None => ragged,
        },
        repairs: if args.strict { Repairs::Refused } else { Repairs::Made },
        max_expand: args.max_expand,
        memory,
    }
}

/// The value, or nothing with its problem added to the others.
pub(super) fn collect<T>(result: Result<T, Problem>, problems: &mut Vec<Problem>) -> Option<T> {
    result.map_err(|problem| problems.push(problem)).ok()
}
