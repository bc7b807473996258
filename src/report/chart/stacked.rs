//! Stacked bars as data: amounts and what became of them. Nothing here knows how they are drawn.

use serde::Serialize;

use super::Quantity;
use crate::report::model::Tone;
use crate::report::number::Unit;

/// Amounts in parts, one bar a row, all on one scale.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StackedBars {
    /// What the amounts are.
    pub unit: Unit,
    /// The parts from left to right, the same in every row.
    pub segments: Vec<Segment>,
    /// Rows from top to bottom.
    pub rows: Vec<Stack>,
}

/// How much a part asks to be seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Emphasis {
    /// Shaded from dark to light in the order given.
    #[default]
    Part,
    /// Hollow: counted, but set aside, such as what is excluded.
    Aside,
    /// In the accent, its amount always written: what is unaccounted for or in conflict.
    Alert,
}

/// One part of every bar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// Name.
    pub name: String,
    /// How much it asks to be seen.
    pub emphasis: Emphasis,
}

/// One row of stacked bars.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Stack {
    /// Name.
    pub name: String,
    /// One amount a segment; a negative one is drawn left of zero, a missing one is zero.
    pub values: Vec<Quantity>,
    /// Written at the right end of the row, such as what came in; may be empty.
    pub text: String,
    /// `Bad` marks the row.
    pub tone: Tone,
}
