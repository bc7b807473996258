//! `--movements`: one row a movement of a lot: received, shipped, returned, scrapped or adjusted.

use super::{Column, LOT, PRODUCT, QUANTITY, Remainder, Role, SERIAL, Table, UNIT};
use crate::labels::Label;

/// The canonical movements table.
pub static MOVEMENTS: Table = Table {
    name: "movements",
    columns: &[
        LOT,
        Column::open(
            "date",
            Role::Day,
            Label::new("date", "日期"),
            &[
                "movedon",
                "movementdate",
                "postingdate",
                "transactiondate",
                "日期",
                "移动日期",
                "过账日期",
                "出入库日期",
                "时间",
            ],
        ),
        Column::open(
            "kind",
            Role::Text,
            Label::new("kind", "类型"),
            &[
                "type",
                "movement",
                "movementtype",
                "transactiontype",
                "event",
                "类型",
                "移动类型",
                "出入库类型",
                "业务类型",
                "事务类型",
            ],
        ),
        Column::open(
            "from",
            Role::Text,
            Label::new("from", "来源"),
            &[
                "fromlocation",
                "source",
                "sourcelocation",
                "shipfrom",
                "来源",
                "来源地点",
                "发出地点",
                "调出仓库",
                "发货地",
                "发货仓库",
            ],
        ),
        Column::open(
            "to",
            Role::Text,
            Label::new("to", "去向"),
            &[
                "tolocation",
                "destination",
                "destinationlocation",
                "shipto",
                "去向",
                "去向地点",
                "目的地点",
                "调入仓库",
                "收货地",
                "收货仓库",
            ],
        ),
        QUANTITY,
        SERIAL,
        UNIT,
        PRODUCT,
    ],
    required: &[&[&["lot_id"]], &[&["kind"]]],
    remainder: Remainder::Ignored,
};
