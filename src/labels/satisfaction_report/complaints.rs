//! What the part `complaints` of the report says.

use crate::labels::Label;

/// Metric.
pub const METRIC_COMPLAINTS: Label = Label::new("Complaints", "投诉量");
/// Metric.
pub const METRIC_RATE_ORDERS: Label = Label::new("Complaints per 1,000 orders", "千单投诉量");
/// Metric.
pub const METRIC_RATE_CUSTOMERS: Label = Label::new("Complaints per 1,000 buying customers", "每千名购买客户投诉量");
/// Metric.
pub const METRIC_RATE_UNITS: Label = Label::new("Complaints per 1,000 units sold", "每千件商品投诉量");
/// Metric.
pub const METRIC_RESPONSE_IN_TIME: Label = Label::new("First response in time", "首次响应及时率");
/// Metric.
pub const METRIC_RESOLUTION_IN_TIME: Label = Label::new("Resolved in time", "按时解决率");
/// Metric.
pub const METRIC_FEEDBACK_IN_TIME: Label = Label::new("Feedback call in time", "回访及时率");
/// Metric.
pub const METRIC_REOPENED: Label = Label::new("Reopened after resolution", "投诉重开率");
/// Between parts of a sentence.
pub const SEPARATOR: Label = Label::new("; ", "；");
/// A sentence made of parts.
pub const SENTENCE: Label = Label::new("{parts}.", "{parts}。");
/// Part of a sentence.
pub const VOLUME: Label = Label::new("{n:complaint|complaints} in {period}", "{period} 共 {n} 件投诉");
/// Part of a sentence.
pub const VOLUME_BY_ORDERS: Label = Label::new(
    "{n:complaint|complaints} in {period} ({rate} per 1,000 orders)",
    "{period} 共 {n} 件投诉（每千单 {rate} 件）",
);
/// Part of a sentence.
pub const VOLUME_BY_CUSTOMERS: Label = Label::new(
    "{n:complaint|complaints} in {period} ({rate} per 1,000 buying customers)",
    "{period} 共 {n} 件投诉（每千名购买客户 {rate} 件）",
);
/// Part of a sentence.
pub const VOLUME_BY_UNITS: Label = Label::new(
    "{n:complaint|complaints} in {period} ({rate} per 1,000 units sold)",
    "{period} 共 {n} 件投诉（每售出千件商品 {rate} 件）",
);
/// Part of a sentence.
pub const HALF_RESOLVED: Label = Label::new(
    "half are resolved within {hours} hours (open cases included)",
    "半数在 {hours} 小时内解决（含未结案件）",
);
/// Part of a sentence.
pub const HALF_RESOLVED_BUSINESS: Label = Label::new(
    "half are resolved within {hours} business hours (open cases included)",
    "半数在 {hours} 个工作小时内解决（含未结案件）",
);
/// Part of a sentence.
pub const NOT_HALF_RESOLVED: Label = Label::new("fewer than half are resolved so far", "至今解决不足半数");
/// Part of a sentence.
pub const MOST_FREQUENT: Label =
    Label::new("most frequent theme: {theme} ({share})", "最集中的主题：{theme}（占 {share}）");
