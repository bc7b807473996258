//! From some lots to all lots that they went into (forward), or to all that went into them (backward).
//!
//! [`Link`]s say that material of one lot went into another, on some day or between two days. A [`Network`] lays them
//! out for one direction; a [`Walker`] follows them level by level, without recursion, so that depth and cycles (rework,
//! repacking) do no harm. [`site_links`] turns a site at which lots contaminate each other into links of the same kind.
//! [`common_causes`] counts in how many backward traces each lot appears.
//!
//! The rule of time ([`TimeRule::Ordered`]): a chain of links carries when days can be chosen, one a link and within the
//! days that are possible for it, that never go back. A link without a day stands in the way of no chain: it is
//! followed, and counted. A lot is not used before the day it was made. Forward and backward obey the same rule, so that
//! A reaches B exactly when B goes back to A.
//!
//! Membership only: how much of a lot is in another needs a yield, and none is made up here.

mod common_cause;
mod cross_contamination;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod figure_tests;
mod link;
mod network;
mod path;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod property_tests;
mod walk;

pub use common_cause::{Case, CommonCause, common_causes};
pub use cross_contamination::{Stay, site_links};
pub use link::{Direction, Link, TimeRule, TraceError};
pub use network::Network;
pub use path::{Hit, LinkTally, Step};
pub use walk::{Trace, Walker};
