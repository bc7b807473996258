//! Sentences of `huike churn-score`.

use super::Label;

/// Title.
pub const TITLE: Label = Label::new("Churn warning", "客户流失预警");
/// Question that the report answers.
pub const QUESTION: Label = Label::new("Who is about to leave, and what is at stake?", "谁即将流失，涉及多少消费？");
/// First line on the terminal.
pub const HEADLINE: Label = Label::new(
    "{as_of} · {customers:customer|customers} with a purchase · churn = nothing bought in the {horizon} days after · scored by {method}",
    "{as_of} · {customers} 名有购买的客户 · 流失＝此后 {horizon} 天内未购买 · 评分方法：{method}",
);

/// Where the horizon comes from.
pub const HORIZON_GIVEN: Label = Label::new("given with --horizon", "由 --horizon 指定");

/// How customers are scored.
pub const METHOD_GAP: Label = Label::new("the days since the last purchase", "距最近一次购买的天数");
/// Warning or error.
pub const FELL_BACK: Label = Label::new(
    "{model} cannot be fitted ({why}); customers are scored by the days since their last purchase",
    "{model} 无法拟合（{why}）；改按距最近一次购买的天数评分",
);
/// Warning or error.
pub const GAP_WON: Label = Label::new(
    "the days since the last purchase alone forecast better than {model} in the backtest, and are used",
    "回测中，仅看距最近一次购买的天数优于 {model}，故采用之",
);
/// Warning or error.
pub const CANNOT_FIT: Label = Label::new("{model} cannot be fitted: {why}", "{model} 无法拟合：{why}");
/// Hint.
pub const CANNOT_FIT_HINT: Label =
    Label::new("--model gap scores by the days since the last purchase", "--model gap 可按距最近一次购买的天数评分");
/// Warning or error.
pub const NO_CALIBRATION: Label = Label::new(
    "the days since the last purchase cannot be turned into a churn rate: nobody had bought {horizon} days before {as_of}, so no customer's future is known",
    "无法由距最近一次购买的天数得出流失率：{as_of} 之前 {horizon} 天时尚无人购买，没有客户的后续表现可供参照",
);
/// Hint.
pub const NO_CALIBRATION_HINT: Label =
    Label::new("use a shorter --horizon, or orders over a longer time", "请缩短 --horizon，或使用更长时间的订单");
/// Warning or error.
pub const NO_PURCHASE: Label = Label::new(
    "no customer has a purchase up to {as_of}, only returns; there is nothing to score",
    "截至 {as_of} 没有任何客户有购买（只有退货），无法评分",
);
/// Warning or error.
pub const RETURNS_ONLY: Label = Label::new(
    "{n:customer|customers} without a purchase, only returns, not scored",
    "{n} 名客户只有退货、没有购买，未评分",
);
/// Warning or error.
pub const NO_SPEND_MODEL: Label = Label::new(
    "what a purchase will be worth cannot be modelled ({why}); expected value uses the mean of all repeat purchases",
    "无法建模每次购买的金额（{why}）；预期价值改用全部复购的平均金额",
);
/// Warning or error.
pub const SPEND_CORRELATION: Label = Label::new(
    "customers who buy more often spend {more} on a purchase (correlation {r}); expected value, which takes the two to be independent, is biased",
    "购买越频繁的客户单次消费越{more}（相关系数 {r}）；预期价值假定二者无关，因而有偏",
);
/// Direction.
pub const MORE: Label = Label::new("more", "高");
/// Direction.
pub const LESS: Label = Label::new("less", "低");
/// Warning or error.
pub const TOO_YOUNG: Label = Label::new(
    "no further backtest: the orders do not reach {days} days back, a horizon before {as_of}",
    "无法再往前回测：订单未覆盖 {as_of} 之前 {days} 天（一个预测期）",
);
/// Warning or error.
pub const FOLD_CANNOT: Label = Label::new("backtest from {day}: {why}", "自 {day} 的回测：{why}");

