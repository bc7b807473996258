//! Numbers without business words: quantiles and intervals.

pub mod interval;
pub mod quantile;
