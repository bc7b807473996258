//! `--previous`, `--segments`: the primary table of `huike segment`, read back.

use super::{Column, Remainder, Role, Table};
use crate::labels::Label;

/// The segments table as other runs read it.
pub static SEGMENTS: Table = Table {
    name: "segments",
    columns: &[
        Column::personal("customer_id", Role::Identifier, Label::new("customer", "客户编号"), &[]),
        Column::open("as_of", Role::Day, Label::new("as-of date", "截止日"), &[]),
        Column::open("monetary", Role::Money, Label::new("net spend", "净消费额"), &[]),
        Column::open("segment", Role::Text, Label::new("segment", "分群"), &[]),
        Column::open("segment_name", Role::Text, Label::new("segment name", "分群名称"), &[]),
        Column::open("value_tier", Role::Text, Label::new("value tier", "价值等级"), &[]),
        Column::open("stage", Role::Text, Label::new("life-cycle stage", "生命周期阶段"), &[]),
    ],
    required: &[&[&["customer_id"]], &[&["segment"]], &[&["monetary"]]],
    remainder: Remainder::Ignored,
};
