//! The arithmetic of each analysis, on plain slices, so that it reads like the paper or rule it comes from.
//! Nothing here knows polars, the command line or a file.

pub mod clusters;
pub mod disclosure;
pub mod lifecycle;
pub mod movement;
pub mod repeat_purchase;
pub mod rfm;
pub mod value_tier;
