//! The first screen of the report of `huike segment`.

use crate::labels::Label;

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
/// Report answer where the net revenue of all customers is nothing or less.
pub const ANSWER_NO_REVENUE: Label = Label::new(
    "Look after {segments} first ({customer_share} of customers); all customers together have brought no net revenue.",
    "先照顾{segments}（占客户的 {customer_share}）；全部客户合计没有净收入。",
);
/// Report answer, second part, where nobody's rhythm is known.
pub const ANSWER_THEN_OLDEST: Label = Label::new(
    "; then turn to {n:valuable customer|valuable customers} ({share} of revenue) whose last purchase lies further back",
    "；其次是最近一次购买较早的 {n} 位高价值客户（占收入 {share}）",
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
pub const FIGURE_QUIET: Label = Label::new("Valuable customers slowing or quiet", "放缓或沉默的高价值客户数");
/// Key figure where nobody's rhythm is known.
pub const FIGURE_OLDEST: Label =
    Label::new("Valuable customers whose last purchase lies further back", "最近一次购买较早的高价值客户数");
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
    "By their own purchase rhythm {active} of customers are active, {slowing} are slowing down and {lapsed} have lapsed.",
    "按自身购买节奏，{active} 的客户活跃，{slowing} 正在放缓，{lapsed} 已流失。",
);
/// Finding where nobody has bought twice.
pub const FIND_NO_RHYTHM: Label = Label::new(
    "Nobody has bought on two days yet, so that no purchase rhythm can be told, and nobody’s life-cycle stage.",
    "尚无客户在两个不同的日子购买，无法判断购买节奏，也无法判断生命周期阶段。",
);
/// Finding.
pub const FIND_LAPSED: Label = Label::new(
    "The lapsed once brought {revenue} ({share} of revenue).",
    "流失客户曾贡献 {revenue}（占收入 {share}）。",
);
/// Finding.
pub const FIND_MOVEMENT: Label = Label::new(
    "Since {day}, {stayed} of customers stayed in their segment; {fell:customer|customers} fell to a lower one, and with them {revenue} of revenue.",
    "自{day}以来，{stayed} 的客户留在原分群；{fell} 位客户降到更低的分群，涉及收入 {revenue}。",
);
/// Finding where nobody was a customer at the earlier date.
pub const FIND_NOBODY_THEN: Label =
    Label::new("There is nothing to compare with: no customers up to {day}.", "无可比较：截至{day}尚无客户。");
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
