//! What `huike segment` says, in its messages and in its report.

mod evidence;
mod first_screen;
mod method;
mod profiles;

pub use evidence::*;
pub use first_screen::*;
pub use method::*;
pub use profiles::*;

use super::Label;

/// Stage name.
pub const READING_ORDERS: Label = Label::new("reading orders", "读取订单");
/// Warning.
pub const DUPLICATES_KEPT: Label = Label::new(
    "{n:order line equals|order lines equal} an earlier line in every known column; they are counted in (--drop-duplicates leaves them out)",
    "有 {n} 行订单与之前某行在所有已知列上完全相同，已计入（--drop-duplicates 可排除）",
);
/// Warning.
pub const OTHER_AS_OF_TOLD: Label = Label::new(
    "{n:row of histories tells|rows of histories tell} by date and days of the last order another as-of day than the others; the date counts",
    "客户汇总表中有 {n} 行按最近下单日期与距今天数推算的截止日与其他行不同；以日期为准",
);
/// Warning.
pub const DUPLICATES_DROPPED: Label = Label::new(
    "{n:order line that equals an earlier one was|order lines that equal an earlier one were} left out",
    "已排除 {n} 行与之前完全相同的订单",
);
/// Warning.
pub const LONE_NEWEST: Label = Label::new(
    "the newest day, {newest}, stands far after the one before it, {before}; if it is a slip, give --as-of",
    "最新日期 {newest} 远晚于前一个日期 {before}；如为误填，请用 --as-of 指定截止日",
);
/// Error.
pub const COMPARE_TOO_LATE: Label =
    Label::new("{day} is not before the as-of date {as_of}", "{day} 不早于截止日 {as_of}");
