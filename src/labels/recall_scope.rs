//! What `huike recall-scope` says, in its messages and in its report.

mod goals;
mod report;
mod rules;

pub use goals::*;
pub use report::*;
pub use rules::*;

use super::Label;

/// Error.
pub const NO_SCOPE: Label = Label::new("nothing says what is recalled", "未指定召回范围");
/// Hint.
pub const NO_SCOPE_HINT: Label = Label::new(
    "--lots LOT for lots, --serials RANGE, --products PRODUCT, --suppliers NAME, --made-from and --made-to; or --drill",
    "用 --lots 批次、--serials 序列号区间、--products 商品、--suppliers 供应商、--made-from 与 --made-to 指定；或用 --drill 演练",
);
/// Error.
pub const NO_TRADE: Label = Label::new("nothing says who got what", "缺少流向数据");
/// Hint.
pub const NO_TRADE_HINT: Label = Label::new(
    "--orders FILE for order lines, --movements FILE or --epcis FILE for movements",
    "用 --orders 文件 指定销售明细，或用 --movements、--epcis 文件 指定移动记录",
);
/// Error.
pub const NEEDS_PRODUCTION: Label =
    Label::new("needs --production FILE, which knows the lots", "需要 --production 文件，其中含批次信息");
/// Error.
pub const NEEDS_ORDERS: Label = Label::new("needs --orders FILE", "需要 --orders 文件");
/// Error.
pub const NEEDS_COMPLAINTS: Label = Label::new("needs --complaints FILE", "需要 --complaints 文件");
/// Error.
pub const DRILL_NEEDS_LOTS: Label = Label::new(
    "draws a lot of --production FILE, or needs --lots",
    "将从 --production 文件 中抽取批次，否则需要 --lots",
);
/// Error.
pub const REVERSED: Label = Label::new("the first day lies after the last", "起始日期晚于结束日期");
/// Error.
pub const TEMPLATE_FORM: Label = Label::new(
    "`{text}` is no CHANNEL=FILE with a channel of email, sms, letter, phone",
    "`{text}` 不是 渠道=文件 的形式，渠道可为 email、sms、letter、phone",
);
/// Error.
pub const TEMPLATE_NEEDS_RECALL: Label =
    Label::new("needs --recall FILE with what the recall is about", "需要 --recall 文件，其中写明召回内容");
/// Error.
pub const BAD_PATTERN: Label = Label::new("`{pattern}` is no pattern", "`{pattern}` 不是有效的通配模式");
/// Error.
pub const NO_MATCH: Label = Label::new("no lot matches `{pattern}`", "没有批次匹配 `{pattern}`");
/// Hint.
pub const LOOKED_IN: Label = Label::new("looked for in {tables}", "已在 {tables} 中查找");
/// Error.
pub const NO_LOT_OF_KIND: Label =
    Label::new("no lot is of these products, suppliers and days", "没有批次符合所给的商品、供应商与生产日期");
/// Hint.
pub const NO_LOT_OF_KIND_HINT: Label =
    Label::new("names are compared letter by letter with the production file", "名称与生产文件逐字比对，请核对写法");
/// Warning.
pub const EMPTY_SCOPE: Label =
    Label::new("no lot is in scope: nothing is recalled", "召回范围内没有任何批次：无需召回");
/// Why a lot is recalled.
pub const CHOSEN_NAMED: Label = Label::new("named", "指定");
/// Why a lot is recalled.
pub const CHOSEN_PATTERN: Label = Label::new("matches {pattern}", "匹配 {pattern}");
/// Why a lot is recalled.
pub const CHOSEN_KIND: Label =
    Label::new("of the product, supplier or days asked for", "符合所给商品、供应商或生产日期");
/// Why a lot is recalled.
pub const CHOSEN_UNDATED: Label =
    Label::new("of the product or supplier asked for, day not recorded", "符合所给商品或供应商，未记录生产日期");
