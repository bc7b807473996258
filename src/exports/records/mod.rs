//! Cuts decoded text into records and cells, and repairs the records that the writer of a file damaged.
//!
//! The usual record is cut in one pass, without a copy. A record whose quotes do not close, or whose width is not that of
//! the table, is read again in other ways; what was done is reported as a [`Repair`], what cannot be done as ragged.
//! Where a record ends depends on the text and the dialect alone, not on the policy nor on where blocks were cut.
//!
//! | file | its job |
//! |---|---|
//! | `block` | [`Records`]: the records of a block |
//! | `span` | a cell as a place in the block |
//! | `scan` | a record as RFC 4180 has it, in one pass |
//! | `lenient` | a record whose quotes are not doubled |
//! | `extent` | where a record ends |
//! | `search` | the cheapest reading of a damaged record |
//! | `repair` | from a damaged record to cells |
//! | `cut` | [`cut`] and [`whole_records`] |
//! | `footer` | notes and totals below the table |
//! | `table` | [`clean`]: header and rows of the first table of a text |

mod block;
mod cut;
mod extent;
mod footer;
mod lenient;
mod repair;
mod scan;
mod search;
mod span;
mod table;

pub use block::{Place, Ragged, Records, Repair, RepairKind, Role};
pub use cut::{BLOCK, cut, whole_records};
pub use table::{CleanTable, clean, header};
