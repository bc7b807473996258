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
    "截止日 {as_of} · {customers} 位客户 · {orders} 笔订单 · 规则：{rules}",
);
/// Report subtitle, summed-up input without a date.
pub const SUBTITLE_UNDATED: Label = Label::new(
    "{customers:customer|customers} · {orders:order|orders} · rules: {rules}",
    "{customers} 位客户 · {orders} 笔订单 · 规则：{rules}",
);
/// Report question.
pub const QUESTION: Label =
    Label::new("Who are our customers, and whom should we look after first?", "我们的客户是谁，应当先照顾谁？");
/// Report answer.
pub const ANSWER: Label = Label::new(
    "{segment}: {customer_share} of customers bring {revenue_share} of net revenue.",
    "“{segment}”以 {customer_share} 的客户贡献了 {revenue_share} 的净收入。",
);
/// Report answer, addition.
pub const ANSWER_SILENT: Label = Label::new(
    " {n:customer who once brought|customers who once brought} {revenue} ({share}) have been silent far longer than their own rhythm.",
    "曾贡献 {revenue}（{share}）的 {n} 位客户，沉默时间已远超自身购买节奏。",
);
/// Key figure.
pub const FIGURE_CUSTOMERS: Label = Label::new("Customers", "客户数");
/// Key figure.
pub const FIGURE_REVENUE: Label = Label::new("Net revenue", "净收入");
/// Key figure.
pub const FIGURE_TIER_A: Label = Label::new("Customers who bring {cut} of revenue", "贡献 {cut} 收入的客户");
/// Key figure.
pub const FIGURE_LAPSED: Label = Label::new("Lapsed by their own rhythm", "按自身节奏已流失");
/// Key figure.
pub const FIGURE_AT_RISK: Label = Label::new("Revenue of customers who fell", "下滑客户的收入");
/// Note under a key figure.
pub const OF_CUSTOMERS: Label = Label::new("{share} of customers", "占客户 {share}");
/// Note under a key figure.
pub const OF_REVENUE: Label = Label::new("{share} of revenue", "占收入 {share}");
/// Note under a key figure.
pub const RETURNED_NOTE: Label = Label::new("after returns of {amount}", "已扣除退货 {amount}");
/// Note under a key figure.
pub const SINCE_NOTE: Label = Label::new("{n:customer|customers} since {day}", "自 {day} 以来 {n} 位客户");
/// A change since the earlier date.
pub const SINCE_CHANGE: Label = Label::new("{change} since {day}", "自 {day} 起 {change}");
/// The earlier run, where its date is unknown.
pub const EARLIER_RUN: Label = Label::new("the earlier run", "上次运行");
/// Finding.
pub const FIND_TOP: Label = Label::new(
    "The largest segment by revenue is {segment}: {customers:customer|customers} ({customer_share}) with {revenue} ({revenue_share}), {per_head} each.",
    "收入最高的分群是“{segment}”：{customers} 位客户（{customer_share}），收入 {revenue}（{revenue_share}），人均 {per_head}。",
);
/// Finding.
pub const FIND_TIER: Label = Label::new(
    "{n:customer brings|customers bring} the first {cut} of revenue (tier A, {share} of customers).",
    "前 {cut} 的收入来自 {n} 位客户（A 级，占客户 {share}）。",
);
/// Finding.
pub const FIND_STAGE: Label = Label::new(
    "By their own purchase rhythm {active} of customers are active, {slowing} are slowing down and {lapsed} have lapsed.",
    "按自身购买节奏，{active} 的客户活跃，{slowing} 正在放缓，{lapsed} 已流失。",
);
/// Finding.
pub const FIND_MOVEMENT: Label = Label::new(
    "Since {day}, {stayed} of customers stayed in their segment; {fell:customer|customers} fell to a lower one and with them {revenue} of revenue.",
    "自 {day} 以来，{stayed} 的客户留在原分群；{fell} 位客户降到更低分群，涉及收入 {revenue}。",
);
/// Finding.
pub const FIND_COLLAPSED: Label =
    Label::new("Equal values left some scores empty: {list}.", "由于数值相同，部分得分没有客户：{list}。");
