//! What `huike lot-signals` says.

use super::Label;

/// Error.
pub const NO_UNITS: Label = Label::new("nothing says how many units there are", "缺少各批次数量的来源");
/// Hint.
pub const NO_UNITS_HINT: Label = Label::new(
    "--orders FILE for units sold, or --production FILE for units made",
    "用 --orders 文件 指定销售明细，或用 --production 文件 指定生产批次",
);
/// Error.
pub const NEEDS_COMPLAINTS: Label = Label::new("needs --complaints FILE", "需要 --complaints 文件");
/// Error.
pub const NO_FAILURES: Label = Label::new("nothing says what failed", "缺少失效记录的来源");
/// Hint.
pub const NO_FAILURES_HINT: Label = Label::new(
    "--complaints FILE for complaints, or --orders FILE with returns",
    "用 --complaints 文件 指定投诉，或用含退货的 --orders 文件",
);
/// Error.
pub const NEEDS_PRODUCTION: Label = Label::new("needs --production FILE", "需要 --production 文件");
/// Error.
pub const NEEDS_ORDERS: Label = Label::new("needs --orders FILE", "需要 --orders 文件");
/// Error.
pub const MAX_Q: Label = Label::new("must lie between 0 and 1", "必须介于 0 与 1 之间");
/// Error.
pub const MIN_EB05: Label = Label::new("must be a number that is not negative", "必须为非负数");
/// Error.
pub const WITHIN_WITH_BY: Label = Label::new("products cannot be compared within products", "不能在同一商品内比较商品");
/// Error.
pub const NO_DROPPING: Label = Label::new(
    "lots are counted as they stand in the orders; remove repeated rows from the export first",
    "批次按订单原样计数；请先在导出文件中去除重复行",
);
/// Error.
pub const NO_FAILURES_FOUND: Label =
    Label::new("no failure could be counted for any lot", "没有任何可计入批次的失效记录");
/// Hint.
pub const NO_FAILURES_FOUND_HINT: Label = Label::new(
    "complaints need a lot_id, or a product_id and a customer who bought it before",
    "投诉须含 lot_id，或含 product_id 且该客户此前购买过该商品",
);
/// Hint.
pub const NO_RETURNS_FOUND_HINT: Label = Label::new(
    "no returned units (negative quantities or amounts) were found in the orders; --complaints FILE counts complaints instead",
    "订单中没有退货（数量或金额为负的行）；可改用 --complaints 文件 按投诉计",
);
/// Hint.
pub const RETURNS_WITHOUT_LOT_HINT: Label = Label::new(
    "{n:line of returned units names|lines of returned units name} no lot, so that nobody can tell which lot failed; --complaints FILE counts complaints instead, --by product compares products",
    "{n} 行退货未记录批次，无法得知是哪个批次失效；可改用 --complaints 文件 按投诉计，或用 --by product 比较商品",
);
/// Error.
pub const NO_LOTS: Label = Label::new("no row names a lot", "没有任何一行含批次号");
/// Hint.
pub const NO_LOTS_HINT: Label = Label::new(
    "--map orders.lot_id=HEADER names the column with the lot; --by product compares products instead",
    "用 --map orders.lot_id=表头 指定批次列；或用 --by product 比较商品",
);
/// Warning.
pub const WITHOUT_LOT: Label = Label::new(
    "{n:row has|rows have} no lot and count for none; `huike recall-scope` bounds what they hold",
    "{n} 行未记录批次，不计入任何批次；`huike recall-scope` 可给出其涉及数量的上下限",
);
/// Warning.
pub const UNTOLD: Label =
    Label::new("{n:row has|rows have} no quantity and count as one unit each", "{n} 行未填数量，各按 1 件计");
