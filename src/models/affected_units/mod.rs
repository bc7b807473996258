//! How many units of the lots in scope each order line holds, for certain and at most, also when no lot was recorded.
//!
//! A [`Pool`] is one product at one site: what came in, by lot, and what went out, with its lot or *hidden*, without
//! one. [`affected_units`] judges every issue: minimum, maximum, an estimate between them, and the probability of at
//! least one affected unit; [`Class`] sums it up. [`net_of_returns`] takes off what customers brought back.
//!
//! # Bounds
//! Whatever was picked, hidden issues took no more of a lot than was received and not issued with that lot recorded,
//! before and after. So the affected units that hidden issues took up to a day lie between two limits, and the exact
//! bounds of every day, and of all days together, follow from them (`corridor`). For one line against a stock of A
//! affected and B other units they are max(0, q − B) and min(q, A). Order within a day is taken as unknown. Where no
//! picking agrees with the whole record, only what came before a line speaks (`max(0, q − B)` and `min(q, A)` with upper
//! limits of A and B), and the result says so.
//!
//! # Estimates
//! Replayed day by day with the allocation asked for: a random mix, first in first out, or first expired first out.
//! Under a random mix the estimate is without bias as long as the bounds do not cut it. The probability is that of a
//! random draw from the replayed stock, for counted units only. What customers bring back without its lot is taken to be like
//! what they had (`returned`). Bounds hold in any case; estimates hold as far as the
//! allocation does.
//!
//! All quantities are whole numbers of 1/10000 units ([`ONE_UNIT`]).

mod class;
mod corridor;
mod error;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod figure_tests;
mod judge;
mod limits;
mod mixing;
mod pool;
mod queue;
mod record;
mod replay;
mod returned;
mod returns;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod returns_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod simulated_tests;

pub use class::{Class, Reason};
pub use error::PoolError;
pub use judge::{Basis, LineUnits, PoolUnits, affected_units};
pub use mixing::probability_of_any;
pub use pool::{Allocation, Content, Issue, Measure, ONE_UNIT, Pool, Receipt, Scope, StockRecord, Units};
pub use returns::{Holding, Netting, ReturnFinding, Returned, Sold, net_of_returns};
