//! Movements, stock and order lines of the products of a recall → who got what, from which stock.
//!
//! [`MoveRows`] and [`StockRows`] keep what concerns the lots of the recall; [`SaleRows`] keeps the lines of its
//! products, and counts all others; [`SeenRows`] is a first look at tables for lots that are asked for by a pattern; [`sales_of_moves`] makes such lines of shipments where there are no order lines.
//! [`pools()`] lays them out as stocks, one a product and site, whose lines the model judges; [`bookings()`] lays them
//! out as the bookings of a mass balance. Chunks may come from any thread in any order.

mod bookings;
mod movements;
mod pools;
mod recipients;
mod sales;
mod seen;
mod stock;

pub use bookings::bookings;
pub use movements::{Move, MoveKind, MoveRows, Moves};
pub use pools::{Judged, Judgement, Trade, pools};
pub use recipients::{own_sites, recipients, sales_of_moves};
pub use sales::{Elsewhere, Interest, SaleLine, SaleRows, Sales, Window};
pub use seen::{Seen, SeenRows};
pub use stock::{Stock, StockRow, StockRows};