/// Part of a sentence.
pub const IN_TIME_IN: Label = Label::new("In time in {period}: {shares}", "{period} 及时率：{shares}");
/// One share.
pub const ONE_SHARE: Label = Label::new("{name} {value} ({lower} to {upper})", "{name} {value}（{lower} 至 {upper}）");
/// Part of a sentence.
pub const STILL_OPEN: Label = Label::new("{n:case is|cases are} open on the as-of day", "截止日仍有 {n} 件未结");
/// Part of a sentence.
pub const STILL_OVERDUE: Label = Label::new(
    "{n:case is|cases are} open on the as-of day, {overdue} of them past the time allowed",
    "截止日仍有 {n} 件未结，其中 {overdue} 件已超时",
);
/// Warning.
pub const REPEATED_NUMBERS: Label = Label::new(
    "complaints: {n:row repeats|rows repeat} the number of another one and say something else; each counts as a case",
    "投诉：{n} 行的投诉编号与他行重复但内容不同，各按一件计",
);
/// Warning.
pub const UNKNOWN_STATUSES: Label = Label::new(
    "complaints: {n:row has|rows have} a status that is not understood; times alone decide whether the case is open",
    "投诉：{n} 行的状态无法识别，仅按时间判断是否结案",
);
/// Warning.
pub const WITHOUT_TIME: Label = Label::new(
    "complaints: {n:case is|cases are} resolved without a time of resolution since they were last opened, and in no duration",
    "投诉：{n} 件已解决但没有（最近一次重开后的）解决时间，不计入时长",
);
/// Warning.
pub const OPEN_THOUGH_RESOLVED: Label = Label::new(
    "complaints: {n:case has|cases have} a status that says open and a time of resolution with no reopening after it; they count as resolved then",
    "投诉：{n} 件的状态为未结，但有解决时间且其后无重开记录；按该时间已解决计",
);
/// Warning.
pub const DAYS_ALONE: Label = Label::new(
    "complaints tell no time of day: every event is taken at the start of its day, and hours are those of whole days",
    "投诉只有日期、没有时刻：各事件按当日零点计，时长以整日为单位",
);
/// Warning.
pub const DAYS_ALONE_IN: Label = Label::new(
    "{column} of complaints tells no time of day: it is taken at the start of its day, or on the day of an earlier step at that step, so that its clock may be up to a day too short",
    "投诉的 {column} 只有日期、没有时刻：按当日零点计，与前一环节同日的按前一环节的时刻计，相关时长可能偏短至多一天",
);
/// Warning.
pub const CONTRADICTORY: Label = Label::new(
    "{n:complaint has|complaints have} a step before the day or time it came in, such as an answer: counted in volume and rates, and the times that step belongs to are not used; complaint_cases lists them under contradictions",
    "{n} 件投诉的某个环节（如首次响应）早于受理：计入投诉量与投诉率，但该环节涉及的时长不予采用；complaint_cases 表的 contradictions 列逐件列出",
);
/// Warning.
pub const LATER_EVENTS: Label = Label::new(
    "complaints: {n:case has|cases have} events after the as-of day, which count as not known yet; a later --as-of takes them in",
    "投诉：{n} 件含有截止日之后的事件，视为尚未发生；用 --as-of 指定更晚的截止日即可计入",
);
/// Section.
pub const SECTION: Label = Label::new("Complaints", "投诉");
/// Lead.
pub const SECTION_LEAD: Label = Label::new(
    "How fast complaints are answered, resolved and followed up, what they are about, and who has them.",
    "投诉的响应、解决与回访有多快，集中在哪些主题，由谁处理。",
);
/// Caption.
pub const CAPTION_CLOCKS: Label = Label::new("How long complaints take", "投诉处理时长");
/// Clock.
pub const CLOCK_RESPONSE: Label = Label::new("First response", "首次响应");
/// Clock.
pub const CLOCK_RESOLUTION: Label = Label::new("Resolution", "解决");
/// Clock.
pub const CLOCK_FEEDBACK: Label = Label::new("Feedback call", "回访");
/// Column.
pub const COLUMN_CLOCK: Label = Label::new("Step", "环节");
/// Column.
pub const COLUMN_STOPPED: Label = Label::new("Done", "已完成");
/// Column.
pub const COLUMN_RUNNING: Label = Label::new("Waiting", "进行中");
/// Column.
pub const COLUMN_MEDIAN: Label = Label::new("Median, hours", "中位时长（小时）");
/// Meaning.
pub const MEANING_MEDIAN: Label = Label::new(
    "the time by which half are done, those still waiting included (Kaplan-Meier), with its 95% interval",
    "半数案件完成所需的时间，含仍在进行的案件（Kaplan-Meier 估计），附 95% 区间",
);
/// Column.
pub const COLUMN_NINETY: Label = Label::new("90%, hours", "九成完成（小时）");
/// Meaning.
pub const MEANING_NINETY: Label = Label::new("the time by which nine of ten are done", "九成案件完成所需的时间");
/// Column.
pub const COLUMN_IN_TIME: Label = Label::new("In time", "及时率");
/// Meaning.
pub const MEANING_IN_TIME: Label = Label::new(
    "of those that are done or whose time is up; those not yet due are left out",
    "占已完成或已到期案件的比例；尚未到期的不计",
);
/// Column.
pub const COLUMN_OVERRUN: Label = Label::new("Mean overrun, hours", "平均超时（小时）");
/// Column.
pub const COLUMN_NOT_DUE: Label = Label::new("Not yet due", "尚未到期");
/// Note.
pub const NOTE_MEDIAN: Label = Label::new(
    "Open cases are in the durations as lasting at least so long; the mean of closed cases alone would be too short.",
    "未结案件按“至少已历时”计入时长；若只算已结案件的平均值，结果会偏短。",
);
/// Caption.
pub const CAPTION_TESTS: Label = Label::new("Whether groups differ in time", "各组时长是否不同");
/// Column.
pub const COLUMN_COMPARED: Label = Label::new("Compared by", "分组依据");
/// Column.
pub const COLUMN_GROUPS: Label = Label::new("Groups", "组数");
/// Meaning.
pub const MEANING_GROUPS: Label =
    Label::new("of at least {least} cases; smaller ones take no part", "每组至少 {least} 件；更小的组不参与比较");
