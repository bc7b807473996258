//! Draws a genealogy of lots as a graph in layers, from left to right.
//!
//! A large graph is folded first ([`fold`]), so that it can be read. Then every node gets its layer (`layers`), every
//! link that passes a layer gets a bend there and the layers are put in an order with few crossings (`order`), nodes
//! and bends get their places (`columns`, `place`), and all is drawn (`drawing`, with the curves of `thread`). Folding and arranging know no drawing.

mod columns;
mod drawing;
mod fold;
mod layers;
mod links;
mod order;
mod place;
mod thread;

pub(super) use drawing::draw;
pub use fold::{Limits, fold};

#[cfg(test)]
mod tests;
