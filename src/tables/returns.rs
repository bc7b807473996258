//! `--returns`: one row a recovered, corrected or disposed unit or batch of units.

use super::{CUSTOMER_OF_EVENT, Column, LOT, PRODUCT, QUANTITY, Remainder, Role, SERIAL, Table};
use crate::labels::Label;

/// The canonical returns table.
pub static RETURNS: Table = Table {
    name: "returns",
    columns: &[
        CUSTOMER_OF_EVENT,
        Column::open(
            "date",
            Role::Day,
            Label::new("date", "日期"),
            &["returnedat", "returndate", "receivedon", "日期", "退回日期", "收回日期", "处理日期"],
        ),
        LOT,
        SERIAL,
        PRODUCT,
        QUANTITY,
        Column::open(
            "disposition",
            Role::Text,
            Label::new("disposition", "处置"),
            &["outcome", "status", "action", "remedy", "处置", "处置方式", "处理方式", "处理结果"],
        ),
    ],
    required: &[&[&["date"]]],
    remainder: Remainder::Ignored,
};
