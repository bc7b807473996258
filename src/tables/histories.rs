//! `--histories`: one row a customer, already summed up by the shop or the warehouse, in place of order lines.

use super::{Column, Remainder, Role, Table};
use crate::labels::Label;

/// The column of the date of the last order.
pub const LAST_ORDER_DATE: &str = "last_order_date";
/// The column of the days since then.
pub const RECENCY_DAYS: &str = "recency_days";
/// The column of the number of orders.
pub const ORDERS: &str = "orders";

/// The canonical customer histories table. Recency comes as days or as the date of the last order, row by
/// row; a customer who never ordered has neither.
pub static HISTORIES: Table = Table {
    name: "histories",
    columns: &[
        Column::personal(
            "customer_id",
            Role::Identifier,
            Label::new("customer", "客户编号"),
            &[
                "customer",
                "customerno",
                "custid",
                "userid",
                "memberid",
                "id",
                "客户编号",
                "客户id",
                "会员编号",
                "会员id",
                "用户id",
            ],
        ),
        Column::open(
            RECENCY_DAYS,
            Role::Count,
            Label::new("days since the last order", "距上次下单天数"),
            &["recency", "dayssincelastorder", "距上次下单天数", "最近一次消费天数", "未购天数"],
        )
        .or_blank(),
        Column::open(
            LAST_ORDER_DATE,
            Role::Day,
            Label::new("date of the last order", "最近下单日期"),
            &[
                "lastorder",
                "mostrecentvisit",
                "lastpurchasedate",
                "lastpurchase",
                "最近下单日期",
                "最近消费日期",
                "最后购买日期",
                "最近购买日期",
            ],
        )
        .or_blank(),
        Column::open(
            ORDERS,
            Role::Count,
            Label::new("orders", "订单数"),
            &[
                "ordercount",
                "orderscount",
                "numberoforders",
                "transactioncount",
                "frequency",
                "订单数",
                "购买次数",
                "消费次数",
            ],
        ),
        Column::open(
            "amount",
            Role::Money,
            Label::new("amount", "金额"),
            &[
                "revenue",
                "totalspent",
                "totalamount",
                "monetary",
                "ltv",
                "累计金额",
                "累计消费",
                "消费金额",
                "总金额",
                "金额",
            ],
        ),
        Column::open(
            "currency",
            Role::Text,
            Label::new("currency", "币种"),
            &["currencycode", "currencyisocode", "币种", "货币", "幣別"],
        ),
    ],
    required: &[&[&["customer_id"]], &[&[RECENCY_DAYS], &[LAST_ORDER_DATE]], &[&[ORDERS]], &[&["amount"]]],
    remainder: Remainder::Ignored,
};
