//! What `huike churn-score` says, in its messages and in its report.

mod report;
mod tables;

pub use report::*;
pub use tables::*;

use super::Label;

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
/// How customers are scored.
pub const METHOD_PAST_RATE: Label = Label::new("own past rate", "自身过往频率");
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
