//! Looks a file over without casting it for any analysis: what it is, how it is cut, what its columns hold, what had to
//! be repaired; and gives its clean table, every cell as the text it is.
//!
//! | file | its job |
//! |---|---|
//! | `found` | [`Inspection`]: what was found |
//! | `tally` | what the cells of a column look like |
//! | `look` | [`Look`]: one pass over a file |

mod found;
mod look;
mod tally;

pub use found::{ColumnFound, DayOrders, Inspection, Irregularities, StructureFound};
pub use look::{Clean, Look};
pub use tally::Kind;
