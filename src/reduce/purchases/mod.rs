//! Order lines → one row per customer and day: the one gateway from orders to every analysis of customers.
//!
//! Lines arrive in chunks and are kept as a few integers each, in partitions by customer. At the end every partition
//! is sorted by customer and day on its own thread, duplicates lie side by side, and the days are summed exactly.
//! From these days the history of a customer as of any date follows without reading the orders again.

mod days;
mod lines;
mod partition;
#[cfg(test)]
mod tests;

pub use days::{CustomerDay, Duplicates, Mix, MixCell, Purchases};
pub use lines::{MIXES, OrderLines};
