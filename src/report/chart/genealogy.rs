//! The genealogy of lots as data: what went into what, and where it went. Nothing here knows how it is drawn.

use serde::Serialize;

use super::Quantity;
use crate::report::model::Tone;

/// Lots, places and customers, from what was bought to who has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Genealogy {
    /// Everything that is linked, in a fixed order; the order decides wherever nothing else does.
    pub nodes: Vec<Node>,
    /// What went where. Links from a node to itself or to nodes that do not exist are left out.
    pub links: Vec<Link>,
}

/// What a node stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// A lot of a component or material.
    #[default]
    Component,
    /// A lot of a finished product.
    Finished,
    /// A warehouse, branch or plant.
    Site,
    /// Customers who received the same.
    Customers,
    /// Nodes of several kinds; comes from folding only.
    Mixed,
}

/// A lot, a site or a group of customers; after folding, several of one kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Node {
    /// Name. Empty when several were folded into one: the drawing then says how many.
    pub name: String,
    /// What it stands for.
    pub kind: NodeKind,
    /// The leftmost column it may stand in, from 0; `None` leaves it to the links.
    pub layer: Option<usize>,
    /// How much, and its text with the unit.
    pub size: Quantity,
    /// Unit of the size, written behind sums of folded nodes; sizes of different units are not added up.
    pub unit: String,
    /// `Bad` is in scope at the start: drawn in the accent, and folded last.
    pub tone: Tone,
    /// Remark behind the size; may be empty.
    pub note: String,
    /// How many lots, sites or groups it stands for; one, unless folded.
    pub lots: u64,
}

impl Default for Node {
    fn default() -> Node {
        Node {
            name: String::new(),
            kind: NodeKind::default(),
            layer: None,
            size: Quantity::default(),
            unit: String::new(),
            tone: Tone::default(),
            note: String::new(),
            lots: 1,
        }
    }
}

/// One step from an earlier node to a later one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Position of the earlier node in [`Genealogy::nodes`].
    pub from: usize,
    /// Position of the later node.
    pub to: usize,
    /// How much or when; written on the line where it finds room.
    pub text: Option<String>,
    /// `Bad` draws the line in the accent.
    pub tone: Tone,
}
