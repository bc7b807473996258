//! The words of `huike inspect`.

use super::Label;

/// First line: name and size.
pub const HEADLINE: Label = Label::new(
    "{path}   {rows:row|rows} · {columns:column|columns} · {size}",
    "{path}   {rows} 行 · {columns} 列 · {size}",
);
/// The size of a packed file.
pub const PACKED: Label = Label::new("{packing}, {size} unpacked", "{packing} 压缩，解压后 {size}");
/// An empty file.
pub const EMPTY: Label = Label::new("{path}   the file is empty", "{path}   文件为空");
/// A file of which nothing can be read as a record.
pub const NO_RECORDS: Label = Label::new(
    "{path}   no record can be read ({size}): all lines are blank, or --skip-rows skips them",
    "{path}   没有可读的记录（{size}）：各行均为空，或被 --skip-rows 跳过",
);
/// Name of the line on the encoding.
pub const ENCODING: Label = Label::new("encoding", "编码");
/// Name of the line on the format.
pub const FORMAT: Label = Label::new("format", "格式");
/// Name of the line on the dialect.
pub const DELIMITER: Label = Label::new("delimiter", "分隔符");
/// Name of the line on the header.
pub const HEADER: Label = Label::new("header", "表头");
/// Name of the line on the canonical table.
pub const TABLE: Label = Label::new("table", "数据表");
/// Name of the line on repairs.
pub const REPAIRED: Label = Label::new("repaired", "已修复");
/// Name of the line on records that are no rows.
pub const LEFT_OUT: Label = Label::new("left out", "未计入");
/// Name of the line on records of another width.
pub const RAGGED: Label = Label::new("ragged", "宽度不符");
/// Name of a line on what an analysis would object to.
pub const CHECK: Label = Label::new("check", "请核对");
/// Name of the line with the command to go on with.
pub const NEXT: Label = Label::new("next", "下一步");

/// The encoding and what settled it.
pub const ENCODING_BECAUSE: Label = Label::new("{name}: {why}", "{name}：{why}");
/// Characters replaced.
pub const REPLACED: Label =
    Label::new("{n:place|places} could not be decoded and became U+FFFD", "有 {n} 处无法解码，已替换为 U+FFFD");
/// Delimiter with quote and escape.
pub const CUT: Label =
    Label::new("{delimiter}; cells quoted with {quote}, {escape}", "{delimiter}；引号 {quote}，{escape}");
/// Delimiter without quotes.
pub const CUT_BARE: Label = Label::new("{delimiter}; no quotes", "{delimiter}；不用引号");
/// Delimiter followed by a blank.
pub const SPACED: Label = Label::new("{delimiter} and blank", "{delimiter}加空格");
/// Escaped by doubling.
pub const DOUBLED: Label = Label::new("quotes inside them doubled", "单元格内的引号双写");
/// Escaped by a backslash.
pub const BACKSLASH: Label = Label::new("quotes inside them after a backslash", "单元格内的引号前加反斜杠");
/// No header.
pub const NO_HEADER: Label = Label::new("none; columns go by #1, #2 …", "无；各列以 #1、#2 … 指代");
/// A header of one record.
pub const HEADER_AT: Label = Label::new("record {n}", "第 {n} 条记录");
/// A header of several records.
pub const HEADER_FROM: Label = Label::new("records {from} to {to}, joined", "第 {from} 至 {to} 条记录，逐列合并");
/// What stands before the header.
pub const PREAMBLE: Label =
    Label::new("{where}; {n:record|records} before it left out", "{where}；其前 {n} 条记录未计入");
/// The canonical table with what it holds.
pub const TABLE_IS: Label = Label::new("{table} ({what})", "{table}（{what}）");
/// No canonical table fits.
pub const NO_TABLE: Label = Label::new(
    "headers unknown; analyses take --map orders.customer_id=HEADER",
    "表头均不识别；分析时用 --map orders.customer_id=表头 指定",
);
/// The canonical table that is nearest.
pub const NEAREST_TABLE: Label = Label::new("none fits; nearest is {table}", "没有完全符合的；最接近 {table}");
/// Records with another number of cells.
pub const RAGGED_RECORDS: Label = Label::new(
    "{n:record has|records have} too few or too many cells; --ragged pad fits them to the header, unless a number may have \
     been cut at its comma",
    "{n} 条记录的单元格数与表头不符；--ragged pad 可按表头补齐，但可能在逗号处切开了数字的除外",
);
/// Notes below the table.
pub const FOOTER: Label =
    Label::new("{n:record|records} below the table: notes or totals", "表格下方的 {n} 条注释或合计");
