//! What the part `alarms` of the report says.

use crate::labels::Label;

/// Error.
pub const NO_STATE_FILE: Label = Label::new(
    "this is no file of alarms that an earlier run left: {why}",
    "该文件不是之前运行留下的预警状态文件：{why}",
);
/// Hint.
pub const NO_STATE_FILE_HINT: Label = Label::new(
    "restore it from a copy, or name a file that does not exist yet to begin anew; alarms that stand would then be told as new",
    "请用备份恢复该文件，或指定一个尚不存在的文件重新开始；届时仍有效的预警将按新增处理",
);
/// Reason.
pub const EMPTY_STATE: Label = Label::new("it is empty", "文件为空");
/// Reason.
pub const CUT_STATE: Label =
    Label::new("it breaks off at line {line}, column {column}", "内容不完整，在第 {line} 行第 {column} 列中断");
/// Reason.
pub const FOREIGN_STATE: Label = Label::new(
    "what stands up to line {line}, column {column} is not what huike writes there",
    "到第 {line} 行第 {column} 列为止的内容与 huike 写入的不符",
);
/// Reason.
pub const NO_JSON: Label =
    Label::new("it is no JSON at line {line}, column {column}", "第 {line} 行第 {column} 列不是有效的 JSON");
/// Error.
pub const OTHER_STATE: Label = Label::new("it holds `{kind}`, version {schema}", "其内容为 `{kind}`，版本 {schema}");
/// Error.
pub const IMPOSSIBLE_STATE: Label = Label::new(
    "it names a rule, level or direction that there is not, or an alarm that ends before it begins",
    "其中有不存在的规则、级别或方向，或预警的结束早于开始",
);
/// Error.
pub const OTHER_PERIOD: Label = Label::new(
    "the alarms in this file are by {own}, and this run counts by {given}",
    "该文件按 {own} 记录预警，而本次按 {given} 统计",
);
/// Hint.
pub const OTHER_PERIOD_HINT: Label = Label::new(
    "--period {own}, or a state file of its own for every length",
    "使用 --period {own}，或为每种统计周期各用一个状态文件",
);
/// Error.
pub const UNKNOWN_METRIC: Label = Label::new(
    "the alarm rules name the metric `{name}`, which this run has not; it has {known}",
    "预警规则中的指标 `{name}` 在本次运行中不存在；现有指标：{known}",
);
/// Error.
pub const UNKNOWN_METRIC_NEAR: Label = Label::new(
    "the alarm rules name the metric `{name}`, which this run has not; did you mean `{near}`?",
    "预警规则中的指标 `{name}` 在本次运行中不存在；是否指 `{near}`？",
);
/// Hint.
pub const UNKNOWN_METRIC_HINT: Label = Label::new(
    "correct the name, or give the data of the metric; a rule that watches nothing never raises an alarm",
    "请更正名称，或提供该指标的数据；没有监测对象的规则永远不会预警",
);
/// Error.
pub const NOT_WATCHED: Label = Label::new(
    "no alarm can be raised on the metric `{name}`: it has no control chart, or neither of its sides is bad news",
    "指标 `{name}` 无法预警：它没有控制图，或无法判断哪个方向不利",
);
/// Error.
pub const UNFIT_CHART: Label = Label::new(
    "chart = \"{chart}\" does not fit the metric `{name}`; it can have {known}",
    "chart = \"{chart}\" 不适用于指标 `{name}`；可用 {known}",
);
/// Error.
pub const IDLE_DETECTOR: Label = Label::new(
    "the detector {detector} alarms when counts are high, and never on `{name}`, which is bad when it is low; use ewma or cusum",
    "检测方法 {detector} 只在数量偏高时预警，对偏低才不利的 `{name}` 永远不会预警；请用 ewma 或 cusum",
);
/// Metric.
pub const COMPLAINT_RATE: Label = Label::new("Complaint rate", "投诉率");
/// Metric.
pub const REPURCHASE_RATE: Label = Label::new("Repurchase rate", "复购率");
/// Reason.
pub const FEW_EVENTS: Label = Label::new(
    "control limits need {needed:event|events} in the baseline after the first, and there are {points}",
    "计算控制限需要基线内首个事件之后的 {needed} 个事件，现只有 {points} 个",
);
/// Statistic.
pub const STATISTIC_FIGURE: Label = Label::new("figure", "数值");
/// Statistic.
pub const STATISTIC_MOVING_RANGE: Label = Label::new("difference from the period before", "与上一期之差");
/// Statistic.
pub const STATISTIC_DAYS_BETWEEN: Label = Label::new("days since the one before", "距前一件的天数");
/// Statistic.
pub const STATISTIC_ORDERS_BETWEEN: Label = Label::new("orders since the one before", "距前一件的订单数");
/// Statistic.
pub const STATISTIC_EWMA: Label =
    Label::new("weighted average of distances from the centre in sd", "偏离中心线的加权平均（标准差）");
