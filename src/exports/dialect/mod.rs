//! How decoded text is cut into records and cells: the delimiter, the quote, the lines before the table, the header,
//! the shapes of its columns, and where a second table begins.
//!
//! [`detect`] looks at a sample from the start of a file and trusts constant width over many records, never the first
//! line. What the user names always wins. The records themselves are cut by [`crate::exports::records`].
//!
//! | file | its job |
//! |---|---|
//! | `form` | [`Dialect`] and what it is made of |
//! | `column` | [`Column`]: the kind of a column and how surprising a cell is in it |
//! | `shape` | [`Look`]: the text and the pattern of a cell |
//! | `value` | whether a cell is an amount, a number, a date or a time |
//! | `detect` | [`detect`]: the steps in order |
//! | `candidate` | delimiter and quote by constant width |
//! | `aligned` | tables delimited by spaces |
//! | `gaps` | [`ends_at_gaps`]: columns told by the places that are blank in every line |
//! | `header` | whether records are a header |
//! | `preamble` | records before the table |
//! | `second_table` | where a second table begins |
//! | `blanks` | runs of blanks → one TAB, by which the tests check `aligned` |

mod aligned;
#[cfg(test)]
mod blanks;
mod candidate;
mod column;
mod detect;
mod form;
mod gaps;
mod header;
mod preamble;
mod second_table;
mod shape;
mod value;

pub use column::{Column, Kind};
pub use detect::{SampleEnd, detect};
pub use form::{Delimiter, Dialect, Escape, GivenDialect, Header, Spacing};
pub use gaps::ends_at_gaps;
pub use shape::Look;
pub(super) use value::{is_day, is_number, is_value};
