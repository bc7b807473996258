//! The arithmetic of each analysis, on plain slices, so that it reads like the paper or rule it comes from.
//! Nothing here knows polars, the command line or a file.

pub mod backtest;
pub mod churn_score;
pub mod clusters;
pub mod cohorts;
pub mod disclosure;
pub mod lifecycle;
pub mod movement;
pub mod purchase_days;
pub mod repeat_purchase;
pub mod return_curve;
pub mod rfm;
pub mod signals;
pub mod survival;
pub mod value_tier;
pub mod win_back;
