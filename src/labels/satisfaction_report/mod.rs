//! What `huike satisfaction-report` says.

pub mod alarms;
pub mod complaints;
pub mod drivers;
pub mod follow_ups;
pub mod goals;
pub mod loyalty;
pub mod recovery;
pub mod scores;

use super::Label;

/// Error.
pub const NOTHING_GIVEN: Label = Label::new("nothing to report on is given", "没有指定任何可供分析的数据");
/// Hint.
pub const NOTHING_GIVEN_HINT: Label = Label::new(
    "--surveys FILE for answers, --complaints FILE for complaints, --follow-ups FILE for follow-ups",
    "用 --surveys 指定问卷，用 --complaints 指定投诉，用 --follow-ups 指定回访",
);
/// Error.
pub const NEEDS_CUSTOMERS: Label = Label::new("needs --customers FILE", "需要 --customers 文件");
/// Error.
pub const NEEDS_CUSTOMERS_AND_SURVEYS: Label =
    Label::new("needs --customers FILE and --surveys FILE", "需要 --customers 文件与 --surveys 文件");
/// Error.
pub const NEEDS_SURVEYS: Label = Label::new("needs --surveys FILE", "需要 --surveys 文件");
/// Error.
pub const NEEDS_ORDERS: Label = Label::new("needs --orders FILE", "需要 --orders 文件");
/// Error.
pub const NEEDS_COMPLAINTS: Label = Label::new("needs --complaints FILE", "需要 --complaints 文件");
/// Error.
pub const NEEDS_FOLLOW_UPS: Label = Label::new("needs --follow-ups FILE", "需要 --follow-ups 文件");
/// Error.
pub const SLA_TWICE: Label = Label::new("{clock} is given twice", "{clock} 重复指定");
/// Error.
pub const NOTHING_LEFT: Label =
    Label::new("no answer, complaint or follow-up can be used", "没有可用的答卷、投诉或回访记录");
/// Segment.
pub const EVERYONE: Label = Label::new("all customers", "全部客户");
/// Title.
pub const TITLE: Label = Label::new("Customer satisfaction", "客户满意度报告");
/// Question.
pub const QUESTION: Label =
    Label::new("Are customers content, and is a crisis coming?", "客户是否满意，是否有危机苗头？");
/// Headline.
pub const HEADLINE: Label = Label::new(
    "{periods:period|periods}, {first} to {last}, as of {as_of}",
    "{first} 至 {last} 共 {periods} 期，截至 {as_of}",
);
/// Headline of a single period.
pub const HEADLINE_ONE: Label = Label::new("1 period, {first}, as of {as_of}", "{first} 共 1 期，截至 {as_of}");
/// Section.
pub const SECTION_NEWEST: Label = Label::new("Newest full period", "最近一个完整统计期");
/// Title.
pub const SECTION_SO_FAR: Label = Label::new("The period so far", "本期至今");
/// Section.
pub const SECTION_TRENDS: Label = Label::new("Trends with their limits", "趋势与控制限");
/// Lead.
pub const SECTION_TRENDS_LEAD: Label = Label::new(
    "The band is what the baseline leads one to expect. A point inside it is ordinary variation and needs no explanation.",
    "带状区域是由基线期得出的正常波动范围；落在其中的点属于正常波动，无须解释。",
);
/// Verdict.
pub const VERDICT_CRISIS: Label = Label::new("A crisis alarm stands: {names}", "存在危机级预警：{names}");
/// Verdict.
pub const VERDICT_WARNING: Label = Label::new("A warning stands: {names}", "存在警告级预警：{names}");
/// Verdict.
pub const VERDICT_NOTICE: Label =
    Label::new("Only notices stand, no warning: {names}", "只有提示级预警，没有警告：{names}");
