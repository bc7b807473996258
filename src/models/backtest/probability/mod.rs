//! Whether predicted churn probabilities come true: the Brier score against that of the base rate and of another
//! prediction, a table of predicted and observed churn, and the calibration slope.

mod brier;
mod calibration_line;
mod calibration_table;

pub use brier::{Brier, brier, brier_difference};
pub use calibration_line::{CLIP, CalibrationLine, Estimate, calibration_line};
pub use calibration_table::{CalibrationGroup, calibration_table};
