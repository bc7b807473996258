//! Groups that show in the behaviour itself (k-means), as opposed to groups made by rule: features are transformed and
//! standardised, k is chosen by the silhouette, and the result says whether there are groups at all.
//!
//! One thread, fixed seeds: the same rows in the same order give the same result on any number of threads. The caller
//! brings the rows in a fixed order, for example by customer id.

mod describe;
mod error;
mod features;
mod fit;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod fit_tests;
mod partition;
mod silhouette;

pub use describe::{Direction, Trait};
pub use error::ClusterError;
pub use features::Transform;
pub use fit::{Choice, Cluster, Clustering, FITTED_ROWS, SILHOUETTE_ROWS, Structure, Trial, cluster};
