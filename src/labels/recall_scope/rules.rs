//! The rules of `huike recall-scope`, as its report tells them.

use crate::labels::Label;

/// Section.
pub const SECTION_RULES: Label = Label::new("By which rules", "判定规则");
/// Lead.
pub const SECTION_RULES_LEAD: Label = Label::new(
    "What decides on the class of a line, what this run was set to, and when each task is due by class of recall.",
    "订单行的归类规则、本次运行的设置，以及各级召回的任务时限。",
);
/// Caption.
pub const CAPTION_CLASS_RULES: Label = Label::new("Classes, the first that fits", "类别（取首个符合者）");
/// Column.
pub const COLUMN_RULE: Label = Label::new("Rule", "规则");
/// Caption.
pub const CAPTION_SETTINGS: Label = Label::new("Settings of this run", "本次设置");
/// Column.
pub const COLUMN_SETTING: Label = Label::new("Setting", "设置");
/// Column.
pub const COLUMN_VALUE: Label = Label::new("Value", "值");
/// Caption.
pub const CAPTION_TASK_RULES: Label = Label::new("Tasks by class of recall", "各级召回的任务时限");
/// Column.
pub const COLUMN_TASK_ID: Label = Label::new("Id", "编号");
/// Column.
pub const COLUMN_DUE_BY_CLASS: Label = Label::new("Due, class I / II / III / none", "时限（一级／二级／三级／未分级）");
/// Cell.
pub const EVERY: Label = Label::new("(every {span}, {times:time|times})", "（每 {span}一次，共 {times} 次）");
/// Setting.
pub const SETTING_ALLOCATION: Label = Label::new("lines without a lot", "未记录批次的行");
/// Its value.
pub const ALLOCATION_BOUNDS: Label =
    Label::new("least and most that the stock of the day allows", "按当日库存推算上下限");
/// Its value.
pub const ALLOCATION_FIFO: Label = Label::new("oldest lot first", "先进先出");
/// Its value.
pub const ALLOCATION_FEFO: Label = Label::new("first to expire first", "先到期先出");
/// Setting.
pub const SETTING_PROBABLE: Label = Label::new("probable from", "“很可能涉及”的概率下限");
/// Setting.
pub const SETTING_TIME: Label = Label::new("genealogy", "批次谱系");
/// Its value.
pub const TIME_ORDERED: Label = Label::new(
    "days never go back along a chain; a link without a day always carries",
    "沿链日期不得倒退；无日期的记录视为有效",
);
/// Its value.
pub const TIME_IGNORED: Label = Label::new("every link carries, whatever its day", "所有记录均有效，不论日期");
/// Setting.
pub const SETTING_TOLERANCE: Label = Label::new("tolerance of the mass balance", "物料平衡容差");
/// Setting.
pub const SETTING_REACH: Label = Label::new("direct reach aimed at", "直接通知率目标");
/// Setting.
pub const SETTING_TARGET: Label = Label::new("completion aimed at", "完成率目标");
/// Setting.
pub const SETTING_CHECKS: Label = Label::new("effectiveness checks", "有效性核查");
/// Its value.
pub const CHECKS_OF: Label =
    Label::new("level {level}: {share} of the consignees", "{level} 级：抽查收货单位的 {share}");