/// Warning.
pub const UNKNOWN_SIZE: Label = Label::new(
    "{n:lot has|lots have} no quantity in --production and cannot be tested: {names}",
    "{n} 个批次在 --production 中未填数量，无法检验：{names}",
);
/// Warning.
pub const CLASHES: Label = Label::new(
    "{n:lot stands|lots stand} with more than one product; each counts for the first by name",
    "{n} 个批次对应多个商品，各按名称排序的第一个商品计",
);
/// Warning.
pub const INFERRED: Label = Label::new(
    "{n:complaint names|complaints name} no lot; the customer had bought the product from one lot only, which is taken",
    "{n} 条投诉未写批次；该客户只买过该商品的一个批次，按该批次计",
);
/// Warning.
pub const NO_PURCHASE: Label = Label::new(
    "{n:complaint names|complaints name} no lot, and no purchase of the product by this customer is on record",
    "{n} 条投诉未写批次，且查不到该客户购买该商品的记录",
);
/// Warning.
pub const BEFORE_PURCHASE: Label = Label::new(
    "{n:complaint names|complaints name} no lot, and the customer bought the product only after the complaint",
    "{n} 条投诉未写批次，且该客户在投诉之后才购买该商品",
);
/// Warning.
pub const BEFORE_PURCHASE_COUNTED: Label = Label::new(
    "{n:complaint names|complaints name} a lot that the customer bought only after the complaint; the lot is told, so it counts, from the mean month of sale of the lot",
    "{n} 条投诉所写批次系该客户在投诉之后才购买；因已写明批次，仍计入，自该批次的平均售出月份起算",
);
/// Warning.
pub const SEVERAL_LOTS: Label = Label::new(
    "{n:complaint names|complaints name} no lot, and the product that the customer had bought, or the serial number named, stands for several lots",
    "{n} 条投诉未写批次，且该客户买过的该商品或所写序列号对应多个批次",
);
/// Warning.
pub const LOT_NOT_RECORDED: Label = Label::new(
    "{n:complaint names|complaints name} no lot, and the customer had bought the product, or the serial number named was sold, with no lot on record: which lot is meant cannot be told",
    "{n} 条投诉未写批次，且该客户购买该商品时或所写序列号售出时有未记录批次的：无法判断所指为哪个批次",
);
/// Warning.
pub const UNKNOWN_LOTS: Label = Label::new(
    "{n:complaint is|complaints are} about a lot that nobody is known to have bought; such lots cannot be compared",
    "{n} 条投诉涉及没有销售记录的批次，此类批次无法比较",
);
/// Warning.
pub const ABOUT_NOTHING: Label = Label::new(
    "{n:complaint|complaints} about neither a lot nor a product left out",
    "{n} 条投诉既无批次也无商品，已排除",
);
/// Kind of candidates.
pub const KIND_LOT: Label = Label::new("lot", "批次");
/// Kind of candidates.
pub const KIND_COMPONENT: Label = Label::new("component lot", "零部件批次");
/// Kind of candidates.
pub const KIND_PRODUCT: Label = Label::new("product", "商品");
/// Kind of candidates.
pub const KIND_SUPPLIER: Label = Label::new("supplier", "供应商");
/// Kind of candidates.
pub const KIND_WEEK: Label = Label::new("production week", "生产周");
/// Kind of candidates.
pub const KIND_STORE: Label = Label::new("store", "门店");
/// Warning.
pub const PRODUCT_AS_A_WHOLE: Label = Label::new(
    "product {name} fails {ratio} as often as the others, and its lots with it; --by product shows products",
    "商品 {name} 整体失效率为其他商品的 {ratio}，其批次随之偏高；用 --by product 比较商品",
);
/// Error.
pub const NOTHING_TO_COMPARE: Label =
    Label::new("no row tells what is to be compared: {what}", "没有任何一行含所要比较的内容：{what}");
/// Title of the report.
pub const TITLE: Label = Label::new("Lot signals", "批次质量预警");
/// Question that the report answers.
pub const QUESTION: Label = Label::new("Which lots look faulty?", "哪些批次疑似存在缺陷？");
/// First line on the terminal.
pub const HEADLINE: Label = Label::new(
    "{as_of} · {what} compared · {units:unit|units}, {failures:failure|failures} ({rate}) · {within}, at equal age",
    "{as_of} · 比较对象：{what} · {units} 件，失效 {failures} 次（{rate}）· {within}，并按相同使用时长比较",
);
/// Part of the headline.
pub const WITHIN_PRODUCT: Label = Label::new("within products", "在同一商品内");
/// Part of the headline.
pub const WITHIN_ALL: Label = Label::new("across all products", "在全部商品间");
/// So many of a kind.
pub const SO_MANY: Label = Label::new("{kind}: {n}", "{kind} {n} 个");
/// Verdict.
pub const NO_SIGNAL: Label = Label::new(
    "No signal: none of {n} candidates fails more often than chance and at least {eb05} times as often as the others.",
    "未发现预警：{n} 个比较对象中，没有任何一个的失效率既超出随机波动、又达到其余对象的 {eb05} 倍以上。",
);
/// Verdict.
pub const SIGNALS: Label = Label::new(
    "{n:signal|signals}: {list}. Together {units:unit|units}.",
    "发现 {n} 个预警：{list}。合计 {units} 件。",
);
/// One signal of the verdict.
pub const ONE_SIGNAL: Label =
    Label::new("{kind} {name} ({ratio} the usual rate)", "{kind} {name}（为平常失效率的 {ratio}）");
