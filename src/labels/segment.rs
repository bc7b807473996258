//! What `huike segment` says, in its messages and in its report.

use super::Label;

/// Stage name.
pub const READING_ORDERS: Label = Label::new("reading orders", "读取订单");
/// Warning.
pub const DUPLICATES_KEPT: Label = Label::new(
    "{n:order line equals|order lines equal} an earlier line in every known column; they are counted in (--drop-duplicates leaves them out)",
    "有 {n} 行订单与之前某行在所有已知列上完全相同，已计入（--drop-duplicates 可排除）",
);
/// Warning.
pub const DUPLICATES_DROPPED: Label = Label::new(
    "{n:order line that equals an earlier one was|order lines that equal an earlier one were} left out",
    "已排除 {n} 行与之前完全相同的订单",
);
/// Warning.
pub const LONE_NEWEST: Label = Label::new(
    "the newest day, {newest}, stands far after the one before it, {before}; if it is a slip, give --as-of",
    "最新日期 {newest} 远晚于前一个日期 {before}；如为误填，请用 --as-of 指定截止日",
);
/// Error.
pub const COMPARE_TOO_LATE: Label =
    Label::new("{day} is not before the as-of date {as_of}", "{day} 不早于截止日 {as_of}");
/// Error.
pub const PREVIOUS_IS_LATER: Label = Label::new(
    "its as-of date {day} is after the as-of date of this run, {as_of}",
    "其截止日 {day} 晚于本次运行的截止日 {as_of}",
);
/// Error.
pub const NO_SUCH_ATTRIBUTE: Label =
    Label::new("--by asks for the column `{name}`, which customers do not have", "--by 指定的列 `{name}` 不在客户表中");
/// Warning.
pub const NOT_IN_CUSTOMERS: Label = Label::new(
    "{n:customer with orders is|customers with orders are} not in the customers file; their attributes are unknown",
    "有 {n} 个下过单的客户不在客户文件中，属性按未知处理",
);
/// Warning.
pub const WITHOUT_ORDERS: Label = Label::new(
    "{n:customer of the customers file has|customers of the customers file have} no orders up to the as-of date; they are in no segment",
    "客户文件中有 {n} 个客户截至截止日没有订单，不参与分群",
);
/// Warning.
pub const ROUNDED: Label = Label::new(
    "{n:amount has|amounts have} more than four decimals; rounded half to even to 1/{unit} of the currency unit",
    "有 {n} 个金额超过四位小数，已按四舍六入五成双取到货币单位的 1/{unit}",
);
/// Warning.
pub const DAMAGED_IDS: Label = Label::new(
    "{n:id looks|ids look} as if a spreadsheet had rewritten them (1.23457E+11); different ids may have become one",
    "有 {n} 个编号疑似被电子表格改写（如 1.23457E+11），不同编号可能已混为一个",
);
/// Segment name.
pub const RETURNS_ONLY: Label = Label::new("Returns only", "仅退货客户");
/// Recommended action.
pub const RETURNS_ONLY_ACTION: Label = Label::new(
    "They gave back everything they bought, or bought before the data begin: ask what went wrong, then decide.",
    "买的都退了，或购买早于数据起点：先问明原因，再作决定。",
);
/// Profile value.
pub const REST: Label = Label::new("(all others)", "（其余）");
/// Profile value.
pub const UNKNOWN: Label = Label::new("(unknown)", "（未知）");

/// Report title.
pub const TITLE: Label = Label::new("Customer segments", "客户分群报告");
/// Report subtitle.
pub const SUBTITLE: Label = Label::new(
    "As of {as_of} · {customers:customer|customers} · {orders:order|orders} · rules: {rules}",
    "截至{as_of} · {customers} 位客户 · {orders} 笔订单 · 规则：{rules}",
);
/// Report subtitle, summed-up input without a date.
pub const SUBTITLE_UNDATED: Label = Label::new(
    "{customers:customer|customers} · {orders:order|orders} · rules: {rules}",
    "{customers} 位客户 · {orders} 笔订单 · 规则：{rules}",
);
/// Rules that come with the program.
pub const RULES_BUILT_IN: Label = Label::new("{name} (built in)", "{name}（内置）");
/// Report question.
pub const QUESTION: Label =
    Label::new("Who are our customers, and whom should we look after first?", "我们的客户有哪几类，应当先照顾谁？");