/// Risk band.
pub const BAND_HIGH: Label = Label::new("high", "高");
/// Risk band.
pub const BAND_MEDIUM: Label = Label::new("medium", "中");
/// Risk band.
pub const BAND_LOW: Label = Label::new("low", "低");
/// What a table shows.
pub const CAPTION_BANDS: Label = Label::new("Customers by churn risk", "按流失风险划分的客户");
/// Column.
pub const COLUMN_RISK: Label = Label::new("Risk", "风险");
/// Column.
pub const COLUMN_SCORE: Label = Label::new("Churn score", "流失概率");
/// Column.
pub const COLUMN_CUSTOMERS: Label = Label::new("Customers", "客户数");
/// Column.
pub const COLUMN_SHARE: Label = Label::new("Share", "占比");
/// Column.
pub const COLUMN_EXPECTED: Label = Label::new("Expected to churn", "预计流失");
/// Column.
pub const COLUMN_RECENT: Label = Label::new("Spend in 365 days", "近 365 天消费");
/// Column.
pub const COLUMN_VALUE: Label = Label::new("Expected value", "预期价值");
/// Totals.
pub const TOTAL: Label = Label::new("All", "合计");

/// Verdict of the backtest.
pub const VERDICT_MODEL: Label = Label::new(
    "Backtest from {day}: {model} forecast better than the days since the last purchase alone, {ground} (Brier {brier} against {gap}, AUC {auc} against {gap_auc}).",
    "自 {day} 起的回测：{model} 优于仅看距最近一次购买的天数，{ground}（Brier {brier} 对 {gap}，AUC {auc} 对 {gap_auc}）。",
);
/// Verdict of the backtest.
pub const VERDICT_GAP: Label = Label::new(
    "Backtest from {day}: the days since the last purchase alone forecast better than {model}, {ground} (Brier {gap} against {brier}, AUC {gap_auc} against {auc}).",
    "自 {day} 起的回测：仅看距最近一次购买的天数优于 {model}，{ground}（Brier {gap} 对 {brier}，AUC {gap_auc} 对 {auc}）。",
);
/// Verdict of the backtest.
pub const VERDICT_OPEN: Label = Label::new(
    "Backtest from {day}: whether {model} or the days since the last purchase alone forecast better cannot be told (Brier {brier} and {gap}, AUC {auc} and {gap_auc}).",
    "自 {day} 起的回测：无法判断 {model} 与仅看距最近一次购买的天数孰优（Brier {brier} 与 {gap}，AUC {auc} 与 {gap_auc}）。",
);
/// Hint.
pub const HORIZON_HINT: Label = Label::new(
    "--horizon DAYS says for how many days churn is to be forecast",
    "用 --horizon 天数 指定预测多少天内的流失",
);
/// What a column means.
pub const MEANING_EXPECTED: Label = Label::new(
    "Sum of the churn scores: so many of these customers are expected to buy nothing over the horizon.",
    "流失概率之和：预计其中有这么多客户在预测期内不会购买。",
);
/// What a column means.
pub const MEANING_RECENT: Label = Label::new(
    "Net spend of these customers in the 365 days up to the as-of date, returns deducted.",
    "这些客户截至截止日近 365 天的净消费，已扣除退货。",
);
/// What a column means.
pub const MEANING_VALUE: Label = Label::new(
    "Expected purchases × expected value of one × margin, over the horizon.",
    "预测期内：期望购买次数 × 单次期望金额 × 毛利率。",
);

