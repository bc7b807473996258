//! The sections of the report on profiles and clusters.

use crate::labels::Label;

/// Section.
pub const SECTION_PROFILES: Label = Label::new("Who they are", "客户画像");
/// Section lead.
pub const SECTION_PROFILES_LEAD: Label = Label::new(
    "What sets a segment apart from all customers. Intervals are 95% (Wilson); numbers of fewer than {min} customers are withheld, with others from which they could be worked out.",
    "各分群与全体客户有何不同。区间为 95%（Wilson 法）；不足 {min} 位客户的数字及可据以反推的数字不予显示。",
);
/// Chart title.
pub const CHART_PROFILE: Label =
    Label::new("{dimension}: share of “{value}” by segment", "{dimension}：各分群中“{value}”的占比");
/// Chart takeaway.
pub const CHART_PROFILE_SAYS: Label = Label::new(
    "{dimension} “{value}”: {share} of {segment}, against {all} of all customers.",
    "{dimension}“{value}”：在“{segment}”中占 {share}，全体客户中占 {all}。",
);
/// Note under a chart of profiles.
pub const PROFILES_TESTED: Label = Label::new(
    "Charts show only differences that stand up to the number of comparisons made within their dimension (Bonferroni, 95%).",
    "仅对考虑了该维度比较次数之后（Bonferroni 校正，95%）仍然成立的差异作图。",
);
/// Note on dimensions without a chart.
pub const PROFILES_MORE: Label =
    Label::new("Further clear differences, in the tables only: {list}.", "其他明确差异，只列表不作图：{list}。");
/// Note under a chart of an order column.
pub const PROFILES_OVERLAP: Label = Label::new(
    "Customers who buy more often have had more occasions to choose any value.",
    "购买越频繁，选到任一取值的机会也越多。",
);
/// Note on dimensions without a difference.
pub const PROFILES_EVEN: Label =
    Label::new("No clear difference between segments: {list}.", "各分群之间没有明确差异：{list}。");
/// Column.
pub const COLUMN_INTERVAL: Label = Label::new("95% interval", "95% 区间");
/// Column.
pub const COLUMN_INDEX: Label = Label::new("Index", "指数");
/// Meaning.
pub const MEANING_INDEX: Label = Label::new(
    "Share in the segment divided by the share among all customers; 100 is average",
    "分群内占比除以全体客户中的占比，100 为平均水平",
);
/// Reference line.
pub const REFERENCE_ALL: Label = Label::new("all customers {share}", "全体客户 {share}");
/// Fold.
pub const PROFILE_TABLE: Label = Label::new("All values by segment", "全部维度与取值");
/// Table caption.
pub const CAPTION_PROFILE: Label =
    Label::new("Share of each segment's customers by {dimension}", "各分群客户按{dimension}的占比");
/// Note on overlapping profiles.
pub const OVERLAP_NOTE: Label = Label::new(
    "{dimension}: a customer can have several values, so shares do not add up to 100%.",
    "{dimension}：同一客户可有多个取值，占比之和不等于 100%。",
);
/// Suppressed cell.
pub const WITHHELD: Label = Label::new("withheld", "不显示");
/// Section.
pub const SECTION_CLUSTERS: Label = Label::new("Groups found in the behaviour", "行为聚类");
/// Section lead.
pub const SECTION_CLUSTERS_LEAD: Label = Label::new(
    "{k} groups by k-means on {features}; mean silhouette {silhouette}: {verdict}.",
    "按{features}做 k 均值聚类，得到 {k} 组；平均轮廓系数 {silhouette}，{verdict}。",
);
/// Column.
pub const COLUMN_CLUSTER: Label = Label::new("Group", "组");
/// Column.
pub const COLUMN_TRAITS: Label = Label::new("What sets it apart (medians)", "突出特征（中位数）");
/// One trait.
pub const TRAIT: Label = Label::new("{feature} {median} ({direction})", "{feature} {median}（{direction}）");
/// Table caption.
pub const CAPTION_CLUSTERS: Label = Label::new("Groups and what sets them apart", "各组规模与特征");
/// Feature.
pub const FEATURE_RECENCY: Label = Label::new("days since last purchase", "距上次购买天数");
/// Feature.
pub const FEATURE_PURCHASE_DAYS: Label = Label::new("days with a purchase", "购买天数");
/// Feature.
pub const FEATURE_ORDERS: Label = Label::new("number of orders", "订单数");
/// Feature.
pub const FEATURE_MONETARY: Label = Label::new("net spend", "净消费额");
/// Feature.
pub const FEATURE_ORDER_VALUE: Label = Label::new("order value", "客单价");
/// Feature.
pub const FEATURE_GAP: Label = Label::new("days between purchases", "购买间隔天数");
/// Feature.
pub const FEATURE_TENURE: Label = Label::new("days since first purchase", "首购至今天数");
/// Feature.
pub const FEATURE_RETURNS: Label = Label::new("share of spend returned", "退货金额占比");
/// Feature.
pub const FEATURE_MIX: Label = Label::new("share of spend on {value}", "“{value}”消费占比");
/// Features made of an order column.
pub const FEATURES_CATEGORY: Label = Label::new("share of spend by category", "各品类消费占比");
/// Features made of an order column.
pub const FEATURES_CHANNEL: Label = Label::new("share of spend by channel", "各渠道消费占比");
/// Features made of an order column.
pub const FEATURES_STORE: Label = Label::new("share of spend by store", "各门店消费占比");
/// Dimension of profiles.
pub const DIM_GENDER: Label = Label::new("Gender", "性别");
/// Dimension of profiles.
pub const DIM_AGE: Label = Label::new("Age", "年龄");
/// Dimension of profiles.
pub const DIM_REGION: Label = Label::new("Region", "地区");
/// Dimension of profiles.
pub const DIM_INCOME: Label = Label::new("Income", "收入水平");
/// Dimension of profiles.
pub const DIM_TIER: Label = Label::new("Tier", "会员等级");
/// Dimension of profiles.
pub const DIM_CATEGORY: Label = Label::new("Category bought", "购买品类");
/// Dimension of profiles.
pub const DIM_CHANNEL: Label = Label::new("Channel used", "购买渠道");
/// Dimension of profiles.
pub const DIM_STORE: Label = Label::new("Store visited", "消费门店");
