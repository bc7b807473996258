//! Order lines (or lots made) and complaints → how many units of each lot went out in which month, and which of them
//! failed when.
//!
//! [`ComplaintRows`] are read first: only the purchases of customers who complained are kept one by one. [`UnitRows`]
//! then takes the order lines, or the lots made, and [`UnitRows::finish`] brings both together as [`LotLives`]. Chunks
//! may come from any thread in any order; the result is the same.

mod attribution;
mod complainants;
mod complaint_rows;
mod grain;
mod month;
mod parts;
mod serial_sales;
mod shards;
mod unit_log;
mod unit_rows;

pub use attribution::{Failure, LotLives, Unattributed};
pub use complaint_rows::{ComplaintRow, ComplaintRows, Complaints};
pub use grain::Grain;
pub use month::month_of;
pub use parts::{Part, Parts};
pub use unit_rows::{Returns, UnitRows, Untestable};
