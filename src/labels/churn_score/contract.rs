//! What `huike churn-score --churned-on` says of customers under contract.

use crate::labels::Label;

/// First line on the terminal.
pub const HEADLINE_CONTRACT: Label = Label::new(
    "{as_of} · {customers:customer|customers} under contract, {ended:contract|contracts} ended · churn = ended in the {horizon:day|days} after · scored by {method}",
    "{as_of} · {customers} 名在约客户，已结束合同 {ended} 份 · 流失＝此后 {horizon} 天内结束 · 评分方法：{method}",
);
/// Where the horizon comes from.
pub const HORIZON_DEFAULT: Label =
    Label::new("a quarter of a year, unless --horizon says otherwise", "默认一个季度，可用 --horizon 指定");
/// Question that the report answers.
pub const QUESTION_CONTRACT: Label = Label::new("Which contracts are about to end?", "哪些合同即将结束？");
/// First screen.
pub const ANSWER_CONTRACT: Label = Label::new(
    "{n:customer is|customers are} at high risk ({share} of all); of all {customers} about {churners} are expected to end within {horizon:day|days}.",
    "{n} 名客户处于高流失风险（占 {share}）；全部 {customers} 名在约客户中，预计约 {churners} 名在 {horizon} 天内结束。",
);
/// Figure of the first screen.
pub const FIGURE_CUSTOMERS: Label = Label::new("Customers under contract", "在约客户");
/// Figure of the first screen.
pub const FIGURE_MEDIAN: Label = Label::new("Half last longer than", "半数客户的在约时长超过");
/// Days.
pub const DAYS: Label = Label::new("{n:day|days}", "{n} 天");
/// Next step.
pub const STEP_CONTRACT: Label = Label::new(
    "Talk to them before the contract ends; start where the reasons name something that can be changed.",
    "在合同结束之前沟通；先处理原因中可以改变的部分。",
);
/// Error.
pub const NEEDS_CUSTOMERS: Label = Label::new(
    "needs --customers FILE, which holds the start and the end of each contract",
    "需要 --customers 文件，其中含每份合同的开始与结束日期",
);
/// Error.
pub const NOT_WITH_CONTRACTS: Label = Label::new(
    "does not go with --churned-on: contracts are scored from the customers file alone",
    "不能与 --churned-on 同时使用：合同客户仅依据客户文件评分",
);
/// Error.
pub const ONLY_CONTRACTS: Label = Label::new("has an effect only with --churned-on", "仅在使用 --churned-on 时有效");
/// Error.
pub const NO_CONTRACTS: Label = Label::new(
    "nobody is a customer on {as_of}: of {read:contract|contracts} none has begun and not ended by then",
    "{as_of} 没有在约客户：共 {read} 份合同，均未开始或已结束",
);
/// Error.
pub const NOTHING_ENDED: Label = Label::new(
    "no contract has ended up to {as_of}, so nothing can be learnt about ending",
    "截至 {as_of} 没有任何合同结束，无从学习流失规律",
);
/// Error.
pub const NO_STARTS: Label =
    Label::new("no customer has a start date (signup_date)", "没有任何客户有开始日期（signup_date）");
/// Hint.
pub const NO_STARTS_HINT: Label = Label::new(
    "--map customers.signup_date=HEADER names the column with the beginning of each contract",
    "用 --map customers.signup_date=表头 指定合同开始日期所在的列",
);
/// Warning.
pub const NO_CUSTOMERS_THEN: Label = Label::new(
    "no backtest from {days} days before {as_of} or earlier: nobody was a customer so long ago",
    "无法从 {as_of} 之前 {days} 天或更早回测：当时没有在约客户",
);
/// Error.
pub const CONTRACTS_TOO_YOUNG: Label = Label::new(
    "the tenure curve does not reach {horizon:day|days} further, and nobody was a customer so long ago to learn from",
    "在约时长曲线无法再延伸 {horizon} 天，而那么久以前也没有在约客户可供参照",
);
/// Hint.
pub const AS_OF_HINT: Label = Label::new(
    "the as-of date is the newest start date unless --as-of DATE says otherwise",
    "截止日默认为最新的开始日期，可用 --as-of 日期 指定",
);
/// Warning.
pub const AS_OF_IS_NEWEST_START: Label = Label::new(
    "the as-of date is the newest start date, {as_of}; {n:end lies|ends lie} after it and count as announced: give --as-of if the export is newer",
    "截止日取最新的开始日期 {as_of}；有 {n} 个结束日期在其之后，按已预告处理：若导出更晚，请用 --as-of 指定",
);
/// Warning.
pub const NO_ATTRIBUTES: Label = Label::new(
    "no attribute tells customers apart; the score rests on tenure alone (--by names attributes)",
    "没有可区分客户的属性，评分仅依据在约时长（可用 --by 指定属性）",
);
/// Warning.
pub const WITHOUT_START: Label = Label::new(
    "{n:contract|contracts} without a start date (signup_date), left out",
    "有 {n} 份合同缺少开始日期（signup_date），已排除",
);
/// Warning.
pub const SEVERAL_CONTRACTS: Label = Label::new(
    "{n:customer has|customers have} several contracts: those that overlap, or begin by the day after another ended, count as one that goes on, the others as ended and begun anew",
    "有 {n} 名客户有多份合同：相互重叠或在前一份结束次日或之前开始的视为同一份合同的延续，其余视为结束后重新签约",
);
/// Warning.
pub const REPEATED_CONTRACTS: Label = Label::new(
    "{n:row repeats|rows repeat} a contract that stands there already, left out",
    "有 {n} 行重复已有的合同，已排除",
);
/// Warning.
pub const DIFFERING_CONTRACTS: Label = Label::new(
    "{n:row gives|rows give} a contract that stands there already other attributes, left out: correct the export where that is wrong",
    "有 {n} 行与已有的合同起止日期相同但属性不同，已排除：如不妥请修正导出文件",
);
/// A rule that left rows out.
pub const REASON_WITHOUT_START: Label = Label::new("no start date", "缺少开始日期");
/// A rule that left rows out.
pub const REASON_END_BEFORE_START: Label = Label::new("ended before it started", "结束日早于开始日");
/// A rule that left rows out.
pub const REASON_REPEATED_CONTRACT: Label =
    Label::new("the same contract as another row, with other attributes", "与另一行为同一份合同，但属性不同");
