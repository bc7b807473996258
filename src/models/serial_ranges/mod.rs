//! Serial numbers, and which of them a scope covers.
//!
//! A [`Serial`] is a prefix, a number with its leading zeros, and a suffix; numbers are compared as numbers, so that A9
//! comes before A10. A [`SerialRange`] goes from one to another of the same prefix and suffix; a [`SerialSet`] of many
//! says for each serial which range covers it; [`coverage`] compares ranges with the serials really found.
//!
//! Nothing is guessed: text that can be read in two ways is refused, check digits are verified and never invented for
//! what lacks them, and upper and lower case are different unless the caller has made them equal.

mod cell;
mod check_digit;
mod coverage;
mod error;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod property_tests;
mod range;
mod range_text;
mod serial;
mod set;

pub use cell::serials_of;
pub use check_digit::CheckDigit;
pub use coverage::{Coverage, coverage};
pub use error::SerialError;
pub use range::SerialRange;
pub use serial::{LeadingZeros, MOST_DIGITS, Serial, SerialRules};
pub use set::SerialSet;
