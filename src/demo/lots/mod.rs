//! What was made from what: finished lots planned from the demand, the modules and packages in them, the granulate in
//! the modules, and which of them are bad.
//!
//! Sales leave a product's lots first in, first out: each lot covers a run of days, and a lot's size is what is sold on
//! those days plus scrap and a rest. So every sale has a lot that was made before it, and the balance closes to the unit.
//! This room counts no complaint and writes nothing.

mod bad;
mod demand;
mod plan;
mod supply;

pub(super) use bad::Bad;
pub(super) use demand::{Demand, STORES, store_of};
pub(super) use plan::{FinishedLot, LotPlan};
pub(super) use supply::{GRAMS_PER_MODULE, InputLot};
