//! The sections of the report on segments, movement, scores, stages and tiers.

use crate::labels::Label;

/// An aim and the action that serves it.
pub const AIM_AND_ACTION: Label = Label::new("{need}. {action}", "{need}。{action}");
/// Table caption.
pub const CAPTION_ACTIONS: Label = Label::new("What to do with each segment", "各分群的建议行动");
/// Note on the aims.
pub const NOTE_NEEDS: Label = Label::new(
    "Aims follow from the average scores of a segment’s customers: recent and valuable are kept, slowing or quiet but valuable are followed up or won back, recent with little value yet are developed.",
    "目标由各分群客户的平均得分判定：近期购买且价值高的维系，放缓或沉默但价值高的跟进或挽回，近期购买而价值尚低的培育。",
);
/// Section.
pub const SECTION_SEGMENTS: Label = Label::new("Segments", "分群");
/// Section lead.
pub const SECTION_SEGMENTS_LEAD: Label = Label::new(
    "Each customer is in exactly one segment. Revenue is net of returns over the whole history read.",
    "每位客户只属于一个分群。收入为读入的全部历史中扣除退货后的净额。",
);
/// Chart title.
pub const CHART_TREEMAP: Label = Label::new("Net revenue by segment", "各分群净收入");
/// Chart takeaway.
pub const CHART_TREEMAP_SAYS: Label = Label::new(
    "{share} of net revenue has come from customers who are slowing down or have gone quiet.",
    "净收入的 {share} 来自正在放缓或已经沉默的客户。",
);
/// Chart takeaway where nobody's rhythm is known.
pub const CHART_TREEMAP_OLDEST: Label = Label::new(
    "{share} of net revenue has come from customers whose last purchase lies further back than that of the others.",
    "净收入的 {share} 来自最近一次购买早于其他人的客户。",
);
/// Chart takeaway.
pub const NO_NET_REVENUE: Label =
    Label::new("All customers together have brought no net revenue.", "全部客户合计没有净收入。");
/// Treemap scale, best.
pub const SCALE_BEST: Label = Label::new("best", "最好");
/// Treemap scale, worst.
pub const SCALE_WORST: Label = Label::new("worst", "最差");
/// Chart title.
pub const CHART_SHARES: Label = Label::new("Share of customers and of net revenue", "客户占比与净收入占比");
/// Chart takeaway.
pub const CHART_SHARES_SAYS: Label = Label::new(
    "{segment}: {customers} of customers, but {revenue} of revenue.",
    "“{segment}”占客户的 {customers}，而收入占 {revenue}。",
);
/// Measure.
pub const SHARE_CUSTOMERS: Label = Label::new("Share of customers", "客户占比");
/// Measure.
pub const SHARE_REVENUE: Label = Label::new("Share of net revenue", "净收入占比");
/// Column.
pub const COLUMN_SEGMENT: Label = Label::new("Segment", "分群");
/// Column.
pub const COLUMN_CUSTOMERS: Label = Label::new("Customers", "客户");
/// Column.
pub const COLUMN_SHARE: Label = Label::new("Share", "占比");
/// Column.
pub const COLUMN_REVENUE: Label = Label::new("Revenue", "收入");
/// Column.
pub const COLUMN_REVENUE_SHARE: Label = Label::new("Rev. share", "收入占比");
/// Column.
pub const COLUMN_MEDIANS: Label = Label::new("R / F / M median", "R / F / M 中位数");
/// Meaning.
pub const MEANING_MEDIANS: Label = Label::new(
    "Median days since the last purchase, number of purchases, and net spend",
    "距上次购买天数、购买次数、净消费额的中位数",
);
/// Table caption.
pub const CAPTION_HABITS: Label = Label::new("How each segment buys", "各分群的购买习惯");
/// Column.
pub const COLUMN_RECENCY: Label = Label::new("Days since purchase", "距上次购买（天）");
/// Meaning.
pub const MEANING_RECENCY: Label =
    Label::new("Median days from the last purchase to the as-of date", "最后购买日至截止日天数的中位数");
/// Column.
pub const COLUMN_PURCHASES: Label = Label::new("Purchases", "购买次数");
/// Meaning.
pub const MEANING_PURCHASE_DAYS: Label = Label::new("Median number of days with a purchase", "有购买的天数的中位数");
/// Meaning.
pub const MEANING_ORDERS: Label = Label::new("Median number of orders", "订单数的中位数");
/// Column.
pub const COLUMN_SPEND: Label = Label::new("Net spend", "净消费额");
/// Meaning.
pub const MEANING_SPEND: Label =
    Label::new("Median net spend of a customer over the whole history", "每位客户全部历史净消费额的中位数");
/// Column.
pub const COLUMN_ORDER_VALUE: Label = Label::new("Order value", "客单价");
/// Meaning.
pub const MEANING_ORDER_VALUE: Label = Label::new("Net revenue divided by orders", "净收入除以订单数");
/// Column.
pub const COLUMN_GAP: Label = Label::new("Gap, days", "间隔（天）");
/// Meaning.
pub const MEANING_GAP: Label =
    Label::new("Mean days between two purchases of the same customer", "同一客户两次购买之间的平均天数");