/// Rest of the verdict.
pub const AND_MORE: Label = Label::new("and {n} more", "另有 {n} 个");
/// Standing of a candidate.
pub const STANDING_CAUSE: Label = Label::new("cause", "根源");
/// Standing of a candidate.
pub const STANDING_CONFOUNDED: Label = Label::new("not to be told from {with}", "与 {with} 无法区分");
/// Standing of a candidate.
pub const STANDING_TOGETHER: Label = Label::new("cause, always together with {with}", "根源，始终与 {with} 同时出现");
/// Standing of a candidate.
pub const STANDING_EXPLAINED: Label = Label::new("explained by {by}", "可由 {by} 解释");
/// Standing of a candidate.
pub const STANDING_UNCONFIRMED: Label = Label::new("not sure enough", "证据不足");
/// Standing of a candidate.
pub const STANDING_SMALL: Label = Label::new("too small an excess", "超出幅度过小");
/// Caption of a table.
pub const CAPTION_RANKED: Label =
    Label::new("The most suspicious, strongest evidence first", "最可疑的对象（按证据强弱排列）");
/// Caption of a table.
pub const CAPTION_KNOWN: Label = Label::new(
    "How the suspicious ones stand, since when they fail and in which words",
    "可疑对象：归因、故障起止与投诉用词",
);
/// Column.
pub const COLUMN_NAME: Label = Label::new("Lot or group", "批次或对象");
/// Column.
pub const COLUMN_KIND: Label = Label::new("Kind", "类别");
/// Column.
pub const COLUMN_UNITS: Label = Label::new("Units", "件数");
/// Column.
pub const COLUMN_FAILURES: Label = Label::new("Failures", "失效");
/// Column.
pub const COLUMN_COMPARED: Label = Label::new("Compared", "可比失效");
/// Column.
pub const COLUMN_EXPECTED: Label = Label::new("Expected", "预期");
/// Column.
pub const COLUMN_RATIO: Label = Label::new("Ratio (95%)", "倍数（95%）");
/// Column.
pub const COLUMN_P: Label = Label::new("p", "p 值");
/// Column.
pub const COLUMN_Q: Label = Label::new("q", "q 值");
/// Column.
pub const COLUMN_EB05: Label = Label::new("EB05", "EB05");
/// Column.
pub const COLUMN_STANDING: Label = Label::new("Standing", "判定");
/// Column.
pub const COLUMN_SINCE: Label = Label::new("First to last", "首末日期");
/// Column.
pub const COLUMN_TOP: Label = Label::new("Mostly about", "主要内容");
/// Meaning of a column.
pub const MEANING_COMPARED: Label = Label::new(
    "failures at ages that others have reached too; only these are held against the expected ones",
    "其他单位也已达到的使用时长内的失效，只有这些与预期失效相比",
);
/// Meaning of a column.
pub const MEANING_EXPECTED: Label = Label::new(
    "failures that these units would have at the rates of all others of the same product and age",
    "若按同一商品、相同使用时长的其他单位的失效率，这些单位应有的失效次数",
);
/// Meaning of a column.
pub const MEANING_EXPECTED_ALL: Label = Label::new(
    "failures that these units would have at the rates of all others of the same age, whatever the product",
    "若按相同使用时长的其他单位（不分商品）的失效率，这些单位应有的失效次数",
);
/// Meaning of a column.
pub const MEANING_RATIO: Label =
    Label::new("compared failures over expected, with its exact 95% interval", "可比失效与预期之比及其精确 95% 区间");
