//! What the report of `huike recall-scope` says.

use crate::labels::Label;

/// Title of the report.
pub const TITLE: Label = Label::new("Recall scope", "召回范围");
/// Title of the report of a drill.
pub const TITLE_DRILL: Label = Label::new("Mock recall", "模拟召回");
/// Question that the report answers.
pub const QUESTION: Label =
    Label::new("Who and what is affected, and can everybody be reached?", "哪些批次与客户受影响，能否全部通知到？");
/// First line on the terminal.
pub const HEADLINE: Label = Label::new(
    "{as_of} · {starts:lot|lots} recalled, {lots} affected over {levels:level|levels} · {lines:line|lines} of affected products judged, of {read} read",
    "{as_of} · 召回 {starts} 个批次，受影响 {lots} 个，最多 {levels} 级 · 判定受影响商品的 {lines} 行订单（共读取 {read} 行）",
);
/// The end of the first line, where shipments tell who got what.
pub const HEADLINE_SHIPMENTS: Label =
    Label::new(" · {n:shipment|shipments} judged beside them", " · 另判定发货 {n} 笔");
/// The answer.
pub const ANSWER: Label = Label::new(
    "{customers:customer|customers} may hold or have held affected units: at least {min}, at most {max}{expected}. {reach}; {stock}",
    "{customers} 名客户可能持有或曾持有受影响商品：至少 {min} 件，至多 {max} 件{expected}。{reach}；{stock}",
);
/// The answer where every unit is known.
pub const ANSWER_EXACT: Label = Label::new(
    "{customers:customer|customers} received {max} affected units. {reach}; {stock}",
    "{customers} 名客户收到受影响商品 {max} 件。{reach}；{stock}",
);
/// Part of the answer.
pub const REACH: Label = Label::new("{share} can be told directly", "可直接通知 {share}");
/// Part of the answer.
pub const REACH_UNKNOWN: Label = Label::new(
    "Whom you can tell directly is not known without --customers FILE",
    "未提供 --customers 文件，可直接通知的比例未知",
);
/// Part of the answer.
pub const EXPECTED: Label = Label::new(", about {n} expected", "，预计约 {n} 件");
/// The answer where nobody is affected.
pub const ANSWER_NOBODY: Label =
    Label::new("No order line can hold an affected unit; {stock}", "没有任何订单行可能涉及受影响商品；{stock}");
/// Part of the answer.
pub const STOCK_ON_HAND: Label = Label::new("{stock} units are still on hand.", "库存仍有 {stock} 件。");
/// Part of the answer.
pub const STOCK_BEARING: Label = Label::new(
    "{bearing:unit|units} on hand may bear recalled serial numbers.",
    "库存中有 {bearing} 件可能带有召回序列号。",
);
/// Part of the answer.
pub const STOCK_AND_BEARING: Label = Label::new(
    "{stock} units are still on hand, and {bearing} more may bear recalled serial numbers.",
    "库存仍有 {stock} 件，另有 {bearing} 件可能带有召回序列号。",
);
/// Part of the answer.
pub const STOCK_UNKNOWN: Label =
    Label::new("what is on hand is not known without --stock FILE.", "未提供 --stock 文件，库存数量未知。");
/// Part of the answer.
pub const SALES_WITHOUT_CUSTOMER: Label = Label::new(
    "Sales without a customer: up to {units} affected units that only a public notice reaches.",
    "无客户信息的销售：至多 {units} 件受影响商品，只能通过公告触达。",
);
/// Caption of a table.
pub const CAPTION_CLASSES: Label =
    Label::new("Order lines of affected products by class", "受影响商品的订单行（按类别）");