/// Why a lot is recalled.
pub const CHOSEN_DRAWN: Label = Label::new("drawn for the drill", "演练抽取");
/// What the class of a line rests on.
pub const WHY_SERIAL: Label = Label::new("the serial number is recalled", "序列号在召回范围内");
/// What the class of a line rests on.
pub const WHY_PRODUCT: Label = Label::new("the product is recalled, whatever the lot", "该商品整体召回，不论批次");
/// What the class of a line rests on.
pub const WHY_NEAR_SERIAL: Label = Label::new(
    "its serial number differs from a recalled one in case, signs or leading zeros alone",
    "序列号与召回序列号仅大小写、符号或前导零不同",
);
/// What the class of a line rests on.
pub const WHY_NO_SERIAL: Label = Label::new(
    "only some serial numbers of the product are recalled, and none was recorded",
    "该商品仅部分序列号召回，而该行未记录序列号",
);
/// What the class of a line rests on.
pub const WHY_OTHER_SERIAL: Label = Label::new("its serial number is not recalled", "序列号不在召回范围内");
/// What the class of a line rests on.
pub const WHY_OTHER_PRODUCT: Label =
    Label::new("the lot is recalled as another product only", "该批次号仅就另一商品召回");
/// What the class of a line rests on.
pub const WHY_OUTSIDE: Label =
    Label::new("sold on another day or in another store than recalled", "销售日期或门店不在召回范围内");
/// What the class of a line rests on.
pub const WHY_NO_STORE: Label =
    Label::new("only some stores are recalled, and none was recorded", "仅部分门店召回，而该行未记录门店");
/// What the class of a line rests on.
pub const WHY_BEFORE_AFFECTED: Label = Label::new(
    "ordered before the lot was affected, though the goods may have left later",
    "下单日期早于该批次受影响的日期，但实际发货可能更晚",
);
/// What the class of a line rests on.
pub const WHY_NOT_SURELY_MIXED: Label = Label::new(
    "the lot was affected at a mixing site only, where these units may never have been",
    "该批次仅在混放地点受影响，而这些商品未必到过该地点",
);
/// What the class of a line rests on.
pub const WHY_MAY_BE_ORDERED: Label = Label::new(
    "shipped to a place that no order line names, or beyond what its lines hold; it may be the delivery of an order line",
    "发往订单中未出现的收货方，或超出其订单行的数量，也可能是某订单行的发货",
);
/// What the class of a line rests on.
pub const WHY_SERIAL_TWICE: Label = Label::new(
    "the recalled serial number was also sold to another customer, with no return between",
    "该召回序列号还售予了另一客户，其间没有退货",
);
/// Note.
pub const EPCIS_READ: Label = Label::new(
    "EPCIS: {events:event|events}, of which {used} used, {withdrawn} withdrawn, {repeated} repeated, {aside} set aside",
    "EPCIS：{events} 个事件，其中使用 {used} 个、撤销 {withdrawn} 个、重复 {repeated} 个、搁置 {aside} 个",
);
/// Warning.
pub const RESERVED_DOMAINS: Label = Label::new(
    "{n:customer has an e-mail address|customers have e-mail addresses} at a domain reserved for examples and tests, such as example.com; no notice goes there, another channel is used or they are listed in unreachable",
    "{n} 名客户的邮箱域名仅供示例或测试使用（如 example.com），不会向其发送邮件；改用其他渠道，没有其他渠道的列入 unreachable",
);
/// Warning.
pub const NO_CUSTOMERS: Label = Label::new(
    "no customers file was given, so nobody's channel is known; --customers FILE",
    "未提供客户文件，无法得知联系渠道；请用 --customers 文件",
);
/// Warning.
pub const UNKNOWN_KINDS: Label = Label::new(
    "{n:movement is|movements are} of a kind that is not known and left out; kinds are receive, ship, return, scrap, adjust",
    "{n} 条移动记录的类型无法识别，已排除；可用类型：入库、出库、退货、报废、调整",
);
/// Warning.
pub const WITHOUT_QUANTITY: Label =
    Label::new("{n:movement|movements} without a quantity left out", "{n} 条移动记录没有数量，已排除");