/// The header once more.
pub const REPEATED_HEADER: Label =
    Label::new("{n:record|records} that repeat the header left out", "重复表头的 {n} 条记录未计入");
/// A second table.
pub const OTHER_TABLE: Label = Label::new(
    "{n:record|records} of another table below the first, which an analysis sets aside",
    "首张表下方另一张表的 {n} 条记录，分析时会被搁置",
);
/// Repairs of one kind, with the numbers of the first records.
pub const REPAIRS_OF_KIND: Label =
    Label::new("{n:record|records} ({records}): {what}", "{n} 条（记录 {records}）：{what}");
/// Where a repaired record starts.
pub const REPAIR_AT: Label = Label::new("record {record}, byte {offset}", "记录 {record}，字节 {offset}");
/// What an analysis does with records that inspect fits to the header.
pub const SET_ASIDE: Label = Label::new(
    "an analysis repairs only what is certain and sets {n:padded or joined record|padded or joined records} aside; \
     --ragged pad keeps them",
    "分析只做有把握的修复，补足或合并的 {n} 条记录会被搁置；加 --ragged pad 可保留",
);
/// Cells of a column that are not what its name says.
pub const NOT_SUCH: Label =
    Label::new("{n:cell|cells} of {header} cannot be read as {what}", "“{header}”列有 {n} 个单元格无法读作{what}");
/// A column that is not what its name says.
pub const MANY_NOT_SUCH: Label = Label::new(
    "more than one in ten cells of {header} cannot be read as {what}",
    "“{header}”列有超过一成的单元格无法读作{what}",
);
/// Ids that a spreadsheet seems to have rewritten.
pub const SCIENTIFIC: Label = Label::new(
    "{n:cell|cells} of {header} look as if a spreadsheet had rewritten them (1.23457E+11); different ids may have become \
     one, export them as text",
    "“{header}”列有 {n} 个单元格疑似被电子表格改写（1.23457E+11）；不同编号可能已合并，请将该列按文本重新导出",
);
/// Amounts that cannot be added up.
pub const MIXED_CURRENCIES: Label = Label::new(
    "amounts are in several currencies: {list}; an analysis takes one of them, such as --currency {code}",
    "金额有多种币种：{list}；分析只能用其中一种，例如 --currency {code}",
);
/// A column without single values.
pub const UNREADABLE_COLUMN: Label = Label::new(
    "{header} has the type {of}, which cannot be read as single values and is taken for empty; export it as text or numbers",
    "“{header}”列的类型为 {of}，无法读作单值，按空处理；如需使用，请导出为文本或数值",
);
/// Empty cells of a required column.
pub const NO_VALUE: Label = Label::new("{n:empty cell|empty cells} in {header}", "“{header}”列有 {n} 个空单元格");
/// A table of one column.
pub const ONE_COLUMN: Label = Label::new(
    "a single column; if a sign parts its cells, name it with --delimiter",
    "只有一列；若另有分隔符，请用 --delimiter 指定",
);
/// A clean table whose names were fitted to records of another number of cells.
pub const HEADER_MISFIT: Label = Label::new(
    "the header of {file} was fitted to records with another number of cells; check that each name stands over its own cells",
    "{file} 的表头与记录的单元格数不同，已勉强对齐；请核对每个列名是否对应其下的单元格",
);
/// Dates whose day and month nothing settles.
pub const OPEN_ORDER: Label = Label::new(
    "day or month first: no date of {header} tells; --date-order dmy or mdy",
    "“{header}”列无法判断日在前还是月在前；请用 --date-order dmy 或 mdy 指定",
);
/// Dates with the day first and dates with the month first.
pub const BOTH_ORDERS: Label = Label::new(
    "{header} has {day:date|dates} with the day first and {month} with the month first; --date-order dmy or mdy sets the \
     others aside",
    "“{header}”列有 {day} 个日期日在前，{month} 个月在前；用 --date-order dmy 或 mdy 指定，不符的会被搁置",
);
/// Amounts that are numbers with a decimal comma.
pub const DECIMAL_COMMA: Label = Label::new(
    "--decimal , is needed: {comma:amount|amounts} of {header} can only be read with a decimal comma",
    "需加 --decimal ,：“{header}”列有 {comma} 个金额只有以逗号为小数点才能读取",
);
/// Amounts with a decimal comma and amounts with a decimal point.
pub const BOTH_DECIMALS: Label = Label::new(
    "{header} has {comma:amount|amounts} with a decimal comma and {point} with a decimal point; --decimal . or , sets the \
     others aside",
    "“{header}”列有 {comma} 个金额以逗号为小数点，{point} 个以句点为小数点；用 --decimal . 或 , 指定，不符的会被搁置",
);
/// Amounts whose point parts decimals or thousands.
pub const OPEN_DECIMAL: Label = Label::new(
    "every point of {header} stands before three digits and is taken for a decimal point; if it groups thousands, \
     --decimal , is needed",
    "“{header}”列的句点后都是三位数字，按小数点处理；若为千位分隔，需加 --decimal ,",
);
/// What cells of a role should be.
pub const NUMBERS: Label = Label::new("numbers", "数值");
/// What cells of a role should be.
pub const DATES: Label = Label::new("dates", "日期");
/// A header in the place of a name that the user has to fill in.
pub const ANY_HEADER: Label = Label::new("HEADER", "表头");
/// A file of the user's in a command.
pub const ANY_FILE: Label = Label::new("ORDERS.csv", "订单.csv");
/// A lot of the user's in a command.
pub const ANY_LOT: Label = Label::new("LOT", "批次");
/// Said below the columns.
pub const MASKED: Label = Label::new(
    "personal and unknown cells are masked; --show-values shows them",
    "个人信息与未识别列已遮盖；--show-values 可显示原值",
);
/// Columns beyond those shown.
pub const MORE_COLUMNS: Label =
    Label::new("{n:more column|more columns}; --json lists all", "另有 {n} 列；--json 可列出全部");
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
pub const UNLIKE: Label = Label::new("Others", "例外");
/// The first values.
pub const EXAMPLES: Label = Label::new("Examples", "示例");

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

