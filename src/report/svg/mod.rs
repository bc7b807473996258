//! Pictures as inline SVG, one file a picture, on a shared [`canvas`].
//!
//! Every picture is laid out twice: [`Layout::Wide`] for a page, [`Layout::Narrow`] for a phone; the page shows the
//! one that fits, so that letters keep their size. What fits neither keeps its size and is scrolled in its own box.
//! Colours are class names; the style sheet of the page gives them their light, dark and printed values. No drawing
//! contains a script, a link, an id or a style.

mod bars;
mod canvas;
mod dots;
mod flow;
mod funnel;
mod genealogy;
mod heat;
mod legend;
mod picture;
mod ribbon;
mod scale;
mod squarify;
mod stacked;
mod treemap;
mod trend;
mod words;

pub use canvas::Layout;
pub use genealogy::{Limits, fold};
pub use picture::draw;
