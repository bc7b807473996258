//! How decoded text is cut into records and cells: the delimiter, the quote, the lines before the table, the header.
//!
//! [`detect`] looks at a sample from the start of a file and trusts constant width over many records, never the first
//! line. What the user names always wins. Files whose columns are aligned by blanks are read through
//! [`CollapseBlanks`].
//!
//! | file | its job |
//! |---|---|
//! | `form` | [`Dialect`] and what it is made of |
//! | `detect` | [`detect`]: delimiter and preamble |
//! | `header` | whether the first record of the table is a header |
//! | `blanks` | [`CollapseBlanks`]: runs of blanks → one TAB |

mod blanks;
mod detect;
mod form;
mod header;

pub use blanks::CollapseBlanks;
pub use detect::{SampleEnd, detect};
pub use form::{Delimiter, Dialect, GivenDialect, Header};
