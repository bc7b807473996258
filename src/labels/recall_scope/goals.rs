//! What `huike recall-scope` says of goals, checks, working days and incidents.

use crate::labels::Label;

/// Error.
pub const NEEDS_PROGRESS: Label = Label::new(
    "needs --responses, --returns or --follow-ups FILE, which tell how far the recall is",
    "需要 --responses、--returns 或 --follow-ups 文件，以得知召回进度",
);
/// Error.
pub const GOAL_TWICE: Label = Label::new("{figure} has two goals", "{figure} 设了两个目标");
/// Figure.
pub const FIGURE_DIRECT_REACH: Label = Label::new("can be told directly, of all contacts", "可直接通知的联系对象占比");
/// Figure.
pub const FIGURE_NOTIFIED: Label = Label::new("told, of all contacts", "已通知的联系对象占比");
/// Figure.
pub const FIGURE_RESPONDED: Label = Label::new("responded, of all contacts", "已回应的联系对象占比");
/// Figure.
pub const FIGURE_ACCOUNTED: Label = Label::new("accounted for, of affected units", "已核销件数占受影响件数");
/// Figure.
pub const FIGURE_RECOVERED: Label = Label::new(
    "returned, corrected, disposed of or refunded, of affected units",
    "已退回、改正、销毁或退款件数占受影响件数",
);
/// Figure.
pub const FIGURE_CHECKS: Label = Label::new("acted or had no stock, of checks made", "已采取行动或无库存占已核查单位");
/// Statement.
pub const EVIDENCE_EFFECTIVE: Label =
    Label::new("effective at consignees, from checks of those drawn", "召回有效的收货单位占比（依据抽中单位的核查）");
/// Statement.
pub const EVIDENCE_FAILING: Label = Label::new("not effective, at most", "召回无效的占比上限");
/// Statement.
pub const EVIDENCE_SAMPLE: Label = Label::new(
    "checks without a failure that show that no more are without effect",
    "全部合格即可证明无效占比不超过该值所需的核查数",
);
/// Caption.
pub const CAPTION_EVIDENCE: Label = Label::new("What the effectiveness checks prove", "有效性核查能证明什么");
/// Column.
pub const COLUMN_STATEMENT: Label = Label::new("Statement", "结论");
/// Column.
pub const COLUMN_SHARE: Label = Label::new("Share", "占比");
/// Column.
pub const COLUMN_LIMITS: Label = Label::new("Exact interval", "精确区间");
/// Column.
pub const COLUMN_CONFIDENCE: Label = Label::new("Confidence", "置信度");
/// Column.
pub const COLUMN_CHECKS: Label = Label::new("Checks", "核查数");
/// Note.
pub const NOTE_EVIDENCE: Label = Label::new(
    "Intervals: Clopper–Pearson. Only checks of the consignees drawn count as a sample. Of {n:consignee|consignees} never more than all need to be checked.",
    "区间采用 Clopper–Pearson 法。只有对抽中单位的核查才算样本。收货单位共 {n} 个，核查数不必超过此数。",
);
/// Caption.
pub const CAPTION_GOALS: Label = Label::new("Against the goals", "目标达成情况");
/// Column.
pub const COLUMN_FIGURE: Label = Label::new("Figure", "指标");
/// Column.
pub const COLUMN_WHOSE: Label = Label::new("Of", "对象");
/// Column.
pub const COLUMN_REACHED: Label = Label::new("Reached", "实际");
/// Column.
pub const COLUMN_GOAL: Label = Label::new("Goal", "目标");
/// Column.
pub const COLUMN_MET: Label = Label::new("Met", "达成");
/// Cell.
pub const MET: Label = Label::new("met", "已达成");
/// Cell.
pub const NOT_MET: Label = Label::new("not met", "未达成");
/// Cell.
pub const EVERYBODY: Label = Label::new("all", "全部");
/// Error.
pub const CHECK_TABLE_CELLS: Label = Label::new(
    "row {n} is no class,from,to,checks[,on_site] with a class of I, II, III and whole numbers; `to` may be empty",
    "第 {n} 行不是 class,from,to,checks[,on_site] 的形式：级别为 I、II、III，其余为整数，to 可留空",
);
/// Error.
pub const CHECK_TABLE_EMPTY: Label = Label::new("holds no row", "没有任何数据行");
/// Warning.
pub const CHECK_TABLE_GAP: Label = Label::new(
    "--check-table has no row for {n:consignee|consignees} and {class}; level {level} is used",
    "--check-table 没有适用于 {n} 个收货单位、{class}的行；改用 {level} 级",
);
/// Setting.
pub const SETTING_WORKING_DAYS: Label = Label::new("working days", "工作日");
/// Its value.
pub const WORKING_DAYS_PLAIN: Label = Label::new("Monday to Friday", "周一至周五");
/// Its value.
pub const WORKING_DAYS_SPECIAL: Label = Label::new(
    "Monday to Friday without {off:holiday|holidays} and with {on:make-up day|make-up days}",
    "周一至周五，另有 {off} 个休假日与 {on} 个调休上班日",
);
/// Warning.
pub const HOLIDAYS_OVER: Label = Label::new(
    "--holidays ends on {day}, before the last deadline in working days; later holidays are not known",
    "--holidays 止于 {day}，早于最后一个按工作日计的时限；其后的假日未知",
);
/// Its value.
pub const CHECKS_BY_TABLE: Label = Label::new("by --check-table", "按 --check-table");
/// Note.
pub const COMPLAINTS_WITHOUT_LOT: Label = Label::new(
    "{n:complaint names|complaints name} no lot that production or genealogy knows and explain nothing",
    "{n} 条投诉未写生产或谱系记录中的批次，无法据以分析",
);
/// Warning.
pub const COMPLAINTS_BEFORE_PURCHASE: Label = Label::new(
    "{n:complaint names|complaints name} an affected lot that the customer bought only after the complaint; the lot is told, so it counts",
    "{n} 条投诉所写的受影响批次系该客户在投诉之后才购买；因已写明批次，仍计入",
);
/// Warning.
pub const COMPLAINTS_BEFORE_PRODUCTION: Label = Label::new(
    "{n:complaint names|complaints name} a lot that was made only after the complaint; the lot is told, so it counts",
    "{n} 条投诉所写批次在投诉之后才生产；因已写明批次，仍计入",
);
/// Warning.
pub const ASIDE_NOTICES: Label = Label::new("{n:notice does|notices do} not count: {why}", "{n} 条通知未计入：{why}");
/// Warning.
pub const ASIDE_RESPONSES: Label = Label::new(
    "{n:response does|responses do} not count, or only as a sign of life: {why}",
    "{n} 条答复未计入（或仅计为有回应）：{why}",
);
/// Warning.
pub const ASIDE_RETURNS: Label =
    Label::new("{n:row|rows} of --returns not counted: {why}", "--returns 中 {n} 行未计入：{why}");