/// Warning.
pub const UNDATED_MOVES: Label = Label::new(
    "{n:movement has|movements have} no day; they count as possible on every day",
    "{n} 条移动记录没有日期，按任何一天都可能计",
);
/// Warning.
pub const REPEATED_MOVES: Label = Label::new(
    "{n:movement says|movements say} the same as another one; both count, as they may be two",
    "{n} 条移动记录与另一条完全相同；因可能确为两次移动，均计入",
);
/// Warning.
pub const SHIPMENTS_BESIDE_ORDERS: Label = Label::new(
    "{n:shipment counts|shipments count} beside the orders, to places that no order line names, or beyond what theirs hold: {names}; --own-sites names your own",
    "除订单外另计 {n} 笔发货，收货方未在订单中出现，或发货超出其订单行的数量：{names}；自有地点可用 --own-sites 指定",
);
/// Warning.
pub const NEGATIVE_STOCK: Label = Label::new("{n:stock row is|stock rows are} negative", "{n} 行库存为负数");
/// Warning.
pub const NAMELESS: Label = Label::new(
    "{n:order line names|order lines name} neither product nor lot nor serial number and cannot be judged",
    "{n} 行订单既无商品、批次也无序列号，无法判定",
);
/// Warning.
pub const UNTOLD: Label = Label::new(
    "{n:order line has|order lines have} no quantity and count as one unit each",
    "{n} 行订单未填数量，各按 1 件计",
);
/// Warning.
pub const LINES_IN_OTHER_UNITS: Label = Label::new(
    "{n:order line is|order lines are} in a unit ({units}) that cannot be turned into that of the lot or product; who holds what is told, but their units count as they stand",
    "{n} 行订单的计量单位（{units}）无法换算成批次或商品的单位；仍可判断谁持有，但其数量按原数计入",
);
/// Warning.
pub const REPEATED_LINES: Label = Label::new(
    "{n:order line says|order lines say} the same as another one; both count, and --drop-duplicates drops them",
    "{n} 行订单与另一行完全相同，均计入；可用 --drop-duplicates 去除",
);
/// Warning.
pub const DROPPED_LINES: Label =
    Label::new("{n:repeated order line|repeated order lines} dropped", "{n} 行订单与另一行完全相同，已去除");
/// Warning.
pub const UNKNOWN_LOTS: Label = Label::new(
    "{n:lot stands|lots stand} on order lines that production does not know",
    "订单中有 {n} 个批次在生产记录中不存在",
);
/// Warning.
pub const UNDATED_LINKS: Label =
    Label::new("{n:genealogy link|genealogy links} without a day followed", "{n} 条批次谱系没有日期，按有关联追溯");
