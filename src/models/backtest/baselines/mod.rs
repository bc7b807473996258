//! What a churn score has to beat. The gap, the time since the last purchase, orders customers as it stands;
//! [`GapRisk`] turns it into a probability, [`threshold_accuracy`] into a yes or no, and [`past_rate_forecast`] is the
//! forecast of purchases that everybody can make without a model.

mod gap_risk;
mod monotone;
mod past_rate;
mod threshold;

pub use gap_risk::{GapRisk, cross_fitted_risks};
pub use monotone::RiskStep;
pub use past_rate::past_rate_forecast;
pub use threshold::{Accuracy, threshold_accuracy};