/// First screen.
pub const ANSWER: Label = Label::new(
    "{n:customer is|customers are} at high risk ({share} of all): they spent {recent} in the last 365 days ({recent_share} of all spend) and will probably buy nothing in the next {horizon} days.",
    "{n} 名客户处于高流失风险（占 {share}）：近 365 天消费 {recent}（占全部消费的 {recent_share}），未来 {horizon} 天内很可能不再购买。",
);
/// Share of a figure.
pub const OF_ALL: Label = Label::new("{share} of all", "占 {share}");
/// Figure of the first screen.
pub const FIGURE_HIGH: Label = Label::new("Customers at high risk", "高风险客户");
/// Figure of the first screen.
pub const FIGURE_RECENT: Label = Label::new("Their spend in 365 days", "其近 365 天消费");
/// Figure of the first screen.
pub const FIGURE_EXPECTED: Label = Label::new("Expected to churn", "预计流失客户");
/// Figure of the first screen.
pub const FIGURE_VALUE: Label = Label::new("Expected value of all", "全部客户的预期价值");
/// Next step.
pub const STEP_HIGH: Label = Label::new("{n:customer|customers} at high risk", "{n} 名高风险客户");
/// Next step.
pub const STEP_HIGH_TEXT: Label = Label::new(
    "Contact those with the highest spend in 365 days first; that is where most is at stake.",
    "先联系近 365 天消费最高的客户，那里的损失最大。",
);
/// Next step.
pub const STEP_MEDIUM: Label = Label::new("{n:customer|customers} at medium risk", "{n} 名中风险客户");
/// Next step.
pub const STEP_MEDIUM_TEXT: Label = Label::new(
    "Plan follow-up visits: their scores leave it open whether they will buy again.",
    "安排回访：从评分看，其是否再次购买尚不确定。",
);
/// Next step.
pub const STEP_TRUST: Label = Label::new("Before you rely on the scores", "使用评分之前");
/// Next step.
pub const STEP_TRUST_TEXT: Label = Label::new(
    "Look at the backtest: it does not show that the method in use is the better one.",
    "请先看回测：结果并未表明所用方法更优。",
);
/// Section of the report.
pub const SECTION_RISK: Label = Label::new("What is at stake", "流失影响");
/// Section of the report.
pub const SECTION_RISK_LEAD: Label = Label::new(
    "Churn means that a customer buys nothing in the {horizon} days after the as-of date. Where that number comes from: {rule}.",
    "流失指客户在截止日之后 {horizon} 天内没有购买。该天数的依据：{rule}。",
);
/// Section of the report.
pub const SECTION_TRUST: Label = Label::new("How far to trust it", "可信程度");
/// Section of the report.
pub const SECTION_TRUST_LEAD: Label = Label::new(
    "The same forecast made on {day}, for the {customers:customer|customers} known then, against what they did until {until}: {churned} bought nothing.",
    "在 {day} 对当时已知的 {customers} 名客户作同样的预测，并与其截至 {until} 的实际表现比较：{churned} 没有购买。",
);
/// What a table shows.
pub const CAPTION_BACKTEST: Label = Label::new("Forecasts of the past, by method", "各方法的历史预测表现");
/// Column.
pub const COLUMN_FROM: Label = Label::new("From", "预测起点");
/// Column.
pub const COLUMN_METHOD: Label = Label::new("Method", "方法");
/// How customers are scored.
pub const METHOD_PAST_RATE: Label = Label::new("own past rate", "自身过往频率");
/// Column.
pub const COLUMN_AUC: Label = Label::new("AUC", "AUC");
/// What a column means.
pub const MEANING_AUC: Label = Label::new(
    "Chance that a customer who churned had a higher score than one who did not; 0.5 is no better than a coin toss.",
    "流失客户的评分高于未流失客户的概率；0.5 相当于随机猜测。",
);
/// Column.
pub const COLUMN_BRIER: Label = Label::new("Brier score", "Brier 分数");
/// What a column means.
pub const MEANING_BRIER: Label = Label::new(
    "Mean squared difference of the stated probability and what happened; smaller is better.",
    "预测概率与实际结果之差的均方；越小越好。",
);
/// Column.
pub const COLUMN_BASE: Label = Label::new("Brier of the base rate", "基准率的 Brier");
/// What a column means.
pub const MEANING_BASE: Label = Label::new(
    "The Brier score of telling everybody the churn rate of all.",
    "对所有客户都给出总体流失率时的 Brier 分数。",
);
/// Column.
pub const COLUMN_MAE: Label = Label::new("Mean error", "平均误差");
/// What a column means.
pub const MEANING_MAE: Label = Label::new(
    "Mean absolute difference of forecast and actual purchases of a customer.",
    "每名客户预测购买次数与实际次数之差的绝对值平均。",
);
/// Column.
pub const COLUMN_BIAS: Label = Label::new("Bias", "偏差");
/// What a column means.
pub const MEANING_BIAS: Label = Label::new(
    "All forecast purchases against all actual ones; negative is too few.",
    "预测总次数相对实际总次数的偏离；负数表示偏少。",
);
/// Chart of the report.
pub const CHART_CALIBRATION: Label = Label::new(
    "Share that churned, by stated probability, with 95 % intervals",
    "按预测概率分组的实际流失率，含 95% 区间",
);
/// Chart of the report.
pub const CHART_CALIBRATION_SAYS: Label = Label::new(
    "In {n} of {of} groups the stated probability lies within the interval of what happened.",
    "{of} 组中有 {n} 组的预测概率落在实际结果的区间之内。",
);
/// Note of the report.
pub const NOTE_SLOPE: Label = Label::new(
    "Calibration slope {slope} (95 % interval {lower} to {upper}); 1 is perfect, below 1 the probabilities are too extreme.",
    "校准斜率 {slope}（95% 区间 {lower} 至 {upper}）；1 为最佳，小于 1 表示概率过于极端。",
);
/// What a table shows.
pub const CAPTION_CALIBRATION: Label = Label::new("Calibration", "校准");
/// Column.
pub const COLUMN_PREDICTED: Label = Label::new("Stated", "预测");
/// Column.
pub const COLUMN_OBSERVED: Label = Label::new("Came true", "实际");
/// Column.
pub const COLUMN_INTERVAL: Label = Label::new("95 % interval", "95% 区间");
/// Row of a chart.
pub const DOT_PREDICTED: Label = Label::new("stated {share}", "预测 {share}");
/// Line across a chart.
pub const REFERENCE_RATE: Label = Label::new("all customers {rate}", "全部客户 {rate}");
/// Section of the report.
pub const SECTION_BACK: Label = Label::new("Repeat purchases", "复购情况");
/// Section of the report.
pub const SECTION_BACK_LEAD: Label = Label::new(
    "{repeaters} of {customers:customer|customers} ({share}) have bought on a second day.",
    "{customers} 名客户中有 {repeaters} 名（{share}）在第二个日期再次购买。",
);
/// What a table shows.
pub const CAPTION_COHORTS: Label = Label::new(
    "Share of customers who bought in the n-th month after that of their first purchase",
    "首购月之后第 n 个月有购买的客户占比",
);
/// Column.
pub const COLUMN_COHORT: Label = Label::new("First purchase", "首购月份");
/// Note of the report.
pub const NOTE_COHORTS: Label = Label::new(
    "The newest 13 months; all of them are in cohorts. The last month of a row may still rise until it is over.",
    "仅显示最近 13 个月，全部见 cohorts。每行最后一个月尚未结束时，数值仍可能上升。",
);
/// Section of the report.
pub const SECTION_MONTHS: Label = Label::new("Since when", "从何时开始");
/// Section of the report.
pub const SECTION_MONTHS_LEAD: Label = Label::new(
    "Of the customers who had bought in the {horizon} days before the first of a month, the share that bought nothing in the {horizon} days from then on.",
    "在每月 1 日之前 {horizon} 天内有购买的客户中，此后 {horizon} 天内没有购买的占比。",
);
/// Chart of the report.
pub const CHART_MONTHS: Label = Label::new("Churn rate by month", "各月流失率");
/// Chart of the report.
pub const CHART_MONTHS_SAYS: Label = Label::new(
    "{n} of {of:month lies|months lie} beyond the limits of what the other months explain.",
    "{of} 个月中有 {n} 个月超出其他月份所能解释的范围。",
);
/// Note of the report.
pub const NOTE_MONTHS: Label = Label::new(
    "Only months whose future is known. Limits of a p′ chart (Laney), which allow for rates that vary more than chance.",
    "仅含后续结果已知的月份。控制限采用 p′ 图（Laney），允许流失率的波动大于随机波动。",
);
/// Series of a chart.
pub const SERIES_RATE: Label = Label::new("Churn rate", "流失率");
/// Line across a chart.
pub const REFERENCE_CENTRE: Label = Label::new("mean of all months", "各月均值");
/// Column.
pub const COLUMN_MONTH: Label = Label::new("Month", "月份");
/// Column.
pub const COLUMN_ACTIVE: Label = Label::new("Active before", "此前活跃客户");
/// Column.
pub const COLUMN_LIMITS: Label = Label::new("Limits", "控制限");
/// Section of the report.
pub const SECTION_METHOD: Label = Label::new("Method", "方法说明");
/// Section of the report.
pub const SECTION_METHOD_LEAD: Label = Label::new("Customers are scored by {method}.", "客户评分方法：{method}。");
/// What a table shows.
pub const CAPTION_PARAMETERS: Label =
    Label::new("Parameters of {model}, log-likelihood {likelihood}", "{model} 的参数，对数似然 {likelihood}");