/// Column.
pub const COLUMN_CHANGE: Label = Label::new("Change", "增减");
/// Meaning.
pub const MEANING_CHANGE: Label = Label::new("Customers gained or lost since {day}", "自{day}以来的客户增减");
/// Column.
pub const COLUMN_ACTION: Label = Label::new("What to do", "建议行动");
/// Row.
pub const ALL_CUSTOMERS: Label = Label::new("All customers", "全部客户");
/// Section.
pub const SECTION_MAP: Label = Label::new("Recency and frequency", "近度与频度");
/// Section lead.
pub const SECTION_MAP_LEAD: Label = Label::new(
    "R{bins} bought most recently, F{bins} most often. Customers on the right who sink to the bottom are regulars being lost.",
    "R{bins} 为最近购买，F{bins} 为购买最频繁。位于右下方的，是正在流失的常客。",
);
/// Chart title.
pub const CHART_MAP: Label = Label::new("Customers by recency and frequency score", "按近度与频度得分的客户数");
/// Chart takeaway.
pub const CHART_MAP_SAYS: Label = Label::new(
    "{n:former regular has|former regulars have} not bought for a long time (the two lowest recency scores).",
    "{n} 位曾经的常客已久未购买（近度处于最低两档）。",
);
/// Chart takeaway.
pub const CHART_MAP_NONE: Label = Label::new("No former regular has been away for long.", "没有久未购买的常客。");
/// Axis.
pub const AXIS_RECENCY: Label = Label::new("Recency score", "近度得分（R）");
/// Axis.
pub const AXIS_FREQUENCY: Label = Label::new("Frequency score", "频度得分（F）");
/// Section.
pub const SECTION_STAGES: Label = Label::new("Life cycle and value", "生命周期与价值");
/// Section lead.
pub const SECTION_STAGES_LEAD: Label = Label::new(
    "Stages compare each customer’s silence with that customer’s own rhythm; tiers rank customers by net revenue.",
    "阶段以客户自身的购买节奏衡量其沉默时间；等级按净收入从高到低划分。",
);
/// Chart title.
pub const CHART_STAGES: Label =
    Label::new("Share of customers and of net revenue by life-cycle stage", "各生命周期阶段的客户占比与净收入占比");
/// Chart takeaway.
pub const CHART_STAGES_SAYS: Label = Label::new(
    "{n:customer has|customers have} been silent far longer than their own rhythm; they once brought {revenue} ({share}).",
    "{n} 位客户的沉默时间已远超自身购买节奏，他们曾贡献 {revenue}（{share}）。",
);
/// Chart takeaway.
pub const CHART_STAGES_NONE: Label =
    Label::new("No customer has been silent far longer than their own rhythm.", "没有客户的沉默时间远超自身购买节奏。");
/// Fold.
pub const STAGES_RULES: Label = Label::new("How the stages are told apart", "阶段如何划分");
/// Column.
pub const COLUMN_STAGE: Label = Label::new("Stage", "阶段");
/// Column.
pub const COLUMN_RULE: Label = Label::new("Rule", "规则");
/// Column.
pub const COLUMN_TIER: Label = Label::new("Value tier", "价值等级");
/// Row.
pub const STAGE_UNKNOWN: Label = Label::new("Cannot tell", "无法判断");
/// Table caption.
pub const CAPTION_STAGES: Label = Label::new("Customers by life-cycle stage", "各生命周期阶段的客户");
/// Table caption.
pub const CAPTION_TIERS: Label = Label::new("Customers by value tier", "各价值等级的客户");
/// Tier rule.
pub const TIER_RULE_FROM: Label = Label::new("net revenue of {from} or more", "净收入不低于 {from}");
/// Tier rule.
pub const TIER_RULE_REST: Label = Label::new("all others", "其余客户");
/// Note on the rhythm.
pub const RHYTHM_NOTE: Label = Label::new(
    "The median gap between purchases is {gap} days, from {n:repeat customer|repeat customers}; a customer’s own expected gap is drawn towards it when there are few purchases.",
    "复购客户（{n} 位）购买间隔的中位数为 {gap} 天；购买次数少的客户，其预期间隔向该值靠拢。",
);
/// Section.
pub const SECTION_MOVEMENT: Label = Label::new("Movement", "变动");
/// Section lead.
pub const SECTION_MOVEMENT_LEAD: Label = Label::new(
    "Where the customers of {day} are now. {entered:customer is|customers are} new since then.",
    "{day}的客户如今在哪个分群。此后新增 {entered} 位客户。",
);
/// Chart title.
pub const CHART_FLOW: Label = Label::new("Customers who changed segment", "更换分群的客户");
/// Chart takeaway.
pub const CHART_FLOW_SAYS: Label = Label::new(
    "{fell:customer|customers} fell to a lower segment, {rose} rose to a higher one.",
    "{fell} 位客户降到更低的分群，{rose} 位升到更高的分群。",
);
/// Table caption.
pub const CAPTION_FELL: Label = Label::new(
    "The largest falls by revenue, of {min:customer|customers} or more",
    "下滑涉及收入最多的流向（至少 {min} 位客户）",
);
/// Column.
pub const COLUMN_FROM: Label = Label::new("From", "原分群");
/// Column.
pub const COLUMN_TO: Label = Label::new("To", "现分群");
/// Column.
pub const COLUMN_BEFORE: Label = Label::new("Revenue then", "当时收入");
/// Column.
pub const COLUMN_ENTERED: Label = Label::new("Came in", "进入");
/// Column.
pub const COLUMN_LEFT: Label = Label::new("Went out", "离开");
/// Table caption.
pub const CAPTION_IN_OUT: Label = Label::new("Who came and went, by segment", "各分群的进出");
/// Column.
pub const COLUMN_STAYED: Label = Label::new("Stayed", "留下");
