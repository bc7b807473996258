//! `--histories`: one row a customer, already summed up by the shop or the warehouse, in place of order lines.

use super::{Column, Remainder, Role, Table};
use crate::labels::Label;

/// The canonical customer histories table. Recency comes as days or as the date of the last order.
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
            "recency_days",
            Role::Count,
            Label::new("days since the last order", "距上次下单天数"),
            &["recency", "dayssincelastorder", "距上次下单天数", "最近一次消费天数", "未购天数"],
        ),
        Column::open(
            "last_order_date",
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
        ),
        Column::open(
            "orders",
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
    ],
    required: &[&[&["customer_id"]], &[&["recency_days"], &["last_order_date"]], &[&["orders"]], &[&["amount"]]],
    remainder: Remainder::Ignored,
};
