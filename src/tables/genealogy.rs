//! `--genealogy`: one row a lot that went into another.

use super::{Column, Remainder, Role, Table, UNIT};
use crate::labels::Label;

/// The canonical genealogy table.
pub static GENEALOGY: Table = Table {
    name: "genealogy",
    columns: &[
        Column::open(
            "input_lot",
            Role::Identifier,
            Label::new("input lot", "投入批次号"),
            &[
                "inputlot",
                "componentlot",
                "consumedlot",
                "fromlot",
                "parentlot",
                "sourcelot",
                "rawlot",
                "ingredientlot",
                "投入批次",
                "投入批次号",
                "原料批次",
                "原料批次号",
                "组件批次",
                "上级批次",
                "消耗批次",
            ],
        ),
        Column::open(
            "output_lot",
            Role::Identifier,
            Label::new("output lot", "产出批次号"),
            &[
                "outputlot",
                "finishedlot",
                "producedlot",
                "tolot",
                "childlot",
                "targetlot",
                "产出批次",
                "产出批次号",
                "成品批次",
                "成品批次号",
                "下级批次",
                "生产批次",
            ],
        ),
        Column::open(
            "quantity",
            Role::Quantity,
            Label::new("quantity of the input", "投入数量"),
            &["qty", "inputquantity", "consumedquantity", "投入数量", "用量", "数量", "消耗数量"],
        ),
        Column::open(
            "used_on",
            Role::Day,
            Label::new("used on", "使用日期"),
            &[
                "usedon",
                "date",
                "useddate",
                "consumedon",
                "productiondate",
                "投入日期",
                "使用日期",
                "领料日期",
                "日期",
                "生产日期",
            ],
        ),
        UNIT,
    ],
    required: &[&[&["input_lot"]], &[&["output_lot"]]],
    remainder: Remainder::Ignored,
};
