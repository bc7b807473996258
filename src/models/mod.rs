//! The arithmetic of each analysis, on plain slices, so that it reads like the paper or rule it comes from.
//! Nothing here knows polars, the command line or a file.

pub mod affected_units;
pub mod backtest;
pub mod checked_toml;
pub mod churn_score;
pub mod clusters;
pub mod cohorts;
pub mod contacts;
pub mod disclosure;
pub mod effectiveness;
pub mod hazard_class;
pub mod lifecycle;
pub mod lot_signals;
pub mod mass_balance;
pub mod movement;
pub mod notices;
pub mod purchase_days;
pub mod recall_plan;
pub mod recall_progress;
pub mod repeat_purchase;
pub mod return_curve;
pub mod rfm;
pub mod serial_ranges;
pub mod signals;
pub mod survival;
pub mod trace;
pub mod value_tier;
pub mod win_back;
pub mod wording;