/// Report answer, first part: who is best.
pub const ANSWER_KEEP: Label = Label::new(
    "Look after {segments} first: {customer_share} of customers bring {revenue_share} of net revenue{then}.",
    "先照顾{segments}：{customer_share} 的客户贡献了 {revenue_share} 的净收入{then}。",
);
/// Report answer, second part: who comes next.
pub const ANSWER_THEN: Label = Label::new(
    "; then turn to {n:valuable customer|valuable customers} ({share} of revenue) slowing down or gone quiet",
    "；其次是正在放缓或已经沉默的 {n} 位高价值客户（占收入 {share}）",
);
/// One segment inside a sentence.
pub const ONE_SEGMENT: Label = Label::new("{a}", "“{a}”");
/// Two segments inside a sentence.
pub const TWO_SEGMENTS: Label = Label::new("{a} and {b}", "“{a}”和“{b}”");
/// More than two segments inside a sentence.
pub const MORE_SEGMENTS: Label = Label::new("{a}, {b} and {n} more", "“{a}”“{b}”等 {total} 个分群");
/// Key figure.
pub const FIGURE_CUSTOMERS: Label = Label::new("Customers", "客户数");
/// Key figure.
pub const FIGURE_REVENUE: Label = Label::new("Net revenue", "净收入");
/// Key figure.
pub const FIGURE_TIER_A: Label = Label::new("Customers who bring {cut} of revenue", "贡献 {cut} 收入的客户数");
/// Key figure.
pub const FIGURE_LAPSED: Label = Label::new("Lapsed by their own rhythm", "按自身节奏已流失的客户数");
/// Key figure.
pub const FIGURE_AT_RISK: Label = Label::new("Revenue of customers who fell", "下滑客户带来的收入");
/// Note under a key figure.
pub const OF_CUSTOMERS: Label = Label::new("{share} of customers", "占全部客户的 {share}");
/// Note under a key figure.
pub const OF_REVENUE: Label = Label::new("{share} of revenue", "占净收入的 {share}");
/// Note under a key figure.
pub const RETURNED_NOTE: Label = Label::new("after returns of {amount}", "已扣除退货 {amount}");
/// Note under a key figure.
pub const SINCE_NOTE: Label = Label::new("{n:customer|customers} since {day}", "自{day}以来 {n} 位客户");
/// A change since the earlier date.
pub const SINCE_CHANGE: Label = Label::new("{change} since {day}", "较{day} {change}");
/// The earlier run, where its date is unknown.
pub const EARLIER_RUN: Label = Label::new("the earlier run", "上次运行");
/// Finding.
pub const FIND_TOP: Label = Label::new(
    "A customer of {segment} has brought {per_head} on average, {ratio} times the average of all customers.",
    "“{segment}”客户人均贡献 {per_head}，是全体平均的 {ratio} 倍。",
);
/// Finding.
pub const FIND_STAGE: Label = Label::new(
    "By their own purchase rhythm {active} of customers are active, {slowing} are slowing down and {lapsed} have lapsed; the lapsed once brought {revenue} ({share} of revenue).",
    "按自身购买节奏，{active} 的客户活跃，{slowing} 正在放缓，{lapsed} 已流失；流失客户曾贡献 {revenue}（占收入 {share}）。",
);
/// Finding.
pub const FIND_MOVEMENT: Label = Label::new(
    "Since {day}, {stayed} of customers stayed in their segment; {fell:customer|customers} fell to a lower one, and with them {revenue} of revenue.",
    "自{day}以来，{stayed} 的客户留在原分群；{fell} 位客户降到更低的分群，涉及收入 {revenue}。",
);
/// Finding.
pub const FIND_COLLAPSED: Label =
    Label::new("Equal values left some scores empty: {list}.", "由于数值相同，部分得分没有客户：{list}。");
/// Next step: segment and its action.
pub const NEXT_STEP: Label =
    Label::new("{need}: {segment} ({n:customer|customers}, {revenue})", "{need}：{segment}（{n} 位，{revenue}）");
