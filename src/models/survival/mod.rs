//! How long something lasts when not everything has ended yet, and what that says of customers under contract.
//!
//! | file | its job |
//! |---|---|
//! | `durations` | [`Durations`]: right-censored durations in whole days, with delayed entry, counted by day |
//! | `curve` | [`kaplan_meier`]: the survival curve with Greenwood's variance and log-log intervals |
//! | `reading` | what a [`Curve`] says: survival at a time, given a time, quantiles, restricted mean |
//! | `log_rank` | [`log_rank`]: whether groups differ |
//! | `contracts` | [`Contracts`]: who is a customer on a day, and what became of them |
//! | `tenure` | [`tenure_forecast`]: the probability of ending within the horizon from tenure alone |
//! | `encoding`, `attributes` | [`Encoding`]: categorical attributes as features for a logistic fit |
//! | `error` | why there is no answer |
//!
//! Nothing here is random, and nothing reads a clock: the same input gives the same bytes.

mod attributes;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod contract_simulation_tests;
mod contracts;
mod curve;
mod durations;
mod encoding;
mod error;
mod log_rank;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod property_tests;
mod reading;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod reference_tests;
mod tenure;

pub use attributes::{Attribute, Encoded, Feature, Level};
pub use contracts::{Contracts, Outcome, Standing, Standings};
pub use curve::{Beyond, Curve, Step, kaplan_meier};
pub use durations::{Durations, Observed};
pub use encoding::{EncodedAttribute, Encoding, LEAST_CUSTOMERS, MOST_FEATURES};
pub use error::{AttributeError, ContractsError, DurationsError, LogRankError};
pub use log_rank::{GroupCounts, LogRank, MOST_GROUPS, log_rank};
pub use reading::{Quantile, RestrictedMean, SurvivalAt};
pub use tenure::{Baseline, Grouping, LEAST_AT_RISK, TenureCurve, TenureForecast, tenure_durations, tenure_forecast};
