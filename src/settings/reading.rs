//! How files are read: the flags of all analyses, checked.

use crate::cli::inputs::InputArgs;
use crate::error::Problem;
use crate::exports::ReadOptions;
use crate::exports::cast::{DateOrder, DecimalMark};
use crate::exports::columns::suggest;
use crate::exports::dialect::{Delimiter, GivenDialect, Header};
use crate::exports::encoding::Encoding;
use crate::exports::text::TextOptions;
use crate::labels::Label;

const UNKNOWN_ENCODING: Label = Label::new(
    "`{name}` is not an encoding huike reads, such as utf-8, gb18030, big5, utf-16le or windows-1252",
    "`{name}` 不是可读的编码；可用 utf-8、gb18030、big5、utf-16le、windows-1252 等",
);
const UNKNOWN_DELIMITER: Label = Label::new("`{name}` is not a delimiter huike reads", "`{name}` 不是可用的分隔符");
const UNKNOWN_TABLE: Label =
    Label::new("--map names the table `{table}`, which does not exist", "--map 指定的表 `{table}` 不存在");

const TABLES: [&str; 4] = ["orders", "customers", "histories", "segments"];

/// Checks the flags; what is wrong is added to `problems`.
pub(super) fn read_options(args: &InputArgs, problems: &mut Vec<Problem>) -> ReadOptions {
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
    for rule in args.map.iter().filter(|rule| !TABLES.contains(&rule.table.as_str())) {
        let problem = Problem::at("--map", UNKNOWN_TABLE.with(&[("table", &rule.table)]));
        problems.push(suggest(problem, &rule.table, TABLES.into_iter()));
    }
    let header = args.no_header.then_some(Header::None);
    ReadOptions {
        maps: args.map.clone(),
        text: TextOptions { encoding, dialect: GivenDialect { delimiter, header, ..GivenDialect::default() } },
        decimal: if args.decimal == "," { DecimalMark::Comma } else { DecimalMark::Point },
        date_order: args
            .date_order
            .as_deref()
            .map(|order| if order == "mdy" { DateOrder::MonthFirst } else { DateOrder::DayFirst }),
        timezone: args.timezone,
        currency: args.currency.as_ref().map(|code| code.trim().to_uppercase()),
        memory: 4 << 30,
    }
}

/// The value, or nothing with its problem added to the others.
pub(super) fn collect<T>(result: Result<T, Problem>, problems: &mut Vec<Problem>) -> Option<T> {
    result.map_err(|problem| problems.push(problem)).ok()
}