/// Verdict.
pub const VERDICT_CALM: Label = Label::new("No alarm stands", "没有预警");
/// Verdict.
pub const VERDICT_WITHHELD: Label = Label::new(
    "No alarm stands; too few stand behind the figures of {period} to show or judge: {names}",
    "没有预警；{period} 以下指标数量过少，不公布也无法判断：{names}",
);
/// Verdict.
pub const VERDICT_UNANSWERED: Label = Label::new(
    "No alarm stands, but whether all is well cannot be told: no answer of {period} can be used: {names}",
    "没有预警，但无法判断是否一切正常：{period} 没有可用的答卷：{names}",
);
/// Error.
pub const NOBODY_ANSWERED: Label = Label::new(
    "no alarm stands, but {name} cannot be judged: the question was put in {period}, and no answer can be used",
    "没有预警，但 {name} 无法判断：{period} 有提问但没有可用的答卷",
);
/// Hint.
pub const NOBODY_ANSWERED_HINT: Label = Label::new(
    "see that the export has the answers, on the same scale as before, and that the scores are taken from the right column (--map surveys.score=HEADER)",
    "请确认导出数据含有答案、量表与以往一致，且评分取自正确的列（--map surveys.score=列名）",
);
/// Metric.
pub const PROVISIONAL_UNTIL: Label = Label::new("{name} (provisional until {date})", "{name}（{date} 前为暂定值）");
/// Verdict.
pub const VERDICT_WITH_SCORES: Label = Label::new("{alarm}. {period}: {scores}.", "{alarm}。{period}：{scores}。");
/// One score.
pub const ONE_SCORE: Label = Label::new("{name} {value} ({lower} to {upper})", "{name} {value}（{lower} 至 {upper}）");
/// Verdict.
pub const VERDICT_NO_FULL_PERIOD: Label =
    Label::new("No period is full yet, so that nothing can be judged.", "尚无完整的统计期，无法判断。");
/// Threshold.
pub const ALARM_STANDS: Label = Label::new("an alarm stands: {level}", "存在预警：{level}");
/// Caption.
pub const CAPTION_NEWEST: Label = Label::new("All customers, {period}", "全部客户，{period}");
/// Column.
pub const COLUMN_METRIC: Label = Label::new("Metric", "指标");
/// Column.
pub const COLUMN_VALUE: Label = Label::new("Value", "数值");
/// Column.
pub const COLUMN_INTERVAL: Label = Label::new("95% interval", "95% 区间");
/// Column.
pub const COLUMN_N: Label = Label::new("n", "样本量");
/// Column.
pub const COLUMN_CHANGE: Label = Label::new("Change", "变化");
/// Meaning.
pub const MEANING_INTERVAL: Label = Label::new(
    "how far chance alone may have moved the figure; who does not answer may differ",
    "仅反映随机误差；未作答的客户可能与此不同",
);
/// Meaning.
pub const MEANING_CHANGE: Label = Label::new(
    "against the period before; ≈ marks a change that may be chance",
    "与上一期相比；≈ 表示可能只是随机波动",
);
/// Change that may be chance.
pub const CHANGE_BY_CHANCE: Label = Label::new("≈ {change}", "≈ {change}");
/// Hidden figure.
pub const HIDDEN: Label = Label::new("<10", "<10");
/// Note.
pub const NOTE_INTERVAL: Label = Label::new("95% interval {lower} to {upper}", "95% 区间 {lower} 至 {upper}");
/// Reason in the ledger.
pub const REASON_UNANSWERED: Label = Label::new("question not answered", "未作答");
/// A difference of shares.
pub const IN_PERCENTAGE_POINTS: Label = Label::new("{n} points", "{n} 个百分点");
/// A difference of net scores.
pub const IN_POINTS: Label = Label::new("{n} points", "{n} 分");
/// From the lower to the upper end of an interval.
pub const FROM_TO: Label = Label::new("{lower} to {upper}", "{lower} 至 {upper}");
/// A figure that is hidden because it would tell another one.
pub const WITHHELD: Label = Label::new("withheld", "不公布");
/// Warning.
pub const ENDS_EARLY: Label = Label::new(
    "{table}: the last row is in {last}; {n:full period|full periods} after it say nothing, neither good nor bad",
    "{table}：最后一行在 {last}；其后 {n} 个完整统计期没有数据，无法判断好坏",
);
/// Table.
pub const TABLE_SURVEYS: Label = Label::new("Survey answers", "问卷");
/// Table.
pub const TABLE_COMPLAINTS: Label = Label::new("Complaints", "投诉");
/// Table.
pub const TABLE_FOLLOW_UPS: Label = Label::new("Follow-ups", "回访");
/// Table.
pub const TABLE_ORDERS: Label = Label::new("Orders", "订单");
/// Warning.
pub const LONE_BEYOND: Label = Label::new(
    "{table}: {n:row|rows} dated up to {newest} far beyond all others, as a mistyped day would be: left out, and the report stands as of {as_of}; if the day is right, set --as-of",
    "{table}：有 {n} 行的日期（最晚 {newest}）远晚于其他数据，疑似录入错误，未予采用；本报告截至 {as_of}。若日期无误，请用 --as-of 指定截止日",
);
/// Warning.
pub const LONE_WITHIN: Label = Label::new(
    "{table}: {n:row|rows} dated up to {newest} far beyond all others, as a mistyped day would be: what follows {last} is taken as not known, neither good nor bad",
    "{table}：有 {n} 行的日期（最晚 {newest}）远晚于其他数据，疑似录入错误；{last} 之后视为未知，无法判断好坏",
);
/// Error.
pub const NO_SUCH_METRIC: Label = Label::new(
    "there is no metric `{name}` in this run; it has {known}",
    "本次运行没有指标 `{name}`；现有指标：{known}",
);
/// Threshold.
pub const LIMIT_UNTOLD: Label =
    Label::new("{threshold} cannot be told: there is no figure", "{threshold} 无法判断：没有可用的数值");
