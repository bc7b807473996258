//! What the part `recovery` of the report says.

use crate::labels::Label;

/// Event.
pub const EVENT_WITH_NAME: Label = Label::new("{name} ({date})", "{name}（{date}）");
/// Sentence.
pub const SENTENCE: Label = Label::new("After {event}: {parts}.", "{event}之后：{parts}。");
/// Sentence.
pub const SENTENCE_NO_PERIOD: Label = Label::new(
    "Before and after {event} cannot be compared: the day lies outside the periods of this report.",
    "{event}不在本报告的统计期内，无法比较事件前后。",
);
/// Sentence.
pub const SENTENCE_NOTHING: Label = Label::new(
    "Before and after {event} cannot be compared: no metric of this report has a bad side.",
    "本报告中没有可判断好坏的指标，无法比较{event}前后。",
);
/// Part of a sentence.
pub const PART_BACK: Label = Label::new(
    "{metric} was {worst} at worst (before: {before}) and back after {periods:period|periods}",
    "{metric}最差为 {worst}（此前为 {before}），{periods} 期后恢复",
);
/// Part of a sentence.
pub const PART_NOT_BACK: Label = Label::new(
    "{metric} was {worst} at worst (before: {before}) and is not back yet",
    "{metric}最差为 {worst}（此前为 {before}），尚未恢复",
);
/// Part of a sentence.
pub const PART_UNHARMED: Label =
    Label::new("within the limits of before throughout: {names}", "{names}始终未超出事件前的控制限");
/// Part of a sentence.
pub const PART_CANNOT_TELL: Label = Label::new("cannot tell: {names}", "{names}无法判断");
/// Section.
pub const SECTION: Label = Label::new("Before and after a crisis", "危机前后对比");
/// Lead.
pub const SECTION_LEAD: Label = Label::new(
    "How bad it got after a recall or another crisis, and when it was over, by the limits that the periods before it set.",
    "以事件前各期确定的控制限为准，看召回等事件之后指标恶化到何种程度、何时恢复。",
);
/// Caption.
pub const CAPTION: Label = Label::new("All customers, before and since each event", "全部客户，各事件前后");
/// Column.
pub const COLUMN_EVENT: Label = Label::new("Event", "事件");
/// Column.
pub const COLUMN_BEFORE: Label = Label::new("Before", "事件前");
/// Column.
pub const COLUMN_AFTER: Label = Label::new("Since", "事件后");
/// Column.
pub const COLUMN_DIFFERENCE: Label = Label::new("Difference", "差异");
/// Column.
pub const COLUMN_WORST: Label = Label::new("Worst", "最差值");
/// Column.
pub const COLUMN_WHEN: Label = Label::new("When", "出现时间");
/// Column.
pub const COLUMN_NOW: Label = Label::new("Now", "当前值");
/// Column.
pub const COLUMN_BACK: Label = Label::new("Back since", "恢复时间");
/// Figure of now.
pub const NOW: Label = Label::new("{value} ({period}, {stands})", "{value}（{period}，{stands}）");
/// Where a figure stands.
pub const STANDS_BEYOND: Label = Label::new("beyond the limits", "超出控制限");
/// Where a figure stands.
pub const STANDS_WORSE: Label = Label::new("ordinary, but worse than before", "在正常范围内，但差于事件前");
/// Where a figure stands.
pub const STANDS_BACK: Label = Label::new("as before or better", "不差于事件前");
/// Difference with its interval.
pub const DIFFERENCE: Label = Label::new("{value} ({lower} to {upper})", "{value}（{lower} 至 {upper}）");
/// Course.
pub const COURSE_UNHARMED: Label = Label::new("never beyond the limits", "始终未超出控制限");
/// Course.
pub const COURSE_NOT_BACK: Label = Label::new("not back yet", "尚未恢复");
/// Course.
pub const COURSE_BACK: Label = Label::new("{period}, after {periods:period|periods}", "{period}（历时 {periods} 期）");
/// Reason.
pub const TOO_FEW_BEFORE: Label = Label::new(
    "cannot tell: {points:full period|full periods} before the event, at least {least} are needed",
    "无法判断：事件前仅有 {points} 个完整统计期，至少需要 {least} 个",
);
/// Reason.
pub const NOTHING_AFTER: Label =
    Label::new("cannot tell: no full period since the event yet", "无法判断：事件后尚无完整的统计期");
/// Reason.
pub const CANNOT_TELL: Label = Label::new("cannot tell: {why}", "无法判断：{why}");
/// Note.
pub const NOTE_RULE: Label = Label::new(
    "Before: the full periods before that of the event, at most {most} and at least {least}, later than the last phase that began before it. A metric is back in the first of two periods in a row, after it was beyond the limits, that lie inside the limits and not on the bad side of the centre of before.",
    "事件前：事件所在期之前的完整统计期，最多 {most} 期、至少 {least} 期，且晚于此前最近一次阶段起点。指标超出控制限后，连续两期回到控制限内且不差于事件前中心线的，以其中第一期为恢复时间。",
);
/// Note.
pub const NOTE_DIFFERENCE: Label = Label::new(
    "Difference: all full periods from that of the event on, less all periods before, with a 95% interval from how much the periods before varied among themselves.",
    "差异：自事件所在期起全部完整统计期的合并值减去事件前合并值；95% 区间依据事件前各期之间的波动得出。",
);
/// Note.
pub const NOTE_OTHERS: Label = Label::new(
    "The periods compared for {event} also hold {others}: effects of these cannot be told apart.",
    "{event}所比较的统计期内还发生了{others}，其影响无法区分。",
);