/// Warning.
pub const ASIDE_FOLLOW_UPS: Label =
    Label::new("{n:follow-up does|follow-ups do} not count: {why}", "{n} 条回访未计入：{why}");
/// Warning.
pub const ANSWERS_NOT_UNDERSTOOD: Label = Label::new(
    "{n:answer is|answers are} not understood and account for no unit; write has units, has none, already used, thrown away, passed on or refuses: {texts}",
    "{n} 条答复无法理解，不据以核销任何单位；请写：仍持有、未持有、已使用完、已丢弃、已转让、拒绝：{texts}",
);
/// Warning.
pub const DISPOSITIONS_NOT_UNDERSTOOD: Label = Label::new(
    "{n:row|rows} of --returns left out, as the disposition is not understood; write returned, repaired, replaced, destroyed or refunded: {texts}",
    "--returns 中 {n} 行的处置方式无法理解，未计入；请写：退回、维修、更换、销毁、退款：{texts}",
);
/// Warning.
pub const DELIVERIES_NOT_UNDERSTOOD: Label = Label::new(
    "{n:outcome|outcomes} of notices not understood; they count as attempts, and nobody as told by them; write delivered, sent or failed: {texts}",
    "{n} 条通知结果无法理解，仅计为尝试通知，不视为已通知；请写：已送达、已发送、失败：{texts}",
);
/// Warning.
pub const CHECKS_NOT_UNDERSTOOD: Label = Label::new(
    "{n:outcome|outcomes} of effectiveness checks not understood; these checks count as without an outcome; write action taken, no action, no stock or not reached: {texts}",
    "{n} 条有效性核查结果无法理解，按无结果计；请写：已采取措施、未采取措施、无库存、无法联系：{texts}",
);
/// Warning.
pub const ABOVE_SOLD_NOBODY: Label = Label::new(
    "{units:unit|units} came back without a customer beyond what can be left of their lots; these recover nothing",
    "未记录客户的退回中，有 {units} 件超出这些批次可能尚未收回的数量，不计入收回",
);
/// Warning.
pub const ABOVE_SOLD: Label = Label::new(
    "{n:customer|customers} sent back or declared {units:unit|units} more than can have been sold to them; these recover nothing, see above_sold in progress",
    "{n} 名客户退回或申报的数量比可能售予的多 {units} 件；超出部分不计入收回，见 progress 的 above_sold",
);
