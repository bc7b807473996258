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