/// Next step: segment and its action.
pub const NEXT_STEP: Label =
    Label::new("{segment} ({n:customer|customers}, {revenue}): {action}", "{segment}（{n} 位，{revenue}）：{action}");
/// Section.
pub const SECTION_SEGMENTS: Label = Label::new("Segments", "分群");
/// Section lead.
pub const SECTION_SEGMENTS_LEAD: Label = Label::new(
    "Each customer is in exactly one segment. Revenue is net of returns over the whole history read.",
    "每位客户只属于一个分群。收入为读入的全部历史中扣除退货后的净额。",
);
/// Chart title.
pub const CHART_TREEMAP: Label = Label::new("Net revenue by segment", "各分群净收入");
/// Treemap scale, best.
pub const SCALE_BEST: Label = Label::new("best", "最好");
/// Treemap scale, worst.
pub const SCALE_WORST: Label = Label::new("worst", "最差");
/// Chart title.
pub const CHART_SHARES: Label = Label::new("Share of customers and of net revenue", "客户占比与净收入占比");
/// Chart takeaway.
pub const CHART_SHARES_SAYS: Label = Label::new(
    "{segment} brings the most revenue a head: {ratio} times its share of customers.",
    "“{segment}”人均贡献最高：收入占比是客户占比的 {ratio} 倍。",
);
/// Measure.
pub const SHARE_CUSTOMERS: Label = Label::new("Customers", "客户");
/// Measure.
pub const SHARE_REVENUE: Label = Label::new("Revenue", "收入");
/// Column.
pub const COLUMN_SEGMENT: Label = Label::new("Segment", "分群");
/// Column.
pub const COLUMN_CUSTOMERS: Label = Label::new("Customers", "客户");
/// Column.
pub const COLUMN_SHARE: Label = Label::new("Share", "占比");
/// Column.
pub const COLUMN_REVENUE: Label = Label::new("Revenue", "收入");
/// Column.
pub const COLUMN_REVENUE_SHARE: Label = Label::new("Share", "占比");
/// Column.
pub const COLUMN_MEDIANS: Label = Label::new("R / F / M median", "R / F / M 中位数");
/// Meaning.
pub const MEANING_MEDIANS: Label = Label::new(
    "Median days since the last purchase, number of purchases, and net spend",
    "距上次购买天数、购买次数、净消费额的中位数",
);
/// Column.
pub const COLUMN_ORDER_VALUE: Label = Label::new("Order value", "客单价");
/// Meaning.
pub const MEANING_ORDER_VALUE: Label = Label::new("Net revenue divided by orders", "净收入除以订单数");
/// Column.
pub const COLUMN_GAP: Label = Label::new("Gap, days", "购买间隔（天）");
/// Meaning.
pub const MEANING_GAP: Label =
    Label::new("Mean days between two purchases of the same customer", "同一客户两次购买之间的平均天数");
