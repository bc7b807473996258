//! `--follow-ups`: one row a planned contact.

use super::{CUSTOMER_OF_EVENT, Column, Remainder, Role, Table};
use crate::labels::Label;

/// The canonical follow ups table.
pub static FOLLOW_UPS: Table = Table {
    name: "follow-ups",
    columns: &[
        CUSTOMER_OF_EVENT,
        Column::open(
            "due_date",
            Role::Day,
            Label::new("due", "应回访日期"),
            &[
                "due",
                "dueon",
                "planneddate",
                "plannedon",
                "scheduleddate",
                "计划日期",
                "应回访日期",
                "计划回访日期",
                "截止日期",
                "到期日期",
            ],
        )
        .or_blank(),
        Column::open(
            "done_at",
            Role::Day,
            Label::new("done", "完成时间"),
            &[
                "done",
                "doneon",
                "completedat",
                "completedon",
                "actualdate",
                "closedat",
                "完成时间",
                "完成日期",
                "实际回访时间",
                "实际回访日期",
                "回访时间",
                "回访日期",
            ],
        ),
        Column::open(
            "attempts",
            Role::Count,
            Label::new("attempts", "联系次数"),
            &["attempt", "tries", "calls", "numberofattempts", "联系次数", "尝试次数", "拨打次数", "拨打次數"],
        ),
        Column::open(
            "kind",
            Role::Text,
            Label::new("kind", "类型"),
            &["type", "followuptype", "purpose", "activitytype", "类型", "回访类型", "回访目的"],
        ),
        Column::open(
            "channel",
            Role::Text,
            Label::new("channel", "渠道"),
            &["method", "medium", "渠道", "方式", "回访方式", "回访渠道"],
        ),
        Column::open(
            "outcome",
            Role::Text,
            Label::new("outcome", "结果"),
            &["result", "disposition", "结果", "回访结果"],
        ),
        Column::open(
            "owner",
            Role::Text,
            Label::new("owner", "负责人"),
            &["agent", "assignedto", "responsible", "负责人", "回访人", "客服", "经办人"],
        ),
    ],
    required: &[&[&["customer_id"]], &[&["due_date"]]],
    remainder: Remainder::Ignored,
};
