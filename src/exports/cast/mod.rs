//! From the text of a cell to a typed value, by the role of its column. The type of a column is never guessed.
//!
//! Every parser takes any text and gives a value or a fault; a fault has a stable code for the rejects table and a
//! sentence in both languages. A blank cell is a missing value: for amounts, dates and booleans that is a fault of its
//! own kind (`Empty`), which the caller lets pass where the column may be blank.

mod age;
mod boolean;
mod currency;
mod date;
mod fault;
mod identifier;
mod money;
mod number;
mod width;

pub use age::{AgeBand, age_band};
pub use boolean::{BooleanError, parse_boolean};
pub use currency::{Currency, same_currency};
pub use date::{
    DateError, DateOrder, DateParser, DateReading, Era, OrderDecision, OrderTally, TimeOfDay, UNDOUBTED_DAYS,
    excel_second, excel_serial, format_date, parse_iso_date,
};
pub use fault::Fault;
pub use identifier::{Identifier, identifier};
pub use money::{Money, UNIT, divide_half_even, format_money, is_rounded, parse_money};
pub use number::{DecimalMark, MoneyError, Quantity, parse_quantity};