/// Statistic.
pub const STATISTIC_CUSUM: Label =
    Label::new("cumulated sum of distances from the centre in sd", "偏离中心线的累积和（标准差）");
/// Statistic.
pub const STATISTIC_EXCESS: Label = Label::new("excess of three periods in sd", "三期超出量之和（标准差）");
/// Warning.
pub const FEW_BASELINE_PERIODS: Label = Label::new(
    "control limits rest on {asked:period|periods}, as --baseline says; with fewer than {needed} they are far from certain",
    "按 --baseline 的设定，控制限仅以 {asked} 期为基线；少于 {needed} 期时控制限很不可靠",
);
/// Warning.
pub const LATE_PHASE: Label = Label::new(
    "--phase {day} lies after the as-of date and begins no phase yet",
    "--phase {day} 晚于截止日，尚未开始新阶段",
);
/// Warning.
pub const NOT_JUDGED: Label = Label::new("{metric} cannot be fully judged: {why}", "{metric} 无法完整判断：{why}");
/// Sentence.
pub const ALARM: Label = Label::new(
    "{level}: {metric}, {segment}, {period}: {figure} [{rules}]",
    "{level}：{metric}，{segment}，{period}：{figure}［{rules}］",
);
/// Part of a sentence.
pub const ALARM_CHANGE: Label = Label::new(", {change}", "，{change}");
/// Part of a sentence.
pub const NO_FIGURE: Label = Label::new("not in the data of this run", "本次数据中没有该期");
/// Figure.
pub const FIGURE_EXPECTED: Label =
    Label::new("{value}, expected {centre} ({lower} to {upper})", "{value}，正常水平 {centre}（{lower} 至 {upper}）");
/// Figure.
pub const FIGURE_BOUND: Label =
    Label::new("{value}, expected {centre}, bound {limit}", "{value}，正常水平 {centre}，界限 {limit}");
/// Figure.
pub const FIGURE_CHANGE: Label =
    Label::new("{value} against {centre}, threshold {limit}", "{value}，参照值 {centre}，阈值 {limit}");
/// Figure.
pub const FIGURE_PLOTTED: Label = Label::new(
    "{value}; {statistic}: {plotted}, expected {centre} ({lower} to {upper})",
    "{value}；{statistic}：{plotted}，正常水平 {centre}（{lower} 至 {upper}）",
);
/// Figure.
pub const FIGURE_PLOTTED_BOUND: Label =
    Label::new("{value}; {statistic}: {plotted}, bound {limit}", "{value}；{statistic}：{plotted}，界限 {limit}");
/// Figure.
pub const FIGURE_THRESHOLD: Label = Label::new("{value}, threshold {limit}", "{value}，阈值 {limit}");
/// Name of a series.
pub const OF_SEGMENT: Label = Label::new("{metric} ({segment})", "{metric}（{segment}）");
/// Sentence.
pub const AND_OTHERS: Label = Label::new(
    "Alarms stand for {n:other series|other series}, listed in the table of alarms.",
    "另有 {n} 个序列存在预警，见预警表。",
);
/// Part of a list.
pub const MORE: Label = Label::new("{n} more", "另有 {n} 项");
/// Sentence.
pub const NEWS_CLEARED: Label = Label::new(
    "Cleared since the last run (as of {as_of}): {names}.",
    "自上次运行（截至 {as_of}）以来解除的预警：{names}。",
);
/// Sentence.
pub const NEWS_OVER: Label = Label::new(
    "Came and went since the last run (as of {as_of}): {names}.",
    "自上次运行（截至 {as_of}）以来出现并已结束的预警：{names}。",
);
/// Sentence.
pub const NEWS_HELD: Label = Label::new(
    "Still standing since the last run (as of {as_of}), as nothing was judged that could clear it: {names}.",
    "自上次运行（截至 {as_of}）以来未能重新判断、继续有效的预警：{names}。",
);
/// Sentence.
pub const NEWS_WITHDRAWN: Label = Label::new(
    "Withdrawn, as the periods were judged to be in order this time, because of late data or of limits that rest on more periods: {names}.",
    "因补录数据或基线延长，重新判断后属于正常、已撤销的预警：{names}。",
);
/// Sentence.
pub const NEWS_REJUDGED: Label = Label::new(
    "Late data, or limits that rest on more periods, changed what the last run (as of {as_of}) had judged: {names}.",
    "因补录数据或基线延长，与上次运行（截至 {as_of}）判断不同的预警：{names}。",
);
/// Time.
pub const WITHIN: Label = Label::new("within {time}", "{time}内");
/// Step.
pub const STEP: Label = Label::new("{action} ({level}: {metrics})", "{action}（{level}：{metrics}）");
/// Section.
pub const SECTION: Label = Label::new("Alarms", "预警");
/// Lead.
pub const LEAD: Label =
    Label::new("{n:alarm stands|alarms stand}, the gravest first.", "共有 {n} 项预警，按严重程度排列。");