/// Meaning of a column.
pub const MEANING_Q: Label = Label::new(
    "share of false alarms to expect among all candidates at least as suspicious (Benjamini-Hochberg)",
    "在同等可疑或更可疑的对象中，误报所占的预期比例（Benjamini-Hochberg）",
);
/// Meaning of a column.
pub const MEANING_EB05: Label = Label::new(
    "lower 95% limit of the ratio once chance is taken off (gamma-Poisson shrinkage)",
    "扣除随机波动后倍数的 95% 下限（伽马-泊松收缩）",
);
/// Key figure.
pub const FIGURE_SIGNALS: Label = Label::new("Signals", "预警");
/// Key figure.
pub const FIGURE_UNITS: Label = Label::new("Units in signals", "预警涉及件数");
/// Key figure.
pub const FIGURE_FAILURES: Label = Label::new("Failures", "失效次数");
/// Key figure.
pub const FIGURE_RATE: Label = Label::new("Failures per 100 units", "每百件失效");
/// Next step.
pub const STEP_STOP: Label = Label::new("Stop {n:signal|signals}", "处置 {n} 个预警");
/// Next step.
pub const STEP_STOP_TEXT: Label = Label::new(
    "Hold the stock, examine returned units, and find who holds the rest: huike recall-scope --lots lot_signals.csv",
    "封存库存、检验退回件，并查明其余单位在谁手中：huike recall-scope --lots lot_signals.csv",
);
/// Next step.
pub const STEP_CONFOUNDED: Label = Label::new("Tell {n:pair|pairs} apart", "区分 {n} 组混杂对象");
/// Next step.
pub const STEP_CONFOUNDED_TEXT: Label = Label::new(
    "These data cannot say which of them is the cause: examine units that have one without the other, or both parts.",
    "现有数据无法判断何者为根源：请检验只含其一的单位，或检验两种零部件。",
);
/// Section.
pub const SECTION_RANKED: Label = Label::new("Which look faulty", "可疑对象");
/// Lead of the section.
pub const SECTION_RANKED_LEAD: Label = Label::new(
    "A signal needs both: more failures than chance gives (q ≤ {q}) and at least {eb05} times the usual rate with 95% certainty (EB05). Parts that are fitted together are tested again within the levels of each other.",
    "预警须同时满足两点：失效超出随机波动（q ≤ {q}），且有 95% 把握达到平常失效率的 {eb05} 倍以上（EB05）。总是一起装配的零部件会在彼此的各水平内再次检验。",
);
/// Section.
pub const SECTION_FUNNEL: Label = Label::new("How far they stray", "偏离程度");
/// Lead of the section.
pub const SECTION_FUNNEL_LEAD: Label = Label::new(
    "Each point is one candidate. Small ones stray far by chance alone, which is what the funnel shows: one in 20 lies outside the inner limits by chance, one in 500 outside the outer ones.",
    "每个点代表一个对象。数量少的对象仅因随机就会偏离较远，漏斗即表示这一范围：仅凭随机，约每 20 个有 1 个超出内限，每 500 个有 1 个超出外限。",
);
/// Title of the chart.
pub const CHART_FUNNEL: Label =
    Label::new("Ratio of failures to expected, by expected failures", "失效倍数与预期失效次数");