/// What a segment needs.
pub const NEED_KEEP: Label = Label::new("Keep", "维系");
/// What a segment needs.
pub const NEED_ACT: Label = Label::new("Act now", "及时跟进");
/// What a segment needs.
pub const NEED_WIN_BACK: Label = Label::new("Win back", "挽回");
/// What a segment needs.
pub const NEED_DEVELOP: Label = Label::new("Develop", "培育");
/// What a segment needs.
pub const NEED_LOW: Label = Label::new("Low effort", "低成本触达");
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
/// Terminal line.
pub const COMPARED: Label = Label::new(
    "Changes since {day}: {stayed} of customers stayed in their segment; {fell:customer|customers} fell, and with them {revenue}",
    "自{day}以来：{stayed} 的客户留在原分群；{fell} 位客户下滑，涉及收入 {revenue}",
);
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
pub const COLUMN_TRAITS: Label = Label::new("What sets it apart", "突出特征");
/// One trait.
pub const TRAIT: Label =
    Label::new("{feature} {direction} (median {median})", "{feature}{direction}（中位数 {median}）");
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
/// Section.
pub const SECTION_METHOD: Label = Label::new("Thresholds and rules", "阈值与规则");
/// Section lead.
pub const SECTION_METHOD_LEAD: Label =
    Label::new("How every score came about, so that it can be checked by hand.", "每个得分的由来，可手工核对。");
/// Table caption.
pub const CAPTION_THRESHOLDS: Label = Label::new(
    "Scores and their cut points; lower bounds are included, upper bounds are not",
    "得分与分界点（含下限，不含上限）",
);
/// Column.
pub const COLUMN_SCORE: Label = Label::new("Score", "得分");
/// Table caption.
pub const CAPTION_RULES: Label = Label::new("Segment rules on a scale of 1 to {bins}", "分群规则（1 至 {bins} 分）");
/// Dimension.
pub const RECENCY: Label = Label::new("Days since last purchase (R)", "距上次购买天数（R）");
/// Dimension.
pub const FREQUENCY_DAYS: Label = Label::new("Days with a purchase (F)", "购买天数（F）");
/// Dimension.
pub const FREQUENCY_ORDERS: Label = Label::new("Orders (F)", "订单数（F）");
/// Dimension.
pub const MONETARY: Label = Label::new("Net spend (M)", "净消费额（M）");
/// Scoring note.
pub const NOTE_QUANTILE: Label = Label::new(
    "Scores are cut at quantiles as in R's rfm: the type-7 quantile plus one unit; equal values always get equal scores.",
    "得分按分位数划分，与 R 的 rfm 包一致：第 7 类分位数加一个单位；相同数值得分必相同。",
);
/// Scoring note.
pub const NOTE_NTILE: Label = Label::new(
    "Scores are equal-sized groups by rank; a block of equal values takes the group of its middle rank.",
    "得分按名次等分；相同数值整体取其中间名次所在的组。",
);
/// Scoring note.
pub const NOTE_CUTS: Label = Label::new("Scores are cut at the points given.", "得分按给定分界点划分。");
/// Note.
pub const NOTE_FIRST: Label = Label::new(
    "Where several rules fit a customer, the one listed first counts.",
    "一位客户符合多条规则时，以列在前面的为准。",
);
/// Note.
pub const NOTE_PURCHASE: Label = Label::new(
    "Lines of one customer on one day are one purchase; a day on which returns cancel the sales is none. Recency counts days from the last purchase day to the as-of date.",
    "同一客户同一天的订单行算一次购买；退货抵消销售的日子不算购买。近度为最后购买日到截止日的天数。",
);
/// Section.
pub const SECTION_LEDGER: Label = Label::new("What was read", "数据来源与台账");
/// Section lead.
pub const SECTION_LEDGER_LEAD: Label = Label::new(
    "Rows and amounts read equal those used, set aside and left out, to the cent.",
    "读取的行数与金额等于使用、搁置、排除三者之和，分文不差。",
);
/// Table caption.
pub const CAPTION_LEDGER: Label = Label::new("Ledger", "台账");
/// Column.
pub const COLUMN_TABLE: Label = Label::new("Table", "表");
/// Column.
pub const COLUMN_ENTRY: Label = Label::new("Entry", "项目");
/// Column.
pub const COLUMN_ROWS: Label = Label::new("Rows", "行数");
/// Column.
pub const COLUMN_AMOUNT: Label = Label::new("Amount", "金额");
/// Entry.
pub const ENTRY_READ: Label = Label::new("read", "读取");
/// Entry.
pub const ENTRY_USED: Label = Label::new("used", "使用");
/// Entry.
pub const ENTRY_REJECTED: Label = Label::new("set aside: {reason}", "搁置：{reason}");
/// Entry.
pub const ENTRY_EXCLUDED: Label = Label::new("left out: {rule}", "排除：{rule}");
/// Reason.
pub const REASON_CELL: Label = Label::new("{cell}: {fault}", "{cell}：{fault}");
/// Cell that a reason is about.
pub const CELL_AMOUNT: Label = Label::new("amount", "金额");
/// Cell that a reason is about.
pub const CELL_DATE: Label = Label::new("date", "日期");
/// Cell that a reason is about.
pub const CELL_YES_NO: Label = Label::new("yes or no", "是/否");
/// Reason.
pub const REASON_MISSING: Label = Label::new("a needed cell is empty", "必填单元格为空");
/// Reason.
pub const REASON_RAGGED: Label = Label::new("too few or too many cells", "单元格数量不符");
/// Reason.
pub const REASON_BLANK_ROW: Label = Label::new("blank row", "空行");
/// Reason.
pub const REASON_AFTER_AS_OF: Label = Label::new("after the as-of date", "晚于截止日");
/// Reason.
pub const REASON_OTHER_CURRENCY: Label = Label::new("in another currency", "其他货币");
/// Reason.
pub const REASON_DUPLICATE: Label = Label::new("equal to an earlier line", "与之前某行重复");
/// Reason.
pub const REASON_RULE: Label = Label::new("rows with {rule}", "{rule}的行");
/// Table.
pub const TABLE_ORDERS: Label = Label::new("Orders", "订单");
/// Table.
pub const TABLE_CUSTOMERS: Label = Label::new("Customers", "客户");
/// Table.
pub const TABLE_HISTORIES: Label = Label::new("Purchase summaries", "客户购买汇总");
/// Table.
pub const TABLE_SEGMENTS: Label = Label::new("Earlier segments", "此前的分群");
/// Table caption.
pub const CAPTION_FILES: Label = Label::new("Files", "文件");
/// Column.
pub const COLUMN_FILE: Label = Label::new("File", "文件");
/// Column.
pub const COLUMN_FOUND: Label = Label::new("Read as", "识别为");
/// What stands between the cells of a file.
pub const DELIMITER_COMMA: Label = Label::new("commas", "逗号分隔");
/// What stands between the cells of a file.
pub const DELIMITER_SEMICOLON: Label = Label::new("semicolons", "分号分隔");
/// What stands between the cells of a file.
pub const DELIMITER_TAB: Label = Label::new("tabs", "制表符分隔");
/// What stands between the cells of a file.
pub const DELIMITER_PIPE: Label = Label::new("vertical bars", "竖线分隔");
/// What stands between the cells of a file.
pub const DELIMITER_BLANKS: Label = Label::new("columns aligned by blanks", "空格对齐");
/// Note on a file.
pub const COLUMNS_RECOGNISED: Label =
    Label::new("Columns recognised in {file}: {columns}", "{file} 中识别出的列：{columns}");
