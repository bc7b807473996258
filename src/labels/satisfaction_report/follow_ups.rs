//! What the part `follow_ups` of the report says.

use crate::labels::Label;

/// Metric.
pub const COMPLETION: Label = Label::new("Follow-ups done", "回访完成率");
/// Metric.
pub const ON_TIME: Label = Label::new("Follow-ups on time", "回访及时率");
/// Metric.
pub const REACHED: Label = Label::new("Customers reached", "回访接通率");
/// Warning.
pub const DUPLICATES: Label = Label::new(
    "{n:follow-up equals another one and was|follow-ups equal another one and were} left out",
    "{n} 条回访与其他记录完全相同，已排除",
);
/// Warning.
pub const UNDATED: Label = Label::new(
    "{n:follow-up has|follow-ups have} neither a due date nor a day on which it was done, and count for nothing",
    "{n} 条回访既无应回访日期也无完成时间，未计入",
);
/// Warning.
pub const WITHOUT_DUE_DATE: Label = Label::new(
    "{n:follow-up has|follow-ups have} no due date: planned for no period, and in no rate",
    "{n} 条回访没有应回访日期：不属于任何统计期，也不计入各项比率",
);
/// Warning.
pub const STRANGERS: Label = Label::new(
    "{n:follow-up is|follow-ups are} of customers who are not in the customers file: counted for all customers, for no segment",
    "{n} 条回访的客户不在客户文件中：计入全部客户，但不属于任何分群",
);
/// Warning.
pub const NOTHING_DONE: Label = Label::new(
    "no follow-up is recorded as done; is the column with the day mapped (--map follow-ups.done_at=HEADER)?",
    "没有任何回访记录为已完成；完成时间一列是否已对应（--map follow-ups.done_at=表头）？",
);
/// Warning.
pub const DONE_UNDATED: Label = Label::new(
    "{n:follow-up is|follow-ups are} recorded as done without the day (done_at): counted as done, and neither in the share on time nor in what goes together with follow-ups",
    "{n} 条回访的结果写明已完成，但没有完成时间（done_at）：计为已完成，不计入及时率，也不用于与回访相关的变化分析",
);
/// Warning.
pub const DONE_LATER: Label = Label::new(
    "{n:follow-up was done after the as-of day and counts|follow-ups were done after the as-of day and count} as not done",
    "{n} 条回访在截止日之后才完成，按未完成计",
);
/// Sentence.
pub const OF_DUE: Label = Label::new(
    "Of {due:follow-up|follow-ups} due in {period}, {done} were done{on_time}.",
    "{period} 应回访 {due} 条，完成率 {done}{on_time}。",
);
/// Part of a sentence.
pub const OF_DONE: Label = Label::new(", {share} of these on time", "，其中及时完成 {share}");
/// Sentence.
pub const NONE_DUE: Label = Label::new("No follow-up was due in {period}.", "{period} 没有应回访的任务。");
/// Sentence.
pub const TOO_FEW_DUE: Label =
    Label::new("Too few follow-ups were due in {period} for a rate.", "{period} 应回访的任务太少，不计算比率。");
