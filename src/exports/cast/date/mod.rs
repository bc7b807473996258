//! Dates in the cells of exports, as days since 1970-01-01.
//!
//! The order of day and month is decided by all values of a column, so reading has two steps: [`DateParser::read`]
//! turns a cell into a [`DateReading`], an [`OrderTally`] collects the readings of a column and decides, and
//! [`DateReading::settle`] gives the day. A day is an `i32`, days since 1970-01-01 in the calendar of the business.
//!
//! | file | its job |
//! |---|---|
//! | `calendar` | days ↔ `YYYY-MM-DD`; which dates are impossible, placeholders or out of range |
//! | `cell` | [`DateParser`]: the date part of a cell |
//! | `clock` | the time part: hours, AM and PM, 上午, zone offsets |
//! | `order` | [`OrderTally`]: day first or month first |
//! | `serial` | numbers that are dates: spreadsheet serials |
//! | `fault` | [`DateError`] |

mod calendar;
mod cell;
mod clock;
mod fault;
mod order;
mod serial;

pub use calendar::{Era, format_date, parse_iso_date};
pub use cell::{DateParser, DateReading, TimeOfDay, UNDOUBTED_DAYS};
pub use fault::DateError;
pub use order::{DateOrder, OrderDecision, OrderTally};
pub use serial::{excel_second, excel_serial};
