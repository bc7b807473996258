//! Tables of the report and the terminal: captions, columns, what they mean.

use crate::labels::Label;

/// What a table shows.
pub const CAPTION_BANDS: Label = Label::new("Customers by churn risk", "按流失风险划分的客户");
/// Column.
pub const COLUMN_RISK: Label = Label::new("Risk", "风险");
/// Column.
pub const COLUMN_SCORE: Label = Label::new("Mean churn score", "平均流失概率");
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
/// What a table shows.
pub const CAPTION_BACKTEST: Label = Label::new("Forecasts of the past, by method", "各方法的历史预测表现");
/// Column.
pub const COLUMN_FROM: Label = Label::new("From", "预测起点");
/// Column.
pub const COLUMN_METHOD: Label = Label::new("Method", "方法");
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
/// What a table shows.
pub const CAPTION_CALIBRATION: Label = Label::new("Calibration", "校准");
/// Column.
pub const COLUMN_PREDICTED: Label = Label::new("Stated", "预测");
/// Column.
pub const COLUMN_OBSERVED: Label = Label::new("Came true", "实际");
/// Column.
pub const COLUMN_INTERVAL: Label = Label::new("95 % interval", "95% 区间");
/// What a table shows.
pub const CAPTION_COHORTS: Label = Label::new(
    "Share of customers who bought in the n-th month after that of their first purchase",
    "首购月之后第 n 个月有购买的客户占比",
);
/// Column.
pub const COLUMN_COHORT: Label = Label::new("First purchase", "首购月份");
/// Column.
pub const COLUMN_MONTH: Label = Label::new("Month", "月份");
/// Column.
pub const COLUMN_ACTIVE: Label = Label::new("Active before", "此前活跃客户");
/// Column.
pub const COLUMN_LIMITS: Label = Label::new("Limits", "控制限");
/// What a table shows.
pub const CAPTION_PARAMETERS: Label =
    Label::new("Parameters of {model}, log-likelihood {likelihood}", "{model} 的参数，对数似然 {likelihood}");
/// Column.
pub const COLUMN_PARAMETER: Label = Label::new("Parameter", "参数");
/// Column.
pub const COLUMN_ESTIMATE: Label = Label::new("Estimate", "估计值");
/// Column.
pub const COLUMN_ERROR: Label = Label::new("Standard error", "标准误");
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
/// Column.
pub const COLUMN_SEGMENT: Label = Label::new("Segment", "分群");
/// Column.
pub const COLUMN_HIGH: Label = Label::new("At high risk", "高风险客户");
/// What a table shows.
pub const CAPTION_SEGMENTS: Label = Label::new("Segments by spend at risk", "按风险消费额排列的分群");
/// What a table shows.
pub const CAPTION_RECORDED: Label = Label::new(
    "Recorded reasons of customers at high risk; known for {share} of them",
    "高风险客户的记录原因（{share} 有记录）",
);
/// Column.
pub const COLUMN_RECORDED: Label = Label::new("Recorded reason", "记录的原因");
/// What a table shows.
pub const CAPTION_GRADES: Label = Label::new("Customers by win-back grade", "按挽回等级划分的客户");
/// Column.
pub const COLUMN_GRADE: Label = Label::new("Grade", "等级");
/// Column.
pub const COLUMN_VALUE_BACK: Label = Label::new("Value if they return", "挽回后的价值");
/// What a column means.
pub const MEANING_VALUE_BACK: Label =
    Label::new("Margin expected over the horizon of customers who have come back.", "客户回归后在预测期内的预期毛利。");
/// Column.
pub const COLUMN_BREAK_EVEN: Label = Label::new("Break-even uplift", "盈亏平衡增量");
/// What a column means.
pub const MEANING_BREAK_EVEN: Label = Label::new(
    "By how much contact has to raise the chance to come back for --contact-cost to pay.",
    "联系须使回归概率提高多少，才能收回 --contact-cost。",
);
/// Column.
pub const COLUMN_MEASURE: Label = Label::new("Without a recorded reason", "无记录原因时的建议");
/// Column.
pub const COLUMN_UNTIL: Label = Label::new("Until", "截至");
/// Column.
pub const COLUMN_EXPECTED_PURCHASES: Label = Label::new("Expected", "预期");
/// Column.
pub const COLUMN_KIND: Label = Label::new("Kind", "类别");
/// What a table shows.
pub const CAPTION_WEIGHTS: Label = Label::new("Weights of the score, in log-odds", "评分权重（对数几率）");
/// Column.
pub const COLUMN_PART: Label = Label::new("Part", "组成部分");
/// Column.
pub const COLUMN_WEIGHT: Label = Label::new("Weight", "权重");
