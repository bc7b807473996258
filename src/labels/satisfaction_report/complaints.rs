//! What the part `complaints` of the report says.

use crate::labels::Label;

/// Metric.
pub const METRIC_COMPLAINTS: Label = Label::new("Complaints", "投诉量");
/// Metric.
pub const METRIC_RATE_ORDERS: Label = Label::new("Complaints per 1,000 orders", "千单投诉量");
/// Metric.
pub const METRIC_RATE_CUSTOMERS: Label = Label::new("Complaints per 1,000 buying customers", "每千名购买客户投诉量");
/// Metric.
pub const METRIC_RESPONSE_IN_TIME: Label = Label::new("First response in time", "首次响应及时率");
/// Metric.
pub const METRIC_RESOLUTION_IN_TIME: Label = Label::new("Resolved in time", "按时解决率");
/// Metric.
pub const METRIC_FEEDBACK_IN_TIME: Label = Label::new("Feedback call in time", "回访及时率");
/// Metric.
pub const METRIC_REOPENED: Label = Label::new("Reopened after resolution", "投诉重开率");