/// Column.
pub const COLUMN_PARAMETER: Label = Label::new("Parameter", "参数");
/// Column.
pub const COLUMN_ESTIMATE: Label = Label::new("Estimate", "估计值");
/// Column.
pub const COLUMN_ERROR: Label = Label::new("Standard error", "标准误");
/// Note of the report.
pub const NOTE_DEFINITION: Label = Label::new(
    "All purchases of a customer on one day are one purchase; a day on which returns cancel the sales is none.",
    "同一客户同一天的购买计为一次；退货抵消销售的日期不计。",
);
/// Note of the report.
pub const NOTE_ALIVE: Label = Label::new(
    "The score is the probability of no purchase over the horizon, in closed form. It is not 1 − P(alive): a customer who has not left may still buy nothing in that time. Intervals cover the uncertainty of the parameters, not the chance in a customer's own purchases.",
    "评分为预测期内不购买的概率（闭式解），并非 1 − P(存活)：尚未流失的客户也可能在此期间不购买。区间反映参数的不确定性，不含客户自身购买的随机性。",
);
/// Note of the report.
pub const NOTE_GAP: Label = Label::new(
    "The gap rule turns the days since the last purchase into a churn rate that never falls as the gap grows, learnt from an earlier horizon; where the orders do not reach back so far, from other customers of the same time, which flatters it.",
    "间隔规则把距最近一次购买的天数转换为随间隔不减的流失率，由更早的一个预测期学得；订单历史不足时改由同期的其他客户学得，结果因而偏乐观。",
);
/// Verdict of the backtest.
pub const VERDICT_NONE: Label = Label::new(
    "Backtest from {day}: no model could be compared with the days since the last purchase alone.",
    "自 {day} 起的回测：没有模型可与仅看距最近一次购买的天数相比较。",
);
/// Reason of an alarm.
pub const REASON_PURCHASES: Label = Label::new(
    "buys less often: {recent} purchases a year, before {before}",
    "购买减少：年购买 {recent} 次，此前 {before} 次",
);
/// Reason of an alarm.
pub const REASON_OVERDUE: Label = Label::new(
    "overdue: silent for {recent} days, usually {before}",
    "超期未购：已 {recent} 天未购买，平时约 {before} 天一次",
);
/// Reason of an alarm.
pub const REASON_SPEND: Label =
    Label::new("spends less on a purchase: {recent}, before {before}", "单次消费减少：{recent}，此前 {before}");
