//! Casts the rows of one file, column by column and by the role of each, into a typed chunk; sets aside the rows it
//! cannot use.
//!
//! A chunk is a polars DataFrame of canonical columns: ids and text as String, money and quantities as Int64 in
//! 1/10000, days as Int32 since 1970-01-01, booleans as Boolean. Where the caller asks for it, `rest` (UInt64) is a
//! hash of its time of day and all its mapped cells that are not required ones, by which duplicate lines are told from others; and
//! each column of days has a companion `…_second` (Int32), the time of day in seconds after midnight in the same zone,
//! and `…_offset` (Int32), the seconds by which that clock is ahead of UTC; null where the cell does not tell.
//!
//! | file | its job |
//! |---|---|
//! | `rows` | [`Rows`]: rows of any format before they are cast |
//! | `caster` | [`Caster`]: what becomes of each row |
//! | `column` | one column, cast by its role |
//! | `whole` | columns of typed files that need no closer look |
//! | `values` | the values of a column that was cast |
//! | `rest` | the hash of the other cells |
//! | `currencies` | the rows by the currency of their amounts |
//! | `summed` | rows that sum up the orders of a customer |
//! | `totals` | sums among the rows |

mod caster;
mod column;
mod currencies;
mod rest;
mod rows;
mod summed;
mod totals;
mod values;
mod whole;

pub use caster::{Caster, Chunk, Noticed};
pub use currencies::{Currencies, CurrencyRule, OTHER_CURRENCY, WITHOUT_CURRENCY};
pub use rows::{Clocks, Field, Irregular, Part, Reading, Rest, Rows};
pub use summed::{LATER, LATER_CODE};
