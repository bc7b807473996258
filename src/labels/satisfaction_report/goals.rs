//! What the part `goals` of the report says.

use crate::labels::Label;

/// Hint.
pub const WRITE_A_GOAL: Label = Label::new(
    "write one section [[goal]] a goal, and in it, each on a line of its own: id = \"csat-all\", metric = \"csat\", baseline = 78, baseline_on = 2026-01-01, target = 85, by = 2026-12-31",
    "每个目标写一节 [[goal]]，其下各占一行：id = \"csat-all\"、metric = \"csat\"、baseline = 78、baseline_on = 2026-01-01、target = 85、by = 2026-12-31",
);
/// Warning.
pub const NO_PERIOD: Label = Label::new(
    "goal `{id}` cannot be judged: there is no period to judge it by; its day may lie before the data",
    "目标“{id}”无法判断：没有可用于判断的统计期，其截止日可能早于数据起点",
);
/// Sentence.
pub const SENTENCE: Label = Label::new("Of {n:goal|goals}: {counted}.", "共 {n} 个目标：{counted}。");
/// So many goals.
pub const SO_MANY_MET: Label = Label::new("{n} met", "{n} 个已达成");
/// So many goals.
pub const SO_MANY_ON_TRACK: Label = Label::new("{n} on track", "{n} 个进展正常");
/// So many goals.
pub const SO_MANY_NOT_MET: Label = Label::new("{n} not met", "{n} 个未达成");
/// So many goals.
pub const SO_MANY_BEHIND: Label = Label::new("{n} behind", "{n} 个进展落后");
/// So many goals.
pub const SO_MANY_PROVISIONAL: Label = Label::new("{n} provisional", "{n} 个尚为暂定");
/// So many goals.
pub const SO_MANY_CANNOT_TELL: Label = Label::new("{n} cannot be judged", "{n} 个无法判断");
/// Interval in a sentence.
pub const INTERVAL: Label = Label::new(" ({lower} to {upper})", "（{lower} 至 {upper}）");
/// Sentence.
pub const SENTENCE_BEHIND: Label = Label::new(
    "Behind: {id}. {metric} ({segment}) was {value}{interval} in {period}; by then it should have been {direction} {should}.",
    "进展落后：{id}。{period} {metric}（{segment}）为 {value}{interval}，按进度应{direction} {should}。",
);
/// Sentence.
pub const SENTENCE_NOT_MET: Label = Label::new(
    "Not met: {id}. {metric} ({segment}) was {value}{interval} in {period}; the target is {direction} {should}.",
    "未达成：{id}。{period} {metric}（{segment}）为 {value}{interval}，目标为{direction} {should}。",
);
/// Section.
pub const SECTION: Label = Label::new("Goals", "目标达成情况");
/// Lead.
pub const SECTION_LEAD: Label = Label::new(
    "A goal is met only when the whole interval is on the good side of its target, and missed only when the whole interval is on the other side. In between, the data do not say.",
    "整个区间都达到目标才算达成，整个区间都未达到才算未达成；介于两者之间，则数据不足以判断。",
);
/// Caption.
pub const CAPTION: Label = Label::new("Goals and how they stand", "各项目标及其进展");
/// Column.
pub const COLUMN_GOAL: Label = Label::new("Goal", "目标");
/// Column.
pub const COLUMN_PATH: Label = Label::new("From → to", "基线 → 目标值");
/// Meaning.
pub const MEANING_PATH: Label = Label::new("baseline and target", "基线值与目标值");
/// Column.
pub const COLUMN_BY: Label = Label::new("By", "截止日");
/// A figure and its period.
pub const NOW_IN: Label = Label::new("{period}: {value}", "{period}：{value}");
/// Column.
pub const COLUMN_NOW: Label = Label::new("Now", "当前值");
/// Column.
pub const COLUMN_MILESTONE: Label = Label::new("Should be", "应达到");
/// Meaning.
pub const MEANING_MILESTONE: Label = Label::new(
    "at the end of the period, on a straight line from the baseline to the target; before the goal is due nothing where the baseline or its day is not given",
    "按基线到目标的直线进度，期末应达到的值；未给出基线或基线日期时，到期之前没有此值",
);
/// Column.
pub const COLUMN_VERDICT: Label = Label::new("Verdict", "结论");
/// Metric of a segment.
pub const OF_SEGMENT: Label = Label::new("{metric} ({segment})", "{metric}（{segment}）");
/// Verdict.
pub const HIDDEN: Label = Label::new(
    "cannot tell: the figure is hidden, as it would give away a group of fewer than ten",
    "无法判断：为避免反推出不足 10 人的客户群，该数值不予显示",
);
/// Note.
pub const NOTE_RULE: Label = Label::new(
    "Before its day a goal is judged by the newest full period against where it should be by then, and without a baseline and its day only by whether the target is reached already; on that day or after, by the period that holds it. Observations needed are for an interval of 95% and a power of 80%. Numbers of customers or complaints are counted, not estimated, and are judged as they stand.",
    "截止日之前，以最近一个完整统计期对照当期应达到的值，未给出基线及其日期时只看是否已提前达到目标值；截止日及之后，以截止日所在的统计期为准。所需样本量按 95% 区间与 80% 检验功效计算。客户数、投诉数等为实际计数而非估计，直接比较。",
);
