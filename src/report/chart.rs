//! Charts as data: one thought, what it rests on, and the numbers. Nothing here knows how a chart is drawn.

mod funnel;
mod genealogy;
mod stacked;

use serde::Serialize;

use super::model::Tone;
use super::number::Unit;
use super::table::Table;

pub use funnel::{Bounds, ControlLimit, Funnel, FunnelPoint, Naming};
pub use genealogy::{Genealogy, Link, Node, NodeKind};
pub use stacked::{Emphasis, Segment, Stack, StackedBars};

/// One thought with its evidence.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Chart {
    /// What is drawn: measure, unit, date.
    pub title: String,
    /// What it says, in one sentence. Heads the chart, and stands for it where it cannot be seen.
    pub takeaway: String,
    /// Remarks on the reading or the method.
    pub note: Option<String>,
    /// What to draw.
    pub picture: Picture,
    /// All numbers of the picture.
    pub table: Table,
}

/// The kinds of picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Picture {
    /// Parts of a whole, good to bad.
    Treemap(Treemap),
    /// Two shares side by side, a pair a row.
    PairedBars(PairedBars),
    /// Counts over two ordered scales.
    HeatMap(HeatMap),
    /// Movements between ordered groups.
    Flow(Flow),
    /// Values over time, as small multiples.
    Trend(Trend),
    /// Estimates with their intervals.
    Dots(Dots),
    /// Lots, what they went into and where they went.
    Genealogy(Genealogy),
    /// Many rates, each with how much it rests on.
    Funnel(Funnel),
    /// Amounts in parts, one bar a row.
    StackedBars(StackedBars),
}

impl Default for Picture {
    fn default() -> Picture {
        Picture::Treemap(Treemap::default())
    }
}

/// A number and how it is written.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Quantity {
    /// Decides sizes and positions; anything not finite or negative counts as zero where a size is meant.
    pub value: f64,
    /// Finished text.
    pub text: String,
}

impl Quantity {
    /// A number and its text.
    pub fn new(value: f64, text: impl Into<String>) -> Quantity {
        Quantity { value, text: text.into() }
    }

    /// The value where a size is meant.
    pub fn size(&self) -> f64 {
        if self.value.is_finite() { self.value.max(0.0) } else { 0.0 }
    }
}

/// Areas that add up to a whole, coloured from good to bad.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Treemap {
    /// Words for the two ends of the colour scale: the best, the worst.
    pub scale: [String; 2],
    /// The parts.
    pub tiles: Vec<Tile>,
}

/// One part of a treemap.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Tile {
    /// Name.
    pub name: String,
    /// Area and its text.
    pub size: Quantity,
    /// Place between best (0) and worst (1).
    pub rank: f64,
    /// `Bad` outlines the part.
    pub tone: Tone,
}

/// Two shares a row, on one scale.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PairedBars {
    /// Names of the two measures.
    pub measures: [String; 2],
    /// Rows from top to bottom.
    pub rows: Vec<Pair>,
}

/// One row of paired bars.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Pair {
    /// Name.
    pub name: String,
    /// Both measures.
    pub values: [Quantity; 2],
    /// `Bad` marks the row.
    pub tone: Tone,
}

/// Counts over two ordered scales.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct HeatMap {
    /// What the columns are.
    pub across: String,
    /// What the rows are.
    pub down: String,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Rows: name, and one cell a column; `None` is withheld or absent.
    pub rows: Vec<(String, Vec<Option<Quantity>>)>,
}

/// Movements from groups at an earlier date to groups at a later one.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Flow {
    /// The two dates.
    pub ends: [String; 2],
    /// Groups, best first.
    pub groups: Vec<String>,
    /// Movements; those that stay in their group are counted, not drawn.
    pub moves: Vec<Move>,
}

/// Customers who went from one group to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Move {
    /// Position of the earlier group in [`Flow::groups`].
    pub from: usize,
    /// Position of the later group.
    pub to: usize,
    /// How many.
    pub customers: u64,
}

/// Values over an ordered scale, one panel a group, all on the same vertical scale.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Trend {
    /// What the values are.
    pub unit: Unit,
    /// Names of the positions along the horizontal axis.
    pub positions: Vec<String>,
    /// The panels.
    pub panels: Vec<Panel>,
    /// Values drawn across every panel.
    pub references: Vec<Reference>,
}

/// One panel of a trend chart.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Panel {
    /// What this panel shows; may be empty when there is only one.
    pub title: String,
    /// Up to three series.
    pub series: Vec<Series>,
}

/// How a series is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// A line, with a band where points have intervals.
    #[default]
    Line,
    /// Columns from zero, with whiskers where points have intervals.
    Column,
}

/// Values along the horizontal axis.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Series {
    /// Name.
    pub name: String,
    /// Line or columns.
    pub mark: Mark,
    /// One a position; `None` leaves a gap.
    pub points: Vec<Option<Estimate>>,
}

/// A value with its interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Lower and upper bound.
    pub interval: Option<[f64; 2]>,
}

/// A value to compare with.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reference {
    /// Where it lies.
    pub value: f64,
    /// What it is.
    pub label: String,
}

/// Estimates with their intervals, one a row, against a reference.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Dots {
    /// What the values are.
    pub unit: Unit,
    /// The value to compare with.
    pub reference: Option<Reference>,
    /// Rows from top to bottom.
    pub rows: Vec<Dot>,
}

/// One row of a dot chart.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Dot {
    /// Heading that starts with this row.
    pub group: Option<String>,
    /// Name.
    pub name: String,
    /// The estimate; `None` when withheld.
    pub estimate: Option<Estimate>,
    /// Its text, or why it is withheld.
    pub text: String,
    /// Whether nothing follows from it even where its interval is clear of the reference.
    pub open: bool,
}