/// Sentence.
pub const IDENTITY: Label = Label::new(
    "{planned:follow-up|follow-ups} planned = {done} done + {missed} missed + {cancelled} cancelled + {left} not yet due.",
    "计划回访 {planned} 条 = 已完成 {done} + 逾期未做 {missed} + 已取消 {cancelled} + 未到期 {left}。",
);
/// Sentence.
pub const ANSWER_MORE: Label = Label::new(
    "After a follow-up the answers of customers to “{question}” change by {effect} more than those of like customers \
     without one ({lower} to {upper}; association only).",
    "回访之后，客户对“{question}”的评分变化比条件相近的未回访客户多 {effect}（{lower} 至 {upper}；仅为关联，不代表因果）。",
);
/// Sentence.
pub const ANSWER_LESS: Label = Label::new(
    "After a follow-up the answers of customers to “{question}” change by {effect} less than those of like customers \
     without one ({lower} to {upper}; association only).",
    "回访之后，客户对“{question}”的评分变化比条件相近的未回访客户少 {effect}（{lower} 至 {upper}；仅为关联，不代表因果）。",
);
/// Sentence.
pub const BOUGHT_MORE: Label = Label::new(
    "Of customers whose follow-up was done, {effect} percentage points more buy within {days:day|days} than of like \
     customers whose follow-up was not ({lower} to {upper}; association only).",
    "完成回访的客户在 {days} 天内复购的比例，比条件相近但未完成回访的客户高 {effect} 个百分点（{lower} 至 {upper}；仅为关联，不代表因果）。",
);
/// Sentence.
pub const BOUGHT_LESS: Label = Label::new(
    "Of customers whose follow-up was done, {effect} percentage points fewer buy within {days:day|days} than of like \
     customers whose follow-up was not ({lower} to {upper}; association only).",
    "完成回访的客户在 {days} 天内复购的比例，比条件相近但未完成回访的客户低 {effect} 个百分点（{lower} 至 {upper}；仅为关联，不代表因果）。",
);
/// Sentence.
pub const COMPLAINED_MORE: Label = Label::new(
    "Of customers whose follow-up was done, {effect} percentage points more complain within {days:day|days} than of \
     like customers whose follow-up was not ({lower} to {upper}; association only).",
    "完成回访的客户在 {days} 天内投诉的比例，比条件相近但未完成回访的客户高 {effect} 个百分点（{lower} 至 {upper}；仅为关联，不代表因果）。",
);
/// Sentence.
pub const COMPLAINED_LESS: Label = Label::new(
    "Of customers whose follow-up was done, {effect} percentage points fewer complain within {days:day|days} than of \
     like customers whose follow-up was not ({lower} to {upper}; association only).",
    "完成回访的客户在 {days} 天内投诉的比例，比条件相近但未完成回访的客户低 {effect} 个百分点（{lower} 至 {upper}；仅为关联，不代表因果）。",
);
/// Sentence.
pub const OTHERWISE: Label = Label::new("Follow-ups and {outcome}: {verdict}.", "{outcome}与回访的关系：{verdict}。");
/// Outcome.
pub const OUTCOME_ANSWER: Label = Label::new("the answers to “{question}”", "“{question}”的评分");
/// Outcome.
pub const OUTCOME_BOUGHT: Label = Label::new("repurchase within {days:day|days}", "{days} 天内复购");
/// Outcome.
pub const OUTCOME_COMPLAINED: Label = Label::new("complaints within {days:day|days}", "{days} 天内投诉");
/// Difference of shares.
pub const PERCENTAGE_POINTS: Label = Label::new("{n}\u{a0}pp", "{n}\u{a0}个百分点");
/// Verdict.
pub const TOO_FEW_CASES: Label = Label::new(
    "cannot tell: too few customers can be compared, {treated} with and {untreated} without a follow-up",
    "无法判断：可比较的客户太少，有回访 {treated} 人，无回访 {untreated} 人",
);
/// Section.
pub const SECTION: Label = Label::new("Follow-ups", "客户回访");
/// Lead.
pub const SECTION_LEAD: Label = Label::new(
    "A follow-up is due on its due day and counts as done whenever it was done up to the as-of day; on time allows for \
     {grace:day|days} of grace. Cancelled ones are in no rate.",
    "回访自应回访日起即为到期，截至截止日完成的均计为完成；及时完成允许宽限 {grace} 天。已取消的回访不计入各项比率。",
);
/// Caption.
pub const CAPTION_BALANCE: Label = Label::new("Where the follow-ups stand", "回访执行情况");
/// Caption.
pub const CAPTION_KINDS: Label = Label::new("By kind, {period}", "按回访类型，{period}");
/// Caption.
pub const CAPTION_OWNERS: Label = Label::new("By owner, {period}", "按负责人，{period}");
/// Caption.
pub const CAPTION_SEGMENTS: Label = Label::new("By segment, {period}", "按客户分群，{period}");
/// Column.
pub const COLUMN_PERIOD: Label = Label::new("Period", "统计期");
/// Column.
pub const COLUMN_KIND: Label = Label::new("Kind", "回访类型");
/// Column.
pub const COLUMN_OWNER: Label = Label::new("Owner", "负责人");
/// Column.
pub const COLUMN_SEGMENT: Label = Label::new("Segment", "客户分群");
/// Column.
pub const COLUMN_PLANNED: Label = Label::new("Planned", "计划");
/// Column.
pub const COLUMN_DONE: Label = Label::new("Done", "已完成");
/// Column.
pub const COLUMN_MISSED: Label = Label::new("Missed", "逾期未做");
/// Column.
pub const COLUMN_CANCELLED: Label = Label::new("Cancelled", "已取消");
/// Column.
pub const COLUMN_NOT_YET_DUE: Label = Label::new("Not yet due", "未到期");
/// Column.
pub const COLUMN_DUE: Label = Label::new("Due", "应回访");
/// Column.
pub const COLUMN_COMPLETION: Label = Label::new("Completion", "完成率");
/// Column.
pub const COLUMN_ON_TIME: Label = Label::new("On time", "及时率");
/// Column.
pub const COLUMN_REACHED: Label = Label::new("Reached", "接通率");
/// Meaning.
pub const MEANING_COMPLETION: Label =
    Label::new("done, of those due and not cancelled", "已完成占应回访（不含已取消）的比例");
/// Meaning.
pub const MEANING_ON_TIME: Label = Label::new(
    "done within the days of grace, of those done on a known day",
    "在宽限期内完成的占完成时间已知的已完成回访的比例",
);
/// Meaning.
pub const MEANING_REACHED: Label =
    Label::new("customer reached, of those due for which that is recorded", "接通客户的占有接通记录的应回访的比例");