/// What is in a canonical table.
pub const TABLES: [(&str, Label); 15] = [
    ("orders", Label::new("order lines", "订单明细")),
    ("customers", Label::new("customers and their attributes", "客户及其属性")),
    ("interactions", Label::new("contacts with customers", "客户互动")),
    ("complaints", Label::new("complaints", "客户投诉")),
    ("surveys", Label::new("survey answers", "调查答卷")),
    ("follow-ups", Label::new("follow-up contacts", "回访记录")),
    ("production", Label::new("lots made", "生产批次")),
    ("genealogy", Label::new("which lots went into which", "批次谱系")),
    ("movements", Label::new("movements of lots", "批次移动记录")),
    ("stock", Label::new("stock by lot", "批次库存")),
    ("responses", Label::new("responses to recall notices", "召回通知的答复")),
    ("returns", Label::new("recovered units", "收回记录")),
    ("lots", Label::new("a list of lots", "批次清单")),
    ("histories", Label::new("customers with their orders summed up", "按客户汇总的订单")),
    ("segments", Label::new("segments of an earlier run", "早前的分群结果")),
];

/// Names of delimiters; any other is written as it is.
pub const DELIMITERS: [(&str, Label); 6] = [
    ("comma", Label::new("comma", "逗号")),
    ("semicolon", Label::new("semicolon", "分号")),
    ("tab", Label::new("tab", "制表符")),
    ("pipe", Label::new("pipe", "竖线")),
    ("space", Label::new("one space", "单个空格")),
    ("blanks", Label::new("any number of blanks", "任意个空白")),
];

/// What was done to a record: padded, truncated, unquoted, redelimited, joined, split.
pub const REPAIRS: [(&str, Label); 6] = [
    ("padded", Label::new("missing cells added, empty", "补足缺少的单元格，留空")),
    ("truncated", Label::new("surplus empty cells removed", "去掉多余的空单元格")),
    ("unquoted", Label::new("stray quotes taken as text", "多余的引号按文字处理")),
    ("redelimited", Label::new("cut at another delimiter than the rest", "改按此记录自己的分隔符切分")),
    ("joined", Label::new("cells joined at a delimiter that is text", "合并被文字中的分隔符切开的单元格")),
    ("split", Label::new("a missing delimiter added beside a quoted cell", "在引号单元格旁补上缺少的分隔符")),
];