/// Warning.
pub const OUT_OF_TIME: Label = Label::new(
    "{n:genealogy link|genealogy links} not followed, as of a day before the lot can have been affected; --ignore-days follows all",
    "{n} 条批次谱系早于批次可能受影响的日期，未追溯；可用 --ignore-days 追溯",
);
/// Warning.
pub const IMPOSSIBLE_LINKS: Label = Label::new(
    "{n:genealogy link|genealogy links} not followed, as of a day before the lot was made; --ignore-days follows all",
    "{n} 条批次谱系的使用日期早于投入批次的生产日期，未追溯；可用 --ignore-days 追溯",
);
/// Warning.
pub const UNKNOWN_STARTS: Label = Label::new(
    "{n:recalled lot is|recalled lots are} not known to production or genealogy: {names}",
    "{n} 个召回批次在生产与谱系记录中均不存在：{names}",
);
/// Warning.
pub const SEVERAL_PRODUCTS: Label = Label::new(
    "{n:affected lot name stands|affected lot names stand} for several products and counts for all of them; --products narrows it: {names}",
    "{n} 个受影响批次号对应多个商品，均计入；可用 --products 收窄：{names}",
);
/// Warning.
pub const NARROWED_LOTS: Label = Label::new(
    "{n:recalled lot name stands|recalled lot names stand} for several products, of which only those asked for are recalled; its stock and movements name no product and count whole: {names}",
    "{n} 个召回批次号对应多个商品，仅召回所指定的商品；库存与移动记录不含商品，按整批计：{names}",
);
/// Warning.
pub const PRODUCTS_NARROW: Label = Label::new(
    "--products only says which product is meant by the lot names given; other lots of it are not recalled: {names}; without --lots all of them are",
    "--products 仅说明所给批次号指哪个商品，该商品的其他批次不召回：{names}；不用 --lots 时则全部召回",
);
/// Warning.
pub const LINES_OF_OTHER_PRODUCT: Label = Label::new(
    "{n:order line names|order lines name} an affected lot that production knows as another product; the lot counts",
    "{n} 行订单所写的受影响批次在生产记录中属另一商品；以批次为准计入",
);
/// Error.
pub const EMPTY_NAME: Label = Label::new("a name is empty", "名称为空");
/// Error.
pub const LOT_NOWHERE: Label = Label::new("no table knows the lot {name}", "没有任何表含批次 {name}");
/// Error.
pub const PRODUCT_NOWHERE: Label = Label::new("no table knows the product {name}", "没有任何表含商品 {name}");
/// Error.
pub const STORE_NOWHERE: Label = Label::new(
    "no order line of an affected product is from the store {name}",
    "受影响商品没有来自门店 {name} 的订单行",
);
/// Error.
pub const SITE_NOWHERE: Label = Label::new(
    "no movement comes to or leaves {name}, and no order line was sold there",
    "没有进出 {name} 的移动记录，也没有在该处售出的订单行",
);
/// Error.
pub const SERIALS_NOWHERE: Label = Label::new(
    "no order line or shipment has a serial number in these ranges",
    "没有任何订单行或发货的序列号在所给区间内",
);
/// Warning.
pub const SERIALS_TWICE: Label = Label::new(
    "{n:recalled serial number was|recalled serial numbers were} sold to two customers with no return between; the lines are conflicts: {names}",
    "{n} 个召回序列号售予了两名客户且其间没有退货，相关行列为存在矛盾：{names}",
);
/// Warning.
pub const UNDATED_LOTS: Label = Label::new(
    "{n:lot is|lots are} recalled although the day of production is not recorded, as it may lie within the days asked for: {names}",
    "{n} 个批次未记录生产日期，因可能在所给日期内，一并召回：{names}",
);
/// Warning.
pub const ALSO_WRITTEN: Label = Label::new(
    "{flag}: {name} is also written {others}, which is left out; name both to include it",
    "{flag}：{name} 另有写法 {others}，未计入；如需计入请一并写出",
);
/// Warning.
pub const ALSO_WRITTEN_KEPT: Label = Label::new(
    "{flag}: {name} is also written {others}, which counts as the same",
    "{flag}：{name} 另有写法 {others}，视为同一门店",
);
/// Warning.
pub const CUT_OFF: Label = Label::new(
    "the trace was cut off by --most-levels: more lots may be affected than are shown",
    "追溯因 --most-levels 被截断：实际受影响批次可能多于所示",
);
/// Warning.
pub const SHORTFALLS: Label = Label::new(
    "in {n:stock|stocks} more left than was there; the lines of those days are conflicts",
    "{n} 个库存的出库多于库存；相关日期的订单行列为存在矛盾",
);
/// Warning.
pub const UNLIKE_UNITS: Label = Label::new(
    "{n:row|rows} of stock and movements are in a unit that cannot be turned into that of the lot: {names}; they tell where the lot is, not how much of it, and lines without a lot can hold anything of its product",
    "{n} 行库存与流转记录的计量单位无法换算为该批次的单位：{names}；这些记录只说明批次所在地点，不说明数量；该商品未记录批次的订单行均视为可能涉及",
);
/// Warning.
pub const OTHER_UNITS: Label = Label::new(
    "{n:product is|products are} made by weight or volume and sold by the piece, or recorded in units that cannot be turned into each other; without a factor lines without a lot can hold anything",
    "{n} 个商品按重量或体积生产、按件销售，或各记录的计量单位无法相互换算；缺少换算系数，未记录批次的行均视为可能涉及",
);
/// Warning.
pub const EARLIER_BASIS: Label = Label::new(
    "in {n:stock|stocks} no picking agrees with the whole record; the bounds rest on what came before each line",
    "{n} 个库存的记录前后不能同时成立；上下限仅依据各行之前的记录",
);
/// Warning.
pub const ODD_RETURNS: Label = Label::new("{n:return|returns}: {what}", "{n} 条退货：{what}");
/// Warning.
pub const UNBALANCED: Label = Label::new(
    "{n:balance does|balances do} not close within the tolerance; mass_balance lists them",
    "{n} 项物料平衡超出容差，见 mass_balance",
);
/// Warning.
pub const LONG_MESSAGES: Label =
    Label::new("{n:short message takes|short messages take} more than three parts", "{n} 条短信超过三段");
