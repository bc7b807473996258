//! The few words a report needs around what it was given: headings, folds, legends.

use super::Label;

/// Heading of the list of sections.
pub const CONTENTS: Label = Label::new("Contents", "目录");
/// Heading of the paragraph of findings.
pub const FINDINGS: Label = Label::new("What we found", "主要发现");
/// Heading of the list of actions.
pub const NEXT_STEPS: Label = Label::new("What to do next", "下一步行动");
/// Heading of the command line that makes the report anew.
pub const RUN_AGAIN: Label = Label::new("Run it again", "重新生成本报告");
/// Fold that holds the numbers behind a chart.
pub const CHART_DATA: Label = Label::new("The numbers behind this chart", "查看图表数据");
/// Fold that explains the columns of a table.
pub const COLUMN_MEANINGS: Label = Label::new("What the columns mean", "各列含义");
/// Said under a table with suppressed cells.
pub const SUPPRESSED: Label =
    Label::new("Hatched: too few customers to show a figure.", "斜纹格：客户人数过少，不予显示。");
/// Read aloud with a favourable figure.
pub const FAVOURABLE: Label = Label::new("favourable", "向好");
/// Read aloud with an unfavourable figure.
pub const UNFAVOURABLE: Label = Label::new("unfavourable", "转差");
/// Stands where a chart has nothing to draw.
pub const NOTHING_TO_DRAW: Label = Label::new("No data to draw.", "没有可绘制的数据。");
/// Areas of a treemap that could not carry their name.
pub const NOT_LABELLED: Label = Label::new("Too small to label: {names}", "面积过小、未标注：{names}");
/// Legend of movements to a better group.
pub const RISING: Label = Label::new("moved up: {n}", "上升：{n} 人");
/// Legend of movements to a worse group.
pub const FALLING: Label = Label::new("moved down: {n}", "下降：{n} 人");
/// Movements left out of a flow diagram because they are thin.
pub const FOLDED: Label = Label::new(
    "{flows} smaller movements, {n} customers together, are not drawn.",
    "另有 {flows} 条较小的流动（共 {n} 人）未在图中绘出。",
);
/// Movements of a flow diagram that stay in their group.
pub const STAYED: Label =
    Label::new("{n} customers stayed where they were and are not drawn.", "{n} 位客户所属分组未变，未在图中绘出。");
/// Legend of an interval that lies clear of the reference.
pub const DIFFERENT: Label = Label::new("differs from the reference", "与参照值有差异");
/// Legend of an interval that covers the reference.
pub const CANNOT_TELL: Label = Label::new("cannot tell: the interval covers it", "无法判断：区间包含参照值");
/// Legend of an interval from which nothing follows, whether it covers the reference or not.
pub const NO_CONCLUSION: Label = Label::new("no conclusion: the numbers say why", "不作结论：原因见图表数据");
/// Legend of a component lot in a genealogy.
pub const COMPONENT_LOT: Label = Label::new("component lot", "部件批次");
/// Legend of a finished lot in a genealogy.
pub const FINISHED_LOT: Label = Label::new("finished lot", "成品批次");
/// Legend of a site in a genealogy.
pub const SITE: Label = Label::new("site", "地点");
/// Legend of a group of customers in a genealogy.
pub const CUSTOMER_GROUP: Label = Label::new("customers", "客户");
/// Legend of several kinds folded into one.
pub const SEVERAL_KINDS: Label = Label::new("several kinds together", "多类合并");
/// Legend of a node that is in scope before anything is traced.
pub const IN_SCOPE: Label = Label::new("in scope at the start", "追溯起点");
/// Legend of a link that runs against the direction of reading.
pub const LEADS_BACK: Label = Label::new("leads back, as rework does", "回流（如返工）");
/// Name of several lots folded into one.
pub const LOTS_FOLDED: Label = Label::new("{n:lot|lots}", "{n} 个批次");
/// Name of several sites folded into one.
pub const SITES_FOLDED: Label = Label::new("{n:site|sites}", "{n} 个地点");
/// Name of several groups of customers folded into one.
pub const CUSTOMERS_FOLDED: Label = Label::new("{n:group|groups}", "{n} 组客户");
/// Name of several nodes of different kinds folded into one.
pub const KINDS_FOLDED: Label = Label::new("{n:lot or place|lots and places}", "{n} 个批次与地点");
/// Said under a genealogy that had to be folded.
pub const GENEALOGY_FOLDED: Label = Label::new(
    "{n:box stands|boxes stand} for several lots, sites or customers; the table has each by itself.",
    "{n} 个方框各代表多个批次、地点或客户，逐项明细见图表数据。",
);
/// Points of a funnel plot that have no place on it.
pub const NOT_PLACED: Label = Label::new(
    "{n:point has|points have} no exposure or no value and cannot be drawn.",
    "{n} 个点缺少基数或数值，无法绘出。",
);
/// Points of a funnel plot that lie far above the others.
pub const ABOVE_SCALE: Label =
    Label::new("▲ {n:point|points} above the scale, drawn at its upper edge.", "▲ 有 {n} 个点超出纵轴范围，绘于上缘。");
/// Said under a terminal table that had to leave columns out.
pub const COLUMNS_DROPPED: Label = Label::new("left out for width: {columns}", "因宽度所限未显示的列：{columns}");
/// Between the items of a list inside a sentence.
pub const LIST_COMMA: Label = Label::new(", ", "、");
/// Between the items of a list whose items are long.
pub const LIST_SEMICOLON: Label = Label::new("; ", "；");
