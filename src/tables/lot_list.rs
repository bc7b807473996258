//! `--lots` of a recall: lots to recall, as `huike lot-signals` writes them or as a list of one's own.

use super::{Column, Remainder, Role, Table};
use crate::labels::Label;

/// The canonical list of lots.
pub static LOT_LIST: Table = Table {
    name: "lots",
    columns: &[
        Column::open(
            "lot_id",
            Role::Identifier,
            Label::new("lot", "批次号"),
            &[
                "lot",
                "lotno",
                "lotnumber",
                "lotcode",
                "batch",
                "batchno",
                "batchid",
                "batchnumber",
                "批次",
                "批次号",
                "批号",
            ],
        ),
        Column::open("signal", Role::Boolean, Label::new("signal", "预警"), &["预警"]),
    ],
    required: &[&[&["lot_id"]]],
    remainder: Remainder::Ignored,
};
