//! Which component lots (or finished lots, suppliers, weeks) are the cause, when parts that are fitted together light
//! up together: each suspicious candidate is tested again within the levels of the others.
//!
//! A *build* is all units with one set of candidates, a finished lot with the component lots that went into it, say.
//! Candidates of any kind may be mixed. Candidates that are in exactly the same builds cannot be told apart by any
//! data: they are one *set* of candidates throughout.

mod builds;
mod clusters;
mod rank;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod rank_tests;
mod selection;
mod sets;
mod strata;

pub use builds::{BuildError, Builds, MOST_CANDIDATES};
pub use rank::{Finding, Ranking, Standing, rank_components};