/// Column.
pub const COLUMN_CHANGE: Label = Label::new("Change", "增减");
/// Meaning.
pub const MEANING_CHANGE: Label = Label::new("Customers gained or lost since {day}", "自 {day} 以来的客户增减");
/// Terminal line.
pub const COMPARED: Label = Label::new(
    "Changes since {day}: {stayed} of customers stayed in their segment; {fell:customer|customers} fell, and with them {revenue}",
    "自 {day} 以来：{stayed} 的客户留在原分群；{fell} 位客户下滑，涉及收入 {revenue}",
);
/// Column.
pub const COLUMN_ACTION: Label = Label::new("What to do", "建议行动");
/// Row.
pub const ALL_CUSTOMERS: Label = Label::new("All customers", "全部客户");
/// Section.
pub const SECTION_MAP: Label = Label::new("Recency and frequency", "近度与频度");
/// Section lead.
pub const SECTION_MAP_LEAD: Label = Label::new(
    "Top right are those who bought recently and often; those on the right who sink to the bottom are being lost.",
    "右上是最近买、买得勤的客户；右侧而落到下方的，是正在失去的常客。",
);
/// Chart title.
pub const CHART_MAP: Label = Label::new("Customers by recency and frequency score", "按近度与频度得分的客户数");
/// Chart takeaway.
pub const CHART_MAP_SAYS: Label = Label::new(
    "{n:customer has|customers have} the two lowest recency scores although they used to buy often.",
    "{n} 位客户曾经购买频繁，近度却处于最低两档。",
);
/// Axis.
pub const AXIS_RECENCY: Label = Label::new("Recency score", "近度得分（R）");
/// Axis.
pub const AXIS_FREQUENCY: Label = Label::new("Frequency score", "频度得分（F）");
/// Section.
pub const SECTION_STAGES: Label = Label::new("Life cycle and value", "生命周期与价值");
/// Section lead.
pub const SECTION_STAGES_LEAD: Label = Label::new(
    "Stages compare each customer's silence with that customer's own rhythm; tiers rank customers by net revenue.",
    "阶段以客户自身的购买节奏衡量其沉默时间；等级按净收入排序划分。",
);
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
    "The cohort's median gap between purchases is {gap} days, from {n:repeat customer|repeat customers}; each customer's own expected gap is drawn towards it when there are few purchases.",
    "全体复购客户（{n} 位）购买间隔的中位数为 {gap} 天；购买次数少的客户，其预期间隔向该值靠拢。",
);
/// Section.
pub const SECTION_MOVEMENT: Label = Label::new("Movement", "变动");
/// Section lead.
pub const SECTION_MOVEMENT_LEAD: Label = Label::new(
    "Where the customers of {day} are now. {entered:customer is|customers are} new since then.",
    "{day} 的客户如今在哪里。此后新增 {entered} 位客户。",
);
/// Chart title.
pub const CHART_FLOW: Label = Label::new("Customers who changed segment", "更换分群的客户");
/// Chart takeaway.
pub const CHART_FLOW_SAYS: Label = Label::new(
    "{fell:customer|customers} fell to a lower segment, {rose} rose to a higher one.",
    "{fell} 位客户降到更低分群，{rose} 位升到更高分群。",
);
/// Table caption.
pub const CAPTION_FELL: Label = Label::new("Where revenue is at risk", "收入风险所在");
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
pub const SECTION_PROFILES: Label = Label::new("Profiles", "画像");
/// Section lead.
pub const SECTION_PROFILES_LEAD: Label = Label::new(
    "What sets a segment apart from all customers. Intervals are 95 % (Wilson); numbers of fewer than {min} customers are withheld.",
    "各分群与全体客户有何不同。区间为 95%（Wilson 法）；不足 {min} 位客户的数字不予显示。",
);
/// Chart title.
pub const CHART_PROFILE: Label =
    Label::new("{dimension}: share of “{value}” by segment", "{dimension}：各分群中“{value}”的占比");
/// Chart takeaway.
pub const CHART_PROFILE_SAYS: Label = Label::new(
    "“{value}” is {times} times as frequent among {segment} as among all customers ({share} against {all}).",
    "“{value}”在“{segment}”中的占比是全体客户的 {times} 倍（{share}，全体 {all}）。",
);
/// Chart takeaway.
pub const CHART_PROFILE_EVEN: Label =
    Label::new("No segment differs clearly from all customers.", "没有哪个分群与全体客户有明显差异。");
/// Reference line.
pub const REFERENCE_ALL: Label = Label::new("all customers {share}", "全体客户 {share}");
/// Fold.
pub const PROFILE_TABLE: Label = Label::new("{dimension} by segment, all values", "{dimension} × 分群，全部取值");
/// Table caption.
pub const CAPTION_PROFILE: Label =
    Label::new("Share of each segment's customers by {dimension}", "各分群客户按{dimension}的占比");
