//! Key drivers: which aspects of a service go together with an outcome such as overall satisfaction, how strongly, and
//! which of them are important but rated low. Everything here is an association between answers, and no more.
//!
//! | file | its job |
//! |---|---|
//! | `analysis` | [`key_drivers`]: the whole analysis, and [`KeyDrivers`], what comes out |
//! | `answers` | respondents who answered everything that is used, and counts of the others |
//! | `screening` | drivers that cannot take part: no answers, constant, or following from others |
//! | `correlation` | correlations without overflow |
//! | `all_subsets` | R² of every subset of drivers, and the shares averaged over all orders |
//! | `relative_weights` | Johnson's relative weights, coefficients and variance inflation |
//! | `bootstrap` | how far shares, coefficients and ranks move from sample to sample |
//! | `importance_performance` | [`importance_performance`]: the map of four quadrants |
//! | `verdict` | [`Verdict`]: what may be said |
//! | `error` | why there is no answer |
//!
//! The only random step, the bootstrap, has a seed: the same input gives the same bytes, whatever the threads.

mod all_subsets;
mod analysis;
mod answers;
mod bootstrap;
mod correlation;
mod error;
mod importance_performance;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod property_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::print_stderr)]
mod reference_tests;
mod relative_weights;
mod screening;
mod verdict;

pub use all_subsets::MOST_DRIVERS;
pub use analysis::{Direction, HIGH_VARIANCE_INFLATION, KeyDriver, KeyDrivers, Options, key_drivers};
pub use answers::AnswerCounts;
pub use bootstrap::{LEAST_USABLE, Stability};
pub use error::DriversError;
pub use importance_performance::{ImportancePerformance, MapError, Quadrant, Split, importance_performance};
pub use screening::{LeftOut, Reason};
pub use verdict::{ANSWERS_A_DRIVER, FEWEST_ANSWERS, Verdict, answers_needed};
