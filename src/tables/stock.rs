//! `--stock`: one row a lot at a place where it lies.

use super::{Column, LOT, PRODUCT, QUANTITY, Remainder, Role, Table, UNIT};
use crate::labels::Label;

/// The canonical stock table.
pub static STOCK: Table = Table {
    name: "stock",
    columns: &[
        LOT,
        Column::open(
            "location",
            Role::Text,
            Label::new("location", "库位"),
            &[
                "warehouse",
                "site",
                "store",
                "bin",
                "storagelocation",
                "仓库",
                "库位",
                "存放地点",
                "地点",
                "门店",
                "倉庫",
            ],
        ),
        QUANTITY,
        Column::open(
            "status",
            Role::Text,
            Label::new("status", "状态"),
            &["stockstatus", "state", "状态", "库存状态", "狀態"],
        ),
        UNIT,
        PRODUCT,
    ],
    required: &[&[&["lot_id"]], &[&["quantity"]]],
    remainder: Remainder::Ignored,
};