/// Note on overlapping profiles.
pub const OVERLAP_NOTE: Label = Label::new(
    "A customer can have bought several values, so shares do not add up to 100 %.",
    "同一客户可能购买多个取值，占比之和不等于 100%。",
);
/// Suppressed cell.
pub const WITHHELD: Label = Label::new("withheld", "不显示");
/// Section.
pub const SECTION_CLUSTERS: Label = Label::new("Groups found in the behaviour", "行为聚类");
/// Section lead.
pub const SECTION_CLUSTERS_LEAD: Label = Label::new(
    "{k} groups by k-means on {features}; mean silhouette {silhouette}: {verdict}.",
    "以 {features} 做 k 均值聚类，得到 {k} 组；平均轮廓系数 {silhouette}：{verdict}。",
);
/// Column.
pub const COLUMN_CLUSTER: Label = Label::new("Group", "组");
/// Column.
pub const COLUMN_TRAITS: Label = Label::new("What sets it apart", "突出特征");
/// One trait.
pub const TRAIT: Label =
    Label::new("{feature} {direction} (median {median})", "{feature}{direction}（中位数 {median}）");
/// Table caption.
pub const CAPTION_CLUSTERS: Label = Label::new("Groups by size", "各组规模与特征");
/// Section.
pub const SECTION_METHOD: Label = Label::new("Thresholds and rules", "阈值与规则");
/// Section lead.
pub const SECTION_METHOD_LEAD: Label =
    Label::new("How every score came about, so that it can be checked by hand.", "每个得分的由来，可手工核对。");
/// Table caption.
pub const CAPTION_THRESHOLDS: Label = Label::new("Scores and their cut points", "得分与分界点");
/// Column.
pub const COLUMN_DIMENSION: Label = Label::new("Dimension", "维度");
/// Column.
pub const COLUMN_SCORE: Label = Label::new("Score", "得分");
/// Column.
pub const COLUMN_FROM_VALUE: Label = Label::new("From", "起（含）");
/// Column.
pub const COLUMN_BELOW: Label = Label::new("Below", "止（不含）");
/// Table caption.
pub const CAPTION_RULES: Label = Label::new("Segment rules on a scale of 1 to {bins}", "分群规则（1 至 {bins} 分）");
/// Dimension.
pub const RECENCY: Label = Label::new("Recency, days", "近度 R（天）");
/// Dimension.
pub const FREQUENCY_DAYS: Label = Label::new("Frequency, purchase days", "频度 F（购买天数）");
/// Dimension.
pub const FREQUENCY_ORDERS: Label = Label::new("Frequency, orders", "频度 F（订单数）");
/// Dimension.
pub const MONETARY: Label = Label::new("Monetary, net spend", "金额 M（净消费额）");
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
pub const NOTE_PURCHASE: Label = Label::new(
    "Lines of one customer on one day are one purchase; a day on which returns cancel the sales is none. Recency counts days from the last purchase day to the as-of date.",
    "同一客户同一天的订单行算一次购买；退货抵消销售的日子不算购买。近度为最后购买日到截止日的天数。",
);
/// Section.
pub const SECTION_LEDGER: Label = Label::new("What was read", "数据台账");
/// Section lead.
pub const SECTION_LEDGER_LEAD: Label = Label::new(
    "Rows and amounts read equal those used, set aside and left out, to the cent.",
    "读取的行数与金额 = 使用 + 搁置 + 排除，分文不差。",
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
/// Table caption.
pub const CAPTION_FILES: Label = Label::new("Files", "文件");
/// Column.
pub const COLUMN_FILE: Label = Label::new("File", "文件");
/// Column.
pub const COLUMN_FOUND: Label = Label::new("Found", "识别结果");
/// Column.
pub const COLUMN_COLUMNS: Label = Label::new("Columns used", "所用列");
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
    "截止 {as_of} 的分群 · {customers} 位客户 · 净收入 {revenue} · 规则：{rules}",
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
