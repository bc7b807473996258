//! The result that all exact tests share.

use crate::numerics::interval::Interval;

/// One rate compared with another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateTest {
    /// Failures expected at the rate of comparison.
    pub expected: f64,
    /// Rate over the rate of comparison; infinite when only this one has failures.
    pub ratio: f64,
    /// Exact two-sided interval of the ratio. The upper limit is infinite where the ratio is.
    pub interval: Interval,
    /// The p-value of the alternative asked for.
    pub p_value: f64,
}
