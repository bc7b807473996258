//! Exact tests of one rate: against the rest, against a known expectation, against a known share of units, and against
//! the rest within strata such as months in service. The rate of each result comes with its exact interval.
//!
//! A result is `None` where the data can say nothing: without exposure, or without a single failure anywhere.

mod against_expected;
mod against_rest;
mod against_share;
mod alternative;
mod rate_test;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod reference_tests;
mod within_strata;

pub use against_expected::{against_expected, garwood};
pub use against_rest::{against_rest, ln_p_against_rest};
pub use against_share::{ShareLimits, against_share, clopper_pearson};
pub use alternative::Alternative;
pub use rate_test::RateTest;
pub use within_strata::{Stratum, ln_p_within_strata, within_strata};
