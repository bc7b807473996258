//! A funnel plot as data: many rates, each with how much it rests on. Nothing here knows how it is drawn.

use serde::Serialize;

use super::Reference;
use crate::report::model::Tone;
use crate::report::number::Unit;

/// Rates against their exposure, with limits of what chance alone explains. The exposure is drawn on a logarithmic axis.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Funnel {
    /// What the exposure is, such as units shipped.
    pub exposure: String,
    /// What the values are, such as complaints against expected.
    pub measure: String,
    /// Unit of the values.
    pub unit: Unit,
    /// What ordinary points are, and what those of tone `Bad` are; for the legend.
    pub kinds: [String; 2],
    /// The points; one without a positive exposure or a finite value is counted, not drawn.
    pub points: Vec<FunnelPoint>,
    /// Control limits, the inner first.
    pub limits: Vec<ControlLimit>,
    /// The value expected everywhere.
    pub reference: Option<Reference>,
}

/// Whether a point wears its name; about ten names find room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Naming {
    /// When its tone is `Bad` and there is room.
    #[default]
    WhenBad,
    /// Before all others.
    First,
    /// Never.
    Never,
}

/// One lot, site or product.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FunnelPoint {
    /// Name.
    pub name: String,
    /// What the value rests on; above zero.
    pub exposure: f64,
    /// The rate or ratio.
    pub value: f64,
    /// Both as finished text.
    pub text: String,
    /// `Bad` is always drawn by itself, in the accent.
    pub tone: Tone,
    /// Whether it wears its name.
    pub naming: Naming,
}

/// Bounds that so many of all values keep to when only chance is at work.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ControlLimit {
    /// Such as "95 %".
    pub label: String,
    /// The bounds by ascending exposure.
    pub bounds: Vec<Bounds>,
}

/// Both bounds at one exposure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bounds {
    /// The exposure.
    pub exposure: f64,
    /// The lower bound.
    pub lower: f64,
    /// The upper bound.
    pub upper: f64,
}