/// Column.
pub const COLUMN_CLASS: Label = Label::new("Class", "类别");
/// Column.
pub const COLUMN_LINES: Label = Label::new("Lines", "行数");
/// Column.
pub const COLUMN_CUSTOMERS: Label = Label::new("Customers", "客户数");
/// Column.
pub const COLUMN_UNITS: Label = Label::new("Units", "件数");
/// Column.
pub const COLUMN_MIN: Label = Label::new("At least", "至少");
/// Column.
pub const COLUMN_MAX: Label = Label::new("At most", "至多");
/// Column.
pub const COLUMN_EXPECTED: Label = Label::new("Expected", "预计");
/// Row.
pub const ROW_ALL: Label = Label::new("All", "合计");
/// Section.
pub const SECTION_HOLDERS: Label = Label::new("Who holds what", "流向与持有");
/// Lead.
pub const SECTION_HOLDERS_LEAD: Label = Label::new(
    "Every order line of an affected product is in exactly one class. Lines with a recorded lot are certain; for lines without one the stock of the day gives the least and the most that they can hold.",
    "受影响商品的每一行订单恰属一类。记录了批次的行是确定的；未记录批次的行，由当日库存推得其涉及数量的下限与上限。",
);
/// Section.
pub const SECTION_GENEALOGY: Label = Label::new("From lot to customer", "批次流向");
/// Lead.
pub const SECTION_GENEALOGY_LEAD: Label = Label::new(
    "What the recalled lots went into, and how many customers received it. Recalled lots are marked.",
    "召回批次进入了哪些批次，又到达多少客户。召回批次已标出。",
);
/// Title of a chart.
pub const CHART_GENEALOGY: Label = Label::new("Genealogy of the recalled lots", "召回批次谱系");
/// Takeaway of a chart.
pub const TAKEAWAY_GENEALOGY: Label = Label::new(
    "{starts:recalled lot|recalled lots} reached {lots} in all, over at most {levels:level|levels}.",
    "{starts} 个召回批次共涉及 {lots} 个批次，最多 {levels} 级。",
);
/// Node of a chart.
pub const CUSTOMERS_OF: Label = Label::new("customers of {lot}", "{lot} 的客户");
/// So many customers.
pub const N_CUSTOMERS: Label = Label::new("{n:customer|customers}", "{n} 名客户");
/// Unit of a chart.
pub const UNIT_UNITS: Label = Label::new("units", "件");
/// So many units.
pub const N_UNITS: Label = Label::new("{n:unit|units}", "{n} 件");
/// Column.
pub const COLUMN_LOT: Label = Label::new("Lot", "批次");
/// Column.
pub const COLUMN_PRODUCT: Label = Label::new("Product", "商品");
/// Column.
pub const COLUMN_LEVEL: Label = Label::new("Level", "层级");
/// Column.
pub const COLUMN_PATH: Label = Label::new("Reached over", "路径");
/// Column.
pub const COLUMN_MADE: Label = Label::new("Made", "生产");
/// Column.
pub const COLUMN_SOLD: Label = Label::new("Sold", "售出");
/// Column.
pub const COLUMN_ON_HAND: Label = Label::new("On hand", "库存");
/// Caption.
pub const CAPTION_LOTS: Label = Label::new("Affected lots", "受影响批次");
/// Note under a cut table.
pub const MORE_ROWS: Label = Label::new("and {n} more in {table}", "另有 {n} 行，见 {table}");
/// Section.
pub const SECTION_STOP: Label = Label::new("What to stop", "立即停止");
/// Lead.
pub const SECTION_STOP_LEAD: Label = Label::new(
    "By place: {units:unit|units} on hand ({held} of them already held by their status), {on_way} on their way to be held on arrival, {orders:open order line|open order lines} to stop.",
    "按地点：库存 {units} 件（按状态已封存 {held} 件），在途 {on_way} 件到货即扣留，应停发 {orders} 行订单。",
);
/// Lead of a section, where nobody told what is on hand.
pub const SECTION_STOP_LEAD_UNKNOWN: Label = Label::new(
    "What is on hand is not known without --stock FILE. {on_way:unit is|units are} on their way to be held on arrival, {orders:open order line is|open order lines are} to stop.",
    "未提供 --stock 文件，库存数量未知。在途 {on_way} 件到货即扣留，应停发 {orders} 行订单。",
);
/// Note.
pub const NOTE_BEARING: Label = Label::new(
    "{n:unit|units} of these {n:is|are} of products that carry recalled serial numbers: hold them until their numbers were read.",
    "其中 {n} 件属于带有召回序列号的商品：核对序列号之前应予封存。",
);
/// Caption.
pub const CAPTION_STOCK: Label = Label::new("Stock to hold", "应封存库存");
/// Column.
pub const COLUMN_PLACE: Label = Label::new("Place", "地点");
/// Column.
pub const COLUMN_STATUS: Label = Label::new("Status", "状态");
/// Section.
pub const SECTION_BALANCE: Label = Label::new("Does it add up", "物料平衡");
/// Lead.
pub const SECTION_BALANCE_LEAD: Label = Label::new(
    "Made and received = on hand + shipped net of returns + consumed + scrapped + adjusted + unaccounted, for each lot at each site: {closed} of {all} balances close.",
    "每个批次在每个地点：生产与收入 = 库存 + 净发出 + 消耗 + 报废 + 调整 + 未说明。共 {all} 项平衡，{closed} 项闭合。",
);
/// Title of a chart.
pub const CHART_BALANCE: Label = Label::new("Mass balance by lot and site", "各批次与地点的物料平衡");
/// Takeaway of a chart.
pub const TAKEAWAY_BALANCED: Label = Label::new("Every balance closes within the tolerance.", "各项平衡均在容差之内。");
/// Takeaway of a chart.
pub const TAKEAWAY_UNBALANCED: Label = Label::new(
    "{n:balance does|balances do} not close: {units:unit|units} are missing.",
    "{n} 项平衡不闭合：缺少 {units} 件。",
);
/// Note.
pub const BALANCES_DRAWN: Label = Label::new(
    "Drawn: the first {drawn} of {all}, those farthest from closing first, then the largest; mass_balance has all.",
    "图中仅绘前 {drawn} 项（共 {all} 项），差额最大者在前，其次按数量；全部见 mass_balance。",
);
/// Segment of a chart.
pub const SEGMENT_SHIPPED: Label = Label::new("Shipped net", "净发出");
/// Segment of a chart.
pub const SEGMENT_CONSUMED: Label = Label::new("Consumed", "消耗");
/// Segment of a chart.
pub const SEGMENT_SCRAPPED: Label = Label::new("Scrapped, adjusted", "报废与调整");
/// Segment of a chart.
pub const SEGMENT_UNACCOUNTED: Label = Label::new("Unaccounted", "未说明");
/// Column.
pub const COLUMN_SITE: Label = Label::new("Site", "地点");
/// Column.
pub const COLUMN_INCOMING: Label = Label::new("Made, received", "生产与收入");
/// All sites.
pub const ALL_SITES: Label = Label::new("all sites", "全部地点");
/// Section.
pub const SECTION_REACH: Label = Label::new("Can everybody be reached", "能否全部通知到");
/// Lead.
pub const SECTION_REACH_LEAD: Label = Label::new(
    "{contacts:contact stands|contacts stand} for {customers} customers, duplicates merged. Direct reach is {share}; a recall alert of the CPSC needs 95%.",
    "{customers} 名客户合并重复后为 {contacts} 个联系对象。直接触达率 {share}；CPSC 召回警示要求 95%。",
);
/// Lead of a section, where nobody told the channels.
pub const SECTION_REACH_LEAD_UNKNOWN: Label = Label::new(
    "{contacts:contact stands|contacts stand} for {customers} customers. Whom you can tell directly is not known without --customers FILE.",
    "{customers} 名客户为 {contacts} 个联系对象。未提供 --customers 文件，可直接通知的比例未知。",
);
/// Caption.
pub const CAPTION_CHANNELS: Label = Label::new("Contacts by channel", "各渠道联系对象");
/// Column.
pub const COLUMN_CHANNEL: Label = Label::new("Channel", "渠道");
/// Column.
pub const COLUMN_CONTACTS: Label = Label::new("Contacts", "联系对象");
/// Row.
pub const ROW_UNREACHABLE: Label = Label::new("unreachable", "无法联系");
/// Note.
pub const NOTE_CONSENT: Label = Label::new(
    "{n:contact has|contacts have} refused marketing; a safety notice may be sent in spite of it, and nothing else with it.",
    "{n} 个联系对象拒绝营销；安全通知仍可发送，但不得夹带其他内容。",
);
/// Note.
pub const NOTE_ONWARD: Label = Label::new(
    "{n:contact|contacts} buying for others: the notice asks to notify onward.",
    "{n} 个联系对象为转售方，须请其继续通知下游。",
);
/// Section.
pub const SECTION_PLAN: Label = Label::new("What to do by when", "任务与时限");
/// Lead.
pub const SECTION_PLAN_LEAD: Label = Label::new(
    "Tasks of a recall of {class} that started on {started}. Days and owners come from an editable table; it supports a process and certifies no compliance.",
    "{class}召回的任务，起始日 {started}。时限与负责人来自可编辑的规则表；仅供流程参考，不构成合规认证。",
);
/// Caption.
pub const CAPTION_PLAN: Label = Label::new("Plan", "计划");
/// Column.
pub const COLUMN_DUE: Label = Label::new("Due", "截止");
/// Column.
pub const COLUMN_TASK: Label = Label::new("Task", "任务");
/// Column.
pub const COLUMN_OWNER: Label = Label::new("Owner", "负责人");
/// Column.
pub const COLUMN_BASIS: Label = Label::new("Basis", "依据");
/// Section.
pub const SECTION_PROGRESS: Label = Label::new("How far it is", "召回进度");
/// Lead.
pub const SECTION_PROGRESS_LEAD: Label = Label::new(
    "{accounted} of {units} affected units are accounted for ({share}); {outstanding} are outstanding.",
    "受影响 {units} 件中已核销 {accounted} 件（{share}），尚余 {outstanding} 件。",
);
/// Caption.
pub const CAPTION_STATUS: Label = Label::new("Customers by status", "客户状态");
/// Column.
pub const COLUMN_CONSUMERS: Label = Label::new("Consumers", "消费者");
/// Column.
pub const COLUMN_CONSIGNEES: Label = Label::new("Consignees", "经销商");
/// Column.
pub const COLUMN_OUTSTANDING: Label = Label::new("Outstanding", "未核销");
/// Title of a chart.
pub const CHART_COMPLETION: Label = Label::new("Customers notified and responding, by day", "逐日已通知与已回应客户");
/// Takeaway of a chart.
pub const TAKEAWAY_COMPLETION: Label = Label::new(
    "{notified:customer has been|customers have been} notified; {responded:customer has|customers have} responded, notified or not.",
    "已通知 {notified} 名客户；已有 {responded} 名客户回应（含未经通知的）。",
);
/// Series of a chart.
pub const SERIES_NOTIFIED: Label = Label::new("notified", "已通知");
/// Series of a chart.
pub const SERIES_RESPONDED: Label = Label::new("responded", "已回应");
/// Note on the forecast.
pub const FORECAST_REACHED: Label = Label::new("The target of {target} is reached.", "已达到 {target} 的目标。");
/// Note on the forecast.
pub const FORECAST_AFTER: Label = Label::new(
    "The target of {target} is expected on {day} ({earliest} to {latest}).",
    "预计于 {day} 达到 {target} 的目标（{earliest} 至 {latest}）。",
);
/// Note on the forecast.
pub const FORECAST_NEVER: Label =
    Label::new("At this rate the target of {target} is not reached.", "按目前的进度无法达到 {target} 的目标。");