/// Warning.
pub const NOTICE_FINDING: Label = Label::new("{channel} notice: {what}; {next}", "{channel}通知：{what}；{next}");
/// Explanation.
pub const EXPLAIN_UNKNOWN: Label = Label::new(
    "{name}: no lot and no customer of an affected product has this id",
    "{name}：没有该编号的批次，受影响商品也没有该编号的客户",
);
/// Explanation.
pub const EXPLAIN_LOT: Label = Label::new("lot {name} is affected: {path}", "批次 {name} 受影响：{path}");
/// Explanation.
pub const EXPLAIN_LOT_NOT: Label = Label::new(
    "lot {name} is not affected: no recalled lot went into it",
    "批次 {name} 不受影响：没有召回批次进入其中",
);
/// Explanation.
pub const EXPLAIN_LINE: Label = Label::new(
    "{customer} · {day} · order {order} · {product} · lot {lot} · {quantity:unit|units}: {class}, {min} to {max:unit|units}; {why}{path}",
    "{customer} · {day} · 订单 {order} · {product} · 批次 {lot} · {quantity} 件：{class}，{min} 至 {max} 件；{why}{path}",
);
/// A rule that left rows out.
pub const REASON_OTHER_PRODUCT: Label = Label::new("of products that the recall does not concern", "与召回无关的商品");
/// A rule that left rows out.
pub const REASON_NAMELESS: Label = Label::new("neither product nor lot nor serial number", "既无商品、批次也无序列号");
/// A rule that left rows out.
pub const REASON_NOT_CONCERNED: Label = Label::new("of lots that the recall does not concern", "与召回无关的批次");
/// A rule that left rows out.
pub const REASON_UNKNOWN_KIND: Label = Label::new("kind not known", "类型无法识别");
/// A rule that left rows out.
pub const REASON_WITHDRAWN: Label = Label::new("events withdrawn by an error declaration", "被错误声明撤回的事件");
/// A rule that left rows out.
pub const REASON_WITHOUT_QUANTITY: Label = Label::new("no quantity", "没有数量");
/// Error.
pub const NO_PREVIOUS: Label = Label::new("holds no {file} of an earlier run", "其中没有上次运行的 {file}");
/// Error.
pub const CUT_PREVIOUS: Label = Label::new(
    "has {read:row|rows}, and run.json beside it lists {listed}: it was cut or changed after that run",
    "有 {read} 行，而同一文件夹的 run.json 记录为 {listed} 行：该文件在那次运行之后被截断或改动",
);
/// Error.
pub const DRILL_LATE: Label =
    Label::new("the drill took {seconds} s, and {limit} s were allowed", "演练用时 {seconds} 秒，限时 {limit} 秒");
/// Error.
pub const DRILL_UNBALANCED: Label = Label::new(
    "the units do not add up within the tolerance; mass_balance lists the gaps",
    "数量在容差内无法平衡；缺口见 mass_balance",
);
/// On the terminal.
pub const DRILL_LOTS: Label = Label::new("drill on {lots}", "演练批次：{lots}");
/// Status of a row.
pub const OPEN_ORDER: Label = Label::new("open order", "未发订单");
/// Warning.
pub const SERIALS_NOT_SOLD: Label = Label::new(
    "{n} of {all} serial numbers recalled are on no order line; serial_ranges lists them",
    "被召回的 {all} 个序列号中，{n} 个未出现在任何订单行；见 serial_ranges",
);
/// Status of a row.
pub const STOCK: Label = Label::new("on hand", "在库");
/// Status of a row.
pub const BEARING_STOCK: Label = Label::new("on hand, may bear a recalled serial number", "在库，可能带有召回序列号");
/// Status of a row.
pub const IN_TRANSIT_FROM: Label = Label::new("in transit from {from}", "自 {from} 在途");
/// Error.
pub const NO_DAY: Label = Label::new(
    "no table holds a day, so the as-of day is not known; --as-of YYYY-MM-DD",
    "没有任何表含日期，无法确定截止日；请用 --as-of YYYY-MM-DD",
);