/// Meaning.
pub const MEANING_TEST: Label = Label::new(
    "log-rank test with open cases as lasting at least so long; q is corrected for all tests of the table",
    "log-rank 检验，未结案件按“至少已历时”计入；q 值已按表中全部检验校正",
);
/// Verdict of a test.
pub const TEST_DIFFER: Label = Label::new("differ (q {q})", "有差异（q {q}）");
/// Verdict of a test.
pub const TEST_CANNOT_TELL: Label = Label::new("no difference can be told (q {q})", "看不出差异（q {q}）");
/// Error.
pub const NEEDS_UNITS: Label = Label::new("unit needs orders with a quantity", "按件计算需要订单中有数量列");
/// Caption.
pub const CAPTION_RATES: Label = Label::new("How often customers complain, {period}", "投诉频率（{period}）");
/// Reason in the ledger.
pub const REASON_FURTHER_HOLD: Label = Label::new(
    "a further hold of a complaint that is told already: used, not a complaint of its own",
    "同一投诉的另一次挂起：已计入挂起，不另计为投诉",
);
/// Warning.
pub const UNUSABLE_HOLDS: Label = Label::new(
    "{n:hold of a complaint has no beginning, or ends before it begins|holds of complaints have no beginning, or end before they begin}: there the clocks run on",
    "{n} 次挂起没有开始时间，或结束早于开始：时长照常计",
);
/// Warning.
pub const MIXED_OFFSETS: Label = Label::new(
    "{n:complaint tells|complaints tell} the UTC offset of some times and not of others: those without are taken to have the offset of the others; --timezone names the zone that they are in",
    "{n} 件投诉的时间有的带 UTC 偏移、有的不带：不带的按该投诉中已写明的偏移计；可用 --timezone 指定其所在时区",
);
/// In the place of a time zone that nobody named.
pub const AS_WRITTEN: Label = Label::new("times as they are written", "以数据所写时间为准");
/// Note.
pub const NOTE_HELD: Label = Label::new(
    "{n:case was|cases were} on hold within business hours, which no clock counts; a hold without an end lasts until the resolution.",
    "{n} 件投诉在工作时间内曾挂起，挂起时间不计入时长；未写结束时间的挂起视为持续到解决为止。",
);
/// Note.
pub const NOTE_ORDERS_WITHOUT_UNITS: Label = Label::new(
    "{n} of {orders:order|orders} do not tell how many units they sold; where that is more than 1% of the orders, \
     complaints per unit cannot be told.",
    "{orders} 笔订单中有 {n} 笔没有数量；缺数量的订单超过 1% 的时期，无法计算按件投诉量。",
);
/// Caption.
pub const CAPTION_SEVERITIES: Label = Label::new("By severity", "按严重程度");
/// Caption.
pub const CAPTION_CATEGORIES: Label = Label::new("By category", "按投诉类别");
/// Caption.
pub const CAPTION_OWNERS: Label = Label::new("By owner", "按负责人");
/// Column.
pub const COLUMN_SEVERITY: Label = Label::new("Severity", "严重程度");
/// Column.
pub const COLUMN_CATEGORY: Label = Label::new("Category", "类别");
/// Column.
pub const COLUMN_OWNER: Label = Label::new("Owner", "负责人");
/// Column.
pub const COLUMN_CASES: Label = Label::new("Cases", "件数");
/// Column.
pub const COLUMN_OPEN: Label = Label::new("Open", "未结");
/// Column.
pub const COLUMN_OVERDUE: Label = Label::new("Overdue, of open", "超时占未结");
/// Column.
pub const COLUMN_REOPENED: Label = Label::new("Reopened, of resolved", "重开占已解决");
/// Column.
pub const COLUMN_RESPONSE: Label = Label::new("Response, median hours", "响应中位时长（小时）");
/// Column.
pub const COLUMN_RESOLUTION: Label = Label::new("Resolution, median hours", "解决中位时长（小时）");
/// Column.
pub const COLUMN_RESOLVED_IN_TIME: Label = Label::new("Resolved in time", "按时解决率");
/// Row.
pub const NONE_GIVEN: Label = Label::new("none given", "未填写");
/// Row.
pub const OTHERS: Label = Label::new("others together", "其余合计");
/// Chart.
pub const CHART_THEMES: Label = Label::new("What complaints are about", "投诉主题");
/// Takeaway.
pub const CHART_THEMES_SAYS: Label = Label::new(
    "{theme} leads: in {then} of the complaints of {previous}, in {now} of those of {last}",
    "{theme}居首：占 {previous} 投诉的 {then}，占 {last} 投诉的 {now}",
);
/// Note.
pub const CHART_THEMES_NOTE: Label = Label::new(
    "Bars: share of the complaints of a period. Over all periods {few:theme makes|themes make} up {most} of all mentions. A complaint can have several themes; {none} of all have none that the dictionary knows.",
    "条形为占当期投诉的比例。全部统计期内，前 {few} 个主题合计占全部提及的 {most}。一件投诉可有多个主题；{none} 的投诉不含词典中的任何主题。",
);
/// Caption.
pub const CAPTION_THEMES: Label = Label::new("Themes, the most frequent first", "主题（按频次）");
/// Column.
pub const COLUMN_THEME: Label = Label::new("Theme", "主题");
/// Column.
pub const COLUMN_COMPLAINTS: Label = Label::new("Complaints", "投诉量");
/// Column.
pub const COLUMN_SHARE: Label = Label::new("Share of mentions", "占提及");
/// Column.
pub const COLUMN_CUMULATIVE: Label = Label::new("Cumulative", "累计占比");
/// Column.
pub const COLUMN_CHANGE: Label = Label::new("Change of share", "占比变化");
/// Meaning.
pub const MEANING_CHANGE: Label = Label::new(
    "of its share of complaints, last full period against the one before; ≈ marks a change that may be chance",
    "占当期投诉比例的变化（最近完整期与前一期相比）；≈ 表示可能只是随机波动",
);
/// Note.
pub const NOTE_COUNTS: Label = Label::new(
    "{cases:case|cases} of {customers:customer|customers} with {resolutions:resolution|resolutions}.",
    "{cases} 件投诉，涉及 {customers} 名客户，共解决 {resolutions} 次。",
);
/// Note.
pub const NOTE_REOPENED: Label =
    Label::new("{n:case was|cases were} reopened after a resolution.", "{n} 件在解决后重开。");
