//! The report: first screen, sections, charts and notes.

use crate::labels::Label;

/// Title.
pub const TITLE: Label = Label::new("Churn warning", "客户流失预警");
/// Question that the report answers.
pub const QUESTION: Label = Label::new("Who is about to leave, and what is at stake?", "谁即将流失，涉及多少消费？");
/// First screen.
pub const ANSWER: Label = Label::new(
    "{n:customer is|customers are} at high risk ({share} of all): they spent {recent} in the last 365 days ({recent_share} of all spend) and will probably buy nothing in the next {horizon:day|days}.",
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
/// Next step, where a saved model scores.
pub const STEP_TRUST_SAVED_TEXT: Label = Label::new(
    "This run has no backtest: the model was saved before, from data up to {fitted}. Look at the backtest of the run that saved it, and fit anew from time to time.",
    "本次运行没有回测：所用模型为此前保存，拟合数据截至 {fitted}。请查看保存该模型的那次运行的回测，并定期重新拟合。",
);
/// Next step, where nothing was looked back at.
pub const STEP_TRUST_NONE_TEXT: Label = Label::new(
    "This run has no backtest: how well the same forecast did before is not known.",
    "本次运行没有回测：同样的预测此前表现如何并不清楚。",
);
/// Section of the report.
pub const SECTION_RISK: Label = Label::new("What is at stake", "流失影响");
/// Section of the report.
pub const SECTION_RISK_LEAD: Label = Label::new(
    "Churn means that a customer buys nothing in the {horizon:day|days} after the as-of date. Where that number comes from: {rule}.",
    "流失指客户在截止日之后 {horizon} 天内没有购买。该天数的依据：{rule}。",
);
/// Section of the report.
pub const SECTION_TRUST: Label = Label::new("How far to trust it", "可信程度");
/// Section of the report.
pub const SECTION_TRUST_LEAD: Label = Label::new(
    "The same forecast made on {day}, for the {customers:customer|customers} known then, against what they did until {until}: {churned} bought nothing.",
    "在 {day} 对当时已知的 {customers} 名客户作同样的预测，并与其截至 {until} 的实际表现比较：{churned} 没有购买。",
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
/// Note of the report.
pub const NOTE_COHORTS: Label = Label::new(
    "The newest 13 months; all of them are in cohorts. The last month of a row may still rise until it is over.",
    "仅显示最近 13 个月，全部见 cohorts。每行最后一个月尚未结束时，数值仍可能上升。",
);
/// Section of the report.
pub const SECTION_MONTHS: Label = Label::new("Since when", "从何时开始");
/// Section of the report.
pub const SECTION_MONTHS_LEAD: Label = Label::new(
    "Of the customers who had bought in the {horizon:day|days} before the first of a month, the share that bought nothing in the {horizon:day|days} from then on.",
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
/// Section of the report.
pub const SECTION_METHOD: Label = Label::new("Method", "方法说明");
/// Section of the report.
pub const SECTION_METHOD_LEAD: Label = Label::new("Customers are scored by {method}.", "客户评分方法：{method}。");
/// Note of the report.
pub const NOTE_DEFINITION: Label = Label::new(
    "All purchases of a customer on one day are one purchase; a day on which returns cancel the sales is none.",
    "同一客户同一天的购买计为一次；退货抵消销售的日期不计。",
);
/// Note of the report.
pub const NOTE_ALIVE: Label = Label::new(
    "The model gives the probability of no purchase over the horizon (p_no_purchase) in closed form. It is not 1 − P(alive): a customer who has not left may still buy nothing in that time. Intervals cover the uncertainty of the parameters, not the chance in a customer's own purchases.",
    "模型给出预测期内不购买的概率（p_no_purchase，闭式解），并非 1 − P(存活)：尚未流失的客户也可能在此期间不购买。区间反映参数的不确定性，不含客户自身购买的随机性。",
);
/// Note of the report, where the model alone scores.
pub const NOTE_ALONE: Label = Label::new("The score is that probability.", "评分即该概率。");
/// Note of the report.
pub const NOTE_GAP: Label = Label::new(
    "The gap rule turns the days since the last purchase into a churn rate that never falls as the gap grows, learnt from an earlier horizon; where the orders do not reach back so far, from other customers of the same time, which flatters it.",
    "间隔规则把距最近一次购买的天数转换为随间隔不减的流失率，由更早的一个预测期学得；订单历史不足时改由同期的其他客户学得，结果因而偏乐观。",
);
/// Section of the report.
pub const SECTION_WHY: Label = Label::new("Why", "原因");
/// Section of the report.
pub const SECTION_WHY_LEAD: Label = Label::new(
    "{n:customer has|customers have} at least one alarm: the last {window:day|days} against the customer's own time before, by exact tests; at most 5 % of all alarms are false on average. A signal is no cause: it says what changed, not why.",
    "{n} 名客户至少有一项预警：以精确检验比较最近 {window} 天与该客户自身此前的表现；平均至多 5% 的预警为误报。信号说明发生了什么变化，而不是变化的原因。",
);
/// A share with its interval.
pub const SHARE_WITHIN: Label = Label::new("{share} ({interval})", "{share}（{interval}）");
/// First screen, for a given number of customers.
pub const ANSWER_TOP: Label = Label::new(
    "Of the {n:customer|customers} with the highest scores about {churners} are expected to buy nothing in the next {horizon:day|days}; all of them together spent {recent} in the last 365 days ({recent_share} of all spend).",
    "评分最高的 {n} 名客户中，预计约 {churners} 名在未来 {horizon} 天内不再购买；这些客户近 365 天共消费 {recent}（占全部消费的 {recent_share}）。",
);
/// First screen, for a given number of customers, where their spend is no share of all.
pub const ANSWER_TOP_BARE: Label = Label::new(
    "Of the {n:customer|customers} with the highest scores about {churners} are expected to buy nothing in the next {horizon:day|days}.",
    "评分最高的 {n} 名客户中，预计约 {churners} 名在未来 {horizon} 天内不再购买。",
);
/// First screen, where the spend of those at risk is no share of all.
pub const ANSWER_BARE: Label = Label::new(
    "{n:customer is|customers are} at high risk ({share} of all): they will probably buy nothing in the next {horizon:day|days}.",
    "{n} 名客户处于高流失风险（占 {share}），未来 {horizon} 天内很可能不再购买。",
);
/// Since when customers are at risk.
pub const RISK_SINCE: Label = Label::new(
    "Half of the customers at high risk have bought nothing since {day} or longer.",
    "高风险客户中有一半自 {day} 或更早以来没有购买。",
);
/// Section of the report.
pub const SECTION_WHO: Label = Label::new("Who", "涉及哪些客户");
/// Section of the report.
pub const SECTION_WHO_LEAD: Label = Label::new(
    "Customers by segment, the segment with the most spend at risk first.",
    "按分群列出，风险消费额最高的分群在前。",
);
/// A customer without a segment.
pub const NO_SEGMENT: Label = Label::new("(no segment)", "（无分群）");
/// Section of the report.
pub const SECTION_WIN_BACK: Label = Label::new("Whom to contact first", "优先联系谁");
/// Section of the report.
pub const SECTION_WIN_BACK_LEAD: Label = Label::new(
    "{n} of {of:customer|customers} may be contacted and are worth it; win_back_list ranks them.",
    "{of} 名客户中有 {n} 名可以且值得联系，排序见 win_back_list。",
);
/// Section of the report, where a contact has a cost and what it brings is not known.
pub const SECTION_WIN_BACK_COST: Label = Label::new(
    "{n} of {of:customer|customers} may be contacted for less than they would bring by coming back; whether a contact brings them back is not known. win_back_list ranks them.",
    "{of} 名客户中有 {n} 名可以联系，且联系成本低于其回来后的价值；联系能否使其回来尚不清楚。排序见 win_back_list。",
);
/// Section of the report, where neither the cost of a contact nor what it brings is known.
pub const SECTION_WIN_BACK_FREE: Label = Label::new(
    "{n} of {of:customer|customers} may be contacted; whether that is worth its cost is not known. win_back_list ranks them.",
    "{of} 名客户中有 {n} 名可以联系；是否值得其成本尚不清楚。排序见 win_back_list。",
);
/// Section of the report.
pub const SECTION_WIN_BACK_UNKNOWN: Label = Label::new(
    "{n} of {of:customer|customers} are on win_back_list, ranked; who of them may be contacted is not known.",
    "{of} 名客户中有 {n} 名列入 win_back_list 并排序；其中哪些可以联系尚不清楚。",
);
/// Note of the report.
pub const NOTE_GRADES: Label = Label::new(
    "Grades weigh what a customer is worth after coming back, how winnable the recorded reason is, and the risk, by declared rules (--win-back). They are no measured effects.",
    "等级依据声明的规则（--win-back）综合客户挽回后的价值、所记录原因的可挽回程度以及流失风险，并非实测效果。",
);
/// Note of the report.
pub const NOTE_UPLIFT: Label = Label::new(
    "What a contact brings is not known: measure it in a campaign with a control group and give it as --uplift. Until then, compare the break-even uplift with what is plausible.",
    "联系的实际效果未知：请通过设有对照组的活动测量，并以 --uplift 提供。在此之前，可将盈亏平衡增量与合理水平相比较。",
);
/// What is advised, and how to reach the customer.
pub const MEASURE: Label = Label::new("{channel}: {words}", "{channel}：{words}");
/// Note of the report.
pub const NOTE_SEASON: Label = Label::new(
    "How busy each calendar month is with purchases has been allowed for: a quiet season is no drop.",
    "已考虑各月份购买的淡旺：淡季不算下降。",
);
/// Note of the report.
pub const NOTE_SIGNALS: Label = Label::new(
    "Counts are compared by the binomial test, amounts and scores by all ways to divide their ranks (of several dozen values, where too many of them differ for that, neighbouring ranks count as one), silence by the rhythms of all customers and the customer's own. What a table does not cover is not compared.",
    "次数用二项检验比较；金额与评分按名次的全部划分方式比较（数值达到数十个且彼此不同者过多时，相邻名次合并）；沉默时长依据全体客户及该客户自身的购买周期判断。数据表未覆盖的时间不作比较。",
);
/// Note of the report.
pub const NOTE_RECORDED: Label = Label::new(
    "The reason of the newest complaint of the last 365 days, by the categories of the export. Where nothing is recorded, nothing is inferred.",
    "取近 365 天内最新一次投诉的原因，依据导出文件中的类别。没有记录的，不作推断。",
);
/// Chart of the report.
pub const CHART_TRACKING: Label = Label::new("Repeat purchases since the beginning", "累计复购次数");
/// Chart of the report.
pub const CHART_TRACKING_SAYS: Label = Label::new(
    "After {day} the curve of the model rises by {forecast} purchases; there were {actual}.",
    "{day} 之后，模型曲线上升 {forecast} 次，实际 {actual} 次。",
);
/// Note of the report.
pub const NOTE_TRACKING: Label = Label::new(
    "The model was fitted to what was known on that day; the same customers are followed. The curve is that of any customers who came on the same days, so that it differs a little from the forecasts by their own histories above.",
    "模型仅用当日已知数据拟合，之后跟踪同一批客户。曲线按相同日期首购的一般客户计算，与上表按个人历史的预测略有差异。",
);
/// Series of a chart.
pub const SERIES_ACTUAL: Label = Label::new("Actual", "实际");
/// Series of a chart.
pub const SERIES_FITTED: Label = Label::new("Expected, fitted", "预期（拟合期）");
/// Series of a chart.
pub const SERIES_FORECAST: Label = Label::new("Expected, forecast", "预期（预测期）");
/// Note of the report.
pub const NOTE_COMBINED: Label = Label::new(
    "The score weighs the model, the days since the last purchase and the signals by what customers did over the last horizon (ridge logistic regression). Who is likelier to churn comes from there; how many will churn is what the model says.",
    "评分按客户在上一预测期的实际表现，对模型、距最近购买天数和各信号加权（岭逻辑回归）。谁更可能流失由此得出，总体流失水平则以模型为准。",
);
/// Part of the combined score.
pub const FEATURE_MODEL: Label = Label::new("model (log-odds of churn)", "模型（流失对数几率）");
/// Part of the combined score.
pub const FEATURE_GAP: Label = Label::new("days since the last purchase (log)", "距最近购买天数（对数）");
/// Next step.
pub const STEP_LIST: Label = Label::new("{n:customer|customers} on the win-back list", "挽回名单共 {n} 名客户");
/// Next step.
pub const STEP_LIST_TEXT: Label = Label::new(
    "Work through win_back_list from the top, as far as your people get; leave a random tenth aside to measure what contact brings.",
    "按 win_back_list 自上而下、量力联系；随机留出十分之一不联系，以测量效果。",
);
/// Next step.
pub const STEP_CONSENT_TEXT: Label = Label::new(
    "Before anybody is contacted: give --customers with a column contact_allowed. Who agreed to be contacted is not known.",
    "联系之前：请用 --customers 提供含 contact_allowed（允许联系）列的客户文件，目前不清楚哪些客户同意联系。",
);