/// Lead.
pub const CALM: Label = Label::new("No alarm stands. {watched}", "没有预警。{watched}");
/// Scope.
pub const SCOPE: Label = Label::new(
    "Watched: {series:series|series} over up to {periods:full period|full periods}; {limits}.",
    "共监测 {series} 个序列，最多 {periods} 个完整统计期；{limits}。",
);
/// Limits.
pub const LIMITS_REST: Label =
    Label::new("control limits rest on the first {n:full period|full periods}", "控制限以最初 {n} 个完整统计期为基线");
/// Limits.
pub const LIMITS_REST_BETWEEN: Label = Label::new(
    "control limits rest on {least} to {most:full period|full periods}",
    "控制限以 {least} 至 {most} 个完整统计期为基线",
);
/// Limits.
pub const LIMITS_NONE: Label =
    Label::new("none has control limits yet, so that only thresholds are judged", "尚无控制限，仅按阈值判断");
/// Note.
pub const NOTE_SCOPE: Label = Label::new("{watched}", "{watched}");
/// Note.
pub const NOTE_FALSE_ALARMS: Label = Label::new(
    "Ordinary variation alone raises about {expected} alarms a period among so many series, most of them notices.",
    "仅由正常波动，这些序列每期平均也会出现约 {expected} 项误报，多为提示级。",
);
/// Note.
pub const NOTE_SEGMENTS: Label = Label::new(
    "Segments are judged by: {rules}. Unless a threshold was set, what is found there is a notice; it is more only where all customers together alarm in the same period, or where the figure lies twice as far out as its limits.",
    "客群的判断规则：{rules}。除设定阈值外，客群中的预警仅作提示；只有全部客户在同一期也有预警，或偏离达到控制限的两倍时，才升级。",
);
/// Note.
pub const NOTE_NOT_ON_SEGMENTS: Label = Label::new(
    "Segments are not judged by what looks at several periods, unless the rule in --alarms says segments = true: {rules}.",
    "除非 --alarms 的规则写明 segments = true，客群不按考察多期走势的规则判断：{rules}。",
);
/// Between rules.
pub const BETWEEN_RULES: Label = Label::new("; ", "；");
/// Warning.
pub const SEGMENTS_NOT_JUDGED: Label = Label::new(
    "{metric}: no alarm is raised on segments, as the rules for it look at several periods; segments = true in --alarms judges segments by them too",
    "{metric}：其规则均考察多期走势，客群不会预警；在 --alarms 中写明 segments = true 才会按这些规则判断客群",
);
/// Note.
pub const NOTE_LISTED: Label = Label::new(
    "Of alarms that are over, those of the last {n} full periods and those that changed since the last run are listed; what lies further back is history.",
    "已结束的预警只列出最近 {n} 个完整统计期内的，以及自上次运行以来有变化的；更早的视为历史。",
);
/// Note.
pub const NOTE_MEANING: Label = Label::new(
    "An alarm is a reason to look for a cause, not its proof. A period that is not full never raises an alarm and never clears one.",
    "预警提示应查找原因，并不证明原因。未结束的统计期既不触发预警，也不解除预警。",
);
/// Note.
pub const NOTE_NO_LIMITS: Label = Label::new("{metrics}: {why}.", "{metrics}：{why}。");
/// Reason.
pub const TOO_FEW: Label = Label::new(
    "no limits yet: {needed:full period is|full periods are} needed, there are {points}",
    "尚无控制限：需要 {needed} 个完整统计期，现有 {points} 个",
);
/// Note.
pub const NOTE_BETTER: Label = Label::new(
    "Better than ordinary variation explains in {period}: {metrics}.",
    "{period} 明显好于正常波动：{metrics}。",
);
/// Caption.
pub const CAPTION_STANDING: Label = Label::new("Alarms that stand", "当前预警");
/// Caption.
pub const CAPTION_OVER: Label = Label::new("Alarms that are over", "已结束的预警");
/// Caption.
pub const CAPTION_PART: Label =
    Label::new("{caption}, the first {shown} of {all}", "{caption}（前 {shown} 项，共 {all} 项）");
