//! The sections of the report on thresholds, rules and the ledger.

use crate::labels::Label;

/// Section.
pub const SECTION_METHOD: Label = Label::new("Thresholds and rules", "阈值与规则");
/// Section lead.
pub const SECTION_METHOD_LEAD: Label =
    Label::new("How every score came about, so that it can be checked by hand.", "每个得分的由来，可手工核对。");
/// Table caption.
pub const CAPTION_THRESHOLDS: Label = Label::new(
    "Scores and their cut points; lower bounds are included, upper bounds are not",
    "得分与分界点（含下限，不含上限）",
);
/// Column.
pub const COLUMN_SCORE: Label = Label::new("Score", "得分");
/// Table caption.
pub const CAPTION_RULES: Label = Label::new("Segment rules on a scale of 1 to {bins}", "分群规则（1 至 {bins} 分）");
/// Dimension.
pub const RECENCY: Label = Label::new("Days since last purchase (R)", "距上次购买天数（R）");
/// Dimension.
pub const FREQUENCY_DAYS: Label = Label::new("Days with a purchase (F)", "购买天数（F）");
/// Dimension.
pub const FREQUENCY_ORDERS: Label = Label::new("Orders (F)", "订单数（F）");
/// Dimension.
pub const MONETARY: Label = Label::new("Net spend (M)", "净消费额（M）");
/// Scoring note.
pub const NOTE_QUANTILE: Label = Label::new(
    "Scores are cut at quantiles as in R's rfm: the type-7 quantile plus one unit; equal values always get equal scores.",
    "得分按分位数划分，与 R 的 rfm 包一致：第 7 类分位数加一个单位；相同数值得分必相同。",
);
/// Scoring note.
pub const NOTE_NTILE: Label = Label::new(
    "Scores are equal-sized groups by rank; a block of equal values takes the group of its middle rank.",
    "得分按名次等分；相同数值整体取其中间名次所在的组。",
);
/// Scoring note.
pub const NOTE_CUTS: Label = Label::new("Scores are cut at the points given.", "得分按给定分界点划分。");
/// Note.
pub const NOTE_FIRST: Label = Label::new(
    "Where several rules fit a customer, the one listed first counts.",
    "一位客户符合多条规则时，以列在前面的为准。",
);
/// Note.
pub const NOTE_PURCHASE: Label = Label::new(
    "Lines of one customer on one day are one purchase; a day on which returns cancel the sales is none. Recency counts days from the last purchase day to the as-of date.",
    "同一客户同一天的订单行算一次购买；退货抵消销售的日子不算购买。近度为最后购买日到截止日的天数。",
);
/// Section.
pub const SECTION_LEDGER: Label = Label::new("What was read", "数据来源与台账");
/// Section lead.
pub const SECTION_LEDGER_LEAD: Label = Label::new(
    "Rows and amounts read equal those used, set aside and left out, to the cent.",
    "读取的行数与金额等于使用、搁置、排除三者之和，分文不差。",
);
/// Table caption.
pub const CAPTION_LEDGER: Label = Label::new("Ledger", "台账");
/// Column.
pub const COLUMN_TABLE: Label = Label::new("Table", "表");
/// Column.
pub const COLUMN_ENTRY: Label = Label::new("Entry", "项目");
/// Column.
pub const COLUMN_ROWS: Label = Label::new("Rows", "行数");
/// Column.
pub const COLUMN_AMOUNT: Label = Label::new("Amount", "金额");
/// Entry.
pub const ENTRY_READ: Label = Label::new("read", "读取");
/// Entry.
pub const ENTRY_USED: Label = Label::new("used", "使用");
/// Entry.
pub const ENTRY_REJECTED: Label = Label::new("set aside: {reason}", "搁置：{reason}");
/// Entry.
pub const ENTRY_EXCLUDED: Label = Label::new("left out: {rule}", "排除：{rule}");
/// Reason.
pub const REASON_CELL: Label = Label::new("{cell} ({fault})", "{cell}（{fault}）");
/// Cell that a reason is about.
pub const CELL_AMOUNT: Label = Label::new("amount", "金额");
/// Cell that a reason is about.
pub const CELL_DATE: Label = Label::new("date", "日期");
/// Cell that a reason is about.
pub const CELL_YES_NO: Label = Label::new("yes or no", "是/否");
/// Reason.
pub const REASON_MISSING: Label = Label::new("a needed cell is empty", "必填单元格为空");
/// Reason.
pub const REASON_RAGGED: Label = Label::new("too few or too many cells", "单元格数量不符");
/// Reason.
pub const REASON_OTHER_TABLE: Label = Label::new("of another table in the same file", "同一文件中另一张表的行");
/// Reason.
pub const REASON_BLANK_ROW: Label = Label::new("blank row", "空行");
/// Reason.
pub const REASON_AFTER_AS_OF: Label = Label::new("after the as-of date", "晚于截止日");
/// Reason.
pub const REASON_OTHER_CURRENCY: Label = Label::new("in another currency", "其他货币");
/// Reason.
pub const REASON_TOTAL_ROW: Label = Label::new("subtotals and totals", "小计与合计");
/// Reason.
pub const REASON_WITHOUT_CURRENCY: Label = Label::new("without a currency", "未注明币种");
/// Reason.
pub const REASON_DUPLICATE: Label = Label::new("equal to an earlier line", "与之前某行重复");
/// Reason.
pub const REASON_RULE: Label = Label::new("rows with {rule}", "{rule}的行");
/// Table.
pub const TABLE_ORDERS: Label = Label::new("Orders", "订单");
/// Table.
pub const TABLE_CUSTOMERS: Label = Label::new("Customers", "客户");
/// Table.
pub const TABLE_HISTORIES: Label = Label::new("Purchase summaries", "客户购买汇总");
/// Table.
pub const TABLE_SEGMENTS: Label = Label::new("Earlier segments", "此前的分群");
/// A table.
pub const TABLE_COMPLAINTS: Label = Label::new("Complaints", "投诉");
/// A table.
pub const TABLE_INTERACTIONS: Label = Label::new("Contacts", "互动记录");
/// A table.
pub const TABLE_SURVEYS: Label = Label::new("Survey answers", "问卷回答");
/// A table.
pub const TABLE_PRODUCTION: Label = Label::new("Production", "生产批次");
/// A table.
pub const TABLE_GENEALOGY: Label = Label::new("Genealogy", "批次谱系");
/// A table.
pub const TABLE_MOVEMENTS: Label = Label::new("Movements", "移动记录");
/// A table.
pub const TABLE_STOCK: Label = Label::new("Stock", "库存");
/// A table.
pub const TABLE_FOLLOW_UPS: Label = Label::new("Follow-ups", "回访");
/// A table.
pub const TABLE_RESPONSES: Label = Label::new("Responses", "客户答复");
/// A table.
pub const TABLE_RETURNS: Label = Label::new("Recovered units", "收回记录");
/// A table.
pub const TABLE_LOTS: Label = Label::new("List of lots", "批次清单");
/// Table caption.
pub const CAPTION_FILES: Label = Label::new("Files", "文件");
/// Column.
pub const COLUMN_FILE: Label = Label::new("File", "文件");
/// Column.
pub const COLUMN_FOUND: Label = Label::new("Read as", "识别为");
/// What stands between the cells of a file.
pub const DELIMITER_COMMA: Label = Label::new("commas", "逗号分隔");
/// What stands between the cells of a file.
pub const DELIMITER_SEMICOLON: Label = Label::new("semicolons", "分号分隔");
/// What stands between the cells of a file.
pub const DELIMITER_TAB: Label = Label::new("tabs", "制表符分隔");
/// What stands between the cells of a file.
pub const DELIMITER_PIPE: Label = Label::new("vertical bars", "竖线分隔");
/// What stands between the cells of a file.
pub const DELIMITER_BLANKS: Label = Label::new("columns aligned by blanks", "空格对齐");
/// Note on a file.
pub const COLUMNS_RECOGNISED: Label =
    Label::new("Columns recognised in {file}: {columns}", "{file} 中识别出的列：{columns}");
/// Footer.
pub const FOOTER: Label = Label::new("Made by huike {version}", "由 huike {version} 生成");