/// Section of the report.
pub const SECTION_WHY: Label = Label::new("Why", "原因");
/// Section of the report.
pub const SECTION_WHY_LEAD: Label = Label::new(
    "{n:customer has|customers have} at least one alarm: the last {horizon} days against the customer's own time before, by exact tests; at most 5 % of all alarms are false on average. A signal is no cause: it says what changed, not why.",
    "{n} 名客户至少有一项预警：以精确检验比较最近 {horizon} 天与该客户自身此前的表现；平均至多 5% 的预警为误报。信号说明发生了什么变化，而不是变化的原因。",
);
/// What a table shows.
pub const CAPTION_SIGNALS: Label =
    Label::new("Signals, and what they were worth a horizon ago", "各信号及其在一个预测期前的效果");
/// Column.
pub const COLUMN_SIGNAL: Label = Label::new("Signal", "信号");
/// Column.
pub const COLUMN_ALARMS: Label = Label::new("Alarms now", "当前预警");
/// Column.
pub const COLUMN_SPEND_BEHIND: Label = Label::new("Their spend in 365 days", "其近 365 天消费");
/// Column.
pub const COLUMN_PRECISION: Label = Label::new("Share that then churned", "命中率");
/// What a column means.
pub const MEANING_PRECISION: Label = Label::new(
    "Share of the alarms a horizon ago whose customer then bought nothing, with its 95 % interval.",
    "一个预测期前的预警中，客户此后未购买的占比及 95% 区间。",
);
/// Column.
pub const COLUMN_LIFT: Label = Label::new("Lift", "提升度");
/// What a column means.
pub const MEANING_LIFT: Label = Label::new(
    "That share against the churn rate of all; above 1 is better than chance.",
    "该占比相对于总体流失率的倍数；大于 1 表示优于随机。",
);
/// A share with its interval.
pub const SHARE_WITHIN: Label = Label::new("{share} ({interval})", "{share}（{interval}）");
/// A threshold that was crossed.
pub const CROSSED: Label = Label::new("{threshold} is crossed: it is {seen}", "已超过阈值 {threshold}：当前为 {seen}");
/// What decided between two methods.
pub const GROUND_CHANCES: Label = Label::new("by its probabilities", "依据概率的准确性");
/// What decided between two methods.
pub const GROUND_ORDER: Label = Label::new("by its order of customers", "依据客户的排序");
/// Warning.
pub const WORSE_THAN_BASE: Label = Label::new(
    "in the backtest the scores did worse than telling every customer the churn rate of all (Brier {own} against {base}); do not rely on them",
    "回测中，评分不如对所有客户都给出总体流失率（Brier {own} 对 {base}），不宜采信",
);
/// Warning.
pub const BEYOND_DATA: Label = Label::new(
    "the as-of date lies {days:day|days} after the newest order ({newest}); if the export ends there, every customer looks silent for that long",
    "截止日比最新订单（{newest}）晚 {days} 天；若导出止于该日，所有客户都会显得沉默这么久",
);
/// Why there is no spend model.
pub const NO_AMOUNTS: Label = Label::new("no repeat purchase has an amount above zero", "没有金额大于零的复购");
/// Why there is no horizon.
pub const HORIZON_TOO_LONG: Label = Label::new(
    "by the return curve it would be {days} days, more than the {most} that a forecast can cover",
    "按回购曲线应为 {days} 天，超过可预测的上限 {most} 天",
);
/// First screen, for a given number of customers.
pub const ANSWER_TOP: Label = Label::new(
    "Of the {n:customer|customers} with the highest scores about {churners} are expected to buy nothing in the next {horizon} days; all of them together spent {recent} in the last 365 days ({recent_share} of all spend).",
    "评分最高的 {n} 名客户中，预计约 {churners} 名在未来 {horizon} 天内不再购买；这些客户近 365 天共消费 {recent}（占全部消费的 {recent_share}）。",
);
/// First screen, where there is no spend to take a share of.
pub const ANSWER_BARE: Label = Label::new(
    "{n:customer is|customers are} at high risk ({share} of all): they will probably buy nothing in the next {horizon} days.",
    "{n} 名客户处于高流失风险（占 {share}），未来 {horizon} 天内很可能不再购买。",
);