/// Takeaway of the chart.
pub const TAKEAWAY_FUNNEL: Label = Label::new(
    "{outside} of {n:candidate lies|candidates lie} above the outer limit; chance alone would put about {chance} there.",
    "{n} 个对象中有 {outside} 个高于外限；仅凭随机约有 {chance} 个。",
);
/// Points of the chart.
pub const ORDINARY: Label = Label::new("no signal", "无预警");
/// Reference of the chart.
pub const USUAL_RATE: Label = Label::new("usual rate", "平常失效率");
/// Limits of the chart.
pub const LIMIT_INNER: Label = Label::new("95% limits", "95% 界限");
/// Limits of the chart.
pub const LIMIT_OUTER: Label = Label::new("99.8% limits", "99.8% 界限");
/// Axis of the chart.
pub const AXIS_EXPECTED: Label = Label::new("expected failures", "预期失效次数");
/// Axis of the chart.
pub const AXIS_RATIO: Label = Label::new("failures / expected", "实际／预期");
/// Note under the chart.
pub const NOTE_OVERDISPERSION: Label = Label::new(
    "Overdispersion φ = {phi} (1 where candidates differ by chance alone; winsorised at 10%).",
    "过度离散系数 φ = {phi}（仅随机差异时为 1；按 10% 缩尾）。",
);
/// Section.
pub const SECTION_LIFE: Label = Label::new("When they fail", "失效时间");
/// Lead of the section.
pub const SECTION_LIFE_LEAD: Label = Label::new(
    "Weibull lifetimes in months in service, units still working counted as such. A shape below 1 means that the young fail, a shape above 1 that they wear out.",
    "以使用月数计的威布尔寿命，仍在使用的单位按删失处理。形状参数小于 1 表示早期失效，大于 1 表示磨损失效。",
);
/// Caption of a table.
pub const CAPTION_LIFE: Label = Label::new("Weibull fits", "威布尔拟合");
/// Column.
pub const COLUMN_SHAPE: Label = Label::new("Shape", "形状参数");
/// Column.
pub const COLUMN_SCALE: Label = Label::new("Scale (months)", "尺度参数（月）");
/// Column.
pub const COLUMN_READING: Label = Label::new("Reading", "解读");
/// Name of a row.
pub const ALL_UNITS: Label = Label::new("all units", "全部单位");
/// Reading of a shape.
pub const LIFE_YOUNG: Label = Label::new("the young fail more", "早期失效为主");
/// Reading of a shape.
pub const LIFE_OLD: Label = Label::new("wears out", "随使用磨损");
/// Reading of a shape.
pub const LIFE_EVEN: Label = Label::new("no tendency to be told", "看不出趋势");
/// Section.
pub const SECTION_METHOD: Label = Label::new("How it was computed", "计算方法");
/// Lead of the section.
pub const SECTION_METHOD_LEAD: Label = Label::new(
    "Units enter service in the month of their sale. A unit counts one month of exposure for each month that it completed, half a month for the one in which it failed or is today.",
    "单位自售出当月起计入使用。每完成一个月计一个月的暴露量，失效当月或截止当月计半个月。",
);
/// Note.
pub const NOTE_TEST: Label = Label::new(
    "p: exact conditional test of Poisson rates within strata of {strata}, for a higher rate; interval of the common ratio from the same distribution.",
    "p 值：在{strata}的各层内对泊松率作精确条件检验（检验较高的率）；公共倍数的区间由同一分布得出。",
);
/// Strata.
pub const STRATA_PRODUCT: Label = Label::new("product and month in service", "商品与使用月数");
/// Strata.
pub const STRATA_ALL: Label = Label::new("month in service", "使用月数");
/// Note.
pub const NOTE_SHRUNK: Label = Label::new("{kind}: {how}", "{kind}：{how}");
/// How rates were shrunk.
pub const SHRUNK_TWO: Label = Label::new(
    "mixture of two gamma distributions, log-likelihood {likelihood} (DuMouchel 1999)",
    "两个伽马分布的混合，对数似然 {likelihood}（DuMouchel 1999）",
);
/// How rates were shrunk.
pub const SHRUNK_ONE: Label =
    Label::new("one gamma distribution, log-likelihood {likelihood}", "一个伽马分布，对数似然 {likelihood}");
/// What was changed after the fit.
pub const WIDENED: Label = Label::new(
    "{how}; the shapes were lowered to the failures that each component accounts for, at the same means, as a prior cannot be worth more failures than it was learnt from",
    "{how}；形状参数已降至各成分所对应的失效数，均值不变：先验的份量不能超过其所依据的失效数",
);
/// How rates were shrunk.
pub const SHRUNK_NOT: Label = Label::new("not shrunk: {why}", "未收缩：{why}");
/// Note.
pub const NOTE_SOLD: Label = Label::new(
    "Units returned later stay counted as sold: they were exposed. A failure whose sale is not known counts from the mean month of sale of its lot.",
    "其后退回的单位仍计入售出数量，因其曾处于使用中。无法匹配销售记录的失效，自该批次的平均售出月份起算。",
);
/// A rule that left rows out.
pub const REASON_WITHOUT_LOT: Label = Label::new("no lot recorded", "未记录批次");
/// A rule that left rows out.
pub const REASON_NO_PURCHASE: Label = Label::new("no purchase of the product on record", "查不到购买记录");
/// A rule that left rows out.
pub const REASON_BEFORE_PURCHASE: Label = Label::new("before the purchase of the product", "早于购买该商品");
/// A rule that left rows out.
pub const REASON_SEVERAL_LOTS: Label = Label::new("bought from several lots", "购买过多个批次");
/// A rule that left rows out.
pub const REASON_LOT_NOT_RECORDED: Label = Label::new("bought with no lot on record", "购买时未记录批次");
/// A rule that left rows out.
pub const REASON_ABOUT_NO_PRODUCT: Label = Label::new("about no product or lot", "未涉及商品或批次");
/// A rule that left rows out.
pub const REASON_WITHOUT_DAY: Label = Label::new("no day recorded", "未记录日期");
/// A rule that left rows out.
pub const REASON_STRANGER: Label = Label::new("customer without an order", "客户没有订单");
/// A rule that left rows out.
pub const REASON_FOOTER: Label = Label::new("footer below the table", "表格下方的页脚");
/// A rule that left rows out.
pub const REASON_REPEATED_HEADER: Label = Label::new("header repeated", "重复的表头");