/// Summary.
pub const SUMMARY_OVER: Label = Label::new("{n:alarm that is over|alarms that are over}", "{n} 项已结束的预警");
/// Column.
pub const COLUMN_LEVEL: Label = Label::new("Level", "级别");
/// Column.
pub const COLUMN_SEGMENT: Label = Label::new("Customers", "客群");
/// Column.
pub const COLUMN_PERIODS: Label = Label::new("Periods", "统计期");
/// Column.
pub const COLUMN_PERIOD: Label = Label::new("Period", "统计期");
/// Column.
pub const COLUMN_FIGURE: Label = Label::new("Figure", "数值");
/// Meaning.
pub const MEANING_FIGURE: Label = Label::new(
    "of the last period; with what the rule plots, where that is something else, and its centre line and limits, bound or threshold",
    "最后一期的数值；规则所绘并非该数值时另列所绘统计量，附其中心线和控制限、界限或阈值",
);
/// Column.
pub const COLUMN_RULE: Label = Label::new("Rule", "规则");
/// Column.
pub const COLUMN_NEWS: Label = Label::new("Since the last run", "较上次运行");
/// Column.
pub const COLUMN_OWNER: Label = Label::new("Owner", "负责人");
/// Title.
pub const TREND_TITLE: Label = Label::new("{metric}, {unit}", "{metric}（{unit}）");
/// Caption.
pub const CAPTION_TREND: Label = Label::new("{title}: value (control limits)", "{title}：数值（控制限）");
/// Unit.
pub const UNIT_POINTS: Label = Label::new("points", "分");
/// Unit.
pub const UNIT_PERCENT: Label = Label::new("%", "%");
/// Unit.
pub const UNIT_ANSWER: Label = Label::new("mean answer", "平均得分");
/// Unit.
pub const UNIT_COUNT: Label = Label::new("number", "数量");
/// Series.
pub const SERIES_VALUE: Label = Label::new("Value", "数值");
/// Series.
pub const SERIES_LIMITS: Label = Label::new("Centre line and control limits", "中心线与控制限");
/// Takeaway.
pub const TAKEAWAY_INSIDE: Label = Label::new(
    "{period}: {value}, inside its limits of {lower} to {upper}",
    "{period}：{value}，在控制限 {lower} 至 {upper} 之内",
);
/// Takeaway.
pub const TAKEAWAY_ABOVE: Label = Label::new(
    "{period}: {value}, above its limits of {lower} to {upper}",
    "{period}：{value}，高于控制限 {lower} 至 {upper}",
);
/// Takeaway.
pub const TAKEAWAY_BELOW: Label = Label::new(
    "{period}: {value}, below its limits of {lower} to {upper}",
    "{period}：{value}，低于控制限 {lower} 至 {upper}",
);
/// Takeaway.
pub const TAKEAWAY_EVENT_NONE: Label = Label::new("No event has one before it yet", "尚无可与前一件比较的事件");
/// Title.
pub const TREND_TITLE_OF: Label = Label::new("{metric}: {statistic}", "{metric}：{statistic}");
/// Note.
pub const NOTE_EVENTS: Label = Label::new(
    "{chart}; each point is an event, and little between events is bad; limits rest on {n:event|events}, {first} to {last}.",
    "{chart}；每个点为一个事件，间隔越小越不利；控制限以 {first} 至 {last} 的 {n} 个事件为基线。",
);
/// Note.
pub const NOTE_NEWEST_EVENTS: Label =
    Label::new("The newest {shown} of {all} events are drawn.", "仅绘出 {all} 个事件中最近的 {shown} 个。");
/// Note.
pub const NOTE_PLOTTED: Label = Label::new("Drawn is the {statistic}.", "所绘为{statistic}。");
/// Column.
pub const COLUMN_EVENT: Label = Label::new("Event", "事件");
/// Takeaway.
pub const TAKEAWAY_NO_LIMITS: Label = Label::new(
    "{period}: {value}; there are no control limits to judge it by",
    "{period}：{value}；尚无控制限可供判断",
);
/// Takeaway.
pub const TAKEAWAY_NONE: Label = Label::new("No full period has a figure yet", "尚无完整统计期的数值");
/// Note.
pub const NOTE_BASIS: Label = Label::new(
    "{chart}; limits rest on {n:full period|full periods}, {first} to {last}.",
    "{chart}；控制限以 {first} 至 {last} 的 {n} 个完整统计期为基线。",
);
/// Note.
pub const NOTE_NO_BASIS: Label = Label::new("No control limits yet.", "尚无控制限。");
/// Note.
pub const NOTE_PROVISIONAL: Label = Label::new(
    "Provisional and not judged, as not over or with answers still to come: {periods}.",
    "以下统计期尚未结束或仍有答卷未回收，数值为暂定，不作判断：{periods}。",
);
/// Note.
pub const NOTE_LEFT_OUT: Label =
    Label::new("{n:further segment is|further segments are} in the data file.", "另有 {n} 个客群见数据文件。");
/// Between sentences.
pub const BETWEEN_SENTENCES: Label = Label::new(" ", "");
