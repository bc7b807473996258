//! What the part `loyalty` of the report says.

use crate::labels::Label;

/// Metric.
pub const REPURCHASE_RATE: Label = Label::new("Repurchase rate ({days} days)", "{days} 天复购率");
/// Metric.
pub const ACTIVE_CUSTOMERS: Label = Label::new("Active customers", "活跃客户数");
/// Sentence.
pub const SENTENCE_REPURCHASE: Label = Label::new(
    "{rate} ({lower} to {upper}) of the {n} customers who bought in {period} bought again within {days} days{against}.",
    "{period} 有 {n} 位客户购买，其中 {rate}（{lower} 至 {upper}）在 {days} 天内复购{against}。",
);
/// End of a sentence.
pub const MORE_THAN_BEFORE: Label =
    Label::new(", {points} points more than of the period before", "，较上一期上升 {points} 个百分点");
/// End of a sentence.
pub const LESS_THAN_BEFORE: Label =
    Label::new(", {points} points less than of the period before", "，较上一期下降 {points} 个百分点");
/// End of a sentence.
pub const AS_BEFORE: Label = Label::new(
    "; the difference from the period before ({points} points) may be chance",
    "；与上一期相差 {points} 个百分点，可能只是随机波动",
);
/// Sentence.
pub const SENTENCE_ACTIVE: Label =
    Label::new("{n:customer|customers} bought in {period}.", "{period} 有 {n} 位活跃客户。");
/// Sentence.
pub const SENTENCE_ACTIVE_WITH_TENURE: Label = Label::new(
    "{n:customer|customers} bought in {period}; half of them had made their first purchase on record at least {days} days before its end.",
    "{period} 有 {n} 位活跃客户，其中一半距首次购买（以现有记录为准）已有 {days} 天以上。",
);
/// Metric.
pub const SHARE_OF_WALLET: Label = Label::new("Share of wallet", "钱包份额");
/// Meaning.
pub const MEANING_WALLET: Label = Label::new(
    "of what customers spend in the category in a year, the part they spend here",
    "客户一年的品类支出中在本企业的部分",
);
/// Sentence.
pub const SENTENCE_WALLET: Label = Label::new(
    "{n:customer|customers} whose category spend is known spent {share} ({lower} to {upper}) of it here in the year to {until}.",
    "品类支出已知的 {n} 位客户，在截至 {until} 的一年里有 {share}（{lower} 至 {upper}）花在本企业。",
);
/// Note.
pub const NOTE_WALLET: Label = Label::new(
    "Share of wallet: what {n:customer|customers} with a known category spend bought here in the 365 days to {until}, returns taken off, by that spend; those who bought nothing are in it. The spend must be that of a year, in the same currency.",
    "钱包份额：品类支出已知的 {n} 位客户在截至 {until} 的 365 天内的净消费（扣除退货）占其品类支出的比例，未购买的客户计入。品类支出须为全年金额，且币种相同。",
);
/// Note.
pub const NOTE_WALLET_BEYOND: Label = Label::new(
    "{n:customer|customers} spent more here than the file says of the category; there what was spent here counts as all of it.",
    "{n} 位客户在本企业的消费超过文件所写的品类支出，按其全部支出都在本企业计。",
);
/// Note.
pub const NOTE_WALLET_NEEDS_YEAR: Label = Label::new(
    "The orders do not reach back a whole year, so that no share of wallet can be told.",
    "订单不足一年，无法计算钱包份额。",
);
/// Section.
pub const SECTION: Label = Label::new("Loyalty", "客户忠诚度");
/// Lead.
pub const SECTION_LEAD: Label = Label::new(
    "How many customers buy, and how many of them come back. Contentment that does not bring customers back deserves a second look.",
    "有多少客户购买，其中有多少客户回头。若满意度高而客户并不回头，值得深究。",
);
/// Caption.
pub const CAPTION: Label = Label::new("Who buys, and who buys again", "购买与复购情况");
/// Column.
pub const COLUMN_SEGMENT: Label = Label::new("Customers", "客户群");
/// Column.
pub const COLUMN_ACTIVE: Label = Label::new("Active in {period}", "{period} 活跃客户");
/// Column.
pub const COLUMN_TENURE: Label = Label::new("Customer for (days)", "客龄（天）");
/// Meaning.
pub const MEANING_TENURE: Label = Label::new(
    "median days from the first purchase on record to the end of the period, of those active in it",
    "当期活跃客户自首次购买（以现有记录为准）至期末天数的中位数",
);
/// Column.
pub const COLUMN_RATE: Label = Label::new("Bought again, {period}", "{period} 复购率");
/// Meaning.
pub const MEANING_RATE: Label = Label::new(
    "of those who bought in {period}, the share who bought again within {days} days",
    "{period} 购买的客户中，{days} 天内再次购买的比例",
);
/// Customers with a value of an attribute, where there are several attributes.
pub const OF_ATTRIBUTE: Label = Label::new("{attribute}: {value}", "{attribute}：{value}");
/// Note.
pub const NOTE_RATE: Label = Label::new(
    "Repurchase rate: of the customers who bought in a period, the share who bought again on a later day within {days} days of their first purchase of the period. A period has a rate only once {days} days have passed since its end.",
    "复购率：某期购买的客户中，自当期首次购买之日起 {days} 天内于其他日期再次购买的比例。期末后满 {days} 天方可计算该期复购率。",
);
/// Note.
pub const NOTE_NOT_YET: Label = Label::new(
    "No period of this report ended {days} days ago or earlier, so that no repurchase rate can be told yet.",
    "本报告范围内尚无结束已满 {days} 天的统计期，暂无法计算复购率。",
);
/// Note.
pub const NOTE_TENURE: Label = Label::new(
    "Purchases before the first one in the files are not known; customers may have been so for longer.",
    "文件起始日期之前的购买记录未知，实际客龄可能更长。",
);
/// Note.
pub const NOTE_MORE: Label =
    Label::new("{n:more segment stands|more segments stand} in the data file.", "另有 {n} 个客户群，见数据文件。");