/// Row.
pub const ALL_PERIODS: Label = Label::new("all periods", "全部统计期");
/// Row.
pub const NOT_STATED: Label = Label::new("not stated", "未填写");
/// Row.
pub const OTHER_OWNERS: Label = Label::new(
    "{n:other|others} with fewer than {least} due, or withheld",
    "其他 {n} 人（应回访不足 {least} 条或不公布）",
);
/// Row.
pub const OTHER_KINDS: Label = Label::new(
    "{n:other kind|other kinds} with fewer than {least} due, or withheld",
    "其他 {n} 类（应回访不足 {least} 条或不公布）",
);
/// Title.
pub const CHART_ANSWERS: Label = Label::new(
    "Follow-ups and the change of answers, difference of like customers",
    "回访与评分变化：条件相近客户之差",
);
/// Title.
pub const CHART_SHARES: Label = Label::new(
    "Follow-ups and what customers did after, difference of like customers",
    "回访与客户后续行为：条件相近客户之差",
);
/// Takeaway.
pub const CHART_TOLD: Label = Label::new(
    "Of {n:comparison|comparisons}, {told:shows|show} a difference that is more than chance",
    "{n} 项比较中，有 {told} 项差异超出随机波动",
);
/// Takeaway.
pub const CHART_NONE: Label =
    Label::new("No comparison shows a difference that is more than chance", "没有任何比较显示出超出随机波动的差异");
/// Reference.
pub const REFERENCE: Label = Label::new("no difference", "无差异");
/// Note.
pub const CHART_NOTE: Label = Label::new(
    "Association only: nobody drew lots on who is followed up. Each followed-up customer stands beside one without a \
     follow-up and with like figures before; bars are 95% intervals.",
    "仅为关联，不代表因果：是否回访并非随机决定。每位回访客户与一位此前情况相近的未回访客户配对；横线为 95% 区间。",
);
/// Dot of one kind of follow-ups.
pub const OF_KIND: Label = Label::new("{outcome}, {kind}", "{outcome}，{kind}");
/// Caption.
pub const CAPTION_EFFECTS: Label = Label::new("What goes together with follow-ups", "与回访相关的变化");
/// Column.
pub const COLUMN_OUTCOME: Label = Label::new("Outcome", "结果");
/// Column.
pub const COLUMN_EFFECT: Label = Label::new("Difference", "差异");
/// Column.
pub const COLUMN_PAIRS: Label = Label::new("Pairs", "配对数");
/// Column.
pub const COLUMN_PLAIN: Label = Label::new("Unmatched", "未配对差异");
/// Column.
pub const COLUMN_VERDICT: Label = Label::new("Verdict", "结论");
/// Meaning.
pub const MEANING_PLAIN: Label = Label::new(
    "the difference of the mean changes of all of them, without matching: a check",
    "全体客户平均变化之差，未做配对，仅供核对",
);
/// Verdict.
pub const VERDICT_BETTER: Label = Label::new("better", "较好");
/// Verdict.
pub const VERDICT_WORSE: Label = Label::new("worse", "较差");
/// Verdict.
pub const VERDICT_NEGLIGIBLE: Label = Label::new("no difference of interest", "无值得关注的差异");
/// Verdict.
pub const VERDICT_CANNOT_TELL: Label = Label::new("cannot tell", "无法判断");
/// Verdict.
pub const VERDICT_NEEDS: Label = Label::new("cannot tell: {n} needed in each group", "无法判断：每组需 {n} 人");
/// Verdict.
pub const VERDICT_DIFFERED: Label = Label::new("cannot tell: differed before", "无法判断：此前走势已不同");
/// Verdict.
pub const VERDICT_NO_ROOM: Label = Label::new("cannot tell: no room to improve", "无法判断：已近上限");
/// Verdict.
pub const VERDICT_CEILING: Label = Label::new("cannot tell: nearly all did so before", "无法判断：此前几乎全部如此");
/// Verdict where nobody could check the time before.
pub const VERDICT_UNCHECKED: Label =
    Label::new("{verdict} (whether they differed before: not checked)", "{verdict}（此前走势未能检验）");
/// Sentence where nobody could check the time before.
pub const UNCHECKED: Label = Label::new(
    "{told} Whether the two groups already moved differently before could not be checked.",
    "{told}两组此前的走势是否已有不同，未能检验。",
);
/// Verdict.
pub const VERDICT_TOO_FEW: Label = Label::new("too few", "人数太少");
/// Verdict.
pub const VERDICT_NONE: Label = Label::new("cannot be estimated", "无法估计");
/// Notes on the matching.
pub const NOTE_BALANCE: Label = Label::new(
    "{outcome}: before, followed-up customers stood {before} standard deviations from the others, the matched ones {matched}; {trends}.",
    "{outcome}：此前回访客户与其他客户相差 {before} 个标准差，配对后为 {matched}；{trends}。",
);
/// Interval of a difference.
pub const LIMITS: Label = Label::new("{lower} to {upper}", "{lower} 至 {upper}");
/// Warning.
pub const DONE_AHEAD: Label = Label::new(
    "{n:follow-up was|follow-ups were} done although due only after the as-of day: counted as done, in no rate until then",
    "{n} 条回访在截止日前已提前完成，但应回访日期晚于截止日：计为已完成，到期前不计入各项比率",
);