/// Note on the forecast.
pub const FORECAST_MORE: Label = Label::new(
    "The target of {target} needs more holders to be told first: {missing} units are missing even if all who were told act.",
    "要达到 {target} 的目标须先通知更多持有人：即使已通知者全部完成，仍差 {missing} 件。",
);
/// Never, as a day.
pub const NEVER: Label = Label::new("never", "永不");
/// Section.
pub const SECTION_CHANGES: Label = Label::new("Since the last run", "与上次相比");
/// Lead.
pub const SECTION_CHANGES_LEAD: Label = Label::new(
    "{customers:customer is|customers are} newly affected, {gone} no longer; {lots:lot is|lots are} newly affected: {names}. A new lot means an amended report.",
    "新增受影响客户 {customers} 名，解除 {gone} 名；新增受影响批次 {lots} 个：{names}。新增批次须补充报告。",
);
/// Section.
pub const SECTION_CAUSES: Label = Label::new("What stands behind the complaints", "投诉背后的共同批次");
/// Lead.
pub const SECTION_CAUSES_LEAD: Label = Label::new(
    "Lots that the lots complained of go back to. A score of 1 is a link common to all of them; it says nothing about rates, see huike lot-signals.",
    "被投诉批次向上追溯到的批次。得分 1 表示全部被投诉批次的共同环节；它不反映失效率，请见 huike lot-signals。",
);
/// Column.
pub const COLUMN_SCORE: Label = Label::new("Score", "得分");
/// Column.
pub const COLUMN_CASES: Label = Label::new("Lots complained of", "被投诉批次");
/// Column.
pub const COLUMN_COMPLAINTS: Label = Label::new("Complaints", "投诉数");
/// Section.
pub const SECTION_DRILL: Label = Label::new("The drill", "演练结果");
/// Lead.
pub const SECTION_DRILL_PASSED: Label = Label::new(
    "Passed: {seconds} s of {limit} s allowed, {balance} of the units accounted for.",
    "通过：用时 {seconds} 秒（限 {limit} 秒），已说明 {balance} 的数量。",
);
/// Lead.
pub const SECTION_DRILL_FAILED: Label = Label::new(
    "Failed: {seconds} s of {limit} s allowed, {balance} of the units accounted for.",
    "未通过：用时 {seconds} 秒（限 {limit} 秒），已说明 {balance} 的数量。",
);
/// Column.
pub const COLUMN_STEP: Label = Label::new("Step", "步骤");
/// Column.
pub const COLUMN_SECONDS: Label = Label::new("Seconds", "秒");
/// Key figure.
pub const FIGURE_LOTS: Label = Label::new("Affected lots", "受影响批次");
/// Key figure.
pub const FIGURE_CUSTOMERS: Label = Label::new("Affected customers", "受影响客户");
/// Key figure.
pub const FIGURE_UNITS: Label = Label::new("Affected units with customers", "客户手中受影响件数");
/// Key figure.
pub const FIGURE_REACH: Label = Label::new("Direct reach", "直接触达率");
/// Next step.
pub const STEP_STOP: Label = Label::new("Quarantine {n:unit|units}", "隔离 {n} 件");
/// Next step.
pub const STEP_STOP_TEXT: Label =
    Label::new("stock_to_hold lists them by place and lot.", "各地点与批次见 stock_to_hold。");
/// Next step.
pub const STEP_TELL: Label = Label::new("Tell {n:contact|contacts}", "通知 {n} 个联系对象");
/// Next step.
pub const STEP_TELL_TEXT: Label = Label::new(
    "contacts has the channel and the address of each; --recall FILE writes the notices for every channel.",
    "联系渠道与地址见 contacts；--recall 文件 可为各渠道生成通知。",
);
/// Next step.
pub const STEP_FIND: Label = Label::new("Find {n:contact|contacts}", "查找 {n} 个联系对象");
/// Next step.
pub const STEP_FIND_TEXT: Label =
    Label::new("unreachable lists them with units and value.", "清单及数量、金额见 unreachable。");
/// Next step.
pub const STEP_FIND_TEXT_UNKNOWN: Label = Label::new(
    "Their addresses come with --customers FILE; unreachable lists them with units and value.",
    "用 --customers 提供联系方式；清单及数量、金额见 unreachable。",
);
/// Next step.
pub const STEP_BALANCE: Label = Label::new("Explain {n:balance|balances}", "查明 {n} 项不平衡");
/// Next step.
pub const STEP_BALANCE_TEXT: Label =
    Label::new("mass_balance lists what is missing by lot and site.", "缺口的批次与地点见 mass_balance。");
