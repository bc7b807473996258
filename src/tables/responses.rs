//! `--responses`: one row an answer of a customer to a recall notice, or the record that the notice went out.

use super::{CUSTOMER_OF_EVENT, Column, LOT, QUANTITY, Remainder, Role, SERIAL, Table};
use crate::labels::Label;

/// The canonical responses table.
pub static RESPONSES: Table = Table {
    name: "responses",
    columns: &[
        CUSTOMER_OF_EVENT,
        Column::open(
            "date",
            Role::Day,
            Label::new("date", "日期"),
            &["respondedat", "responsedate", "answeredat", "日期", "回复日期", "回复时间", "答复日期", "反馈日期"],
        ),
        Column::open(
            "answer",
            Role::Text,
            Label::new("answer", "答复"),
            &["response", "outcome", "status", "result", "答复", "回复", "回复结果", "反馈", "处理结果"],
        ),
        Column::open("channel", Role::Text, Label::new("channel", "渠道"), &["method", "medium", "渠道", "方式"]),
        LOT,
        SERIAL,
        QUANTITY,
    ],
    required: &[&[&["customer_id"]], &[&["date"]], &[&["answer"]]],
    remainder: Remainder::Ignored,
};
