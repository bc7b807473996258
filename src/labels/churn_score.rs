//! What `huike churn-score` says, in its messages and in its report.

mod contract;
mod report;
mod tables;

pub use contract::*;
pub use report::*;
pub use tables::*;

use super::Label;

/// First line on the terminal.
pub const HEADLINE: Label = Label::new(
    "{as_of} · {customers:customer|customers} with a purchase · churn = nothing bought in the {horizon:day|days} after · scored by {method}",
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
    "回测中，仅看距最近一次购买的天数优于{model}，故采用之",
);
/// Warning or error.
pub const CANNOT_FIT: Label = Label::new("{model} cannot be fitted: {why}", "{model} 无法拟合：{why}");
/// Hint.
pub const CANNOT_FIT_HINT: Label =
    Label::new("--model gap scores by the days since the last purchase", "--model gap 可按距最近一次购买的天数评分");
/// Warning or error.
pub const NO_CALIBRATION: Label = Label::new(
    "the days since the last purchase cannot be turned into a churn rate: nobody had bought {horizon:day|days} before {as_of}, so no customer's future is known",
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
    "no backtest from {days} days before {as_of} or earlier: the orders do not reach back so far",
    "无法从 {as_of} 之前 {days} 天或更早回测：订单未覆盖到那时",
);
/// Warning or error.
pub const FOLD_CANNOT: Label = Label::new("backtest from {day}: {why}", "自 {day} 起的回测：{why}");
/// Risk band.
pub const BAND_HIGH: Label = Label::new("high", "高");
/// Risk band.
pub const BAND_MEDIUM: Label = Label::new("medium", "中");
/// Risk band.
pub const BAND_LOW: Label = Label::new("low", "低");
/// Totals.
pub const TOTAL: Label = Label::new("All", "合计");
/// Verdict of the backtest.
pub const VERDICT_MODEL: Label = Label::new(
    "Backtest from {day}: {model} forecast better than {rival} alone, {ground} (Brier {brier} against {gap}, AUC {auc} against {gap_auc}).",
    "自 {day} 起的回测：{model}优于仅看{rival}，{ground}（Brier {brier} 对 {gap}，AUC {auc} 对 {gap_auc}）。",
);
/// Verdict of the backtest.
pub const VERDICT_GAP: Label = Label::new(
    "Backtest from {day}: {rival} alone forecast better than {model}, {ground} (Brier {gap} against {brier}, AUC {gap_auc} against {auc}).",
    "自 {day} 起的回测：仅看{rival}优于{model}，{ground}（Brier {gap} 对 {brier}，AUC {gap_auc} 对 {auc}）。",
);
/// Verdict of the backtest.
pub const VERDICT_OPEN: Label = Label::new(
    "Backtest from {day}: whether {model} or {rival} alone forecast better cannot be told (Brier {brier} and {gap}, AUC {auc} and {gap_auc}).",
    "自 {day} 起的回测：无法判断{model}与仅看{rival}孰优（Brier {brier} 与 {gap}，AUC {auc} 与 {gap_auc}）。",
);
/// Hint.
pub const HORIZON_HINT: Label = Label::new(
    "--horizon DAYS says for how many days churn is to be forecast",
    "用 --horizon 天数 指定预测多少天内的流失",
);
/// How customers are scored.
pub const METHOD_PAST_RATE: Label = Label::new("own past rate", "自身过往频率");
/// Verdict of the backtest.
pub const VERDICT_NONE: Label = Label::new(
    "Backtest from {day}: no model could be compared with {rival} alone.",
    "自 {day} 起的回测：没有可与仅看{rival}相比较的模型。",
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

/// How customers are scored.
pub const METHOD_COMBINED: Label = Label::new("the model with signals", "模型结合信号");
/// Reason of a score.
pub const REASON_PATTERN: Label = Label::new(
    "{n:purchase|purchases}, the last {days:day|days} ago: by that alone {chance} likely to buy nothing",
    "共购买 {n} 次，最近一次在 {days} 天前：仅据此，不再购买的可能性为 {chance}",
);
/// Reason of an alarm.
pub const REASON_COMPLAINTS: Label = Label::new(
    "complains more: {recent:complaint|complaints} in {window:day|days}, {before} expected by the time before",
    "投诉增多：{window} 天内投诉 {recent} 次，按此前情况预计 {before} 次",
);
/// Reason of an alarm.
pub const REASON_INTERACTIONS: Label = Label::new(
    "in touch less often: {recent} contacts a year, before {before}",
    "互动减少：每年 {recent} 次，此前 {before} 次",
);
/// Reason of an alarm.
pub const REASON_SATISFACTION: Label =
    Label::new("scores us lower: {recent}, before {before}", "评分下降：{recent}，此前 {before}");
/// Why the model is used without signals.
pub const ALONE_NO_MODEL: Label = Label::new("there is no model to combine", "没有可结合的模型");
/// Why the model is used without signals.
pub const ALONE_NOT_TRIED: Label = Label::new(
    "their weights could not be learnt from one horizon and tried on the next, for lack of orders or of a backtest",
    "因订单历史不足或未作回测，无法用一个预测期学习其权重、再在下一个预测期检验",
);
/// Why the model is used without signals.
pub const ALONE_WORSE: Label = Label::new("in the backtest the combination forecast worse", "回测中结合信号后反而更差");
/// Warning.
pub const MODEL_ALONE: Label = Label::new("signals do not enter the scores: {why}", "信号未计入评分：{why}");
/// Warning, and note of the report.
pub const NO_SEASON: Label = Label::new(
    "how busy each calendar month is cannot be told ({why}): a quiet season may show as a drop",
    "无法得知各月份的淡旺程度（{why}）：淡季可能显示为下降",
);
/// Warning.
pub const TABLE_ENDS: Label = Label::new(
    "{table}: the last row is of {day}, before the last {window:day|days} begin, so “{signal}” is not tested",
    "{table}：最后一行为 {day}，早于最近 {window} 天的起点，因此不检验“{signal}”",
);
/// Warning.
pub const TABLE_BEGINS: Label = Label::new(
    "{table}: the first row is of {day}, within the last {window:day|days}; there is no time before to compare with, so “{signal}” is not tested",
    "{table}：第一行为 {day}，在最近 {window} 天之内；没有此前的数据可比，因此不检验“{signal}”",
);
/// Warning.
pub const TABLE_CUT: Label = Label::new(
    "{table}: the last row is of {day}, {days:day|days} before the as-of date; “{signal}” is tested up to that day only",
    "{table}：最后一行为 {day}，比截止日早 {days} 天；“{signal}”仅检验到该日",
);
/// Warning.
pub const CONSENT_UNKNOWN: Label = Label::new(
    "who may be contacted is not known: give --customers with a column contact_allowed before anybody on the win-back list is contacted",
    "不清楚哪些客户可以联系：联系挽回名单上的客户之前，请用 --customers 提供含 contact_allowed（允许联系）列的客户文件",
);
/// Warning.
pub const UNMAPPED: Label = Label::new(
    "{n:complaint category stands for no reason and counts|complaint categories stand for no reason and count} as other; recorded_reasons lists them, a --win-back file can name them",
    "有 {n} 个投诉类别未对应任何原因，按“其他”计；类别见 recorded_reasons，可在 --win-back 文件中指定",
);
/// Error.
pub const NO_RULES: Label = Label::new(
    "`{name}` is neither `default` nor a file that can be read: {why}",
    "`{name}` 既不是 `default`，也不是可读的文件：{why}",
);
/// Hint.
pub const NO_RULES_HINT: Label =
    Label::new("examples/win-back/rules.toml is a file to start from", "可从 examples/win-back/rules.toml 开始修改");
/// Warning.
pub const STRANGERS: Label = Label::new(
    "{n:row|rows} of {table} of customers without an order, left out",
    "{table} 中有 {n} 行属于没有订单的客户，未使用",
);
/// Warning.
pub const EQUAL_ROWS: Label =
    Label::new("{n:row|rows} of {table} that repeat another one, left out", "{table} 中有 {n} 行重复，只计一次");
/// Warning.
pub const NOT_IN_CUSTOMERS: Label = Label::new(
    "{n:customer with orders is|customers with orders are} not in the customers file: whether they may be contacted is not on record",
    "有 {n} 个下过单的客户不在客户文件中，是否可以联系没有记录",
);
/// Warning.
pub const WITHOUT_SEGMENT: Label =
    Label::new("{n:customer has|customers have} no segment in the segments file", "有 {n} 个客户在分群文件中没有分群");
/// Line on the terminal.
pub const WHY_SIGNALS: Label = Label::new("Alarms at high risk: {list}.", "高风险客户的预警：{list}。");
/// Line on the terminal.
pub const WHY_RECORDED: Label =
    Label::new("Recorded reasons (known for {share}): {list}.", "记录的原因（{share} 有记录）：{list}。");
/// Where the horizon comes from.
pub const HORIZON_SAVED: Label = Label::new("that of the saved model", "沿用已保存模型的预测期");
/// Why the model is used without signals.
pub const ALONE_NOT_SAVED: Label = Label::new("the saved model has no weights for them", "已保存的模型不含其权重");
/// Error.
pub const NO_MODEL_FILE: Label = Label::new("is no model that can be used: {why}", "不是可用的模型：{why}");
/// Hint.
pub const NO_MODEL_FILE_HINT: Label =
    Label::new("--save-model FILE writes such a file", "可用 --save-model 文件 生成模型文件");
/// Hint.
pub const MODEL_STANDS: Label = Label::new(
    "so is the saved model; run again once it can be written",
    "已保存的模型同样未改动；请在可以写入后重新运行",
);
/// Error.
pub const MODEL_LEFT_BEHIND: Label = Label::new(
    "the results of this run are in place, but the saved model is still the one before: {why}",
    "本次结果已写出，但已保存的模型仍是之前的：{why}",
);
/// Hint.
pub const MODEL_LEFT_BEHIND_HINT: Label =
    Label::new("run again once the file can be replaced", "请在该文件可以替换后重新运行");
/// Why a file is no model.
pub const NOT_JSON: Label = Label::new("it is no JSON ({why})", "不是 JSON 文件（{why}）");
/// Why a file is no model.
pub const OTHER_CONTENT: Label =
    Label::new("something in it is missing or of another kind ({why})", "其中有缺失或类型不符的内容（{why}）");
/// Why a file is no model.
pub const OTHER_SCHEMA: Label =
    Label::new("it says it is `{kind}`, version {schema}", "其内容标为 `{kind}`，版本 {schema}");
/// Why a file is no model.
pub const IMPOSSIBLE_MODEL: Label =
    Label::new("its numbers cannot be those of a fitted model", "其中的数值不可能来自拟合的模型");
/// Error.
pub const DIFFERS: Label = Label::new(
    "the saved model was fitted with {own}, but {given} is asked for",
    "已保存的模型使用 {own}，而当前要求 {given}",
);
/// Error.
pub const NEEDED_BY_MODEL: Label = Label::new(
    "the saved model weighs a signal from this table, which is not given",
    "已保存的模型用到该表的信号，但未提供该表",
);
/// Hint.
pub const REFIT_HINT: Label = Label::new(
    "give what the model was fitted with, or fit anew without --use-model",
    "请与模型拟合时的设置保持一致，或去掉 --use-model 重新拟合",
);
/// Error.
pub const OTHER_CURRENCY: Label = Label::new(
    "the saved model was fitted to amounts in {own}, but the orders are in {given}",
    "已保存的模型以 {own} 计价拟合，而订单以 {given} 计价",
);
/// Why there is no spend model.
pub const NO_SPEND_SAVED: Label = Label::new("the saved model has none", "已保存的模型不含该部分");
/// Warning.
pub const MODEL_FROM_LATER: Label = Label::new(
    "the saved model was fitted to data up to {fitted}, later than the as-of date {as_of}: it knows what these customers did next",
    "已保存的模型使用了截至 {fitted} 的数据，晚于截止日 {as_of}：它已知道这些客户之后的表现",
);
/// How customers are scored.
pub const METHOD_TENURE: Label = Label::new("the length of tenure", "在约时长");
/// How customers are scored.
pub const METHOD_ATTRIBUTES: Label = Label::new("attributes and tenure", "客户属性与在约时长");
