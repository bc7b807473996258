//! Whether every unit of a lot is accounted for, lot by lot and site by site:
//! made + received = on hand + shipped net of returns + consumed + scrapped + adjusted + unaccounted.
//!
//! Everything is a whole number of 1/10000 units, so that both sides agree to the last digit. Quantities of different
//! units are never added: a lot booked in pieces and in boxes has a row of each.

mod balance;
mod tolerance;

pub use balance::{Balance, BalanceTotal, Booking, Kind, balances, totals};
pub use tolerance::Tolerance;