/// Note.
pub const NOTE_NO_REOPENINGS: Label = Label::new(
    "The files tell of no reopenings: how many cases were reopened cannot be told.",
    "文件中没有重开记录，无法判断有多少投诉被重开。",
);
/// Note.
pub const NOTE_FEW: Label = Label::new(
    "Groups of fewer than {least} cases say little: look at their intervals.",
    "不足 {least} 件的分组样本较少，请结合区间判读。",
);
/// Warning.
pub const NOT_RECORDED: Label = Label::new(
    "--sla {clock}: the complaints have no column with this time, so that nothing can be judged",
    "--sla {clock}：投诉文件没有对应的时间列，无法判断",
);
/// Note.
pub const NOTE_BUSINESS_HOURS: Label =
    Label::new("Clocks run in business hours: {hours} ({zone}).", "时长按工作时间计：{hours}（时区：{zone}）。");
/// Note.
pub const NOTE_ALL_HOURS: Label = Label::new(
    "No business hours are given: clocks run around the clock (24 × 7, {zone}).",
    "未指定工作时间：时长按全天候（24 × 7）计（时区：{zone}）。",
);
/// Note.
pub const NOTE_SPECIAL_DAYS: Label = Label::new(
    "{n:day|days} changed the hours as holiday or make-up working day: {list}.",
    "有 {n} 天因节假日或调休改变了工作时间：{list}。",
);
/// Note.
pub const NOTE_NO_SPECIAL_DAYS: Label =
    Label::new("No holiday or make-up working day changed the hours.", "没有节假日或调休改变工作时间。");
/// List.
pub const MORE_DAYS: Label = Label::new("{list} and {n} more", "{list} 等，另有 {n} 天");
/// A special day.
pub const SPECIAL_DAY: Label = Label::new("{date} {name}", "{date} {name}");
/// Kind of a special day.
pub const HOLIDAY: Label = Label::new("holiday", "休");
/// Kind of a special day.
pub const WORKDAY: Label = Label::new("working day", "班");
/// Note.
pub const NOTE_SET_ASIDE: Label = Label::new("Set aside: {why}, {n}.", "搁置：{why}，{n} 件。");
/// Note.
pub const NOTE_CONTRADICTION: Label =
    Label::new("Counted without the times of that step: {why}, {n}.", "计入件数但不采用相关时长：{why}，{n} 件。");
/// Note.
pub const NOTE_ANSWERED_BY_RESOLUTION: Label = Label::new(
    "{n:case has|cases have} no response before the resolution, which counts as the first response.",
    "{n} 件在解决之前没有响应记录，以解决作为首次响应。",
);
/// Note.
pub const NOTE_FED_BACK_EARLY: Label = Label::new(
    "{n:case has|cases have} a feedback call before the resolution, which starts no feedback clock.",
    "{n} 件的回访早于解决，不计回访时长。",
);
/// Note.
pub const NOTE_UNKNOWN_CATEGORIES: Label = Label::new(
    "{n:complaint has|complaints have} a category that the dictionary of themes does not know.",
    "{n} 件投诉的类别不在主题词典中。",
);