/// Hint.
pub const UNTOLD_NO_FULL_PERIOD: Label = Label::new(
    "no period is over yet; a shorter --period or a later --as-of makes one",
    "尚无完整的统计期；可缩短 --period 或推迟 --as-of",
);
/// Hint.
pub const UNTOLD_FEW: Label = Label::new(
    "{period} rests on fewer than {least} and is withheld; a longer --period gathers more",
    "{period} 数量不足 {least}，不公布；可用更长的 --period",
);
/// Hint.
pub const UNTOLD_NOTHING: Label = Label::new(
    "nothing was recorded in {period}; see that the export goes up to its end, or state --as-of",
    "{period} 没有记录；请确认导出数据已覆盖该期，或用 --as-of 指定截止日",
);
/// Error.
pub const STATE_IS_OUTPUT: Label = Label::new("is the file of -o as well", "与 -o 指定的文件相同");
/// Error.
pub const STATE_WITHOUT_FOLDER: Label = Label::new("its folder does not exist", "所在文件夹不存在");
/// Error.
pub const TOO_MANY_PERIODS: Label = Label::new(
    "{n} periods from {first} to {last}: more than {most} are not reported",
    "{first} 至 {last} 共 {n} 期，超过上限 {most} 期",
);
/// Hint.
pub const TOO_MANY_PERIODS_HINT: Label = Label::new(
    "is a day mistyped? --as-of ends the report, a longer --period makes fewer",
    "是否有日期录入错误？可用 --as-of 指定截止日，或用更长的 --period",
);
/// Error.
pub const TOO_MANY_VALUES: Label = Label::new(
    "{name} has {n} different values: more than {most} are no segments",
    "{name} 有 {n} 个不同取值，超过 {most} 个，无法作为分组",
);
/// Warning.
pub const LONE_NEWEST: Label = Label::new(
    "nothing lies between {before} and {newest}: if the newest day is mistyped, set --as-of",
    "{before} 与 {newest} 之间没有任何数据：若最新日期有误，请用 --as-of 指定截止日",
);
/// Verdict.
pub const VERDICT_NOTHING: Label = Label::new("There is nothing to judge in {period}.", "{period} 没有可判断的数据。");
/// Error.
pub const LIMIT_NO_SHARE: Label =
    Label::new("{limit}: this metric is no share, so that its limit has no %", "{limit}：该指标不是占比，限值不带 %");
/// Hint.
pub const STATE_STANDS: Label = Label::new(
    "so is the file of alarms; run again once it can be written",
    "预警状态文件同样未改动；请在可以写入后重新运行",
);
/// Error.
pub const STATE_LEFT_BEHIND: Label = Label::new(
    "the results of this run are in place, but the file of alarms is still that of the run before: {why}",
    "本次结果已写出，但预警状态文件仍是上一次运行的：{why}",
);
/// Hint.
pub const STATE_LEFT_BEHIND_HINT: Label = Label::new(
    "run again once the file can be replaced; otherwise the next run tells the news of this one once more",
    "请在该文件可以替换后重新运行；否则下次运行会再次报告本次的变化",
);
