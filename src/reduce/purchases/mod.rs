//! Order lines → the purchase days of one customer after the other: the one gateway from orders to every analysis of
//! customers.
//!
//! Chunks of lines are taken in from several threads at once and kept as a few integers a line, in partitions by
//! customer; what does not fit into the memory given goes to a temporary file. At the end each partition is sorted by
//! customer and day on its own thread, duplicates lie side by side, the days are summed exactly, and the caller makes
//! of the days of each customer what it needs. The days themselves are never all in memory.
//!
//! | file | its job |
//! |---|---|
//! | `days` | what comes out |
//! | `lines` | [`OrderLines`]: takes chunks in, puts the partitions together |
//! | `partition` | the lines of some customers, and their sum |
//! | `block` | a few thousand lines as plain columns |
//! | `spill` | the temporary file |

mod block;
mod days;
mod lines;
mod partition;
mod spill;
#[cfg(test)]
mod tests;

pub use days::{CustomerDay, Duplicates, Mix, MixCell, Purchases};
pub use lines::{MIXES, NewestDays, OrderLines};
