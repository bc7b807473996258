//! `--interactions`: one row a contact between the company and a customer.

use super::{CUSTOMER_OF_EVENT, Column, Remainder, Role, Table};
use crate::labels::Label;

/// The canonical interactions table.
pub static INTERACTIONS: Table = Table {
    name: "interactions",
    columns: &[
        CUSTOMER_OF_EVENT,
        Column::open(
            "date",
            Role::Day,
            Label::new("date", "日期"),
            &[
                "day",
                "time",
                "datetime",
                "timestamp",
                "createdat",
                "createddate",
                "activitydate",
                "contactdate",
                "contactedat",
                "interactiondate",
                "eventdate",
                "eventtime",
                "日期",
                "时间",
                "联系时间",
                "联系日期",
                "互动时间",
                "互动日期",
                "跟进时间",
                "沟通时间",
                "访问时间",
                "發生時間",
            ],
        ),
        Column::open(
            "channel",
            Role::Text,
            Label::new("channel", "渠道"),
            &["medium", "contactchannel", "渠道", "沟通方式", "联系方式", "互动渠道", "跟进方式"],
        ),
        Column::open(
            "direction",
            Role::Text,
            Label::new("direction", "方向"),
            &["inboundoutbound", "方向", "呼叫方向"],
        ),
        Column::open(
            "kind",
            Role::Text,
            Label::new("kind", "类型"),
            &["type", "activitytype", "eventtype", "event", "interactiontype", "类型", "互动类型", "行为类型", "事件"],
        ),
    ],
    required: &[&[&["customer_id"]], &[&["date"]]],
    remainder: Remainder::Ignored,
};