/// Warning.
pub const NO_ATTRIBUTE_SCORE: Label = Label::new(
    "attributes do not enter the scores ({why}); the length of tenure alone is used",
    "客户属性未计入评分（{why}），仅使用在约时长",
);
/// Why attributes do not enter the scores.
pub const TENURE_WON: Label =
    Label::new("in the backtest the length of tenure alone forecast better", "回测中仅看在约时长更优");
/// Why attributes do not enter the scores.
pub const TOO_FEW_EVENTS: Label =
    Label::new("too few contracts ended, or stayed, in the horizon before", "上一预测期内结束或保留的合同过少");
/// Warning.
pub const OVERALL_RATE: Label = Label::new(
    "for {n:customer|customers} the tenure curve does not reach a whole horizon ahead; they get the rate of all over the last horizon",
    "有 {n} 名客户的曲线不足以覆盖整个预测期，按上一预测期的总体流失率计",
);
/// Section of the report.
pub const LEAD_CONTRACT: Label = Label::new(
    "Churn means that a contract ends in the {horizon:day|days} after the as-of date. Where that number comes from: {rule}.",
    "流失指合同在截止日之后 {horizon} 天内结束。该天数的依据：{rule}。",
);
/// Section of the report.
pub const SECTION_SURVIVAL: Label = Label::new("How long customers stay", "客户保留多久");
/// Section of the report.
pub const SECTION_SURVIVAL_LEAD: Label = Label::new(
    "Share of contracts that last longer than so many days (Kaplan–Meier); contracts that have not ended count as long as they were watched.",
    "合同持续超过相应天数的比例（Kaplan–Meier 估计）；尚未结束的合同按已观察的时长计入。",
);
/// What a table shows.
pub const CAPTION_SURVIVAL: Label = Label::new("Share still under contract after", "在约满以下时长的比例");
/// What a table shows.
pub const CAPTION_GROUPS: Label = Label::new("{name}: log-rank p {p}", "{name}：对数秩检验 p {p}");
/// A group of all.
pub const ALL_CUSTOMERS: Label = Label::new("all customers", "全部客户");
/// Column.
pub const COLUMN_GROUP: Label = Label::new("Group", "组别");
/// Column.
pub const COLUMN_ENDED: Label = Label::new("Ended", "已结束");
/// Column.
pub const COLUMN_MEDIAN: Label = Label::new("Median days", "中位天数");
/// Column.
pub const COLUMN_DAYS: Label = Label::new("{n} days", "{n} 天");
/// Note of the report.
pub const NOTE_CONTRACT: Label = Label::new(
    "The score is the probability that the contract ends within the horizon: a ridge logistic regression on attributes and tenure, learnt from what became of the customers of a horizon ago. The rule it has to beat is the tenure curve alone.",
    "评分为合同在预测期内结束的概率：以一个预测期前的客户及其后续结果学习，对客户属性与在约时长作岭逻辑回归；其对照规则是仅看在约时长曲线。",
);
/// Reason of a score.
pub const REASON_ATTRIBUTE: Label =
    Label::new("{what}: odds of ending × {odds} against the average", "{what}：结束的几率为平均水平的 {odds} 倍");
/// Reason of a score.
pub const REASON_TENURE: Label = Label::new(
    "under contract for {days:day|days}: odds of ending × {odds} against the average",
    "已在约 {days} 天：结束的几率为平均水平的 {odds} 倍",
);
/// Reason of a score.
pub const REASON_ANNOUNCED: Label = Label::new("the end is announced for {day}", "已预告于 {day} 结束");
/// Section of the report.
pub const SECTION_TRUST_LEAD_CONTRACT: Label = Label::new(
    "The same forecast made on {day}, for the {customers:customer|customers} under contract then, against what became of them until {until}: {churned} ended.",
    "在 {day} 对当时 {customers} 名在约客户作同样的预测，并与截至 {until} 的实际结果比较：{churned} 已结束。",
);
/// Note of the report.
pub const NOTE_BANDS_BY_RATE: Label = Label::new(
    "The band medium begins at the rate of all customers over the last horizon ({usual}), the band high at twice that ({high}).",
    "中风险自上一预测期的总体流失率（{usual}）起，高风险自其两倍（{high}）起。",
);