/// Footer.
pub const FOOTER: Label = Label::new("Made by huike {version}", "由 huike {version} 生成");
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
/// Terminal headline.
pub const HEADLINE: Label = Label::new(
    "Segments on {as_of} · {customers:customer|customers} · {revenue} net · rules: {rules}",
    "截至{as_of}的客户分群 · {customers} 位客户 · 净收入 {revenue} · 规则：{rules}",
);
/// Terminal headline without a date.
pub const HEADLINE_UNDATED: Label = Label::new(
    "Segments · {customers:customer|customers} · {revenue} net · rules: {rules}",
    "客户分群 · {customers} 位客户 · 净收入 {revenue} · 规则：{rules}",
);
/// Terminal line.
pub const SET_ASIDE: Label =
    Label::new("{n} of {read} rows set aside ({amount})", "{read} 行中搁置 {n} 行（{amount}）");
/// Terminal line.
pub const LEFT_OUT: Label = Label::new("{n:row|rows} left out by rules ({amount})", "按规则排除 {n} 行（{amount}）");
/// Terminal line.
pub const WRITTEN: Label = Label::new("written to {folder}: {files}", "已写入 {folder}：{files}");
/// Terminal line.
pub const NOT_WRITTEN: Label = Label::new(
    "nothing was written; --out-dir DIR writes tables and a report",
    "未写入文件；用 --out-dir 目录 输出各表与报告",
);
/// Terminal line.
pub const DRY_RUN: Label = Label::new("dry run: nothing was written", "试运行：未写入文件");
/// Column.
pub const COLUMN_STAYED: Label = Label::new("Stayed", "留下");