/// Warning.
pub const PREVIOUS_IS_SAME: Label = Label::new(
    "the earlier table stands on {day} as well: what differs comes from other data or settings, not from what customers did since",
    "对照的分群同样截至 {day}：差异来自数据或设置不同，而非客户此后的变化",
);
/// Error.
pub const PREVIOUS_IS_LATER: Label = Label::new(
    "its as-of date {day} is after the as-of date of this run, {as_of}",
    "其截止日 {day} 晚于本次运行的截止日 {as_of}",
);
/// Error.
pub const NO_SUCH_ATTRIBUTE: Label = Label::new(
    "{flag} asks for the column `{name}`, which customers do not have",
    "{flag} 指定的列 `{name}` 不在客户表中",
);
/// Warning.
pub const NOT_IN_CUSTOMERS: Label = Label::new(
    "{n:customer with orders is|customers with orders are} not in the customers file; their attributes are unknown",
    "有 {n} 个下过单的客户不在客户文件中，属性按未知处理",
);
/// Warning.
pub const WITHOUT_ORDERS: Label = Label::new(
    "{n:customer of the customers file has|customers of the customers file have} no orders up to the as-of date; they are in no segment",
    "客户文件中有 {n} 个客户截至截止日没有订单，不参与分群",
);
/// Warning.
pub const ROUNDED: Label = Label::new(
    "{n:amount has|amounts have} more than four decimals; rounded half to even to 1/{unit} of the currency unit",
    "有 {n} 个金额超过四位小数，已按四舍六入五成双取到货币单位的 1/{unit}",
);
/// Warning.
pub const WITHOUT_CURRENCY: Label = Label::new(
    "{n:row names|rows name} no currency, unlike others; counted as {code} (--currency {code} leaves out rows without one)",
    "有 {n} 行未注明币种，而其他行有；已按 {code} 计入（--currency {code} 可排除未注明币种的行）",
);
/// Warning.
pub const TAKEN_AS_CURRENCY: Label = Label::new(
    "{n:row names|rows name} no currency, unlike others; counted as {code}",
    "有 {n} 行未注明币种，而其他行有；已按 {code} 计入",
);
/// Warning.
pub const DAMAGED_IDS: Label = Label::new(
    "{n:id looks|ids look} as if a spreadsheet had rewritten them (1.23457E+11); different ids may have become one",
    "有 {n} 个编号疑似被电子表格改写（如 1.23457E+11），不同编号可能已混为一个",
);
/// Ids with characters that nobody sees.
pub const HIDDEN_IN_IDS: Label = Label::new(
    "{n:id holds|ids hold} characters that cannot be seen, such as zero-width spaces; they are not equal to ids without",
    "有 {n} 个编号含不可见字符（如零宽空格），与不含者视为不同编号",
);
/// Records that were repaired while reading.
pub const REPAIRED: Label = Label::new(
    "{n:record|records} of {table} had to be repaired; repairs.csv lists them, --strict refuses them",
    "{table} 中有 {n} 条记录经过修复；repairs.csv 列出明细，--strict 则拒绝修复",
);
/// Segment name.
pub const RETURNS_ONLY: Label = Label::new("Returns only", "仅退货客户");
/// Recommended action.
pub const RETURNS_ONLY_ACTION: Label = Label::new(
    "They gave back everything they bought, or bought before the data begin: ask what went wrong, then decide.",
    "买的都退了，或购买早于数据起点：先问明原因，再作决定。",
);
/// Profile value.
pub const REST: Label = Label::new("(all others)", "（其余）");
/// Profile value.
pub const UNKNOWN: Label = Label::new("(unknown)", "（未知）");
/// Terminal line.
pub const COMPARED: Label = Label::new(
    "Since {day}: {stayed} kept their segment, {fell:customer|customers} fell ({revenue})",
    "自{day}以来：{stayed} 的客户留在原分群，{fell} 位客户下滑（涉及收入 {revenue}）",
);
/// Terminal headline.
pub const HEADLINE: Label = Label::new(
    "Segments on {as_of} · {customers:customer|customers} · {revenue} net · rules: {rules}",
    "截至{as_of}的客户分群 · {customers} 位客户 · 净收入 {revenue} · 规则：{rules}",
);
/// Terminal headline without a date.
pub const HEADLINE_UNDATED: Label = Label::new(
    "Segments · {customers:customer|customers} · {revenue} net · rules: {rules}",
    "客户分群 · {customers} 位客户 · 净收入 {revenue} · 规则：{rules}",
);
/// Terminal line.
pub const SET_ASIDE: Label = Label::new("{n} of {read} rows set aside{amount}", "{read} 行中搁置 {n} 行{amount}");
/// Terminal line.
pub const LEFT_OUT: Label =
    Label::new("{n:row|rows} left out by rules{amount}: {rules}", "按规则排除 {n} 行{amount}：{rules}");
/// One of several rules on the terminal.
pub const RULE_AND_ROWS: Label = Label::new("{rule} ({n})", "{rule}（{n} 行）");
/// Hint.
pub const ENTRY_AND_ROWS: Label = Label::new("{entry} ({n:row|rows})", "{entry}（{n} 行）");
/// An amount behind a number of rows.
pub const IN_BRACKETS: Label = Label::new(" ({what})", "（{what}）");
/// Something said of one of several tables.
pub const OF_TABLE: Label = Label::new("{table}: {what}", "{table}：{what}");
/// Terminal line.
pub const WRITTEN: Label = Label::new("written to {folder}: {files}", "已写入 {folder}：{files}");
/// Terminal line.
pub const NOT_WRITTEN: Label = Label::new(
    "nothing was written; --out-dir DIR writes tables and a report",
    "未写入文件；用 --out-dir 目录 输出各表与报告",
);
/// Terminal line.
pub const DRY_RUN: Label = Label::new("dry run: nothing was written", "试运行：未写入文件");
/// Error.
pub const DAY_NO_GROUP: Label = Label::new(
    "`{name}` is a day of the contract, by which customers make no groups",
    "`{name}` 是合同日期，不能用来划分客户",
);
/// Error.
pub const PERSONAL: Label =
    Label::new("`{name}` says who somebody is; segments are not profiled by it", "`{name}` 可识别个人，不能用于画像");
