//! How the change of followed-up ("treated") customers differs from that of the others, with an interval, and what may
//! be said of it. Who is followed up is seldom decided by lot: the figures are associations, and no sentence here says
//! more.
//!
//! | file | its job |
//! |---|---|
//! | `two_by_two` | [`two_by_two`]: difference in differences of four independent groups |
//! | `panel` | [`panel_effect`]: the same customers in several periods, two-way fixed effects |
//! | `pre_trend` | [`PreTrend`]: the gaps before the start, and whether they already moved |
//! | `matched` | [`matched_effect`]: before and after, each treated customer beside one with a like score before |
//! | `matching` | the nearest pairs within a caliper, without replacement |
//! | `layout` | the least squares fit of unit and period means |
//! | `within` | the slope that they leave, and its clustered standard error |
//! | `cell` | [`Cell`]: number, mean and variance of a group |
//! | `estimate` | [`Estimate`]: effect, standard error, interval, p-value |
//! | `verdict` | [`Verdict`]: better, worse, negligible or cannot tell |
//! | `sample_size` | [`needed_per_group`]: how many would be needed |
//! | `error` | why there is no answer |
//!
//! Ties in the matching are broken by a seed: the same input gives the same bytes.

mod cell;
mod error;
mod estimate;
mod layout;
mod matched;
mod matching;
mod panel;
mod pre_trend;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod property_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::print_stderr)]
mod reference_tests;
mod sample_size;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod simulation_tests;
mod two_by_two;
mod verdict;
mod within;

pub use cell::Cell;
pub use error::{CellName, EffectError};
pub use estimate::Estimate;
pub use matched::{Balance, MatchOptions, MatchedEffect, matched_effect};
pub use matching::{BeforeAfter, Caliper, Pair};
pub use panel::{FEW_UNITS, Observation, Panel, PanelEffect, panel_effect};
pub use pre_trend::{Gap, PreTrend, Trends};
pub use sample_size::needed_per_group;
pub use two_by_two::{StandardError, TwoByTwo, two_by_two};
pub use verdict::{Question, Verdict, Wanted};
pub use within::ClusterCorrection;
