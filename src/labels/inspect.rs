//! The words of `huike inspect`.

use super::Label;

/// First line: name and size.
pub const HEADLINE: Label = Label::new(
    "{path}   {rows:row|rows} · {columns:column|columns} · {size}",
    "{path}   {rows} 行 · {columns} 列 · {size}",
);
/// An empty file.
pub const EMPTY: Label = Label::new("{path}   the file is empty", "{path}   文件为空");
/// Names of the lines.
pub const ENCODING: Label = Label::new("encoding", "编码");
/// Name of the line on the format.
pub const FORMAT: Label = Label::new("format", "格式");
/// Name of the line on the dialect.
pub const DIALECT: Label = Label::new("cut at", "分隔方式");
/// Name of the line on the header.
pub const HEADER: Label = Label::new("header", "表头");
/// Name of the line on the canonical table.
pub const TABLE: Label = Label::new("table", "数据表");
/// Name of the line on repairs.
pub const REPAIRED: Label = Label::new("repaired", "已修复");
/// Name of the line on records that are no rows.
pub const IRREGULAR: Label = Label::new("irregular", "不规则");
/// Name of a line on a problem.
pub const PROBLEM: Label = Label::new("problem", "问题");

/// The encoding and what settled it.
pub const ENCODING_BECAUSE: Label = Label::new("{name}: {why}", "{name}：{why}");
/// Characters replaced.
pub const REPLACED: Label = Label::new(
    "{n:character is|characters are} not text in it and were replaced by U+FFFD",
    "{n} 处字节无法解码，已替换为 U+FFFD",
);
/// Delimiter with quote and escape.
pub const CUT: Label = Label::new(
    "{delimiter}; cells in {quote}, a quote inside {escape}",
    "{delimiter}；单元格引号 {quote}，内部引号{escape}",
);
/// Delimiter without quotes.
pub const CUT_BARE: Label = Label::new("{delimiter}; cells without quotes", "{delimiter}；单元格不加引号");
/// Delimiter followed by a blank.
pub const SPACED: Label = Label::new("{delimiter} and blank", "{delimiter} 加空格");
/// Escaped by doubling.
pub const DOUBLED: Label = Label::new("doubled", "写两次");
/// Escaped by a backslash.
pub const BACKSLASH: Label = Label::new("behind a backslash", "前加反斜杠");
/// No header.
pub const NO_HEADER: Label = Label::new("none; columns go by #1, #2 …", "无；各列以 #1、#2 … 指代");
/// A header of one record.
pub const HEADER_AT: Label = Label::new("record {n}", "第 {n} 条记录");
/// A header of several records.
pub const HEADER_FROM: Label = Label::new("records {from} to {to}, joined", "第 {from} 至 {to} 条记录，逐列合并");
/// What stands before the header.
pub const PREAMBLE: Label =
    Label::new("{where}; {n:record|records} before it left out", "{where}；其前 {n} 条记录不属于表格");
/// No canonical table fits.
pub const NO_TABLE: Label =
    Label::new("no header is known; name it with --table", "没有可识别的表头；请用 --table 指定");
/// Records with another number of cells.
pub const RAGGED: Label =
    Label::new("{n:record has|records have} too few or too many cells", "{n} 条记录的单元格数与表头不符");
/// Notes below the table.
pub const FOOTER: Label =
    Label::new("{n:record|records} below the table left out: notes or totals", "表格下方 {n} 条注释或合计行未计入");
/// A second table.
pub const OTHER_TABLE: Label =
    Label::new("{n:record|records} of another table below the first left out", "首张表下方另一张表的 {n} 条记录未计入");
/// One repair.
pub const REPAIR_AT: Label =
    Label::new("record {record}, byte {offset}: {what}", "第 {record} 条记录，字节 {offset}：{what}");
/// More repairs than shown.
pub const MORE_REPAIRS: Label = Label::new("and {n} more; --json lists them", "另有 {n} 处；--json 可列出");
/// Where the clean table was written.
pub const WRITTEN: Label = Label::new("The clean table is in {target}.", "整理后的表格已写入 {target}。");
/// Cells that begin as formulas do.
pub const FORMULAS: Label = Label::new(
    "{n:cell|cells} of {file} would run as a formula in a spreadsheet; --excel-safe writes a quote (') before each",
    "{file} 中有 {n} 个单元格在电子表格中会被当作公式执行；--excel-safe 会在其前加单引号（'）",
);

/// Columns of the table of columns.
pub const COLUMN: Label = Label::new("Header", "表头");
/// The canonical column.
pub const TAKEN_FOR: Label = Label::new("Taken for", "识别为");
/// What the cells look like.
pub const HOLDS: Label = Label::new("Holds", "内容");
/// Filled cells.
pub const FILLED: Label = Label::new("Filled", "非空");
/// Empty cells.
pub const EMPTY_CELLS: Label = Label::new("Empty", "空");
/// Cells unlike the others.
pub const UNLIKE: Label = Label::new("Unlike", "不一致");

/// Kinds of columns: empty, digits, integer, number, date, boolean, text.
pub const KINDS: [Label; 7] = [
    Label::new("nothing", "空"),
    Label::new("digits", "数字编号"),
    Label::new("whole numbers", "整数"),
    Label::new("numbers", "数值"),
    Label::new("dates", "日期"),
    Label::new("yes or no", "是否"),
    Label::new("text", "文本"),
];

/// What was done to a record: padded, truncated, unquoted, redelimited, joined, split.
pub const REPAIRS: [(&str, Label); 6] = [
    ("padded", Label::new("missing cells added, empty", "补足缺少的单元格（空）")),
    ("truncated", Label::new("surplus empty cells removed", "去掉多余的空单元格")),
    ("unquoted", Label::new("a stray quote taken as text", "多余的引号按文字处理")),
    ("redelimited", Label::new("cut at another delimiter than its neighbours", "按与相邻记录不同的分隔符切分")),
    ("joined", Label::new("cells joined at a delimiter that is text", "合并被文字中的分隔符切开的单元格")),
    ("split", Label::new("a missing delimiter added beside a quoted cell", "在引号单元格旁补上缺少的分隔符")),
];
