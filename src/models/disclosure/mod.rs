//! Which counts of a published table must be hidden so that no small group of customers shows through: first the small
//! counts themselves (primary), then others (complementary), so that no hidden count can be had by subtraction.
//!
//! Zero is published: it is a statement about nobody. Every hidden count is therefore at least 1, and whoever knows
//! this rule knows that too. The protection is against exact recovery from the published counts and totals; it does
//! not widen the range in which a hidden count must lie.

mod list;
mod shown;
#[cfg(test)]
pub(crate) mod solver;
mod table;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod table_tests;

pub use list::{ListSuppression, suppress_list};
pub use shown::Shown;
pub use table::{ShapeError, TableSuppression, suppress_table, suppress_table_keeping};
